import { beforeEach, describe, expect, it } from "vitest";

import * as format from "./format";
import { i18n } from "./i18n.svelte";

beforeEach(() => {
	i18n.language = "en";
});

describe("a score", () => {
	it.each([
		[0, "0.0"],
		[2.65, "2.7"],
		[2.649, "2.6"],
		[1.05, "1.1"],
		[3.25, "3.3"],
		[5, "5.0"],
		[null, "–"],
	])("%s is shown as %s: one decimal, half away from zero", (value, shown) => {
		expect(format.score(value)).toBe(shown);
	});

	it("says of a change which way it went", () => {
		expect(format.change(0.25)).toBe("+0.3");
		expect(format.change(-0.25)).toBe("−0.3");
		expect(format.change(0.04)).toBe("±0.0");
		expect(format.change(-2, 0)).toBe("−2");
	});
});

describe("a day", () => {
	it("is written as the language does, in no time zone", () => {
		expect(format.day("2026-11-06")).toBe("Nov 6, 2026");
		i18n.language = "ja";
		expect(format.day("2026-11-06")).toBe("2026年11月6日");
	});

	it("is today where the person is", () => {
		expect(format.today(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
	});
});

it("counts bytes in the unit that fits", () => {
	expect(format.bytes(0)).toBe("0 B");
	expect(format.bytes(1500)).toBe("1.5 KB");
	expect(format.bytes(25_000_000)).toBe("25 MB");
});

it("separates names as the language does", () => {
	expect(format.list(["a", "b", "c"])).toBe("a, b, c");
	i18n.language = "ja";
	expect(format.list(["a", "b", "c"])).toBe("a、b、c");
});
