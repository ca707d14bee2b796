#[path = "../../../../tests/plain.rs"]
mod plain;

use std::collections::BTreeSet;

use psirt_core::assessment::{
    Action, ActionState, AssessmentState, Entry, Evidence, Heading, Organization,
};
use psirt_core::trend::Round;
use psirt_core::{Answer, Assessment, Language, Level, Profile, Reading, Sheet};

use plain::plain;

use super::{compose, compose_core, since_last_time};
use crate::branding::Branding;
use crate::chart::Chart;
use crate::document::{Block, Cell, Front, Paper, Report, RichText, Row, Section, Table};
use crate::findings::Findings;
use crate::fixture::Case;
use crate::pdf::pdf;

fn shipped(path: &str) -> String {
    let path = format!("{}/../../frameworks/{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("the frameworks are shipped")
}

fn sheet() -> Sheet {
    Sheet::parse(&shipped("sheets/first-psirt-1.1.json")).expect("the shipped sheet is valid")
}

fn assessment(sheet: &Sheet, date: &str, name: &str) -> Assessment {
    let organization = Organization {
        name: name.to_owned(),
        ..Organization::default()
    };
    let heading = Heading {
        organization,
        scope: String::new(),
        title: String::new(),
        date: date.parse().expect("a date"),
        assessors: Vec::new(),
        classification: None,
    };
    Assessment::new("test", sheet, heading).expect("it is valid")
}

/// Every answer, with all four states, notes, evidence and actions.
fn answered(sheet: &Sheet, date: &str, shift: usize) -> Assessment {
    let mut assessment = assessment(sheet, date, "Minato");
    let mut actions = Vec::new();
    for (number, service) in sheet.services().enumerate() {
        let level = Level::new(u8::try_from((number + shift) % 6).expect("small"));
        let answer = match number % 9 {
            3 => Some(Answer::NotApplicable("contract work only".into())),
            5 => Some(Answer::DontKnow),
            7 => None,
            _ => Some(Answer::Level(level)),
        };
        let entry = Entry {
            answer,
            note: "minutes of May".into(),
            evidence: vec![Evidence {
                title: "manual".into(),
                place: "https://example.com/manual".into(),
                date: Some("2026-01-15".parse().expect("a date")),
                kind: None,
            }],
            owner: "QA".into(),
            target: Some(Level::new(4)),
            ..Entry::default()
        };
        assessment
            .set_entry(sheet, service.id.as_str(), entry)
            .expect("the sheet's own service");
        if number % 4 == 0 {
            actions.push(Action {
                id: format!("A{number}"),
                service: service.id.clone(),
                to_level: Level::new(5),
                title: "write it down".into(),
                deliverable: "procedure".into(),
                owner: "QA".into(),
                due: None,
                effort_days: Some(2.5),
                state: ActionState::ALL[number / 4 % 4],
            });
        }
    }
    assessment
        .set_actions(sheet, actions)
        .expect("the sheet's own services");
    assessment.set_state(AssessmentState::Finished);
    assessment
}

fn reading(sheet: &Sheet) -> Reading {
    let text = shipped("readings/eu-cra.json");
    Reading::parse(&text, |_| Some(sheet)).expect("the shipped reading is valid")
}

fn with_full_findings(check: impl Fn(&Findings)) {
    let sheet = sheet();
    let rounds: Vec<Assessment> = (0..5)
        .map(|year| answered(&sheet, &format!("{}-03-31", 2021 + year), year))
        .collect();
    let now = answered(&sheet, "2026-03-31", 5);
    let history: Vec<Round> = rounds
        .iter()
        .map(|assessment| Round {
            sheet: &sheet,
            assessment,
        })
        .collect();
    let reading = reading(&sheet);
    check(&Findings::new(
        &sheet,
        &now,
        &history,
        &[&reading],
        &[],
        "0.0.0",
    ));
}

/// Every word of a report, each with where it stands.
pub(crate) fn words_of(report: &Report) -> Vec<String> {
    let mut words = vec![report.title.clone(), report.running_head.document.clone()];
    if let Some(Front {
        cover,
        contents_heading,
    }) = &report.front
    {
        words.extend([
            cover.kind.clone(),
            cover.small_print.clone(),
            contents_heading.clone(),
        ]);
        let facts = cover.facts.iter();
        words.extend(facts.map(|(name, value)| format!("{name} {value}")));
    }
    for section in &report.sections {
        section_words(section, &mut words);
    }
    words
}

fn section_words(section: &Section, words: &mut Vec<String>) {
    words.push(section.heading.clone());
    block_words(&section.blocks, words);
    for inner in &section.sections {
        section_words(inner, words);
    }
}

fn block_words(blocks: &[Block], words: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Heading(heading) => words.push(heading.clone()),
            Block::Paragraph(text) | Block::Small(text) => words.push(text.to_plain()),
            Block::List(points) => words.extend(points.iter().map(RichText::to_plain)),
            Block::KeyFigures(figures) => words.extend(
                figures
                    .iter()
                    .map(|figure| format!("{} {} {}", figure.name, figure.unit, figure.basis)),
            ),
            Block::Table(table) => table_words(table, words),
            Block::Chart(figure) => {
                words.push(figure.caption.clone());
                words.push(figure.description.clone());
            }
            Block::Note(note) => {
                words.push(note.heading.clone());
                words.push(note.text.to_plain());
            }
            Block::Columns(columns) => {
                for (_, blocks) in columns {
                    block_words(blocks, words);
                }
            }
            Block::PageBreak => {}
        }
    }
}

fn table_words(table: &Table, words: &mut Vec<String>) {
    words.push(table.caption.clone());
    words.extend(table.columns.iter().map(|column| column.heading.clone()));
    for row in &table.rows {
        match row {
            Row::Group { title, remark, .. } => words.push(format!("{title} {remark}")),
            Row::Cells(cells) => cells.iter().for_each(|cell| cell_words(cell, words)),
        }
    }
}

fn cell_words(cell: &Cell, words: &mut Vec<String>) {
    match cell {
        Cell::Text(text) | Cell::Small(text) => words.push(text.to_plain()),
        Cell::Strip(strip) => words.push(strip.description.clone()),
        Cell::Tally(strip) => words.push(strip.description.clone()),
        Cell::Bar(bar) => words.push(bar.description.clone()),
        Cell::Range(range) => words.push(range.description.clone()),
        Cell::Tag(tag) => words.push(tag.text.clone()),
        Cell::Stack(cells) => cells.iter().for_each(|cell| cell_words(cell, words)),
        Cell::Empty | Cell::Level(_) | Cell::Step(..) => {}
    }
}

fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}')
}

/// Every report there is of these findings.
fn reports(findings: &Findings, language: Language) -> Vec<Report> {
    let branding = Branding::default();
    let page = since_last_time(findings, language, &branding);
    let mut reports = vec![compose(findings, language, &branding)];
    reports.extend(page);
    reports
}

#[test]
fn an_english_report_has_no_japanese_word() {
    with_full_findings(|findings| {
        for report in reports(findings, Language::En) {
            for words in words_of(&report) {
                assert!(!words.contains(is_japanese), "{words}");
            }
        }
    });
}

/// Sheet and readings are tested where they live; here it is our own words that count.
#[test]
fn a_japanese_report_has_japanese_headings_and_sentences_in_one_style() {
    with_full_findings(|findings| {
        let all: Vec<String> = reports(findings, Language::Ja)
            .iter()
            .flat_map(words_of)
            .collect();
        for words in &all {
            assert!(
                !words.contains("です。") && !words.contains("ます。"),
                "{words}"
            );
        }
        let english: BTreeSet<String> = reports(findings, Language::En)
            .iter()
            .flat_map(words_of)
            .filter(|words| words.contains(' ') && words.chars().any(char::is_alphabetic))
            .collect();
        // What a person typed into the assessment, and names that are the same everywhere.
        let typed = [
            "contract work only",
            "write it down",
            "minutes",
            "PSIRT Maturity",
            "https://",
        ];
        let requirements = findings.readings[0].reading.requirements();
        for words in all {
            let own = typed.iter().any(|typed| words.contains(typed))
                || requirements
                    .iter()
                    .any(|requirement| requirement.id == words);
            assert!(own || !english.contains(&words), "not translated: {words}");
        }
    });
}

#[test]
fn both_languages_say_the_same_in_the_same_order() {
    fn shape(sections: &[Section]) -> Vec<(usize, Vec<usize>)> {
        let mut shapes = Vec::new();
        for section in sections {
            let rows = section.blocks.iter().map(|block| match block {
                Block::Table(table) => table.rows.len() * 100 + table.columns.len(),
                _ => 0,
            });
            shapes.push((section.blocks.len(), rows.collect()));
            shapes.extend(shape(&section.sections));
        }
        shapes
    }
    with_full_findings(|findings| {
        let [english, japanese] = Language::ALL
            .map(|language| shape(&compose(findings, language, &Branding::default()).sections));
        assert_eq!(english, japanese);
    });
}

#[test]
fn at_most_four_earlier_rounds_are_drawn() {
    with_full_findings(|findings| {
        let radar = super::charts::service_radar(findings, Language::En).expect("38 services");
        let names: Vec<&str> = radar
            .series
            .iter()
            .map(|series| series.name.as_str())
            .collect();
        let expected = [
            "2022-03-31",
            "2023-03-31",
            "2024-03-31",
            "2025-03-31",
            "target",
            "this round (2026-03-31)",
        ];
        assert_eq!(names, expected, "the most important last");
    });
}

#[test]
fn an_unanswered_service_is_a_gap_in_the_radar() {
    with_full_findings(|findings| {
        let radar = super::charts::service_radar(findings, Language::En).expect("38 services");
        let current = radar.series.last().expect("the current round");
        assert_eq!(current.values[7], None, "unanswered");
        assert_eq!(current.values[5], None, "don’t know");
        assert_eq!(current.values[3], None, "not applicable");
        assert_eq!(current.values[1], Some(0.0), "level 0 is a value");
    });
}

#[test]
fn an_empty_assessment_is_composed_and_drawn() {
    let sheet = sheet();
    let assessment = assessment(&sheet, "2026-03-31", "Minato");
    let findings = Findings::new(&sheet, &assessment, &[], &[], &[], "0.0.0");
    for language in Language::ALL {
        let drawn = pdf(&compose(&findings, language, &Branding::default())).expect("it is drawn");
        assert!(drawn.missing.is_empty());
    }
}

#[test]
fn a_full_report_is_drawn_the_same_twice() {
    with_full_findings(|findings| {
        for language in Language::ALL {
            let report = compose(findings, language, &Branding::default());
            let (first, second) = (pdf(&report), pdf(&report));
            let (first, second) = (first.expect("it is drawn"), second.expect("it is drawn"));
            assert!(first.bytes == second.bytes, "two PDFs of one report differ");
            assert_eq!(first.missing, Vec::<char>::new());
        }
    });
}

/// Three readings, eleven late actions, and names as long as people make them.
fn with_much_to_tell(check: impl Fn(&Findings)) {
    let sheet = sheet();
    let profile = Profile::parse(&shipped("profiles/advanced.json"), |_| Some(&sheet))
        .expect("the shipped profile is valid");
    let readings = ["eu-cra", "jp-jc-star", "iso-29147"].map(|id| {
        Reading::parse(&shipped(&format!("readings/{id}.json")), |_| Some(&sheet))
            .expect("the shipped reading is valid")
    });
    let readings: Vec<&Reading> = readings.iter().collect();
    for shift in 0..6 {
        let mut now = answered(&sheet, "2026-10-31", shift);
        now.apply_profile(&sheet, &profile);
        let long = "Vulnerability handling of all networked products, 脆弱性への対応、 ".repeat(6);
        let actions = sheet.services().take(11).map(|service| Action {
            id: service.id.to_string(),
            service: service.id.clone(),
            to_level: Level::new(5),
            title: long.clone(),
            deliverable: "procedure".into(),
            owner: long.chars().take(60).collect(),
            due: Some("2026-06-30".parse().expect("a date")),
            effort_days: Some(12.5),
            state: ActionState::Planned,
        });
        now.set_actions(&sheet, actions.collect())
            .expect("the sheet's own services");
        let before = answered(&sheet, "2025-03-31", shift + 1);
        let history = [Round {
            sheet: &sheet,
            assessment: &before,
        }];
        check(
            &Findings::new(&sheet, &now, &history, &readings, &[], "0.0.0")
                .with_profile(Some(&profile)),
        );
    }
}

#[test]
fn the_summary_fits_on_one_page() {
    with_much_to_tell(|findings| {
        for language in Language::ALL {
            for paper in Paper::ALL {
                let branding = Branding {
                    paper,
                    ..Branding::default()
                };
                let mut report = compose(findings, language, &branding);
                report.sections.truncate(1);
                report.front = None;
                let pages = pdf(&report).expect("it is drawn").pages;
                assert_eq!(pages, 1, "in {language} on {}", paper.name());
            }
        }
    });
}

#[test]
fn the_core_of_the_sample_has_at_most_fourteen_pages() {
    for language in Language::ALL {
        let case = Case::sample(language);
        let core = compose_core(&case.findings(), language, &Branding::default());
        let pages = pdf(&core).expect("it is drawn").pages;
        assert!(pages <= 14, "{pages} in {language}");
    }
}

#[test]
fn the_summary_stands_on_the_third_page_and_the_appendices_from_the_fifteenth() {
    for language in Language::ALL {
        let case = Case::sample(language);
        let drawn = pdf(&compose(&case.findings(), language, &Branding::default()));
        let file = lopdf::Document::load_mem(&drawn.expect("it is drawn").bytes)
            .expect("its own library reads it");
        let first = |words: [&str; 2]| {
            let begins = language.pick(words[0], words[1]);
            file.get_toc()
                .expect("it has bookmarks")
                .toc
                .iter()
                .find(|one| one.title.starts_with(begins))
                .map(|one| one.page)
        };
        assert_eq!(first(["1 "; 2]), Some(3), "in {language}");
        let appendix = first(["Appendix", "付録"]).expect("there are appendices");
        assert!(appendix <= 15, "{appendix} in {language}");
    }
}

#[test]
fn the_core_of_a_round_with_much_to_tell_has_at_most_fourteen_pages() {
    with_much_to_tell(|findings| {
        for language in Language::ALL {
            let core = compose_core(findings, language, &Branding::default());
            let pages = pdf(&core).expect("it is drawn").pages;
            assert!(pages <= 14, "{pages} in {language}");
        }
    });
}

#[test]
fn the_core_is_the_beginning_of_the_whole_and_points_to_no_appendix() {
    let check = |findings: &Findings| {
        for language in Language::ALL {
            let whole = compose(findings, language, &Branding::default());
            let core = compose_core(findings, language, &Branding::default());
            let headings = |report: &Report| -> Vec<String> {
                let sections = report.sections.iter();
                sections.map(|section| section.heading.clone()).collect()
            };
            let (own, all) = (headings(&core), headings(&whole));
            assert_eq!(own, all[..own.len()]);
            let appendix = language.pick("Appendix ", "付録");
            let mut rest = all[own.len()..].iter();
            assert!(rest.all(|name| name.starts_with(appendix)));
            let told = words_of(&core).join("\n");
            let points = ('A'..='H').any(|letter| told.contains(&format!("{appendix}{letter}")));
            assert!(!points, "the core points to what it lacks");
        }
    };
    with_full_findings(check);
    with_much_to_tell(check);
}

/// A round and the one before it, `shift` levels apart, the later one on day `date`.
fn with_two_rounds(shifts: (usize, usize), check: impl Fn(&Findings)) {
    let sheet = sheet();
    let before = answered(&sheet, "2025-03-31", shifts.0);
    let now = answered(&sheet, "2026-03-31", shifts.1);
    let history = [Round {
        sheet: &sheet,
        assessment: &before,
    }];
    check(&Findings::new(&sheet, &now, &history, &[], &[], "0.0.0"));
}

#[test]
fn what_changed_since_last_time_fits_on_one_page_however_much_it_is() {
    // From nothing moved over all up to all down but one level of each six.
    for shifts in [(0, 0), (0, 1), (1, 0), (0, 3), (5, 0)] {
        with_two_rounds(shifts, |findings| {
            for language in Language::ALL {
                let page = since_last_time(findings, language, &Branding::default())
                    .expect("there is an earlier round");
                let pages = pdf(&page).expect("it is drawn").pages;
                assert_eq!(pages, 1, "{shifts:?} in {language}");
            }
        });
    }
}

#[test]
fn every_service_that_moved_is_named_falls_first() {
    with_two_rounds((1, 0), |findings| {
        let comparison = findings.comparison.as_ref().expect("two rounds");
        let page = since_last_time(findings, Language::En, &Branding::default())
            .expect("there is an earlier round");
        let words = words_of(&page).join("\n");
        for change in comparison.falls().iter().chain(&comparison.rises()) {
            let id = format!("{} ", change.service);
            assert!(words.contains(&id), "{id} has moved");
        }
        let (fallen, risen) = (
            words.find("▼ Fallen (").or(words.find("▼ Fallen")),
            words.find("▲"),
        );
        assert!(fallen < risen, "falls come first");
        let whole = compose(findings, Language::En, &Branding::default());
        let summary = &whole.sections[0];
        let first = &comparison.falls()[0].service;
        let told = summary.blocks.iter().any(|block| {
            matches!(block, Block::Paragraph(text) if text.to_plain().contains(first.as_str()))
        });
        assert!(told, "the executive summary names the deepest fall");
    });
}

#[test]
fn a_report_without_answers_shows_no_note() {
    let branding = Branding {
        without_answers: true,
        ..Branding::default()
    };
    with_two_rounds((0, 1), |findings| {
        let page = since_last_time(findings, Language::En, &branding);
        let page = page.expect("there is an earlier round");
        for report in [page, compose(findings, Language::En, &branding)] {
            let words = words_of(&report).join("\n");
            assert!(!words.contains("minutes of May"), "{}", report.title);
        }
    });
}

#[test]
fn the_first_round_has_no_page_of_changes() {
    let sheet = sheet();
    let assessment = assessment(&sheet, "2026-03-31", "Minato");
    let findings = Findings::new(&sheet, &assessment, &[], &[], &[], "0.0.0");
    assert_eq!(
        since_last_time(&findings, Language::En, &Branding::default()),
        None
    );
}

#[test]
fn without_targets_the_next_steps_of_the_lowest_services_are_told() {
    let sheet = sheet();
    let mut assessment = assessment(&sheet, "2026-03-31", "Minato");
    let first = sheet.services().next().expect("a service").id.clone();
    let answer = Some(Answer::Level(Level::new(0)));
    assessment
        .set_answer(&sheet, first.as_str(), answer)
        .expect("the sheet's own service");
    let findings = Findings::new(&sheet, &assessment, &[], &[], &[], "0.0.0");
    let report = compose(&findings, Language::En, &Branding::default());
    let gaps = report
        .sections
        .iter()
        .find(|section| section.heading.contains("Gaps"))
        .expect("a report has the section");
    assert!(
        gaps.blocks
            .iter()
            .any(|block| matches!(block, Block::Note(_)))
    );
    assert!(
        gaps.blocks
            .iter()
            .any(|block| matches!(block, Block::Table(table) if table.rows.len() == 1))
    );
}

/// The shipped sheet with nothing but what every sheet has.
fn plain_sheet() -> Sheet {
    let file = serde_json::from_str(&shipped("sheets/first-psirt-1.1.json")).expect("JSON");
    Sheet::parse(&plain(&file).to_string()).expect("a plain sheet is valid")
}

#[test]
fn a_sheet_without_steps_gives_a_report_that_says_so_and_has_no_empty_paragraph() {
    let sheet = plain_sheet();
    let mut assessment = answered(&sheet, "2026-03-31", 0);
    let mut actions = assessment.actions().to_vec();
    assert!(!actions.is_empty(), "there is an action to estimate");
    for action in &mut actions {
        action.effort_days = None;
    }
    assessment
        .set_actions(&sheet, actions)
        .expect("the sheet's own services");
    let findings = Findings::new(&sheet, &assessment, &[], &[], &[], "0.0.0");
    assert!(!findings.gaps.ranked.is_empty());
    for language in Language::ALL {
        let report = compose(&findings, language, &Branding::default());
        let written = format!("{:?}", report.sections);
        let first = findings.gaps.ranked[0].next_step;
        assert!(written.contains(first.statement.get(language)));
        let said = language.pick("The sheet gives no steps", "シートに次の一手");
        assert!(written.contains(said), "{language}");
        let unknown = language.pick("Nobody has estimated", "見積もりがなく");
        assert!(written.contains(unknown), "{language}");
        for steps in [
            "次の一手と成果物",
            "Next step and deliverable",
            "Next three steps",
        ] {
            assert!(!written.contains(steps), "{steps}");
        }
        assert_no_empty_text(&report.sections);
        pdf(&report).expect("it is drawn");
    }
}

fn assert_no_empty_text(sections: &[Section]) {
    for section in sections {
        assert!(!section.heading.is_empty());
        for block in &section.blocks {
            if let Block::Paragraph(text) | Block::Small(text) = block {
                assert_ne!(text, &RichText::default(), "{}", section.heading);
            }
        }
        assert_no_empty_text(&section.sections);
    }
}

#[test]
fn every_chart_has_a_table_beside_it() {
    with_full_findings(|findings| {
        fn check(sections: &[Section]) {
            for (number, section) in sections.iter().enumerate() {
                let has_chart = |block: &Block| matches!(block, Block::Chart(figure) if matches!(figure.chart, Chart::Radar(_)));
                if section.blocks.iter().any(has_chart) {
                    let mut near = section.blocks.iter().chain(
                        sections
                            .get(number + 1)
                            .map(|next| next.blocks.as_slice())
                            .unwrap_or_default(),
                    );
                    assert!(
                        near.any(|block| matches!(block, Block::Table(_))),
                        "{}",
                        section.heading
                    );
                }
                check(&section.sections);
            }
        }
        check(&compose(findings, Language::En, &Branding::default()).sections);
    });
}
