/** The colour of the branding: whether it is one, and whether it can be read on white. */

/** `#0b3a63` from whatever was typed; `null` where it is no such colour. */
export function parseColor(text: string): string | null {
	const plain = text.normalize("NFKC").trim().toLowerCase().replace(/^#?/, "#");
	return /^#[0-9a-f]{6}$/.test(plain) ? plain : null;
}

/** Whether text of this colour can be read on white: a contrast of 4.5. */
export function readsOnWhite(color: string): boolean {
	return 1.05 / (luminance(color) + 0.05) >= 4.5;
}

function luminance(color: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const share = Number.parseInt(color.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	}) as [number, number, number];
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
