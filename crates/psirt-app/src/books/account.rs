//! The account of a book: every cell that holds anything, until somebody has answered for it.
//!
//! A cell is answered for where its value is taken, where it is told as a fault, or where it is
//! part of the form as it was handed out. Whoever does one of these settles it here; what is left
//! when all is read is told as it stands, so that nothing is lost for want of a rule.

use std::collections::BTreeSet;

use super::cells::{Book, Page, Place};

/// The cells of a book that nobody has answered for.
pub(super) struct Account<'b> {
    pages: Vec<(&'b Page, BTreeSet<Place>)>,
}

impl<'b> Account<'b> {
    /// Of every worksheet every cell that holds a value.
    pub fn of(book: &'b Book) -> Self {
        let pages = book.pages.iter();
        Self {
            pages: pages
                .map(|page| (page, page.cells.keys().copied().collect()))
                .collect(),
        }
    }

    /// The worksheets with their numbers.
    pub fn pages(&self) -> impl Iterator<Item = (usize, &'b Page)> {
        self.pages.iter().map(|(page, _)| *page).enumerate()
    }

    /// A cell is answered for.
    pub fn settle(&mut self, page: usize, place: Place) {
        self.pages[page].1.remove(&place);
    }

    /// The cells of a worksheet that nobody has answered for; whoever asks tells them.
    pub fn take_rest(&mut self, page: usize) -> BTreeSet<Place> {
        std::mem::take(&mut self.pages[page].1)
    }
}
