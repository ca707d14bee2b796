import { counted, plural } from "./counted";

/** Fill-in books: out, back, and what is taken over from them. */
export const books = {
	title: "Fill-in books",
	hint: "Collect answers in Excel: make books, take them back filled in, and choose what is taken over.",
	toQuestions: "Back to the questions",
	emptyTitle: "No books to decide on",
	emptyText:
		"Send a book to everybody who knows something. When they come back, take them all at once: you see what is new, what differs and where they disagree, and nothing changes before you have chosen.",
	make: "Make books",
	takeBack: "Take books back",
	takeMore: "Read other books",
	reading: "Reading the books",
	makeForm: {
		title: "Make fill-in books",
		text: "Every service with the text of each level and a place for answer, target, note, evidence and owner.",
		who: "For whom",
		team: "One book for the whole team",
		teamHint: "For a workshop, or to pass from hand to hand",
		respondents: "A book for each respondent",
		respondentsHint:
			"Everybody answers all services; where they disagree is shown when the books come back",
		owners: "A book for each area's owner",
		ownersHint: "Everybody answers their own areas only",
		names: "Names, one a line",
		namesMissing: "Write at least one name",
		ownerOf: (area: string) => `Owner of ${area}`,
		ownersMissing: "Name at least one owner",
		ownersOut: (count: number) =>
			counted(count, "area has no owner and is left out.", "areas have no owner and are left out."),
		language: "Language",
		languageNames: { en: "English", ja: "Japanese" },
		known: "With what is known already",
		knownHint:
			"Answers, targets, notes, evidence and owners of today stand in the book. What nobody changes is not taken for an answer.",
		save: (count: number) => plural(count, "Save the book", `Save ${count} books`),
		making: "Making the books",
	},
	made: {
		title: (count: number) => plural(count, "The book is saved", `${count} books are saved`),
		next: "Send them to the people named. Take them back here when they are filled in.",
		showInFolder: "Show in folder",
		open: "Open",
		openOf: (name: string) => `Open ${name}`,
	},
	problems: {
		title: "What needs a look in the books",
		refusedCount: (count: number) =>
			counted(count, "book could not be taken.", "books could not be taken."),
		faultCount: (count: number) =>
			counted(count, "cell was not understood.", "cells were not understood."),
		hint: "Nothing is guessed: these books and cells say nothing. Correct them in Excel and read them again, or go on without them.",
		refused: "Not taken",
		missing: (services: string) => `Rows taken out of the book: ${services}`,
		book: "Book",
		cell: "Cell",
		service: "Service",
		found: "What stands there",
		allowed: "What may stand there",
		copy: "Copy the list",
		more: (count: number) => `and ${count} more of this kind`,
	},
	remarks: {
		title: (count: number) =>
			count === 1
				? "Written in the books beside the answers: 1 cell"
				: `Written in the books beside the answers: ${count} cells`,
		hint: "Comments, own columns, texts below the table and other worksheets. They are no answers and change nothing.",
		what: "What it is",
		add: "Add what stands beside a service to its note",
	},
	summary: {
		books: (count: number) => counted(count, "book read", "books read"),
		unchanged: (count: number) =>
			counted(count, "service as it is known", "services as they are known"),
	},
	kinds: {
		contradiction: "To decide",
		differs: "Changes",
		new: "New answers",
	},
	kindHints: {
		contradiction: "The books disagree, or something else was entered here since they went out.",
		differs: "Something is known already, and the books agree on something else.",
		new: "Nothing was answered yet, and the books agree.",
	},
	nothingNew: "The books say nothing that is not known already.",
	takeAll: "Take all",
	keepAll: "Keep all as they are",
	takeAllOf: (kind: string) => `Take all: ${kind}`,
	keepAllOf: (kind: string) => `Keep all as they are: ${kind}`,
	allFrom: "All from one book",
	asItIs: "As it is",
	nobodyNamed: (book: string) => `Book “${book}”`,
	changedSince: "Changed here since the book went out",
	undecided: "not decided",
	target: (before: string, after: string) => `Target ${before} → ${after}`,
	noTarget: "none",
	owner: (before: string, after: string) => `Owner ${before} → ${after}`,
	nobody: "nobody",
	note: "Note",
	evidenceAdded: (titles: string) => `Evidence added: ${titles}`,
	evidenceRemoved: (titles: string) => `Evidence taken out: ${titles}`,
	reason: (reason: string) => `Reason: ${reason}`,
	confirm: (count: number) => plural(count, "Take over 1 service", `Take over ${count} services`),
	confirmNothing: "Nothing is chosen",
	stays: (count: number) => counted(count, "service stays as it is", "services stay as they are"),
	open: (count: number) =>
		counted(count, "is not decided and stays as it is", "are not decided and stay as they are"),
	letGo: "Take nothing over",
	done: (count: number) => counted(count, "service was taken over.", "services were taken over."),
	doneHint: "It is one step in the history, with who answered what.",
	undone: "Taken back: everything is as it was before.",
	showResults: "Show results",
	kept: "Nothing was taken over.",
	lookAgain: "Show what is so now",
	key: { make: "Make books", takeBack: "Take books back" },
};
