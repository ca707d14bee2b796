//! Use cases shared by window and terminal.
