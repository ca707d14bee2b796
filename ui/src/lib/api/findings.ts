/**
 * What is found out from an assessment: results, gaps and plan, progress, readings, reports; and
 * what is installed. The conventions are those of `view.ts`.
 */
import type {
	AnswerState,
	AssessmentState,
	AssessmentSummary,
	Continuity,
	Coverage,
	Day,
	EvidenceView,
	Language,
	RoundReference,
	ServiceReference,
	SheetReference,
	SourceView,
	StepView,
	Text,
} from "./view";

// ---------------------------------------------------------------------------------------------
// Results

export interface ResultsView {
	assessment: string;
	highestLevel: number;
	/** The round the changes are measured against, where one compares. */
	previous: RoundReference | null;
	overall: OverallScoreView;
	areas: AreaScoreView[];
	/** Every service in sheet order. */
	services: ServiceScoreView[];
	/** Services marked not applicable, with their reasons. */
	notApplicable: { service: ServiceReference; reason: string }[];
	/** Rounds for the radar besides this one, newest first, at most four. */
	earlier: RadarRound[];
}

/** A round as a line of the radar; `null` breaks the line. */
export interface RadarRound {
	round: RoundReference;
	/** One for each area of this round's sheet. */
	areas: (number | null)[];
	/** One for each service of this round's sheet. */
	services: (number | null)[];
}

export interface OverallScoreView {
	score: number | null;
	/** How many areas have a score. */
	areas: number;
	coverage: Coverage;
	target: number | null;
	/** Points gained since the previous round, negative where lost. */
	change: number | null;
	lowestLevel: number | null;
	/** Every service at the lowest level. */
	lowest: ServiceReference[];
}

export interface AreaScoreView {
	id: string;
	title: Text;
	score: number | null;
	target: number | null;
	coverage: Coverage;
	previous: number | null;
	change: number | null;
}

export interface ServiceScoreView {
	id: string;
	title: Text;
	area: string;
	state: AnswerState;
	level: number | null;
	target: number | null;
	gap: number | null;
	previousState: AnswerState | null;
	previousLevel: number | null;
	change: number | null;
}

/** What "why is it so" is asked about. */
export type Subject =
	{ kind: "overall" } | { kind: "area"; id: string } | { kind: "service"; id: string };

export interface ExplanationView {
	subject: Subject;
	title: Text;
	/** The figure itself; a service's is its level. */
	value: number | null;
	state: AnswerState;
	/** How it is computed, in one sentence. */
	rule: Text;
	/** What it is the mean of; for a service, nothing. */
	parts: ExplanationPart[];
	/** For a service: how many indicators are ticked at each level. */
	indicators: { level: number; ticked: number; all: number }[];
	note: string;
	evidence: EvidenceView[];
	/** What would raise it, the largest rise first. */
	raises: RaiseView[];
}

export interface ExplanationPart {
	id: string;
	title: Text;
	value: number | null;
	state: AnswerState;
}

export interface RaiseView {
	service: ServiceReference;
	level: number;
	step: StepView;
	/** The figure afterwards. */
	value: number;
}

// ---------------------------------------------------------------------------------------------
// Gaps and plan

export interface GapsView {
	assessment: string;
	highestLevel: number;
	/** The reading whose duties come first, where one was chosen. */
	reading: string | null;
	/** The first to close first. */
	ranked: GapView[];
	/** At target or above. */
	reached: ServiceReference[];
	/** With a target, without a level. */
	unknown: ServiceReference[];
	/** Applicable, without a target. */
	withoutTarget: ServiceReference[];
}

export interface GapView {
	service: ServiceReference;
	level: number;
	target: number;
	size: number;
	next: NextStepView;
	/** Requirements of the chosen reading that rest on the service directly. */
	duties: { id: string; title: Text }[];
	/** The action that has taken the step on, where one has. */
	takenOn: string | null;
}

export interface NextStepView extends StepView {
	/** The level it leads to. */
	level: number;
}

export type ActionState = "planned" | "in_progress" | "done" | "dropped";

export interface ActionView {
	id: string;
	service: ServiceReference;
	/** Where the service is now; `null` without a level. */
	fromLevel: number | null;
	toLevel: number;
	title: string;
	deliverable: string;
	owner: string;
	due: Day | null;
	/** Person-days as somebody estimated them. */
	effortDays: number | null;
	/** Person-days to plan with: the estimate, else the steps' own. */
	plannedDays: number;
	state: ActionState;
}

export interface RoadmapView {
	assessment: string;
	/** By due date, those without one last. */
	actions: ActionView[];
	/** Quarters from the first due date to the last, without a hole. */
	quarters: QuarterView[];
	/** Every accepted action done. */
	projection: ProjectionView;
	/** Owners already named, for choosing. */
	owners: string[];
}

export interface QuarterView {
	year: number;
	/** 1 to 4. */
	quarter: number;
	firstDay: Day;
	lastDay: Day;
	/** Ids of the actions due in it. */
	actions: string[];
	plannedDays: number;
	/** Overall score with everything due until its end done. */
	overall: number | null;
}

/** Scores with actions done; shown beside, never instead of, the scores. */
export interface ProjectionView {
	overall: number | null;
	overallToday: number | null;
	areas: ProjectedFigure[];
	services: ProjectedFigure[];
}

export interface ProjectedFigure {
	id: string;
	title: Text;
	today: number | null;
	projected: number | null;
	target: number | null;
}

/**
 * The steps that close the most gap within a budget: the optimum, not a rule of thumb. Every level
 * of gap counts the same; among plans that close the same, the one with the fewest person-days.
 */
export interface BudgetView {
	days: number;
	/** Person-days the steps that fit take together. */
	usedDays: number;
	/** Person-days of every step of every gap. */
	allDays: number;
	/** Levels of gap the steps that fit close. */
	closed: number;
	/** Levels of gap there are. */
	open: number;
	/** Every step of every gap in the order of the gaps, those of one service from below. */
	steps: PlannedStepView[];
	/** The steps that fit done. */
	projection: ProjectionView;
}

export interface PlannedStepView {
	service: ServiceReference;
	step: NextStepView;
	fits: boolean;
	/** The action that has taken the step on, where one has. */
	takenOn: string | null;
}

// ---------------------------------------------------------------------------------------------
// Progress

export interface TrendView {
	highestLevel: number;
	/** Oldest first. */
	rounds: RoundView[];
	/** Between each round and the one after; one fewer than rounds. */
	breaks: BreakView[];
	/** Areas of the last round's sheet. */
	areas: LineView[];
	/** Services of the last round's sheet, as far back as they go. */
	services: LineView[];
	/** The round that is planned after the last, where it is. */
	planned: PlannedRoundView | null;
}

export interface PlannedRoundView {
	date: Day;
	/** Scores of the last round with everything done that is due until then. */
	projection: ProjectionView;
}

export interface RoundView {
	assessment: string;
	title: string;
	date: Day;
	state: AssessmentState;
	sheet: SheetReference;
	sheetTitle: Text;
	overall: number | null;
	target: number | null;
	coverage: Coverage;
	/** Actions of this round that were not dropped, and of them those done. */
	actions: number;
	actionsDone: number;
	/** A remark written beside the round. */
	note: string;
	/** The finished round this one corrects. */
	corrects: RoundReference | null;
}

/** What happens to the line between two rounds. */
export type BreakView =
	| { kind: "none" }
	| {
			kind: "sheet_changed";
			carried: number;
			begun: ServiceReference[];
			ended: ServiceReference[];
	  };

/** One figure over all rounds; `null` where there is none, and the line breaks. */
export interface LineView {
	id: string;
	title: Text;
	area: string;
	points: (PointView | null)[];
}

export interface PointView {
	value: number | null;
	state: AnswerState;
	target: number | null;
	continuity: Continuity;
}

export interface ComparisonView {
	older: RoundReference;
	newer: RoundReference;
	/** Whether figures of areas and of the whole compare. */
	oneSheet: boolean;
	overall: FigureChangeView;
	areas: FigureChangeView[];
	/** Services that fell, the deepest fall first. */
	falls: ServiceChangeView[];
	/** Services that rose, the highest rise first. */
	rises: ServiceChangeView[];
	/** Both levels known and equal. */
	unchanged: ServiceChangeView[];
	/** A level in one round only. */
	notComparable: ServiceChangeView[];
	begun: ServiceReference[];
	ended: ServiceReference[];
	/** The older round's plan against the newer round's levels, in the order of the roadmap. */
	plan: PlanOutcomeView[];
}

/** What became of an action. */
export interface PlanOutcomeView {
	/** In its last state, wherever it was carried to. */
	action: ActionView;
	before: AnswerState;
	beforeLevel: number | null;
	after: AnswerState;
	afterLevel: number | null;
	/** `gone` where the newer sheet has no such service. */
	outcome: "reached" | "not_reached" | "cannot_tell" | "gone";
}

export interface FigureChangeView {
	id: string;
	title: Text;
	before: number | null;
	after: number | null;
	change: number | null;
}

export interface ServiceChangeView {
	service: ServiceReference;
	olderService: string;
	continuity: Continuity;
	before: AnswerState;
	beforeLevel: number | null;
	after: AnswerState;
	afterLevel: number | null;
	change: number | null;
	targetBefore: number | null;
	noteBefore: string;
	noteAfter: string;
	/** Actions done in between. */
	actionsDone: { title: string; owner: string; due: Day | null }[];
}

// ---------------------------------------------------------------------------------------------
// Readings and profiles

export interface ReadingSummary {
	id: string;
	title: Text;
	/** A few letters for a tab. */
	short: Text;
	requirements: number;
}

export type Readable = "met" | "partly" | "not_met" | "cannot_tell";

export interface ReadinessView {
	id: string;
	title: Text;
	short: Text;
	source: SourceView;
	/** What a reading is not. */
	caveat: Text;
	dates: { date: Day; what: Text }[];
	counts: { met: number; partly: number; notMet: number; cannotTell: number };
	requirements: RequirementView[];
}

export interface RequirementView {
	id: string;
	title: Text;
	state: Readable;
	appliesFrom: Day | null;
	expectedLevel: number;
	/** Whether it was judged by services that evidence it directly, or only by supporting ones. */
	basis: "direct" | "supporting";
	services: RequirementService[];
	/** What no service covers. */
	beyond: Text | null;
}

export interface RequirementService {
	service: ServiceReference;
	strength: "direct" | "supporting";
	state: AnswerState;
	level: number | null;
	/** Whether the requirement was judged by it. */
	judged: boolean;
}

export interface ProfileSummary {
	id: string;
	title: Text;
	summary: Text;
	/** How many services it names a target for. */
	targets: number;
	/** Mean of its targets. */
	meanTarget: number | null;
}

// ---------------------------------------------------------------------------------------------
// Reports

export type ReportFormat = "pdf" | "xlsx" | "svg" | "csv" | "json";

export interface ReportOptionsView {
	assessment: string;
	formats: ReportFormat[];
	/** Earlier rounds that can be set beside this one, newest first. */
	earlier: AssessmentSummary[];
	readings: ReadingSummary[];
	classification: string | null;
	/** Where reports were saved last. */
	folder: string | null;
	hasLogo: boolean;
	/** What was chosen last time for this organization, else a sensible beginning. */
	last: ReportChoice;
}

/** What a report is to hold. */
export interface ReportChoice {
	assessment: string;
	languages: Language[];
	earlier: string[];
	readings: string[];
	classification: string | null;
	/** Whether notes and evidence of every service are printed. */
	withAnswers: boolean;
	withLogo: boolean;
}

/** A report laid out and kept for looking at, until the next preview. */
export interface PreviewView {
	id: string;
	pages: number;
	/** What could not be shown, such as characters the fonts lack. */
	warnings: Text[];
}

export interface PageView {
	page: number;
	/** `data:` address of an SVG or PNG picture. */
	picture: string;
	/** In points. */
	width: number;
	height: number;
	/** Heading the page begins with or continues, for a reader that does not see it. */
	heading: string;
}

export interface SavedReports {
	folder: string;
	files: SavedFile[];
	warnings: Text[];
}

export interface SavedFile {
	path: string;
	name: string;
	format: ReportFormat;
	language: Language;
	bytes: number;
}

// ---------------------------------------------------------------------------------------------
// What is installed

export type InstalledKind = "sheet" | "reading" | "profile" | "crosswalk";

export interface InstalledView {
	sheets: SheetSummary[];
	others: InstalledFile[];
}

export interface SheetSummary {
	id: string;
	edition: string;
	title: Text;
	summary: Text;
	source: SourceView;
	license: string;
	languages: Language[];
	areas: number;
	services: number;
	highestLevel: number;
	shipped: boolean;
	/** Assessments of this workspace made with it; one in use cannot be removed. */
	assessments: number;
}

export interface InstalledFile {
	kind: InstalledKind;
	id: string;
	title: Text;
	/** The sheet it speaks of; of a crosswalk, the older. */
	sheet: string;
	/** A reading's caveat, a profile's summary. */
	about: Text | null;
	/** How many requirements, targets or links it has. */
	items: number;
	shipped: boolean;
	source: SourceView | null;
}

/** What looking at a file found. */
export interface CheckView {
	path: string;
	name: string;
	/** What it is, where that can be told. */
	kind: InstalledKind | "assessment" | null;
	title: Text | null;
	/** All of them; empty is a good file. */
	faults: FaultView[];
	/** Same id and edition is there already. */
	replaces: boolean;
}

export interface FaultView {
	/** A JSON pointer or a workbook cell; empty for the file as a whole. */
	place: string;
	message: Text;
	/** What is allowed, or how to mend it. */
	hint: Text | null;
}

/** Work that takes longer than a moment. */
export interface Progress {
	step: ProgressStep;
	done: number;
	/** 0 while nobody knows. */
	total: number;
}

export type ProgressStep =
	"reading" | "checking" | "composing" | "drawing" | "writing" | "encrypting" | "copying";
