/**
 * Locking a protected workspace: by hand, when nobody has touched anything for a while, and with
 * the screen.
 */
import type { Api, LockAfter } from "./api/port";
import { saving } from "./saving.svelte";
import { saveTyped } from "./typed";

export const LOCK_AFTER: readonly LockAfter[] = [
	"five_minutes",
	"fifteen_minutes",
	"half_an_hour",
	"hour",
	"never",
];

/** In minutes. */
const PATIENCE: Record<LockAfter, number> = {
	five_minutes: 5,
	fifteen_minutes: 15,
	half_an_hour: 30,
	hour: 60,
	never: Infinity,
};

/** Whether a workspace that was last touched then is to be locked now; both in milliseconds. */
export function isDue(after: LockAfter, touched: number, now: number): boolean {
	return now - touched >= PATIENCE[after] * 60_000;
}

/**
 * Saves what was typed, locks the workspace, and loads the page anew, so that nothing of the
 * workspace stays in it. What cannot be saved keeps the workspace open.
 */
export async function lock(api: Api, reload = () => location.reload()): Promise<void> {
	await saveTyped();
	if (saving.failed.length > 0) return;
	await api.lockWorkspace();
	reload();
}
