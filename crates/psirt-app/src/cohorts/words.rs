//! What is said of cohorts, in both languages.

use psirt_core::assessment::SheetReference;
use psirt_core::benchmark::{Drop, Reason, Subject};
use psirt_core::cohort::Refused;
use psirt_core::contribution::{Contribution, Given};
use psirt_core::{Language, ServiceId, Sheet};
use psirt_report::group;
pub use psirt_report::group::position;
use psirt_seal::Fault;
use psirt_store::CohortFault;

use super::{Prepared, Problem, Refusal};
use crate::words;

/// Why something is not done, in one clause.
pub fn problem(problem: &Problem, language: Language) -> String {
    match problem {
        Problem::Seal(fault) => seal(*fault, language).to_owned(),
        Problem::OtherSigner { found, expected } => language.pick(
            format!("it was signed with the key {found}, not with {expected}"),
            format!("署名した鍵は{found}で、{expected}ではない"),
        ),
        Problem::OtherCohort { found, expected } => language.pick(
            format!("it is of the cohort `{found}`, not of `{expected}`"),
            format!("`{expected}`ではなく、集団`{found}`のものである"),
        ),
        Problem::OtherSheet { expected } => {
            let sheet = reference(expected);
            language.pick(
                format!("the sheet `{sheet}` is not at hand in exactly the cohort's text"),
                format!("集団と同一の内容の成熟度シート`{sheet}`が手元にない"),
            )
        }
        Problem::RoundOfOtherSheet { found, expected } => {
            let (found, expected) = (reference(found), reference(expected));
            language.pick(
                format!("it was made with sheet `{found}`, the cohort uses `{expected}`"),
                format!("成熟度シート`{found}`で作られており、集団が使うのは`{expected}`"),
            )
        }
        Problem::NotFinished => language
            .pick("the round is not finished", "アセスメントが完了していない")
            .to_owned(),
        Problem::NotOpen { opens, closes } => language.pick(
            format!("contributions are taken from {opens} to {closes}"),
            format!("提供の受付期間は{opens}から{closes}まで"),
        ),
        Problem::CodeMissing => language
            .pick(
                "the cohort admits members by code, and none was given",
                "集団への参加にはコードが必要だが、指定されていない",
            )
            .to_owned(),
        Problem::CardChanged { edition } => language.pick(
            format!("this card of edition `{edition}` is not the one you answered before"),
            format!("版`{edition}`の集団カードが、前に提供したときと異なる"),
        ),
        Problem::KeyChanged { before, now } => language.pick(
            format!("the cohort's key is {now}; when you contributed before it was {before}"),
            format!("集団の鍵が{now}になっている。前に提供したときは{before}だった"),
        ),
        Problem::NotAMember { cohort } => language.pick(
            format!("nothing was contributed to the cohort `{cohort}` from this workspace"),
            format!("このワークスペースから集団`{cohort}`への提供は行われていない"),
        ),
        Problem::WhichCohort { known } if known.is_empty() => language
            .pick(
                "no cohort is coordinated here",
                "このワークスペースで運営している集団はない",
            )
            .to_owned(),
        Problem::WhichCohort { .. } => language
            .pick("which cohort is meant?", "どの集団か決められない")
            .to_owned(),
        Problem::WhichEdition { .. } => language
            .pick("the cohort has no such edition", "集団にその版は存在しない")
            .to_owned(),
        Problem::WhichMember { named, found: 0 } => language.pick(
            format!("no member has a key `{named}`"),
            format!("鍵が`{named}`の参加者はいない"),
        ),
        Problem::WhichMember { named, found } => language.pick(
            format!("{found} members have keys that begin with `{named}`"),
            format!("`{named}`で始まる鍵の参加者が{found}者いる"),
        ),
        Problem::NothingCounts => language
            .pick(
                "no contribution counts, so there is nothing to publish",
                "数えられる提供データがなく、公表するものがない",
            )
            .to_owned(),
        Problem::NothingPublished => language
            .pick("nothing was published yet", "まだ何も公表されていない")
            .to_owned(),
    }
}

/// The way out.
pub fn problem_hint(problem: &Problem, language: Language) -> String {
    let (en, ja) = match problem {
        Problem::Seal(Fault::NotARecoveryKey) => (
            "compare it letter by letter with the sheet; there is no I, L, O or U",
            "復旧シートと1文字ずつ照合する。I、L、O、Uは使われていない",
        ),
        Problem::Seal(_) => (
            "ask for the file once more, as an attachment rather than as text",
            "もう一度、本文ではなく添付ファイルとして送ってもらう",
        ),
        Problem::OtherSigner { .. } | Problem::KeyChanged { .. } => (
            "compare the fingerprint with your coordinator by phone before you go on",
            "続ける前に、電話で幹事と指紋を照合する",
        ),
        Problem::OtherCohort { .. } => (
            "use the card and the benchmark of the same cohort",
            "同じ集団の集団カードとベンチマークを使う",
        ),
        Problem::OtherSheet { .. } => (
            "add the cohort's own sheet with `--with`, or use the program version the card was made with",
            "集団独自の成熟度シートは`--with`で加える。同梱のものは、集団カードを作ったバージョンのプログラムを使う",
        ),
        Problem::RoundOfOtherSheet { .. } => (
            "begin the round anew with the cohort's sheet: `new --after FILE --sheet ID`",
            "集団の成熟度シートで回を始める: `new --after ファイル --sheet ID`",
        ),
        Problem::NotFinished => (
            "finish it with `answer FILE --finish`",
            "`answer ファイル --finish`で完了する",
        ),
        Problem::NotOpen { .. } => (
            "ask your coordinator for a card with another last day",
            "期限を改めた集団カードを幹事に求める",
        ),
        Problem::CodeMissing => (
            "give the code from your coordinator with `--code`",
            "幹事から受け取ったコードを`--code`で指定する",
        ),
        Problem::CardChanged { .. } => (
            "ask your coordinator; after members contributed, only the days of a card change",
            "幹事に確認する。提供が始まった後に変わってよいのは期間だけである",
        ),
        Problem::NotAMember { .. } => (
            "name the workspace you contributed from, or the card with `--card`",
            "提供に使ったワークスペースを指定するか、`--card`で集団カードを指定する",
        ),
        Problem::WhichCohort { known } if known.is_empty() => {
            ("make one with `cohort new`", "`cohort new`で作る")
        }
        Problem::WhichCohort { known } => return named("--cohort", known, language),
        Problem::WhichEdition { known } => return named("--edition", known, language),
        Problem::WhichMember { .. } => (
            "copy the fingerprint from `cohort status --json`; its beginning is enough where no other begins so",
            "`cohort status --json`から指紋を写す。ほかと区別できれば先頭だけでよい",
        ),
        Problem::NothingCounts => (
            "take contributions with `cohort take` first",
            "先に`cohort take`で提供データを受け付ける",
        ),
        Problem::NothingPublished => (
            "publish without `--again` first",
            "先に`--again`なしで公表する",
        ),
    };
    language.pick(en, ja).to_owned()
}

fn named(option: &str, known: &[String], language: Language) -> String {
    let names: Vec<String> = known.iter().map(|id| format!("`{id}`")).collect();
    language.pick(
        format!("name it with `{option}`; there are {}", names.join(", ")),
        format!("`{option}`で指定する。あるのは{}", names.join("、")),
    )
}

fn reference(sheet: &SheetReference) -> String {
    format!("{} {}", sheet.id, sheet.edition)
}

/// What is wrong with a seal or a signature.
fn seal(fault: Fault, language: Language) -> &'static str {
    let (en, ja) = match fault {
        Fault::NotSealed => (
            "it is no sealed contribution, or cut off",
            "封をした提供データではないか、途中で切れている",
        ),
        Fault::WrongSeal => (
            "it is sealed to another key, or was damaged since",
            "別の鍵で封をしたものか、その後に壊れている",
        ),
        Fault::NotSigned => ("it is no signed file", "署名付きのファイルではない"),
        Fault::BadSignature => (
            "its signature does not fit what it says",
            "署名が内容と合わない",
        ),
        Fault::NotAKey => ("a key in it is none", "鍵として使えないものが含まれている"),
        Fault::NotARecoveryKey => (
            "it holds no key of a recovery sheet, or one with a typing error",
            "復旧シートの鍵がないか、入力に誤りがある",
        ),
        Fault::NoRandomness => (
            "the system gives no random numbers",
            "システムから乱数を得られない",
        ),
    };
    language.pick(en, ja)
}

/// Why a contribution was not taken, in one clause.
pub fn refusal(refusal: &Refusal, language: Language) -> String {
    let (en, ja) = match refusal {
        Refusal::Unread(error) => return error.message(language),
        Refusal::Seal(fault) => return seal(*fault, language).to_owned(),
        Refusal::Faults(faults) => {
            let first = faults.list().first();
            let first = first.map(|fault| fault.problem.message(language));
            let first = first.unwrap_or_default();
            return language.pick(
                format!("it holds what no contribution holds: {first}"),
                format!("提供データにないはずの内容がある: {first}"),
            );
        }
        Refusal::OtherSigner => (
            "the member it names did not sign it",
            "記された参加者の署名ではない",
        ),
        Refusal::Rule(Refused::OtherCohort) => ("it is for another cohort", "別の集団のものである"),
        Refusal::Rule(Refused::OtherEdition) => ("it is for another edition", "別の版のものである"),
        Refusal::Rule(Refused::OtherSheet) => (
            "it speaks of another sheet, or of another text of it",
            "別の成熟度シート、または内容の異なる成熟度シートによるものである",
        ),
        Refusal::Rule(Refused::Closed) => (
            "the edition takes contributions on other days",
            "版の受付期間ではない",
        ),
        Refusal::Rule(Refused::Stranger) => (
            "it has no code, or one that is unknown or was used",
            "コードがないか、知らないコードまたは使用済みのコードである",
        ),
        Refusal::Rule(Refused::LeftOut) => {
            ("you left this member out", "幹事が除外した参加者である")
        }
        Refusal::Rule(Refused::Duplicate) => (
            "the same contribution was taken before",
            "同じ提供データをすでに受け付けている",
        ),
    };
    language.pick(en, ja).to_owned()
}

/// Why a workspace refuses something of a cohort, in one clause.
pub fn store_fault(fault: &CohortFault, language: Language) -> String {
    match fault {
        CohortFault::NotProtected => language
            .pick(
                "a workspace that coordinates a cohort must be protected by a passphrase",
                "集団を運営するワークスペースは、パスフレーズで保護する必要がある",
            )
            .to_owned(),
        CohortFault::Closed { edition } => language.pick(
            format!("edition `{edition}` is closed and takes nothing more"),
            format!("版`{edition}`は締め切られており、受け付けない"),
        ),
        CohortFault::CardIsFixed { edition } => language.pick(
            format!("members have contributed to edition `{edition}`; of its card only the days can change"),
            format!("版`{edition}`にはすでに提供があり、集団カードで変更できるのは期間だけである"),
        ),
    }
}

/// What was answered, in a cell.
pub fn given(given: Given, language: Language) -> String {
    match (given.level(), given) {
        (Some(level), _) => level.to_string(),
        (None, Given::DontKnow) => language.pick("don't know", "わからない").to_owned(),
        (None, _) => language.pick("not applicable", "該当なし").to_owned(),
    }
}

/// Why a figure is not shown, in a cell; nothing where it is.
pub fn withheld(reason: Option<Reason>, language: Language) -> &'static str {
    reason.map_or("", |reason| group::withheld(reason, language))
}

/// What was left out of a benchmark, and why.
pub fn dropped(drop: Drop, few_changes: bool, language: Language) -> String {
    let (en, ja) = match drop {
        Drop::Nothing => ("nothing", "なし"),
        Drop::Model => ("figures by model", "組織モデル別の数値"),
        Drop::Size => ("figures by size and model", "規模別・組織モデル別の数値"),
        Drop::Sector => (
            "figures by sector, size and model",
            "業種別・規模別・組織モデル別の数値",
        ),
        Drop::Movement => ("all breakdowns and the movement", "区分別の数値と変化"),
        Drop::Sums => (
            "mean, deviation, shares, breakdowns and movement",
            "平均、標準偏差、割合、区分別の数値、変化",
        ),
    };
    if few_changes {
        language.pick(
            format!("{en} (too few changed since the last release)"),
            format!("{ja} (前回の公表からの変更が少ない)"),
        )
    } else {
        language.pick(en, ja).to_owned()
    }
}

/// What a figure is about: its id, where it has one, and its name.
pub fn subject(subject: &Subject, sheet: &Sheet, language: Language) -> (String, String) {
    match subject {
        Subject::Overall => (String::new(), language.pick("Overall", "全体").to_owned()),
        Subject::Area(id) => {
            let area = sheet.area(id.as_str());
            let title = area.map(|area| area.title.get(language).to_owned());
            (id.to_string(), title.unwrap_or_default())
        }
        Subject::Service(id) => {
            let service = sheet.service(id.as_str());
            let title = service.map(|service| service.title.get(language).to_owned());
            (id.to_string(), title.unwrap_or_default())
        }
    }
}

/// What a contribution never holds.
pub fn what_stays(language: Language) -> &'static str {
    language.pick(
        "names of organizations and people, scope, notes, evidence, targets, plans, actions, dates other than the month, history",
        "組織名・人名、対象範囲、メモ、証拠、目標、計画、施策、年月以外の日付、履歴",
    )
}

/// Every field of a contribution but the levels, with what it holds.
pub fn fields(contribution: &Contribution, language: Language) -> Vec<(&'static str, String)> {
    let withheld = || language.pick("not given", "提供しない").to_owned();
    let or_withheld = |value: Option<&'static str>| value.map_or_else(withheld, str::to_owned);
    let sheet = contribution.sheet();
    let mut fields = vec![
        (
            language.pick("cohort", "集団"),
            contribution.cohort().to_owned(),
        ),
        (
            language.pick("edition", "版"),
            contribution.edition().to_owned(),
        ),
        (
            language.pick("your key", "この集団だけで使う鍵"),
            super::fingerprint(contribution.member()),
        ),
        (
            language.pick("number", "番号"),
            contribution.number().to_string(),
        ),
        (
            language.pick("month", "年月"),
            contribution.month().to_owned(),
        ),
        (
            language.pick("sheet", "成熟度シート"),
            format!("{} {} ({})", sheet.id, sheet.edition, &sheet.sha256[..12]),
        ),
    ];
    if let Some(code) = contribution.code() {
        fields.push((language.pick("code", "コード"), code.to_owned()));
    }
    if contribution.is_withdrawn() {
        fields.push((
            language.pick("withdrawn", "取り下げ"),
            language
                .pick("everything of this edition", "この版に提供したすべて")
                .to_owned(),
        ));
        return fields;
    }
    let sector = contribution.sector();
    let size = contribution.size();
    let model = contribution.model();
    fields.extend([
        (
            language.pick("sector", "業種"),
            or_withheld(sector.map(|sector| words::sector(sector, language))),
        ),
        (
            language.pick("size", "規模"),
            or_withheld(size.map(|size| words::size_band(size, language))),
        ),
        (
            language.pick("organizational model", "組織モデル"),
            or_withheld(model.map(|model| words::organizational_model(model, language))),
        ),
        (
            language.pick("prepared by", "作成を支援した者"),
            contribution
                .prepared_by()
                .map_or_else(withheld, str::to_owned),
        ),
    ]);
    fields
}

/// What is worth a second look before it leaves, each with its word for programs.
pub fn doubts(prepared: &Prepared, language: Language) -> Vec<(&'static str, String)> {
    let mut doubts = Vec::new();
    if prepared.is_even {
        let even = language.pick(
            "nine of ten services or more have the same level",
            "サービスの9割以上が同じレベルになっている",
        );
        doubts.push(("even_levels", even.to_owned()));
    }
    if !prepared.contradictions.is_empty() {
        let services = prepared.contradictions.iter().map(ServiceId::as_str);
        let services: Vec<&str> = services.collect();
        let contradicting = language.pick(
            format!(
                "indicators up to the level are not ticked: {}",
                services.join(", ")
            ),
            format!(
                "レベルまでの確認項目に未チェックがある: {}",
                services.join("、")
            ),
        );
        doubts.push(("unticked_indicators", contradicting));
    }
    doubts
}
