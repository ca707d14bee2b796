//! Draws a report as PDF.
//!
//! Layout is in four steps: blocks become pieces of one long stream, the stream falls onto pages,
//! cover and contents come before them, and the pen traces all of it. The same report gives the
//! same bytes. The file is tagged and says that it conforms to PDF/A-2a and PDF/UA-1; the library
//! refuses to write one that breaks a rule it can check.

mod block;
mod flow;
mod frame;
mod pack;
pub mod pages;
mod pen;
mod set;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use std::fmt::Write as _;

use krilla::action::{Action, LinkAction};
use krilla::annotation::{Annotation, LinkAnnotation, Target as LinkTarget};
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::{Destination, XyzDestination};
use krilla::geom::{Point as PagePoint, Rect as PageRect};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::{Document, SerializeSettings};

use crate::document::Report;
use crate::font::{Fonts, clean_line};
use crate::picture::Rect;

use block::{Bookmark, Layout};
use flow::{Ink, Placed, Target, paginate};
use pen::Pen;
use style::{MARGIN, MEASURE, PAGE_HEIGHT, PAGE_WIDTH, Style, TOP};
use tree::{NodeId, Tree};

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
    /// The library found something that the standards do not allow.
    #[error("the PDF could not be written: {0}")]
    Refused(String),
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
    cover: Vec<Ink>,
    /// The pages after the cover.
    pages: Vec<Vec<Placed>>,
    /// How many of them the table of contents takes.
    contents_pages: usize,
    tree: Tree,
    bookmarks: Vec<Bookmark>,
    /// Of each bookmark, from the first page of the text.
    places: Vec<(usize, f32)>,
}

impl LaidOut {
    fn of(report: &Report, fonts: &Fonts) -> Self {
        let style = Style {
            language: report.language,
            accent: report.accent.readable_on_white(),
        };
        let mut layout = Layout {
            fonts,
            style,
            tree: Tree::default(),
            bookmarks: Vec::new(),
        };
        let cover = frame::cover(&mut layout, report);
        // The nodes of the contents come first, so that they are read out first.
        let pieces = layout.sections(&report.sections, 1, MEASURE, None);
        let body = paginate(pieces);
        let bookmarks = std::mem::take(&mut layout.bookmarks);
        let places = places(&body, bookmarks.len());
        let unnumbered =
            frame::contents(&mut layout, &report.contents_heading, &bookmarks, &|_| {
                (0, 0.0)
            });
        let before = 1 + paginate(unnumbered).len();
        let place = |number: usize| {
            let (page, y) = places[number];
            (page + before, y)
        };
        let contents = frame::contents(&mut layout, &report.contents_heading, &bookmarks, &place);
        let mut pages = paginate(contents);
        pages.extend(body);
        Self {
            style,
            cover,
            pages,
            contents_pages: before - 1,
            tree: std::mem::take(&mut layout.tree),
            bookmarks,
            places,
        }
    }

    /// Page and height of a bookmark; the cover is page 0.
    fn place(&self, bookmark: usize) -> (usize, f32) {
        let (page, y) = self.places[bookmark];
        (page + self.contents_pages + 1, y)
    }
}

/// Page and height of each bookmark.
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
        let outline = outline(&laid_out.bookmarks, &|number| laid_out.place(number));
        let cover = std::mem::take(&mut laid_out.cover);
        let pages = std::mem::take(&mut laid_out.pages);
        let mut tree = std::mem::take(&mut laid_out.tree);
        let refused = |error: &dyn std::fmt::Debug| PdfError::Refused(format!("{error:?}"));
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A2_A)
            .with_accessibility_validator(Accessibility::UA1)
            .finish()
            .map_err(|error| refused(&error))?;
        let mut document = Document::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        let pen = Pen::new(self.fonts);
        let count = pages.len() + 1;
        let paper = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT).expect("the paper has a size");

        let mut page = document.start_page_with(paper.clone());
        let mut surface = page.surface();
        draw_ink(
            &mut surface,
            &pen,
            cover,
            &mut tree,
            (0.0, 0.0),
            &mut Links::default(),
        );
        if let Some(logo) = &self.report.cover.logo {
            let (at, width, height) = frame::LOGO;
            surface.start_tagged(artifact(ArtifactType::Layout));
            pen.draw_logo(&mut surface, logo, at, logo.size_within(width, height));
            surface.end_tagged();
        }
        surface.finish();
        page.finish();

        for (number, placed) in pages.into_iter().enumerate() {
            let mut page = document.start_page_with(paper.clone());
            // A page has one surface.
            let mut surface = page.surface();
            let mut links = Links::default();
            for Placed { y, piece } in placed {
                let at = (MARGIN, TOP + y);
                draw_ink(&mut surface, &pen, piece.ink, &mut tree, at, &mut links);
            }
            let [head, foot] =
                frame::head_and_foot(self.fonts, self.report, laid_out.style, number + 2, count);
            for (shapes, kind) in [(head, ArtifactType::Header), (foot, ArtifactType::Footer)] {
                surface.start_tagged(artifact(kind));
                pen.draw(&mut surface, &shapes, 0.0, 0.0);
                surface.end_tagged();
            }
            surface.finish();
            links.annotate(&mut page, &mut tree);
            page.finish();
        }

        document.set_outline(outline);
        document.set_metadata(self.metadata());
        document.set_tag_tree(tree.finish());
        let bytes = document.finish().map_err(|error| refused(&error))?;
        Ok((pack::pack(bytes), count))
    }

    fn metadata(&self) -> Metadata {
        let report = self.report;
        let (year, month, day) = (report.date.year(), report.date.month(), report.date.day());
        let date = DateTime::new(u16::try_from(year).unwrap_or(0))
            .month(month.unsigned_abs())
            .day(day.unsigned_abs())
            .hour(0)
            .minute(0)
            .second(0)
            .utc_offset_hour(0)
            .utc_offset_minute(0);
        let short = |text: &str| clean_line(text).chars().take(1_000).collect::<String>();
        let title = if report.title.trim().is_empty() {
            &report.program
        } else {
            &report.title
        };
        let authors = if report.author.is_empty() {
            Vec::new()
        } else {
            vec![short(&report.author)]
        };
        Metadata::new()
            .title(short(title))
            .description(short(&report.subject))
            .authors(authors)
            .creator(report.program.clone())
            .producer(report.program.clone())
            .language(report.language.code().to_owned())
            .creation_date(date)
    }
}

fn artifact(kind: ArtifactType) -> ContentTag<'static> {
    ContentTag::Artifact(Artifact::with_kind(kind))
}

fn draw_ink(
    surface: &mut Surface,
    pen: &Pen,
    ink: Vec<Ink>,
    tree: &mut Tree,
    (x, y): (f32, f32),
    links: &mut Links,
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
        let tag = match node {
            Some(_) => ContentTag::Span(SpanTag::empty()),
            None => artifact(ArtifactType::Layout),
        };
        let content = surface.start_tagged(tag);
        pen.draw(surface, &shapes, x, y);
        surface.end_tagged();
        if let Some(node) = node {
            tree.content(node, content);
            if let Some((area, target)) = link {
                let area = Rect::new(area.x + x, area.y + y, area.width, area.height);
                links.0.push((node, area, target));
            }
        }
    }
}

/// The links of a page, which can be added only when its surface is done.
#[derive(Default)]
struct Links(Vec<(NodeId, Rect, Target)>);

impl Links {
    fn annotate(self, page: &mut krilla::page::Page, tree: &mut Tree) {
        for (node, area, target) in self.0 {
            let Some(rect) = PageRect::from_xywh(area.x, area.y, area.width, area.height) else {
                continue;
            };
            let (target, description) = match target {
                Target::Web(address) => {
                    let action = Action::Link(LinkAction::new(encoded(&address)));
                    (LinkTarget::Action(action), address)
                }
                Target::Page { page, y } => {
                    let to = XyzDestination::new(page, PagePoint::from_xy(0.0, TOP + y - 8.0));
                    (
                        LinkTarget::Destination(Destination::Xyz(to)),
                        (page + 1).to_string(),
                    )
                }
            };
            let link = LinkAnnotation::new(rect, target);
            let identifier =
                page.add_tagged_annotation(Annotation::new_link(link, Some(description)));
            tree.content(node, identifier);
        }
    }
}

/// A web address with nothing but the characters that addresses are made of.
fn encoded(address: &str) -> String {
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

fn outline(bookmarks: &[Bookmark], place: &dyn Fn(usize) -> (usize, f32)) -> Outline {
    let mut outline = Outline::new();
    let mut number = 0;
    while number < bookmarks.len() {
        let (node, next) = outline_node(bookmarks, number, place);
        outline.push_child(node);
        number = next;
    }
    outline
}

/// A bookmark with those below it, and the number of the next one beside it.
fn outline_node(
    bookmarks: &[Bookmark],
    number: usize,
    place: &dyn Fn(usize) -> (usize, f32),
) -> (OutlineNode, usize) {
    let bookmark = &bookmarks[number];
    let (page, y) = place(number);
    let to = XyzDestination::new(page, PagePoint::from_xy(0.0, TOP + y - 8.0));
    let short: String = clean_line(&bookmark.text).chars().take(300).collect();
    let mut node = OutlineNode::new(short, to).with_open(false);
    let mut next = number + 1;
    while next < bookmarks.len() && bookmarks[next].level > bookmark.level {
        let (child, after) = outline_node(bookmarks, next, place);
        node.push_child(child);
        next = after;
    }
    (node, next)
}
