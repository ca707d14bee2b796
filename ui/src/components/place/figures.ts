/** Published figures as the screens write them. */
import type { FiguresView, Subject } from "$lib/api/port";
import * as format from "$lib/i18n/format";

export function idOfSubject(subject: Subject): string {
	return "id" in subject ? subject.id : "";
}

export function idOf(figures: Pick<FiguresView, "subject">): string {
	return idOfSubject(figures.subject);
}

/** A level as a whole number, a score with one decimal. */
export function valueOfSubject(subject: Subject, value: number | null): string {
	if (value === null) return "–";
	return subject.kind === "service" ? format.integer(value) : format.score(value);
}

export function valueOf(figures: Pick<FiguresView, "subject">, value: number | null): string {
	return valueOfSubject(figures.subject, value);
}
