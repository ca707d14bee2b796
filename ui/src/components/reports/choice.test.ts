import { expect, it } from "vitest";

import { toggled, toggledLast } from "./choice";

it("keeps what is chosen in the order of the list", () => {
	expect(toggled(["b"], "a", ["a", "b", "c"])).toEqual(["a", "b"]);
	expect(toggled(["a", "b"], "a", ["a", "b", "c"])).toEqual(["b"]);
});

it("keeps readings in the order they were chosen, for the first orders the gaps", () => {
	expect(toggledLast(["b"], "a")).toEqual(["b", "a"]);
	expect(toggledLast(["b", "a"], "b")).toEqual(["a"]);
});
