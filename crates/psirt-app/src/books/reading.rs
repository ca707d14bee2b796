//! Finding out what a fill-in book says that came back.
//!
//! The book carries the ids of its columns and rows where nobody sees them, so rows and columns
//! may have been moved, and worksheets copied. Where the marks are gone the headings do. What a
//! cell means is taken where it is certain; everything else is told with its cell. A cell that
//! holds what it was handed out with says nothing: nobody has touched it.

use std::collections::{BTreeMap, BTreeSet};

use psirt_core::assessment::{Evidence, SheetReference};
use psirt_core::letters::{is_blank, plain, without_unseen};
use psirt_core::limits::MOST_OF_A_TEXT;
use psirt_core::{Answer, Level, ServiceId, Sheet};
use psirt_report::book::{FILL_IN, FIRST_KNOWN, FORMAT, HIDDEN_PAGE, HiddenKey, ID_MARK, Part};

use super::account::Account;
use super::cells::{Altered, Book, Page, Pinned, PinnedKind, Place, Value};
use super::fill_in::{
    CellFault, CellProblem, FilledBook, FilledRow, NotTaken, Remark, RemarkKind, Said, cell_text,
    quoted,
};
use crate::written::{self, EvidenceProblem, Meant, UnclearEvidence};

impl FilledBook {
    /// Finds out what a book says of an assessment: one for each worksheet with answers, at least
    /// one. What stands on other worksheets is told with the first.
    ///
    /// # Errors
    /// The book was not made for this assessment, or has lost what identifies its columns.
    pub fn of(book: &Book, sheet: &Sheet, assessment: &str) -> Result<Vec<Self>, NotTaken> {
        let mut account = Account::of(book);
        let hidden = Hidden::of(&mut account, sheet)?;
        hidden.belongs_to(sheet, assessment)?;
        let pages: Vec<(usize, &Page)> = account.pages().collect();
        let heads = pages
            .iter()
            .filter_map(|(number, page)| Head::of(*number, page));
        let heads: Vec<Head> = heads.collect();
        if heads.is_empty() {
            return Err(NotTaken::HeadMissing);
        }
        let is_one_of_several = heads.len() > 1;
        let mut read: Vec<Self> = heads
            .iter()
            .map(|head| Reading::of(sheet, &hidden, head, &mut account).read(is_one_of_several))
            .collect();
        for (number, page) in pages {
            if heads.iter().any(|head| head.number == number) {
                continue;
            }
            let rest = account.take_rest(number);
            read[0].remarks.extend(remarks(page, &rest, |_| None));
        }
        Ok(read)
    }
}

/// The id of the assessment a fill-in book was made from; `None` of any other book.
pub fn assessment_of(book: &Book) -> Option<String> {
    let page = book.page(HIDDEN_PAGE)?;
    let mut rows = page.rows().into_keys();
    let row = rows.find(|&row| page.text(row, 0) == HiddenKey::Assessment.as_str())?;
    Some(page.text(row, 1)).filter(|id| !id.is_empty())
}

/// What the book says of itself on the page nobody sees.
struct Hidden {
    sheet: SheetReference,
    assessment: String,
    respondent: Option<String>,
    /// Whether it went out with what was known.
    known: bool,
    /// What it asks for.
    services: BTreeMap<ServiceId, Asked>,
    /// The lines of the form that are none of a service, each with its texts.
    lines: Vec<Vec<String>>,
}

/// A service as it was handed out.
#[derive(Default)]
struct Asked {
    /// What its cells to fill in held.
    known: Known,
    /// What was printed in its row.
    printed: Vec<String>,
}

/// What the cells of a service held when the book went out.
type Known = BTreeMap<Part, String>;

impl Hidden {
    fn of(account: &mut Account<'_>, sheet: &Sheet) -> Result<Self, NotTaken> {
        let page = account.pages().find(|(_, page)| page.name == HIDDEN_PAGE);
        let (number, page) = page.ok_or(NotTaken::NotAFillInBook)?;
        let first_known = u32::from(FIRST_KNOWN);
        // Every level, not applicable, and don't know.
        let offers = u32::try_from(sheet.scale().len() + 2).expect("a scale has a few levels");
        let mut said: BTreeMap<String, String> = BTreeMap::new();
        let mut services = BTreeMap::new();
        let mut lines = Vec::new();
        for (row, cells) in page.rows() {
            let (key, value) = (page.text(row, 0), page.text(row, 1));
            let behind = |first: u32| -> Vec<String> {
                let behind = cells.iter().filter(move |(column, _)| *column >= first);
                behind.map(|(_, value)| cell_text(&value.shown())).collect()
            };
            let named = HiddenKey::named(&key);
            if key == HiddenKey::Service.as_str() {
                let columns = (first_known..).zip(Part::FILLED);
                let known = columns.map(|(column, part)| (part, page.text(row, column)));
                let known: Known = known.collect();
                let printed =
                    behind(first_known + u32::try_from(known.len()).expect("there are few"));
                services.insert(ServiceId::from(value), Asked { known, printed });
            } else if key == HiddenKey::Form.as_str() {
                lines.push(behind(first_known));
            } else {
                said.insert(key, value);
            }
            let is_ours = |column: u32| match column {
                0 | 1 => named.is_some(),
                // The lists to choose from stand between the values and what was handed out.
                column if column < first_known => row < offers,
                _ => matches!(named, Some(HiddenKey::Service | HiddenKey::Form)),
            };
            for (column, _) in cells.iter().filter(|(column, _)| is_ours(*column)) {
                let column = *column;
                account.settle(number, Place { row, column });
            }
        }
        let mut take = |key: HiddenKey| said.remove(key.as_str()).filter(|value| !value.is_empty());
        if take(HiddenKey::Kind).as_deref() != Some(FILL_IN) {
            return Err(NotTaken::NotAFillInBook);
        }
        let format = take(HiddenKey::Format).and_then(|format| format.parse().ok());
        match format {
            Some(found) if found > FORMAT => return Err(NotTaken::NewerFormat { found }),
            Some(_) => {}
            None => return Err(NotTaken::NotAFillInBook),
        }
        Ok(Self {
            sheet: SheetReference {
                id: take(HiddenKey::Sheet)
                    .ok_or(NotTaken::NotAFillInBook)?
                    .into(),
                edition: take(HiddenKey::Edition).ok_or(NotTaken::NotAFillInBook)?,
            },
            assessment: take(HiddenKey::Assessment).ok_or(NotTaken::NotAFillInBook)?,
            respondent: take(HiddenKey::Respondent),
            known: take(HiddenKey::Known).is_some(),
            services,
            lines,
        })
    }

    fn belongs_to(&self, sheet: &Sheet, assessment: &str) -> Result<(), NotTaken> {
        if self.sheet.id != *sheet.id() {
            return Err(NotTaken::OtherSheet {
                found: self.sheet.id.to_string(),
                wanted: sheet.id().to_string(),
            });
        }
        if self.sheet.edition != sheet.edition() {
            return Err(NotTaken::OtherEdition {
                found: self.sheet.edition.clone(),
                wanted: sheet.edition().to_owned(),
            });
        }
        if self.assessment != assessment {
            return Err(NotTaken::OtherAssessment {
                found: self.assessment.clone(),
            });
        }
        Ok(())
    }

    /// Who filled a worksheet in; where there are several, each is told apart by its name.
    fn respondent_of(&self, page: &Page, is_one_of_several: bool) -> Option<String> {
        match &self.respondent {
            name if !is_one_of_several => name.clone(),
            Some(name) => Some(format!("{name} ({})", page.name)),
            None => Some(page.name.clone()),
        }
    }
}

/// The row that names the columns of a worksheet: by the marks nobody sees, or by the headings.
struct Head {
    /// The number of the worksheet.
    number: usize,
    row: u32,
    columns: BTreeMap<Part, u32>,
    /// Further columns with the mark of one.
    seconds: Vec<(Part, u32)>,
    /// The column of ids that a person sees.
    shown_ids: Option<u32>,
    /// Whether its cells are marks, which nobody else answers for.
    is_marked: bool,
}

impl Head {
    fn of(number: usize, page: &Page) -> Option<Self> {
        if page.name == HIDDEN_PAGE {
            return None;
        }
        Self::marked(number, page).or_else(|| Self::headed(number, page))
    }

    fn marked(number: usize, page: &Page) -> Option<Self> {
        let mark = page
            .cells
            .iter()
            .find(|(_, value)| without_unseen(&value.shown()) == ID_MARK);
        let (&Place { row, .. }, _) = mark?;
        let mut head = Self::in_row(number, page, row, Part::marked);
        head.is_marked = true;
        head.shown_ids = page
            .rows()
            .range(row + 1..)
            .find_map(|(_, cells)| ids_and_answers(cells));
        let has_answers = head.columns.contains_key(&Part::Answer);
        has_answers.then_some(head)
    }

    fn headed(number: usize, page: &Page) -> Option<Self> {
        let rows = page.rows();
        let (&row, ids) = rows
            .iter()
            .find_map(|(row, cells)| Some((row, ids_and_answers(cells)?)))?;
        let mut head = Self::in_row(number, page, row, Part::headed);
        // Titles of areas stand in the column of ids as well: only what is an id counts there.
        head.columns.remove(&Part::Id);
        head.seconds.retain(|(part, _)| *part != Part::Id);
        head.shown_ids = Some(ids);
        Some(head)
    }

    fn in_row(number: usize, page: &Page, row: u32, part_of: fn(&str) -> Option<Part>) -> Self {
        let mut head = Self {
            number,
            row,
            columns: BTreeMap::new(),
            seconds: Vec::new(),
            shown_ids: None,
            is_marked: false,
        };
        let start = Place { row, column: 0 };
        let end = Place {
            row: row + 1,
            column: 0,
        };
        for (place, value) in page.cells.range(start..end) {
            let Some(part) = part_of(&value.shown()) else {
                continue;
            };
            if let std::collections::btree_map::Entry::Vacant(e) = head.columns.entry(part) {
                e.insert(place.column);
            } else {
                head.seconds.push((part, place.column));
            }
        }
        head
    }

    /// Whether a cell in the row of a service is one to fill in.
    fn is_for_filling(&self, column: u32) -> bool {
        let first = self.columns.iter().map(|(part, column)| (*part, *column));
        let mut all = first.chain(self.seconds.iter().copied());
        all.any(|(part, one)| part != Part::Id && one == column)
    }
}

/// The column of ids of a row with the headings of ids and of answers.
fn ids_and_answers(cells: &[(u32, &Value)]) -> Option<u32> {
    let headed = |part: Part| {
        let mut cells = cells.iter();
        cells.find(move |(_, value)| Part::headed(&value.shown()) == Some(part))
    };
    headed(Part::Answer)?;
    headed(Part::Id).map(|(column, _)| *column)
}

/// Whether two texts of cells are the same to a person: spaces are spaces.
fn is_same(one: &str, other: &str) -> bool {
    let compared = |text: &str| -> String {
        let text = without_unseen(&cell_text(text));
        let space = |letter: char| {
            if letter != '\n' && letter.is_whitespace() {
                ' '
            } else {
                letter
            }
        };
        text.chars().map(space).collect()
    };
    one == other || compared(one) == compared(other)
}

/// The reason of *not applicable* stands in the cell for the note, and is no note as well.
fn note_beside(answer: Option<&Answer>, note: String) -> String {
    match answer {
        Some(Answer::NotApplicable(_)) => String::new(),
        _ => note,
    }
}

/// What a person wrote into a cell to fill in.
enum Written {
    /// Nothing, or nothing that can be taken.
    Nothing,
    /// What it was handed out with.
    AsHandedOut(String),
    /// Something else.
    New(String),
}

impl Written {
    fn text(&self) -> &str {
        match self {
            Self::Nothing => "",
            Self::AsHandedOut(text) | Self::New(text) => text,
        }
    }

    fn into_new(self) -> Option<String> {
        match self {
            Self::New(text) => Some(text),
            _ => None,
        }
    }
}

/// A worksheet that is read.
struct Reading<'r, 'b> {
    sheet: &'r Sheet,
    hidden: &'r Hidden,
    head: &'r Head,
    page: &'b Page,
    account: &'r mut Account<'b>,
    /// The rows that are read, with their services.
    services: BTreeMap<u32, ServiceId>,
    /// The rows that have an id and are not read.
    refused: BTreeSet<u32>,
    /// The cells that are part of the form as it was handed out.
    printed: BTreeSet<Place>,
    faults: Vec<CellFault>,
    remarks: Vec<Remark>,
}

impl<'r, 'b> Reading<'r, 'b> {
    fn of(
        sheet: &'r Sheet,
        hidden: &'r Hidden,
        head: &'r Head,
        account: &'r mut Account<'b>,
    ) -> Self {
        let page = account.pages().nth(head.number);
        let (_, page) = page.expect("a head is on a worksheet");
        Self {
            sheet,
            hidden,
            head,
            page,
            account,
            services: BTreeMap::new(),
            refused: BTreeSet::new(),
            printed: BTreeSet::new(),
            faults: Vec::new(),
            remarks: Vec::new(),
        }
    }

    fn read(mut self, is_one_of_several: bool) -> FilledBook {
        self.marks();
        self.rows();
        self.lines();
        let rows: Vec<(u32, ServiceId)> = self
            .services
            .iter()
            .map(|(row, id)| (*row, id.clone()))
            .collect();
        let mut found: BTreeMap<ServiceId, FilledRow> = rows
            .into_iter()
            .map(|(row, service)| (service.clone(), self.row(row, service)))
            .collect();
        let rest = self.account.take_rest(self.head.number);
        let rest = remarks(self.page, &rest, |row| self.service_of(row));
        self.remarks.extend(rest);
        let asked = |service: &&ServiceId| self.hidden.services.contains_key(*service);
        let is_missing = |service: &&ServiceId| asked(service) && !found.contains_key(*service);
        let missing = self.sheet.services().map(|service| &service.id);
        FilledBook {
            respondent: self.hidden.respondent_of(self.page, is_one_of_several),
            page: self.page.name.clone(),
            is_one_of_several,
            missing: missing.filter(is_missing).cloned().collect(),
            rows: self
                .sheet
                .services()
                .filter_map(|service| found.remove(&service.id))
                .collect(),
            faults: self.faults,
            remarks: self.remarks,
        }
    }

    /// Answers for the marks, and tells those that come twice.
    fn marks(&mut self) {
        let row = self.head.row;
        if self.head.is_marked {
            for &column in self.head.columns.values() {
                self.settle(Place { row, column });
            }
        }
        for &(part, column) in &self.head.seconds {
            let place = Place { row, column };
            let first = Place {
                row,
                column: self.head.columns[&part],
            };
            let problem = CellProblem::SecondColumn {
                first: first.name(),
            };
            self.fault(None, place, &self.page.text(row, column), problem);
        }
    }

    /// Finds out which rows are those of services, and answers for what is printed there.
    fn rows(&mut self) {
        let head = self.head;
        let mut first: BTreeMap<ServiceId, Place> = BTreeMap::new();
        for (row, cells) in self
            .page
            .rows()
            .into_iter()
            .filter(|(row, _)| *row > head.row)
        {
            let Some((place, id)) = self.id(row) else {
                continue;
            };
            let Some(service) = self.sheet.service_typed(&id) else {
                self.fault(None, place, &id, CellProblem::UnknownService);
                self.refused.insert(row);
                continue;
            };
            let service = service.id.clone();
            self.settle(place);
            let shown = self.shown_id(row);
            let printed = self
                .hidden
                .services
                .get(&service)
                .map(|asked| asked.printed.as_slice());
            let places = cells.iter().map(|&(column, _)| Place { row, column });
            let places: Vec<Place> = places
                .filter(|at| *at != place && !head.is_for_filling(at.column))
                .collect();
            self.settle_printed(&places, printed.unwrap_or_default());
            if let Some((shown_at, shown)) = shown {
                let is_other = self
                    .sheet
                    .service_typed(&shown)
                    .is_some_and(|it| it.id != service);
                if is_other {
                    let problem = CellProblem::OtherService {
                        shown: quoted(&shown),
                    };
                    self.settle(shown_at);
                    self.fault(Some(&service), place, &id, problem);
                    self.refused.insert(row);
                    continue;
                }
            }
            if let Some(first) = first.get(&service) {
                let first = first.name();
                self.fault(
                    Some(&service),
                    place,
                    &id,
                    CellProblem::DuplicateService { first },
                );
                self.refused.insert(row);
                continue;
            }
            first.insert(service.clone(), place);
            self.services.insert(row, service);
        }
    }

    /// The id of a row: the one nobody sees, else the one a person sees, where it is one.
    fn id(&self, row: u32) -> Option<(Place, String)> {
        let hidden = self
            .head
            .columns
            .get(&Part::Id)
            .map(|&column| Place { row, column });
        let hidden = hidden.map(|place| (place, self.page.text(row, place.column)));
        let hidden = hidden.filter(|(_, id)| !is_blank(id));
        let shown = || {
            self.shown_id(row)
                .filter(|(_, id)| self.sheet.service_typed(id).is_some())
        };
        hidden.or_else(shown)
    }

    fn shown_id(&self, row: u32) -> Option<(Place, String)> {
        let column = self.head.shown_ids?;
        let id = self.page.text(row, column);
        (!is_blank(&id)).then_some((Place { row, column }, id))
    }

    /// Answers for those of some cells that hold what was printed there, each text once.
    fn settle_printed(&mut self, places: &[Place], texts: &[String]) {
        let mut left: Vec<&String> = texts.iter().collect();
        for &place in places {
            let text = self.page.text(place.row, place.column);
            if let Some(at) = left.iter().position(|printed| is_same(printed, &text)) {
                left.swap_remove(at);
                self.printed.insert(place);
                self.settle(place);
            }
        }
    }

    /// Finds the lines of the form that are none of a service. Of rows that hold some of the same
    /// texts, the one that holds most of a line is the line.
    fn lines(&mut self) {
        let rows = self.page.rows();
        let mut by_text: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (line, texts) in self.hidden.lines.iter().enumerate() {
            for text in texts {
                by_text.entry(plain(text)).or_default().push(line);
            }
        }
        let mut alike: Vec<(usize, u32, usize)> = Vec::new();
        for (&row, cells) in rows
            .iter()
            .filter(|(row, _)| !self.services.contains_key(*row))
        {
            let mut count: BTreeMap<usize, usize> = BTreeMap::new();
            for (_, value) in cells {
                for &line in by_text.get(&plain(&value.shown())).into_iter().flatten() {
                    *count.entry(line).or_default() += 1;
                }
            }
            alike.extend(count.into_iter().map(|(line, count)| (count, row, line)));
        }
        alike.sort_by_key(|&(count, row, line)| (std::cmp::Reverse(count), row, line));
        let (mut rows_done, mut lines_done) = (BTreeSet::new(), BTreeSet::new());
        for (_, row, line) in alike {
            if rows_done.contains(&row) || lines_done.contains(&line) {
                continue;
            }
            rows_done.insert(row);
            lines_done.insert(line);
            let places = rows[&row].iter().map(|&(column, _)| Place { row, column });
            let places: Vec<Place> = places.collect();
            self.settle_printed(&places, &self.hidden.lines[line]);
        }
    }

    fn row(&mut self, row: u32, service: ServiceId) -> FilledRow {
        let nothing = Known::new();
        let asked = self.hidden.services.get(&service);
        let cells = asked.map_or(&nothing, |asked| &asked.known);
        let known = self.known(cells);
        let says = self.says(row, &service, cells, &known);
        FilledRow {
            service,
            says,
            known: self.hidden.known.then_some(known),
        }
    }

    /// What the book was handed out with: our own words, which are always understood.
    fn known(&self, cells: &Known) -> Said {
        let text = |part| cell_text(cells.get(&part).map(String::as_str).unwrap_or_default());
        let note = text(Part::Note);
        let answer = written::answer(&text(Part::Answer), self.sheet);
        let answer = written::with_reason(&answer, &note);
        Said {
            target: match written::level_only(&text(Part::Target), self.sheet) {
                Meant::Level(level) => Some(level),
                _ => None,
            },
            note: note_beside(answer.as_ref(), note),
            answer,
            evidence: written::evidence(&text(Part::Evidence)).0,
            owner: text(Part::Owner),
        }
    }

    fn says(&mut self, row: u32, service: &ServiceId, cells: &Known, known: &Said) -> Said {
        let mut cell = |part: Part| {
            let known = cells.get(&part).map(String::as_str).unwrap_or_default();
            self.written(row, service, part, known)
        };
        let note = cell(Part::Note);
        let answer = cell(Part::Answer);
        let target = cell(Part::Target);
        let owner = cell(Part::Owner).into_new();
        let evidence = cell(Part::Evidence).into_new();
        let answer = self.answer(
            row,
            service,
            answer.text(),
            note.text(),
            known.answer.as_ref(),
        );
        let target = self.target(row, service, target.text());
        let evidence = evidence
            .map(|text| self.evidence(row, service, &text))
            .unwrap_or_default();
        let note = note.into_new().unwrap_or_default();
        Said {
            note: note_beside(answer.as_ref(), note),
            answer: answer.filter(|answer| known.answer.as_ref() != Some(answer)),
            target: target.filter(|target| known.target != Some(*target)),
            evidence: if evidence == known.evidence {
                Vec::new()
            } else {
                evidence
            },
            // A name has one line, in which what nobody sees means nothing.
            owner: owner
                .map(|owner| without_unseen(&owner))
                .unwrap_or_default(),
        }
    }

    /// What is written in a cell to fill in; what cannot be taken for a text is told.
    fn written(&mut self, row: u32, service: &ServiceId, part: Part, known: &str) -> Written {
        let Some(place) = self.place(row, part) else {
            return Written::Nothing;
        };
        if self.is_joined_away(service, place)
            || self.contradicts_itself(service, place, part, known)
        {
            return Written::Nothing;
        }
        let Some(value) = self.page.value(place.row, place.column) else {
            return Written::Nothing;
        };
        self.settle(place);
        let shown = value.shown();
        let text = cell_text(&shown);
        let altered = self.page.altered.get(&place);
        if is_same(&shown, known) && altered.is_none() {
            return Written::AsHandedOut(text);
        }
        let problem = match (value, altered) {
            (Value::Failed(_), _) => Some(CellProblem::Failed),
            (Value::NotCalculated(_), _) => Some(CellProblem::NotCalculated),
            (Value::Date(_), _) => Some(CellProblem::Date),
            (_, Some(Altered::Format(format))) => Some(CellProblem::Format {
                format: quoted(format),
            }),
            (_, Some(Altered::Time | Altered::Cut)) => Some(CellProblem::TooLong),
            _ if text.chars().count() > MOST_OF_A_TEXT => Some(CellProblem::TooLong),
            _ => None,
        };
        if let Some(problem) = problem {
            self.fault(Some(service), place, &shown, problem);
            return Written::Nothing;
        }
        if self.page.hidden || self.page.is_hidden(place) {
            self.remarks.push(Remark {
                page: self.page.name.clone(),
                cell: place.name(),
                service: Some(service.clone()),
                kind: RemarkKind::Hidden,
                text: text.clone(),
            });
        }
        Written::New(text)
    }

    /// Whether a cell is joined with one above or to the left of it, which has the value; told
    /// where it has one that somebody wrote.
    fn is_joined_away(&mut self, service: &ServiceId, place: Place) -> bool {
        let covers = |&&(first, last): &&(Place, Place)| {
            (first.row..=last.row).contains(&place.row)
                && (first.column..=last.column).contains(&place.column)
        };
        let joined = self.page.merged.iter().find(covers);
        let Some(&(first, _)) = joined.filter(|(first, _)| *first != place) else {
            return false;
        };
        // What some programs keep below is not seen by anybody.
        let below = self.page.text(place.row, place.column);
        let above = self.page.text(first.row, first.column);
        let is_printed = self.printed.contains(&first);
        let found = match (is_blank(&below), is_blank(&above) || is_printed) {
            (false, true) => below,
            (false, false) => format!("{above} / {below}"),
            (true, false) => above,
            (true, true) => return true,
        };
        let problem = CellProblem::Joined {
            first: first.name(),
        };
        self.fault(Some(service), place, &found, problem);
        true
    }

    /// Whether a second column with the same mark says something else; told where it does.
    fn contradicts_itself(
        &mut self,
        service: &ServiceId,
        first: Place,
        part: Part,
        known: &str,
    ) -> bool {
        let says = self.page.text(first.row, first.column);
        let seconds = self.head.seconds.iter().filter(|(of, _)| *of == part);
        let seconds: Vec<Place> = seconds
            .map(|&(_, column)| Place { column, ..first })
            .collect();
        let mut contradicts = false;
        for second in seconds {
            let text = self.page.text(second.row, second.column);
            if is_blank(&text) || is_same(&text, &says) || is_same(&text, known) {
                self.settle(second);
                continue;
            }
            contradicts = true;
            let problem = CellProblem::SecondCell {
                first: first.name(),
                says: quoted(&says),
            };
            self.fault(Some(service), second, &text, problem);
        }
        if contradicts {
            self.settle(first);
        }
        contradicts
    }

    fn answer(
        &mut self,
        row: u32,
        service: &ServiceId,
        text: &str,
        note: &str,
        known: Option<&Answer>,
    ) -> Option<Answer> {
        if is_blank(text) {
            return None;
        }
        let highest = self.sheet.highest_level();
        let meant = written::answer(text, self.sheet);
        let problem = match meant {
            Meant::NoSuchLevel(_) => Some(CellProblem::NoSuchLevel { highest }),
            Meant::Unclear => Some(CellProblem::NotAnAnswer { highest }),
            Meant::NotApplicable if is_blank(note) => {
                // An empty cell takes nothing away, the reason that was there neither.
                if matches!(known, Some(Answer::NotApplicable(_))) {
                    return known.cloned();
                }
                Some(CellProblem::ReasonMissing)
            }
            _ => None,
        };
        match (problem, self.place(row, Part::Answer)) {
            (Some(problem), Some(place)) => {
                self.fault(Some(service), place, text, problem);
                None
            }
            _ => written::with_reason(&meant, note),
        }
    }

    fn target(&mut self, row: u32, service: &ServiceId, text: &str) -> Option<Level> {
        if is_blank(text) {
            return None;
        }
        if let Meant::Level(level) = written::level_only(text, self.sheet) {
            return Some(level);
        }
        let highest = self.sheet.highest_level();
        let place = self.place(row, Part::Target)?;
        self.fault(
            Some(service),
            place,
            text,
            CellProblem::NoSuchLevel { highest },
        );
        None
    }

    fn evidence(&mut self, row: u32, service: &ServiceId, text: &str) -> Vec<Evidence> {
        let (evidence, unclear) = written::evidence(text);
        for UnclearEvidence { line, problem } in unclear {
            let problem = match problem {
                EvidenceProblem::Parts => CellProblem::NotEvidence,
                EvidenceProblem::Date(date) => CellProblem::NotADate {
                    date: quoted(&date),
                },
            };
            if let Some(place) = self.place(row, Part::Evidence) {
                self.fault(Some(service), place, &line, problem);
            }
        }
        evidence
    }

    fn place(&self, row: u32, part: Part) -> Option<Place> {
        let column = self.head.columns.get(&part);
        column.map(|&column| Place { row, column })
    }

    /// The service a row is about: its own, or that of the row above where more rows of services
    /// follow.
    fn service_of(&self, row: u32) -> Option<ServiceId> {
        let above = self.services.range(..=row).next_back();
        let has_more = self.services.range(row..).next().is_some();
        let is_known = has_more && !self.refused.contains(&row);
        above
            .filter(|_| is_known)
            .map(|(_, service)| service.clone())
    }

    fn settle(&mut self, place: Place) {
        self.account.settle(self.head.number, place);
    }

    /// Tells a cell, which is answered for with that.
    fn fault(
        &mut self,
        service: Option<&ServiceId>,
        place: Place,
        found: &str,
        problem: CellProblem,
    ) {
        self.settle(place);
        self.faults.push(CellFault {
            page: self.page.name.clone(),
            cell: place.name(),
            service: service.cloned(),
            found: quoted(found),
            problem,
        });
    }
}

/// What stands on a worksheet and nobody has answered for, and what is pinned to its cells.
fn remarks(
    page: &Page,
    rest: &BTreeSet<Place>,
    service_of: impl Fn(u32) -> Option<ServiceId>,
) -> Vec<Remark> {
    let remark = |place: Place, kind: RemarkKind, text: String| Remark {
        page: page.name.clone(),
        cell: place.name(),
        service: service_of(place.row),
        kind,
        text,
    };
    let texts = rest.iter().map(|&place| {
        let text = cell_text(&page.text(place.row, place.column));
        let text = match page.altered.get(&place) {
            Some(Altered::Format(format)) => format!("{text} [{format}]"),
            _ => text,
        };
        (place, remark(place, RemarkKind::Text, text))
    });
    let pinned = page
        .pinned
        .iter()
        .filter_map(|Pinned { place, kind, text }| {
            let kind = match kind {
                PinnedKind::Comment { author } => RemarkKind::Comment {
                    author: author.clone(),
                },
                PinnedKind::TextBox => RemarkKind::TextBox,
                PinnedKind::Picture => RemarkKind::Picture,
                PinnedKind::Link if is_named(&page.text(place.row, place.column), text) => {
                    return None;
                }
                PinnedKind::Link => RemarkKind::Link,
            };
            Some((*place, remark(*place, kind, text.clone())))
        });
    let mut all: Vec<(Place, Remark)> = texts.chain(pinned).collect();
    all.sort_by_key(|(place, _)| *place);
    all.into_iter().map(|(_, remark)| remark).collect()
}

/// Whether a text names where a link leads.
fn is_named(text: &str, target: &str) -> bool {
    let target = plain(target);
    let target = target.strip_prefix("mailto:").unwrap_or(&target);
    plain(text).contains(target.trim_end_matches('/'))
}
