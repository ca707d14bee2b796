/** The history as it is read: changes of one day together. */
import type { ChangeView, Day } from "$lib/api/port";

/** Changes by the day they were made where the person is, newest first. */
export function byDay(
	changes: readonly ChangeView[],
	dayOf: (change: ChangeView) => Day,
): { day: Day; changes: ChangeView[] }[] {
	const days: { day: Day; changes: ChangeView[] }[] = [];
	for (const change of changes) {
		const day = dayOf(change);
		const last = days.at(-1);
		if (last?.day === day) last.changes.push(change);
		else days.push({ day, changes: [change] });
	}
	return days;
}
