/** Where the person is. Screens are few and typed; there are no addresses. */

export type Screen =
	| "home"
	| "assess"
	| "workshop"
	| "results"
	| "gaps"
	| "progress"
	| "reports"
	| "cohorts"
	| "sheets"
	| "workspace";

/** Screens in the order of the side bar; the second group stands apart. */
export const SCREENS: readonly Screen[] = [
	"home",
	"assess",
	"workshop",
	"results",
	"gaps",
	"progress",
	"reports",
];
export const SCREENS_APART: readonly Screen[] = ["cohorts", "sheets", "workspace"];

/** Whether a name, such as one an older program kept, is a screen's. */
export function isScreen(name: string): name is Screen {
	return [...SCREENS, ...SCREENS_APART].some((screen) => screen === name);
}

/** Screens that are about the open assessment. */
export function needsAssessment(screen: Screen): boolean {
	return !["home", "cohorts", "sheets", "workspace"].includes(screen);
}

export interface Place {
	screen: Screen;
	/** The service in view, where the screen has one. */
	service: string | null;
	/** Anything else a screen wants to be found at again, such as a tab. */
	detail: string | null;
}

const MOST_PLACES = 50;

export class Route {
	#place = $state<Place>({ screen: "home", service: null, detail: null });
	#past = $state<Place[]>([]);

	get place(): Place {
		return this.#place;
	}

	get screen(): Screen {
		return this.#place.screen;
	}

	/** The screen about an assessment that was left last. */
	get lastWithinAssessment(): Screen | null {
		return this.#past.findLast(({ screen }) => needsAssessment(screen))?.screen ?? null;
	}

	get canGoBack(): boolean {
		return this.#past.length > 0;
	}

	/** Goes to a screen; `back` returns. */
	go(screen: Screen, at: { service?: string | null; detail?: string | null } = {}): void {
		const place: Place = { screen, service: at.service ?? null, detail: at.detail ?? null };
		if (screen !== this.#place.screen) {
			this.#past = [...this.#past, this.#place].slice(-MOST_PLACES);
		}
		this.#place = place;
	}

	/** Notes where on the screen the person is, without a step back to it. */
	note(at: { service?: string | null; detail?: string | null }): void {
		this.#place = { ...this.#place, ...at };
	}

	back(): void {
		const before = this.#past.at(-1);
		if (before === undefined) return;
		this.#past = this.#past.slice(0, -1);
		this.#place = before;
	}

	/** Forgets the way here, such as when another workspace is opened; begins at a place. */
	restart(at: { screen: Screen; service: string | null } | null = null): void {
		this.#past = [];
		this.#place = { screen: at?.screen ?? "home", service: at?.service ?? null, detail: null };
	}
}

export const route = new Route();
