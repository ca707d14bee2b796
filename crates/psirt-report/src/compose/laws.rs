//! Sentences that say most, least, all or none, held against every assessment that chance brings.

use proptest::prelude::*;
use psirt_core::assessment::{Action, ActionState, Entry, Heading, Organization};
use psirt_core::score::one_decimal;
use psirt_core::trend::Round;
use psirt_core::{Answer, Assessment, Language, Level, Sheet};

use super::tests::words_of;
use super::{compose_core, words};
use crate::branding::Branding;
use crate::findings::Findings;

/// What a service may be in this round: a level, or one of the states without one.
#[derive(Clone, Copy, Debug)]
struct Drawn {
    /// 6 unanswered, 7 don't know, 8 not applicable.
    before: u8,
    now: u8,
    target: Option<u8>,
    action: Option<(ActionState, u8)>,
}

/// Few different levels, so that ties are the rule.
fn drawn() -> impl Strategy<Value = Drawn> {
    let state = || prop_oneof![6 => 2_u8..4, 2 => 0_u8..6, 2 => 6_u8..9];
    let actions = (0_usize..4, 1_u8..6).prop_map(|(state, to)| (ActionState::ALL[state], to));
    (
        state(),
        state(),
        proptest::option::of(2_u8..5),
        proptest::option::of(actions),
    )
        .prop_map(|(before, now, target, action)| Drawn {
            before,
            now,
            target,
            action,
        })
}

/// Rounds in which nearly all services are alike in one thing or another, beside mixed ones.
fn rounds(services: usize) -> impl Strategy<Value = Vec<Drawn>> {
    let mixed = proptest::collection::vec(drawn(), services);
    let alike = drawn().prop_map(move |one| vec![one; services]);
    let nearly = (drawn(), drawn(), 0..services).prop_map(move |(one, other, place)| {
        let mut all = vec![one; services];
        all[place] = other;
        all
    });
    prop_oneof![3 => mixed, 1 => alike, 2 => nearly]
}

fn sheet() -> Sheet {
    let path = format!(
        "{}/../../frameworks/sheets/first-psirt-1.1.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = std::fs::read_to_string(path).expect("the sheet is shipped");
    Sheet::parse(&text).expect("a shipped sheet is valid")
}

fn assessment(sheet: &Sheet, date: &str, states: impl Iterator<Item = (u8, Drawn)>) -> Assessment {
    let heading = Heading {
        organization: Organization {
            name: "Minato".into(),
            ..Organization::default()
        },
        scope: String::new(),
        title: String::new(),
        date: date.parse().expect("a date"),
        assessors: Vec::new(),
        classification: None,
    };
    let mut assessment = Assessment::new(date, sheet, heading).expect("it is valid");
    let mut actions = Vec::new();
    for (service, (state, drawn)) in sheet.services().zip(states) {
        let answer = match state {
            0..=5 => Some(Answer::Level(Level::new(state))),
            7 => Some(Answer::DontKnow),
            8 => Some(Answer::NotApplicable("no such products".into())),
            _ => None,
        };
        let entry = Entry {
            answer,
            target: drawn.target.map(Level::new),
            ..Entry::default()
        };
        assessment
            .set_entry(sheet, service.id.as_str(), entry)
            .expect("the sheet's own service");
        actions.extend(drawn.action.map(|(state, to)| Action {
            id: service.id.to_string(),
            service: service.id.clone(),
            to_level: Level::new(to),
            title: "write it down".into(),
            deliverable: String::new(),
            owner: String::new(),
            due: None,
            effort_days: None,
            state,
        }));
    }
    assessment
        .set_actions(sheet, actions)
        .expect("the sheet's own services");
    assessment
}

fn level(state: u8) -> Option<u8> {
    (state <= 5).then_some(state)
}

/// What is told of the areas whose shown score is the outermost.
fn check_areas(text: &str, sheet: &Sheet, drawn: &[Drawn], language: Language) {
    let mut place = 0;
    let mut shown: Vec<(String, String)> = Vec::new();
    for area in sheet.areas() {
        let own = &drawn[place..place + area.services.len()];
        place += area.services.len();
        let levels: Vec<f64> = own
            .iter()
            .filter_map(|one| level(one.now))
            .map(f64::from)
            .collect();
        if !levels.is_empty() {
            let count = f64::from(u32::try_from(levels.len()).expect("few"));
            let title = area.title.get(language);
            let title = words::beginning(title, language.pick(52, 28));
            let name = language.pick(title.clone(), format!("「{title}」"));
            shown.push((name, one_decimal(levels.iter().sum::<f64>() / count)));
        }
    }
    let by_size = |one: &&(String, String), other: &&(String, String)| {
        let figure = |text: &str| text.parse::<f64>().expect("a figure");
        figure(&one.1).total_cmp(&figure(&other.1))
    };
    let differ = shown.windows(2).any(|pair| pair[0].1 != pair[1].1);
    let applicable = drawn.iter().filter(|one| one.now != 8).count();
    let answered = drawn.iter().filter(|one| one.now <= 5).count();
    let told = differ && answered * 2 >= applicable;
    for (most, one, many, japanese) in [
        (
            true,
            "The strongest area is ",
            "The strongest areas are ",
            "最も高いエリアは",
        ),
        (
            false,
            "The weakest area is ",
            "The weakest areas are ",
            "最も低いエリアは",
        ),
    ] {
        let (single, plural) = language.pick((one, many), (japanese, japanese));
        if !told {
            assert!(!text.contains(single) && !text.contains(plural), "{text}");
            continue;
        }
        let outermost = if most {
            shown.iter().max_by(by_size)
        } else {
            shown.iter().min_by(by_size)
        };
        let outermost = &outermost.expect("they differ").1;
        let names: Vec<String> = shown
            .iter()
            .filter(|(_, score)| score == outermost)
            .map(|(name, _)| name.clone())
            .collect();
        let listed = words::first_few(&names, 3, language);
        let begin = if names.len() == 1 { single } else { plural };
        let sentence = format!("{begin}{listed}");
        assert!(text.contains(&sentence), "`{sentence}` in {text}");
        let count = names.len().min(3);
        assert!(names[..count].iter().all(|name| listed.contains(name)));
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn what_is_said_of_all_or_none_is_true_of_all_or_none(drawn in rounds(38)) {
        let sheet = sheet();
        let before = assessment(&sheet, "2025-04-01", drawn.iter().map(|one| (one.before, *one)));
        let now = assessment(&sheet, "2026-04-01", drawn.iter().map(|one| (one.now, *one)));
        let history = [Round { sheet: &sheet, assessment: &before }];
        let findings = Findings::new(&sheet, &now, &history, &[], &[], "0.0.0");
        let levels: Vec<u8> = drawn.iter().filter_map(|one| level(one.now)).collect();
        let applicable = drawn.iter().filter(|one| one.now != 8).count();
        let headline = !levels.is_empty() && levels.len() * 2 >= applicable;
        let gaps: Vec<&Drawn> = drawn
            .iter()
            .filter(|one| level(one.now).zip(one.target).is_some_and(|(now, target)| now < target))
            .collect();
        let targeted = drawn.iter().any(|one| one.now != 8 && one.target.is_some());
        let unknown = drawn.iter().any(|one| (6..=7).contains(&one.now) && one.target.is_some());
        let narrowed = gaps.iter().all(|one| {
            one.action.is_some_and(|(state, to)| {
                matches!(state, ActionState::Planned | ActionState::InProgress) && to > one.now
            })
        });
        let fallen = drawn
            .iter()
            .any(|one| level(one.before).zip(level(one.now)).is_some_and(|(then, now)| now < then));
        for language in Language::ALL {
            let report = compose_core(&findings, language, &Branding::default());
            let text = words_of(&report).join("\n");
            check_areas(&text, &sheet, &drawn, language);
            let said = |english: &str, japanese: &str| text.contains(language.pick(english, japanese));
            prop_assert_eq!(
                said("oo early to tell", "まだ判断できない"),
                !headline,
                "{}", &text
            );
            let alike = levels.windows(2).all(|pair| pair[0] == pair[1]);
            prop_assert_eq!(
                said("services that have a level are at level", "サービスは、すべてレベル"),
                headline && alike && levels.len() > 1
            );
            let lowest = levels.iter().min().copied().unwrap_or_default();
            let is_lowest = |one: &&Drawn| level(one.now) == Some(lowest);
            let count = drawn.iter().filter(is_lowest).count();
            let services = if count == 1 { "service" } else { "services" };
            prop_assert_eq!(
                said(
                    &format!("The lowest level found is {lowest}, at {count} {services}"),
                    &format!("最も低いレベルは{lowest}で、{count}サービス"),
                ),
                headline && !alike,
                "{}", &text
            );
            prop_assert_eq!(
                said("No service that compares has fallen", "比較できるサービスに、下がったものはない"),
                !fallen
            );
            prop_assert_eq!(
                said("An action narrows each of the gaps", "どのギャップにも、予定または進行中の施策がある"),
                !gaps.is_empty() && narrowed,
                "{}", &text
            );
            prop_assert_eq!(
                said("All targets are reached", "すべての目標に達している"),
                targeted && gaps.is_empty() && !unknown
            );
        }
    }
}
