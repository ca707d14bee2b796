/** Where the keys go when a page comes up by itself. */
import type { Attachment } from "svelte/attachments";

/**
 * Takes the focus where nothing else has it: a page that follows another begins at its one next
 * action, and Enter goes on.
 */
export const takesFocus: Attachment<HTMLElement> = (element) => {
	const { activeElement } = document;
	if (activeElement === null || activeElement === document.body) element.focus();
};
