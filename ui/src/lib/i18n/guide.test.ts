import { readdirSync, readFileSync } from "node:fs";

import { expect, it } from "vitest";

import { en } from "./en";
import { ja } from "./ja";

const repository = `${import.meta.dirname}/../../../..`;

/** Names in quotation marks that are not the window's: a button of a menu, a folder, a figure. */
const notOfTheWindow = ["JA | EN", "…", "35 of 37", "35 / 37", "書類"];

/** Every text of a catalogue; a message with parts has an ellipsis in the place of each. */
function labels(node: unknown): string[] {
	if (typeof node === "string") return [node];
	if (typeof node === "function") {
		const message = node as (...parts: string[]) => string;
		return [message(...Array.from({ length: message.length }, () => "…"))];
	}
	return Object.values(node as Record<string, unknown>).flatMap(labels);
}

function titlesOfProfiles(language: "en" | "ja"): string[] {
	const folder = `${repository}/frameworks/profiles`;
	return readdirSync(folder).map((name) => {
		const profile = JSON.parse(readFileSync(`${folder}/${name}`, "utf8")) as {
			title: Record<"en" | "ja", string>;
		};
		return profile.title[language];
	});
}

/** What a text has in quotation marks, spaces as single ones. */
function quoted(text: string, marks: RegExp): string[] {
	return [...text.matchAll(marks)].map(([, name = ""]) => name.replaceAll(/\s+/g, " "));
}

it.each([
	{ language: "en" as const, catalogue: en, marks: /"([^"]+)"/g },
	{ language: "ja" as const, catalogue: ja, marks: /「([^」]+)」/g },
])("names nothing in the guide that the window calls otherwise ($language)", (guide) => {
	const text = readFileSync(`${repository}/docs/guide/${guide.language}.md`, "utf8");
	const known = new Set([
		...labels(guide.catalogue),
		...titlesOfProfiles(guide.language),
		...notOfTheWindow,
	]);
	const named = quoted(text, guide.marks);
	expect(named.length).toBeGreaterThan(20);
	expect(named.filter((name) => !known.has(name))).toEqual([]);
});
