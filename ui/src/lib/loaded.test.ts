import { expect, it } from "vitest";

import { settled } from "../testing/fake";
import { Loaded } from "./loaded.svelte";

function later<Value>() {
	let resolve: (value: Value) => void = () => undefined;
	let reject: (error: unknown) => void = () => undefined;
	const promise = new Promise<Value>((yes, no) => {
		resolve = yes;
		reject = no;
	});
	return { promise, resolve, reject };
}

it("shows the answer to the question asked last, whichever comes first", async () => {
	const loaded = new Loaded<string>();
	const first = later<string>();
	const second = later<string>();
	void loaded.load(() => first.promise);
	void loaded.load(() => second.promise);
	second.resolve("second");
	await settled();
	first.resolve("first");
	await settled();
	expect(loaded.value).toBe("second");
	expect(loaded.loading).toBe(false);
});

it("keeps the last answer in sight when a fresh one does not come", async () => {
	const loaded = new Loaded<string>();
	loaded.take("before");
	const next = later<string>();
	void loaded.load(() => next.promise);
	expect(loaded.loading).toBe(true);
	expect(loaded.value).toBe("before");
	next.reject("gone");
	await settled();
	expect(loaded.value).toBe("before");
	expect(loaded.error).toBe("gone");
	expect(loaded.loading).toBe(false);
});

it("lets an answer that came another way overtake a question", async () => {
	const loaded = new Loaded<string>();
	const slow = later<string>();
	void loaded.load(() => slow.promise);
	loaded.take("fresh");
	slow.resolve("stale");
	await settled();
	expect(loaded.value).toBe("fresh");
});

it("forgets a failure with the next answer", async () => {
	const loaded = new Loaded<string>();
	await loaded.load(() => Promise.reject(new Error("no")));
	expect(loaded.error).not.toBeNull();
	await loaded.load(() => Promise.resolve("yes"));
	expect(loaded.error).toBeNull();
	expect(loaded.value).toBe("yes");
});
