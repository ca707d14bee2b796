//! `plan`: which steps close the most gap with the person-days there are, and what is left out.

use std::sync::Arc;

use clap::{ArgAction, ArgMatches, Command};
use psirt_app::assessments;
use psirt_app::json::{NextStepShape, SheetName};
use psirt_app::words;
use psirt_app::workspaces::Access;
use psirt_core::gap::gaps;
use psirt_core::limits::MOST_DAYS_OF_A_BUDGET;
use psirt_core::plan::{Plan, PlannedStep, plan};
use psirt_core::score::one_decimal;
use psirt_core::{Assessment, Language, ServiceId, Sheet};
use serde::Serialize;
use serde_json::{Value, json};

use super::{Described, Refusal, Terminal};
use crate::arguments::{assessment_file, examples, in_workspace, option};
use crate::layout::{Column, Table, paragraph};
use crate::output::Said;

pub const DESCRIBED: Described = Described {
    name: "plan",
    describe,
    access: |matches| {
        if matches.get_flag("keep") {
            Access::Write
        } else {
            Access::Read
        }
    },
    run,
};

fn describe(command: Command, language: Language) -> Command {
    let days = |text: &str| match text.parse::<f64>() {
        Ok(days) if (0.0..=f64::from(MOST_DAYS_OF_A_BUDGET)).contains(&days) => Ok(days),
        _ => Err("days".to_owned()),
    };
    command
        .about(language.pick(
            "Choose the steps that close the most gap within a budget",
            "予算内で最も多くのギャップを埋める次の一手を選ぶ",
        ))
        .override_usage(language.pick(
            "psirt-maturity plan FILE --budget DAYS [options]",
            "psirt-maturity plan ファイル --budget 人日 [オプション]",
        ))
        .arg(assessment_file(language))
        .arg(
            option("budget", language)
                .value_name(language.pick("DAYS", "人日"))
                .required(true)
                .value_parser(days)
                .help(language.pick("Available person-days", "使える工数 (人日)")),
        )
        .arg(
            option("reading", language)
                .value_name("ID")
                .help(language.pick(
                "Serve services first that a law's or standard's duty rests on, among equal plans",
                "同等の計画では、法令や規格の義務が直接かかるサービスを先にする",
            )),
        )
        .arg(
            option("keep", language)
                .action(ArgAction::SetTrue)
                .help(language.pick(
                    "Keep the plan in the assessment file, to set it beside its outcome next time",
                    "計画をアセスメントファイルに残し、次の回で結果と並べられるようにする",
                )),
        )
        .args(in_workspace(language))
        .after_help(examples(
            language,
            &[
                "psirt-maturity plan 2026.psirt.json --budget 60",
                "psirt-maturity plan 2026.psirt.json --budget 60 --keep",
                "psirt-maturity plan 2026.psirt.json --budget 60 --reading eu-cra --json",
            ],
        ))
}

fn run(terminal: &Terminal, matches: &ArgMatches) -> Result<Said, Refusal> {
    let mut opened = terminal.open(matches, "file")?;
    let reading = matches
        .get_one::<String>("reading")
        .map(|id| assessments::reading(&terminal.library, id, &opened.sheet))
        .transpose()?;
    let budget = *matches
        .get_one::<f64>("budget")
        .expect("the parser asks for it");
    let sheet = Arc::clone(&opened.sheet);
    let card = opened.score();
    let gaps = gaps(&sheet, &card, reading);
    let plan = plan(&sheet, &gaps, budget);
    let keeps = matches.get_flag("keep");
    if keeps {
        opened
            .assessment
            .set_plan(&sheet, Some(plan.kept()))
            .expect("the steps are the sheet's own");
        terminal.save(&mut opened, "plan")?;
    }
    let output = terminal.output;
    if output.json {
        let shape = shape(&opened.assessment, &plan, keeps, output.language);
        return Ok(Said::done(output.to_json(&shape)));
    }
    let mut text = terminal.heading(&opened) + &lines(&sheet, &plan, output.language);
    if keeps {
        let kept = output.language.pick(
            "The plan is kept in the file; `compare` and `report` set it beside its outcome next time.",
            "計画をファイルに残した。次の回に`compare`と`report`が結果と並べて示す。",
        );
        text = text + "\n" + &paragraph("", kept);
    }
    Ok(Said::done(text))
}

/// A step of a plan in JSON: as it is in the gaps.
#[derive(Serialize)]
struct StepShape<'a> {
    service: &'a ServiceId,
    #[serde(flatten)]
    step: NextStepShape<'a>,
}

/// The shape of `plan --json`.
fn shape(assessment: &Assessment, plan: &Plan<'_>, kept: bool, language: Language) -> Value {
    let steps = |steps: &[PlannedStep<'_>]| -> Vec<Value> {
        let steps = steps.iter().map(|planned| {
            json!(StepShape {
                service: &planned.service,
                step: NextStepShape::of(&planned.step, language),
            })
        });
        steps.collect()
    };
    let unweighed = plan.unweighed.iter().map(|unweighed| StepShape {
        service: &unweighed.service,
        step: NextStepShape::of(&unweighed.step, language),
    });
    json!({
        "sheet": SheetName::from(assessment.sheet()),
        "budget_days": plan.budget_days,
        "days": plan.days,
        "closed": plan.closed,
        "open": plan.open,
        "chosen": steps(&plan.chosen),
        "left_out": steps(&plan.left_out),
        "unweighed": unweighed.collect::<Vec<_>>(),
        "kept": kept,
    })
}

fn lines(sheet: &Sheet, plan: &Plan<'_>, language: Language) -> String {
    if plan.open == 0 {
        return paragraph("", language.pick(
            "There is no gap to close. Set targets with `answer --target`, or start from a profile with `new --profile`.",
            "埋めるギャップがない。目標は`answer --target`で指定するか、`new --profile`で目標プロファイルから始める。",
        ));
    }
    if plan.unweighed.len() == plan.open {
        return paragraph("", &unweighed(plan, language));
    }
    let (days, budget) = (one_decimal(plan.days), one_decimal(plan.budget_days));
    let (closed, open) = (plan.closed, plan.open);
    let mut text = paragraph("", &language.pick(
        format!("{closed} of {open} levels of gap closed with {days} of {budget} person-days"),
        format!("{budget}人日のうち{days}人日で、ギャップ{open}レベル分のうち{closed}レベル分を埋める"),
    ));
    text += &paragraph("", language.pick(
        "No other choice of steps closes more. A step takes the days the sheet gives it; where it gives only a size, small counts 5, medium 20 and large 40.",
        "これより多く埋める組み合わせはない。一手の人日はシートの記載による。規模だけが記載されている場合は、小5、中20、大40人日とする。",
    ));
    for (heading, steps) in [
        (language.pick("Take on", "実施する"), &plan.chosen),
        (language.pick("Left for later", "後に回す"), &plan.left_out),
    ] {
        text += &table(heading, sheet, steps, language);
    }
    if !plan.unweighed.is_empty() {
        text.push('\n');
        text += &paragraph("", &unweighed(plan, language));
    }
    text
}

/// What no plan can weigh, and why.
fn unweighed(plan: &Plan<'_>, language: Language) -> String {
    let (count, open) = (plan.unweighed.len(), plan.open);
    let mut services: Vec<&str> = plan
        .unweighed
        .iter()
        .map(|step| step.service.as_str())
        .collect();
    services.dedup();
    language.pick(
        format!(
            "{count} of {open} levels of gap are not in the plan, because the sheet does not say how big their steps are: {}",
            services.join(", ")
        ),
        format!(
            "ギャップ{open}レベル分のうち{count}レベル分は、シートに工数の記載がないため計画に含めていない: {}",
            services.join("、")
        ),
    )
}

fn table(heading: &str, sheet: &Sheet, steps: &[PlannedStep<'_>], language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(heading),
        Column::right(language.pick("To", "到達")),
        Column::left(language.pick("Size", "規模")),
        Column::right(language.pick("Days", "人日")),
    ]);
    for planned in steps {
        let effort = planned.step.effort().map(|it| words::effort(it, language));
        let action = planned.step.step.map(|step| step.action.get(language));
        let title = sheet
            .service(planned.service.as_str())
            .map(|it| it.title.get(language));
        table.row_with(
            [
                planned.service.to_string(),
                title.unwrap_or_default().to_owned(),
                planned.step.to.to_string(),
                effort.unwrap_or_default().to_owned(),
                one_decimal(planned.days),
            ],
            action.map(str::to_owned),
        );
    }
    if table.is_empty() {
        return String::new();
    }
    format!("\n{}", table.lines())
}
