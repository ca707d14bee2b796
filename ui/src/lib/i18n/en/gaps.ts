/** Messages of the gaps screen. */
export const gaps = {
	title: "Gaps & plan",
};
