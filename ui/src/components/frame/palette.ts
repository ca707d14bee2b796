/** What the palette offers. */
export interface PaletteItem {
	id: string;
	label: string;
	/** Stands before the label, such as a service's id. */
	sign?: string;
	/** Stands after it, muted. */
	detail?: string;
	keys?: string;
	/** What else it is found by, such as its name in the other language. */
	words: readonly string[];
	run: () => void;
}

/** The most that is shown of one group: whoever sees so many asks for more words. */
const MOST_FOUND = 40;

/** The same text for the eye and for the search: width, case and kana of either kind do not matter. */
function plain(text: string): string {
	return text
		.normalize("NFKC")
		.toLowerCase()
		.replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}

/** What is asked for: every word of the question occurs in the label or the words beside it. */
export function search(groups: readonly PaletteGroup[], question: string): PaletteGroup[] {
	const asked = plain(question).split(/\s+/).filter(Boolean);
	if (asked.length === 0) return groups.filter((group) => group.whenAsked !== true);
	return groups.flatMap(({ name, items }) => {
		const found = items.filter((item) => {
			const text = plain([item.sign ?? "", item.label, ...item.words].join("\n"));
			return asked.every((word) => text.includes(word));
		});
		// A service whose id is the question comes before those that only contain it.
		const exact = (item: PaletteItem) => plain(item.sign ?? item.label).startsWith(asked[0] ?? "");
		found.sort((a, b) => Number(exact(b)) - Number(exact(a)));
		return found.length === 0 ? [] : [{ name, items: found.slice(0, MOST_FOUND) }];
	});
}

export interface PaletteGroup {
	name:
		| "screens"
		| "services"
		| "notes"
		| "evidence"
		| "owners"
		| "actions"
		| "here"
		| "commands"
		| "assessments";
	/** Whether it is shown only once something is asked. */
	whenAsked?: boolean;
	items: readonly PaletteItem[];
}
