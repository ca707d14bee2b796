/** Messages of the workspace screen. */
export const workspace = {
	title: "Workspace",
};
