//! `workshop`: secret answers in a workspace, shown at once, talked about and settled.

mod shown;

use std::io::Read as _;
use std::path::PathBuf;

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments;
use psirt_app::error::Error;
use psirt_app::workshops::{
    Room, TypedPlan, Workshops, usual_keys, write_books, write_forms, write_record,
};
use psirt_app::workspaces::Access;
use psirt_core::workshop::{Dissent, Parked, Promise, Respondent, Settlement};
use psirt_core::{Date, Language, Level};

use super::{Described, Refusal, Terminal};
use crate::arguments::{argument, date, examples, file_option, option, passphrase_file, workspace};
use crate::output::{Failure, Said};

pub const DESCRIBED: Described = Described {
    name: "workshop",
    describe,
    access: |_| Access::Read,
    run,
};

/// The longest workshop, in minutes: a week.
const MOST_MINUTES: i64 = 7 * 24 * 60;
/// The most people in a room.
const MOST_PEOPLE: i64 = 1_000;

fn describe(command: Command, language: Language) -> Command {
    let all = [
        describe_open(language),
        describe_respondents(language),
        describe_form(language),
        describe_anchors(language),
        describe_books(language),
        describe_enter(language),
        sub(
            "reveal",
            language,
            "Show all answers at once, from three people on",
            "全員の回答を一斉に公開する (3人以上が回答した後)",
        ),
        describe_settle(language),
        sub(
            "status",
            language,
            "Show how far the workshop is",
            "ワークショップの状況を表示する",
        ),
        describe_record(language),
        describe_close(language),
    ];
    command
        .about(language.pick(
            "Hold a workshop: secret answers, spread, consensus",
            "ワークショップを行う (非公開の回答、ばらつき、合意)",
        ))
        .override_usage(language.pick(
            "psirt-maturity workshop <step> WORKSPACE [options]",
            "psirt-maturity workshop <段階> ワークスペース [オプション]",
        ))
        .subcommand_required(true)
        .subcommands(all)
        .after_help(examples(
            language,
            &[
                "psirt-maturity workshop open minato.psirtws --from 2026.psirt.json \\",
                "  --people 8 --promise never",
                "psirt-maturity workshop enter minato.psirtws --respondent 1 < answers-1.txt",
                "psirt-maturity workshop reveal minato.psirtws",
                "psirt-maturity workshop settle minato.psirtws --close-ones",
                "psirt-maturity workshop record minato.psirtws -o settled.workshop.json",
                "psirt-maturity workshop close minato.psirtws -o settled.psirt.json",
            ],
        ))
}

/// A step of a workshop, with what all of them understand.
fn sub(name: &'static str, language: Language, en: &'static str, ja: &'static str) -> Command {
    let usage = language.pick(
        format!("psirt-maturity workshop {name} WORKSPACE [options]"),
        format!("psirt-maturity workshop {name} ワークスペース [オプション]"),
    );
    Command::new(name)
        .about(language.pick(en, ja))
        .override_usage(usage)
        .arg(workspace(language))
        .arg(
            option("assessment", language)
                .value_name("ID")
                .display_order(800)
                .help(language.pick(
                    "The assessment, where the workspace holds several",
                    "アセスメント (ワークスペースに複数ある場合)",
                )),
        )
        .arg(passphrase_file(language))
        .arg(
            option("keys", language)
                .value_name(language.pick("DIR", "フォルダー"))
                .display_order(802)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "Where the key of the workshop lies (default: your own data on this machine)",
                    "ワークショップの鍵の置き場所 (既定はこのコンピューターのユーザーデータ)",
                )),
        )
        .after_help(examples(language, &[example_of(name)]))
}

fn example_of(name: &str) -> &'static str {
    match name {
        "open" => "psirt-maturity workshop open minato.psirtws --people 8 --promise by-group",
        "respondents" => {
            "psirt-maturity workshop respondents minato.psirtws 1=Sato:legal 2=:quality"
        }
        "enter" => "psirt-maturity workshop enter minato.psirtws --respondent 3 1.1=2 1.2=?",
        "anchors" => "psirt-maturity workshop anchors minato.psirtws --respondent 3 < scores-3.txt",
        "books" => "psirt-maturity workshop books minato.psirtws returned/*.xlsx",
        "form" => "psirt-maturity workshop form minato.psirtws -o forms --language en",
        "reveal" => "psirt-maturity workshop reveal minato.psirtws",
        "settle" => "psirt-maturity workshop settle minato.psirtws 1.1=3 --reason \"since May\"",
        "status" => "psirt-maturity workshop status minato.psirtws --json",
        "record" => "psirt-maturity workshop record minato.psirtws -o 2026.workshop.json",
        _ => "psirt-maturity workshop close minato.psirtws -o settled.psirt.json",
    }
}

fn describe_open(language: Language) -> Command {
    sub("open", language, "Open a workshop about an assessment", "ワークショップを開始する")
        .arg(
            option("promise", language)
                .value_name("named|by-group|never")
                .required(true)
                .value_parser(["named", "by-group", "never"])
                .hide_possible_values(true)
                .help(language.pick(
                    "What becomes of names; it cannot be changed later",
                    "回答者の名前の扱い: named (記名)、by-group (グループ別)、never (完全匿名)。後から変更できない",
                )),
        )
        .arg(
            option("people", language)
                .value_name("N")
                .required(true)
                .value_parser(clap::value_parser!(u32).range(1..=MOST_PEOPLE))
                .help(language.pick("How many answer", "回答者の人数")),
        )
        .arg(
            option("minutes", language)
                .value_name("N")
                .default_value("120")
                .hide_default_value(true)
                .value_parser(clap::value_parser!(u32).range(1..=MOST_MINUTES))
                .help(language.pick("How long it lasts, 120 if not given", "時間 (分)。指定しなければ120")),
        )
        .arg(
            option("about", language)
                .value_name("ID")
                .action(ArgAction::Append)
                .help(language.pick(
                    "Ask about this area or service only; may be repeated",
                    "対象とするエリアまたはサービス (繰り返し可)",
                )),
        )
        .arg(file_option(
            "from",
            language,
            "Take this assessment file in first; a missing workspace is made",
            "このアセスメントファイルを先に取り込む。ワークスペースがなければ作成する",
        ))
}

fn describe_respondents(language: Language) -> Command {
    sub(
        "respondents",
        language,
        "Name respondents and put them into groups",
        "回答者の名前とグループを決める",
    )
    .arg(
        argument(
            "respondents",
            language.pick("N=NAME:GROUP", "番号=名前:グループ"),
            language,
        )
        .required(true)
        .num_args(1..)
        .display_order(1)
        .help(language.pick(
            "A number with a name, a group, or both",
            "番号と、名前またはグループ、あるいは両方",
        )),
    )
}

fn describe_form(language: Language) -> Command {
    sub(
        "form",
        language,
        "Write a paper form for each respondent, as PDF",
        "回答者ごとの回答用紙をPDFで作成する",
    )
    .arg(
        option("output", language)
            .short('o')
            .value_name(language.pick("DIR", "フォルダー"))
            .required(true)
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick(
                "The folder to write to; a file that is there is never replaced",
                "出力先のフォルダー (すでにあるファイルは上書きしない)",
            )),
    )
}

fn describe_anchors(language: Language) -> Command {
    sub(
        "anchors",
        language,
        "Score the anchor cases, and see how the room reads the scale",
        "基準事例を採点し、尺度の読み方の偏りを確かめる",
    )
    .arg(
        option("respondent", language)
            .value_name("N")
            .value_parser(clap::value_parser!(u32))
            .conflicts_with("show")
            .help(language.pick(
                "Take what this respondent scored: a row from standard input with the level of each case, or - for none",
                "この回答者の採点を取り込む (標準入力の1行に、事例の順に1文字ずつレベル、なしは-)",
            )),
    )
    .arg(
        option("show", language)
            .action(ArgAction::SetTrue)
            .help(language.pick(
                "Show the offsets to the room, from three people on; nothing is taken afterwards",
                "偏りを全員に公開する (3人以上が採点した後。以後は採点できない)",
            )),
    )
}

fn describe_books(language: Language) -> Command {
    sub(
        "books",
        language,
        "Hand out fill-in books, or take them back as secret answers",
        "記入用ブックを配る、または非公開の回答として取り込む",
    )
    .arg(
        argument("books", language.pick("BOOK", "ブック"), language)
            .num_args(1..)
            .display_order(1)
            .value_parser(clap::value_parser!(PathBuf))
            .conflicts_with("output")
            .required_unless_present("output")
            .help(language.pick("Books that came back", "戻ったブック")),
    )
    .arg(
        option("output", language)
            .short('o')
            .value_name(language.pick("DIR", "フォルダー"))
            .value_parser(clap::value_parser!(PathBuf))
            .help(language.pick(
                "The folder to hand out to; a file that is there is never replaced",
                "配布用ブックの出力先フォルダー (すでにあるファイルは上書きしない)",
            )),
    )
}

fn describe_enter(language: Language) -> Command {
    sub(
        "enter",
        language,
        "Take the secret answers of one respondent",
        "回答者1人の回答を記入する",
    )
    .arg(
        argument(
            "answers",
            language.pick("SERVICE=ANSWER", "サービス=回答"),
            language,
        )
        .num_args(0..)
        .display_order(1)
        .help(language.pick(
            "As for `answer`; without any, a row is read from standard input: one letter for each service in order, a level, n, ?, or - for none",
            "`answer`と同じ形。指定しなければ標準入力から1行を読む (サービスの順に1文字ずつ、レベル、n、?、なしは-)",
        )),
    )
    .arg(
        option("respondent", language)
            .value_name("N")
            .required(true)
            .value_parser(clap::value_parser!(u32))
            .help(language.pick("The number of the respondent", "回答者の番号")),
    )
    .arg(
        option("note", language)
            .value_name(language.pick("SERVICE=TEXT", "サービス=文字列"))
            .action(ArgAction::Append)
            .help(language.pick(
                "A remark, or why somebody moved; may be repeated",
                "メモ、または回答を変えた理由 (繰り返し可)",
            )),
    )
}

fn describe_settle(language: Language) -> Command {
    let text = |name, en: &'static str, ja: &'static str| {
        option(name, language)
            .value_name(language.pick("TEXT", "文字列"))
            .help(language.pick(en, ja))
    };
    sub(
        "settle",
        language,
        "Settle a service, all close ones, or park one",
        "サービスの回答を決める、または保留にする",
    )
    .arg(
        argument(
            "answer",
            language.pick("SERVICE=ANSWER", "サービス=回答"),
            language,
        )
        .display_order(1)
        .conflicts_with_all(["close-ones", "park"])
        .required_unless_present_any(["close-ones", "park"])
        .help(language.pick("What is settled", "決定する回答")),
    )
    .arg(text(
        "reason",
        "Why it is not the answer proposed",
        "提案と違う回答にする理由",
    ))
    .arg(
        text(
            "dissent",
            "Who stands by something else: LEVEL:REASON, or N:LEVEL:REASON where all are named",
            "異論。「レベル:理由」、記名の場合は「番号:レベル:理由」(繰り返し可)",
        )
        .action(ArgAction::Append),
    )
    .arg(
        option("close-ones", language)
            .action(ArgAction::SetTrue)
            .conflicts_with("park")
            .help(language.pick(
                "Settle all that are agreed or close as proposed",
                "一致とほぼ一致のサービスをすべて提案どおりに決める",
            )),
    )
    .arg(
        option("park", language)
            .value_name(language.pick("SERVICE", "サービス"))
            .requires("owner")
            .requires("due")
            .help(language.pick("Park this service", "このサービスを保留にする")),
    )
    .arg(text("owner", "Who finds out", "保留の担当者"))
    .arg(
        option("due", language)
            .value_name(language.pick("DATE", "日付"))
            .value_parser(date())
            .help(language.pick("Until when", "保留の期日")),
    )
    .arg(text("question", "What is to be found out", "確認すること"))
}

fn describe_record(language: Language) -> Command {
    sub(
        "record",
        language,
        "Write the record of the workshop, for the report",
        "ワークショップの記録をレポートのために書き出す",
    )
    .arg(
        file_option(
            "output",
            language,
            "The file to write; one that is there is never replaced",
            "出力先のファイル (すでにあるファイルは上書きしない)",
        )
        .short('o')
        .required(true),
    )
}

fn describe_close(language: Language) -> Command {
    sub(
        "close",
        language,
        "End the workshop and remove its key",
        "ワークショップを終了し、鍵を削除する",
    )
    .arg(
        file_option(
            "output",
            language,
            "Write the assessment to this file, too; one that is there is never replaced",
            "アセスメントをこのファイルにも書き出す (すでにあるファイルは上書きしない)",
        )
        .short('o'),
    )
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let (step, matches) = matches.subcommand().expect("the parser asks for a step");
    let (mut room, from) = room(terminal, step, matches)?;
    let named = from.as_ref().or_else(|| matches.get_one("assessment"));
    let assessment = room.assessment(named.map(String::as_str))?;
    let said = take(terminal, step, matches, &mut room, &assessment);
    // Its backup comes whether or not the step was done.
    let left = room.leave();
    let said = said?;
    left?;
    Ok(said)
}

fn take(
    terminal: &Terminal,
    step: &str,
    matches: &ArgMatches,
    room: &mut Room,
    assessment: &str,
) -> Result<Said, Refusal> {
    let texts = |name| -> Vec<String> {
        let found = matches.get_many::<String>(name);
        found.into_iter().flatten().cloned().collect()
    };
    let standing = match step {
        "open" => room.begin(assessment, &plan(matches, texts("about")))?,
        "respondents" => {
            let respondents: Option<Vec<Respondent>> = texts("respondents")
                .iter()
                .map(|typed| respondent(typed))
                .collect();
            let respondents =
                respondents.ok_or_else(|| not_understood(terminal, "1=Sato:legal"))?;
            room.name(assessment, &respondents)?
        }
        "form" => {
            let folder: &PathBuf = matches.get_one("output").expect("the parser asks for it");
            let standing = room.of(assessment).standing()?;
            let files = write_forms(&standing, terminal.output.language, folder)?;
            return Ok(shown::files(terminal.output, &files));
        }
        "anchors" => {
            if let Some(&number) = matches.get_one::<u32>("respondent") {
                room.of(assessment).score_anchors(number, &typed_row()?)?;
            }
            let standing = if matches.get_flag("show") {
                room.of(assessment).show_anchors()?
            } else {
                room.of(assessment).standing()?
            };
            let scored = room.of(assessment).scored_anchors(&standing)?;
            let anchors = Workshops::anchors(&standing)?;
            return Ok(shown::anchors(terminal.output, &standing, anchors, scored));
        }
        "books" => {
            let language = terminal.output.language;
            if let Some(folder) = matches.get_one::<PathBuf>("output") {
                let files = write_books(&room.of(assessment).standing()?, language, folder)?;
                return Ok(shown::files(terminal.output, &files));
            }
            let paths = matches.get_many::<PathBuf>("books").into_iter().flatten();
            let paths: Vec<PathBuf> = paths.cloned().collect();
            let (taken, answered) = room.of(assessment).take_books(&paths)?;
            return Ok(shown::taken(terminal.output, &taken, answered));
        }
        "enter" => {
            let typed = texts("answers");
            let row = if typed.is_empty() {
                Some(typed_row()?)
            } else {
                None
            };
            let number = *matches
                .get_one("respondent")
                .expect("the parser asks for it");
            let notes = texts("note");
            room.enter(assessment, number, row.as_deref(), &typed, &notes)?;
            room.of(assessment).standing()?
        }
        "record" => {
            let path: &PathBuf = matches.get_one("output").expect("the parser asks for it");
            write_record(&room.of(assessment).record()?, path)?;
            return Ok(shown::files(terminal.output, std::slice::from_ref(path)));
        }
        "reveal" => room.of(assessment).reveal()?,
        "settle" => settle(terminal, matches, room, assessment)?,
        "close" => {
            if let Some(path) = matches.get_one::<PathBuf>("output") {
                // Before the end, which cannot be taken back.
                assessments::write_new(&room.of(assessment).standing()?.assessment, path)?;
            }
            room.of(assessment).end()?
        }
        _ => room.of(assessment).standing()?,
    };
    Ok(shown::said(terminal.output, &standing))
}

fn room(
    terminal: &Terminal,
    step: &str,
    matches: &ArgMatches,
) -> Result<(Room, Option<String>), Refusal> {
    let path: &PathBuf = matches
        .get_one("workspace")
        .expect("the parser asks for it");
    let file = matches.get_one::<PathBuf>("passphrase-file");
    let passphrase = super::passphrase(terminal.output, path, file)?;
    let keys = matches.get_one::<PathBuf>("keys").cloned();
    let keys = keys.or_else(usual_keys);
    let keys = keys.ok_or_else(|| not_understood(terminal, "--keys DIR"))?;
    let from = (step == "open")
        .then(|| matches.get_one::<PathBuf>("from"))
        .flatten();
    let Some(from) = from else {
        return Ok((Room::open(path, passphrase, keys)?, None));
    };
    let opened = assessments::open(&terminal.library, from)?;
    let mut room = if path.exists() {
        Room::open(path, passphrase, keys)?
    } else {
        Room::create(path, passphrase, keys)?
    };
    room.take_in(&opened.assessment, &opened.sheet)?;
    Ok((room, Some(opened.assessment.id().to_owned())))
}

fn plan(matches: &ArgMatches, subjects: Vec<String>) -> TypedPlan {
    let promise: &String = matches.get_one("promise").expect("the parser asks for it");
    TypedPlan {
        promise: match promise.as_str() {
            "named" => Promise::Named,
            "by-group" => Promise::ByGroup,
            _ => Promise::Never,
        },
        minutes: *matches.get_one("minutes").expect("it has a default"),
        subjects,
        people: *matches.get_one("people").expect("the parser asks for it"),
    }
}

/// `1=Sato:legal`, `2=Sato`, `3=:quality`.
fn respondent(typed: &str) -> Option<Respondent> {
    let (number, rest) = typed.split_once(['=', '＝'])?;
    let (name, group) = rest.split_once([':', '：']).unwrap_or((rest, ""));
    Some(Respondent {
        number: number.trim().parse().ok()?,
        name: name.trim().to_owned(),
        group: group.trim().to_owned(),
    })
}

/// What standard input holds: answers given there stand in no list of commands.
fn typed_row() -> Result<String, Error> {
    /// Far more than any sheet has services.
    const MOST: u64 = 100_000;
    let mut row = String::new();
    std::io::stdin()
        .take(MOST)
        .read_to_string(&mut row)
        .map_err(|reason| Error::Read {
            path: PathBuf::from("-"),
            reason,
        })?;
    Ok(row)
}

fn settle(
    terminal: &Terminal,
    matches: &ArgMatches,
    room: &mut Room,
    assessment: &str,
) -> Result<psirt_app::workshops::Standing, Refusal> {
    let text = |name| matches.get_one::<String>(name).cloned().unwrap_or_default();
    if matches.get_flag("close-ones") {
        return Ok(room.settle_close_ones(assessment)?);
    }
    if let Some(service) = matches.get_one::<String>("park") {
        let due: &Date = matches.get_one("due").expect("the parser asks for it");
        let parked = Parked {
            owner: text("owner"),
            due: *due,
            question: text("question"),
        };
        return Ok(room.park(assessment, service, parked)?);
    }
    let typed: Vec<&String> = matches.get_many("dissent").into_iter().flatten().collect();
    let dissent: Option<Vec<Dissent>> = typed.into_iter().map(|typed| dissent(typed)).collect();
    let dissent = dissent.ok_or_else(|| not_understood(terminal, "2:4:\"seen it done\""))?;
    let answer = text("answer");
    Ok(room.settle(assessment, &answer, |answer| Settlement {
        answer,
        reason: text("reason"),
        dissent,
    })?)
}

/// `4:reason`, or `2:4:reason` with the number of the respondent.
fn dissent(typed: &str) -> Option<Dissent> {
    let (first, rest) = typed.split_once([':', '：'])?;
    let level = |text: &str| text.trim().parse().ok().map(Level::new);
    if let Some((second, reason)) = rest.split_once([':', '：'])
        && let Some(second) = level(second)
    {
        return Some(Dissent {
            respondent: Some(first.trim().parse().ok()?),
            level: Some(second),
            reason: reason.trim().to_owned(),
        });
    }
    Some(Dissent {
        respondent: None,
        level: Some(level(first)?),
        reason: rest.trim().to_owned(),
    })
}

fn not_understood(terminal: &Terminal, example: &str) -> Refusal {
    let language = terminal.output.language;
    Refusal::Told(Failure::usage(
        language
            .pick("what was typed is not understood", "入力を解釈できない")
            .to_owned(),
        language.pick(format!("such as `{example}`"), format!("例: `{example}`")),
    ))
}
