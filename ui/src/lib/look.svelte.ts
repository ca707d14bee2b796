/** Puts theme and room view on the page. */
import { MediaQuery } from "svelte/reactivity";

import type { Settings } from "./api/port";

const systemIsDark = new MediaQuery("(prefers-color-scheme: dark)");

/** The theme that is shown, whichever way it was chosen. */
export function shownTheme(theme: Settings["theme"]): "light" | "dark" {
	if (theme !== "system") return theme;
	return systemIsDark.current ? "dark" : "light";
}

/** Keeps the page in the look of the settings. To be called while a component is made. */
export function applyLook(settings: () => Settings, inRoom: () => boolean): void {
	$effect.pre(() => {
		document.documentElement.dataset["theme"] = shownTheme(settings().theme);
		document.documentElement.toggleAttribute("data-room", inRoom());
	});
}
