//! Journeys in the real window, each named by the sentence it proves.
//!
//! The window of the debug build is opened on a screen nobody sees and driven by `WebDriver`, as a
//! person would drive it. Deliberately not here: what a figure is or how a text reads; that is
//! tested beside the code. Only the native dialogs are answered by a script.
#![cfg(target_os = "linux")]

mod about;
mod accessibility;
mod answering;
mod books;
mod boundaries;
mod cohorts;
mod evidence;
mod first_start;
mod harness;
mod keeping;
mod names;
mod opening;
mod progress;
mod rounds;
mod sheets;
mod showing;
mod starting;
mod switching;
mod weeks;
mod workshops;
