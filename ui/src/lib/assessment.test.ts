import { beforeEach, expect, it } from "vitest";

import {
	assessmentView,
	entry,
	fakeApi,
	Gate,
	rememberingApi,
	settled,
	sheet,
} from "../testing/fake";
import { AssessmentController } from "./assessment.svelte";
import { saving } from "./saving.svelte";

const level = (number: number) => ({ kind: "level", level: number }) as const;

beforeEach(() => saving.restart());

it("shows an answer at once and says that it is being saved", async () => {
	const gate = new Gate();
	const api = fakeApi({
		saveAnswer: async ({ answer }) => {
			await gate.wait();
			return assessmentView([entry("A.1", { answer })]);
		},
	});
	const assessment = new AssessmentController(api, sheet, assessmentView());
	const saved = assessment.answer("A.1", level(2));
	await settled();
	expect(assessment.entry("A.1").answer).toEqual(level(2));
	expect(saving.state).toBe("saving");
	await gate.letOne();
	await saved;
	expect(saving.state).toBe("saved");
	expect(assessment.view.coverage.answered).toBe(1);
});

it("saves every answer before the next", async () => {
	const gate = new Gate();
	const order: string[] = [];
	const api = fakeApi({
		saveAnswer: async ({ service }) => {
			order.push(`begin ${service}`);
			await gate.wait();
			order.push(`end ${service}`);
			return assessmentView();
		},
	});
	const assessment = new AssessmentController(api, sheet, assessmentView());
	const both = [assessment.answer("A.1", level(1)), assessment.answer("A.2", level(2))];
	await settled();
	expect(order, "the second waits for the first").toEqual(["begin A.1"]);
	await gate.letOne();
	await gate.letOne();
	await Promise.all(both);
	expect(order).toEqual(["begin A.1", "end A.1", "begin A.2", "end A.2"]);
});

it("keeps an answer that could not be saved on the screen, marked, and saves it on request", async () => {
	let isFull = true;
	const { api, told } = rememberingApi();
	const { saveAnswer } = api;
	api.saveAnswer = async (request) => {
		if (isFull)
			throw { code: "disk_full", message: "no space", hint: null, faults: [] } as unknown as Error;
		return saveAnswer(request);
	};
	const assessment = new AssessmentController(api, sheet, assessmentView());
	await expect(assessment.answer("A.1", level(3))).rejects.toMatchObject({ code: "disk_full" });
	expect(assessment.entry("A.1").answer, "it is still shown").toEqual(level(3));
	expect(assessment.isUnsaved("A.1")).toBe(true);
	expect(saving.state).toBe("failed");

	isFull = false;
	await assessment.answer("A.2", level(1));
	expect(assessment.entry("A.1").answer, "another save does not lose it").toEqual(level(3));
	expect(saving.state).toBe("failed");

	await saving.retryAll();
	expect(told).toEqual([
		'A.2 answer {"kind":"level","level":1}',
		'A.1 answer {"kind":"level","level":3}',
	]);
	expect(assessment.isUnsaved("A.1")).toBe(false);
	expect(saving.state).toBe("saved");
});

it("shows the later of two quick answers, whichever is confirmed", async () => {
	const gate = new Gate();
	const api = fakeApi({
		saveAnswer: async ({ answer }) => {
			await gate.wait();
			return assessmentView([entry("A.1", { answer })]);
		},
	});
	const assessment = new AssessmentController(api, sheet, assessmentView());
	const both = [assessment.answer("A.1", level(1)), assessment.answer("A.1", level(2))];
	await settled();
	await gate.letOne();
	expect(assessment.entry("A.1").answer, "the first confirmation does not flicker").toEqual(
		level(2),
	);
	await gate.letOne();
	await Promise.all(both);
	expect(assessment.entry("A.1").answer).toEqual(level(2));
});

it("undoes only after what was asked before is on disk", async () => {
	const gate = new Gate();
	const order: string[] = [];
	const api = fakeApi({
		saveAnswer: async () => {
			await gate.wait();
			order.push("saved");
			return assessmentView();
		},
		undo: async () => {
			order.push("undone");
			await Promise.resolve();
			return { assessment: assessmentView(), change: null };
		},
	});
	const assessment = new AssessmentController(api, sheet, assessmentView());
	const saved = assessment.answer("A.1", level(1));
	const undone = assessment.undo();
	await settled();
	await gate.letOne();
	await Promise.all([saved, undone]);
	expect(order).toEqual(["saved", "undone"]);
});

it("changes nothing in a finished assessment", async () => {
	const { api, told } = rememberingApi();
	const view = { ...assessmentView(), state: "finished" as const };
	await new AssessmentController(api, sheet, view).answer("A.1", level(1));
	expect(told).toEqual([]);
});
