import { counted } from "./counted";

/** Rounds begin and end, wherever that is asked for. */
export const rounds = {
	name: "Name of this round",
	nameMissing: "A name is needed",
	defaultTitle: (year: string) => `PSIRT self-assessment ${year}`,
	day: "Day of the round",
	sheet: "Maturity sheet",
	begun: (title: string) => `“${title}” has begun`,
	makeReport: "Make the report",
	heading: {
		title: "Name, scope and day of the round",
		change: "Change name, scope or day",
		scopeHint:
			"A new name renames the scope in all its drafts; finished rounds keep the old one. The name of another scope moves this round there.",
		taken: (days: string) => `A round of this scope has the same name already: ${days}.`,
		twice: (title: string) => `Two rounds of this scope are called “${title}” now`,
		now: "Save",
	},
	finish: {
		action: "Finish this round",
		told: (title: string) => `“${title}” is finished`,
		dontKnow: (count: number) =>
			counted(count, "service is answered “don't know”.", "services are answered “don't know”."),
		title: (title: string) => `Finish “${title}”?`,
		text: "It is frozen at the day below with this edition of the sheet. Its answers cannot be changed afterwards; its plan goes on, and the next round starts from it.",
		open: (count: number) =>
			counted(count, "service has no answer yet.", "services have no answer yet."),
		unsaved: (count: number) => counted(count, "change is not saved", "changes are not saved"),
		unsavedText: "Save them again first, with the button at the foot of the window.",
		now: "Finish and freeze",
		later: "Keep answering",
	},
	next: {
		action: "Start the next round",
		title: "Start the next round",
		text: "Targets, notes, owners and open actions are carried over. Answers start fresh; those of last time are shown beside.",
		sheetSame: "as before",
		sheetNewer: "A newer edition of the same sheet: all services carry on, and so does the trend.",
		sheetOther: "Another sheet breaks the line: only services that a crosswalk joins continue.",
		keepIndicators: "Keep indicators ticked",
		keepHint: "Otherwise each is asked again.",
		now: "Start round",
	},
	correct: {
		action: "Correct this round",
		title: "Correct a finished round",
		text: "The finished round stays as it is. A new draft with all its answers is made and marked as its correction.",
		defaultTitle: (title: string) => `${title} (corrected)`,
		now: "Make a correction",
	},
};
