//! What whoever hands a report over adds to it, or says in place of the assessment.

use psirt_core::Assessment;

use crate::logo::Logo;
use crate::palette::{ACCENT, Color};

/// The looks and names of whoever hands a report over. Nothing of it changes a figure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Branding {
    /// Their sign.
    pub logo: Option<Logo>,
    /// The name of who is assessed, in place of the assessment's.
    pub organization: Option<String>,
    /// Who assessed, in place of the assessment's.
    pub assessors: Option<Vec<String>>,
    /// How the report may be passed on, in place of the assessment's.
    pub classification: Option<String>,
    /// Said at the foot of every page.
    pub footer: Option<String>,
    /// The colour of headings and rules.
    pub accent: Option<Color>,
}

impl Branding {
    /// Who is assessed.
    pub fn organization<'a>(&'a self, assessment: &'a Assessment) -> &'a str {
        self.organization
            .as_deref()
            .unwrap_or(&assessment.organization().name)
    }

    /// Who assessed.
    pub fn assessors<'a>(&'a self, assessment: &'a Assessment) -> &'a [String] {
        self.assessors.as_deref().unwrap_or(assessment.assessors())
    }

    /// How the report may be passed on; an empty line counts as none.
    pub fn classification<'a>(&'a self, assessment: &'a Assessment) -> Option<&'a str> {
        self.classification
            .as_deref()
            .or(assessment.classification())
            .filter(|line| !line.trim().is_empty())
    }

    /// The colour of headings and rules, dark enough to read on white.
    pub fn accent(&self) -> Color {
        self.accent.map_or(ACCENT, Color::readable_on_white)
    }
}
