//! Draws a report as PDF.
//!
//! Layout is in four steps: blocks become pieces of one long stream, the stream falls onto pages,
//! cover and contents come before them, and the pen traces all of it. `printpdf` writes pages,
//! typefaces and pictures; what it does not write (structure, bookmarks, language) is added to
//! its objects before they are saved. The same report gives the same bytes.

mod block;
mod catalog;
mod flow;
mod frame;
pub mod pages;
mod pen;
mod set;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use std::fmt::Write as _;

use printpdf::{PdfDocument, PdfPage, PdfSaveOptions, Pt};

use crate::document::Report;
use crate::font::Fonts;
use crate::picture::{Point, Rect};

use block::{Bookmark, Layout};
use catalog::{Catalog, LinkObject};
use flow::{Ink, Placed, paginate};
use pen::{Artifact, Pen, Surface};
use style::{MARGIN, Page, Style, TOP};
use tree::{Content, Tree};

/// A report as PDF.
#[derive(Clone, Debug)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no typeface has; each is drawn as 〓.
    pub missing: Vec<char>,
}

/// Why a report could not be written.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The library could not write what was drawn.
    #[error("the PDF could not be written: {0}")]
    NotWritten(String),
}

/// Draws `report` as PDF.
pub fn pdf(report: &Report) -> Result<Pdf, PdfError> {
    let fonts = Fonts::new();
    let laid_out = LaidOut::of(report, &fonts);
    let file = File {
        report,
        fonts: &fonts,
    };
    let (bytes, pages) = file.write(laid_out)?;
    Ok(Pdf {
        bytes,
        pages,
        missing: fonts.missing(),
    })
}

/// Everything with its place on its page.
struct LaidOut {
    style: Style,
    cover: Option<Vec<Ink>>,
    /// The pages after the cover.
    pages: Vec<Vec<Placed>>,
    /// How many of them the table of contents takes.
    contents_pages: usize,
    tree: Tree,
    bookmarks: Vec<Bookmark>,
    /// Page and height of each bookmark; the first page of the file is page 0.
    places: Vec<(usize, f32)>,
}

impl LaidOut {
    fn of(report: &Report, fonts: &Fonts) -> Self {
        let style = Style {
            language: report.language,
            accent: report.accent.readable_on_white(),
            page: Page::of(report.paper),
        };
        let room = style.page.text_height();
        let mut layout = Layout {
            fonts,
            style,
            tree: Tree::default(),
            bookmarks: Vec::new(),
        };
        let front = report.front.as_ref();
        let cover = front.map(|front| frame::cover(&mut layout, report, &front.cover));
        // The nodes of the contents come first, so that they are read out first.
        let pieces = layout.sections(&report.sections, 1, style.page.measure(), None);
        let body = paginate(pieces, room);
        let bookmarks = std::mem::take(&mut layout.bookmarks);
        let places = places(&body, bookmarks.len());
        let mut contents = |place: &dyn Fn(usize) -> (usize, f32)| {
            front.map_or_else(Vec::new, |front| {
                let heading = &front.contents_heading;
                paginate(
                    frame::contents(&mut layout, heading, &bookmarks, place, room),
                    room,
                )
            })
        };
        let contents_pages = contents(&|_| (0, 0.0)).len();
        let before = usize::from(cover.is_some()) + contents_pages;
        let places: Vec<(usize, f32)> = places
            .into_iter()
            .map(|(page, y)| (page + before, y))
            .collect();
        let mut pages = contents(&|number| places[number]);
        pages.extend(body);
        Self {
            style,
            cover,
            pages,
            contents_pages,
            tree: std::mem::take(&mut layout.tree),
            bookmarks,
            places,
        }
    }

    /// How many pages there are.
    fn count(&self) -> usize {
        usize::from(self.cover.is_some()) + self.pages.len()
    }
}

/// Gives page and height of each bookmark, counted from the first of these pages.
fn places(pages: &[Vec<Placed>], count: usize) -> Vec<(usize, f32)> {
    let mut places = vec![(0, 0.0); count];
    for (page, placed) in pages.iter().enumerate() {
        for Placed { y, piece } in placed {
            for anchor in &piece.anchors {
                places[*anchor] = (page, *y);
            }
        }
    }
    places
}

struct File<'a> {
    report: &'a Report,
    fonts: &'a Fonts,
}

impl File<'_> {
    fn write(&self, mut laid_out: LaidOut) -> Result<(Vec<u8>, usize), PdfError> {
        let count = laid_out.count();
        let cover = std::mem::take(&mut laid_out.cover);
        let pages = std::mem::take(&mut laid_out.pages);
        let mut tree = std::mem::take(&mut laid_out.tree);
        let page_size = laid_out.style.page;
        let pen = Pen::new(self.fonts, page_size.height);
        let mut document = PdfDocument::new("");
        let mut links = vec![Vec::new(); count];

        let before = usize::from(cover.is_some());
        if let Some(cover) = cover {
            let mut surface = Surface::new(&pen);
            let origin = (0.0, 0.0);
            draw_ink(&mut surface, cover, &mut tree, origin, 0, &mut links[0]);
            self.draw_logo(&mut surface, frame::LOGO);
            document.pages.push(page(surface, page_size));
        }

        for (number, placed) in (before..).zip(pages) {
            let mut surface = Surface::new(&pen);
            for Placed { y, piece } in placed {
                let at = (MARGIN, TOP + y);
                draw_ink(
                    &mut surface,
                    piece.ink,
                    &mut tree,
                    at,
                    number,
                    &mut links[number],
                );
            }
            let [head, foot] =
                frame::head_and_foot(self.fonts, self.report, laid_out.style, number + 1, count);
            surface.artifact(Artifact::Header, |surface| surface.draw(&head, 0.0, 0.0));
            surface.artifact(Artifact::Footer, |surface| surface.draw(&foot, 0.0, 0.0));
            if number == 0 {
                self.draw_logo(&mut surface, frame::SMALL_LOGO);
            }
            document.pages.push(page(surface, page_size));
        }
        pen.embed(&mut document);
        let mut warnings = Vec::new();
        let options = PdfSaveOptions {
            image_optimization: None,
            ..PdfSaveOptions::default()
        };
        let objects = printpdf::to_lopdf_doc(&document, &options, &mut warnings);
        if let Some(warning) = warnings.first() {
            return Err(PdfError::NotWritten(warning.msg.clone()));
        }
        let catalog = Catalog {
            report: self.report,
            bookmarks: &laid_out.bookmarks,
            places: &laid_out.places,
            page_height: page_size.height,
        };
        let bytes = catalog.complete(objects, tree, &links)?;
        Ok((bytes, count))
    }

    fn draw_logo(&self, surface: &mut Surface, (at, width, height): (Point, f32, f32)) {
        if let Some(logo) = &self.report.logo {
            surface.artifact(Artifact::Layout, |surface| {
                surface.draw_logo(logo, at, logo.size_within(width, height));
            });
        }
    }
}

fn page(surface: Surface, size: Page) -> PdfPage {
    let (width, height) = (Pt(size.width), Pt(size.height));
    PdfPage::new(width.into(), height.into(), surface.finish())
}

fn draw_ink(
    surface: &mut Surface,
    ink: Vec<Ink>,
    tree: &mut Tree,
    (x, y): (f32, f32),
    page: usize,
    links: &mut Vec<LinkObject>,
) {
    for Ink {
        node,
        shapes,
        x: own_x,
        y: own_y,
        link,
    } in ink
    {
        let (x, y) = (x + own_x, y + own_y);
        let Some(node) = node else {
            surface.artifact(Artifact::Layout, |surface| surface.draw(&shapes, x, y));
            continue;
        };
        let mark = surface.content(|surface| surface.draw(&shapes, x, y));
        tree.drawn(node, page, &shapes, x, y);
        tree.content(node, Content::Marked { page, mark });
        if let Some((area, target)) = link {
            let area = Rect::new(area.x + x, area.y + y, area.width, area.height);
            let content = Content::Link {
                page,
                link: links.len(),
            };
            links.push(LinkObject { area, target });
            tree.content(node, content);
        }
    }
}

/// A web address with nothing but the characters that addresses are made of.
pub(super) fn encoded(address: &str) -> String {
    let mut encoded = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() && !matches!(byte, b'(' | b')' | b'\\' | b'<' | b'>' | b'"') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
