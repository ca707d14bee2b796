/** How big a step is: its size, its person-days, and the weeks where other people's calendars decide. */
import type { StepView } from "$lib/api/port";
import * as format from "$lib/i18n/format";
import { i18n } from "$lib/i18n/i18n.svelte";

export function stepSize({ effort, planningDays, elapsedWeeks }: StepView): string {
	const { common } = i18n.t;
	const parts = [common.effort[effort], common.personDays(format.days(planningDays))];
	if (elapsedWeeks !== null) parts.push(common.weeks(format.integer(elapsedWeeks)));
	return parts.join(" · ");
}
