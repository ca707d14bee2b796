import type { en } from "../en";
import type { Shape } from "../shape";

export const gaps: Shape<(typeof en)["gaps"]> = {
	title: "ギャップと計画",
};
