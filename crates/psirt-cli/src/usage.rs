//! What was typed and not understood, told in the language of everything else.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::output::{Failure, Notice, Outcome, Output, Said, Status};

/// Help and versions are what was asked for; everything else is refused.
pub fn outcome(output: Output, error: &Error) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Said::done(error.to_string())),
        _ => Err(Failure {
            message: message(output, error),
            status: Status::Usage,
        }),
    }
}

#[expect(clippy::too_many_lines, reason = "one arm for each kind of error")]
fn message(output: Output, error: &Error) -> Notice {
    let language = output.language;
    let say = |en: String, ja: String| language.pick(en, ja);
    let of = |kind| context(error, kind);
    let argument = of(ContextKind::InvalidArg);
    let value = of(ContextKind::InvalidValue);
    let (message, hint) = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => (
            say(
                format!("`{argument}` needs a value"),
                format!("`{argument}`には値が必要"),
            ),
            None,
        ),
        ErrorKind::InvalidValue => (
            say(
                format!("`{value}` is no value of `{argument}`"),
                format!("`{value}`は`{argument}`の値ではない"),
            ),
            Some(of(ContextKind::ValidValue)).map(|values| {
                say(
                    format!("it takes {values}"),
                    format!("指定できるのは{values}"),
                )
            }),
        ),
        ErrorKind::ValueValidation if argument.contains("--spread") => (
            say(
                format!("`{value}` is not a number of quarters"),
                format!("`{value}`は四半期の数ではない"),
            ),
            Some(say(
                "write a number from 1 to 40, such as 4".into(),
                "4のように1〜40の数で書く".into(),
            )),
        ),
        ErrorKind::ValueValidation if argument.contains("--pace") => (
            say(
                format!("`{value}` is not a number of person-days"),
                format!("`{value}`は人日の数ではない"),
            ),
            Some(say(
                "write a number above 0, such as 30".into(),
                "30のように0より大きい数で書く".into(),
            )),
        ),
        ErrorKind::ValueValidation if argument.contains("--budget") => (
            say(
                format!("`{value}` is not a number of person-days"),
                format!("`{value}`は人日の数ではない"),
            ),
            Some(say(
                "write a number of 0 or more, such as 60".into(),
                "60のように0以上の数で書く".into(),
            )),
        ),
        ErrorKind::ValueValidation => (
            say(
                format!("`{value}` is not a date that exists"),
                format!("`{value}`は存在する日付ではない"),
            ),
            Some(say(
                "write it as year-month-day, such as 2026-04-01".into(),
                "2026-04-01のように年-月-日で書く".into(),
            )),
        ),
        ErrorKind::UnknownArgument => (
            say(
                format!("`{argument}` is not understood here"),
                format!("ここでは`{argument}`を使えない"),
            ),
            suggestion(output, &of(ContextKind::SuggestedArg)),
        ),
        ErrorKind::InvalidSubcommand => {
            let typed = of(ContextKind::InvalidSubcommand);
            (
                say(
                    format!("there is no command `{typed}`"),
                    format!("`{typed}`というコマンドはない"),
                ),
                suggestion(output, &of(ContextKind::SuggestedSubcommand)),
            )
        }
        ErrorKind::MissingSubcommand => (
            say("a command is missing".into(), "コマンドがない".into()),
            Some(say(
                "`psirt-maturity --help` lists them".into(),
                "`psirt-maturity --help`で一覧を表示する".into(),
            )),
        ),
        ErrorKind::MissingRequiredArgument => (
            say(
                format!("missing: {argument}"),
                format!("必要な指定がない: {argument}"),
            ),
            None,
        ),
        ErrorKind::ArgumentConflict => {
            let other = of(ContextKind::PriorArg);
            let message = if other.is_empty() || other == argument {
                say(
                    format!("`{argument}` is given twice"),
                    format!("`{argument}`が二度指定されている"),
                )
            } else {
                say(
                    format!("`{argument}` and `{other}` exclude each other"),
                    format!("`{argument}`と`{other}`は同時に指定できない"),
                )
            };
            (message, None)
        }
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => (
            say(
                format!("`{argument}` has the wrong number of values"),
                format!("`{argument}`の値の数が合わない"),
            ),
            None,
        ),
        ErrorKind::InvalidUtf8 => (
            say(
                "what was typed is not UTF-8 text".into(),
                "入力がUTF-8のテキストではない".into(),
            ),
            None,
        ),
        _ => (
            say(
                "what was typed is not understood".into(),
                "入力を解釈できない".into(),
            ),
            None,
        ),
    };
    Notice {
        code: "usage",
        message,
        hint: hint.or_else(|| {
            Some(say(
                "`--help` explains what can be typed".into(),
                "`--help`で使い方を表示する".into(),
            ))
        }),
        faults: Vec::new(),
    }
}

fn suggestion(output: Output, alike: &str) -> Option<String> {
    let alike = if alike.starts_with('`') {
        alike.to_owned()
    } else {
        format!("`{alike}`")
    };
    (alike != "``").then(|| {
        output.language.pick(
            format!("did you mean {alike}?"),
            format!("{alike}の誤りではないか"),
        )
    })
}

/// What the parser knows about the fault, as text.
fn context(error: &Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => {
            let texts: Vec<String> = texts.iter().map(|text| format!("`{text}`")).collect();
            texts.join(", ")
        }
        _ => String::new(),
    }
}
