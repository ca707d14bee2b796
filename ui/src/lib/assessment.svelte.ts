/**
 * The assessment in hand. Every change is shown at once, saved before the next one, and confirmed
 * by the fresh view the program returns; a change that could not be saved stays on the screen,
 * marked, until it is saved or replaced.
 */
import { SvelteMap } from "svelte/reactivity";

import type {
	Answer,
	Api,
	AssessmentView,
	ChangeView,
	EntryView,
	EvidenceView,
	ServiceView,
	SheetView,
} from "./api/port";
import { saving } from "./saving.svelte";

/** A piece of evidence that is being written. */
export interface EvidenceDraft extends EvidenceView {
	/** The place of the piece in the list, or a new one. */
	which: number | "new";
}

/** What of an entry a person changes. */
type Changeable = Pick<
	EntryView,
	"answer" | "indicators" | "note" | "evidence" | "owner" | "target"
>;

export class AssessmentController {
	readonly sheet: SheetView;
	readonly readOnly: boolean;
	readonly #api: Api;
	/** The service last looked at, to come back to. */
	lastService: string | null = null;
	/** What was typed and neither saved nor discarded, by service; found again on coming back. */
	readonly drafts = {
		reasons: new SvelteMap<string, string>(),
		evidence: new SvelteMap<string, EvidenceDraft>(),
	};
	#view = $state.raw<AssessmentView>() as AssessmentView;
	/** What is shown and not confirmed yet, by service. */
	#pending = $state.raw<Readonly<Record<string, Partial<Changeable>>>>({});

	constructor(api: Api, sheet: SheetView, view: AssessmentView, readOnly = false) {
		this.#api = api;
		this.sheet = sheet;
		this.readOnly = readOnly;
		this.#view = view;
	}

	/** The last view the program returned. */
	get view(): AssessmentView {
		return this.#view;
	}

	get id(): string {
		return this.#view.id;
	}

	/** Whether anything can be changed. */
	get editable(): boolean {
		return !this.readOnly && this.#view.state === "draft";
	}

	readonly services: readonly ServiceView[] = $derived.by(() =>
		this.sheet.areas.flatMap((area) => area.services),
	);

	readonly highestLevel = $derived.by(() => this.sheet.scale.at(-1)?.level ?? 0);

	readonly #entries = $derived.by(() =>
		Object.fromEntries(
			this.#view.entries.map((entry) => [
				entry.service,
				{ ...entry, ...this.#pending[entry.service] },
			]),
		),
	);

	service(id: string): ServiceView | undefined {
		return this.services.find((service) => service.id === id);
	}

	/** What is known of a service, with what is being saved already in it. */
	entry(service: string): EntryView {
		return this.#entries[service] ?? emptyEntry(service);
	}

	/** Whether any change of a service is not on disk. */
	isUnsaved(service: string): boolean {
		return saving.failed.some((save) => save.what.startsWith(`${this.id}/${service}/`));
	}

	/** Why a change of a service is not on disk. */
	failureOf(service: string, what: keyof Changeable): unknown {
		return saving.failureOf(`${this.id}/${service}/${what}`);
	}

	/** Takes a fresh view, such as one another screen's command returned. */
	take(view: AssessmentView): void {
		this.#view = view;
	}

	async reload(): Promise<void> {
		this.#view = await this.#api.assessment({ assessment: this.id });
	}

	answer(service: string, answer: Answer | null): Promise<void> {
		return this.#save(service, "answer", answer, (of) => this.#api.saveAnswer({ ...of, answer }));
	}

	tick(service: string, indicator: string, ticked: boolean): Promise<void> {
		const before = this.entry(service).indicators.filter((id) => id !== indicator);
		const indicators = ticked ? [...before, indicator] : before;
		return this.#save(service, "indicators", indicators, (of) =>
			this.#api.saveIndicators({ ...of, indicators }),
		);
	}

	note(service: string, note: string): Promise<void> {
		return this.#save(service, "note", note, (of) => this.#api.saveNote({ ...of, note }));
	}

	owner(service: string, owner: string): Promise<void> {
		return this.#save(service, "owner", owner, (of) => this.#api.saveOwner({ ...of, owner }));
	}

	target(service: string, target: number | null): Promise<void> {
		return this.#save(service, "target", target, (of) => this.#api.saveTarget({ ...of, target }));
	}

	evidence(service: string, evidence: EvidenceView[]): Promise<void> {
		return this.#save(service, "evidence", evidence, (of) =>
			this.#api.saveEvidence({ ...of, evidence }),
		);
	}

	/** Takes the last change back, after everything before it is on disk. */
	async undo(): Promise<ChangeView | null> {
		await saving.settled();
		const undone = await this.#api.undo({ assessment: this.id });
		this.#view = undone.assessment;
		return undone.change;
	}

	async redo(): Promise<ChangeView | null> {
		await saving.settled();
		const redone = await this.#api.redo({ assessment: this.id });
		this.#view = redone.assessment;
		return redone.change;
	}

	async #save<What extends keyof Changeable>(
		service: string,
		what: What,
		value: Changeable[What],
		command: (of: { assessment: string; service: string }) => Promise<AssessmentView>,
	): Promise<void> {
		if (!this.editable) return;
		this.#pending = {
			...this.#pending,
			[service]: { ...this.#pending[service], [what]: value },
		};
		const view = await saving.save(
			`${this.id}/${service}/${what}`,
			() => command({ assessment: this.id, service }),
			() => this.#save(service, what, value, command),
		);
		this.#view = view;
		// A later change of the same thing is still on its way, and stays shown.
		if (Object.is(this.#pending[service]?.[what], value)) this.#confirm(service, what);
	}

	#confirm(service: string, what: keyof Changeable): void {
		const rest = Object.entries(this.#pending[service] ?? {}).filter(([key]) => key !== what);
		const others = Object.entries(this.#pending).filter(([id]) => id !== service);
		this.#pending = Object.fromEntries(
			rest.length === 0 ? others : [...others, [service, Object.fromEntries(rest)]],
		);
	}
}

function emptyEntry(service: string): EntryView {
	return {
		service,
		answer: null,
		indicators: [],
		target: null,
		gap: null,
		note: "",
		evidence: [],
		owner: "",
		proposal: null,
		previous: null,
		voices: [],
	};
}
