//! Tables as people keep them, cell by cell.
#![no_main]

psirt_fuzz::target!(table);
