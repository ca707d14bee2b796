/** Progress: the rounds of one scope, two of them compared, and what is written beside them. */
import type { Api, ComparisonView, Day, RoundView, TrendView } from "$lib/api/port";
import { Loaded } from "$lib/loaded.svelte";
import { saving } from "$lib/saving.svelte";

/** What the line chart shows: the whole, every area, one area or one service. */
export type LineSubject =
	| { kind: "overall" }
	| { kind: "areas" }
	| { kind: "area"; id: string }
	| { kind: "service"; id: string };

export class ProgressController {
	readonly trend = new Loaded<TrendView>();
	readonly comparison = new Loaded<ComparisonView>();
	highlighted = $state<string | null>(null);
	axes = $state<"areas" | "services">("areas");
	line = $state.raw<LineSubject>({ kind: "overall" });
	#older = $state<string | null>(null);
	#newer = $state<string | null>(null);
	readonly #api: Api;
	readonly #assessment: string;

	constructor(api: Api, assessment: string) {
		this.#api = api;
		this.#assessment = assessment;
	}

	async load(): Promise<void> {
		await this.trend.load(() => this.#api.trend({ assessment: this.#assessment }));
		const rounds = this.trend.value?.rounds ?? [];
		const isThere = (id: string | null) => rounds.some((round) => round.assessment === id);
		if (!isThere(this.#newer)) {
			// The round in hand, unless it is the first: that has nothing before it.
			const here = rounds.findIndex((round) => round.assessment === this.#assessment);
			this.#pick(rounds, here > 0 ? here : rounds.length - 1);
		} else if (!isThere(this.#older)) {
			this.#pick(rounds, this.#indexOf(this.#newer));
		}
		await this.#compare();
	}

	// Which rounds ----------------------------------------------------------------------------

	get rounds(): readonly RoundView[] {
		return this.trend.value?.rounds ?? [];
	}

	get older(): string | null {
		return this.#older;
	}

	get newer(): string | null {
		return this.#newer;
	}

	/** The round in view. */
	get round(): RoundView | null {
		return this.rounds.find((round) => round.assessment === this.#newer) ?? null;
	}

	/** Puts a round in view, compared with the one before it. */
	async choose(assessment: string): Promise<void> {
		this.#pick(this.rounds, this.#indexOf(assessment));
		await this.#compare();
	}

	/** Compares any two rounds; the later one by time is the newer, whichever way they come. */
	async compare(one: string, other: string): Promise<void> {
		const turned = this.#indexOf(one) > this.#indexOf(other);
		this.#older = turned ? other : one;
		this.#newer = turned ? one : other;
		await this.#compare();
	}

	#indexOf(assessment: string | null): number {
		return this.rounds.findIndex((round) => round.assessment === assessment);
	}

	#pick(rounds: readonly RoundView[], index: number): void {
		this.#newer = rounds[index]?.assessment ?? null;
		this.#older = rounds[index - 1]?.assessment ?? null;
	}

	async #compare(): Promise<void> {
		const [older, newer] = [this.#older, this.#newer];
		if (older === null || newer === null || older === newer) {
			this.comparison.forget();
			return;
		}
		await this.comparison.load(() => this.#api.compare({ older, newer }));
	}

	// Beside a round --------------------------------------------------------------------------

	async plan(date: Day | null): Promise<void> {
		this.trend.take(
			await saving.once(() => this.#api.planRound({ assessment: this.#assessment, date })),
		);
	}

	async annotate(assessment: string, note: string): Promise<void> {
		const annotate = async () => {
			this.trend.take(
				await saving.save(
					`${assessment}/remark`,
					() => this.#api.annotateRound({ assessment, note }),
					annotate,
				),
			);
		};
		await annotate();
	}
}
