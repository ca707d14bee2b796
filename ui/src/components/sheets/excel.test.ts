import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { Api, Mapping, MapSheetTable, SheetBookView } from "$lib/api/port";

import { failure } from "../../testing/failure";
import { fakeApi, settled } from "../../testing/fake";
import { ExcelController, roleOf, wordOf } from "./excel.svelte";

const words = (text: string) => ({ en: text, ja: "" });
const mapping: Mapping = {
	page: "Ours",
	joined: [],
	levelsInRows: false,
	pastEmptyRows: false,
	headingRow: 1,
	columns: [
		{ column: "A", heading: "ID", role: { kind: "id" }, language: null },
		{ column: "B", heading: "Remarks", role: { kind: "ignored" }, language: null },
	],
	areas: [{ id: "1", title: words("Area"), row: 2 }],
	rows: [{ page: "", row: 3, role: "service", id: "1.1", area: "1", shown: "1.1 Intake" }],
	about: {
		id: "ours",
		edition: "1",
		languages: ["en"],
		title: words("Ours"),
		summary: words(""),
		sourceName: "",
		sourceVersion: "",
		sourcePublished: "",
		sourceUrl: "",
		rights: words(""),
		license: "",
		levels: [{ level: 0, name: words("None"), meaning: words("") }],
		levelZero: words(""),
	},
};

const view = (of: Mapping | null): SheetBookView => ({
	name: "ours.xlsx",
	refused: null,
	table:
		of === null
			? null
			: {
					pages: ["Ours"],
					mapping: of,
					levels: 5,
					examples: [],
					otherwise: {
						levelsInRows: false,
						levelZero: true,
						proposed: words("Nothing of level 1."),
						pastEmptyRows: true,
						joinable: ["More"],
					},
				},
	sheet: null,
	faults: [],
	doubts: [],
});

/** A program that makes of every mapping what it is told, and says what it was asked. */
async function looking(more: Partial<Api> = {}) {
	const asked: MapSheetTable[] = [];
	const controller = new ExcelController(
		fakeApi({
			chooseSheetBook: () => Promise.resolve(view(mapping)),
			mapSheetTable: (request) => {
				asked.push(request);
				return Promise.resolve(view(request.mapping));
			},
			...more,
		}),
	);
	await controller.choose();
	return { asked, controller };
}

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

it("has the rows proposed anew when a column is taken for something else", async () => {
	const { asked, controller } = await looking();
	controller.setRole("B", { kind: "level", level: 3 });
	expect(controller.busy).toBe(true);
	await vi.runAllTimersAsync();
	expect(asked).toHaveLength(1);
	expect(asked[0]?.reread).toBe(true);
	expect(asked[0]?.mapping.columns[1]?.role).toEqual({ kind: "level", level: 3 });
	expect(controller.busy).toBe(false);
});

it("converts once for several letters, and leaves the rows as they were corrected", async () => {
	const { asked, controller } = await looking();
	controller.setRow(0, { id: "1.10" });
	controller.setAbout({ id: "k" });
	controller.setAbout({ id: "ka" });
	await vi.runAllTimersAsync();
	expect(asked).toHaveLength(1);
	expect(asked[0]?.reread).toBe(false);
	expect(asked[0]?.mapping).toMatchObject({ about: { id: "ka" }, rows: [{ id: "1.10" }] });
});

it("has the table read otherwise, and what was said of the sheet stays", async () => {
	const { asked, controller } = await looking();
	controller.setAbout({ id: "mine" });
	controller.setJoined("More", true);
	controller.setJoined("More", true);
	controller.setPastEmptyRows(true);
	controller.setLevelZero(words("Nothing of level 1."), true);
	await vi.runAllTimersAsync();
	expect(asked.at(-1)).toMatchObject({
		reread: true,
		mapping: {
			joined: ["More"],
			pastEmptyRows: true,
			columns: mapping.columns,
			about: { id: "mine", levelZero: { en: "Nothing of level 1." } },
		},
	});
	controller.setLevelsInRows(true);
	controller.setJoined("More", false);
	await vi.runAllTimersAsync();
	expect(asked.at(-1)?.mapping).toMatchObject({
		joined: [],
		levelsInRows: true,
		headingRow: 0,
		columns: [],
	});
});

it("keeps what is typed while an answer is on its way", async () => {
	const answers: ((view: SheetBookView) => void)[] = [];
	const { controller } = await looking({
		mapSheetTable: () => new Promise((answer) => answers.push(answer)),
	});
	controller.setAbout({ title: words("O") });
	await vi.advanceTimersByTimeAsync(400);
	controller.setAbout({ title: words("Our") });
	answers[0]?.(view(mapping));
	await settled();
	expect(controller.mapping?.about.title.en).toBe("Our");
});

it("installs what is shown, with the last corrections in it", async () => {
	const order: string[] = [];
	const { controller } = await looking({
		mapSheetTable: (request) => {
			order.push(`map ${request.mapping.about.id}`);
			return Promise.resolve(view(request.mapping));
		},
		installSheetBook: () => {
			order.push("install");
			return Promise.resolve({ sheets: [], others: [] });
		},
	});
	controller.setAbout({ id: "mine" });
	await controller.install();
	expect(order).toEqual(["map mine", "install"]);
	expect(controller.view).toBeNull();
});

it("changes nothing when no book is chosen, and tells what failed", async () => {
	const { controller } = await looking({
		mapSheetTable: () => Promise.reject(failure("not_found")),
	});
	controller.setRole("A", { kind: "title" });
	await vi.runAllTimersAsync();
	expect(controller.error).toMatchObject({ code: "not_found" });
	expect(controller.mapping?.columns[0]?.role).toEqual({ kind: "title" });
	const closed = new ExcelController(fakeApi({ chooseSheetBook: () => Promise.resolve(null) }));
	expect(await closed.choose()).toBe(false);
});

it("writes a role as a word and reads it back", () => {
	for (const role of [{ kind: "level", level: 4 }, { kind: "id_and_title" }] as const) {
		expect(roleOf(wordOf(role))).toEqual(role);
	}
	expect(roleOf("nonsense")).toEqual({ kind: "ignored" });
});
