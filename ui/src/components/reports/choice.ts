/** Choosing what a report holds. */

/** With the round reported on, a chart has five. */
export const MOST_EARLIER = 4;

/** Puts something in or takes it out; what is in stands in the order of `all`. */
export function toggled<Value>(
	chosen: readonly Value[],
	value: Value,
	all: readonly Value[],
): Value[] {
	return all.filter((one) => chosen.includes(one) !== (one === value));
}

/** Puts something in at the end or takes it out: the order of choosing counts. */
export function toggledLast<Value>(chosen: readonly Value[], value: Value): Value[] {
	const others = chosen.filter((one) => one !== value);
	return others.length < chosen.length ? others : [...chosen, value];
}
