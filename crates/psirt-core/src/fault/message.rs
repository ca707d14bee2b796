//! The words for a [`Problem`], in both languages.

use super::{ENOUGH, Kind, MOST_FAULTS, Problem};
use crate::text::Language;
use crate::workshop::Promise;

/// The most names a hint lists.
const MOST_NAMES: usize = 8;

impl Problem {
    /// What is wrong, in one clause without a closing full stop.
    #[expect(clippy::too_many_lines, reason = "one arm for each problem")]
    pub fn message(&self, language: Language) -> String {
        let say = |en: String, ja: String| language.pick(en, ja);
        match self {
            Self::TooLarge { bytes, limit } => say(
                format!("the file has {bytes} bytes, more than the {limit} allowed"),
                format!("ファイルが{bytes}バイトあり、上限の{limit}バイトを超えている"),
            ),
            Self::TooDeep { limit } => say(
                format!("values are nested deeper than {limit}"),
                format!("値の入れ子が上限の{limit}段を超えている"),
            ),
            Self::TooManyValues { limit } => say(
                format!("the file has more than {limit} values"),
                format!("値の数が上限の{limit}個を超えている"),
            ),
            Self::TooManyServices { found, limit } => say(
                format!("{found} services, more than the {limit} allowed"),
                format!("サービスが{found}件あり、上限の{limit}件を超えている"),
            ),
            Self::NothingThere => say("the file is empty".into(), "ファイルが空である".into()),
            Self::NotJson { line, column } => say(
                format!(
                    "not JSON: the text breaks off from the grammar at line {line}, column {column}"
                ),
                format!("JSONではない: {line}行{column}文字目で文法に合わなくなる"),
            ),
            Self::NotText => say("not UTF-8 text".into(), "UTF-8のテキストではない".into()),
            Self::DuplicateKey { key } => say(
                format!("the key `{key}` stands here twice"),
                format!("キー`{key}`が重複している"),
            ),
            Self::UnknownField { name, .. } => say(
                format!("unknown field `{name}`"),
                format!("`{name}`という項目はない"),
            ),
            Self::MissingField { name } => say(
                format!("the field `{name}` is missing"),
                format!("項目`{name}`がない"),
            ),
            Self::WrongKind { found, .. } | Self::NotAChoice { found, .. } => {
                say(format!("found {found}"), format!("{found}となっている"))
            }
            Self::OutOfRange { found, .. } => say(
                format!("{found} is out of range"),
                format!("{found}は範囲外である"),
            ),
            Self::EmptyText => say("the text is empty".into(), "文字列が空である".into()),
            Self::TextTooLong { characters, limit } => say(
                format!("the text has {characters} characters, more than the {limit} allowed"),
                format!("文字列が{characters}文字あり、上限の{limit}文字を超えている"),
            ),
            Self::ListTooShort { found, least } => say(
                format!("{found} entries, at least {least} needed"),
                format!("要素が{found}件しかない (最低{least}件必要)"),
            ),
            Self::NotADate { found } => say(
                format!("`{found}` is not a date"),
                format!("`{found}`は存在する日付ではない"),
            ),
            Self::NewerFormat { found, supported } => say(
                format!(
                    "format {found} is newer than format {supported}, the newest this program reads"
                ),
                format!("形式{found}は、このプログラムが読める最新の形式{supported}より新しい"),
            ),
            Self::OtherKind { found, expected } => say(
                format!("the file says it is of the kind {found}, not `{expected}`"),
                format!("ファイルの種類が{found}であり、`{expected}`ではない"),
            ),
            Self::WrongFormat { found, .. } => say(
                format!("{found} is not a format number"),
                format!("{found}は形式番号ではない"),
            ),
            Self::MissingLanguage { language: lacking } => say(
                format!("the text has no `{lacking}`, which its file declares"),
                format!("宣言された言語`{lacking}`の文がない"),
            ),
            Self::UndeclaredLanguage { language: extra } => say(
                format!("the text has `{extra}`, which its file does not declare"),
                format!("宣言されていない言語`{extra}`の文がある"),
            ),
            Self::DuplicateId { id, first } => say(
                format!("the id `{id}` stands at {first} already"),
                format!("ID`{id}`は{first}ですでに使われている"),
            ),
            Self::LevelGap { expected, found } => match found {
                Some(found) => say(
                    format!("level {found} stands where level {expected} belongs"),
                    format!("レベル{expected}があるべき場所にレベル{found}がある"),
                ),
                None => say(
                    format!("level {expected} is missing"),
                    format!("レベル{expected}がない"),
                ),
            },
            Self::IndicatorLevel { id, level } => say(
                format!("the indicator `{id}` stands under level {level}"),
                format!("確認項目`{id}`がレベル{level}に置かれている"),
            ),
            Self::UnknownReference {
                referent,
                id,
                within,
                ..
            } => {
                let name = referent.name(language);
                if within.is_empty() {
                    say(
                        format!("no {name} `{id}`"),
                        format!("{name}`{id}`は存在しない"),
                    )
                } else {
                    say(
                        format!("no {name} `{id}` in `{within}`"),
                        format!("`{within}`に{name}`{id}`は存在しない"),
                    )
                }
            }
            Self::LevelOutsideScale { found, .. } => say(
                format!("there is no level {found}"),
                format!("レベル{found}は存在しない"),
            ),
            Self::ServiceNotCovered { service, sheet } => say(
                format!(
                    "service `{service}` of `{sheet}` is neither linked nor listed as standing in one sheet only"
                ),
                format!(
                    "`{sheet}`のサービス`{service}`が、対応付けにも片方だけのサービスの一覧にもない"
                ),
            ),
            Self::ReasonMissing => say(
                "not applicable is given without a reason".into(),
                "該当なしの理由がない".into(),
            ),
            Self::AgainstPromise { promise } => {
                let (en, ja) = match promise {
                    Promise::Named => ("named", "記名"),
                    Promise::ByGroup => ("by group", "グループ別"),
                    Promise::Never => ("never", "完全匿名"),
                };
                say(
                    format!("the promise \"{en}\" of the workshop lets nobody see this"),
                    format!("ワークショップの匿名性の約束「{ja}」により、これは示せない"),
                )
            }
            Self::Finished => say(
                "the assessment is finished and cannot be changed".into(),
                "完了したアセスメントは変更できない".into(),
            ),
            Self::MoreFaults { more } if more + MOST_FAULTS >= ENOUGH => say(
                format!("{more} more faults are not listed, and there may be others"),
                format!("ほかに{more}件以上の誤りがある"),
            ),
            Self::MoreFaults { more } => say(
                format!("{more} more faults are not listed"),
                format!("ほかに{more}件の誤りがある"),
            ),
        }
    }

    /// What is allowed, or the way out, where there is more to say than the message does.
    pub fn hint(&self, language: Language) -> Option<String> {
        let say = |en: String, ja: String| Some(language.pick(en, ja));
        match self {
            Self::UnknownField { allowed, .. } => say(
                format!("the fields here are {}", names(allowed, language)),
                format!("使える項目は{}", names(allowed, language)),
            ),
            Self::WrongKind { allowed, .. } => {
                let kinds: Vec<&str> = allowed
                    .iter()
                    .map(|kind: &Kind| kind.name(language))
                    .collect();
                say(
                    format!("allowed is {}", kinds.join(" or ")),
                    format!("使えるのは{}", kinds.join("か")),
                )
            }
            Self::NotAChoice { allowed, .. } => say(
                format!("allowed is {}", names(allowed, language)),
                format!("使えるのは{}", names(allowed, language)),
            ),
            Self::OutOfRange { least, most, .. } => match most {
                Some(most) => say(
                    format!("allowed is {least} to {most}"),
                    format!("使えるのは{least}〜{most}"),
                ),
                None => say(
                    format!("allowed is {least} or more"),
                    format!("使えるのは{least}以上"),
                ),
            },
            Self::NotADate { .. } => say(
                "write it as year-month-day, such as 2026-04-01".into(),
                "2026-04-01のように年-月-日で書く".into(),
            ),
            Self::NewerFormat { .. } => say(
                "open it with a newer version of the program".into(),
                "新しいバージョンのプログラムで開く".into(),
            ),
            Self::WrongFormat { supported: 1, .. } => say(
                "this program reads format 1".into(),
                "このプログラムが読めるのは形式1".into(),
            ),
            Self::WrongFormat { supported, .. } => say(
                format!("this program reads format 1 to {supported}"),
                format!("このプログラムが読めるのは形式1〜{supported}"),
            ),
            Self::LevelGap { .. } => say(
                "levels are listed from 0 upwards, each once".into(),
                "レベルは0から順に1つずつ並べる".into(),
            ),
            Self::IndicatorLevel { level, .. } => say(
                format!("its id begins with the level: `{level}a`"),
                format!("IDは`{level}a`のようにレベルの数字で始める"),
            ),
            Self::UnknownReference { known, .. } if !known.is_empty() => say(
                format!("there are {}", names(known, language)),
                format!("あるのは{}", names(known, language)),
            ),
            Self::LevelOutsideScale { highest, .. } => say(
                format!("the levels are 0 to {highest}"),
                format!("レベルは0〜{highest}"),
            ),
            Self::ReasonMissing => say(
                "say why the service does not apply".into(),
                "該当しない理由を書く".into(),
            ),
            Self::Finished => say(
                "start the next round from it, or correct a copy".into(),
                "次の回を始めるか、複製を修正する".into(),
            ),
            Self::NotText => say("save the file as UTF-8".into(), "UTF-8で保存し直す".into()),
            _ => None,
        }
    }
}

/// The first names of a list, and whether there are more.
fn names(all: &[String], language: Language) -> String {
    let listed: Vec<String> = all
        .iter()
        .take(MOST_NAMES)
        .map(|name| format!("`{name}`"))
        .collect();
    let mut line = listed.join(language.pick(", ", "、"));
    if all.len() > MOST_NAMES {
        let more = all.len() - MOST_NAMES;
        line.push_str(&language.pick(format!(" and {more} more"), format!(" ほか{more}件")));
    }
    line
}
