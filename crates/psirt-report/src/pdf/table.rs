//! Lays tables out: widths of columns, rows, heads that are repeated.

use std::rc::Rc;

use crate::document::{Cell, Column, RichText, Row, Table, Width};
use crate::font::Weight;
use crate::palette::{self, GROUND, HAIRLINE, INK, MUTED};
use crate::picture::{Align, Rect, Shape, Stroke, TextLook, filled, line, point, text};

use super::block::Layout;
use super::flow::{Ink, Piece, Repeat};
use super::set::{self, LineBox, Manner, Room, set_text};
use super::tree::{NodeId, Role};

const PAD_X: f32 = 4.0;
const PAD_Y: f32 = 3.8;
/// Rows higher than this may be broken over two pages.
const UNBROKEN: f32 = 190.0;
/// The parts of such a row.
const PART: f32 = 90.0;

impl Layout<'_> {
    pub(super) fn table(&mut self, table: &Table, width: f32, parent: NodeId) -> Vec<Piece> {
        let node = self.tree.node(Some(parent), Role::Table);
        let columns = place_columns(&table.columns, width);
        let mut pieces = Vec::new();
        if !table.caption.is_empty() {
            let caption = self.tree.node(Some(node), Role::Caption);
            pieces.extend(self.table_caption(&table.caption, width, caption));
        }
        let mut head = None;
        let mut heads = Vec::new();
        if !table.headless {
            let (piece, nodes) = self.head(table, &columns, width, node);
            heads = nodes;
            let shapes = piece.ink.iter().flat_map(|ink| {
                ink.shapes
                    .iter()
                    .cloned()
                    .map(|shape| shape.moved(ink.x, ink.y))
            });
            head = Some(Rc::new(Repeat {
                height: piece.height,
                shapes: shapes.collect(),
            }));
            pieces.push(piece);
        }
        let mut repeat = head.clone();
        let mut above = Above {
            rows: self.tree.node(Some(node), Role::Rows),
            group: None,
            heads,
        };
        for row in &table.rows {
            match row {
                Row::Group {
                    title,
                    remark,
                    area,
                } => {
                    above.rows = self.tree.node(Some(node), Role::Rows);
                    let of_group = (title.as_str(), remark.as_str(), *area);
                    let columns = table.columns.len();
                    let (mut piece, group) = self.group(of_group, columns, width, above.rows);
                    above.group = Some(group);
                    piece.repeat.clone_from(&head);
                    repeat = Some(with_group(head.as_deref(), &piece));
                    pieces.push(piece);
                }
                Row::Cells(cells) => {
                    let parts = self.row(&table.columns, &columns, cells, width, &above);
                    let continued = (parts.len() > 1)
                        .then(|| self.with_row(repeat.as_deref(), &table.columns, &columns, cells));
                    pieces.extend(parts.into_iter().enumerate().map(|(part, mut piece)| {
                        piece.repeat = match &continued {
                            Some(continued) if part > 0 => Some(Rc::clone(continued)),
                            _ => repeat.clone(),
                        };
                        piece
                    }));
                }
            }
        }
        // One row alone on the next page looks forgotten.
        if let [.., before_last, _] = pieces.as_mut_slice()
            && table.rows.len() > 2
        {
            before_last.keep = true;
        }
        pieces
    }

    fn table_caption(&mut self, caption: &str, width: f32, node: NodeId) -> Vec<Piece> {
        let manner = Manner::new(self.style.heading(3)).strong().balanced();
        let lines = set_text(
            self.fonts,
            self.style,
            &RichText::from(caption),
            manner,
            width,
        );
        self.lines_of(lines, node)
            .into_iter()
            .map(|mut piece| {
                piece.keep = true;
                piece
            })
            .collect()
    }

    fn head(
        &mut self,
        table: &Table,
        columns: &[Slot],
        width: f32,
        parent: NodeId,
    ) -> (Piece, Vec<NodeId>) {
        let head = self.tree.node(Some(parent), Role::Head);
        let row = self.tree.node(Some(head), Role::Row);
        let setting = self.style.small_cell();
        let mut cells = Vec::new();
        for (column, slot) in table.columns.iter().zip(columns) {
            let manner = Manner::new(setting)
                .strong()
                .colored(MUTED)
                .aligned(column.align)
                .balanced();
            let heading = RichText::from(column.heading.as_str());
            cells.push(if heading.is_empty() {
                vec![set::blank(setting)]
            } else {
                set_text(self.fonts, self.style, &heading, manner, slot.inner())
            });
        }
        let tallest = cells.iter().map(|lines| height(lines)).fold(0.0, f32::max);
        let mut piece = Piece {
            height: tallest + 7.0,
            keep: true,
            before: 4.0,
            ..Piece::default()
        };
        let mut nodes = Vec::new();
        for (lines, slot) in cells.into_iter().zip(columns) {
            let node = self.tree.fixed_node(row, Role::ColumnHead);
            nodes.push(node);
            let top = tallest - height(&lines) + 2.0;
            piece
                .ink
                .extend(self.ink_of(lines, node, slot.x + PAD_X, top));
        }
        let rule = line(
            point(0.0, piece.height - 0.6),
            point(width, piece.height - 0.6),
            Stroke::new(self.style.accent, 0.9),
        );
        piece.ink.push(Ink::decoration(vec![rule]));
        (piece, nodes)
    }

    fn group(
        &mut self,
        (title, remark, area): (&str, &str, Option<usize>),
        columns: usize,
        width: f32,
        parent: NodeId,
    ) -> (Piece, NodeId) {
        let row = self.tree.node(Some(parent), Role::Row);
        let columns = u32::try_from(columns).unwrap_or(1);
        let node = self.tree.fixed_node(row, Role::GroupHead { columns });
        let setting = self.style.cell();
        let look = TextLook::new(setting.size - 0.4, Weight::Regular, MUTED);
        let aside = if remark.is_empty() {
            0.0
        } else {
            self.fonts.width(remark, look.size, look.weight) + 10.0
        };
        let manner = Manner::new(setting).strong().colored(INK);
        let room = (width - 14.0 - aside).max(40.0);
        let lines = set_text(self.fonts, self.style, &RichText::from(title), manner, room);
        let height = height(&lines) + 2.0 * 3.2;
        let mut ground = vec![filled(Rect::new(0.0, 0.0, width, height), GROUND)];
        if let Some(area) = area {
            ground.push(filled(
                Rect::new(0.0, 0.0, 3.0, height),
                palette::area(area),
            ));
        }
        let mut ink = vec![Ink::decoration(ground)];
        ink.extend(self.ink_of(lines, node, 9.0, 3.2));
        if !remark.is_empty() {
            let at = point(width - PAD_X, 3.2 + setting.baseline());
            ink.push(Ink::of(
                node,
                vec![text(self.fonts, at, Align::End, look, remark)],
            ));
        }
        let piece = Piece {
            height,
            keep: true,
            ink,
            ..Piece::default()
        };
        (piece, node)
    }

    fn row(
        &mut self,
        columns: &[Column],
        slots: &[Slot],
        cells: &[Cell],
        width: f32,
        above: &Above,
    ) -> Vec<Piece> {
        let row = self.tree.node(Some(above.rows), Role::Row);
        let mut contents = Vec::new();
        let mut own_head = None;
        for (number, (column, slot)) in columns.iter().zip(slots).enumerate() {
            let role = if column.names_row {
                Role::RowHead
            } else {
                Role::Cell
            };
            let node = self.tree.fixed_node(row, role);
            // The head of a group is above no column of its own: each cell names its heads.
            if let Some(group) = above.group {
                let column_head = above.heads.get(number).copied();
                let heads = column_head.into_iter().chain([group]).chain(own_head);
                self.tree.stands_under(node, heads.collect());
            }
            if column.names_row {
                own_head = Some(node);
            }
            let cell = cells.get(number).unwrap_or(&Cell::Empty);
            contents.push((node, slot.x, self.cell(cell, column.align, slot.inner())));
        }
        let tallest = contents
            .iter()
            .map(|(.., lines)| height(lines))
            .fold(0.0, f32::max);
        let limit = if tallest > UNBROKEN {
            PART
        } else {
            f32::INFINITY
        };
        let mut pieces = Vec::new();
        loop {
            let mut piece = Piece::default();
            let top = if pieces.is_empty() { PAD_Y } else { 0.0 };
            for (node, x, lines) in &mut contents {
                let part = take(lines, limit);
                piece.height = piece.height.max(height(&part));
                let ink = self.ink_of(part, *node, *x + PAD_X, top);
                piece.ink.extend(ink);
            }
            piece.height += top;
            let is_last = contents.iter().all(|(.., lines)| lines.is_empty());
            if is_last {
                piece.height += PAD_Y;
                let y = piece.height;
                let rule = line(point(0.0, y), point(width, y), Stroke::new(HAIRLINE, 0.5));
                piece.ink.push(Ink::decoration(vec![rule]));
            }
            pieces.push(piece);
            if is_last {
                return pieces;
            }
        }
    }

    /// What is repeated above the rest of a row that goes on: the head, and what names the row.
    fn with_row(
        &self,
        repeat: Option<&Repeat>,
        columns: &[Column],
        slots: &[Slot],
        cells: &[Cell],
    ) -> Rc<Repeat> {
        let mut shapes: Vec<Shape> = repeat.map(|head| head.shapes.clone()).unwrap_or_default();
        let mut bottom = repeat.map_or(0.0, |head| head.height);
        let name = columns
            .iter()
            .zip(slots)
            .zip(cells)
            .find_map(|((column, slot), cell)| {
                let named = column.names_row.then(|| first_words(cell))??;
                Some((slot, named))
            });
        if let Some((slot, name)) = name {
            let continued = self.style.language.pick(" (continued)", " (続き)");
            let rich = name.quiet(continued);
            let manner = Manner::new(self.style.cell());
            let mut y = bottom + PAD_Y;
            for line in set_text(self.fonts, self.style, &rich, manner, slot.inner()) {
                let at = slot.x + PAD_X;
                shapes.extend(line.words.into_iter().map(|shape| shape.moved(at, y)));
                y += line.height;
            }
            bottom = y;
        }
        Rc::new(Repeat {
            height: bottom,
            shapes,
        })
    }

    fn cell(&self, cell: &Cell, align: Align, width: f32) -> Vec<LineBox> {
        let setting = self.style.cell();
        let room = Room {
            width,
            height: setting.leading.max(12.0),
            align,
        };
        match cell {
            Cell::Empty => vec![set::blank(setting)],
            Cell::Text(rich) => {
                let manner = Manner::new(setting).aligned(align);
                set_text(self.fonts, self.style, rich, manner, width)
            }
            Cell::Small(rich) => {
                let manner = Manner::new(self.style.small_cell()).aligned(align);
                set_text(self.fonts, self.style, rich, manner, width)
            }
            Cell::Level(mark) => vec![set::chip(self.fonts, mark, room)],
            Cell::Step(from, to) => vec![set::step(self.fonts, from, to, room)],
            Cell::Strip(strip) => vec![set::strip(self.fonts, strip, room)],
            Cell::Tally(strip) => vec![set::tally(self.fonts, strip, room)],
            Cell::Bar(bar) => vec![set::bar(bar, room)],
            Cell::Range(range) => vec![set::range(range, room)],
            Cell::Tag(tag) => vec![set::tag(self.fonts, tag, room)],
            Cell::Stack(cells) => {
                let mut lines = Vec::new();
                for (number, cell) in cells.iter().enumerate() {
                    if number > 0 {
                        lines.push(LineBox {
                            height: 3.0,
                            ..LineBox::default()
                        });
                    }
                    lines.extend(self.cell(cell, align, width));
                }
                lines
            }
        }
    }
}

/// What stands above a row: the part of the table it belongs to, and the heads.
struct Above {
    rows: NodeId,
    group: Option<NodeId>,
    heads: Vec<NodeId>,
}

/// Where a column stands and how wide it is.
struct Slot {
    x: f32,
    width: f32,
}

impl Slot {
    fn inner(&self) -> f32 {
        (self.width - 2.0 * PAD_X).max(8.0)
    }
}

fn place_columns(columns: &[Column], width: f32) -> Vec<Slot> {
    let sum =
        |pick: fn(&Width) -> f32| -> f32 { columns.iter().map(|column| pick(&column.width)).sum() };
    let fixed = sum(|width| {
        if let Width::Points(points) = width {
            *points
        } else {
            0.0
        }
    });
    let shares = sum(|width| {
        if let Width::Share(share) = width {
            *share
        } else {
            0.0
        }
    });
    // Fixed columns that would leave nothing are scaled down.
    let most = if shares > 0.0 { width * 0.8 } else { width };
    let scale = if fixed > most { most / fixed } else { 1.0 };
    let rest = width - fixed * scale;
    let mut x = 0.0;
    columns
        .iter()
        .map(|column| {
            let width = match column.width {
                Width::Points(points) => points * scale,
                Width::Share(share) => rest * share / shares,
            };
            let slot = Slot { x, width };
            x += width;
            slot
        })
        .collect()
}

fn height(lines: &[LineBox]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}

/// Takes lines from the front until `limit`, at least one.
fn take(lines: &mut Vec<LineBox>, limit: f32) -> Vec<LineBox> {
    let mut used = 0.0;
    let end = lines
        .iter()
        .enumerate()
        .position(|(number, line)| {
            used += line.height;
            number > 0 && used > limit
        })
        .unwrap_or(lines.len());
    lines.drain(..end).collect()
}

/// The text a cell begins with.
fn first_words(cell: &Cell) -> Option<RichText> {
    match cell {
        Cell::Text(rich) | Cell::Small(rich) => Some(rich.clone()),
        Cell::Stack(cells) => cells.iter().find_map(first_words),
        _ => None,
    }
}

fn with_group(head: Option<&Repeat>, group: &Piece) -> Rc<Repeat> {
    let top = head.map_or(0.0, |head| head.height);
    let mut shapes: Vec<Shape> = head.map(|head| head.shapes.clone()).unwrap_or_default();
    for ink in &group.ink {
        shapes.extend(
            ink.shapes
                .iter()
                .cloned()
                .map(|shape| shape.moved(ink.x, ink.y + top)),
        );
    }
    Rc::new(Repeat {
        height: top + group.height,
        shapes,
    })
}
