/**
 * Something the program was asked for. The question asked last wins; the last answer stays in
 * sight while a fresh one is on its way, and when it fails to come.
 */
export class Loaded<Value> {
	#value = $state.raw<Value | null>(null);
	#error = $state.raw<unknown>(null);
	#loading = $state(false);
	#asked = 0;

	get value(): Value | null {
		return this.#value;
	}

	/** Why the last question has no answer. */
	get error(): unknown {
		return this.#error;
	}

	get loading(): boolean {
		return this.#loading;
	}

	/** Asks. Never rejects: failure is the state. */
	async load(ask: () => Promise<Value>): Promise<void> {
		this.#asked += 1;
		const asked = this.#asked;
		this.#loading = true;
		try {
			const value = await ask();
			if (asked === this.#asked) this.take(value);
		} catch (error) {
			if (asked !== this.#asked) return;
			this.#error = error;
			this.#loading = false;
		}
	}

	/** Takes an answer that came another way, such as from a command that changed something. */
	take(value: Value): void {
		this.#asked += 1;
		this.#value = value;
		this.#error = null;
		this.#loading = false;
	}

	/** Lets go of answer and question. */
	forget(): void {
		this.#asked += 1;
		this.#value = null;
		this.#error = null;
		this.#loading = false;
	}
}
