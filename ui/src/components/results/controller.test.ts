import { expect, it } from "vitest";

import type { Api, ExplanationView, Subject } from "$lib/api/port";

import { fakeApi } from "../../testing/fake";
import { ResultsController } from "./controller.svelte";

function controllerOf(commands: Partial<Api>) {
	return new ResultsController(fakeApi(commands), "round");
}

const explanations = {
	explain: ({ subject }: { subject: Subject }) =>
		Promise.resolve({ subject, value: 2 } as ExplanationView),
};

it("asks on from a figure to those it rests on, and back", async () => {
	const controller = controllerOf(explanations);
	await controller.why({ kind: "overall" });
	expect(controller.canGoBack).toBe(false);
	await controller.whyFurther({ kind: "area", id: "A" });
	await controller.whyFurther({ kind: "service", id: "A.1" });
	expect(controller.explanation.value?.subject).toEqual({ kind: "service", id: "A.1" });
	await controller.back();
	expect(controller.explanation.value?.subject).toEqual({ kind: "area", id: "A" });
	controller.closeWhy();
	expect(controller.subject).toBeNull();
	expect(controller.explanation.value).toBeNull();
});

it("begins with the first reading and keeps the one chosen when figures change", async () => {
	const asked: string[] = [];
	const controller = controllerOf({
		results: () => Promise.reject(new Error("not needed")),
		confidence: () => Promise.reject(new Error("not needed")),
		readings: () =>
			Promise.resolve([
				{ id: "one", title: { en: "", ja: "" }, short: { en: "", ja: "" }, requirements: 1 },
				{ id: "two", title: { en: "", ja: "" }, short: { en: "", ja: "" }, requirements: 1 },
			]),
		readiness: ({ reading }) => {
			asked.push(reading);
			return Promise.reject(new Error("not needed"));
		},
	});
	await controller.load();
	await controller.read("two");
	await controller.load();
	expect(asked).toEqual(["one", "two", "two"]);
});

it("sets only targets that are missing", async () => {
	let request: unknown;
	const controller = controllerOf({
		results: () => Promise.reject(new Error("not needed")),
		confidence: () => Promise.reject(new Error("not needed")),
		readings: () => Promise.resolve([]),
		readiness: () => Promise.reject(new Error("not needed")),
		applyTargets: (given) => {
			request = given;
			return Promise.reject(new Error("not needed"));
		},
	});
	await controller.read("cra");
	await controller.useAsTargets().catch(() => undefined);
	expect(request).toEqual({
		assessment: "round",
		from: { kind: "reading", id: "cra" },
		keepExisting: true,
	});
});
