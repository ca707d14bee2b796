//! The use cases of the window.
//!
//! `commands.rs` lists them, and `wire` holds what they take and answer. They stand on three
//! floors, and none looks up:
//!
//! 1. state: what is held between two commands (`session`, `granted`, `held`, `kept` ...);
//! 2. `gather`: what several commands share, above all what a screen shows; `view` makes it of
//!    core's values;
//! 3. one file of commands for each group of screens; no such file knows another.
//!
//! A command is a function of the [`Desktop`] and its request; whoever calls it keeps it off the
//! thread that draws.
//!
//! Deliberately not here: how a command is called, and anything that knows a window.

#![expect(
    clippy::needless_pass_by_value,
    reason = "every command has the same shape, whether or not it needs all of it"
)]

mod actions;
mod anchors;
mod assess;
mod bin;
mod books;
mod branding;
mod cohorts;
mod commands;
mod coordinating;
mod evidence;
mod exchange;
mod failures;
mod findings;
mod gather;
mod granted;
mod held;
mod home;
mod installed;
pub mod job;
mod kept;
mod kit;
mod opened;
mod presenter;
mod preview;
mod refusals;
mod remembered;
mod reports;
mod session;
mod sheet_books;
pub mod shell;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod typescript;
mod view;
mod weeks;
mod window;
pub mod wire;
mod workshop_books;
mod workshops;
mod workspace;

pub use psirt_store::EXTENSION as WORKSPACE_ENDING;
pub use remembered::chosen_language;
pub use session::{Desktop, Places};

/// One function for each command.
pub mod use_cases {
    pub use super::actions::*;
    pub use super::anchors::*;
    pub use super::assess::{
        apply_targets, assessment, finish_assessment, history, redo, revert_change, save_answer,
        save_evidence, save_heading, save_indicators, save_note, save_owner, save_target, sheet,
        undo,
    };
    pub use super::bin::{
        bin, erase_assessment, erase_organization, remove_assessment, remove_organization,
        restore_assessment, restore_organization,
    };
    pub use super::books::{
        dismiss_books, fill_in_options, import_books, make_books, read_books, read_given_books,
        review_books,
    };
    pub use super::branding::{branding, choose_logo, remove_logo, save_branding};
    pub use super::cohorts::{
        choose_benchmark, choose_cohort_card, close_benchmark, cohort_card, cohorts,
        open_benchmark, open_cohort_card, own_place, prepare_contribution, save_own_place,
        write_contribution,
    };
    pub use super::coordinating::{
        begin_cohort, close_edition, cohort_standing, leave_out, name_member, publish_benchmark,
        recovery_sheet, save_benchmark_report, save_cohort_card, save_recovery_sheet,
        show_benchmark, take_contributions, take_given_contributions, write_benchmark_again,
    };
    pub use super::evidence::{choose_evidence, open_evidence};
    pub use super::exchange::{
        choose_assessment_file, export_assessment, import_assessment, look_at_files,
    };
    pub use super::findings::*;
    pub use super::home::{
        correct_round, create_assessment, create_organization, home, next_round, open_sample,
        save_organization,
    };
    pub use super::installed::*;
    pub use super::kit::{kit, save_kit_document};
    pub use super::presenter::{open_presenter, present, presented};
    pub use super::reports::{
        open_saved, preview_page, preview_report, report_options, save_reports, show_in_folder,
    };
    pub use super::sheet_books::{
        choose_sheet_book, export_sheet_book, install_sheet_book, look_at_sheet_book,
        map_sheet_table, save_sheet_book,
    };
    pub use super::weeks::{show_weeks, tick_task};
    pub use super::window::*;
    pub use super::workshop_books::*;
    pub use super::workshops::{
        answer_in_secret, end_workshop, enter_form, free_seat, keep_meeting, make_forms, meeting,
        open_workshop, park_service, reveal_workshop, save_respondents, settle_close_ones,
        settle_service, sit_down, stand_up, workshop, workshop_choices, workshop_clock,
    };
    pub use super::workspace::*;
}
