/**
 * This machine passed around. While it is, nothing else of the window is there: no screens, no
 * search, no undo, no way back. What somebody chose is held here as long as they sit, and nowhere
 * afterwards; the program takes answers and gives none back.
 */
import { SvelteMap } from "svelte/reactivity";

import type { Answer, Api, ServiceView, SheetView, WorkshopView } from "./api/port";
import type { AssessmentController } from "./assessment.svelte";

/** What somebody has said of one service in this sitting. */
interface Said {
	answer: Answer | null;
	note: string;
}

/** Somebody who sits at the machine. */
export class Sitting {
	readonly number: number;
	/** What they answered in an earlier sitting: that they did, never what. */
	readonly #before: readonly string[];
	readonly #said = new SvelteMap<string, Said>();

	constructor(number: number, before: readonly string[]) {
		this.number = number;
		this.#before = before;
	}

	said(service: string): Said {
		return this.#said.get(service) ?? { answer: null, note: "" };
	}

	say(service: string, said: Said): void {
		this.#said.set(service, said);
	}

	/** Whether the service was answered in an earlier sitting, and not in this one. */
	wasAnswered(service: string): boolean {
		return this.#before.includes(service) && this.said(service).answer === null;
	}

	hasAnswer(service: string): boolean {
		return this.#before.includes(service) || this.said(service).answer !== null;
	}
}

export class Passing {
	readonly assessment: AssessmentController;
	workshop = $state.raw() as WorkshopView;
	/** Who sits there now; nobody in between. */
	sitting = $state.raw<Sitting | null>(null);
	place = $state(0);
	/** Whether the person looks over what is still without an answer, before they leave. */
	isLeaving = $state(false);
	readonly #api: Api;
	/** Answers go in one after the other. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(api: Api, assessment: AssessmentController, workshop: WorkshopView) {
		this.#api = api;
		this.assessment = assessment;
		this.workshop = workshop;
	}

	get sheet(): SheetView {
		return this.assessment.sheet;
	}

	get asked(): readonly string[] {
		return this.workshop.asked;
	}

	get service(): ServiceView | undefined {
		return this.assessment.service(this.asked[this.place] ?? "");
	}

	/** Services without an answer, by their place. */
	get open(): readonly number[] {
		const { sitting } = this;
		if (sitting === null) return [];
		return this.asked.flatMap((id, place) => (sitting.hasAnswer(id) ? [] : [place]));
	}

	async sitDown(
		respondent: number,
		pin: string,
	): Promise<"taken" | "wrong_pin" | "shut" | "on_paper"> {
		const seat = await this.#api.sitDown({ assessment: this.assessment.id, respondent, pin });
		if (seat.kind === "taken") {
			this.sitting = new Sitting(respondent, seat.answered);
			this.isLeaving = false;
			this.place = this.open[0] ?? 0;
		}
		return seat.kind;
	}

	/** Takes an answer; it is shown as chosen once it is on disk. */
	async say(said: Said): Promise<void> {
		const { sitting, service } = this;
		if (sitting === null || service === undefined || said.answer === null) return;
		const { answer, note } = said;
		const send = () => this.#api.answerInSecret({ service: service.id, answer, note });
		const sent = this.#last.then(send, send);
		this.#last = sent;
		await sent;
		sitting.say(service.id, said);
	}

	go(by: 1 | -1): void {
		const next = this.place + by;
		if (this.isLeaving && by === -1) this.isLeaving = false;
		else if (next >= this.asked.length) this.isLeaving = true;
		else if (next >= 0) this.place = next;
	}

	goTo(place: number): void {
		this.isLeaving = false;
		this.place = place;
	}

	/** Whoever sits there leaves; the screen is blank, and nothing of them is left. */
	async standUp(): Promise<void> {
		await this.#last.catch(() => undefined);
		this.sitting = null;
		this.isLeaving = false;
		this.place = 0;
		this.workshop = await this.#api.standUp({ assessment: this.assessment.id });
	}
}
