/** Rounds and figures over time, as the charts take them. */
import type { ChartSeries } from "$components/charts/series";
import type { LineView, TrendView } from "$lib/api/port";
import * as format from "$lib/i18n/format";
import { i18n } from "$lib/i18n/i18n.svelte";

import type { LineSubject } from "./controller.svelte";

/** With the round in view, a radar has five. */
const MOST_EARLIER = 4;

/** The id of the planned round as a point; no assessment has an empty one. */
const PLANNED = "";

/** A round as the chart takes it. */
export interface RoundPoint {
	id: string;
	title: string;
	detail?: string;
	at: number;
}

export interface Lines {
	points: RoundPoint[];
	series: ChartSeries[];
	breaks: boolean[];
	/** Whether a point is of a service that is only nearly the same. */
	marked: boolean;
}

/** A figure over all rounds, and on to the planned one. */
export function lines(trend: TrendView, subject: LineSubject): Lines {
	const line = lineOf(trend, subject);
	const isClose = (index: number) => (line?.points[index]?.continuity ?? "same") !== "same";
	const points: RoundPoint[] = trend.rounds.map((round, index) => ({
		id: round.assessment,
		title: format.month(round.date) + (isClose(index) ? " ≈" : ""),
		at: Date.parse(round.date),
	}));
	const compares = subject.kind === "service";
	const breaks = trend.breaks.map((one) => !compares && one.kind === "sheet_changed");
	if (trend.planned !== null) {
		points.push({
			id: PLANNED,
			title: format.month(trend.planned.date),
			detail: i18n.t.progress.state.planned,
			at: Date.parse(trend.planned.date),
		});
		breaks.push(false);
	}
	return {
		points,
		breaks,
		series: seriesOf(trend, subject, line),
		marked: trend.rounds.some((_, index) => isClose(index)),
	};
}

function lineOf(trend: TrendView, subject: LineSubject): LineView | undefined {
	if (subject.kind === "area") return trend.areas.find((line) => line.id === subject.id);
	if (subject.kind === "service") return trend.services.find((line) => line.id === subject.id);
	return undefined;
}

function seriesOf(
	trend: TrendView,
	subject: LineSubject,
	line: LineView | undefined,
): ChartSeries[] {
	const t = i18n.t.progress.lines;
	const { planned } = trend;
	if (subject.kind === "areas") {
		return trend.areas.map((area, number) => ({
			id: area.id,
			label: `${area.id} ${i18n.text(area.title)}`,
			role: "area" as const,
			number,
			values: withPlanned(
				area.points.map((point) => point?.value ?? null),
				planned === null ? undefined : null,
			),
		}));
	}
	const values =
		line?.points.map((point) => point?.value ?? null) ?? trend.rounds.map((round) => round.overall);
	const targets =
		line?.points.map((point) => point?.target ?? null) ?? trend.rounds.map((round) => round.target);
	const projected = projectedOf(trend, subject);
	const found: ChartSeries[] = [];
	if (targets.some((target) => target !== null)) {
		// The target of the last round stands until the next one sets another.
		const last = planned === null ? undefined : (targets.at(-1) ?? null);
		found.push({
			id: "target",
			label: t.target,
			role: "target",
			values: withPlanned(targets, last),
		});
	}
	if (projected !== null) {
		const before = values.map((value, index) => (index === values.length - 1 ? value : null));
		found.push({
			id: "projected",
			label: i18n.t.charts.projected,
			role: "projected",
			values: [...before, projected],
		});
	}
	found.push({
		id: "current",
		label: line === undefined ? t.overall : `${line.id} ${i18n.text(line.title)}`,
		role: "current",
		values: withPlanned(values, planned === null ? undefined : null),
		...(line === undefined
			? {}
			: { states: line.points.map((point) => point?.state ?? "unanswered") }),
	});
	return found;
}

function withPlanned(
	values: (number | null)[],
	planned: number | null | undefined,
): (number | null)[] {
	return planned === undefined ? values : [...values, planned];
}

function projectedOf(trend: TrendView, subject: LineSubject): number | null {
	const { planned } = trend;
	if (planned === null || subject.kind === "areas") return null;
	if (subject.kind === "overall") return planned.projection.overall;
	const figures = subject.kind === "area" ? planned.projection.areas : planned.projection.services;
	return figures.find((figure) => figure.id === subject.id)?.projected ?? null;
}

/** The round in view and up to four before it, the earliest first; rounds with nothing in common are left out. */
export function roundsOnOneAnother(
	trend: TrendView,
	newer: string | null,
	by: "areas" | "services",
): ChartSeries[] {
	const figures = by === "areas" ? trend.areas : trend.services;
	const until = trend.rounds.findIndex((round) => round.assessment === newer);
	const known = trend.rounds
		.map((round, index) => ({ round, index }))
		.filter(({ index }) => until < 0 || index <= until)
		.filter(({ index }) => figures.some((line) => (line.points[index]?.value ?? null) !== null))
		.slice(-(MOST_EARLIER + 1));
	return known.map(({ round, index }, place) => {
		const before = known.length - 1 - place;
		return {
			id: round.assessment,
			label: format.month(round.date),
			values: figures.map((line) => line.points[index]?.value ?? null),
			states: figures.map((line) => line.points[index]?.state ?? "unanswered"),
			...(before === 0
				? { role: "current" as const }
				: { role: "earlier" as const, number: before - 1 }),
		};
	});
}
