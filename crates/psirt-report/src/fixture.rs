//! Assessments that the tests of several formats share.

use psirt_core::assessment::{Action, ActionState, Entry, Evidence, Heading, Organization};
use psirt_core::trend::Round;
use psirt_core::workshop::{
    Dissent, Held, Opinion, Parked, Promise, Record, Respondent, ServiceState, Settlement, Shown,
};
use psirt_core::{Answer, Assessment, Crosswalk, Language, Level, Reading, Sheet, SheetId};

use crate::findings::Findings;

/// What a person may type to have it taken for a formula.
pub(crate) const FORMULA: &str = "=HYPERLINK(\"http://x.example\",\"a\")";

/// A workshop in which every text a person types is hostile.
fn hostile_record(case: &Case, text: &str) -> Record {
    let respondents: Vec<Respondent> = (1..=3)
        .map(|number| Respondent {
            number,
            name: text.to_owned(),
            group: FORMULA.to_owned(),
        })
        .collect();
    let states = case.sheet().services().map(|service| {
        let opinions = |level: u8| -> Vec<Opinion> {
            let of = |number: u8| Opinion {
                respondent: u32::from(number),
                service: service.id.clone(),
                answer: Answer::Level(Level::new((level + number) % 6)),
                note: text.to_owned(),
            };
            (1..=3).map(of).collect()
        };
        let shown = |opinions: &[Opinion]| {
            let opinions: Vec<&Opinion> = opinions.iter().collect();
            Some(Shown::new(Promise::Named, &respondents, &opinions))
        };
        let state = ServiceState {
            settlement: Some(Settlement {
                answer: Answer::NotApplicable(text.to_owned()),
                reason: text.to_owned(),
                dissent: vec![Dissent {
                    respondent: Some(1),
                    level: Some(Level::new(5)),
                    reason: text.to_owned(),
                }],
            }),
            parked: Some(Parked {
                owner: text.to_owned(),
                due: "1899-12-31".parse().expect("a date"),
                question: FORMULA.to_owned(),
            }),
            first: shown(&opinions(0)),
            second: shown(&opinions(3)),
        };
        (service.id.clone(), state)
    });
    Record::new(Held {
        id: FORMULA.to_owned(),
        assessment: case.present().id().to_owned(),
        sheet: case.present().sheet().clone(),
        promise: Promise::Named,
        minutes: 1,
        date: "1899-12-31".parse().expect("a date before Excel's first"),
        people: 3,
        calibration: None,
        services: states.collect(),
        respondents: respondents.clone(),
    })
}

/// Rounds with their sheets, oldest first; the last is the present one.
pub(crate) struct Case {
    sheets: Vec<Sheet>,
    rounds: Vec<Assessment>,
    readings: Vec<Reading>,
    crosswalks: Vec<Crosswalk>,
    records: Vec<Record>,
}

fn file(path: &str) -> String {
    let path = format!("{}/../../{path}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn shipped_sheets() -> Vec<Sheet> {
    ["first-psirt-1.1", "first-psirt-1.0-draft"]
        .map(|id| file(&format!("frameworks/sheets/{id}.json")))
        .iter()
        .map(|text| Sheet::parse(text).expect("a shipped sheet is valid"))
        .collect()
}

fn find<'a>(sheets: &'a [Sheet], id: &SheetId) -> Option<&'a Sheet> {
    sheets.iter().find(|sheet| sheet.id() == id)
}

impl Case {
    /// The sample: three rounds across a change of sheet, two readings.
    pub fn sample(language: Language) -> Self {
        let sheets = shipped_sheets();
        let rounds = [2024, 2025, 2026]
            .map(|year| file(&format!("samples/{language}/{year}.psirt.json")))
            .iter()
            .map(|text| {
                Assessment::parse(text, |sheet| find(&sheets, &sheet.id))
                    .expect("a sample is valid")
            })
            .collect();
        let readings = ["eu-cra", "jp-jc-star"]
            .map(|id| file(&format!("frameworks/readings/{id}.json")))
            .iter()
            .map(|text| {
                Reading::parse(text, |id| find(&sheets, id)).expect("a shipped reading is valid")
            })
            .collect();
        let record = file(&format!("samples/{language}/2026.workshop.json"));
        let record = Record::parse(&record, |sheet| find(&sheets, &sheet.id));
        let crosswalk = file("frameworks/crosswalks/first-psirt-1.0-draft--1.1.json");
        let crosswalk = Crosswalk::parse(&crosswalk, |id| find(&sheets, id));
        Self {
            rounds,
            readings,
            crosswalks: vec![crosswalk.expect("the shipped crosswalk is valid")],
            records: vec![record.expect("a sample is valid")],
            sheets,
        }
    }

    /// Nothing answered, no target, no action, no earlier round, no reading.
    pub fn empty() -> Self {
        let sheets = shipped_sheets();
        let heading = Heading {
            organization: Organization {
                name: "Minato".into(),
                ..Organization::default()
            },
            scope: String::new(),
            title: String::new(),
            date: "2026-11-06".parse().expect("a date"),
            assessors: Vec::new(),
            classification: None,
        };
        Self {
            rounds: vec![Assessment::new("empty", &sheets[0], heading).expect("it is valid")],
            readings: Vec::new(),
            crosswalks: Vec::new(),
            records: Vec::new(),
            sheets,
        }
    }

    /// The same rounds, their answers from these workshops.
    pub fn with_records(mut self, records: Vec<Record>) -> Self {
        self.records = records;
        self
    }

    /// The sheet of the present round.
    pub fn sheet(&self) -> &Sheet {
        self.sheet_of(self.present())
    }

    /// The present round.
    pub fn present(&self) -> &Assessment {
        self.rounds.last().expect("a case has a round")
    }

    /// Every text a person can type begins like a formula, and some are as long as a file allows.
    pub fn hostile() -> Self {
        let mut case = Self::empty();
        let text = |length: usize| format!("{FORMULA} & {}", "あ\r\n".repeat(length / 3));
        let sheet = &case.sheets[0];
        let assessment = &mut case.rounds[0];
        let heading = Heading {
            organization: Organization {
                name: text(1_000),
                ..Organization::default()
            },
            scope: text(19_000),
            title: text(5_000),
            date: "1899-12-31".parse().expect("a date before Excel's first"),
            assessors: vec![text(19_000), "+1".into(), "-1".into(), "@a".into()],
            classification: Some("&L&\"Wingdings\"=1".into()),
        };
        assessment
            .set_heading(heading)
            .expect("its texts are no longer than a file allows");
        for (number, service) in sheet.services().enumerate() {
            let length = if number < 2 { 19_000 } else { 30 };
            let answer = match number % 4 {
                0 => Answer::NotApplicable(text(length)),
                1 => Answer::DontKnow,
                2 => Answer::Level(Level::LOWEST),
                _ => Answer::Level(Level::new(2)),
            };
            let entry = Entry {
                answer: Some(answer),
                target: Some(Level::new(3)),
                note: text(length),
                evidence: vec![
                    Evidence {
                        title: text(length / 2),
                        place: FORMULA.into(),
                        date: None,
                        kind: None,
                    };
                    5
                ],
                owner: FORMULA.into(),
                ..Entry::default()
            };
            assessment
                .set_entry(sheet, service.id.as_str(), entry)
                .expect("the sheet's own service");
        }
        let service = sheet.services().next().expect("a sheet has a service");
        let action = Action {
            id: FORMULA.into(),
            service: service.id.clone(),
            to_level: Level::new(4),
            title: FORMULA.into(),
            deliverable: FORMULA.into(),
            owner: FORMULA.into(),
            due: None,
            effort_days: None,
            state: ActionState::Planned,
        };
        assessment
            .set_actions(sheet, vec![action])
            .expect("the sheet's own service");
        let record = hostile_record(&case, &text(2_000));
        case.with_records(vec![record])
    }

    pub fn findings(&self) -> Findings<'_> {
        let round = |assessment| Round {
            sheet: self.sheet_of(assessment),
            assessment,
        };
        let (present, earlier) = self.rounds.split_last().expect("a case has a round");
        let earlier: Vec<Round<'_>> = earlier.iter().map(round).collect();
        let readings: Vec<&Reading> = self.readings.iter().collect();
        let crosswalks: Vec<&Crosswalk> = self.crosswalks.iter().collect();
        Findings::new(
            self.sheet_of(present),
            present,
            &earlier,
            &readings,
            &crosswalks,
            "0.0.0",
        )
        .with_workshops(&self.records.iter().collect::<Vec<_>>())
    }

    fn sheet_of(&self, assessment: &Assessment) -> &Sheet {
        find(&self.sheets, &assessment.sheet().id).expect("its sheet is there")
    }
}
