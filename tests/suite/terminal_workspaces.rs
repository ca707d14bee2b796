//! `--workspace`: what is kept in a workspace is asked and changed as a file of its own would be.

use jiff::Timestamp;
use psirt_app::workspaces::holder;
use psirt_store::{HistoryFilter, Workspace};
use serde_json::{Value, json};

use crate::program::Desk;

const IN: &str = "--workspace minato.psirtws";

/// A desk with the three rounds of the sample, as files and in a workspace.
fn desk() -> Desk {
    let desk = Desk::with_samples("en");
    let takes = [2024, 2025, 2026].map(|year| format!("--take {year}.psirt.json"));
    desk.type_line(&format!("rounds {IN} {}", takes.join(" ")))
        .done();
    desk
}

/// The id that a round of the sample has in files and workspace alike.
fn id(desk: &Desk, year: u32) -> String {
    let file = std::fs::read_to_string(desk.path(format!("{year}.psirt.json")));
    let file: Value = serde_json::from_str(&file.expect("it is there")).expect("it is JSON");
    file["id"].as_str().expect("a text").to_owned()
}

#[test]
fn every_command_says_of_an_assessment_in_a_workspace_what_it_says_of_its_file() {
    let desk = desk();
    let [older, old, new] = [2024, 2025, 2026].map(|year| id(&desk, year));
    let file = |line: &str| {
        line.replace("OLDER", "2024.psirt.json")
            .replace("OLD", "2025.psirt.json")
            .replace("NEW", "2026.psirt.json")
    };
    let kept = |line: &str| {
        let line = line
            .replace("OLDER", &older)
            .replace("OLD", &old)
            .replace("NEW", &new);
        format!("{line} {IN}")
    };
    for line in [
        "score NEW",
        "score NEW --projection",
        "score NEW --explain overall",
        "gaps NEW --reading eu-cra",
        "plan NEW --budget 60",
        "actions NEW overdue",
        "read NEW --reading eu-cra",
        "compare OLD NEW",
        "trend OLDER OLD NEW",
    ] {
        assert_eq!(desk.json(&file(line)), desk.json(&kept(line)), "{line}");
    }
}

#[test]
fn a_report_from_a_workspace_knows_the_rounds_before_by_itself() {
    let desk = desk();
    desk.type_line("report 2026.psirt.json --history 2024.psirt.json --history 2025.psirt.json --format csv -o files")
        .done();
    desk.type_line(&format!("report newest {IN} --format csv -o kept"))
        .done();
    let read = |folder: &str| {
        let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(desk.path(folder))
            .expect("it was made")
            .map(|file| {
                let path = file.expect("it is there").path();
                let name = path.file_name().expect("a name").to_string_lossy();
                (name.into_owned(), std::fs::read(&path).expect("it opens"))
            })
            .collect();
        files.sort();
        files
    };
    assert!(!read("files").is_empty());
    assert_eq!(read("files"), read("kept"));
}

#[test]
fn what_the_terminal_changes_in_a_workspace_stands_in_its_history_and_can_be_undone() {
    let desk = desk();
    let begun = desk.json(&format!("new --after newest --date 2027-11-05 {IN}"));
    let round = begun["assessment"]["id"].as_str().expect("an id");
    let carried = desk.json(&format!("score {round} {IN}"));
    assert_eq!(carried["overall"]["answered"], 0);
    desk.type_line(&format!("answer {round} 1.1=4 1.2=? --target 1.1=5 {IN}"))
        .done();
    let path = desk.path("minato.psirtws");
    let mut workspace = Workspace::open(&path, None, &holder()).expect("nobody has it");
    let undone = workspace
        .undo(round, "somebody else", Timestamp::now())
        .expect("it can be undone")
        .expect("there is a step");
    assert_eq!(undone.step.what, "answer");
    assert_eq!(
        undone.step.changes.len(),
        3,
        "one step for all that was typed"
    );
    let filter = HistoryFilter {
        assessment: Some(round),
        ..HistoryFilter::default()
    };
    let history = workspace.history(filter, 10).expect("it has one");
    assert!(history.iter().any(|step| step.what == "next_round"));
    drop(workspace);
    let undone = desk.json(&format!("score {round} {IN}"));
    assert_eq!(undone, carried);
}

#[test]
fn a_finished_round_of_a_workspace_stays_as_it_is_and_its_plan_goes_on() {
    let desk = desk();
    for change in ["1.1=0", "1.1=0 --reopen", "--reopen"] {
        let (status, error) = desk.json_error(&format!("answer newest {change} {IN}"));
        assert_eq!(status, 1, "{change}");
        assert!(
            ["finished", "workspace"].contains(&error["code"].as_str().expect("a code")),
            "{change}: {error}"
        );
    }
    let before = desk.json(&format!("score newest {IN}"));
    let changed = desk.json(&format!("actions newest all --owner Sato {IN}"));
    assert_ne!(changed["changed"], json!([]));
    let kept = desk.json(&format!("actions newest all {IN}"));
    let owners = kept["roadmap"].as_array().expect("a list");
    assert!(owners.iter().all(|action| action["owner"] == "Sato"));
    assert_eq!(desk.json(&format!("score newest {IN}")), before);
}

#[test]
fn answers_and_the_finish_are_kept_together() {
    let desk = Desk::with_samples("en");
    let begun = desk.json(&format!(
        "new --sheet first-psirt-1.1 --organization Minato --title Spring {IN}"
    ));
    assert_eq!(begun["file"], "minato.psirtws", "it was made");
    desk.type_line(&format!("answer Spring 1.1=3 1.2=2 --finish {IN}"))
        .done();
    let rounds = desk.json(&format!("rounds {IN}"));
    assert_eq!(rounds["rounds"][0]["state"], "finished");
    assert_eq!(rounds["rounds"][0]["answered"], 2);
    desk.type_line(&format!("rounds {IN} --write Spring -o spring.psirt.json"))
        .done();
    assert_eq!(
        desk.json("score spring.psirt.json"),
        desk.json(&format!("score Spring {IN}"))
    );
}

#[test]
fn a_workspace_that_somebody_writes_can_be_read_and_not_written() {
    let desk = desk();
    let path = desk.path("minato.psirtws");
    let held = Workspace::open(&path, None, &holder()).expect("nobody has it");
    desk.json(&format!("score newest {IN}"));
    let (status, error) = desk.json_error(&format!("actions newest all --owner Sato {IN}"));
    assert_eq!((status, &error["code"]), (3, &json!("in_use")));
    drop(held);
}

#[test]
fn a_passphrase_comes_from_a_file_and_is_asked_for_nowhere_else() {
    let desk = Desk::with_samples("en");
    std::fs::write(desk.path("secret.txt"), "four short words there\n").expect("it is ours");
    let protected = format!("{IN} --passphrase-file secret.txt");
    desk.type_line(&format!("rounds {protected} --take 2026.psirt.json"))
        .done();
    let (status, error) = desk.json_error(&format!("score newest {IN}"));
    assert_eq!((status, &error["code"]), (3, &json!("passphrase")));
    assert_eq!(
        desk.json(&format!("score newest {protected}")),
        desk.json("score 2026.psirt.json")
    );
}

#[test]
fn a_workspace_is_not_made_with_a_passphrase_that_is_none() {
    let desk = Desk::with_samples("en");
    std::fs::write(desk.path("weak.txt"), "1\n").expect("it is ours");
    let line = format!("rounds {IN} --passphrase-file weak.txt --take 2026.psirt.json");
    let (status, error) = desk.json_error(&line);
    assert_eq!((status, &error["code"]), (3, &json!("workspace")));
    assert!(!desk.path("minato.psirtws").exists());
}

#[test]
fn a_name_that_means_no_assessment_or_several_is_told_with_those_there_are() {
    let desk = desk();
    let (status, error) = desk.json_error(&format!("score 2019 {IN}"));
    assert_eq!((status, &error["code"]), (2, &json!("unknown_id")));
    let hint = error["hint"].as_str().expect("a way out");
    assert!(hint.contains(&id(&desk, 2025)), "{hint}");
    desk.json(&format!("score 2026-11-06 {IN}"));
}
