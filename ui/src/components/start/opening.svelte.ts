/** Opening, making, unlocking and closing a workspace, from the start screen and from the frame. */
import { notices } from "$components/shared/notices.svelte";
import { failureOf } from "$lib/api/failure";
import type { WorkspaceView } from "$lib/api/port";
import { i18n } from "$lib/i18n/i18n.svelte";
import { saving } from "$lib/saving.svelte";
import type { Session } from "$lib/session.svelte";

/** What the start screen shows. */
class Starting {
	mode = $state<"choose" | "create">("choose");
	error = $state.raw<unknown>(null);
	/** The file the error is about. */
	path = $state<string | null>(null);
	busy = $state(false);
}

export const starting = new Starting();

export interface WorkspaceActions {
	/** Asks which file, and opens it. */
	choose: () => Promise<void>;
	open: (path: string, readOnly?: boolean) => Promise<void>;
	unlock: (passphrase: string) => Promise<void>;
	create: (path: string | null, passphrase: string | null) => Promise<void>;
	/** Closes what is open and asks for a new file. */
	startNew: () => Promise<void>;
	close: () => Promise<void>;
	forget: (path: string) => Promise<void>;
	restore: (backup: string) => Promise<void>;
}

export function workspaceActions(session: Session): WorkspaceActions {
	const { api } = session;

	/** Does it and goes on with the workspace; a failure is shown where the person is. */
	async function take(path: string | null, work: () => Promise<WorkspaceView | null>) {
		starting.busy = true;
		starting.error = null;
		starting.path = path;
		try {
			await saving.settled();
			const workspace = await work();
			if (workspace !== null) {
				await session.takeWorkspace(workspace);
				if (session.isOpen) starting.mode = "choose";
			}
		} catch (error) {
			starting.error = error;
			// Who has the file, and which backup could take its place, is known only now.
			if (!session.isOpen) await session.takeWorkspace(await api.workspace());
			if (session.isOpen) {
				const { what, todo } = i18n.t.failure.codes[failureOf(error).code];
				notices.show(`${what} ${todo}`, undefined, "failed");
			}
		} finally {
			starting.busy = false;
		}
	}

	const open = (path: string, readOnly = false) =>
		take(path, () => api.openWorkspace({ path, readOnly }));

	return {
		open,
		async choose() {
			await take(null, async () => {
				const path = await api.chooseWorkspace();
				if (path === null) return null;
				starting.path = path;
				return api.openWorkspace({ path, readOnly: false });
			});
		},
		unlock: (passphrase) =>
			take(session.workspace?.file?.path ?? null, () => api.unlockWorkspace({ passphrase })),
		create: (path, passphrase) => take(path, () => api.createWorkspace({ path, passphrase })),
		async startNew() {
			await take(null, () => api.closeWorkspace());
			if (!session.isOpen) starting.mode = "create";
		},
		async close() {
			await take(null, () => api.closeWorkspace());
			starting.mode = "choose";
		},
		forget: (path) => take(null, () => api.forgetWorkspace({ path })),
		restore: (backup) => take(starting.path, () => api.restoreBackup({ id: backup })),
	};
}
