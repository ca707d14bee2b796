//! `report`: the gap report as files.

use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments::{self, Opened};
use psirt_app::branding::Branding;
use psirt_app::document::Paper;
use psirt_app::reports::{
    self, AboutAssessment, Format, GROUP_FORMATS, LeftOut, Made, NotDrawn, Request, Shape, Subject,
    is_for_outside,
};
use psirt_app::workshops::open_record;
use psirt_app::workspaces::Access;
use psirt_core::Language;
use serde_json::json;

use super::{Described, Refusal, Terminal};
use crate::arguments::{assessment_file, examples, file_name, in_workspace, option};
use crate::layout::paragraph;
use crate::output::{Failure, Notice, Output, Said};

pub const DESCRIBED: Described = Described {
    name: "report",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Write the gap report as PDF, Excel and more",
            "ギャップレポートをPDFやExcelなどで出力する",
        ))
        .override_usage(language.pick(
            "psirt-maturity report FILE -o DIR [options]",
            "psirt-maturity report ファイル -o フォルダー [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(folder(language))
        .arg(
            option("history", language)
                .value_name(file_name(language))
                .action(ArgAction::Append)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "An earlier round, to show progress; may be repeated, the last four are shown",
                    "推移を示すための過去の回 (繰り返し可、直近4回を表示)",
                )),
        )
        .arg(
            option("reading", language)
                .value_name("ID")
                .action(ArgAction::Append)
                .help(language.pick(
                    "A law or standard to report on; may be repeated, the first gives the order of the gaps",
                    "報告に含める対応表 (繰り返し可)。最初のものがギャップの順序に使われる",
                )),
        )
        .args(workshops(language))
        .arg(
            option("shape", language)
                .value_name("SHAPE")
                .value_parser(Shape::ALL.map(Shape::name))
                .default_value(Shape::Whole.name())
                .hide_default_value(true)
                .hide_possible_values(true)
                .help(language.pick(
                    "whole: everything (default); core: without the appendices; since: what changed since the last round, on one page",
                    "whole: 全体 (既定)、core: 付録を除いた本編、since: 前回からの変化を1ページで",
                )),
        )
        .arg(format(language))
        .args(looks(language))
        .arg(
            option("assessor", language)
                .value_name(language.pick("NAME", "氏名"))
                .action(ArgAction::Append)
                .help(language.pick(
                    "Who assessed; may be repeated (default: the assessment's)",
                    "評価者 (繰り返し可、既定はアセスメントの設定)",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity report 2026.psirt.json -o reports",
                "psirt-maturity report 2026.psirt.json --history 2025.psirt.json \\",
                "  --reading eu-cra --language en --format pdf,xlsx -o reports",
                "psirt-maturity report 2026.psirt.json --history 2025.psirt.json \\",
                "  --shape since -o reports",
                "psirt-maturity report 2026.psirt.json --logo logo.svg \\",
                "  --classification TLP:AMBER -o reports",
            ],
        ))
}

/// How a report looks and may be passed on, whatever it is about.
pub fn looks(language: Language) -> [clap::Arg; 4] {
    let words = language.pick("TEXT", "文字列");
    [
        option("paper", language)
            .value_name(language.pick("PAPER", "用紙"))
            .value_parser(Paper::ALL.map(Paper::name))
            .default_value(Paper::A4.name())
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(language.pick(
                "What the PDF is printed on: a4 (default) or letter",
                "PDFの用紙。a4 (既定) またはletter",
            )),
        option("logo", language)
            .value_name(file_name(language))
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick("A PNG or SVG for the cover", "表紙に置くPNGまたはSVG")),
        option("classification", language)
            .value_name(words)
            .help(language.pick(
                "A line for every page, such as TLP:AMBER (default: the assessment's)",
                "各ページに入れる取扱区分。TLP:AMBERなど (既定はアセスメントの設定)",
            )),
        option("footer", language)
            .value_name(words)
            .help(language.pick(
                "A line at the foot of every page",
                "各ページの下部に入れる行",
            )),
    ]
}

/// What [`looks`] were asked for, above what is known of the organization.
pub fn branding_of(matches: &ArgMatches, known: Branding) -> Result<Branding, Refusal> {
    let word = |name| matches.get_one::<String>(name).cloned();
    Ok(Branding {
        logo: match matches.get_one::<PathBuf>("logo") {
            Some(path) => Some(reports::logo(path)?),
            None => known.logo,
        },
        classification: word("classification"),
        footer: word("footer").unwrap_or(known.footer),
        paper: paper(matches),
        accent: known.accent,
        ..Branding::default()
    })
}

/// Which workshops are told.
fn workshops(language: Language) -> [clap::Arg; 2] {
    [
        option("workshop", language)
            .value_name(file_name(language))
            .action(ArgAction::Append)
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick(
                "The record of a workshop, told in the report; leave it out for readers outside",
                "ワークショップの記録。レポートに含める (社外向けには指定しない)",
            )),
        option("without-workshop", language)
            .action(ArgAction::SetTrue)
            .conflicts_with("workshop")
            .help(language.pick(
                "Leave out the workshops that a workspace knows of, as is done with TLP:CLEAR and TLP:GREEN",
                "ワークスペースにあるワークショップの記録を含めない (TLP:CLEARとTLP:GREENでは常に含めない)",
            )),
    ]
}

/// The folder to write into.
pub fn folder(language: Language) -> clap::Arg {
    option("output", language)
        .short('o')
        .value_name(language.pick("DIR", "フォルダー"))
        .required(true)
        .value_parser(clap::value_parser!(PathBuf))
        .help(language.pick(
            "The folder to write into; made where it is missing",
            "出力先のフォルダー (なければ作成する)",
        ))
}

/// The formats to write.
pub fn format(language: Language) -> clap::Arg {
    let names = Format::ALL.map(Format::name).join(",");
    option("format", language)
        .value_name(language.pick("LIST", "一覧"))
        .value_delimiter(',')
        .action(ArgAction::Append)
        .help(language.pick(
            format!("Which formats, with commas between (default: all: {names})"),
            format!("形式をカンマで区切って指定する (既定はすべて: {names})"),
        ))
}

/// The formats to write of a report of a group or of an own place.
pub fn format_of_group(language: Language) -> clap::Arg {
    let names = GROUP_FORMATS.map(Format::name).join(",");
    format(language).help(language.pick(
        format!("Which formats, with commas between (default: {names})"),
        format!("形式をカンマで区切って指定する (既定は{names})"),
    ))
}

/// The formats asked for, each once, in the order of the list of all.
pub fn formats(output: Output, matches: &ArgMatches) -> Result<Vec<Format>, Failure> {
    let typed: Vec<&String> = matches.get_many("format").into_iter().flatten().collect();
    if typed.is_empty() {
        return Ok(Format::ALL.to_vec());
    }
    let name_of = |format: &Format| format.name();
    if let Some(unknown) = typed.iter().find(|typed| {
        !Format::ALL
            .iter()
            .any(|format| typed.eq_ignore_ascii_case(name_of(format)))
    }) {
        let names = Format::ALL.map(Format::name).join(", ");
        return Err(Failure::usage(
            output.language.pick(
                format!("`{unknown}` is no format of a report"),
                format!("`{unknown}`という形式はない"),
            ),
            output
                .language
                .pick(format!("there are {names}"), format!("あるのは{names}")),
        ));
    }
    let asked = |format: &Format| {
        typed
            .iter()
            .any(|it| it.eq_ignore_ascii_case(name_of(format)))
    };
    Ok(Format::ALL.into_iter().filter(asked).collect())
}

fn shape(matches: &ArgMatches) -> Shape {
    let name: &String = matches.get_one("shape").expect("it has a default");
    Shape::ALL
        .into_iter()
        .find(|shape| shape.name() == name)
        .expect("the parser knows the shapes")
}

fn paper(matches: &ArgMatches) -> Paper {
    let name: &String = matches.get_one("paper").expect("it has a default");
    Paper::ALL
        .into_iter()
        .find(|paper| paper.name() == name)
        .expect("the parser knows the papers")
}

/// The formats asked for; all that the kind of report has, where none was.
pub fn formats_of(
    kind: &str,
    known: &[Format],
    output: Output,
    matches: &ArgMatches,
) -> Result<Vec<Format>, Failure> {
    let formats = formats(output, matches)?;
    if !matches.contains_id("format") {
        return Ok(known.to_vec());
    }
    let Some(other) = formats.iter().find(|format| !known.contains(format)) else {
        return Ok(formats);
    };
    let name = other.name();
    let names: Vec<&str> = known.iter().map(|format| format.name()).collect();
    let names = names.join(", ");
    Err(Failure::usage(
        output.language.pick(
            format!("a report of shape `{kind}` has no format `{name}`"),
            format!("`{kind}`のレポートに`{name}`という形式はない"),
        ),
        output
            .language
            .pick(format!("there are {names}"), format!("あるのは{names}")),
    ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let shape = shape(matches);
    let formats = formats_of(shape.name(), shape.formats(), output, matches)?;
    let opened = terminal.open(matches, "file")?;
    let history: Vec<Opened> = matches
        .get_many::<PathBuf>("history")
        .into_iter()
        .flatten()
        .map(|path| terminal.open_named(path))
        .collect::<Result<_, _>>()?;
    // A workspace knows which rounds come before; files have to be named.
    let history = match &terminal.workspace {
        Some(workspace) if history.is_empty() => workspace.borrow().earlier(&opened)?,
        _ => history,
    };
    let known = match &terminal.workspace {
        Some(workspace) => workspace.borrow().branding(&opened)?,
        None => Branding::default(),
    };
    let mut ids: Vec<&String> = Vec::new();
    for id in matches.get_many::<String>("reading").into_iter().flatten() {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let readings = ids
        .into_iter()
        .map(|id| assessments::reading(&terminal.library, id, &opened.sheet))
        .collect::<Result<_, _>>()?;
    let branding = Branding {
        assessors: matches
            .get_many("assessor")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        ..branding_of(matches, known)?
    };
    let line = branding.classification(&opened.assessment);
    let is_inside = !matches.get_flag("without-workshop") && !line.is_some_and(is_for_outside);
    let records: Vec<&PathBuf> = matches.get_many("workshop").into_iter().flatten().collect();
    let workshops = match &terminal.workspace {
        // A workspace knows how its rooms came to their answers; files have to be named.
        Some(workspace) if records.is_empty() && is_inside => {
            workspace.borrow().workshops(&opened)?
        }
        _ => records
            .into_iter()
            .map(|path| open_record(&terminal.library, path, &opened.assessment))
            .collect::<Result<_, _>>()?,
    };
    let about = AboutAssessment {
        shape,
        round: opened.round(),
        history: history.iter().map(Opened::round).collect(),
        readings,
        workshops: workshops.iter().collect(),
    };
    let request = Request {
        subject: Subject::Assessment(about),
        language: output.language,
        branding,
    };
    let made = reports::make(&terminal.library, &request, &formats)?;
    let folder: &PathBuf = matches.get_one("output").expect("the parser asks for it");
    let paths = reports::save(folder, &made)?;
    let mut said = Said::done(written(output, &paths));
    said.warnings
        .extend(history_warning(&opened, &history, output.language));
    said.warnings.extend(older_warning(&made, output.language));
    said.warnings
        .extend(missing_warning(&made, output.language));
    said.warnings
        .extend(left_out_warning(&made, output.language));
    Ok(said)
}

/// The files that were written.
pub fn written(output: Output, paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    if output.json {
        return output.to_json(&json!({ "files": shown }));
    }
    // Not wrapped: a path is copied whole.
    shown
        .iter()
        .map(|path| crate::layout::plain(path) + "\n")
        .collect()
}

/// A round that is not earlier stands in the wrong place of every chart.
fn history_warning(opened: &Opened, history: &[Opened], language: Language) -> Option<Notice> {
    let present = opened.assessment.date();
    let late = history
        .iter()
        .find(|round| round.assessment.date() >= present)?;
    let (path, date) = (late.path.display(), late.assessment.date());
    Some(Notice {
        code: "order",
        message: language.pick(
            format!("`{path}` is of {date}, not earlier than the assessment of {present}"),
            format!("`{path}`の日付{date}が、アセスメントの日付{present}より前でない"),
        ),
        hint: Some(
            language
                .pick(
                    "`--history` is for earlier rounds",
                    "`--history`には過去の回を指定する",
                )
                .into(),
        ),
        faults: Vec::new(),
    })
}

/// Rounds that were given and are not shown.
fn older_warning(made: &Made, language: Language) -> Option<Notice> {
    if made.older.is_empty() {
        return None;
    }
    let dates: Vec<String> = made.older.iter().map(ToString::to_string).collect();
    let (count, dates) = (dates.len(), dates.join(", "));
    Some(Notice {
        code: "rounds_left_out",
        message: language.pick(
            format!("earlier rounds given and not shown, because only the last four are: {dates}"),
            format!(
                "直近4回だけを示すため、指定された過去の回のうち{count}回を示していない: {dates}"
            ),
        ),
        hint: Some(
            language
                .pick(
                    "`trend` compares any number of rounds",
                    "`trend`では何回でも比較できる",
                )
                .into(),
        ),
        faults: Vec::new(),
    })
}

/// Pictures that could not be drawn, each with the reason.
fn left_out_warning(made: &Made, language: Language) -> Option<Notice> {
    if made.left_out.is_empty() {
        return None;
    }
    let nothing = |it: &LeftOut| matches!(it, LeftOut::Picture(_, NotDrawn::NothingYet));
    let all = made.left_out.iter().all(nothing);
    let message = if all {
        language.pick(
            "no svg is written, because there is nothing to draw yet".to_owned(),
            "図にする内容がまだないため、svgは出力していない".to_owned(),
        )
    } else {
        let reasons = made.left_out.iter().map(|it| it.reason(language));
        reasons.collect::<Vec<_>>().join("; ")
    };
    let hint = language.pick(
        "answer a service or set a target first",
        "先に回答か目標を記入する",
    );
    Some(Notice {
        code: "nothing_to_draw",
        message,
        hint: all.then(|| hint.into()),
        faults: Vec::new(),
    })
}

/// Characters drawn as 〓 because no typeface has them.
pub fn missing_warning(made: &Made, language: Language) -> Option<Notice> {
    if made.missing.is_empty() {
        return None;
    }
    let listed: Vec<String> = made
        .missing
        .iter()
        .map(|&letter| format!("{letter} (U+{:04X})", u32::from(letter)))
        .collect();
    let listed = listed.join(", ");
    Some(Notice {
        code: "missing_glyphs",
        message: language.pick(
            format!("no typeface has these characters, 〓 stands in their place: {listed}"),
            format!("フォントにない文字を〓で示した: {listed}"),
        ),
        hint: None,
        faults: Vec::new(),
    })
}

/// A closing line for people.
pub fn closing(language: Language, count: usize) -> String {
    paragraph(
        "",
        &language.pick(
            format!("{count} files written"),
            format!("{count}ファイルを出力した"),
        ),
    )
}
