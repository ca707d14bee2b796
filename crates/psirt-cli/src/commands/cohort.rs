//! `cohort`: the coordinator's side of comparing members.

mod shown;

use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use psirt_app::assessments::today;
use psirt_app::branding::Branding;
use psirt_app::cohorts::{
    Admission, Begin, Coordinator, Rules, Standing, Which, read_benchmark, read_card,
    read_recovered, recovery_sheet,
};
use psirt_app::files;
use psirt_app::reports::{self, Request, Subject};
use psirt_app::workspaces::{Access, Kept};
use psirt_core::{Date, Language};

use super::report::{
    branding_of, folder, format_of_group, formats_of, looks, missing_warning, written,
};
use super::{Described, Refusal, Terminal, passphrase};
use crate::arguments::{argument, date, examples, file_name, option, passphrase_file, workspace};
use crate::output::{Failure, Said};

pub const DESCRIBED: Described = Described {
    name: "cohort",
    describe,
    access: |_| Access::Read,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    let all = [
        describe_new(language),
        describe_card(language),
        describe_take(language),
        sub(
            "status",
            language,
            "Show who is in, what is waited for and what was published",
            "参加者、未提出の宛先、公表の状況を表示する",
        ),
        describe_leave_out(language),
        describe_publish(language),
        sub(
            "close",
            language,
            "Close an edition: it takes nothing more",
            "版を締め切り、以後は受け付けない",
        ),
        describe_report(language),
    ];
    command
        .about(language.pick(
            "Coordinate a cohort: cards, contributions, benchmark",
            "集団を運営する (集団カード、提供データ、ベンチマーク)",
        ))
        .override_usage(language.pick(
            "psirt-maturity cohort <step> WORKSPACE [options]",
            "psirt-maturity cohort <段階> ワークスペース [オプション]",
        ))
        .subcommand_required(true)
        .subcommands(all)
        .after_help(examples(
            language,
            &[
                "psirt-maturity cohort new group.psirtws --passphrase-file secret.txt \\",
                "  --cohort example-isac --edition 2026 --sheet first-psirt-1.1 \\",
                "  --opens 2026-12-01 --closes 2027-01-31 --recovery recovery.txt",
                "psirt-maturity cohort card group.psirtws --passphrase-file secret.txt \\",
                "  -o 2026.psirt-cohort.json",
                "psirt-maturity cohort take group.psirtws --passphrase-file secret.txt inbox/*",
                "psirt-maturity cohort publish group.psirtws --passphrase-file secret.txt \\",
                "  -o 2026.psirt-benchmark.json",
                "psirt-maturity cohort report 2026.psirt-benchmark.json -o reports",
            ],
        ))
}

/// The only step that needs no workspace: everybody has the benchmark.
fn describe_report(language: Language) -> Command {
    Command::new("report")
        .about(language.pick(
            "Write the report of a benchmark as PDF and Excel",
            "ベンチマークのレポートをPDFとExcelで出力する",
        ))
        .override_usage(language.pick(
            "psirt-maturity cohort report BENCHMARK -o DIR [options]",
            "psirt-maturity cohort report ベンチマーク -o フォルダー [オプション]",
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
            .help(language.pick("A benchmark that was published", "公表されたベンチマーク")),
        )
        .arg(folder(language))
        .arg(format_of_group(language))
        .args(looks(language))
        .mut_arg("classification", |argument| {
            argument.help(language.pick(
                "A line for every page, such as TLP:GREEN",
                "各ページに入れる取扱区分。TLP:GREENなど",
            ))
        })
        .arg(
            option("card", language)
                .value_name(file_name(language))
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "The cohort card that names the key of the benchmark",
                    "ベンチマークの鍵が記された集団カード",
                )),
        )
        .after_help(examples(
            language,
            &[
                "psirt-maturity cohort report 2026.psirt-benchmark.json -o reports \\",
                "  --card 2026.psirt-cohort.json --classification TLP:GREEN",
            ],
        ))
}

/// A step of a cohort, with what all of them understand.
fn sub(name: &'static str, language: Language, en: &'static str, ja: &'static str) -> Command {
    let usage = language.pick(
        format!("psirt-maturity cohort {name} WORKSPACE [options]"),
        format!("psirt-maturity cohort {name} ワークスペース [オプション]"),
    );
    Command::new(name)
        .about(language.pick(en, ja))
        .override_usage(usage)
        .arg(workspace(language).help(language.pick(
            "A workspace that a passphrase protects",
            "パスフレーズで保護されたワークスペース",
        )))
        .arg(passphrase_file(language))
        .arg(
            option("cohort", language)
                .value_name("ID")
                .display_order(800)
                .help(language.pick(
                    "The cohort, where the workspace coordinates several",
                    "集団 (ワークスペースで複数を運営している場合)",
                )),
        )
        .arg(
            option("edition", language)
                .value_name(language.pick("EDITION", "版"))
                .display_order(801)
                .help(language.pick(
                    "Its edition (default: the newest)",
                    "版 (既定は最も新しい版)",
                )),
        )
        .after_help(examples(language, example_of(name)))
}

fn example_of(name: &str) -> &'static [&'static str] {
    match name {
        "new" => &[
            "psirt-maturity cohort new group.psirtws --passphrase-file secret.txt \\",
            "  --cohort example-isac --title \"Example ISAC\" --edition 2026 \\",
            "  --sheet first-psirt-1.1 --opens 2026-12-01 --closes 2027-01-31",
        ],
        "card" => &[
            "psirt-maturity cohort card group.psirtws --passphrase-file secret.txt \\",
            "  -o 2026.psirt-cohort.json --code-for \"Minato Instruments\"",
        ],
        "take" => &[
            "psirt-maturity cohort take group.psirtws --passphrase-file secret.txt \\",
            "  inbox/*.psirt-contribution",
        ],
        "publish" => &[
            "psirt-maturity cohort publish group.psirtws --passphrase-file secret.txt \\",
            "  --dry-run",
            "psirt-maturity cohort publish group.psirtws --passphrase-file secret.txt \\",
            "  -o 2026.psirt-benchmark.json",
        ],
        "leave-out" => &[
            "psirt-maturity cohort leave-out group.psirtws --passphrase-file secret.txt \\",
            "  --member SHA256:4hKq",
        ],
        "status" => &["psirt-maturity cohort status group.psirtws --passphrase-file secret.txt"],
        _ => &["psirt-maturity cohort close group.psirtws --passphrase-file secret.txt"],
    }
}

fn output(language: Language, en: &'static str, ja: &'static str) -> Arg {
    option("output", language)
        .short('o')
        .value_name(file_name(language))
        .value_parser(clap::value_parser!(PathBuf))
        .help(language.pick(en, ja))
}

fn describe_new(language: Language) -> Command {
    let day = |name, en: &'static str, ja: &'static str| {
        option(name, language)
            .value_name(language.pick("DATE", "日付"))
            .required(true)
            .value_parser(date())
            .help(language.pick(en, ja))
    };
    sub(
        "new",
        language,
        "Make a cohort, or a further edition of one",
        "集団、またはその新しい版を作る",
    )
    .mut_arg("cohort", |argument| {
        argument.required(true).display_order(1).help(language.pick(
            "Names the cohort, the same for all editions",
            "集団のID (どの版でも同じ)",
        ))
    })
    .mut_arg("edition", |argument| {
        argument
            .required(true)
            .display_order(2)
            .help(language.pick("The edition, such as a year", "版 (年度など)"))
    })
    .arg(
        option("title", language)
            .value_name(language.pick("TEXT", "文字列"))
            .help(language.pick("What the cohort is called", "集団の名称")),
    )
    .arg(
        option("sheet", language)
            .value_name("ID")
            .required(true)
            .help(language.pick("The sheet everybody answers", "全員が使う成熟度シート")),
    )
    .arg(
        option("profile", language)
            .value_name("ID")
            .help(language.pick(
                "The profile with the group's own targets",
                "集団の目標を定めた目標プロファイル",
            )),
    )
    .arg(day("opens", "The first day", "受付の初日"))
    .arg(day("closes", "The last day", "受付の最終日"))
    .arg(
        option("admission", language)
            .value_name("open|codes")
            .value_parser(["open", "codes"])
            .default_value("open")
            .hide_default_value(true)
            .hide_possible_values(true)
            .help(language.pick(
                "Who may contribute: whoever has the card (open, if not given), or whoever has a code",
                "参加の方法: open (集団カードがあれば参加できる。既定)、codes (コードが必要)",
            )),
    )
    .arg(
        option("rule", language)
            .value_name(language.pick("NAME=N", "項目=値"))
            .action(ArgAction::Append)
            .help(language.pick(
                "Make a rule of disclosure stricter: members, statistics, deviation, changes, table or share_end; may be repeated",
                "開示規則を厳しくする。項目はmembers、statistics、deviation、changes、table、share_end (繰り返し可)",
            )),
    )
    .arg(recovery(language))
    .arg(
        option("recover", language)
            .value_name(file_name(language))
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick(
                "Take the key of a recovery sheet instead of making one",
                "鍵を新しく作らず、復旧シートの鍵を使う",
            )),
    )
}

fn recovery(language: Language) -> Arg {
    option("recovery", language)
        .value_name(file_name(language))
        .value_parser(clap::value_parser!(PathBuf))
        .help(language.pick(
            "Write the recovery sheet of the key to this file, to be printed",
            "鍵の復旧シートを、印刷用にこのファイルに書き出す",
        ))
}

fn describe_card(language: Language) -> Command {
    sub(
        "card",
        language,
        "Write the signed card for the members",
        "参加者に配る署名付きの集団カードを書き出す",
    )
    .arg(
        output(
            language,
            "The card; a file that is there is never replaced",
            "集団カードのファイル (すでにあるファイルは上書きしない)",
        )
        .required(true),
    )
    .arg(
        option("closes", language)
            .value_name(language.pick("DATE", "日付"))
            .value_parser(date())
            .help(language.pick("Another last day", "受付の最終日を改める")),
    )
    .arg(
        option("code-for", language)
            .value_name(language.pick("NAME", "宛先"))
            .action(ArgAction::Append)
            .help(language.pick(
                "Make a code that admits one member, and note whom it is for; may be repeated",
                "1者が参加できるコードを作り、宛先を記録する (繰り返し可)",
            )),
    )
    .arg(recovery(language))
}

fn describe_take(language: Language) -> Command {
    sub(
        "take",
        language,
        "Take sealed contributions; what is refused is told with its reason",
        "封をした提供データを受け付ける。受け付けないものは理由を示す",
    )
    .arg(
        argument("files", file_name(language), language)
            .required(true)
            .num_args(1..)
            .display_order(1)
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick(
                "Contributions; taking one again changes nothing",
                "提供データのファイル (もう一度受け付けても変わらない)",
            )),
    )
}

fn describe_leave_out(language: Language) -> Command {
    sub(
        "leave-out",
        language,
        "Leave out a member that lost its key and contributed anew",
        "鍵を失い、新しい鍵で提供し直した参加者の古い提供データを除外する",
    )
    .arg(
        option("member", language)
            .value_name(language.pick("KEY", "鍵"))
            .required(true)
            .display_order(1)
            .help(language.pick(
                "The fingerprint of the lost key, or enough of its beginning",
                "失われた鍵の指紋 (区別できれば先頭だけでよい)",
            )),
    )
    .arg(
        option("undo", language)
            .action(ArgAction::SetTrue)
            .help(language.pick("Count the member again", "除外をやめ、再び数える")),
    )
}

fn describe_publish(language: Language) -> Command {
    sub(
        "publish",
        language,
        "Publish a benchmark with what the rules allow",
        "開示規則が認める範囲でベンチマークを公表する",
    )
    .arg(
        output(
            language,
            "The benchmark; a file that is there is never replaced",
            "ベンチマークのファイル (すでにあるファイルは上書きしない)",
        )
        .required_unless_present("dry-run"),
    )
    .arg(
        option("dry-run", language)
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["output", "again"])
            .help(language.pick(
                "Show what could be published now; nothing is written or remembered",
                "今公表できる内容を表示するだけで、書き出しも記録もしない",
            )),
    )
    .arg(
        option("again", language)
            .action(ArgAction::SetTrue)
            .help(language.pick(
                "Write the last benchmark of the edition once more",
                "その版で最後に公表したベンチマークをもう一度書き出す",
            )),
    )
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let (step, matches) = matches.subcommand().expect("the parser asks for a step");
    if step == "report" {
        return report(terminal, matches);
    }
    let path: &PathBuf = matches
        .get_one("workspace")
        .expect("the parser asks for it");
    let passphrase = passphrase(terminal.output, path, matches.get_one("passphrase-file"))?;
    // All that is typed is understood before a workspace is made.
    let begin = if step == "new" {
        Some(begin(terminal, matches)?)
    } else {
        None
    };
    if let Ok(Some(path)) = matches.try_get_one::<PathBuf>("recovery") {
        files::must_be_new(path)?;
    }
    let mut kept = if begin.is_some() && !path.exists() {
        Kept::create_protected(path, passphrase)?
    } else {
        Kept::open(path, passphrase, Access::Write)?
    };
    let mut coordinator = Coordinator::of(kept.parts_mut().0);
    let said = match begin {
        Some(begin) => coordinator
            .begin(&terminal.library, begin)
            .map_err(Refusal::from)
            .and_then(|standing| {
                write_recovery(terminal, matches, &coordinator, &standing)?;
                Ok(shown::standing(terminal.output, &standing))
            }),
        None => take_step(terminal, step, matches, &mut coordinator),
    };
    // Its backup comes whether or not the step was done.
    let left = kept.close();
    let said = said?;
    left?;
    Ok(said)
}

/// The report of a benchmark, for whoever has it.
fn report(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let path: &PathBuf = matches
        .get_one("benchmark")
        .expect("the parser asks for it");
    let file = read_benchmark(&terminal.library, path)?;
    if let Some(card) = matches.get_one::<PathBuf>("card") {
        file.must_be_of(&read_card(&terminal.library, card)?.card)?;
    }
    let request = Request {
        subject: Subject::Benchmark(&file),
        language: output.language,
        branding: branding_of(matches, Branding::default())?,
    };
    let formats = formats_of("benchmark", request.subject.formats(), output, matches)?;
    let made = reports::make(&terminal.library, &request, &formats)?;
    let folder: &PathBuf = matches.get_one("output").expect("the parser asks for it");
    let paths = reports::save(folder, &made)?;
    let mut said = Said::done(written(output, &paths));
    said.warnings
        .extend(missing_warning(&made, output.language));
    Ok(said)
}

fn take_step(
    terminal: &Terminal,
    step: &str,
    matches: &ArgMatches,
    coordinator: &mut Coordinator<'_>,
) -> Result<Said, Refusal> {
    let text = |name| matches.get_one::<String>(name).cloned();
    let which = Which {
        cohort: text("cohort"),
        edition: text("edition"),
    };
    match step {
        "card" => {
            let path: &PathBuf = matches.get_one("output").expect("the parser asks for it");
            let names: Vec<String> = matches
                .get_many("code-for")
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            let closes = matches.get_one::<Date>("closes").copied();
            let (standing, codes) = coordinator.write_card(&which, path, closes, &names)?;
            write_recovery(terminal, matches, coordinator, &standing)?;
            Ok(shown::card(terminal.output, &standing, path, &codes))
        }
        "take" => {
            let files: Vec<PathBuf> = matches
                .get_many("files")
                .into_iter()
                .flatten()
                .cloned()
                .collect();
            let taking = coordinator.take(&which, &files, today(), |_| Ok::<(), Refusal>(()))?;
            Ok(shown::taking(terminal.output, &taking))
        }
        "publish" => {
            let Some(path) = matches.get_one::<PathBuf>("output") else {
                let preview = coordinator.preview(&which, today())?;
                return Ok(shown::published(terminal.output, &preview, None));
            };
            let published = if matches.get_flag("again") {
                coordinator.write_again(&which, path)?
            } else {
                coordinator.publish(&which, path, today())?
            };
            Ok(shown::published(terminal.output, &published, Some(path)))
        }
        "leave-out" => {
            let member = text("member").expect("the parser asks for it");
            let left_out = !matches.get_flag("undo");
            let standing = coordinator.leave_out(&which, &member, left_out)?;
            Ok(shown::standing(terminal.output, &standing))
        }
        "close" => Ok(shown::standing(
            terminal.output,
            &coordinator.close_edition(&which)?,
        )),
        _ => Ok(shown::standing(
            terminal.output,
            &coordinator.standing(&which)?,
        )),
    }
}

fn begin(terminal: &Terminal, matches: &ArgMatches) -> Result<Begin, Refusal> {
    let text = |name| matches.get_one::<String>(name).cloned();
    let needed = |name| text(name).expect("the parser asks for it");
    let day = |name| {
        *matches
            .get_one::<Date>(name)
            .expect("the parser asks for it")
    };
    let mut rules = Rules::default();
    for typed in matches.get_many::<String>("rule").into_iter().flatten() {
        set_rule(&mut rules, typed).ok_or_else(|| not_understood(terminal, typed))?;
    }
    let recovered = matches
        .get_one::<PathBuf>("recover")
        .map(|path| read_recovered(path))
        .transpose()?;
    Ok(Begin {
        cohort: needed("cohort"),
        title: text("title"),
        edition: needed("edition"),
        sheet: needed("sheet").into(),
        profile: text("profile"),
        days: (day("opens"), day("closes")),
        admission: match needed("admission").as_str() {
            "codes" => Admission::Codes,
            _ => Admission::Open,
        },
        rules,
        recovered,
    })
}

/// `members=8`; whether it is strict enough is told with the card.
fn set_rule(rules: &mut Rules, typed: &str) -> Option<()> {
    let (name, value) = typed.split_once(['=', '＝'])?;
    let rule = match name.trim() {
        "members" => &mut rules.members,
        "statistics" => &mut rules.statistics,
        "deviation" => &mut rules.deviation,
        "changes" => &mut rules.changes,
        "table" => &mut rules.table,
        "share_end" => &mut rules.share_end,
        _ => return None,
    };
    *rule = value.trim().parse().ok()?;
    Some(())
}

fn not_understood(terminal: &Terminal, typed: &str) -> Refusal {
    let language = terminal.output.language;
    Refusal::Told(Failure::usage(
        language.pick(
            format!("`{typed}` is no rule of disclosure"),
            format!("`{typed}`は開示規則として解釈できない"),
        ),
        language
            .pick("such as `members=8`", "例: `members=8`")
            .to_owned(),
    ))
}

fn write_recovery(
    terminal: &Terminal,
    matches: &ArgMatches,
    coordinator: &Coordinator<'_>,
    standing: &Standing,
) -> Result<(), Refusal> {
    let Some(path) = matches.get_one::<PathBuf>("recovery") else {
        return Ok(());
    };
    let sheet = recovery_sheet(
        &standing.cohort.id,
        standing.card.title(),
        &coordinator.secret(&standing.cohort.id)?,
        today(),
        terminal.output.language,
    );
    Ok(files::write_new_private(path, sheet.as_bytes())?)
}
