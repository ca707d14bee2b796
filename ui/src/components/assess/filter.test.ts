import { expect, it } from "vitest";

import type { Answer, PreviousEntry } from "$lib/api/port";

import { entry, sheet } from "../../testing/fake";
import { fits, isNobodys, nextThat, type Filter } from "./filter";

const level = (number: number) => ({ kind: "level", level: number }) as const;
const last = (answer: Answer | null): PreviousEntry => ({
	service: "A.1",
	continuity: "same",
	answer,
	target: null,
	note: "",
	evidence: [],
});
const voice = (answer: Answer | null) => ({ who: "Ana", answer, note: "" });
const piece = { title: "t", place: "", date: null, kind: null };

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
	["changed", entry("A.1", { answer: level(2), previous: last(level(1)) }), true],
	["changed", entry("A.1", { answer: level(2), previous: last(level(2)) }), false],
	["changed", entry("A.1", { answer: null, previous: last(level(2)) }), false],
	["changed", entry("A.1", { answer: level(2), previous: last(null) }), false],
	["changed", entry("A.1", { answer: { kind: "dont_know" }, previous: last(level(0)) }), true],
	["disagreed", entry("A.1", { voices: [voice(level(1)), voice(level(2))] }), true],
	["disagreed", entry("A.1", { voices: [voice(level(1)), voice(null)] }), false],
	["disagreed", entry("A.1", { voices: [voice(level(0)), voice({ kind: "dont_know" })] }), true],
])("%s", (filter, one, isListed) => {
	expect(fits(filter, one, false)).toBe(isListed);
});

it("knows a level that nobody wrote", () => {
	const voices = [voice(level(1)), voice(level(3)), voice(null)];
	expect(isNobodys(entry("A.1", { answer: level(2), voices }))).toBe(true);
	expect(isNobodys(entry("A.1", { answer: level(3), voices }))).toBe(false);
	expect(isNobodys(entry("A.1", { answer: level(2), voices: [voice(null)] }))).toBe(false);
	expect(isNobodys(entry("A.1", { answer: null, voices }))).toBe(false);
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
