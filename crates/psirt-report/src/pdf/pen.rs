//! Traces shapes into the drawing operations of a page.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use printpdf::matrix::CurTransMat;
use printpdf::{
    Color as PdfColor, DictItem, ExtendedGraphicsState, ExtendedGraphicsStateId, FontId,
    FontMetrics, FontType, Line, LineCapStyle, LineDashPattern, LineJoinStyle, LinePoint, Op,
    PaintMode, ParsedFont, PdfDocument, PdfFont, PdfFontHandle, PdfFontMetricsStub,
    Point as PdfPoint, Polygon, PolygonRing, Pt, RawImage, RawImageData, RawImageFormat, Rgb,
    TextItem, WindingOrder, XObject, XObjectId, XObjectTransform,
};
use subsetter::GlyphRemapper;

use crate::font::{Fonts, GETA, Glyph, Typeface};
use crate::logo::{Logo, Raster};
use crate::palette::Color;
use crate::picture::{Ends, Fill, Path, Point, Shape, Step, Stroke, TextShape};

/// What a report has drawn with: the glyphs of each typeface and the degrees of opacity. Only
/// these are put into the file.
pub(super) struct Pen<'a> {
    fonts: &'a Fonts,
    page_height: f32,
    used: RefCell<[Used; 4]>,
    opacities: RefCell<BTreeSet<u8>>,
    logo: RefCell<Option<RawImage>>,
}

/// The glyphs of one typeface that are used, renumbered from 1.
#[derive(Default)]
struct Used {
    numbers: GlyphRemapper,
    glyph_of: BTreeMap<u32, u16>,
    widths: BTreeMap<u16, u16>,
    /// The character that each glyph stands for when the text is taken out of the file.
    meant: BTreeMap<u16, char>,
}

/// Advances are told to the file in thousandths of an em.
const UNITS: f32 = 1_000.0;

impl<'a> Pen<'a> {
    pub(super) fn new(fonts: &'a Fonts, page_height: f32) -> Self {
        Self {
            fonts,
            page_height,
            used: RefCell::default(),
            opacities: RefCell::default(),
            logo: RefCell::default(),
        }
    }

    /// Puts the typefaces, cut down to what is used, and the rest into the file.
    pub(super) fn embed(self, document: &mut PdfDocument) {
        for (typeface, used) in Typeface::ALL.into_iter().zip(self.used.into_inner()) {
            if used.glyph_of.is_empty() {
                continue;
            }
            let bytes = subsetter::subset(typeface.data(), 0, &used.numbers)
                .expect("the embedded fonts can be cut down");
            let bounds = typeface.bounds();
            let font = ParsedFont {
                original_bytes: bytes,
                font_index: 0,
                font_name: Some(format!("{}+{}", tag(&used.glyph_of), typeface.name())),
                codepoint_to_glyph: used.glyph_of,
                glyph_widths: used.widths,
                units_per_em: 1_000,
                font_type: FontType::TrueType,
                font_metrics: FontMetrics {
                    ascent: 880,
                    descent: -120,
                },
                pdf_font_metrics: PdfFontMetricsStub {
                    x_min: bounds[0],
                    y_min: bounds[1],
                    x_max: bounds[2],
                    y_max: bounds[3],
                    us_weight_class: typeface.weight_class(),
                    ..PdfFontMetricsStub::default()
                },
            };
            let fonts = &mut document.resources.fonts.map;
            fonts.insert(font_id(typeface), PdfFont::new(font));
        }
        for opacity in self.opacities.into_inner() {
            let share = f32::from(opacity) / 100.0;
            let state = ExtendedGraphicsState::default()
                .with_current_fill_alpha(share)
                .with_current_stroke_alpha(share);
            let states = &mut document.resources.extgstates.map;
            states.insert(opacity_id(opacity), state);
        }
        if let Some(image) = self.logo.into_inner() {
            let objects = &mut document.resources.xobjects.map;
            objects.insert(XObjectId(LOGO.into()), XObject::Image(image));
        }
    }
}

const LOGO: &str = "Logo";

/// The six letters that mark a font program as cut down; from its content, so that the same
/// report has the same.
fn tag(glyph_of: &BTreeMap<u32, u16>) -> String {
    let hash = glyph_of
        .keys()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, character| {
            (hash ^ u64::from(*character)).wrapping_mul(0x0100_0000_01b3)
        });
    (0..6)
        .map(|place| {
            let letter = u8::try_from(hash.rotate_left(place * 9) % 26).expect("below 26");
            char::from(b'A' + letter)
        })
        .collect()
}

fn font_id(typeface: Typeface) -> FontId {
    FontId(format!("F{}", typeface as usize))
}

fn opacity_id(percent: u8) -> ExtendedGraphicsStateId {
    ExtendedGraphicsStateId(format!("O{percent}"))
}

/// The operations of one page while it is drawn.
pub(super) struct Surface<'p> {
    pen: &'p Pen<'p>,
    ops: Vec<Op>,
    marks: i64,
    look: Look,
}

/// What the page is set to, so that nothing is set twice.
#[derive(Clone, Default)]
struct Look {
    fill: Option<Color>,
    stroke: Option<Stroke>,
    font: Option<(Typeface, f32)>,
}

/// Content that nobody reads out.
#[derive(Clone, Copy, Debug)]
pub(super) enum Artifact {
    Layout,
    Header,
    Footer,
}

impl<'p> Surface<'p> {
    pub(super) fn new(pen: &'p Pen<'p>) -> Self {
        Self {
            pen,
            ops: Vec::new(),
            marks: 0,
            look: Look::default(),
        }
    }

    pub(super) fn finish(self) -> Vec<Op> {
        self.ops
    }

    /// Draws content of the document; answers its mark on the page.
    pub(super) fn content(&mut self, draw: impl FnOnce(&mut Self)) -> i64 {
        let mark = self.marks;
        self.marks += 1;
        self.tagged(
            "Span",
            BTreeMap::from([("MCID".into(), DictItem::Int(mark))]),
            draw,
        );
        mark
    }

    /// Draws what is not content.
    pub(super) fn artifact(&mut self, kind: Artifact, draw: impl FnOnce(&mut Self)) {
        let name = |name: &str| DictItem::Name(name.into());
        let properties = match kind {
            Artifact::Layout => vec![("Type".into(), name("Layout"))],
            Artifact::Header => {
                vec![
                    ("Type".into(), name("Pagination")),
                    ("Subtype".into(), name("Header")),
                ]
            }
            Artifact::Footer => {
                vec![
                    ("Type".into(), name("Pagination")),
                    ("Subtype".into(), name("Footer")),
                ]
            }
        };
        self.tagged("Artifact", properties.into_iter().collect(), draw);
    }

    fn tagged(
        &mut self,
        tag: &str,
        properties: BTreeMap<String, DictItem>,
        draw: impl FnOnce(&mut Self),
    ) {
        self.ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.into(),
            properties: DictItem::Dict { map: properties },
        });
        draw(self);
        self.ops.push(Op::EndMarkedContentWithProperties);
    }

    pub(super) fn draw(&mut self, shapes: &[Shape], x: f32, y: f32) {
        for shape in shapes {
            match shape {
                Shape::Path(path) => self.draw_path(path, x, y),
                Shape::Text(text) => self.draw_text(text, x, y),
            }
        }
    }

    /// Neighbouring characters of one typeface are one run.
    fn draw_text(&mut self, shape: &TextShape, x: f32, y: f32) {
        self.set_fill(shape.color);
        let mut at = x + shape.x;
        let mut run = RunOfText::default();
        for character in shape.text.chars() {
            let glyph = self.pen.fonts.glyph(character, shape.weight);
            if run
                .typeface
                .is_some_and(|typeface| typeface != glyph.typeface)
            {
                at = self.flush(&mut run, at, y + shape.y, shape.size);
            }
            let meant = self.pen.use_glyph(glyph);
            // What has no glyph at all is shown and read as the mark that stands for it.
            if meant == character || glyph.shown == GETA {
                run.push(glyph, meant);
                continue;
            }
            // The glyph is also that of another character, which is what the file would tell.
            at = self.flush(&mut run, at, y + shape.y, shape.size);
            let utf16 = character.encode_utf16(&mut [0; 2]).to_vec();
            let data = [0xfe, 0xff]
                .into_iter()
                .chain(utf16.into_iter().flat_map(u16::to_be_bytes));
            let actual = DictItem::String {
                data: data.collect(),
                literal: false,
            };
            let properties = BTreeMap::from([("ActualText".into(), actual)]);
            run.push(glyph, meant);
            self.tagged("Span", properties, |surface| {
                at = surface.flush(&mut run, at, y + shape.y, shape.size);
            });
        }
        self.flush(&mut run, at, y + shape.y, shape.size);
    }

    fn flush(&mut self, run: &mut RunOfText, x: f32, y: f32, size: f32) -> f32 {
        let RunOfText {
            typeface,
            text,
            width,
        } = std::mem::take(run);
        if let Some(typeface) = typeface {
            self.ops.push(Op::StartTextSection);
            if self.look.font != Some((typeface, size)) {
                self.look.font = Some((typeface, size));
                self.ops.push(Op::SetFont {
                    font: PdfFontHandle::External(font_id(typeface)),
                    size: Pt(size),
                });
            }
            self.ops.push(Op::SetTextCursor {
                pos: place(x, y, self.pen.page_height),
            });
            self.ops.push(Op::ShowText {
                items: vec![TextItem::Text(text)],
            });
            self.ops.push(Op::EndTextSection);
        }
        x + width * size
    }

    fn draw_path(&mut self, path: &Path, x: f32, y: f32) {
        let parts = parts(path, x, y, self.pen.page_height);
        if let Some(fill) = path.fill {
            self.at_opacity(fill.opacity, |surface| {
                surface.set_fill(fill.color);
                surface.fill(&parts, fill);
            });
        }
        if let Some(stroke) = &path.stroke {
            self.at_opacity(stroke.opacity, |surface| {
                surface.set_stroke(stroke);
                for part in &parts {
                    surface.ops.push(Op::DrawLine {
                        line: Line {
                            points: part.points.clone(),
                            is_closed: part.closed,
                        },
                    });
                }
            });
        }
    }

    fn fill(&mut self, parts: &[Part], fill: Fill) {
        let rings = parts
            .iter()
            .filter(|part| part.points.len() > 2)
            .map(|part| PolygonRing {
                points: part.points.clone(),
            })
            .collect();
        let winding_order = if fill.even_odd {
            WindingOrder::EvenOdd
        } else {
            WindingOrder::NonZero
        };
        self.ops.push(Op::DrawPolygon {
            polygon: Polygon {
                rings,
                mode: PaintMode::Fill,
                winding_order,
            },
        });
    }

    /// Draws at an opacity and goes back to solid.
    fn at_opacity(&mut self, opacity: f32, draw: impl FnOnce(&mut Self)) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to 100"
        )]
        let percent = (opacity.clamp(0.0, 1.0) * 100.0).round() as u8;
        if percent == 100 {
            return draw(self);
        }
        self.pen.opacities.borrow_mut().insert(percent);
        self.saved(|surface| {
            let gs = opacity_id(percent);
            surface.ops.push(Op::LoadGraphicsState { gs });
            draw(surface);
        });
    }

    fn saved(&mut self, draw: impl FnOnce(&mut Self)) {
        let look = self.look.clone();
        self.ops.push(Op::SaveGraphicsState);
        draw(self);
        self.ops.push(Op::RestoreGraphicsState);
        self.look = look;
    }

    fn set_fill(&mut self, color: Color) {
        if self.look.fill != Some(color) {
            self.look.fill = Some(color);
            let col = pdf_color(color);
            self.ops.push(Op::SetFillColor { col });
        }
    }

    fn set_stroke(&mut self, stroke: &Stroke) {
        let before = self.look.stroke.replace(stroke.clone());
        let before = before.as_ref();
        if before.map(|before| before.color) != Some(stroke.color) {
            let col = pdf_color(stroke.color);
            self.ops.push(Op::SetOutlineColor { col });
        }
        if before.is_none_or(|before| (before.width - stroke.width).abs() > f32::EPSILON) {
            let pt = Pt(stroke.width);
            self.ops.push(Op::SetOutlineThickness { pt });
        }
        if before.map(|before| before.ends) != Some(stroke.ends) {
            let (cap, join) = match stroke.ends {
                Ends::Flat => (LineCapStyle::Butt, LineJoinStyle::Miter),
                Ends::Round => (LineCapStyle::Round, LineJoinStyle::Round),
            };
            self.ops.push(Op::SetLineCapStyle { cap });
            self.ops.push(Op::SetLineJoinStyle { join });
        }
        // A page begins with solid lines.
        let dash = before.map_or(&[][..], |before| &before.dash);
        if dash != stroke.dash.as_slice() {
            let dash = LineDashPattern {
                offset: 0.0,
                pattern: stroke.dash.iter().copied().collect(),
            };
            self.ops.push(Op::SetLineDashPattern { dash });
        }
    }

    /// Draws a logo into a rectangle of its own proportions.
    pub(super) fn draw_logo(&mut self, logo: &Logo, at: Point, size: (f32, f32)) {
        match logo {
            Logo::Vector(picture) => {
                let scale = size.0 / picture.width;
                let height = self.pen.page_height;
                self.saved(|surface| {
                    // Shapes are turned over within the height of the page, also scaled.
                    let up = height - at.y - scale * height;
                    let matrix = CurTransMat::Raw([scale, 0.0, 0.0, scale, at.x, up]);
                    surface.ops.push(Op::SetTransformationMatrix { matrix });
                    surface.draw(&picture.shapes, 0.0, 0.0);
                });
            }
            Logo::Raster(raster) => {
                *self.pen.logo.borrow_mut() = Some(image(raster));
                self.saved(|surface| {
                    let bottom = surface.pen.page_height - at.y - size.1;
                    let matrix = CurTransMat::Raw([size.0, 0.0, 0.0, size.1, at.x, bottom]);
                    surface.ops.push(Op::SetTransformationMatrix { matrix });
                    surface.ops.push(Op::UseXobject {
                        id: XObjectId(LOGO.into()),
                        transform: XObjectTransform {
                            no_auto_scale: true,
                            ..XObjectTransform::default()
                        },
                    });
                });
            }
        }
    }
}

impl Pen<'_> {
    /// Notes that a glyph is drawn; answers the character it stands for.
    fn use_glyph(&self, glyph: Glyph) -> char {
        let used = &mut self.used.borrow_mut()[glyph.typeface as usize];
        if used.glyph_of.contains_key(&u32::from(glyph.shown)) {
            return glyph.shown;
        }
        let old = u16::try_from(glyph.id).expect("a TrueType font has at most 65,535 glyphs");
        let number = used.numbers.remap(old);
        let meant = *used.meant.entry(number).or_insert(glyph.shown);
        if meant != glyph.shown {
            return meant;
        }
        used.glyph_of.insert(u32::from(glyph.shown), number);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "an advance is a few thousand units"
        )]
        used.widths
            .insert(number, (glyph.advance * UNITS).round() as u16);
        meant
    }
}

#[derive(Default)]
struct RunOfText {
    typeface: Option<Typeface>,
    text: String,
    width: f32,
}

impl RunOfText {
    fn push(&mut self, glyph: Glyph, meant: char) {
        self.typeface = Some(glyph.typeface);
        self.text.push(meant);
        self.width += glyph.advance;
    }
}

/// One part of a path: what lies between two lifts of the pen.
struct Part {
    points: Vec<LinePoint>,
    closed: bool,
}

fn parts(path: &Path, x: f32, y: f32, page_height: f32) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let at = |point: &Point, bezier: bool| LinePoint {
        p: place(point.x + x, point.y + y, page_height),
        bezier,
    };
    for step in &path.steps {
        if let Step::Move(_) = step {
            parts.push(Part {
                points: Vec::new(),
                closed: false,
            });
        }
        let Some(part) = parts.last_mut() else {
            continue;
        };
        match step {
            Step::Move(to) | Step::Line(to) => part.points.push(at(to, false)),
            Step::Curve(first, second, to) => {
                part.points
                    .extend([at(first, true), at(second, true), at(to, false)]);
            }
            Step::Close => part.closed = true,
        }
    }
    parts
}

/// A place on the page as the file counts it: upwards from the lower edge, to the hundredth of a
/// point, which is finer than any printer.
fn place(x: f32, y: f32, page_height: f32) -> PdfPoint {
    let hundredth = |value: f32| Pt((value * 100.0).round() / 100.0);
    PdfPoint {
        x: hundredth(x),
        y: hundredth(page_height - y),
    }
}

fn pdf_color(color: Color) -> PdfColor {
    let share = |value: u8| (f32::from(value) / 255.0 * 1_000.0).round() / 1_000.0;
    PdfColor::Rgb(Rgb {
        r: share(color.red),
        g: share(color.green),
        b: share(color.blue),
        icc_profile: None,
    })
}

/// A raster as the file stores it: colour and opacity of each pixel beside each other.
fn image(raster: &Raster) -> RawImage {
    let channels = if raster.gray { 1 } else { 3 };
    let pixels = match &raster.opacity {
        None => raster.colors.to_vec(),
        Some(opacity) => raster
            .colors
            .chunks_exact(channels)
            .zip(opacity.iter())
            .flat_map(|(color, opacity)| color.iter().chain([opacity]).copied())
            .collect(),
    };
    let data_format = match (raster.gray, raster.opacity.is_some()) {
        (true, false) => RawImageFormat::R8,
        (true, true) => RawImageFormat::RG8,
        (false, false) => RawImageFormat::RGB8,
        (false, true) => RawImageFormat::RGBA8,
    };
    RawImage {
        pixels: RawImageData::U8(pixels),
        width: raster.width as usize,
        height: raster.height as usize,
        data_format,
        tag: Vec::new(),
    }
}
