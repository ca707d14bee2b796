import { expect, it } from "vitest";

import { search, type PaletteGroup } from "./palette";

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

it("wants every word", () => {
	expect(found("vulnerability intake")).toEqual(["Intake of Vulnerability Reporting"]);
	expect(found("vulnerability stakeholder")).toEqual([]);
});
