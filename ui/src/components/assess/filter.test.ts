import { expect, it } from "vitest";

import { entry, sheet } from "../../testing/fake";
import { fits, nextThat, type Filter } from "./filter";

const level = (number: number) => ({ kind: "level", level: number }) as const;
const piece = { title: "t", place: "", date: null };

it.each<[Filter, ReturnType<typeof entry>, boolean]>([
	["open", entry("A.1"), true],
	["open", entry("A.1", { answer: { kind: "dont_know" } }), false],
	["dont_know", entry("A.1", { answer: { kind: "dont_know" } }), true],
	["not_applicable", entry("A.1", { answer: { kind: "not_applicable", reason: "r" } }), true],
	["below_target", entry("A.1", { answer: level(1), target: 2 }), true],
	["below_target", entry("A.1", { answer: level(2), target: 2 }), false],
	["below_target", entry("A.1", { answer: level(0), target: null }), false],
	["no_evidence", entry("A.1", { answer: level(2) }), true],
	["no_evidence", entry("A.1", { answer: level(0) }), false],
	["no_evidence", entry("A.1", { answer: level(2), evidence: [piece] }), false],
])("%s", (filter, one, isListed) => {
	expect(fits(filter, one, false)).toBe(isListed);
});

const services = sheet.areas.flatMap((area) => area.services);

it("goes to the next service that is wanted, over what is not", () => {
	const isWanted = ({ id }: { id: string }) => id !== "A.2";
	expect(nextThat(services, "A.1", 1, isWanted)?.id).toBe("B.1");
	expect(nextThat(services, "B.1", -1, isWanted)?.id).toBe("A.1");
});

it("stops at the ends, unless it goes round", () => {
	expect(nextThat(services, "B.2", 1, () => true)).toBeNull();
	expect(nextThat(services, "B.2", 1, () => true, true)?.id).toBe("A.1");
	expect(nextThat(services, "A.1", 1, () => false, true)).toBeNull();
});
