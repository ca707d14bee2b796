import { afterEach, beforeEach, expect, it, vi } from "vitest";

import { Autosave } from "./autosave.svelte";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const resolved = () => Promise.resolve();

it("saves a moment after the last key, once", async () => {
	const save = vi.fn(resolved);
	const autosave = new Autosave("", save);
	autosave.type("a");
	autosave.type("ab");
	await vi.advanceTimersByTimeAsync(5000);
	expect(save.mock.calls).toEqual([["ab"]]);
	expect(autosave.state).toBe("saved");
});

it("saves nothing when the text is what it was", async () => {
	const save = vi.fn(resolved);
	const autosave = new Autosave("same", save);
	autosave.type("other");
	autosave.type("same");
	await autosave.flush();
	expect(save).not.toHaveBeenCalled();
});

it("keeps a text that could not be saved, and saves it when asked again", async () => {
	const save = vi.fn(resolved).mockRejectedValueOnce(new Error("disk full"));
	const autosave = new Autosave("before", save);
	autosave.type("typed");
	await autosave.flush();
	expect(autosave.state).toBe("failed");
	autosave.saved = "before";
	expect(autosave.text, "a fresh view does not take the text away").toBe("typed");
	await autosave.flush();
	expect(autosave.state).toBe("saved");
	expect(save.mock.calls).toEqual([["typed"], ["typed"]]);
});

it("saves what is typed while a save is on its way", async () => {
	let finish: () => void = () => undefined;
	const saved: string[] = [];
	const autosave = new Autosave("", (text) => {
		saved.push(text);
		return new Promise<void>((resolve) => {
			finish = resolve;
		});
	});
	autosave.type("one");
	const first = autosave.flush();
	autosave.type("one two");
	const second = autosave.flush();
	finish();
	await first;
	await vi.advanceTimersByTimeAsync(0);
	finish();
	await second;
	expect(saved).toEqual(["one", "one two"]);
	expect(autosave.state).toBe("saved");
});

it("takes what changed elsewhere while nothing is typed", () => {
	const autosave = new Autosave("before", resolved);
	autosave.saved = "after undo";
	expect(autosave.text).toBe("after undo");
});
