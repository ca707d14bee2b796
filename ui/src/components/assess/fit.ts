/** Type as large as a place allows, measured in the place itself. */

/**
 * The largest whole size, from `least` to `most`, at which an element has nothing to scroll; `least`
 * where there is none. `set` shows a size, and the one found is left shown.
 */
export function largestThatFits(
	element: HTMLElement,
	least: number,
	most: number,
	set: (size: number) => void,
): number {
	const fits = (size: number) => {
		set(size);
		return element.scrollHeight <= element.clientHeight;
	};
	let [low, high] = [Math.floor(least), Math.floor(most)];
	while (low < high) {
		const middle = Math.ceil((low + high) / 2);
		if (fits(middle)) low = middle;
		else high = middle - 1;
	}
	set(low);
	return low;
}

/** What can be read from the back of a room: this share of a screen of 1920 by 1080. */
const LEAST = 24;
const MOST = 44;
/** Smaller is not read on any screen. */
const SMALLEST = 13;

/**
 * The sizes between which type is chosen for a window, in pixels of the page. A zoom asks for
 * larger type than would be chosen, even where it has to be scrolled.
 */
export function roomSizes(width: number, height: number, zoom: number): [number, number] {
	const share = Math.min((width * zoom) / 100 / 1920, (height * zoom) / 100 / 1080);
	const least = Math.max(SMALLEST, Math.round(LEAST * share));
	return [least, Math.max(least, Math.round(MOST * share))];
}
