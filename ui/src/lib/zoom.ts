/** How large the window shows everything, in percent. */
export const ZOOMS = [80, 90, 100, 110, 125, 150, 175, 200] as const;

export const USUAL_ZOOM = 100;

/** The next larger or smaller zoom; the same at the end. */
export function zoomedBy(step: 1 | -1, zoom: number): number {
	const next = step === 1 ? ZOOMS.find((one) => one > zoom) : ZOOMS.findLast((one) => one < zoom);
	return next ?? zoom;
}

/** What a wheel must turn for one step: a notch of a mouse does, a breath on a touchpad does not. */
const NOTCH = 50;

/** Makes steps of the turning of a wheel. */
export class ZoomWheel {
	#turned = 0;

	/** The step a turn completes, if any; turning the wheel away makes everything larger. */
	turn(by: number): 1 | -1 | null {
		if (Math.sign(by) !== Math.sign(this.#turned)) this.#turned = 0;
		this.#turned += by;
		if (Math.abs(this.#turned) < NOTCH) return null;
		const step = this.#turned < 0 ? 1 : -1;
		this.#turned = 0;
		return step;
	}
}
