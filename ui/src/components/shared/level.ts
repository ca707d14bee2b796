/** How levels and answers look: one blue ramp with the number, a sign of its own for each state. */
import type { Answer, AnswerState } from "$lib/api/port";

/** The steps of the ramp the tokens define. */
const RAMP = 5;

/** The ground of a level, and the colour of what stands on it. A longer scale is mixed between steps. */
export function levelColors(level: number, highest: number): { ground: string; ink: string } {
	const place = (Math.min(Math.max(level, 0), highest) / Math.max(highest, 1)) * RAMP;
	const lower = Math.floor(place);
	const rest = place - lower;
	const ground =
		rest === 0
			? `var(--level-${lower})`
			: `color-mix(in srgb, var(--level-${lower}), var(--level-${lower + 1}) ${Math.round(rest * 100)}%)`;
	return { ground, ink: place > 3.5 ? "var(--on-level-high)" : "var(--on-level-low)" };
}

/** Unanswered, don't know and not applicable each have a sign; a level is its number. */
export function answerSign(state: AnswerState, level: number | null): string {
	switch (state) {
		case "level":
			return level === null ? "○" : String(level);
		case "dont_know":
			return "◐";
		case "not_applicable":
			return "–";
		case "unanswered":
			return "○";
	}
}

export function stateOf(answer: Answer | null): AnswerState {
	return answer === null ? "unanswered" : answer.kind;
}

export function levelOf(answer: Answer | null): number | null {
	return answer?.kind === "level" ? answer.level : null;
}

/** The colour of the area that is `number`th in its sheet, as in the reports. */
export function areaColor(number: number): string {
	return `var(--area-${number % 8})`;
}
