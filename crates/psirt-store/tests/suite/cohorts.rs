//! What a coordinator and a member keep of a cohort.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use psirt_core::benchmark::publish;
use psirt_core::cohort::{Admission, Card, CardStart, Rules};
use psirt_core::contribution::Contribution;
use psirt_core::{Date, Level};
use psirt_store::{BackupKind, CohortFault, Error, NewContribution, Workspace};
use serde_json::json;

use crate::common::{ASSESSMENT, Place, deed, sheet, time};

const PHRASE: &str = "correct horse";
const DAY: Date = Date::constant(2026, 11, 6);

fn card(edition: &str) -> Card {
    let start = CardStart {
        cohort: "group".to_owned(),
        title: "A group".to_owned(),
        edition: edition.to_owned(),
        sheet_sha256: "0".repeat(64),
        opens: DAY,
        closes: DAY,
        admission: Admission::Open,
        rules: Rules::default(),
        targets: BTreeMap::new(),
        sealing_key: "key".to_owned(),
        signing_key: "key".to_owned(),
    };
    Card::new(sheet(), start).expect("the card is in order")
}

fn contribution(edition: &str, member: usize, number: u32, level: u8) -> Contribution {
    let file = json!({
        "format": 1, "kind": "contribution", "cohort": "group", "edition": edition,
        "member": format!("member {member:02}"), "number": number, "month": "2026-11",
        "sheet": { "id": sheet().id(), "edition": sheet().edition(), "sha256": "0".repeat(64) },
        "sector": "medical", "levels": { "A.1": level.to_string(), "A.2": "na", "B.1": "?" },
    });
    Contribution::parse(&file.to_string(), sheet()).expect("the contribution is in order")
}

fn keep(workspace: &mut Workspace, edition: &str, all: &[Contribution]) {
    let digests: Vec<String> = all
        .iter()
        .map(|one| format!("digest of {} {}", one.member(), one.number()))
        .collect();
    let new: Vec<NewContribution<'_>> = all
        .iter()
        .zip(&digests)
        .map(|(contribution, digest)| NewContribution {
            contribution,
            digest,
            taken_on: DAY,
        })
        .collect();
    workspace
        .keep_contributions("group", edition, &new)
        .expect("they can be kept");
}

/// A protected workspace that coordinates a cohort with one edition.
fn coordinated(place: &Place) -> Workspace {
    let mut workspace = place.workspace(Some(PHRASE));
    workspace
        .make_cohort("group", &[7; 32], time(1))
        .expect("it is protected");
    workspace
        .add_edition(&card("2026"), sheet())
        .expect("there is none yet");
    workspace
}

fn fault(error: Error) -> CohortFault {
    match error {
        Error::Cohort(fault) => fault,
        other => panic!("another error: {other}"),
    }
}

#[test]
fn a_workspace_without_a_passphrase_coordinates_nothing() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    let refused = workspace.make_cohort("group", &[7; 32], time(1));
    assert_eq!(
        fault(refused.expect_err("it is open to everybody")),
        CohortFault::NotProtected
    );
    assert_eq!(workspace.cohorts().expect("it can be read").len(), 0);
}

#[test]
fn the_passphrase_stays_as_long_as_there_is_a_key() {
    let place = Place::new();
    let mut workspace = coordinated(&place);
    let refused = workspace.unprotect(&mut |_| ControlFlow::Continue(()));
    assert_eq!(
        fault(refused.expect_err("the key would lie in the open")),
        CohortFault::NotProtected
    );
    assert!(workspace.passphrase().is_some());
}

#[test]
fn what_was_taken_and_published_is_there_after_reopening_and_in_every_backup() {
    let place = Place::new();
    let mut workspace = coordinated(&place);
    let first: Vec<Contribution> = (0..12)
        .map(|member| contribution("2026", member, 1, 2))
        .collect();
    keep(&mut workspace, "2026", &first);
    let at_hand = workspace
        .contributions("group", "2026")
        .expect("it is there");
    assert_eq!(at_hand.counting().len(), 12);
    let published = publish(sheet(), &card("2026"), &at_hand.counting(), &[], DAY).benchmark;
    workspace
        .keep_release(&published, &at_hand)
        .expect("it can be kept");
    // What comes later does not change what was published before.
    keep(&mut workspace, "2026", &[contribution("2026", 0, 2, 3)]);
    let codes = BTreeMap::from([("CODE".to_owned(), "Minato".to_owned())]);
    workspace
        .add_codes("group", "2026", &codes)
        .expect("it is open");
    let before = workspace.cohort("group").expect("it is there");
    let backup = workspace
        .back_up(BackupKind::Manual, time(9))
        .expect("it can be made");
    workspace.close(time(10)).expect("it can be closed");
    let copy = Place::new();
    std::fs::copy(backup.path, copy.file()).expect("there is room for it");
    for place in [place, copy] {
        let again = place.open(Some(PHRASE)).expect("it can be opened");
        again.check().expect("nothing is wrong with it");
        assert_eq!(again.cohort("group").expect("it is there"), before);
        assert_eq!(before.editions[0].codes, codes);
        assert_eq!(*again.cohort_secret("group").expect("it is there"), [7; 32]);
        let now = again.contributions("group", "2026").expect("it is there");
        assert_eq!(now.taken.len(), 13);
        let releases = again.releases("group").expect("they are there");
        assert_eq!(releases[0].benchmark, published);
        assert_eq!(releases[0].members, at_hand.counting());
        assert_ne!(
            now.counting(),
            at_hand.counting(),
            "the second number counts"
        );
    }
}

#[test]
fn what_is_read_again_has_the_same_voice() {
    use psirt_core::benchmark::Member;
    let place = Place::new();
    let mut workspace = coordinated(&place);
    let one = contribution("2026", 1, 1, 3);
    keep(&mut workspace, "2026", std::slice::from_ref(&one));
    let at_hand = workspace
        .contributions("group", "2026")
        .expect("it is there");
    assert_eq!(at_hand.counting(), [Member::of(&one, sheet())]);
}

#[test]
fn who_is_left_out_counts_no_more_and_stays_in_what_was_published_before() {
    let place = Place::new();
    let mut workspace = coordinated(&place);
    let all: Vec<Contribution> = (0..12)
        .map(|member| contribution("2026", member, 1, 2))
        .collect();
    keep(&mut workspace, "2026", &all);
    let read = |workspace: &Workspace| {
        workspace
            .contributions("group", "2026")
            .expect("it is there")
    };
    let then = read(&workspace);
    let published = publish(sheet(), &card("2026"), &then.counting(), &[], DAY).benchmark;
    workspace
        .keep_release(&published, &then)
        .expect("it can be kept");
    let leave_out = |workspace: &mut Workspace, member: &str, left_out| {
        workspace.leave_out("group", "2026", member, left_out, time(3))
    };
    leave_out(&mut workspace, "member 03", true).expect("it is there");
    assert_eq!(read(&workspace).counting().len(), 11);
    let without = read(&workspace);
    workspace
        .keep_release(&published, &without)
        .expect("it can be kept");
    leave_out(&mut workspace, "member 03", false).expect("it is there");
    assert_eq!(read(&workspace).counting(), then.counting());
    workspace
        .name_member("group", "member 03", "Minato")
        .expect("there is such a cohort");
    assert!(leave_out(&mut workspace, "member 99", true).is_err());
    workspace.close(time(4)).expect("it can be closed");
    let again = place.open(Some(PHRASE)).expect("it can be opened");
    let releases = again.releases("group").expect("they are there");
    let members: Vec<usize> = releases.iter().map(|one| one.members.len()).collect();
    assert_eq!(members, [12, 11], "each with whom it was computed from");
    let names = again.member_names("group").expect("they are there");
    assert_eq!(names["member 03"], "Minato");
}

#[test]
fn a_closed_edition_takes_nothing_more_and_another_does() {
    let place = Place::new();
    let mut workspace = coordinated(&place);
    workspace
        .close_edition("group", "2026", time(2))
        .expect("it is open");
    let one = contribution("2026", 1, 1, 3);
    let new = [NewContribution {
        contribution: &one,
        digest: "digest",
        taken_on: DAY,
    }];
    let refused = workspace.keep_contributions("group", "2026", &new);
    let closed = CohortFault::Closed {
        edition: "2026".to_owned(),
    };
    assert_eq!(fault(refused.expect_err("it is closed")), closed);
    let refused = workspace.change_card(&card("2026"));
    assert_eq!(fault(refused.expect_err("it is closed")), closed);
    workspace
        .add_edition(&card("2027"), sheet())
        .expect("there is none yet");
    keep(&mut workspace, "2027", &[contribution("2027", 1, 1, 3)]);
}

#[test]
fn a_card_that_members_answered_changes_its_days_alone() {
    let place = Place::new();
    let mut workspace = coordinated(&place);
    let stricter = {
        let mut text: serde_json::Value =
            serde_json::from_str(&card("2026").to_json()).expect("it is JSON");
        text["rules"]["share_end"] = json!(7);
        Card::parse(&text.to_string(), |_| Some(sheet())).expect("it is in order")
    };
    workspace
        .change_card(&stricter)
        .expect("nobody answered it yet");
    keep(&mut workspace, "2026", &[contribution("2026", 1, 1, 3)]);
    let refused = workspace.change_card(&card("2026"));
    assert_eq!(
        fault(refused.expect_err("a member answered the other")),
        CohortFault::CardIsFixed {
            edition: "2026".to_owned()
        }
    );
    let longer = stricter
        .until(Date::constant(2026, 12, 24), sheet())
        .expect("it is later");
    workspace
        .change_card(&longer)
        .expect("only its days change");
    let kept = workspace.cohort("group").expect("it is there");
    assert_eq!(kept.editions[0].card, longer);
}

#[test]
fn the_sheet_of_a_cohort_stays_when_the_assessments_go() {
    let place = Place::new();
    let mut workspace = coordinated(&place);
    workspace
        .remove_assessment(ASSESSMENT, deed("remove", 3))
        .expect("it is a draft");
    let kept = workspace.cohort("group").expect("it is there");
    assert_eq!(*kept.editions[0].sheet, **sheet());
    assert_eq!(kept.editions[0].sheet.highest_level(), Level::new(3));
}

#[test]
fn a_member_uses_no_number_twice_and_remembers_the_card() {
    let place = Place::new();
    let mut workspace = place.workspace(None);
    assert_eq!(workspace.membership("group").expect("it can be read"), None);
    workspace
        .join_cohort("group", &[9; 32])
        .expect("it is not a member yet");
    assert!(matches!(
        workspace.join_cohort("group", &[8; 32]),
        Err(Error::Taken { .. })
    ));
    for expected in 1..=3 {
        let number = workspace.next_sequence(&card("2026")).expect("it is one");
        assert_eq!(number, expected);
    }
    workspace.close(time(4)).expect("it can be closed");
    let again = place.open(None).expect("it can be opened");
    let kept = again.membership("group").expect("it can be read");
    let kept = kept.expect("it is a member");
    assert_eq!((*kept.secret, kept.sequence), ([9; 32], 3));
    let cards = BTreeMap::from([("2026".to_owned(), card("2026").to_json())]);
    assert_eq!(kept.cards, cards);
}
