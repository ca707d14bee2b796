import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import type {
	Api,
	BenchmarkView,
	CohortCardView,
	CohortsView,
	CohortStandingView,
	ContributionView,
	FiguresView,
	PrepareContribution,
} from "$lib/api/port";
import { en } from "$lib/i18n/en";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import { Session } from "$lib/session.svelte";

import { fakeApi, settled } from "../../testing/fake";
import InWindow from "../../testing/InWindow.svelte";
import { userEvent } from "../../testing/user";
import Cohorts from "./Cohorts.svelte";

const both = (text: string) => ({ en: text, ja: text });
const rules = {
	members: 5,
	statistics: 10,
	deviation: 20,
	changes: 5,
	table: 50,
	shareEnd: 1,
};
const card: CohortCardView["card"] = {
	cohort: "group",
	title: "A group",
	edition: "2026",
	sheet: { id: "sheet", edition: "1" },
	sheetTitle: both("Sheet"),
	opens: "2026-12-01",
	closes: "2027-01-31",
	admission: "codes",
	rules,
	targets: 3,
	fingerprint: "SHA256:abcdefghij",
};
const opened: CohortCardView = {
	name: "card.json",
	card,
	isOpen: true,
	number: null,
	obstacle: null,
	organizations: [
		{
			id: "o",
			name: "Organization",
			scopes: ["first", "second"].map((id) => ({
				id,
				name: id,
				rounds: [{ assessment: `round of ${id}`, title: "Round", date: "2026-11-06" }],
			})),
		},
	],
	nothing: null,
};
const preview: ContributionView = {
	id: "preview",
	fields: [{ name: both("sector"), value: both("not given") }],
	answers: [{ service: { id: "A.1", title: both("Service A.1"), area: "A" }, given: both("2") }],
	services: 4,
	stays: both("names and notes"),
	doubts: [both("the same level nearly everywhere")],
	withdrawn: false,
};
const standing: CohortStandingView = {
	card,
	closedAt: null,
	editions: ["2026"],
	taken: 3,
	counting: 1,
	members: [
		{ fingerprint: "SHA256:one", name: "Minato", number: 2, state: "counts" },
		{ fingerprint: "SHA256:two", name: null, number: 1, state: "left_out" },
	],
	even: 1,
	codes: [{ code: "ABCD-EFGH-JKMN", name: "Kita", used: false }],
	releases: [{ release: 1, published: "2027-02-01", members: 12 }],
};

function figures(change: Partial<FiguresView>): FiguresView {
	return {
		subject: { kind: "service", id: "A.1" },
		title: both("Service A.1"),
		area: "A",
		n: 12,
		lower: 1,
		median: 2,
		upper: 3,
		mean: 2.25,
		deviation: 1,
		shares: [{ first: 0, last: 1, percent: 20, bound: "at_most" }],
		target: 3,
		withheld: null,
		...change,
	};
}

const benchmark: BenchmarkView = {
	of: {
		cohort: "group",
		title: "A group",
		edition: "2026",
		release: 2,
		published: "2027-02-01",
		members: 9,
		rules,
	},
	figures: [
		figures({ subject: { kind: "overall" }, title: both("Overall"), area: null, shares: [] }),
		figures({}),
	],
	breakdowns: [
		{
			by: "sector",
			groups: [
				{
					title: both("Energy"),
					least: 5,
					most: 9,
					figures: [
						{ subject: { kind: "service", id: "A.1" }, lower: null, median: 2, upper: null },
					],
				},
			],
		},
	],
	movement: {
		since: "2025",
		services: [
			{
				service: { id: "A.1", title: both("Service A.1"), area: "A" },
				n: 10,
				shares: [{ first: 0, last: 1, percent: 30, bound: "exactly" }],
			},
		],
	},
	dropped: [{ what: both("mean and shares"), subjects: [both("A.1 Service")] }],
	highestLevel: 3,
};

function list(change: Partial<CohortsView> = {}): CohortsView {
	return { isProtected: true, floor: rules, memberships: [], coordinated: [], ...change };
}

const coordinated = list({
	coordinated: [
		{
			cohort: "group",
			title: "A group",
			editions: [{ edition: "2026", opens: card.opens, closes: card.closes, closed: false }],
		},
	],
});

async function opens(commands: Partial<Api>): Promise<void> {
	const api = fakeApi({
		cohorts: () => Promise.resolve(list()),
		cohortCard: () => Promise.resolve(null),
		...commands,
	});
	render(InWindow, { props: { session: new Session(api), component: Cohorts, given: {} } });
	await settled();
}

const press = async (name: string | RegExp) => {
	await userEvent.click(screen.getByRole("button", { name }));
	await settled();
};

beforeEach(() => {
	i18n.language = "en";
	route.go("cohorts");
});

it("tells who may coordinate nothing yet how to get there", async () => {
	await opens({ cohorts: () => Promise.resolve(list({ isProtected: false })) });
	expect(screen.getByText(en.cohorts.unprotected)).toBeTruthy();
	expect(screen.queryByRole("button", { name: en.cohorts.make })).toBeNull();
	expect(screen.getByRole("button", { name: en.cohorts.protect })).toBeTruthy();
});

it("writes what was looked at, with what was ticked, and nothing before", async () => {
	const asked: PrepareContribution[] = [];
	const written: string[] = [];
	await opens({
		chooseCohortCard: () => Promise.resolve(opened),
		prepareContribution: (request) => {
			asked.push(request);
			return Promise.resolve(preview);
		},
		writeContribution: ({ id }) => {
			written.push(id);
			return Promise.resolve({
				file: { file: "f", path: "/there/a.psirt-contribution" },
				number: 1,
				withdrawn: false,
			});
		},
	});
	await press(en.cohorts.openCard);
	await userEvent.click(screen.getByRole("checkbox", { name: en.cohorts.contribute.sector }));
	await userEvent.type(screen.getByLabelText(en.cohorts.contribute.code), "abcd");
	await press(en.cohorts.contribute.preview);
	expect(asked).toEqual([
		{
			rounds: ["round of first", "round of second"],
			withoutSector: true,
			withoutSize: false,
			withoutModel: false,
			code: "abcd",
			preparedBy: "",
		},
	]);
	expect(screen.getByText("names and notes")).toBeTruthy();
	expect(screen.getByText("the same level nearly everywhere")).toBeTruthy();
	expect(written).toEqual([]);
	await press(en.cohorts.contribute.write);
	expect(written).toEqual(["preview"]);
	expect(screen.getByText(/a\.psirt-contribution/)).toBeTruthy();
});

it("says what stands against a card in place of the form", async () => {
	const obstacle = { what: both("The card is another."), todo: both("Call the coordinator.") };
	await opens({ chooseCohortCard: () => Promise.resolve({ ...opened, obstacle }) });
	await press(en.cohorts.openCard);
	expect(screen.getByText("The card is another.")).toBeTruthy();
	expect(screen.queryByRole("button", { name: en.cohorts.contribute.preview })).toBeNull();
});

it("lists what was refused, who is in, and what a benchmark would leave out", async () => {
	await opens({
		cohorts: () => Promise.resolve(coordinated),
		cohortStanding: () => Promise.resolve(standing),
		takeContributions: () =>
			Promise.resolve({
				taken: [{ name: "a", member: "SHA256:one", number: 1, withdrawn: false }],
				refused: [{ name: "notes", reason: both("no sealed contribution") }],
				standing,
			}),
		showBenchmark: () => Promise.resolve(benchmark),
	});
	await press(en.cohorts.openEdition("A group", "2026"));
	await press(en.cohorts.edition.take);
	expect(screen.getByText(en.cohorts.edition.taken("1", "1"))).toBeTruthy();
	expect(screen.getByText("no sealed contribution")).toBeTruthy();
	expect(screen.getByText("ABCD-EFGH-JKMN")).toBeTruthy();
	expect(screen.getByRole("button", { name: /Count again: SHA256:two/ })).toBeTruthy();
	await press(en.cohorts.edition.preview);
	const { textContent } = document.body;
	for (const text of ["mean and shares", "levels 0–1 at most 20 %", "9 members: below 10"]) {
		expect(textContent).toContain(text);
	}
	expect(textContent).not.toMatch(/NaN|undefined/);
	expect(screen.getByRole("button", { name: en.cohorts.edition.publishNow })).toBeTruthy();
});

it("asks before a member is left out, and says what it costs", async () => {
	const left: string[] = [];
	await opens({
		cohorts: () => Promise.resolve(coordinated),
		cohortStanding: () => Promise.resolve(standing),
		leaveOut: ({ member }) => {
			left.push(member);
			return Promise.resolve(standing);
		},
	});
	await press(en.cohorts.openEdition("A group", "2026"));
	await press(/Leave out: Minato/);
	expect(screen.getByText(en.cohorts.edition.leaveOutAudit("5"))).toBeTruthy();
	expect(left).toEqual([]);
	await press(en.cohorts.edition.leaveOutNow);
	expect(left).toEqual(["SHA256:one"]);
});
