//! A cohort in the window: what a member looked at leaves and nothing else, its own place, and
//! what a coordinator takes, leaves out and publishes.

use std::fs;

use psirt_app::cohorts::{SampleCohort, sample};
use psirt_app::frameworks::Library;
use psirt_core::cohort::Admission;

use super::*;

const PHRASE: &str = "correct horse battery staple";

/// A computer whose workspace is protected.
fn protected() -> Computer {
    let computer = Computer::new();
    let request = CreateWorkspace {
        place: None,
        passphrase: Some(PHRASE.into()),
    };
    ask::create_workspace(&computer.desktop, request).expect("a workspace can be made");
    computer
}

fn begin(cohort: &str, edition: &str, admission: Admission, recover: bool) -> BeginCohort {
    BeginCohort {
        cohort: cohort.to_owned(),
        title: "Example group".to_owned(),
        edition: edition.to_owned(),
        sheet: "first-psirt-1.1".to_owned(),
        profile: Some("first-90-days".to_owned()),
        opens: day("2000-01-01"),
        closes: day("2999-12-31"),
        admission,
        rules: psirt_core::cohort::Rules::FLOOR.into(),
        recover,
    }
}

fn of_edition(standing: &CohortStandingView) -> OfEdition {
    OfEdition {
        cohort: standing.card.cohort.clone(),
        edition: standing.card.edition.clone(),
    }
}

/// The sample cohort in files, and a coordinator that has its key and the contributions of its
/// last edition.
struct Group {
    files: TempDir,
    coordinator: Computer,
    of: OfEdition,
    members: usize,
    card: PathBuf,
}

impl Group {
    fn new() -> Self {
        let files = tempfile::tempdir().expect("a folder can be made");
        let made: SampleCohort = sample(&Library::shipped(), Language::En).expect("it is invented");
        made.write(files.path(), Language::En)
            .expect("there is room");
        let edition = made.editions.last().expect("there are two");
        let name = edition.card.edition().to_owned();
        let coordinator = protected();
        coordinator.answer_dialog(&[&files.path().join("recovery.txt")]);
        let request = begin(edition.card.cohort(), &name, Admission::Open, true);
        let standing = ask::begin_cohort(&coordinator.desktop, request).expect("it is new");
        let standing = standing.expect("the sheet was chosen");
        let card = files.path().join("own.psirt-cohort.json");
        let group = Self {
            of: of_edition(&standing),
            members: edition.contributions.len(),
            coordinator,
            files,
            card,
        };
        group.coordinator.answer_dialog(&[&group.card]);
        let request = SaveCohortCard {
            of: group.of.clone(),
            closes: None,
            names: Vec::new(),
        };
        let saved = ask::save_cohort_card(&group.coordinator.desktop, request);
        assert!(saved.expect("it can be written").is_some());
        let mut sealed: Vec<PathBuf> = fs::read_dir(group.files.path().join(&name))
            .expect("they are there")
            .map(|entry| entry.expect("it can be read").path())
            .collect();
        sealed.sort();
        let taking = group.takes(&sealed);
        assert_eq!(
            (taking.taken.len(), taking.refused.len()),
            (group.members, 0)
        );
        group
    }

    fn takes(&self, files: &[PathBuf]) -> TakingView {
        let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
        self.coordinator.answer_dialog(&files);
        let taking = ask::take_contributions(&self.coordinator.desktop, self.of.clone(), &watch());
        taking
            .expect("they can be looked at")
            .expect("some were chosen")
    }

    fn publishes(&self) -> PathBuf {
        let path = self.files.path().join("out.psirt-benchmark.json");
        self.coordinator.answer_dialog(&[&path]);
        let published = ask::publish_benchmark(&self.coordinator.desktop, self.of.clone());
        let published = published
            .expect("something counts")
            .expect("a place was chosen");
        assert_eq!(published.standing.releases.len(), 1);
        path
    }
}

fn everything(rounds: Vec<String>) -> PrepareContribution {
    PrepareContribution {
        rounds,
        without_sector: false,
        without_size: false,
        without_model: false,
        code: String::new(),
        prepared_by: String::new(),
    }
}

/// The newest round that a card offers.
fn newest(card: &CohortCardView) -> String {
    card.organizations[0].scopes[0].rounds[0].assessment.clone()
}

fn value<'a>(view: &'a ContributionView, name: &str) -> Option<&'a str> {
    let mut fields = view.fields.iter();
    let field = fields.find(|field| field.name.en == name);
    field.map(|field| field.value.en.as_str())
}

#[test]
fn a_member_writes_what_it_looked_at_and_reads_its_own_place_from_what_was_published() {
    let group = Group::new();
    let member = Computer::with_sample(Language::En);
    let desktop = &member.desktop;
    member.answer_dialog(&[&group.card]);
    let card = ask::choose_cohort_card(desktop).expect("its signature is good");
    let card = card.expect("it was chosen");
    assert_eq!(
        (card.number, card.is_open, &card.obstacle),
        (None, true, &None)
    );

    let mut request = everything(vec![newest(&card)]);
    let first = ask::prepare_contribution(desktop, request.clone()).expect("it is finished");
    assert_eq!(value(&first, "sector"), Some("Industrial equipment"));
    request.without_sector = true;
    let second = ask::prepare_contribution(desktop, request).expect("it is finished");
    assert_eq!(value(&second, "sector"), Some("not given"));
    // What is not in front any more is not written.
    let gone = ask::write_contribution(desktop, OfContribution { id: first.id });
    assert_eq!(code(gone), FailureCode::ChangedMeanwhile);
    let file = member.folder.path().join("one.psirt-contribution");
    member.answer_dialog(&[&file]);
    let of = OfContribution { id: second.id };
    let written = ask::write_contribution(desktop, of.clone()).expect("there is room");
    assert_eq!(written.expect("a place was chosen").number, 1);
    let twice = ask::write_contribution(desktop, of);
    assert_eq!(code(twice), FailureCode::ChangedMeanwhile);

    let taking = group.takes(std::slice::from_ref(&file));
    assert_eq!(taking.standing.counting, group.members + 1);
    let again = group.takes(&[file]);
    assert_eq!(again.taken.len(), 0);
    assert!(
        again.refused[0].reason.en.contains("taken before"),
        "{:?}",
        again.refused
    );

    let benchmark = group.publishes();
    let round = newest(&card);
    member.answer_dialog(&[&benchmark]);
    let place = ask::choose_benchmark(desktop, named(&round)).expect("it is the cohort's");
    let place = place.expect("it was chosen");
    assert!(place.checked);
    assert_eq!(place.of.members as usize, group.members + 1);
    let scored = place
        .places
        .iter()
        .filter(|one| one.deviation_score.is_some());
    assert!(scored.count() > 0, "25 are enough for a deviation score");
    for one in &place.behind {
        assert!(f64::from(one.own) < one.median, "{one:?}");
    }
    // It is still there when the person comes back, and gone when it is put away.
    let again = ask::own_place(desktop, named(&round)).expect("it is in hand");
    assert_eq!(again, Some(place));
    ask::close_benchmark(desktop).expect("it can be put away");
    assert_eq!(ask::own_place(desktop, named(&round)), Ok(None));

    // Everything is taken back.
    let back = ask::prepare_contribution(desktop, everything(Vec::new())).expect("it is a member");
    assert!(back.withdrawn && back.answers.is_empty());
    let file = member.folder.path().join("back.psirt-contribution");
    member.answer_dialog(&[&file]);
    let of = OfContribution { id: back.id };
    ask::write_contribution(desktop, of).expect("there is room");
    let taking = group.takes(&[file]);
    assert_eq!(taking.standing.counting, group.members);
}

#[test]
fn a_benchmark_shows_nothing_before_it_is_checked_and_nothing_of_another_key_ever() {
    let group = Group::new();
    let benchmark = group.publishes();
    let reader = Computer::with_sample(Language::Ja);
    let desktop = &reader.desktop;
    let round = reader.rounds()[0].id.clone();
    reader.answer_dialog(&[&benchmark]);
    let place = ask::choose_benchmark(desktop, named(&round)).expect("its signature is good");
    let place = place.expect("it was chosen");
    assert!(!place.checked);
    assert_eq!((place.places.len(), place.behind.len()), (0, 0));
    reader.answer_dialog(&[&group.card]);
    ask::choose_cohort_card(desktop).expect("its signature is good");
    let place = ask::own_place(desktop, named(&round)).expect("it is in hand");
    assert!(place.expect("it is in hand").checked);

    // Somebody else makes a cohort of the same name.
    let other = protected();
    let request = begin(&group.of.cohort, &group.of.edition, Admission::Open, false);
    ask::begin_cohort(&other.desktop, request).expect("it is new");
    let forged = reader.folder.path().join("forged.psirt-cohort.json");
    other.answer_dialog(&[&forged]);
    let request = SaveCohortCard {
        of: group.of.clone(),
        closes: None,
        names: Vec::new(),
    };
    ask::save_cohort_card(&other.desktop, request).expect("there is room");
    reader.answer_dialog(&[&forged]);
    ask::choose_cohort_card(desktop).expect("its own signature is good");
    let refused = ask::own_place(desktop, named(&round));
    let failure = refused.expect_err("another key signed it");
    assert_eq!(failure.code, FailureCode::Refused);
    assert!(
        failure.faults[0].message.en.contains("SHA256:"),
        "{failure:?}"
    );
}

#[test]
fn each_refusal_is_a_sentence_with_a_way_out_in_both_languages() {
    let group = Group::new();
    let told = |failure: Failure| {
        assert_eq!(failure.code, FailureCode::Refused, "{failure:?}");
        let fault = failure.faults.into_iter().next().expect("it says why");
        let hint = fault.hint.expect("it says what to do");
        for text in [&fault.message, &hint] {
            assert!(
                text.en.ends_with('.') && text.ja.ends_with('。'),
                "{text:?}"
            );
        }
        fault.message.en
    };

    // A workspace that anybody can open coordinates nothing.
    let open = Computer::with_workspace();
    let request = begin("a", "1", Admission::Open, false);
    let refused = ask::begin_cohort(&open.desktop, request);
    assert!(told(refused.expect_err("it is open")).contains("passphrase"));

    // A draft is none that could be contributed, and a workspace without a round says so.
    let draft = Computer::with_workspace();
    draft.answer_dialog(&[&group.card]);
    let card = ask::choose_cohort_card(&draft.desktop).expect("its signature is good");
    let nothing = card
        .expect("it was chosen")
        .nothing
        .expect("there is no round");
    assert!(
        nothing.what.en.contains("No finished assessment"),
        "{nothing:?}"
    );
    draft.draft();
    let card = ask::cohort_card(&draft.desktop).expect("it is in hand");
    let nothing = card.expect("it is in hand").nothing.expect("it is a draft");
    assert!(nothing.what.en.contains("not finished"), "{nothing:?}");

    // A card that was changed since is refused whole.
    let text = fs::read_to_string(&group.card).expect("it is there");
    let changed = draft.folder.path().join("changed.psirt-cohort.json");
    fs::write(&changed, text.replace("2999-12-31", "2998-12-31")).expect("there is room");
    draft.answer_dialog(&[&changed]);
    let refused = ask::choose_cohort_card(&draft.desktop);
    assert!(told(refused.expect_err("its signature is bad")).contains("signature"));

    // One that admits by code wants one.
    let codes = protected();
    let request = begin("by-code", "1", Admission::Codes, false);
    let standing = ask::begin_cohort(&codes.desktop, request).expect("it is new");
    let of = of_edition(&standing.expect("no dialog was asked"));
    let path = codes.folder.path().join("codes.psirt-cohort.json");
    codes.answer_dialog(&[&path]);
    let request = SaveCohortCard {
        of: of.clone(),
        closes: None,
        names: vec![" Minato ".to_owned(), String::new()],
    };
    let saved = ask::save_cohort_card(&codes.desktop, request.clone()).expect("there is room");
    let made = saved.expect("a place was chosen").standing.codes;
    assert_eq!(
        (made.len(), made[0].name.as_str(), made[0].used),
        (1, "Minato", false)
    );
    codes.answer_dialog(&[&path]);
    let again = ask::save_cohort_card(&codes.desktop, request);
    assert!(told(again.expect_err("it is there")).contains("already"));
    let member = Computer::with_sample(Language::En);
    member.answer_dialog(&[&path]);
    let card = ask::choose_cohort_card(&member.desktop).expect("its signature is good");
    let card = card.expect("it was chosen");
    let mut request = everything(vec![newest(&card)]);
    let refused = ask::prepare_contribution(&member.desktop, request.clone());
    assert!(told(refused.expect_err("no code was given")).contains("by code"));
    request.code = made[0].code.to_lowercase();
    let view = ask::prepare_contribution(&member.desktop, request).expect("it has a code");
    assert_eq!(value(&view, "code"), Some(made[0].code.as_str()));

    // Nothing to publish, and nothing to take once it is closed.
    let release = OfRelease {
        of: of.clone(),
        release: None,
    };
    let refused = ask::show_benchmark(&codes.desktop, release);
    assert!(told(refused.expect_err("nobody contributed")).contains("nothing to publish"));
    let closed = ask::close_edition(&codes.desktop, of.clone()).expect("it is open");
    assert!(closed.closed_at.is_some());
    codes.answer_dialog(&[&path]);
    let refused = ask::take_contributions(&codes.desktop, of, &watch());
    assert!(told(refused.expect_err("it is closed")).contains("closed"));
}

#[test]
fn a_coordinator_names_and_leaves_out_a_member_and_sees_what_that_costs() {
    let group = Group::new();
    let desktop = &group.coordinator.desktop;
    group.publishes();
    let standing = ask::cohort_standing(desktop, group.of.clone()).expect("it is there");
    let lost = standing.members[0].fingerprint.clone();
    let request = NameMember {
        of: group.of.clone(),
        member: lost.clone(),
        name: " Minato ".to_owned(),
    };
    let standing = ask::name_member(desktop, request).expect("it is there");
    assert_eq!(standing.members[0].name.as_deref(), Some("Minato"));
    let mut request = LeaveOut {
        of: group.of.clone(),
        member: lost,
        left_out: true,
    };
    let standing = ask::leave_out(desktop, request.clone()).expect("it is there");
    assert_eq!(standing.counting, group.members - 1);
    assert_eq!(standing.members[0].state, MemberState::LeftOut);
    let release = |release| OfRelease {
        of: group.of.clone(),
        release,
    };
    let now = ask::show_benchmark(desktop, release(None)).expect("the others count");
    assert!(
        !now.dropped.is_empty(),
        "one left: sums could be subtracted"
    );
    let before = ask::show_benchmark(desktop, release(Some(1))).expect("it was published");
    assert_eq!(
        before.of.members as usize, group.members,
        "it stays as it was"
    );
    request.left_out = false;
    let standing = ask::leave_out(desktop, request).expect("it is there");
    assert_eq!(standing.counting, group.members);

    let sheet = ask::recovery_sheet(desktop, group.of.clone()).expect("there is a key");
    let printed = fs::read_to_string(group.files.path().join("recovery.txt")).expect("it is there");
    let key = |text: &str| -> Vec<String> {
        let lines = text.lines().map(str::trim);
        let of_key = lines.filter(|line| line.matches('-').count() >= 6 && !line.contains(' '));
        of_key.map(str::to_owned).collect()
    };
    assert_eq!(key(&sheet.text), key(&printed));
    assert_eq!(key(&printed).len(), 2);
}

#[test]
fn files_of_a_cohort_are_told_apart_by_what_they_are_not_by_their_names() {
    let group = Group::new();
    let benchmark = group.publishes();
    let sealed = group
        .files
        .path()
        .join(&group.of.edition)
        .join("01.psirt-contribution");
    let desk = Computer::with_workspace();
    for (from, kind) in [
        (&group.card, FileKind::CohortCard),
        (&benchmark, FileKind::Benchmark),
        (&sealed, FileKind::Contribution),
    ] {
        let path = desk.folder.path().join("mail-attachment.json");
        fs::copy(from, &path).expect("there is room");
        let looked_at = desk.looks_at(&path);
        assert_eq!(looked_at.kind, Some(kind));
        assert!(looked_at.file.is_some() && looked_at.faults.is_empty());
    }
}
