//! What is said to a coordinator.

use std::collections::BTreeMap;
use std::path::Path;

use psirt_app::cohorts::{self, MemberState, Outcome, Published, Standing, Taking};
use psirt_core::Language;
use psirt_core::benchmark::{Benchmark, Drop, Dropped, Figures, Subject};
use psirt_core::score::one_decimal;
use serde_json::{Value, json};

use crate::layout::{Column, Table, paragraph, whole};
use crate::output::{Notice, Output, Said, Status};

pub fn standing(output: Output, standing: &Standing) -> Said {
    if output.json {
        return Said::done(output.to_json(&standing_shape(standing)));
    }
    Said::done(standing_lines(standing, output.language))
}

pub fn card(
    output: Output,
    standing: &Standing,
    path: &Path,
    codes: &BTreeMap<String, String>,
) -> Said {
    let language = output.language;
    if output.json {
        return Said::done(output.to_json(&json!({
            "file": path.display().to_string(),
            "fingerprint": standing.fingerprint,
            "codes": codes.iter().map(|(code, name)| json!({ "code": code, "for": name }))
                .collect::<Vec<_>>(),
        })));
    }
    let mut text = heading(standing, language);
    let file = whole(&path.display().to_string());
    text += &paragraph(
        "",
        &language.pick(
            format!("{file} is written. Members compare the fingerprint with you by phone."),
            format!("{file}を書き出した。参加者は電話で指紋を照合する。"),
        ),
    );
    if !codes.is_empty() {
        text.push('\n');
        let mut table = Table::new(vec![
            Column::left(language.pick("Code", "コード")),
            Column::text(language.pick("For", "宛先")),
        ]);
        for (code, name) in codes {
            table.row([code.clone(), name.clone()]);
        }
        text += &table.lines();
    }
    Said::done(text)
}

pub fn taking(output: Output, taking: &Taking) -> Said {
    let language = output.language;
    let refused = taking
        .files
        .iter()
        .filter(|(_, outcome)| matches!(outcome, Outcome::Refused(_)))
        .count();
    let taken = taking.files.len() - refused;
    let text = if output.json {
        let files = taking.files.iter().map(|(path, outcome)| {
            let file = path.display().to_string();
            match outcome {
                Outcome::Taken {
                    member,
                    number,
                    withdrawn,
                } => json!({
                    "file": file, "taken": true,
                    "member": member, "number": number, "withdrawn": withdrawn,
                }),
                Outcome::Refused(refusal) => json!({
                    "file": file, "taken": false,
                    "reason": cohorts::refusal(refusal, language),
                }),
            }
        });
        output.to_json(&json!({
            "taken": taken, "refused": refused, "files": files.collect::<Vec<_>>(),
        }))
    } else {
        let mut table = Table::new(vec![
            Column::text(language.pick("File", "ファイル")),
            Column::text(language.pick("What became of it", "結果")),
        ]);
        for (path, outcome) in &taking.files {
            let name = path.file_name().unwrap_or(path.as_os_str());
            table.row([
                name.to_string_lossy().into_owned(),
                outcome_words(outcome, language),
            ]);
        }
        let counted = language.pick(
            format!("{taken} taken, {refused} refused"),
            format!("受け付け{taken}件、拒否{refused}件"),
        );
        table.lines() + "\n" + &paragraph("", &counted)
    };
    let status = if refused > 0 {
        Status::Faults
    } else {
        Status::Done
    };
    Said {
        status,
        ..Said::done(text)
    }
}

fn outcome_words(outcome: &Outcome, language: Language) -> String {
    match outcome {
        Outcome::Taken {
            member,
            number,
            withdrawn: false,
        } => language.pick(
            format!("taken: number {number} of {member}"),
            format!("受け付けた: {member}の{number}番"),
        ),
        Outcome::Taken { member, .. } => language.pick(
            format!("taken: {member} takes everything back"),
            format!("受け付けた: {member}の取り下げ"),
        ),
        Outcome::Refused(refusal) => {
            let reason = cohorts::refusal(refusal, language);
            language.pick(format!("refused: {reason}"), format!("拒否: {reason}"))
        }
    }
}

pub fn published(output: Output, published: &Published, path: Option<&Path>) -> Said {
    let language = output.language;
    if output.json {
        let benchmark: Value =
            serde_json::from_str(&published.benchmark.to_json()).expect("a benchmark is JSON");
        return Said::done(output.to_json(&json!({
            "file": path.map(|path| path.display().to_string()),
            "dropped": published.dropped,
            "benchmark": benchmark,
        })));
    }
    let mut text = benchmark_lines(&published.benchmark, &published.sheet, language);
    text.push('\n');
    if !published.dropped.is_empty() {
        text += &dropped_lines(published, language);
        text.push('\n');
    }
    text += &match path {
        Some(path) => {
            let file = whole(&path.display().to_string());
            paragraph(
                "",
                &language.pick(
                    format!("{file} is written; hand it to every member."),
                    format!("{file}を書き出した。全参加者に配る。"),
                ),
            )
        }
        None => paragraph(
            "",
            language.pick(
                "Nothing is written or remembered.",
                "書き出しも記録もしていない。",
            ),
        ),
    };
    let mut said = Said::done(text);
    said.warnings
        .extend(few_warning(&published.benchmark, language));
    said
}

/// The figures of everybody.
fn benchmark_lines(benchmark: &Benchmark, sheet: &psirt_core::Sheet, language: Language) -> String {
    let (title, edition, release) = (benchmark.title(), benchmark.edition(), benchmark.release());
    let members = benchmark.members();
    let mut text = paragraph(
        "",
        &language.pick(
            format!("{title}, edition {edition}, release {release}: {members} members"),
            format!("{title} {edition}版 公表{release}回目: 参加者{members}者"),
        ),
    );
    text.push('\n');
    let mut table = Table::new(vec![
        Column::left("ID"),
        Column::text(language.pick("Subject", "項目")),
        Column::right("n"),
        Column::right(language.pick("Lower", "下側")),
        Column::right(language.pick("Median", "中央値")),
        Column::right(language.pick("Upper", "上側")),
        Column::right(language.pick("Mean", "平均")),
        Column::left(language.pick("Not shown", "非表示")),
    ]);
    for figures in benchmark.figures() {
        let (id, name) = cohorts::subject(&figures.subject, sheet, language);
        let quartiles = figures.quartiles;
        table.row([
            id,
            name,
            figures.n.map_or_else(dash, |n| n.to_string()),
            value(figures, quartiles.map(|quartiles| quartiles.lower)),
            value(figures, figures.median),
            value(figures, quartiles.map(|quartiles| quartiles.upper)),
            figures
                .spread
                .map_or_else(dash, |spread| format!("{:.2}", spread.mean)),
            cohorts::withheld(figures.withheld, language).to_owned(),
        ]);
    }
    text + &table.lines()
}

fn dash() -> String {
    "-".to_owned()
}

/// A level as a whole number, a score with one decimal.
fn value(figures: &Figures, value: Option<f64>) -> String {
    value.map_or_else(dash, |value| match figures.subject {
        Subject::Service(_) => format!("{value:.0}"),
        Subject::Overall | Subject::Area(_) => one_decimal(value),
    })
}

fn dropped_lines(published: &Published, language: Language) -> String {
    let mut text = paragraph(
        "",
        language.pick(
            "Left out, because it could be subtracted (told to you alone):",
            "差し引きで個別の回答が分かるため示さないもの (幹事だけに表示):",
        ),
    );
    let mut by_reason: BTreeMap<(Drop, bool), Vec<String>> = BTreeMap::new();
    for Dropped {
        subject,
        drop,
        few_changes,
    } in &published.dropped
    {
        let (id, name) = cohorts::subject(subject, &published.sheet, language);
        let shown = if id.is_empty() { name } else { id };
        by_reason
            .entry((*drop, *few_changes))
            .or_default()
            .push(shown);
    }
    for ((drop, few_changes), subjects) in by_reason {
        let what = cohorts::dropped(drop, few_changes, language);
        let subjects = subjects.join(language.pick(", ", "、"));
        text += &paragraph("  ", &format!("{what}: {subjects}"));
    }
    text
}

fn few_warning(benchmark: &Benchmark, language: Language) -> Option<Notice> {
    let (members, least) = (benchmark.members(), benchmark.rules().statistics);
    (members < least).then(|| Notice {
        code: "few_members",
        message: language.pick(
            format!("{members} members: below {least} little may be shown"),
            format!("参加者が{members}者。{least}者未満では示せる数値が少ない"),
        ),
        ..Notice::default()
    })
}

fn heading(standing: &Standing, language: Language) -> String {
    let card = &standing.card;
    let (opens, closes) = card.days();
    let (title, edition) = (card.title(), card.edition());
    let fingerprint = &standing.fingerprint;
    let mut text = paragraph(
        "",
        &language.pick(
            format!("{title} ({}), edition {edition}", card.cohort()),
            format!("{title} ({}) {edition}版", card.cohort()),
        ),
    );
    text += &paragraph(
        "",
        &language.pick(
            format!(
                "from {opens} to {closes}, sheet {} {}",
                card.sheet().id,
                card.sheet().edition
            ),
            format!(
                "受付期間{opens}から{closes}まで、成熟度シート{} {}",
                card.sheet().id,
                card.sheet().edition
            ),
        ),
    );
    text += &paragraph(
        language.pick("fingerprint: ", "指紋: "),
        &whole(fingerprint),
    );
    text
}

fn standing_lines(standing: &Standing, language: Language) -> String {
    let mut text = heading(standing, language);
    if standing.closed_at.is_some() {
        text += &paragraph("", language.pick("closed", "締め切り済み"));
    }
    let count = |state| {
        let members = standing.members.iter();
        members.filter(|one| one.state == state).count()
    };
    let counting = count(MemberState::Counts);
    let conflicts = count(MemberState::Conflict);
    let withdrawn = count(MemberState::Withdrawn);
    let left_out = count(MemberState::LeftOut);
    let (taken, even) = (standing.taken, standing.even);
    text.push('\n');
    text += &paragraph(
        "",
        &language.pick(
            format!(
                "{counting} members count ({taken} contributions taken, {withdrawn} members withdrew, {conflicts} contradict themselves)"
            ),
            format!(
                "数えられる参加者{counting}者 (受け付け{taken}件、取り下げ{withdrawn}者、矛盾{conflicts}者)"
            ),
        ),
    );
    if left_out > 0 {
        text += &paragraph(
            "",
            &language.pick(
                format!("{left_out} members are left out"),
                format!("除外した参加者が{left_out}者"),
            ),
        );
    }
    if even > 0 {
        text += &paragraph(
            "",
            &language.pick(
                format!("{even} members have one level in nine of ten services or more"),
                format!("サービスの9割以上が同じレベルの参加者が{even}者"),
            ),
        );
    }
    let waiting = waiting(standing);
    if !waiting.is_empty() {
        let names = waiting.join(language.pick(", ", "、"));
        text += &paragraph(
            "",
            &language.pick(
                format!("codes not used yet: {names}"),
                format!("未使用のコードの宛先: {names}"),
            ),
        );
    }
    for benchmark in &standing.releases {
        let (release, published) = (benchmark.release(), benchmark.published());
        let members = benchmark.members();
        text += &paragraph(
            "",
            &language.pick(
                format!("release {release} published on {published}: {members} members"),
                format!("公表{release}回目 {published}: 参加者{members}者"),
            ),
        );
    }
    if !standing.members.is_empty() {
        text.push('\n');
        text += &member_table(standing, language);
    }
    text
}

/// For whom codes were made that nobody used yet.
fn waiting(standing: &Standing) -> Vec<&str> {
    let unused = standing.codes.iter().filter(|code| !code.used);
    unused.map(|code| code.name.as_str()).collect()
}

fn member_table(standing: &Standing, language: Language) -> String {
    let mut table = Table::new(vec![
        Column::left(language.pick("Key", "鍵")),
        Column::right(language.pick("No.", "番号")),
        Column::left(language.pick("State", "状態")),
        Column::text(language.pick("Name", "宛先")),
    ]);
    for member in &standing.members {
        let state = match member.state {
            MemberState::Counts => language.pick("counts", "有効"),
            MemberState::Conflict => language.pick("contradicts", "矛盾"),
            MemberState::LeftOut => language.pick("left out", "除外"),
            MemberState::Withdrawn => language.pick("withdrawn", "取り下げ"),
        };
        // Enough to tell members apart; `--json` has the whole.
        let key: String = member
            .fingerprint
            .chars()
            .take("SHA256:0123456789ab".len())
            .collect();
        table.row([
            key,
            member.number.to_string(),
            state.to_owned(),
            member.name.clone().unwrap_or_default(),
        ]);
    }
    table.lines()
}

fn standing_shape(standing: &Standing) -> Value {
    let card = &standing.card;
    let (opens, closes) = card.days();
    json!({
        "cohort": card.cohort(),
        "title": card.title(),
        "edition": card.edition(),
        "sheet": { "id": card.sheet().id, "edition": card.sheet().edition },
        "opens": opens.to_string(),
        "closes": closes.to_string(),
        "admission": card.admission(),
        "rules": card.rules(),
        "fingerprint": standing.fingerprint,
        "closed": standing.closed_at.is_some(),
        "contributions": standing.taken,
        "counting": standing.members.iter().filter(|member| member.state == MemberState::Counts).count(),
        "even": standing.even,
        "waiting": waiting(standing),
        "members": standing.members.iter().map(|member| json!({
            "fingerprint": member.fingerprint,
            "name": member.name,
            "number": member.number,
            "counts": member.state == MemberState::Counts,
            "conflict": member.state == MemberState::Conflict,
            "withdrawn": member.state == MemberState::Withdrawn,
            "left_out": member.state == MemberState::LeftOut,
        })).collect::<Vec<_>>(),
        "releases": standing.releases.iter().map(|benchmark| json!({
            "release": benchmark.release(),
            "published": benchmark.published().to_string(),
            "members": benchmark.members(),
        })).collect::<Vec<_>>(),
        "editions": standing.cohort.editions.iter()
            .map(|edition| edition.card.edition()).collect::<Vec<_>>(),
    })
}
