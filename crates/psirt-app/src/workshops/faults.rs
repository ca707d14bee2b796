//! Why a workshop refuses something, in words.

use psirt_core::Language;
use psirt_core::workshop::Unsettled;
use psirt_store::{Stage, WorkshopFault};

/// Why a workshop refuses something, in words.
pub fn fault_message(fault: &WorkshopFault, language: Language) -> String {
    match fault {
        WorkshopFault::TooFewAnswered { answered } => language.pick(
            format!("nothing is shown before three people have answered; {answered} have"),
            format!("3人が回答するまで公開できない (現在{answered}人)"),
        ),
        WorkshopFault::WrongStage { stage } => {
            let (en, ja) = match stage {
                Stage::First => (
                    "the answers are not shown yet",
                    "回答はまだ公開されていない",
                ),
                Stage::Second | Stage::Talked => (
                    "the answers are shown already",
                    "回答はすでに公開されている",
                ),
                Stage::Closed => ("the workshop is closed", "ワークショップは終了している"),
            };
            language.pick(en, ja).to_owned()
        }
        WorkshopFault::KeyMissing => language
            .pick(
                "the key of the workshop is not on this machine",
                "ワークショップの鍵がこのコンピューターにない",
            )
            .to_owned(),
        WorkshopFault::UnknownRespondent { number } => language.pick(
            format!("no respondent {number}"),
            format!("回答者{number}は存在しない"),
        ),
        WorkshopFault::Respondents { number } => language.pick(
            format!("respondent {number} stands twice, has number 0, or has answered already"),
            format!("回答者{number}は重複しているか、番号が0であるか、すでに回答している"),
        ),
        WorkshopFault::UnknownService { service } => language.pick(
            format!("the workshop is not about service `{service}`"),
            format!("サービス`{service}`はこのワークショップの対象ではない"),
        ),
        WorkshopFault::Empty => language
            .pick(
                "a workshop needs one service and one minute at least",
                "ワークショップには1件以上のサービスと1分以上の時間が必要",
            )
            .to_owned(),
        WorkshopFault::StillOpen { .. } => language
            .pick(
                "a workshop of this assessment is still open",
                "このアセスメントのワークショップがまだ終了していない",
            )
            .to_owned(),
        WorkshopFault::UnknownLevel { found } => language.pick(
            format!("the sheet has no level {found}"),
            format!("成熟度シートにレベル{found}は存在しない"),
        ),
        WorkshopFault::HasPin { number } => language.pick(
            format!("respondent {number} answers at the machine with a PIN"),
            format!("回答者{number}はコンピューターでPINを使って回答している"),
        ),
        WorkshopFault::AnchorsShown => language
            .pick(
                "how the room scored the anchor cases is shown already",
                "基準事例の採点結果はすでに公開されている",
            )
            .to_owned(),
        WorkshopFault::NoteTooLong => language
            .pick("a note is too long", "メモが長すぎる")
            .to_owned(),
        WorkshopFault::Unsettled(unsettled) => {
            let (en, ja) = match unsettled {
                Unsettled::ReasonMissing => (
                    "an answer other than the one proposed needs a reason",
                    "提案と違う回答と「該当なし」には理由が必要",
                ),
                Unsettled::UnknownLevel => {
                    ("the sheet has no such level", "そのレベルは存在しない")
                }
                Unsettled::DissentWithoutReason => {
                    ("a dissent needs a reason", "異論には理由が必要")
                }
                Unsettled::DissentNamed => (
                    "the promise allows no name beside a dissent",
                    "匿名性の約束により、異論に回答者を付けられない",
                ),
                Unsettled::UnknownRespondent => ("no such respondent", "その回答者は存在しない"),
                Unsettled::OwnerMissing => {
                    ("what is parked needs an owner", "保留には担当者が必要")
                }
            };
            language.pick(en, ja).to_owned()
        }
    }
}
