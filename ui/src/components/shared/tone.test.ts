import { expect, it } from "vitest";

import { toneOf } from "./tone";

it("has no tone where a change rounds to nothing", () => {
	expect([0.04, -0.04, 0, null].map(toneOf)).toEqual(["", "", "", ""]);
	expect([0.06, 2].map(toneOf)).toEqual(["gain", "gain"]);
	expect([-0.06, -2].map(toneOf)).toEqual(["loss", "loss"]);
});
