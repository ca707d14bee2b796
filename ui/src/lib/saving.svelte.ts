/**
 * Whether everything is on disk. Every change goes through here, one after the other: the next
 * begins when the one before has been confirmed or has failed.
 */

export type SaveState = "idle" | "saved" | "saving" | "failed";

interface FailedSave {
	/** What the change is of; a later change of the same thing replaces it. */
	what: string;
	error: unknown;
	retry: () => Promise<void>;
}

export class Saving {
	#waiting = $state(0);
	#begun = $state(0);
	/** In milliseconds, by this computer's clock. */
	#savedAt = $state<number | null>(null);
	#failed = $state.raw<readonly FailedSave[]>([]);
	#last: Promise<unknown> = Promise.resolve();

	get state(): SaveState {
		if (this.#waiting > 0) return "saving";
		if (this.#failed.length > 0) return "failed";
		return this.#savedAt === null ? "idle" : "saved";
	}

	get savedAt(): number | null {
		return this.#savedAt;
	}

	/** How many changes were begun; says whether one came after another thing. */
	get begun(): number {
		return this.#begun;
	}

	get failed(): readonly FailedSave[] {
		return this.#failed;
	}

	/** Whether this very thing could not be saved. */
	failureOf(what: string): unknown {
		return this.#failed.find((save) => save.what === what)?.error;
	}

	/**
	 * Saves one thing after all that were asked before. A failure is kept for trying again, and
	 * passed on.
	 */
	async save<Result>(
		what: string,
		change: () => Promise<Result>,
		retry: () => Promise<void>,
	): Promise<Result> {
		try {
			const result = await this.once(change);
			this.#failed = this.#failed.filter((save) => save.what !== what);
			return result;
		} catch (error) {
			this.#failed = [...this.#failed.filter((save) => save.what !== what), { what, error, retry }];
			throw error;
		}
	}

	/**
	 * Saves one thing after all that were asked before. Nothing stays on the screen when it fails:
	 * the failure is the caller's to tell.
	 */
	async once<Result>(change: () => Promise<Result>): Promise<Result> {
		this.#waiting += 1;
		this.#begun += 1;
		const run = this.#last.then(change, change);
		this.#last = run.catch(() => undefined);
		try {
			const result = await run;
			this.#savedAt = Date.now();
			return result;
		} finally {
			this.#waiting -= 1;
		}
	}

	/** Resolves when nothing is being saved. */
	async settled(): Promise<void> {
		while (this.#waiting > 0) await this.#last;
	}

	/** Tries everything again that failed. Never rejects: what fails again stays. */
	async retryAll(): Promise<void> {
		for (const save of this.#failed) {
			try {
				await save.retry();
			} catch {
				// It stays in the list, and on the screen.
			}
		}
	}

	/** Forgets what belongs to another workspace. */
	restart(): void {
		this.#failed = [];
		this.#savedAt = null;
	}
}

export const saving = new Saving();
