import { expect, it } from "vitest";

import { booksFor, namesIn } from "./orders";

const areas = ["OF", "1", "2"];

it("takes a name a line, each once, also from a pasted list", () => {
	expect(namesIn("山田 花子、佐藤\tBen")).toEqual(["山田 花子", "佐藤", "Ben"]);
	expect(namesIn(" Ana \n\nBen\nAna\n")).toEqual(["Ana", "Ben"]);
});

it("makes one book without a name for the team", () => {
	expect(booksFor("team", "Ana", areas, {})).toEqual([{ respondent: null, areas: [] }]);
});

it("makes a book of everything for each respondent", () => {
	expect(booksFor("respondents", "Ana\nBen", areas, {})).toEqual([
		{ respondent: "Ana", areas: [] },
		{ respondent: "Ben", areas: [] },
	]);
});

it("gives an owner of several areas one book, and leaves out areas of nobody", () => {
	expect(booksFor("owners", "", areas, { OF: "Ana", "1": "  ", "2": "Ana " })).toEqual([
		{ respondent: "Ana", areas: ["OF", "2"] },
	]);
});
