//! `contribute`: a member's answers for a cohort, looked at before they leave.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;

use clap::{Arg, ArgAction, ArgMatches, Command};
use psirt_app::assessments::today;
use psirt_app::cohorts::{self, CardFile, Choices, Member, Prepared, Written, read_card};
use psirt_app::workspaces::Access;
use psirt_core::Language;
use psirt_core::contribution::Withheld;
use serde_json::{Value, json};

use super::{Described, Refusal, Terminal};
use crate::arguments::{
    IN_WORKSPACE, argument, examples, file_name, file_option, in_workspace, option,
};
use crate::layout::{paragraph, whole};
use crate::output::{Failure, Notice, Said};

pub const DESCRIBED: Described = Described {
    name: "contribute",
    describe,
    access: |_| Access::Make,
    run,
};

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "Give a round's levels to a cohort, sealed to its coordinator",
            "集団にレベルを提供する (幹事だけが開けるように封をする)",
        ))
        .override_usage(language.pick(
            "psirt-maturity contribute CARD FILE... -o OUT [options]",
            "psirt-maturity contribute 集団カード ファイル... -o 出力 [オプション]",
        ))
        .arg(
            argument("card", language.pick("CARD", "集団カード"), language)
                .required(true)
                .display_order(0)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "The cohort card from your coordinator",
                    "幹事から受け取った集団カード",
                )),
        )
        .arg(
            argument("files", file_name(language), language)
                .num_args(0..)
                .required_unless_present("withdraw")
                .conflicts_with("withdraw")
                .display_order(1)
                .value_parser(clap::value_parser!(PathBuf))
                .help(language.pick(
                    "Finished assessments, one of each of your scopes: files, or ids, titles or dates in the workspace, or `newest`",
                    "完了したアセスメント (対象範囲ごとに1つ)。ファイル、またはワークスペースの中のID、題名、日付、`newest` (最新)",
                )),
        )
        .arg(
            file_option(
                "output",
                language,
                "The contribution; a file that is there is never replaced",
                "提供データのファイル (すでにあるファイルは上書きしない)",
            )
            .short('o')
            .required(true),
        )
        .args(in_workspace(language))
        .mut_arg(IN_WORKSPACE, |argument| {
            argument.required(true).help(language.pick(
                "The workspace that keeps your key for this cohort, and may hold the assessments; a missing one is made",
                "この集団での鍵を保管するワークスペース。アセスメントもこの中のものを指定できる。なければ作成する",
            ))
        })
        .args(choosing(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity contribute 2026.psirt-cohort.json 2026.psirt.json \\",
                "  -o minato.psirt-contribution --workspace minato.psirtws",
                "psirt-maturity contribute 2026.psirt-cohort.json a.psirt.json b.psirt.json \\",
                "  -o minato.psirt-contribution --workspace minato.psirtws \\",
                "  --withhold size,model --yes",
                "psirt-maturity contribute 2026.psirt-cohort.json --withdraw \\",
                "  -o back.psirt-contribution --workspace minato.psirtws",
            ],
        ))
}

/// What a member decides.
fn choosing(language: Language) -> [Arg; 5] {
    [
        option("withhold", language)
            .value_name("sector,size,model")
            .value_delimiter(',')
            .action(ArgAction::Append)
            .value_parser(["sector", "size", "model"])
            .hide_possible_values(true)
            .help(language.pick(
                "Keep these to yourself",
                "提供しない項目: sector (業種)、size (規模)、model (組織モデル)",
            )),
        option("code", language)
            .value_name(language.pick("CODE", "コード"))
            .help(language.pick(
                "The code from your coordinator, where the cohort asks for one",
                "幹事から受け取ったコード (必要な集団の場合)",
            )),
        option("prepared-by", language)
            .value_name(language.pick("NAME", "名前"))
            .help(language.pick("The adviser who prepared it", "作成を支援した者の名前")),
        option("withdraw", language)
            .action(ArgAction::SetTrue)
            .help(language.pick(
                "Take back all you contributed to this edition",
                "この版に提供したものをすべて取り下げる",
            )),
        option("yes", language)
            .action(ArgAction::SetTrue)
            .help(language.pick("Write it without asking", "確認せずに書き出す")),
    ]
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let path = |name| -> &PathBuf { matches.get_one(name).expect("the parser asks for it") };
    let card = read_card(&terminal.library, path("card"))?;
    let rounds = matches
        .get_many::<PathBuf>("files")
        .into_iter()
        .flatten()
        .map(|named| terminal.open_either(named))
        .collect::<Result<Vec<_>, _>>()?;
    let workspace = terminal.workspace.as_ref();
    let mut workspace = workspace.expect("the parser asks for it").borrow_mut();
    let mut member = Member::of(workspace.parts_mut().0);
    let prepared = member.prepare(&card, &rounds, choices(matches), today())?;
    if !matches.get_flag("yes") {
        confirm(terminal, &card, &prepared)?;
    }
    let written = member.hand_in(&prepared, path("output"))?;
    Ok(said(terminal, &card, &prepared, &written))
}

fn choices(matches: &ArgMatches) -> Choices {
    let withheld: Vec<&String> = matches.get_many("withhold").into_iter().flatten().collect();
    let has = |name| withheld.iter().any(|&typed| typed == name);
    Choices {
        code: matches.get_one::<String>("code").cloned(),
        withheld: Withheld {
            sector: has("sector"),
            size: has("size"),
            model: has("model"),
        },
        prepared_by: matches.get_one::<String>("prepared-by").cloned(),
    }
}

/// Shows everything that would leave, and asks; nothing was written or remembered before.
fn confirm(terminal: &Terminal, card: &CardFile, prepared: &Prepared) -> Result<(), Refusal> {
    let language = terminal.output.language;
    let unconfirmed = || {
        Refusal::Told(Failure::usage(
            language
                .pick(
                    "nothing was written, because nobody said yes",
                    "確認がなかったため、何も書き出していない",
                )
                .to_owned(),
            language
                .pick(
                    "type `yes`, or use `--yes` where nobody is there to ask",
                    "`yes`と入力するか、確認できる人がいない場合は`--yes`を使う",
                )
                .to_owned(),
        ))
    };
    if terminal.output.json {
        return Err(unconfirmed());
    }
    let mut shown = leaving(card, prepared, language);
    shown += language.pick("\nWrite it? (yes/no) ", "\n書き出しますか? (yes/no) ");
    // The question is no part of what the command says in the end.
    let mut asking = std::io::stderr().lock();
    if asking
        .write_all(shown.as_bytes())
        .and_then(|()| asking.flush())
        .is_err()
    {
        return Err(unconfirmed());
    }
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    if !std::io::stdin().is_terminal() {
        let _ = asking.write_all(b"\n");
    }
    let answer = psirt_core::letters::plain(&answer).trim().to_lowercase();
    match read {
        Ok(_) if ["y", "yes", "はい"].contains(&answer.as_str()) => Ok(()),
        _ => Err(unconfirmed()),
    }
}

/// Everything that leaves, field by field, and what does not.
fn leaving(card: &CardFile, prepared: &Prepared, language: Language) -> String {
    let contribution = &prepared.contribution;
    let title = card.card.title();
    let mut text = paragraph(
        "",
        &language.pick(
            format!("This leaves your organization, sealed so that the coordinator of {title} alone can open it:"),
            format!("次の内容を、{title}の幹事だけが開けるように封をして提供する:"),
        ),
    );
    for (name, value) in cohorts::fields(contribution, language) {
        let is_key = value.starts_with("SHA256:");
        let value = if is_key { whole(&value) } else { value };
        text += &paragraph(&format!("  {name}: "), &value);
    }
    if !contribution.is_withdrawn() {
        let levels: Vec<String> = card
            .sheet
            .services()
            .filter_map(|service| {
                let given = *contribution.levels().get(service.id.as_str())?;
                Some(format!(
                    "{}={}",
                    service.id,
                    cohorts::given(given, language)
                ))
            })
            .collect();
        let (count, all) = (levels.len(), card.sheet.services().count());
        let name = language.pick(
            format!("  answers to {count} of {all} services: "),
            format!("  {all}サービス中{count}件の回答: "),
        );
        text += &paragraph(&name, &levels.join(language.pick(", ", "、")));
    }
    text += &paragraph(
        language.pick("This does not leave: ", "次の内容は提供しない: "),
        cohorts::what_stays(language),
    );
    text += &paragraph(
        "",
        language.pick(
            "Key of the cohort, to be compared by phone:",
            "集団の鍵の指紋 (電話で照合する):",
        ),
    );
    text += &paragraph("  ", &whole(&prepared.coordinator));
    for (_, doubt) in cohorts::doubts(prepared, language) {
        text += &paragraph(language.pick("Look again: ", "要確認: "), &doubt);
    }
    text
}

fn said(terminal: &Terminal, card: &CardFile, prepared: &Prepared, written: &Written) -> Said {
    let output = terminal.output;
    let language = output.language;
    let file = written.path.display().to_string();
    let text = if output.json {
        let contribution: Value =
            serde_json::from_str(&prepared.contribution.to_json()).expect("a contribution is JSON");
        output.to_json(&json!({
            "file": file,
            "fingerprint": prepared.coordinator,
            "member": written.member,
            "number": written.number,
            "withdrawn": written.withdrawn,
            "contribution": contribution,
        }))
    } else {
        let (file, title) = (whole(&file), card.card.title());
        paragraph(
            "",
            &language.pick(
                format!("{file} is written: send it to the coordinator of {title}."),
                format!("{file}を書き出した。{title}の幹事に送る。"),
            ),
        )
    };
    let doubts = cohorts::doubts(prepared, language).into_iter();
    let warnings = doubts.map(|(code, message)| Notice {
        code,
        message,
        ..Notice::default()
    });
    Said {
        warnings: warnings.collect(),
        ..Said::done(text)
    }
}
