/** Which books to make, from what a person says of whom they are for. */
import type { BookOrder } from "$lib/api/port";

export type ForWhom = "team" | "respondents" | "owners";

/** The names in a text, one a line or as a list is pasted; each once. */
export function namesIn(text: string): string[] {
	const names = text.split(/[\n\t、]/).map((name) => name.trim());
	return [...new Set(names.filter((name) => name !== ""))];
}

/** A book for each owner with all areas that are theirs, in the order of the areas. */
export function booksOfOwners(
	areas: readonly string[],
	ownerOf: Readonly<Record<string, string>>,
): BookOrder[] {
	const books: BookOrder[] = [];
	for (const area of areas) {
		const name = (ownerOf[area] ?? "").trim();
		if (name === "") continue;
		const known = books.find((book) => book.respondent === name);
		if (known === undefined) books.push({ respondent: name, areas: [area] });
		else known.areas.push(area);
	}
	return books;
}

export function booksFor(
	whom: ForWhom,
	names: string,
	areas: readonly string[],
	ownerOf: Readonly<Record<string, string>>,
): BookOrder[] {
	switch (whom) {
		case "team":
			return [{ respondent: null, areas: [] }];
		case "respondents":
			return namesIn(names).map((respondent) => ({ respondent, areas: [] }));
		case "owners":
			return booksOfOwners(areas, ownerOf);
	}
}
