/** Which gap or action has the focus, and where the arrow keys lead. */

/** The service of the gap that holds the focus. */
export function focusedGap(): string | null {
	return holder("data-gap");
}

/** The action that holds the focus. */
export function focusedAction(): string | null {
	return holder("data-action");
}

function holder(attribute: string): string | null {
	return document.activeElement?.closest(`[${attribute}]`)?.getAttribute(attribute) ?? null;
}

/** Moves the focus to the row after or before, in the list it is in; else to the first gap. */
export function focusRow(by: 1 | -1): void {
	const row = document.activeElement?.closest("[data-gap], [data-action]");
	const selector = row?.hasAttribute("data-action") === true ? "[data-action]" : "[data-gap]";
	const rows = [...document.querySelectorAll(selector)];
	const next = row == null ? rows[0] : rows[rows.indexOf(row) + by];
	next?.querySelector<HTMLElement>("[data-row]")?.focus();
}

export function focusAction(id: string): void {
	focus(`[data-action="${CSS.escape(id)}"]`);
}

export function focusGap(service: string): void {
	focus(`[data-gap="${CSS.escape(service)}"]`);
}

/** Focuses the action beside one that goes away, else where the plan is. */
export function neighbourOf(id: string): () => void {
	const rows = [...document.querySelectorAll("[data-action]")];
	const index = rows.findIndex((row) => row.getAttribute("data-action") === id);
	const neighbour = (rows[index + 1] ?? rows[index - 1])?.getAttribute("data-action");
	return () => {
		if (neighbour == null) document.querySelector<HTMLElement>("#plan button")?.focus();
		else focusAction(neighbour);
	};
}

function focus(selector: string): void {
	const row = document.querySelector(selector);
	row?.scrollIntoView({ block: "nearest" });
	row?.querySelector<HTMLElement>("[data-row]")?.focus();
}
