//! A company's own table out of Excel: corrected, installed, saved, and out again as a book.

use std::fs;

use serde_json::Value;

use crate::accessibility::Looks;
use crate::harness::{Home, Language, Person};

/// A table as a company has it: a column nobody would guess, a line break, a digit in full width.
const TABLE: &str = "ID,サービス,備考,レベル 0,レベル 1,レベル ２\n\
1,脆弱性情報の受付,,,,\n\
1.1,受付窓口,発見者が報告できる,窓口なし,\"メール窓口\n(担当者のみ)\",フォームと期限\n\
1.2,受領の連絡,発見者が待たずに済む,連絡なし,時々連絡,1営業日以内\n";

#[test]
fn a_table_of_ones_own_becomes_a_sheet_and_goes_out_as_a_book() {
    loads_a_table(Language::English, "light");
}

#[test]
fn a_table_is_corrected_in_japanese_and_in_the_dark() {
    loads_a_table(Language::Japanese, "dark");
}

fn loads_a_table(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    person.begins(language);
    let mut looks = Looks::begin(&person, language, theme);
    let table = home.path("ours.csv");
    fs::write(&table, TABLE).expect("a file can be written");
    let book = home.saves_as_a_book(&table);

    person.goes_to("sheets");
    home.answer_dialogs(&[&book]);
    let load = language.pick("Load a sheet from Excel", "Excelからシートを読み込む");
    person.clicks("button", load);
    person.sees("heading", load);
    person.reads(language.pick("What the columns are", "列の解釈"));
    looks.at("40-excel-table");
    chooses(&person, language.pick("Column C", "C列"), "purpose");
    person.types(language.pick("ID", "ID"), "kakuu-psirt");
    person.reads(language.pick("can be installed", "を追加できます"));
    person.waits_until("the purpose is taken over", || {
        let chosen = "return [...document.querySelectorAll('select')].filter(
            (one) => one.value === 'purpose').length";
        person.asks(chosen) == 1
    });
    person.makes_the_window(720, 900);
    looks.at("41-excel-corrected-narrow");
    person.makes_the_window(1280, 860);

    let saved = home.path("saved/kakuu.json");
    home.answer_dialogs(&[&saved]);
    person.clicks("button", language.pick("Save as JSON", "JSONで保存"));
    person.reads(language.pick("Saved: ", "保存しました: "));
    let file: Value = serde_json::from_str(&fs::read_to_string(&saved).expect("it is there"))
        .expect("it is JSON");
    let service = &file["areas"][0]["services"][0];
    assert_eq!(file["id"], "kakuu-psirt");
    assert_eq!(service["purpose"]["ja"], "発見者が報告できる");
    assert_eq!(
        service["levels"][1]["statement"]["ja"],
        "メール窓口\n(担当者のみ)"
    );

    person.clicks("button", language.pick("Install the sheet", "シートを追加"));
    person.reads(language.pick("is installed", "を追加しました"));
    person.is_at("sheets");
    home.answer_dialogs(&[&home.path("saved/")]);
    person.clicks(
        "button",
        language.pick("Save as an Excel book: *", "Excelに保存: *"),
    );
    looks.at("42-excel-export");
    person.clicks(
        "menuitem",
        language.pick("With its texts", "本文を入れて保存"),
    );
    person.reads(language.pick("Saved: ", "保存しました: "));
    let books = home.files("saved");
    let exported = books
        .iter()
        .find(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .expect("the book was written");
    home.answer_dialogs(&[exported]);
    person.clicks("button", load);
    person.reads(language.pick("is there already", "すでにあります"));
    looks.at("43-excel-book");
    looks.found_nothing();
    person.closes();
}

/// A table that begins at level 1, has no ids, and goes on after an empty row.
const ODD_TABLE: &str = "観点,レベル 1,レベル 2\n\
受付,窓口がある,手順がある\n\
評価,担当者がいる,基準がある\n\
,,\n\
公開,都度行う,時期が決まっている\n\
合計,12,7\n";

#[test]
fn a_table_that_is_not_as_most_are_is_read_otherwise_in_either_language() {
    for (language, theme) in [(Language::English, "dark"), (Language::Japanese, "light")] {
        reads_an_odd_table(language, theme);
    }
}

fn reads_an_odd_table(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    person.begins(language);
    let mut looks = Looks::begin(&person, language, theme);
    let table = home.path("odd.csv");
    fs::write(&table, ODD_TABLE).expect("a file can be written");
    let book = home.saves_as_a_book(&table);
    person.goes_to("sheets");
    home.answer_dialogs(&[&book]);
    let load = language.pick("Load a sheet from Excel", "Excelからシートを読み込む");
    person.clicks("button", load);
    person.reads(language.pick("begin at 1; a sheet", "成熟度シートはレベル0から始まる"));
    looks.at("44-excel-from-one");
    person.clicks(
        "checkbox",
        language.pick("The levels begin at 1*", "レベルが1から始まっている*"),
    );
    person.reads(language.pick("can be installed", "を追加できます"));
    person.reads(language.pick("2 services", "2サービス"));
    person.clicks(
        "checkbox",
        language.pick("The table goes on*", "空白の行の後も表が続く*"),
    );
    person.reads(language.pick("3 services", "3サービス"));
    person.reads(language.pick("figures such as totals", "合計などの数値の行"));
    looks.at("45-excel-read-otherwise");
    person.makes_the_window(720, 520);
    looks.at("46-excel-read-otherwise-narrow");
    looks.found_nothing();
    person.closes();
}

/// Chooses in one of the page's own lists, as the arrow keys do.
fn chooses(person: &Person, label: &str, value: &str) {
    let script = format!(
        "const list = [...document.querySelectorAll('select')].find(
             (one) => one.getAttribute('aria-label').startsWith('{label}'));
         list.focus();
         list.value = '{value}';
         list.dispatchEvent(new Event('change', {{ bubbles: true }}));
         return null"
    );
    person.asks(&script);
}

#[test]
fn a_document_to_begin_with_is_saved_from_a_step_and_from_sheets_in_either_language() {
    for (language, theme) in [(Language::English, "light"), (Language::Japanese, "dark")] {
        saves_documents(language, theme);
    }
}

fn saves_documents(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    person.begins(language);
    let mut looks = Looks::begin(&person, language, theme);
    person.adds_a_round(language, "Minato");
    person.presses(&["1"]);
    person.sees_all_saved();
    let save = language.pick("Save document: *", "ひな形を保存: *");
    home.answer_dialogs(&[&home.path("saved/")]);
    person.clicks("button", save);
    looks.at("50-document-of-a-step");
    person.clicks("menuitem", language.pick("As Markdown", "Markdownで保存"));
    person.reads(language.pick("Saved: ", "保存しました: "));
    let files = home.files("saved");
    let text = fs::read_to_string(&files[0]).expect("it is text");
    assert!(text.contains("Minato"), "{text}");

    person.goes_to("sheets");
    person.reads(language.pick("Documents to begin with", "ひな形の文書"));
    person.asks("document.querySelector('.document').scrollIntoView(); return null");
    looks.at("51-documents");
    looks.found_nothing();
    person.closes();
}
