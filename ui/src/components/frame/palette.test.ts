import { render, screen } from "@testing-library/svelte";
import { expect, it } from "vitest";

import { i18n } from "$lib/i18n/i18n.svelte";

import { settled } from "../../testing/fake";
import { userEvent } from "../../testing/user";
import { search, type PaletteGroup } from "./palette";
import Palette from "./Palette.svelte";

const item = (sign: string, label: string, ...words: string[]) => ({
	id: sign,
	sign,
	label,
	words,
	run: () => undefined,
});

const groups: PaletteGroup[] = [
	{
		name: "services",
		items: [
			item("12.1", "Other", "その他"),
			item("2.1", "Intake of Vulnerability Reporting", "脆弱性報告の受付"),
			item("2.2", "Stakeholder", "ステークホルダー"),
		],
	},
	{ name: "screens", items: [item("", "Results", "結果")] },
];

const found = (question: string) =>
	search(groups, question).flatMap((group) => group.items.map((one) => one.label));

it("shows everything until something is asked", () => {
	expect(found(" ")).toHaveLength(4);
});

it("finds in either language, whichever the window speaks", () => {
	expect(found("受付")).toEqual(["Intake of Vulnerability Reporting"]);
	expect(found("intake")).toEqual(["Intake of Vulnerability Reporting"]);
});

it("finds by id, the exact one first", () => {
	expect(found("2.1")).toEqual(["Intake of Vulnerability Reporting", "Other"]);
});

it("does not mind width or kind of kana", () => {
	expect(found("２.２")).toEqual(["Stakeholder"]);
	expect(found("すてーく")).toEqual(["Stakeholder"]);
	expect(found("ｽﾃｰｸ")).toEqual(["Stakeholder"]);
});

it("holds back what people wrote until something is asked", () => {
	const all: PaletteGroup[] = [
		...groups,
		{ name: "notes", whenAsked: true, items: [item("2.1", "Taken in by mail only")] },
	];
	expect(search(all, "").map((group) => group.name)).toEqual(["services", "screens"]);
	expect(search(all, "mail").map((group) => group.name)).toEqual(["notes"]);
});

it("wants every word", () => {
	expect(found("vulnerability intake")).toEqual(["Intake of Vulnerability Reporting"]);
	expect(found("vulnerability stakeholder")).toEqual([]);
});

it("goes to what was typed, and asks anew the next time", async () => {
	i18n.language = "en";
	const gone: string[] = [];
	const going = groups.map(({ name, items }) => ({
		name,
		items: items.map((one) => ({ ...one, run: () => gone.push(one.id) })),
	}));
	const { rerender } = render(Palette, { props: { open: true, groups: going } });
	await userEvent.type(screen.getByRole("combobox"), "intake");
	await settled();
	expect(screen.queryByText("Stakeholder")).toBeNull();
	await userEvent.click(screen.getByText("Intake of Vulnerability Reporting"));
	expect(gone).toEqual(["2.1"]);
	await rerender({ open: true });
	expect(screen.getByRole<HTMLInputElement>("combobox").value).toBe("");
});
