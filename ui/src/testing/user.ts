/** Hands for tests: just enough of pointing and pressing. */
import { fireEvent } from "@testing-library/svelte";

import { settled } from "./fake";

export const userEvent = {
	async click(element: Element): Promise<void> {
		await fireEvent.click(element);
		await settled();
	},
	/** Presses a key where the focus is. */
	async press(key: string, more: KeyboardEventInit = {}): Promise<void> {
		await fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
		await settled();
	},
	async type(element: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
		element.focus();
		element.value = text;
		await fireEvent.input(element);
		await settled();
	},
};
