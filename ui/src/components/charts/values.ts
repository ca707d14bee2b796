/** Values of a series as words, for tooltips, names and table twins. */
import * as format from "$lib/i18n/format";
import { i18n } from "$lib/i18n/i18n.svelte";

import type { ChartSeries } from "./series";

/** A value with one decimal, or without where it is a level; what is missing says why. */
export function valueText(series: ChartSeries, index: number, whole = false): string {
	const value = series.values[index] ?? null;
	if (value !== null) return whole ? format.integer(value) : format.score(value);
	const state = series.states?.[index];
	return state === undefined || state === "level"
		? i18n.t.charts.noValue
		: i18n.t.common.state[state];
}

/** Every series' value at an axis, as one sentence for those who listen. */
export function spokenValues(series: readonly ChartSeries[], index: number, whole = false): string {
	return format.list(
		series.map((one) => i18n.t.charts.seriesValue(one.label, valueText(one, index, whole))),
	);
}
