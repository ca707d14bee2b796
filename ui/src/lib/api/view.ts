/**
 * What the window is told, in the screens' own words. Scores are computed before they get here;
 * nothing in the window computes one.
 *
 * Conventions of every type: names are in camel case, choices in snake case; what may be missing
 * is `null`, never absent; days are `YYYY-MM-DD`, moments RFC 3339 in UTC; texts of sheets come in
 * both languages, the same text twice where a sheet has one language only.
 */

import type { SheetSummary } from "./findings";

// ---------------------------------------------------------------------------------------------
// Words that occur everywhere

export type Language = "en" | "ja";

/** A text of a sheet, reading or profile. */
export interface Text {
	en: string;
	ja: string;
}

/** A day of the calendar, `2026-11-06`. */
export type Day = string;

/** A moment, `2026-11-06T05:02:07Z`. */
export type Moment = string;

/** What somebody answered for a service; `null` in its place is "unanswered". */
export type Answer =
	| { kind: "level"; level: number }
	| { kind: "not_applicable"; reason: string }
	| { kind: "dont_know" };

/** The four things an answer can be. */
export type AnswerState = "level" | "not_applicable" | "dont_know" | "unanswered";

/** How many services a figure rests on. */
export interface Coverage {
	/** Services with a level. */
	answered: number;
	/** Services not marked *not applicable*. */
	applicable: number;
	dontKnow: number;
	notApplicable: number;
	unanswered: number;
}

export type AssessmentState = "draft" | "finished";

export type Effort = "small" | "medium" | "large";

export interface ServiceReference {
	id: string;
	title: Text;
	area: string;
}

/** Which sheet, and which edition of it. */
export interface SheetReference {
	id: string;
	edition: string;
}

// ---------------------------------------------------------------------------------------------
// Workspace and settings

export type WorkspaceState =
	/** No file is open: first start, or the last one is gone. */
	| "none"
	/** The file is protected and its passphrase has not been given. */
	| "locked"
	| "open"
	/** Open, but somebody else writes to it. */
	| "read_only";

export interface WorkspaceView {
	state: WorkspaceState;
	/** The file, where one is chosen. */
	file: WorkspaceFile | null;
	encrypted: boolean;
	/** Who has the file, where it is open read-only. */
	holder: WorkspaceHolder | null;
	recent: WorkspaceFile[];
	/** Where a new workspace is put unless another place is chosen. */
	defaultPath: string;
	/** Nothing was ever opened on this computer: the window begins with the language. */
	firstStart: boolean;
	/** The newest backup that can be opened, offered when the file itself cannot. */
	newestBackup: BackupView | null;
}

export interface WorkspaceFile {
	path: string;
	/** The file's name without folder and ending. */
	name: string;
	openedAt: Moment | null;
	/** Whether the file is there now. */
	exists: boolean;
}

export interface WorkspaceHolder {
	user: string;
	computer: string;
	since: Moment | null;
}

export type Theme = "system" | "light" | "dark";

/** Which end of the ladder is at the top of the screen. */
export type LadderOrder = "highest_first" | "lowest_first";

/** What this person likes; kept on the computer, not in the workspace. */
export interface Settings {
	/** `null` until chosen: the window then follows the system and asks at the first start. */
	language: Language | null;
	theme: Theme;
	/** One size larger, no hairlines: for a room. */
	projector: boolean;
	ladderOrder: LadderOrder;
	/** Folded to icons even where there is room. */
	sideBarFolded: boolean;
}

export interface BackupView {
	id: string;
	madeAt: Moment;
	bytes: number;
	/** Opened and checked after it was made. */
	checked: boolean;
	/** Why it was made. */
	reason: "automatic" | "by_hand" | "before_migration" | "before_restore";
	assessments: number;
	answers: number;
}

/** The look of what leaves the house. */
export interface BrandingView {
	/** `data:` address of the logo. */
	logo: string | null;
	/** `#0b3a63`; `null` is the program's own. */
	color: string | null;
	footer: string;
	author: string;
}

export interface AboutView {
	version: string;
	/** Where workspaces and backups are kept by default. */
	dataFolder: string;
	license: string;
	contentLicense: string;
	/** Notices of everything the program contains, as one text. */
	notices: string;
}

// ---------------------------------------------------------------------------------------------
// Home

export interface HomeView {
	organizations: OrganizationView[];
	/** Sheets a new assessment can use, the preferred one first. */
	sheets: SheetSummary[];
	/** The one thing to do next, where there is one. */
	next: NextAction | null;
	/** Whether the sample data has been opened in this workspace. */
	hasSample: boolean;
}

export type NextAction =
	/** Go on answering. */
	| { kind: "continue_answering"; assessment: string; service: string }
	/** Everything is answered: look, and finish. */
	| { kind: "review_results"; assessment: string }
	/** The last round is finished and old: begin the next one. */
	| { kind: "next_round"; assessment: string };

export type Sector =
	| "software"
	| "it_services"
	| "electronics"
	| "industrial"
	| "automotive"
	| "medical"
	| "telecom"
	| "energy"
	| "finance"
	| "public"
	| "other";

export type SizeBand = "up_to50" | "up_to300" | "up_to1000" | "up_to5000" | "over5000";

export type OrganizationalModel = "distributed" | "centralized" | "hybrid";

export interface OrganizationView {
	id: string;
	name: string;
	sector: Sector | null;
	size: SizeBand | null;
	model: OrganizationalModel | null;
	isSample: boolean;
	/** Newest first. */
	assessments: AssessmentSummary[];
}

export interface AssessmentSummary {
	id: string;
	organization: string;
	organizationName: string;
	scope: string;
	title: string;
	date: Day;
	state: AssessmentState;
	sheet: SheetReference;
	sheetTitle: Text;
	coverage: Coverage;
	/** Overall score, unrounded. */
	overall: number | null;
	target: number | null;
	highestLevel: number;
	changedAt: Moment;
}

// ---------------------------------------------------------------------------------------------
// The texts of a sheet

/** A whole sheet with its texts; asked for once and kept by the window. */
export interface SheetView {
	id: string;
	edition: string;
	title: Text;
	summary: Text;
	source: SourceView;
	license: string;
	/** The languages its texts really have. */
	languages: Language[];
	/** From 0 upwards. */
	scale: ScaleLevelView[];
	areas: AreaView[];
}

export interface SourceView {
	name: string;
	version: string;
	published: string;
	url: string;
	rights: Text;
}

export interface ScaleLevelView {
	level: number;
	name: Text;
	meaning: Text;
}

export interface AreaView {
	id: string;
	title: Text;
	purpose: Text;
	services: ServiceView[];
}

export interface ServiceView {
	id: string;
	area: string;
	title: Text;
	purpose: Text;
	why: Text;
	/** From 0 upwards, one for each level of the scale. */
	levels: LevelView[];
	/** What to show. */
	evidence: Text[];
	/** What to ask the room. */
	interview: Text[];
	/** What is enough for one person. */
	smallTeam: Text;
	functions: FunctionView[];
}

export interface FunctionView {
	id: string;
	title: Text;
}

export interface LevelView {
	level: number;
	statement: Text;
	indicators: IndicatorView[];
	/** How to get here from the level below. */
	step: StepView | null;
}

export interface IndicatorView {
	id: string;
	text: Text;
	/** Functions of the source it is about. */
	refs: string[];
}

export interface StepView {
	action: Text;
	deliverable: Text;
	effort: Effort;
	/** Person-days to plan with where nobody has estimated. */
	planningDays: number;
}

// ---------------------------------------------------------------------------------------------
// An assessment

/** Everything of one assessment but the sheet's texts; what every change returns. */
export interface AssessmentView {
	id: string;
	organization: string;
	heading: HeadingView;
	sheet: SheetReference;
	state: AssessmentState;
	/** The profile or reading the targets came from. */
	targetsFrom: Text | null;
	coverage: Coverage;
	/** In sheet order. */
	areas: AreaProgress[];
	/** One for each service, in sheet order. */
	entries: EntryView[];
	/** The round before this one, where there is one. */
	previous: RoundReference | null;
	/** What undo would take back, and redo do again. */
	undo: ChangeView | null;
	redo: ChangeView | null;
	/** When the last change reached the disk. */
	savedAt: Moment | null;
}

export interface HeadingView {
	organizationName: string;
	sector: Sector | null;
	size: SizeBand | null;
	model: OrganizationalModel | null;
	scope: string;
	title: string;
	date: Day;
	assessors: string[];
	classification: string | null;
}

export interface RoundReference {
	assessment: string;
	title: string;
	date: Day;
}

export interface AreaProgress {
	id: string;
	coverage: Coverage;
	score: number | null;
}

export interface EntryView {
	service: string;
	answer: Answer | null;
	/** Ids of the indicators ticked. */
	indicators: string[];
	target: number | null;
	note: string;
	evidence: EvidenceView[];
	owner: string;
	/** The level that done actions of the round before propose; shown, never set. */
	proposal: number | null;
	/** What the round before said of this service. */
	previous: PreviousEntry | null;
}

export interface EvidenceView {
	title: string;
	/** Where it is kept. */
	place: string;
	date: Day | null;
}

/** How a service of this sheet belongs to one of an earlier round's. */
export type Continuity = "same" | "close" | "split";

export interface PreviousEntry {
	service: string;
	continuity: Continuity;
	answer: Answer | null;
	target: number | null;
	note: string;
	evidence: EvidenceView[];
}

/** One change, as the history tells it. */
export interface ChangeView {
	id: string;
	at: Moment;
	who: string;
	assessment: string;
	/** The round's title, to tell it from others. */
	assessmentTitle: string;
	what: ChangedField;
	/** The service concerned, where it is one. */
	service: string | null;
	serviceTitle: Text | null;
	/** Before and after as a person reads them; empty where there was nothing. */
	before: Text;
	after: Text;
	undone: boolean;
	/** Whether `revertChange` can put back what it replaced. */
	revertible: boolean;
}

export type ChangedField =
	| "answer"
	| "indicators"
	| "note"
	| "evidence"
	| "owner"
	| "target"
	| "targets"
	| "action"
	| "heading"
	| "state";

export interface HistoryView {
	/** Newest first. */
	changes: ChangeView[];
	/** Pass as `before` to read on. */
	next: string | null;
}

export interface UndoView {
	assessment: AssessmentView;
	/** What was taken back or done again; `null` where there was nothing. */
	change: ChangeView | null;
}
