//! The services as a table for other programs: one line each, in the sheet's order.
//!
//! UTF-8 with a byte order mark, so that Excel reads Japanese; commas; lines end with CR LF; the
//! first line names the columns. Numbers are whole and unrounded, and empty where there is none:
//! the state says why. What a service has in common with all others (organization, date, how the
//! table may be passed on) stands in every line, so that no line is without it. Whatever a person
//! typed is kept from being taken for a formula.

use std::borrow::Cow;
use std::fmt::Write as _;

use psirt_core::assessment::Entry;
use psirt_core::confidence::ServiceConfidence;
use psirt_core::gap::next_step;
use psirt_core::score::{ServiceScore, State};
use psirt_core::{Answer, Language};

use crate::branding::Branding;
use crate::classification;
use crate::findings::Findings;
use crate::names;
use crate::number;

/// The columns in both languages.
const COLUMNS: [(&str, &str); 28] = [
    ("Area ID", "サービスエリアID"),
    ("Area", "サービスエリア"),
    ("Service ID", "サービスID"),
    ("Service", "サービス"),
    ("State", "状態"),
    ("Level", "レベル"),
    ("Level name", "レベルの名前"),
    ("Target", "目標"),
    ("Gap", "ギャップ"),
    ("State last round", "前回の状態"),
    ("Level last round", "前回のレベル"),
    ("Change", "変化"),
    ("Owner", "担当"),
    ("Pieces of evidence", "証拠の数"),
    ("Reason not applicable", "該当なしの理由"),
    ("Note", "メモ"),
    ("Evidence", "証拠"),
    ("Backed until", "裏付けの期限"),
    ("Next step", "次の一手"),
    ("Deliverable", "成果物"),
    ("Effort", "工数"),
    ("Person-days", "人日"),
    ("Weeks", "週数"),
    ("Organization", "組織"),
    ("Scope", "対象範囲"),
    ("Assessed on", "評価日"),
    ("State of the assessment", "アセスメントの状態"),
    ("Classification", "取扱区分"),
];

/// A table with nothing but its byte order mark.
pub(crate) fn empty() -> String {
    String::from('\u{feff}')
}

/// Writes the services; without the notes and the evidence where `branding` leaves those out.
pub fn csv(findings: &Findings<'_>, language: Language, branding: &Branding) -> Vec<u8> {
    let common = Common::of(findings, language, branding);
    let mut table = empty();
    let heads = COLUMNS.map(|(en, ja)| Field::Text(language.pick(en, ja)));
    line(&mut table, &heads);
    for score in &findings.scorecard.services {
        line(&mut table, &fields(findings, score, &common));
    }
    table.into_bytes()
}

/// One field of a table for other programs.
pub(crate) enum Field<'a> {
    Text(&'a str),
    Own(String),
    /// Empty where there is none.
    Number(Option<i64>),
}

/// What all lines have in common.
struct Common<'a> {
    language: Language,
    with_notes: bool,
    organization: &'a str,
    scope: &'a str,
    date: String,
    state: &'static str,
    classification: String,
}

impl<'a> Common<'a> {
    fn of(findings: &Findings<'a>, language: Language, branding: &Branding) -> Self {
        let assessment = findings.assessment;
        let classification = branding.classification(assessment).unwrap_or_default();
        Self {
            language,
            with_notes: !branding.without_answers,
            organization: &assessment.organization().name,
            scope: assessment.scope(),
            date: assessment.date().to_string(),
            state: names::assessment_state(assessment.state(), language),
            classification: classification::printed(classification).0,
        }
    }
}

/// Pieces of evidence, each with where it is found and its date.
fn evidence(entry: &Entry) -> String {
    let pieces = entry.evidence.iter().map(|piece| {
        let mut text = piece.title.trim().to_owned();
        if !piece.place.trim().is_empty() {
            let _ = write!(text, " <{}>", piece.place.trim());
        }
        if let Some(date) = piece.date {
            let _ = write!(text, " ({date})");
        }
        text
    });
    pieces.collect::<Vec<_>>().join(" | ")
}

fn fields<'a>(
    findings: &'a Findings<'_>,
    score: &'a ServiceScore,
    common: &'a Common<'a>,
) -> [Field<'a>; 28] {
    let language = common.language;
    let id = score.id.as_str();
    let sheet = findings.sheet;
    let entry = findings.assessment.entry(id);
    let level = score.state.level();
    let comparison = findings.comparison.as_ref();
    let change = comparison.and_then(|comparison| {
        let mut changes = comparison.services.iter();
        changes.find(|change| change.service == score.id)
    });
    let before = change.map(|change| change.before);
    let reason = match entry.and_then(|entry| entry.answer.as_ref()) {
        Some(Answer::NotApplicable(reason)) => reason,
        _ => "",
    };
    let number = |level: psirt_core::Level| i64::from(level.number());
    let step = level
        .and_then(|level| next_step(sheet, id, level))
        .and_then(|next| next.step);
    let noted = entry.filter(|_| common.with_notes);
    let mut confidence = findings.confidence.services.iter();
    let confidence = confidence.find(|service| service.id == score.id);
    let until = confidence.and_then(ServiceConfidence::backed_until);
    [
        Field::Text(score.area.as_str()),
        Field::Text(
            sheet
                .area(score.area.as_str())
                .map_or("", |area| area.title.get(language)),
        ),
        Field::Text(id),
        Field::Text(
            sheet
                .service(id)
                .map_or("", |service| service.title.get(language)),
        ),
        Field::Text(state(score.state, language)),
        Field::Number(level.map(number)),
        Field::Text(
            level
                .and_then(|level| sheet.scale_level(level))
                .map_or("", |level| level.name.get(language)),
        ),
        Field::Number(score.target.map(number)),
        Field::Number(score.gap.map(i64::from)),
        Field::Text(before.map_or("", |before| state(before, language))),
        Field::Number(before.and_then(State::level).map(number)),
        Field::Number(change.and_then(|change| change.change).map(i64::from)),
        Field::Text(entry.map_or("", |entry| &entry.owner)),
        Field::Number(entry.and_then(|entry| i64::try_from(entry.evidence.len()).ok())),
        Field::Text(reason),
        Field::Text(noted.map_or("", |entry| &entry.note)),
        Field::Own(noted.map_or_else(String::new, evidence)),
        Field::Own(until.map_or_else(String::new, |day| day.to_string())),
        Field::Text(step.map_or("", |step| step.action.get(language))),
        Field::Text(step.map_or("", |step| step.deliverable.get(language))),
        Field::Text(step.map_or("", |step| names::effort(step.effort, language))),
        Field::Own(step.map_or_else(String::new, |step| number::days(step.planning_days()))),
        Field::Number(step.and_then(|step| step.elapsed).map(i64::from)),
        Field::Text(common.organization),
        Field::Text(common.scope),
        Field::Text(&common.date),
        Field::Text(common.state),
        Field::Text(&common.classification),
    ]
}

/// Pieces of evidence in one field, each as fill-in books write it.
fn state(state: State, language: Language) -> &'static str {
    names::no_level(state, language).unwrap_or(language.pick("answered", "回答済み"))
}

/// Adds a line.
pub(crate) fn line(table: &mut String, fields: &[Field<'_>]) {
    for (number, field) in fields.iter().enumerate() {
        if number > 0 {
            table.push(',');
        }
        match field {
            Field::Number(Some(number)) => table.push_str(&number.to_string()),
            Field::Number(None) => {}
            Field::Text(text) => table.push_str(&quoted(&guarded(text))),
            Field::Own(text) => table.push_str(&quoted(&guarded(text))),
        }
    }
    table.push_str("\r\n");
}

/// Text that no spreadsheet takes for a formula, in one line.
///
/// An apostrophe goes before a sign that begins a formula, and before one that would begin one
/// where semicolons or tabs part the fields. Line ends become spaces: they would begin a line.
fn guarded(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 1);
    let mut may_begin = true;
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                // A tab or return at the beginning is as good as a formula.
                if safe.is_empty() {
                    safe.push('\'');
                }
                safe.push(' ');
                may_begin = false;
                continue;
            }
            '\t' if safe.is_empty() => safe.push('\''),
            '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' if may_begin => safe.push('\''),
            _ => {}
        }
        safe.push(letter);
        may_begin = matches!(letter, ';' | '\t') || (may_begin && letter == '"');
    }
    safe
}

/// A field in quotation marks where it needs them.
fn quoted(text: &str) -> Cow<'_, str> {
    let needs = text.contains([',', '"', ';', '\t']) || text.trim() != text;
    if needs {
        Cow::Owned(format!("\"{}\"", text.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::fixture::Case;

    #[test]
    fn nothing_a_person_typed_begins_a_formula() {
        for (typed, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t'=1"),
            ("\r=1", "' =1"),
            ("＝1", "'＝1"),
            ("a;=1", "a;'=1"),
            ("a;\"=1", "a;\"'=1"),
            ("\"=1", "\"'=1"),
            ("first\n- second", "first - second"),
            ("2-1=1", "2-1=1"),
            ("", ""),
        ] {
            assert_eq!(guarded(typed), written, "{typed:?}");
        }
    }

    #[test]
    fn a_field_with_a_comma_or_a_quotation_mark_is_quoted() {
        for (text, written) in [
            ("a,b", "\"a,b\""),
            ("say \"a\"", "\"say \"\"a\"\"\""),
            (" a", "\" a\""),
            ("a", "a"),
        ] {
            assert_eq!(quoted(text), written);
        }
    }

    #[test]
    fn every_service_has_a_line_with_its_state_and_level() {
        let case = Case::sample(Language::Ja);
        let findings = case.findings();
        let table = String::from_utf8(csv(&findings, Language::Ja, &Branding::default()))
            .expect("it is UTF-8");
        let table = table
            .strip_prefix('\u{feff}')
            .expect("Excel needs a byte order mark");
        let lines: Vec<&str> = table.split_terminator("\r\n").collect();
        assert!(lines.iter().all(|line| !line.contains(['\r', '\n'])));
        let services = &findings.scorecard.services;
        assert_eq!(lines.len(), services.len() + 1);
        for (line, service) in lines[1..].iter().zip(services) {
            let fields: Vec<&str> = line.split(',').collect();
            assert_eq!(fields[2], service.id.as_str());
            let level = service.state.level();
            let level = level.map_or_else(String::new, |level| level.to_string());
            assert_eq!(fields[5], level, "{line}");
        }
    }

    /// Whatever a program takes for the separator, no field of a hostile table is a formula to it.
    pub(crate) fn begins_no_formula(table: &str) {
        assert!(table.contains("'=HYPERLINK"), "what was typed is there");
        for separator in [',', ';', '\t', '\n'] {
            for field in table.split(separator) {
                let field = field.trim_start_matches('"');
                assert!(!field.starts_with(['=', '+', '@']), "{separator:?} {field}");
            }
        }
    }

    #[test]
    fn no_field_of_a_hostile_assessment_begins_a_formula() {
        let case = Case::hostile();
        let table = csv(&case.findings(), Language::En, &Branding::default());
        let table = String::from_utf8(table).expect("it is UTF-8");
        begins_no_formula(&table);
    }

    #[test]
    fn every_column_has_a_name_in_both_languages() {
        for (en, ja) in COLUMNS {
            assert!(en.is_ascii() && !en.is_empty());
            assert!(!ja.is_ascii());
        }
    }
}
