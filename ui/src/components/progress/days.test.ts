import { expect, it } from "vitest";

import { aYearAfter } from "./days";

it("plans a year ahead, on a day that exists", () => {
	expect(aYearAfter("2026-11-06")).toBe("2027-11-06");
	expect(aYearAfter("2028-02-29")).toBe("2029-02-28");
	expect(aYearAfter("2026-12-31")).toBe("2027-12-31");
});
