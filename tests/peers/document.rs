//! Writes down what a report says, for other tools to set: the same words, tables and charts.
//!
//! `cargo run --release --example document -- LANGUAGE FOLDER` composes the report of the sample
//! and leaves `document.json` with its charts as SVG in the folder.
//!
//! Not a format of the product: it exists to give the peers an equal document.

#[path = "../sample.rs"]
mod sample;

use std::fs;
use std::path::PathBuf;

use psirt_core::Language;
use psirt_report::branding::Branding;
use psirt_report::chart::draw;
use psirt_report::compose::compose;
use psirt_report::document::{
    Bar, Block, Cell, Column, Figure, Mark, Report, RichText, Row, Section, Start, Strip, Table,
    TallyStrip, Tone, Width,
};
use psirt_report::font::{Fonts, Weight};
use psirt_report::palette;
use psirt_report::picture::{Align, Picture, Shape, Step};
use psirt_report::svg::svg;
use serde_json::{Value, json};

/// Width of the text on a page, in points.
const MEASURE: f32 = 493.0;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(language), Some(folder)) = (arguments.next(), arguments.next()) else {
        panic!("usage: document LANGUAGE FOLDER");
    };
    let language = if language == "ja" {
        Language::Ja
    } else {
        Language::En
    };
    let sample = sample::Sample::load(language);
    let report = compose(&sample.findings(), language, &Branding::default());
    let folder = PathBuf::from(folder);
    let mut scribe = Scribe {
        folder: folder.clone(),
        language,
        fonts: Fonts::new(),
        charts: 0,
    };
    let document = scribe.report(&report).to_string();
    fs::write(folder.join("document.json"), document).expect("the folder can be written to");
}

/// Turns the values of a report into JSON, writing charts beside it.
struct Scribe {
    folder: PathBuf,
    language: Language,
    fonts: Fonts,
    charts: usize,
}

impl Scribe {
    fn report(&mut self, report: &Report) -> Value {
        let front = report.front.as_ref().expect("the whole report has one");
        let cover = &front.cover;
        json!({
            "language": report.language.code(),
            "title": report.title,
            "subject": report.subject,
            "author": report.author,
            "classification": report.classification.as_deref().unwrap_or_default(),
            "running_head": format!("{} {}", report.running_head.name, report.running_head.document),
            "running_foot": report.running_foot,
            "accent": report.accent.css(),
            "cover": {
                "kind": cover.kind,
                "title": cover.title,
                "subtitle": cover.subtitle,
                "facts": cover.facts,
                "small_print": cover.small_print,
            },
            "contents_heading": front.contents_heading,
            "sections": self.sections(&report.sections),
        })
    }

    fn sections(&mut self, sections: &[Section]) -> Vec<Value> {
        let mut values = Vec::new();
        for section in sections {
            values.push(json!({
                "heading": section.heading,
                "starts_page": section.start == Start::Page,
                "in_contents": section.in_contents,
                "blocks": self.blocks(&section.blocks, MEASURE),
                "sections": self.sections(&section.sections),
            }));
        }
        values
    }

    fn blocks(&mut self, blocks: &[Block], measure: f32) -> Vec<Value> {
        blocks
            .iter()
            .map(|block| self.block(block, measure))
            .collect()
    }

    fn block(&mut self, block: &Block, measure: f32) -> Value {
        match block {
            Block::Heading(text) => json!({ "kind": "heading", "text": text }),
            Block::Paragraph(text) => json!({ "kind": "paragraph", "spans": spans(text) }),
            Block::Small(text) => json!({ "kind": "small", "spans": spans(text) }),
            Block::List(items) => {
                let items: Vec<Value> = items.iter().map(spans).collect();
                json!({ "kind": "list", "items": items })
            }
            Block::KeyFigures(figures) => {
                let figures: Vec<Value> = figures
                    .iter()
                    .map(|figure| {
                        json!({
                            "name": figure.name,
                            "value": figure.value,
                            "unit": figure.unit,
                            "basis": figure.basis,
                            "tone": tone(figure.tone),
                        })
                    })
                    .collect();
                json!({ "kind": "key_figures", "figures": figures })
            }
            Block::Table(value) => table(value),
            Block::Chart(figure) => self.chart(figure, measure),
            Block::Note(note) => {
                json!({ "kind": "note", "heading": note.heading, "spans": spans(&note.text) })
            }
            Block::Columns(columns) => {
                let total: f32 = columns.iter().map(|(share, _)| share).sum();
                let mut values = Vec::new();
                for (share, blocks) in columns {
                    let blocks = self.blocks(blocks, measure * share / total);
                    values.push(json!({ "share": share, "blocks": blocks }));
                }
                json!({ "kind": "columns", "columns": values })
            }
            Block::PageBreak => json!({ "kind": "page_break" }),
        }
    }

    fn chart(&mut self, figure: &Figure, measure: f32) -> Value {
        let picture = draw(
            &figure.chart,
            measure,
            measure * figure.proportion,
            &self.fonts,
        );
        self.charts += 1;
        let name = format!("chart-{}.svg", self.charts);
        let text = svg(
            &picture,
            &figure.caption,
            &figure.description,
            self.language,
        );
        fs::write(self.folder.join(&name), text).expect("the folder can be written to");
        json!({
            "kind": "chart",
            "svg": name,
            "width": picture.width,
            "height": picture.height,
            "shapes": shapes(&picture),
            "caption": figure.caption,
            "description": figure.description,
        })
    }
}

fn spans(text: &RichText) -> Value {
    text.0
        .iter()
        .map(|span| {
            json!({
                "text": span.text,
                "strong": span.strong,
                "tone": tone(span.tone),
                "link": span.link,
            })
        })
        .collect()
}

fn tone(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "plain",
        Tone::Quiet => "quiet",
        Tone::Good => "good",
        Tone::Bad => "bad",
    }
}

fn table(table: &Table) -> Value {
    let rows: Vec<Value> = table
        .rows
        .iter()
        .map(|row| match row {
            Row::Group { title, remark, .. } => {
                json!({ "kind": "group", "title": title, "remark": remark })
            }
            Row::Cells(cells) => {
                let cells: Vec<Value> = cells.iter().map(cell).collect();
                json!({ "kind": "cells", "cells": cells })
            }
        })
        .collect();
    json!({
        "kind": "table",
        "caption": table.caption,
        "headless": table.headless,
        "columns": table.columns.iter().map(column).collect::<Vec<_>>(),
        "rows": rows,
    })
}

fn column(column: &Column) -> Value {
    let (points, share) = match column.width {
        Width::Points(points) => (Some(points), None),
        Width::Share(share) => (None, Some(share)),
    };
    let align = match column.align {
        Align::Start => "start",
        Align::Middle => "middle",
        Align::End => "end",
    };
    json!({ "heading": column.heading, "points": points, "share": share, "align": align })
}

fn cell(value: &Cell) -> Value {
    match value {
        Cell::Empty => json!({ "kind": "text", "spans": [] }),
        Cell::Text(text) => json!({ "kind": "text", "spans": spans(text) }),
        Cell::Small(text) => json!({ "kind": "small", "spans": spans(text) }),
        Cell::Level(value) => json!({ "kind": "level", "mark": mark(value) }),
        Cell::Step(from, to) => json!({ "kind": "step", "from": mark(from), "to": mark(to) }),
        Cell::Strip(value) => strip(value),
        Cell::Tally(value) => tally(value),
        Cell::Bar(value) => bar(value),
        // No report of an assessment has one; its words say the same.
        Cell::Range(range) => cell(&Cell::text(range.description.as_str())),
        Cell::Tag(tag) => json!({ "kind": "tag", "text": tag.text }),
        Cell::Stack(cells) => {
            json!({ "kind": "stack", "cells": cells.iter().map(cell).collect::<Vec<_>>() })
        }
    }
}

fn mark(value: &Mark) -> Value {
    let word = |text: &str| json!({ "text": text, "fill": null, "ink": null });
    match value {
        Mark::Level { level, highest } => {
            let fill = palette::level(*level, *highest);
            let ink = palette::text_on(fill);
            json!({ "text": level.to_string(), "fill": fill.css(), "ink": ink.css() })
        }
        Mark::NotApplicable(text) | Mark::DontKnow(text) | Mark::Unanswered(text) => word(text),
        Mark::None => word(""),
    }
}

fn strip(strip: &Strip) -> Value {
    let reached = match &strip.mark {
        Mark::Level { level, .. } => Some(*level),
        _ => None,
    };
    let boxes: Vec<Value> = (0..=strip.highest)
        .map(|level| {
            let is_filled = reached.is_some_and(|reached| level <= reached);
            let fill = if is_filled {
                palette::level(level, strip.highest)
            } else {
                palette::WHITE
            };
            json!({
                "text": level.to_string(),
                "fill": fill.css(),
                "ink": palette::text_on(fill).css(),
                "target": strip.target == Some(level),
            })
        })
        .collect();
    json!({ "kind": "strip", "boxes": boxes })
}

/// A strip with the number of people in each box.
fn tally(tally: &TallyStrip) -> Value {
    let boxes: Vec<Value> = (0..)
        .zip(&tally.counts)
        .map(|(level, count): (u8, &usize)| {
            let fill = if *count > 0 {
                palette::level(level, 5)
            } else {
                palette::WHITE
            };
            json!({
                "text": count.to_string(),
                "fill": fill.css(),
                "ink": palette::text_on(fill).css(),
                "target": tally.settled == Some(level),
            })
        })
        .collect();
    json!({ "kind": "strip", "boxes": boxes })
}

fn bar(bar: &Bar) -> Value {
    json!({
        "kind": "bar",
        "value": bar.value.map(|value| value / bar.highest),
        "target": bar.target.map(|target| target / bar.highest),
    })
}

fn shapes(picture: &Picture) -> Vec<Value> {
    picture
        .shapes
        .iter()
        .map(|shape| match shape {
            Shape::Text(text) => json!({
                "kind": "text",
                "x": text.x,
                "y": text.y,
                "size": text.size,
                "strong": text.weight == Weight::Bold,
                "color": text.color.css(),
                "text": text.text,
            }),
            Shape::Path(path) => json!({
                "kind": "path",
                "steps": path.steps.iter().map(step).collect::<Vec<_>>(),
                "fill": path.fill.map(|fill| fill.color.css()),
                "fill_opacity": path.fill.map_or(1.0, |fill| fill.opacity),
                "stroke": path.stroke.as_ref().map(|stroke| stroke.color.css()),
                "width": path.stroke.as_ref().map_or(0.0, |stroke| stroke.width),
                "dash": path.stroke.as_ref().map(|stroke| stroke.dash.clone()).unwrap_or_default(),
            }),
        })
        .collect()
}

fn step(step: &Step) -> Value {
    match step {
        Step::Move(to) => json!(["M", to.x, to.y]),
        Step::Line(to) => json!(["L", to.x, to.y]),
        Step::Curve(a, b, to) => json!(["C", a.x, a.y, b.x, b.y, to.x, to.y]),
        Step::Close => json!(["Z"]),
    }
}
