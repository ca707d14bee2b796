//! What stands around the text: cover, table of contents, heads and feet of the pages.

use crate::document::{Cover, Report, RichText};
use crate::font::{Fonts, Weight};
use crate::palette::{HAIRLINE, INK, MUTED};
use crate::picture::{
    Align, Point, Rect, Shape, Stroke, TextLook, filled, line, point, rounded, text,
};

use super::block::{Bookmark, Layout};
use super::flow::{Ink, Piece, Target};
use super::set::{Manner, set_text};
use super::style::{MARGIN, MEASURE, PAGE_HEIGHT, PAGE_WIDTH, Setting, Style};
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
    let accent = layout.style.accent;
    let node = layout.tree.node(None, Role::Section);
    let mut ink = vec![Ink::decoration(vec![
        filled(Rect::new(0.0, 0.0, 9.0, PAGE_HEIGHT), accent),
        filled(Rect::new(MARGIN, 292.0, 44.0, 3.0), accent),
    ])];
    if let Some(classification) = &report.classification {
        ink.push(seal(layout, classification));
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
        MEASURE,
    );
    let mut y = 314.0;
    let large = manner(size, size * 1.3).strong().balanced().colored(INK);
    y += say(title, large, point(MARGIN, y), MEASURE - 20.0) + 8.0;
    let medium = manner(13.0, 20.0).balanced().colored(MUTED);
    if !subtitle.is_empty() {
        y += say(subtitle, medium, point(MARGIN, y), MEASURE - 40.0);
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
            MEASURE - 114.0,
        );
        y += named.max(told) + 3.0;
    }
    if !small_print.is_empty() {
        let at = point(MARGIN, (y + 20.0).max(PAGE_HEIGHT - 84.0));
        say(small_print, manner(7.4, 11.5).colored(MUTED), at, MEASURE);
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
            let lines = set_text(fonts, style, &RichText::from(title), manner, MEASURE - 20.0);
            lines.len() <= 3
        })
        .unwrap_or(12.0)
}

/// How the document may be passed on, in the upper right corner.
fn seal(layout: &mut Layout, classification: &str) -> Ink {
    let node = layout.tree.node(None, Role::Paragraph);
    let look = TextLook::new(9.0, Weight::Bold, layout.style.accent);
    let words = layout
        .fonts
        .shorten(classification, look.size, look.weight, 210.0);
    let width = layout.fonts.width(&words, look.size, look.weight);
    let right = PAGE_WIDTH - MARGIN;
    let frame = Rect::new(right - width - 18.0, 62.0, width + 18.0, 21.0);
    let edge = Stroke::new(layout.style.accent, 0.9);
    let at = point(right - 9.0, 62.0 + 10.5 + look.size * 0.36);
    Ink::of(
        node,
        vec![
            rounded(frame, 3.0, None, Some(edge)),
            text(layout.fonts, at, Align::End, look, &words),
        ],
    )
}

/// Head and foot of a page. They are not read out.
pub(super) fn head_and_foot(
    fonts: &Fonts,
    report: &Report,
    style: Style,
    page: usize,
    pages: usize,
) -> [Vec<Shape>; 2] {
    let right = PAGE_WIDTH - MARGIN;
    let quiet = TextLook::new(7.4, Weight::Regular, MUTED);
    let loud = TextLook::new(7.4, Weight::Bold, style.accent);
    let classification = report.classification.as_deref().unwrap_or_default();
    let aside = fonts.shorten(classification, loud.size, loud.weight, MEASURE * 0.4);
    let room = MEASURE - fonts.width(&aside, loud.size, loud.weight) - 16.0;
    let name = fonts.shorten(&report.running_head, quiet.size, quiet.weight, room);
    let head = vec![
        text(fonts, point(MARGIN, 42.0), Align::Start, quiet, &name),
        text(fonts, point(right, 42.0), Align::End, loud, &aside),
        line(
            point(MARGIN, 50.0),
            point(right, 50.0),
            Stroke::new(HAIRLINE, 0.6),
        ),
    ];
    let number = format!("{page} / {pages}");
    let foot_line = PAGE_HEIGHT - 34.0;
    let room = MEASURE - 60.0;
    let running = fonts.shorten(&report.running_foot, quiet.size, quiet.weight, room);
    let foot = vec![
        text(
            fonts,
            point(MARGIN, foot_line),
            Align::Start,
            quiet,
            &running,
        ),
        text(fonts, point(right, foot_line), Align::End, quiet, &number),
    ];
    [head, foot]
}

/// The table of contents. `place` gives page and height of each bookmark.
pub(super) fn contents(
    layout: &mut Layout,
    heading: &str,
    bookmarks: &[Bookmark],
    place: &dyn Fn(usize) -> (usize, f32),
) -> Vec<Piece> {
    let node = layout.tree.node(None, Role::Section);
    let role = Role::Heading {
        level: 1,
        text: heading.to_owned(),
    };
    let title = layout.tree.node(Some(node), role);
    let manner = Manner::new(layout.style.heading(1))
        .strong()
        .colored(layout.style.accent);
    let lines = set_text(layout.fonts, layout.style, &heading.into(), manner, MEASURE);
    let mut pieces = layout.lines_of(lines, title);
    let list = layout.tree.node(Some(node), Role::Contents);
    for (number, bookmark) in bookmarks
        .iter()
        .enumerate()
        .filter(|(_, one)| one.in_contents)
    {
        let (page, y) = place(number);
        pieces.push(contents_line(layout, bookmark, list, page, y));
    }
    pieces
}

fn contents_line(
    layout: &mut Layout,
    bookmark: &Bookmark,
    list: super::tree::NodeId,
    page: usize,
    y: f32,
) -> Piece {
    let top = bookmark.level == 1;
    let indent = if top { 0.0 } else { 16.0 };
    let setting = Setting {
        size: if top { 10.0 } else { 9.0 },
        leading: if top { 20.0 } else { 16.0 },
    };
    let item = layout.tree.node(Some(list), Role::ContentsItem);
    let link = layout.tree.node(Some(item), Role::Link);
    let weight = if top { Weight::Bold } else { Weight::Regular };
    let look = TextLook::new(setting.size, weight, INK);
    let room = MEASURE - indent - 44.0;
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
            point(MEASURE, baseline),
            Align::End,
            quiet,
            &(page + 1).to_string(),
        ),
    ];
    let leader = line(
        point(end + 6.0, baseline - 1.0),
        point(MEASURE - 22.0, baseline - 1.0),
        Stroke::new(HAIRLINE, 0.8).dashed(&[0.8, 3.2]),
    );
    let mut linked = Ink::of(link, shapes);
    let area = Rect::new(indent, 0.0, MEASURE - indent, setting.leading);
    linked.link = Some((area, Target::Page { page, y }));
    Piece {
        height: setting.leading,
        before: if top { 5.0 } else { 0.0 },
        ink: vec![Ink::decoration(vec![leader]), linked],
        ..Piece::default()
    }
}
