//! A report laid out and kept for looking at.

use psirt_report::document::Report;
use psirt_report::pdf::pages::{Pages, pages};

use super::wire::PageView;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// A report laid out; a page is drawn when it is asked for.
#[derive(Debug)]
pub struct Preview {
    /// Names it among previews: a page of an older one is not shown in its place.
    pub id: String,
    pages: Pages,
}

impl Preview {
    /// Lays a report out.
    pub fn draw(id: String, report: &Report) -> Self {
        Self {
            id,
            pages: pages(report),
        }
    }

    /// How many pages it has.
    pub fn count(&self) -> usize {
        self.pages.count()
    }

    /// The characters that no typeface has.
    pub fn missing(&self) -> &[char] {
        &self.pages.missing
    }

    /// A page, counted from 1.
    pub fn page(&self, number: usize) -> Option<PageView> {
        let page = self.pages.page(number)?;
        Some(PageView {
            page: number,
            picture: data_address("image/svg+xml", page.svg.as_bytes()),
            width: page.width,
            height: page.height,
            heading: page.heading,
        })
    }
}

/// An address that carries what it leads to.
pub fn data_address(kind: &str, bytes: &[u8]) -> String {
    format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))
}
