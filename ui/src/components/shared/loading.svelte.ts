/** Loading what a screen shows. */
import { untrack } from "svelte";

/** Loads now, and again whenever `of` changes. To be called while a component is made. */
export function loadWhenever(of: () => unknown, load: () => Promise<void>): void {
	$effect(() => {
		of();
		untrack(() => {
			void load();
		});
	});
}
