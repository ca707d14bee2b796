//! The worksheet of workshops: how the room came to its answers, as far as its promise lets it be
//! seen.

use psirt_core::score::{State, one_decimal};
use psirt_core::workshop::{
    Ballot, Record, ServiceState, Spread, Tally, Verdict, alpha_of_the_room,
};
use psirt_core::{Answer, Level};

use super::compose::{Context, joined};
use super::words::fill;
use super::write::{Column, Writer};
use super::{Area, Cell, Look, NamedTable, Paper, Place, Worksheet};
use crate::names;

/// Nothing where no workshop is told of.
pub(super) fn compose(context: &Context<'_>) -> Option<Worksheet> {
    let words = context.words;
    let records = &context.findings.workshops;
    if records.is_empty() {
        return None;
    }
    let columns = [
        Column::narrow(words.workshop_date, 88.0),
        Column::wide(words.id, 52.0),
        Column::wide(words.service, 190.0),
        Column::narrow(words.before_answers, 112.0),
        Column::narrow(words.before_lowest, 64.0),
        Column::narrow(words.before_highest, 64.0),
        Column::narrow(words.before_difference, 64.0),
        Column::narrow(words.before_word, 88.0),
        Column::narrow(words.after_answers, 112.0),
        Column::narrow(words.after_lowest, 64.0),
        Column::narrow(words.after_highest, 64.0),
        Column::narrow(words.after_difference, 64.0),
        Column::narrow(words.after_word, 88.0),
        Column::narrow(words.settled, 88.0),
        Column::wide(words.settled_why, 260.0),
        Column::wide(words.moved_why, 260.0),
        Column::wide(words.dissent, 260.0),
        Column::wide(words.parked_question, 220.0),
        Column::wide(words.parked_owner, 110.0),
        Column::narrow(words.parked_until, 88.0),
    ];
    let mut writer = context.writer(words.tab_workshop, Paper::Landscape, &columns);
    context.tab_title(&mut writer, words.tab_workshop);
    writer.text(Look::Note, words.workshop_note);
    for record in records {
        minutes(context, &mut writer, record);
    }
    writer.space(6.0);
    let head = writer.row;
    writer.heads(&columns, Some(3));
    let first = writer.row;
    for record in records {
        let sheet = context.findings.sheet;
        for (number, before) in record.spreads_of(sheet, Ballot::First).iter().enumerate() {
            let cells = row(context, record, before);
            writer.cells(number == 0, cells);
        }
    }
    let last = writer.row - 1;
    let last_column = writer.last_column();
    let worksheet = &mut writer.worksheet;
    worksheet.table = Some(NamedTable {
        name: words.table_workshop,
        area: Area::new(Place::new(head, 0), Place::new(last, last_column)),
    });
    worksheet.levels = vec![Area::column(13, first, last)];
    Some(writer.worksheet)
}

/// Who met, under which promise, and how far the room agreed.
fn minutes(context: &Context<'_>, writer: &mut Writer, record: &Record) {
    let (words, sheet) = (context.words, context.findings.sheet);
    let last = writer.last_column();
    let mut facts = vec![
        fill(
            words.workshop_people,
            &[
                &record.people.to_string(),
                &record.answered(Ballot::First).to_string(),
                &record.answered(Ballot::Second).to_string(),
            ],
        ),
        fill(
            words.workshop_promise,
            &[names::promise(record.promise, context.language)],
        ),
    ];
    let alpha = |spreads: &[Spread]| {
        let tallies = spreads.iter().map(|spread| &spread.tally);
        alpha_of_the_room(record.people, tallies).map(one_decimal)
    };
    let before = alpha(&record.spreads_of(sheet, Ballot::First));
    if let (Some(before), Some(after)) = (before, alpha(&record.spreads(sheet))) {
        facts.push(fill(words.workshop_alpha, &[&before, &after]));
    }
    writer.put(0, Cell::date(Some(record.date)));
    writer.text_over((1, last), Look::Fact, facts.join(words.list_separator));
    writer.next();
    if !record.respondents.is_empty() {
        let names: Vec<String> = record
            .respondents
            .iter()
            .map(|respondent| {
                let told = joined([&respondent.name, &respondent.group]);
                format!("{} {told}", respondent.number)
                    .trim_end()
                    .to_owned()
            })
            .collect();
        writer.text_over(
            (1, last),
            Look::Fact,
            fill(
                words.workshop_respondents,
                &[&names.join(words.list_separator)],
            ),
        );
        writer.next();
    }
}

fn row(context: &Context<'_>, record: &Record, before: &Spread) -> Vec<Cell> {
    let id = before.service.as_str();
    let state = &record.services[&before.service];
    let after = Spread::new(
        before.service.clone(),
        state.tally_of(Ballot::Second),
        context.findings.sheet.highest_level(),
    );
    let mut cells = vec![
        Cell::date(Some(record.date)),
        context.service_id(id),
        Cell::text(Look::Text, context.service_title(id)),
    ];
    for (spread, is_there) in [(before, true), (&after, after.verdict != Verdict::TooFew)] {
        let level = |level: Option<Level>| level.map(f64::from);
        let word = names::spread_verdict(spread.verdict, context.language);
        cells.extend([
            Cell::text(Look::Word, answers(&spread.tally)),
            Cell::number(Look::Count, level(spread.tally.lowest())),
            Cell::number(Look::Count, level(spread.tally.highest())),
            Cell::number(Look::Figure, spread.difference),
            Cell::text(Look::Word, if is_there { word } else { "" }),
        ]);
    }
    cells.extend(settled(context, state));
    cells.push(Cell::text(Look::Text, moved(context, state)));
    cells.push(Cell::text(Look::Text, dissent(context, state)));
    let parked = state.parked.as_ref();
    cells.extend([
        Cell::text(
            Look::Text,
            parked.map_or("", |parked| parked.question.as_str()),
        ),
        Cell::text(
            Look::Text,
            parked.map_or("", |parked| parked.owner.as_str()),
        ),
        Cell::date(parked.map(|parked| parked.due)),
    ]);
    cells
}

/// Every answer as one sign, from the lowest: `2 2 3 ? n`.
fn answers(tally: &Tally) -> String {
    let levels = tally
        .levels
        .iter()
        .flat_map(|(level, &count)| std::iter::repeat_n(level.to_string(), count));
    let unknown = std::iter::repeat_n("?".to_owned(), tally.dont_know);
    let not_applicable = std::iter::repeat_n("n".to_owned(), tally.not_applicable);
    let signs: Vec<String> = levels.chain(unknown).chain(not_applicable).collect();
    signs.join(" ")
}

fn settled(context: &Context<'_>, state: &ServiceState) -> [Cell; 2] {
    match &state.settlement {
        Some(settled) => {
            let reason = match &settled.answer {
                Answer::NotApplicable(reason) if settled.reason.is_empty() => reason,
                _ => &settled.reason,
            };
            let answer = State::of(Some(&settled.answer));
            [
                Cell::state(Look::Level, answer, context.language),
                Cell::text(Look::Text, reason.as_str()),
            ]
        }
        None => [Cell::blank(Look::Level), Cell::blank(Look::Text)],
    }
}

/// Who answered otherwise after the talk, by number, and why; where nobody is named, what was
/// said.
fn moved(context: &Context<'_>, state: &ServiceState) -> String {
    let word = |answer: &Answer| context.state_word(State::of(Some(answer)));
    let moved = state.moved().into_iter().map(|moved| {
        let way = fill(
            context.words.moved_line,
            &[
                &moved.respondent.to_string(),
                &word(moved.from),
                &word(moved.to),
            ],
        );
        joined([&way, moved.reason])
    });
    let notes = [&state.first, &state.second].into_iter().flatten();
    let notes = notes.flat_map(|shown| shown.notes.iter().cloned());
    moved.chain(notes).collect::<Vec<_>>().join("\n")
}

fn dissent(context: &Context<'_>, state: &ServiceState) -> String {
    let settled = state.settlement.iter();
    let lines = settled.flat_map(|settled| &settled.dissent).map(|dissent| {
        let who = dissent.respondent.map_or_else(String::new, |number| {
            fill(context.words.respondent_number, &[&number.to_string()])
        });
        let level = dissent.level.map_or_else(String::new, |level| {
            fill(context.words.stands_by_level, &[&level.to_string()])
        });
        joined([&who, &level, &dissent.reason])
    });
    lines.collect::<Vec<_>>().join("\n")
}
