/** How the states of requirements look and count. */
import type { Day, Readable, ReadinessCounts, RequirementView } from "$lib/api/port";

/** From what is evidenced to what nobody can tell. */
export const READABLE: readonly Readable[] = [
	"evidenced",
	"partly",
	"not_evidenced",
	"cannot_tell",
];

export function countOf(counts: ReadinessCounts, state: Readable): number {
	switch (state) {
		case "evidenced":
			return counts.evidenced;
		case "partly":
			return counts.partly;
		case "not_evidenced":
			return counts.notEvidenced;
		case "cannot_tell":
			return counts.cannotTell;
	}
}

export function withState(
	requirements: readonly RequirementView[],
	state: Readable | "all",
): RequirementView[] {
	return requirements.filter((requirement) => state === "all" || requirement.state === state);
}

/** Days from one day of the calendar to another; negative where it is past. */
export function daysUntil(day: Day, today: Day): number {
	const noon = (value: Day) => Date.parse(`${value}T12:00:00Z`);
	return Math.round((noon(day) - noon(today)) / 86_400_000);
}
