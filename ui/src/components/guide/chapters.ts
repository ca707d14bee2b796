/** The user guide as plain values; `guide.ts` beside the configuration of Vite reads it. */
import type { Language } from "$lib/api/port";

/** Text within a line. */
export type Inline =
	| { kind: "text"; text: string }
	| { kind: "code"; text: string }
	| { kind: "strong"; inlines: Inline[] }
	| { kind: "emphasis"; inlines: Inline[] }
	| { kind: "link"; to: string; inlines: Inline[] };

export type Block =
	| { kind: "heading"; depth: number; inlines: Inline[] }
	| { kind: "paragraph"; inlines: Inline[] }
	| { kind: "list"; ordered: boolean; items: Block[][] }
	| { kind: "table"; head: Inline[][]; rows: Inline[][][] }
	| { kind: "code"; text: string }
	| { kind: "quote"; blocks: Block[] };

export interface Chapter {
	/** The file it comes from, by which other chapters lead to it. */
	file: string;
	title: string;
	blocks: Block[];
}

/** The guide in a language, read the first time somebody opens it. */
export async function chaptersIn(language: Language): Promise<readonly Chapter[]> {
	const guide = await (language === "ja" ? import("virtual:guide/ja") : import("virtual:guide/en"));
	return guide.default;
}

/** The chapter a link leads to; `null` where it leads out of the guide. */
export function chapterOf(chapters: readonly Chapter[], to: string): Chapter | null {
	const anchor = to.startsWith("#") ? decodeURIComponent(to.slice(1)) : null;
	const leadsTo = (chapter: Chapter) =>
		anchor === null ? chapter.file === to : anchorOf(chapter.title) === anchor;
	return chapters.find(leadsTo) ?? null;
}

/** The anchor of a heading as the repository's readers know it. */
function anchorOf(title: string): string {
	return title
		.toLowerCase()
		.replace(/[^\p{L}\p{N}\- ]/gu, "")
		.replaceAll(" ", "-");
}
