//! What stands around the text: cover, table of contents, heads and feet of the pages.

use crate::classification;
use crate::document::{Cover, Report, RichText};
use crate::font::{Fonts, Weight};
use crate::palette::{HAIRLINE, INK, LOSS, MUTED};
use crate::picture::{Align, Point, Rect, Shape, Stroke, TextLook, filled, line, point, text};

use super::block::{Bookmark, Layout};
use super::flow::{Ink, Piece, Target};
use super::set::{Manner, set_text};
use super::style::{MARGIN, Setting, Style};
use super::tree::Role;

/// Where the logo stands on the cover, and how large it may be.
pub(super) const LOGO: (Point, f32, f32) = (point(MARGIN, 62.0), 170.0, 56.0);
/// The same on the first page of a report without cover, above the head.
pub(super) const SMALL_LOGO: (Point, f32, f32) = (point(MARGIN, 12.0), 120.0, 18.0);

/// The title page. Its ink is placed from the upper left corner of the page.
pub(super) fn cover(layout: &mut Layout, report: &Report, cover: &Cover) -> Vec<Ink> {
    let Cover {
        kind,
        title,
        subtitle,
        facts,
        small_print,
    } = cover;
    let Style { accent, page, .. } = layout.style;
    let measure = page.measure();
    let node = layout.tree.node(None, Role::Section);
    let mut ink = vec![Ink::decoration(vec![
        filled(Rect::new(0.0, 0.0, 9.0, page.height), accent),
        filled(Rect::new(MARGIN, 292.0, 44.0, 3.0), accent),
    ])];
    for label in labels(layout.fonts, report, layout.style) {
        if !label.is_empty() {
            let node = layout.tree.node(Some(node), Role::Paragraph);
            ink.push(Ink::of(node, label));
        }
    }
    let size = title_size(layout.fonts, layout.style, title);
    let mut say = |words: &str, manner: Manner, at: Point, width: f32| -> f32 {
        let paragraph = layout.tree.node(Some(node), Role::Paragraph);
        let lines = set_text(
            layout.fonts,
            layout.style,
            &RichText::from(words),
            manner,
            width,
        );
        let used: f32 = lines.iter().map(|line| line.height).sum();
        ink.extend(layout.ink_of(lines, paragraph, at.x, at.y));
        used
    };
    let manner = |size: f32, leading: f32| Manner::new(Setting { size, leading });
    say(
        kind,
        manner(11.0, 16.0).strong().colored(accent),
        point(MARGIN, 266.0),
        measure,
    );
    let mut y = 314.0;
    let large = manner(size, size * 1.3).strong().balanced().colored(INK);
    y += say(title, large, point(MARGIN, y), measure - 20.0) + 8.0;
    let medium = manner(13.0, 20.0).balanced().colored(MUTED);
    if !subtitle.is_empty() {
        y += say(subtitle, medium, point(MARGIN, y), measure - 40.0);
    }
    y = (y + 40.0).max(540.0);
    for (name, value) in facts.iter().filter(|(_, value)| !value.is_empty()) {
        let named = say(
            name,
            manner(8.4, 14.5).colored(MUTED),
            point(MARGIN, y),
            106.0,
        );
        let told = say(
            value,
            manner(9.4, 14.5),
            point(MARGIN + 114.0, y),
            measure - 114.0,
        );
        y += named.max(told) + 3.0;
    }
    if !small_print.is_empty() {
        let at = point(MARGIN, (y + 20.0).max(page.height - 84.0));
        say(small_print, manner(7.4, 11.5).colored(MUTED), at, measure);
    }
    ink
}

/// As large as three lines allow.
fn title_size(fonts: &Fonts, style: Style, title: &str) -> f32 {
    [30.0, 25.0, 21.0, 17.0, 14.0]
        .into_iter()
        .find(|size| {
            let manner = Manner::new(Setting {
                size: *size,
                leading: *size,
            })
            .strong();
            let lines = set_text(
                fonts,
                style,
                &RichText::from(title),
                manner,
                style.page.measure() - 20.0,
            );
            lines.len() <= 3
        })
        .unwrap_or(12.0)
}

/// Head and foot of a page. They are not read out.
pub(super) fn head_and_foot(
    fonts: &Fonts,
    report: &Report,
    style: Style,
    page: usize,
    pages: usize,
) -> [Vec<Shape>; 2] {
    let (right, measure) = (style.page.width - MARGIN, style.page.measure());
    let quiet = TextLook::new(7.4, Weight::Regular, MUTED);
    let loud = TextLook::new(7.4, Weight::Bold, LOSS);
    let [above, below] = labels(fonts, report, style);
    let label = above.first().map_or(0.0, |_| {
        let classification = report.classification.as_deref().unwrap_or_default();
        classification::width(fonts, classification, measure) + 16.0
    });
    let mut head = above;
    let mut x = MARGIN;
    let mut put = |look: TextLook, words: &str, room: f32| {
        let words = fonts.shorten(words, look.size, look.weight, room);
        if !words.is_empty() {
            head.push(text(fonts, point(x, 42.0), Align::Start, look, &words));
            x += fonts.width(&words, look.size, look.weight) + 7.0;
        }
    };
    let running = &report.running_head;
    let room = measure - label;
    put(loud, &running.mark, room);
    // A long name makes way for what the document is.
    let marked = fonts.width(&running.mark, loud.size, loud.weight) + 14.0;
    let document = fonts.width(&running.document, quiet.size, quiet.weight);
    put(quiet, &running.name, (room - marked - document).max(40.0));
    put(quiet, &running.document, room - marked);
    head.push(line(
        point(MARGIN, 50.0),
        point(right, 50.0),
        Stroke::new(HAIRLINE, 0.6),
    ));
    let number = format!("{page} / {pages}");
    let foot_line = style.page.height - 34.0;
    let middle = style.page.width / 2.0;
    let room = middle - MARGIN - 30.0;
    let running = fonts.shorten(&report.running_foot, quiet.size, quiet.weight, room);
    let mut foot = below;
    foot.extend([
        text(
            fonts,
            point(MARGIN, foot_line),
            Align::Start,
            quiet,
            &running,
        ),
        text(
            fonts,
            point(middle, foot_line),
            Align::Middle,
            quiet,
            &number,
        ),
    ]);
    [head, foot]
}

/// How the document may be passed on: at the right of head and foot.
pub(super) fn labels(fonts: &Fonts, report: &Report, style: Style) -> [Vec<Shape>; 2] {
    let right = style.page.width - MARGIN;
    let most = style.page.measure();
    [43.0, style.page.height - 33.0].map(|baseline| {
        report
            .classification
            .as_deref()
            .map_or_else(Vec::new, |it| {
                let at = point(right, baseline);
                classification::shapes(fonts, it, at, most, style.accent)
            })
    })
}

/// How far the lines of the contents may be moved together, as a share of their usual distance.
const CLOSEST: f32 = 0.76;

/// Gives the table of contents. `place` gives page and height of each bookmark.
///
/// Lines that take a little more than `room`, the height of a page, are moved together: a second
/// page with a few lines on it would push everything after it away.
pub(super) fn contents(
    layout: &mut Layout,
    heading: &str,
    bookmarks: &[Bookmark],
    place: &dyn Fn(usize) -> (usize, f32),
    room: f32,
) -> Vec<Piece> {
    let node = layout.tree.node(None, Role::Section);
    let role = Role::Heading {
        level: 1,
        text: heading.to_owned(),
    };
    let title = layout.tree.node(Some(node), role);
    let measure = layout.style.page.measure();
    let manner = Manner::new(layout.style.heading(1))
        .strong()
        .colored(layout.style.accent);
    let lines = set_text(layout.fonts, layout.style, &heading.into(), manner, measure);
    let mut pieces = layout.lines_of(lines, title);
    let list = layout.tree.node(Some(node), Role::Contents);
    let listed = || {
        let numbered = bookmarks.iter().enumerate();
        numbered.filter(|(_, bookmark)| bookmark.in_contents)
    };
    let left = room
        - pieces
            .iter()
            .map(|piece| piece.before + piece.height)
            .sum::<f32>();
    let usual: f32 = listed()
        .map(|(_, bookmark)| ContentsLine::of(bookmark).height(1.0))
        .sum();
    // A hair less, so that no rounding puts the last line over.
    let share = (left - 0.1) / usual;
    let closeness = if (CLOSEST..1.0).contains(&share) {
        share
    } else {
        1.0
    };
    for (number, bookmark) in listed() {
        let (page, y) = place(number);
        pieces.push(contents_line(layout, bookmark, list, (page, y), closeness));
    }
    pieces
}

/// How a line of the contents is set, in points.
struct ContentsLine {
    indent: f32,
    size: f32,
    weight: Weight,
    leading: f32,
    before: f32,
}

impl ContentsLine {
    fn of(bookmark: &Bookmark) -> Self {
        if bookmark.level == 1 {
            Self {
                indent: 0.0,
                size: 10.0,
                weight: Weight::Bold,
                leading: 20.0,
                before: 5.0,
            }
        } else {
            Self {
                indent: 16.0,
                size: 9.0,
                weight: Weight::Regular,
                leading: 16.0,
                before: 0.0,
            }
        }
    }

    fn height(&self, closeness: f32) -> f32 {
        (self.leading + self.before) * closeness
    }
}

fn contents_line(
    layout: &mut Layout,
    bookmark: &Bookmark,
    list: super::tree::NodeId,
    (page, y): (usize, f32),
    closeness: f32,
) -> Piece {
    let measure = layout.style.page.measure();
    let manner = ContentsLine::of(bookmark);
    let (indent, weight) = (manner.indent, manner.weight);
    let setting = Setting {
        size: manner.size,
        leading: manner.leading * closeness,
    };
    let item = layout.tree.node(Some(list), Role::ContentsItem);
    let link = layout.tree.node(Some(item), Role::Link);
    let look = TextLook::new(setting.size, weight, INK);
    let room = measure - indent - 44.0;
    let name = layout
        .fonts
        .shorten(&bookmark.text, look.size, weight, room);
    let end = indent + layout.fonts.width(&name, look.size, weight);
    let quiet = TextLook::new(9.0, Weight::Regular, MUTED);
    let baseline = setting.baseline();
    let shapes = vec![
        text(
            layout.fonts,
            point(indent, baseline),
            Align::Start,
            look,
            &format!("{name} "),
        ),
        text(
            layout.fonts,
            point(measure, baseline),
            Align::End,
            quiet,
            &(page + 1).to_string(),
        ),
    ];
    let leader = line(
        point(end + 6.0, baseline - 1.0),
        point(measure - 22.0, baseline - 1.0),
        Stroke::new(HAIRLINE, 0.8).dashed(&[0.8, 3.2]),
    );
    let mut linked = Ink::of(link, shapes);
    let area = Rect::new(indent, 0.0, measure - indent, setting.leading);
    let name = bookmark.text.clone();
    linked.link = Some((area, Target::Page { page, y, name }));
    Piece {
        height: setting.leading,
        before: manner.before * closeness,
        ink: vec![Ink::decoration(vec![leader]), linked],
        ..Piece::default()
    }
}
