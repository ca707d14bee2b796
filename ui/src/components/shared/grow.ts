/** Text areas as high as their text, where the engine of the page does not do it by itself. */
import type { Attachment } from "svelte/attachments";

/**
 * Grows with the text that is given; to be attached anew with each. It never shrinks, so that
 * nothing moves while somebody deletes, nor what a person has drawn larger.
 */
export function growsWith(text: string): Attachment<HTMLTextAreaElement> {
	return (element) => {
		if (text === "" || element.scrollHeight <= element.clientHeight) return;
		const borders = element.offsetHeight - element.clientHeight;
		element.style.height = `${element.scrollHeight + borders}px`;
	};
}
