/** The program behind the window. The only file that speaks Tauri. */
import { Channel, invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { getCurrentWebviewWindow } from "@tauri-apps/api/webviewWindow";

import { calls } from "./generated/commands";
import type { Api, GivenFile, Progress, Watch } from "./port";

/** Whether this page is that of the second window, for the projector. */
export const isPresenter = getCurrentWebviewWindow().label === "presenter";

let jobs = 0;

/** Calls a command that reports progress and can be cancelled. */
async function watchJob(command: string, request: unknown, watch: Watch): Promise<unknown> {
	jobs += 1;
	const job = jobs;
	const progress = new Channel<Progress>();
	progress.onmessage = (message) => watch.onProgress?.(message);
	const cancel = () => {
		// A job that ended meanwhile has nothing left to cancel.
		void invoke("cancel_job", { request: { job } });
	};
	if (watch.signal?.aborted === true) cancel();
	watch.signal?.addEventListener("abort", cancel, { once: true });
	try {
		return await invoke(command, { request, job, progress });
	} finally {
		watch.signal?.removeEventListener("abort", cancel);
	}
}

const methods = Object.entries(calls).map(([command, call]) => {
	const name = command.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
	const method = {
		plain: () => invoke(command),
		request: (request: unknown) => invoke(command, { request }),
		watched: (request: unknown, watch: Watch) => watchJob(command, request, watch),
	}[call];
	return [name, method] as const;
});

const onFilesGiven: Api["onFilesGiven"] = (handler) =>
	listen<readonly GivenFile[]>("files-given", (event) => {
		handler(event.payload);
	});

const onFilesOver: Api["onFilesOver"] = async (handler) => {
	const stops = await Promise.all([
		listen("tauri://drag-enter", () => {
			handler(true);
		}),
		...["tauri://drag-leave", "tauri://drag-drop"].map((end) =>
			listen(end, () => {
				handler(false);
			}),
		),
	]);
	return () => {
		for (const stop of stops) stop();
	};
};

const onCloseAsked: Api["onCloseAsked"] = (handler) => listen("close-asked", handler);

const onLockAsked: Api["onLockAsked"] = (handler) => listen("lock-asked", handler);

// `calls` is generated from the same list as the type `Api`, so every method is there.
export const tauri = {
	...Object.fromEntries(methods),
	onFilesGiven,
	onFilesOver,
	onCloseAsked,
	onLockAsked,
} as unknown as Api;
