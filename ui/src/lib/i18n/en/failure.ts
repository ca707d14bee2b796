import { counted } from "./counted";

/** What is said when something fails: what happened, what to do. What was kept is said beside. */
export const failure = {
	codes: {
		invalid_file: {
			what: "The file has faults",
			todo: "Correct the places listed and open it again.",
		},
		not_a_workspace: {
			what: "The file is not a workspace",
			todo: "Choose a workspace; its name ends in .psirtws.",
		},
		newer_format: {
			what: "The file was written by a newer version",
			todo: "Open it with the newer version. The file was not touched.",
		},
		file_not_found: {
			what: "The file is not there",
			todo: "Check whether it was moved, or whether the drive is connected.",
		},
		file_gone: {
			what: "The workspace file is not in its place any more",
			todo: "Put it back where it was, then save again. If it is lost, make a backup on the screen Workspace: it holds all that was saved.",
		},
		file_unreadable: { what: "The file cannot be read", todo: "Check whether you may read it." },
		file_unwritable: {
			what: "The file cannot be written",
			todo: "Check whether you may write there, or choose another place.",
		},
		disk_full: { what: "The disk is full", todo: "Free some space and try again." },
		damaged: {
			what: "The workspace file is damaged",
			todo: "Restore the newest backup that could be checked.",
		},
		wrong_passphrase: {
			what: "The passphrase does not fit",
			todo: "Check capital letters and the input mode, and try again.",
		},
		weak_passphrase: {
			what: "This passphrase is too weak",
			todo: "Choose at least 8 characters that do not repeat, best four words or more that only you put together.",
		},
		not_ours: {
			what: "This is not a workspace as this program makes it",
			todo: "Somebody altered the file or what lies beside it. It was not touched; ask whoever gave it to you, or restore a backup.",
		},
		unfinished_opening: {
			what: "The program ended while it was opening this workspace",
			todo: "If you know the file, open it again. If it comes from somebody else, ask them first.",
		},
		several_names: {
			what: "This file has a second name on the disk (a hard link)",
			todo: "Open it for reading only, or copy it and open the copy: under two names two windows could write to it at once.",
		},
		locked: { what: "The workspace is locked", todo: "Enter the passphrase." },
		in_use: {
			what: "Another window is working on this file",
			todo: "Close it there, or open the file here for reading only.",
		},
		read_only: {
			what: "The workspace is open for reading only",
			todo: "Close it where it is being written to, then open it here again.",
		},
		no_workspace: { what: "No workspace is open", todo: "Open or create one." },
		finished: {
			what: "The assessment is finished",
			todo: "Begin the next round to record what has changed.",
		},
		not_found: { what: "It is not there any more", todo: "Go back to Home and open it again." },
		refused: { what: "This is not allowed", todo: "The details say which rule is against it." },
		invalid_input: { what: "The input was not accepted", todo: "Correct it and try again." },
		changed_meanwhile: {
			what: "Something has changed since this was shown",
			todo: "Look at the current state, and decide again.",
		},
		still_used: {
			what: "Something else still uses it",
			todo: "Remove what uses it first.",
		},
		no_program: {
			what: "The system has no program for this file",
			todo: "Show it in its folder and open it from there.",
		},
		cancelled: { what: "Stopped", todo: "Nothing was changed." },
		internal: {
			what: "Something went wrong in the program",
			todo: "Copy the details and report them. What was confirmed as saved is on disk.",
		},
	},
	told: (what: string, todo: string) => `${what}. ${todo}`,
	place: "Place",
	fault: "Fault",
	wholeFile: "whole file",
	faults: (count: number) => counted(count, "fault"),
};
