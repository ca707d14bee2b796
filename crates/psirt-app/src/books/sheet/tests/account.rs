//! The account of cells: whatever people do to a table, each of its cells that says something is
//! in the sheet, or told with its place, or part of the form of the table.
//!
//! Nothing here asks the program what it took: a text counts as taken where it stands in the
//! sheet that came out.

use std::collections::BTreeSet;

use proptest::prelude::*;
use psirt_core::letters::{is_blank, without_unseen};

use super::*;
use crate::books::cells::{Pinned, PinnedKind};

/// A table before anybody has altered it.
#[derive(Clone, Debug)]
struct Plan {
    services: usize,
    levels: u8,
    first_level: u8,
    ids: usize,
    heads: usize,
    areas: Areas,
    is_japanese: bool,
}

#[derive(Clone, Copy, Debug)]
enum Areas {
    None,
    Rows,
    Column,
}

/// What people do to a table.
#[derive(Clone, Debug)]
enum Alteration {
    /// A row below, after so many empty ones.
    Below(u32, usize),
    /// A row with texts of levels alone, below a service.
    Continued(usize),
    Figure(usize, u8),
    Join(usize, u32, u32),
    CopyColumn(usize),
    CopyPage,
    HideRow(usize),
    HideColumn(usize),
    Comment(usize),
    Formula(usize),
    Beside(usize),
    Above,
    OtherPage,
    HiddenPage,
    HeadingsAgain(usize),
    Empty(usize),
    Unseen(usize),
    EmptyRow(usize),
}

const BELOW: [&[&str]; 8] = [
    &["合計", "", "9173", "9174"],
    &["Average", "", "9173.5", "9174.5"],
    &["", "", "9173", "9174"],
    &["Approved by", "", "Yamada"],
    &["※ この表は2024年に作成した。"],
    &["* Levels are read from the left.", "", "", ""],
    &["署名", "", "佐藤"],
    &["", "", "Overall remark below the first level"],
];
const HEADS: [(&str, &str); 8] = [
    ("ID", "Service"),
    ("No.", "Practice"),
    ("管理策番号", "管理策"),
    ("項番", "観点"),
    ("Control ID", "Control"),
    ("", "要件"),
    ("", "Capability"),
    ("", "Something of ours"),
];

impl Plan {
    fn id(&self, service: usize) -> String {
        let number = service + 1;
        match self.ids {
            0 => format!("1.{number}"),
            1 => format!("AC-{number}(1)"),
            2 => format!("（{number}）"),
            3 => format!("§ {number}.1."),
            4 => format!("{number})"),
            _ => format!("PR.AA-0{number}"),
        }
    }

    fn has_ids(&self) -> bool {
        !HEADS[self.heads].0.is_empty()
    }

    fn word(&self, en: &str, ja: &str) -> String {
        if self.is_japanese { ja } else { en }.to_owned()
    }

    /// The rows of the table: headings first, then areas and services.
    fn rows(&self) -> Vec<Vec<String>> {
        let (id, title) = HEADS[self.heads];
        let mut heads = Vec::new();
        if matches!(self.areas, Areas::Column) {
            heads.push(self.word("Domain", "分野"));
        }
        if self.has_ids() {
            heads.push(id.to_owned());
        }
        heads.push(title.to_owned());
        let levels = self.first_level..self.first_level + self.levels;
        for level in levels.clone() {
            heads.push(self.word(&format!("Level {level}"), &format!("レベル{level}")));
        }
        let mut rows = vec![heads];
        for service in 0..self.services {
            if matches!(self.areas, Areas::Rows) && service % 3 == 0 {
                rows.push(vec![
                    self.word("Group", "まとまり") + &format!(" 甲{service}"),
                ]);
            }
            let mut row = Vec::new();
            if matches!(self.areas, Areas::Column) {
                let area = self.word("Domain", "分野") + &format!(" 乙{}", service / 2);
                row.push(if service % 2 == 0 {
                    area
                } else {
                    String::new()
                });
            }
            if self.has_ids() {
                row.push(self.id(service));
            }
            row.push(self.word("Handling", "取り扱い") + &format!(" 丙{service}"));
            for level in levels.clone() {
                let text = self.word("It is done so", "このように行う");
                row.push(format!("{text} 丁{service}戊{level}."));
            }
            rows.push(row);
        }
        rows
    }
}

/// A number, where a text is one.
fn value_of(text: &str) -> Value {
    match text.parse::<f64>() {
        Ok(number) if number > 9_000.0 => Value::Number(number),
        _ => Value::Text(text.to_owned()),
    }
}

fn page_of(name: &str, rows: &[Vec<String>], first: u32) -> Page {
    let mut page = Page {
        name: name.to_owned(),
        ..Page::default()
    };
    for (row, cells) in (first..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            if !text.is_empty() {
                page.cells.insert(Place { row, column }, value_of(text));
            }
        }
    }
    page
}

/// The table as people have altered it.
#[expect(
    clippy::too_many_lines,
    reason = "a few lines for each thing that people do"
)]
fn altered(plan: &Plan, alterations: &[Alteration]) -> Book {
    // Two rows are free above the headings.
    let mut page = page_of("表A", &plan.rows(), 2);
    let mut pages = Vec::new();
    let last_column = |page: &Page| page.cells.keys().map(|it| it.column).max().unwrap_or(0);
    let last_row = |page: &Page| page.cells.keys().map(|it| it.row).max().unwrap_or(0);
    for (number, alteration) in alterations.iter().enumerate() {
        let places: Vec<Place> = page.cells.keys().filter(|it| it.row > 2).copied().collect();
        let nth = |at: usize| places.get(at % places.len().max(1)).copied();
        match alteration {
            Alteration::Below(gap, kind) => {
                let row = last_row(&page) + 1 + gap;
                for (column, text) in (0..).zip(BELOW[kind % BELOW.len()]) {
                    if !text.is_empty() {
                        page.cells.insert(Place { row, column }, value_of(text));
                    }
                }
            }
            Alteration::Continued(at)
            | Alteration::HeadingsAgain(at)
            | Alteration::EmptyRow(at) => {
                let Some(place) = nth(*at) else { continue };
                let moved = std::mem::take(&mut page.cells);
                for (mut place_of, value) in moved {
                    place_of.row += u32::from(place_of.row > place.row);
                    page.cells.insert(place_of, value);
                }
                for (first, last) in &mut page.merged {
                    first.row += u32::from(first.row > place.row);
                    last.row += u32::from(last.row > place.row);
                }
                let row = place.row + 1;
                match alteration {
                    Alteration::Continued(_) => {
                        let column = last_column(&page);
                        let text = Value::Text(format!("And more 己{number}."));
                        page.cells.insert(Place { row, column }, text);
                    }
                    Alteration::HeadingsAgain(_) => {
                        for column in 0..=last_column(&page) {
                            if let Some(value) = page.value(2, column).cloned() {
                                page.cells.insert(Place { row, column }, value);
                            }
                        }
                    }
                    _ => {}
                }
            }
            Alteration::Figure(at, digit) => {
                if let Some(place) = nth(*at) {
                    page.cells
                        .insert(place, Value::Number(f64::from(9_500 + u16::from(*digit))));
                }
            }
            Alteration::Join(at, rows, columns) => {
                if let Some(place) = nth(*at) {
                    let last = Place {
                        row: place.row + rows,
                        column: place.column + columns,
                    };
                    page.cells.retain(|own, _| {
                        *own == place
                            || !(place.row..=last.row).contains(&own.row)
                            || !(place.column..=last.column).contains(&own.column)
                    });
                    page.merged.push((place, last));
                }
            }
            Alteration::CopyColumn(at) => {
                let from = u32::try_from(*at).expect("small") % (last_column(&page) + 1);
                let to = last_column(&page) + 1;
                let own: Vec<(u32, Value)> = page
                    .cells
                    .iter()
                    .filter(|(place, _)| place.column == from)
                    .map(|(place, value)| (place.row, value.clone()))
                    .collect();
                for (row, value) in own {
                    page.cells.insert(Place { row, column: to }, value);
                }
            }
            Alteration::CopyPage => {
                let mut copy = page.clone();
                copy.name = format!("表A ({number})");
                pages.push(copy);
            }
            Alteration::HideRow(at) => {
                page.hidden_rows.extend(nth(*at).map(|place| place.row));
            }
            Alteration::HideColumn(at) => page
                .hidden_columns
                .extend(nth(*at).map(|place| (place.column, place.column))),
            Alteration::Comment(at) => page.pinned.extend(nth(*at).map(|place| Pinned {
                place,
                kind: PinnedKind::Comment { author: None },
                text: format!("A remark 庚{number}"),
            })),
            Alteration::Formula(at) => {
                if let Some(place) = nth(*at) {
                    let value = match at % 2 {
                        0 => Value::NotCalculated("=A1".to_owned()),
                        _ => Value::Failed("#REF!".to_owned()),
                    };
                    page.cells.insert(place, value);
                }
            }
            Alteration::Beside(at) => {
                if let Some(place) = nth(*at) {
                    let column = last_column(&page) + 2;
                    let text = Value::Text(format!("A note beside 辛{number}"));
                    page.cells.insert(Place { column, ..place }, text);
                }
            }
            Alteration::Above => {
                for (row, text) in ["Our table 壬", "Made by 癸"].into_iter().enumerate() {
                    let row = u32::try_from(row).expect("two");
                    let place = Place { row, column: 0 };
                    page.cells.insert(place, Value::Text(text.to_owned()));
                }
            }
            Alteration::OtherPage | Alteration::HiddenPage => pages.push(Page {
                hidden: matches!(alteration, Alteration::HiddenPage),
                ..page_of(
                    &format!("メモ{number}"),
                    &[vec!["A list of names 子".to_owned()]],
                    0,
                )
            }),
            Alteration::Empty(at) => {
                if let Some(place) = nth(*at) {
                    page.cells.remove(&place);
                }
            }
            Alteration::Unseen(at) => {
                if let Some(Value::Text(text)) = nth(*at).and_then(|it| page.cells.get_mut(&it)) {
                    text.insert(0, '\u{FEFF}');
                    text.push('\u{200B}');
                }
            }
        }
    }
    pages.insert(0, page);
    Book { pages }
}

/// The same table with a row for each level of each service.
fn with_levels_in_rows(plan: &Plan) -> Book {
    let rows = plan.rows();
    let names = rows[0].len() - usize::from(plan.levels);
    let mut long: Vec<Vec<String>> = vec![rows[0][..names].to_vec()];
    long[0].push(plan.word("Level", "レベル"));
    long[0].push(plan.word("Description", "説明"));
    for row in &rows[1..] {
        if row.len() == 1 {
            continue;
        }
        for level in 0..usize::from(plan.levels) {
            let mut cells = row[..names].to_vec();
            if level % 2 == 1 {
                cells.fill(String::new());
            }
            cells.push((level + usize::from(plan.first_level)).to_string());
            cells.push(row[names + level].clone());
            long.push(cells);
        }
    }
    Book {
        pages: vec![page_of("表A", &long, 2)],
    }
}

/// The same table with a worksheet for every two services.
fn with_a_worksheet_an_area(plan: &Plan) -> Book {
    let rows = plan.rows();
    let services: Vec<&Vec<String>> = rows[1..].iter().filter(|row| row.len() > 1).collect();
    let pages = services.chunks(2).enumerate().map(|(number, chunk)| {
        let mut own = vec![rows[0].clone()];
        own.extend(chunk.iter().map(|row| (*row).clone()));
        page_of(
            &format!("分野{number}"),
            &own,
            u32::try_from(number).expect("few"),
        )
    });
    Book {
        pages: pages.collect(),
    }
}

/// A text as it is looked for: without white space and what nobody sees.
fn bare(text: &str) -> String {
    let text = without_unseen(text);
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .collect()
}

/// Every text of a sheet's file, one after the other.
fn texts(value: &serde_json::Value, all: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            all.push('|');
            all.push_str(&bare(text));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|it| texts(it, all)),
        serde_json::Value::Object(fields) => fields.values().for_each(|it| texts(it, all)),
        _ => {}
    }
}

fn row_and_column(cell: &str) -> (&str, &str) {
    cell.split_at(
        cell.find(|it: char| it.is_ascii_digit())
            .unwrap_or(cell.len()),
    )
}

/// Whether what is told says where a cell went.
fn is_told(converted: &Converted, page: &str, place: Place) -> bool {
    let name = place.name();
    let (column, row) = row_and_column(&name);
    let is_told_by = |doubt: &Doubt| {
        let told = doubt.spot.cell.as_deref().map(row_and_column);
        let is_here = doubt.spot.page == page;
        match (&doubt.problem, told) {
            (DoubtProblem::SeveralTables { others }, _) => others.iter().any(|it| it == page),
            (DoubtProblem::PageLeftOut { .. }, _) => is_here,
            (DoubtProblem::RowLeftOut { .. }, Some((_, own))) => is_here && own == row,
            (DoubtProblem::ColumnLeftOut { .. }, Some((own, _))) => is_here && own == column,
            (DoubtProblem::CellLeftOut, Some(own)) => is_here && own == (column, row),
            _ => false,
        }
    };
    let faults = converted.sheet.as_ref().err();
    converted.doubts.iter().any(is_told_by)
        || faults.into_iter().flatten().any(|fault| {
            fault.spot.page == page && fault.spot.cell.as_deref() == Some(name.as_str())
        })
}

/// Holds the account of a book: what is neither in the sheet nor in the form is told.
fn holds_the_account(book: &Book, mapping: &Mapping, form: &[String]) {
    let given = GivenBook { book: book.clone() };
    let converted = given.convert_table(mapping);
    let file = match &converted.sheet {
        Ok(sheet) => sheet.to_json(),
        // A table that is refused is not taken at all, and its faults say so.
        Err(faults) => {
            assert!(!faults.is_empty());
            return;
        }
    };
    let mut all = String::new();
    texts(&serde_json::from_str(&file).expect("JSON"), &mut all);
    let form: BTreeSet<String> = form.iter().map(|text| bare(text)).collect();
    for page in &book.pages {
        for (&place, value) in &page.cells {
            let text = bare(&value.shown());
            if is_blank(&value.shown()) || form.contains(&text) {
                continue;
            }
            assert!(
                all.contains(&text) || is_told(&converted, &page.name, place),
                "{}!{} `{text}` is lost: {:#?}",
                page.name,
                place.name(),
                converted.doubts
            );
        }
        for pinned in &page.pinned {
            let is_it = |doubt: &Doubt| {
                doubt.spot.cell == Some(pinned.place.name()) && doubt.spot.found == pinned.text
            };
            assert!(converted.doubts.iter().any(is_it), "{pinned:?} is lost");
        }
    }
}

fn plans() -> impl Strategy<Value = Plan> {
    let areas = prop_oneof![Just(Areas::None), Just(Areas::Rows), Just(Areas::Column)];
    (
        2..7_usize,
        2..6_u8,
        0..2_u8,
        0..6_usize,
        0..HEADS.len(),
        areas,
        any::<bool>(),
    )
        .prop_map(
            |(services, levels, first_level, ids, heads, areas, is_japanese)| Plan {
                services,
                levels,
                first_level,
                ids,
                heads,
                areas,
                is_japanese,
            },
        )
}

fn alterations() -> impl Strategy<Value = Vec<Alteration>> {
    let at = 0..60_usize;
    let one = prop_oneof![
        (0..3_u32, 0..BELOW.len()).prop_map(|(gap, kind)| Alteration::Below(gap, kind)),
        at.clone().prop_map(Alteration::Continued),
        (at.clone(), 0..9_u8).prop_map(|(at, digit)| Alteration::Figure(at, digit)),
        (at.clone(), 0..3_u32, 0..3_u32)
            .prop_map(|(at, down, right)| Alteration::Join(at, down, right)),
        at.clone().prop_map(Alteration::CopyColumn),
        Just(Alteration::CopyPage),
        at.clone().prop_map(Alteration::HideRow),
        at.clone().prop_map(Alteration::HideColumn),
        at.clone().prop_map(Alteration::Comment),
        at.clone().prop_map(Alteration::Formula),
        at.clone().prop_map(Alteration::Beside),
        Just(Alteration::Above),
        Just(Alteration::OtherPage),
        Just(Alteration::HiddenPage),
        at.clone().prop_map(Alteration::HeadingsAgain),
        at.clone().prop_map(Alteration::Empty),
        at.clone().prop_map(Alteration::Unseen),
        at.prop_map(Alteration::EmptyRow),
    ];
    prop::collection::vec(one, 0..5)
}

/// The mapping of a book as proposed, with whatever a person can ask for.
fn mappings(given: &GivenBook) -> Vec<Mapping> {
    let Some(proposed) = given.propose("ours.xlsx", Language::En) else {
        return Vec::new();
    };
    let with = |change: &dyn Fn(&mut Mapping)| {
        let mut mapping = proposed.clone();
        change(&mut mapping);
        // Words for what the table leaves open, so that as much as can be becomes a sheet.
        mapping.about.level_zero = mapping.about.proposed_level_zero();
        given.reread(&mapping)
    };
    vec![
        with(&|_| ()),
        with(&|mapping| mapping.past_empty_rows = true),
        with(&|mapping| mapping.joined = given.joinable(mapping)),
        with(&|mapping| {
            mapping.levels_in_rows = true;
            mapping.heading_row = 0;
            mapping.columns.clear();
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_cell_of_an_altered_table_is_taken_or_told(
        plan in plans(),
        alterations in alterations(),
    ) {
        let book = altered(&plan, &alterations);
        let form = plan.rows()[0].clone();
        let given = GivenBook { book: book.clone() };
        for mapping in mappings(&given) {
            holds_the_account(&book, &mapping, &form);
        }
    }

    #[test]
    fn every_cell_is_taken_or_told_wherever_levels_and_areas_stand(plan in plans()) {
        for book in [with_levels_in_rows(&plan), with_a_worksheet_an_area(&plan)] {
            let mut form = plan.rows()[0].clone();
            form.extend(["Level", "レベル", "Description", "説明"].map(str::to_owned));
            form.extend((0..9).map(|level: u8| level.to_string()));
            let given = GivenBook { book: book.clone() };
            for mapping in mappings(&given) {
                holds_the_account(&book, &mapping, &form);
            }
        }
    }

    #[test]
    fn an_untouched_table_becomes_a_sheet_with_its_ids_as_printed(plan in plans()) {
        let rows = plan.rows();
        for (kind, book) in [
            Book { pages: vec![page_of("表A", &rows, 2)] },
            with_levels_in_rows(&plan),
            with_a_worksheet_an_area(&plan),
        ]
        .into_iter()
        .enumerate()
        {
            let given = GivenBook { book };
            let mut mapping = given.propose("ours.xlsx", Language::En).expect("a table");
            mapping.levels_in_rows = kind == 1;
            mapping.joined = given.joinable(&mapping);
            mapping.about.level_zero = mapping.about.proposed_level_zero();
            if kind == 1 {
                mapping = mapping.afresh();
            }
            let mapping = given.reread(&mapping);
            let converted = given.convert_table(&mapping);
            prop_assert_eq!(super::told(&converted), Vec::<String>::new());
            let sheet = converted.sheet.expect("no fault");
            let found: Vec<String> = sheet.services().map(|it| it.id.to_string()).collect();
            if plan.has_ids() {
                let wanted: Vec<String> = (0..plan.services).map(|at| plan.id(at)).collect();
                prop_assert_eq!(found, wanted);
            } else {
                prop_assert_eq!(found.len(), plan.services);
                let made = |doubt: &&Doubt| matches!(doubt.problem, DoubtProblem::MadeUpId { .. });
                let made = converted.doubts.iter().filter(made).count();
                prop_assert_eq!(made, plan.services);
            }
            let levels = plan.levels + plan.first_level;
            prop_assert_eq!(sheet.scale().len(), usize::from(levels));
        }
    }
}
