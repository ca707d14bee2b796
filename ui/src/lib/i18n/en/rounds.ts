/** Rounds begin and end, wherever that is asked for. */
export const rounds = {
	name: "Name of this round",
	nameMissing: "A name is needed",
	defaultTitle: (year: string) => `PSIRT self-assessment ${year}`,
	day: "Day of the round",
	sheet: "Maturity sheet",
	finish: {
		title: "Finish this round?",
		text: "It is frozen at the day below with this edition of the sheet. Its answers cannot be changed afterwards; its plan goes on, and the next round starts from it.",
		open: (count: number) =>
			count === 1 ? "1 service has no answer yet." : `${count} services have no answer yet.`,
		unsaved: (count: number) =>
			count === 1 ? "1 change is not on disk" : `${count} changes are not on disk`,
		unsavedText: "Save them again first, with the button at the foot of the window.",
		now: "Finish and freeze",
		later: "Keep answering",
	},
	next: {
		title: "Start the next round",
		text: "Targets, notes, owners and open actions are carried over. Answers begin anew; the last ones are shown beside.",
		sheetSame: "as before",
		sheetOther: "Another sheet breaks the line: only services that a crosswalk joins continue.",
		keepIndicators: "Keep indicators ticked",
		keepHint: "Otherwise each is asked again.",
		now: "Start round",
	},
	correct: {
		title: "Correct a finished round",
		text: "The finished round stays as it is. A new draft with all its answers is made beside it, which names it as the one it corrects.",
		defaultTitle: (title: string) => `${title} (corrected)`,
		now: "Make a correction",
	},
};
