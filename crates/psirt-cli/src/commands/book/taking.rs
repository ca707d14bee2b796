//! `book in`: what books say beside what is known, and what is taken over.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::mem::discriminant;
use std::path::PathBuf;

use clap::ArgMatches;
use psirt_app::assessments::Opened;
use psirt_app::books::fill_in::FilledBook;
use psirt_app::books::intake::{Intake, IntakeKind, Offer, ServiceIntake, agreed, intake, take};
use psirt_app::books::told::{Group, grouped};
use psirt_app::books::{Refused, take_back};
use psirt_app::error::Error;
use psirt_app::json::StateShape;
use psirt_core::assessment::Entry;
use psirt_core::score::State;
use psirt_core::{Answer, Language, Level, ServiceId};
use serde_json::{Value, json};

use super::super::{Refusal, Terminal, state_cell};
use super::choosing::{Choice, choices, offer_of};
use crate::layout::{Column, Table, paragraph, whole};
use crate::output::{Failure, Output, Said, Status};

/// A worksheet with answers as it was given, or a file that says nothing.
pub(super) struct Given {
    pub(super) path: String,
    pub(super) outcome: Result<FilledBook, Refused>,
}

impl Given {
    /// Whether nothing of it is told that has to be put right first.
    fn is_clear(&self) -> bool {
        match &self.outcome {
            Ok(book) => book.faults.is_empty(),
            Err(refused) => refused.is_left_out(),
        }
    }
}

/// Everything that is found out before anything is written.
struct Found {
    books: Vec<Given>,
    intake: Intake,
    /// The offer each service is taken from, by its place.
    chosen: BTreeMap<ServiceId, usize>,
    /// Contradictions nobody has resolved.
    unresolved: Vec<ServiceId>,
}

impl Found {
    /// Whether every book is understood and nothing contradicts.
    fn is_clear(&self) -> bool {
        self.unresolved.is_empty() && self.books.iter().all(Given::is_clear)
    }
}

pub(super) fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let mut opened = terminal.open(matches, "file")?;
    if opened.is_finished() {
        return Err(Error::Finished { path: opened.path }.into());
    }
    let paths: Vec<PathBuf> = matches
        .get_many::<PathBuf>("books")
        .expect("the parser asks for them")
        .cloned()
        .collect();
    let Ok(outcomes) = take_back(&opened.sheet, opened.assessment.id(), &paths, |_| {
        Ok::<(), Infallible>(())
    });
    let mut books = Vec::new();
    for (path, outcome) in paths.iter().zip(outcomes) {
        let path = path.display().to_string();
        match outcome? {
            Ok(worksheets) => books.extend(worksheets.into_iter().map(|book| Given {
                path: path.clone(),
                outcome: Ok(if matches.get_flag("remarks") {
                    book.with_remarks()
                } else {
                    book
                }),
            })),
            Err(refused) => books.push(Given {
                path,
                outcome: Err(refused),
            }),
        }
    }
    let found = find_out(output, &opened, books, matches)?;
    let heading = if output.json {
        String::new()
    } else {
        terminal.heading(&opened)
    };
    let is_clear = found.is_clear();
    let writes = is_clear && !matches.get_flag("dry-run") && !found.chosen.is_empty();
    if writes {
        let mut assessment = opened.assessment.clone();
        let taken = take(&opened.sheet, &mut assessment, &found.intake, &found.chosen);
        let taken = taken.map_err(|faults| Error::NotWritten {
            path: opened.path.clone(),
            faults,
        })?;
        opened.assessment = assessment;
        let said = found.books.iter().filter_map(|given| {
            let book = given.outcome.as_ref().ok()?;
            Some((given.path.as_str(), book))
        });
        match &terminal.workspace {
            Some(workspace) => workspace
                .borrow_mut()
                .take_books(&mut opened, &taken, said)?,
            None => opened.save()?,
        }
    }
    let text = if output.json {
        output.to_json(&shape(&found, writes, output.language))
    } else {
        heading + &lines(&opened, &found, writes, output.language)
    };
    let status = if is_clear {
        Status::Done
    } else {
        Status::Faults
    };
    Ok(Said {
        status,
        ..Said::done(text)
    })
}

fn find_out(
    output: Output,
    opened: &Opened,
    books: Vec<Given>,
    matches: &ArgMatches,
) -> Result<Found, Failure> {
    // A book that is refused keeps its number and says nothing.
    let filled: Vec<FilledBook> = books
        .iter()
        .map(|given| given.outcome.clone().unwrap_or_default())
        .collect();
    let intake = intake(&opened.sheet, &opened.assessment, &filled);
    let choices = choices(output.language, &opened.sheet, &books, &intake, matches)?;
    let mut chosen = agreed(&intake);
    for (service, choice) in &choices {
        let offer = match choice {
            Choice::Keep => None,
            // A book that says nothing of a service leaves it as it is.
            Choice::Take(book) => offer_of(&intake, service, *book),
        };
        match offer {
            Some(offer) => chosen.insert(service.clone(), offer),
            None => chosen.remove(service),
        };
    }
    let unresolved = intake
        .services
        .iter()
        .filter(|it| it.kind == IntakeKind::Contradiction)
        .map(|it| it.service.clone())
        .filter(|id| !choices.contains_key(id))
        .collect();
    Ok(Found {
        books,
        intake,
        chosen,
        unresolved,
    })
}

fn kind_name(kind: IntakeKind) -> &'static str {
    match kind {
        IntakeKind::New => "new",
        IntakeKind::Differs => "differs",
        IntakeKind::Contradiction => "contradiction",
    }
}

/// The shape of `book in --json`.
fn shape(found: &Found, written: bool, language: Language) -> Value {
    json!({
        "written": written,
        "books": found.books.iter().map(|given| book_shape(given, language)).collect::<Vec<_>>(),
        "services": found.intake.services.iter().map(|service| json!({
            "service": service.service,
            "kind": kind_name(service.kind),
            "present": entry_shape(&service.present),
            "offers": service.offers.iter().map(|offer| json!({
                "books": numbers(offer),
                "respondents": offer.respondents,
                "entry": entry_shape(&offer.entry),
            })).collect::<Vec<_>>(),
            "changed_since": service.changed_since,
            "taken_from": found.chosen.get(&service.service).map(|&offer| numbers(&service.offers[offer])),
            "resolved": !found.unresolved.contains(&service.service),
        })).collect::<Vec<_>>(),
        "unchanged": found.intake.unchanged,
    })
}

/// The books of an offer, counted from 1.
fn numbers(offer: &Offer) -> Vec<usize> {
    offer.books.iter().map(|book| book + 1).collect()
}

fn book_shape(given: &Given, language: Language) -> Value {
    match &given.outcome {
        Ok(book) => json!({
            "file": given.path,
            "page": book.page,
            "respondent": book.respondent,
            "refused": null,
            "rows": book.rows.len(),
            "missing": book.missing,
            "faults": book.faults.iter().map(|fault| json!({
                "page": fault.page,
                "cell": fault.cell,
                "found": fault.found,
                "allowed": fault.problem.message(language),
            })).collect::<Vec<_>>(),
            "remarks": book.remarks.iter().map(|remark| json!({
                "page": remark.page,
                "cell": remark.cell,
                "service": remark.service,
                "kind": remark.kind.code(),
                "text": remark.text,
            })).collect::<Vec<_>>(),
        }),
        Err(refused) => json!({
            "file": given.path,
            "page": null,
            "respondent": null,
            "refused": {
                "code": refused.code(),
                "message": refused.message(language),
                "hint": refused.hint(language),
            },
            "rows": 0,
            "missing": [],
            "faults": [],
            "remarks": [],
        }),
    }
}

fn entry_shape(entry: &Entry) -> Value {
    let StateShape { state, level } = State::of(entry.answer.as_ref()).into();
    let reason = match &entry.answer {
        Some(Answer::NotApplicable(reason)) => Some(reason),
        _ => None,
    };
    json!({
        "state": state,
        "level": level,
        "reason": reason,
        "target": entry.target.map(Level::number),
        "note": entry.note,
        "evidence": entry.evidence,
        "owner": entry.owner,
    })
}

fn lines(opened: &Opened, found: &Found, written: bool, language: Language) -> String {
    let mut text = String::new();
    for (number, given) in (1..).zip(&found.books) {
        text += &book_lines(number, given, language);
    }
    text += &fault_lines(found, language);
    text += &remark_lines(found, language);
    let services = service_table(opened, found, language);
    if !services.is_empty() {
        text.push('\n');
        text += &services.lines();
    }
    text.push('\n');
    text + &closing(found, written, language)
}

fn book_lines(number: usize, given: &Given, language: Language) -> String {
    let lead = format!("{number}. ");
    let book = match &given.outcome {
        Err(refused) => {
            let hint = language.pick("hint", "ヒント");
            let message = format!("{}: {}", whole(&given.path), refused.message(language));
            return paragraph(&lead, &message)
                + &paragraph("   ", &format!("{hint}: {}", refused.hint(language)));
        }
        Ok(book) => book,
    };
    let respondent = book.respondent.iter().map(|name| format!(" ({name})"));
    let path = whole(&given.path);
    let mut text = paragraph(&lead, &format!("{path}{}", respondent.collect::<String>()));
    if !book.missing.is_empty() {
        let ids: Vec<String> = book.missing.iter().map(ToString::to_string).collect();
        let message = language.pick(
            format!("rows taken out of the book: {}", ids.join(", ")),
            format!("ブックから削除された行: {}", ids.join("、")),
        );
        text += &paragraph("   ", &message);
    }
    text
}

/// What is told of the books, each with the number of its book.
fn numbered<'f, T: 'f>(
    found: &'f Found,
    of: impl Fn(&'f FilledBook) -> &'f [T],
) -> Vec<(usize, &'f FilledBook, &'f T)> {
    let books = (1..).zip(&found.books);
    let read = books.filter_map(|(number, given)| Some((number, given.outcome.as_ref().ok()?)));
    read.flat_map(|(number, book)| of(book).iter().map(move |one| (number, book, one)))
        .collect()
}

fn fault_lines(found: &Found, language: Language) -> String {
    let faults = numbered(found, |book| book.faults.as_slice());
    let groups = grouped(faults, |(.., fault)| discriminant(&fault.problem));
    if groups.is_empty() {
        return String::new();
    }
    let mut table = Table::new(vec![
        Column::right(language.pick("Book", "ブック")),
        Column::left(language.pick("Cell", "セル")),
        Column::text(language.pick("Not understood", "解釈できない値")),
        Column::text(language.pick("What is allowed", "使える値など")),
    ]);
    for Group { shown, left } in groups {
        for (number, book, fault) in shown {
            table.row([
                number.to_string(),
                book.address(&fault.page, &fault.cell),
                fault.found.clone(),
                fault.problem.message(language),
            ]);
        }
        if left > 0 {
            table.row([
                String::new(),
                String::new(),
                String::new(),
                and_more(left, language),
            ]);
        }
    }
    format!("\n{}", table.lines())
}

fn remark_lines(found: &Found, language: Language) -> String {
    let remarks = numbered(found, |book| book.remarks.as_slice());
    let is_offered = remarks.iter().any(|(.., remark)| remark.is_offered());
    let mut text = String::new();
    for Group { shown, left } in grouped(remarks, |(.., remark)| remark.kind.code()) {
        let mut table = Table::new(vec![
            Column::right(language.pick("Book", "ブック")),
            Column::left(language.pick("Cell", "セル")),
            Column::left(language.pick("Service", "サービス")),
            Column::text(shown[0].2.kind.message(language)),
        ]);
        for (number, book, remark) in shown {
            table.row([
                number.to_string(),
                book.address(&remark.page, &remark.cell),
                remark
                    .service
                    .as_ref()
                    .map_or_else(|| "-".to_owned(), ToString::to_string),
                remark.quoted(),
            ]);
        }
        if left > 0 {
            table.row([
                String::new(),
                String::new(),
                String::new(),
                and_more(left, language),
            ]);
        }
        text.push('\n');
        text += &table.lines();
    }
    if is_offered {
        text.push('\n');
        text += &paragraph(
            "",
            language.pick(
                "`--remarks` adds what stands beside a service to its note.",
                "`--remarks`を付けると、サービスの行にある記入欄の外の文字をメモに加える。",
            ),
        );
    }
    text
}

fn and_more(left: usize, language: Language) -> String {
    language.pick(format!("and {left} more"), format!("ほか{left}件"))
}

fn service_table(opened: &Opened, found: &Found, language: Language) -> Table {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Service", "サービス")),
        Column::left(language.pick("Kind", "区分")),
        Column::right(language.pick("Book", "ブック")),
        Column::text(language.pick("Answer", "回答")),
        Column::left(language.pick("Target", "目標")),
    ]);
    for service in &found.intake.services {
        let title = opened.sheet.service(service.service.as_str());
        let title = title
            .map(|it| it.title.get(language).to_owned())
            .unwrap_or_default();
        for (at, offer) in service.offers.iter().enumerate() {
            let [id, title, kind] = if at == 0 {
                let kind = kind_word(service, found, language);
                [service.service.to_string(), title.clone(), kind.to_owned()]
            } else {
                [const { String::new() }; 3]
            };
            let books: Vec<String> = numbers(offer).iter().map(ToString::to_string).collect();
            let (before, after) = (&service.present, &offer.entry);
            table.row_with(
                [
                    id,
                    title,
                    kind,
                    books.join(","),
                    arrow(
                        &answer_cell(before, language),
                        &answer_cell(after, language),
                    ),
                    arrow(&target_cell(before), &target_cell(after)),
                ],
                details(service, offer, language),
            );
        }
    }
    table
}

fn kind_word(service: &ServiceIntake, found: &Found, language: Language) -> &'static str {
    if found.unresolved.contains(&service.service) {
        return language.pick("contradicts", "食い違い");
    }
    if !found.chosen.contains_key(&service.service) {
        return language.pick("kept", "元のまま");
    }
    match service.kind {
        IntakeKind::New => language.pick("new", "新規"),
        IntakeKind::Differs => language.pick("differs", "変更"),
        IntakeKind::Contradiction => language.pick("chosen", "選択済み"),
    }
}

/// What else an offer changes, a line each.
fn details(service: &ServiceIntake, offer: &Offer, language: Language) -> Vec<String> {
    let (before, after) = (&service.present, &offer.entry);
    let mut details = Vec::new();
    if service.changed_since {
        details.push(
            language
                .pick(
                    "changed here since the book went out",
                    "ブックの作成後にこちらでも変更されている",
                )
                .to_owned(),
        );
    }
    if before.note != after.note {
        details.push(format!("{}: {}", language.pick("note", "メモ"), after.note));
    }
    if before.evidence != after.evidence {
        let titles: Vec<&str> = after.evidence.iter().map(|it| it.title.as_str()).collect();
        let word = language.pick("evidence", "証拠");
        details.push(format!(
            "{word}: {}",
            titles.join(language.pick(", ", "、"))
        ));
    }
    if before.owner != after.owner {
        details.push(format!(
            "{}: {}",
            language.pick("owner", "担当"),
            after.owner
        ));
    }
    details
}

fn answer_cell(entry: &Entry, language: Language) -> String {
    let state = state_cell(State::of(entry.answer.as_ref()), language);
    match &entry.answer {
        Some(Answer::NotApplicable(reason)) => format!("{state} ({reason})"),
        _ => state,
    }
}

fn target_cell(entry: &Entry) -> String {
    entry
        .target
        .map_or_else(|| "-".to_owned(), |it| it.to_string())
}

fn arrow(before: &str, after: &str) -> String {
    if before == after {
        after.to_owned()
    } else {
        format!("{before} -> {after}")
    }
}

fn closing(found: &Found, written: bool, language: Language) -> String {
    let (changed, unchanged) = (found.chosen.len(), found.intake.unchanged);
    let mut text = paragraph(
        "",
        &language.pick(
            format!("{changed} services to change, {unchanged} as they are known"),
            format!("変更するサービス{changed}件、変更のないサービス{unchanged}件"),
        ),
    );
    if !found.unresolved.is_empty() {
        text += &paragraph(
            "",
            language.pick(
                "There are contradictions. Choose with `--take SERVICE=BOOK` or `--keep SERVICE`.",
                "回答の食い違いがある。`--take サービス=ブック`か`--keep サービス`で選ぶ。",
            ),
        );
    }
    text + &paragraph(
        "",
        if written {
            language.pick("The assessment is written", "アセスメントに書き込んだ")
        } else {
            language.pick("Nothing is written", "何も書き込んでいない")
        },
    )
}
