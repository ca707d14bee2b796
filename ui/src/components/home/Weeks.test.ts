import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import { notices } from "$components/shared/notices.svelte";
import type { HomeView, KitView, OrganizationView } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { Session } from "$lib/session.svelte";

import { fakeApi, settled } from "../../testing/fake";
import InWindow from "../../testing/InWindow.svelte";
import { userEvent } from "../../testing/user";
import { HomeController } from "./controller.svelte";
import WeeksHarness from "./WeeksHarness.svelte";

const both = (text: string) => ({ en: text, ja: text });
const task = (week: number, letter: string) => ({
	id: `${week}${letter}`,
	week,
	task: both(`Task ${week}${letter}`),
	service: { id: "A.1", title: both("Service A.1"), area: "A" },
	document: "charter",
});
const kit: KitView = {
	sheet: "sheet",
	documents: [
		{ id: "charter", title: both("Charter"), purpose: both(""), serves: [], isProse: true },
	],
	profile: both("First days"),
	tasks: [task(1, "a"), task(1, "b"), task(2, "a")],
};

/** A program that keeps ticks and what is shown, for one organization. */
function opened(done: readonly string[] = [], shown = true) {
	const ticked = new Set(done);
	let isShown = shown;
	const view = () =>
		({
			organizations: [
				{
					id: "o",
					name: "Organization",
					weeks: {
						shown: isShown && ticked.size < kit.tasks.length,
						done: [...ticked].map((id) => ({ task: id, on: "2026-12-01", who: "Mori" })),
						assessment: "assessment",
					},
				} as unknown as OrganizationView,
			],
		}) as HomeView;
	const api = fakeApi({
		kit: () => Promise.resolve(kit),
		tickTask: ({ task: id, done: isDone }) => {
			if (isDone) ticked.add(id);
			else ticked.delete(id);
			return Promise.resolve(view());
		},
		showWeeks: (request) => {
			isShown = request.shown;
			return Promise.resolve(view());
		},
	});
	const session = new Session(api);
	session.home = view();
	const controller = new HomeController(session, {} as never);
	render(InWindow, { props: { session, component: WeeksHarness, given: { session, controller } } });
}

const box = (name: string) => screen.getByRole<HTMLInputElement>("checkbox", { name });

beforeEach(() => {
	i18n.language = "en";
	notices.dismiss();
});

it("begins with the first week that has something to do", async () => {
	opened(["1a", "1b"]);
	await settled();
	expect(screen.getByText("Week 2")).toBeTruthy();
	expect(screen.queryByText("Week 1")).toBeNull();
	expect(screen.getByText("2 of 3 done")).toBeTruthy();
});

it("keeps what was ticked in sight until the person goes on to the next week", async () => {
	opened();
	await settled();
	await userEvent.click(box("Task 1a"));
	expect(screen.queryByRole("button", { name: "Go on to week 2" })).toBeNull();
	await userEvent.click(box("Task 1b"));
	await settled();
	expect(box("Task 1b").checked).toBe(true);
	await userEvent.click(screen.getByRole("button", { name: "Go on to week 2" }));
	expect(box("Task 2a").checked).toBe(false);
	expect(screen.queryByRole("checkbox", { name: "Task 1a" })).toBeNull();
});

it("shows all weeks when asked, and one again", async () => {
	opened();
	await settled();
	await userEvent.click(screen.getByRole("button", { name: "Show all weeks" }));
	expect(screen.getAllByRole("checkbox").length).toBe(3);
	await userEvent.click(screen.getByRole("button", { name: "Show one week" }));
	expect(screen.getAllByRole("checkbox").length).toBe(2);
});

it("takes nothing away with the last tick, and the tick can be taken back", async () => {
	opened(["1a", "1b"]);
	await settled();
	await userEvent.click(box("Task 2a"));
	await settled();
	expect(screen.getByText("Everything is done.")).toBeTruthy();
	await userEvent.click(box("Task 2a"));
	await settled();
	expect(screen.queryByText("Everything is done.")).toBeNull();
	expect(box("Task 2a").checked).toBe(false);
});

it("goes when it is put away, and comes back by the notice with its ticks", async () => {
	opened(["1a"]);
	await settled();
	await userEvent.click(screen.getByRole("button", { name: "Put away" }));
	await settled();
	expect(screen.queryByRole("checkbox")).toBeNull();
	await userEvent.click(screen.getByRole("button", { name: "Undo" }));
	await settled();
	expect(box("Task 1a").checked).toBe(true);
});

it("is not there for an organization that does not begin", async () => {
	opened([], false);
	await settled();
	expect(screen.queryByRole("checkbox")).toBeNull();
});
