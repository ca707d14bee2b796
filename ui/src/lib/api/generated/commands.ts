// Generated from crates/psirt-window/src. Not to be edited: change the Rust and run
// `UPDATE_EXPECT=1 cargo test -p psirt-window typescript`.
import type {
	AboutView,
	ActionDaysRequest,
	ActionDaysView,
	AddActions,
	AnchorsView,
	AnnotateRound,
	ApplyTargets,
	AssessmentView,
	BackupView,
	BeginCohort,
	BenchmarkView,
	BinView,
	BooksReview,
	BooksTaken,
	BrandingView,
	BudgetRequest,
	BudgetView,
	ChangeActions,
	ChangePassphrase,
	CheckView,
	ChooseEvidence,
	ChooseWorkspacePlace,
	ClockRequest,
	ClockView,
	CohortCardView,
	CohortStandingView,
	CohortsView,
	CompareRequest,
	ComparisonView,
	ConfidenceView,
	ContributionView,
	CorrectRound,
	CreateAssessment,
	CreateWorkspace,
	CreatedOrganization,
	CurrentPassphrase,
	EnterForm,
	EvidenceView,
	Explain,
	ExplanationView,
	ExportSheetBook,
	FileHandle,
	FillInOptionsView,
	FillScreen,
	FinishAssessment,
	GapsRequest,
	GapsView,
	GivenFile,
	GivenPassphrase,
	HistoryRequest,
	HistoryView,
	HomeView,
	ImportBooks,
	ImportedBooks,
	InstalledView,
	KeepMeeting,
	KeepPlan,
	KitView,
	LeaveOut,
	MadeBooks,
	MadeForms,
	MakeBooks,
	MakeForms,
	MapSheetTable,
	Meeting,
	NameMember,
	NamedFile,
	NextRound,
	OfAction,
	OfAssessment,
	OfBackup,
	OfChange,
	OfContribution,
	OfEdition,
	OfFile,
	OfFiles,
	OfInstalled,
	OfJob,
	OfOrganization,
	OfRelease,
	OfRespondent,
	OpenBenchmark,
	OpenEvidence,
	OpenSample,
	OpenWorkshop,
	OpenWorkspace,
	OrderActions,
	OrganizationInput,
	OwnPlaceView,
	PageView,
	ParkService,
	Place,
	PlanRound,
	PrepareContribution,
	Present,
	PresentedView,
	PreviewPage,
	PreviewReport,
	PreviewView,
	ProfileSummary,
	PublishedView,
	ReadGivenBooks,
	ReadinessRequest,
	ReadinessView,
	ReadingSummary,
	RecoverySheetView,
	ReportOptionsView,
	ResultsView,
	ReviewBooks,
	RewrittenView,
	RoadmapView,
	SaveAction,
	SaveAnswer,
	SaveBranding,
	SaveCohortCard,
	SaveEvidence,
	SaveHeading,
	SaveIndicators,
	SaveKitDocument,
	SaveNote,
	SaveOrganization,
	SaveOwner,
	SavePlan,
	SaveReports,
	SaveRespondents,
	SaveTarget,
	SavedOfCohort,
	SavedReports,
	ScoreAnchors,
	SeatView,
	SecretAnswer,
	Settings,
	SettleService,
	SheetBookView,
	SheetReference,
	SheetView,
	ShowWeeks,
	SitDown,
	SplitAction,
	TakeGiven,
	TakingView,
	TickTask,
	TrendView,
	UndoView,
	WorkshopChange,
	WorkshopChoices,
	WorkshopView,
	WorkspaceView,
	WrittenContribution,
} from "./types";

/** What each command of the program takes and answers. */
export interface Commands {
	/** Shows the window; called once, right after the first screen is there. */
	show_window: { request: null; answer: null; watched: false };
	/** Makes the window fill the screen, or gives it its size back. */
	fill_screen: { request: FillScreen; answer: null; watched: false };
	/** The page has heard that the window is to be closed, and closes it when all is saved. */
	keep_window: { request: null; answer: null; watched: false };
	/** Closes the window; the page has saved what it could. */
	close_window: { request: null; answer: null; watched: false };
	/** The files the program was started with, once. */
	take_given_files: { request: null; answer: Array<GivenFile>; watched: false };
	/** What the program says of itself. */
	about: { request: null; answer: AboutView; watched: false };
	/** Whose work the program contains, and under which terms: one long text. */
	notices: { request: null; answer: string; watched: false };
	/** Stops a job; one that has ended is not missed. */
	cancel_job: { request: OfJob; answer: null; watched: false };
	/** What this person likes. */
	settings: { request: null; answer: Settings; watched: false };
	/** Keeps what this person likes. */
	save_settings: { request: Settings; answer: Settings; watched: false };
	/** The workspace as it is now. */
	workspace: { request: null; answer: WorkspaceView; watched: false };
	/** Which of the recent workspaces are not there any more. */
	missing_workspaces: { request: null; answer: Array<FileHandle>; watched: false };
	/** Where to put a new workspace: a native dialog. */
	choose_workspace_place: { request: ChooseWorkspacePlace; answer: NamedFile | null; watched: false };
	/** Makes a workspace and opens it. */
	create_workspace: { request: CreateWorkspace; answer: WorkspaceView; watched: false };
	/** Which workspace to open: a native dialog. */
	choose_workspace: { request: null; answer: NamedFile | null; watched: false };
	/** Opens a file, or the one to begin with; a protected one is then locked. */
	open_workspace: { request: OpenWorkspace; answer: WorkspaceView; watched: true };
	/** Opens the locked workspace. */
	unlock_workspace: { request: GivenPassphrase; answer: WorkspaceView; watched: true };
	/** Notes where in the open workspace the person is, to begin there the next time. */
	keep_place: { request: Place; answer: null; watched: false };
	/** Locks the open workspace where it is protected: it waits for its passphrase again. */
	lock_workspace: { request: null; answer: WorkspaceView; watched: false };
	/** Closes the workspace. */
	close_workspace: { request: null; answer: WorkspaceView; watched: false };
	/** Asks no more for the workspace that could not be had. */
	dismiss_refused: { request: null; answer: WorkspaceView; watched: false };
	/** Takes a workspace off the list of recent ones; the file stays. */
	forget_workspace: { request: OfFile; answer: WorkspaceView; watched: false };
	/** Protects the open workspace, which was not. */
	set_passphrase: { request: GivenPassphrase; answer: RewrittenView; watched: true };
	/** Protects the open workspace with another passphrase. */
	change_passphrase: { request: ChangePassphrase; answer: RewrittenView; watched: true };
	/** Takes the protection away. */
	remove_passphrase: { request: CurrentPassphrase; answer: RewrittenView; watched: true };
	/** Newest first; also of a workspace that cannot be opened. */
	backups: { request: null; answer: Array<BackupView>; watched: false };
	/** Makes a backup now. */
	make_backup: { request: null; answer: Array<BackupView>; watched: false };
	/** Writes a complete copy of the workspace where the dialog says. */
	save_workspace_copy: { request: null; answer: NamedFile | null; watched: false };
	/** The file as it is now is kept as a backup first. */
	restore_backup: { request: OfBackup; answer: WorkspaceView; watched: false };
	/** The look of what leaves the house. */
	branding: { request: null; answer: BrandingView; watched: false };
	/** Everything but the logo. */
	save_branding: { request: SaveBranding; answer: BrandingView; watched: false };
	/** Which picture is the logo: a native dialog. */
	choose_logo: { request: null; answer: BrandingView | null; watched: false };
	/** Takes the logo away. */
	remove_logo: { request: null; answer: BrandingView; watched: false };
	/** Everything there is, and what to do next. */
	home: { request: null; answer: HomeView; watched: false };
	/** Makes an organization. */
	create_organization: { request: OrganizationInput; answer: CreatedOrganization; watched: false };
	/** Changes what is said of an organization. */
	save_organization: { request: SaveOrganization; answer: HomeView; watched: false };
	/** Begins a round. */
	create_assessment: { request: CreateAssessment; answer: AssessmentView; watched: false };
	/** The sample organization with its rounds, in a language. */
	open_sample: { request: OpenSample; answer: HomeView; watched: false };
	/** A new draft with targets, notes, owners and open actions of a round, without its answers. */
	next_round: { request: NextRound; answer: AssessmentView; watched: false };
	/** A new draft with everything of a finished round, which it corrects. */
	correct_round: { request: CorrectRound; answer: AssessmentView; watched: false };
	/** Puts an assessment into the bin; `restore_assessment` brings it back. */
	remove_assessment: { request: OfAssessment; answer: HomeView; watched: false };
	/** Brings an assessment back from the bin. */
	restore_assessment: { request: OfAssessment; answer: HomeView; watched: false };
	/** Puts an organization into the bin with its rounds. */
	remove_organization: { request: OfOrganization; answer: HomeView; watched: false };
	/** Brings an organization back from the bin with its rounds. */
	restore_organization: { request: OfOrganization; answer: HomeView; watched: false };
	/** Ticks a task of the starter kit for an organization, or takes the tick away. */
	tick_task: { request: TickTask; answer: HomeView; watched: false };
	/** Shows the weeks of an organization that begins, or puts them away. */
	show_weeks: { request: ShowWeeks; answer: HomeView; watched: false };
	/** What is in the bin. */
	bin: { request: null; answer: BinView; watched: false };
	/** Erases an assessment in the bin for good; only backups still hold it. */
	erase_assessment: { request: OfAssessment; answer: BinView; watched: false };
	/** Erases an organization in the bin for good with its rounds; only backups still hold it. */
	erase_organization: { request: OfOrganization; answer: BinView; watched: false };
	/** Which assessment file to read: a native dialog. Nothing is taken in yet. */
	choose_assessment_file: { request: null; answer: CheckView | null; watched: false };
	/** Looks at files given from outside. Nothing is taken in yet. */
	look_at_files: { request: OfFiles; answer: Array<CheckView>; watched: false };
	/** Takes a file in as it was looked at. */
	import_assessment: { request: OfFile; answer: AssessmentView; watched: false };
	/** Writes the assessment file where the dialog says. */
	export_assessment: { request: OfAssessment; answer: NamedFile | null; watched: false };
	/** A whole sheet with its texts. */
	sheet: { request: SheetReference; answer: SheetView; watched: false };
	/** Everything of one assessment. */
	assessment: { request: OfAssessment; answer: AssessmentView; watched: false };
	/** Changes what an assessment is about. */
	save_heading: { request: SaveHeading; answer: AssessmentView; watched: false };
	/** Answers a service. */
	save_answer: { request: SaveAnswer; answer: AssessmentView; watched: false };
	/** Ticks indicators. */
	save_indicators: { request: SaveIndicators; answer: AssessmentView; watched: false };
	/** Writes the note of a service. */
	save_note: { request: SaveNote; answer: AssessmentView; watched: false };
	/** Replaces the evidence of a service. */
	save_evidence: { request: SaveEvidence; answer: AssessmentView; watched: false };
	/** Which file supports an answer: a native dialog. A copy is kept at once where one is wanted. */
	choose_evidence: { request: ChooseEvidence; answer: EvidenceView | null; watched: false };
	/** Opens the place of a piece of evidence of an assessment. */
	open_evidence: { request: OpenEvidence; answer: null; watched: false };
	/** Names who answers for a service. */
	save_owner: { request: SaveOwner; answer: AssessmentView; watched: false };
	/** Sets the level wanted of a service. */
	save_target: { request: SaveTarget; answer: AssessmentView; watched: false };
	/** Sets targets from a profile or a reading. */
	apply_targets: { request: ApplyTargets; answer: AssessmentView; watched: false };
	/** Freezes the assessment at a date. */
	finish_assessment: { request: FinishAssessment; answer: AssessmentView; watched: false };
	/** Takes the last change back; survives a restart. */
	undo: { request: OfAssessment; answer: UndoView; watched: false };
	/** Does again what was taken back. */
	redo: { request: OfAssessment; answer: UndoView; watched: false };
	/** Puts back what one change replaced, as a new change; later changes elsewhere stay. */
	revert_change: { request: OfChange; answer: UndoView; watched: false };
	/** Changes, newest first, of one assessment, of one service of it, or of everything. */
	history: { request: HistoryRequest; answer: HistoryView; watched: false };
	/** Who could be sent a fill-in book. */
	fill_in_options: { request: OfAssessment; answer: FillInOptionsView; watched: false };
	/** Asks where and writes fill-in books. */
	make_books: { request: MakeBooks; answer: MadeBooks | null; watched: true };
	/** Asks which books came back, and reads them. Nothing is taken over yet. */
	read_books: { request: OfAssessment; answer: BooksReview | null; watched: true };
	/** Reads books that were given from outside. Nothing is taken over yet. */
	read_given_books: { request: ReadGivenBooks; answer: BooksReview | null; watched: true };
	/** The books read last beside what is known now, where they wait to be decided. */
	review_books: { request: ReviewBooks; answer: BooksReview | null; watched: false };
	/** Lets go of the books read last. */
	dismiss_books: { request: OfAssessment; answer: null; watched: false };
	/** Takes over what was chosen, as one step that can be undone. */
	import_books: { request: ImportBooks; answer: ImportedBooks; watched: false };
	/** The newest workshop of an assessment, as far as it may be seen. */
	workshop: { request: OfAssessment; answer: WorkshopView | null; watched: false };
	/** What services a workshop could be about, beyond the areas of the sheet. */
	workshop_choices: { request: OfAssessment; answer: WorkshopChoices; watched: false };
	/** Opens a workshop about a draft; its promise holds from here on. */
	open_workshop: { request: OpenWorkshop; answer: WorkshopView; watched: false };
	/** Says who answers, before anything is shown; who has answered stays. */
	save_respondents: { request: SaveRespondents; answer: WorkshopView; watched: false };
	/** Asks for a folder and writes a paper form for each respondent. */
	make_forms: { request: MakeForms; answer: MadeForms | null; watched: false };
	/** Asks for a folder and writes a fill-in book for each respondent. */
	make_workshop_books: { request: MakeForms; answer: MadeForms | null; watched: false };
	/** Asks which books came back to the workshop, and takes those that can be taken. */
	take_workshop_books: { request: OfAssessment; answer: BooksTaken | null; watched: true };
	/** Takes books into the workshop that were given from outside. */
	take_given_workshop_books: { request: ReadGivenBooks; answer: BooksTaken; watched: true };
	/** Takes the answers of a paper form; those entered before give way. */
	enter_form: { request: EnterForm; answer: WorkshopView; watched: false };
	/** Somebody takes their place at the machine that is passed around. */
	sit_down: { request: SitDown; answer: SeatView; watched: false };
	/** Takes a secret answer of whoever sits there; it never comes back. */
	answer_in_secret: { request: SecretAnswer; answer: null; watched: false };
	/** Whoever sits there leaves. */
	stand_up: { request: OfAssessment; answer: WorkshopView; watched: false };
	/** Gives a number free again: its PIN and its answers of this ballot are gone. */
	free_seat: { request: OfRespondent; answer: WorkshopView; watched: false };
	/** Shows all answers of the ballot under way at once. */
	reveal_workshop: { request: OfAssessment; answer: WorkshopView; watched: false };
	/** What fits into the minutes left. */
	workshop_clock: { request: ClockRequest; answer: ClockView; watched: false };
	/** How the clock of the room stood when it was noted last. */
	meeting: { request: OfAssessment; answer: Meeting | null; watched: false };
	/** Notes how the clock of the room stands, to go on with it after a restart. */
	keep_meeting: { request: KeepMeeting; answer: null; watched: false };
	/** Settles a service: the answer of the assessment, as one step that can be undone. */
	settle_service: { request: SettleService; answer: WorkshopChange; watched: false };
	/** Settles all that are close as proposed, in one step. */
	settle_close_ones: { request: OfAssessment; answer: WorkshopChange; watched: false };
	/** Puts a service off. */
	park_service: { request: ParkService; answer: WorkshopView; watched: false };
	/** Ends the workshop: what the promise lets through is kept, the rest and its key are gone. */
	end_workshop: { request: OfAssessment; answer: WorkshopView; watched: false };
	/** The cohorts this workspace has to do with. */
	cohorts: { request: null; answer: CohortsView; watched: false };
	/** Which cohort card to open: a native dialog. */
	choose_cohort_card: { request: null; answer: CohortCardView | null; watched: false };
	/** Opens a cohort card that was given from outside. */
	open_cohort_card: { request: OfFile; answer: CohortCardView; watched: false };
	/** The cohort card in hand, with what could be contributed now. */
	cohort_card: { request: null; answer: CohortCardView | null; watched: false };
	/** Shows everything that would leave with a contribution; nothing is written yet. */
	prepare_contribution: { request: PrepareContribution; answer: ContributionView; watched: false };
	/** Writes the contribution that was looked at where the dialog says, sealed. */
	write_contribution: { request: OfContribution; answer: WrittenContribution | null; watched: false };
	/** Which benchmark to read an assessment beside: a native dialog. */
	choose_benchmark: { request: OfAssessment; answer: OwnPlaceView | null; watched: false };
	/** Reads an assessment beside a benchmark that was given from outside. */
	open_benchmark: { request: OpenBenchmark; answer: OwnPlaceView | null; watched: false };
	/** An assessment beside the benchmark in hand; nobody else learns it. */
	own_place: { request: OfAssessment; answer: OwnPlaceView | null; watched: false };
	/** Saves the own place beside the benchmark in hand as PDF and Excel: a native dialog. */
	save_own_place: { request: OfAssessment; answer: SavedReports | null; watched: false };
	/** Puts the benchmark in hand away. */
	close_benchmark: { request: null; answer: null; watched: false };
	/** Makes a cohort or a further edition; where its key comes back, asks for its recovery sheet. */
	begin_cohort: { request: BeginCohort; answer: CohortStandingView | null; watched: false };
	/** An edition as its coordinator sees it. */
	cohort_standing: { request: OfEdition; answer: CohortStandingView; watched: false };
	/** Writes the card of an edition where the dialog says, and makes codes. */
	save_cohort_card: { request: SaveCohortCard; answer: SavedOfCohort | null; watched: false };
	/** The recovery sheet of a cohort's key, to be printed. */
	recovery_sheet: { request: OfEdition; answer: RecoverySheetView; watched: false };
	/** Writes the recovery sheet where the dialog says, for its owner alone. */
	save_recovery_sheet: { request: OfEdition; answer: NamedFile | null; watched: false };
	/** Asks which contributions came, and takes them. */
	take_contributions: { request: OfEdition; answer: TakingView | null; watched: true };
	/** Takes contributions that were given from outside. */
	take_given_contributions: { request: TakeGiven; answer: TakingView; watched: true };
	/** Leaves a member out of an edition, or counts it again. */
	leave_out: { request: LeaveOut; answer: CohortStandingView; watched: false };
	/** Calls a member by a name. */
	name_member: { request: NameMember; answer: CohortStandingView; watched: false };
	/** A benchmark of an edition: one that was published, or what could be published now. */
	show_benchmark: { request: OfRelease; answer: BenchmarkView; watched: false };
	/** Saves the report of a benchmark that was published as PDF and Excel: a native dialog. */
	save_benchmark_report: { request: OfRelease; answer: SavedReports | null; watched: false };
	/** Publishes a benchmark where the dialog says, and remembers it. */
	publish_benchmark: { request: OfEdition; answer: PublishedView | null; watched: false };
	/** Writes the benchmark that was published last once more. */
	write_benchmark_again: { request: OfEdition; answer: NamedFile | null; watched: false };
	/** Closes an edition: it takes nothing more. */
	close_edition: { request: OfEdition; answer: CohortStandingView; watched: false };
	/** The anchor cases of the sheet; with the key once the room has seen how it reads the scale. */
	anchor_cases: { request: OfAssessment; answer: AnchorsView | null; watched: false };
	/** Whether a respondent has scored the anchor cases. */
	has_scored_anchors: { request: OfRespondent; answer: boolean; watched: false };
	/** Takes what a respondent scored of the anchor cases; it never comes back. */
	score_anchors: { request: ScoreAnchors; answer: AnchorsView; watched: false };
	/** Shows the room how it reads the scale; no case is scored afterwards. */
	show_anchors: { request: OfAssessment; answer: AnchorsView; watched: false };
	/** Asks where and writes the anchor cases as a sheet of paper. */
	make_anchor_sheet: { request: MakeForms; answer: NamedFile | null; watched: false };
	/** Opens the second window, for the projector. */
	open_presenter: { request: null; answer: null; watched: false };
	/** Says what the window shows of a workshop. */
	present: { request: Present; answer: null; watched: false };
	/** What the projector shows; all that its page may ask. */
	presented: { request: null; answer: PresentedView | null; watched: false };
	/** Every figure of an assessment. */
	results: { request: OfAssessment; answer: ResultsView; watched: false };
	/** Why a figure is what it is. */
	explain: { request: Explain; answer: ExplanationView; watched: false };
	/** How sure the levels are, and what of the score could be defended. */
	confidence: { request: OfAssessment; answer: ConfidenceView; watched: false };
	/** Readings of the assessment's sheet. */
	readings: { request: OfAssessment; answer: Array<ReadingSummary>; watched: false };
	/** How far an assessment evidences a reading. */
	readiness: { request: ReadinessRequest; answer: ReadinessView; watched: false };
	/** Profiles of a sheet, the smallest targets first. */
	profiles: { request: SheetReference; answer: Array<ProfileSummary>; watched: false };
	/** What lies between levels and targets. */
	gaps: { request: GapsRequest; answer: GapsView; watched: false };
	/** The actions in order, and where they would lead. */
	roadmap: { request: OfAssessment; answer: RoadmapView; watched: false };
	/** Person-days an action would take if nobody estimated it. */
	action_days: { request: ActionDaysRequest; answer: ActionDaysView; watched: false };
	/** Takes steps on; several are one change. */
	add_actions: { request: AddActions; answer: RoadmapView; watched: false };
	/** Puts several actions in the place of one, as one change. */
	split_action: { request: SplitAction; answer: RoadmapView; watched: false };
	/** Puts actions into this order. */
	order_actions: { request: OrderActions; answer: RoadmapView; watched: false };
	/** Changes an action. */
	save_action: { request: SaveAction; answer: RoadmapView; watched: false };
	/** Gives several actions another owner, other dates or another state, as one change. */
	change_actions: { request: ChangeActions; answer: RoadmapView; watched: false };
	/** What the plan would be with such a change. */
	try_actions: { request: ChangeActions; answer: RoadmapView; watched: false };
	/** Writes the plan as a calendar or a table where the dialog says. */
	save_plan: { request: SavePlan; answer: NamedFile | null; watched: false };
	/** Takes an action away; brought back with `undo`. */
	remove_action: { request: OfAction; answer: RoadmapView; watched: false };
	/** The steps that close the most gap within a budget. */
	budget: { request: BudgetRequest; answer: BudgetView; watched: false };
	/** Keeps the plan under a budget with its round, or takes it away. */
	keep_plan: { request: KeepPlan; answer: RoadmapView; watched: false };
	/** Every round of the assessment's organization and scope. */
	trend: { request: OfAssessment; answer: TrendView; watched: false };
	/** Writes a remark beside a round, finished or not. */
	annotate_round: { request: AnnotateRound; answer: TrendView; watched: false };
	/** Says when the round after the last is planned. */
	plan_round: { request: PlanRound; answer: TrendView; watched: false };
	/** What changed from one round to a later one. */
	compare: { request: CompareRequest; answer: ComparisonView; watched: false };
	/** What can be chosen for a report. */
	report_options: { request: OfAssessment; answer: ReportOptionsView; watched: false };
	/** Lays the report out in one language. */
	preview_report: { request: PreviewReport; answer: PreviewView; watched: true };
	/** One page of the last preview. */
	preview_page: { request: PreviewPage; answer: PageView; watched: false };
	/** Asks for a folder and writes the files. */
	save_reports: { request: SaveReports; answer: SavedReports | null; watched: true };
	/** Opens a file this window saved with the system's program. */
	open_saved: { request: OfFile; answer: null; watched: false };
	/** Shows a file this window saved, or the workspace, in the system's file manager. */
	show_in_folder: { request: OfFile; answer: null; watched: false };
	/** What is installed. */
	installed: { request: null; answer: InstalledView; watched: false };
	/** Which files to look at: a native dialog. Nothing is installed yet. */
	choose_files_to_install: { request: null; answer: Array<CheckView> | null; watched: false };
	/** Installs a file as it was looked at. */
	install_file: { request: OfFile; answer: InstalledView; watched: false };
	/** Takes an installed file away. */
	remove_installed: { request: OfInstalled; answer: InstalledView; watched: false };
	/** Writes an installed file where the dialog says. */
	export_installed: { request: OfInstalled; answer: NamedFile | null; watched: false };
	/** Asks for an Excel book and finds out what sheet it holds. Nothing is installed yet. */
	choose_sheet_book: { request: null; answer: SheetBookView | null; watched: false };
	/** Finds out what sheet a book holds that was given from outside. */
	look_at_sheet_book: { request: OfFile; answer: SheetBookView; watched: false };
	/** What becomes of the table in that book with a corrected mapping. */
	map_sheet_table: { request: MapSheetTable; answer: SheetBookView; watched: false };
	/** Installs the sheet that was found in that book. */
	install_sheet_book: { request: null; answer: InstalledView; watched: false };
	/** Writes the sheet that was found as JSON where the dialog says. */
	save_sheet_book: { request: null; answer: NamedFile | null; watched: false };
	/** Writes an installed sheet as an Excel book where the dialog says. */
	export_sheet_book: { request: ExportSheetBook; answer: NamedFile | null; watched: false };
	/** The documents to begin with. */
	kit: { request: null; answer: KitView; watched: false };
	/** Writes a document to begin with where the dialog says. */
	save_kit_document: { request: SaveKitDocument; answer: NamedFile | null; watched: false };
}

/** How each command is called. */
export const calls: { [Name in keyof Commands]: "plain" | "request" | "watched" } = {
	show_window: "plain",
	fill_screen: "request",
	keep_window: "plain",
	close_window: "plain",
	take_given_files: "plain",
	about: "plain",
	notices: "plain",
	cancel_job: "request",
	settings: "plain",
	save_settings: "request",
	workspace: "plain",
	missing_workspaces: "plain",
	choose_workspace_place: "request",
	create_workspace: "request",
	choose_workspace: "plain",
	open_workspace: "watched",
	unlock_workspace: "watched",
	keep_place: "request",
	lock_workspace: "plain",
	close_workspace: "plain",
	dismiss_refused: "plain",
	forget_workspace: "request",
	set_passphrase: "watched",
	change_passphrase: "watched",
	remove_passphrase: "watched",
	backups: "plain",
	make_backup: "plain",
	save_workspace_copy: "plain",
	restore_backup: "request",
	branding: "plain",
	save_branding: "request",
	choose_logo: "plain",
	remove_logo: "plain",
	home: "plain",
	create_organization: "request",
	save_organization: "request",
	create_assessment: "request",
	open_sample: "request",
	next_round: "request",
	correct_round: "request",
	remove_assessment: "request",
	restore_assessment: "request",
	remove_organization: "request",
	restore_organization: "request",
	tick_task: "request",
	show_weeks: "request",
	bin: "plain",
	erase_assessment: "request",
	erase_organization: "request",
	choose_assessment_file: "plain",
	look_at_files: "request",
	import_assessment: "request",
	export_assessment: "request",
	sheet: "request",
	assessment: "request",
	save_heading: "request",
	save_answer: "request",
	save_indicators: "request",
	save_note: "request",
	save_evidence: "request",
	choose_evidence: "request",
	open_evidence: "request",
	save_owner: "request",
	save_target: "request",
	apply_targets: "request",
	finish_assessment: "request",
	undo: "request",
	redo: "request",
	revert_change: "request",
	history: "request",
	fill_in_options: "request",
	make_books: "watched",
	read_books: "watched",
	read_given_books: "watched",
	review_books: "request",
	dismiss_books: "request",
	import_books: "request",
	workshop: "request",
	workshop_choices: "request",
	open_workshop: "request",
	save_respondents: "request",
	make_forms: "request",
	make_workshop_books: "request",
	take_workshop_books: "watched",
	take_given_workshop_books: "watched",
	enter_form: "request",
	sit_down: "request",
	answer_in_secret: "request",
	stand_up: "request",
	free_seat: "request",
	reveal_workshop: "request",
	workshop_clock: "request",
	meeting: "request",
	keep_meeting: "request",
	settle_service: "request",
	settle_close_ones: "request",
	park_service: "request",
	end_workshop: "request",
	cohorts: "plain",
	choose_cohort_card: "plain",
	open_cohort_card: "request",
	cohort_card: "plain",
	prepare_contribution: "request",
	write_contribution: "request",
	choose_benchmark: "request",
	open_benchmark: "request",
	own_place: "request",
	save_own_place: "request",
	close_benchmark: "plain",
	begin_cohort: "request",
	cohort_standing: "request",
	save_cohort_card: "request",
	recovery_sheet: "request",
	save_recovery_sheet: "request",
	take_contributions: "watched",
	take_given_contributions: "watched",
	leave_out: "request",
	name_member: "request",
	show_benchmark: "request",
	save_benchmark_report: "request",
	publish_benchmark: "request",
	write_benchmark_again: "request",
	close_edition: "request",
	anchor_cases: "request",
	has_scored_anchors: "request",
	score_anchors: "request",
	show_anchors: "request",
	make_anchor_sheet: "request",
	open_presenter: "plain",
	present: "request",
	presented: "plain",
	results: "request",
	explain: "request",
	confidence: "request",
	readings: "request",
	readiness: "request",
	profiles: "request",
	gaps: "request",
	roadmap: "request",
	action_days: "request",
	add_actions: "request",
	split_action: "request",
	order_actions: "request",
	save_action: "request",
	change_actions: "request",
	try_actions: "request",
	save_plan: "request",
	remove_action: "request",
	budget: "request",
	keep_plan: "request",
	trend: "request",
	annotate_round: "request",
	plan_round: "request",
	compare: "request",
	report_options: "request",
	preview_report: "watched",
	preview_page: "request",
	save_reports: "watched",
	open_saved: "request",
	show_in_folder: "request",
	installed: "plain",
	choose_files_to_install: "plain",
	install_file: "request",
	remove_installed: "request",
	export_installed: "request",
	choose_sheet_book: "plain",
	look_at_sheet_book: "request",
	map_sheet_table: "request",
	install_sheet_book: "plain",
	save_sheet_book: "plain",
	export_sheet_book: "request",
	kit: "plain",
	save_kit_document: "request",
};
