/** Choosing what a report holds. */
import type { AssessmentSummary } from "$lib/api/port";

/** With the round reported on, a chart has five. */
export const MOST_EARLIER = 4;

/** How many earlier rounds are seen without asking for more. */
const AT_HAND = 6;

/** The newest rounds and those that are chosen, in the order of all. */
export function atHand(
	rounds: readonly AssessmentSummary[],
	chosen: readonly string[],
): AssessmentSummary[] {
	return rounds.filter((round, place) => place < AT_HAND || chosen.includes(round.id));
}

/** The rounds whose title or date holds every word that is asked for. */
export function roundsNamed(
	rounds: readonly AssessmentSummary[],
	question: string,
): AssessmentSummary[] {
	const plain = (text: string) => text.normalize("NFKC").toLowerCase();
	const words = plain(question).split(/\s+/).filter(Boolean);
	return rounds.filter((round) => {
		const text = plain(`${round.title}\n${round.date}\n${round.scope}`);
		return words.every((word) => text.includes(word));
	});
}

/** Puts something in or takes it out; what is in stands in the order of `all`. */
export function toggled<Value>(
	chosen: readonly Value[],
	value: Value,
	all: readonly Value[],
): Value[] {
	return all.filter((one) => chosen.includes(one) !== (one === value));
}

/** Puts something in at the end or takes it out: the order of choosing counts. */
export function toggledLast<Value>(chosen: readonly Value[], value: Value): Value[] {
	const others = chosen.filter((one) => one !== value);
	return others.length < chosen.length ? others : [...chosen, value];
}
