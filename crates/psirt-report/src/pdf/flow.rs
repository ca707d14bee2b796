//! Pieces of the text stream, and how they fall onto pages.

use std::rc::Rc;

use crate::document::Start;
use crate::picture::{Rect, Shape};

use super::tree::NodeId;

/// Shapes that belong to one node of the structure, or to none: then they are decoration.
#[derive(Clone, Debug, Default)]
pub(super) struct Ink {
    pub(super) node: Option<NodeId>,
    pub(super) shapes: Vec<Shape>,
    /// Where the shapes are moved to.
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) link: Option<(Rect, Target)>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Target {
    Web(String),
    Page { page: usize, y: f32, name: String },
}

impl Ink {
    pub(super) fn decoration(shapes: Vec<Shape>) -> Self {
        Self {
            shapes,
            ..Self::default()
        }
    }

    pub(super) fn of(node: NodeId, shapes: Vec<Shape>) -> Self {
        Self {
            node: Some(node),
            shapes,
            ..Self::default()
        }
    }

    pub(super) fn moved(mut self, x: f32, y: f32) -> Self {
        self.x += x;
        self.y += y;
        self
    }
}

/// A part of the stream that is not broken: a line, a row, a chart.
#[derive(Clone, Debug, Default)]
pub(super) struct Piece {
    pub(super) height: f32,
    /// Space above, unless the piece is the first on its page.
    pub(super) before: f32,
    /// Stands on the same page as the next piece.
    pub(super) keep: bool,
    pub(super) start: Start,
    pub(super) ink: Vec<Ink>,
    /// Numbers of the bookmarks that lead here.
    pub(super) anchors: Vec<usize>,
    /// Drawn once more above the piece when a page begins with it.
    pub(super) repeat: Option<Rc<Repeat>>,
}

/// The head of a table, for the following pages.
#[derive(Debug)]
pub(super) struct Repeat {
    pub(super) height: f32,
    pub(super) shapes: Vec<Shape>,
}

/// A piece with its place.
#[derive(Debug)]
pub(super) struct Placed {
    /// Of its top, from the top of the text.
    pub(super) y: f32,
    pub(super) piece: Piece,
}

/// Lets pieces fall onto pages whose text is so high.
pub(super) fn paginate(pieces: Vec<Piece>, room: f32) -> Vec<Vec<Placed>> {
    if pieces.is_empty() {
        return Vec::new();
    }
    let mut pages: Vec<Vec<Placed>> = vec![Vec::new()];
    let mut y = 0.0_f32;
    let mut group: Vec<Piece> = Vec::new();
    for piece in pieces {
        if piece.start != Start::Below && !group.is_empty() {
            place(std::mem::take(&mut group), room, &mut pages, &mut y);
        }
        let keep = piece.keep;
        group.push(piece);
        if !keep {
            place(std::mem::take(&mut group), room, &mut pages, &mut y);
        }
    }
    place(group, room, &mut pages, &mut y);
    pages
}

/// A page of which less than this share is used has hardly begun.
const HARDLY_BEGUN: f32 = 0.6;

/// Places pieces that belong together: on this page, on the next, or, where they are higher than a
/// page, one after the other.
fn place(group: Vec<Piece>, room: f32, pages: &mut Vec<Vec<Placed>>, y: &mut f32) {
    let height: f32 = group.iter().map(|piece| piece.before + piece.height).sum();
    let starts_page = match group.first().map_or(Start::Below, |piece| piece.start) {
        Start::Below => false,
        Start::Fresh => *y > HARDLY_BEGUN * room,
        Start::Page => true,
    };
    let is_fresh = |pages: &[Vec<Placed>]| pages.last().is_some_and(Vec::is_empty);
    if (starts_page || *y + height > room) && !is_fresh(pages) {
        pages.push(Vec::new());
        *y = 0.0;
    }
    for mut piece in group {
        if *y + piece.before + piece.height > room + 0.01 && !is_fresh(pages) {
            pages.push(Vec::new());
            *y = 0.0;
        }
        if is_fresh(pages) {
            if let Some(repeat) = &piece.repeat {
                piece.ink.insert(
                    0,
                    Ink::decoration(repeat.shapes.clone()).moved(0.0, -repeat.height),
                );
                *y += repeat.height;
            }
        } else {
            *y += piece.before;
        }
        let height = piece.height;
        pages
            .last_mut()
            .expect("it begins with one")
            .push(Placed { y: *y, piece });
        *y += height;
    }
}

/// Stacks pieces into one that is not broken.
pub(super) fn stack(pieces: Vec<Piece>) -> Piece {
    let mut whole = Piece::default();
    for (number, piece) in pieces.into_iter().enumerate() {
        if number > 0 {
            whole.height += piece.before;
        }
        let top = whole.height;
        whole
            .ink
            .extend(piece.ink.into_iter().map(|ink| ink.moved(0.0, top)));
        whole.anchors.extend(piece.anchors);
        whole.height += piece.height;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT_HEIGHT: f32 = 700.0;

    fn pieces(heights: &[(f32, bool)]) -> Vec<Piece> {
        heights
            .iter()
            .map(|(height, keep)| Piece {
                height: *height,
                keep: *keep,
                ..Piece::default()
            })
            .collect()
    }

    fn counts(pieces: Vec<Piece>) -> Vec<usize> {
        paginate(pieces, TEXT_HEIGHT).iter().map(Vec::len).collect()
    }

    #[test]
    fn a_heading_is_never_left_alone_at_the_foot_of_a_page() {
        let almost_full = TEXT_HEIGHT - 50.0;
        assert_eq!(
            counts(pieces(&[(almost_full, false), (30.0, true), (30.0, false)])),
            [1, 2]
        );
        assert_eq!(
            counts(pieces(&[(almost_full, false), (20.0, true), (30.0, false)])),
            [3]
        );
    }

    #[test]
    fn what_is_kept_together_but_higher_than_a_page_still_flows() {
        let tall: Vec<(f32, bool)> = (0..40).map(|_| (50.0, true)).collect();
        let pages = counts(pieces(&tall));
        assert_eq!(pages.iter().sum::<usize>(), 40);
        assert!(pages.len() > 2);
    }

    #[test]
    fn the_head_of_a_table_is_repeated_on_the_next_page() {
        let repeat = Rc::new(Repeat {
            height: 20.0,
            shapes: Vec::new(),
        });
        let rows = (0..30)
            .map(|_| Piece {
                height: 40.0,
                repeat: Some(Rc::clone(&repeat)),
                ..Piece::default()
            })
            .collect();
        let pages = paginate(rows, TEXT_HEIGHT);
        assert!(pages.len() > 1);
        for page in &pages {
            assert!(
                (page[0].y - 20.0).abs() < 0.01,
                "room for the head at the top of each page"
            );
            let last = page.last().expect("no page is empty");
            assert!(last.y + last.piece.height <= TEXT_HEIGHT + 0.01);
        }
    }
}
