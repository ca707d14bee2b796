//! What a worksheet holds beside the values of its cells: comments, text boxes, pictures, links,
//! joined and hidden cells, and formulas that nothing was calculated for.
//!
//! The library that reads the values leaves these out. The archive has been unpacked within its
//! limits once before it comes here.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufReader, Cursor};

use psirt_core::letters::is_blank;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::{
    MOST_CELLS, MOST_MERGED, MOST_TEXT, MOST_UNPACKED, MOST_WORKSHEETS, Pinned, PinnedKind, Place,
    SIZE, Unreadable,
};

/// The most bytes that are read of all parts: none is needed twice.
const MOST_READ: u64 = MOST_UNPACKED;

/// What a worksheet holds beside its values.
#[derive(Default)]
pub(super) struct Beside {
    pub pinned: Vec<Pinned>,
    pub merged: Vec<(Place, Place)>,
    pub hidden_rows: BTreeSet<u32>,
    pub hidden_columns: Vec<(u32, u32)>,
    /// Formulas without a result, each as it is written.
    pub not_calculated: BTreeMap<Place, String>,
}

/// Reads it for every worksheet, by its name.
pub(super) fn beside(bytes: &[u8]) -> Result<BTreeMap<String, Beside>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let workbook = package.related("", "/officeDocument").into_iter().next();
    let workbook = workbook.unwrap_or_else(|| "xl/workbook.xml".to_owned());
    let book = package.workbook(&workbook)?;
    let persons = package.persons(&workbook);
    let mut all = BTreeMap::new();
    let mut left = MOST_CELLS;
    for (name, path) in &book.worksheets {
        let beside = package.worksheet(path, book.calculates_on_load, &persons)?;
        left = left
            .checked_sub(beside.pinned.len() + beside.not_calculated.len())
            .ok_or(Unreadable::TooManyCells)?;
        all.insert(name.clone(), beside);
    }
    if package.is_read_too_often {
        return Err(Unreadable::UnpacksTooLarge);
    }
    Ok(all)
}

/// The parts of a book and how they belong together.
struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// The names of the parts as they are, by the names others call them.
    names: BTreeMap<String, String>,
    /// How many more bytes of its parts may be read.
    left_to_read: u64,
    /// Whether it wanted more: parts can name one another in a circle, or one part a thousand times.
    is_read_too_often: bool,
    /// How many more bytes of text may be kept: a text that stands once can be meant often.
    left_to_keep: usize,
}

type Xml<'p, 'b> = Reader<BufReader<ZipFile<'p, Cursor<&'b [u8]>>>>;

/// One part that another one belongs to.
struct Relation {
    id: String,
    kind: String,
    target: String,
    is_outside: bool,
}

struct Workbook {
    worksheets: Vec<(String, String)>,
    /// Whether it asks to be calculated: results it holds are those of whoever wrote it.
    calculates_on_load: bool,
}

impl<'b> Package<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        let names = archive
            .file_names()
            .filter_map(std::result::Result::ok)
            .map(|name| (called(&name), name.clone().into_owned()))
            .collect();
        Ok(Self {
            archive,
            names,
            left_to_read: MOST_READ,
            is_read_too_often: false,
            left_to_keep: MOST_TEXT,
        })
    }

    /// Counts a text that is kept.
    fn keep(&mut self, text: &str) -> Result<(), Unreadable> {
        let left = self.left_to_keep.checked_sub(text.len());
        self.left_to_keep = left.ok_or(Unreadable::TooMuchText)?;
        Ok(())
    }

    /// A part, to be read event by event; nothing where it is not there, or too much was read.
    fn part(&mut self, path: &str) -> Option<Xml<'_, 'b>> {
        let name = self.names.get(&called(path))?;
        let part = self.archive.by_name(name).ok()?;
        let Some(left) = self.left_to_read.checked_sub(part.size()) else {
            self.is_read_too_often = true;
            return None;
        };
        self.left_to_read = left;
        let mut xml = Reader::from_reader(BufReader::new(part));
        let config = xml.config_mut();
        config.check_end_names = false;
        config.expand_empty_elements = true;
        Some(xml)
    }

    fn relations(&mut self, path: &str) -> Vec<Relation> {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let rels = format!("{folder}/_rels/{file}.rels");
        let mut relations = Vec::new();
        let Some(xml) = self.part(&rels) else {
            return relations;
        };
        // What cannot be read any further has no more relations.
        let _ = each_start(xml, |element| {
            if element.local_name().as_ref() == "Relationship" {
                let is_outside = attribute(element, "TargetMode").as_deref() == Some("External");
                let target = attribute(element, "Target").unwrap_or_default();
                relations.push(Relation {
                    id: attribute(element, "Id").unwrap_or_default(),
                    kind: attribute(element, "Type").unwrap_or_default(),
                    target: if is_outside {
                        target
                    } else {
                        resolved(folder, &target)
                    },
                    is_outside,
                });
            }
        });
        relations
    }

    /// The parts that belong to another in one way.
    fn related(&mut self, path: &str, kind: &str) -> Vec<String> {
        let related = self.relations(path).into_iter();
        related
            .filter(|relation| relation.kind.ends_with(kind) && !relation.is_outside)
            .map(|relation| relation.target)
            .collect()
    }

    fn workbook(&mut self, path: &str) -> Result<Workbook, Unreadable> {
        let mut paths: BTreeMap<String, String> = BTreeMap::new();
        for relation in self.relations(path) {
            if paths.insert(relation.id, relation.target).is_some() {
                return Err(Unreadable::Damaged);
            }
        }
        let mut workbook = Workbook {
            worksheets: Vec::new(),
            calculates_on_load: false,
        };
        let xml = self.part(path).ok_or(Unreadable::Damaged)?;
        each_start(xml, |element| match element.local_name().as_ref() {
            "sheet" => {
                let path = attribute(element, "id").and_then(|id| paths.get(&id));
                if let (Some(name), Some(path)) = (attribute(element, "name"), path) {
                    workbook.worksheets.push((name, path.clone()));
                }
            }
            "calcPr" => workbook.calculates_on_load = is_true(element, "fullCalcOnLoad"),
            _ => {}
        })?;
        if workbook.worksheets.len() > MOST_WORKSHEETS {
            return Err(Unreadable::TooManyParts);
        }
        // No program writes one part for two worksheets; read twice it would cost twice.
        let mut parts = BTreeSet::new();
        if !workbook
            .worksheets
            .iter()
            .all(|(_, path)| parts.insert(called(path)))
        {
            return Err(Unreadable::Damaged);
        }
        Ok(workbook)
    }

    /// Who wrote comments, by their ids.
    fn persons(&mut self, workbook: &str) -> BTreeMap<String, String> {
        let mut persons = BTreeMap::new();
        for path in self.related(workbook, "/person") {
            let Some(xml) = self.part(&path) else {
                continue;
            };
            let _ = each_start(xml, |element| {
                if element.local_name().as_ref() == "person"
                    && let Some(id) = attribute(element, "id")
                {
                    persons.insert(id, attribute(element, "displayName").unwrap_or_default());
                }
            });
        }
        persons
    }

    fn worksheet(
        &mut self,
        path: &str,
        calculates_on_load: bool,
        persons: &BTreeMap<String, String>,
    ) -> Result<Beside, Unreadable> {
        let relations = self.relations(path);
        let mut grid = Grid {
            calculates_on_load,
            ..Grid::default()
        };
        if let Some(xml) = self.part(path) {
            grid.read(xml)?;
        }
        let mut beside = grid.beside;
        let of_kind = |kind: &'static str| {
            let of_kind = relations
                .iter()
                .filter(move |relation| relation.kind.ends_with(kind));
            of_kind.map(|relation| relation.target.as_str())
        };
        let mut comments: BTreeMap<Place, Pinned> = BTreeMap::new();
        for path in of_kind("/comments") {
            self.comments(path, &mut comments)?;
        }
        // A thread is written as a comment as well, for programs that know no threads.
        let mut threads: BTreeMap<Place, Pinned> = BTreeMap::new();
        for path in of_kind("/threadedComment") {
            self.threads(path, persons, &mut threads)?;
        }
        comments.extend(threads);
        for comment in comments.values() {
            let PinnedKind::Comment {
                author: Some(author),
            } = &comment.kind
            else {
                continue;
            };
            self.keep(author)?;
        }
        beside.pinned.extend(comments.into_values());
        for path in of_kind("/drawing") {
            self.drawing(path, &mut beside.pinned)?;
        }
        let outside: BTreeMap<&str, &Relation> = relations
            .iter()
            .filter(|relation| relation.is_outside)
            .map(|relation| (relation.id.as_str(), relation))
            .collect();
        for (place, id) in grid.links {
            if let Some(link) = outside.get(id.as_str()) {
                self.keep(&link.target)?;
                beside.pinned.push(Pinned {
                    place,
                    kind: PinnedKind::Link,
                    text: link.target.clone(),
                });
            }
        }
        beside.pinned.sort_by_key(|pinned| pinned.place);
        Ok(beside)
    }

    fn comments(
        &mut self,
        path: &str,
        comments: &mut BTreeMap<Place, Pinned>,
    ) -> Result<(), Unreadable> {
        let Some(xml) = self.part(path) else {
            return Ok(());
        };
        let mut authors: Vec<String> = Vec::new();
        let mut at = None;
        let mut author = String::new();
        texts(xml, &["author", "comment"], |found| match found {
            Found::Start(element) => {
                if element.local_name().as_ref() == "comment" {
                    at = attribute(element, "ref").as_deref().and_then(place);
                    let number: Option<usize> =
                        attribute(element, "authorId").and_then(|id| id.parse().ok());
                    author = number
                        .and_then(|number| authors.get(number))
                        .cloned()
                        .unwrap_or_default();
                }
            }
            Found::Text("author", text) => authors.push(text.trim().to_owned()),
            Found::Text(_, text) => {
                let text = without_author(&text, &author);
                if let Some(place) = at.take().filter(|_| !is_blank(text)) {
                    let pinned = comment(place, &author, text.to_owned());
                    comments.insert(place, pinned);
                }
            }
        })
    }

    fn threads(
        &mut self,
        path: &str,
        persons: &BTreeMap<String, String>,
        threads: &mut BTreeMap<Place, Pinned>,
    ) -> Result<(), Unreadable> {
        let Some(xml) = self.part(path) else {
            return Ok(());
        };
        let mut at = None;
        let mut author = String::new();
        texts(xml, &["threadedComment"], |found| match found {
            Found::Start(element) => {
                if element.local_name().as_ref() == "threadedComment" {
                    at = attribute(element, "ref").as_deref().and_then(place);
                    author = attribute(element, "personId")
                        .and_then(|id| persons.get(&id).cloned())
                        .unwrap_or_default();
                }
            }
            Found::Text(_, text) => {
                if let Some(place) = at.take().filter(|_| !is_blank(&text)) {
                    let reply = comment(place, &author, text.trim().to_owned());
                    threads
                        .entry(place)
                        .and_modify(|thread| thread.text.extend(["\n", &spoken(&reply)]))
                        .or_insert(reply);
                }
            }
        })
    }

    /// Text boxes and pictures that lie on a worksheet.
    fn drawing(&mut self, path: &str, pinned: &mut Vec<Pinned>) -> Result<(), Unreadable> {
        let Some(mut xml) = self.part(path) else {
            return Ok(());
        };
        let mut shape = Shape::default();
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match event(&mut xml, &mut buffer)? {
                Event::Start(element) => shape.start(&element),
                Event::Text(text) => shape.text(&text.xml10_content()),
                Event::CData(text) => shape.text(&text.xml10_content()),
                Event::GeneralRef(entity) => shape.text(&resolved_entity(&entity)),
                Event::End(element) => match element.local_name().as_ref() {
                    "p" => shape.lines += "\n",
                    "from" => shape.in_from = false,
                    "row" | "col" | "t" => shape.within = None,
                    "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                        pinned.extend(std::mem::take(&mut shape).pinned());
                    }
                    _ => {}
                },
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }
}

/// A shape of a drawing as far as it has been read.
#[derive(Default)]
struct Shape {
    in_from: bool,
    /// Of which element the next text is.
    within: Option<&'static str>,
    row: String,
    column: String,
    lines: String,
    /// What a picture says of itself.
    picture: Option<String>,
}

impl Shape {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "from" => self.in_from = true,
            "row" if self.in_from => self.within = Some("row"),
            "col" if self.in_from => self.within = Some("col"),
            "t" => self.within = Some("t"),
            "pic" => self.picture = Some(String::new()),
            "cNvPr" if self.picture.as_ref().is_some_and(String::is_empty) => {
                let descr = attribute(element, "descr").filter(|text| !is_blank(text));
                self.picture = descr.or_else(|| attribute(element, "name"));
                self.picture.get_or_insert_default();
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.within {
            Some("row") => self.row += text,
            Some("col") => self.column += text,
            Some(_) => self.lines += text,
            None => {}
        }
    }

    fn pinned(self) -> Option<Pinned> {
        let place = Place {
            row: self.row.trim().parse().ok()?,
            column: self.column.trim().parse().ok()?,
        };
        if !is_blank(&self.lines) {
            return Some(Pinned {
                place,
                kind: PinnedKind::TextBox,
                text: self.lines.trim().to_owned(),
            });
        }
        self.picture.map(|text| Pinned {
            place,
            kind: PinnedKind::Picture,
            text,
        })
    }
}

/// The grid of a worksheet, without its values.
#[derive(Default)]
struct Grid {
    calculates_on_load: bool,
    beside: Beside,
    links: Vec<(Place, String)>,
    row: u32,
    column: u32,
    cell: Option<Cell>,
}

/// A cell as far as it has been read.
struct Cell {
    place: Place,
    is_text: bool,
    formula: Option<String>,
    /// Whether a result stands there.
    has_result: bool,
    /// What the next text is.
    within: Within,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Within {
    Formula,
    Result,
    Other,
}

impl Grid {
    fn read(&mut self, mut xml: Xml<'_, '_>) -> Result<(), Unreadable> {
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match event(&mut xml, &mut buffer)? {
                Event::Start(element) => self.start(&element)?,
                Event::Text(text) => {
                    if let Some(cell) = &mut self.cell {
                        cell.text(&text.xml10_content());
                    }
                }
                Event::CData(text) => {
                    if let Some(cell) = &mut self.cell {
                        cell.text(&text.xml10_content());
                    }
                }
                Event::GeneralRef(entity) => {
                    if let Some(cell) = &mut self.cell {
                        cell.text(&resolved_entity(&entity));
                    }
                }
                Event::End(element) => self.end(element.local_name().as_ref()),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        match element.local_name().as_ref() {
            "row" => {
                if let Some(number) = number(element, "r") {
                    self.row = number.checked_sub(1).ok_or(Unreadable::Damaged)?;
                }
                self.column = 0;
                if is_true(element, "hidden") {
                    self.beside.hidden_rows.insert(self.row);
                }
            }
            "c" => {
                let named = attribute(element, "r").as_deref().and_then(place);
                let place = named.unwrap_or(Place {
                    row: self.row,
                    column: self.column,
                });
                self.column = place.column;
                self.cell = Some(Cell {
                    place,
                    is_text: attribute(element, "t").as_deref() == Some("str"),
                    formula: None,
                    has_result: false,
                    within: Within::Other,
                });
            }
            "f" => {
                if let Some(cell) = &mut self.cell {
                    cell.formula = Some(String::new());
                    cell.within = Within::Formula;
                }
            }
            "v" => {
                if let Some(cell) = &mut self.cell {
                    // A formula may come to no text at all.
                    cell.has_result = cell.is_text;
                    cell.within = Within::Result;
                }
            }
            "col" if is_true(element, "hidden") => {
                let first = number(element, "min").and_then(|first| first.checked_sub(1));
                let last = number(element, "max").and_then(|last| last.checked_sub(1));
                if let (Some(first), Some(last)) = (first, last) {
                    self.beside.hidden_columns.push((first, last));
                }
            }
            "mergeCell" if self.beside.merged.len() < MOST_MERGED => {
                self.beside
                    .merged
                    .extend(attribute(element, "ref").as_deref().and_then(area));
            }
            "hyperlink" if self.links.len() < MOST_MERGED => {
                let area = attribute(element, "ref").as_deref().and_then(area);
                if let (Some((first, _)), Some(id)) = (area, attribute(element, "id")) {
                    self.links.push((first, id));
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) {
        match name {
            "row" => {
                self.row = self.row.saturating_add(1);
                self.column = 0;
            }
            "c" => {
                self.column = self.column.saturating_add(1);
                let Some(cell) = self.cell.take() else {
                    return;
                };
                let is_calculated = cell.has_result && !self.calculates_on_load;
                if let Some(formula) = cell.formula.filter(|_| !is_calculated) {
                    self.beside
                        .not_calculated
                        .insert(cell.place, format!("={formula}"));
                }
            }
            "f" | "v" => {
                if let Some(cell) = &mut self.cell {
                    cell.within = Within::Other;
                }
            }
            _ => {}
        }
    }
}

impl Cell {
    fn text(&mut self, text: &str) {
        match self.within {
            Within::Formula => {
                if let Some(formula) = &mut self.formula {
                    *formula += text;
                }
            }
            Within::Result => self.has_result |= !text.trim().is_empty(),
            Within::Other => {}
        }
    }
}

/// What is found while the texts of some elements are read.
enum Found<'f> {
    /// An element begins.
    Start(&'f BytesStart<'f>),
    /// All text of one of the elements that was asked for, without how it is pronounced.
    Text(&'static str, String),
}

/// Reads the texts of some elements.
fn texts(
    mut xml: Xml<'_, '_>,
    names: &[&'static str],
    mut tell: impl FnMut(Found<'_>),
) -> Result<(), Unreadable> {
    let mut buffer = Vec::new();
    let mut within: Option<(&'static str, String)> = None;
    let mut is_pronunciation = false;
    loop {
        buffer.clear();
        let mut add = |text: &str| {
            if let Some((_, all)) = within.as_mut().filter(|_| !is_pronunciation) {
                *all += text;
            }
        };
        match event(&mut xml, &mut buffer)? {
            Event::Start(element) => {
                let own = element.local_name();
                if let Some(name) = names.iter().find(|name| **name == own.as_ref()) {
                    within = Some((name, String::new()));
                }
                is_pronunciation |= own.as_ref() == "rPh";
                tell(Found::Start(&element));
            }
            Event::Text(text) => add(&text.xml10_content()),
            Event::CData(text) => add(&text.xml10_content()),
            Event::GeneralRef(entity) => add(&resolved_entity(&entity)),
            Event::End(element) => {
                let own = element.local_name();
                is_pronunciation &= own.as_ref() != "rPh";
                if let Some((name, text)) = within.take_if(|(name, _)| *name == own.as_ref()) {
                    tell(Found::Text(name, text));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn each_start(
    mut xml: Xml<'_, '_>,
    mut tell: impl FnMut(&BytesStart<'_>),
) -> Result<(), Unreadable> {
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match event(&mut xml, &mut buffer)? {
            Event::Start(element) => tell(&element),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn event<'e>(xml: &mut Xml<'_, '_>, buffer: &'e mut Vec<u8>) -> Result<Event<'e>, Unreadable> {
    xml.read_event_into(buffer).map_err(|_| Unreadable::Damaged)
}

/// An attribute by its name without a prefix.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let found = attributes.find(|one| one.key.local_name().as_ref() == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(value.into_owned())
}

fn number(element: &BytesStart<'_>, name: &str) -> Option<u32> {
    attribute(element, name)?.trim().parse().ok()
}

fn is_true(element: &BytesStart<'_>, name: &str) -> bool {
    matches!(
        attribute(element, name).as_deref(),
        Some("1" | "true" | "on")
    )
}

/// The letter an entity stands for; what is none of XML's own says nothing.
fn resolved_entity(entity: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(letter)) = entity.resolve_char_ref() {
        return letter.to_string();
    }
    let name = entity.xml10_content();
    quick_xml::escape::resolve_xml_entity(&name)
        .unwrap_or_default()
        .to_owned()
}

fn comment(place: Place, author: &str, text: String) -> Pinned {
    let author = (!is_blank(author)).then(|| author.to_owned());
    Pinned {
        place,
        kind: PinnedKind::Comment { author },
        text,
    }
}

/// A reply with who wrote it.
fn spoken(reply: &Pinned) -> String {
    match &reply.kind {
        PinnedKind::Comment {
            author: Some(author),
        } => format!("{author}: {}", reply.text),
        _ => reply.text.clone(),
    }
}

/// Excel begins a comment with the name of who wrote it.
fn without_author<'t>(text: &'t str, author: &str) -> &'t str {
    let text = text.trim();
    let rest = text
        .strip_prefix(author)
        .and_then(|rest| rest.strip_prefix(':'));
    rest.filter(|_| !author.is_empty()).unwrap_or(text).trim()
}

/// The name of a part as others may call it.
fn called(path: &str) -> String {
    path.trim_start_matches('/')
        .replace('\\', "/")
        .to_lowercase()
}

/// A path from a folder.
fn resolved(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    if let Some(from_the_top) = target.strip_prefix('/') {
        return from_the_top.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                path.pop();
            }
            part => path.push(part),
        }
    }
    path.join("/")
}

/// `B7`, or `$B$7`.
fn place(name: &str) -> Option<Place> {
    let name: String = name.trim().replace('$', "").to_ascii_uppercase();
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let (column, row) = name.split_at(letters);
    if column.is_empty() || column.len() > 3 {
        return None;
    }
    let column = column.bytes().fold(0, |number, letter| {
        number * 26 + u32::from(letter - b'A') + 1
    });
    let row: u32 = row.parse().ok()?;
    let place = Place {
        row: row.checked_sub(1)?,
        column: column - 1,
    };
    (place.row < SIZE.0 && place.column < SIZE.1).then_some(place)
}

/// `B7:C9`, or one cell.
fn area(name: &str) -> Option<(Place, Place)> {
    let (first, last) = name.split_once(':').unwrap_or((name, name));
    Some((place(first)?, place(last)?))
}
