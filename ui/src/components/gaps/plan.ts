/** What the plan knows of days, quarters and order. No score is computed here. */
import type {
	ActionInput,
	ActionState,
	ActionView,
	Day,
	DaysView,
	NextStepView,
	QuarterView,
	RoadmapView,
	ServiceReference,
	Text,
} from "$lib/api/port";
import * as format from "$lib/i18n/format";

/** Actions that stand under one heading of the plan. */
export interface PlanGroup {
	/** `null` holds the actions without a date. */
	quarter: QuarterView | null;
	actions: ActionView[];
}

/** The plan by quarter, without a hole; actions without a date at the end. */
export function groups(roadmap: RoadmapView, shows: (action: ActionView) => boolean): PlanGroup[] {
	const byId = new Map(roadmap.actions.map((action) => [action.id, action]));
	const dated = roadmap.quarters.map((quarter) => ({
		quarter,
		actions: quarter.actions
			.map((id) => byId.get(id))
			.filter((action): action is ActionView => action !== undefined && shows(action)),
	}));
	const undated = roadmap.actions.filter((action) => action.due === null && shows(action));
	return undated.length === 0 ? dated : [...dated, { quarter: null, actions: undated }];
}

/** Person-days as far as they are known, and how many actions nobody has estimated. */
export function loadOf(
	{ known, without }: DaysView,
	words: { load: (days: string) => string; loadPartly: (days: string, count: number) => string },
): string {
	const days = words.load(format.days(known));
	return without === 0 ? days : words.loadPartly(days, without);
}

export function isOverdue(action: ActionView): boolean {
	return isOpen(action) && action.due !== null && action.due < format.today();
}

export function isOpen(action: ActionView): boolean {
	return action.state === "planned" || action.state === "in_progress";
}

/**
 * The order after an action changed places with its neighbour; `null` where it cannot: the order
 * counts among actions due on one day and among those without a day.
 */
export function moved(
	actions: readonly ActionView[],
	id: string,
	by: -1 | 1,
	shows: (action: ActionView) => boolean = () => true,
): string[] | null {
	const from = actions.findIndex((action) => action.id === id);
	let to = from + by;
	while (actions[to] !== undefined && !shows(actions[to] as ActionView)) to += by;
	const [action, neighbour] = [actions[from], actions[to]];
	if (action === undefined || neighbour === undefined || action.due !== neighbour.due) return null;
	const ids = actions.map((one) => one.id).filter((one) => one !== id);
	ids.splice(to, 0, id);
	return ids;
}

/** What a person says of an action as it is. */
export function inputOf(action: ActionView): ActionInput {
	return {
		service: action.service.id,
		toLevel: action.toLevel,
		title: action.title,
		deliverable: action.deliverable,
		owner: action.owner,
		due: action.due,
		effortDays: action.effortDays,
		state: action.state,
	};
}

/** A step as the action that takes it on; where the sheet tells none, a person says what is done. */
export function inputOfStep(
	service: ServiceReference,
	step: NextStepView,
	text: (text: Text) => string,
	owner = "",
): ActionInput {
	return {
		service: service.id,
		toLevel: step.level,
		title: step.step === null ? "" : text(step.step.action),
		deliverable: step.step === null ? "" : text(step.step.deliverable),
		owner,
		due: null,
		effortDays: null,
		state: "planned",
	};
}

/** Two parts of one action: the first keeps how far it is. */
export function parts(action: ActionView): [ActionInput, ActionInput] {
	const whole = { ...inputOf(action), effortDays: action.halves.effortDays };
	return [
		{ ...whole, toLevel: action.halves.toLevel },
		{ ...whole, state: "planned" },
	];
}

/** The last day of the quarter after the one a day is in. */
export function nextQuarterEnd(day: Day): Day {
	const [year, month] = day.split("-").map(Number) as [number, number];
	const quarter = Math.ceil(month / 3);
	// Day 0 of a month is the last of the month before.
	return new Date(Date.UTC(year, (quarter + 1) * 3, 0)).toISOString().slice(0, 10);
}

/** A day as a field for days gives it; `undefined` where it is none. */
export function parseDay(text: string): Day | null | undefined {
	if (text === "") return null;
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
	const date = new Date(`${text}T00:00:00Z`);
	return Number.isNaN(date.getTime()) || !date.toISOString().startsWith(text) ? undefined : text;
}

/** Person-days as they are typed, full-width digits too; `undefined` where it is no such number. */
export function parseEffort(text: string): number | null | undefined {
	const plain = text.normalize("NFKC").trim();
	if (plain === "") return null;
	if (!/^(\d+|\d{1,3}(,\d{3})+)(\.\d+)?$/.test(plain)) return undefined;
	const days = Number(plain.replaceAll(",", ""));
	return days <= 100_000 ? days : undefined;
}

/** What may follow a state, the most likely first. */
export function followers(state: ActionState): ActionState[] {
	switch (state) {
		case "planned":
			return ["in_progress", "done", "dropped"];
		case "in_progress":
			return ["done", "planned", "dropped"];
		case "done":
		case "dropped":
			return ["planned"];
	}
}
