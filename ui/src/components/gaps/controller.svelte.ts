/** Gaps and plan: the ranked gaps, the actions taken on, and what fits a budget. */
import type {
	ActionInput,
	ActionState,
	ActionView,
	Api,
	AssessmentView,
	BudgetView,
	ChangeActions,
	GapsView,
	NamedFile,
	PlanFormat,
	ProfileSummary,
	ReadingSummary,
	RoadmapView,
	SheetReference,
} from "$lib/api/port";
import { Loaded } from "$lib/loaded.svelte";
import { saving } from "$lib/saving.svelte";

import { inputOf, moved, nextQuarterEnd } from "./plan";

/** What becomes of several actions. */
export type ManyChange = Omit<ChangeActions, "assessment">;

/** How long the slider rests before the program is asked again. */
const AFTER_LAST_MOVE = 80;

export class GapsController {
	readonly gaps = new Loaded<GapsView>();
	readonly roadmap = new Loaded<RoadmapView>();
	readonly budget = new Loaded<BudgetView>();
	readonly readings = new Loaded<ReadingSummary[]>();
	readonly profiles = new Loaded<ProfileSummary[]>();
	/** The area or service pointed at, in whichever picture. */
	highlighted = $state<string | null>(null);
	axes = $state<"areas" | "services">("areas");
	/** Whether done and dropped actions are in sight. */
	showsDone = $state(true);
	#reading = $state<string | null>(null);
	#days = $state<number | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #api: Api;
	readonly #assessment: string;
	readonly #sheet: SheetReference;
	/** Takes the assessment's fresh view, so that undo knows the last change. */
	readonly #onchange: () => Promise<void>;

	constructor(
		api: Api,
		{ id, sheet }: Pick<AssessmentView, "id" | "sheet">,
		onchange: () => Promise<void>,
	) {
		this.#api = api;
		this.#assessment = id;
		this.#sheet = sheet;
		this.#onchange = onchange;
	}

	async load(): Promise<void> {
		const assessment = this.#assessment;
		await Promise.all([
			this.#loadGaps(),
			this.roadmap.load(() => this.#api.roadmap({ assessment })),
			this.readings.load(() => this.#api.readings({ assessment })),
			this.profiles.load(() => this.#api.profiles(this.#sheet)),
		]);
	}

	async #loadGaps(): Promise<void> {
		const request = { assessment: this.#assessment, reading: this.#reading };
		await Promise.all([this.gaps.load(() => this.#api.gaps(request)), this.#loadBudget()]);
	}

	// Order and budget ------------------------------------------------------------------------

	/** The reading whose duties come first. */
	get reading(): string | null {
		return this.#reading;
	}

	async orderBy(reading: string | null): Promise<void> {
		this.#reading = reading;
		await this.#loadGaps();
	}

	/** Person-days there are; `null` is without limit. */
	get days(): number | null {
		return this.#days;
	}

	/** Plans under a budget; while a slider moves, the program is asked when it rests. */
	setDays(days: number | null): void {
		this.#days = days;
		clearTimeout(this.#timer);
		if (days === null) this.budget.forget();
		else this.#timer = setTimeout(() => void this.#loadBudget(), AFTER_LAST_MOVE);
	}

	async #loadBudget(): Promise<void> {
		const days = this.#days;
		if (days === null) return;
		await this.budget.load(() =>
			this.#api.budget({ assessment: this.#assessment, reading: this.#reading, days }),
		);
	}

	/** Keeps the plan for these person-days with the round; `null` takes the kept one away. */
	async keepPlan(days: number | null): Promise<void> {
		await this.#change(() =>
			this.#api.keepPlan({ assessment: this.#assessment, reading: this.#reading, days }),
		);
	}

	/** Lets go of what was about to be asked. */
	leave(): void {
		clearTimeout(this.#timer);
	}

	// Actions ---------------------------------------------------------------------------------

	action(id: string): ActionView | undefined {
		return this.roadmap.value?.actions.find((action) => action.id === id);
	}

	/** Person-days an action would take; `instead` is the one whose place it takes. */
	async daysFor(service: string, toLevel: number, instead: string | null): Promise<number | null> {
		const assessment = this.#assessment;
		const { days } = await this.#api.actionDays({ assessment, service, toLevel, id: instead });
		return days;
	}

	/** Takes steps on; answers the ids of the new actions. */
	async takeOn(actions: ActionInput[]): Promise<string[]> {
		const before = this.roadmap.value?.actions.map((action) => action.id) ?? [];
		const roadmap = await this.#change(() =>
			this.#api.addActions({ assessment: this.#assessment, actions }),
		);
		return roadmap.actions.map((action) => action.id).filter((id) => !before.includes(id));
	}

	async save(id: string, input: ActionInput): Promise<void> {
		await this.#change(() => this.#api.saveAction({ assessment: this.#assessment, id, ...input }));
	}

	async setState(action: ActionView, state: ActionState): Promise<void> {
		await this.save(action.id, { ...inputOf(action), state });
	}

	/** To the end of the quarter after the one it is due in. */
	async putOff(action: ActionView): Promise<void> {
		if (action.due === null) return;
		await this.save(action.id, { ...inputOf(action), due: nextQuarterEnd(action.due) });
	}

	canMove(action: ActionView, by: -1 | 1): boolean {
		return this.#orderAfter(action, by) !== null;
	}

	async move(action: ActionView, by: -1 | 1): Promise<void> {
		const ids = this.#orderAfter(action, by);
		if (ids === null) return;
		await this.#change(() => this.#api.orderActions({ assessment: this.#assessment, ids }));
	}

	#orderAfter(action: ActionView, by: -1 | 1): string[] | null {
		return moved(this.roadmap.value?.actions ?? [], action.id, by, (one) => this.shows(one));
	}

	/** Another owner, date or state for several actions, as one change. */
	async changeMany(change: ManyChange): Promise<void> {
		await this.#change(() => this.#api.changeActions({ assessment: this.#assessment, ...change }));
	}

	/** What the plan would be with such a change. */
	async tryMany(change: ManyChange): Promise<RoadmapView> {
		return this.#api.tryActions({ assessment: this.#assessment, ...change });
	}

	/** Where the plan was saved, or `null` when the person changed their mind. */
	async savePlan(format: PlanFormat): Promise<NamedFile | null> {
		return this.#api.savePlan({ assessment: this.#assessment, format });
	}

	async split(id: string, parts: ActionInput[]): Promise<void> {
		await this.#change(() => this.#api.splitAction({ assessment: this.#assessment, id, parts }));
	}

	async remove(id: string): Promise<void> {
		await this.#change(() => this.#api.removeAction({ assessment: this.#assessment, id }));
	}

	/** Whether an action is in sight. */
	shows(action: ActionView): boolean {
		return this.showsDone || action.state === "planned" || action.state === "in_progress";
	}

	// Targets ---------------------------------------------------------------------------------

	async applyProfile(id: string): Promise<AssessmentView> {
		const view = await this.#api.applyTargets({
			assessment: this.#assessment,
			from: { kind: "profile", id },
			keepExisting: true,
		});
		await this.#loadGaps();
		return view;
	}

	/** Changes the plan; the failure is the caller's to tell. */
	async #change(change: () => Promise<RoadmapView>): Promise<RoadmapView> {
		const roadmap = await saving.once(change);
		this.roadmap.take(roadmap);
		await Promise.all([this.#loadGaps(), this.#onchange()]);
		return roadmap;
	}
}
