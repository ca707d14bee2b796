/**
 * The window's typeface, which comes in pieces: each is read when a letter of it is to be drawn,
 * and something else stands there until it is. On a system without a Japanese typeface that would
 * be boxes, so the window is shown when the pieces of its first page have been read.
 */

/** As the stylesheets call it; one file has all its weights. */
const TYPEFACE = '1em "Noto Sans JP Variable"';

/** In milliseconds. Nobody waits longer for good looks. */
const PATIENCE = 500;

/** Reads the pieces for everything on the page. Never rejects, and does not take long. */
export async function readTypefaces(): Promise<void> {
	const read = document.fonts.load(TYPEFACE, document.body.innerText);
	const enough = new Promise((resolve) => setTimeout(resolve, PATIENCE));
	try {
		await Promise.race([read, enough]);
	} catch {
		// What stands in for it can be read.
	}
}
