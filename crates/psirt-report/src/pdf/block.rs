//! Turns sections and blocks into pieces of the text stream.

use crate::chart;
use crate::document::{Block, Figure, KeyFigure, Note, RichText, Section, Start};
use crate::font::{Fonts, Weight};
use crate::palette::{GROUND, INK, MUTED};
use crate::picture::{Align, Rect, Shape, Stroke, TextLook, filled, line, point, text};

use super::flow::{Ink, Piece, Target, stack};
use super::set::{LineBox, Manner, set_text};
use super::style::{GUTTER, Setting, Style, color};
use super::tree::{NodeId, Role, Tree};

/// What grows while the blocks are laid out.
pub(super) struct Layout<'a> {
    pub(super) fonts: &'a Fonts,
    pub(super) style: Style,
    pub(super) tree: Tree,
    pub(super) bookmarks: Vec<Bookmark>,
}

/// A heading that can be gone to.
#[derive(Clone, Debug)]
pub(super) struct Bookmark {
    pub(super) text: String,
    pub(super) level: usize,
    pub(super) in_contents: bool,
}

impl Layout<'_> {
    pub(super) fn sections(
        &mut self,
        sections: &[Section],
        level: usize,
        width: f32,
        parent: Option<NodeId>,
    ) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for section in sections {
            let node = self.tree.node(parent, Role::Section);
            let mut heading = self.section_heading(section, level, width, node);
            heading.start = section.start;
            pieces.push(heading);
            pieces.extend(self.blocks(&section.blocks, width, node));
            pieces.extend(self.sections(&section.sections, level + 1, width, Some(node)));
        }
        pieces
    }

    fn section_heading(
        &mut self,
        section: &Section,
        level: usize,
        width: f32,
        parent: NodeId,
    ) -> Piece {
        let role = Role::Heading {
            level: u16::try_from(level).unwrap_or(6),
            text: section.heading.clone(),
        };
        let node = self.tree.node(Some(parent), role);
        let color = if level <= 2 { self.style.accent } else { INK };
        let manner = Manner::new(self.style.heading(level))
            .strong()
            .balanced()
            .colored(color);
        let heading = RichText::from(section.heading.as_str());
        let lines = set_text(self.fonts, self.style, &heading, manner, width);
        let mut piece = stack(self.lines_of(lines, node));
        piece.before = match level {
            1 => 30.0,
            2 => 19.0,
            _ => 16.0,
        };
        if level == 1 {
            let y = piece.height + 5.0;
            let underline = line(
                point(0.0, y),
                point(width, y),
                Stroke::new(self.style.accent, 0.8),
            );
            piece.ink.push(Ink::decoration(vec![underline]));
            piece.height += 9.0;
        }
        piece.keep = true;
        piece.anchors.push(self.bookmarks.len());
        self.bookmarks.push(Bookmark {
            text: section.heading.clone(),
            level,
            in_contents: section.in_contents,
        });
        piece
    }

    pub(super) fn blocks(&mut self, blocks: &[Block], width: f32, parent: NodeId) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut start = Start::Below;
        for (number, block) in blocks.iter().enumerate() {
            let mut own = match block {
                Block::PageBreak => {
                    start = Start::Page;
                    continue;
                }
                Block::Heading(heading) => self.small_heading(heading, width, parent),
                Block::Paragraph(rich) => {
                    self.paragraph(rich, self.style.body(), width, parent, 7.0)
                }
                Block::Small(rich) => self.paragraph(rich, self.style.small(), width, parent, 5.0),
                Block::List(points) => self.list(points, width, parent),
                Block::KeyFigures(figures) => self.key_figures(figures, width, parent),
                Block::Table(table) => spaced(self.table(table, width, parent), 11.0),
                Block::Chart(figure) => self.figure(figure, width, parent),
                Block::Note(note) => self.note(note, width, parent),
                Block::Columns(columns) => self.columns(columns, width, parent),
            };
            if let Some(first) = own.first_mut() {
                first.start = std::mem::take(&mut start);
            }
            // A short text that leads to a chart or a table is not left behind.
            let leads = matches!(block, Block::Paragraph(_) | Block::Small(_)) && own.len() <= 4;
            let next = blocks.get(number + 1);
            if leads
                && matches!(
                    next,
                    Some(Block::Chart(_) | Block::Table(_) | Block::List(_))
                )
            {
                for piece in &mut own {
                    piece.keep = true;
                }
            }
            pieces.extend(own);
        }
        pieces
    }

    fn small_heading(&mut self, heading: &str, width: f32, parent: NodeId) -> Vec<Piece> {
        // Not a heading of the structure: its level would depend on where the block stands.
        let node = self.tree.node(Some(parent), Role::Paragraph);
        let manner = Manner::new(self.style.heading(3)).strong().balanced();
        let lines = set_text(
            self.fonts,
            self.style,
            &RichText::from(heading),
            manner,
            width,
        );
        let mut piece = stack(self.lines_of(lines, node));
        piece.before = 14.0;
        piece.keep = true;
        vec![piece]
    }

    /// Lines of which the first two and the last two stay together.
    fn paragraph(
        &mut self,
        rich: &RichText,
        setting: Setting,
        width: f32,
        parent: NodeId,
        before: f32,
    ) -> Vec<Piece> {
        let node = self.tree.node(Some(parent), Role::Paragraph);
        let lines = set_text(self.fonts, self.style, rich, Manner::new(setting), width);
        let count = lines.len();
        let mut pieces = self.lines_of(lines, node);
        for (number, piece) in pieces.iter_mut().enumerate() {
            piece.keep = number + 1 < count && (number == 0 || number + 2 == count);
        }
        spaced(pieces, before)
    }

    fn list(&mut self, points: &[RichText], width: f32, parent: NodeId) -> Vec<Piece> {
        let list = self.tree.node(Some(parent), Role::List);
        let setting = self.style.body();
        let mut pieces = Vec::new();
        for (number, rich) in points.iter().enumerate() {
            let item = self.tree.node(Some(list), Role::Item);
            let label = self.tree.node(Some(item), Role::ItemLabel);
            let body = self.tree.node(Some(item), Role::ItemBody);
            let lines = set_text(
                self.fonts,
                self.style,
                rich,
                Manner::new(setting),
                width - 14.0,
            );
            let mut own = self.lines_of(lines, body);
            for (line, piece) in own.iter_mut().enumerate() {
                for ink in &mut piece.ink {
                    ink.x += 14.0;
                }
                if line == 0 {
                    let look = TextLook::new(setting.size, Weight::Bold, self.style.accent);
                    let dot = text(
                        self.fonts,
                        point(4.0, setting.baseline()),
                        Align::Start,
                        look,
                        "•",
                    );
                    piece.ink.insert(0, Ink::of(label, vec![dot]));
                    piece.keep = true;
                }
            }
            if let Some(last) = own.last_mut() {
                last.keep = false;
            }
            pieces.extend(spaced(own, if number == 0 { 7.0 } else { 2.0 }));
        }
        pieces
    }

    fn key_figures(&mut self, figures: &[KeyFigure], width: f32, parent: NodeId) -> Vec<Piece> {
        let count = f32::from(u16::try_from(figures.len().max(1)).unwrap_or(u16::MAX));
        let gap = 14.0;
        let own = (width - gap * (count - 1.0)) / count;
        let mut piece = Piece {
            before: 12.0,
            ..Piece::default()
        };
        let mut x = 0.0;
        for figure in figures {
            let node = self.tree.node(Some(parent), Role::Paragraph);
            let rule = line(
                point(x, 0.5),
                point(x + own, 0.5),
                Stroke::new(self.style.accent, 1.6),
            );
            piece.ink.push(Ink::decoration(vec![rule]));
            let small = self.style.small();
            let manner = Manner::new(small).colored(MUTED);
            let name = set_text(
                self.fonts,
                self.style,
                &figure.name.as_str().into(),
                manner,
                own,
            );
            let name_height: f32 = name.iter().map(|line| line.height).sum();
            piece.ink.extend(self.ink_of(name, node, x, 6.0));
            let baseline = 6.0 + name_height + 24.0;
            piece
                .ink
                .push(Ink::of(node, self.big_figure(figure, x, baseline, own)));
            let basis = set_text(
                self.fonts,
                self.style,
                &figure.basis.as_str().into(),
                manner,
                own,
            );
            let basis_height: f32 = basis.iter().map(|line| line.height).sum();
            piece
                .ink
                .extend(self.ink_of(basis, node, x, baseline + 7.0));
            piece.height = piece.height.max(baseline + 7.0 + basis_height + 2.0);
            x += own + gap;
        }
        vec![piece]
    }

    /// The value as large as the width allows, with its unit.
    fn big_figure(&self, figure: &KeyFigure, x: f32, baseline: f32, width: f32) -> Vec<Shape> {
        let unit_size = 10.0;
        let unit = self.fonts.width(&figure.unit, unit_size, Weight::Regular);
        let natural = self.fonts.width(&figure.value, 25.0, Weight::Bold);
        let size = (25.0 * ((width - unit - 3.0) / natural.max(1.0)).min(1.0)).max(10.0);
        let look = TextLook::new(size, Weight::Bold, color(figure.tone));
        // The space is for those who hear it: figure and unit are two words.
        let spaced = format!("{} ", figure.value);
        let value = text(self.fonts, point(x, baseline), Align::Start, look, &spaced);
        let end = x + self.fonts.width(&figure.value, size, Weight::Bold) + 3.0;
        let look = TextLook::new(unit_size, Weight::Regular, MUTED);
        let unit = text(
            self.fonts,
            point(end, baseline),
            Align::Start,
            look,
            &figure.unit,
        );
        vec![value, unit]
    }

    fn figure(&mut self, figure: &Figure, width: f32, parent: NodeId) -> Vec<Piece> {
        let role = Role::Figure {
            description: figure.description.clone(),
        };
        let node = self.tree.node(Some(parent), role);
        let picture = chart::draw(&figure.chart, width, width * figure.proportion, self.fonts);
        let mut piece = Piece {
            height: picture.height,
            before: 10.0,
            ..Piece::default()
        };
        piece.ink.push(Ink::of(node, picture.shapes));
        if !figure.caption.is_empty() {
            let caption = self.tree.node(Some(node), Role::Caption);
            let manner = Manner::new(self.style.small())
                .colored(MUTED)
                .aligned(Align::Middle)
                .balanced();
            let rich = figure.caption.as_str().into();
            let lines = set_text(self.fonts, self.style, &rich, manner, width);
            piece.height += 4.0;
            let used: f32 = lines.iter().map(|line| line.height).sum();
            piece
                .ink
                .extend(self.ink_of(lines, caption, 0.0, piece.height));
            piece.height += used;
        }
        vec![piece]
    }

    fn note(&mut self, set_apart: &Note, width: f32, parent: NodeId) -> Vec<Piece> {
        let div = self.tree.node(Some(parent), Role::Note);
        let setting = self.style.body();
        let inner = width - 28.0;
        let mut lines: Vec<(NodeId, LineBox)> = Vec::new();
        if !set_apart.heading.is_empty() {
            let node = self.tree.node(Some(div), Role::Paragraph);
            let manner = Manner::new(setting).strong().colored(self.style.accent);
            let heading = set_apart.heading.as_str().into();
            let set = set_text(self.fonts, self.style, &heading, manner, inner);
            lines.extend(set.into_iter().map(|line| (node, line)));
        }
        let node = self.tree.node(Some(div), Role::Paragraph);
        let set = set_text(
            self.fonts,
            self.style,
            &set_apart.text,
            Manner::new(setting),
            inner,
        );
        lines.extend(set.into_iter().map(|line| (node, line)));
        let count = lines.len();
        let mut pieces = Vec::new();
        // A long note may be broken; each line brings its stretch of the ground.
        for (number, (node, line_box)) in lines.into_iter().enumerate() {
            let (first, last) = (number == 0, number + 1 == count);
            let (above, below) = (if first { 9.0 } else { 0.0 }, if last { 9.0 } else { 0.0 });
            let height = above + line_box.height + below;
            let ground = filled(Rect::new(0.0, 0.0, width, height + 0.2), GROUND);
            let bar = filled(Rect::new(0.0, 0.0, 2.4, height + 0.2), self.style.accent);
            let mut piece = Piece {
                height,
                before: if first { 12.0 } else { 0.0 },
                keep: !last && (count <= 12 || number < 2 || number + 3 > count),
                ..Piece::default()
            };
            piece.ink.push(Ink::decoration(vec![ground, bar]));
            piece
                .ink
                .extend(self.ink_of(vec![line_box], node, 14.0, above));
            pieces.push(piece);
        }
        pieces
    }

    fn columns(&mut self, columns: &[(f32, Vec<Block>)], width: f32, parent: NodeId) -> Vec<Piece> {
        let shares: f32 = columns.iter().map(|(share, _)| share).sum();
        let gutters =
            f32::from(u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0)) * GUTTER;
        let mut whole = Piece {
            before: 12.0,
            ..Piece::default()
        };
        let mut x = 0.0;
        for (share, blocks) in columns {
            let own = (width - gutters) * share / shares.max(f32::MIN_POSITIVE);
            let column = stack(self.blocks(blocks, own, parent));
            whole.height = whole.height.max(column.height);
            whole
                .ink
                .extend(column.ink.into_iter().map(|ink| ink.moved(x, 0.0)));
            x += own + GUTTER;
        }
        vec![whole]
    }

    /// One piece for each line.
    pub(super) fn lines_of(&mut self, lines: Vec<LineBox>, node: NodeId) -> Vec<Piece> {
        lines
            .into_iter()
            .map(|line| {
                let height = line.height;
                let ink = self.ink_of(vec![line], node, 0.0, 0.0);
                Piece {
                    height,
                    ink,
                    ..Piece::default()
                }
            })
            .collect()
    }

    /// The ink of lines that stand one below the other.
    pub(super) fn ink_of(
        &mut self,
        lines: Vec<LineBox>,
        node: NodeId,
        x: f32,
        top: f32,
    ) -> Vec<Ink> {
        let mut ink: Vec<Ink> = Vec::new();
        let mut decoration = Vec::new();
        let mut words: Vec<Shape> = Vec::new();
        let mut y = top;
        for set in lines {
            decoration.extend(set.decoration.into_iter().map(|shape| shape.moved(x, y)));
            if set.links.is_empty() {
                words.extend(set.words.into_iter().map(|shape| shape.moved(x, y)));
            } else {
                // In the order of the line, so that it is read out in order.
                let mut parts: Vec<(Shape, Option<String>)> =
                    set.words.into_iter().map(|shape| (shape, None)).collect();
                parts.extend(
                    set.links
                        .into_iter()
                        .map(|(shape, address)| (shape, Some(address))),
                );
                parts.sort_by(|a, b| start(&a.0).total_cmp(&start(&b.0)));
                for (shape, address) in parts {
                    let shape = shape.moved(x, y);
                    let Some(address) = address else {
                        words.push(shape);
                        continue;
                    };
                    flush(&mut words, node, &mut ink);
                    let linking = self.tree.node(Some(node), Role::Link);
                    let area = link_area(&shape, y, set.height);
                    let mut linked = Ink::of(linking, vec![shape]);
                    linked.link = Some((area, Target::Web(address)));
                    ink.push(linked);
                }
            }
            if let Some((shapes, description)) = set.figure {
                flush(&mut words, node, &mut ink);
                let figure = self.tree.node(Some(node), Role::Figure { description });
                ink.push(Ink::of(
                    figure,
                    shapes.into_iter().map(|shape| shape.moved(x, y)).collect(),
                ));
            }
            y += set.height;
        }
        flush(&mut words, node, &mut ink);
        if !decoration.is_empty() {
            ink.insert(0, Ink::decoration(decoration));
        }
        ink
    }
}

fn flush(words: &mut Vec<Shape>, node: NodeId, ink: &mut Vec<Ink>) {
    if !words.is_empty() {
        ink.push(Ink::of(node, std::mem::take(words)));
    }
}

fn start(shape: &Shape) -> f32 {
    match shape {
        Shape::Text(text) => text.x,
        Shape::Path(_) => 0.0,
    }
}

fn link_area(shape: &Shape, top: f32, height: f32) -> Rect {
    match shape {
        Shape::Text(text) => Rect::new(text.x, top, text.width, height),
        Shape::Path(_) => Rect::default(),
    }
}

fn spaced(mut pieces: Vec<Piece>, before: f32) -> Vec<Piece> {
    if let Some(first) = pieces.first_mut() {
        first.before = before;
    }
    pieces
}
