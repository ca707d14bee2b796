import { expect, it } from "vitest";

import type { ReviewedEntry } from "$lib/api/port";

import { changes } from "./changes";

const evidence = (title: string) => ({ title, place: "", date: null, kind: null });
const present: ReviewedEntry = {
	answer: { kind: "level", level: 2 },
	target: null,
	note: "then",
	evidence: [evidence("policy"), evidence("register")],
	owner: "",
};

it("says what an opinion changes besides the answer", () => {
	const entry: ReviewedEntry = {
		answer: { kind: "not_applicable", reason: "none sold" },
		target: 3,
		note: "now",
		evidence: [evidence("register"), evidence("plan")],
		owner: "Ana",
	};
	expect(changes(present, entry, [])).toEqual([
		"Reason: none sold",
		"Target none → 3",
		"Owner nobody → Ana",
		"Note: now",
		"Evidence added: plan",
		"Evidence taken out: policy",
	]);
	expect(changes(present, present, [])).toEqual([]);
});

it("shows the note of the present only where an opinion would change it", () => {
	const offer = (note: string) => ({ books: [0], respondents: [], entry: { ...present, note } });
	expect(changes(present, null, [offer("then")])).toEqual([]);
	expect(changes(present, null, [offer("now")])).toEqual(["Note: then"]);
});
