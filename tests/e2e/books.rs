//! Fill-in books: out to two people, through LibreOffice, back in, decided, undone.

#[path = "../filling.rs"]
pub mod filling;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::accessibility::Looks;
use crate::answering::service_ids;
use crate::harness::{Home, Language, Person};

pub const ANSWER: &str = "psirt:answer";
const NOTE: &str = "psirt:note";

#[test]
fn answers_of_two_people_come_back_in_books_and_are_taken_over_as_chosen() {
    takes_books_back(Language::English, "light");
}

#[test]
fn books_are_decided_in_japanese_and_in_the_dark() {
    takes_books_back(Language::Japanese, "dark");
}

fn takes_books_back(language: Language, theme: &str) {
    let home = Home::new();
    let person = Person::starts(&home);
    person.likes(theme);
    person.begins(language);
    person.adds_a_round(language, language.pick("Kakuu Manufacturing", "架空製造"));
    let mut looks = Looks::begin(&person, language, theme);
    person.clicks(
        "button",
        language.pick("The assessment as a whole", "アセスメント全体の操作"),
    );
    person.clicks("menuitem", language.pick("Fill-in books", "記入用ブック"));
    person.sees("heading", language.pick("Fill-in books", "記入用ブック"));
    looks.at("30-books-none");

    let books = sends_out(&person, &home, language, &mut looks);
    let services = service_ids();
    let [first, second, third, fourth, ..] = &services[..] else {
        panic!("a sheet has services");
    };
    let fill = |book: &Path, service: &str, mark: &str, text: &str| {
        filling::fill(book, service, mark, text);
    };
    fill(&books[0], first, ANSWER, "４");
    fill(&books[0], first, NOTE, "Register seen / 台帳を確認");
    fill(&books[0], second, ANSWER, "1");
    fill(&books[0], second, NOTE, "Nobody in charge / 担当者なし");
    fill(&books[1], second, ANSWER, "レベル2");
    fill(&books[1], third, ANSWER, "3.0");
    fill(&books[1], fourth, ANSWER, "だいたい3");
    let ana = home.saves_as_a_book(&books[0]);
    let no_book = home.path("saved/notes.xlsx");
    fs::write(&no_book, "no book").expect("it can be written");

    let before = entries(&person);
    let all: Vec<String> = [&ana, &books[1], &no_book]
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    home.answer_dialogs(&[Path::new(&all.join("\t"))]);
    person.clicks(
        "button",
        language.pick("Take books back*", "記入済みのブックを読み込む*"),
    );
    person.reads("だいたい3");
    person.reads("notes.xlsx");
    assert_eq!(
        entries(&person),
        before,
        "nothing changes before it is chosen"
    );
    looks.at("32-books-review");
    person.clicks("radio", "Ben*");
    person.makes_the_window(720, 900);
    looks.at("33-books-review-narrow");
    person.makes_the_window(1280, 860);
    person.clicks(
        "button",
        language.pick("Take over 3 services", "3サービスを反映する"),
    );
    person.reads(language.pick("3 services were taken over.", "3サービスを反映しました。"));
    looks.at("34-books-done");
    let levels = |entries: &Value| -> Vec<Option<u64>> {
        let entries = entries.as_array().expect("a list").iter().take(4);
        entries
            .map(|entry| entry["answer"]["level"].as_u64())
            .collect()
    };
    assert_eq!(levels(&entries(&person)), [Some(4), Some(2), Some(3), None]);

    person.goes_to("workspace");
    person.reads(language.pick("3 services, Ana, Ben", "3サービス、Ana、Ben"));
    person.clicks("button", language.pick("4 changes", "変更4件"));
    person.reads(language.pick("said by Ben", "回答者: Ben"));
    person.asks("document.getElementById('history').scrollIntoView(); return null");
    looks.at("35-books-history");

    person.goes_to("assess");
    person.clicks(
        "button",
        language.pick("The assessment as a whole", "アセスメント全体の操作"),
    );
    person.clicks("menuitem", language.pick("Fill-in books", "記入用ブック"));
    person.clicks("button", language.pick("Undo", "元に戻す"));
    person.reads(language.pick(
        "everything is as it was before",
        "すべて元の内容に戻っています",
    ));
    assert_eq!(entries(&person), before, "one undo takes all of it back");
    looks.found_nothing();
    person.closes();
}

/// Makes a book for each of two people.
pub fn sends_out(
    person: &Person,
    home: &Home,
    language: Language,
    looks: &mut Looks<'_>,
) -> Vec<PathBuf> {
    person.clicks("button", language.pick("Make books*", "ブックを作成*"));
    person.clicks(
        "radio",
        language.pick("A book for each respondent*", "回答者ごとに1冊*"),
    );
    let names = language.pick("Names, one a line", "氏名 (1行に1名)");
    person.enters(names, "Ana");
    person.types_letters("Ben");
    looks.at("31-books-make");
    home.answer_dialogs(&[&home.saved()]);
    person.clicks("button", language.pick("Save 2 books", "2冊のブックを保存"));
    person.sees(
        "heading",
        language.pick("2 books are saved", "2冊のブックを保存しました"),
    );
    person.clicks("button", language.pick("Close", "閉じる"));
    let books = home.files("saved");
    assert_eq!(books.len(), 2, "{books:?}");
    books
}

/// What the program knows of every service.
fn entries(person: &Person) -> Value {
    let home = person
        .commands("home", &json!(null))
        .expect("there is a home");
    let assessment = &home["organizations"][0]["assessments"][0]["id"];
    let view = person.commands("assessment", &json!({ "assessment": assessment }));
    let mut entries = view.expect("the assessment is there")["entries"].take();
    for entry in entries.as_array_mut().expect("they are a list") {
        // Who said what stays said, whatever becomes of the answers.
        entry["voices"].take();
    }
    entries
}
