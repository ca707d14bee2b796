/** The keys for how large things are shown, wherever the person is. */
import { attempt } from "$components/shared/attempt";
import { i18n } from "$lib/i18n/i18n.svelte";
import type { KeyBinding } from "$lib/keys.svelte";
import type { Session } from "$lib/session.svelte";

export function viewKeys(session: Session): KeyBinding[] {
	const t = () => i18n.t.frame.view;
	const zoom = (step: 1 | -1 | 0) => () => void attempt(() => session.zoom(step));
	return [
		// The sign stands on other keys elsewhere: beside = in America, on ; in Japan.
		{
			keys: ["Ctrl++", "Ctrl+=", "Ctrl+;"],
			shown: "Ctrl++",
			label: () => t().larger,
			run: zoom(1),
		},
		{ keys: ["Ctrl+-"], label: () => t().smaller, run: zoom(-1) },
		{ keys: ["Ctrl+0"], label: () => t().usual, run: zoom(0) },
		{
			keys: ["F11"],
			label: () => t().room,
			when: () => session.assessment !== null && session.passing === null,
			run: () => void attempt(() => session.setRoom(!session.room)),
		},
	];
}
