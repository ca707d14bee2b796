import type { en } from "../en";
import type { Shape } from "../shape";

export const reports: Shape<(typeof en)["reports"]> = {
	title: "レポート",
};
