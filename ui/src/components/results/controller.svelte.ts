/** Results: the figures of the assessment in hand, why they are so, and what readings make of them. */
import type {
	Api,
	ConfidenceView,
	ExplanationView,
	ReadinessView,
	ReadingSummary,
	ResultsView,
	Subject,
} from "$lib/api/port";
import { Loaded } from "$lib/loaded.svelte";

export type RadarAxes = "areas" | "services";

export class ResultsController {
	readonly results = new Loaded<ResultsView>();
	readonly confidence = new Loaded<ConfidenceView>();
	readonly explanation = new Loaded<ExplanationView>();
	readonly readings = new Loaded<ReadingSummary[]>();
	readonly readiness = new Loaded<ReadinessView>();
	/** The area or service pointed at, in whichever picture. */
	highlighted = $state<string | null>(null);
	axes = $state<RadarAxes>("areas");
	/** What was asked why about, the last one in sight. */
	#trail = $state.raw<readonly Subject[]>([]);
	#reading = $state<string | null>(null);
	readonly #api: Api;
	readonly #assessment: string;

	constructor(api: Api, assessment: string) {
		this.#api = api;
		this.#assessment = assessment;
	}

	/** Reads everything that is in sight again. */
	async load(): Promise<void> {
		const assessment = this.#assessment;
		await Promise.all([
			this.results.load(() => this.#api.results({ assessment })),
			this.confidence.load(() => this.#api.confidence({ assessment })),
			this.#loadReadings(),
			this.#explain(),
		]);
	}

	// Why -------------------------------------------------------------------------------------

	get subject(): Subject | null {
		return this.#trail.at(-1) ?? null;
	}

	get canGoBack(): boolean {
		return this.#trail.length > 1;
	}

	/** Asks why a figure is what it is. */
	async why(subject: Subject): Promise<void> {
		this.#trail = [subject];
		this.explanation.forget();
		await this.#explain();
	}

	/** Asks on from one explanation to a figure it rests on. */
	async whyFurther(subject: Subject): Promise<void> {
		this.#trail = [...this.#trail, subject];
		await this.#explain();
	}

	async back(): Promise<void> {
		this.#trail = this.#trail.slice(0, -1);
		await this.#explain();
	}

	closeWhy(): void {
		this.#trail = [];
		this.explanation.forget();
	}

	async #explain(): Promise<void> {
		const { subject } = this;
		if (subject === null) return;
		await this.explanation.load(() => this.#api.explain({ assessment: this.#assessment, subject }));
	}

	// Readings --------------------------------------------------------------------------------

	get reading(): string | null {
		return this.#reading;
	}

	async read(reading: string): Promise<void> {
		if (reading === this.#reading) return;
		this.#reading = reading;
		this.readiness.forget();
		await this.loadReadiness();
	}

	async loadReadiness(): Promise<void> {
		const reading = this.#reading;
		if (reading === null) return;
		await this.readiness.load(() => this.#api.readiness({ assessment: this.#assessment, reading }));
	}

	/** Replaces nothing that is set: only services without a target get one. */
	async useAsTargets(): Promise<void> {
		const reading = this.#reading;
		if (reading === null) return;
		await this.#api.applyTargets({
			assessment: this.#assessment,
			from: { kind: "reading", id: reading },
			keepExisting: true,
		});
	}

	async #loadReadings(): Promise<void> {
		await this.readings.load(() => this.#api.readings({ assessment: this.#assessment }));
		this.#reading ??= this.readings.value?.[0]?.id ?? null;
		await this.loadReadiness();
	}
}
