//! Logos of pixels.
#![no_main]

psirt_fuzz::target!(logo_png);
