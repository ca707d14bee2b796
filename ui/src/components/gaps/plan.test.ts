import { describe, expect, it } from "vitest";

import type { ActionView, RoadmapView } from "$lib/api/port";

import { groups, inputOfStep, moved, nextQuarterEnd, parseDay, parseEffort, parts } from "./plan";

const both = (text: string) => ({ en: text, ja: text });

function action(id: string, change: Partial<ActionView> = {}): ActionView {
	return {
		id,
		service: { id: "A.1", title: both("Service"), area: "A" },
		fromLevel: 1,
		toLevel: 2,
		title: `Action ${id}`,
		deliverable: "",
		owner: "",
		due: null,
		effortDays: null,
		plannedDays: 5,
		halves: { toLevel: 2, effortDays: null },
		state: "planned",
		...change,
	};
}

const every = () => true;

describe("the plan by quarter", () => {
	const quarter = (number: number, actions: string[]) => ({
		year: 2027,
		quarter: number,
		firstDay: `2027-0${number * 3 - 2}-01`,
		lastDay: `2027-0${number * 3}-30`,
		actions,
		days: { known: 0, without: 0 },
		overall: null,
	});
	const roadmap = {
		actions: [
			action("a", { due: "2027-02-01" }),
			action("b", { due: "2027-08-01", state: "done" }),
			action("c"),
		],
		quarters: [quarter(1, ["a"]), quarter(2, []), quarter(3, ["b"])],
	} as unknown as RoadmapView;
	const shown = (found: ReturnType<typeof groups>) =>
		found.map(({ quarter: one, actions }) =>
			[one?.quarter ?? "-", ...actions.map(({ id }) => id)].join(" "),
		);

	it("leaves no quarter out and puts actions without a date at the end", () => {
		expect(shown(groups(roadmap, every))).toEqual(["1 a", "2", "3 b", "- c"]);
	});

	it("hides what is done without closing the gap it leaves", () => {
		expect(shown(groups(roadmap, (one) => one.state !== "done"))).toEqual(["1 a", "2", "3", "- c"]);
	});
});

describe("moving an action", () => {
	const actions = [
		action("a", { due: "2027-01-31" }),
		action("b", { due: "2027-03-31" }),
		action("c", { due: "2027-03-31", state: "done" }),
		action("d", { due: "2027-03-31" }),
		action("e"),
		action("f"),
	];

	it("changes places with the neighbour due on the same day", () => {
		expect(moved(actions, "b", 1)).toEqual(["a", "c", "b", "d", "e", "f"]);
		expect(moved(actions, "f", -1)).toEqual(["a", "b", "c", "d", "f", "e"]);
	});

	it("steps over actions that are out of sight", () => {
		const open = (one: ActionView) => one.state === "planned";
		expect(moved(actions, "b", 1, open)).toEqual(["a", "c", "d", "b", "e", "f"]);
	});

	it("does not pass a day, nor the ends", () => {
		expect(moved(actions, "b", -1)).toBeNull();
		expect(moved(actions, "d", 1)).toBeNull();
		expect(moved(actions, "a", -1)).toBeNull();
		expect(moved(actions, "f", 1)).toBeNull();
	});
});

it("takes a step on in the words of the sheet, with nobody's estimate", () => {
	const step = {
		level: 3,
		statement: both("It is done"),
		step: {
			action: both("Do it"),
			deliverable: both("A thing"),
			effort: "small" as const,
			planningDays: 5,
			elapsedWeeks: null,
		},
	};
	const service = { id: "A.1", title: both("Service"), area: "A" };
	expect(inputOfStep(service, step, (text) => text.ja, "Aoki")).toEqual({
		service: "A.1",
		toLevel: 3,
		title: "Do it",
		deliverable: "A thing",
		owner: "Aoki",
		due: null,
		effortDays: null,
		state: "planned",
	});
	expect(inputOfStep(service, { ...step, step: null }, (text) => text.ja)).toMatchObject({
		toLevel: 3,
		title: "",
		deliverable: "",
		effortDays: null,
	});
});

it("gives the first part of a split action the lower levels and what was done so far", () => {
	const halves = { toLevel: 2, effortDays: 15 };
	const [first, second] = parts(
		action("a", { fromLevel: 1, toLevel: 3, effortDays: 30, state: "in_progress", halves }),
	);
	expect(first).toMatchObject({ toLevel: 2, effortDays: 15, state: "in_progress" });
	expect(second).toMatchObject({ toLevel: 3, effortDays: 15, state: "planned" });
});

it("puts off to the last day of the next quarter, over the end of the year too", () => {
	expect(nextQuarterEnd("2027-01-15")).toBe("2027-06-30");
	expect(nextQuarterEnd("2027-09-30")).toBe("2027-12-31");
	expect(nextQuarterEnd("2027-11-05")).toBe("2028-03-31");
});

it("reads days of the calendar and nothing else", () => {
	expect(parseDay("")).toBeNull();
	expect(parseDay("2028-02-29")).toBe("2028-02-29");
	expect(parseDay("2027-02-29")).toBeUndefined();
	expect(parseDay("2027-13-01")).toBeUndefined();
	expect(parseDay("next week")).toBeUndefined();
});

it("reads person-days however they are typed, and refuses what is none", () => {
	expect(parseEffort(" ")).toBeNull();
	expect(parseEffort("2.5")).toBe(2.5);
	expect(parseEffort("１２")).toBe(12);
	expect(parseEffort("1,000")).toBe(1000);
	expect(parseEffort("2,5")).toBeUndefined();
	expect(parseEffort("-3")).toBeUndefined();
	expect(parseEffort("100001")).toBeUndefined();
	expect(parseEffort("a few")).toBeUndefined();
});
