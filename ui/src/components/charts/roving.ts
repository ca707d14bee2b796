/** Arrow keys over a row of things of which one at a time is in the tab order. */

/** The index an arrow key leads to; `null` where the key means something else. */
export function rove(
	key: string,
	index: number,
	count: number,
	options: { loop?: boolean; columns?: number } = {},
): number | null {
	const { loop = true, columns = 1 } = options;
	const steps: Record<string, number> = {
		ArrowRight: 1,
		ArrowDown: columns,
		ArrowLeft: -1,
		ArrowUp: -columns,
	};
	if (key === "Home") return 0;
	if (key === "End") return count - 1;
	const step = Object.hasOwn(steps, key) ? steps[key] : undefined;
	if (step === undefined || count === 0) return null;
	const next = index + step;
	if (loop) return (next + count) % count;
	return Math.min(Math.max(next, 0), count - 1);
}
