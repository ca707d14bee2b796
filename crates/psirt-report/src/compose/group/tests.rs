use std::collections::BTreeMap;

use psirt_core::assessment::{AssessmentState, OrganizationalModel, Sector, SizeBand};
use psirt_core::benchmark::{Benchmark, KeptVoice, Member, Release, publish};
use psirt_core::cohort::{Admission, Card, CardStart, Rules};
use psirt_core::{Answer, Assessment, Language, Level, Sheet};

use super::{compose_benchmark, compose_place};
use crate::branding::Branding;
use crate::compose::tests::words_of;
use crate::document::{Report, Section};
use crate::fixture::{Case, FORMULA};
use crate::group::{GroupFindings, PlaceFindings};
use crate::pdf::pages::count;
use crate::pdf::pdf;
use crate::workbook::{self, Value, Workbook};
use crate::xlsx::xlsx;

const FINGERPRINT: &str = "SHA256:0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";

fn card(sheet: &Sheet, edition: &str) -> Card {
    let targets = sheet
        .services()
        .map(|service| (service.id.clone(), Level::new(3)));
    let start = CardStart {
        cohort: "group".to_owned(),
        title: FORMULA.to_owned(),
        edition: edition.to_owned(),
        sheet_sha256: "0".repeat(64),
        opens: "2026-01-01".parse().expect("a date"),
        closes: "2026-12-31".parse().expect("a date"),
        admission: Admission::Open,
        rules: Rules::default(),
        targets: targets.collect::<BTreeMap<_, _>>(),
        sealing_key: "key".to_owned(),
        signing_key: "key".to_owned(),
    };
    Card::new(sheet, start).expect("it is in order")
}

/// So many members; the levels of one follow from its number, the service and the edition.
fn members(sheet: &Sheet, count: usize, edition: usize) -> Vec<Member> {
    let services = sheet.services().count();
    let voice = |member: usize| {
        let level = |service: usize| {
            let level = (member * 7 + service * 3 + member / 3 + edition * (member % 2)) % 6;
            u8::try_from(level).expect("it is small")
        };
        Member::kept(KeptVoice {
            key: format!("{member:04}"),
            levels: (0..services).map(level).collect(),
            sector: Some(Sector::ALL[member % 2]),
            size: Some(SizeBand::ALL[member % 3]),
            model: Some(OrganizationalModel::ALL[member % 2]),
            adviser: None,
        })
    };
    (0..count).map(voice).collect()
}

/// The benchmark of the second edition of so many members.
fn benchmark(sheet: &Sheet, count: usize) -> Benchmark {
    let day = "2026-12-31".parse().expect("a date");
    let before = members(sheet, count, 0);
    let first = publish(sheet, &card(sheet, "2025"), &before, &[], day);
    let earlier = [Release {
        benchmark: first.benchmark,
        members: before,
    }];
    let now = members(sheet, count, 1);
    publish(sheet, &card(sheet, "2026"), &now, &earlier, day).benchmark
}

struct Made {
    language: Language,
    report: Report,
    book: Workbook,
}

/// Both reports in both languages.
fn all(sheet: &Sheet, own: &Assessment, benchmark: &Benchmark) -> Vec<Made> {
    let branding = Branding::default();
    let group = GroupFindings::new(benchmark, sheet, FINGERPRINT, "1.2.3");
    let place = PlaceFindings::new(group.clone(), own);
    let made = Language::ALL.into_iter().flat_map(|language| {
        [
            Made {
                language,
                report: compose_benchmark(&group, language, &branding),
                book: workbook::compose_benchmark(&group, language, &branding),
            },
            Made {
                language,
                report: compose_place(&place, language, &branding),
                book: workbook::compose_place(&place, language, &branding),
            },
        ]
    });
    made.collect()
}

/// Groups in which nothing, little and all may be shown.
const SIZES: [usize; 6] = [1, 5, 9, 12, 60, 400];

fn sections(section: &Section) -> Vec<&Section> {
    let within = section.sections.iter().flat_map(sections);
    std::iter::once(section).chain(within).collect()
}

#[test]
fn every_section_of_a_group_says_something_whatever_may_be_shown() {
    let case = Case::sample(Language::En);
    for size in SIZES {
        let benchmark = benchmark(case.sheet(), size);
        for made in all(case.sheet(), case.present(), &benchmark) {
            for section in made.report.sections.iter().flat_map(sections) {
                let says = !section.blocks.is_empty() || !section.sections.is_empty();
                assert!(says, "{size}: {} is empty", section.heading);
            }
            let drawn = pdf(&made.report).expect("it can be drawn");
            assert_eq!(
                drawn.missing,
                Vec::<char>::new(),
                "{size} {}",
                made.language
            );
            xlsx(&made.book).expect("it can be written");
        }
    }
}

#[test]
fn a_board_reads_the_group_on_one_page_and_a_manager_its_place_on_two() {
    let case = Case::sample(Language::En);
    for size in SIZES {
        let benchmark = benchmark(case.sheet(), size);
        let [group_en, place_en, group_ja, place_ja] =
            <[Made; 4]>::try_from(all(case.sheet(), case.present(), &benchmark))
                .unwrap_or_else(|_| unreachable!("there are four"));
        for group in [group_en, group_ja] {
            let mut first = group.report;
            first.front = None;
            first.sections.truncate(1);
            assert_eq!(count(&first), 1, "{size} {}", group.language);
        }
        for place in [place_en, place_ja] {
            assert_eq!(count(&place.report), 2, "{size} {}", place.language);
        }
    }
}

#[test]
fn a_member_that_is_behind_everywhere_still_reads_its_place_on_two_pages() {
    let case = Case::sample(Language::En);
    let sheet = case.sheet();
    let mut own = case.present().clone();
    own.set_state(AssessmentState::Draft);
    for service in sheet.services() {
        let lowest = Answer::Level(Level::new(0));
        own.set_answer(sheet, service.id.as_str(), Some(lowest))
            .expect("it is in order");
    }
    let benchmark = benchmark(sheet, 60);
    let group = GroupFindings::new(&benchmark, sheet, FINGERPRINT, "1.2.3");
    let place = PlaceFindings::new(group, &own);
    assert!(place.behind.len() > 12, "{}", place.behind.len());
    for language in Language::ALL {
        let report = compose_place(&place, language, &Branding::default());
        assert_eq!(count(&report), 2, "{language}");
        let words = words_of(&report).join(" ");
        for behind in &place.behind {
            assert!(
                words.contains(behind.service.as_str()),
                "{}",
                behind.service
            );
        }
    }
}

#[test]
fn the_same_benchmark_gives_the_same_bytes() {
    let case = Case::sample(Language::En);
    let benchmark = benchmark(case.sheet(), 60);
    let bytes = || -> Vec<(Vec<u8>, Vec<u8>)> {
        let made = all(case.sheet(), case.present(), &benchmark);
        let made = made.iter().map(|made| {
            let drawn = pdf(&made.report).expect("it can be drawn");
            (drawn.bytes, xlsx(&made.book).expect("it can be written"))
        });
        made.collect()
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn what_a_coordinator_typed_is_no_formula_of_a_workbook() {
    let case = Case::sample(Language::En);
    let benchmark = benchmark(case.sheet(), 60);
    for made in all(case.sheet(), case.present(), &benchmark) {
        let worksheets = made.book.worksheets.iter();
        let mut cells = worksheets.flat_map(|worksheet| &worksheet.cells);
        let typed = |value: &Value| matches!(value, Value::Text(text) if text.contains(FORMULA));
        assert!(cells.any(|(_, cell)| typed(&cell.value)));
    }
}
