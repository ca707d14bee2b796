//! Composes reports and writes them.
//!
//! ```text
//! Findings ─┬─▶ compose ─▶ Report ─┬─▶ pdf
//!           │              Chart ──┴─▶ svg, png
//!           ├─▶ workbook::compose ─▶ Workbook ─▶ xlsx, with native charts
//!           └─▶ csv, json
//! Roadmap ──▶ calendar, plan_table
//! ```
//!
//! What is said is decided in one place and as plain values; the exporters only draw it. The same
//! input gives the same bytes: date and language are inputs, the typefaces are compiled in, and
//! nothing here reads a clock, a file or the machine.

pub mod book;
pub mod branding;
pub mod calendar;
pub mod chart;
pub mod classification;
pub mod compose;
pub mod csv;
pub mod document;
pub mod findings;
#[cfg(test)]
mod fixture;
pub mod font;
pub mod group;
pub mod json;
pub mod logo;
pub mod names;
pub mod number;
pub mod palette;
pub mod pdf;
pub mod picture;
pub mod pixels;
pub mod plan_table;
#[cfg(test)]
mod promises;
pub mod sheet_book;
pub mod svg;
pub mod typeset;
pub mod workbook;
pub mod xlsx;
