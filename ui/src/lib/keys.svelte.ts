/**
 * The one place that knows the keys. A screen says which it understands while it is shown; the
 * window listens once, and `?` lists what is understood now.
 */

import { untrack } from "svelte";

export interface KeyBinding {
	/** Any of these does it: `3`, `ArrowUp`, `Ctrl+Z`, `Ctrl+Shift+Z`. Letters in capitals. */
	keys: readonly string[];
	/** How the list shows them, where that is shorter: `0–5`. */
	shown?: string;
	/** What it does, as a verb. */
	label: () => string;
	run: (event: KeyboardEvent) => void;
	/** Also while a text is being typed. Bindings with Ctrl or Alt always are. */
	whileTyping?: boolean;
	/** Whether it does anything now; else the key is left alone. */
	when?: () => boolean;
}

interface KeyGroup {
	title: () => string;
	bindings: readonly KeyBinding[];
}

export class Keys {
	#groups = $state.raw<readonly KeyGroup[]>([]);

	/** What is understood now, the screen's own before the window's. */
	get groups(): readonly KeyGroup[] {
		return this.#groups;
	}

	/** Understands bindings until the returned function is called. Meant for an `$effect`. */
	use(title: () => string, bindings: readonly KeyBinding[]): () => void {
		const group = { title, bindings };
		// Whoever says its keys does not depend on what the others say.
		this.#groups = [group, ...untrack(() => this.#groups)];
		return () => {
			this.#groups = this.#groups.filter((one) => one !== group);
		};
	}

	/** Does what a key means now. */
	press(event: KeyboardEvent): void {
		// A key that belongs to the input of Japanese belongs to nobody else.
		if (event.defaultPrevented || event.isComposing || event.key === "Process") return;
		const pressed = keyOf(event);
		if (belongsToControl(pressed, event.target)) return;
		const typing = isTyping(event.target);
		const combined = event.ctrlKey || event.metaKey || event.altKey;
		for (const { bindings } of this.#groups) {
			for (const binding of bindings) {
				if (!binding.keys.includes(pressed)) continue;
				if (typing && !combined && binding.whileTyping !== true) continue;
				if (inFront(event.target) && !combined) continue;
				if (binding.when?.() === false) continue;
				event.preventDefault();
				binding.run(event);
				return;
			}
		}
	}
}

/** A key as bindings write it. On a Mac, Command is Ctrl. */
export function keyOf(event: KeyboardEvent): string {
	const parts: string[] = [];
	if (event.ctrlKey || event.metaKey) parts.push("Ctrl");
	if (event.altKey) parts.push("Alt");
	const key = event.key.length === 1 ? event.key.toUpperCase() : event.key;
	// Shift is part of the sign itself, except with letters and named keys.
	const isSign = event.key.length === 1 && !/\p{Letter}/u.test(event.key);
	if (event.shiftKey && !isSign) parts.push("Shift");
	parts.push(key);
	return parts.join("+");
}

/** Whether what is typed goes into a text. */
export function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
	return (
		target instanceof HTMLInputElement &&
		!["checkbox", "radio", "button", "range", "color", "file"].includes(target.type)
	);
}

/** Whether a control that has focus understands the key itself. */
function belongsToControl(key: string, target: EventTarget | null): boolean {
	if (!(target instanceof Element)) return false;
	if (key === "Enter" || key === " ") {
		return target.closest("button, a, summary, select, [role='button'], [role='tab']") !== null;
	}
	if (key.startsWith("Arrow")) {
		return (
			target.closest("input[type='radio'], input[type='range'], select, [role='tab']") !== null
		);
	}
	return false;
}

/** Whether a dialog, menu or list lies in front of the screen. */
function inFront(target: EventTarget | null): boolean {
	const roles = ["dialog", "alertdialog", "menu", "listbox"];
	const selector = roles.map((role) => `[role="${role}"]`).join(", ");
	if (target instanceof Element && target.closest(selector) !== null) return true;
	return document.querySelector('[role="dialog"], [role="alertdialog"]') !== null;
}

export const keys = new Keys();

const NAMES: Record<string, string> = {
	ArrowUp: "↑",
	ArrowDown: "↓",
	ArrowLeft: "←",
	ArrowRight: "→",
	Enter: "↵",
	Escape: "Esc",
	" ": "Space",
};

/** The keys of a combination: of `Ctrl++`, Ctrl and the plus sign. */
export function keyParts(keys: string): string[] {
	return keys.split(/\+(?=.)/);
}

/** A binding's key for showing. */
export function shownKeys(key: string): string {
	return keyParts(key)
		.map((part) => NAMES[part] ?? part)
		.join("+");
}
