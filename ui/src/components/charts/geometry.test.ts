import { describe, expect, it } from "vitest";

import { bandPath, Dial, linePath, runs, textWidth, wrapLabel } from "./geometry";

const indices = (values: (number | null)[], circular: boolean) =>
	runs(values, circular).map((run) => run.indices.join(""));

describe("a line", () => {
	it("breaks where nothing is known, and is never drawn as 0 there", () => {
		expect(indices([1, 2, null, 3, 4], false)).toEqual(["01", "34"]);
		expect(indices([null, 2, null], false)).toEqual(["1"]);
		expect(indices([null, null], false)).toEqual([]);
	});

	it("goes on around a circle, from the last axis to the first", () => {
		expect(indices([1, 2, null, 3, 4], true)).toEqual(["3401"]);
		expect(runs([1, 2, 3], true)).toEqual([{ indices: [0, 1, 2], closed: true }]);
	});

	it("breaks where figures do not compare, although both are known", () => {
		const place = (index: number, value: number) => ({ x: index, y: value });
		expect(linePath([1, 2, 3, 4], false, place, (after) => after === 1)).toBe("M0,1L1,2M2,3L3,4");
	});

	it("draws no line to a single value", () => {
		expect(linePath([null, 2, null], false, (x, y) => ({ x, y }))).toBe("");
	});
});

describe("a band between two series", () => {
	const place = (index: number, value: number) => ({ x: index, y: value });

	it("is a ring where all is known", () => {
		expect(bandPath([1, 1, 1], [2, 3, 2], place)).toBe("M0,2L1,3L2,2ZM0,1L1,1L2,1Z");
	});

	it("goes out on the upper side and back on the lower where something is not shown", () => {
		expect(bandPath([1, 1, null, 1], [2, 3, null, 4], place)).toBe("M3,4L0,2L1,3L1,1L0,1L3,1Z");
		expect(bandPath([null, 1, null, null], [2, 3, 2, 2], place)).toBe("");
	});
});

it("stands the first axis up and goes clockwise", () => {
	const dial = new Dial({ x: 0, y: 0 }, 100, 4, 5);
	const at = (axis: number) => {
		const { x, y } = dial.value(axis, 5);
		return [Math.round(x) + 0, Math.round(y) + 0];
	};
	expect([at(0), at(1), at(2), at(3)]).toEqual([
		[0, -100],
		[100, 0],
		[0, 100],
		[-100, 0],
	]);
});

describe("a label", () => {
	it("counts signs of Japanese as full, of Latin as about half", () => {
		expect(textWidth("受付")).toBe(2);
		expect(textWidth("abcd")).toBeCloseTo(2.08);
	});

	it("breaks Latin at spaces and Japanese between signs, keeping every sign", () => {
		expect(wrapLabel("Vulnerability Triage and Analysis", 12)).toEqual([
			"Vulnerability Triage",
			"and Analysis",
		]);
		const japanese = "ステークホルダーエコシステムマネジメント";
		expect(wrapLabel(japanese, 10).join("")).toBe(japanese);
	});

	it("never begins a line with a sign that closes", () => {
		for (const line of wrapLabel("レポート、レポートー、レポート", 4, 9)) {
			expect(line).not.toMatch(/^[、ー]/);
		}
	});

	it("says with an ellipsis that there is more", () => {
		expect(wrapLabel("one two three four five six", 4, 2).at(-1)).toMatch(/…$/);
	});
});
