/** Where the assessor is on the screen, and what the keys do there. */
import { tick } from "svelte";

import type { AssessmentController } from "$lib/assessment.svelte";
import type { Answer, EntryView, ServiceView } from "$lib/api/port";
import { notices } from "$components/shared/notices.svelte";
import { i18n } from "$lib/i18n/i18n.svelte";
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
	/** The level that is pointed at or in hand. */
	pointed = $state<number | null>(null);
	/** Levels whose indicators were opened by hand, to look before choosing. */
	peeked = $state.raw<readonly number[]>([]);
	/** Dialogs in front of the screen. */
	settingTargets = $state(false);
	/** Set by the evidence list while it is there. */
	addEvidence: (() => void) | null = null;
	/** What the ladder stands in; it scrolls, or in a narrow window what is around it does. */
	column = $state<HTMLElement | null>(null);
	heading = $state<HTMLElement | null>(null);
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

	/** Whether one service fills the window, without what stands beside it. */
	readonly inRoom = $derived.by(() => this.session.room);

	isListed(service: ServiceView): boolean {
		const entry = this.assessment.entry(service.id);
		return fits(this.filter, entry, this.assessment.isUnsaved(service.id));
	}

	readonly hasNext = $derived.by(() => this.#neighbour(1) !== null);

	/** Shows a service, which then arrives like any other. */
	show(id: string): void {
		if (id === this.service?.id) void this.toTop();
		else route.note({ service: id });
	}

	/**
	 * Begins with the service that has come into view, whichever way it came: from its top, and
	 * staying there whatever is answered.
	 */
	arrive(id: string): void {
		this.asksReason = null;
		this.lead = 0;
		this.peeked = [];
		this.assessment.lastService = id;
		if (route.place.service !== id) route.note({ service: id });
		void this.toTop();
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
		}).then(() => {
			this.#focus(this.column?.querySelector<HTMLElement>(`[data-level="${level}"] input`));
		});
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
		this.assessment.drafts.reasons.delete(service.id);
		void this.#answer(service.id, { kind: "not_applicable", reason: reason.trim() });
		void this.toLadder();
	}

	/** Takes the answer back, and says so: a key may have been hit by accident. */
	clear(): void {
		const { service } = this;
		const before = this.entry?.answer ?? null;
		if (service === undefined || !this.editable || before === null) return;
		this.asksReason = null;
		void this.#inPlace(this.#inHand(), () => {
			void this.#answer(service.id, null);
		});
		const said =
			before.kind === "level"
				? i18n.t.common.levelNumber(before.level)
				: i18n.t.common.state[before.kind];
		notices.show(i18n.t.assess.cleared(service.id, said), {
			label: i18n.t.common.undo,
			run: () => this.#answer(service.id, before),
		});
	}

	/** Whether the round before has an answer that this sheet can take over. */
	readonly hasLastTime = $derived.by(() => {
		const last = this.entry?.previous?.answer ?? null;
		if (last?.kind !== "level") return last !== null;
		return this.service?.levels.some((one) => one.level === last.level) ?? false;
	});

	/** Answers as the round before did. */
	sameAsLastTime(): void {
		const last = this.entry?.previous?.answer ?? null;
		if (!this.hasLastTime || last === null) return;
		if (last.kind === "level") this.choose(last.level);
		else if (last.kind === "dont_know") this.dontKnow();
		else if (this.editable) this.notApplicable(last.reason);
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
		const chosen = rungs.findIndex((rung) => rung.checked);
		const first = step === 1 ? 0 : rungs.length - 1;
		const at = focused >= 0 ? focused + step : chosen >= 0 ? chosen : first;
		const rung = rungs[Math.min(Math.max(at, 0), rungs.length - 1)];
		if (rung === undefined) return;
		this.#focus(rung);
		rung.closest("[data-level]")?.scrollIntoView({ block: "nearest" });
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
		if (this.asksReason === null && this.inRoom) {
			void this.session.setRoom(false);
			return;
		}
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

	/** Puts the hands on the ladder, or where it has none yet on its heading; what is read stays. */
	async toLadder(): Promise<void> {
		await tick();
		const rung = this.column?.querySelector<HTMLInputElement>("[data-level] input:checked");
		this.#focus(rung ?? this.heading);
	}

	/** Shows a service from its top, with its heading in focus: that is what is read out first. */
	async toTop(): Promise<void> {
		await tick();
		const { column, heading } = this;
		if (column === null || heading === null) return;
		this.#focus(heading);
		const scroller = scrollerOf(column);
		const section = column.closest("section");
		if (scroller === column) column.scrollTop = 0;
		else if (scroller !== null && section !== null) {
			// In a narrow window the list of services stands above, and is scrolled past.
			scroller.scrollTop +=
				section.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
		}
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

	/**
	 * Focuses without scrolling. The layout is made first and the place put back afterwards:
	 * WebKit scrolls to what gets the focus while the layout waits, whatever it is asked.
	 */
	#focus(element: HTMLElement | null | undefined): void {
		const scroller = this.column === null ? null : scrollerOf(this.column);
		const top = scroller?.scrollTop ?? 0;
		element?.focus({ preventScroll: true });
		if (scroller !== null) scroller.scrollTop = top;
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
