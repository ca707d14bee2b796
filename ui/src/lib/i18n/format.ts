/** Numbers and days as the language in use writes them. Figures are rounded here and nowhere else. */
import type { Coverage, Day, Moment } from "$lib/api/port";

import { i18n } from "./i18n.svelte";

const locale = () => (i18n.language === "ja" ? "ja-JP" : "en-US");

/** Making one takes longer than a hundred uses, and a screen may show hundreds of days. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numbers(options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
	const key = `number ${locale()} ${JSON.stringify(options)}`;
	const known = made.get(key);
	if (known instanceof Intl.NumberFormat) return known;
	const format = new Intl.NumberFormat(locale(), options);
	made.set(key, format);
	return format;
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `date ${locale()} ${JSON.stringify(options)}`;
	const known = made.get(key);
	if (known instanceof Intl.DateTimeFormat) return known;
	const format = new Intl.DateTimeFormat(locale(), options);
	made.set(key, format);
	return format;
}

/**
 * A score: one decimal, half away from zero. Halves are found with a margin of a billionth, as in
 * the reports: binary fractions hold 2.65 as 2.6499….
 */
export function score(value: number | null): string {
	if (value === null) return "–";
	return tenths(value).toFixed(1);
}

/** A change of a score with its sign. */
export function change(value: number | null, decimals: 0 | 1 = 1): string {
	if (value === null) return "–";
	const rounded = decimals === 1 ? tenths(value) : Math.round(value);
	const sign = rounded > 0 ? "+" : rounded < 0 ? "−" : "±";
	return sign + Math.abs(rounded).toFixed(decimals);
}

function tenths(value: number): number {
	const shifted = Math.abs(value) * 10 + 1e-9;
	return (Math.sign(value) * Math.floor(shifted + 0.5)) / 10 + 0;
}

export function integer(value: number): string {
	return numbers().format(value);
}

/** Person-days: halves are shown where there are any. */
export function days(value: number): string {
	return numbers({ maximumFractionDigits: 1 }).format(value);
}

export function percent(share: number): string {
	return numbers({ style: "percent" }).format(share);
}

export function bytes(count: number): string {
	const units = ["B", "KB", "MB", "GB"] as const;
	const power = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), units.length - 1);
	const number = numbers({
		maximumFractionDigits: power === 0 ? 0 : 1,
	}).format(count / 1000 ** power);
	return `${number} ${units[power] ?? "B"}`;
}

/** `2026-11-06` as Nov 6, 2026 or 2026年11月6日. A day has no time zone. */
export function day(value: Day): string {
	return dates({
		year: "numeric",
		month: i18n.language === "ja" ? "long" : "short",
		day: "numeric",
		timeZone: "UTC",
	}).format(new Date(`${value}T00:00:00Z`));
}

export function month(value: Day): string {
	return dates({
		year: "numeric",
		month: i18n.language === "ja" ? "long" : "short",
		timeZone: "UTC",
	}).format(new Date(`${value}T00:00:00Z`));
}

/** `14:02:07`, the same in both languages. */
export function clock(value: Moment | number): string {
	return dates({
		hour: "2-digit",
		minute: "2-digit",
		second: "2-digit",
		hourCycle: "h23",
	}).format(new Date(value));
}

/** `14:02`, the same in both languages. */
export function hour(value: Moment | number): string {
	return dates({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(new Date(value));
}

/** `3:07` of minutes and seconds; minutes go on after the hour. */
export function duration(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function moment(value: Moment): string {
	return dates({
		dateStyle: "medium",
		timeStyle: "short",
		hourCycle: "h23",
	}).format(new Date(value));
}

/** `24 / 38`: what a figure rests on. */
export function coverage(value: Pick<Coverage, "answered" | "applicable">): string {
	return `${integer(value.answered)} / ${integer(value.applicable)}`;
}

/** A list of names as a sentence has it. */
export function list(names: readonly string[]): string {
	return names.join(i18n.language === "ja" ? "、" : ", ");
}

/** Today as a day of the calendar, where the person is. */
export function today(now: Date = new Date()): Day {
	const pad = (part: number) => String(part).padStart(2, "0");
	return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}
