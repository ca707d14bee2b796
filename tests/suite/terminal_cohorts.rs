//! A cohort played through in the terminal: by its coordinator, by members, and by those who get
//! something wrong.

use std::fs;
use std::io::Write as _;
use std::process::Stdio;

use serde_json::{Value, json};

use crate::program::{Desk, Ended};

const COORDINATOR: &str = "group.psirtws --passphrase-file secret.txt";
const DAYS: &str = "--opens 2000-01-01 --closes 2999-12-31";

/// A desk with a protected cohort and its card.
fn cohort(admission: &str) -> Desk {
    let desk = Desk::with_samples("en");
    change(&desk, "2026.psirt.json", |round| {
        // Nothing is said of what is ticked, unless a test ticks something.
        let services = round["services"].as_object_mut().expect("it is an object");
        for service in services.values_mut() {
            service["indicators"] = json!([]);
        }
    });
    desk.write("secret.txt", "correct horse battery staple\n");
    desk.type_line(&format!(
        "cohort new {COORDINATOR} --cohort isac --title ISAC --edition 2026 \
         --sheet first-psirt-1.1 --profile first-90-days --admission {admission} {DAYS} \
         --recovery recovery.txt"
    ))
    .done();
    desk
}

fn change(desk: &Desk, file: &str, how: impl FnOnce(&mut Value)) {
    let mut value: Value = serde_json::from_str(&desk.read(file)).expect("it is JSON");
    how(&mut value);
    desk.write(file, value.to_string());
}

fn open_cohort() -> Desk {
    let desk = cohort("open");
    desk.type_line(&format!(
        "cohort card {COORDINATOR} -o card.psirt-cohort.json"
    ))
    .done();
    desk
}

/// A round of a member like the sample's, with one service at another level.
fn round(desk: &Desk, member: usize) -> String {
    let mut round: Value = serde_json::from_str(&desk.read("2026.psirt.json")).expect("JSON");
    round["id"] = json!(format!("round-{member}"));
    round["services"]["1.1"]["answer"] = json!({ "level": member % 5 });
    let name = format!("member-{member}.psirt.json");
    desk.write(&name, round.to_string());
    name
}

fn contribute_line(member: usize, round: &str, number: u32) -> String {
    format!(
        "contribute card.psirt-cohort.json {round} -o {member}-{number}.psirt-contribution \
         --workspace member-{member}.psirtws --yes"
    )
}

/// Contributions of some members, each from its own workspace.
fn contributed(desk: &Desk, members: usize) -> String {
    let mut files = Vec::new();
    for member in 0..members {
        let round = round(desk, member);
        let ended = desk.type_line(&contribute_line(member, &round, 1));
        assert_eq!(ended.status, 0, "{}", ended.stderr);
        files.push(format!("{member}-1.psirt-contribution"));
    }
    files.join(" ")
}

fn service<'a>(said: &'a Value, id: &str) -> &'a Value {
    let places = said["places"].as_array().expect("a list");
    places
        .iter()
        .find(|place| place["subject"] == json!({ "service": id }))
        .expect("it is there")
}

#[test]
fn a_cohort_is_played_through_by_its_coordinator_and_a_member() {
    let desk = open_cohort();
    let files = contributed(&desk, 11);
    let said = desk.json(&format!("cohort take {COORDINATOR} {files}"));
    assert_eq!((&said["taken"], &said["refused"]), (&json!(11), &json!(0)));
    let said = desk.json(&format!("cohort status {COORDINATOR}"));
    assert_eq!(said["counting"], 11);
    let preview = desk.json(&format!("cohort publish {COORDINATOR} --dry-run"));
    let said = desk.json(&format!(
        "cohort publish {COORDINATOR} -o out.psirt-benchmark.json"
    ));
    assert_eq!(
        preview["benchmark"], said["benchmark"],
        "a preview keeps nothing"
    );
    assert_eq!(said["benchmark"]["members"], 11);
    for place in [
        "--card card.psirt-cohort.json",
        "--workspace member-0.psirtws",
    ] {
        let said = desk.json(&format!(
            "place out.psirt-benchmark.json member-0.psirt.json {place}"
        ));
        assert_eq!(said["verified"], true);
        let own = service(&said, "1.1");
        // The levels are 0 0 0 1 1 2 2 3 3 4 4: ranks 3, 6 and 9.
        assert_eq!((&own["own"], &own["median"]), (&json!(0.0), &json!(2.0)));
        let middle = json!({ "lower": 0.0, "upper": 3.0 });
        assert_eq!(
            (&own["position"], &own["quartiles"]),
            (&json!("within"), &middle)
        );
        assert_eq!(said["behind"][0]["service"], "1.1");
        assert_eq!(
            own["deviation_score"],
            Value::Null,
            "eleven are too few for one"
        );
    }
    let report = "cohort report out.psirt-benchmark.json --card card.psirt-cohort.json -o group";
    let said = desk.json(&format!("{report} --classification TLP:GREEN"));
    assert_eq!(said["files"].as_array().map(Vec::len), Some(2), "{said}");
    let place = "place out.psirt-benchmark.json member-0.psirt.json --card card.psirt-cohort.json";
    let said = desk.json(&format!("{place} -o place --format pdf"));
    assert_eq!(said["files"].as_array().map(Vec::len), Some(1), "{said}");
    let ended = desk.type_line("cohort report out.psirt-benchmark.json -o group --format csv");
    assert_eq!(ended.status, 2, "a group has no such report");
    let ended = desk.type_line("place out.psirt-benchmark.json member-0.psirt.json");
    assert_eq!(ended.status, 0);
    assert!(ended.stderr.contains("SHA256:"), "{}", ended.stderr);
    let said = desk.json(&format!("cohort close {COORDINATOR}"));
    assert_eq!(said["closed"], true);
}

#[test]
fn a_member_sees_what_leaves_and_what_does_not_before_it_says_yes() {
    let desk = open_cohort();
    change(&desk, "2026.psirt.json", |round| {
        round["services"]["1.1"]["indicators"] = json!(["1a"]);
    });
    let asked = |answer: &str| {
        let line = "contribute card.psirt-cohort.json 2026.psirt.json -o out.psirt-contribution \
                    --workspace own.psirtws --withhold size,model";
        let mut child = desk
            .command(line.split_whitespace())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it can be started");
        let mut input = child.stdin.take().expect("it is a pipe");
        input.write_all(answer.as_bytes()).expect("it listens");
        drop(input);
        let output = child.wait_with_output().expect("it ends");
        let told = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code(), told)
    };
    for answer in ["no\n", "", "maybe\n"] {
        let (status, told) = asked(answer);
        assert_eq!(status, Some(2), "{told}");
        assert!(!desk.path("out.psirt-contribution").exists());
    }
    let (status, told) = asked("yes\n");
    assert_eq!(status, Some(0), "{told}");
    assert!(desk.path("out.psirt-contribution").exists());
    for shown in [
        "size: not given",
        "organizational model: not given",
        "number: 1",
        "1.1=",
        "This does not leave",
        "not ticked: 1.1",
        "evidence",
    ] {
        assert!(told.contains(shown), "{shown} in {told}");
    }
    let organization = serde_json::from_str::<Value>(&desk.read("2026.psirt.json")).expect("JSON")
        ["organization"]["name"]
        .as_str()
        .expect("it has a name")
        .to_owned();
    assert!(!told.contains(&organization), "{told}");
}

#[test]
fn what_was_refused_is_told_with_its_reason_and_the_rest_is_taken() {
    let desk = open_cohort();
    let files = contributed(&desk, 2);
    let good = fs::read(desk.path("0-1.psirt-contribution")).expect("it is there");
    let mut damaged = good.clone();
    damaged[500] ^= 1;
    desk.write("damaged.psirt-contribution", &damaged);
    desk.write("text.psirt-contribution", "no contribution at all");
    desk.write("cut.psirt-contribution", &good[..30]);
    // Sealed to another coordinator.
    desk.type_line(&format!(
        "cohort new other.psirtws --passphrase-file secret.txt --cohort other --edition 2026 \
         --sheet first-psirt-1.1 {DAYS}"
    ))
    .done();
    desk.type_line("cohort card other.psirtws --passphrase-file secret.txt -o other.json")
        .done();
    desk.type_line(
        "contribute other.json 2026.psirt.json -o other.psirt-contribution \
         --workspace member-0.psirtws --yes",
    )
    .done();
    let line = format!(
        "cohort take {COORDINATOR} damaged.psirt-contribution {files} \
         0-1.psirt-contribution text.psirt-contribution cut.psirt-contribution \
         other.psirt-contribution nowhere.psirt-contribution"
    );
    let ended = desk.run(line.split_whitespace().chain(["--json"]));
    assert_eq!(ended.status, 1);
    let said: Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    assert_eq!((&said["taken"], &said["refused"]), (&json!(2), &json!(6)));
    for (file, reason) in [
        ("damaged.psirt-contribution", "damaged since"),
        ("text.psirt-contribution", "no sealed contribution"),
        ("cut.psirt-contribution", "cut off"),
        ("other.psirt-contribution", "sealed to another key"),
        ("nowhere.psirt-contribution", "there is no such file"),
    ] {
        let told = said["files"].as_array().expect("a list").iter();
        let told = told.filter(|told| told["file"] == file);
        let told: Vec<&str> = told.filter_map(|told| told["reason"].as_str()).collect();
        assert!(told.iter().all(|told| told.contains(reason)), "{told:?}");
        assert_eq!(told.len(), 1, "{file}");
    }
    // The same once more changes nothing.
    let again = desk.run(format!("cohort take {COORDINATOR} {files}").split(' '));
    assert_eq!(again.status, 1);
    assert!(again.stdout.contains("taken before"), "{}", again.stdout);
    let said = desk.json(&format!("cohort status {COORDINATOR}"));
    assert_eq!(said["contributions"], 2);
}

#[test]
fn the_highest_number_counts_two_of_one_number_contradict_and_a_withdrawal_removes() {
    let desk = open_cohort();
    let counting = |files: &str, counting: u64| {
        let ended = desk.run(format!("cohort take {COORDINATOR} {files}").split(' '));
        assert_eq!(ended.status, 0, "{}", ended.stdout);
        let said = desk.json(&format!("cohort status {COORDINATOR}"));
        assert_eq!(said["counting"], counting, "{files}");
        said
    };
    let round = round(&desk, 0);
    desk.type_line(&contribute_line(0, &round, 1)).done();
    // Somebody goes on in a copy of the workspace: both make number 2.
    fs::copy(desk.path("member-0.psirtws"), desk.path("member-9.psirtws")).expect("there is room");
    desk.type_line(&contribute_line(0, &round, 2)).done();
    let withheld = contribute_line(9, &round, 2) + " --withhold sector";
    desk.type_line(&withheld).done();
    counting("0-1.psirt-contribution", 1);
    counting("0-2.psirt-contribution", 1);
    let said = counting("9-2.psirt-contribution", 0);
    assert_eq!(said["members"][0]["conflict"], true);
    desk.type_line(&contribute_line(0, &round, 3)).done();
    counting("0-3.psirt-contribution", 1);
    desk.type_line(
        "contribute card.psirt-cohort.json --withdraw -o back.psirt-contribution \
         --workspace member-0.psirtws --yes",
    )
    .done();
    let said = counting("back.psirt-contribution", 0);
    assert_eq!(said["members"][0]["withdrawn"], true);
}

#[test]
fn a_code_admits_one_member_and_tells_the_coordinator_who_it_is() {
    let desk = cohort("codes");
    let said = desk.run(
        format!("cohort card {COORDINATOR} -o card.psirt-cohort.json --json")
            .split(' ')
            .chain(["--code-for", "Minato", "--code-for", "Kita"]),
    );
    let said: Value = serde_json::from_str(&said.done()).expect("it is JSON");
    let code = |name: &str| {
        let codes = said["codes"].as_array().expect("a list");
        let code = codes.iter().find(|code| code["for"] == name);
        code.expect("it was asked for")["code"]
            .as_str()
            .expect("it is a text")
            .to_owned()
    };
    let with_code = |member: usize, code: &str| {
        let round = round(&desk, member);
        contribute_line(member, &round, 1) + code
    };
    let (status, error) = desk.json_error(&with_code(1, ""));
    assert_eq!((status, &error["code"]), (1, &json!("cohort")));
    let good = format!(" --code {}", code("Minato"));
    desk.type_line(&with_code(1, &good)).done();
    // The same code once more, and one that nobody handed out.
    desk.type_line(&with_code(2, &good)).done();
    desk.type_line(&with_code(3, " --code ABCD-EFGH-JKMN"))
        .done();
    let line = format!(
        "cohort take {COORDINATOR} 1-1.psirt-contribution 2-1.psirt-contribution \
         3-1.psirt-contribution --json"
    );
    let ended = desk.run(line.split_whitespace());
    let taken: Value = serde_json::from_str(&ended.stdout).expect("it is JSON");
    assert_eq!((&taken["taken"], &taken["refused"]), (&json!(1), &json!(2)));
    let said = desk.json(&format!("cohort status {COORDINATOR}"));
    assert_eq!(said["members"][0]["name"], "Minato");
    assert_eq!(said["waiting"], json!(["Kita"]));
}

#[test]
fn a_member_that_lost_its_key_is_left_out_counts_once_and_comes_back_when_it_is_undone() {
    let desk = open_cohort();
    let files = contributed(&desk, 12);
    desk.json(&format!("cohort take {COORDINATOR} {files}"));
    desk.json(&format!(
        "cohort publish {COORDINATOR} -o first.psirt-benchmark.json"
    ));
    // Member 0 lost its workspace: another key, the same answers.
    let old = desk.json(&format!("cohort status {COORDINATOR}"))["members"].clone();
    desk.type_line(
        "contribute card.psirt-cohort.json member-0.psirt.json -o again.psirt-contribution \
         --workspace again.psirtws --yes",
    )
    .done();
    let said = desk.json(&format!(
        "cohort take {COORDINATOR} again.psirt-contribution"
    ));
    let new = said["files"][0]["member"].as_str().expect("it was taken");
    let standing = desk.json(&format!("cohort status {COORDINATOR}"));
    assert_eq!(standing["counting"], 13, "it counts twice");
    let lost = desk.json(
        "contribute card.psirt-cohort.json member-0.psirt.json -o late.psirt-contribution \
         --workspace member-0.psirtws --yes",
    );
    let lost = lost["member"].as_str().expect("it has a key").to_owned();
    assert!(
        old.as_array()
            .expect("a list")
            .iter()
            .any(|one| one["fingerprint"] == *lost)
    );

    let beginning = &lost[.."SHA256:".len() + 12];
    let left = desk.json(&format!(
        "cohort leave-out {COORDINATOR} --member {beginning}"
    ));
    assert_eq!(left["counting"], 12);
    let members = left["members"].as_array().expect("a list");
    let of = |key: &str| {
        let mut members = members.iter();
        members
            .find(|one| one["fingerprint"] == key)
            .expect("it is there")
    };
    assert_eq!(
        (&of(&lost)["left_out"], &of(&lost)["counts"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(of(new)["counts"], true);
    // Nothing more is taken under the key that was left out.
    let line = format!("cohort take {COORDINATOR} late.psirt-contribution --json");
    let ended = desk.run(line.split_whitespace());
    assert!(
        ended.stdout.contains("left this member out"),
        "{}",
        ended.stdout
    );

    // One left and one joined: fewer than five, so that no sum of the second release may be
    // subtracted from the first; medians stay.
    let second = desk.json(&format!("cohort publish {COORDINATOR} --dry-run"));
    let figures = second["benchmark"]["figures"].as_array().expect("a list");
    let of_service = |figure: &&Value| figure["subject"] == json!({ "service": "1.1" });
    let figure = figures.iter().find(of_service).expect("it is told");
    assert_eq!(figure["spread"], Value::Null, "{figure}");
    assert_eq!(figure["withheld"], "subtraction", "{figure}");
    assert!(figure["median"].is_number(), "{figure}");

    let told = refused(
        &desk,
        &format!("cohort leave-out {COORDINATOR} --member SHA256:"),
    );
    assert!(told.contains("13 members"), "{told}");
    let again = desk.json(&format!(
        "cohort leave-out {COORDINATOR} --member {lost} --undo"
    ));
    assert_eq!(again["counting"], 13);
}

/// What a command tells, refused with the code of cohorts.
fn refused(desk: &Desk, line: &str) -> String {
    let (status, error) = desk.json_error(line);
    assert_eq!((status, &error["code"]), (1, &json!("cohort")), "{error}");
    error["message"].as_str().expect("it is a text").to_owned()
}

#[test]
fn a_card_or_benchmark_that_is_not_the_groups_is_refused() {
    let desk = open_cohort();
    let round = round(&desk, 0);
    desk.type_line(&contribute_line(0, &round, 1)).done();
    let card = desk.read("card.psirt-cohort.json");
    // Changed after it was signed.
    desk.write("changed.json", card.replace("ISAC", "ISAK"));
    let line = |card: &str| {
        format!(
            "contribute {card} {round} -o x.psirt-contribution --workspace member-0.psirtws --yes"
        )
    };
    assert!(refused(&desk, &line("changed.json")).contains("signature does not fit"));
    // Signed by somebody else with the same names.
    desk.type_line(&format!(
        "cohort new false.psirtws --passphrase-file secret.txt --cohort isac --title ISAC \
         --edition 2026 --sheet first-psirt-1.1 {DAYS}"
    ))
    .done();
    desk.type_line("cohort card false.psirtws --passphrase-file secret.txt -o false.json")
        .done();
    assert!(refused(&desk, &line("false.json")).contains("when you contributed before"));
    // The same key says something else of the same edition.
    desk.type_line(&format!(
        "cohort new again.psirtws --passphrase-file secret.txt --cohort isac --title ISAC \
         --edition 2026 --sheet first-psirt-1.1 --rule members=6 --rule statistics=12 \
         --recover recovery.txt {DAYS}"
    ))
    .done();
    desk.type_line("cohort card again.psirtws --passphrase-file secret.txt -o again.json")
        .done();
    assert!(refused(&desk, &line("again.json")).contains("not the one you answered"));
    // The last day alone may move.
    desk.type_line(&format!(
        "cohort card {COORDINATOR} -o longer.json --closes 2999-12-30"
    ))
    .done();
    desk.type_line(&line("longer.json")).done();
    // A benchmark of the false group, beside the true card.
    desk.type_line(&format!(
        "contribute false.json {round} -o false.psirt-contribution --workspace own.psirtws --yes"
    ))
    .done();
    desk.type_line(
        "cohort take false.psirtws --passphrase-file secret.txt false.psirt-contribution",
    )
    .done();
    let published = desk.type_line(
        "cohort publish false.psirtws --passphrase-file secret.txt -o false.psirt-benchmark.json",
    );
    assert_eq!(published.status, 0, "{}", published.stderr);
    for with in [
        "--card card.psirt-cohort.json",
        "--workspace member-0.psirtws",
    ] {
        let line = format!("place false.psirt-benchmark.json {round} {with}");
        assert!(refused(&desk, &line).contains("it was signed with the key"));
    }
}

#[test]
fn what_a_cohort_does_not_allow_is_told_before_anything_is_written() {
    let desk = open_cohort();
    let line = |file: &str| {
        format!(
            "contribute card.psirt-cohort.json {file} -o x.psirt-contribution \
             --workspace own.psirtws --yes"
        )
    };
    assert!(refused(&desk, &line("2024.psirt.json")).contains("the cohort uses"));
    desk.type_line("answer 2026.psirt.json --reopen").done();
    assert!(refused(&desk, &line("2026.psirt.json")).contains("not finished"));
    let looser = format!(
        "cohort new {COORDINATOR} --cohort isac --edition 2027 --sheet first-psirt-1.1 {DAYS} \
         --rule members=0"
    );
    let (status, error) = desk.json_error(&looser);
    assert_eq!((status, &error["code"]), (1, &json!("faults")), "{error}");
    let unprotected = format!(
        "cohort new own.psirtws --cohort isac --edition 2027 --sheet first-psirt-1.1 {DAYS}"
    );
    assert!(refused(&desk, &unprotected).contains("protected by a passphrase"));
    let past = format!(
        "cohort new {COORDINATOR} --cohort isac --edition 2001 --sheet first-psirt-1.1 \
         --opens 2001-01-01 --closes 2001-12-31"
    );
    desk.type_line(&past).done();
    desk.type_line(&format!("cohort card {COORDINATOR} -o past.json"))
        .done();
    let round = round(&desk, 0);
    desk.type_line("answer member-0.psirt.json --finish").done();
    let late = format!(
        "contribute past.json {round} -o x.psirt-contribution --workspace own.psirtws --yes"
    );
    assert!(refused(&desk, &late).contains("2001-12-31"));
    assert!(
        refused(&desk, &format!("cohort publish {COORDINATOR} -o x.json"))
            .contains("no contribution counts")
    );
    desk.type_line(&format!("cohort close {COORDINATOR} --edition 2026"))
        .done();
    desk.write("any.psirt-contribution", "any");
    let closed = format!("cohort take {COORDINATOR} --edition 2026 any.psirt-contribution");
    assert!(refused(&desk, &closed).contains("takes nothing more"));
    assert!(!desk.path("x.psirt-contribution").exists());
    assert!(!desk.path("x.json").exists());
}

#[test]
fn a_lost_workspace_comes_back_from_the_recovery_sheet() {
    let desk = open_cohort();
    let files = contributed(&desk, 1);
    let fingerprint = desk.json(&format!("cohort status {COORDINATOR}"))["fingerprint"].clone();
    fs::remove_file(desk.path("group.psirtws")).expect("it is there");
    fs::remove_dir_all(desk.path("group.psirtws-backups")).ok();
    desk.type_line(&format!(
        "cohort new back.psirtws --passphrase-file secret.txt --cohort isac --title ISAC \
         --edition 2026 --sheet first-psirt-1.1 --recover recovery.txt {DAYS}"
    ))
    .done();
    let back = "back.psirtws --passphrase-file secret.txt";
    let Ended { stdout, .. } = desk.type_line(&format!("cohort take {back} {files}"));
    assert!(stdout.contains("1 taken"), "{stdout}");
    let said = desk.json(&format!("cohort status {back}"));
    assert_eq!(said["fingerprint"], fingerprint);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(desk.path("recovery.txt")).expect("it is there");
        assert_eq!(
            mode.permissions().mode() & 0o777,
            0o600,
            "its owner's alone"
        );
    }
}
