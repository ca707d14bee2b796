/**
 * A text that is saved by itself. One save at a time, the newest text last; a failed one keeps the
 * text and is tried again with the next key, or on request.
 */

const AFTER_LAST_KEY = 700;

export class Autosave {
	/** What is shown. */
	text = $state("");
	state = $state<"saved" | "typing" | "saving" | "failed">("saved");
	#saved: string;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#running: Promise<void> | undefined;
	readonly #save: (text: string) => Promise<void>;

	constructor(saved: string, save: (text: string) => Promise<void>) {
		this.#saved = saved;
		this.text = saved;
		this.#save = save;
	}

	/** What is on disk, as the program tells it; replaces the text unless it is being changed. */
	set saved(saved: string) {
		this.#saved = saved;
		if (this.state === "saved") this.text = saved;
	}

	type(text: string): void {
		this.text = text;
		this.state = "typing";
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => void this.flush(), AFTER_LAST_KEY);
	}

	/** Saves now what is not saved yet. Never rejects: failure is the state. */
	async flush(): Promise<void> {
		clearTimeout(this.#timer);
		if (this.#running !== undefined) await this.#running;
		if (this.state === "saved" || this.state === "saving") return;
		this.#running = this.#saveNow(this.text);
		await this.#running;
		this.#running = undefined;
	}

	async #saveNow(text: string): Promise<void> {
		if (text === this.#saved) {
			this.state = "saved";
			return;
		}
		this.state = "saving";
		try {
			await this.#save(text);
			this.#saved = text;
			// Whatever was typed meanwhile is saved by its own timer.
			if (this.text === text) this.state = "saved";
		} catch {
			if (this.text === text) this.state = "failed";
		}
	}
}
