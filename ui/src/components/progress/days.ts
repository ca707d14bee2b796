/** Days of rounds. */
import type { Day } from "$lib/api/port";

/** The same day a year later; the last of February where there is none. */
export function aYearAfter(day: Day): Day {
	const [year, month, date] = day.split("-").map(Number) as [number, number, number];
	// Day 0 of a month is the last of the month before.
	const last = new Date(Date.UTC(year + 1, month, 0)).getUTCDate();
	const later = new Date(Date.UTC(year + 1, month - 1, Math.min(date, last)));
	return later.toISOString().slice(0, 10);
}
