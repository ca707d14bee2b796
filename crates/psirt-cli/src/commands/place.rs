//! `place`: where a member stands beside a benchmark, computed on its own machine.

use std::path::PathBuf;

use clap::{ArgMatches, Command};
use psirt_app::assessments::Opened;
use psirt_app::branding::Branding;
use psirt_app::cohorts::{
    self, BenchmarkFile, key_in, own_place, own_place_report, read_benchmark, read_card,
};
use psirt_app::reports::{self, Request};
use psirt_app::workspaces::Access;
use psirt_core::benchmark::{Behind, Place, Quartiles, Subject, behind};
use psirt_core::score::one_decimal;
use psirt_core::{Language, Level, Sheet};
use serde_json::{Value, json};

use super::report::{
    branding_of, folder, format_of_group, formats_of, looks, missing_warning, written,
};
use super::{Described, Refusal, Terminal};
use crate::arguments::{IN_WORKSPACE, argument, examples, file_option, in_workspace};
use crate::layout::{Column, Table, paragraph};
use crate::output::{Notice, Said};

pub const DESCRIBED: Described = Described {
    name: "place",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Set an assessment beside a benchmark; nobody else learns it",
            "アセスメントをベンチマークと比べる (ほかの誰にも伝わらない)",
        ))
        .override_usage(language.pick(
            "psirt-maturity place BENCHMARK FILE [options]",
            "psirt-maturity place ベンチマーク ファイル [オプション]",
        ))
        .arg(
            argument(
                "benchmark",
                language.pick("BENCHMARK", "ベンチマーク"),
                language,
            )
            .required(true)
            .display_order(0)
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick(
                "The benchmark from your coordinator",
                "幹事から受け取ったベンチマーク",
            )),
        )
        .arg(crate::arguments::assessment_file(language).display_order(1))
        .arg(
            file_option(
                "card",
                language,
                "The cohort card that names the key of the benchmark",
                "ベンチマークの鍵が記された集団カード",
            )
            .conflicts_with(IN_WORKSPACE),
        )
        .arg(folder(language).required(false).help(language.pick(
            "Also write the place as files into this folder; made where it is missing",
            "自社の位置をファイルにも出力するフォルダー (なければ作成する)",
        )))
        .arg(format_of_group(language).requires("output"))
        .args(looks(language).map(|argument| argument.requires("output")))
        .args(in_workspace(language))
        .mut_arg(IN_WORKSPACE, |argument| {
            argument.help(language.pick(
                "The workspace you contributed from, which remembers the key and may hold the assessment",
                "提供に使ったワークスペース。鍵を記録している。アセスメントもこの中のものを指定できる",
            ))
        })
        .after_help(examples(
            language,
            &[
                "psirt-maturity place 2026.psirt-benchmark.json 2026.psirt.json \\",
                "  --workspace minato.psirtws",
                "psirt-maturity place 2026.psirt-benchmark.json 2026.psirt.json \\",
                "  --card 2026.psirt-cohort.json --json",
                "psirt-maturity place 2026.psirt-benchmark.json 2026.psirt.json \\",
                "  --workspace minato.psirtws -o reports --format pdf",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let path: &PathBuf = matches
        .get_one("benchmark")
        .expect("the parser asks for it");
    let file = read_benchmark(&terminal.library, path)?;
    let is_verified = verify(terminal, matches, &file)?;
    let named: &PathBuf = matches.get_one("file").expect("the parser asks for it");
    let round = terminal.open_either(named)?;
    let places = own_place(&file, &round)?;
    let behind = behind(&places, &file.sheet);
    let output = terminal.output;
    let language = output.language;
    let (paths, missing) = write(terminal, matches, &file, &round)?;
    let text = if output.json {
        let mut shape = shape(&file, &places, &behind, is_verified, language);
        if !paths.is_empty() {
            shape["files"] = paths
                .iter()
                .map(|path| path.display().to_string())
                .collect();
        }
        output.to_json(&shape)
    } else if paths.is_empty() {
        lines(&file, &places, &behind, language)
    } else {
        format!(
            "{}\n{}",
            lines(&file, &places, &behind, language),
            written(output, &paths)
        )
    };
    let mut said = Said::done(text);
    said.warnings.extend(missing);
    if !is_verified {
        let fingerprint = file.signer.fingerprint();
        said.warnings.push(Notice {
            code: "unverified",
            message: language.pick(
                format!(
                    "whether the coordinator signed it was not checked: the key is {fingerprint}"
                ),
                format!("幹事の署名かどうかは確認していない。鍵の指紋は{fingerprint}"),
            ),
            hint: Some(
                language
                    .pick(
                        "name the card with `--card`, or your workspace with `--workspace`",
                        "`--card`で集団カード、または`--workspace`でワークスペースを指定する",
                    )
                    .to_owned(),
            ),
            ..Notice::default()
        });
    }
    Ok(said)
}

/// Writes the place as files where a folder is named, and tells which characters are missing.
fn write(
    terminal: &Terminal,
    matches: &ArgMatches,
    file: &BenchmarkFile,
    round: &Opened,
) -> Result<(Vec<PathBuf>, Option<Notice>), Refusal> {
    let Some(folder) = matches.get_one::<PathBuf>("output") else {
        return Ok((Vec::new(), None));
    };
    let known = match &terminal.workspace {
        Some(workspace) => workspace.borrow().branding(round)?,
        None => Branding::default(),
    };
    let language = terminal.output.language;
    let request = Request {
        subject: own_place_report(file, round)?,
        language,
        branding: branding_of(matches, known)?,
    };
    let formats = formats_of("place", request.subject.formats(), terminal.output, matches)?;
    let made = reports::make(&terminal.library, &request, &formats)?;
    let paths = reports::save(folder, &made)?;
    Ok((paths, missing_warning(&made, language)))
}

/// Whether the key that signed the benchmark could be compared; it is the right one then.
fn verify(
    terminal: &Terminal,
    matches: &ArgMatches,
    file: &BenchmarkFile,
) -> Result<bool, Refusal> {
    if let Some(card) = matches.get_one::<PathBuf>("card") {
        file.must_be_of(&read_card(&terminal.library, card)?.card)?;
        return Ok(true);
    }
    let Some(workspace) = &terminal.workspace else {
        return Ok(false);
    };
    let key = key_in(workspace.borrow().parts().0, file.benchmark.cohort())?;
    file.must_be_signed_with(&key)?;
    Ok(true)
}

fn lines(
    file: &BenchmarkFile,
    places: &[Place<'_>],
    behind: &[Behind<'_>],
    language: Language,
) -> String {
    let benchmark = &file.benchmark;
    let (title, edition, members) = (benchmark.title(), benchmark.edition(), benchmark.members());
    let mut text = paragraph(
        "",
        &language.pick(
            format!("{title}, edition {edition}: {members} members"),
            format!("{title} {edition}版: 参加者{members}者"),
        ),
    );
    text.push('\n');
    text += &table(file, places, language);
    text.push('\n');
    if behind.is_empty() {
        text += &paragraph(
            "",
            language.pick(
                "In no service you are below the median.",
                "中央値を下回るサービスはない。",
            ),
        );
        return text;
    }
    text += &paragraph(
        "",
        language.pick(
            "Below the median, with the next step:",
            "中央値を下回るサービスと次の一手:",
        ),
    );
    for one in behind {
        let (own, median) = (one.own, one.median);
        let lead = language.pick(
            format!("  {} {own} → {median:.0}: ", one.service),
            format!("  {} {own} → {median:.0}: ", one.service),
        );
        let step = one.step.map(|step| step.action.get(language));
        let step = step.unwrap_or(language.pick(
            "the sheet says no step",
            "成熟度シートに次の一手の記述がない",
        ));
        text += &paragraph(&lead, step);
    }
    text
}

fn table(file: &BenchmarkFile, places: &[Place<'_>], language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Subject", "項目")),
        Column::right(language.pick("Own", "自社")),
        Column::right(language.pick("Middle half", "中央の半数")),
        Column::right(language.pick("Median", "中央値")),
        Column::left(language.pick("Lies", "位置")),
        Column::right(language.pick("Dev.", "偏差値")),
        Column::right(language.pick("Target", "目標")),
    ]);
    for place in places {
        let figures = place.figures;
        let (id, name) = cohorts::subject(&figures.subject, &file.sheet, language);
        let value = |value: Option<f64>| shown(&figures.subject, value);
        table.row([
            id,
            name,
            value(place.own),
            figures.quartiles.map_or_else(dash, |quartiles| {
                let Quartiles { lower, upper } = quartiles;
                format!("{}–{}", value(Some(lower)), value(Some(upper)))
            }),
            value(figures.median),
            place.position.map_or_else(dash, |position| {
                cohorts::position(position, language).to_owned()
            }),
            place
                .deviation_score
                .map_or_else(dash, |score| score.to_string()),
            place.target.map_or_else(dash, |target| target.to_string()),
        ]);
    }
    table.lines()
}

/// A level as a whole number, a score with one decimal.
fn shown(subject: &Subject, value: Option<f64>) -> String {
    value.map_or_else(dash, |value| match subject {
        Subject::Service(_) => format!("{value:.0}"),
        Subject::Overall | Subject::Area(_) => one_decimal(value),
    })
}

fn dash() -> String {
    "-".to_owned()
}

/// The shape of `place --json`.
fn shape(
    file: &BenchmarkFile,
    places: &[Place<'_>],
    behind: &[Behind<'_>],
    is_verified: bool,
    language: Language,
) -> Value {
    let benchmark = &file.benchmark;
    json!({
        "cohort": benchmark.cohort(),
        "title": benchmark.title(),
        "edition": benchmark.edition(),
        "release": benchmark.release(),
        "members": benchmark.members(),
        "fingerprint": file.signer.fingerprint(),
        "verified": is_verified,
        "places": places.iter().map(|place| json!({
            "subject": place.figures.subject,
            "own": place.own,
            "n": place.figures.n,
            "median": place.figures.median,
            "quartiles": place.figures.quartiles,
            "position": place.position,
            "deviation_score": place.deviation_score,
            "target": place.target.map(Level::number),
            "withheld": place.figures.withheld,
        })).collect::<Vec<_>>(),
        "behind": behind.iter().map(|one| behind_shape(&file.sheet, one, language))
            .collect::<Vec<_>>(),
    })
}

fn behind_shape(sheet: &Sheet, one: &Behind<'_>, language: Language) -> Value {
    json!({
        "service": one.service,
        "area": sheet.area_of(one.service.as_str()).map(|area| &area.id),
        "own": one.own,
        "median": one.median,
        "next_step": one.step.map(|step| json!({
            "action": step.action.get(language),
            "deliverable": step.deliverable.get(language),
        })),
    })
}
