//! A real window on a screen of its own, driven as a person would drive it.
//!
//! `screen` is the screen, `driver` speaks `WebDriver` to the own driver of `WebKit`, `person` is what a
//! person can do, `dragging` another program from which they
//! drop something, `home` the computer they sit at: an own place for settings and data each.

pub mod dragging;
pub mod driver;
pub mod home;
pub mod person;
pub mod screen;
mod steps;

pub use home::Home;
pub use person::{Person, key};
pub use steps::{Language, SCREENS};
