/** Whether a change is a gain or a loss as it is shown: what rounds to nothing is neither. */
import { change } from "$lib/i18n/format";

export function toneOf(points: number | null): "gain" | "loss" | "" {
	const shown = change(points);
	return shown.startsWith("+") ? "gain" : shown.startsWith("−") ? "loss" : "";
}
