/**
 * Whether ticked indicators fit the chosen level. A hint, never a rule: ticking does not set the
 * level, and a level may be right although an indicator is missing.
 */
import type { ServiceView } from "$lib/api/port";

export type Hint =
	/** Everything of the level above is ticked too. */
	| { kind: "higher"; level: number }
	/** Indicators are ticked, but none of the chosen level. */
	| { kind: "lower"; level: number }
	/** Something further up is ticked. */
	| { kind: "some"; level: number };

export interface TickCount {
	level: number;
	ticked: number;
	all: number;
}

export function countTicks(
	service: Pick<ServiceView, "levels">,
	indicators: readonly string[],
): TickCount[] {
	return service.levels.map((level) => ({
		level: level.level,
		ticked: level.indicators.filter((indicator) => indicators.includes(indicator.id)).length,
		all: level.indicators.length,
	}));
}

export function hintFor(
	service: Pick<ServiceView, "levels">,
	indicators: readonly string[],
	chosen: number | null,
): Hint | null {
	if (chosen === null) return null;
	const counts = countTicks(service, indicators);
	const anyTicked = counts.some((count) => count.ticked > 0);
	if (!anyTicked) return null;
	let fits = chosen;
	for (const count of counts) {
		if (count.level === fits + 1 && count.all > 0 && count.ticked === count.all) fits = count.level;
	}
	if (fits > chosen) return { kind: "higher", level: fits };
	const own = counts.find((count) => count.level === chosen);
	if (own !== undefined && own.all > 0 && own.ticked === 0) return { kind: "lower", level: chosen };
	const above = counts.some((count) => count.level > chosen && count.ticked > 0);
	return above ? { kind: "some", level: chosen } : null;
}
