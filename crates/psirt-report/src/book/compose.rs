//! What stands where in a fill-in book.

use std::collections::BTreeMap;

use psirt_core::assessment::Entry;
use psirt_core::sheet::{Area as SheetArea, Service};
use psirt_core::{Answer, Assessment, Language, Sheet};

use super::{
    FILL_IN, FIRST_KNOWN, FORMAT, FillIn, HIDDEN_PAGE, HiddenKey, Part, answer_text, evidence_text,
    level_text, note_text, owner_text,
};
use crate::palette::ACCENT;
use crate::workbook::{Area, Cell, Look, Paper, Place, Value, Workbook, Worksheet};
use crate::xlsx::form::{Form, HiddenPage, HiddenRow, Offer};

/// The row that names the columns; above everything a person types.
const MARKS: u32 = 0;
const TITLE: u32 = 1;
const ABOUT: u32 = 2;
const HOW_TO: u32 = 3;
const HEADS: u32 = 4;

const SHOWN_ID: u16 = 1;
const SERVICE: u16 = 2;
/// The first column with a level's text.
const LEVELS: u16 = 8;

const fn column(part: Part) -> u16 {
    match part {
        Part::Id => 0,
        Part::Answer => 3,
        Part::Target => 4,
        Part::Note => 5,
        Part::Evidence => 6,
        Part::Owner => 7,
    }
}

pub(super) fn compose(
    sheet: &Sheet,
    assessment: &Assessment,
    language: Language,
    fill_in: &FillIn,
) -> Form {
    let asked: Vec<&SheetArea> = sheet
        .areas()
        .iter()
        .filter(|area| fill_in.areas.is_empty() || fill_in.areas.contains(&area.id))
        .filter(|area| area.services.iter().any(|service| asks(fill_in, service)))
        .collect();
    let mut composer = Composer {
        sheet,
        assessment,
        language,
        fill_in,
        worksheet: Worksheet {
            name: language.pick("Answers", "回答").to_owned(),
            paper: Paper::Landscape,
            widths: widths(sheet),
            frozen: Some((HEADS + 1, column(Part::Answer) + 1)),
            repeated_rows: Some((HEADS, HEADS)),
            highest: sheet.highest_level().number(),
            ..Worksheet::default()
        },
        strong_starts: Vec::new(),
        services: Vec::new(),
        row: HEADS + 1,
    };
    composer.head();
    for area in asked {
        composer.area(area);
    }
    composer.form()
}

/// Whether the book asks for a service of an area it asks for.
fn asks(fill_in: &FillIn, service: &Service) -> bool {
    fill_in.services.is_empty() || fill_in.services.contains(&service.id)
}

fn widths(sheet: &Sheet) -> Vec<f64> {
    let mut widths = vec![20.0, 48.0, 250.0, 112.0, 112.0, 190.0, 230.0, 110.0];
    widths.extend(sheet.scale().iter().map(|_| 215.0));
    widths
}

/// What the cells to fill in hold, in the order of [`Part::FILLED`].
type Filled = [(Part, String); 5];

struct Composer<'a> {
    sheet: &'a Sheet,
    assessment: &'a Assessment,
    language: Language,
    fill_in: &'a FillIn,
    worksheet: Worksheet,
    strong_starts: Vec<(Place, usize)>,
    /// Each service with its row and what the cells of that row hold.
    services: Vec<(u32, &'a Service, Filled)>,
    row: u32,
}

impl<'a> Composer<'a> {
    fn put(&mut self, row: u32, column: u16, cell: Cell) {
        self.worksheet.cells.push((Place::new(row, column), cell));
    }

    fn text(&mut self, row: u32, column: u16, look: Look, text: impl Into<String>) {
        self.put(row, column, Cell::text(look, text));
    }

    fn spread(&mut self, row: u32, look: Look, text: impl Into<String>) {
        self.text(row, SHOWN_ID, look, text);
        let last = Place::new(row, column(Part::Owner));
        let area = Area::new(Place::new(row, SHOWN_ID), last);
        self.worksheet.merged.push(area);
    }

    fn head(&mut self) {
        for part in Part::ALL {
            self.text(MARKS, column(part), Look::Quiet, part.mark());
        }
        self.spread(TITLE, Look::TabTitle, self.title());
        self.spread(ABOUT, Look::Fact, self.about());
        let highest = self.sheet.highest_level();
        self.spread(HOW_TO, Look::Note, self.language.pick(
            format!("Compare the service with the level texts on the right and choose the highest level that fully applies; the plain number (0 to {highest}) will do. Not applicable needs a reason in the note. What you leave empty changes nothing. Only the tinted cells can be changed; the sheet has no password."),
            format!("右側のレベルの説明と照らし合わせ、完全に当てはまる最も高いレベルを選ぶ (0〜{highest}の数字だけでもよい)。「該当なし」の場合はメモに理由を書く。空欄のままのセルは何も変更しない。変更できるのは色の付いたセルだけで、パスワードはかかっていない。"),
        ));
        self.text(HEADS, SHOWN_ID, Look::Head, Part::Id.heading(self.language));
        let service = self.language.pick("Service", "サービス");
        self.text(HEADS, SERVICE, Look::Head, service);
        for part in Part::FILLED {
            self.text(HEADS, column(part), Look::Head, part.heading(self.language));
        }
        for (column, scale) in (LEVELS..).zip(self.sheet.scale()) {
            let name = level_text(scale.level, self.sheet, self.language);
            self.text(HEADS, column, Look::Head, name);
        }
    }

    fn title(&self) -> String {
        self.language
            .pick(
                "PSIRT maturity: answers to fill in",
                "PSIRT成熟度 記入用ブック",
            )
            .to_owned()
    }

    fn about(&self) -> String {
        let assessment = self.assessment;
        let date = assessment.date().to_string();
        let respondent = self.fill_in.respondent.as_ref().map(|name| {
            self.language
                .pick(format!("Filled in by {name}"), format!("記入者: {name}"))
        });
        let reference = assessment.sheet();
        let sheet = self.sheet.title().get(self.language);
        let sheet = format!("{sheet} ({})", reference.edition);
        [
            assessment.organization().name.as_str(),
            assessment.scope(),
            assessment.title(),
            &date,
            &sheet,
            respondent.as_deref().unwrap_or_default(),
        ]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("  ·  ")
    }

    fn area(&mut self, area: &'a SheetArea) {
        let row = self.row;
        let title = format!("{} {}", area.id, area.title.get(self.language));
        for column in SHOWN_ID + 1..self.columns() {
            self.put(row, column, Cell::blank(Look::Heading));
        }
        self.text(row, SHOWN_ID, Look::Heading, title);
        self.worksheet.heights.push((row, 26.0));
        self.row += 1;
        for service in area.services.iter().filter(|it| asks(self.fill_in, it)) {
            self.service(service);
        }
    }

    fn columns(&self) -> u16 {
        u16::try_from(self.worksheet.widths.len()).expect("a scale has a few levels")
    }

    fn service(&mut self, service: &'a Service) {
        let (row, language) = (self.row, self.language);
        self.text(row, column(Part::Id), Look::Quiet, service.id.as_str());
        self.text(row, SHOWN_ID, Look::Id, service.id.as_str());
        let title = service.title.get(language);
        let purpose = service.purpose.as_ref().map_or("", |it| it.get(language));
        let text = format!("{title}\n{purpose}");
        self.text(row, SERVICE, Look::Text, text.trim_end());
        self.strong_starts
            .push((Place::new(row, SERVICE), title.len()));
        let entry = (!self.fill_in.blank)
            .then(|| self.assessment.entry(service.id.as_str()))
            .flatten()
            .cloned()
            .unwrap_or_default();
        let filled = self.filled(&entry);
        for (part, text) in &filled {
            self.text(row, column(*part), Look::Text, text);
        }
        for (column, scale) in (LEVELS..).zip(self.sheet.scale()) {
            let statement = service.level(scale.level).map(|it| &it.statement);
            let statement = statement.map(|it| it.get(language)).unwrap_or_default();
            self.text(row, column, Look::Text, statement);
        }
        self.services.push((row, service, filled));
        self.row += 1;
    }

    fn filled(&self, entry: &Entry) -> Filled {
        let (sheet, language) = (self.sheet, self.language);
        let answer = entry.answer.as_ref();
        let target = entry.target;
        [
            (
                Part::Answer,
                answer
                    .map(|it| answer_text(it, sheet, language))
                    .unwrap_or_default(),
            ),
            (
                Part::Target,
                target
                    .map(|it| level_text(it, sheet, language))
                    .unwrap_or_default(),
            ),
            (Part::Note, note_text(entry)),
            (Part::Evidence, evidence_text(&entry.evidence)),
            (Part::Owner, owner_text(entry)),
        ]
    }

    fn form(self) -> Form {
        let answers: Vec<u16> = Part::FILLED.into_iter().map(column).collect();
        let open = self
            .services
            .iter()
            .flat_map(|&(row, ..)| answers.iter().map(move |&column| Place::new(row, column)))
            .collect();
        Form {
            hidden_page: self.hidden_page(),
            offers: self.offers(),
            open,
            hidden_row: MARKS,
            hidden_column: column(Part::Id),
            repeated_columns: (column(Part::Id), SERVICE),
            strong_starts: self.strong_starts.clone(),
            workbook: self.workbook(),
        }
    }

    fn hidden_page(&self) -> HiddenPage {
        let reference = self.assessment.sheet();
        let mut rows = vec![
            (HiddenKey::Kind, FILL_IN.to_owned()),
            (HiddenKey::Format, FORMAT.to_string()),
            (HiddenKey::Sheet, reference.id.to_string()),
            (HiddenKey::Edition, reference.edition.clone()),
            (HiddenKey::Assessment, self.assessment.id().to_owned()),
            (
                HiddenKey::Respondent,
                self.fill_in.respondent.clone().unwrap_or_default(),
            ),
            (HiddenKey::Language, self.language.code().to_owned()),
        ];
        if !self.fill_in.blank {
            rows.push((HiddenKey::Known, "yes".to_owned()));
        }
        let hidden = |key: HiddenKey, value: String, more| HiddenRow {
            key: key.as_str(),
            value,
            more,
        };
        let mut rows: Vec<HiddenRow> = rows
            .into_iter()
            .map(|(key, value)| hidden(key, value, Vec::new()))
            .collect();
        let mut printed = self.printed();
        rows.extend(self.services.iter().map(|(row, service, filled)| {
            let known = filled.iter().map(|(_, text)| text.clone());
            let printed = printed.remove(row).unwrap_or_default();
            let more = known.chain(printed).collect();
            hidden(HiddenKey::Service, service.id.to_string(), more)
        }));
        let lines = printed.into_values();
        rows.extend(lines.map(|texts| hidden(HiddenKey::Form, String::new(), texts)));
        HiddenPage {
            name: HIDDEN_PAGE,
            rows,
            first_more: FIRST_KNOWN,
        }
    }

    /// What is printed on each row and nobody fills in, without the marks.
    fn printed(&self) -> BTreeMap<u32, Vec<String>> {
        let is_of_service = |row: u32| self.services.iter().any(|&(of, ..)| of == row);
        let is_for_filling = |column_of: u16| Part::ALL.map(column).contains(&column_of);
        let mut printed: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        for (Place { row, column }, cell) in &self.worksheet.cells {
            let is_printed = *row != MARKS && !(is_for_filling(*column) && is_of_service(*row));
            if let (Value::Text(text), true) = (&cell.value, is_printed) {
                printed.entry(*row).or_default().push(text.clone());
            }
        }
        printed
    }

    fn offers(&self) -> Vec<Offer> {
        let (sheet, language) = (self.sheet, self.language);
        let levels: Vec<String> = sheet
            .scale()
            .iter()
            .map(|scale| level_text(scale.level, sheet, language))
            .collect();
        let mut answers = levels.clone();
        let others = [Answer::NotApplicable(String::new()), Answer::DontKnow];
        answers.extend(others.map(|answer| answer_text(&answer, sheet, language)));
        let highest = sheet.highest_level();
        let first = HEADS + 1;
        let last = self.row.max(first + 1) - 1;
        let title = language.pick("Not in the list", "一覧にない値");
        let offer = |part, values, allowed: String| Offer {
            area: Area::column(column(part), first, last),
            values,
            refusal: (title.to_owned(), allowed),
        };
        vec![
            offer(Part::Answer, answers, language.pick(
                format!("Understood are the list, a level from 0 to {highest}, not applicable, and don't know."),
                format!("一覧の値、0〜{highest}の数字、該当なし、わからない、のいずれかを入力してください。"),
            )),
            offer(Part::Target, levels, language.pick(
                format!("Understood are the list and a level from 0 to {highest}."),
                format!("一覧の値、または0〜{highest}の数字を入力してください。"),
            )),
        ]
    }

    fn workbook(self) -> Workbook {
        let (assessment, language) = (self.assessment, self.language);
        let title = self.title();
        let about = self.about();
        Workbook {
            language,
            subject: about.clone(),
            author: String::new(),
            company: assessment.organization().name.clone(),
            date: assessment.date(),
            program: "PSIRT Maturity".to_owned(),
            classification: assessment.classification().map(str::to_owned),
            running_head: about,
            running_foot: String::new(),
            accent: ACCENT,
            logo: None,
            page_of_pages: language.pick(("Page ", " of ", ""), ("", " / ", "")),
            worksheets: vec![self.worksheet],
            title,
        }
    }
}
