/** Messages of the sheets screen. */
export const sheets = {
	title: "Sheets and readings",
};
