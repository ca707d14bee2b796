/** Which services are in the list, and which one comes next. */
import type { Answer, EntryView, ServiceView } from "$lib/api/port";

export type Filter =
	| "all"
	| "open"
	| "dont_know"
	| "not_applicable"
	| "below_target"
	| "no_evidence"
	| "changed"
	| "disagreed"
	| "unsaved";

export function fits(filter: Filter, entry: EntryView, isUnsaved: boolean): boolean {
	const { answer } = entry;
	const level = answer?.kind === "level" ? answer.level : null;
	switch (filter) {
		case "all":
			return true;
		case "open":
			return answer === null;
		case "dont_know":
			return answer?.kind === "dont_know";
		case "not_applicable":
			return answer?.kind === "not_applicable";
		case "below_target":
			return level !== null && entry.target !== null && level < entry.target;
		case "no_evidence":
			return level !== null && level > 0 && entry.evidence.length === 0;
		case "changed":
			return isChanged(entry);
		case "disagreed":
			return booksDisagree(entry);
		case "unsaved":
			return isUnsaved;
	}
}

/** Whether a service is answered otherwise than in the round before, which answered it, too. */
function isChanged({ answer, previous }: EntryView): boolean {
	const last = previous?.answer ?? null;
	return answer !== null && last !== null && !isSame(answer, last);
}

/** Whether fill-in books answered a service differently. */
export function booksDisagree({ voices }: EntryView): boolean {
	const answers = voices.flatMap((voice) => (voice.answer === null ? [] : [voice.answer]));
	const [first] = answers;
	return first !== undefined && answers.some((answer) => !isSame(answer, first));
}

/** Whether the level agreed on is in none of the books that answered. */
export function isNobodys({ answer, voices }: EntryView): boolean {
	if (answer?.kind !== "level") return false;
	const answers = voices.flatMap((voice) => (voice.answer === null ? [] : [voice.answer]));
	return answers.length > 0 && !answers.some((one) => isSame(one, answer));
}

/** Whether two answers are the same, whatever reasons are given. */
function isSame(one: Answer, other: Answer): boolean {
	if (one.kind === "level" && other.kind === "level") return one.level === other.level;
	return one.kind === other.kind;
}

/**
 * The next service that fits, from one on and round again; `null` where none but this fits. The one
 * in view need not fit itself: answering may have taken it off the list.
 */
export function nextThat(
	services: readonly ServiceView[],
	from: string,
	step: 1 | -1,
	isWanted: (service: ServiceView) => boolean,
	round = false,
): ServiceView | null {
	const at = services.findIndex((service) => service.id === from);
	for (let distance = 1; distance < services.length; distance += 1) {
		const index = at + step * distance;
		if (!round && (index < 0 || index >= services.length)) return null;
		const service = services[(index + services.length) % services.length];
		if (service !== undefined && isWanted(service)) return service;
	}
	return null;
}
