//! The pages of a report as pictures, for a screen that shows no PDF.
//!
//! They come from the same layout as the file. Letters are drawn as outlines of the embedded
//! typefaces, because a picture in a window has no fonts; each letter is written once a page.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};

use crate::document::Report;
use crate::font::{Fonts, Typeface, clean_line};
use crate::logo::{Logo, Raster};
use crate::picture::{Picture, Point, Shape, TextShape};
use crate::svg::{number, write_path};

use super::flow::Ink;
use super::style::{MARGIN, Page as Paper, TOP};
use super::{LaidOut, frame};

/// The pages of a report.
#[derive(Clone, Debug)]
pub struct Pages {
    list: Vec<Page>,
    logo: Option<Logo>,
    /// Where the logo stands on the first page, and how large it may be.
    logo_place: (Point, f32, f32),
    /// The characters that no typeface has; each is drawn as 〓.
    pub missing: Vec<char>,
}

#[derive(Clone, Debug)]
struct Page {
    heading: String,
    picture: Picture,
}

/// One page, drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct PagePicture {
    /// An SVG file that needs nothing else.
    pub svg: String,
    /// The heading the page begins with or continues.
    pub heading: String,
    /// In points.
    pub width: f32,
    /// In points.
    pub height: f32,
}

/// How many pages the PDF of `report` has.
pub fn count(report: &Report) -> usize {
    LaidOut::of(report, &Fonts::new()).count()
}

/// Lays `report` out as the PDF has it.
pub fn pages(report: &Report) -> Pages {
    let fonts = Fonts::new();
    let laid_out = LaidOut::of(report, &fonts);
    let style = laid_out.style;
    let count = laid_out.count();
    let mut headings: Vec<(usize, String)> = laid_out
        .bookmarks
        .iter()
        .enumerate()
        .map(|(place, bookmark)| (laid_out.places[place].0, clean_line(&bookmark.text)))
        .collect();
    headings.reverse();
    let mut heading = clean_line(&report.title);
    let has_cover = laid_out.cover.is_some();
    let cover = laid_out.cover.map(|cover| Page {
        heading: heading.clone(),
        picture: picture(shapes_of(cover, 0.0, 0.0), style.page),
    });
    let mut pages: Vec<Page> = cover.into_iter().collect();
    let contents = laid_out.contents_pages;
    for (at, placed) in laid_out.pages.into_iter().enumerate() {
        let number = at + usize::from(has_cover);
        let mut shapes = Vec::new();
        for piece in placed {
            shapes.extend(shapes_of(piece.piece.ink, MARGIN, TOP + piece.y));
        }
        let around = frame::head_and_foot(&fonts, report, style, number + 1, count);
        shapes.extend(around.into_iter().flatten());
        if let Some(front) = report.front.as_ref().filter(|_| at < contents) {
            heading.clone_from(&front.contents_heading);
        }
        let mut own = None;
        while headings.last().is_some_and(|(page, _)| *page <= number) {
            let (_, text) = headings.pop().expect("it was looked at");
            // A page is named by the first heading on it; the next one continues the last.
            own.get_or_insert_with(|| text.clone());
            heading = text;
        }
        pages.push(Page {
            heading: own.unwrap_or_else(|| heading.clone()),
            picture: picture(shapes, style.page),
        });
    }
    Pages {
        list: pages,
        logo: report.logo.clone(),
        logo_place: if has_cover {
            frame::LOGO
        } else {
            frame::SMALL_LOGO
        },
        missing: fonts.missing(),
    }
}

impl Pages {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.list.len()
    }

    /// A page, counted from 1.
    pub fn page(&self, number: usize) -> Option<PagePicture> {
        let page = self.list.get(number.checked_sub(1)?)?;
        let mut pen = Pen::new();
        if let (1, Some(logo)) = (number, &self.logo) {
            pen.logo(logo, self.logo_place);
        }
        for shape in &page.picture.shapes {
            pen.shape(shape);
        }
        Some(PagePicture {
            svg: pen.finish(&page.picture),
            heading: page.heading.clone(),
            width: page.picture.width,
            height: page.picture.height,
        })
    }
}

fn picture(shapes: Vec<Shape>, page: Paper) -> Picture {
    Picture {
        width: page.width,
        height: page.height,
        shapes,
    }
}

fn shapes_of(ink: Vec<Ink>, x: f32, y: f32) -> Vec<Shape> {
    ink.into_iter()
        .flat_map(|ink| {
            let (x, y) = (x + ink.x, y + ink.y);
            ink.shapes.into_iter().map(move |shape| shape.moved(x, y))
        })
        .collect()
}

/// Draws shapes and outlines of letters.
struct Pen {
    fonts: Fonts,
    faces: [FontRef<'static>; 4],
    letters: BTreeMap<(Typeface, u32), String>,
    body: String,
}

impl Pen {
    fn new() -> Self {
        let open = |typeface: Typeface| {
            FontRef::new(typeface.data()).expect("the embedded fonts can be read")
        };
        Self {
            fonts: Fonts::new(),
            faces: Typeface::ALL.map(open),
            letters: BTreeMap::new(),
            body: String::new(),
        }
    }

    fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Path(path) => write_path(&mut self.body, path),
            Shape::Text(text) => self.text(text),
        }
    }

    fn text(&mut self, text: &TextShape) {
        if text.text.trim().is_empty() {
            return;
        }
        let _ = write!(self.body, "<g fill=\"{}\">", text.color.css());
        let mut x = text.x;
        for character in text.text.chars() {
            let glyph = self.fonts.glyph(character, text.weight);
            let face = &self.faces[glyph.typeface as usize];
            let units = face.metrics(Size::unscaled(), LocationRef::default());
            let scale = text.size / f32::from(units.units_per_em);
            let key = (glyph.typeface, glyph.id);
            let outline = self
                .letters
                .entry(key)
                .or_insert_with(|| outline(face, glyph.id));
            if !outline.is_empty() {
                let _ = write!(
                    self.body,
                    "<use href=\"#{}\" transform=\"matrix({scale:.5} 0 0 -{scale:.5} {} {})\"/>",
                    name_of(key),
                    number(x),
                    number(text.y),
                );
            }
            x += glyph.advance * text.size;
        }
        self.body.push_str("</g>\n");
    }

    fn logo(&mut self, logo: &Logo, (at, most_width, most_height): (Point, f32, f32)) {
        let (width, height) = logo.size_within(most_width, most_height);
        match logo {
            Logo::Vector(picture) => {
                let scale = width / picture.width;
                let _ = write!(
                    self.body,
                    "<g transform=\"translate({} {}) scale({scale:.5})\">",
                    number(at.x),
                    number(at.y),
                );
                for shape in &picture.shapes {
                    self.shape(shape);
                }
                self.body.push_str("</g>\n");
            }
            Logo::Raster(raster) => {
                let _ = writeln!(
                    self.body,
                    "<image x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" \
                     href=\"data:image/png;base64,{}\"/>",
                    number(at.x),
                    number(at.y),
                    number(width),
                    number(height),
                    BASE64_STANDARD.encode(png_of(raster)),
                );
            }
        }
    }

    fn finish(self, picture: &Picture) -> String {
        let (width, height) = (number(picture.width), number(picture.height));
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}pt\" height=\"{height}pt\" \
             viewBox=\"0 0 {width} {height}\">\n<rect width=\"100%\" height=\"100%\" \
             fill=\"#ffffff\"/>\n<defs>\n"
        );
        for (key, outline) in self.letters.iter().filter(|(_, path)| !path.is_empty()) {
            let _ = writeln!(svg, "<path id=\"{}\" d=\"{outline}\"/>", name_of(*key));
        }
        svg.push_str("</defs>\n");
        svg.push_str(&self.body);
        svg.push_str("</svg>\n");
        svg
    }
}

fn name_of((typeface, glyph): (Typeface, u32)) -> String {
    format!("{}-{glyph}", ["a", "b", "c", "d"][typeface as usize])
}

/// The outline of a letter in the units of its typeface, upwards.
fn outline(face: &FontRef<'_>, glyph: u32) -> String {
    let mut trace = Trace::default();
    if let Some(outline) = face.outline_glyphs().get(GlyphId::new(glyph)) {
        let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
        outline
            .draw(settings, &mut trace)
            .expect("the embedded fonts have sound outlines");
    }
    trace.0
}

/// Writes an outline as the steps of a path.
#[derive(Default)]
struct Trace(String);

impl Trace {
    fn step(&mut self, letter: char, numbers: &[f32]) {
        self.0.push(letter);
        for (place, value) in numbers.iter().enumerate() {
            if place > 0 {
                self.0.push(' ');
            }
            self.0.push_str(&number(*value));
        }
    }
}

impl OutlinePen for Trace {
    fn move_to(&mut self, x: f32, y: f32) {
        self.step('M', &[x, y]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('L', &[x, y]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.step('Q', &[cx, cy, x, y]);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        self.step('C', &[cx0, cy0, cx1, cy1, x, y]);
    }

    fn close(&mut self) {
        self.0.push('Z');
    }
}

/// The pixels as a file again.
fn png_of(raster: &Raster) -> Vec<u8> {
    let channels = if raster.gray { 1 } else { 3 };
    let pixels: Vec<u8> = match &raster.opacity {
        None => raster.colors.to_vec(),
        Some(opacity) => raster
            .colors
            .chunks(channels)
            .zip(opacity.iter())
            .flat_map(|(color, opacity)| color.iter().copied().chain([*opacity]))
            .collect(),
    };
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_color(match (raster.gray, raster.opacity.is_some()) {
        (true, false) => png::ColorType::Grayscale,
        (true, true) => png::ColorType::GrayscaleAlpha,
        (false, false) => png::ColorType::Rgb,
        (false, true) => png::ColorType::Rgba,
    });
    encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&pixels))
        .expect("the pixels were read from such a file");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, Cover, Front, Paper, RichText, RunningHead, Section, Start};
    use crate::palette::ACCENT;
    use crate::pdf::pdf;
    use psirt_core::Language;

    fn report() -> Report {
        let section = |heading: &str, paragraphs: usize| Section {
            heading: heading.into(),
            start: Start::Page,
            in_contents: true,
            blocks: (0..paragraphs)
                .map(|_| Block::Paragraph(RichText::from("受付と対応 & <検証>")))
                .collect(),
            sections: Vec::new(),
        };
        Report {
            language: Language::Ja,
            title: "報告書".into(),
            subject: String::new(),
            author: String::new(),
            date: "2026-03-31".parse().expect("a date"),
            program: "PSIRT Maturity".into(),
            classification: None,
            running_head: RunningHead::default(),
            running_foot: String::new(),
            paper: Paper::A4,
            accent: ACCENT,
            logo: None,
            front: Some(Front {
                cover: Cover {
                    title: "架空製造".into(),
                    ..Cover::default()
                },
                contents_heading: "目次".into(),
            }),
            sections: vec![section("1 要約", 60), section("2 結果", 1)],
        }
    }

    #[test]
    fn the_pictures_have_the_pages_of_the_file() {
        let report = report();
        let pages = pages(&report);
        assert_eq!(pages.count(), pdf(&report).expect("it is drawn").pages);
        let page = |number| pages.page(number).map(|page| page.heading);
        assert_eq!(page(0), None);
        assert_eq!(page(1).as_deref(), Some("報告書"));
        assert_eq!(page(2).as_deref(), Some("目次"));
        assert_eq!(page(3).as_deref(), Some("1 要約"));
        assert_eq!(page(4).as_deref(), Some("1 要約"), "it continues");
        assert_eq!(page(pages.count()).as_deref(), Some("2 結果"));
        assert_eq!(page(pages.count() + 1), None);
    }

    #[test]
    fn a_page_is_a_picture_that_needs_no_font() {
        let svg = pages(&report()).page(3).expect("there is one").svg;
        usvg::roxmltree::Document::parse(&svg).expect("it is XML");
        assert!(!svg.contains("<text"), "letters are outlines");
        assert!(svg.contains("<use href=\"#a-"), "each letter is drawn once");
    }

    #[test]
    fn the_pixels_of_a_logo_come_back_as_they_were() {
        let raster = Raster {
            width: 2,
            height: 1,
            gray: false,
            colors: vec![255, 0, 0, 0, 0, 255].into(),
            opacity: Some(vec![255, 128].into()),
        };
        let Ok(Logo::Raster(again)) = Logo::parse(&png_of(&raster)) else {
            panic!("it is a PNG");
        };
        assert!(again == raster);
    }
}
