//! Use cases shared by window and terminal.

pub mod answering;
pub mod assessments;
pub mod books;
pub mod checking;
pub mod cohorts;
pub mod demo;
pub mod error;
pub mod files;
pub mod frameworks;
pub mod kit;
pub mod look;
pub mod names;
pub mod plans;
pub mod portable;
pub mod reports;
pub mod rounds;
pub mod voices;
pub mod workshops;
pub mod workspaces;
mod written;

pub use psirt_report::{branding, document, json, names as words, number};
