import { expect, it } from "vitest";

import type { AssessmentSummary } from "$lib/api/port";

import { atHand, roundsNamed, toggled, toggledLast } from "./choice";

it("keeps what is chosen in the order of the list", () => {
	expect(toggled(["b"], "a", ["a", "b", "c"])).toEqual(["a", "b"]);
	expect(toggled(["a", "b"], "a", ["a", "b", "c"])).toEqual(["b"]);
});

it("keeps readings in the order they were chosen, for the first orders the gaps", () => {
	expect(toggledLast(["b"], "a")).toEqual(["b", "a"]);
	expect(toggledLast(["b", "a"], "b")).toEqual(["a"]);
});

const rounds = Array.from({ length: 199 }, (_, place) => ({
	id: String(place),
	title: `Round ${199 - place}`,
	date: `${2225 - place}-04-01`,
	scope: "",
})) as AssessmentSummary[];

it("has few of many earlier rounds at hand, and every one that is chosen", () => {
	const seen = atHand(rounds, ["2", "150"]).map((round) => round.id);
	expect(seen).toEqual(["0", "1", "2", "3", "4", "5", "150"]);
});

it("finds an earlier round by words of its title and its year", () => {
	expect(roundsNamed(rounds, "round １２3 2149").map((round) => round.title)).toEqual([
		"Round 123",
	]);
	expect(roundsNamed(rounds, "2225 round").map((round) => round.id)).toEqual(["0"]);
	expect(roundsNamed(rounds, "")).toHaveLength(199);
});
