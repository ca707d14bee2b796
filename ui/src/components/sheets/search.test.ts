import { expect, it } from "vitest";

import { sheet } from "../../testing/fake";
import { found } from "./search";

const ids = (word: string) => found(sheet, word).map((service) => service.id);

it("finds a service by its id and by any of its texts, in either language", () => {
	expect(ids("B.2")).toEqual(["B.2"]);
	expect(ids("Service A.1（日）")).toEqual(["A.1"]);
	expect(ids("indicator 3b")).toHaveLength(4);
});

it("shows everything while nothing is sought, and nothing where nothing fits", () => {
	expect(ids("  ")).toHaveLength(4);
	expect(ids("nowhere")).toEqual([]);
});

it("does not tell full-width from half-width", () => {
	expect(ids("ｂ.２")).toEqual(["B.2"]);
});
