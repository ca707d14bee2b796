import type { en } from "../en";
import type { Shape } from "../shape";

export const progress: Shape<(typeof en)["progress"]> = {
	title: "推移",
};
