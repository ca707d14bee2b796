/** A short note at the lower edge: what was just done, with a way back. One at a time. */

export interface Notice {
	text: string;
	/** The way back or onward, named by a verb. */
	action?: { label: string; run: () => void | Promise<void> } | undefined;
	tone: "plain" | "failed";
}

const STAYS = 6000;
const STAYS_WITH_ACTION = 12_000;

export class Notices {
	current = $state<Notice | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Shows a note; an earlier one gives way, so that "undo" is always about the last thing. */
	show(text: string, action?: Notice["action"], tone: Notice["tone"] = "plain"): void {
		this.current = { text, tone, action };
		this.resume();
	}

	dismiss(): void {
		this.pause();
		this.current = null;
	}

	/** Keeps the note while it is pointed at or focused. */
	pause(): void {
		clearTimeout(this.#timer);
	}

	resume(): void {
		this.pause();
		const stays = this.current?.action === undefined ? STAYS : STAYS_WITH_ACTION;
		this.#timer = setTimeout(() => this.dismiss(), stays);
	}
}

export const notices = new Notices();
