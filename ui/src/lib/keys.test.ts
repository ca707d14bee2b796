import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { keyOf, Keys } from "./keys.svelte";

const press = (key: string, more: KeyboardEventInit = {}) =>
	new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more });

describe("a key", () => {
	it.each([
		["3", {}, "3"],
		["n", {}, "N"],
		["Z", { ctrlKey: true, shiftKey: true }, "Ctrl+Shift+Z"],
		["z", { metaKey: true }, "Ctrl+Z"],
		["?", { shiftKey: true }, "?"],
		["ArrowUp", {}, "ArrowUp"],
	])("%s is read as bindings write it", (key, more, read) => {
		expect(keyOf(press(key, more))).toBe(read);
	});
});

describe("keys", () => {
	let keys: Keys;
	let done: string[];

	const binding = (key: string, more = {}) => ({
		keys: [key],
		label: () => key,
		run: () => done.push(key),
		...more,
	});

	/** Presses a key with the focus on an element. */
	function pressOn(element: HTMLElement, event: KeyboardEvent): KeyboardEvent {
		document.body.append(element);
		element.addEventListener("keydown", (one) => keys.press(one));
		element.dispatchEvent(event);
		return event;
	}

	beforeEach(() => {
		keys = new Keys();
		done = [];
	});

	afterEach(() => document.body.replaceChildren());

	it("do what the screen in front says, before what the window says", () => {
		keys.use(() => "window", [binding("A"), binding("B")]);
		keys.use(() => "screen", [{ ...binding("A"), run: () => done.push("screen") }]);
		pressOn(document.createElement("div"), press("a"));
		pressOn(document.createElement("div"), press("b"));
		expect(done).toEqual(["screen", "B"]);
	});

	it("are forgotten when the screen goes away", () => {
		const leave = keys.use(() => "screen", [binding("A")]);
		leave();
		pressOn(document.createElement("div"), press("a"));
		expect(done).toEqual([]);
	});

	it("are letters while a text is typed, unless with Ctrl", () => {
		keys.use(() => "screen", [binding("N"), binding("Ctrl+Enter")]);
		const event = pressOn(document.createElement("textarea"), press("n"));
		expect(event.defaultPrevented).toBe(false);
		pressOn(document.createElement("textarea"), press("Enter", { ctrlKey: true }));
		expect(done).toEqual(["Ctrl+Enter"]);
	});

	it("belong to the input of Japanese while it composes", () => {
		keys.use(() => "screen", [binding("Enter", { whileTyping: true })]);
		pressOn(document.createElement("input"), press("Enter", { isComposing: true }));
		expect(done).toEqual([]);
	});

	it("leave Enter to a button that has the focus", () => {
		keys.use(() => "screen", [binding("Enter")]);
		pressOn(document.createElement("button"), press("Enter"));
		expect(done).toEqual([]);
	});

	it("mean nothing to the screen behind a dialog", () => {
		keys.use(() => "screen", [binding("N")]);
		const dialog = document.createElement("div");
		dialog.setAttribute("role", "dialog");
		document.body.append(dialog);
		pressOn(document.createElement("div"), press("n"));
		expect(done).toEqual([]);
	});
});
