import { expect, it } from "vitest";

import { rove } from "./roving";

it.each([
	["ArrowRight", 2, 0],
	["ArrowLeft", 0, 2],
	["Home", 2, 0],
	["End", 0, 2],
	["a", 0, null],
])("%s from %i of three leads to %s", (key, from, to) => {
	expect(rove(key, from, 3)).toBe(to);
});

it("stays at the ends where it does not go round", () => {
	expect(rove("ArrowRight", 2, 3, { loop: false })).toBe(2);
	expect(rove("ArrowLeft", 0, 3, { loop: false })).toBe(0);
});
