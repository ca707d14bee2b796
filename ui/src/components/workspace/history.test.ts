import { expect, it } from "vitest";

import type { ChangeView } from "$lib/api/port";

import { byDay } from "./history";

it("keeps changes of one day together, and the order", () => {
	const changes = ["2b", "2a", "1"].map((id) => ({ id })) as ChangeView[];
	const days = byDay(changes, ({ id }) => `2026-11-0${id.charAt(0)}`);
	expect(days.map(({ day, changes: of }) => [day, ...of.map(({ id }) => id)])).toEqual([
		["2026-11-02", "2b", "2a"],
		["2026-11-01", "1"],
	]);
});
