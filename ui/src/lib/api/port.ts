/**
 * Everything the window can ask of the program. The screens know this interface and nothing
 * behind it; `tauri.ts` implements it, tests bring their own.
 *
 * Each method is one command of the program: `saveAnswer` is `save_answer`. A method with an
 * argument sends it as the command's `request`. A method that changes something returns the fresh
 * view. A method that opens a native dialog returns `null` when the person closes it without
 * choosing. A method that fails rejects with a [`Failure`].
 */
import type {
	ActionState,
	BudgetView,
	CheckView,
	ComparisonView,
	ExplanationView,
	FaultView,
	GapsView,
	InstalledKind,
	InstalledView,
	PageView,
	PreviewView,
	ProfileSummary,
	Progress,
	ReadinessView,
	ReadingSummary,
	ReportChoice,
	ReportFormat,
	ReportOptionsView,
	ResultsView,
	RoadmapView,
	SavedReports,
	Subject,
	TrendView,
} from "./findings";
import type {
	AboutView,
	Answer,
	AssessmentView,
	BackupView,
	BrandingView,
	Day,
	EvidenceView,
	HeadingView,
	HistoryView,
	HomeView,
	Language,
	OrganizationalModel,
	Sector,
	Settings,
	SheetReference,
	SheetView,
	SizeBand,
	UndoView,
	WorkspaceView,
} from "./view";

export type * from "./findings";
export type * from "./view";

export interface Api {
	// Window ----------------------------------------------------------------------------------

	/** Shows the window; called once, right after the first screen is there. */
	showWindow(): Promise<void>;
	/** Calls `handler` with the path of each file the person opens from outside; returns how to stop. */
	onFileOpened(handler: (path: string) => void): Promise<() => void>;
	/** The file the program was started with, once. */
	takeOpenedFile(): Promise<string | null>;
	about(): Promise<AboutView>;

	// Settings --------------------------------------------------------------------------------

	settings(): Promise<Settings>;
	saveSettings(request: Settings): Promise<Settings>;

	// Workspace -------------------------------------------------------------------------------

	workspace(): Promise<WorkspaceView>;
	/** Where to put a new workspace: a native dialog. */
	chooseWorkspacePlace(request: { suggestedName: string }): Promise<string | null>;
	createWorkspace(request: CreateWorkspace): Promise<WorkspaceView>;
	/** Which workspace to open: a native dialog. */
	chooseWorkspace(): Promise<string | null>;
	/** Opens a file; a protected one is then `locked`. */
	openWorkspace(request: OpenWorkspace): Promise<WorkspaceView>;
	unlockWorkspace(request: { passphrase: string }): Promise<WorkspaceView>;
	closeWorkspace(): Promise<WorkspaceView>;
	forgetWorkspace(request: { path: string }): Promise<WorkspaceView>;
	/** Protects the open workspace, which was not. */
	setPassphrase(request: { passphrase: string }): Promise<WorkspaceView>;
	changePassphrase(request: { current: string; passphrase: string }): Promise<WorkspaceView>;
	removePassphrase(request: { current: string }): Promise<WorkspaceView>;
	/** Newest first; also of a workspace that cannot be opened. */
	backups(): Promise<BackupView[]>;
	makeBackup(): Promise<BackupView[]>;
	/** The file as it is now is kept as a backup first. */
	restoreBackup(request: { id: string }): Promise<WorkspaceView>;
	branding(): Promise<BrandingView>;
	/** Everything but the logo, which only `chooseLogo` and `removeLogo` change. */
	saveBranding(request: {
		color: string | null;
		footer: string;
		author: string;
	}): Promise<BrandingView>;
	chooseLogo(): Promise<BrandingView | null>;
	removeLogo(): Promise<BrandingView>;

	// Home ------------------------------------------------------------------------------------

	home(): Promise<HomeView>;
	createOrganization(request: OrganizationInput): Promise<CreatedOrganization>;
	saveOrganization(request: OrganizationInput & { id: string }): Promise<HomeView>;
	createAssessment(request: CreateAssessment): Promise<AssessmentView>;
	/** The sample organization with its rounds, in a language. */
	openSample(request: { language: Language }): Promise<HomeView>;
	/**
	 * A new draft with targets, notes, owners and open actions of a round, without its answers.
	 * On another sheet, what a crosswalk joins is carried.
	 */
	nextRound(request: NextRound): Promise<AssessmentView>;
	/** A new draft that holds everything of a finished round and names it as the one it corrects. */
	correctRound(request: { assessment: string; title: string; date: Day }): Promise<AssessmentView>;
	/** Takes an assessment off the list; `restoreAssessment` brings it back. */
	removeAssessment(request: { assessment: string }): Promise<HomeView>;
	restoreAssessment(request: { assessment: string }): Promise<HomeView>;
	removeOrganization(request: { organization: string }): Promise<HomeView>;
	restoreOrganization(request: { organization: string }): Promise<HomeView>;
	/** Which assessment file to read: a native dialog. Nothing is taken in yet. */
	chooseAssessmentFile(): Promise<CheckView | null>;
	/** Looks at a file opened from outside. Nothing is taken in yet. */
	checkFile(request: { path: string }): Promise<CheckView>;
	importAssessment(request: { path: string }): Promise<AssessmentView>;
	/** Writes the assessment file where the dialog says; answers its path. */
	exportAssessment(request: { assessment: string }): Promise<string | null>;

	// Assess ----------------------------------------------------------------------------------

	sheet(request: SheetReference): Promise<SheetView>;
	assessment(request: { assessment: string }): Promise<AssessmentView>;
	saveHeading(request: { assessment: string; heading: HeadingView }): Promise<AssessmentView>;
	/** `null` takes the answer away. */
	saveAnswer(request: OfService & { answer: Answer | null }): Promise<AssessmentView>;
	saveIndicators(request: OfService & { indicators: string[] }): Promise<AssessmentView>;
	saveNote(request: OfService & { note: string }): Promise<AssessmentView>;
	saveEvidence(request: OfService & { evidence: EvidenceView[] }): Promise<AssessmentView>;
	saveOwner(request: OfService & { owner: string }): Promise<AssessmentView>;
	saveTarget(request: OfService & { target: number | null }): Promise<AssessmentView>;
	/** Sets targets from a profile or a reading. */
	applyTargets(request: ApplyTargets): Promise<AssessmentView>;
	/** Freezes the assessment at a date. */
	finishAssessment(request: { assessment: string; date: Day }): Promise<AssessmentView>;
	/** Takes the last change back; survives a restart. */
	undo(request: { assessment: string }): Promise<UndoView>;
	redo(request: { assessment: string }): Promise<UndoView>;
	/** Changes, newest first, of one assessment, of one service of it, or of everything. */
	history(request: HistoryRequest): Promise<HistoryView>;
	/** Puts back what one change replaced, as a new change; later changes elsewhere stay. */
	revertChange(request: { change: string }): Promise<UndoView>;

	// Results ---------------------------------------------------------------------------------

	results(request: { assessment: string }): Promise<ResultsView>;
	explain(request: { assessment: string; subject: Subject }): Promise<ExplanationView>;
	/** Readings of the assessment's sheet. */
	readings(request: { assessment: string }): Promise<ReadingSummary[]>;
	readiness(request: { assessment: string; reading: string }): Promise<ReadinessView>;
	/** Profiles of the assessment's sheet. */
	profiles(request: { assessment: string }): Promise<ProfileSummary[]>;

	// Gaps and plan ---------------------------------------------------------------------------

	gaps(request: { assessment: string; reading: string | null }): Promise<GapsView>;
	/** The plan of a round; it can be changed after the round is finished, until there is a next one. */
	roadmap(request: { assessment: string }): Promise<RoadmapView>;
	/** Takes steps on; several are one change. */
	addActions(request: { assessment: string; actions: ActionInput[] }): Promise<RoadmapView>;
	saveAction(request: ActionInput & { assessment: string; id: string }): Promise<RoadmapView>;
	/** Taken back with `undo`. */
	removeAction(request: { assessment: string; id: string }): Promise<RoadmapView>;
	/** Puts several actions in the place of one, as one change; the first keeps its id. */
	splitAction(request: {
		assessment: string;
		id: string;
		parts: ActionInput[];
	}): Promise<RoadmapView>;
	/**
	 * Puts actions into this order; those not named stay behind them. The order counts among
	 * actions due on one day and among those without a day.
	 */
	orderActions(request: { assessment: string; ids: string[] }): Promise<RoadmapView>;
	budget(request: {
		assessment: string;
		reading: string | null;
		days: number;
	}): Promise<BudgetView>;

	// Progress --------------------------------------------------------------------------------

	/** Every round of the assessment's organization and scope. */
	trend(request: { assessment: string }): Promise<TrendView>;
	/** Writes a remark beside a round, finished or not; nothing of the round itself changes. */
	annotateRound(request: { assessment: string; note: string }): Promise<TrendView>;
	/** Says when the round after the last is planned; `null` takes the day away. */
	planRound(request: { assessment: string; date: Day | null }): Promise<TrendView>;
	compare(request: { older: string; newer: string }): Promise<ComparisonView>;

	// Reports ---------------------------------------------------------------------------------

	reportOptions(request: { assessment: string }): Promise<ReportOptionsView>;
	/** Lays the report out in one language. */
	previewReport(
		request: { choice: ReportChoice; language: Language },
		watch: Watch,
	): Promise<PreviewView>;
	/** One page of the last preview, from 1. */
	previewPage(request: { preview: string; page: number }): Promise<PageView>;
	/** Asks for a folder and writes the files. */
	saveReports(
		request: { choice: ReportChoice; formats: ReportFormat[] },
		watch: Watch,
	): Promise<SavedReports | null>;
	/** Opens a file this window saved with the system's program. */
	openSaved(request: { path: string }): Promise<void>;
	/** Shows a file this window saved, or the workspace, in the system's file manager. */
	showInFolder(request: { path: string }): Promise<void>;

	// Sheets and readings ---------------------------------------------------------------------

	installed(): Promise<InstalledView>;
	/** Which files to look at: a native dialog. Nothing is installed yet. */
	chooseFilesToInstall(): Promise<CheckView[] | null>;
	installFile(request: { path: string }): Promise<InstalledView>;
	removeInstalled(request: {
		kind: InstalledKind;
		id: string;
		edition: string | null;
	}): Promise<InstalledView>;
	/** Writes an installed file where the dialog says; answers its path. */
	exportInstalled(request: {
		kind: InstalledKind;
		id: string;
		edition: string | null;
	}): Promise<string | null>;
}

// ---------------------------------------------------------------------------------------------
// Requests

export interface OfService {
	assessment: string;
	service: string;
}

export interface CreateWorkspace {
	/** `null` is the default place. */
	path: string | null;
	/** `null` leaves the file readable by anybody who has it. */
	passphrase: string | null;
}

export interface OpenWorkspace {
	path: string;
	/** Open it although somebody else writes to it. */
	readOnly: boolean;
}

export interface OrganizationInput {
	name: string;
	sector: Sector | null;
	size: SizeBand | null;
	model: OrganizationalModel | null;
}

export interface CreatedOrganization {
	organization: string;
	home: HomeView;
}

export interface CreateAssessment {
	organization: string;
	sheet: SheetReference;
	scope: string;
	title: string;
	date: Day;
	/** A profile to take targets from. */
	profile: string | null;
}

export interface NextRound {
	assessment: string;
	title: string;
	date: Day;
	/** `null` is the sheet of the round before. */
	sheet: SheetReference | null;
	/** Whether ticked indicators stay ticked. */
	keepIndicators: boolean;
}

export interface ApplyTargets {
	assessment: string;
	from: { kind: "profile"; id: string } | { kind: "reading"; id: string };
	/** Leave targets that are set already; else the others are taken away. */
	keepExisting: boolean;
}

export interface HistoryRequest {
	assessment: string | null;
	service: string | null;
	/** `next` of the page before. */
	before: string | null;
}

export interface ActionInput {
	service: string;
	toLevel: number;
	title: string;
	deliverable: string;
	owner: string;
	due: Day | null;
	effortDays: number | null;
	state: ActionState;
}

// ---------------------------------------------------------------------------------------------
// Long work and failure

/** How long work is watched and stopped. A stopped job rejects with the code `cancelled`. */
export interface Watch {
	onProgress?: (progress: Progress) => void;
	signal?: AbortSignal;
}

/** What the window acts on; it translates the code and shows `message` only as a detail. */
export type FailureCode =
	/** The file's content is not valid; `faults` lists why. */
	| "invalid_file"
	/** Written by a newer version of the program. */
	| "newer_format"
	| "file_not_found"
	| "file_unreadable"
	| "file_unwritable"
	| "disk_full"
	/** The workspace file is damaged. */
	| "damaged"
	| "wrong_passphrase"
	| "locked"
	/** Somebody else writes to the workspace. */
	| "in_use"
	| "read_only"
	/** A workspace is needed and none is open. */
	| "no_workspace"
	/** The assessment is finished. */
	| "finished"
	/** Named something that is not there any more. */
	| "not_found"
	/** An input the program does not accept. */
	| "invalid_input"
	/** Removing something others rest on. */
	| "still_used"
	/** The system has no program for the file. */
	| "no_program"
	| "cancelled"
	/** Anything else: a fault of the program. */
	| "internal";

/** How every method fails. */
export interface Failure {
	code: FailureCode;
	/** What happened, for a detail that can be copied; in English. */
	message: string;
	/** The way out, where the program knows more than the code says. */
	hint: string | null;
	faults: FaultView[];
}
