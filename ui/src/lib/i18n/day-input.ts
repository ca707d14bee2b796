/** Days as people type them: `2026-11-06`, `2026/11/6`, `2026年11月6日`, `20261106`, full width or half. */
import type { Day } from "$lib/api/port";

const WRITTEN =
	/^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))$/;

/** The day a text means, where it means one that the calendar has. */
export function readDay(text: string): Day | null {
	const match = WRITTEN.exec(
		text
			.normalize("NFKC")
			.replace(/\s/g, "")
			.replace(/[‐−–ー]/g, "-"),
	);
	if (match === null) return null;
	const [, year = "", ...parts] = match;
	const [month = "", day = ""] = parts.filter((part) => (part as string | undefined) !== undefined);
	const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
	const date = new Date(`${written}T00:00:00Z`);
	// A day the calendar lacks is no date, or the date of another day.
	if (Number.isNaN(date.getTime())) return null;
	return date.toISOString().slice(0, 10) === written ? written : null;
}
