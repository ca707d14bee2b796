import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import { notices } from "$components/shared/notices.svelte";
import type { ActionInput, Api, GapsView, ProjectionView, RoadmapView } from "$lib/api/port";
import { AssessmentController } from "$lib/assessment.svelte";
import { i18n } from "$lib/i18n/i18n.svelte";
import { saving } from "$lib/saving.svelte";
import { Session } from "$lib/session.svelte";

import { assessmentView, entry, fakeApi, settled, sheet } from "../../testing/fake";
import { failure } from "../../testing/failure";
import InWindow from "../../testing/InWindow.svelte";
import { userEvent } from "../../testing/user";
import Gaps from "./Gaps.svelte";

const both = (text: string) => ({ en: text, ja: text });
const service = { id: "A.1", title: both("Service A.1"), area: "A" };
const projection: ProjectionView = { overall: 1, overallToday: 1, areas: [], services: [] };

const gapsView: GapsView = {
	assessment: "assessment",
	highestLevel: 3,
	reading: null,
	ranked: [
		{
			service,
			level: 1,
			target: 3,
			size: 2,
			next: {
				level: 2,
				statement: both("Statement 2"),
				step: {
					action: both("Action 2"),
					deliverable: both("Deliverable"),
					effort: "small",
					planningDays: 5,
					elapsedWeeks: null,
				},
			},
			duties: [],
			takenOn: null,
		},
	],
	reached: [],
	unknown: [],
	withoutTarget: [],
};

function roadmapOf(inputs: readonly ActionInput[]): RoadmapView {
	return {
		assessment: "assessment",
		actions: inputs.map((input, index) => ({
			...input,
			id: `action-${index}`,
			service,
			fromLevel: 1,
			plannedDays: 5,
			halves: { toLevel: 2, effortDays: null },
		})),
		quarters: [],
		loads: [],
		all: { known: 0, without: 0 },
		open: { known: 0, without: 0 },
		projection,
		ahead: [],
		owners: ["Aoki"],
		kept: null,
	};
}

/** A program that keeps the plan; `fail` makes the next change fail. */
async function open(more: Partial<Api> = {}, gaps: GapsView = gapsView) {
	let actions: ActionInput[] = [];
	const state = { fail: false, undone: 0, sent: [] as ActionInput[] };
	const change = (next: ActionInput[]) => {
		if (state.fail) {
			return Promise.reject(failure("disk_full"));
		}
		actions = next;
		return Promise.resolve(roadmapOf(actions));
	};
	const view = assessmentView([
		entry("A.1", { answer: { kind: "level", level: 1 }, target: 3, owner: "Baba" }),
		entry("A.2"),
		entry("B.1"),
		entry("B.2"),
	]);
	const api = fakeApi({
		gaps: () => Promise.resolve(gaps),
		roadmap: () => Promise.resolve(roadmapOf(actions)),
		actionDays: () => Promise.resolve({ days: 5 }),
		readings: () => Promise.resolve([]),
		profiles: () => Promise.resolve([]),
		assessment: () => Promise.resolve({ ...view }),
		addActions: ({ actions: added }) => {
			state.sent = added;
			return change([...actions, ...added]);
		},
		saveAction: (input) => change([input]),
		removeAction: () => change([]),
		undo: () => {
			state.undone += 1;
			actions = [];
			return Promise.resolve({ assessment: { ...view }, change: null });
		},
		...more,
	});
	const session = new Session(api);
	session.assessment = new AssessmentController(api, sheet, view);
	render(InWindow, {
		props: { session, component: Gaps, given: { assessment: session.assessment } },
	});
	await settled();
	return state;
}

beforeEach(() => {
	i18n.language = "en";
	saving.restart();
	notices.dismiss();
});

const button = (name: string | RegExp) => screen.getByRole("button", { name });

it("takes a step on in the sheet's words, by whoever answers for the service", async () => {
	const state = await open();
	await userEvent.click(button(/^Take on/));
	expect(screen.getByLabelText<HTMLTextAreaElement>("Action").value).toBe("Action 2");
	await userEvent.type(screen.getByLabelText("Person-days"), "２.5");
	await userEvent.click(button("Take on"));
	expect(state.sent).toEqual([
		{
			service: "A.1",
			toLevel: 2,
			title: "Action 2",
			deliverable: "Deliverable",
			owner: "Baba",
			due: null,
			effortDays: 2.5,
			state: "planned",
		},
	]);
	expect(screen.queryByRole("dialog")).toBeNull();
	expect(button("Action 2")).toBeTruthy();
});

it("keeps what was typed when it cannot be saved, and says why", async () => {
	const state = await open();
	state.fail = true;
	await userEvent.click(button(/^Take on/));
	await userEvent.type(screen.getByLabelText("Owner"), "Chiba");
	await userEvent.click(button("Take on"));
	expect(screen.getByRole("alert").textContent).toContain("The disk is full");
	expect(screen.getByLabelText<HTMLInputElement>("Owner").value).toBe("Chiba");
	state.fail = false;
	await userEvent.click(button("Take on"));
	expect(screen.queryByRole("dialog")).toBeNull();
	expect(state.sent[0]?.owner).toBe("Chiba");
});

it("does not send an action without a name or with an effort that is none", async () => {
	const state = await open();
	await userEvent.click(button(/^Take on/));
	await userEvent.type(screen.getByLabelText("Action"), "  ");
	await userEvent.type(screen.getByLabelText("Person-days"), "a lot");
	await userEvent.click(button("Take on"));
	const told = screen.getAllByRole("alert").map((alert) => alert.textContent);
	expect(told).toEqual(["Enter the action", "A number from 0 to 100,000"]);
	expect(state.sent).toEqual([]);
});

it("offers to take back what was just taken on", async () => {
	const state = await open();
	await userEvent.click(button(/^Take on/));
	await userEvent.click(button("Take on"));
	await userEvent.click(button("Undo"));
	expect(state.undone).toBe(1);
	expect(screen.queryByRole("button", { name: "Action 2" })).toBeNull();
});

it("works with the keyboard alone", async () => {
	const state = await open();
	await userEvent.press("ArrowDown");
	expect(document.activeElement?.textContent).toContain("Service A.1");
	await userEvent.press("t");
	await userEvent.click(button("Take on"));
	expect(state.sent).toHaveLength(1);
	expect(document.activeElement?.textContent).toContain("Service A.1");
	screen.getByRole("button", { name: "Action 2" }).focus();
	await userEvent.press("e");
	expect(screen.getByRole("dialog").textContent).toContain("Edit action");
});

it("says what to do where no target is set", async () => {
	await open(
		{
			profiles: () =>
				Promise.resolve([
					{
						id: "first",
						title: both("First 90 days"),
						summary: both("A beginning"),
						targets: 2,
						meanTarget: 2,
					},
				]),
		},
		{ ...gapsView, ranked: [] },
	);
	expect(screen.getByText("No targets are set")).toBeTruthy();
	expect(button(/First 90 days/)).toBeTruthy();
});
