//! Maturity sheets out of Excel books, and installed sheets as Excel books.
//!
//! The book that is looked at is held with its mapping until another is chosen; every correction
//! converts it anew, so that what is installed is what was shown last.

#![expect(missing_docs, reason = "the list of commands describes each")]

use std::path::Path;

use psirt_core::letters::seen;
use psirt_core::{Language, Level, Sheet};
use psirt_report::sheet_book;

use super::gather::installed::install_sheet;
use super::granted::{Purpose, name_of};
use super::held::HeldSheetBook;
use super::session::{Desktop, State};
use super::shell::{Choice, Question};
use super::wire::{
    ExportSheetBook, Failure, FailureCode, FaultView, FoundSheet, InstalledView, MapSheetTable,
    NamedFile, OfFile, ReadOtherwise, RefusedBook, SheetBookView, SheetDoubt, SheetTableView, Text,
};
use psirt_app::books::Refused;
use psirt_app::books::sheet::{
    ColumnRole, Converted, Doubt, DoubtProblem, GivenBook, Layout, LeftOut, Mapping, RowRole,
    SheetBook, SheetFault,
};
use psirt_app::books::told::{Group, grouped};
use psirt_app::error::Error;
use psirt_app::files;
use psirt_app::names::file_name_part;

/// The ending of a book, without the dot.
const ENDING: &str = "xlsx";
/// The most characters of a cell that are shown as an example.
const EXAMPLE: usize = 80;

/// How many doubts of a kind are told one by one.
const EXAMPLES: usize = 5;

pub fn look_at_sheet_book(desktop: &Desktop, request: OfFile) -> Result<SheetBookView, Failure> {
    let path = desktop.granted().path(Purpose::LookAt, &request.file)?;
    look_at(desktop, &path)
}

pub fn choose_sheet_book(desktop: &Desktop) -> Result<Option<SheetBookView>, Failure> {
    let language = desktop.language();
    let question = Question {
        title: language
            .pick("Load a sheet from Excel", "Excelから成熟度シートを読み込む")
            .to_owned(),
        choice: Choice::File,
        kind: language.pick("Excel books", "Excelブック").to_owned(),
        endings: &[ENDING],
        folder: None,
    };
    let chosen = desktop.shell.choose(&question).into_iter().next();
    chosen.map(|path| look_at(desktop, &path)).transpose()
}

/// Reads a book and finds out what sheet it holds, with nothing of the session held meanwhile.
fn look_at(desktop: &Desktop, path: &Path) -> Result<SheetBookView, Failure> {
    let language = desktop.language();
    let name = name_of(path);
    desktop.state().sheet_book = None;
    let book = match GivenBook::open(path)? {
        Ok(book) => book,
        Err(unreadable) => {
            let refused = Refused::Unreadable(unreadable);
            let message = Text::of(|language| refused.message(language));
            let hint = Text::of(|language| refused.hint(language).to_owned());
            return Ok(no_sheet(name, message, hint));
        }
    };
    let mapping = match book.layout() {
        Layout::SheetBook => None,
        Layout::Table => book.propose(&name, language),
        Layout::FillInBook => {
            let message = Text::both(
                "the book is a fill-in book with answers",
                "回答用の記入用ブックである",
            );
            let hint = Text::both(
                "take it back under “Fill-in books” of its assessment",
                "アセスメントの「記入用ブック」から読み込む",
            );
            return Ok(no_sheet(name, message, hint));
        }
        Layout::Unknown => {
            let message = Text::both(
                "no worksheet has a table with a row for each service and a column for each level",
                "1行が1サービス、1列が1レベルの表が見つからない",
            );
            let hint = Text::both(
                "title the columns of the levels such as “Level 0” to “Level 5”, or fill in a book that was exported from a sheet",
                "レベルの列に「レベル 0」〜「レベル 5」のような見出しを付けるか、シートから書き出したブックに記入する",
            );
            return Ok(no_sheet(name, message, hint));
        }
    };
    let converted = convert(&book, mapping.as_ref());
    let held = HeldSheetBook {
        name,
        book,
        mapping,
        converted,
    };
    let mut state = desktop.state();
    let view = held.view(&state);
    state.sheet_book = Some(held);
    Ok(view)
}

pub fn map_sheet_table(
    desktop: &Desktop,
    request: MapSheetTable,
) -> Result<SheetBookView, Failure> {
    let mut state = desktop.state();
    let mut held = state.sheet_book.take().ok_or_else(nothing_held)?;
    let mapping = if request.reread {
        held.book.reread(&request.mapping)
    } else {
        request.mapping
    };
    held.converted = convert(&held.book, Some(&mapping));
    held.mapping = Some(mapping);
    let view = held.view(&state);
    state.sheet_book = Some(held);
    Ok(view)
}

pub fn install_sheet_book(desktop: &Desktop) -> Result<InstalledView, Failure> {
    let mut state = desktop.state();
    let held = state.sheet_book.as_ref().ok_or_else(nothing_held)?;
    let (sheet, name) = (held.sheet()?.clone(), held.name.clone());
    let installed = install_sheet(state.open()?, &sheet, &name)?;
    state.sheet_book = None;
    Ok(installed)
}

pub fn save_sheet_book(desktop: &Desktop) -> Result<Option<NamedFile>, Failure> {
    let (id, text) = {
        let state = desktop.state();
        let held = state.sheet_book.as_ref().ok_or_else(nothing_held)?;
        let sheet = held.sheet()?;
        (sheet.id().to_string(), sheet.to_json())
    };
    let title = ("Save the sheet as a file", "成熟度シートをファイルに保存");
    write(desktop, title, &id, "json", "JSON", text.as_bytes())
}

pub fn export_sheet_book(
    desktop: &Desktop,
    request: ExportSheetBook,
) -> Result<Option<NamedFile>, Failure> {
    let language = desktop.language();
    let library = desktop.state().library();
    let reference = psirt_core::assessment::SheetReference {
        id: request.id.as_str().into(),
        edition: request.edition.clone(),
    };
    let sheet = library.sheet(&reference).ok_or_else(|| {
        let ExportSheetBook { id, edition, .. } = &request;
        Failure::new(FailureCode::NotFound, format!("no sheet `{id}` {edition}"))
    })?;
    let wanted = SheetBook {
        language,
        texts: sheet.languages().to_vec(),
        empty: request.empty,
    };
    let bytes = sheet_book::sheet_book(sheet, &wanted).map_err(|reason| Error::Report {
        format: "xlsx",
        reason: reason.to_string(),
    })?;
    let title = (
        "Save the sheet as an Excel book",
        "成熟度シートをExcelに保存",
    );
    let kind = language.pick("Excel books", "Excelブック");
    write(desktop, title, &request.id, ENDING, kind, &bytes)
}

/// Asks where, and writes there.
fn write(
    desktop: &Desktop,
    (en, ja): (&str, &str),
    id: &str,
    ending: &'static str,
    kind: &str,
    bytes: &[u8],
) -> Result<Option<NamedFile>, Failure> {
    let endings: &'static [&'static str] = match ending {
        ENDING => &[ENDING],
        _ => &["json"],
    };
    let question = Question {
        title: desktop.language().pick(en, ja).to_owned(),
        choice: Choice::NewFile(format!("{}.{ending}", file_name_part(id))),
        kind: kind.to_owned(),
        endings,
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    files::write(&path, bytes)?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}

fn nothing_held() -> Failure {
    Failure::new(FailureCode::NotFound, "no book is being looked at")
}

fn convert(book: &GivenBook, mapping: Option<&Mapping>) -> Converted {
    match mapping {
        Some(mapping) => book.convert_table(mapping),
        None => book.convert(),
    }
}

fn no_sheet(name: String, message: Text, hint: Text) -> SheetBookView {
    SheetBookView {
        name,
        refused: Some(RefusedBook {
            message,
            hint: Some(hint),
        }),
        table: None,
        sheet: None,
        faults: Vec::new(),
        doubts: Vec::new(),
    }
}

impl HeldSheetBook {
    /// The sheet that was found.
    fn sheet(&self) -> Result<&Sheet, Failure> {
        self.converted.sheet.as_ref().map_err(|faults| {
            let mut failure = Failure::new(FailureCode::InvalidFile, "the book is no sheet yet");
            failure.faults = told_faults(faults);
            failure
        })
    }

    fn view(&self, state: &State) -> SheetBookView {
        let (sheet, faults) = match &self.converted.sheet {
            Ok(sheet) => (Some(found(sheet, state)), Vec::new()),
            Err(faults) => (None, told_faults(faults)),
        };
        SheetBookView {
            name: self.name.clone(),
            refused: None,
            table: self.mapping.as_ref().map(|mapping| self.table(mapping)),
            sheet,
            faults,
            doubts: told_doubts(&self.converted.doubts),
        }
    }

    fn table(&self, mapping: &Mapping) -> SheetTableView {
        let mut services = mapping.rows.iter();
        let first = services.find(|row| row.role == RowRole::Service);
        let example = |column: &str| {
            let row = first.map(|row| row.row)?;
            let text = self.book.text(&mapping.page, row, column)?;
            let mut shown: String = text.chars().take(EXAMPLE).collect();
            if shown.len() < text.len() {
                shown.push('…');
            }
            Some(shown)
        };
        let columns = mapping.columns.iter();
        SheetTableView {
            pages: self
                .book
                .pages()
                .into_iter()
                .map(|page| page.name)
                .collect(),
            levels: levels_offered(mapping),
            examples: columns
                .map(|column| example(&column.column).unwrap_or_default())
                .collect(),
            otherwise: self.otherwise(mapping),
            mapping: mapping.clone(),
        }
    }

    fn otherwise(&self, mapping: &Mapping) -> ReadOtherwise {
        let below = DoubtProblem::RowLeftOut {
            why: LeftOut::Below,
        };
        let proposed = mapping.about.proposed_level_zero();
        ReadOtherwise {
            levels_in_rows: self.book.has_levels_in_rows(mapping),
            level_zero: mapping.begins_at_one(),
            proposed: Text::both(proposed.en, proposed.ja),
            past_empty_rows: mapping.past_empty_rows
                || self.converted.doubts.iter().any(|it| it.problem == below),
            joinable: self.book.joinable(mapping),
        }
    }
}

/// Faults as they are told: each kind once, with where else it stands.
fn told_faults(faults: &[SheetFault]) -> Vec<FaultView> {
    let groups = grouped(faults, |fault| fault.kind()).into_iter();
    groups
        .map(|group| {
            let mut view = fault(group.shown[0]);
            if let Some(others) = others(&group, 1, |fault| fault.spot.shown()) {
                view.message = Text::both(
                    format!("{} ({})", view.message.en, others.en),
                    format!("{} ({})", view.message.ja, others.ja),
                );
            }
            view
        })
        .collect()
}

/// Doubts as they are told: the first of each kind one by one, the rest by their places.
fn told_doubts(doubts: &[Doubt]) -> Vec<SheetDoubt> {
    let mut told = Vec::new();
    for group in grouped(doubts, |doubt| doubt.kind()) {
        let one_by_one = group.shown.iter().take(EXAMPLES).map(|doubt| SheetDoubt {
            place: doubt.spot.shown(),
            found: seen(&doubt.spot.found).chars().take(EXAMPLE).collect(),
            message: Text::of(|language| doubt.message(language)),
            more: None,
        });
        told.extend(one_by_one);
        if let Some(last) = told.last_mut() {
            last.more = others(&group, EXAMPLES, |doubt| doubt.spot.shown());
        }
    }
    told
}

/// Where the others of a kind stand, in both languages.
fn others<T>(group: &Group<T>, told: usize, place: impl Fn(&T) -> String) -> Option<Text> {
    let en = group.others(told, &place, Language::En)?;
    let ja = group.others(told, &place, Language::Ja)?;
    Some(Text::both(en, ja))
}

/// The highest level a column can be taken for: a little above those that were recognized.
fn levels_offered(mapping: &Mapping) -> u8 {
    let levels = mapping
        .columns
        .iter()
        .filter_map(|column| match column.role {
            ColumnRole::Level { level } => Some(level),
            _ => None,
        });
    let columns = u8::try_from(mapping.columns.len()).unwrap_or(u8::MAX);
    let most = columns.saturating_sub(1);
    levels.max().map_or(most, |highest| (highest + 2).min(most))
}

fn found(sheet: &Sheet, state: &State) -> FoundSheet {
    let reference = psirt_core::assessment::SheetReference {
        id: sheet.id().clone(),
        edition: sheet.edition().to_owned(),
    };
    FoundSheet {
        id: sheet.id().to_string(),
        edition: sheet.edition().to_owned(),
        title: sheet.title().into(),
        areas: sheet.areas().len(),
        services: sheet.services().count(),
        highest: Level::number(sheet.highest_level()),
        replaces: state.library().sheet(&reference).is_some(),
    }
}

fn fault(fault: &SheetFault) -> FaultView {
    FaultView {
        place: fault.spot.shown(),
        message: Text::of(|language| {
            let found = seen(fault.spot.found.trim());
            let message = fault.message(language);
            if found.is_empty() {
                return message;
            }
            let found: String = found.chars().take(EXAMPLE).collect();
            language.pick(
                format!("{message} (found “{found}”)"),
                format!("{message} (記入された値「{found}」)"),
            )
        }),
        hint: fault
            .hint(Language::En)
            .zip(fault.hint(Language::Ja))
            .map(|(en, ja)| Text::both(en, ja)),
    }
}
