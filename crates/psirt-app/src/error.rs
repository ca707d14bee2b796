//! What can go wrong in a use case, and how it is told: a code to act on, a message, a hint.
//!
//! A message names the thing and the place; the hint names the way out. Neither ends in a full
//! stop. Exit statuses and windows are the shells' business.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use psirt_core::file::Announced;
use psirt_core::{Fault, Faults, Language, SheetId};

use crate::cohorts::words as cohorts;
use crate::workshops::BookProblem;

pub use psirt_store::Error as WorkspaceError;

/// Why a use case was not done; nothing was changed then.
#[derive(Debug)]
pub enum Error {
    /// A file could not be read.
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: io::Error,
    },
    /// A file or folder could not be written.
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why not.
        reason: io::Error,
    },
    /// A file that must not be there is there.
    Exists {
        /// The file.
        path: PathBuf,
    },
    /// A file was changed by somebody else between reading and writing it.
    ChangedMeanwhile {
        /// The file.
        path: PathBuf,
    },
    /// A file has faults.
    Faults {
        /// The file.
        path: PathBuf,
        /// All of them.
        faults: Faults,
    },
    /// What was to be written would have faults when read again.
    NotWritten {
        /// The file.
        path: PathBuf,
        /// All of them.
        faults: Faults,
    },
    /// No anchor cases are shipped for a sheet.
    NoAnchors {
        /// The sheet.
        sheet: SheetId,
    },
    /// The record of a workshop is about another assessment.
    RecordOfOther {
        /// The record.
        path: PathBuf,
        /// The id of the assessment it is about.
        found: String,
        /// The id of the assessment asked for.
        wanted: String,
    },
    /// A file is of another kind than asked for.
    OtherKind {
        /// The file.
        path: PathBuf,
        /// What it seems to be; `None` where it is none of the product's files.
        found: Option<Announced>,
        /// What was asked for.
        wanted: Announced,
    },
    /// A file is none of the product's.
    NoKind {
        /// The file.
        path: PathBuf,
    },
    /// A finished assessment was to be changed.
    Finished {
        /// The file.
        path: PathBuf,
    },
    /// What was to be answered cannot be.
    Assignments {
        /// The file that was to be changed.
        path: PathBuf,
        /// Every assignment that cannot be done.
        faults: Vec<AssignmentFault>,
    },
    /// An id that nothing at hand has.
    UnknownId {
        /// What it should name.
        kind: Announced,
        /// The id.
        id: String,
        /// The ids there are.
        known: Vec<String>,
    },
    /// Something that the sheet in use has no part with this name.
    UnknownSubject {
        /// The word given.
        word: String,
        /// The sheet.
        sheet: SheetId,
    },
    /// A plan has no action that is called so.
    UnknownAction {
        /// The word given.
        word: String,
    },
    /// Work that takes longer than plans are spread.
    EndlessPlan,
    /// A reading or profile speaks of another sheet than the assessment uses.
    OtherSheet {
        /// A reading or a profile.
        kind: Announced,
        /// Its id.
        id: String,
        /// The sheet it speaks of.
        speaks_of: SheetId,
        /// The sheet in use.
        used: SheetId,
    },
    /// A workspace refused.
    Workspace {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: psirt_store::Error,
    },
    /// A workspace holds several assessments or none, or not the one asked for.
    WhichAssessment {
        /// The file.
        path: PathBuf,
        /// The ids of those it holds.
        known: Vec<String>,
    },
    /// No assessment of a workspace, or several, are called as it was named.
    WhichRound {
        /// The file.
        path: PathBuf,
        /// The name given.
        named: String,
        /// Those it holds, each with its day and title.
        known: Vec<String>,
    },
    /// No workshop was opened yet.
    NoWorkshop {
        /// The workspace.
        path: PathBuf,
    },
    /// Something of a cohort is not done.
    Cohort {
        /// The file.
        path: PathBuf,
        /// Why not.
        problem: Box<crate::cohorts::Problem>,
    },
    /// A report that cannot be made.
    Report {
        /// The format.
        format: &'static str,
        /// Why not.
        reason: String,
    },
    /// A report of what changed has no earlier round to tell it from.
    NoEarlierRound,
    /// A picture that cannot be used as a logo.
    Logo {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
}

/// One assignment that cannot be done: what was typed, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignmentFault {
    /// The assignment as it was typed.
    pub typed: String,
    /// What is wrong.
    pub problem: AssignmentProblem,
}

/// What can be wrong with an assignment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AssignmentProblem {
    /// It is not `SERVICE=VALUE`.
    NotAnAssignment,
    /// The value is none of those an answer can have.
    NotAnAnswer,
    /// The value is not a level.
    NotALevel,
    /// A row has not one letter for each service.
    RowLength {
        /// How many it has.
        found: usize,
        /// How many services there are.
        expected: usize,
    },
    /// The same thing of one service is set twice.
    Twice {
        /// The assignment that came first.
        first: String,
    },
    /// A book of a workshop cannot be read, or one of its cells; what stands there is not told.
    Book(BookProblem),
    /// The sheet does not allow it.
    Sheet(Fault),
}

/// One fault as it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFault {
    /// The file, where it is about one.
    pub file: String,
    /// A JSON pointer, or what was typed.
    pub place: String,
    /// What is wrong.
    pub message: String,
    /// What is allowed.
    pub hint: Option<String>,
}

impl Error {
    /// A stable word for shells to act on.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Read { .. } => "read_failed",
            Self::Write { .. } => "write_failed",
            Self::Exists { .. } => "exists",
            Self::ChangedMeanwhile { .. } => "changed_meanwhile",
            Self::Faults { faults, .. } if faults.newer_format().is_some() => "newer_format",
            Self::Faults { .. } | Self::NotWritten { .. } => "faults",
            Self::OtherKind { .. } | Self::NoKind { .. } | Self::RecordOfOther { .. } => {
                "other_kind"
            }
            Self::Finished { .. } => "finished",
            Self::Assignments { .. } => "assignments",
            Self::UnknownId { .. }
            | Self::UnknownSubject { .. }
            | Self::UnknownAction { .. }
            | Self::WhichAssessment { .. }
            | Self::WhichRound { .. } => "unknown_id",
            Self::EndlessPlan => "endless_plan",
            Self::OtherSheet { .. } | Self::NoAnchors { .. } => "other_sheet",
            Self::Workspace { reason, .. } => match reason {
                psirt_store::Error::Workshop(_) => "workshop",
                psirt_store::Error::Cohort(_) => "cohort",
                psirt_store::Error::InUse { .. } => "in_use",
                psirt_store::Error::PassphraseNeeded | psirt_store::Error::WrongPassphrase => {
                    "passphrase"
                }
                psirt_store::Error::NewerWorkspace { .. } => "newer_format",
                _ => "workspace",
            },
            Self::NoWorkshop { .. } => "workshop",
            Self::Cohort { .. } => "cohort",
            Self::Report { .. } => "report_failed",
            Self::NoEarlierRound => "no_earlier_round",
            Self::Logo { .. } => "logo",
        }
    }

    /// What is wrong, in one clause.
    #[expect(clippy::too_many_lines, reason = "one arm for each error")]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Read { path, reason } => say(
                language,
                format!(
                    "{} cannot be read: {}",
                    shown(path),
                    cause(reason, language)
                ),
                format!("{}を読み込めない: {}", shown(path), cause(reason, language)),
            ),
            Self::Write { path, reason } => say(
                language,
                format!(
                    "{} cannot be written: {}",
                    shown(path),
                    cause(reason, language)
                ),
                format!("{}に書き込めない: {}", shown(path), cause(reason, language)),
            ),
            Self::Exists { path } => say(
                language,
                format!("{} is there already", shown(path)),
                format!("{}はすでに存在する", shown(path)),
            ),
            Self::ChangedMeanwhile { path } => say(
                language,
                format!(
                    "{} was changed by another program in the meantime",
                    shown(path)
                ),
                format!("{}がその間に別のプログラムで変更された", shown(path)),
            ),
            Self::Faults { path, faults } => faults_message(path, faults, language),
            Self::NotWritten { path, faults } => {
                let count = faults.list().len();
                let (path, plural) = (shown(path), if count == 1 { "" } else { "s" });
                say(
                    language,
                    format!("{path} would have {count} fault{plural} and is not written"),
                    format!("{path}に{count}件の誤りが生じるため書き込まない"),
                )
            }
            Self::NoAnchors { sheet } => say(
                language,
                format!("no anchor cases are shipped for sheet `{sheet}`"),
                format!("成熟度シート`{sheet}`の基準事例は同梱されていない"),
            ),
            Self::RecordOfOther {
                path,
                found,
                wanted,
            } => say(
                language,
                format!(
                    "{} is of a workshop about `{found}`, not `{wanted}`",
                    shown(path)
                ),
                format!(
                    "{}は`{found}`についてのワークショップの記録で、`{wanted}`のものではない",
                    shown(path)
                ),
            ),
            Self::OtherKind {
                path,
                found,
                wanted,
            } => other_kind_message(path, *found, *wanted, language),
            Self::NoKind { path } => say(
                language,
                format!("{} is none of the files this program reads", shown(path)),
                format!("{}はこのプログラムが読むファイルではない", shown(path)),
            ),
            Self::Finished { path } => say(
                language,
                format!(
                    "the assessment in {} is finished and cannot be changed",
                    shown(path)
                ),
                format!("{}のアセスメントは完了しており、変更できない", shown(path)),
            ),
            Self::Assignments { path, faults } => {
                let count = faults.len();
                let (path, plural) = (shown(path), if count == 1 { "" } else { "s" });
                say(
                    language,
                    format!("{count} assignment{plural} cannot be done, {path} is as it was"),
                    format!("{count}件の指定を実行できない ({path}は元のまま)"),
                )
            }
            Self::UnknownId { kind, id, .. } => {
                let kind = kind_name(*kind, language);
                say(
                    language,
                    format!("no {kind} `{id}`"),
                    format!("{kind}`{id}`は存在しない"),
                )
            }
            Self::UnknownSubject { word, sheet } => say(
                language,
                format!("no area or service `{word}` in sheet `{sheet}`"),
                format!("成熟度シート`{sheet}`にエリアやサービス`{word}`は存在しない"),
            ),
            Self::UnknownAction { word } => say(
                language,
                format!("the plan has no action `{word}`"),
                format!("計画に施策`{word}`は存在しない"),
            ),
            Self::EndlessPlan => say(
                language,
                "at this pace the work takes longer than ten years".to_owned(),
                "このペースでは完了まで10年を超える".to_owned(),
            ),
            Self::OtherSheet {
                kind,
                id,
                speaks_of,
                used,
            } => {
                let kind = kind_name(*kind, language);
                say(
                    language,
                    format!("the {kind} `{id}` is for sheet `{speaks_of}`, not for `{used}`"),
                    format!("{kind}`{id}`は成熟度シート`{speaks_of}`用で、`{used}`には使えない"),
                )
            }
            Self::Workspace { path, reason } => workspace_message(path, reason, language),
            Self::WhichAssessment { path, .. } => say(
                language,
                format!("which assessment of {} is meant?", shown(path)),
                format!("{}のどのアセスメントか決められない", shown(path)),
            ),
            Self::WhichRound { path, named, .. } => say(
                language,
                format!("`{named}` is not one assessment of {}", shown(path)),
                format!(
                    "{}の`{named}`に当たるアセスメントを1件に決められない",
                    shown(path)
                ),
            ),
            Self::NoWorkshop { path } => say(
                language,
                format!("no workshop was opened in {}", shown(path)),
                format!("{}でワークショップは開始されていない", shown(path)),
            ),
            Self::Cohort { path, problem } => {
                let (path, problem) = (shown(path), cohorts::problem(problem, language));
                say(
                    language,
                    format!("{path}: {problem}"),
                    format!("{path}: {problem}"),
                )
            }
            Self::Report { format, reason } => say(
                language,
                format!("the report cannot be written as {format}: {reason}"),
                format!("レポートを{format}で出力できない: {reason}"),
            ),
            Self::NoEarlierRound => say(
                language,
                "there is no earlier round to tell a change from".to_owned(),
                "比べる前の回がない".to_owned(),
            ),
            Self::Logo { path, reason } => say(
                language,
                format!("{} cannot be used as a logo: {reason}", shown(path)),
                format!("{}はロゴに使えない: {reason}", shown(path)),
            ),
        }
    }

    /// The way out.
    pub fn hint(&self, language: Language) -> Option<String> {
        let (en, ja) = match self {
            Self::Read { reason, .. } if reason.kind() == io::ErrorKind::NotFound => (
                "check the name and the folder",
                "名前とフォルダーを確認する",
            ),
            Self::Write { reason, .. } if reason.kind() == io::ErrorKind::StorageFull => (
                "free some space, or write to another disk",
                "空き容量を確保するか、別のディスクに書き込む",
            ),
            Self::Exists { .. } => (
                "choose another name, or move the file away first",
                "別の名前にするか、先にファイルを移動する",
            ),
            Self::NoKind { .. } => (
                "it reads sheets, readings, profiles, crosswalks and assessments",
                "読めるのは成熟度シート、対応表、目標プロファイル、クロスウォーク、アセスメント",
            ),
            Self::ChangedMeanwhile { .. } => ("try again", "もう一度実行する"),
            Self::Finished { .. } => (
                "answer the next round in a new file, or correct a copy taken up again with `--reopen`",
                "次の回を新しいファイルで始めるか、複製を`--reopen`で実施中に戻して修正する",
            ),
            Self::UnknownId { known, .. } if !known.is_empty() => {
                let names: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
                let en = format!("there are {}", names.join(", "));
                let ja = format!("あるのは{}", names.join("、"));
                return Some(language.pick(en, ja));
            }
            Self::WhichAssessment { known, .. } => {
                let names: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
                let en = format!(
                    "name it with `--assessment`; there are {}",
                    names.join(", ")
                );
                let ja = format!("`--assessment`で指定する。あるのは{}", names.join("、"));
                return Some(language.pick(en, ja));
            }
            Self::WhichRound { known, .. } if known.is_empty() => (
                "the workspace holds none; `new --workspace` begins one",
                "ワークスペースにアセスメントがない。`new --workspace`で始める",
            ),
            Self::WhichRound { known, .. } => {
                let en = format!(
                    "name it by id, title or date; there are {}",
                    known.join(", ")
                );
                let ja = format!(
                    "ID、題名、日付のいずれかで指定する。あるのは{}",
                    known.join("、")
                );
                return Some(language.pick(en, ja));
            }
            Self::NoWorkshop { .. } => {
                ("open one with `workshop open`", "`workshop open`で開始する")
            }
            Self::Workspace {
                reason: psirt_store::Error::PassphraseNeeded | psirt_store::Error::WrongPassphrase,
                ..
            } => (
                "give it in a file with `--passphrase-file`",
                "パスフレーズを書いたファイルを`--passphrase-file`で指定する",
            ),
            Self::Workspace {
                reason: psirt_store::Error::Cohort(psirt_store::CohortFault::NotProtected),
                ..
            } => (
                "give a passphrase in a file with `--passphrase-file`; an existing workspace is protected in the window",
                "パスフレーズを書いたファイルを`--passphrase-file`で指定する。既存のワークスペースはウィンドウで保護する",
            ),
            Self::Cohort { problem, .. } => return Some(cohorts::problem_hint(problem, language)),
            Self::UnknownSubject { .. } => (
                "`overall`, an area or a service can be explained",
                "説明できるのは`overall`、エリア、サービス",
            ),
            Self::UnknownAction { .. } => (
                "an action is named by its id or its service; `all`, `open`, `undated`, `unowned` and `overdue` name several",
                "施策はIDかサービスで指定する。`all`、`open`、`undated`、`unowned`、`overdue`で複数を指定できる",
            ),
            Self::EndlessPlan => (
                "give more person-days a quarter, or choose fewer actions",
                "四半期あたりの人日を増やすか、対象の施策を減らす",
            ),
            Self::NoEarlierRound => ("name one with `--history`", "`--history`で前の回を指定する"),
            Self::Logo { .. } => ("use a PNG or SVG file", "PNGまたはSVGのファイルを使う"),
            _ => return None,
        };
        Some(language.pick(en, ja).to_owned())
    }

    /// Every fault behind the message, first found first.
    pub fn faults(&self, language: Language) -> Vec<ToldFault> {
        match self {
            Self::Faults { path, faults } | Self::NotWritten { path, faults } => {
                tell(path, faults, language)
            }
            Self::Assignments { path, faults } => faults
                .iter()
                .map(|fault| ToldFault {
                    file: path.display().to_string(),
                    place: fault.typed.clone(),
                    message: fault.problem.message(language),
                    hint: fault.problem.hint(language),
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::En))
    }
}

impl std::error::Error for Error {}

impl AssignmentProblem {
    fn message(&self, language: Language) -> String {
        match self {
            Self::NotAnAssignment => say(
                language,
                "not an assignment".into(),
                "指定の形になっていない".into(),
            ),
            Self::NotAnAnswer => say(
                language,
                "not an answer".into(),
                "回答として読めない".into(),
            ),
            Self::NotALevel => say(language, "not a level".into(), "レベルではない".into()),
            Self::RowLength { found, expected } => say(
                language,
                format!("{found} letters for {expected} services"),
                format!("サービス{expected}件に対して{found}文字"),
            ),
            Self::Twice { first } => say(
                language,
                format!("the same was set by `{first}` already"),
                format!("同じものが`{first}`ですでに指定されている"),
            ),
            Self::Book(problem) => problem.message(language),
            Self::Sheet(fault) => fault.problem.message(language),
        }
    }

    fn hint(&self, language: Language) -> Option<String> {
        let (en, ja) = match self {
            Self::NotAnAssignment => (
                "write the service, an equals sign and the value, such as `1.1=3`",
                "`1.1=3`のように、サービス、等号、値の順に書く",
            ),
            Self::NotAnAnswer => (
                "an answer is a level such as `3`, `na:\"the reason\"` or `?`; `--clear` takes one back",
                "回答は`3`のようなレベル、`na:\"理由\"`、`?`のいずれか。取り消しは`--clear`",
            ),
            Self::NotALevel => (
                "a target is a level such as `4`; `none` takes it back",
                "目標は`4`のようなレベル。取り消しは`none`",
            ),
            Self::RowLength { .. } => (
                "one letter for each service in order: a level, `n`, `?`, or `-` for none",
                "サービスの順に1文字ずつ。レベル、`n`、`?`、なしは`-`",
            ),
            Self::Twice { .. } => ("say it once", "一度だけ指定する"),
            Self::Book(BookProblem::OfNobody) => (
                "take in a book that `workshop books` has handed out",
                "`workshop books`で配ったブックを取り込む",
            ),
            Self::Book(_) => return None,
            Self::Sheet(fault) => return fault.problem.hint(language),
        };
        Some(language.pick(en, ja).to_owned())
    }
}

/// The faults of a file in words.
pub fn tell(path: &Path, faults: &Faults, language: Language) -> Vec<ToldFault> {
    faults
        .list()
        .iter()
        .map(|fault| ToldFault {
            file: path.display().to_string(),
            place: fault.place.clone(),
            message: fault.problem.message(language),
            hint: fault.problem.hint(language),
        })
        .collect()
}

/// What a kind of file is called.
pub fn kind_name(kind: Announced, language: Language) -> &'static str {
    let (en, ja) = match kind {
        Announced::Sheet => ("sheet", "成熟度シート"),
        Announced::Reading => ("reading", "対応表"),
        Announced::Profile => ("profile", "目標プロファイル"),
        Announced::Crosswalk => ("crosswalk", "クロスウォーク"),
        Announced::Assessment => ("assessment", "アセスメント"),
    };
    language.pick(en, ja)
}

fn say(language: Language, en: String, ja: String) -> String {
    language.pick(en, ja)
}

fn shown(path: &Path) -> String {
    format!("`{}`", path.display())
}

fn faults_message(path: &Path, faults: &Faults, language: Language) -> String {
    let count = faults.list().len();
    let (path, plural) = (shown(path), if count == 1 { "" } else { "s" });
    if faults.newer_format().is_some() {
        return say(
            language,
            format!("{path} was written by a newer program; it is as it was"),
            format!("{path}は新しいプログラムで作られている (ファイルは元のまま)"),
        );
    }
    say(
        language,
        format!("{path} has {count} fault{plural}"),
        format!("{path}に{count}件の誤りがある"),
    )
}

fn workspace_message(path: &Path, reason: &psirt_store::Error, language: Language) -> String {
    use psirt_store::Error as Store;
    let (en, ja) = match reason {
        Store::Workshop(fault) => return crate::workshops::fault_message(fault, language),
        Store::Cohort(fault) => {
            let (path, fault) = (shown(path), cohorts::store_fault(fault, language));
            return say(
                language,
                format!("{path}: {fault}"),
                format!("{path}: {fault}"),
            );
        }
        Store::NoFile { .. } => ("there is no such file", "ファイルがない"),
        Store::FileExists { .. } => ("it is there already", "すでに存在する"),
        Store::NotAWorkspace { .. } | Store::NotOurs { .. } => (
            "it is not a workspace of this program",
            "このプログラムのワークスペースではない",
        ),
        Store::NewerWorkspace { .. } => (
            "it was written by a newer program",
            "新しいプログラムで作られている",
        ),
        Store::PassphraseNeeded => (
            "it is protected by a passphrase",
            "パスフレーズで保護されている",
        ),
        Store::WrongPassphrase => ("the passphrase does not open it", "パスフレーズが違う"),
        Store::InUse { .. } | Store::BeingRead => (
            "another window or program uses it",
            "別のウィンドウまたはプログラムで使用中",
        ),
        Store::Finished { .. } => (
            "the assessment is finished and cannot be changed",
            "アセスメントは完了しており、変更できない",
        ),
        Store::Taken { .. } => (
            "the assessment is in it already",
            "アセスメントはすでに含まれている",
        ),
        Store::DiskFull => ("the disk is full", "ディスクに空きがない"),
        Store::Damaged { .. } => ("it is damaged", "破損している"),
        other => {
            let (path, other) = (shown(path), other.to_string());
            return say(
                language,
                format!("{path}: {other}"),
                format!("{path}: {other}"),
            );
        }
    };
    let path = shown(path);
    say(language, format!("{path}: {en}"), format!("{path}: {ja}"))
}

fn other_kind_message(
    path: &Path,
    found: Option<Announced>,
    wanted: Announced,
    language: Language,
) -> String {
    let (path, wanted) = (shown(path), kind_name(wanted, language));
    match found.map(|kind| kind_name(kind, language)) {
        Some(found) => say(
            language,
            format!("{path} is a file of the kind {found}, not {wanted}"),
            format!("{path}は{found}のファイルで、{wanted}ではない"),
        ),
        None => say(
            language,
            format!("{path} is not a file of the kind {wanted}"),
            format!("{path}は{wanted}のファイルではない"),
        ),
    }
}

/// The causes a person can do something about, in both languages; the system's words otherwise.
fn cause(reason: &io::Error, language: Language) -> String {
    let (en, ja) = match reason.kind() {
        io::ErrorKind::NotFound => (
            "there is no such file or folder",
            "ファイルまたはフォルダーがない",
        ),
        io::ErrorKind::PermissionDenied => ("access is denied", "アクセスが許可されていない"),
        io::ErrorKind::IsADirectory => ("it is a folder", "フォルダーである"),
        io::ErrorKind::Unsupported => ("it is not a plain file", "通常のファイルではない"),
        io::ErrorKind::NotADirectory => (
            "part of its path is a file, not a folder",
            "途中のパスがフォルダーではなくファイルである",
        ),
        io::ErrorKind::AlreadyExists => {
            ("a file of this name is there", "同じ名前のファイルがある")
        }
        io::ErrorKind::StorageFull => ("the disk is full", "ディスクに空きがない"),
        io::ErrorKind::QuotaExceeded => ("the quota is used up", "割り当て容量を使い切っている"),
        io::ErrorKind::ReadOnlyFilesystem => {
            ("the disk is read-only", "ディスクが読み取り専用である")
        }
        io::ErrorKind::InvalidFilename => ("the name is not allowed", "使えない名前である"),
        _ => return reason.to_string(),
    };
    language.pick(en, ja).to_owned()
}
