/** What can be done with a round as a whole, as a menu or the palette lists it. */
import { attempt } from "$components/shared/attempt";
import type { AssessmentView } from "$lib/api/port";
import { i18n, type Catalogue } from "$lib/i18n/i18n.svelte";

import type { Rounds } from "./rounds.svelte";

/** Fits a menu, and the palette. */
interface RoundItem {
	label: string;
	run: () => void;
}

interface Around {
	rounds: Rounds;
	/** Whether the workspace can be changed. */
	editable: boolean;
}

export function roundItems(
	{ id, state }: Pick<AssessmentView, "id" | "state">,
	{ rounds, editable }: Around,
	t: Catalogue["rounds"] = i18n.t.rounds,
): RoundItem[] {
	const report = { label: t.makeReport, run: () => void attempt(() => rounds.makeReport(id)) };
	if (!editable) return [report];
	const ask = (kind: Parameters<Rounds["ask"]>[0]) => () =>
		void attempt(() => rounds.ask(kind, id));
	if (state === "draft") {
		return [
			{ label: t.finish.action, run: ask("finish") },
			{ label: t.heading.change, run: ask("heading") },
			report,
		];
	}
	return [
		report,
		{ label: t.next.action, run: ask("next") },
		{ label: t.correct.action, run: ask("correct") },
	];
}
