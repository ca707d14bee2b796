//! Files of earlier versions, which open with everything in them.
//!
//! The fixtures were written by the program of their version and are left alone since.

use std::fs;
use std::path::Path;

use psirt_core::trend::Bridge;
use psirt_core::{Level, Sheet};
use psirt_store::{
    BackupKind, Branding, Framework, FrameworkKind, HistoryFilter, InstalledFramework, NextRound,
    Workspace,
};

use crate::common::{ASSESSMENT, Place, SCOPE, WHO, action, deed, level, sheet, time};

const PHRASE: &str = "correct horse";

/// How many rounds the long fixture holds.
const ROUNDS: i64 = 200;

/// Makes what the fixtures hold that were written by this, at version 1.
fn of_version_one(place: &Place, phrase: Option<&str>) -> Workspace {
    let mut workspace = place.workspace(phrase);
    workspace
        .change_assessment(ASSESSMENT, deed("answer", 1), |assessment, sheet| {
            assessment.change_entry(sheet, "A.1", |entry| {
                entry.answer = Some(level(2));
                "メモ".clone_into(&mut entry.note);
                entry.target = Some(Level::new(3));
            })?;
            assessment.set_actions(sheet, vec![action("p1", "A.1", 3)])
        })
        .expect("the answers are valid");
    workspace
        .finish(ASSESSMENT, deed("finish", 2))
        .expect("it is a draft");
    workspace
        .annotate(ASSESSMENT, "最初の回", deed("annotate", 3))
        .expect("it is finished");
    let bridge = Bridge::between(sheet(), sheet(), &[]);
    let next = NextRound {
        id: "draft",
        title: "2027",
        date: "2027-11-05".parse().expect("it is a day"),
        sheet: sheet(),
        bridge: &bridge,
        keeps_indicators: false,
    };
    workspace
        .start_next_round(ASSESSMENT, next, deed("start", 4))
        .expect("it can be started");
    for (minute, answer) in [(5, level(3)), (6, level(1))] {
        workspace
            .set_answer("draft", "A.1", Some(answer), deed("answer", minute))
            .expect("the answer is valid");
    }
    workspace
        .undo("draft", WHO, time(7))
        .expect("it can be undone");
    workspace
        .set_setting("theme", &"dark")
        .expect("it can be set");
    let branding = Branding {
        footer: "社外秘".to_owned(),
        ..Branding::default()
    };
    workspace
        .set_branding(None, Some(&branding))
        .expect("it can be set");
    let framework = Framework {
        kind: FrameworkKind::Sheet,
        id: "own".to_owned(),
        edition: "1".to_owned(),
        text: sheet().to_json(),
        source: "own.json".to_owned(),
    };
    workspace
        .install_framework(&framework, deed("install", 8))
        .expect("it can be installed");
    workspace
}

/// Opens a copy of a fixture. One that is missing is written from what is made today, once.
fn opened(name: &str, today: &Workspace, phrase: Option<&str>) -> (Place, Workspace) {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() && !fixture.exists() {
        let backup = today
            .back_up(BackupKind::Manual, time(9))
            .expect("it can be made");
        fs::copy(backup.path, &fixture).expect("there is room for it");
    }
    let place = Place::new();
    fs::copy(fixture, place.file()).expect("there is room for it");
    let then = place.open(phrase).expect("it can be opened");
    then.check().expect("nothing is wrong with it");
    (place, then)
}

fn holds_the_same(then: &Workspace, today: &Workspace) {
    assert_eq!(
        then.about().expect("it can be read"),
        today.about().expect("it can be read")
    );
    for id in [ASSESSMENT, "draft"] {
        let read = |workspace: &Workspace| workspace.assessment(id).expect("it is there");
        assert_eq!(read(then), read(today));
        let undo = |workspace: &Workspace| workspace.undo_state(id).expect("it can be read");
        assert_eq!(undo(then), undo(today));
    }
    let undo = then.undo_state("draft").expect("it can be read");
    assert!(undo.undo.is_some() && undo.redo.is_some());
    let milestones = |workspace: &Workspace| workspace.milestones(SCOPE).expect("they are there");
    assert_eq!(milestones(then), milestones(today));
    let history = |workspace: &Workspace| {
        workspace
            .history(HistoryFilter::default(), 100)
            .expect("it can be read")
    };
    assert_eq!(history(then), history(today));
    assert_eq!(
        then.setting("theme").expect("it is a text"),
        Some("dark".to_owned())
    );
    let branding = |workspace: &Workspace| workspace.branding_for("o1").expect("it can be read");
    assert_eq!(branding(then), branding(today));
    // A file is kept as it was given; what a sheet need not say was written out then.
    let frameworks = |workspace: &Workspace| {
        let known = workspace.frameworks().expect("they are there");
        let told_apart = known.into_iter().map(|known| {
            let sheet = Sheet::parse(&known.framework.text).expect("it is a sheet");
            let framework = Framework {
                text: String::new(),
                ..known.framework
            };
            let installed = InstalledFramework { framework, ..known };
            (sheet, installed)
        });
        told_apart.collect::<Vec<_>>()
    };
    assert_eq!(frameworks(then), frameworks(today));
}

#[test]
fn a_file_of_the_first_version_opens_with_everything_in_it() {
    for (name, phrase) in [
        ("workspace-v1.psirtws", None),
        ("workspace-v1-protected.psirtws", Some(PHRASE)),
    ] {
        let place = Place::new();
        let today = of_version_one(&place, phrase);
        let (_other, then) = opened(name, &today, phrase);
        holds_the_same(&then, &today);
    }
}

/// Makes two hundred finished rounds, each with other answers, as version 1 did.
fn of_many_rounds(place: &Place) -> Workspace {
    let mut workspace = place.workspace(None);
    let bridge = Bridge::between(sheet(), sheet(), &[]);
    let mut last = ASSESSMENT.to_owned();
    for round in 0..ROUNDS {
        workspace
            .change_assessment(&last, deed("answer", round), |assessment, sheet| {
                for (place, service) in (0..).zip(sheet.services()) {
                    let number = u8::try_from((place + round) % 4).expect("it is small");
                    assessment.set_answer(sheet, service.id.as_str(), Some(level(number)))?;
                }
                Ok(())
            })
            .expect("the answers are valid");
        workspace
            .finish(&last, deed("finish", round))
            .expect("it is a draft");
        let id = format!("round {}", round + 2);
        let date = "2026-11-07"
            .parse::<psirt_core::Date>()
            .and_then(|first| first.checked_add(jiff::Span::new().days(round)))
            .expect("it is a day");
        let next = NextRound {
            id: &id,
            title: &id,
            date,
            sheet: sheet(),
            bridge: &bridge,
            keeps_indicators: true,
        };
        workspace
            .start_next_round(&last, next, deed("start", round))
            .expect("it can be started");
        last = id;
    }
    workspace
}

#[test]
fn a_file_with_two_hundred_rounds_opens_with_all_of_them() {
    let place = Place::new();
    let today = of_many_rounds(&place);
    let (_other, then) = opened("workspace-v1-rounds.psirtws", &today, None);
    let milestones = |workspace: &Workspace| workspace.milestones(SCOPE).expect("they are there");
    assert_eq!(milestones(&then), milestones(&today));
    assert_eq!(milestones(&then).len(), 200);
    for id in [ASSESSMENT, "round 2", "round 200", "round 201"] {
        let read = |workspace: &Workspace| workspace.assessment(id).expect("it is there");
        assert_eq!(read(&then), read(&today));
    }
}
