//! What is said of a workshop: nothing but how many have finished before the answers are shown,
//! and no more than the promise lets through afterwards.

use std::path::PathBuf;

use psirt_app::json::StateShape;
use psirt_app::words;
use psirt_app::workshops::{Answered, Standing, TakenBook};
use psirt_core::score::{State, one_decimal};
use psirt_core::workshop::{AnchorTally, Anchors, Shown, Spread, Tally, order_of_talk};
use psirt_core::{Answer, Language};
use serde_json::{Value, json};

use super::super::state_cell;
use crate::layout::{Column, Table, paragraph, whole};
use crate::output::{Output, Said};

pub fn said(output: Output, standing: &Standing) -> Said {
    let text = if output.json {
        output.to_json(&shape(standing))
    } else {
        lines(standing, output.language)
    };
    Said::done(text)
}

/// The files that were written.
pub fn files(output: Output, files: &[PathBuf]) -> Said {
    let names: Vec<String> = files
        .iter()
        .map(|file| file.display().to_string())
        .collect();
    if output.json {
        return Said::done(output.to_json(&json!({ "files": names })));
    }
    Said::done(
        names
            .iter()
            .map(|name| paragraph("", &whole(name)))
            .collect(),
    )
}

/// The anchor cases; once they are shown to the room, with the key and the offsets.
pub fn anchors(output: Output, standing: &Standing, anchors: &Anchors, scored: usize) -> Said {
    let language = output.language;
    let shown = standing.workshop.calibration.as_ref();
    if output.json {
        let cases: Vec<Value> = anchors
            .cases()
            .iter()
            .map(|case| {
                let is_it = |of: &&AnchorTally| of.case == case.id;
                let tally = shown.and_then(|shown| shown.cases.iter().find(is_it));
                json!({
                    "id": case.id,
                    "service": case.service,
                    "situation": case.situation.get(language),
                    "level": shown.map(|_| case.level),
                    "why": shown.map(|_| case.why.get(language)),
                    "levels": tally.map(|of| &of.tally.levels),
                })
            })
            .collect();
        return Said::done(output.to_json(&json!({
            "scored": if shown.is_some() { Value::Null } else { scored.into() },
            "cases": cases,
            "offsets": shown.map(|shown| shown.people.iter().map(|(respondent, offset)| {
                json!({ "respondent": respondent, "offset": offset })
            }).collect::<Vec<_>>()),
            "room": shown.map(|shown| shown.room),
        })));
    }
    let mut text = String::new();
    for (place, case) in (1..).zip(anchors.cases()) {
        text += &paragraph(&format!("{place}  "), case.situation.get(language));
        let is_it = |of: &&AnchorTally| of.case == case.id;
        let tally = shown.and_then(|shown| shown.cases.iter().find(is_it));
        if let Some(of) = tally {
            let key = language.pick(
                format!(
                    "Key: level {}. Scored: {}",
                    case.level,
                    tally_cell(&of.tally)
                ),
                format!(
                    "基準: レベル{}、採点: {}",
                    case.level,
                    tally_cell(&of.tally)
                ),
            );
            text += &paragraph("   ", &key);
            text += &paragraph("   ", case.why.get(language));
        }
        text.push('\n');
    }
    let Some(shown) = shown else {
        let all = standing.workshop.respondents.len();
        return Said::done(
            text + &paragraph(
                "",
                &language.pick(
                    format!("{scored} of {all} have scored"),
                    format!("{all}人中{scored}人が採点済み"),
                ),
            ),
        );
    };
    for (number, offset) in &shown.people {
        let offset = psirt_app::number::change(*offset);
        let told = language.pick(
            format!("Respondent {number}: {offset}"),
            format!("回答者{number}: {offset}"),
        );
        text += &paragraph("", &told);
    }
    let room = psirt_app::number::change(shown.room);
    text += &paragraph(
        "",
        &language.pick(
            format!(
                "The room: {room} levels. It is shown to be known, and subtracted from nothing."
            ),
            format!("全体: {room} (レベル数)。知るために示すもので、どの数値からも引かない。"),
        ),
    );
    Said::done(text)
}

/// The books that were taken, and how many have finished: nothing of what they say.
pub fn taken(output: Output, taken: &[TakenBook], answered: Answered) -> Said {
    if output.json {
        let books: Vec<Value> = taken
            .iter()
            .map(|book| {
                json!({
                    "file": book.path.display().to_string(),
                    "respondent": book.respondent,
                    "answers": book.answers,
                    "left_out": book.left_out,
                })
            })
            .collect();
        let (finished, respondents) = (answered.finished, answered.respondents);
        return Said::done(output.to_json(&json!({
            "books": books,
            "answered": { "finished": finished, "respondents": respondents },
        })));
    }
    let language = output.language;
    let mut table = Table::new(vec![
        Column::text(language.pick("Book", "ブック")),
        Column::right(language.pick("Respondent", "回答者")),
        Column::right(language.pick("Answers", "回答")),
        Column::right(language.pick("Not taken", "取り込まない記入")),
    ]);
    for book in taken {
        table.row([
            whole(&book.path.display().to_string()),
            book.respondent.to_string(),
            book.answers.to_string(),
            book.left_out.to_string(),
        ]);
    }
    let (finished, all) = (answered.finished, answered.respondents);
    let finished = language.pick(
        format!("{finished} of {all} finished"),
        format!("{all}人中{finished}人が回答済み"),
    );
    Said::done(format!("{}\n{}", table.lines(), paragraph("", &finished)))
}

fn lines(standing: &Standing, language: Language) -> String {
    let workshop = &standing.workshop;
    let promise = words::promise(workshop.promise, language);
    let (people, services) = (workshop.respondents.len(), workshop.services.len());
    let mut text = paragraph(
        "",
        &language.pick(
            format!("{people} respondents, {services} services, promise: {promise}"),
            format!("回答者{people}人、サービス{services}件、匿名性の約束: {promise}"),
        ),
    );
    if let Some(answered) = standing.answered {
        let (finished, all) = (answered.finished, answered.respondents);
        text += &paragraph(
            "",
            &language.pick(
                format!("{finished} of {all} finished"),
                format!("{all}人中{finished}人が回答済み"),
            ),
        );
    }
    if standing.spreads.is_empty() {
        return text;
    }
    text.push('\n');
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Service", "サービス")),
        Column::left(language.pick("Answers", "回答")),
        Column::right("D"),
        Column::right("A"),
        Column::left(language.pick("Word", "判定")),
        Column::left(language.pick("Proposed", "提案")),
        Column::left(language.pick("Settled", "決定")),
    ]);
    for spread in in_order(&standing.spreads) {
        let service = standing
            .sheet
            .service(spread.service.as_str())
            .expect("it is of the sheet");
        let state = workshop.services.get(&spread.service);
        let settled = state.and_then(|state| state.settlement.as_ref());
        let is_parked = state.is_some_and(|state| state.parked.is_some());
        let settled = match settled {
            _ if is_parked => language.pick("parked", "保留").to_owned(),
            Some(settlement) => answer_cell(Some(&settlement.answer), language),
            None => "-".to_owned(),
        };
        table.row([
            spread.service.to_string(),
            service.title.get(language).to_owned(),
            tally_cell(&spread.tally),
            figure(spread.difference),
            figure(spread.agreement),
            words::spread_verdict(spread.verdict, language).to_owned(),
            answer_cell(spread.proposed.as_ref(), language),
            settled,
        ]);
    }
    text += &table.lines();
    if let Some(alpha) = standing.alpha {
        let alpha = one_decimal(alpha);
        text.push('\n');
        text += &paragraph(
            "",
            &language.pick(
                format!("Agreement of the room (alpha): {alpha}"),
                format!("全体の一致度 (α): {alpha}"),
            ),
        );
    }
    text
}

/// What is talked about first, then the others in sheet order.
fn in_order(spreads: &[Spread]) -> Vec<&Spread> {
    let mut ordered = order_of_talk(spreads);
    ordered.extend(spreads.iter().filter(|spread| !spread.verdict.is_open()));
    ordered
}

fn figure(figure: Option<f64>) -> String {
    figure.map_or_else(|| "-".to_owned(), one_decimal)
}

/// Every answer as one letter, from the lowest.
fn tally_cell(tally: &Tally) -> String {
    let mut cell = String::new();
    for (level, &count) in &tally.levels {
        cell += &level.to_string().repeat(count);
    }
    cell += &"n".repeat(tally.not_applicable);
    cell += &"?".repeat(tally.dont_know);
    if cell.is_empty() {
        "-".to_owned()
    } else {
        cell
    }
}

fn answer_cell(answer: Option<&Answer>, language: Language) -> String {
    answer.map_or_else(
        || "-".to_owned(),
        |answer| state_cell(State::of(Some(answer)), language),
    )
}

/// The shape of `workshop ... --json`.
fn shape(standing: &Standing) -> Value {
    let workshop = &standing.workshop;
    let order: Vec<_> = order_of_talk(&standing.spreads)
        .iter()
        .map(|spread| spread.service.clone())
        .collect();
    json!({
        "id": workshop.id,
        "assessment": workshop.assessment,
        "promise": workshop.promise,
        "minutes": workshop.minutes,
        "stage": workshop.stage,
        "respondents": workshop.respondents.iter().map(|respondent| json!({
            "number": respondent.number,
            "name": respondent.name,
            "group": respondent.group,
        })).collect::<Vec<_>>(),
        "answered": standing.answered.map(|answered| json!({
            "finished": answered.finished,
            "respondents": answered.respondents,
        })),
        "order_of_talk": order,
        "alpha": standing.alpha,
        "services": standing.spreads.iter().map(|spread| service(standing, spread))
            .collect::<Vec<_>>(),
    })
}

fn service(standing: &Standing, spread: &Spread) -> Value {
    let state = standing
        .workshop
        .services
        .get(&spread.service)
        .cloned()
        .unwrap_or_default();
    let tally = &spread.tally;
    json!({
        "id": spread.service,
        "verdict": spread.verdict,
        "n": tally.with_level(),
        "levels": tally.levels,
        "not_applicable": tally.not_applicable,
        "dont_know": tally.dont_know,
        "range": tally.range(),
        "lower_median": tally.lower_median(),
        "difference": spread.difference,
        "agreement": spread.agreement,
        "proposed": answer(spread.proposed.as_ref()),
        "first": state.first.as_ref().map(ballot),
        "second": state.second.as_ref().map(ballot),
        "settled": state.settlement.as_ref().map(|settlement| json!({
            "answer": answer(Some(&settlement.answer)),
            "reason": settlement.reason,
            "dissent": settlement.dissent.iter().map(|dissent| json!({
                "respondent": dissent.respondent,
                "level": dissent.level,
                "reason": dissent.reason,
            })).collect::<Vec<_>>(),
        })),
        "parked": state.parked.as_ref().map(|parked| json!({
            "owner": parked.owner,
            "due": parked.due.to_string(),
            "question": parked.question,
        })),
    })
}

fn ballot(shown: &Shown) -> Value {
    json!({
        "levels": shown.tally.levels,
        "not_applicable": shown.tally.not_applicable,
        "dont_know": shown.tally.dont_know,
        "groups": shown.groups.iter().map(|group| json!({
            "group": group.group,
            "levels": group.tally.levels,
            "not_applicable": group.tally.not_applicable,
            "dont_know": group.tally.dont_know,
        })).collect::<Vec<_>>(),
        "opinions": shown.opinions.iter().map(|opinion| json!({
            "respondent": opinion.respondent,
            "answer": answer(Some(&opinion.answer)),
            "note": opinion.note,
        })).collect::<Vec<_>>(),
        "notes": shown.notes,
    })
}

fn answer(answer: Option<&Answer>) -> Value {
    let Some(answer) = answer else {
        return Value::Null;
    };
    let StateShape { state, level } = State::of(Some(answer)).into();
    json!({ "state": state, "level": level })
}
