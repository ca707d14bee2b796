//! The use cases of the window.
//!
//! `commands.rs` lists them, `wire` holds what they take and answer, `view` makes the answers,
//! and beside these stands one file for each group of screens.

mod commands;
pub mod job;
pub mod shell;
#[cfg(test)]
mod typescript;
mod view;
pub mod wire;
