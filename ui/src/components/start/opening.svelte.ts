/** Opening, making, unlocking and closing a workspace, from the start screen and from the frame. */
import { notices } from "$components/shared/notices.svelte";
import { failureOf } from "$lib/api/failure";
import type { FileHandle, Watch, WorkspaceView } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { saving } from "$lib/saving.svelte";
import type { Session } from "$lib/session.svelte";

/** What the start screen shows. */
class Starting {
	mode = $state<"choose" | "create">("choose");
	/** Why the last thing asked for failed; of a workspace that cannot be had the session tells. */
	error = $state.raw<unknown>(null);
	busy = $state(false);
	/** Stops the opening that is under way. */
	stop = $state.raw<(() => void) | null>(null);
}

export const starting = new Starting();

export interface WorkspaceActions {
	/** Asks which file, and opens it. */
	choose: () => Promise<void>;
	open: (file: FileHandle, readOnly?: boolean) => Promise<void>;
	/** Opens it if it has become free meanwhile, without a word where it has not. */
	openIfFree: (file: FileHandle) => Promise<void>;
	unlock: (passphrase: string) => Promise<void>;
	/** At a place that a dialog gave, or where new ones go. */
	create: (place: FileHandle | null, passphrase: string | null) => Promise<void>;
	/** Closes what is open and asks for a new file. */
	startNew: () => Promise<void>;
	close: () => Promise<void>;
	/** Asks no more for the workspace that could not be had. */
	dismiss: () => Promise<void>;
	forget: (file: FileHandle) => Promise<void>;
	restore: (backup: string) => Promise<void>;
}

export function workspaceActions(session: Session): WorkspaceActions {
	const { api } = session;

	/** Does it and goes on with the workspace; a failure is shown where the person is. */
	async function take(work: () => Promise<WorkspaceView | null>): Promise<void> {
		starting.busy = true;
		starting.error = null;
		try {
			// A field that loses the focus saves what was typed.
			if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
			await saving.settled();
			const workspace = await work();
			if (workspace !== null) {
				await session.takeWorkspace(workspace);
				if (session.isOpen) starting.mode = "choose";
			}
		} catch (error) {
			const { code, message } = failureOf(error);
			const workspace = await api.workspace();
			await session.takeWorkspace(workspace);
			if (code === "cancelled") return;
			// Who has the file, and which backup could take its place, stands beside the reason.
			if (workspace.refused?.failure.message === message) starting.mode = "choose";
			else if (session.isOpen) {
				const { what, todo } = i18n.t.failure.codes[code];
				notices.show(i18n.t.failure.told(what, todo), undefined, "failed");
			} else starting.error = error;
		} finally {
			starting.busy = false;
		}
	}

	/** Opens something in a way that the person can stop. */
	async function stoppable<Answer>(work: (watch: Watch) => Promise<Answer>): Promise<Answer> {
		const stopping = new AbortController();
		starting.stop = () => stopping.abort();
		try {
			return await work({ signal: stopping.signal });
		} finally {
			starting.stop = null;
		}
	}

	const openFile = (file: FileHandle, readOnly: boolean) =>
		stoppable((watch) => api.openWorkspace({ file, readOnly }, watch));

	const open = (file: FileHandle, readOnly = false) => take(() => openFile(file, readOnly));

	return {
		open,
		async openIfFree(file) {
			if (starting.busy) return;
			try {
				await session.takeWorkspace(await api.openWorkspace({ file, readOnly: false }, {}));
			} catch (error) {
				if (failureOf(error).code !== "in_use") {
					await session.takeWorkspace(await api.workspace());
				}
			}
		},
		choose: () =>
			take(async () => {
				const chosen = await api.chooseWorkspace();
				return chosen === null ? null : openFile(chosen.file, false);
			}),
		unlock: (passphrase) =>
			take(() => stoppable((watch) => api.unlockWorkspace({ passphrase }, watch))),
		create: (place, passphrase) => take(() => api.createWorkspace({ place, passphrase })),
		async startNew() {
			await take(() => api.closeWorkspace());
			if (!session.isOpen) starting.mode = "create";
		},
		async close() {
			await take(() => api.closeWorkspace());
			starting.mode = "choose";
		},
		dismiss: () => take(() => api.dismissRefused()),
		forget: (file) => take(() => api.forgetWorkspace({ file })),
		restore: (backup) => take(() => api.restoreBackup({ id: backup })),
	};
}
