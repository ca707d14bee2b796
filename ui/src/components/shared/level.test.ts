import { expect, it } from "vitest";

import { answerSign, levelColors } from "./level";

it("has a different sign for each of the four things an answer can be", () => {
	const signs = [
		answerSign("level", 0),
		answerSign("dont_know", null),
		answerSign("not_applicable", null),
		answerSign("unanswered", null),
	];
	expect(new Set(signs).size).toBe(4);
});

it("uses the tokens of the ramp on a scale of their length, and mixes them on others", () => {
	expect(levelColors(3, 5).ground).toBe("var(--level-3)");
	expect(levelColors(0, 9).ground).toBe("var(--level-0)");
	expect(levelColors(9, 9).ground).toBe("var(--level-5)");
	expect(levelColors(1, 4).ground).toBe("color-mix(in srgb, var(--level-1), var(--level-2) 25%)");
});
