/** Undo and redo, from keys, palette and notices: what changed is said, and shown where it is. */
import { notices } from "$components/shared/notices.svelte";
import type { ChangeView } from "$lib/api/port";
import { failureOf } from "$lib/api/failure";
import { i18n } from "$lib/i18n/i18n.svelte";
import { route } from "$lib/route.svelte";
import type { Session } from "$lib/session.svelte";

import type { Rounds } from "../rounds/rounds.svelte";

export interface UndoActions {
	undo: () => Promise<void>;
	redo: () => Promise<void>;
}

export function undoActions(session: Session, rounds: Rounds): UndoActions {
	const what = (change: ChangeView) =>
		[i18n.t.frame.changed[change.what], change.service].filter(Boolean).join(" ");

	function showPlace(change: ChangeView): void {
		if (route.screen === "assess" && change.service !== null) {
			route.note({ service: change.service });
		}
	}

	async function run(
		step: "undo" | "redo",
		said: (change: ChangeView) => string,
		nothing: string,
		back: { label: string; run: () => Promise<void> },
	): Promise<void> {
		const { assessment } = session;
		if (assessment === null) return;
		try {
			const change = await assessment[step]();
			if (change === null) {
				notices.show(nothing);
				return;
			}
			showPlace(change);
			notices.show(said(change), back);
			if (change.what === "heading") {
				await session.refreshHome();
				rounds.tellNamesakes(assessment.view);
			}
		} catch (error) {
			notices.show(i18n.t.failure.codes[failureOf(error).code].what, undefined, "failed");
		}
	}

	const actions: UndoActions = {
		undo: () =>
			run("undo", (change) => i18n.t.frame.undone(what(change)), i18n.t.frame.nothingToUndo, {
				label: i18n.t.frame.commands.redo,
				run: () => actions.redo(),
			}),
		redo: () =>
			run("redo", (change) => i18n.t.frame.redone(what(change)), i18n.t.frame.nothingToRedo, {
				label: i18n.t.common.undo,
				run: () => actions.undo(),
			}),
	};
	return actions;
}
