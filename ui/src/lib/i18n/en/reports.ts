/** Messages of the reports screen. */
export const reports = {
	title: "Reports",
};
