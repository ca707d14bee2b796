import { beforeEach, expect, it } from "vitest";

import type { WorkspaceView } from "$lib/api/port";

import { fakeApi } from "../testing/fake";
import { failure } from "../testing/failure";
import { isDue, lock, LOCK_AFTER } from "./locking";
import { saving } from "./saving.svelte";

beforeEach(() => {
	saving.restart();
});

it("is due when nothing was touched for as long as was chosen, and never where that was chosen", () => {
	const minutes = [5, 15, 30, 60];
	LOCK_AFTER.slice(0, minutes.length).forEach((after, index) => {
		const patience = (minutes[index] ?? 0) * 60_000;
		expect(isDue(after, 1_000, patience + 999)).toBe(false);
		expect(isDue(after, 1_000, patience + 1_000)).toBe(true);
	});
	expect(isDue("never", 0, Number.MAX_SAFE_INTEGER)).toBe(false);
});

function told() {
	const calls: string[] = [];
	const api = fakeApi({
		lockWorkspace: () => {
			calls.push("lock");
			// What it answers goes with the page.
			return Promise.resolve({} as WorkspaceView);
		},
	});
	return { api, calls, reload: () => calls.push("reload") };
}

it("saves what is under way before it locks, and loads the page anew after it", async () => {
	const { api, calls, reload } = told();
	let save: () => void = () => undefined;
	const change = () => new Promise<void>((resolve) => (save = resolve));
	const saved = saving.save("note", change, () => Promise.resolve());
	const locked = lock(api, reload);
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(calls).toEqual([]);
	save();
	await saved;
	await locked;
	expect(calls).toEqual(["lock", "reload"]);
});

it("stays open while something could not be saved", async () => {
	const { api, calls, reload } = told();
	const change = () => Promise.reject(failure("disk_full"));
	await expect(saving.save("note", change, () => Promise.resolve())).rejects.toThrow();
	await lock(api, reload);
	expect(calls).toEqual([]);
});
