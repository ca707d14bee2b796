//! What goes in comes out, after closing and opening too.

use std::fs;
use std::path::{Path, PathBuf};

use psirt_core::assessment::{
    Action, ActionState, AssessmentState, Entry, Evidence, OrganizationalModel, Sector, SizeBand,
    sheet_named_in,
};
use psirt_core::{Answer, Assessment, Level, Sheet};
use psirt_store::{Branding, Error, Framework, FrameworkKind, HistoryFilter, Logo, NewIds, Thing};

use crate::common::{
    ASSESSMENT, Place, SCOPE, WHO, action, deed, heading, level, organization, sheet, time,
};

#[test]
fn an_answer_is_there_after_reopening() {
    for passphrase in [None, Some("ひみつ 'quoted' phrase")] {
        let place = Place::new();
        let mut workspace = place.workspace(passphrase);
        let stored = workspace
            .set_answer(ASSESSMENT, "A.1", Some(level(2)), deed("answer", 1))
            .expect("the answer can be saved");
        workspace.close(time(2)).expect("it can be closed");

        let workspace = place.open(passphrase).expect("it can be opened");
        let read = workspace.assessment(ASSESSMENT).expect("it is there");
        assert_eq!(read, stored);
        assert_eq!(read.assessment.answer("A.1"), Some(&level(2)));
        workspace.check().expect("nothing is wrong with it");
        assert_eq!(workspace.backups().expect("they can be listed").len(), 1);
    }
}

#[test]
fn everything_an_assessment_holds_comes_back() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let mut heading = heading();
    heading.organization.sector = Some(Sector::Industrial);
    heading.organization.size = Some(SizeBand::UpTo1000);
    heading.organization.model = Some(OrganizationalModel::Hybrid);
    heading.classification = Some("TLP:AMBER".to_owned());
    let mut assessment = Assessment::new("whole", sheet(), heading).expect("it is valid");
    let entry = Entry {
        answer: Some(Answer::NotApplicable("作っていない".to_owned())),
        indicators: ["1a", "2b"].map(str::to_owned).into(),
        target: Some(Level::new(3)),
        note: "改行\n引用符 ' \" と絵文字 🛡".to_owned(),
        evidence: vec![
            Evidence {
                title: "手順書".to_owned(),
                place: "wiki".to_owned(),
                date: "2024-02-29".parse().ok(),
                kind: None,
            },
            Evidence {
                title: "second".to_owned(),
                place: String::new(),
                date: None,
                kind: None,
            },
        ],
        owner: WHO.to_owned(),
    };
    let only_note = Entry {
        note: "not answered yet".to_owned(),
        ..Entry::default()
    };
    let only_target = Entry {
        target: Some(Level::LOWEST),
        ..Entry::default()
    };
    for (service, entry) in [("A.1", entry), ("B.1", only_note), ("B.2", only_target)] {
        assessment
            .set_entry(sheet(), service, entry)
            .expect("the entry is valid");
    }
    assessment
        .set_answer(sheet(), "A.2", Some(Answer::DontKnow))
        .expect("the answer is valid");
    let actions = vec![
        Action {
            due: "2027-03-31".parse().ok(),
            effort_days: Some(2.5),
            state: ActionState::Dropped,
            ..action("z", "A.1", 3)
        },
        action("a", "B.2", 1),
    ];
    assessment
        .set_actions(sheet(), actions)
        .expect("the actions are valid");
    assessment
        .set_profile(Some("own".to_owned()))
        .expect("it is an id");

    workspace
        .add_assessment(&assessment, sheet(), SCOPE, deed("add", 1))
        .expect("it can be added");
    drop(workspace);
    let workspace = place.open(None).expect("it can be opened");
    let read = workspace.assessment("whole").expect("it is there");
    assert_eq!(read.assessment, assessment);
    assert_eq!(*read.sheet, **sheet());
    assert_eq!(read.organization, "o1");
}

#[test]
fn the_samples_come_out_as_they_went_in() {
    for language in ["en", "ja"] {
        samples_come_out_as_they_went_in(language);
    }
}

fn samples_come_out_as_they_went_in(language: &str) {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    for (index, file) in sample_files(language).iter().enumerate() {
        let text = fs::read_to_string(file).expect("a sample is text");
        let sheet = sheet_of(&text);
        let sample = Assessment::parse(&text, |_| Some(&sheet)).expect("a sample is valid");
        let (organization, scope) = (format!("organization {index}"), format!("scope {index}"));
        let new = NewIds {
            organization: &organization,
            scope: &scope,
        };
        let stored = workspace
            .import_assessment(&sample, &sheet, new, deed("import", 1))
            .expect("a sample can be imported");
        assert_eq!(without_schema(&stored.assessment), without_schema(&sample));
        if sample.state() == AssessmentState::Finished {
            let frozen = workspace.milestone_text(sample.id()).expect("it is frozen");
            let frozen = Assessment::parse(&frozen, |_| Some(&sheet)).expect("it is valid");
            assert_eq!(frozen, sample);
        }
    }
    let organizations = workspace.organizations().expect("they can be listed");
    let mut names: Vec<&str> = organizations
        .iter()
        .map(|organization| organization.organization.name.as_str())
        .collect();
    names.dedup();
    assert_eq!(
        names.len(),
        organizations.len(),
        "rounds of one name share an organization"
    );
}

#[test]
fn what_an_assessment_file_may_not_say_is_not_saved_either() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let before = workspace.assessment(ASSESSMENT).expect("it is there");
    let too_long = "x".repeat(20_001);
    let refused = workspace.change_entry(ASSESSMENT, "A.1", deed("note", 1), |entry| {
        entry.note = too_long;
    });
    assert!(matches!(refused, Err(Error::Faults(_))), "{refused:?}");
    for (service, answer) in [("A.1", level(4)), ("C.1", level(1))] {
        let refused = workspace.set_answer(ASSESSMENT, service, Some(answer), deed("answer", 1));
        assert!(matches!(refused, Err(Error::Faults(_))), "{refused:?}");
    }
    assert_eq!(
        workspace.assessment(ASSESSMENT).expect("it is there"),
        before
    );
    let history = workspace.undo_state(ASSESSMENT).expect("it can be read");
    assert_eq!(history.undo, None, "nothing happened");
}

#[test]
fn an_id_that_is_taken_is_refused() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let again = Assessment::new(ASSESSMENT, sheet(), heading()).expect("it is valid");
    let taken = |what| move |error: &Error| matches!(error, Error::Taken { what: found, .. } if *found == what);
    let error = workspace
        .add_assessment(&again, sheet(), SCOPE, deed("add", 1))
        .expect_err("the id is taken");
    assert!(taken(Thing::Assessment)(&error), "{error:?}");
    let error = workspace
        .add_organization("o1", &organization(), deed("add", 1))
        .expect_err("the id is taken");
    assert!(taken(Thing::Organization)(&error), "{error:?}");
    let error = workspace
        .add_scope("s2", "o1", "全製品", deed("add", 1))
        .expect_err("the name is taken");
    assert!(taken(Thing::Scope)(&error), "{error:?}");
}

#[test]
fn an_assessment_needs_the_sheet_it_was_made_with() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let text = sheet()
        .to_json()
        .replacen("\"edition\": \"1\"", "\"edition\": \"2\"", 1);
    let other = Sheet::parse(&text).expect("it is a sheet");
    let assessment = Assessment::new("a2", sheet(), heading()).expect("it is valid");
    let error = workspace
        .add_assessment(&assessment, &other, SCOPE, deed("add", 1))
        .expect_err("it was made with edition 1");
    assert!(matches!(error, Error::WrongSheet { .. }), "{error:?}");
}

#[test]
fn a_new_name_of_an_organization_reaches_its_drafts_only() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let finished = Assessment::new("a2", sheet(), heading()).expect("it is valid");
    workspace
        .add_assessment(&finished, sheet(), SCOPE, deed("add", 1))
        .expect("it is new");
    workspace
        .finish("a2", deed("finish", 1))
        .expect("it is a draft");
    let mut renamed = organization();
    renamed.name = "Minato Instruments".to_owned();
    workspace
        .change_organization("o1", &renamed, deed("rename", 2))
        .expect("it is there");
    workspace
        .rename_scope(SCOPE, "All products", deed("rename", 2))
        .expect("it is there");
    let draft = workspace
        .assessment(ASSESSMENT)
        .expect("it is there")
        .assessment;
    assert_eq!(draft.organization().name, "Minato Instruments");
    assert_eq!(draft.scope(), "All products");
    let finished = workspace.assessment("a2").expect("it is there").assessment;
    assert_eq!(finished.organization().name, organization().name);
    assert_eq!(finished.scope(), "全製品");
}

#[test]
fn a_name_that_no_assessment_file_may_hold_is_refused() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let mut nameless = organization();
    nameless.name.clear();
    let refused = workspace.change_organization("o1", &nameless, deed("rename", 1));
    assert!(matches!(refused, Err(Error::Faults(_))), "{refused:?}");
    let refused = workspace.rename_scope(SCOPE, &"x".repeat(20_001), deed("rename", 1));
    assert!(matches!(refused, Err(Error::Faults(_))), "{refused:?}");
}

#[test]
fn what_has_assessments_is_not_removed() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    workspace
        .remove_assessment(ASSESSMENT, deed("remove", 1))
        .expect("it is there");
    assert_eq!(workspace.assessments().expect("they can be listed"), []);
    let error = workspace
        .remove_organization("o1", deed("remove", 2))
        .expect_err("one is in the bin");
    assert!(matches!(error, Error::HasAssessments { .. }), "{error:?}");
    workspace
        .bring_back_assessment(ASSESSMENT, deed("bring back", 3))
        .expect("it is in the bin");
    assert_eq!(
        workspace.assessments().expect("they can be listed").len(),
        1
    );
    workspace
        .erase_assessment(place.folder(), ASSESSMENT)
        .expect("it is there");
    workspace
        .remove_organization("o1", deed("remove", 4))
        .expect("nothing is left");
    assert_eq!(workspace.organizations().expect("they can be listed"), []);
}

#[test]
fn an_erased_organization_leaves_nothing_of_itself_in_the_file() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let mut renamed = organization();
    renamed.name.push_str("ホールディングス");
    workspace
        .change_organization("o1", &renamed, deed("rename", 1))
        .expect("it is there");
    workspace
        .rename_scope(SCOPE, "監視装置", deed("rename", 2))
        .expect("it is there");
    let other = organization();
    workspace
        .add_organization("o2", &other, deed("add", 3))
        .expect("it is new");
    workspace
        .erase_organization(place.folder(), "o1")
        .expect("it is there");
    let gone = workspace.organization("o1");
    assert!(matches!(gone, Err(Error::Unknown { .. })), "{gone:?}");
    let told = workspace
        .history(HistoryFilter::default(), 100)
        .expect("it can be read");
    let told: Vec<&str> = told.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(told, ["add"], "what was done to others is kept");
    workspace.close(time(4)).expect("it can be closed");
    let bytes = std::fs::read(place.file()).expect("it can be read");
    for word in ["ホールディングス", "監視装置"] {
        let found = bytes
            .windows(word.len())
            .any(|part| part == word.as_bytes());
        assert!(!found, "{word} is still in the file");
    }
}

#[test]
fn settings_documents_frameworks_and_branding_come_back() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let framework = Framework {
        kind: FrameworkKind::Sheet,
        id: "own".to_owned(),
        edition: "1".to_owned(),
        text: "{}".to_owned(),
        source: "own.xlsx".to_owned(),
    };
    let branding = Branding {
        logo: Some(Logo {
            name: "logo.png".to_owned(),
            bytes: vec![0, 255, 137],
        }),
        colour: Some("#0055aa".to_owned()),
        footer: "社外秘".to_owned(),
    };
    workspace
        .set_setting("theme", &"dark")
        .expect("it can be set");
    workspace
        .set_setting("theme", &"light")
        .expect("it can be set");
    workspace
        .set_document(ASSESSMENT, "plan", Some(&vec![1, 2]), deed("plan", 1))
        .expect("it can be set");
    workspace
        .install_framework(&framework, deed("install", 1))
        .expect("it can be installed");
    workspace
        .set_branding(None, Some(&branding))
        .expect("it can be set");
    drop(workspace);

    let mut workspace = place.open(None).expect("it can be opened");
    let theme: Option<String> = workspace.setting("theme").expect("it is a text");
    assert_eq!(theme.as_deref(), Some("light"));
    let wrong = workspace.setting::<u8>("theme");
    assert!(matches!(wrong, Err(Error::Damaged { .. })), "{wrong:?}");
    let plan: Option<Vec<u8>> = workspace
        .document(ASSESSMENT, "plan")
        .expect("it is a list");
    assert_eq!(plan, Some(vec![1, 2]));
    let installed = workspace.frameworks().expect("they can be listed");
    assert_eq!(installed[0].framework, framework);
    assert_eq!(
        workspace.branding_for("o1").expect("it can be read"),
        branding
    );
    let own = Branding::default();
    workspace
        .set_branding(Some("o1"), Some(&own))
        .expect("it can be set");
    assert_eq!(workspace.branding_for("o1").expect("it can be read"), own);
    workspace
        .remove_framework(FrameworkKind::Sheet, "own", "1", deed("remove", 2))
        .expect("it is installed");
    assert_eq!(workspace.frameworks().expect("they can be listed"), []);
}

fn sample_files(language: &str) -> Vec<PathBuf> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut files: Vec<PathBuf> = fs::read_dir(samples.join(language))
        .expect("there are samples")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.to_string_lossy().ends_with(".psirt.json"))
        .collect();
    files.sort();
    assert!(!files.is_empty(), "there are samples");
    files
}

fn sheet_of(sample: &str) -> Sheet {
    let named = sheet_named_in(sample)
        .expect("a sample can be read")
        .expect("it names its sheet");
    let sheets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../frameworks/sheets");
    let of = |name: String| {
        let text = fs::read_to_string(sheets.join(name)).expect("the sheet is shipped");
        Sheet::parse(&text).expect("it is valid")
    };
    let newest = of(format!("{}.json", named.id));
    if newest.edition() == named.edition {
        newest
    } else {
        of(format!("{}@{}.json", named.id, named.edition))
    }
}

/// Where an editor finds the schema is no part of an assessment.
fn without_schema(assessment: &Assessment) -> String {
    let text = assessment.to_json();
    let lines = text.lines().filter(|line| !line.contains("\"$schema\""));
    lines.collect::<Vec<_>>().join("\n")
}
