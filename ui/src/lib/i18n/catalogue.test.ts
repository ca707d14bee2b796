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

/** Every message as it reads when each of its parts is the same text. */
function said(node: unknown, part: string, path = ""): [string, string][] {
	if (typeof node === "string") return [[path, node]];
	if (typeof node === "function") {
		const message = node as (...parts: string[]) => string;
		return [[path, message(...Array.from({ length: message.length }, () => part))]];
	}
	return Object.entries(node as Record<string, unknown>).flatMap(([key, value]) =>
		said(value, part, `${path}/${key}`),
	);
}

it("says of one thing that it is one", () => {
	const wrong = said(en, "1").filter(([, text]) =>
		[...text.matchAll(/(?<![\d.,])1 ([\p{L}-]+)/gu)].some(
			([, word = ""]) => word.endsWith("s") && !["is", "was", "has", "as"].includes(word),
		),
	);
	expect(wrong).toEqual([]);
});

it("says of no thing and of several that there are several", () => {
	for (const count of ["0", "2"]) {
		const wrong = said(en, count).filter(([, text]) =>
			/(?<![\d.,])[02] (?:service|level|step|round|area|answer|person-day|day|page|file)\b/.test(
				text,
			),
		);
		expect(wrong, count).toEqual([]);
	}
});

it("ends no label in an ellipsis", () => {
	const wrong = [...said(en, "1"), ...said(ja, "1")].filter(([, text]) =>
		/(?:…|\.\.\.)$/.test(text),
	);
	expect(wrong).toEqual([]);
});

it("leaves no separator dangling where a part is empty", () => {
	const wrong = [...said(en, ""), ...said(ja, "")].filter(([, text]) =>
		/^\s*·|·\s*$|。、/.test(text),
	);
	expect(wrong).toEqual([]);
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
