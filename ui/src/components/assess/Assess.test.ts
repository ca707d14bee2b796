import { render, screen } from "@testing-library/svelte";
import { beforeEach, expect, it } from "vitest";

import { notices } from "$components/shared/notices.svelte";
import { AssessmentController } from "$lib/assessment.svelte";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import { saving } from "$lib/saving.svelte";
import { Session } from "$lib/session.svelte";

import { assessmentView, entry, rememberingApi, settled, sheet } from "../../testing/fake";
import { userEvent } from "../../testing/user";
import AssessHarness from "./AssessHarness.svelte";

beforeEach(() => {
	i18n.language = "en";
	saving.restart();
	route.restart();
	route.go("assess");
});

async function open(view = assessmentView()) {
	const { api, told } = rememberingApi({}, view);
	const session = new Session(api);
	session.assessment = new AssessmentController(api, sheet, view);
	render(AssessHarness, { props: { session } });
	await settled();
	return { session, api, told };
}

const heading = () => screen.getByRole("heading", { level: 1 }).textContent.replace(/\s+/g, " ");

it("answers the whole sheet with the keyboard alone", async () => {
	const { told, session } = await open();
	expect(heading()).toContain("A.1");
	await userEvent.press("3");
	await userEvent.press("Enter");
	await userEvent.press("d");
	await userEvent.press("j");
	await userEvent.press("0");
	await userEvent.press("Enter");
	await userEvent.press("n");
	await userEvent.type(screen.getByLabelText("Why does this service not apply?"), "not sold");
	await userEvent.click(screen.getByRole("button", { name: "Mark as not applicable" }));
	expect(told).toEqual([
		'A.1 answer {"kind":"level","level":3}',
		'A.2 answer {"kind":"dont_know"}',
		'B.1 answer {"kind":"level","level":0}',
		'B.2 answer {"kind":"not_applicable","reason":"not sold"}',
	]);
	expect(session.assessment?.view.coverage).toMatchObject({ answered: 2, applicable: 3 });
	expect(saving.state).toBe("saved");
});

it("does not leave a service out of the score without a reason", async () => {
	const { told } = await open();
	await userEvent.press("n");
	await userEvent.click(screen.getByRole("button", { name: "Mark as not applicable" }));
	expect(told).toEqual([]);
	expect(screen.getByRole("alert").textContent).toContain("A reason is needed");
});

it("ignores a level the scale does not have", async () => {
	const { told } = await open();
	await userEvent.press("4");
	expect(told).toEqual([]);
});

it("saves a note to the service it was typed at, although the next one is in view", async () => {
	const { told } = await open();
	const note = screen.getByLabelText<HTMLTextAreaElement>("Note");
	await userEvent.type(note, "seen on paper");
	await userEvent.press("Enter", { ctrlKey: true });
	expect(heading()).toContain("A.2");
	expect(told).toEqual(['A.1 note "seen on paper"']);
	expect(screen.getByLabelText<HTMLTextAreaElement>("Note").value).toBe("");
});

it("opens the chosen level and the next one, and no other", async () => {
	await open();
	await userEvent.press("1");
	expect(screen.getByLabelText("Indicator 1a")).toBeTruthy();
	expect(screen.getByLabelText("Indicator 2a")).toBeTruthy();
	expect(screen.queryByLabelText("Indicator 3a")).toBeNull();
});

it("keeps an answer in sight that could not be saved, and saves it again on request", async () => {
	const { api, told } = await open();
	const { saveAnswer } = api;
	let isFull = true;
	api.saveAnswer = (request) =>
		isFull
			? // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as the program does
				Promise.reject({ code: "disk_full", message: "no space", hint: null, faults: [] })
			: saveAnswer(request);
	await userEvent.press("2");
	expect(screen.getByText("The disk is full")).toBeTruthy();
	expect(screen.getByRole<HTMLInputElement>("radio", { checked: true }).value).toBeTruthy();
	expect(saving.state).toBe("failed");
	isFull = false;
	await userEvent.click(screen.getByRole("button", { name: "Save again" }));
	expect(told).toEqual(['A.1 answer {"kind":"level","level":2}']);
	expect(screen.queryByText("The disk is full")).toBeNull();
});

it("keeps service and answer when the language is switched", async () => {
	await open();
	await userEvent.press("Enter");
	await userEvent.press("2");
	i18n.language = "ja";
	await settled();
	expect(heading()).toContain("Service A.2（日）");
	expect(screen.getByRole<HTMLInputElement>("radio", { checked: true })).toBeTruthy();
});

it("answers as last time, and leaves a level alone that the sheet does not have", async () => {
	const last = (service: string, level: number) =>
		entry(service, {
			previous: {
				service,
				continuity: "same",
				answer: { kind: "level", level },
				target: null,
				note: "",
				evidence: [],
			},
		});
	const { told } = await open(assessmentView([last("A.1", 2), last("A.2", 9), entry("B.1")]));
	await userEvent.press("s");
	await userEvent.press("Enter");
	await userEvent.press("s");
	await userEvent.press("Enter");
	await userEvent.press("s");
	expect(told).toEqual(['A.1 answer {"kind":"level","level":2}']);
});

it("says that an answer was taken away, and offers it back until something else is changed", async () => {
	const { told } = await open();
	await userEvent.press("2");
	await userEvent.press("Delete");
	expect(notices.current?.text).toContain("A.1");
	expect(notices.current?.text).toContain("Level 2");
	await notices.current?.action?.run();
	expect(told.at(-1)).toBe('A.1 answer {"kind":"level","level":2}');
	await userEvent.press("Delete");
	await userEvent.press("1");
	expect(notices.current).toBeNull();
});

it("leaves unfolded at the next service what was unfolded at this one", async () => {
	await open();
	await userEvent.click(screen.getByRole("button", { name: "Ask the room" }));
	expect(screen.getByText("Question")).toBeTruthy();
	await userEvent.press("j");
	const unfolded = screen.getByRole("button", { name: "Ask the room" });
	expect(unfolded.getAttribute("aria-expanded")).toBe("true");
});

it("tells who said what in the books, and that nobody wrote the level agreed on", async () => {
	const voice = (who: string, level: number) => ({
		who,
		answer: { kind: "level", level } as const,
		note: "",
	});
	const voices = [voice("Ana", 1), voice("Ben", 3)];
	await open(assessmentView([entry("A.1", { voices }), entry("A.2")]));
	const said = screen.getByRole("region", { name: "What the books say" });
	expect(said.textContent).toContain("they differ");
	await userEvent.press("2");
	expect(screen.getByText("Nobody wrote level 2 in a book")).toBeTruthy();
});
