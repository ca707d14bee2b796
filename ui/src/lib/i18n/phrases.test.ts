import { expect, it } from "vitest";

import { phrases } from "./phrases";

it.each([
	["脆弱性のトリアージと分析", "脆弱性の|トリアージと|分析"],
	["すべての製品・部門への教育", "すべての|製品・|部門への|教育"],
	["対策 (修正)", "対策 |(修正)"],
])("breaks %s between words only", (title, broken) => {
	expect(phrases(title).join("|")).toBe(broken);
});

it("finds the words in a row of katakana", () => {
	expect(phrases("エコシステムマネジメント").at(-1)).toBe("マネジメント");
});

it("takes nothing away and adds nothing", () => {
	const title = "PSIRTチームのトレーニング、第2版（案）";
	expect(phrases(title).join("")).toBe(title);
});
