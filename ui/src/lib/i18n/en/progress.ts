/** Messages of the progress screen. */
export const progress = {
	title: "Progress",
};
