/** What a person asked for on the spot: when it fails, they are told at the lower edge. */
import { failureOf, isCancelled } from "$lib/api/failure";
import { i18n } from "$lib/i18n/i18n.svelte";
import { toldOf } from "$lib/i18n/told";

import { notices } from "./notices.svelte";

/**
 * Runs it; answers whether it worked. Nothing was changed when it did not: every command changes
 * everything it is about, or nothing.
 */
export async function attempt(run: () => Promise<void>): Promise<boolean> {
	try {
		await run();
		return true;
	} catch (error) {
		if (isCancelled(error)) return false;
		const { what, todo } = toldOf(failureOf(error));
		const again = { label: i18n.t.common.retry, run: () => void attempt(run) };
		notices.show(i18n.t.failure.told(what, todo), again, "failed");
		return false;
	}
}
