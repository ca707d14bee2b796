//! The sign of whoever hands a report over.
//!
//! PNG is kept pixel by pixel, SVG becomes paths. Nothing is fetched: an SVG that refers to
//! pictures, or needs fonts, filters or masks, is refused with the reason instead of being drawn
//! differently from what its owner expects.

use std::collections::BTreeMap;
use std::fmt;
use std::io::Cursor;
use std::sync::Arc;

use usvg::tiny_skia_path::{PathSegment, Transform};
use usvg::{BlendMode, Group, Node, Options, Tree, roxmltree};

use crate::palette::Color;
use crate::picture::{Ends, Fill, Path, Picture, Shape, Step, Stroke, point};

/// The largest file, in bytes.
pub const MOST_BYTES: usize = 4_000_000;
/// The most pixels of a PNG, width times height.
pub const MOST_PIXELS: u64 = 4_000_000;
/// The most steps of all paths of an SVG.
pub const MOST_STEPS: usize = 50_000;
/// The most elements of an SVG, each counted as often as it is used.
pub const MOST_ELEMENTS: usize = 20_000;
/// How deep elements stand in elements at most.
pub const DEEPEST: usize = 100;
/// The most that rules cost: each letter of a rule is compared with each element.
pub const MOST_COMPARED: usize = 20_000_000;
/// The most that clips and gradients cost: they may be made anew for each element.
pub const MOST_APPLIED: usize = 1_000_000;
/// The most bytes that words defined in the file stand for, where they are called.
pub const MOST_CALLED: usize = 4_000_000;

/// A logo that can be drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Logo {
    /// From SVG.
    Vector(Picture),
    /// From PNG.
    Raster(Raster),
}

/// Pixels.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Raster {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) gray: bool,
    pub(crate) colors: Arc<[u8]>,
    pub(crate) opacity: Option<Arc<[u8]>>,
}

impl fmt::Debug for Raster {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Raster({} × {})", self.width, self.height)
    }
}

/// Why a file can't be used as a logo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// Neither of the two formats.
    #[error("the logo is neither PNG nor SVG")]
    UnknownFormat,
    /// Beyond a limit.
    #[error("the logo is too large: {found}, at most {limit}")]
    TooLarge {
        /// What was found.
        found: String,
        /// What is allowed.
        limit: String,
    },
    /// The file is damaged.
    #[error("the logo can't be read: {0}")]
    Damaged(String),
    /// The SVG has something that can't be drawn.
    #[error("the logo has {0}, which can't be drawn; convert it to plain paths")]
    Unsupported(String),
    /// There is nothing in it.
    #[error("the logo is empty")]
    Empty,
}

impl Logo {
    /// Reads PNG or SVG.
    pub fn parse(bytes: &[u8]) -> Result<Self, LogoError> {
        if bytes.len() > MOST_BYTES {
            return Err(LogoError::TooLarge {
                found: format!("{} bytes", bytes.len()),
                limit: format!("{MOST_BYTES} bytes"),
            });
        }
        if bytes.starts_with(b"\x89PNG") {
            return raster(bytes).map(Self::Raster);
        }
        match std::str::from_utf8(bytes) {
            Ok(text) if text.contains("<svg") => vector(text).map(Self::Vector),
            _ => Err(LogoError::UnknownFormat),
        }
    }

    /// Width and height in points that fit into a box. A PNG is not drawn coarser than 300 pixels
    /// to the inch unless it would become smaller than half of the box.
    pub fn size_within(&self, most_width: f32, most_height: f32) -> (f32, f32) {
        let (width, height) = match self {
            Self::Vector(picture) => (picture.width, picture.height),
            Self::Raster(raster) => (pixels(raster.width), pixels(raster.height)),
        };
        let fitting = (most_width / width).min(most_height / height);
        let scale = match self {
            Self::Vector(_) => fitting,
            Self::Raster(_) => fitting.min((72.0 / 300.0_f32).max(fitting / 2.0)),
        };
        (width * scale, height * scale)
    }
}

// At most a few thousand.
#[allow(clippy::cast_precision_loss)]
fn pixels(number: u32) -> f32 {
    number as f32
}

fn raster(bytes: &[u8]) -> Result<Raster, LogoError> {
    let damaged = |error: png::DecodingError| LogoError::Damaged(error.to_string());
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(LogoError::TooLarge {
            found: format!("{width} × {height} pixels"),
            limit: format!("{MOST_PIXELS} pixels in all"),
        });
    }
    let size = reader.output_buffer_size().ok_or(LogoError::Empty)?;
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data).map_err(damaged)?;
    data.truncate(frame.buffer_size());
    let (gray, channels) = match frame.color_type {
        png::ColorType::Grayscale => (true, 1),
        png::ColorType::GrayscaleAlpha => (true, 2),
        png::ColorType::Rgb => (false, 3),
        png::ColorType::Rgba => (false, 4),
        png::ColorType::Indexed => return Err(LogoError::Damaged("unexpected palette".into())),
    };
    let has_opacity = channels % 2 == 0;
    if !has_opacity {
        return Ok(Raster {
            width,
            height,
            gray,
            colors: data.into(),
            opacity: None,
        });
    }
    let colors: Vec<u8> = data
        .chunks_exact(channels)
        .flat_map(|pixel| &pixel[..channels - 1])
        .copied()
        .collect();
    let opacity: Vec<u8> = data
        .chunks_exact(channels)
        .map(|pixel| pixel[channels - 1])
        .collect();
    if opacity.iter().all(|value| *value == 0) {
        return Err(LogoError::Empty);
    }
    let opacity = opacity
        .iter()
        .any(|value| *value < 255)
        .then(|| opacity.into());
    Ok(Raster {
        width,
        height,
        gray,
        colors: colors.into(),
        opacity,
    })
}

fn vector(text: &str) -> Result<Picture, LogoError> {
    let damaged = |error: &dyn fmt::Display| LogoError::Damaged(error.to_string());
    calls_little(text)?;
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        // Words between the elements are nodes too.
        nodes_limit: 3 * u32::try_from(MOST_ELEMENTS).expect("it is small"),
        ..Default::default()
    };
    let document =
        roxmltree::Document::parse_with_options(text, options).map_err(|error| damaged(&error))?;
    is_drawn_soon(&document)?;
    for element in document.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        if matches!(
            name,
            "text"
                | "image"
                | "feImage"
                | "foreignObject"
                | "mask"
                | "filter"
                | "pattern"
                | "marker"
        ) {
            return Err(LogoError::Unsupported(format!("an element `{name}`")));
        }
    }
    let tree =
        Tree::from_xmltree(&document, &Options::default()).map_err(|error| damaged(&error))?;
    let mut picture = Picture {
        width: tree.size().width(),
        height: tree.size().height(),
        shapes: Vec::new(),
    };
    let mut steps = 0;
    group(tree.root(), 1.0, &mut picture.shapes, &mut steps)?;
    if picture.shapes.is_empty() {
        return Err(LogoError::Empty);
    }
    Ok(picture)
}

/// Makes sure that words a file defines for itself do not unfold to more than they may: a word of
/// words grows tenfold with each step, and a long one by as often as it is called.
fn calls_little(text: &str) -> Result<(), LogoError> {
    let Some(start) = text.find("<!DOCTYPE") else {
        return Ok(());
    };
    let end = text[start..].find("]>").map_or(start, |end| start + end);
    let (defined, called) = (&text[start..end], text.matches('&').count());
    if defined.contains('&') {
        return Err(LogoError::Unsupported("words defined by words".into()));
    }
    if defined.len().saturating_mul(called) > MOST_CALLED {
        return Err(too_large(
            "too many words that are called by a name",
            "bytes",
            MOST_CALLED,
        ));
    }
    Ok(())
}

/// Makes sure that what a file says is small as well once it is drawn: elements can be used
/// again within elements that are used again, and every rule is compared with every element.
fn is_drawn_soon(document: &roxmltree::Document<'_>) -> Result<(), LogoError> {
    let elements: Vec<_> = document
        .descendants()
        .filter(roxmltree::Node::is_element)
        .collect();
    let rules: usize = elements
        .iter()
        .filter(|element| element.tag_name().name() == "style")
        .flat_map(roxmltree::Node::children)
        .filter_map(|node| node.text())
        .map(str::len)
        .sum();
    let named = elements
        .iter()
        .rev()
        .filter_map(|element| Some((element.attribute("id")?, *element)))
        .collect();
    let mut counted = Counted {
        named,
        known: BTreeMap::new(),
    };
    let drawn = counted.elements(document.root_element(), 0)?;
    if drawn > MOST_ELEMENTS {
        return Err(too_large("too many elements", "elements", MOST_ELEMENTS));
    }
    if rules.saturating_mul(drawn) > MOST_COMPARED {
        return Err(too_large("too many rules", "comparisons", MOST_COMPARED));
    }
    let is = |element: &roxmltree::Node<'_, '_>, names: &[&str]| {
        names.contains(&element.tag_name().name())
    };
    // A rule may clip a clip by another.
    if elements.iter().filter(|it| is(it, &["clipPath"])).count() > DEEPEST {
        return Err(too_large("too many clipping paths", "paths", DEEPEST));
    }
    let applied: usize = elements
        .iter()
        .filter(|it| is(it, &["clipPath", "linearGradient", "radialGradient"]))
        .map(|it| it.descendants().count())
        .sum();
    if applied.saturating_mul(drawn) > MOST_APPLIED {
        return Err(too_large(
            "too many clips or gradients",
            "uses",
            MOST_APPLIED,
        ));
    }
    Ok(())
}

/// How many elements each element becomes.
struct Counted<'a, 'input> {
    named: BTreeMap<&'a str, roxmltree::Node<'a, 'input>>,
    known: BTreeMap<usize, usize>,
}

impl<'a, 'input> Counted<'a, 'input> {
    fn elements(
        &mut self,
        element: roxmltree::Node<'a, 'input>,
        depth: usize,
    ) -> Result<usize, LogoError> {
        // What uses itself is as deep as it likes.
        if depth > DEEPEST {
            return Err(too_large("elements in elements", "deep", DEEPEST));
        }
        if let Some(known) = self.known.get(&element.id().get_usize()) {
            return Ok(*known);
        }
        let mut count = 1_usize;
        for child in element.children().filter(roxmltree::Node::is_element) {
            count = count.saturating_add(self.elements(child, depth + 1)?);
        }
        let links = element.attributes().filter(|it| it.name() == "href");
        for name in links.filter_map(|it| it.value().trim().strip_prefix('#')) {
            if let Some(used) = self.named.get(name).copied() {
                count = count.saturating_add(self.elements(used, depth + 1)?);
            }
        }
        self.known.insert(element.id().get_usize(), count);
        Ok(count)
    }
}

fn too_large(found: &str, unit: &str, limit: usize) -> LogoError {
    LogoError::TooLarge {
        found: found.to_owned(),
        limit: format!("{limit} {unit}"),
    }
}

fn group(
    group_node: &Group,
    opacity: f32,
    shapes: &mut Vec<Shape>,
    steps: &mut usize,
) -> Result<(), LogoError> {
    if group_node.blend_mode() != BlendMode::Normal {
        return Err(LogoError::Unsupported("a blend mode".into()));
    }
    if group_node.mask().is_some() || !group_node.filters().is_empty() {
        return Err(LogoError::Unsupported("a mask or filter".into()));
    }
    if !clip_changes_nothing(group_node) {
        return Err(LogoError::Unsupported(
            "a clipping path that cuts something off".into(),
        ));
    }
    let opacity = opacity * group_node.opacity().get();
    for node in group_node.children() {
        match node {
            Node::Group(inner) => group(inner, opacity, shapes, steps)?,
            Node::Path(path) => {
                if path.is_visible() {
                    *steps += path.data().len();
                    if *steps > MOST_STEPS {
                        return Err(too_large("too many path steps", "steps", MOST_STEPS));
                    }
                    shapes.push(Shape::Path(outline(path, opacity)?));
                }
            }
            Node::Image(_) => return Err(LogoError::Unsupported("a picture within".into())),
            Node::Text(_) => return Err(LogoError::Unsupported("text".into())),
        }
    }
    Ok(())
}

/// Drawing programs like to clip the whole drawing to its own size.
fn clip_changes_nothing(group: &Group) -> bool {
    let Some(clip) = group.clip_path() else {
        return true;
    };
    let [Node::Path(path)] = clip.root().children() else {
        return false;
    };
    let upright = {
        let transform = group.abs_transform();
        transform.kx == 0.0 && transform.ky == 0.0 && clip.transform() == Transform::identity()
    };
    let is_rectangle = path.data().segments().all(|segment| {
        matches!(
            segment,
            PathSegment::MoveTo(_) | PathSegment::LineTo(_) | PathSegment::Close
        )
    }) && path.data().len() <= 6;
    let (area, content) = (path.bounding_box(), group.stroke_bounding_box());
    let slack = 0.01 * (area.width() + area.height());
    upright
        && is_rectangle
        && area.left() <= content.left() + slack
        && area.top() <= content.top() + slack
        && area.right() >= content.right() - slack
        && area.bottom() >= content.bottom() - slack
}

fn outline(path: &usvg::Path, opacity: f32) -> Result<Path, LogoError> {
    let transform = path.abs_transform();
    let data = path
        .data()
        .clone()
        .transform(transform)
        .ok_or_else(|| LogoError::Damaged("a path has no finite place".into()))?;
    let scale = (transform.sx * transform.sy - transform.kx * transform.ky)
        .abs()
        .sqrt();
    let mut steps = Vec::with_capacity(data.len());
    let mut last = point(0.0, 0.0);
    for segment in data.segments() {
        let at = |place: usvg::tiny_skia_path::Point| point(place.x, place.y);
        match segment {
            PathSegment::MoveTo(to) => {
                last = at(to);
                steps.push(Step::Move(last));
            }
            PathSegment::LineTo(to) => {
                last = at(to);
                steps.push(Step::Line(last));
            }
            PathSegment::QuadTo(handle, to) => {
                let (handle, to) = (at(handle), at(to));
                let toward = |from: crate::picture::Point| {
                    point(
                        from.x + (handle.x - from.x) * 2.0 / 3.0,
                        from.y + (handle.y - from.y) * 2.0 / 3.0,
                    )
                };
                steps.push(Step::Curve(toward(last), toward(to), to));
                last = to;
            }
            PathSegment::CubicTo(first, second, to) => {
                last = at(to);
                steps.push(Step::Curve(at(first), at(second), last));
            }
            PathSegment::Close => steps.push(Step::Close),
        }
    }
    let fill = path.fill().map(|fill| Fill {
        color: solid(fill.paint()),
        opacity: fill.opacity().get() * opacity,
        even_odd: fill.rule() == usvg::FillRule::EvenOdd,
    });
    let stroke = path.stroke().map(|stroke| Stroke {
        color: solid(stroke.paint()),
        opacity: stroke.opacity().get() * opacity,
        width: stroke.width().get() * scale,
        dash: stroke
            .dasharray()
            .unwrap_or_default()
            .iter()
            .map(|length| length * scale)
            .collect(),
        ends: if stroke.linecap() == usvg::LineCap::Round {
            Ends::Round
        } else {
            Ends::Flat
        },
    });
    Ok(Path {
        steps,
        fill,
        stroke,
    })
}

/// A gradient becomes the mean of its colours.
fn solid(paint: &usvg::Paint) -> Color {
    let stops = match paint {
        usvg::Paint::Color(color) => {
            return Color {
                red: color.red,
                green: color.green,
                blue: color.blue,
            };
        }
        usvg::Paint::LinearGradient(gradient) => gradient.stops(),
        usvg::Paint::RadialGradient(gradient) => gradient.stops(),
        usvg::Paint::Pattern(_) => &[],
    };
    let count = u32::try_from(stops.len()).unwrap_or(1).max(1);
    let mean = |part: fn(&usvg::Color) -> u8| {
        let sum: u32 = stops
            .iter()
            .map(|stop| u32::from(part(&stop.color())))
            .sum();
        u8::try_from(sum / count).unwrap_or(u8::MAX)
    };
    Color {
        red: mean(|color| color.red),
        green: mean(|color| color.green),
        blue: mean(|color| color.blue),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_refused(svg: &str, reason: &str) {
        let error = Logo::parse(svg.as_bytes()).expect_err("it has something that can't be drawn");
        assert!(error.to_string().contains(reason), "{error}");
    }

    #[test]
    fn plain_paths_become_a_picture() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="100" height="40">
            <defs><linearGradient id="g"><stop offset="0" stop-color="#000000"/><stop offset="1" stop-color="#0000fe"/></linearGradient>
            <clipPath id="c"><rect width="100" height="40"/></clipPath></defs>
            <g clip-path="url(#c)"><rect width="50" height="40" fill="#0072b2"/><circle cx="75" cy="20" r="10" fill="url(#g)"/></g></svg>"##;
        let Ok(Logo::Vector(picture)) = Logo::parse(svg.as_bytes()) else {
            panic!("it can be drawn")
        };
        assert_eq!(
            (picture.width, picture.height, picture.shapes.len()),
            (100.0, 40.0, 2)
        );
        let Shape::Path(second) = &picture.shapes[1] else {
            panic!("only paths")
        };
        assert_eq!(
            second.fill.map(|fill| fill.color),
            Some(Color::hex(0x7F)),
            "the mean of the stops"
        );
    }

    #[test]
    fn what_cannot_be_drawn_is_refused_with_the_reason() {
        let wrap = |inner: &str| {
            format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>"#)
        };
        check_refused(&wrap("<text>A</text>"), "`text`");
        check_refused(&wrap(r#"<image href="/etc/passwd"/>"#), "`image`");
        check_refused(&wrap(r#"<filter id="f"/>"#), "`filter`");
        check_refused(&wrap(""), "empty");
        check_refused("<svg", "can't be read");
        check_refused("GIF89a", "neither PNG nor SVG");
        let cutting = r#"<clipPath id="c"><rect width="2" height="2"/></clipPath><g clip-path="url(#c)"><rect width="9" height="9"/></g>"#;
        check_refused(&wrap(cutting), "clipping");
    }

    #[test]
    fn what_is_small_in_the_file_and_large_when_drawn_is_refused() {
        let wrap = |inner: &str| {
            format!(r#"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inner}</svg>"#)
        };
        let twice: Vec<String> = (1..40)
            .map(|number| {
                let before = number - 1;
                format!("<g id='u{number}'><use href='#u{before}'/><use href='#u{before}'/></g>")
            })
            .collect();
        let twice = twice.concat();
        let used = format!("<defs><rect id='u0'/>{twice}</defs><use href='#u39'/>");
        check_refused(&wrap(&used), "too many elements");
        check_refused(&wrap("<g id='a'><use href='#a'/></g>"), "deep");
        let deep = "<g>".repeat(DEEPEST + 1) + &"</g>".repeat(DEEPEST + 1);
        check_refused(&wrap(&deep), "deep");
        let shapes = "<rect width='1' height='1'/>".repeat(1_000);
        let rules = ".a{fill:red}".repeat(MOST_COMPARED / 1_000 / 12 + 1);
        check_refused(
            &wrap(&format!("<style>{rules}</style>{shapes}")),
            "too many rules",
        );
        let clips = "<clipPath/>".repeat(DEEPEST + 1);
        check_refused(&wrap(&clips), "clipping paths");
        let stops = "<stop/>".repeat(MOST_APPLIED / 1_000);
        let gradient = format!("<linearGradient>{stops}</linearGradient>{shapes}");
        check_refused(&wrap(&gradient), "gradients");
        let words = |entities: &str, text: &str| {
            format!(
                "<!DOCTYPE svg [{entities}]>{}",
                wrap(&format!("<title>{text}</title>"))
            )
        };
        check_refused(
            &words("<!ENTITY a 'x'><!ENTITY b '&a;&a;'>", "&b;"),
            "words",
        );
        let long = format!("<!ENTITY a '{}'>", "x".repeat(10_000));
        check_refused(&words(&long, &"&a;".repeat(MOST_CALLED / 10_000)), "words");
        // What drawing programs write is none of that.
        let plain = "<style>.a{fill:red}</style><rect class='a' width='1' height='1'/>";
        let entities = "<!ENTITY ns 'http://ns.example/'>";
        let file = format!("<!DOCTYPE svg [{entities}]>{}", wrap(plain));
        assert!(Logo::parse(file.as_bytes()).is_ok());
    }

    #[test]
    fn opacity_is_kept_apart_from_colour() {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, 2, 1);
        encoder.set_color(png::ColorType::Rgba);
        let mut writer = encoder.write_header().expect("in memory");
        writer
            .write_image_data(&[1, 2, 3, 255, 4, 5, 6, 0])
            .expect("in memory");
        writer.finish().expect("in memory");
        let Ok(Logo::Raster(raster)) = Logo::parse(&bytes) else {
            panic!("a PNG")
        };
        assert_eq!(raster.colors.as_ref(), [1, 2, 3, 4, 5, 6]);
        assert_eq!(raster.opacity.as_deref(), Some(&[255, 0][..]));
    }

    #[test]
    fn a_raster_is_not_blown_up() {
        let raster = Raster {
            width: 300,
            height: 100,
            gray: true,
            colors: Arc::new([]),
            opacity: None,
        };
        let (width, height) = Logo::Raster(raster).size_within(100.0, 100.0);
        assert!(
            (width - 72.0).abs() < 0.01 && (height - 24.0).abs() < 0.01,
            "{width} × {height}"
        );
    }
}
