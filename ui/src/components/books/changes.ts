/** What an opinion changes of a service besides the answer, a line each. */
import type { EvidenceView, OfferView, ReviewedEntry } from "$lib/api/port";
import * as format from "$lib/i18n/format";
import { i18n } from "$lib/i18n/i18n.svelte";

/** Of the opinion, or of the present (`null`) what the opinions would change. */
export function changes(
	present: ReviewedEntry,
	entry: ReviewedEntry | null,
	offers: readonly OfferView[],
): string[] {
	return entry === null ? kept(present, offers) : changed(present, entry);
}

function changed(present: ReviewedEntry, entry: ReviewedEntry): string[] {
	const t = i18n.t.books;
	const lines: string[] = [];
	if (entry.answer?.kind === "not_applicable") lines.push(t.reason(entry.answer.reason));
	if (entry.target !== present.target)
		lines.push(t.target(level(present.target), level(entry.target)));
	if (entry.owner !== present.owner) {
		lines.push(t.owner(present.owner || t.nobody, entry.owner || t.nobody));
	}
	if (entry.note !== present.note) lines.push(`${t.note}: ${entry.note}`);
	const added = titlesWithout(entry.evidence, present.evidence);
	if (added.length > 0) lines.push(t.evidenceAdded(format.list(added)));
	const removed = titlesWithout(present.evidence, entry.evidence);
	if (removed.length > 0) lines.push(t.evidenceRemoved(format.list(removed)));
	return lines;
}

function kept(present: ReviewedEntry, offers: readonly OfferView[]): string[] {
	const t = i18n.t.books;
	const lines: string[] = [];
	if (present.answer?.kind === "not_applicable") lines.push(t.reason(present.answer.reason));
	const differs = offers.some((offer) => offer.entry.note !== present.note);
	if (present.note !== "" && differs) lines.push(`${t.note}: ${present.note}`);
	return lines;
}

function level(target: number | null): string {
	return target === null ? i18n.t.books.noTarget : format.integer(target);
}

function titlesWithout(
	evidence: readonly EvidenceView[],
	others: readonly EvidenceView[],
): string[] {
	const key = (one: EvidenceView) => JSON.stringify([one.title, one.place, one.date]);
	const known = others.map(key);
	return evidence.filter((one) => !known.includes(key(one))).map((one) => one.title);
}
