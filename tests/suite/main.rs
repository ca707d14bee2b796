//! The whole product, tested from outside: one test program, one module an idea.
//!
//! Deliberately not here: the arithmetic case by case; that is tested beside the code.

mod architecture;
mod cohorts;
mod figures;
#[path = "../filling.rs"]
mod filling;
mod inputs;
mod json_family;
mod notices;
mod packages;
mod program;
mod repository;
mod seals;
mod sheet_words;
mod sources;
mod supply;
mod terminal;
mod terminal_books;
mod terminal_cohorts;
mod terminal_files;
mod terminal_reports;
mod terminal_rounds;
mod terminal_sheets;
mod terminal_words;
mod terminal_workshops;
mod terminal_workspaces;
mod terms;
mod workbook;
mod workshops;
