/** Every message in Japanese, one file for each screen; the English has the keys. */
import { assess } from "./assess";
import { books } from "./books";
import { charts } from "./charts";
import { cohorts } from "./cohorts";
import { common } from "./common";
import { failure } from "./failure";
import { frame } from "./frame";
import { gaps } from "./gaps";
import { home } from "./home";
import { progress } from "./progress";
import { reports } from "./reports";
import { results } from "./results";
import { rounds } from "./rounds";
import { sheets } from "./sheets";
import { start } from "./start";
import { workshop } from "./workshop";
import { workspace } from "./workspace";

export const ja = {
	assess,
	books,
	charts,
	cohorts,
	common,
	failure,
	frame,
	gaps,
	home,
	progress,
	reports,
	results,
	rounds,
	sheets,
	start,
	workshop,
	workspace,
};
