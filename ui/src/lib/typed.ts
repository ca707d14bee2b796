/** What was typed last and is not saved yet, because the field still has the focus. */
import { saving } from "./saving.svelte";

/** Saves it; resolves when nothing is being saved any more. */
export async function saveTyped(): Promise<void> {
	// A field that loses the focus saves what was typed.
	if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
	await new Promise((resolve) => setTimeout(resolve));
	await saving.settled();
}
