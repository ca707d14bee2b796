// The commands of the window, each declared once: name, request, response.
//
// This file is read three times: here, where the TypeScript of every command is generated and
// tested; by the window, which makes a handler of each line; and by the window's build script,
// which allow-lists the names. So it holds this one macro and nothing else. A `watched` command
// tells its progress and can be stopped.

/// Calls the macro `$then` with the list of commands.
#[macro_export]
macro_rules! for_each_command {
    ($then:ident) => {
        $then! {
            /// Shows the window; called once, right after the first screen is there.
            show_window() -> ();
            /// Makes the window fill the screen, or gives it its size back.
            fill_screen(FillScreen) -> ();
            /// The page has heard that the window is to be closed, and closes it when all is saved.
            keep_window() -> ();
            /// Closes the window; the page has saved what it could.
            close_window() -> ();
            /// The files the program was started with, once.
            take_given_files() -> Vec<GivenFile>;
            /// What the program says of itself.
            about() -> AboutView;
            /// Whose work the program contains, and under which terms: one long text.
            notices() -> String;
            /// Stops a job; one that has ended is not missed.
            cancel_job(OfJob) -> ();

            /// What this person likes.
            settings() -> Settings;
            /// Keeps what this person likes.
            save_settings(Settings) -> Settings;

            /// The workspace as it is now.
            workspace() -> WorkspaceView;
            /// Which of the recent workspaces are not there any more.
            missing_workspaces() -> Vec<FileHandle>;
            /// Where to put a new workspace: a native dialog.
            choose_workspace_place(ChooseWorkspacePlace) -> Option<NamedFile>;
            /// Makes a workspace and opens it.
            create_workspace(CreateWorkspace) -> WorkspaceView;
            /// Which workspace to open: a native dialog.
            choose_workspace() -> Option<NamedFile>;
            /// Opens a file, or the one to begin with; a protected one is then locked.
            open_workspace(OpenWorkspace) watched -> WorkspaceView;
            /// Opens the locked workspace.
            unlock_workspace(GivenPassphrase) watched -> WorkspaceView;
            /// Notes where in the open workspace the person is, to begin there the next time.
            keep_place(Place) -> ();
            /// Locks the open workspace where it is protected: it waits for its passphrase again.
            lock_workspace() -> WorkspaceView;
            /// Closes the workspace.
            close_workspace() -> WorkspaceView;
            /// Asks no more for the workspace that could not be had.
            dismiss_refused() -> WorkspaceView;
            /// Takes a workspace off the list of recent ones; the file stays.
            forget_workspace(OfFile) -> WorkspaceView;
            /// Protects the open workspace, which was not.
            set_passphrase(GivenPassphrase) watched -> RewrittenView;
            /// Protects the open workspace with another passphrase.
            change_passphrase(ChangePassphrase) watched -> RewrittenView;
            /// Takes the protection away.
            remove_passphrase(CurrentPassphrase) watched -> RewrittenView;
            /// Newest first; also of a workspace that cannot be opened.
            backups() -> Vec<BackupView>;
            /// Makes a backup now.
            make_backup() -> Vec<BackupView>;
            /// Writes a complete copy of the workspace where the dialog says.
            save_workspace_copy() -> Option<NamedFile>;
            /// The file as it is now is kept as a backup first.
            restore_backup(OfBackup) -> WorkspaceView;
            /// The look of what leaves the house.
            branding() -> BrandingView;
            /// Everything but the logo.
            save_branding(SaveBranding) -> BrandingView;
            /// Which picture is the logo: a native dialog.
            choose_logo() -> Option<BrandingView>;
            /// Takes the logo away.
            remove_logo() -> BrandingView;

            /// Everything there is, and what to do next.
            home() -> HomeView;
            /// Makes an organization.
            create_organization(OrganizationInput) -> CreatedOrganization;
            /// Changes what is said of an organization.
            save_organization(SaveOrganization) -> HomeView;
            /// Begins a round.
            create_assessment(CreateAssessment) -> AssessmentView;
            /// The sample organization with its rounds, in a language.
            open_sample(OpenSample) -> HomeView;
            /// A new draft with targets, notes, owners and open actions of a round, without its answers.
            next_round(NextRound) -> AssessmentView;
            /// A new draft with everything of a finished round, which it corrects.
            correct_round(CorrectRound) -> AssessmentView;
            /// Puts an assessment into the bin; `restore_assessment` brings it back.
            remove_assessment(OfAssessment) -> HomeView;
            /// Brings an assessment back from the bin.
            restore_assessment(OfAssessment) -> HomeView;
            /// Puts an organization into the bin with its rounds.
            remove_organization(OfOrganization) -> HomeView;
            /// Brings an organization back from the bin with its rounds.
            restore_organization(OfOrganization) -> HomeView;
            /// Ticks a task of the starter kit for an organization, or takes the tick away.
            tick_task(TickTask) -> HomeView;
            /// Shows the weeks of an organization that begins, or puts them away.
            show_weeks(ShowWeeks) -> HomeView;
            /// What is in the bin.
            bin() -> BinView;
            /// Erases an assessment in the bin for good; only backups still hold it.
            erase_assessment(OfAssessment) -> BinView;
            /// Erases an organization in the bin for good with its rounds; only backups still hold it.
            erase_organization(OfOrganization) -> BinView;
            /// Which assessment file to read: a native dialog. Nothing is taken in yet.
            choose_assessment_file() -> Option<CheckView>;
            /// Looks at files given from outside. Nothing is taken in yet.
            look_at_files(OfFiles) -> Vec<CheckView>;
            /// Takes a file in as it was looked at.
            import_assessment(OfFile) -> AssessmentView;
            /// Writes the assessment file where the dialog says.
            export_assessment(OfAssessment) -> Option<NamedFile>;

            /// A whole sheet with its texts.
            sheet(SheetReference) -> SheetView;
            /// Everything of one assessment.
            assessment(OfAssessment) -> AssessmentView;
            /// Changes what an assessment is about.
            save_heading(SaveHeading) -> AssessmentView;
            /// Answers a service.
            save_answer(SaveAnswer) -> AssessmentView;
            /// Ticks indicators.
            save_indicators(SaveIndicators) -> AssessmentView;
            /// Writes the note of a service.
            save_note(SaveNote) -> AssessmentView;
            /// Replaces the evidence of a service.
            save_evidence(SaveEvidence) -> AssessmentView;
            /// Which file supports an answer: a native dialog. A copy is kept at once where one is wanted.
            choose_evidence(ChooseEvidence) -> Option<EvidenceView>;
            /// Opens the place of a piece of evidence of an assessment.
            open_evidence(OpenEvidence) -> ();
            /// Names who answers for a service.
            save_owner(SaveOwner) -> AssessmentView;
            /// Sets the level wanted of a service.
            save_target(SaveTarget) -> AssessmentView;
            /// Sets targets from a profile or a reading.
            apply_targets(ApplyTargets) -> AssessmentView;
            /// Freezes the assessment at a date.
            finish_assessment(FinishAssessment) -> AssessmentView;
            /// Takes the last change back; survives a restart.
            undo(OfAssessment) -> UndoView;
            /// Does again what was taken back.
            redo(OfAssessment) -> UndoView;
            /// Puts back what one change replaced, as a new change; later changes elsewhere stay.
            revert_change(OfChange) -> UndoView;
            /// Changes, newest first, of one assessment, of one service of it, or of everything.
            history(HistoryRequest) -> HistoryView;

            /// Who could be sent a fill-in book.
            fill_in_options(OfAssessment) -> FillInOptionsView;
            /// Asks where and writes fill-in books.
            make_books(MakeBooks) watched -> Option<MadeBooks>;
            /// Asks which books came back, and reads them. Nothing is taken over yet.
            read_books(OfAssessment) watched -> Option<BooksReview>;
            /// Reads books that were given from outside. Nothing is taken over yet.
            read_given_books(ReadGivenBooks) watched -> Option<BooksReview>;
            /// The books read last beside what is known now, where they wait to be decided.
            review_books(ReviewBooks) -> Option<BooksReview>;
            /// Lets go of the books read last.
            dismiss_books(OfAssessment) -> ();
            /// Takes over what was chosen, as one step that can be undone.
            import_books(ImportBooks) -> ImportedBooks;

            /// The newest workshop of an assessment, as far as it may be seen.
            workshop(OfAssessment) -> Option<WorkshopView>;
            /// What services a workshop could be about, beyond the areas of the sheet.
            workshop_choices(OfAssessment) -> WorkshopChoices;
            /// Opens a workshop about a draft; its promise holds from here on.
            open_workshop(OpenWorkshop) -> WorkshopView;
            /// Says who answers, before anything is shown; who has answered stays.
            save_respondents(SaveRespondents) -> WorkshopView;
            /// Asks for a folder and writes a paper form for each respondent.
            make_forms(MakeForms) -> Option<MadeForms>;
            /// Asks for a folder and writes a fill-in book for each respondent.
            make_workshop_books(MakeForms) -> Option<MadeForms>;
            /// Asks which books came back to the workshop, and takes those that can be taken.
            take_workshop_books(OfAssessment) watched -> Option<BooksTaken>;
            /// Takes books into the workshop that were given from outside.
            take_given_workshop_books(ReadGivenBooks) watched -> BooksTaken;
            /// Takes the answers of a paper form; those entered before give way.
            enter_form(EnterForm) -> WorkshopView;
            /// Somebody takes their place at the machine that is passed around.
            sit_down(SitDown) -> SeatView;
            /// Takes a secret answer of whoever sits there; it never comes back.
            answer_in_secret(SecretAnswer) -> ();
            /// Whoever sits there leaves.
            stand_up(OfAssessment) -> WorkshopView;
            /// Gives a number free again: its PIN and its answers of this ballot are gone.
            free_seat(OfRespondent) -> WorkshopView;
            /// Shows all answers of the ballot under way at once.
            reveal_workshop(OfAssessment) -> WorkshopView;
            /// What fits into the minutes left.
            workshop_clock(ClockRequest) -> ClockView;
            /// How the clock of the room stood when it was noted last.
            meeting(OfAssessment) -> Option<Meeting>;
            /// Notes how the clock of the room stands, to go on with it after a restart.
            keep_meeting(KeepMeeting) -> ();
            /// Settles a service: the answer of the assessment, as one step that can be undone.
            settle_service(SettleService) -> WorkshopChange;
            /// Settles all that are close as proposed, in one step.
            settle_close_ones(OfAssessment) -> WorkshopChange;
            /// Puts a service off.
            park_service(ParkService) -> WorkshopView;
            /// Ends the workshop: what the promise lets through is kept, the rest and its key are gone.
            end_workshop(OfAssessment) -> WorkshopView;

            /// The cohorts this workspace has to do with.
            cohorts() -> CohortsView;
            /// Which cohort card to open: a native dialog.
            choose_cohort_card() -> Option<CohortCardView>;
            /// Opens a cohort card that was given from outside.
            open_cohort_card(OfFile) -> CohortCardView;
            /// The cohort card in hand, with what could be contributed now.
            cohort_card() -> Option<CohortCardView>;
            /// Shows everything that would leave with a contribution; nothing is written yet.
            prepare_contribution(PrepareContribution) -> ContributionView;
            /// Writes the contribution that was looked at where the dialog says, sealed.
            write_contribution(OfContribution) -> Option<WrittenContribution>;
            /// Which benchmark to read an assessment beside: a native dialog.
            choose_benchmark(OfAssessment) -> Option<OwnPlaceView>;
            /// Reads an assessment beside a benchmark that was given from outside.
            open_benchmark(OpenBenchmark) -> Option<OwnPlaceView>;
            /// An assessment beside the benchmark in hand; nobody else learns it.
            own_place(OfAssessment) -> Option<OwnPlaceView>;
            /// Saves the own place beside the benchmark in hand as PDF and Excel: a native dialog.
            save_own_place(OfAssessment) -> Option<SavedReports>;
            /// Puts the benchmark in hand away.
            close_benchmark() -> ();
            /// Makes a cohort or a further edition; where its key comes back, asks for its recovery sheet.
            begin_cohort(BeginCohort) -> Option<CohortStandingView>;
            /// An edition as its coordinator sees it.
            cohort_standing(OfEdition) -> CohortStandingView;
            /// Writes the card of an edition where the dialog says, and makes codes.
            save_cohort_card(SaveCohortCard) -> Option<SavedOfCohort>;
            /// The recovery sheet of a cohort's key, to be printed.
            recovery_sheet(OfEdition) -> RecoverySheetView;
            /// Writes the recovery sheet where the dialog says, for its owner alone.
            save_recovery_sheet(OfEdition) -> Option<NamedFile>;
            /// Asks which contributions came, and takes them.
            take_contributions(OfEdition) watched -> Option<TakingView>;
            /// Takes contributions that were given from outside.
            take_given_contributions(TakeGiven) watched -> TakingView;
            /// Leaves a member out of an edition, or counts it again.
            leave_out(LeaveOut) -> CohortStandingView;
            /// Calls a member by a name.
            name_member(NameMember) -> CohortStandingView;
            /// A benchmark of an edition: one that was published, or what could be published now.
            show_benchmark(OfRelease) -> BenchmarkView;
            /// Saves the report of a benchmark that was published as PDF and Excel: a native dialog.
            save_benchmark_report(OfRelease) -> Option<SavedReports>;
            /// Publishes a benchmark where the dialog says, and remembers it.
            publish_benchmark(OfEdition) -> Option<PublishedView>;
            /// Writes the benchmark that was published last once more.
            write_benchmark_again(OfEdition) -> Option<NamedFile>;
            /// Closes an edition: it takes nothing more.
            close_edition(OfEdition) -> CohortStandingView;

            /// The anchor cases of the sheet; with the key once the room has seen how it reads the scale.
            anchor_cases(OfAssessment) -> Option<AnchorsView>;
            /// Whether a respondent has scored the anchor cases.
            has_scored_anchors(OfRespondent) -> bool;
            /// Takes what a respondent scored of the anchor cases; it never comes back.
            score_anchors(ScoreAnchors) -> AnchorsView;
            /// Shows the room how it reads the scale; no case is scored afterwards.
            show_anchors(OfAssessment) -> AnchorsView;
            /// Asks where and writes the anchor cases as a sheet of paper.
            make_anchor_sheet(MakeForms) -> Option<NamedFile>;

            /// Opens the second window, for the projector.
            open_presenter() -> ();
            /// Says what the window shows of a workshop.
            present(Present) -> ();
            /// What the projector shows; all that its page may ask.
            presented() -> Option<PresentedView>;

            /// Every figure of an assessment.
            results(OfAssessment) -> ResultsView;
            /// Why a figure is what it is.
            explain(Explain) -> ExplanationView;
            /// How sure the levels are, and what of the score could be defended.
            confidence(OfAssessment) -> ConfidenceView;
            /// Readings of the assessment's sheet.
            readings(OfAssessment) -> Vec<ReadingSummary>;
            /// How far an assessment evidences a reading.
            readiness(ReadinessRequest) -> ReadinessView;
            /// Profiles of a sheet, the smallest targets first.
            profiles(SheetReference) -> Vec<ProfileSummary>;

            /// What lies between levels and targets.
            gaps(GapsRequest) -> GapsView;
            /// The actions in order, and where they would lead.
            roadmap(OfAssessment) -> RoadmapView;
            /// Person-days an action would take if nobody estimated it.
            action_days(ActionDaysRequest) -> ActionDaysView;
            /// Takes steps on; several are one change.
            add_actions(AddActions) -> RoadmapView;
            /// Puts several actions in the place of one, as one change.
            split_action(SplitAction) -> RoadmapView;
            /// Puts actions into this order.
            order_actions(OrderActions) -> RoadmapView;
            /// Changes an action.
            save_action(SaveAction) -> RoadmapView;
            /// Gives several actions another owner, other dates or another state, as one change.
            change_actions(ChangeActions) -> RoadmapView;
            /// What the plan would be with such a change.
            try_actions(ChangeActions) -> RoadmapView;
            /// Writes the plan as a calendar or a table where the dialog says.
            save_plan(SavePlan) -> Option<NamedFile>;
            /// Takes an action away; brought back with `undo`.
            remove_action(OfAction) -> RoadmapView;
            /// The steps that close the most gap within a budget.
            budget(BudgetRequest) -> BudgetView;
            /// Keeps the plan under a budget with its round, or takes it away.
            keep_plan(KeepPlan) -> RoadmapView;

            /// Every round of the assessment's organization and scope.
            trend(OfAssessment) -> TrendView;
            /// Writes a remark beside a round, finished or not.
            annotate_round(AnnotateRound) -> TrendView;
            /// Says when the round after the last is planned.
            plan_round(PlanRound) -> TrendView;
            /// What changed from one round to a later one.
            compare(CompareRequest) -> ComparisonView;

            /// What can be chosen for a report.
            report_options(OfAssessment) -> ReportOptionsView;
            /// Lays the report out in one language.
            preview_report(PreviewReport) watched -> PreviewView;
            /// One page of the last preview.
            preview_page(PreviewPage) -> PageView;
            /// Asks for a folder and writes the files.
            save_reports(SaveReports) watched -> Option<SavedReports>;
            /// Opens a file this window saved with the system's program.
            open_saved(OfFile) -> ();
            /// Shows a file this window saved, or the workspace, in the system's file manager.
            show_in_folder(OfFile) -> ();

            /// What is installed.
            installed() -> InstalledView;
            /// Which files to look at: a native dialog. Nothing is installed yet.
            choose_files_to_install() -> Option<Vec<CheckView>>;
            /// Installs a file as it was looked at.
            install_file(OfFile) -> InstalledView;
            /// Takes an installed file away.
            remove_installed(OfInstalled) -> InstalledView;
            /// Writes an installed file where the dialog says.
            export_installed(OfInstalled) -> Option<NamedFile>;
            /// Asks for an Excel book and finds out what sheet it holds. Nothing is installed yet.
            choose_sheet_book() -> Option<SheetBookView>;
            /// Finds out what sheet a book holds that was given from outside.
            look_at_sheet_book(OfFile) -> SheetBookView;
            /// What becomes of the table in that book with a corrected mapping.
            map_sheet_table(MapSheetTable) -> SheetBookView;
            /// Installs the sheet that was found in that book.
            install_sheet_book() -> InstalledView;
            /// Writes the sheet that was found as JSON where the dialog says.
            save_sheet_book() -> Option<NamedFile>;
            /// Writes an installed sheet as an Excel book where the dialog says.
            export_sheet_book(ExportSheetBook) -> Option<NamedFile>;
            /// The documents to begin with.
            kit() -> KitView;
            /// Writes a document to begin with where the dialog says.
            save_kit_document(SaveKitDocument) -> Option<NamedFile>;
        }
    };
}
