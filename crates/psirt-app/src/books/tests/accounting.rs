//! Whatever people do to a book: nothing that stands in it is lost without being told.

use proptest::prelude::*;
use psirt_core::letters::without_unseen;
use psirt_core::{Answer, Language, Level};
use psirt_report::book::Part;

use super::super::cells::{Altered, Page, Pinned, PinnedKind, Place, Value};
use super::super::fill_in::{CellProblem, FilledBook, RemarkKind};
use super::{Desk, FillIn};

/// How many services the deeds are about: few, so that they meet.
const SERVICES: usize = 8;

/// What a person does to a worksheet with answers. Numbers choose among what is there.
#[derive(Clone, Debug)]
enum Deed {
    Write {
        service: usize,
        part: usize,
        mark: usize,
    },
    Answer {
        service: usize,
        level: u8,
    },
    CopyWorksheet,
    CopyColumn {
        part: usize,
    },
    Join {
        service: usize,
        part: usize,
        rows: u32,
    },
    MoveRow {
        service: usize,
    },
    InsertRow {
        service: usize,
        column: u32,
    },
    CopyRow {
        service: usize,
    },
    Formula {
        service: usize,
        part: usize,
    },
    Percent {
        service: usize,
        part: usize,
    },
    Comment {
        service: usize,
    },
    WriteBelow {
        rows: u32,
        column: u32,
    },
    WriteBeside {
        service: usize,
        column: u32,
    },
    WriteOverPrint {
        service: usize,
        column: u32,
    },
    HideRow {
        service: usize,
    },
    HideColumn {
        part: usize,
    },
    ChangeShownId {
        service: usize,
        other: usize,
    },
    EmptyId {
        service: usize,
    },
    AddWorksheet,
    WriteOnHiddenPage {
        row: u32,
        column: u32,
    },
    DeleteMarks,
}

fn deed() -> impl Strategy<Value = Deed> {
    let service = 0..SERVICES;
    let part = 0..Part::FILLED.len();
    prop_oneof![
        4 => (service.clone(), part.clone(), 0_usize..4).prop_map(|(service, part, mark)| Deed::Write { service, part, mark }),
        4 => (service.clone(), 0_u8..=5).prop_map(|(service, level)| Deed::Answer { service, level }),
        1 => Just(Deed::CopyWorksheet),
        1 => part.clone().prop_map(|part| Deed::CopyColumn { part }),
        1 => (service.clone(), part.clone(), 1_u32..4).prop_map(|(service, part, rows)| Deed::Join { service, part, rows }),
        1 => service.clone().prop_map(|service| Deed::MoveRow { service }),
        1 => (service.clone(), 0_u32..16).prop_map(|(service, column)| Deed::InsertRow { service, column }),
        1 => service.clone().prop_map(|service| Deed::CopyRow { service }),
        1 => (service.clone(), part.clone()).prop_map(|(service, part)| Deed::Formula { service, part }),
        1 => (service.clone(), part.clone()).prop_map(|(service, part)| Deed::Percent { service, part }),
        1 => service.clone().prop_map(|service| Deed::Comment { service }),
        1 => (0_u32..5, 0_u32..20).prop_map(|(rows, column)| Deed::WriteBelow { rows, column }),
        1 => (service.clone(), 14_u32..20).prop_map(|(service, column)| Deed::WriteBeside { service, column }),
        1 => (service.clone(), 8_u32..14).prop_map(|(service, column)| Deed::WriteOverPrint { service, column }),
        1 => service.clone().prop_map(|service| Deed::HideRow { service }),
        1 => part.prop_map(|part| Deed::HideColumn { part }),
        1 => (service.clone(), service.clone()).prop_map(|(service, other)| Deed::ChangeShownId { service, other }),
        1 => service.prop_map(|service| Deed::EmptyId { service }),
        1 => Just(Deed::AddWorksheet),
        1 => (0_u32..60, 0_u32..30).prop_map(|(row, column)| Deed::WriteOnHiddenPage { row, column }),
        1 => Just(Deed::DeleteMarks),
    ]
}

/// A book in somebody's hands, and what they meant with the answers they gave.
struct Hands {
    desk: Desk,
    ids: Vec<String>,
    /// How many texts were written: each is another.
    texts: usize,
}

impl Hands {
    fn new(blank: bool) -> Self {
        let fill_in = FillIn {
            blank,
            ..FillIn::default()
        };
        let desk = Desk::of(|_, _| {}, &fill_in);
        let ids = desk.sheet.services().map(|service| service.id.to_string());
        Self {
            ids: ids.take(SERVICES).collect(),
            desk,
            texts: 0,
        }
    }

    /// A text that nobody has written before.
    fn text(&mut self) -> String {
        self.texts += 1;
        format!("wrote{}.", self.texts)
    }

    fn page(&mut self) -> &mut Page {
        self.desk.page()
    }

    /// Where a service is to be found now, if its row still has its id.
    fn row(&self, service: usize) -> Option<u32> {
        let cells = self.desk.book.pages[0].cells.iter();
        let mut ids = cells.filter(|(at, id)| at.column == 0 && id.shown() == self.ids[service]);
        ids.next().map(|(at, _)| at.row)
    }

    fn place(&self, service: usize, part: usize) -> Option<Place> {
        let column = 3 + u32::try_from(part).expect("there are few");
        self.row(service).map(|row| Place { row, column })
    }

    fn put(&mut self, place: Option<Place>, value: Value) {
        if let Some(place) = place {
            self.page().altered.remove(&place);
            self.page().cells.insert(place, value);
        }
    }

    fn last_row(&self) -> u32 {
        let cells = self.desk.book.pages[0].cells.keys();
        cells.map(|at| at.row).max().unwrap_or(0)
    }

    #[expect(clippy::too_many_lines, reason = "an arm for each deed")]
    fn does(&mut self, deed: &Deed) {
        let text = self.text();
        let written = Value::Text(text.clone());
        match *deed {
            Deed::Write {
                service,
                part,
                mark,
            } => {
                let text = match Part::FILLED[part] {
                    Part::Evidence if mark == 1 => format!("{text} | wiki | 2026-02-30"),
                    Part::Evidence => format!("{text} | wiki | 2026-02-03"),
                    _ => text + ["", "\u{200B}", "\u{FEFF}", "\u{A0}"][mark],
                };
                self.put(self.place(service, part), Value::Text(text));
            }
            Deed::Answer { service, level } => {
                // The number of the text, in letters that nobody sees, tells the answers apart.
                let unseen = text.replace(|letter: char| !letter.is_ascii_digit(), "");
                let unseen = unseen
                    .bytes()
                    .map(|digit| char::from_u32(0xFE00 + u32::from(digit - b'0')));
                let unseen: String = unseen.flatten().collect();
                self.put(
                    self.place(service, 0),
                    Value::Text(format!("{level}{unseen}")),
                );
            }
            Deed::CopyWorksheet => {
                let mut copy = self.desk.book.pages[0].clone();
                copy.name = format!("copy {}", self.texts);
                self.desk.book.pages.push(copy);
            }
            Deed::CopyColumn { part } => {
                let to = 40 + u32::try_from(self.texts).expect("there are few");
                let from = 3 + u32::try_from(part).expect("there are few");
                let cells = self.page().cells.clone().into_iter();
                let copies = cells.filter(|(at, _)| at.column == from);
                let copies = copies.map(|(at, value)| (Place { column: to, ..at }, value));
                self.page().cells.extend(copies);
            }
            Deed::Join {
                service,
                part,
                rows,
            } => {
                if let Some(first) = self.place(service, part) {
                    let last = Place {
                        row: first.row + rows,
                        ..first
                    };
                    self.page().merged.push((first, last));
                }
            }
            Deed::MoveRow { service } => {
                if let Some(row) = self.row(service) {
                    let to = self.last_row() + 3;
                    self.shift(|at| if at == row { to } else { at });
                }
            }
            Deed::InsertRow { service, column } => {
                if let Some(row) = self.row(service) {
                    self.shift(|at| if at > row { at + 1 } else { at });
                    self.put(
                        Some(Place {
                            row: row + 1,
                            column,
                        }),
                        written,
                    );
                }
            }
            Deed::CopyRow { service } => {
                if let Some(row) = self.row(service) {
                    let to = self.last_row() + 1;
                    let cells = self.page().cells.clone().into_iter();
                    let copies = cells.filter(|(at, _)| at.row == row);
                    let copies = copies.map(|(at, value)| (Place { row: to, ..at }, value));
                    self.page().cells.extend(copies);
                }
            }
            Deed::Formula { service, part } => {
                self.put(
                    self.place(service, part),
                    Value::NotCalculated(format!("={text}")),
                );
            }
            Deed::Percent { service, part } => {
                if let Some(place) = self.place(service, part) {
                    self.put(Some(place), Value::Number(3.0));
                    let format = Altered::Format("0%".to_owned());
                    self.page().altered.insert(place, format);
                }
            }
            Deed::Comment { service } => {
                if let Some(place) = self.place(service, 0) {
                    let kind = PinnedKind::Comment { author: None };
                    self.page().pinned.push(Pinned { place, kind, text });
                }
            }
            Deed::WriteBelow { rows, column } => {
                let row = self.last_row() + rows + 1;
                self.put(Some(Place { row, column }), written);
            }
            Deed::WriteBeside { service, column } | Deed::WriteOverPrint { service, column } => {
                self.put(self.row(service).map(|row| Place { row, column }), written);
            }
            Deed::HideRow { service } => {
                let row = self.row(service);
                self.page().hidden_rows.extend(row);
            }
            Deed::HideColumn { part } => {
                let column = 3 + u32::try_from(part).expect("there are few");
                self.page().hidden_columns.push((column, column));
            }
            Deed::ChangeShownId { service, other } => {
                let id = Value::Text(self.ids[other].clone());
                self.put(self.row(service).map(|row| Place { row, column: 1 }), id);
            }
            Deed::EmptyId { service } => {
                if let Some(row) = self.row(service) {
                    self.page().cells.remove(&Place { row, column: 0 });
                }
            }
            Deed::AddWorksheet => {
                let mut page = Page {
                    name: format!("own {}", self.texts),
                    ..Page::default()
                };
                page.cells.insert(Place { row: 2, column: 3 }, written);
                self.desk.book.pages.push(page);
            }
            Deed::WriteOnHiddenPage { row, column } => {
                let cells = &mut self.desk.book.pages[1].cells;
                // What is there already is nothing a person sees, and nothing they could change.
                let is_free = cells
                    .range(..=Place { row, column: 29 })
                    .all(|(at, _)| at.row != row);
                if is_free {
                    cells.insert(Place { row, column }, written);
                }
            }
            Deed::DeleteMarks => {
                self.page().cells.retain(|at, _| at.row > 0);
            }
        }
    }

    fn shift(&mut self, to: impl Fn(u32) -> u32) {
        let moved = |at: Place| Place {
            row: to(at.row),
            ..at
        };
        let page = self.page();
        let cells = std::mem::take(&mut page.cells).into_iter();
        page.cells = cells.map(|(at, value)| (moved(at), value)).collect();
        let altered = std::mem::take(&mut page.altered).into_iter();
        page.altered = altered.map(|(at, why)| (moved(at), why)).collect();
        page.hidden_rows = page.hidden_rows.iter().map(|&row| to(row)).collect();
        for pinned in &mut page.pinned {
            pinned.place = moved(pinned.place);
        }
        for (first, last) in &mut page.merged {
            (*first, *last) = (moved(*first), moved(*last));
        }
    }
}

/// Everything that is taken or told of a book, as texts.
fn taken_or_told(read: &[FilledBook]) -> Vec<String> {
    let mut texts = Vec::new();
    for book in read {
        for row in &book.rows {
            let says = &row.says;
            texts.extend([says.note.clone(), says.owner.clone()]);
            texts.extend(says.evidence.iter().map(|one| one.title.clone()));
            if let Some(Answer::NotApplicable(reason)) = &says.answer {
                texts.push(reason.clone());
            }
        }
        for fault in &book.faults {
            texts.push(fault.found.clone());
            texts.push(fault.problem.message(Language::En));
        }
        texts.extend(book.remarks.iter().map(|remark| remark.text.clone()));
    }
    texts
}

fn is_told(read: &[FilledBook], page: &str, cell: &str) -> bool {
    let mut faults = read.iter().flat_map(|book| &book.faults);
    // The first of two cells is told with the second.
    let is_first = |problem: &CellProblem| matches!(problem, CellProblem::SecondCell { first, .. } if first == cell);
    let mut remarks = read.iter().flat_map(|book| &book.remarks);
    faults.any(|fault| fault.page == page && (fault.cell == cell || is_first(&fault.problem)))
        || remarks.any(|remark| {
            remark.page == page && remark.cell == cell && remark.kind != RemarkKind::Hidden
        })
}

fn check(hands: &Hands, read: &[FilledBook]) -> Result<(), TestCaseError> {
    let texts = taken_or_told(read);
    let known = |text: &str| texts.iter().any(|one| one.contains(text));
    for page in &hands.desk.book.pages {
        for (place, value) in &page.cells {
            let cell = place.name();
            let shown = value.shown();
            let wrote = shown.find("wrote").map(|at| {
                let end = shown[at..]
                    .find('.')
                    .map_or(shown.len(), |end| at + end + 1);
                &shown[at..end]
            });
            if let Some(wrote) = wrote {
                let told = is_told(read, &page.name, &cell);
                prop_assert!(known(wrote) || told, "{} of {cell} is lost", shown);
            }
            if page.altered.contains_key(place) {
                prop_assert!(
                    is_told(read, &page.name, &cell),
                    "the percentage of {cell} is lost"
                );
            }
            let is_answer = shown.len() > 1
                && shown
                    .chars()
                    .any(|letter| ('\u{FE00}'..='\u{FE09}').contains(&letter));
            if is_answer {
                let level = without_unseen(&shown).parse().expect("a level was written");
                // Without its mark, the hidden column of ids is a column like any other.
                let has_marks = !page.text(0, 0).is_empty();
                let id = page.text(place.row, 0);
                let id = if id.is_empty() || !has_marks {
                    page.text(place.row, 1)
                } else {
                    id
                };
                let books = read.iter().filter(|book| book.page == page.name);
                let mut rows = books.flat_map(|book| &book.rows);
                let is_known =
                    |answer: &Option<Answer>| *answer == Some(Answer::Level(Level::new(level)));
                let is_taken = rows.any(|row| {
                    let known = row
                        .known
                        .as_ref()
                        .is_some_and(|known| is_known(&known.answer));
                    row.service.as_str() == id && (is_known(&row.says.answer) || known)
                });
                prop_assert!(
                    is_taken || is_told(read, &page.name, &cell),
                    "the answer {level} of {cell} is lost"
                );
            }
        }
        for pinned in &page.pinned {
            prop_assert!(known(&pinned.text), "the comment {} is lost", pinned.text);
        }
    }
    for book in read {
        let remarked = book.clone().with_remarks();
        for remark in book.remarks.iter().filter(|remark| remark.is_offered()) {
            let row = remarked
                .rows
                .iter()
                .find(|row| Some(&row.service) == remark.service.as_ref());
            let note = row.map_or("", |row| row.says.note.as_str());
            prop_assert!(note.contains(&remark.text), "what is offered is taken");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_cell_is_taken_or_told_or_part_of_the_form(
        blank in any::<bool>(),
        deeds in prop::collection::vec(deed(), 1..14),
    ) {
        let mut hands = Hands::new(blank);
        for deed in &deeds {
            hands.does(deed);
        }
        let read = hands.desk.read().expect("its headings are there");
        check(&hands, &read)?;
    }
}

fn problems(filled: &FilledBook) -> Vec<(&str, &CellProblem)> {
    let faults = filled.faults.iter();
    faults
        .map(|fault| (fault.cell.as_str(), &fault.problem))
        .collect()
}

#[test]
fn a_copied_worksheet_speaks_for_itself() {
    let mut desk = Desk::blank();
    desk.write("1.1", Part::Answer, "2");
    let mut copy = desk.book.pages[0].clone();
    copy.name = "Team B".to_owned();
    desk.book.pages.push(copy);
    desk.write("1.1", Part::Answer, "4");
    let read = desk.read().expect("it is ours");
    let pages: Vec<(&str, Option<&str>)> = read
        .iter()
        .map(|book| (book.page.as_str(), book.respondent.as_deref()))
        .collect();
    assert_eq!(pages, [("回答", Some("回答")), ("Team B", Some("Team B"))]);
    let about = desk.about("1.1", &read).expect("both say something");
    assert_eq!(about.offers.len(), 2, "they contradict each other");
}

#[test]
fn a_worksheet_with_the_headings_alone_is_read_too() {
    let mut desk = Desk::blank();
    desk.write("1.1", Part::Answer, "2");
    // Copied as values into a new worksheet, without what is hidden.
    let page = desk.page();
    page.cells.retain(|at, _| at.row > 0 && at.column > 0);
    let said = desk.said("1.1");
    assert_eq!(said.answer, Some(Answer::Level(Level::new(2))));
    assert_eq!(desk.filled().remarks, []);
}

#[test]
fn two_columns_with_one_mark_are_told_with_both_and_neither_wins() {
    let mut desk = Desk::blank();
    let (row, column) = (desk.row("1.1"), desk.column(Part::Answer));
    let mark = Place { row: 0, column: 20 };
    desk.page()
        .cells
        .insert(mark, Value::Text(Part::Answer.mark().to_owned()));
    desk.write("1.1", Part::Answer, "2");
    let second = Place { row, column: 20 };
    desk.page()
        .cells
        .insert(second, Value::Text("4".to_owned()));
    let filled = desk.filled();
    let first = Place { row, column }.name();
    assert_eq!(
        problems(&filled),
        [
            (
                "U1",
                &CellProblem::SecondColumn {
                    first: "D1".to_owned()
                }
            ),
            (
                second.name().as_str(),
                &CellProblem::SecondCell {
                    first,
                    says: "2".to_owned()
                }
            ),
        ]
    );
    assert!(
        filled
            .rows
            .iter()
            .all(super::super::fill_in::FilledRow::is_silent)
    );
}

#[test]
fn joined_cells_are_told_service_by_service() {
    let mut desk = Desk::blank();
    let column = desk.column(Part::Answer);
    let row = desk.row("1.1");
    desk.write("1.1", Part::Answer, "3");
    let (first, last) = (
        Place { row, column },
        Place {
            row: row + 2,
            column,
        },
    );
    desk.page().merged.push((first, last));
    let filled = desk.filled();
    let cells: Vec<&str> = filled
        .faults
        .iter()
        .map(|fault| fault.cell.as_str())
        .collect();
    let below = [1, 2].map(|more| {
        Place {
            row: row + more,
            column,
        }
        .name()
    });
    assert_eq!(cells, below);
    assert_eq!(filled.faults[0].found, "3");
}

#[test]
fn a_value_that_is_shown_as_another_is_not_understood() {
    let mut desk = Desk::blank();
    let highest = desk.sheet.highest_level();
    let place = Place {
        row: desk.row("1.1"),
        column: desk.column(Part::Answer),
    };
    let date = "2026-03-02".parse().expect("a date");
    let format = "0%".to_owned();
    for (value, altered, problem) in [
        (
            Value::Number(3.0),
            Some(Altered::Format(format.clone())),
            CellProblem::Format { format },
        ),
        (Value::Date(date), None, CellProblem::Date),
        (
            Value::NotCalculated("=1+2".to_owned()),
            None,
            CellProblem::NotCalculated,
        ),
        (Value::Failed("#REF!".to_owned()), None, CellProblem::Failed),
        (
            Value::Text("三".to_owned()),
            None,
            CellProblem::NotAnAnswer { highest },
        ),
    ] {
        desk.page().cells.insert(place, value);
        desk.page().altered.clear();
        desk.page().altered.extend(altered.map(|why| (place, why)));
        assert_eq!(
            problems(&desk.filled()),
            [(place.name().as_str(), &problem)]
        );
    }
}

#[test]
fn an_impossible_date_is_named() {
    let mut desk = Desk::blank();
    desk.write("1.1", Part::Evidence, "rules | wiki | 2026-02-30");
    let filled = desk.filled();
    let message = filled.faults[0].problem.message(Language::En);
    assert!(message.contains("`2026-02-30`"), "{message}");
}

#[test]
fn what_nobody_sees_changes_no_answer_and_is_shown_where_it_stands() {
    let mut desk = Desk::blank();
    let level = |number| Some(Answer::Level(Level::new(number)));
    let name = desk.sheet.scale()[3].name.get(Language::En).to_owned();
    for text in [
        "3\u{200B}",
        "\u{FEFF}3",
        "\u{A0}3\u{AD}",
        &format!("3 – {name}"),
        &format!("3\u{200E} ー {name}"),
    ] {
        desk.write("1.1", Part::Answer, text);
        assert_eq!(desk.said("1.1").answer, level(3), "{text:?}");
    }
    let id = Place {
        row: desk.row("1.1"),
        column: desk.column(Part::Id),
    };
    desk.page()
        .cells
        .insert(id, Value::Text("1.1\u{200B}".to_owned()));
    assert_eq!(
        desk.said("1.1").answer,
        level(3),
        "an id is the same with it"
    );
    desk.page()
        .cells
        .insert(id, Value::Text("9.9\u{200B}".to_owned()));
    assert_eq!(desk.filled().faults[0].found, "9.9[U+200B]");
}

#[test]
fn rows_whose_shown_ids_were_sorted_away_from_the_hidden_ones_are_not_read() {
    let mut desk = Desk::blank();
    let row = desk.row("1.1");
    desk.write("1.1", Part::Answer, "3");
    desk.page()
        .cells
        .insert(Place { row, column: 1 }, Value::Text("1.2".to_owned()));
    let filled = desk.filled();
    let shown = "1.2".to_owned();
    assert_eq!(problems(&filled)[0].1, &CellProblem::OtherService { shown });
    assert_eq!(
        filled.remarks.len(),
        1,
        "the answer is told: {:?}",
        filled.remarks
    );
}

#[test]
fn what_stands_beside_the_answers_is_told_and_can_be_added_to_the_note() {
    let mut desk = Desk::new();
    let row = desk.row("1.1");
    let known = desk
        .assessment
        .entry("1.1")
        .expect("the sample speaks of it")
        .note
        .clone();
    desk.page().cells.insert(
        Place { row, column: 30 },
        Value::Text("ask legal".to_owned()),
    );
    let place = Place { row, column: 3 };
    let kind = PinnedKind::Comment {
        author: Some("Ben".to_owned()),
    };
    desk.page().pinned.push(Pinned {
        place,
        kind,
        text: "too high".to_owned(),
    });
    desk.page().cells.insert(
        Place {
            row: 900,
            column: 1,
        },
        Value::Text("signed: Ana".to_owned()),
    );
    let filled = desk.filled();
    assert_eq!(filled.faults, []);
    let told: Vec<(&str, Option<&str>)> = filled
        .remarks
        .iter()
        .map(|it| {
            (
                it.text.as_str(),
                it.service.as_ref().map(psirt_core::ServiceId::as_str),
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            ("too high", Some("1.1")),
            ("ask legal", Some("1.1")),
            ("signed: Ana", None)
        ]
    );
    assert_eq!(
        desk.intake(std::slice::from_ref(&filled)).services,
        [],
        "told is not taken"
    );
    let offer = desk.offer("1.1", &[filled.with_remarks()]);
    assert_eq!(
        offer.entry.note,
        format!("{known}\nBen: too high\nask legal")
    );
}
