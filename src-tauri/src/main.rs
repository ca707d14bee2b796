//! The window's program; see the library beside it.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    psirt_desktop::run();
}
