/**
 * Everything the window can ask of the program. The screens know this interface and nothing
 * behind it; `tauri.ts` implements it, tests bring their own.
 *
 * The commands and their types are declared in Rust (`crates/psirt-window/src`) and written
 * down in `generated/`. Each method is one command: `saveAnswer` is `save_answer`. A method that
 * changes something returns the fresh view. A method that opens a native dialog returns `null`
 * when the person closes it without choosing. A method that fails rejects with a [`Failure`].
 */
import type { Commands } from "./generated/commands";
import type { GivenFile, Progress } from "./generated/types";

export type * from "./generated/types";

type CamelCase<Name extends string> = Name extends `${infer First}_${infer Rest}`
	? `${First}${Capitalize<CamelCase<Rest>>}`
	: Name;

type Method<Name extends keyof Commands> = Commands[Name]["watched"] extends true
	? (request: Commands[Name]["request"], watch: Watch) => Promise<Commands[Name]["answer"]>
	: Commands[Name]["request"] extends null
		? () => Promise<Commands[Name]["answer"]>
		: (request: Commands[Name]["request"]) => Promise<Commands[Name]["answer"]>;

/** Stopping a job is what a [`Watch`] does. */
type Asked = Exclude<keyof Commands, "cancel_job">;

export type Api = { [Name in Asked as CamelCase<Name>]: Method<Name> } & {
	/**
	 * Calls `handler` with the files a person opens from outside or drops on the window, none where
	 * what was dropped is no file; returns how to stop.
	 */
	onFilesGiven: (handler: (files: readonly GivenFile[]) => void) => Promise<() => void>;
	/** Calls `handler` when files are held over the window and when they are gone. */
	onFilesOver: (handler: (over: boolean) => void) => Promise<() => void>;
	/** Calls `handler` when the person closes the window, which waits for `closeWindow`. */
	onCloseAsked: (handler: () => void) => Promise<() => void>;
	/** Calls `handler` when the system locks the screen or falls asleep. */
	onLockAsked: (handler: () => void) => Promise<() => void>;
};

/** How long work is watched and stopped. A stopped job rejects with the code `cancelled`. */
export interface Watch {
	onProgress?: (progress: Progress) => void;
	signal?: AbortSignal;
}
