//! The columns of each worksheet: what they are called and what belongs there.

use super::layout::{Field, FieldSpec, Holds};

const fn spec(
    field: Field,
    holds: Holds,
    key: &'static str,
    heading: (&'static str, &'static str),
    comment: (&'static str, &'static str),
    width: f64,
    required: bool,
) -> FieldSpec {
    FieldSpec {
        field,
        holds,
        key,
        heading,
        comment,
        width,
        required,
    }
}

pub(super) const ABOUT_FIELDS: &[FieldSpec] = &[
    spec(
        Field::Key,
        Holds::Plain,
        "key",
        ("Key", "キー"),
        (
            "Names the fact for the program; not to be changed.",
            "プログラムが項目を見分けるための名前。変更しない。",
        ),
        132.0,
        true,
    ),
    spec(
        Field::Item,
        Holds::Plain,
        "item",
        ("Item", "項目"),
        (
            "Names the fact for people; may be worded otherwise.",
            "項目の名前。言い換えてもよい。",
        ),
        170.0,
        false,
    ),
    spec(
        Field::Value,
        Holds::Plain,
        "value",
        ("Value", "値"),
        (
            "Facts that are the same in every language.",
            "言語によらない値。",
        ),
        300.0,
        false,
    ),
    spec(
        Field::Text,
        Holds::Text,
        "text",
        ("Text", "文"),
        ("Facts in one language.", "その言語で書く項目。"),
        430.0,
        false,
    ),
];

const LEVEL: FieldSpec = spec(
    Field::Level,
    Holds::Level,
    "level",
    ("Level", "レベル"),
    (
        "The number of the level, 0 the lowest.",
        "レベルの数字。最も低いレベルは0。",
    ),
    62.0,
    true,
);

const SERVICE: FieldSpec = spec(
    Field::Service,
    Holds::Id,
    "service",
    ("Service", "サービス"),
    (
        "The id of the service, as in the worksheet of services.",
        "サービスのID。サービスのシートと同じもの。",
    ),
    82.0,
    true,
);

pub(super) const SCALE: &[FieldSpec] = &[
    LEVEL,
    spec(
        Field::Name,
        Holds::Text,
        "name",
        ("Name", "名称"),
        (
            "What the level is called, in a word or two.",
            "レベルの名前。1〜2語。",
        ),
        150.0,
        true,
    ),
    spec(
        Field::Meaning,
        Holds::Text,
        "meaning",
        ("What is true", "状態"),
        (
            "What is true of any service at this level. May stay empty.",
            "そのレベルのどのサービスにも当てはまること。空欄でもよい。",
        ),
        430.0,
        false,
    ),
];

pub(super) const RULES: &[FieldSpec] = &[
    spec(
        Field::Case,
        Holds::Text,
        "case",
        ("Case", "場合"),
        ("The case in a few words.", "どのような場合か。短く書く。"),
        260.0,
        true,
    ),
    spec(
        Field::Rule,
        Holds::Text,
        "rule",
        ("Rule", "決まり"),
        ("What to do in it.", "その場合にどう評価するか。"),
        430.0,
        true,
    ),
];

pub(super) const EVIDENCE_KINDS: &[FieldSpec] = &[
    spec(
        Field::Id,
        Holds::Id,
        "id",
        ("ID", "ID"),
        (
            "Names the kind in assessments, once in the sheet.",
            "アセスメントの中で種類を示すID。シートの中で1回だけ使う。",
        ),
        110.0,
        true,
    ),
    spec(
        Field::Name,
        Holds::Text,
        "name",
        ("Name", "名称"),
        ("What the kind is called.", "種類の名前。"),
        200.0,
        true,
    ),
    spec(
        Field::Months,
        Holds::Number,
        "months",
        ("Months", "月数"),
        (
            "For how many months after its date it backs a level, 1 to 1,200.",
            "日付から何か月の間レベルを裏付けるか。1〜1,200。",
        ),
        82.0,
        true,
    ),
];

pub(super) const AREAS: &[FieldSpec] = &[
    spec(
        Field::Id,
        Holds::Id,
        "id",
        ("ID", "ID"),
        (
            "The id of the area, once in the sheet.",
            "サービスエリアのID。シートの中で1回だけ使う。",
        ),
        82.0,
        true,
    ),
    spec(
        Field::Title,
        Holds::Text,
        "title",
        ("Title", "題名"),
        ("What the area is called.", "サービスエリアの名前。"),
        260.0,
        true,
    ),
    spec(
        Field::Purpose,
        Holds::Text,
        "purpose",
        ("Purpose", "目的"),
        (
            "What it is for, in one sentence. May stay empty.",
            "何のためのエリアか。1文。空欄でもよい。",
        ),
        430.0,
        false,
    ),
];

pub(super) const SERVICES: &[FieldSpec] = &[
    spec(
        Field::Area,
        Holds::Id,
        "area",
        ("Area", "エリア"),
        (
            "The id of its area, as in the worksheet of areas.",
            "サービスエリアのID。サービスエリアのシートと同じもの。",
        ),
        70.0,
        true,
    ),
    spec(
        Field::Id,
        Holds::Id,
        "id",
        ("ID", "ID"),
        (
            "As printed in the source, once in the sheet. The cell is text, so that 1.10 stays 1.10.",
            "出典に印刷されたID。シートの中で1回だけ使う。1.10が1.1にならないよう、セルは文字列にしてある。",
        ),
        70.0,
        true,
    ),
    spec(
        Field::Title,
        Holds::Text,
        "title",
        ("Title", "題名"),
        ("What the service is called.", "サービスの名前。"),
        190.0,
        true,
    ),
    spec(
        Field::Purpose,
        Holds::Text,
        "purpose",
        ("Purpose", "目的"),
        (
            "What it is for, in one sentence. May stay empty.",
            "何のためのサービスか。1文。空欄でもよい。",
        ),
        240.0,
        false,
    ),
    spec(
        Field::Why,
        Holds::Text,
        "why",
        ("Why it matters", "必要な理由"),
        (
            "What goes wrong without it, in one sentence for a manager. May stay empty.",
            "これがないと何が起きるか。管理職に向けた1文。空欄でもよい。",
        ),
        240.0,
        false,
    ),
    spec(
        Field::Statement,
        Holds::LevelText,
        "level",
        ("Level", "レベル"),
        (
            "What can be seen from outside at this level. Every service needs a text for every level of the scale.",
            "そのレベルで、外から見て確かめられる状態。すべてのサービスに、尺度の全レベルの文が必要。",
        ),
        260.0,
        true,
    ),
    spec(
        Field::SmallTeam,
        Holds::Text,
        "small_team",
        ("Small team", "少人数の場合"),
        (
            "What is enough when the team is one person. May stay empty.",
            "担当が1名のとき、どこまでで足りるか。空欄でもよい。",
        ),
        240.0,
        false,
    ),
];

pub(super) const FUNCTIONS: &[FieldSpec] = &[
    SERVICE,
    spec(
        Field::Id,
        Holds::Id,
        "id",
        ("ID", "ID"),
        (
            "As printed in the source, once in its service. Where the source prints one id twice, the second carries #2.",
            "出典に印刷されたID。サービスの中で1回だけ使う。出典に同じIDが2回あるときは、2つ目に#2を付ける。",
        ),
        92.0,
        true,
    ),
    spec(
        Field::Parent,
        Holds::Id,
        "parent",
        ("Part of", "上位の機能"),
        (
            "The id of the function it is part of; empty where it is part of the service itself. A function stands below the one it is part of.",
            "属する機能のID。サービスの直下にあるものは空欄にする。属する機能より下の行に書く。",
        ),
        92.0,
        false,
    ),
    spec(
        Field::Title,
        Holds::Text,
        "title",
        ("Title", "題名"),
        ("What the source calls it.", "出典での名前。"),
        360.0,
        true,
    ),
];

pub(super) const INDICATORS: &[FieldSpec] = &[
    SERVICE,
    LEVEL,
    spec(
        Field::Id,
        Holds::Id,
        "id",
        ("ID", "ID"),
        (
            "The number of the level and a letter, such as 3a; once in its service.",
            "3aのように、レベルの数字と英字。サービスの中で1回だけ使う。",
        ),
        62.0,
        true,
    ),
    spec(
        Field::Text,
        Holds::Text,
        "text",
        ("Indicator", "確認項目"),
        (
            "A statement that is true or not, and can be told by looking at something.",
            "何かを見れば「はい・いいえ」で答えられる文。",
        ),
        420.0,
        true,
    ),
    spec(
        Field::Refs,
        Holds::Plain,
        "refs",
        ("About", "対象の機能"),
        (
            "Ids of the functions it is about, a line each, or the id of the service. May stay empty.",
            "対象となる機能のID (1行に1つ)、またはサービスのID。空欄でもよい。",
        ),
        110.0,
        false,
    ),
];

pub(super) const STEPS: &[FieldSpec] = &[
    SERVICE,
    LEVEL,
    spec(
        Field::Action,
        Holds::Text,
        "action",
        ("Next step", "次の一手"),
        (
            "What to do to reach the level from the one below.",
            "1つ下のレベルからそのレベルに至るためにすること。",
        ),
        360.0,
        true,
    ),
    spec(
        Field::Deliverable,
        Holds::Text,
        "deliverable",
        ("Deliverable", "成果物"),
        (
            "The thing that exists afterwards.",
            "その後に存在するもの。",
        ),
        260.0,
        true,
    ),
    spec(
        Field::Effort,
        Holds::Plain,
        "effort",
        ("Effort", "工数"),
        (
            "small (up to 5 person-days), medium (up to 20) or large (more).",
            "小 (5人日以内)、中 (20人日以内)、大 (20人日超) のいずれか。",
        ),
        82.0,
        true,
    ),
    spec(
        Field::Days,
        Holds::Number,
        "days",
        ("Person-days", "人日"),
        (
            "Person-days it takes, within the size. May stay empty: then it is planned by its size.",
            "かかる人日。工数の大きさの範囲内で書く。空欄でもよい (その場合、大きさから計画する)。",
        ),
        82.0,
        false,
    ),
    spec(
        Field::Elapsed,
        Holds::Number,
        "elapsed",
        ("Weeks", "週数"),
        (
            "Weeks from beginning to end, where other people's calendars decide. May stay empty.",
            "開始から完了までの週数。他の人の予定に左右される場合に書く。空欄でもよい。",
        ),
        62.0,
        false,
    ),
];

pub(super) const EVIDENCE: &[FieldSpec] = &[
    SERVICE,
    spec(
        Field::Text,
        Holds::Text,
        "text",
        ("Evidence", "証拠の例"),
        (
            "One thing an assessor asks to see at level 3 or higher.",
            "評価者が見せてもらうものを1件。",
        ),
        460.0,
        true,
    ),
];

pub(super) const INTERVIEW: &[FieldSpec] = &[
    SERVICE,
    spec(
        Field::Text,
        Holds::Text,
        "text",
        ("Question", "質問"),
        (
            "One open question that does not suggest its answer.",
            "答えを誘導しない開かれた質問を1つ。",
        ),
        460.0,
        true,
    ),
];
