//! `actions`: the actions of the plan: listed, changed many at once, written for other programs.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgGroup, ArgMatches, Command};
use psirt_app::assessments::{Opened, today};
use psirt_app::error::Error;
use psirt_app::json::{ActionShape, WorkShape};
use psirt_app::plans::{self, Change, Due, Format};
use psirt_app::workspaces::Access;
use psirt_app::{files, words};
use psirt_core::agenda::is_overdue;
use psirt_core::assessment::ActionState;
use psirt_core::roadmap::{Days, PlannedAction, Quarter, Roadmap, roadmap};
use psirt_core::schedule::{MOST_QUARTERS, Pace};
use psirt_core::score::one_decimal;
use psirt_core::{Date, Language};
use serde_json::json;

use super::{Described, Refusal, Terminal};
use crate::arguments::{
    argument, assessment_file, date, examples, file_name, in_workspace, option,
};
use crate::layout::{Column, Table, paragraph, whole};
use crate::output::{Failure, Output, Said};

pub const DESCRIBED: Described = Described {
    name: "actions",
    describe,
    access: |matches| {
        if matches.contains_id("change") {
            Access::Write
        } else {
            Access::Read
        }
    },
    run,
};

/// States as they are typed.
const STATES: [(&str, ActionState); 4] = [
    ("planned", ActionState::Planned),
    ("in_progress", ActionState::InProgress),
    ("done", ActionState::Done),
    ("dropped", ActionState::Dropped),
];

/// More person-days than any team has in a quarter.
const MOST_DAYS: f64 = 100_000.0;

fn describe(command: Command, language: Language) -> Command {
    command
        .about(language.pick(
            "List, change and write out the actions of the plan",
            "計画の施策を一覧にし、まとめて変更し、書き出す",
        ))
        .override_usage(language.pick(
            "psirt-maturity actions FILE [WHICH]... [options]",
            "psirt-maturity actions ファイル [対象]... [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(
            argument("which", language.pick("WHICH", "対象"), language)
                .num_args(0..)
                .display_order(1)
                .help(language.pick(
                    "An action's id, a service with its open actions, or all, open, undated, unowned, overdue; undated and unowned are open ones",
                    "施策のID、サービス (その未完了の施策)、またはall (すべて)、open (未完了)、undated (未完了で期日なし)、unowned (未完了で担当なし)、overdue (期限切れ)",
                )),
        )
        .args(changes(language))
        .args(outputs(language))
        .group(ArgGroup::new("change").args(["owner", "due", "state", "spread", "pace"]).multiple(true))
        .args(in_workspace(language))
        .after_help(examples(
            language,
            language.pick(
                &[
                    "psirt-maturity actions 2026.psirt.json overdue",
                    "psirt-maturity actions 2026.psirt.json 1.1 2.1 --owner Sato --due 2027-03-31",
                    "psirt-maturity actions 2026.psirt.json undated --pace 30 --from 2027-01-01",
                    "psirt-maturity actions 2026.psirt.json --ics plan.ics --csv plan.csv",
                ],
                &[
                    "psirt-maturity actions 2026.psirt.json overdue",
                    "psirt-maturity actions 2026.psirt.json 1.1 2.1 --owner 佐藤 --due 2027-03-31",
                    "psirt-maturity actions 2026.psirt.json undated --pace 30 --from 2027-01-01",
                    "psirt-maturity actions 2026.psirt.json --ics plan.ics --csv plan.csv",
                ],
            ),
        ))
}

/// What can be changed.
fn changes(language: Language) -> [Arg; 6] {
    let due = |text: &str| match text {
        "none" => Ok(None),
        _ => match text.parse::<Date>() {
            Ok(day) if text.len() == "2026-04-01".len() => Ok(Some(day)),
            _ => Err("date".to_owned()),
        },
    };
    let quarters = |text: &str| match text.parse::<usize>() {
        Ok(count) if (1..=MOST_QUARTERS).contains(&count) => Ok(count),
        _ => Err("quarters".to_owned()),
    };
    let pace = |text: &str| match text.parse::<f64>() {
        Ok(days) if days > 0.0 && days <= MOST_DAYS => Ok(days),
        _ => Err("days".to_owned()),
    };
    [
        option("owner", language)
            .value_name(language.pick("NAME", "氏名"))
            .help(language.pick(
                "Give them to one owner; an empty name takes the owner away",
                "担当を1人に決める。空にすると担当なしにする",
            )),
        option("due", language)
            .value_name(language.pick("DATE", "日付"))
            .value_parser(due)
            .help(language.pick(
                "Give them one due date, `none` takes it away",
                "期日を同じ日にする。`none`で期日をなくす",
            )),
        option("state", language)
            .value_name(language.pick("STATE", "状態"))
            .value_parser(STATES.map(|(name, _)| name))
            .hide_possible_values(true)
            .help(language.pick(
                "planned, in_progress, done or dropped",
                "planned (予定)、in_progress (進行中)、done (完了)、dropped (取りやめ)",
            )),
        option("spread", language)
            .value_name(language.pick("QUARTERS", "四半期数"))
            .value_parser(quarters)
            .conflicts_with_all(["due", "pace"])
            .help(language.pick(
                "Spread the open ones over so many quarters, with as much work in each",
                "未完了の施策を、指定した数の四半期に工数が均等になるよう割り振る",
            )),
        option("pace", language)
            .value_name(language.pick("DAYS", "人日"))
            .value_parser(pace)
            .conflicts_with("due")
            .help(language.pick(
                "Spread the open ones with so many person-days in a quarter",
                "未完了の施策を、四半期あたりの人日に収まるよう割り振る",
            )),
        option("from", language)
            .value_name(language.pick("DATE", "日付"))
            .value_parser(date())
            .help(language.pick(
                "A day of the first quarter to spread over (default: the next quarter)",
                "割り振りを始める四半期の中の日付 (既定は次の四半期)",
            )),
    ]
}

/// What can be written.
fn outputs(language: Language) -> [Arg; 2] {
    let file = |name| {
        option(name, language)
            .value_name(file_name(language))
            .action(ArgAction::Set)
            .value_parser(clap::value_parser!(PathBuf))
    };
    [
        file("ics").help(language.pick(
            "Write what is open and dated as a calendar; one that is there is replaced",
            "未完了で期日のある施策をカレンダーに書き出す。同名のファイルは置き換える",
        )),
        file("csv").help(language.pick(
            "Write them as a table; one that is there is replaced",
            "表に書き出す。同名のファイルは置き換える",
        )),
    ]
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let output = terminal.output;
    let files = files_to_write(output, matches)?;
    let mut opened = terminal.open(matches, "file")?;
    let today = today();
    let which: Vec<&String> = matches.get_many("which").into_iter().flatten().collect();
    let chosen = chosen(&opened, &which, today)?;
    let mut changed = Vec::new();
    if matches.contains_id("change") {
        if which.is_empty() {
            return Err(nothing_chosen(output).into());
        }
        let change = change(matches, today);
        changed = apply(terminal, &mut opened, &chosen, &change)?;
    }
    let is_chosen = |planned: &PlannedAction<'_>| chosen.contains(&planned.action.id);
    for (format, path) in &files {
        let (sheet, assessment) = (&opened.sheet, &opened.assessment);
        let bytes = plans::write(sheet, assessment, *format, output.language, is_chosen);
        files::write(path, &bytes)?;
    }
    let whole_plan = roadmap(&opened.sheet, &opened.assessment);
    let mut plan = whole_plan.clone();
    plan.actions.retain(is_chosen);
    if output.json {
        let overdue = plan.actions.iter().map(|planned| planned.action);
        let overdue = overdue.filter(|action| is_overdue(action, today));
        let written = files.iter().map(|(_, path)| path.display().to_string());
        return Ok(Said::done(output.to_json(&json!({
            "roadmap": ActionShape::all(&plan),
            "overdue": overdue.map(|action| &action.id).collect::<Vec<_>>(),
            "work": WorkShape::of(&whole_plan),
            "changed": changed,
            "files": written.collect::<Vec<_>>(),
        }))));
    }
    let language = output.language;
    let mut text = terminal.heading(&opened) + &lines(&plan, today, language);
    if matches.contains_id("change") {
        text.push('\n');
        text += &paragraph("", &count_changed(changed.len(), language));
    }
    if matches.contains_id("spread") || matches.contains_id("pace") {
        text += &quarters(&whole_plan, language);
    }
    for (_, path) in &files {
        let path = whole(&path.display().to_string());
        let said = language.pick(format!("Written: {path}"), format!("書き出し: {path}"));
        text += &paragraph("", &said);
    }
    Ok(Said::done(text))
}

/// The files asked for. Their endings say what they are: nothing else is replaced by a slip.
fn files_to_write(output: Output, matches: &ArgMatches) -> Result<Vec<(Format, PathBuf)>, Failure> {
    let mut files = Vec::new();
    for (name, format) in [("ics", Format::Ics), ("csv", Format::Csv)] {
        let Some(path) = matches.get_one::<PathBuf>(name) else {
            continue;
        };
        if !ends_as(path, format) {
            let shown = path.display();
            let language = output.language;
            return Err(Failure::usage(
                language.pick(
                    format!("`{shown}` does not end with .{name}"),
                    format!("`{shown}`の拡張子が.{name}でない"),
                ),
                language.pick(
                    format!("name the file such as plan.{name}"),
                    format!("plan.{name}のように指定する"),
                ),
            ));
        }
        files.push((format, path.clone()));
    }
    Ok(files)
}

fn ends_as(path: &Path, format: Format) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    let mut endings = format.endings().iter();
    ending.is_some_and(|ending| endings.any(|known| ending.eq_ignore_ascii_case(known)))
}

fn nothing_chosen(output: Output) -> Failure {
    let pick = |en: &str, ja: &str| output.language.pick(en, ja).to_owned();
    Failure::usage(
        pick(
            "it is not said which actions to change",
            "変更する施策が指定されていない",
        ),
        pick(
            "name ids or services, or `open` for all that are open",
            "IDかサービスを指定する。未完了の施策すべては`open`",
        ),
    )
}

/// The ids of the actions that were named; of all, where none was.
fn chosen(opened: &Opened, which: &[&String], today: Date) -> Result<Vec<String>, Error> {
    let actions = opened.assessment.actions();
    let mut chosen = Vec::new();
    for word in which {
        let lower = word.to_lowercase();
        let before = chosen.len();
        let named = actions.iter().filter(|action| {
            let is_open = action.state.is_open();
            match lower.as_str() {
                "all" => true,
                "open" => is_open,
                "undated" => is_open && action.due.is_none(),
                "unowned" => is_open && action.owner.is_empty(),
                "overdue" => is_overdue(action, today),
                _ => {
                    let is_of_service = action.service.as_str().to_lowercase() == lower;
                    action.id == **word || (is_open && is_of_service)
                }
            }
        });
        chosen.extend(named.map(|action| action.id.clone()));
        let is_group = ["all", "open", "undated", "unowned", "overdue"].contains(&lower.as_str());
        if chosen.len() == before && !is_group {
            return Err(Error::UnknownAction {
                word: (*word).clone(),
            });
        }
    }
    if which.is_empty() {
        chosen.extend(actions.iter().map(|action| action.id.clone()));
    }
    Ok(chosen)
}

fn change(matches: &ArgMatches, today: Date) -> Change {
    let from = matches.get_one::<Date>("from").copied();
    let first = from.map_or_else(|| Quarter::of(today).next(), Quarter::of);
    let spread = matches.get_one::<usize>("spread").copied();
    let pace = matches.get_one::<f64>("pace").copied();
    let pace = spread.map(Pace::Quarters).or(pace.map(Pace::Days));
    let due = match (pace, matches.get_one::<Option<Date>>("due")) {
        (Some(pace), _) => Due::Spread { first, pace },
        (None, Some(None)) => Due::Never,
        (None, Some(Some(day))) => Due::Day(*day),
        (None, None) => Due::Keep,
    };
    let state = matches.get_one::<String>("state");
    let state = state.and_then(|typed| STATES.into_iter().find(|(name, _)| name == typed));
    Change {
        owner: matches.get_one::<String>("owner").cloned(),
        due,
        state: state.map(|(_, state)| state),
    }
}

/// Changes the actions and saves the file; answers the ids of those that are different now.
fn apply(
    terminal: &Terminal,
    opened: &mut Opened,
    chosen: &[String],
    change: &Change,
) -> Result<Vec<String>, Error> {
    let sheet = std::sync::Arc::clone(&opened.sheet);
    let actions = plans::changed(&sheet, &opened.assessment, chosen, change)?;
    let before = opened.assessment.actions();
    let different = actions.iter().filter(|action| !before.contains(action));
    let different: Vec<String> = different.map(|action| action.id.clone()).collect();
    if !different.is_empty() {
        let path = opened.path.clone();
        let set = opened.assessment.set_actions(&sheet, actions);
        set.map_err(|faults| Error::NotWritten { path, faults })?;
        terminal.save(opened, "actions")?;
    }
    Ok(different)
}

fn lines(plan: &Roadmap<'_>, today: Date, language: Language) -> String {
    if plan.actions.is_empty() {
        return paragraph(
            "",
            language.pick("There is no such action", "該当する施策はない"),
        );
    }
    let mut table = Table::new(vec![
        Column::left(language.pick("Due", "期日")),
        Column::left(language.pick("State", "状態")),
        Column::left(language.pick("Service", "サービス")),
        Column::right(language.pick("To", "到達")),
        Column::right(language.pick("Days", "人日")),
        Column::text(language.pick("Owner", "担当")),
    ]);
    let mut has_overdue = false;
    for planned in &plan.actions {
        let action = planned.action;
        let due = action
            .due
            .map_or_else(|| "-".to_owned(), |due| due.to_string());
        let mark = if is_overdue(action, today) { " !" } else { "" };
        has_overdue |= !mark.is_empty();
        table.row_with(
            [
                format!("{due}{mark}"),
                words::action_state(action.state, language).to_owned(),
                action.service.to_string(),
                action.to_level.to_string(),
                planned.days.map_or_else(|| "-".to_owned(), one_decimal),
                action.owner.clone(),
            ],
            [action.title.clone(), format!("[{}]", whole(&action.id))],
        );
    }
    let mut text = table.lines();
    if has_overdue {
        text.push('\n');
        text += &paragraph("", language.pick("! is overdue", "!は期限切れ"));
    }
    text
}

fn count_changed(count: usize, language: Language) -> String {
    match count {
        0 => language
            .pick("No action was changed", "変更された施策はない")
            .to_owned(),
        1 => language
            .pick("1 action was changed", "1件の施策を変更した")
            .to_owned(),
        _ => language.pick(
            format!("{count} actions were changed"),
            format!("{count}件の施策を変更した"),
        ),
    }
}

/// How much is due in each quarter, and why an action is where it is.
fn quarters(plan: &Roadmap<'_>, language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left(language.pick("Quarter", "四半期")),
        Column::right(language.pick("Actions", "施策数")),
        Column::right(language.pick("Days", "人日")),
    ]);
    for of_plan in plan.quarters() {
        let Quarter { year, number } = of_plan.quarter;
        let Days { known, without } = of_plan.days;
        let more = if without == 0 { "" } else { "+" };
        table.row([
            language.pick(
                format!("{year} Q{number}"),
                format!("{year}年 第{number}四半期"),
            ),
            of_plan.actions.len().to_string(),
            format!("{}{more}", one_decimal(known)),
        ]);
    }
    let why = language.pick(
        "The work is done in the order of the plan, of one service from the lowest level up, beside what is due already. An action is due at the end of the quarter in which its work ends.",
        "すでに期日の決まった施策の工数を除いた枠に、計画の順 (同じサービスでは低いレベルから) に作業を詰め、作業が終わる四半期の末日を期日とする。",
    );
    format!("\n{}\n{}", table.lines(), paragraph("", why))
}
