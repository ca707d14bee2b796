/** Messages of the results screen. */
export const results = {
	title: "Results",
};
