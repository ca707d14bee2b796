//! Window and report show the same figure for the same thing.

use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::assessment::{Action, ActionState, Evidence, Heading, Organization};
use psirt_core::score::shown_difference;
use psirt_core::trend::Round;
use psirt_core::{Answer, Assessment, Date, Language, Level, Sheet};
use psirt_report::branding::Branding;
use serde::Serialize;
use serde_json::{Value, from_str, json, to_string};

use crate::view::confidence::confidence_view;
use crate::view::plan::{gaps_view, roadmap_view};
use crate::view::progress::{Annotated, comparison_view, trend_view};
use crate::view::result::results;
use psirt_app::frameworks::Library;
use psirt_app::reports::{AboutAssessment, Format, Request, Shape, Subject, make};

static LIBRARY: LazyLock<Library> = LazyLock::new(Library::shipped);

/// A shipped sheet.
fn sheet() -> &'static Sheet {
    let (_, sheet) = LIBRARY
        .sheets()
        .into_iter()
        .max_by_key(|(_, sheet)| sheet.services().count())
        .expect("a sheet is shipped");
    sheet
}

/// What is answered for one service.
type Said = (Option<Answer>, Option<u8>, Option<(i16, i8)>, bool);

fn said() -> impl Strategy<Value = Said> {
    let answer = prop_oneof![
        2 => Just(None),
        1 => Just(Some(Answer::DontKnow)),
        1 => Just(Some(Answer::NotApplicable("we make none".into()))),
        6 => (0_u8..=5).prop_map(|level| Some(Answer::Level(Level::new(level)))),
    ];
    let target = proptest::option::of(0_u8..=5);
    let evidence = proptest::option::of((2024_i16..=2026, 1_i8..=12));
    (answer, target, evidence, any::<bool>())
}

fn round(id: &str, year: i16, said: &[Said], actions: Vec<Action>) -> Assessment {
    let heading = Heading {
        organization: Organization {
            name: "Random Works".into(),
            ..Organization::default()
        },
        scope: String::new(),
        title: id.to_owned(),
        date: Date::constant(year, 4, 1),
        assessors: vec!["somebody".into()],
        classification: None,
    };
    let sheet = sheet();
    let mut assessment = Assessment::new(id, sheet, heading).expect("it is valid");
    for (service, (answer, target, evidence, ticks)) in sheet.services().zip(said) {
        assessment
            .change_entry(sheet, service.id.as_str(), |entry| {
                entry.answer.clone_from(answer);
                entry.target = target.map(Level::new);
                entry.evidence = evidence
                    .iter()
                    .map(|&(year, month)| Evidence {
                        title: "minutes".into(),
                        place: String::new(),
                        date: Some(Date::constant(year, month, 1)),
                        kind: None,
                    })
                    .collect();
                if *ticks {
                    let first = service.indicators().next();
                    entry.indicators = first.into_iter().map(|(_, one)| one.id.clone()).collect();
                }
            })
            .expect("the entry is of the sheet");
    }
    assessment
        .set_actions(sheet, actions)
        .expect("the actions are of the sheet");
    assessment
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let state = proptest::sample::select(ActionState::ALL.to_vec());
    let due = proptest::option::of((1_i8..=12, 1_i8..=28));
    let estimate = proptest::option::weighted(0.3, 0_u8..60);
    let action = (
        any::<proptest::sample::Index>(),
        1_u8..=5,
        state,
        due,
        estimate,
    );
    proptest::collection::vec(action, 0..8).prop_map(|actions| {
        let services: Vec<_> = sheet().services().take(3).collect();
        (0..)
            .zip(actions)
            .map(|(number, (service, level, state, due, estimate))| Action {
                id: format!("{number}"),
                service: service.get(&services).id.clone(),
                to_level: Level::new(level),
                title: "do it".into(),
                deliverable: String::new(),
                owner: ["Aoki", "Baba", ""][number % 3].into(),
                due: due.map(|(month, day)| Date::constant(2026, month, day)),
                effort_days: estimate.map(f64::from),
                state,
            })
            .collect()
    })
}

fn list<'v>(value: &'v Value, pointer: &str) -> &'v [Value] {
    let found = value.pointer(pointer).and_then(Value::as_array);
    found.map_or(&[], Vec::as_slice)
}

/// The values at these places of each of a list.
fn each(value: &Value, list_at: &str, places: &[&str]) -> Value {
    let of = |one: &Value| -> Value {
        let picked = places.iter();
        picked
            .map(|place| one.pointer(place).cloned().unwrap_or(json!("missing")))
            .collect()
    };
    list(value, list_at).iter().map(of).collect()
}

/// The values at these places.
fn at(value: &Value, places: &[&str]) -> Value {
    let of = |place: &&str| value.pointer(place).cloned().unwrap_or(json!("missing"));
    places.iter().map(of).collect()
}

/// Every figure that window and report both show.
struct Figures {
    of: &'static str,
    window: Value,
    report: Value,
}

/// A view as the window gets it: as text, like the report.
fn view(view: impl Serialize) -> Value {
    let text = to_string(&view).expect("a view is JSON");
    from_str(&text).expect("and back")
}

#[expect(clippy::too_many_lines, reason = "one list of all figures")]
fn figures(older: Round<'_>, newer: Round<'_>, report: &Value) -> Vec<Figures> {
    let annotated: Vec<Annotated<'_>> = [older, newer]
        .into_iter()
        .map(|round| Annotated {
            round,
            note: String::new(),
            corrects: None,
        })
        .collect();
    let result = view(results(newer, &[older], &[]));
    let gaps = view(gaps_view(newer, None));
    let plan = view(roadmap_view(newer));
    let trend = view(trend_view(&annotated, newer.assessment.id(), &[], None));
    let sure = view(confidence_view(newer));
    let pair = |of, window, report| Figures { of, window, report };
    vec![
        pair(
            "the whole",
            at(
                &result,
                &[
                    "/overall/score",
                    "/overall/headline",
                    "/overall/areas",
                    "/overall/coverage/answered",
                    "/overall/coverage/applicable",
                    "/overall/target",
                    "/overall/scoreBesideTarget",
                    "/overall/targeted",
                    "/overall/targetsWithoutLevel",
                    "/overall/lowestLevel",
                    "/overall/strongest",
                    "/overall/weakest",
                ],
            ),
            at(
                report,
                &[
                    "/overall/score",
                    "/overall/headline",
                    "/overall/areas",
                    "/overall/answered",
                    "/overall/applicable",
                    "/overall/target",
                    "/overall/score_beside_target",
                    "/overall/targeted",
                    "/overall/targets_without_level",
                    "/overall/lowest_level",
                    "/overall/strongest",
                    "/overall/weakest",
                ],
            ),
        ),
        pair(
            "areas left out",
            each(&result, "/overall/leftOut", &["/id", "/reason"]),
            each(report, "/overall/left_out", &["/id", "/reason"]),
        ),
        pair(
            "areas",
            each(
                &result,
                "/areas",
                &[
                    "/id",
                    "/score",
                    "/coverage/answered",
                    "/coverage/applicable",
                    "/target",
                    "/scoreBesideTarget",
                    "/targeted",
                    "/targetsWithoutLevel",
                ],
            ),
            each(
                report,
                "/areas",
                &[
                    "/id",
                    "/score",
                    "/answered",
                    "/applicable",
                    "/target",
                    "/score_beside_target",
                    "/targeted",
                    "/targets_without_level",
                ],
            ),
        ),
        pair(
            "services",
            each(
                &result,
                "/services",
                &["/id", "/state", "/level", "/target", "/gap"],
            ),
            each(
                report,
                "/services",
                &["/id", "/state", "/level", "/target", "/gap"],
            ),
        ),
        pair(
            "gaps",
            each(
                &gaps,
                "/ranked",
                &["/service/id", "/level", "/target", "/size"],
            ),
            each(
                report,
                "/gaps/ranked",
                &["/service", "/level", "/target", "/gap"],
            ),
        ),
        pair(
            "actions",
            each(
                &plan,
                "/actions",
                &["/id", "/toLevel", "/plannedDays", "/state"],
            ),
            each(
                report,
                "/roadmap",
                &["/id", "/to_level", "/effort_days", "/state"],
            ),
        ),
        pair(
            "quarters",
            each(
                &plan,
                "/quarters",
                &[
                    "/year",
                    "/quarter",
                    "/actions",
                    "/days/known",
                    "/days/without",
                    "/overall",
                ],
            ),
            each(
                &report["work"],
                "/quarters",
                &[
                    "/year",
                    "/quarter",
                    "/actions",
                    "/days",
                    "/without_days",
                    "/overall",
                ],
            ),
        ),
        pair(
            "loads",
            each(&plan, "/loads", &["/owner", "/days/known", "/days/without"]),
            each(
                &report["work"],
                "/owners",
                &["/owner", "/days", "/without_days"],
            ),
        ),
        pair(
            "person-days",
            at(
                &plan,
                &["/all/known", "/all/without", "/open/known", "/open/without"],
            ),
            at(
                &report["work"],
                &[
                    "/all/days",
                    "/all/without_days",
                    "/open/days",
                    "/open/without_days",
                ],
            ),
        ),
        pair(
            "projection",
            each(&plan, "/projection/areas", &["/id", "/projected"]),
            each(report, "/projection/areas", &["/id", "/score"]),
        ),
        pair(
            "rounds",
            each(
                &trend,
                "/rounds",
                &["/assessment", "/overall", "/target", "/headline"],
            ),
            each(
                report,
                "/progress/rounds",
                &[
                    "/id",
                    "/overall/score",
                    "/overall/target",
                    "/overall/headline",
                ],
            ),
        ),
        pair(
            "rounds found wrong",
            each(
                &trend,
                "/superseded",
                &["/round/assessment", "/correctedBy/assessment"],
            ),
            each(report, "/progress/superseded", &["/id", "/corrected_by"]),
        ),
        pair(
            "the defensible score",
            each(
                &sure,
                "/areas",
                &["/id", "/defensible", "/backed", "/levels"],
            ),
            each(
                report,
                "/confidence/areas",
                &["/id", "/score", "/backed", "/levels"],
            ),
        ),
        pair(
            "what backs levels",
            each(
                &sure,
                "/services",
                &["/service/id", "/backing", "/backedUntil", "/newest"],
            ),
            each(
                report,
                "/confidence/services",
                &["/id", "/backing", "/backed_until", "/newest"],
            ),
        ),
    ]
}

/// Every figure of a change that window and report both show.
fn changes(compared: &Value, report: &Value) -> Vec<Figures> {
    let pair = |of, window, report| Figures { of, window, report };
    vec![
        pair(
            "change of the whole",
            at(
                compared,
                &[
                    "/overall/before",
                    "/overall/after",
                    "/overall/compared",
                    "/overall/scoreBefore",
                    "/overall/scoreAfter",
                ],
            ),
            at(
                report,
                &[
                    "/comparison/overall/before",
                    "/comparison/overall/after",
                    "/comparison/overall/compared",
                    "/comparison/overall/score_before",
                    "/comparison/overall/score_after",
                ],
            ),
        ),
        pair(
            "change of areas",
            each(
                compared,
                "/areas",
                &[
                    "/id",
                    "/before",
                    "/after",
                    "/compared",
                    "/scoreBefore",
                    "/scoreAfter",
                ],
            ),
            each(
                report,
                "/comparison/areas",
                &[
                    "/id",
                    "/before",
                    "/after",
                    "/compared",
                    "/score_before",
                    "/score_after",
                ],
            ),
        ),
        pair(
            "what fell",
            each(compared, "/falls", &["/service/id"]),
            list(report, "/comparison/falls")
                .iter()
                .map(|id| json!([id]))
                .collect(),
        ),
        pair(
            "what rose",
            each(compared, "/rises", &["/service/id"]),
            list(report, "/comparison/rises")
                .iter()
                .map(|id| json!([id]))
                .collect(),
        ),
        pair(
            "no longer answered",
            each(compared, "/noLongerAnswered", &["/service/id"]),
            list(report, "/comparison/no_longer_answered")
                .iter()
                .map(|id| json!([id]))
                .collect(),
        ),
        pair(
            "newly answered",
            each(compared, "/newlyAnswered", &["/service/id"]),
            list(report, "/comparison/newly_answered")
                .iter()
                .map(|id| json!([id]))
                .collect(),
        ),
    ]
}

/// The JSON report of a round with one before it.
fn report(older: Round<'_>, newer: Round<'_>) -> Value {
    let about = AboutAssessment {
        shape: Shape::Whole,
        round: newer,
        history: vec![older],
        readings: Vec::new(),
        workshops: Vec::new(),
    };
    let request = Request {
        subject: Subject::Assessment(about),
        language: Language::En,
        branding: Branding::default(),
    };
    let made = make(&LIBRARY, &request, &[Format::Json]).expect("a report is made");
    serde_json::from_slice(&made.files[0].bytes).expect("it is JSON")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn window_and_report_show_the_same_figure_for_the_same_thing(
        before in proptest::collection::vec(said(), 40),
        after in proptest::collection::vec(said(), 40),
        plan in actions(),
        corrects in any::<bool>(),
    ) {
        let older = round("older", 2025, &before, Vec::new());
        let mut newer = round("newer", 2026, &after, plan);
        if corrects {
            newer.set_corrects(Some("older".into())).expect("it is an id");
        }
        let sheet = sheet();
        let of = |assessment| Round { sheet, assessment };
        let (older, newer) = (of(&older), of(&newer));
        let report = report(older, newer);
        let compared = view(comparison_view(older, newer, &[]));
        let mut all = figures(older, newer, &report);
        if corrects {
            prop_assert_eq!(&report["comparison"], &Value::Null, "it stands in the other's place");
        } else {
            all.extend(changes(&compared, &report));
        }
        for Figures { of, window, report } in all {
            prop_assert!(!window.to_string().contains("missing"), "{of}: {window}");
            prop_assert_eq!(&window, &report, "{}", of);
        }
        for area in list(&compared, "/areas") {
            let number = |name: &str| area[name].as_f64();
            let shown = number("before").zip(number("after"));
            let difference = shown.map(|(before, after)| shown_difference(before, after));
            prop_assert_eq!(number("change"), difference);
        }
    }
}
