/**
 * How time passes in the room. What a minute is worth is the program's business: it plans the talk;
 * here the minutes go by, whichever screen is shown. How the clock stands is noted with every change
 * and every minute, so that it goes on after a restart.
 */
import { SvelteMap } from "svelte/reactivity";

import type {
	Api,
	ClockView,
	Meeting as Noted,
	RunningClock,
	TalkTaken,
	WorkshopView,
} from "$lib/api/port";

const MINUTE = 60_000;
/** A program that was away for longer was put away with the meeting, whose clock stood still. */
const AWAY = 15 * MINUTE;

export class Meeting {
	/** The moment, moved on by whoever shows it. */
	now = $state(Date.now());
	plan = $state.raw<ClockView | null>(null);
	#left = $state(0);
	#begun = $state<number | null>(null);
	#talks: TalkTaken[] = [];
	/** How long each service was talked about, in milliseconds. */
	readonly #spent = new SvelteMap<string, number>();
	#talking = $state.raw<{ service: string; since: number } | null>(null);

	#keep: ((noted: Noted) => void) | null = null;

	/** Whether it is noted how the clock stands. */
	get isKept(): boolean {
		return this.#keep !== null;
	}

	/** Goes on from what was noted last, and notes from here on. */
	goOn(noted: Noted | null, keep: (noted: Noted) => void): void {
		this.#keep = keep;
		if (noted === null || this.isKnown) return;
		this.now = Date.now();
		const isAway = this.now - noted.noted > AWAY;
		this.#left = noted.left;
		this.#begun = noted.begun;
		this.#talks = noted.talks;
		for (const { service, spent } of noted.spent) this.#spent.set(service, spent);
		this.#talking = noted.talking;
		if (!isAway) return;
		// It stood still from the moment it was noted.
		this.now = noted.noted;
		this.#keepSpent();
		this.#left = this.minutesLeft * MINUTE;
		this.#begun = null;
		this.#talking = null;
		this.now = Date.now();
	}

	#note(): void {
		this.#keep?.({
			left: this.#left,
			begun: this.#begun,
			talks: this.#talks,
			spent: Array.from(this.#spent, ([service, spent]) => ({ service, spent })),
			talking: this.#talking,
			noted: Date.now(),
		});
	}

	get isRunning(): boolean {
		return this.#begun !== null;
	}

	/** Whether it was ever started. */
	get isKnown(): boolean {
		return this.isRunning || this.#left > 0;
	}

	/** Minutes left; below 0 where they are over. */
	get minutesLeft(): number {
		const passed = this.#begun === null ? 0 : Math.max(0, this.now - this.#begun);
		return (this.#left - passed) / MINUTE;
	}

	/** Milliseconds spent on a service so far. */
	spentOn(service: string): number {
		const before = this.#spent.get(service) ?? 0;
		const talking = this.#talking;
		if (talking?.service !== service || this.#begun === null) return before;
		return before + Math.max(0, this.now - Math.max(talking.since, this.#begun));
	}

	/** The clock for who counts down by themselves; none while it stands still. */
	clockOf(service: string | null): RunningClock | null {
		if (this.#begun === null) return null;
		const talking = this.#talking?.service === service ? this.#talking : null;
		const before = service === null ? 0 : (this.#spent.get(service) ?? 0);
		return {
			endsAt: this.#begun + this.#left,
			talkSince: talking === null ? null : Math.max(talking.since, this.#begun) - before,
			planned: service === null ? null : this.plannedFor(service),
		};
	}

	/** Minutes planned for a service. */
	plannedFor(service: string): number | null {
		return this.plan?.planned.find((one) => one.service === service)?.minutes ?? null;
	}

	/** Starts with so many minutes, or goes on where it was stopped. */
	start(minutes: number): void {
		this.now = Date.now();
		this.#left = minutes * MINUTE;
		this.#begun = this.now;
		this.#note();
	}

	stop(): void {
		this.now = Date.now();
		this.#keepSpent();
		this.#left = this.minutesLeft * MINUTE;
		this.#begun = null;
		this.#note();
	}

	/** Gives the room more minutes, or less. */
	add(minutes: number): void {
		this.#left += minutes * MINUTE;
		this.#note();
	}

	/** A service is talked about from here on; none when `null`. */
	talkAbout(service: string | null): void {
		this.now = Date.now();
		this.#keepSpent();
		this.#talking = service === null ? null : { service, since: this.now };
		if (this.isKnown) this.#note();
	}

	/** The talk about a service has come to its end: it sets the pace. */
	over(service: string): void {
		this.now = Date.now();
		const planned = this.plannedFor(service);
		const actual = this.spentOn(service) / MINUTE;
		if (planned !== null && actual > 0) this.#talks = [...this.#talks, { planned, actual }];
	}

	/** Plans what is left anew. */
	async replan(api: Api, assessment: string): Promise<void> {
		if (!this.isKnown) return;
		this.plan = await api.workshopClock({
			assessment,
			minutesLeft: Math.max(0, this.minutesLeft),
			talks: this.#talks,
		});
		this.#note();
	}

	#keepSpent(): void {
		const talking = this.#talking;
		if (talking === null) return;
		this.#spent.set(talking.service, this.spentOn(talking.service));
		this.#talking = { ...talking, since: this.now };
	}
}

const meetings: Record<string, Meeting> = {};

/** The meeting of a workshop. */
export function meetingOf(workshop: WorkshopView): Meeting {
	return (meetings[workshop.id] ??= new Meeting());
}
