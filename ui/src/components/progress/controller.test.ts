import { expect, it } from "vitest";

import type { ComparisonView, RoundView, TrendView } from "$lib/api/port";

import { fakeApi } from "../../testing/fake";
import { ProgressController } from "./controller.svelte";

function controllerOf(ids: string[], current: string) {
	const compared: string[] = [];
	let rounds = ids;
	const trend = (): TrendView => ({
		highestLevel: 5,
		rounds: rounds.map((assessment) => ({ assessment }) as RoundView),
		superseded: [],
		breaks: [],
		areas: [],
		services: [],
		planned: null,
	});
	const controller = new ProgressController(
		fakeApi({
			trend: () => Promise.resolve(trend()),
			compare: ({ older, newer }) => {
				compared.push(`${older}-${newer}`);
				return Promise.resolve({} as ComparisonView);
			},
		}),
		current,
	);
	return { controller, compared, take: (next: string[]) => (rounds = next) };
}

it("begins with the round in hand and the one before it", async () => {
	const { controller, compared } = controllerOf(["a", "b", "c"], "b");
	await controller.load();
	expect([controller.older, controller.newer]).toEqual(["a", "b"]);
	expect(compared).toEqual(["a-b"]);
});

it("begins with the last round where the one in hand has nothing before it", async () => {
	const { controller } = controllerOf(["a", "b", "c"], "a");
	await controller.load();
	expect([controller.older, controller.newer]).toEqual(["b", "c"]);
});

it("compares nothing where there is one round only", async () => {
	const { controller, compared } = controllerOf(["a"], "a");
	await controller.load();
	expect([controller.older, controller.newer]).toEqual([null, "a"]);
	expect(compared).toEqual([]);
	expect(controller.comparison.value).toBeNull();
});

it("puts the later round after the earlier, whichever way they are chosen", async () => {
	const { controller, compared } = controllerOf(["a", "b", "c"], "c");
	await controller.load();
	await controller.compare("c", "a");
	expect([controller.older, controller.newer]).toEqual(["a", "c"]);
	expect(compared.at(-1)).toBe("a-c");
});

it("stays at the rounds in view when figures change, and moves when one is gone", async () => {
	const { controller, take } = controllerOf(["a", "b", "c"], "c");
	await controller.load();
	await controller.choose("b");
	await controller.load();
	expect([controller.older, controller.newer]).toEqual(["a", "b"]);
	take(["a", "c"]);
	await controller.load();
	expect([controller.older, controller.newer]).toEqual(["a", "c"]);
});
