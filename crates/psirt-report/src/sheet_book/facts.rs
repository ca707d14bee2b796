//! The facts of the first worksheet: what they are called and what belongs there.

/// A fact on the first worksheet.
#[derive(Clone, Copy, Debug)]
pub struct AboutItem {
    /// Its path in the sheet's file, with dots.
    pub key: &'static str,
    /// Whether it has a text for each language.
    pub is_text: bool,
    /// What it is called, in English and Japanese.
    pub name: (&'static str, &'static str),
    /// What belongs there, in English and Japanese.
    pub comment: (&'static str, &'static str),
}

const fn about(
    key: &'static str,
    is_text: bool,
    name: (&'static str, &'static str),
    comment: (&'static str, &'static str),
) -> AboutItem {
    AboutItem {
        key,
        is_text,
        name,
        comment,
    }
}

/// What the first worksheet says, in order.
pub const ABOUT: &[AboutItem] = &[
    about(
        "format",
        false,
        ("Format", "形式"),
        (
            "The format of the sheet: 1. Not to be changed.",
            "シートの形式の番号: 1。変更しない。",
        ),
    ),
    about(
        "id",
        false,
        ("Sheet ID", "シートのID"),
        (
            "Names the sheet, whatever its edition: small letters, digits, dots and hyphens, such as our-psirt-sheet.",
            "版によらずシートを指す名前。our-psirt-sheetのように、英小文字、数字、ピリオド、ハイフンで書く。",
        ),
    ),
    about(
        "edition",
        false,
        ("Edition", "版"),
        (
            "Names the edition, such as 2026.11. Editions of one sheet have the same services.",
            "2026.11のような版の名前。同じシートの版はどれも同じサービスを持つ。",
        ),
    ),
    about(
        "languages",
        false,
        ("Languages", "言語"),
        (
            "The languages every text has: en, ja, or both, separated by a comma.",
            "すべての文が持つ言語。en、ja、またはその両方をカンマで区切って書く。",
        ),
    ),
    about(
        "title",
        true,
        ("Title", "題名"),
        ("What the sheet is called.", "シートの名前。"),
    ),
    about(
        "summary",
        true,
        ("Summary", "概要"),
        (
            "What the sheet covers, in one or two sentences.",
            "シートが扱う範囲。1〜2文。",
        ),
    ),
    about(
        "source.name",
        false,
        ("Source", "出典"),
        (
            "The publication ids and titles come from.",
            "IDと題名の出典となる刊行物。",
        ),
    ),
    about(
        "source.version",
        false,
        ("Version of the source", "出典のバージョン"),
        ("Its version.", "出典のバージョン。"),
    ),
    about(
        "source.published",
        false,
        ("Published", "公表"),
        (
            "When it was published: a year, a month or a day. May stay empty.",
            "公表された年、年月、または日。空欄でもよい。",
        ),
    ),
    about(
        "source.url",
        false,
        ("Address", "アドレス"),
        (
            "Where it can be read. The program shows the address and never opens it. May stay empty.",
            "出典の場所。プログラムは表示するだけで開くことはない。空欄でもよい。",
        ),
    ),
    about(
        "source.rights",
        true,
        ("Rights", "権利"),
        (
            "Whose it is, and what of it is used.",
            "権利者と、出典のどこを使っているか。",
        ),
    ),
    about(
        "license",
        false,
        ("Licence", "ライセンス"),
        (
            "SPDX identifier of the licence of the texts, such as CC-BY-4.0 or LicenseRef-own.",
            "文章のライセンスのSPDX識別子。CC-BY-4.0やLicenseRef-ownなど。",
        ),
    ),
    about(
        "$schema",
        false,
        ("Schema", "スキーマ"),
        (
            "Where the schema of the JSON file is, for editors. May stay empty.",
            "JSONファイルのスキーマの場所 (エディター用)。空欄でもよい。",
        ),
    ),
];
