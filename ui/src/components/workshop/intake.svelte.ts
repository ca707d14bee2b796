/** Books that came back to a workshop: what became of each. What they say is nowhere here. */
import { isCancelled } from "$lib/api/failure";
import type { Api, BooksTaken, BookTaken, FileHandle, Progress, Watch } from "$lib/api/port";

export class BookIntake {
	readonly #api: Api;
	readonly #assessment: string;
	/** Those taken in last. */
	books = $state.raw<readonly BookTaken[]>([]);
	isReading = $state(false);
	progress = $state.raw<Progress | null>(null);
	error = $state.raw<unknown>(null);
	#stop: AbortController | null = null;

	constructor(api: Api, assessment: string) {
		this.#api = api;
		this.#assessment = assessment;
	}

	/** Asks which books came back and takes them. Never rejects: failure is the state. */
	async choose(): Promise<void> {
		const of = { assessment: this.#assessment };
		await this.#take((watch) => this.#api.takeWorkshopBooks(of, watch));
	}

	/** Takes books that were given from outside. Never rejects: failure is the state. */
	async takeGiven(files: FileHandle[]): Promise<void> {
		const of = { assessment: this.#assessment, files };
		await this.#take((watch) => this.#api.takeGivenWorkshopBooks(of, watch));
	}

	stop(): void {
		this.#stop?.abort();
	}

	async #take(ask: (watch: Watch) => Promise<BooksTaken | null>): Promise<void> {
		if (this.isReading) return;
		const stop = new AbortController();
		this.#stop = stop;
		this.isReading = true;
		this.progress = null;
		this.error = null;
		try {
			const taken = await ask({
				signal: stop.signal,
				onProgress: (progress) => {
					this.progress = progress;
				},
			});
			// Closing the dialog without choosing changes nothing.
			if (taken !== null) this.books = taken.books;
		} catch (error) {
			if (!isCancelled(error)) this.error = error;
		} finally {
			this.isReading = false;
		}
	}
}

const intakes: Record<string, BookIntake> = {};

/** The books of the workshop of an assessment. */
export function intakeOf(api: Api, assessment: string): BookIntake {
	return (intakes[assessment] ??= new BookIntake(api, assessment));
}
