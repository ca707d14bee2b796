//! Composes reports and writes them.
