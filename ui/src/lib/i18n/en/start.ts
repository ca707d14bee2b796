import { somebody } from "./people";

/** First start, opening, unlocking. */
export const start = {
	about:
		"Find out how mature your product security incident response team is, and what to do next.",
	aboutMore:
		"Answer service by service; reports, charts and a plan come out of it. All of it stays on this computer.",
	languageTitle: "Choose a language",
	title: "Where do you want to store your data?",
	intro:
		"Everything you enter is kept in one file on this computer: the workspace. Nothing is sent anywhere.",
	create: "Create a workspace",
	createHint: "A new, empty file",
	open: "Open a workspace",
	opening: "Opening the workspace",
	openHint: "A file you or a colleague made",
	recent: "Recently used",
	forget: "Remove from the list",
	missing: "not found",
	place: "File",
	choosePlace: "Choose another place",
	protect: "Protect with a passphrase",
	protectHint:
		"The file is then encrypted as a whole. Nobody can recover it without the passphrase, not even its makers.",
	passphrase: "Passphrase",
	repeat: "Passphrase again",
	show: "Show passphrase",
	hide: "Hide passphrase",
	tooShort: "At least 8 characters; a few words are better",
	notEqual: "The two passphrases differ",
	createNow: "Create workspace",
	back: "Back",
	lockedTitle: (name: string) => `“${name}” is protected`,
	maybeLockedTitle: (name: string) => `“${name}” opens with its passphrase only`,
	maybeLockedHint:
		"Only the passphrase shows what is in the file. If it is no workspace, no passphrase fits.",
	unlock: "Unlock",
	otherFile: "Open another file",
	readOnlyOffer: "Open for reading only",
	inUseBy: (user: string, computer: string) => `${somebody(user, computer)} is writing to it.`,
	restoreOffer: (when: string) => `Restore the backup of ${when}`,
	kept: "The file was not changed.",
	fileWaits: (name: string) => `“${name}” is checked as soon as a workspace is open.`,
	refused: {
		title: "The workspace cannot be opened",
		waits: "It opens here automatically as soon as it is free.",
		needs: (version: string) =>
			`Version ${version} wrote it; that version or a later one can read it.`,
		noBackup: "None of its backups can be opened.",
		lookElsewhere: "Look for it elsewhere",
		seeBackups: "Close this workspace and look at its backups",
		stay: "Stay in this workspace",
	},
};
