/** A short note at the lower edge: what was just done, with a way back. One at a time. */
import { saving } from "$lib/saving.svelte";

export interface Notice {
	text: string;
	/** The way back or onward, named by a verb. */
	action?: { label: string; run: () => void | Promise<void> } | undefined;
	tone: "plain" | "failed";
}

const STAYS = 6000;
const STAYS_WITH_ACTION = 12_000;

export class Notices {
	#current = $state.raw<{ notice: Notice; begun: number } | null>(null);
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** The note in sight. A way back is gone once something else was changed: it would be another's. */
	readonly current: Notice | null = $derived.by(() => {
		if (this.#current === null) return null;
		const { notice, begun } = this.#current;
		const isWayBack = notice.tone === "plain" && notice.action !== undefined;
		return isWayBack && begun !== saving.begun ? null : notice;
	});

	/** Shows a note; an earlier one gives way, so that "undo" is always about the last thing. */
	show(text: string, action?: Notice["action"], tone: Notice["tone"] = "plain"): void {
		this.#current = { notice: { text, tone, action }, begun: saving.begun };
		this.resume();
	}

	dismiss(): void {
		this.pause();
		this.#current = null;
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
