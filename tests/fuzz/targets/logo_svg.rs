//! Logos of lines.
#![no_main]

psirt_fuzz::target!(logo_svg);
