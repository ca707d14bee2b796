/** What is said of a failure: by its code, or in its own words where a rule is against it. */
import type { Failure } from "$lib/api/port";

import { i18n } from "./i18n.svelte";

export function toldOf({ code, faults }: Failure): { what: string; todo: string } {
	const [told] = faults;
	if (code !== "refused" || told === undefined) return i18n.t.failure.codes[code];
	// As the other codes are said: without a full stop.
	const what = i18n.text(told.message).replace(/[.。]$/, "");
	return { what, todo: told.hint === null ? "" : i18n.text(told.hint) };
}
