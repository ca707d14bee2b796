//! Plain tables as companies make them. Every text is our own.

use super::*;
use crate::books::sheet::mapping::Words;

const HEADS: [&str; 10] = [
    "No.",
    "サービス",
    "目的",
    "レベル ０",
    "レベル １",
    "レベル ２",
    "レベル ３",
    "レベル ４",
    "レベル５",
    "備考",
];

/// The texts of a service at levels 0 to 5.
fn levels(what: &str) -> [String; 6] {
    [
        format!("{what}について何も行われていない。"),
        format!("{what}を気づいた人だけが行っている。"),
        format!("{what}が習慣になりつつある。\n文書は少ない。"),
        format!("{what}の手順と担当が文書で定められている。[1.1.3.2]"),
        format!("{what}の状況を測定し、例外を追跡している。"),
        format!("{what}の測定結果から手順を改善している。"),
    ]
}

fn row(id: &str, title: &str, what: &str) -> Vec<String> {
    let mut row = vec![
        id.to_owned(),
        title.to_owned(),
        format!("{what}を確かに行う。"),
    ];
    row.extend(levels(what));
    row
}

/// A worksheet of rows; the lines between are rows with one text.
fn table(name: &str, rows: &[Vec<String>]) -> Page {
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    page(name, &rows)
}

fn line(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

fn heads() -> Vec<String> {
    HEADS.iter().map(|head| (*head).to_owned()).collect()
}

/// The form commonly met: title rows, merged area rows, full-width digits.
pub(super) fn japanese_table() -> Page {
    let mut page = table(
        "シート1",
        &[
            line("自社PSIRT成熟度表"),
            line("2019年に公表された様式を写したもの"),
            Vec::new(),
            heads(),
            line("サービスエリア１　社内外との関係づくり"),
            row("１.１", "社内の関係者との連携", "社内の連携"),
            row("1.2", "発見者との\n連携", "発見者との連携"),
            line("２．脆弱性を知る"),
            row("2.1", "報告の受付", "報告の受付"),
            row("2.10", "報告以外からの発見", "自らの発見"),
            Vec::new(),
            line("※ レベルは0から読み、最も近いものを選ぶ。"),
        ],
    );
    for row in [4, 7] {
        page.merged
            .push((Place { row, column: 0 }, Place { row, column: 8 }));
    }
    page
}

fn given(pages: Vec<Page>) -> GivenBook {
    GivenBook {
        book: Book { pages },
    }
}

fn proposed(book: &GivenBook) -> Mapping {
    assert_eq!(book.layout(), Layout::Table);
    book.propose("自社 PSIRT sheet 2024.xlsx", Language::Ja)
        .expect("there is a table")
}

fn converted(book: &GivenBook, mapping: &Mapping) -> Sheet {
    let converted = book.convert_table(mapping);
    assert_eq!(told(&converted), Vec::<String>::new());
    converted.sheet.expect("it is a sheet")
}

fn doubted(book: &GivenBook, mapping: &Mapping) -> Vec<String> {
    let doubts = book.convert_table(mapping).doubts.into_iter();
    doubts
        .map(|doubt| format!("{}: {}", doubt.spot.shown(), doubt.message(Language::En)))
        .collect()
}

fn ids(sheet: &Sheet) -> Vec<String> {
    sheet
        .areas()
        .iter()
        .map(|area| {
            let services: Vec<&str> = area.services.iter().map(|it| it.id.as_str()).collect();
            format!(
                "{} {}: {}",
                area.id,
                area.title.get(Language::Ja),
                services.join(" ")
            )
        })
        .collect()
}

#[test]
fn a_table_with_area_rows_becomes_a_sheet_word_for_word() {
    let book = given(vec![japanese_table()]);
    let mapping = proposed(&book);
    assert_eq!((mapping.page.as_str(), mapping.heading_row), ("シート1", 4));
    let sheet = converted(&book, &mapping);
    assert_eq!(
        ids(&sheet),
        [
            "１ 社内外との関係づくり: １.１ 1.2",
            "２ 脆弱性を知る: 2.1 2.10"
        ]
    );
    assert_eq!(sheet.languages(), [Language::Ja]);
    assert_eq!(sheet.title().get(Language::Ja), "自社PSIRT成熟度表");
    assert_eq!(sheet.id().as_str(), "psirt-sheet-2024");
    let service = sheet.service("１.１").expect("the row is there");
    assert_eq!(service.title.get(Language::Ja), "社内の関係者との連携");
    assert_eq!(
        service.purpose.as_ref().map(|it| it.get(Language::Ja)),
        Some("社内の連携を確かに行う。")
    );
    let texts: Vec<&str> = service
        .levels
        .iter()
        .map(|level| level.statement.get(Language::Ja))
        .collect();
    assert_eq!(texts, levels("社内の連携"));
    assert!(service.levels.iter().all(|level| level.step.is_none()));
    // What is left out is said: the line below the title, the remark, the column of remarks.
    assert_eq!(
        doubted(&book, &mapping),
        [
            "シート1!A5: “サービスエリア” beside the id is left out",
            "シート1!A8: “．” beside the id is left out",
            "シート1!A2: the row stands above the headings and is left out",
            "シート1!A12: the row stands below the empty row that ends the table and is left out",
            "シート1!J4: the heading is not understood and the column left out",
        ]
    );
}

#[test]
fn what_was_converted_goes_out_as_a_book_and_comes_back() {
    let book = given(vec![japanese_table()]);
    let sheet = converted(&book, &proposed(&book));
    let back = exported(&sheet, &wanted(Language::Ja, &[Language::Ja])).convert();
    assert!(back.sheet.as_ref() == Ok(&sheet), "{:?}", told(&back));
}

#[test]
fn areas_may_stand_in_a_column_joined_downwards() {
    let mut rows = vec![{
        let mut heads = heads();
        heads.insert(0, "サービスエリア".into());
        heads
    }];
    for (area, id, title) in [
        ("１ 関係づくり", "1.1", "連携"),
        ("", "1.2", "広報"),
        ("2 発見", "2.1", "受付"),
        ("", "2.2", "監視"),
    ] {
        let mut row = row(id, title, title);
        row.insert(0, area.to_owned());
        rows.push(row);
    }
    let mut page = table("評価", &rows);
    page.merged
        .push((Place { row: 1, column: 0 }, Place { row: 2, column: 0 }));
    page.merged
        .push((Place { row: 3, column: 0 }, Place { row: 4, column: 0 }));
    let book = given(vec![page]);
    let mapping = proposed(&book);
    let sheet = converted(&book, &mapping);
    assert_eq!(ids(&sheet), ["１ 関係づくり: 1.1 1.2", "2 発見: 2.1 2.2"]);
    assert_eq!(sheet.title().get(Language::Ja), "評価", "the tab names it");
}

#[test]
fn an_english_table_without_areas_takes_them_from_the_ids_and_says_so() {
    let levels = |what: &str| -> Vec<String> {
        [
            "nobody",
            "one person",
            "a team",
            "everybody",
            "all, measured",
            "all, improving",
        ]
        .iter()
        .map(|who| format!("{what} is done by {who}."))
        .collect()
    };
    let mut rows = vec![vec![
        "ID".to_owned(),
        "Service".to_owned(),
        "Level 0: Absent".to_owned(),
        "Level 1 - Individual".to_owned(),
        "Lv.2".to_owned(),
        "LEVEL 3 (Defined)".to_owned(),
        "level4".to_owned(),
        "Level 5".to_owned(),
    ]];
    for (id, title) in [("1.1", "Intake"), ("1.2", "Triage"), ("I.A", "Sponsor")] {
        let mut row = vec![id.to_owned(), title.to_owned()];
        row.extend(levels(title));
        rows.push(row);
    }
    let book = given(vec![table("Sheet1", &rows)]);
    let mapping = book
        .propose("maturity.xlsx", Language::Ja)
        .expect("a table");
    let sheet = converted(&book, &mapping);
    assert_eq!(sheet.languages(), [Language::En]);
    assert_eq!(ids(&sheet), ["1 Area 1: 1.1 1.2", "I Area I: I.A"]);
    let names: Vec<&str> = sheet
        .scale()
        .iter()
        .map(|it| it.name.get(Language::En))
        .collect();
    assert_eq!(
        names,
        [
            "Absent",
            "Individual",
            "Level 2",
            "Defined",
            "Level 4",
            "Level 5"
        ]
    );
    assert!(
        doubted(&book, &mapping)
            .iter()
            .any(|line| line.contains("made of what the ids"))
    );
    assert!(
        sheet
            .service("1.1")
            .is_some_and(|service| service.purpose.is_none())
    );
}

#[test]
fn a_number_that_lost_its_nought_is_put_right_or_doubted() {
    let mut rows = vec![heads()];
    for number in 1..=11 {
        rows.push(row(
            &format!("1.{number}"),
            "題名",
            &format!("仕事{number}"),
        ));
    }
    let mut page = table("表", &rows);
    for number in 1_u32..=11 {
        let value = format!("1.{number}").parse::<f64>().expect("a number");
        let place = Place {
            row: number,
            column: 0,
        };
        page.cells.insert(place, Value::Number(value));
    }
    let book = given(vec![page.clone()]);
    let mapping = proposed(&book);
    let taken: Vec<&str> = mapping.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(
        taken,
        [
            "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9", "1.10", "1.11"
        ]
    );
    let doubts = doubted(&book, &mapping);
    assert!(
        doubts
            .iter()
            .any(|line| line.starts_with("表!A11: the number comes again"))
    );
    // Out of its row a number may be either, and is doubted until a person says which.
    page.cells
        .insert(Place { row: 2, column: 0 }, Value::Number(1.3));
    page.cells
        .insert(Place { row: 3, column: 0 }, Value::Number(1.2));
    let book = given(vec![page]);
    let mut mapping = proposed(&book);
    let about_a3 = |mapping: &Mapping| {
        doubted(&book, mapping)
            .iter()
            .filter(|line| line.starts_with("表!A3: the cell is a number"))
            .count()
    };
    assert_eq!(about_a3(&mapping), 1);
    mapping.rows[1].id = "1.30".into();
    assert_eq!(about_a3(&mapping), 0, "what a person said is no doubt");
    assert!(converted(&book, &mapping).service("1.30").is_some());
}

#[test]
fn id_and_title_may_share_a_cell() {
    let mut rows = vec![vec![
        "評価項目".to_owned(),
        "レベル0".to_owned(),
        "レベル1".to_owned(),
    ]];
    for (name, text) in [
        ("1.1 連携", "連携"),
        ("1.2　広報", "広報"),
        ("2.1：受付", "受付"),
    ] {
        rows.push(vec![
            name.to_owned(),
            format!("{text}なし"),
            format!("{text}あり"),
        ]);
    }
    let book = given(vec![table("表", &rows)]);
    let mapping = proposed(&book);
    assert_eq!(mapping.columns[0].role, ColumnRole::IdAndTitle);
    let sheet = converted(&book, &mapping);
    assert_eq!(ids(&sheet), ["1 エリア1: 1.1 1.2", "2 エリア2: 2.1"]);
    let title = sheet
        .service("2.1")
        .map(|service| service.title.get(Language::Ja));
    assert_eq!(title, Some("受付"));
}

#[test]
fn a_service_may_go_over_several_rows() {
    let mut more = vec![String::new(); 3];
    more.extend(levels("続き"));
    let rows = [
        heads(),
        row("1.1", "連携", "連携"),
        more,
        row("1.2", "広報", "広報"),
    ];
    let book = given(vec![table("表", &rows)]);
    let mapping = proposed(&book);
    assert_eq!(mapping.rows[1].role, RowRole::Continued);
    let sheet = converted(&book, &mapping);
    let service = sheet.service("1.1").expect("the row is there");
    let text = service.levels[0].statement.get(Language::Ja);
    assert_eq!(
        text,
        "連携について何も行われていない。\n続きについて何も行われていない。"
    );
    assert_eq!(sheet.services().count(), 2);
}

#[test]
fn of_several_worksheets_the_one_with_the_most_services_is_proposed() {
    let small = table("概要", &[heads(), row("1.1", "連携", "連携")]);
    let cover = table("表紙", &[line("レベルの説明"), line("レベル0から読む")]);
    let mut hidden = japanese_table();
    hidden.name = "旧版".into();
    hidden.hidden = true;
    let book = given(vec![cover, small, japanese_table(), hidden]);
    let mut mapping = proposed(&book);
    assert_eq!(mapping.page, "シート1");
    assert!(
        doubted(&book, &mapping)
            .iter()
            .any(|line| line.ends_with("which can be joined: 概要"))
    );
    // A person chooses the other one.
    mapping.about.id = "said".into();
    assert_eq!(book.propose_page("表紙", &mapping), None, "it has no table");
    let mapping = book
        .propose_page("概要", &mapping)
        .expect("there is a table");
    assert_eq!(mapping.about.id, "said");
    let sheet = converted(&book, &mapping);
    assert_eq!(sheet.services().count(), 1);
    assert_eq!(
        sheet.title().get(Language::Ja),
        "自社PSIRT成熟度表",
        "what was said stays"
    );
}

#[test]
fn both_languages_side_by_side_become_a_sheet_in_both() {
    let heads = [
        "ID",
        "題名",
        "Title",
        "レベル0",
        "Level 0",
        "レベル1",
        "Level 1",
    ];
    let cells = ["1.1", "連携", "Ties", "なし", "None", "あり", "Some"];
    let book = given(vec![page("表", &[&heads, &cells])]);
    let mut mapping = proposed(&book);
    mapping.areas[0].title = Words {
        en: "Together".into(),
        ja: "連携".into(),
    };
    let sheet = converted(&book, &mapping);
    assert_eq!(sheet.languages(), Language::ALL);
    let service = sheet.service("1.1").expect("the row is there");
    assert_eq!(service.title.only(Language::En), Some("Ties"));
    assert_eq!(service.levels[1].statement.only(Language::Ja), Some("あり"));
}

#[test]
fn a_corrected_mapping_is_what_counts() {
    let book = given(vec![japanese_table()]);
    let mut mapping = proposed(&book);
    mapping.about.id = "ours".into();
    mapping.about.levels[3].name = Words::only(Language::Ja, "定義済み");
    mapping.rows.retain(|row| row.id != "2.10");
    mapping.areas[1].title = Words::only(Language::Ja, "発見");
    let sent: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).expect("JSON"))
        .expect("the window can send it back");
    assert_eq!(sent, mapping);
    let sheet = converted(&book, &sent);
    assert_eq!(
        ids(&sheet),
        ["１ 社内外との関係づくり: １.１ 1.2", "２ 発見: 2.1"]
    );
    assert_eq!(sheet.id().as_str(), "ours");
    assert_eq!(sheet.scale()[3].name.get(Language::Ja), "定義済み");
}

#[test]
fn faults_of_a_table_name_the_cell_or_what_was_said() {
    let mut page = japanese_table();
    page.cells.remove(&Place { row: 5, column: 6 });
    page.cells.remove(&Place { row: 6, column: 1 });
    page.cells
        .insert(Place { row: 8, column: 4 }, Value::Failed("#REF!".into()));
    let book = given(vec![page]);
    let mut mapping = proposed(&book);
    assert!(
        doubted(&book, &mapping).contains(&"シート1!G6: the text of the level is empty".to_owned())
    );
    mapping.about.id = String::new();
    mapping.rows.iter_mut().for_each(|row| {
        if row.id == "2.10" {
            row.id = "2.1".into();
        }
    });
    let told = told(&book.convert_table(&mapping));
    let said = |start: &str| {
        assert!(
            told.iter().any(|line| line.starts_with(start)),
            "{start} in {told:#?}"
        );
    };
    said("シート1!G6 []: the field `statement` is missing");
    said("シート1!A7 [1.2]: the field `title` is missing");
    said("シート1!E9 [#REF!]: the formula has failed");
    said("シート1!A10 [2.10]: the id `2.1` stands at シート1!A9 already");
    said("id []: the field `id` is missing");
}

#[test]
fn a_mapping_that_does_not_fit_the_book_is_told() {
    let book = given(vec![japanese_table()]);
    let mapping = proposed(&book);
    let said = |change: &dyn Fn(&mut Mapping)| {
        let mut mapping = mapping.clone();
        change(&mut mapping);
        told(&book.convert_table(&mapping)).join("\n")
    };
    assert!(said(&|it| it.page = "ない".into()).contains("no such worksheet"));
    assert!(
        said(&|it| it.columns[0].column = "1".into()).contains("no such worksheet, row or column")
    );
    assert!(said(&|it| it.columns[2].role = ColumnRole::Title).contains("column B holds the same"));
    assert!(
        said(&|it| it.columns.retain(|one| one.role != ColumnRole::Title))
            .contains("no column is chosen for the title")
    );
    assert!(said(&|it| it.areas.clear()).contains("no area has this id"));
    assert!(said(&|it| it.about.levels.truncate(2)).contains("not a level of the scale"));
}

#[test]
fn what_is_no_sheet_is_said_to_be_none() {
    let note = page("メモ", &[&["買い物"], &["レベル0の棚"]]);
    let book = given(vec![note]);
    assert_eq!(book.layout(), Layout::Unknown);
    assert_eq!(book.propose("a.xlsx", Language::Ja), None);
    let fill_in = page(HIDDEN_PAGE, &[&["kind"]]);
    assert_eq!(
        given(vec![japanese_table(), fill_in]).layout(),
        Layout::FillInBook
    );
}

/// A small table in English: a row of headings and rows of texts.
fn small(rows: &[&[&str]]) -> GivenBook {
    given(vec![page("Ours", rows)])
}

fn services(sheet: &Sheet) -> Vec<&str> {
    sheet
        .services()
        .map(|service| service.id.as_str())
        .collect()
}

#[test]
fn a_table_ends_at_an_empty_row_unless_a_person_says_otherwise() {
    let book = small(&[
        &["ID", "Service", "Level 0", "Level 1"],
        &["1.1", "Intake", "None", "Some"],
        &["1.2", "Triage", "Nobody", "Somebody"],
        &["Total", "", "12", "7"],
        &["", "", "3.5", "2.5"],
        &[],
        &["1.3", "Release", "Never", "At times"],
        &["Approved by", "Yamada"],
    ]);
    let mut mapping = proposed(&book);
    assert_eq!(services(&converted(&book, &mapping)), ["1.1", "1.2"]);
    let told = |mapping: &Mapping| -> Vec<String> {
        let doubts = doubted(&book, mapping).into_iter();
        doubts.filter(|line| line.contains("the row")).collect()
    };
    assert_eq!(
        told(&mapping),
        [
            "Ours!A4: the row holds figures such as totals and is left out",
            "Ours!C5: the row holds figures such as totals and is left out",
            "Ours!A7: the row stands below the empty row that ends the table and is left out",
            "Ours!A8: the row stands below the empty row that ends the table and is left out",
        ]
    );
    mapping.past_empty_rows = true;
    let mapping = book.reread(&mapping);
    assert_eq!(services(&converted(&book, &mapping)), ["1.1", "1.2", "1.3"]);
    assert_eq!(
        told(&mapping).last().map(String::as_str),
        Some("Ours!A8: the row is neither a service nor an area and is left out")
    );
}

#[test]
fn numbers_continued_rows_and_joined_cells_are_told() {
    let mut page = page(
        "Ours",
        &[
            &["ID", "Service", "Level 0", "Level 1"],
            &["1.1", "Intake", "None", "Some"],
            &["", "", "And nobody", ""],
            &["1.2", "Triage", "Nobody", "Somebody"],
            &["1.3", "Release", "Never", "At times"],
        ],
    );
    let number = Place { row: 3, column: 3 };
    page.cells.insert(number, Value::Number(7.0));
    let joined = Place { row: 3, column: 2 };
    page.merged.push((joined, Place { row: 4, column: 2 }));
    page.hidden_rows.insert(4);
    let book = given(vec![page]);
    let mapping = proposed(&book);
    let told = doubted(&book, &mapping);
    for wanted in [
        "Ours!C3: the texts of this row are added to those of `1.1`",
        "Ours!D4: the cell is no text; it is taken as “7”",
        "Ours!C4: the cells C4:C5 are joined; what stands in them is taken for the first alone",
        "Ours!A5: the row is hidden; it is taken all the same",
    ] {
        assert!(
            told.iter().any(|line| line == wanted),
            "{wanted} in {told:#?}"
        );
    }
}

#[test]
fn headings_for_services_are_known_and_a_title_may_stand_first() {
    for heading in [
        "Practice",
        "Practices",
        "Capability",
        "Control",
        "Requirement",
        "観点",
        "要件",
        "管理策",
        "管理策名",
        "Control name",
        "評価項目",
        "Whatever we call it",
    ] {
        let book = small(&[
            &[heading, "Level 0", "Level 1"],
            &["Intake", "None", "Some"],
            &["Triage", "Nobody", "Somebody"],
        ]);
        let mapping = proposed(&book);
        let sheet = converted(&book, &mapping);
        let titles: Vec<&str> = sheet
            .services()
            .map(|it| it.title.get(Language::En))
            .collect();
        assert_eq!(titles, ["Intake", "Triage"], "{heading}");
        let told = doubted(&book, &mapping);
        let made = "Ours!A2: the row has no id; `S1` is made up";
        assert!(told.iter().any(|line| line == made), "{told:#?}");
    }
    for heading in ["Control ID", "管理策番号", "要件ID", "Practice no.", "№"] {
        let book = small(&[
            &[heading, "Title", "Level 0", "Level 1"],
            &["A", "Intake", "None", "Some"],
            &["B", "Triage", "Nobody", "Somebody"],
        ]);
        let sheet = converted(&book, &proposed(&book));
        assert_eq!(services(&sheet), ["A", "B"], "{heading}");
    }
}

#[test]
fn a_scale_that_begins_at_one_is_one_fault_and_a_level_zero_can_be_added() {
    let book = small(&[
        &["ID", "Service", "Level 1: Initial", "Level 2", "Level 3"],
        &["1.1", "Intake", "One", "Two", "Three"],
        &["1.2", "Triage", "Eins", "Zwei", "Drei"],
    ]);
    let mut mapping = proposed(&book);
    assert_eq!(
        told(&book.convert_table(&mapping)),
        [
            "Ours!C1 [Level 1: Initial]: the levels begin at 1; a sheet begins at level 0 (add a level 0 with a text of your own, or correct the headings)"
        ]
    );
    mapping.about.level_zero = mapping.about.proposed_level_zero();
    let mapping = book.reread(&mapping);
    let sheet = converted(&book, &mapping);
    assert_eq!(sheet.scale().len(), 4);
    let levels = &sheet.service("1.2").expect("it is there").levels;
    let texts: Vec<&str> = levels
        .iter()
        .map(|it| it.statement.get(Language::En))
        .collect();
    assert_eq!(
        texts,
        ["Nothing of level 1 is in place.", "Eins", "Zwei", "Drei"]
    );
    assert!(
        doubted(&book, &mapping)
            .iter()
            .any(|line| line.starts_with("levels 0: the table begins at level 1"))
    );
    // A level that is missing in between is one fault, too.
    let mut gap = mapping.clone();
    gap.columns[3].role = ColumnRole::Ignored;
    assert_eq!(
        told(&book.convert_table(&book.reread(&gap))),
        [
            "Ours!E1 [Level 3]: the headings have no level 2 (correct the heading, or which level each column is)"
        ]
    );
}

#[test]
fn levels_in_rows_are_told_and_turned_on_request() {
    let long = small(&[
        &["Catalogue"],
        &["ID", "Practice", "Level", "Description"],
        &["1.1", "Intake", "0", "None"],
        &["", "", "1", "Some"],
        &["1.2", "Triage", "0", "Nobody"],
        &["1.2", "Triage", "1", "Somebody"],
    ]);
    let mirrored = small(&[
        &["", "1.1 Intake", "1.2 Triage"],
        &["Level 0", "None", "Nobody"],
        &["Level 1", "Some", "Somebody"],
    ]);
    for (book, first) in [(long, "C3"), (mirrored, "A2")] {
        let mut mapping = book.propose("ours.xlsx", Language::En).expect("a table");
        let refused = told(&book.convert_table(&mapping));
        assert_eq!(refused.len(), 1, "{refused:#?}");
        assert!(
            refused[0].starts_with(&format!("Ours!{first} "))
                && refused[0].contains("the levels stand in rows"),
            "{refused:#?}"
        );
        mapping.levels_in_rows = true;
        let mapping = book.reread(&mapping.afresh());
        let sheet = converted(&book, &mapping);
        assert_eq!(services(&sheet), ["1.1", "1.2"]);
        let service = sheet.service("1.2").expect("it is there");
        assert_eq!(service.title.get(Language::En), "Triage");
        let texts: Vec<&str> = service
            .levels
            .iter()
            .map(|it| it.statement.get(Language::En))
            .collect();
        assert_eq!(texts, ["Nobody", "Somebody"]);
    }
}

#[test]
fn one_worksheet_an_area_is_joined_on_request() {
    let tab = |name: &str, id: &str, heads: &[&str]| {
        let cells = [id, name, "None", "Some"];
        page(name, &[heads, &cells])
    };
    let book = given(vec![
        tab("Intake", "1.1", &["ID", "Service", "Level 0", "Level 1"]),
        tab("Triage", "2.1", &["No.", "Practice", "Level 0", "Level 1"]),
        page("Notes", &[&["Nothing here"]]),
    ]);
    let mut mapping = proposed(&book);
    mapping.joined = book.joinable(&mapping);
    assert_eq!(mapping.joined, ["Triage"]);
    let mapping = book.reread(&mapping);
    let sheet = converted(&book, &mapping);
    let areas: Vec<(&str, &str)> = sheet
        .areas()
        .iter()
        .map(|area| (area.id.as_str(), area.title.get(Language::En)))
        .collect();
    assert_eq!(areas, [("1", "Intake"), ("2", "Triage")]);
    assert_eq!(services(&sheet), ["1.1", "2.1"]);
    assert_eq!(
        doubted(&book, &mapping),
        ["Notes: nothing is read from the worksheet"]
    );
    // What stands in a joined worksheet is told with its own cell.
    let mut wrong = mapping;
    let row = wrong.rows.iter_mut().find(|row| row.id == "2.1");
    row.expect("it is there").id = "1.1".into();
    let faults = told(&book.convert_table(&wrong));
    assert!(
        faults[0].starts_with("Triage!A2 [2.1]: the id `1.1` stands at Intake!A2 already"),
        "{faults:#?}"
    );
}
