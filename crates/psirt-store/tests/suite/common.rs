//! A workspace in a folder of its own, a small sheet, and the few calls every test makes.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::{SignedDuration, Timestamp};
use psirt_core::assessment::{Action, ActionState, Heading, Organization};
use psirt_core::{Answer, Assessment, Level, Sheet};
use psirt_store::{Deed, Holder, Passphrase, Result, Workspace};
use tempfile::TempDir;

pub const ASSESSMENT: &str = "a1";
pub const SCOPE: &str = "s1";
pub const WHO: &str = "佐藤";

/// A sheet with two areas of three services and levels 0 to 3.
pub fn sheet() -> &'static Arc<Sheet> {
    static SHEET: OnceLock<Arc<Sheet>> = OnceLock::new();
    SHEET.get_or_init(|| {
        let text = include_str!("../fixtures/small-sheet.json");
        Arc::new(Sheet::parse(text).expect("the fixture is a sheet"))
    })
}

/// Minutes after a moment in November.
pub fn time(minutes: i64) -> Timestamp {
    let start: Timestamp = "2026-11-06T05:00:00Z".parse().expect("it is a time");
    start + SignedDuration::from_mins(minutes)
}

pub fn deed(what: &str, minutes: i64) -> Deed<'_> {
    Deed {
        what,
        who: WHO,
        at: time(minutes),
    }
}

pub fn holder() -> Holder {
    Holder {
        user: "sato".to_owned(),
        host: "minato-pc-14".to_owned(),
        process: std::process::id(),
        program: "0.1.0".to_owned(),
        since: time(0),
    }
}

pub fn passphrase(text: &str) -> Passphrase {
    Passphrase::new(text.to_owned()).expect("it can be used")
}

pub fn level(number: u8) -> Answer {
    Answer::Level(Level::new(number))
}

pub fn organization() -> Organization {
    Organization {
        name: "株式会社みなと計装".to_owned(),
        ..Organization::default()
    }
}

pub fn heading() -> Heading {
    Heading {
        organization: organization(),
        scope: "全製品".to_owned(),
        title: "2026".to_owned(),
        date: "2026-11-06".parse().expect("it is a day"),
        assessors: vec![WHO.to_owned()],
        classification: None,
    }
}

/// A folder that is removed with it, and a workspace path in it with a Japanese name.
pub struct Place {
    folder: TempDir,
}

impl Place {
    pub fn new() -> Self {
        Self {
            folder: TempDir::new().expect("there is room for a folder"),
        }
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self) -> PathBuf {
        self.folder().join("みなと #1%.psirtws")
    }

    /// A workspace with one organization, scope and draft.
    pub fn workspace(&self, passphrase: Option<&str>) -> Workspace {
        let passphrase = passphrase.map(self::passphrase);
        let mut workspace = Workspace::create(&self.file(), "みなと", passphrase, &holder())
            .expect("a workspace can be made");
        fill(&mut workspace);
        workspace
    }

    pub fn open(&self, passphrase: Option<&str>) -> Result<Workspace> {
        Workspace::open(&self.file(), passphrase.map(self::passphrase), &holder())
    }
}

/// The path with something appended to its last name.
pub fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    name.into()
}

/// What the files carry in their names that this workspace lays down for a while.
pub fn mark_of(file: &Path) -> String {
    let connection = rusqlite::Connection::open(file).expect("it is a database");
    let json: String = connection
        .query_row("SELECT json FROM setting WHERE key = 'mark'", (), |row| {
            row.get(0)
        })
        .expect("it has a mark");
    json.trim_matches('"').to_owned()
}

/// What a folder holds, below too: names, and what is in the files; a link by where it leads.
pub fn contents_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut contents = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let found = std::fs::symlink_metadata(&path).expect("it is there");
        if found.is_symlink() {
            let target = std::fs::read_link(&path).expect("it leads somewhere");
            contents.insert(path, target.as_os_str().as_encoded_bytes().to_vec());
        } else if found.is_dir() {
            contents.extend(contents_of(&path));
            contents.insert(path, Vec::new());
        } else {
            let bytes = std::fs::read(&path).expect("it can be read");
            contents.insert(path, bytes);
        }
    }
    contents
}

pub fn fill(workspace: &mut Workspace) {
    workspace
        .add_organization("o1", &organization(), deed("add", 0))
        .expect("the organization is new");
    workspace
        .add_scope(SCOPE, "o1", "全製品", deed("add", 0))
        .expect("the scope is new");
    let assessment = Assessment::new(ASSESSMENT, sheet(), heading()).expect("it is valid");
    workspace
        .add_assessment(&assessment, sheet(), SCOPE, deed("add", 0))
        .expect("the assessment is new");
}

pub fn action(id: &str, service: &str, to_level: u8) -> Action {
    Action {
        id: id.to_owned(),
        service: service.into(),
        to_level: Level::new(to_level),
        title: format!("施策 {id}"),
        deliverable: String::new(),
        owner: String::new(),
        due: None,
        effort_days: None,
        state: ActionState::Planned,
    }
}
