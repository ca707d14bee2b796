import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { en } from "$lib/i18n/en";
import { i18n } from "$lib/i18n/i18n.svelte";
import { ja } from "$lib/i18n/ja";
import { route } from "$lib/route.svelte";

import { settled } from "../../testing/fake";
import { userEvent } from "../../testing/user";
import { chapterOf, chaptersIn } from "./chapters";
import Within from "../../testing/Within.svelte";
import Guide from "./Guide.svelte";
import { guideOpening } from "./opening.svelte";

const LANGUAGES = [
	["en", en],
	["ja", ja],
] as const;

it.each(LANGUAGES)("has a chapter for each screen in %s", async (language, catalogue) => {
	const titles = (await chaptersIn(language)).map((chapter) => chapter.title);
	for (const title of Object.values(catalogue.frame.guide.chapters)) {
		expect(titles).toContain(title);
	}
});

it("has the same chapters in both languages", async () => {
	const shapes = await Promise.all(
		LANGUAGES.map(async ([language]) =>
			(await chaptersIn(language)).map(({ file, blocks }) => [
				file
					.replace("-en", "")
					.replace(/^(en|ja)\b/, "")
					.replace("-ja", ""),
				blocks.length > 0,
			]),
		),
	);
	expect(shapes[0]).toEqual(shapes[1]);
});

it("knows which links lead to a chapter", async () => {
	const chapters = await chaptersIn("en");
	expect(chapterOf(chapters, "excel-sheets-en.md")?.title).toBe("Maturity sheets in Excel");
	expect(chapterOf(chapters, "#gaps-and-plan")?.title).toBe("Gaps and plan");
	expect(chapterOf(chapters, "https://example.invalid/")).toBeNull();
});

it("opens at the chapter of the screen, and follows the language", async () => {
	i18n.language = "en";
	route.go("gaps");
	guideOpening.open = true;
	render(Within, { props: { component: Guide, given: {} } });
	await settled();
	expect(await screen.findByRole("heading", { name: "Gaps and plan" })).toBeTruthy();
	await userEvent.click(screen.getByRole("button", { name: "Reports" }));
	expect(screen.getByRole("heading", { name: "Reports" })).toBeTruthy();
	i18n.language = "ja";
	expect(
		await screen.findByRole("heading", { name: ja.frame.guide.chapters.reports }),
	).toBeTruthy();
});
