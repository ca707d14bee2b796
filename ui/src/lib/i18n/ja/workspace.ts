import type { en } from "../en";
import type { Shape } from "../shape";

export const workspace: Shape<(typeof en)["workspace"]> = {
	title: "ワークスペース",
};
