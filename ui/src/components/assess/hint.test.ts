import { expect, it } from "vitest";

import { sheet } from "../../testing/fake";
import { countTicks, hintFor } from "./hint";

const service = sheet.areas[0]?.services[0];
if (service === undefined) throw new Error("the sheet of the tests has a service");

it.each([
	["nothing ticked", [], 2, null],
	["no level chosen", ["1a"], null, null],
	["own indicators ticked", ["2a"], 2, null],
	["everything of the next level ticked too", ["2a", "3a", "3b"], 2, { kind: "higher", level: 3 }],
	["everything of two levels above", ["2a", "2b", "3a", "3b"], 1, { kind: "higher", level: 3 }],
	["a gap below the full level", ["1a", "3a", "3b"], 1, { kind: "some", level: 1 }],
	["ticked, but nothing of the chosen level", ["1a"], 2, { kind: "lower", level: 2 }],
	["something further up", ["1a", "3b"], 1, { kind: "some", level: 1 }],
	["level 0, which has no indicators", ["1a"], 0, { kind: "some", level: 0 }],
] as const)("%s", (_, indicators, chosen, hint) => {
	expect(hintFor(service, indicators, chosen)).toEqual(hint);
});

it("counts ticks by level", () => {
	expect(countTicks(service, ["1a", "1b", "3a"])).toEqual([
		{ level: 0, ticked: 0, all: 0 },
		{ level: 1, ticked: 2, all: 2 },
		{ level: 2, ticked: 0, all: 2 },
		{ level: 3, ticked: 1, all: 2 },
	]);
});
