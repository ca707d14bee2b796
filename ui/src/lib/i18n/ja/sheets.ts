import type { en } from "../en";
import type { Shape } from "../shape";

export const sheets: Shape<(typeof en)["sheets"]> = {
	title: "シートと対応表",
};
