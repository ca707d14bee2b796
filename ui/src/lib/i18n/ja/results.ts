import type { en } from "../en";
import type { Shape } from "../shape";

export const results: Shape<(typeof en)["results"]> = {
	title: "結果",
};
