/** What a browser does and a program does not: its menu over the page, reloading, selecting all of the interface. */
import { isTyping, keyOf } from "./keys.svelte";

const RELOAD = ["F5", "Ctrl+F5", "Ctrl+R", "Ctrl+Shift+R"];

/** The menu of a field stays: it cuts, copies and pastes. */
export function refuseMenu(event: MouseEvent): void {
	if (!isTyping(event.target)) event.preventDefault();
}

/** In a field all of its text is selected; texts to read are selected with the pointer. */
export function refuseKeys(event: KeyboardEvent): void {
	const key = keyOf(event);
	if (RELOAD.includes(key) || (key === "Ctrl+A" && !isTyping(event.target))) event.preventDefault();
}
