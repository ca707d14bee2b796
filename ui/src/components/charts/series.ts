/** How a series looks: the same colours, dashes and markers as in the reports. */
import type { AnswerState } from "$lib/api/port";

export type SeriesRole =
	"current" | "earlier" | "target" | "projected" | "overall" | "area" | "quartile" | "median";

export interface ChartSeries {
	id: string;
	label: string;
	role: SeriesRole;
	/** Which earlier round, 0 being the one just before; or which area of the sheet. */
	number?: number;
	/** One for each axis or point; `null` breaks the line, and is never drawn as 0. */
	values: readonly (number | null)[];
	/** Why a value is missing, where that is known. */
	states?: readonly AnswerState[];
}

export type Marker = "none" | "disc" | "circle" | "square" | "triangle" | "diamond" | "cross";

export interface SeriesLook {
	color: string;
	width: number;
	/** For `stroke-dasharray`; empty is a solid line. */
	dash: string;
	marker: Marker;
}

const look = (color: string, width: number, dash: string, marker: Marker): SeriesLook => ({
	color,
	width,
	dash,
	marker,
});

/** The longer ago the thinner; paler they could not be seen. */
const EARLIER = [
	look("var(--chart-previous)", 1.8, "", "circle"),
	look("var(--chart-projected)", 1.5, "8 2.5", "square"),
	look("var(--chart-other)", 1.3, "4 2.2", "triangle"),
	look("var(--chart-older)", 1.2, "1.6 2.2", "diamond"),
] as const;

const AREA_DASHES = ["", "6 2.5", "1.8 2.4", "8 2.4 1.6 2.4"] as const;
const AREA_MARKERS = ["circle", "square", "triangle", "diamond", "cross"] as const;

export function seriesLook(series: Pick<ChartSeries, "role" | "number">): SeriesLook {
	const number = series.number ?? 0;
	switch (series.role) {
		case "current":
			return look("var(--chart-current)", 2.4, "", "disc");
		case "earlier":
			return EARLIER[Math.min(number, EARLIER.length - 1)] ?? EARLIER[0];
		case "target":
			return look("var(--chart-target)", 1.6, "6 3.5", "none");
		case "projected":
			return look("var(--chart-projected)", 1.8, "9 2.6 1.6 2.6", "diamond");
		case "quartile":
			return look("var(--chart-other)", 1.2, "", "none");
		case "median":
			return look("var(--chart-other)", 1.6, "2 2.4", "none");
		case "overall":
			return look("var(--ink)", 2.6, "", "disc");
		case "area":
			return look(
				`var(--area-${number % 8})`,
				1.6,
				AREA_DASHES[number % AREA_DASHES.length] ?? "",
				AREA_MARKERS[number % AREA_MARKERS.length] ?? "circle",
			);
	}
}

/** The outline of a marker around a point, for an SVG path. */
export function markerPath(marker: Marker, x: number, y: number, size: number): string {
	const s = size;
	switch (marker) {
		case "none":
			return "";
		case "disc":
		case "circle":
			return `M${x - s},${y}a${s},${s} 0 1 0 ${2 * s},0a${s},${s} 0 1 0 ${-2 * s},0Z`;
		case "square":
			return `M${x - s},${y - s}h${2 * s}v${2 * s}h${-2 * s}Z`;
		case "triangle":
			return `M${x},${y - s * 1.2}l${s * 1.15},${s * 2}h${-s * 2.3}Z`;
		case "diamond":
			return `M${x},${y - s * 1.35}l${s * 1.35},${s * 1.35}l${-s * 1.35},${s * 1.35}l${-s * 1.35},${-s * 1.35}Z`;
		case "cross":
			return `M${x - s},${y - s}l${2 * s},${2 * s}M${x + s},${y - s}l${-2 * s},${2 * s}`;
	}
}
