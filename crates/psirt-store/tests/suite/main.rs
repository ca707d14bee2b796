//! The workspace on real files: one module an idea.

mod common;
mod keeping;
