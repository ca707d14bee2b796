/** Where things stand in a chart. Pure, so that it can be tested. */
import { phrases } from "$lib/i18n/phrases";

export interface Point {
	x: number;
	y: number;
}

/** A dial: axes around a centre, the first one up, clockwise. */
export class Dial {
	readonly center: Point;
	readonly radius: number;
	readonly axes: number;
	readonly highest: number;

	constructor(center: Point, radius: number, axes: number, highest: number) {
		this.center = center;
		this.radius = radius;
		this.axes = Math.max(axes, 1);
		this.highest = Math.max(highest, 1);
	}

	angle(axis: number): number {
		return (axis / this.axes) * 2 * Math.PI - Math.PI / 2;
	}

	/** A place on an axis, in pixels from the centre. */
	at(axis: number, distance: number): Point {
		const angle = this.angle(axis);
		return {
			x: this.center.x + Math.cos(angle) * distance,
			y: this.center.y + Math.sin(angle) * distance,
		};
	}

	value(axis: number, value: number): Point {
		return this.at(axis, (value / this.highest) * this.radius);
	}

	/** A slice of the dial around an axis, between two distances. */
	slice(axis: number, count: number, inner: number, outer: number): string {
		const from = axis - 0.5;
		const to = from + count;
		const [a, b] = [this.at(from, outer), this.at(to, outer)];
		const large = count / this.axes > 0.5 ? 1 : 0;
		if (inner === 0) {
			return `M${point(this.center)}L${point(a)}A${outer},${outer} 0 ${large} 1 ${point(b)}Z`;
		}
		const [c, d] = [this.at(to, inner), this.at(from, inner)];
		return `M${point(a)}A${outer},${outer} 0 ${large} 1 ${point(b)}L${point(c)}A${inner},${inner} 0 ${large} 0 ${point(d)}Z`;
	}
}

const short = (value: number) => String(Math.round(value * 100) / 100);

export function point({ x, y }: Point): string {
	return `${short(x)},${short(y)}`;
}

/**
 * Runs of neighbouring values. Around a circle, the last is a neighbour of the first; a whole circle
 * is one run that is closed.
 */
export function runs(
	values: readonly (number | null)[],
	circular: boolean,
	broken: (after: number) => boolean = () => false,
): { indices: number[]; closed: boolean }[] {
	const known = values.map((value) => value !== null);
	if (circular && values.length > 2 && known.every(Boolean)) {
		return [{ indices: values.map((_, index) => index), closed: true }];
	}
	const found: { indices: number[]; closed: boolean }[] = [];
	let run: number[] = [];
	const end = () => {
		if (run.length > 0) found.push({ indices: run, closed: false });
		run = [];
	};
	// A circle is entered where a run begins, so that none is cut in two.
	const start = circular ? Math.max(0, known.indexOf(false)) : 0;
	for (let step = 0; step < values.length; step += 1) {
		const index = (start + step) % values.length;
		if (known[index] !== true) {
			end();
			continue;
		}
		run.push(index);
		if (broken(index)) end();
	}
	end();
	return found;
}

/** A path through the runs of a series. */
export function linePath(
	values: readonly (number | null)[],
	circular: boolean,
	place: (index: number, value: number) => Point,
	broken?: (after: number) => boolean,
): string {
	return runs(values, circular, broken)
		.filter((run) => run.indices.length > 1)
		.map(({ indices, closed }) => {
			const points = indices.map((index) => point(place(index, values[index] ?? 0)));
			return `M${points.join("L")}${closed ? "Z" : ""}`;
		})
		.join("");
}

/** The area between two series around a circle, where both are known; to be filled even-odd. */
export function bandPath(
	lower: readonly (number | null)[],
	upper: readonly (number | null)[],
	place: (index: number, value: number) => Point,
): string {
	const both = lower.map((value, index) => (value === null ? null : (upper[index] ?? null)));
	return runs(both, true)
		.filter((run) => run.indices.length > 1)
		.map(({ indices, closed }) => {
			const out = indices.map((index) => point(place(index, upper[index] ?? 0)));
			const back = indices.map((index) => point(place(index, lower[index] ?? 0)));
			if (closed) return `M${out.join("L")}ZM${back.join("L")}Z`;
			return `M${[...out, ...back.reverse()].join("L")}Z`;
		})
		.join("");
}

/** How wide a text is about, in ems: signs of Japanese are full, of Latin about half. */
export function textWidth(text: string): number {
	let width = 0;
	for (const sign of text) {
		width += (sign.codePointAt(0) ?? 0) > 0x2e7f ? 1 : /[A-Z0-9MWmw&]/.test(sign) ? 0.64 : 0.52;
	}
	return width;
}

/** Breaks a label into lines of about a width in ems; what does not fit ends with an ellipsis. */
export function wrapLabel(text: string, width: number, lines = 3): string[] {
	const pieces = phrases(text).flatMap((piece) =>
		textWidth(piece.trimEnd()) > width ? piecesOf(piece) : [piece],
	);
	const wrapped: string[] = [];
	let line = "";
	for (const piece of pieces) {
		if (line !== "" && textWidth((line + piece).trimEnd()) > width) {
			wrapped.push(line.trimEnd());
			line = piece.trimStart();
		} else {
			line += piece;
		}
	}
	if (line.trim() !== "") wrapped.push(line.trimEnd());
	if (wrapped.length <= lines) return wrapped;
	const kept = wrapped.slice(0, lines);
	kept[lines - 1] = `${kept[lines - 1] ?? ""}…`;
	return kept;
}

/** A word too long for a line: Latin stays whole, Japanese breaks but before closing signs. */
function piecesOf(word: string): string[] {
	return (
		word.match(
			/[!-~À-ɏ]+ ?|[\u2e80-\uffff](?:[、。」』）・ー〜]|[ぁぃぅぇぉっゃゅょァィゥェォッャュョ])*| /gu,
		) ?? [word]
	);
}
