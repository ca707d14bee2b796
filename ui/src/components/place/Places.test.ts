import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import type { FiguresView, PlaceView } from "$lib/api/port";
import { en } from "$lib/i18n/en";
import { i18n } from "$lib/i18n/i18n.svelte";

import Within from "../../testing/Within.svelte";
import Places from "./Places.svelte";

beforeEach(() => {
	i18n.language = "en";
});

const figures: FiguresView = {
	subject: { kind: "service", id: "1.1" },
	title: { en: "Intake", ja: "受付" },
	area: "1",
	n: 24,
	lower: 1,
	median: 2,
	upper: 3,
	mean: 2.1,
	deviation: 1.1,
	shares: [],
	target: 3,
	withheld: null,
};

function shows(place: Partial<PlaceView>, change: Partial<FiguresView> = {}): string {
	const one: PlaceView = {
		figures: { ...figures, ...change },
		own: 1,
		position: "within",
		deviationScore: 40,
		...place,
	};
	const given = { places: [one], highest: 5, strips: true, highlighted: null };
	render(Within, { props: { component: Places, given } });
	return screen.getByRole("table").textContent;
}

it("shows the deviation score with the number of members behind it", () => {
	expect(shows({})).toContain("40 (n 24)");
});

it("says the band and the target of a strip to those who do not see it", () => {
	shows({});
	const strip = screen.getByRole("img", { name: /Intake/ });
	expect(strip.getAttribute("aria-label")).toContain("target 3");
	expect(strip.getAttribute("aria-label")).toContain("middle half 1 to 3");
});

it("says why a figure is not shown in its place, and invents none", () => {
	const none = { n: null, lower: null, median: null, upper: null, mean: null, deviation: null };
	const text = shows(
		{ position: null, deviationScore: null },
		{ ...none, withheld: "subtraction" },
	);
	expect(text).toContain(en.cohorts.place.reasons.subtraction);
	expect(text).not.toMatch(/NaN|null|undefined/);
});
