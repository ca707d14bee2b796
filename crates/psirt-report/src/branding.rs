//! How whoever hands a report over wants it to look and to be passed on.

use psirt_core::Assessment;

use crate::document::Paper;
use crate::logo::Logo;
use crate::palette::{ACCENT, Color};

/// What a report bears that is not in the assessment. Everything is optional.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Branding {
    /// On the cover.
    pub logo: Option<Logo>,
    /// Colour of headings and rules in place of the usual one.
    pub accent: Option<Color>,
    /// At the foot of every page, such as the name of a consultancy.
    pub footer: String,
    /// How the report may be passed on, in place of what the assessment says.
    pub classification: Option<String>,
    /// Who assessed, in place of whom the assessment names.
    pub assessors: Vec<String>,
    /// What it is printed on.
    pub paper: Paper,
    /// Leaves out the list of all answers with their notes and evidence, where those are not for
    /// whom the report is handed to.
    pub without_answers: bool,
}

impl Branding {
    /// The colour of headings and rules, readable on white.
    pub fn accent(&self) -> Color {
        self.accent.unwrap_or(ACCENT).readable_on_white()
    }

    /// How the report may be passed on; `None` where nobody says.
    pub fn classification<'a>(&'a self, assessment: &'a Assessment) -> Option<&'a str> {
        self.classification
            .as_deref()
            .or(assessment.classification())
            .filter(|line| !line.trim().is_empty())
    }

    /// Who assessed.
    pub fn assessors<'a>(&'a self, assessment: &'a Assessment) -> &'a [String] {
        if self.assessors.is_empty() {
            assessment.assessors()
        } else {
            &self.assessors
        }
    }
}
