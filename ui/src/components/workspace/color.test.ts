import { expect, it } from "vitest";

import { parseColor, readsOnWhite } from "./color";

it("reads a colour however it is typed", () => {
	expect(parseColor("#0B3A63")).toBe("#0b3a63");
	expect(parseColor(" 0b3a63 ")).toBe("#0b3a63");
	expect(parseColor("＃0B3A63")).toBe("#0b3a63");
});

it("refuses what is no colour", () => {
	for (const text of ["", "#fff", "blue", "#0b3a6g", "#0b3a6312"]) {
		expect(parseColor(text), text).toBeNull();
	}
});

it("knows what can be read on white", () => {
	expect(readsOnWhite("#0b3a63")).toBe(true);
	expect(readsOnWhite("#767676")).toBe(true);
	expect(readsOnWhite("#777777")).toBe(false);
	expect(readsOnWhite("#ffd400")).toBe(false);
});
