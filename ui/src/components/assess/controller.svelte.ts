/** Where the assessor is on the screen, and what the keys do there. */
import { tick } from "svelte";

import type { AssessmentController } from "$lib/assessment.svelte";
import type { Answer, EntryView, ServiceView } from "$lib/api/port";
import { route } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

import { fits, nextThat, type Filter } from "./filter";

export class AssessController {
	readonly assessment: AssessmentController;
	readonly session: Session;
	filter = $state<Filter>("all");
	/** The service whose reason for not applying is being asked. */
	asksReason = $state<string | null>(null);
	/** Texts are shown in both languages. */
	both = $state(false);
	targetOpen = $state(false);
	targetElement = $state<HTMLElement | null>(null);
	/** Levels whose indicators were opened by hand, to look before choosing. */
	peeked = $state.raw<readonly number[]>([]);
	/** Dialogs in front of the screen. */
	settingTargets = $state(false);
	/** Set by the evidence list while it is there. */
	addEvidence: (() => void) | null = null;
	/** What scrolls, and the column the ladder stands in. */
	column = $state<HTMLElement | null>(null);
	noteElement = $state<HTMLTextAreaElement | null>(null);
	/** Empty room above the ladder that keeps what is read in its place. */
	lead = $state(0);

	constructor(session: Session, assessment: AssessmentController) {
		this.session = session;
		this.assessment = assessment;
	}

	/** The service in view: the one asked for, else the last, else the first without an answer. */
	readonly service: ServiceView | undefined = $derived.by(() => {
		const { assessment } = this;
		const asked = route.place.service ?? assessment.lastService;
		return (
			(asked === null ? undefined : assessment.service(asked)) ??
			assessment.services.find((service) => assessment.entry(service.id).answer === null) ??
			assessment.services[0]
		);
	});

	readonly entry: EntryView | undefined = $derived.by(() =>
		this.service === undefined ? undefined : this.assessment.entry(this.service.id),
	);

	readonly editable = $derived.by(() => this.assessment.editable);

	isListed(service: ServiceView): boolean {
		const entry = this.assessment.entry(service.id);
		return fits(this.filter, entry, this.assessment.isUnsaved(service.id));
	}

	readonly hasNext = $derived.by(() => this.#neighbour(1) !== null);

	/** Shows a service; keeps the hands on the ladder. */
	show(id: string): void {
		this.asksReason = null;
		this.lead = 0;
		this.peeked = [];
		this.stayAt(id);
		void this.toLadder();
	}

	/** Keeps a service in view, whatever is answered, and to come back to. */
	stayAt(id: string): void {
		this.assessment.lastService = id;
		if (route.place.service !== id) route.note({ service: id });
	}

	next(): void {
		const next = this.#neighbour(1);
		if (next !== null) this.show(next.id);
		else void this.toLadder();
	}

	previous(): void {
		const previous = this.#neighbour(-1);
		if (previous !== null) this.show(previous.id);
	}

	/** The next service without an answer, from here on and round again. */
	nextOpen(): void {
		if (this.service === undefined) return;
		const next = nextThat(
			this.assessment.services,
			this.service.id,
			1,
			(service) => this.assessment.entry(service.id).answer === null,
			true,
		);
		if (next !== null) this.show(next.id);
	}

	/** Chooses a level; what is being read keeps its place on the screen. */
	choose(level: number): void {
		const { service } = this;
		if (service === undefined || !this.editable) return;
		if (!service.levels.some((one) => one.level === level)) return;
		this.asksReason = null;
		void this.#inPlace(`[data-level="${level}"]`, () => {
			void this.#answer(service.id, { kind: "level", level });
		}).then(() => this.#focus(`[data-level="${level}"] input`));
	}

	dontKnow(): void {
		const { service } = this;
		if (service === undefined || !this.editable) return;
		this.asksReason = null;
		void this.#inPlace(this.#inHand(), () => {
			void this.#answer(service.id, { kind: "dont_know" });
		});
	}

	/** Asks why the service does not apply; only a reason takes it out of the score. */
	askReason(): void {
		if (this.service !== undefined && this.editable) this.asksReason = this.service.id;
	}

	notApplicable(reason: string): void {
		const { service } = this;
		if (service === undefined || reason.trim() === "") return;
		this.asksReason = null;
		void this.#answer(service.id, { kind: "not_applicable", reason: reason.trim() });
		void this.toLadder();
	}

	clear(): void {
		const { service } = this;
		if (service === undefined || !this.editable || this.entry?.answer === null) return;
		this.asksReason = null;
		void this.#inPlace(this.#inHand(), () => {
			void this.#answer(service.id, null);
		});
	}

	/** Tries to save the answer of a service again. */
	retry(service: string): void {
		void this.#answer(service, this.assessment.entry(service).answer);
	}

	/** Moves the hands one rung up or down on the screen; chooses nothing. */
	move(step: 1 | -1): void {
		const rungs = [
			...(this.column?.querySelectorAll<HTMLInputElement>("[data-level] input") ?? []),
		];
		const focused = rungs.findIndex((rung) => rung === document.activeElement);
		const at = focused >= 0 ? focused + step : rungs.findIndex((rung) => rung.checked);
		const rung = rungs[Math.min(Math.max(at, 0), rungs.length - 1)];
		rung?.focus({ preventScroll: true });
		rung?.closest("[data-level]")?.scrollIntoView({ block: "nearest" });
	}

	/**
	 * Keeps what is read in its place while the texts around it change, such as with the language.
	 * To be called before they do. At the top of a service its heading stays.
	 */
	holdPlace(): void {
		const { column } = this;
		if (column === null || (scrollerOf(column)?.scrollTop ?? 0) === 0) return;
		void this.#inPlace(this.#inHand(), () => undefined);
	}

	/** Opens the list of targets, which takes its keys where it is opened from. */
	openTarget(): void {
		this.targetElement?.focus();
		this.targetOpen = true;
	}

	/** Leaves whatever is being written, back to the ladder. */
	leave(): void {
		this.asksReason = null;
		void this.toLadder();
	}

	focusNote(): void {
		this.noteElement?.focus();
	}

	/** Opens the indicators of a level, or closes them again. */
	peek(level: number): void {
		this.peeked = this.peeked.includes(level)
			? this.peeked.filter((one) => one !== level)
			: [...this.peeked, level];
	}

	/** To the indicators of the rung in hand, else of the first that shows any. */
	async focusIndicators(): Promise<void> {
		const rung = document.activeElement?.closest<HTMLElement>("[data-level]");
		const first = (within: Element | null | undefined) =>
			within?.querySelector<HTMLInputElement>("input[data-indicator]") ?? null;
		const level = Number(rung?.dataset["level"] ?? Number.NaN);
		if (rung && first(rung) === null && !Number.isNaN(level)) this.peek(level);
		await tick();
		(first(rung) ?? first(this.column))?.focus();
	}

	/** Puts the hands on the ladder without moving what is read. */
	async toLadder(): Promise<void> {
		await tick();
		const rungs = [
			...(this.column?.querySelectorAll<HTMLInputElement>("[data-level] input") ?? []),
		];
		const rung = rungs.find((one) => one.checked) ?? rungs.at(-1);
		rung?.focus({ preventScroll: true });
	}

	async #answer(service: string, answer: Answer | null): Promise<void> {
		try {
			await this.assessment.answer(service, answer);
		} catch {
			// It stays on the screen, marked unsaved, and in the status line.
		}
	}

	#neighbour(step: 1 | -1): ServiceView | null {
		if (this.service === undefined) return null;
		return nextThat(this.assessment.services, this.service.id, step, (service) =>
			this.isListed(service),
		);
	}

	/** What the person has hands or eyes on: the focused rung, else what is not a level. */
	#inHand(): string {
		const rung = document.activeElement?.closest<HTMLElement>("[data-level]");
		const level = rung?.dataset["level"];
		return level === undefined ? "[data-other-answers]" : `[data-level="${level}"]`;
	}

	#focus(selector: string): void {
		this.column?.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
	}

	/**
	 * Changes something while one element keeps its place on the screen: the column is scrolled by
	 * as much as the element would have moved, and where it cannot be, room is left above.
	 */
	async #inPlace(selector: string, change: () => void): Promise<void> {
		const { column } = this;
		const top = () => column?.querySelector(selector)?.getBoundingClientRect().top;
		const before = top();
		change();
		await tick();
		const after = top();
		const scroller = column === null ? null : scrollerOf(column);
		if (scroller === null || before === undefined || after === undefined) return;
		const moved = after - before;
		const room = scroller.scrollTop + moved;
		this.lead = Math.max(0, this.lead - Math.max(moved, 0) + Math.max(-room, 0));
		await tick();
		scroller.scrollTop += (top() ?? before) - before;
	}
}

/** What scrolls an element: itself, or in a narrow window what is around it. */
function scrollerOf(element: HTMLElement): HTMLElement | null {
	for (let one: HTMLElement | null = element; one !== null; one = one.parentElement) {
		if (["auto", "scroll"].includes(getComputedStyle(one).overflowY)) return one;
	}
	return null;
}
