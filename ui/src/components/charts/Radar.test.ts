import { render, screen, within } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import { i18n } from "$lib/i18n/i18n.svelte";

import { userEvent } from "../../testing/user";
import Within from "../../testing/Within.svelte";
import Radar from "./Radar.svelte";

const given = {
	title: "Areas",
	axes: ["One", "Two", "Three", "Four"].map((title) => ({ id: title, title })),
	series: [
		{ id: "target", label: "Target", role: "target" as const, values: [4, 4, 4, 4] },
		{ id: "now", label: "Now", role: "current" as const, values: [2.65, null, 0, 3] },
	],
	highest: 5,
	axisName: "Area",
};

beforeEach(() => {
	i18n.language = "en";
});

it("says each axis with every value, and of a missing one that it is missing", () => {
	render(Within, { props: { component: Radar as never, given } });
	expect(screen.getByRole("img", { name: /One: Target 4\.0, Now 2\.7/ })).toBeTruthy();
	expect(screen.getByRole("img", { name: /Two: Target 4\.0, Now no answer/ })).toBeTruthy();
	expect(screen.getByRole("img", { name: /Three: Target 4\.0, Now 0\.0/ })).toBeTruthy();
});

it("has one axis in the tab order", () => {
	render(Within, { props: { component: Radar as never, given } });
	const axes = screen.getAllByRole("img", { name: /Target/ });
	expect(axes.filter((axis) => axis.getAttribute("tabindex") === "0")).toHaveLength(1);
});

it("says the same as a table", async () => {
	render(Within, { props: { component: Radar as never, given } });
	await userEvent.click(screen.getByRole("button", { name: "Show as table" }));
	const rows = within(screen.getByRole("table")).getAllByRole("row");
	expect(rows.map((row) => row.textContent.replace(/\s+/g, " ").trim())).toEqual([
		"AreaTargetNow",
		"One4.02.7",
		"Two4.0no answer",
		"Three4.00.0",
		"Four4.03.0",
	]);
});
