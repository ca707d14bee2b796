import { afterEach, beforeEach, expect, it, vi } from "vitest";

import type { ClockRequest, Meeting as Noted, WorkshopView } from "$lib/api/port";

import { fakeApi } from "../../testing/fake";
import { Meeting, meetingOf } from "./meeting.svelte";

beforeEach(() => {
	vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
	vi.useRealTimers();
});

/** So many minutes go by. */
function pass(minutes: number): void {
	vi.setSystemTime(Date.now() + minutes * 60_000);
}

/** A program that plans ten minutes for each of two services, and keeps what it was asked. */
function planning() {
	const asked: ClockRequest[] = [];
	const api = fakeApi({
		workshopClock: (request) => {
			asked.push(request);
			const planned = ["A", "B"].map((service) => ({ service, minutes: 10 }));
			return Promise.resolve({ planned, pace: 1, fit: 2, rest: 0 });
		},
	});
	return { api, asked };
}

it("tells the program how long a talk took beside what was planned", async () => {
	const { api, asked } = planning();
	const meeting = new Meeting();
	meeting.start(60);
	await meeting.replan(api, "round");
	meeting.talkAbout("A");
	pass(15);
	meeting.over("A");
	await meeting.replan(api, "round");
	expect(asked.at(-1)).toEqual({
		assessment: "round",
		minutesLeft: 45,
		talks: [{ planned: 10, actual: 15 }],
	});
});

it("adds up what a service took that was left and come back to", async () => {
	const { api } = planning();
	const meeting = new Meeting();
	meeting.start(60);
	await meeting.replan(api, "round");
	meeting.talkAbout("A");
	pass(3);
	meeting.talkAbout("B");
	pass(4);
	meeting.talkAbout("A");
	pass(2);
	meeting.now = Date.now();
	expect(meeting.spentOn("A")).toBe(5 * 60_000);
	expect(meeting.clockOf("A")).toEqual({ endsAt: 60 * 60_000, talkSince: 4 * 60_000, planned: 10 });
	expect(meeting.clockOf(null)).toEqual({ endsAt: 60 * 60_000, talkSince: null, planned: null });
});

it("keeps the minutes left while it is stopped", () => {
	const meeting = new Meeting();
	meeting.start(60);
	meeting.talkAbout("A");
	pass(20);
	meeting.now = Date.now();
	meeting.stop();
	pass(600);
	meeting.now = Date.now();
	expect(meeting.minutesLeft).toBe(40);
	expect(meeting.spentOn("A")).toBe(20 * 60_000);
	expect(meeting.clockOf("A")).toBeNull();
	meeting.start(40);
	meeting.add(5);
	expect(meeting.minutesLeft).toBe(45);
});

it("is the same meeting whichever screen asks for it", () => {
	const workshop = { id: "one" } as WorkshopView;
	expect(meetingOf(workshop)).toBe(meetingOf({ ...workshop }));
	expect(meetingOf(workshop)).not.toBe(meetingOf({ ...workshop, id: "other" }));
});

it("goes on after a restart as it was noted, with the minutes that passed meanwhile", async () => {
	const { api, asked } = planning();
	const noted: Noted[] = [];
	const before = new Meeting();
	before.goOn(null, (one) => noted.push(one));
	before.start(60);
	await before.replan(api, "round");
	before.talkAbout("A");
	pass(5);
	before.over("A");
	await before.replan(api, "round");
	pass(2);
	const after = new Meeting();
	after.goOn(noted.at(-1) ?? null, () => undefined);
	expect(after.isRunning).toBe(true);
	expect(after.minutesLeft).toBe(53);
	expect(after.spentOn("A")).toBe(7 * 60_000);
	await after.replan(api, "round");
	expect(asked.at(-1)?.talks).toEqual([{ planned: 10, actual: 5 }]);
});

it("stands still where the program was put away with the meeting", () => {
	const noted: Noted[] = [];
	const before = new Meeting();
	before.goOn(null, (one) => noted.push(one));
	before.start(60);
	before.talkAbout("A");
	pass(5);
	before.add(10);
	pass(20 * 60);
	const after = new Meeting();
	after.goOn(noted.at(-1) ?? null, () => undefined);
	expect(after.isRunning).toBe(false);
	expect(after.isKnown).toBe(true);
	expect(after.minutesLeft).toBe(65);
	expect(after.spentOn("A")).toBe(5 * 60_000);
});

it("notes nothing before it was started", () => {
	const meeting = new Meeting();
	const noted: Noted[] = [];
	meeting.goOn(null, (one) => noted.push(one));
	meeting.talkAbout("A");
	meeting.talkAbout(null);
	expect(noted).toEqual([]);
});
