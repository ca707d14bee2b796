//! What states, sizes and kinds are called in both languages.
//!
//! One name for each, whichever report shows it. Words of one report alone stand beside what
//! composes it; names of levels, areas and services come from the sheet.

use psirt_core::Language;
use psirt_core::assessment::{ActionState, AssessmentState, OrganizationalModel, Sector, SizeBand};
use psirt_core::reading::{Readable, Strength};
use psirt_core::review::Verdict;
use psirt_core::score::State;
use psirt_core::sheet::{Effort, Step};
use psirt_core::trend::Continuity;

use crate::number;

/// What stands in place of a level; `None` where there is one.
pub fn no_level(state: State, language: Language) -> Option<&'static str> {
    Some(match state {
        State::Level(_) => return None,
        State::NotApplicable => language.pick("not applicable", "該当なし"),
        State::DontKnow => language.pick("don’t know", "わからない"),
        State::Unanswered => language.pick("unanswered", "未回答"),
    })
}

/// The word for how far opinions lie apart.
pub fn spread_verdict(verdict: psirt_core::workshop::Verdict, language: Language) -> &'static str {
    use psirt_core::workshop::Verdict;
    match verdict {
        Verdict::Agreed => language.pick("agreed", "一致"),
        Verdict::Close => language.pick("close", "ほぼ一致"),
        Verdict::Open => language.pick("open", "要議論"),
        Verdict::TwoCamps => language.pick("two camps", "二分"),
        Verdict::NobodyKnows => language.pick("nobody knows", "不明"),
        Verdict::TooFew => language.pick("too few", "回答不足"),
    }
}

/// What becomes of the names of a workshop.
pub fn promise(promise: psirt_core::workshop::Promise, language: Language) -> &'static str {
    use psirt_core::workshop::Promise;
    match promise {
        Promise::Named => language.pick("named", "記名"),
        Promise::ByGroup => language.pick("by group", "グループ別"),
        Promise::Never => language.pick("never", "完全匿名"),
    }
}

/// How big a step is.
pub fn effort(effort: Effort, language: Language) -> &'static str {
    match effort {
        Effort::Small => language.pick("small", "小"),
        Effort::Medium => language.pick("medium", "中"),
        Effort::Large => language.pick("large", "大"),
    }
}

/// How many person-days a size stands for.
pub fn effort_days(effort: Effort, language: Language) -> &'static str {
    match effort {
        Effort::Small => language.pick("up to 5 person-days", "5人日以内"),
        Effort::Medium => language.pick("up to 20 person-days", "20人日以内"),
        Effort::Large => language.pick("more than 20 person-days", "20人日超"),
    }
}

/// How many person-days a step takes and in how many weeks, as far as the sheet says it; else what
/// its size stands for.
pub fn step_size(step: &Step, language: Language) -> String {
    let Some(days) = step.days.map(number::days) else {
        return effort_days(step.effort, language).to_owned();
    };
    let unit = if days == "1" { "day" } else { "days" };
    let days = language.pick(format!("{days} person-{unit}"), format!("{days}人日"));
    match step.elapsed {
        Some(weeks) => {
            let weeks = elapsed(weeks, language);
            language.pick(format!("{days} in {weeks}"), format!("{days}、期間{weeks}"))
        }
        None => days,
    }
}

/// Weeks from the beginning of a step to its end.
pub fn elapsed(weeks: u16, language: Language) -> String {
    let unit = if weeks == 1 { "week" } else { "weeks" };
    language.pick(format!("{weeks} {unit}"), format!("{weeks}週"))
}

/// How far an action is.
pub fn action_state(state: ActionState, language: Language) -> &'static str {
    match state {
        ActionState::Planned => language.pick("planned", "予定"),
        ActionState::InProgress => language.pick("in progress", "進行中"),
        ActionState::Done => language.pick("done", "完了"),
        ActionState::Dropped => language.pick("dropped", "取りやめ"),
    }
}

/// Whether an assessment can still be changed.
pub fn assessment_state(state: AssessmentState, language: Language) -> &'static str {
    match state {
        AssessmentState::Draft => language.pick("draft", "実施中"),
        AssessmentState::Finished => language.pick("finished", "完了"),
    }
}

/// What an assessment says of a requirement.
pub fn readable(readable: Readable, language: Language) -> &'static str {
    match readable {
        Readable::Evidenced => language.pick("evidenced", "裏付けあり"),
        Readable::Partly => language.pick("partly evidenced", "一部裏付けあり"),
        Readable::NotEvidenced => language.pick("not evidenced", "裏付けなし"),
        Readable::CannotTell => language.pick("cannot tell", "判定できない"),
    }
}

/// How strongly a service bears on a requirement.
pub fn strength(strength: Strength, language: Language) -> &'static str {
    match strength {
        Strength::Direct => language.pick("direct", "直接"),
        Strength::Supporting => language.pick("supporting", "補助"),
    }
}

/// How two services of two rounds belong together.
pub fn continuity(continuity: Continuity, language: Language) -> &'static str {
    match continuity {
        Continuity::Same => language.pick("the same service", "同じサービス"),
        Continuity::Close => language.pick("nearly the same service", "ほぼ同じサービス"),
        Continuity::Split => {
            language.pick("split from an earlier service", "以前のサービスから分割")
        }
    }
}

/// Whether the level that was planned is there.
pub fn verdict(verdict: Verdict, language: Language) -> &'static str {
    match verdict {
        Verdict::Reached => language.pick("reached", "達成"),
        Verdict::NotReached => language.pick("not reached", "未達"),
        Verdict::CannotTell => language.pick("cannot tell", "判定できない"),
        Verdict::Gone => language.pick("not in this sheet", "今回のシートにない"),
    }
}

/// What an organization makes or does.
pub fn sector(sector: Sector, language: Language) -> &'static str {
    match sector {
        Sector::Software => language.pick("Software", "ソフトウェア"),
        Sector::ItServices => language.pick("IT services", "ITサービス"),
        Sector::Electronics => language.pick("Electronics", "電機・電子"),
        Sector::Industrial => language.pick("Industrial equipment", "産業機器"),
        Sector::Automotive => language.pick("Automotive", "自動車"),
        Sector::Medical => language.pick("Medical devices", "医療機器"),
        Sector::Telecom => language.pick("Telecommunications", "通信"),
        Sector::Energy => language.pick("Energy", "エネルギー"),
        Sector::Finance => language.pick("Finance", "金融"),
        Sector::Public => language.pick("Public sector", "公共"),
        Sector::Other => language.pick("Other", "その他"),
    }
}

/// How many people an organization employs.
pub fn size_band(size: SizeBand, language: Language) -> &'static str {
    match size {
        SizeBand::UpTo50 => language.pick("up to 50 employees", "従業員50名以下"),
        SizeBand::UpTo300 => language.pick("51 to 300 employees", "従業員51〜300名"),
        SizeBand::UpTo1000 => language.pick("301 to 1,000 employees", "従業員301〜1,000名"),
        SizeBand::UpTo5000 => language.pick("1,001 to 5,000 employees", "従業員1,001〜5,000名"),
        SizeBand::Over5000 => language.pick("more than 5,000 employees", "従業員5,001名以上"),
    }
}

/// How a PSIRT is organized.
pub fn organizational_model(model: OrganizationalModel, language: Language) -> &'static str {
    match model {
        OrganizationalModel::OnePerson => language.pick("One person", "1名体制"),
        OrganizationalModel::Distributed => language.pick("Distributed", "分散型"),
        OrganizationalModel::Centralized => language.pick("Centralized", "集中型"),
        OrganizationalModel::Hybrid => language.pick("Hybrid", "ハイブリッド型"),
    }
}
