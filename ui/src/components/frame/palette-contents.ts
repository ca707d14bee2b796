/** What was written in the assessment in hand: notes, evidence, owners, and the actions of its plan. */
import type { ActionView, EntryView, ServiceView } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

import type { PaletteGroup, PaletteItem } from "./palette";

/** Found when something is asked; before that, it would stand before everything else. */
export function contentGroups(session: Session, actions: readonly ActionView[]): PaletteGroup[] {
	const { assessment } = session;
	if (assessment === null) return [];
	const entries = assessment.view.entries.flatMap((entry) => {
		const service = assessment.service(entry.service);
		return service === undefined ? [] : [{ entry, service }];
	});
	const of = (items: (entry: EntryView, service: ServiceView) => PaletteItem[]) =>
		entries.flatMap(({ entry, service }) => items(entry, service));
	return [
		{ name: "notes", whenAsked: true, items: of(notes) },
		{ name: "evidence", whenAsked: true, items: of(evidence) },
		{ name: "owners", whenAsked: true, items: of(owners) },
		{ name: "actions", whenAsked: true, items: actions.map(action) },
	];
}

function inService(service: ServiceView, id: string, label: string): PaletteItem {
	return {
		id: `${id} ${service.id}`,
		sign: service.id,
		label,
		detail: i18n.text(service.title),
		words: [],
		run: () => route.go("assess", { service: service.id }),
	};
}

function notes(entry: EntryView, service: ServiceView): PaletteItem[] {
	const reason = entry.answer?.kind === "not_applicable" ? entry.answer.reason : "";
	return [entry.note, reason]
		.filter((text) => text.trim() !== "")
		.map((text, place) => inService(service, `note ${place}`, text));
}

function evidence(entry: EntryView, service: ServiceView): PaletteItem[] {
	return entry.evidence.map((piece, place) => ({
		...inService(service, `evidence ${place}`, piece.title),
		words: [piece.place, piece.date ?? ""],
	}));
}

function owners(entry: EntryView, service: ServiceView): PaletteItem[] {
	return entry.owner === "" ? [] : [inService(service, "owner", entry.owner)];
}

function action(one: ActionView): PaletteItem {
	return {
		id: `action ${one.id}`,
		sign: one.service.id,
		label: one.title,
		detail: one.owner,
		words: [one.owner, one.deliverable, one.due ?? "", one.service.title.en, one.service.title.ja],
		run: () => route.go("gaps", { detail: one.id }),
	};
}
