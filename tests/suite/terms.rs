//! One word for one thing: what a report calls something, the window calls it too.

use std::fs;

use psirt_app::words;
use psirt_core::Language;
use psirt_core::assessment::{ActionState, AssessmentState, OrganizationalModel, Sector};
use psirt_core::reading::Readable;
use psirt_core::score::State;
use psirt_core::sheet::Effort;
use psirt_core::workshop::Verdict;

use crate::sources::root;

/// Everything a person reads in the window in one language, as it is written there.
fn catalogue(language: Language) -> String {
    let folder = root().join("ui/src/lib/i18n").join(language.code());
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the window has words")
        .map(|entry| entry.expect("it can be listed").path())
        .collect();
    files.sort();
    files
        .iter()
        .map(|path| fs::read_to_string(path).expect("code is text"))
        .collect::<String>()
        .to_lowercase()
}

/// What reports call the things that the window names as well.
fn terms(language: Language) -> Vec<String> {
    let mut terms: Vec<&str> = Vec::new();
    let states = [State::NotApplicable, State::DontKnow, State::Unanswered];
    terms.extend(states.map(|state| words::no_level(state, language).expect("it has a word")));
    let efforts = [Effort::Small, Effort::Medium, Effort::Large];
    terms.extend(efforts.map(|effort| words::effort(effort, language)));
    terms.extend(ActionState::ALL.map(|state| words::action_state(state, language)));
    let states = [AssessmentState::Draft, AssessmentState::Finished];
    terms.extend(states.map(|state| words::assessment_state(state, language)));
    let judgments = [
        Readable::Evidenced,
        Readable::Partly,
        Readable::NotEvidenced,
        Readable::CannotTell,
    ];
    terms.extend(judgments.map(|judgment| words::readable(judgment, language)));
    let verdicts = [
        Verdict::Agreed,
        Verdict::Close,
        Verdict::Open,
        Verdict::TwoCamps,
        Verdict::NobodyKnows,
        Verdict::TooFew,
    ];
    terms.extend(verdicts.map(|verdict| words::spread_verdict(verdict, language)));
    terms.extend(Sector::ALL.map(|sector| words::sector(sector, language)));
    terms
        .extend(OrganizationalModel::ALL.map(|model| words::organizational_model(model, language)));
    terms
        .into_iter()
        // Print has its own apostrophe.
        .map(|term| term.replace('’', "'").to_lowercase())
        .collect()
}

#[test]
fn the_window_calls_things_as_the_reports_do() {
    for language in Language::ALL {
        let catalogue = catalogue(language);
        for term in terms(language) {
            // A label may go on and explain the word.
            let is_a_label = ["\"", ":", ","]
                .iter()
                .any(|end| catalogue.contains(&format!("\"{term}{end}")));
            assert!(
                is_a_label,
                "{}: no label of the window is “{term}”",
                language.code()
            );
        }
    }
}
