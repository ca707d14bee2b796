import { expect, it } from "vitest";

import { en } from "./en";
import { systemLanguage } from "./i18n.svelte";
import { ja } from "./ja";

/** Every text of a catalogue with its path; a message with parts is given its parameter count. */
function texts(node: unknown, path = ""): [string, string | number][] {
	if (typeof node === "string") return [[path, node]];
	if (typeof node === "function") return [[path, node.length]];
	return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
		texts(value, `${path}/${key}`),
	);
}

it("has no empty message in either language", () => {
	for (const [path, text] of [...texts(en), ...texts(ja)]) {
		expect(text, path).not.toBe("");
	}
});

it("has no English sentence left in Japanese", () => {
	const left = texts(ja).filter(
		([, text]) => typeof text === "string" && /[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(text),
	);
	expect(left).toEqual([]);
});

it("has no です or ます in the English keys' short labels of screens", () => {
	for (const [path, text] of texts(ja.frame.screens)) {
		expect(text, path).not.toMatch(/です|ます/);
	}
});

it("takes the first language of the system that it knows", () => {
	expect(systemLanguage(["fr-FR", "ja-JP", "en-US"])).toBe("ja");
	expect(systemLanguage(["en-GB"])).toBe("en");
	expect(systemLanguage(["fr-FR"])).toBe("en");
});
