/** What is told of the cells of books. */
import type { ToldCells } from "$lib/api/port";

/** How many cells there are, those that are not shown too. */
export function countOf(groups: readonly ToldCells[]): number {
	return groups.reduce((count, { cells, left }) => count + cells.length + left, 0);
}
