//! Workspace, settings, backups, branding.

use std::fmt;

use psirt_core::Language;
use serde::{Deserialize, Deserializer, Serialize};
use zeroize::Zeroizing;

use super::{Failure, FileHandle, Moment};

/// Whether a workspace can be worked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum WorkspaceState {
    /// No file is open: first start, or the one asked for cannot be had.
    None,
    /// The file looks protected, and its passphrase has not been given.
    Locked,
    /// It can be read and changed.
    Open,
    /// Open, but somebody else writes to it.
    ReadOnly,
}

/// The workspace as the frame of the window shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct WorkspaceView {
    pub state: WorkspaceState,
    /// The file, where one is chosen.
    pub file: Option<WorkspaceFile>,
    pub encrypted: bool,
    /// Who has the file, where it is open read-only.
    pub holder: Option<WorkspaceHolder>,
    /// The workspace that was asked for last, where it could not be had.
    pub refused: Option<RefusedWorkspace>,
    /// Where the person was in the open workspace when it was left.
    pub place: Option<Place>,
    pub recent: Vec<WorkspaceFile>,
    /// Where a new workspace is put unless another place is chosen.
    pub default_path: String,
    /// Nothing was ever opened on this computer: the window begins with the language.
    pub first_start: bool,
}

/// A workspace that was asked for and could not be had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RefusedWorkspace {
    /// Where it was looked for.
    pub file: WorkspaceFile,
    /// Why it cannot be had.
    pub failure: Failure,
    /// Who has it, where that is why.
    pub holder: Option<WorkspaceHolder>,
    /// The version of the program that wrote it, where this one is too old for it.
    pub needs: Option<String>,
    /// The newest backup that can be opened, offered when the file itself cannot.
    pub newest_backup: Option<BackupView>,
}

/// Where in a workspace a person is: ids alone, as this is kept outside of the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// The screen, as the window calls it.
    pub screen: String,
    /// The round in hand.
    pub assessment: Option<String>,
    /// The service in view.
    pub service: Option<String>,
}

/// A workspace on the disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct WorkspaceFile {
    /// Opens it, and shows it in its folder.
    pub file: FileHandle,
    /// Where it lies, to be read by a person.
    pub path: String,
    /// The file's name without folder and ending.
    pub name: String,
    pub opened_at: Option<Moment>,
}

/// Who else writes to a workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct WorkspaceHolder {
    pub user: String,
    pub computer: String,
    pub since: Option<Moment>,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// Which end of the ladder is at the top of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LadderOrder {
    #[default]
    HighestFirst,
    LowestFirst,
}

/// How long a protected workspace stays open while nobody touches a key or the pointer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum LockAfter {
    FiveMinutes,
    FifteenMinutes,
    #[default]
    HalfAnHour,
    Hour,
    Never,
}

/// What this person likes; kept on the computer, not in the workspace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase", default)]
#[expect(missing_docs, reason = "the names say it")]
pub struct Settings {
    /// `null` until chosen: the window then follows the system and asks at the first start.
    #[cfg_attr(test, ts(type = "Language | null"))]
    pub language: Option<Language>,
    pub theme: Theme,
    /// How large everything is, in percent; 80 to 200.
    pub zoom: u16,
    pub ladder_order: LadderOrder,
    /// Folded to icons even where there is room.
    pub side_bar_folded: bool,
    pub lock_after: LockAfter,
}

impl Settings {
    /// How large the window can be shown, in percent.
    pub const ZOOMS: std::ops::RangeInclusive<u16> = 80..=200;

    /// The same with a zoom that can be shown.
    #[must_use]
    pub fn within_limits(mut self) -> Self {
        self.zoom = self.zoom.clamp(*Self::ZOOMS.start(), *Self::ZOOMS.end());
        self
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::default(),
            zoom: 100,
            ladder_order: LadderOrder::default(),
            side_bar_folded: false,
            lock_after: LockAfter::default(),
        }
    }
}

/// Whether the window fills the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct FillScreen {
    pub on: bool,
}

/// Why a backup was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the names say it")]
pub enum BackupReason {
    Automatic,
    ByHand,
    BeforeMigration,
    BeforeRestore,
}

/// A copy of the workspace set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct BackupView {
    pub id: String,
    pub made_at: Moment,
    pub bytes: u64,
    /// Opened and checked after it was made.
    pub checked: bool,
    /// Why it was made.
    pub reason: BackupReason,
    /// `null` where it takes a passphrase to tell.
    pub assessments: Option<usize>,
    /// `null` where it takes a passphrase to tell.
    pub answers: Option<usize>,
}

/// The look of what leaves the house.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct BrandingView {
    /// `data:` address of the logo.
    pub logo: Option<String>,
    /// `#0b3a63`; `null` is the program's own.
    pub color: Option<String>,
    pub footer: String,
    pub author: String,
}

/// The branding but its logo, which is chosen in a dialog.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct SaveBranding {
    pub color: Option<String>,
    pub footer: String,
    pub author: String,
}

/// What the program says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub struct AboutView {
    pub version: String,
    /// Where workspaces and backups are kept by default.
    pub data_folder: String,
    pub license: String,
    pub content_license: String,
}

/// Where to put a new workspace.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct ChooseWorkspacePlace {
    /// The place the dialog begins with; `null` is the default one.
    pub begin_with: Option<FileHandle>,
}

/// A new workspace.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct CreateWorkspace {
    /// A place a dialog gave; `null` is the default place.
    pub place: Option<FileHandle>,
    /// `null` leaves the file readable by anybody who has it.
    #[cfg_attr(test, ts(type = "string | null"))]
    pub passphrase: Option<Secret>,
}

/// Opens a workspace file.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct OpenWorkspace {
    /// Which; without one the workspace that the program begins with.
    pub file: Option<FileHandle>,
    /// Open it although somebody else writes to it.
    pub read_only: bool,
}

/// What a person typed that is kept from everybody: `Debug` hides it, and its memory is overwritten
/// when it is dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the text over.
    pub fn new(text: String) -> Self {
        Self(Zeroizing::new(text))
    }

    /// The text, whose memory is the caller's from now on.
    pub fn reveal(mut self) -> String {
        std::mem::take(&mut *self.0)
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self::new(text.to_owned())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(hidden)")
    }
}

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::new)
    }
}

/// What became of the backups when the passphrase was set, changed or removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct RewrittenView {
    /// The workspace as it is now.
    pub workspace: WorkspaceView,
    /// Backups that were damaged and were removed, by their file names.
    pub removed: Vec<String>,
    /// Backups this program cannot read, which are as they were.
    pub kept: Vec<String>,
}

/// A passphrase to open or protect a workspace with.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct GivenPassphrase {
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Secret,
}

/// A passphrase in place of another.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct ChangePassphrase {
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Secret,
    #[cfg_attr(test, ts(type = "string"))]
    pub passphrase: Secret,
}

/// The passphrase that is taken away.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct CurrentPassphrase {
    #[cfg_attr(test, ts(type = "string"))]
    pub current: Secret,
}

/// A backup by its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfBackup {
    pub id: String,
}

/// A job by the number the window gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[expect(missing_docs, reason = "the names say it")]
pub struct OfJob {
    pub job: u32,
}
