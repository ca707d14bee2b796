/** An action while it is written down: what was typed, and what is wrong with it. */
import type { ActionInput } from "$lib/api/port";

import { parseDay, parseEffort } from "./plan";

export class ActionDraft {
	service = $state("");
	toLevel = $state(0);
	title = $state("");
	deliverable = $state("");
	owner = $state("");
	due = $state("");
	effort = $state("");
	state = $state<ActionInput["state"]>("planned");
	/** Faults are told from the first attempt to send it. */
	told = $state(false);

	constructor(input: ActionInput) {
		this.service = input.service;
		this.toLevel = input.toLevel;
		this.title = input.title;
		this.deliverable = input.deliverable;
		this.owner = input.owner;
		this.due = input.due ?? "";
		this.effort = input.effortDays === null ? "" : String(input.effortDays);
		this.state = input.state;
	}

	readonly titleMissing = $derived(this.told && this.title.trim() === "");
	readonly dueFault = $derived(this.told && parseDay(this.due) === undefined);
	readonly effortFault = $derived(this.told && parseEffort(this.effort) === undefined);

	/** The action as it would be sent; `null` where something is wrong, which is told from then on. */
	check(): ActionInput | null {
		this.told = true;
		const due = parseDay(this.due);
		const effortDays = parseEffort(this.effort);
		if (this.title.trim() === "" || due === undefined || effortDays === undefined) return null;
		return {
			service: this.service,
			toLevel: this.toLevel,
			title: this.title.trim(),
			deliverable: this.deliverable.trim(),
			owner: this.owner.trim(),
			due,
			effortDays,
			state: this.state,
		};
	}
}
