import { expect, it } from "vitest";

import type { RequirementView } from "$lib/api/port";

import { countOf, daysUntil, READABLE, withState } from "./readings";

it("counts every state under its own name", () => {
	const counts = { evidenced: 1, partly: 2, notEvidenced: 3, cannotTell: 4 };
	expect(READABLE.map((state) => countOf(counts, state))).toEqual([1, 2, 3, 4]);
});

it("keeps the order of the source when it shows one state", () => {
	const requirements = ["evidenced", "partly", "evidenced"].map((state, index) => ({
		id: String(index),
		state,
	})) as unknown as RequirementView[];
	expect(withState(requirements, "evidenced").map(({ id }) => id)).toEqual(["0", "2"]);
	expect(withState(requirements, "all")).toHaveLength(3);
});

it("counts days across a change of the clock", () => {
	expect(daysUntil("2027-12-11", "2026-11-21")).toBe(385);
	expect(daysUntil("2026-03-30", "2026-03-28")).toBe(2);
	expect(daysUntil("2026-11-20", "2026-11-21")).toBe(-1);
});
