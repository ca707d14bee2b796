//! `sheets export`: a sheet as an Excel book, filled or as a form.

use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments;
use psirt_app::books::sheet::{SheetBook, send_out};
use psirt_app::error::Error;
use psirt_core::{Language, Sheet};
use serde_json::json;

use super::super::{Refusal, Terminal};
use crate::arguments::{argument, examples, file_name, option};
use crate::layout::{paragraph, whole};
use crate::output::{Failure, Said};

pub(super) const NAME: &str = "export";

pub(super) fn describe(language: Language) -> Command {
    Command::new(NAME)
        .about(language.pick(
            "Write a sheet as an Excel book to read, change or fill in",
            "成熟度シートを、閲覧・変更・記入のためのExcelブックとして書き出す",
        ))
        .override_usage(language.pick(
            "psirt-maturity sheets export ID -o BOOK.xlsx [options]",
            "psirt-maturity sheets export ID -o ブック.xlsx [オプション]",
        ))
        .arg(
            argument("id", "ID", language)
                .required(true)
                .help(language.pick(
                    "A sheet that is shipped or added with --with",
                    "同梱の、または--withで加えた成熟度シート",
                )),
        )
        .arg(
            option("output", language)
                .short('o')
                .value_name(file_name(language))
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "The book to write; one that is there is never replaced",
                    "作成するブック (すでにあるファイルは上書きしない)",
                )),
        )
        .arg(
            option("texts", language)
                .value_name("ja|en|both")
                .value_parser(PossibleValuesParser::new(["ja", "en", "both"]))
                .hide_possible_values(true)
                .help(language.pick(
                    "Languages of the texts (default: those of the sheet); headings and comments are in --language",
                    "文の言語 (既定はシートの言語)。見出しとコメントは--languageの言語になる",
                )),
        )
        .arg(
            option("empty", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Leave the texts out: a form with the levels of the sheet",
                    "文を入れず、同じレベルを持つテンプレートだけを書き出す",
                )),
        )
        .after_help(examples(
            language,
            &[
                "psirt-maturity sheets export first-psirt-1.1 -o sheet.xlsx",
                "psirt-maturity sheets export first-psirt-1.1 --empty --texts ja -o form.xlsx",
                "psirt-maturity sheets export ours --with ours.json -o ours.xlsx",
            ],
        ))
}

pub(super) fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let id: &String = matches.get_one("id").expect("the parser asks for it");
    let sheet = sheet(terminal, id)?;
    let empty = matches.get_flag("empty");
    let texts: Vec<Language> = match matches.get_one::<String>("texts").map(String::as_str) {
        None => sheet.languages().to_vec(),
        Some("both") => Language::ALL.into(),
        Some(code) => code.parse().into_iter().collect(),
    };
    if let Some(lacking) = texts.iter().find(|it| !sheet.languages().contains(it))
        && !empty
    {
        return Err(without_language(terminal, sheet, *lacking).into());
    }
    let wanted = SheetBook {
        language: output.language,
        texts,
        empty,
    };
    let path: &PathBuf = matches.get_one("output").expect("the parser asks for it");
    send_out(sheet, &wanted, path)?;
    let file = path.display().to_string();
    if output.json {
        return Ok(Said::done(output.to_json(&json!({ "file": file }))));
    }
    Ok(Said::done(paragraph("", &whole(&file))))
}

/// The newest edition of a sheet at hand.
fn sheet<'t>(terminal: &'t Terminal, id: &str) -> Result<&'t Sheet, Error> {
    let library = &terminal.library;
    let id = id.into();
    let sheet = library.latest(&id);
    let sheet = sheet.ok_or_else(|| assessments::unknown_sheet(library, &id))?;
    Ok(sheet)
}

fn without_language(terminal: &Terminal, sheet: &Sheet, lacking: Language) -> Failure {
    let language = terminal.output.language;
    let own: Vec<&str> = sheet.languages().iter().map(|it| it.code()).collect();
    let own = own.join(", ");
    Failure::usage(
        language.pick(
            format!("the sheet `{}` has no texts in `{lacking}`", sheet.id()),
            format!("成熟度シート`{}`には`{lacking}`の文がない", sheet.id()),
        ),
        language.pick(
            format!("it has `{own}`; with --empty any language will do"),
            format!("あるのは`{own}`。--emptyであればどの言語でもよい"),
        ),
    )
}
