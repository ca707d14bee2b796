//! `sheets convert`: an Excel book as a sheet's file, with everything that is doubtful about it.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};
use psirt_app::books::Refused;
use psirt_app::books::sheet::{
    ColumnRole, Converted, Doubt, GivenBook, Layout, Mapping, RowRole, SheetFault, SheetProblem,
    Words,
};
use psirt_app::books::told::{MOST_LINES, grouped};
use psirt_app::files;
use psirt_core::letters::seen;
use psirt_core::{Language, Problem};
use serde_json::{Value, json};

use super::super::{Refusal, Terminal};
use crate::arguments::{argument, examples, file_name, option};
use crate::layout::{Column, Table, paragraph, whole};
use crate::output::{Failure, FaultLine, Notice, Output, Said, Status};

pub(super) const NAME: &str = "convert";

/// Options without a value that say how a table is read.
const FLAGS: [&str; 3] = ["join-all", "levels-in-rows", "past-empty-rows"];
/// How many doubts of a kind are told one by one.
const EXAMPLES: usize = 5;

/// What a person can say of the sheet, with its option.
const FACTS: [(&str, &str, &str); 9] = [
    ("id", "Id of the sheet", "シートのID"),
    ("edition", "Edition of the sheet", "シートの版"),
    ("title", "Title of the sheet", "シートの題名"),
    (
        "source",
        "Publication ids and titles come from",
        "IDと題名の出典",
    ),
    ("source-version", "Version of that", "出典のバージョン"),
    (
        "published",
        "When that was published",
        "出典が公表された年、年月、日",
    ),
    ("url", "Where that can be read", "出典の場所"),
    ("rights", "Whose it is", "権利者"),
    (
        "license",
        "Licence of the texts (SPDX)",
        "文章のライセンス (SPDX)",
    ),
];

pub(super) fn describe(language: Language) -> Command {
    let path = |name, help: &'static str| -> Arg {
        option(name, language)
            .value_name(file_name(language))
            .value_parser(clap::value_parser!(PathBuf))
            .help(help)
    };
    let command = Command::new(NAME)
        .about(language.pick(
            "Make a sheet's file of an Excel book, and show how it was understood",
            "Excelブックを成熟度シートのファイルに変換し、読み取り方を示す",
        ))
        .override_usage(language.pick(
            "psirt-maturity sheets convert BOOK.xlsx [-o SHEET.json] [options]",
            "psirt-maturity sheets convert ブック.xlsx [-o シート.json] [オプション]",
        ))
        .arg(
            argument("book", language.pick("BOOK", "ブック"), language)
                .required(true)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "A book made by `sheets export`, or a table with a row for each service and columns titled like `Level 0`",
                    "`sheets export`で作成したブック、またはサービスごとに1行で「レベル 0」のような列がある表",
                )),
        )
        .arg(
            path(
                "output",
                language.pick(
                    "The sheet's file to write; without it nothing is written",
                    "書き込むシートのファイル (指定しなければ表示だけ)",
                ),
            )
            .short('o'),
        )
        .arg(path(
            "map",
            language.pick(
                "Read the table as this mapping says, one saved by --save-map and corrected",
                "--save-mapで保存し修正した対応付けに従って表を読む",
            ),
        ))
        .arg(path(
            "save-map",
            language.pick(
                "Save the proposed mapping of columns and rows, to correct it",
                "修正できるように、列と行の対応付けの案を保存する",
            ),
        ));
    let command = reading(command, language);
    FACTS
        .into_iter()
        .fold(command, |command, (name, en, ja)| {
            let fact = option(name, language).value_name(language.pick("TEXT", "文字列"));
            command.arg(fact.help(language.pick(en, ja)))
        })
        .after_help(examples(
            language,
            &[
                "psirt-maturity sheets convert ours.xlsx",
                "psirt-maturity sheets convert ours.xlsx --id ours --edition 2026 -o ours.json",
                "psirt-maturity sheets convert ours.xlsx --save-map map.json",
                "psirt-maturity sheets convert ours.xlsx --map map.json -o ours.json",
                "psirt-maturity sheets convert ours.xlsx --join-all --level-zero -o ours.json",
            ],
        ))
}

/// Adds the options that say how a table is read.
fn reading(command: Command, language: Language) -> Command {
    command
        .arg(
            option("page", language)
                .value_name(language.pick("NAME", "名前"))
                .help(language.pick(
                    "Read the table of this worksheet",
                    "このシートの表を読む",
                )),
        )
        .arg(
            option("join", language)
                .value_name(language.pick("NAME", "名前"))
                .action(ArgAction::Append)
                .help(language.pick(
                    "Join the table of this worksheet, such as one for each area; may be repeated",
                    "このシートの表を合わせて読む (エリアごとにシートを分けた場合など、複数指定可)",
                )),
        )
        .arg(option("join-all", language).action(ArgAction::SetTrue).help(
            language.pick(
                "Join the tables of all worksheets",
                "すべてのシートの表を合わせて読む",
            ),
        ))
        .arg(
            option("levels-in-rows", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Read levels that stand in rows as if they stood in columns",
                    "行に並ぶレベルを、列に並べ替えて読む",
                )),
        )
        .arg(
            option("level-zero", language)
                .value_name(language.pick("TEXT", "文字列"))
                .num_args(0..=1)
                .default_missing_value("")
                .help(language.pick(
                    "Add a level 0 to a table that begins at level 1, with this text for every service (without one: nothing of level 1 is in place)",
                    "レベル1から始まる表にレベル0を補い、どのサービスもこの文とする (省略時はレベル1の内容は何も行われていないとする)",
                )),
        )
        .arg(
            option("past-empty-rows", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "The table goes on after an empty row",
                    "空白の行の後も表が続くものとして読む",
                )),
        )
}

/// What was found out about a book.
struct Found {
    path: String,
    layout: Layout,
    /// How a table was read.
    mapping: Option<Mapping>,
    converted: Converted,
    /// The file that was written.
    written: Option<String>,
    /// The mapping that was saved.
    saved: Option<String>,
}

pub(super) fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let path: &PathBuf = matches.get_one("book").expect("the parser asks for it");
    let book = GivenBook::open(path)?.map_err(|reason| {
        let refused = Refused::Unreadable(reason);
        let hint = refused.hint(output.language);
        refusal(
            path,
            refused.code(),
            &refused.message(output.language),
            hint,
        )
    })?;
    let layout = book.layout();
    if let Some((message, hint)) = layout.refusal(output.language) {
        return Err(refusal(path, layout.code(), message, hint).into());
    }
    let mapping = mapping(output, &book, path, matches)?;
    let converted = match &mapping {
        Some(mapping) => book.convert_table(mapping),
        None => book.convert(),
    };
    let mut found = Found {
        path: path.display().to_string(),
        layout,
        mapping,
        converted,
        written: None,
        saved: None,
    };
    if let (Some(mapping), Some(path)) = (&found.mapping, matches.get_one::<PathBuf>("save-map")) {
        files::write_new(path, output.to_json(mapping).as_bytes())?;
        found.saved = Some(path.display().to_string());
    }
    if let (Ok(sheet), Some(path)) = (&found.converted.sheet, matches.get_one::<PathBuf>("output"))
    {
        files::write_new(path, sheet.to_json().as_bytes())?;
        found.written = Some(path.display().to_string());
    }
    let text = if output.json {
        output.to_json(&shape(&found, output.language))
    } else {
        lines(&found, output)
    };
    Ok(Said {
        status: status(&found.converted),
        ..Said::done(text)
    })
}

fn status(converted: &Converted) -> Status {
    let is_newer =
        |problem: &SheetProblem| matches!(problem, SheetProblem::File(Problem::NewerFormat { .. }));
    match &converted.sheet {
        Ok(_) => Status::Done,
        Err(faults) if faults.iter().any(|fault| is_newer(&fault.problem)) => Status::NewerFormat,
        Err(_) => Status::Faults,
    }
}

fn refusal(path: &Path, code: &'static str, message: &str, hint: &str) -> Failure {
    Failure {
        message: Notice {
            code,
            message: format!("`{}`: {message}", path.display()),
            hint: Some(hint.to_owned()),
            faults: Vec::new(),
        },
        status: Status::Faults,
    }
}

/// How a table is read: as proposed, or as a person says; `None` for a sheet book, which says
/// everything itself.
fn mapping(
    output: Output,
    book: &GivenBook,
    path: &Path,
    matches: &ArgMatches,
) -> Result<Option<Mapping>, Refusal> {
    let language = output.language;
    if book.layout() == Layout::SheetBook {
        let names = FACTS.iter().map(|(name, ..)| *name);
        let mut names = names
            .chain(["map", "save-map", "page", "join", "level-zero"])
            .filter(|name| matches.contains_id(name))
            .chain(FLAGS.into_iter().filter(|name| matches.get_flag(name)));
        let Some(name) = names.next() else {
            return Ok(None);
        };
        let message = language.pick(
            format!("--{name} is for tables; this book says it itself"),
            format!("--{name}は表のためのもので、このブックではブック自身に書く"),
        );
        let hint = language.pick("change it in the book", "ブックの中で変更する");
        return Err(Failure::usage(message, hint.to_owned()).into());
    }
    let mut mapping = match matches.get_one::<PathBuf>("map") {
        Some(path) => saved_mapping(output, path)?,
        None => book
            .propose(&path.display().to_string(), language)
            .expect("a book with a table has a proposal"),
    };
    if let Some(page) = matches.get_one::<String>("page") {
        let Some(chosen) = book.propose_page(page, &mapping) else {
            let known: Vec<String> = book.pages().into_iter().map(|page| page.name).collect();
            let message = language.pick(
                format!("no table on a worksheet `{page}`"),
                format!("シート`{page}`に表はない"),
            );
            let known = language.pick(
                format!("the worksheets are {}", known.join(", ")),
                format!("シートは{}", known.join("、")),
            );
            return Err(Failure::usage(message, known).into());
        };
        mapping = chosen;
    }
    let mut mapping = read_otherwise(output, book, mapping, matches)?;
    say_facts(&mut mapping, matches);
    Ok(Some(mapping))
}

/// The mapping as the options say that the table is to be read.
fn read_otherwise(
    output: Output,
    book: &GivenBook,
    mapping: Mapping,
    matches: &ArgMatches,
) -> Result<Mapping, Refusal> {
    let language = output.language;
    let before = mapping.clone();
    let mut wanted = mapping;
    if matches.get_flag("levels-in-rows") && !wanted.levels_in_rows {
        wanted.levels_in_rows = true;
        wanted = wanted.afresh();
    }
    wanted.past_empty_rows |= matches.get_flag("past-empty-rows");
    let joinable = book.joinable(&wanted);
    let all = matches.get_flag("join-all").then(|| joinable.clone());
    let named = matches.get_many::<String>("join").into_iter().flatten();
    for name in all.into_iter().flatten().chain(named.cloned()) {
        if !joinable.contains(&name) {
            let message = language.pick(
                format!("no table to join on a worksheet `{name}`"),
                format!("シート`{name}`に合わせて読む表はない"),
            );
            let known = if joinable.is_empty() {
                let none = language.pick("no other worksheet has one", "ほかのシートに表はない");
                none.to_owned()
            } else {
                language.pick(
                    format!("the others with a table are {}", joinable.join(", ")),
                    format!("ほかに表のあるシートは{}", joinable.join("、")),
                )
            };
            return Err(Failure::usage(message, known).into());
        }
        if !wanted.joined.contains(&name) {
            wanted.joined.push(name);
        }
    }
    if let Some(text) = matches.get_one::<String>("level-zero") {
        wanted.about.level_zero = match text.trim() {
            "" => wanted.about.proposed_level_zero(),
            text => {
                let mut words = Words::default();
                for &language in &wanted.about.languages {
                    words.set(language, text);
                }
                words
            }
        };
    }
    if wanted == before {
        return Ok(wanted);
    }
    Ok(book.reread(&wanted))
}

/// The way out of a fault, with the option that takes it.
fn way_out(fault: &SheetFault, language: Language) -> Option<String> {
    let option = match fault.problem {
        SheetProblem::LevelsInRows => " (--levels-in-rows)",
        SheetProblem::BeginsAtOne => " (--level-zero)",
        _ => "",
    };
    fault.hint(language).map(|hint| format!("{hint}{option}"))
}

fn saved_mapping(output: Output, path: &Path) -> Result<Mapping, Refusal> {
    let text = files::read_text(path)?;
    serde_json::from_str(&text).map_err(|reason| {
        let language = output.language;
        let message = language.pick(
            format!("`{}` is not a mapping: {reason}", path.display()),
            format!("`{}`は対応付けのファイルではない: {reason}", path.display()),
        );
        let hint = language.pick(
            "save one with --save-map and change that",
            "--save-mapで保存したものを修正する",
        );
        Failure {
            message: Notice {
                code: "not_a_mapping",
                message,
                hint: Some(hint.to_owned()),
                faults: Vec::new(),
            },
            status: Status::Faults,
        }
        .into()
    })
}

fn say_facts(mapping: &mut Mapping, matches: &ArgMatches) {
    let said = |name: &str| matches.get_one::<String>(name).cloned();
    let about = &mut mapping.about;
    let languages = about.languages.clone();
    let words = |words: &mut Words, text: &str| {
        for &language in &languages {
            words.set(language, text);
        }
    };
    let plain = [
        ("id", &mut about.id),
        ("edition", &mut about.edition),
        ("source", &mut about.source_name),
        ("source-version", &mut about.source_version),
        ("published", &mut about.source_published),
        ("url", &mut about.source_url),
        ("license", &mut about.license),
    ];
    for (name, fact) in plain {
        if let Some(text) = said(name) {
            *fact = text;
        }
    }
    if let Some(text) = said("title") {
        words(&mut about.title, &text);
    }
    if let Some(text) = said("rights") {
        words(&mut about.rights, &text);
    }
}

/// The shape of `sheets convert --json`.
fn shape(found: &Found, language: Language) -> Value {
    let doubts = found.converted.doubts.iter().map(|doubt| {
        json!({
            "page": doubt.spot.page,
            "cell": doubt.spot.cell,
            "fact": doubt.spot.fact,
            "found": doubt.spot.found,
            "message": doubt.message(language),
        })
    });
    let all = || found.converted.sheet.as_ref().err().into_iter().flatten();
    let faults = all().take(MOST_LINES).map(|fault| {
        json!({
            "page": fault.spot.page,
            "cell": fault.spot.cell,
            "fact": fault.spot.fact,
            "found": fault.spot.found,
            "message": fault.message(language),
            "hint": way_out(fault, language),
        })
    });
    let kinds = grouped(all(), |fault| fault.kind()).into_iter();
    let kinds = kinds.map(|group| {
        let first = group.shown[0];
        json!({
            "place": first.spot.shown(),
            "message": first.message(language),
            "hint": way_out(first, language),
            "count": group.count(),
        })
    });
    let sheet = found.converted.sheet.as_ref().ok().map(|sheet| {
        json!({
            "id": sheet.id(),
            "edition": sheet.edition(),
            "title": sheet.title().get(language),
            "areas": sheet.areas().len(),
            "services": sheet.services().count(),
            "highest_level": sheet.highest_level(),
        })
    });
    json!({
        "file": found.path,
        "layout": found.layout.code(),
        "mapping": found.mapping,
        "doubts": doubts.collect::<Vec<_>>(),
        "faults": faults.collect::<Vec<_>>(),
        "fault_kinds": kinds.collect::<Vec<_>>(),
        "fault_count": all().map(SheetFault::weight).sum::<usize>(),
        "sheet": sheet,
        "written": found.written,
        "map_written": found.saved,
    })
}

fn lines(found: &Found, output: Output) -> String {
    let language = output.language;
    let mut text = match &found.mapping {
        Some(mapping) => mapping_lines(mapping, language),
        None => paragraph(
            "",
            language.pick(
                "A sheet book: its worksheets say everything.",
                "成熟度シートのブックとして読み取った。",
            ),
        ),
    };
    let doubts = &found.converted.doubts;
    if !doubts.is_empty() {
        text.push('\n');
        text += &paragraph(
            "",
            &language.pick(
                format!("To look at ({}):", doubts.len()),
                format!("確認が必要な点 ({}件):", doubts.len()),
            ),
        );
        for group in grouped(doubts, |doubt| doubt.kind()) {
            for doubt in group.shown.iter().take(EXAMPLES) {
                text += &paragraph("  ", &doubt_line(doubt, language));
            }
            let others = group.others(EXAMPLES, |doubt| doubt.spot.shown(), language);
            if let Some(others) = others {
                text += &paragraph("    ", &others);
            }
        }
    }
    text.push('\n');
    match &found.converted.sheet {
        Ok(sheet) => {
            let (id, edition) = (sheet.id(), sheet.edition());
            let (areas, services) = (sheet.areas().len(), sheet.services().count());
            let highest = sheet.highest_level();
            text += &paragraph("", &language.pick(
                format!("A valid sheet: `{id}` {edition}, areas: {areas}, services: {services}, levels: 0 to {highest}"),
                format!("有効な成熟度シート: `{id}` {edition}版、エリア{areas}、サービス{services}、レベル0〜{highest}"),
            ));
        }
        Err(faults) => {
            let count: usize = faults.iter().map(SheetFault::weight).sum();
            let groups = grouped(faults, |fault| fault.kind()).into_iter();
            let faults = groups.map(|group| {
                let first = group.shown[0];
                let others = group.others(1, |fault| fault.spot.shown(), language);
                let message = match others {
                    Some(others) => format!("{} ({others})", first.message(language)),
                    None => first.message(language),
                };
                FaultLine {
                    file: found.path.clone(),
                    place: fault_place(&first.spot.shown(), &first.spot.found),
                    message,
                    hint: way_out(first, language),
                }
            });
            let faults = faults.collect();
            let notice = Notice {
                code: "faults",
                message: language.pick(
                    format!("Not a sheet yet, faults: {count}"),
                    format!("成熟度シートにできない (誤り{count}件)"),
                ),
                hint: None,
                faults,
            };
            text += &output.lines("", &notice);
        }
    }
    for (file, en, ja) in [
        (&found.saved, "Mapping saved: ", "対応付けを保存: "),
        (&found.written, "Written: ", "書き込み: "),
    ] {
        if let Some(file) = file {
            text += &paragraph(language.pick(en, ja), &whole(file));
        }
    }
    if found.written.is_none() && found.converted.sheet.is_ok() {
        text += &paragraph(
            "",
            language.pick(
                "Nothing is written; name a file with -o.",
                "何も書き込んでいない。-oでファイルを指定する。",
            ),
        );
    }
    text
}

fn fault_place(place: &str, found: &str) -> String {
    let found = seen(found);
    let line = found.lines().next().unwrap_or_default();
    let start: String = line.chars().take(40).collect();
    if start.is_empty() {
        place.to_owned()
    } else {
        format!("{place} ({start})")
    }
}

fn doubt_line(doubt: &Doubt, language: Language) -> String {
    let place = fault_place(&doubt.spot.shown(), &doubt.spot.found);
    format!("{place}: {}", doubt.message(language))
}

fn mapping_lines(mapping: &Mapping, language: Language) -> String {
    let mut text = paragraph(
        "",
        &language.pick(
            format!(
                "A table on the worksheet `{}`, headings in row {}:",
                mapping.page, mapping.heading_row
            ),
            format!(
                "シート`{}`の表、見出しは{}行目:",
                mapping.page, mapping.heading_row
            ),
        ),
    );
    let mut columns = Table::new(vec![
        Column::left(language.pick("Column", "列")),
        Column::text(language.pick("Heading", "見出し")),
        Column::left(language.pick("Read as", "読み取り方")),
    ]);
    for column in &mapping.columns {
        let role = match column.role {
            ColumnRole::Ignored => language.pick("- (left out)", "- (読み込まない)").to_owned(),
            role => role.name(language),
        };
        let heading = column
            .heading
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        columns.row([column.column.clone(), heading, role]);
    }
    text += &columns.lines();
    text.push('\n');
    for joined in &mapping.joined {
        text += &paragraph(
            "",
            &language.pick(
                format!("Joined with the worksheet `{joined}`."),
                format!("シート`{joined}`と合わせて読む。"),
            ),
        );
    }
    let mut rows = Table::new(vec![
        Column::right(language.pick("Row", "行")),
        Column::left(language.pick("Read as", "読み取り方")),
        Column::left("ID"),
        Column::text(language.pick("Content", "内容")),
    ]);
    for row in &mapping.rows {
        if row.role == RowRole::Ignored {
            continue;
        }
        let number = format!("{} {}", row.page, row.row);
        let number = number.trim_start().to_owned();
        rows.row([
            number,
            row.role.name(language).to_owned(),
            row.id.clone(),
            row.shown.clone(),
        ]);
    }
    text += &rows.lines();
    text.push('\n');
    let mut facts = Table::new(vec![
        Column::left(language.pick("Said of the sheet", "シートの情報")),
        Column::text(""),
    ]);
    let about = &mapping.about;
    let own = about.languages.first().copied().unwrap_or(language);
    let values = [
        &about.id,
        &about.edition,
        about.title.get(own),
        &about.source_name,
        &about.source_version,
        &about.source_published,
        &about.source_url,
        about.rights.get(own),
        &about.license,
    ];
    for ((name, ..), value) in FACTS.into_iter().zip(values) {
        let value = if value.is_empty() { "-" } else { value };
        facts.row([format!("--{name}"), value.to_owned()]);
    }
    text + &facts.lines()
}
