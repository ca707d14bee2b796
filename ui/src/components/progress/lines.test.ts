import { beforeEach, describe, expect, it } from "vitest";

import type { LineView, PointView, RoundView, TrendView } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";

import { lines, roundsOnOneAnother } from "./lines";

const both = (text: string) => ({ en: text, ja: text });

function point(value: number | null, change: Partial<PointView> = {}): PointView {
	return {
		value,
		state: value === null ? "dont_know" : "level",
		target: 3,
		continuity: "same",
		...change,
	};
}

function line(id: string, points: (PointView | null)[]): LineView {
	return { id, title: both(id), area: "A", points };
}

function round(year: number, overall: number): RoundView {
	return {
		assessment: String(year),
		title: `Round ${year}`,
		date: `${year}-11-06`,
		state: "finished",
		overall,
		target: 3,
	} as RoundView;
}

/** Three rounds; the sheet changed after the first, and a fourth is planned. */
const trend: TrendView = {
	highestLevel: 5,
	rounds: [round(2024, 1), round(2025, 2), round(2026, 2.5)],
	superseded: [],
	breaks: [{ kind: "sheet_changed", carried: 1, begun: [], ended: [] }, { kind: "none" }],
	areas: [line("A", [null, point(2), point(2.5)])],
	services: [
		line("A.1", [point(1, { continuity: "close" }), point(2), point(3)]),
		line("A.2", [null, null, point(null)]),
	],
	planned: {
		date: "2027-11-05",
		projection: {
			overall: 3.2,
			overallToday: 2.5,
			areas: [{ id: "A", title: both("A"), today: 2.5, projected: 3, target: 3 }],
			services: [{ id: "A.1", title: both("A.1"), today: 3, projected: 4, target: 4 }],
		},
	},
};

const values = (series: ReturnType<typeof lines>["series"], id: string) =>
	series.find((one) => one.id === id)?.values;

beforeEach(() => {
	i18n.language = "en";
});

describe("a figure over time", () => {
	it("breaks the whole where the sheet changed, and goes on to the planned round", () => {
		const { points, series, breaks } = lines(trend, { kind: "overall" });
		expect(points).toHaveLength(4);
		expect(breaks).toEqual([true, false, false]);
		expect(values(series, "current")).toEqual([1, 2, 2.5, null]);
		expect(values(series, "projected")).toEqual([null, null, 2.5, 3.2]);
		expect(values(series, "target")).toEqual([3, 3, 3, 3]);
	});

	it("does not break a service that continues, and marks that it is only close", () => {
		const { points, series, breaks, marked } = lines(trend, { kind: "service", id: "A.1" });
		expect(breaks).toEqual([false, false, false]);
		expect(points.map(({ title }) => title.includes("≈"))).toEqual([true, false, false, false]);
		expect(marked).toBe(true);
		expect(values(series, "current")).toEqual([1, 2, 3, null]);
	});

	it("ends where there is no round planned", () => {
		const { points, series } = lines({ ...trend, planned: null }, { kind: "area", id: "A" });
		expect(points).toHaveLength(3);
		expect(values(series, "current")).toEqual([null, 2, 2.5]);
		expect(values(series, "projected")).toBeUndefined();
	});

	it("shows every area without a target of its own", () => {
		const { series } = lines(trend, { kind: "areas" });
		expect(series.map((one) => one.role)).toEqual(["area"]);
		expect(series[0]?.values).toEqual([null, 2, 2.5, null]);
	});
});

describe("rounds on one another", () => {
	const shown = (newer: string | null, by: "areas" | "services") =>
		roundsOnOneAnother(trend, newer, by).map(
			({ id, role, number }) => `${id} ${role}${number === undefined ? "" : ` ${number}`}`,
		);

	it("leaves rounds out that have nothing in common", () => {
		expect(shown("2026", "areas")).toEqual(["2025 earlier 0", "2026 current"]);
		expect(shown("2026", "services")).toEqual(["2024 earlier 1", "2025 earlier 0", "2026 current"]);
	});

	it("ends with the round in view", () => {
		expect(shown("2025", "services")).toEqual(["2024 earlier 0", "2025 current"]);
	});

	it("holds five rounds at most, the latest", () => {
		const years = Array.from({ length: 9 }, (_, index) => 2018 + index);
		const long: TrendView = {
			...trend,
			rounds: years.map((year) => round(year, 2)),
			services: [
				line(
					"A.1",
					years.map(() => point(2)),
				),
			],
		};
		expect(roundsOnOneAnother(long, "2026", "services").map(({ id }) => id)).toEqual([
			"2022",
			"2023",
			"2024",
			"2025",
			"2026",
		]);
	});

	it("never draws what nobody knows as 0", () => {
		const [, , last] = roundsOnOneAnother(trend, "2026", "services");
		expect(last?.values).toEqual([3, null]);
		expect(last?.states).toEqual(["level", "dont_know"]);
	});
});
