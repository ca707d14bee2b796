//! The use cases of the window.
//!
//! `commands.rs` lists them, `wire` holds what they take and answer, and beside these stands one
//! file for each group of screens.

mod commands;
#[cfg(test)]
mod typescript;
pub mod wire;
