import { afterEach, expect, it } from "vitest";

import { refuseKeys, refuseMenu } from "./browsing";

/** Whether something is left to the browser where it happens. */
function isLeft(event: Event, where: HTMLElement): boolean {
	document.body.append(where);
	const listen = (heard: Event) => {
		if (heard instanceof KeyboardEvent) refuseKeys(heard);
		else refuseMenu(heard as MouseEvent);
	};
	window.addEventListener(event.type, listen);
	where.dispatchEvent(event);
	window.removeEventListener(event.type, listen);
	return !event.defaultPrevented;
}

const make = (name: string) => document.createElement(name);
const press = (key: string) =>
	new KeyboardEvent("keydown", { key, ctrlKey: true, bubbles: true, cancelable: true });
const menu = () => new MouseEvent("contextmenu", { bubbles: true, cancelable: true });

afterEach(() => {
	document.body.replaceChildren();
});

it("selects all in a field, and never all of the interface", () => {
	expect(isLeft(press("a"), make("textarea"))).toBe(true);
	expect(isLeft(press("a"), make("input"))).toBe(true);
	for (const name of ["p", "button", "main"])
		expect(isLeft(press("a"), make(name)), name).toBe(false);
	expect(isLeft(press("c"), make("p"))).toBe(true);
});

it("shows a browser's menu in fields only", () => {
	expect(isLeft(menu(), make("textarea"))).toBe(true);
	for (const name of ["p", "button", "img"]) expect(isLeft(menu(), make(name)), name).toBe(false);
});

it("does not reload the page", () => {
	expect(isLeft(press("r"), make("textarea"))).toBe(false);
});
