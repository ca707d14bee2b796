/**
 * This machine passed around for the anchor cases. Like answers, what somebody scored is held here
 * as long as they sit, goes in when they confirm, and never comes back.
 */
import { SvelteMap } from "svelte/reactivity";

import type { AnchorCaseView, AnchorsView, Api, ServiceView, WorkshopView } from "./api/port";
import type { AssessmentController } from "./assessment.svelte";

/** Whoever scores now. */
export interface Scoring {
	number: number;
	/** Whether the number has scored before: that it did, never what. */
	again: boolean;
}

export class Anchoring {
	readonly assessment: AssessmentController;
	readonly workshop: WorkshopView;
	scored = $state(0);
	/** Nobody in between. */
	sitting = $state.raw<Scoring | null>(null);
	place = $state(0);
	/** Whether the person looks over what they left out, before they leave. */
	isLeaving = $state(false);
	readonly #cases: readonly AnchorCaseView[];
	readonly #levels = new SvelteMap<string, number>();
	readonly #api: Api;

	constructor(
		api: Api,
		assessment: AssessmentController,
		workshop: WorkshopView,
		anchors: AnchorsView,
	) {
		this.#api = api;
		this.assessment = assessment;
		this.workshop = workshop;
		this.scored = anchors.scored;
		this.#cases = anchors.cases;
	}

	get cases(): readonly AnchorCaseView[] {
		return this.#cases;
	}

	get current(): AnchorCaseView | undefined {
		return this.#cases[this.place];
	}

	get service(): ServiceView | undefined {
		return this.assessment.service(this.current?.service ?? "");
	}

	levelOf(anchor: string): number | null {
		return this.#levels.get(anchor) ?? null;
	}

	/** Cases without a score, by their place. */
	get open(): readonly number[] {
		return this.#cases.flatMap((one, place) => (this.#levels.has(one.id) ? [] : [place]));
	}

	async sitDown(number: number): Promise<void> {
		const again = await this.#api.hasScoredAnchors({
			assessment: this.assessment.id,
			respondent: number,
		});
		this.sitting = { number, again };
	}

	say(level: number): void {
		if (this.current !== undefined) this.#levels.set(this.current.id, level);
	}

	go(by: 1 | -1): void {
		const next = this.place + by;
		if (this.isLeaving && by === -1) this.isLeaving = false;
		else if (next >= this.#cases.length) this.isLeaving = true;
		else if (next >= 0) this.place = next;
	}

	goTo(place: number): void {
		this.isLeaving = false;
		this.place = place;
	}

	/** Takes what was scored; it is on disk when whoever sits there leaves. */
	async take(): Promise<void> {
		const { sitting } = this;
		if (sitting === null) return;
		const view = await this.#api.scoreAnchors({
			assessment: this.assessment.id,
			respondent: sitting.number,
			row: this.#cases.map((one) => String(this.levelOf(one.id) ?? "-")).join(""),
		});
		this.scored = view.scored;
		this.leave();
	}

	/** The screen is blank, and nothing of whoever sat there is left. */
	leave(): void {
		this.sitting = null;
		this.isLeaving = false;
		this.place = 0;
		this.#levels.clear();
	}
}
