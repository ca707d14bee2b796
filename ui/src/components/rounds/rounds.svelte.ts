/**
 * What is done with a round as a whole, wherever that is asked for: header, palette, Home, Assess,
 * Progress. One dialog at a time stands in front of the screen.
 */
import { createContext } from "svelte";

import { notices } from "$components/shared/notices.svelte";
import type { AssessmentSummary, AssessmentView, Day } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import { saving } from "$lib/saving.svelte";
import type { Session } from "$lib/session.svelte";

import type { RoundInput } from "./RoundDialog.svelte";

export const [getRounds, setRounds] = createContext<Rounds>();

/** What is asked of which round. */
export interface RoundTask {
	kind: "heading" | "finish" | "next" | "correct";
	round: AssessmentSummary;
	/** The day the next round is planned for. */
	planned: Day | null;
}

/** What a draft is called, what it is about and when. */
export interface RoundHeading {
	title: string;
	scope: string;
	date: Day;
}

export class Rounds {
	task = $state.raw<RoundTask | null>(null);
	/** Counts what was changed here, for screens that show more rounds than the one in hand. */
	changes = $state(0);
	readonly #session: Session;

	constructor(session: Session) {
		this.#session = session;
	}

	/** Other rounds of the same organization and scope that have the same name. */
	namesakes(round: AssessmentSummary, { title, scope }: RoundHeading): AssessmentSummary[] {
		return this.#session.summaries.filter(
			(one) =>
				one.id !== round.id &&
				one.organization === round.organization &&
				one.scope === scope.trim() &&
				one.title === title.trim(),
		);
	}

	/** Puts the question in front of the screen, with the round as it is now. */
	async ask(kind: RoundTask["kind"], assessment: string, planned: Day | null = null) {
		await saving.settled();
		await this.#session.refreshHome();
		const round = this.#session.summaries.find((one) => one.id === assessment);
		if (round !== undefined) this.task = { kind, round, planned };
	}

	close(): void {
		this.task = null;
	}

	async saveHeading(assessment: string, heading: RoundHeading): Promise<void> {
		await this.#take(
			await saving.once(() => this.#session.api.saveHeading({ assessment, ...heading })),
		);
	}

	/** Freezes a round; what follows is its report. */
	async finish(assessment: string, date: Day): Promise<void> {
		const view = await saving.once(() => this.#session.api.finishAssessment({ assessment, date }));
		await this.#take(view);
		// There is nothing left to answer.
		if (route.screen === "assess") route.go("results");
		notices.show(i18n.t.rounds.finish.told(view.heading.title), {
			label: i18n.t.rounds.makeReport,
			run: () => this.makeReport(assessment),
		});
	}

	/** Begins a round from another, and goes on in it. */
	async begin(kind: "next" | "correct", assessment: string, input: RoundInput): Promise<void> {
		const { api } = this.#session;
		const { title, date } = input;
		const view = await saving.once(() =>
			kind === "next"
				? api.nextRound({ assessment, ...input })
				: api.correctRound({ assessment, title, date }),
		);
		await this.#session.refreshHome();
		await this.#session.openAssessment(view.id);
		this.changes += 1;
		notices.show(i18n.t.rounds.begun(view.heading.title));
		route.go("assess");
	}

	async makeReport(assessment: string): Promise<void> {
		if (this.#session.assessment?.id !== assessment) {
			await this.#session.openAssessment(assessment);
		}
		route.go("reports");
	}

	/** A heading that came back by another way, such as from the history, may be another round's. */
	tellNamesakes({ id, heading }: AssessmentView): void {
		const round = this.#session.summaries.find((one) => one.id === id);
		if (round === undefined || this.namesakes(round, heading).length === 0) return;
		notices.show(i18n.t.rounds.heading.twice(heading.title), {
			label: i18n.t.rounds.heading.change,
			run: () => this.ask("heading", id),
		});
	}

	async #take(view: AssessmentView): Promise<void> {
		if (this.#session.assessment?.id === view.id) this.#session.assessment.take(view);
		await this.#session.refreshHome();
		this.changes += 1;
	}
}
