//! The use cases of the window, on real files, without a window.

use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use psirt_core::Language;
use psirt_core::assessment::{ActionState, AssessmentState};
use tempfile::TempDir;

use super::job::Watch;
use super::shell::{Choice, Question, Shell};
use super::use_cases as ask;
use super::wire::*;
use super::{Desktop, Places};

/// What the shell was asked to open or show, and what a person answers to dialogs.
#[derive(Default)]
struct Script {
    answers: Mutex<VecDeque<Vec<PathBuf>>>,
    opened: Mutex<Vec<PathBuf>>,
}

struct Scripted(Arc<Script>);

impl Shell for Scripted {
    fn show_window(&self) -> io::Result<()> {
        Ok(())
    }

    fn choose(&self, question: &Question) -> Vec<PathBuf> {
        let mut answers = self.0.answers.lock().expect("no test panics in here");
        let paths = answers.pop_front().unwrap_or_default();
        match &question.choice {
            // A folder in place of a file means: the name that is proposed.
            Choice::NewFile(name) => paths
                .into_iter()
                .map(|path| if path.is_dir() { path.join(name) } else { path })
                .collect(),
            _ => paths,
        }
    }

    fn open(&self, path: &Path) -> io::Result<()> {
        let mut opened = self.0.opened.lock().expect("no test panics in here");
        opened.push(path.to_owned());
        Ok(())
    }

    fn show_in_folder(&self, path: &Path) -> io::Result<()> {
        self.open(path)
    }
}

/// A computer with the program on it.
struct Computer {
    folder: TempDir,
    script: Arc<Script>,
    desktop: Desktop,
}

impl Computer {
    /// On which it was never started.
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let script = Arc::new(Script::default());
        let desktop = Self::start(&folder, &script);
        Self {
            folder,
            script,
            desktop,
        }
    }

    /// With a workspace.
    fn with_workspace() -> Self {
        let computer = Self::new();
        let request = CreateWorkspace {
            path: None,
            passphrase: None,
        };
        ask::create_workspace(&computer.desktop, request).expect("a workspace can be made");
        computer
    }

    /// With the sample data.
    fn with_sample(language: Language) -> Self {
        let computer = Self::with_workspace();
        ask::open_sample(&computer.desktop, OpenSample { language }).expect("the sample opens");
        computer
    }

    fn start(folder: &TempDir, script: &Arc<Script>) -> Desktop {
        let places = Places {
            settings: folder.path().join("settings"),
            data: folder.path().join("data"),
            documents: None,
        };
        Desktop::new(Box::new(Scripted(Arc::clone(script))), places)
    }

    /// Ends the program and starts it again.
    fn restart(&mut self) {
        self.desktop.close();
        self.desktop = Self::start(&self.folder, &self.script);
    }

    fn answer_dialog(&self, paths: &[&Path]) {
        let paths = paths.iter().map(|&path| path.to_owned()).collect();
        let mut answers = self.script.answers.lock().expect("no test panics in here");
        answers.push_back(paths);
    }

    fn home(&self) -> HomeView {
        ask::home(&self.desktop).expect("there is a home")
    }

    /// The rounds of the only organization, newest first.
    fn rounds(&self) -> Vec<AssessmentSummary> {
        let home = self.home();
        assert_eq!(home.organizations.len(), 1);
        home.organizations[0].assessments.clone()
    }

    /// A draft of an organization of its own.
    fn draft(&self) -> AssessmentView {
        let organization = OrganizationInput {
            name: " 架空製造 ".to_owned(),
            sector: None,
            size: None,
            model: None,
        };
        let made = ask::create_organization(&self.desktop, organization).expect("it is made");
        let sheet = &made.home.sheets[0];
        let request = CreateAssessment {
            organization: made.organization,
            sheet: SheetReference {
                id: sheet.id.clone(),
                edition: sheet.edition.clone(),
            },
            scope: "全社".to_owned(),
            title: "1回目".to_owned(),
            date: day("2026-11-06"),
            profile: None,
        };
        ask::create_assessment(&self.desktop, request).expect("it is made")
    }

    fn answer(&self, view: &AssessmentView, place: usize, level: u8) -> AssessmentView {
        let request = SaveAnswer {
            of: of(view, place),
            answer: Some(Answer::Level { level }),
        };
        ask::save_answer(&self.desktop, request).expect("it can be answered")
    }
}

fn day(text: &str) -> Day {
    Day(text.parse().expect("it is a day"))
}

fn of(view: &AssessmentView, place: usize) -> OfService {
    OfService {
        assessment: view.id.clone(),
        service: view.entries[place].service.clone(),
    }
}

fn of_assessment(view: &AssessmentView) -> OfAssessment {
    OfAssessment {
        assessment: view.id.clone(),
    }
}

fn named(assessment: &str) -> OfAssessment {
    OfAssessment {
        assessment: assessment.to_owned(),
    }
}

fn watch() -> Watch {
    super::job::Jobs::default().begin(1, |_| {})
}

fn code<T: std::fmt::Debug>(result: Result<T, Failure>) -> FailureCode {
    result.expect_err("it is refused").code
}

fn passphrase(text: &str) -> GivenPassphrase {
    GivenPassphrase {
        passphrase: text.to_owned(),
    }
}

#[test]
fn the_first_start_is_told_from_the_second() {
    let mut computer = Computer::new();
    let before = ask::workspace(&computer.desktop).expect("there is a view");
    assert!(before.first_start && before.state == WorkspaceState::None);
    ask::create_workspace(
        &computer.desktop,
        CreateWorkspace {
            path: None,
            passphrase: None,
        },
    )
    .expect("a workspace can be made");
    computer.restart();
    let after = ask::workspace(&computer.desktop).expect("there is a view");
    assert!(!after.first_start);
    assert_eq!(after.state, WorkspaceState::Open, "the last one is opened");
    assert_eq!(after.recent.len(), 1);
    assert_ne!(
        Some(after.default_path),
        after.file.map(|file| file.path),
        "the name that is taken is not proposed again"
    );
}

#[test]
fn the_sample_opens_once_in_each_language() {
    let computer = Computer::with_sample(Language::En);
    let again = OpenSample {
        language: Language::En,
    };
    let home = ask::open_sample(&computer.desktop, again).expect("it opens");
    assert!(home.has_sample);
    assert_eq!(home.organizations.len(), 1);
    assert_eq!(home.organizations[0].assessments.len(), 3);
    assert_eq!(home.next, None, "nobody has to go on with a sample");
    let japanese = OpenSample {
        language: Language::Ja,
    };
    let home = ask::open_sample(&computer.desktop, japanese).expect("it opens");
    assert_eq!(home.organizations.len(), 2);
    assert!(
        home.organizations
            .iter()
            .all(|one| one.assessments.len() == 3)
    );
}

#[test]
fn every_screen_shows_the_sample() {
    let computer = Computer::with_sample(Language::Ja);
    let rounds = computer.rounds();
    let newest = named(&rounds[0].id);
    let desktop = &computer.desktop;

    let results = ask::results(desktop, newest.clone()).expect("there are results");
    assert_eq!(results.overall.score, rounds[0].overall);
    assert_eq!(results.earlier.len(), 2);
    let previous = results.previous.expect("it is not the first round");
    assert_eq!(previous.assessment, rounds[1].id);
    assert!(
        results.overall.change.is_some(),
        "both rounds have one sheet"
    );

    for subject in [
        Subject::Overall,
        Subject::Area {
            id: results.areas[0].id.clone(),
        },
        Subject::Service {
            id: results.services[0].id.clone(),
        },
    ] {
        let request = Explain {
            assessment: newest.assessment.clone(),
            subject,
        };
        let told = ask::explain(desktop, request).expect("it can be explained");
        let value = told.value.expect("the figure is there");
        assert!(told.raises.iter().all(|raise| raise.value > value));
        let order: Vec<f64> = told.raises.iter().map(|raise| raise.value).collect();
        assert!(order.is_sorted_by(|one, next| one >= next), "{order:?}");
    }

    let readings = ask::readings(desktop, newest.clone()).expect("there are readings");
    for reading in &readings {
        let request = ReadinessRequest {
            assessment: newest.assessment.clone(),
            reading: reading.id.clone(),
        };
        let readiness = ask::readiness(desktop, request).expect("it can be read");
        let counts = readiness.counts;
        let judged = counts.met + counts.partly + counts.not_met + counts.cannot_tell;
        assert_eq!(judged, readiness.requirements.len());
    }

    let gaps = GapsRequest {
        assessment: newest.assessment.clone(),
        reading: Some(readings[0].id.clone()),
    };
    let gaps = ask::gaps(desktop, gaps).expect("there are gaps");
    let roadmap = ask::roadmap(desktop, newest.clone()).expect("there is a roadmap");
    assert!(roadmap.projection.overall > roadmap.projection.overall_today);
    let in_quarters: usize = roadmap.quarters.iter().map(|one| one.actions.len()).sum();
    let due = roadmap
        .actions
        .iter()
        .filter(|action| action.due.is_some() && action.state != ActionState::Dropped);
    assert_eq!(in_quarters, due.count());

    let budget = |days| {
        let request = BudgetRequest {
            assessment: newest.assessment.clone(),
            reading: None,
            days,
        };
        ask::budget(desktop, request).expect("it can be planned")
    };
    assert_eq!(budget(0.0).closed, 0);
    let all = budget(1e6);
    assert_eq!((all.closed, all.used_days), (all.open, all.all_days));
    let sizes: usize = gaps.ranked.iter().map(|gap| usize::from(gap.size)).sum();
    assert_eq!(all.open, sizes);

    let trend = ask::trend(desktop, newest.clone()).expect("there is a trend");
    assert_eq!(trend.rounds.len(), 3);
    assert!(matches!(trend.breaks[0], BreakView::SheetChanged { .. }));
    assert_eq!(trend.breaks[1], BreakView::None);

    let compare = CompareRequest {
        older: rounds[1].id.clone(),
        newer: rounds[0].id.clone(),
    };
    let comparison = ask::compare(desktop, compare).expect("they can be compared");
    assert!(!comparison.falls.is_empty() && !comparison.rises.is_empty());
    assert!(!comparison.plan.is_empty());

    let installed = ask::installed(desktop).expect("something is installed");
    let used: usize = installed.sheets.iter().map(|sheet| sheet.assessments).sum();
    assert_eq!(used, 3);
}

#[test]
fn an_answer_is_there_after_a_restart_and_so_is_undo() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    assert_eq!(
        view.heading.organization_name, "架空製造",
        "names are trimmed"
    );
    computer.answer(&view, 0, 3);
    computer.answer(&view, 0, 4);
    computer.restart();
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 4 }));
    let undone = ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    let entry = &undone.assessment.entries[0];
    assert_eq!(entry.answer, Some(Answer::Level { level: 3 }));
    let change = undone.change.expect("something was undone");
    assert!(change.undone && change.what == ChangedField::Answer);
    assert_eq!(
        change.service.as_deref(),
        Some(view.entries[0].service.as_str())
    );
    let redone = ask::redo(&computer.desktop, of_assessment(&view)).expect("it can be redone");
    assert_eq!(
        redone.assessment.entries[0].answer,
        Some(Answer::Level { level: 4 })
    );
}

#[test]
fn the_history_tells_what_was_in_words() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 0);
    computer.answer(&view, 0, 3);
    let request = SaveNote {
        of: of(&view, 1),
        note: "要確認".to_owned(),
    };
    ask::save_note(&computer.desktop, request).expect("a note can be kept");
    let request = HistoryRequest {
        assessment: Some(view.id.clone()),
        service: None,
        before: None,
    };
    let history = ask::history(&computer.desktop, request).expect("there is a history");
    let [note, second, ..] = &history.changes[..] else {
        panic!("three changes and a beginning: {history:?}");
    };
    assert_eq!(
        (note.what, note.after.ja.as_str()),
        (ChangedField::Note, "要確認")
    );
    let sheet = ask::sheet(&computer.desktop, view.sheet.clone()).expect("it is there");
    let level = |level: usize| {
        let named = &sheet.scale[level];
        (
            format!("{level} {}", named.name.en),
            format!("{level} {}", named.name.ja),
        )
    };
    let (en, ja) = level(3);
    assert_eq!((&second.after.en, &second.after.ja), (&en, &ja));
    let (en, _) = level(0);
    assert_eq!(second.before.en, en);
    assert!(second.revertible);

    let request = OfChange {
        change: second.id.clone(),
    };
    let reverted = ask::revert_change(&computer.desktop, request).expect("it can be put back");
    let entry = &reverted.assessment.entries;
    assert_eq!(entry[0].answer, Some(Answer::Level { level: 0 }));
    assert_eq!(entry[1].note, "要確認", "later changes elsewhere stay");
}

#[test]
fn what_is_typed_in_one_go_is_one_step() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    for note in ["文", "文書", "文書化"] {
        let request = SaveNote {
            of: of(&view, 0),
            note: note.to_owned(),
        };
        ask::save_note(&computer.desktop, request).expect("a note can be kept");
    }
    let undone = ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    assert_eq!(undone.assessment.entries[0].note, "");
}

#[test]
fn what_the_sheet_does_not_have_is_refused_with_all_faults() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let request = SaveAnswer {
        of: of(&view, 0),
        answer: Some(Answer::NotApplicable {
            reason: String::new(),
        }),
    };
    let failure = ask::save_answer(&computer.desktop, request).expect_err("it needs a reason");
    assert_eq!(failure.code, FailureCode::InvalidInput);
    assert_eq!(failure.faults.len(), 1);
    let request = SaveTarget {
        of: of(&view, 0),
        target: Some(9),
    };
    assert_eq!(
        code(ask::save_target(&computer.desktop, request)),
        FailureCode::InvalidInput
    );
}

#[test]
fn a_finished_round_stays_and_the_next_one_begins_with_its_plan() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    for place in 0..view.entries.len() {
        computer.answer(&view, place, 2);
    }
    let home = computer.home();
    assert_eq!(
        home.next,
        Some(NextAction::ReviewResults {
            assessment: view.id.clone()
        })
    );
    let profiles = ask::profiles(&computer.desktop, of_assessment(&view)).expect("there are some");
    let request = ApplyTargets {
        assessment: view.id.clone(),
        from: TargetSource::Profile {
            id: profiles[0].id.clone(),
        },
        keep_existing: false,
    };
    let targeted = ask::apply_targets(&computer.desktop, request).expect("targets are set");
    assert_eq!(targeted.targets_from.as_ref(), Some(&profiles[0].title));
    let action = ActionInput {
        service: view.entries[0].service.clone(),
        to_level: 3,
        title: "手順を文書化する".to_owned(),
        deliverable: String::new(),
        owner: "品質保証部".to_owned(),
        due: Some(day("2027-02-01")),
        effort_days: None,
        state: ActionState::Planned,
    };
    let request = AddActions {
        assessment: view.id.clone(),
        actions: vec![action],
    };
    let roadmap = ask::add_actions(&computer.desktop, request).expect("it is taken on");
    assert_eq!(roadmap.quarters.len(), 1);
    assert_eq!(roadmap.owners, ["品質保証部"]);

    let request = FinishAssessment {
        assessment: view.id.clone(),
        date: day("2026-11-20"),
    };
    let finished = ask::finish_assessment(&computer.desktop, request).expect("it is finished");
    assert_eq!(finished.state, AssessmentState::Finished);
    assert_eq!(finished.heading.date, day("2026-11-20"));
    let request = SaveAnswer {
        of: of(&view, 0),
        answer: None,
    };
    assert_eq!(
        code(ask::save_answer(&computer.desktop, request)),
        FailureCode::Finished
    );

    let request = OfAction {
        assessment: view.id.clone(),
        id: roadmap.actions[0].id.clone(),
    };
    let roadmap = ask::remove_action(&computer.desktop, request).expect("the plan goes on");
    assert!(roadmap.actions.is_empty());
    let undone = ask::undo(&computer.desktop, of_assessment(&view)).expect("it can be undone");
    assert_eq!(
        undone.change.map(|change| change.what),
        Some(ChangedField::Action)
    );

    let request = PlanRound {
        assessment: view.id.clone(),
        date: Some(day("2027-11-01")),
    };
    let trend = ask::plan_round(&computer.desktop, request).expect("it can be planned");
    let planned = trend.planned.expect("it is planned");
    assert!(planned.projection.overall > planned.projection.overall_today);

    let request = NextRound {
        assessment: view.id.clone(),
        title: "2回目".to_owned(),
        date: day("2027-11-01"),
        sheet: None,
        keep_indicators: false,
    };
    let next = ask::next_round(&computer.desktop, request).expect("it begins");
    let previous = next.entries[0]
        .previous
        .as_ref()
        .expect("there is a last time");
    assert_eq!(previous.answer, Some(Answer::Level { level: 2 }));
    assert_eq!(next.entries[0].answer, None);
    let roadmap = ask::roadmap(&computer.desktop, of_assessment(&next)).expect("it has a plan");
    assert_eq!(roadmap.actions.len(), 1, "open actions come along");
    let trend = ask::trend(&computer.desktop, of_assessment(&next)).expect("there is a trend");
    assert_eq!(trend.rounds.len(), 2);
    assert_eq!(trend.planned, None, "what was planned has begun");
}

#[test]
fn a_corrected_round_leaves_the_trend_to_its_correction() {
    let computer = Computer::with_sample(Language::En);
    let newest = computer.rounds()[0].clone();
    let request = CorrectRound {
        assessment: newest.id.clone(),
        title: newest.title.clone(),
        date: newest.date,
    };
    let correction = ask::correct_round(&computer.desktop, request).expect("it begins");
    assert_eq!(correction.state, AssessmentState::Draft);
    let previous = correction
        .previous
        .as_ref()
        .expect("there is a round before");
    assert_ne!(
        previous.assessment, newest.id,
        "it follows what that one followed"
    );
    let request = FinishAssessment {
        assessment: correction.id.clone(),
        date: newest.date,
    };
    ask::finish_assessment(&computer.desktop, request).expect("it is finished");
    let trend = ask::trend(&computer.desktop, named(&correction.id)).expect("there is a trend");
    let rounds: Vec<&str> = trend
        .rounds
        .iter()
        .map(|one| one.assessment.as_str())
        .collect();
    assert_eq!(rounds.len(), 3);
    assert!(!rounds.contains(&newest.id.as_str()));
    let corrects = trend.rounds[2]
        .corrects
        .as_ref()
        .expect("it says what it corrects");
    assert_eq!(corrects.assessment, newest.id);
}

#[test]
fn a_protected_workspace_opens_with_its_passphrase_alone() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    let set = ask::set_passphrase(&computer.desktop, passphrase("正しい馬"), &watch());
    assert!(set.expect("it can be protected").encrypted);
    computer.restart();
    let locked = ask::workspace(&computer.desktop).expect("there is a view");
    assert_eq!(locked.state, WorkspaceState::Locked);
    assert_eq!(
        code(ask::assessment(&computer.desktop, of_assessment(&view))),
        FailureCode::Locked
    );
    assert_eq!(
        code(ask::unlock_workspace(
            &computer.desktop,
            passphrase("違う馬")
        )),
        FailureCode::WrongPassphrase
    );
    let open = ask::unlock_workspace(&computer.desktop, passphrase("正しい馬"));
    assert_eq!(
        open.expect("it is the right one").state,
        WorkspaceState::Open
    );
    ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    let wrong = CurrentPassphrase {
        current: "違う馬".to_owned(),
    };
    assert_eq!(
        code(ask::remove_passphrase(&computer.desktop, wrong, &watch())),
        FailureCode::WrongPassphrase
    );
    let right = CurrentPassphrase {
        current: "正しい馬".to_owned(),
    };
    let removed = ask::remove_passphrase(&computer.desktop, right, &watch());
    assert!(!removed.expect("it can be removed").encrypted);
}

#[test]
fn a_backup_takes_the_place_of_an_open_protected_workspace() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 1);
    ask::set_passphrase(&computer.desktop, passphrase("馬"), &watch()).expect("protected");
    let backups = ask::make_backup(&computer.desktop).expect("a backup can be made");
    assert!(backups[0].checked);
    computer.answer(&view, 0, 5);
    let request = OfBackup {
        id: backups[0].id.clone(),
    };
    let restored = ask::restore_backup(&computer.desktop, request).expect("it can be restored");
    assert_eq!(restored.state, WorkspaceState::Open);
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 1 }));
    let backups = ask::backups(&computer.desktop).expect("they are there");
    let aside = backups
        .iter()
        .find(|one| one.reason == BackupReason::BeforeRestore);
    assert!(aside.is_some(), "what it was is kept");
}

#[test]
fn a_damaged_workspace_offers_its_newest_backup() {
    let mut computer = Computer::with_workspace();
    let view = computer.draft();
    computer.answer(&view, 0, 3);
    ask::make_backup(&computer.desktop).expect("a backup can be made");
    let path = ask::workspace(&computer.desktop)
        .expect("there is a view")
        .file;
    let path = PathBuf::from(path.expect("it has a file").path);
    computer.desktop.close();
    let mut bytes = std::fs::read(&path).expect("it can be read");
    bytes.iter_mut().skip(1_000).for_each(|byte| *byte = 0x5a);
    std::fs::write(&path, bytes).expect("it can be written");
    computer.restart();
    let damaged = ask::workspace(&computer.desktop).expect("there is a view");
    assert_eq!(damaged.state, WorkspaceState::None);
    let request = OpenWorkspace {
        path: path.display().to_string(),
        read_only: false,
    };
    assert_eq!(
        code(ask::open_workspace(&computer.desktop, request)),
        FailureCode::Damaged
    );
    let offered = damaged.newest_backup.expect("a backup is offered");
    let request = OfBackup { id: offered.id };
    ask::restore_backup(&computer.desktop, request).expect("it can be restored");
    let there = ask::assessment(&computer.desktop, of_assessment(&view)).expect("it is there");
    assert_eq!(there.entries[0].answer, Some(Answer::Level { level: 3 }));
}

#[test]
fn a_second_window_is_told_who_has_the_workspace_and_may_read() {
    let first = Computer::with_workspace();
    let view = first.draft();
    let file = ask::workspace(&first.desktop)
        .expect("there is a view")
        .file;
    let path = file.expect("it has a file").path;
    let second = Computer::new();
    let open = |read_only| {
        let request = OpenWorkspace {
            path: path.clone(),
            read_only,
        };
        ask::open_workspace(&second.desktop, request)
    };
    assert_eq!(code(open(false)), FailureCode::InUse);
    let told = ask::workspace(&second.desktop).expect("there is a view");
    assert!(told.holder.is_some(), "it says who has it");
    assert_eq!(
        open(true).expect("it can be read").state,
        WorkspaceState::ReadOnly
    );
    ask::assessment(&second.desktop, of_assessment(&view)).expect("it is there");
    let request = SaveTarget {
        of: of(&view, 0),
        target: Some(3),
    };
    assert_eq!(
        code(ask::save_target(&second.desktop, request)),
        FailureCode::ReadOnly
    );
}

#[test]
fn an_exported_assessment_comes_back_as_another_one() {
    let computer = Computer::with_workspace();
    let view = computer.draft();
    let view = computer.answer(&view, 0, 3);
    computer.answer_dialog(&[computer.folder.path()]);
    let exported = ask::export_assessment(&computer.desktop, of_assessment(&view));
    let path = exported
        .expect("it is written")
        .expect("a place was chosen");
    assert!(path.ends_with("架空製造-2026-11-06.psirt.json"), "{path}");
    let request = OfPath { path: path.clone() };
    let check = ask::check_file(&computer.desktop, request.clone()).expect("it can be looked at");
    assert_eq!(check.kind, Some(FileKind::Assessment));
    assert!(check.faults.is_empty() && check.replaces);
    let same = ask::import_assessment(&computer.desktop, request.clone()).expect("it comes back");
    assert_eq!(same.id, view.id, "nothing has changed: it is the same");
    computer.answer(&view, 0, 5);
    let other = ask::import_assessment(&computer.desktop, request).expect("it comes back");
    assert_ne!(other.id, view.id, "what is there is not replaced");
    assert_eq!(other.entries[0].answer, Some(Answer::Level { level: 3 }));
    assert_eq!(computer.rounds().len(), 2);
    let request = OfPath { path };
    ask::open_saved(&computer.desktop, request).expect("it was written from here");
}

#[test]
fn the_page_cannot_have_any_file_opened() {
    let computer = Computer::with_workspace();
    let own = computer.folder.path().join("settings/settings.json");
    for path in [PathBuf::from("/bin/sh"), own] {
        let request = OfPath {
            path: path.display().to_string(),
        };
        assert_eq!(
            code(ask::open_saved(&computer.desktop, request.clone())),
            FailureCode::NotFound
        );
        assert_eq!(
            code(ask::show_in_folder(&computer.desktop, request)),
            FailureCode::NotFound
        );
    }
    let opened = computer
        .script
        .opened
        .lock()
        .expect("no test panics in here");
    assert!(opened.is_empty());
}

#[test]
fn reports_are_saved_where_the_dialog_says() {
    let computer = Computer::with_sample(Language::Ja);
    let newest = computer.rounds()[0].clone();
    let options = ask::report_options(&computer.desktop, named(&newest.id)).expect("there are");
    let mut choice = options.last;
    choice.languages = vec![Language::En, Language::Ja];
    choice.readings = vec![options.readings[0].id.clone()];
    let request = PreviewReport {
        choice: choice.clone(),
        language: Language::Ja,
    };
    let preview = ask::preview_report(&computer.desktop, request, &watch()).expect("laid out");
    let page = |page| {
        let request = PreviewPage {
            preview: preview.id.clone(),
            page,
        };
        ask::preview_page(&computer.desktop, request)
    };
    let last = page(preview.pages).expect("the last page is there");
    assert!(last.picture.starts_with("data:image/svg+xml;base64,"));
    assert_eq!(code(page(preview.pages + 1)), FailureCode::NotFound);

    let folder = computer.folder.path().join("out");
    std::fs::create_dir(&folder).expect("a folder can be made");
    computer.answer_dialog(&[&folder]);
    let request = SaveReports {
        choice: choice.clone(),
        formats: options.formats.clone(),
    };
    let saved = ask::save_reports(&computer.desktop, request.clone(), &watch());
    let saved = saved
        .expect("they are written")
        .expect("a folder was chosen");
    assert!(saved.files.len() >= 2 * options.formats.len());
    for file in &saved.files {
        let bytes = std::fs::metadata(&file.path).expect("it is there").len();
        assert_eq!(bytes, u64::try_from(file.bytes).expect("it is small"));
    }
    let pdf = saved
        .files
        .iter()
        .find(|file| file.format == ReportFormat::Pdf);
    let pdf = pdf.expect("there is a PDF");
    let request = OfPath {
        path: pdf.path.clone(),
    };
    ask::open_saved(&computer.desktop, request).expect("it was written from here");

    let again = ask::report_options(&computer.desktop, named(&newest.id)).expect("there are");
    assert_eq!(again.last, choice, "what was chosen is proposed again");
}

#[test]
fn a_report_that_is_stopped_writes_nothing_more() {
    let computer = Computer::with_sample(Language::En);
    let newest = computer.rounds()[0].clone();
    let options = ask::report_options(&computer.desktop, named(&newest.id)).expect("there are");
    let mut choice = options.last;
    choice.languages = vec![Language::En];
    let jobs = super::job::Jobs::default();
    let watch = jobs.begin(1, |_| {});
    jobs.stop(1);
    computer.answer_dialog(&[computer.folder.path()]);
    let request = SaveReports {
        choice,
        formats: options.formats,
    };
    let stopped = ask::save_reports(&computer.desktop, request, &watch);
    assert_eq!(code(stopped), FailureCode::Cancelled);
}

#[test]
fn an_organization_taken_off_the_list_comes_back_whole() {
    let computer = Computer::with_sample(Language::Ja);
    let organization = computer.home().organizations[0].id.clone();
    let request = OfOrganization { organization };
    let home = ask::remove_organization(&computer.desktop, request.clone()).expect("it goes");
    assert!(home.organizations.is_empty() && !home.has_sample);
    let home = ask::restore_organization(&computer.desktop, request).expect("it comes back");
    assert_eq!(home.organizations[0].assessments.len(), 3);
}

#[test]
fn a_sheet_of_ones_own_is_checked_installed_and_removed() {
    let computer = Computer::with_workspace();
    let home = computer.home();
    let shipped = OfInstalled {
        kind: InstalledKind::Sheet,
        id: home.sheets[0].id.clone(),
        edition: Some(home.sheets[0].edition.clone()),
    };
    computer.answer_dialog(&[computer.folder.path()]);
    let exported = ask::export_installed(&computer.desktop, shipped).expect("it is written");
    let path = PathBuf::from(exported.expect("a place was chosen"));
    let text = std::fs::read_to_string(&path).expect("it is text");

    computer.answer_dialog(&[&path]);
    let checked = ask::choose_files_to_install(&computer.desktop).expect("it is looked at");
    let request = OfPath {
        path: path.display().to_string(),
    };
    assert!(checked.expect("a file was chosen")[0].replaces);
    let refused = ask::install_file(&computer.desktop, request.clone());
    assert_eq!(
        code(refused),
        FailureCode::InvalidFile,
        "a shipped one stays"
    );

    let own = text.replacen(&home.sheets[0].id, "own-sheet", 1);
    std::fs::write(&path, own).expect("it can be written");
    let installed = ask::install_file(&computer.desktop, request).expect("it is installed");
    let is_own = |sheet: &&SheetSummary| sheet.id == "own-sheet" && !sheet.shipped;
    assert!(installed.sheets.iter().any(|sheet| is_own(&sheet)));
    let own = OfInstalled {
        kind: InstalledKind::Sheet,
        id: "own-sheet".to_owned(),
        edition: Some(home.sheets[0].edition.clone()),
    };
    let left = ask::remove_installed(&computer.desktop, own).expect("it goes");
    assert!(!left.sheets.iter().any(|sheet| is_own(&sheet)));
}

#[test]
fn faults_of_a_file_are_told_in_both_languages() {
    let computer = Computer::with_workspace();
    let path = computer.folder.path().join("bad.json");
    std::fs::write(&path, "{\"requirements\": [3]}").expect("it can be written");
    let request = OfPath {
        path: path.display().to_string(),
    };
    let check = ask::check_file(&computer.desktop, request).expect("it can be looked at");
    assert_eq!(check.kind, Some(FileKind::Reading));
    assert!(check.faults.len() > 1);
    for fault in &check.faults {
        assert!(!fault.message.en.is_empty() && fault.message.en != fault.message.ja);
    }
}

#[test]
fn a_logo_that_cannot_be_drawn_is_refused() {
    let computer = Computer::with_workspace();
    let path = computer.folder.path().join("logo.png");
    std::fs::write(&path, b"GIF89a").expect("it can be written");
    computer.answer_dialog(&[&path]);
    assert_eq!(
        code(ask::choose_logo(&computer.desktop)),
        FailureCode::InvalidFile
    );
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
               <rect width='9' height='9' fill='#123'/></svg>";
    std::fs::write(&path, svg).expect("it can be written");
    computer.answer_dialog(&[&path]);
    let chosen = ask::choose_logo(&computer.desktop).expect("it can be drawn");
    let logo = chosen
        .expect("a file was chosen")
        .logo
        .expect("there is a logo");
    assert!(logo.starts_with("data:image/svg+xml;base64,"));
    let removed = ask::remove_logo(&computer.desktop).expect("it goes");
    assert_eq!(removed.logo, None);
}

#[test]
fn the_file_the_program_was_started_with_is_given_once() {
    let computer = Computer::new();
    computer.desktop.begin_with_file(Path::new("/a.psirt.json"));
    let taken = || ask::take_opened_file(&computer.desktop).expect("it can be asked");
    assert_eq!(taken().as_deref(), Some("/a.psirt.json"));
    assert_eq!(taken(), None);
    computer.desktop.begin_with_file(Path::new("/b.psirt.json"));
    assert_eq!(taken(), None, "the page is there and was told");
}
