/**
 * Reads the user guide while the page is built: `virtual:guide/en` and `virtual:guide/ja` are lists
 * of chapters as plain values, which a component draws. A guide with anything that could not be
 * drawn, raw HTML above all, breaks the build.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import type { Plugin } from "vite";

import type { Block, Chapter, Inline } from "./src/components/guide/chapters";

const FOLDER = new URL("../docs/guide/", import.meta.url);
const NAME = "virtual:guide/";

/** The guide itself is divided at its second headings; the others are a chapter each. */
const FILES = {
	en: ["en.md", "excel-sheets-en.md"],
	ja: ["ja.md", "excel-sheets-ja.md"],
} as const;

export function guide(): Plugin {
	return {
		name: "guide",
		resolveId: (id) => (id.startsWith(NAME) ? `\0${id}` : undefined),
		load(id) {
			const language = id.slice(NAME.length + 1);
			if (!id.startsWith(`\0${NAME}`) || (language !== "en" && language !== "ja")) return undefined;
			for (const file of FILES[language]) this.addWatchFile(pathOf(file));
			return `export default ${JSON.stringify(chapters(language))}`;
		},
	};
}

export function chapters(language: "en" | "ja"): Chapter[] {
	const [own, ...others] = FILES[language];
	return [
		...divided(own),
		...others.map((file) => {
			const [title, ...rest] = tokens(file);
			if (title?.type !== "heading") throw new Error(`${file} begins with its title`);
			return { file, title: title.text, blocks: blocks(rest) };
		}),
	];
}

function divided(file: string): Chapter[] {
	const all: Chapter[] = [];
	let rest: Token[] = [];
	const close = () => {
		all.at(-1)?.blocks.push(...blocks(rest));
		rest = [];
	};
	for (const token of tokens(file)) {
		if (token.type === "heading" && token.depth === 2) {
			// What stands before the first chapter is for readers of the repository.
			close();
			all.push({ file, title: token.text, blocks: [] });
		} else {
			rest.push(token);
		}
	}
	close();
	return all;
}

function pathOf(file: string): string {
	return fileURLToPath(new URL(file, FOLDER));
}

function tokens(file: string): MarkedToken[] {
	return lexer(readFileSync(pathOf(file), "utf8")) as MarkedToken[];
}

function blocks(list: readonly Token[]): Block[] {
	return (list as MarkedToken[]).flatMap((token): Block[] => {
		switch (token.type) {
			case "space":
			case "hr":
			case "def":
				return [];
			case "heading":
				return [{ kind: "heading", depth: token.depth, inlines: inlines(token.tokens) }];
			case "paragraph": {
				// The window itself is at hand: its pictures are for readers of the repository.
				const text = inlines(token.tokens);
				return text.length === 0 ? [] : [{ kind: "paragraph", inlines: text }];
			}
			case "text":
				return [{ kind: "paragraph", inlines: inlines(token.tokens ?? []) }];
			case "list":
				return [
					{
						kind: "list",
						ordered: token.ordered,
						items: token.items.map((item) => blocks(item.tokens)),
					},
				];
			case "table":
				return [
					{
						kind: "table",
						head: token.header.map(cell),
						rows: token.rows.map((row) => row.map(cell)),
					},
				];
			case "code":
				return [{ kind: "code", text: token.text }];
			case "blockquote":
				return [{ kind: "quote", blocks: blocks(token.tokens) }];
			default:
				throw new Error(`the guide cannot show ${token.type}: ${token.raw}`);
		}
	});
}

const cell = ({ tokens: list }: Tokens.TableCell) => inlines(list);

function inlines(list: readonly Token[]): Inline[] {
	return (list as MarkedToken[]).flatMap((token): Inline[] => {
		switch (token.type) {
			case "text":
				return token.tokens === undefined
					? [{ kind: "text", text: plain(token.text) }]
					: inlines(token.tokens);
			case "escape":
				return [{ kind: "text", text: token.text }];
			case "strong":
				return [{ kind: "strong", inlines: inlines(token.tokens) }];
			case "em":
				return [{ kind: "emphasis", inlines: inlines(token.tokens) }];
			case "codespan":
				return [{ kind: "code", text: plain(token.text) }];
			case "br":
				return [{ kind: "text", text: "\n" }];
			case "link":
				return [{ kind: "link", to: token.href, inlines: inlines(token.tokens) }];
			case "image":
				return [];
			default:
				throw new Error(`the guide cannot show ${token.type}: ${token.raw}`);
		}
	});
}

/** The reader of Markdown writes some letters as HTML does. */
function plain(text: string): string {
	return text
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&quot;", '"')
		.replaceAll("&#39;", "'")
		.replaceAll("&amp;", "&");
}
