//! Use cases shared by window and terminal.

pub mod frameworks;
