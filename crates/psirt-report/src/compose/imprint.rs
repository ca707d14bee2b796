//! What a report bears whatever it is about: its kind, name, day and marking, on the first page
//! and in every head and foot.

use psirt_core::{Date, Language};

use crate::branding::Branding;
use crate::document::{Report, RunningHead, Section};

use super::words;

/// What a report bears, to which its sections are added.
pub(super) struct Imprint<'a> {
    pub language: Language,
    pub branding: &'a Branding,
    pub program_version: &'a str,
    /// What kind of document it is.
    pub kind: &'a str,
    /// Whom it is about.
    pub name: &'a str,
    /// What it is about, in one sentence.
    pub subject: String,
    /// Who made it; may be empty.
    pub author: String,
    /// The day it speaks of.
    pub date: Date,
    /// Warns of what is not final; may be empty.
    pub mark: &'a str,
    /// How it may be passed on.
    pub classification: Option<&'a str>,
}

impl Imprint<'_> {
    /// A report without cover and contents.
    pub(super) fn report(self, sections: Vec<Section>) -> Report {
        let (kind, name) = (self.kind, self.name);
        let program = format!("PSIRT Maturity {}", self.program_version);
        let date = words::date(self.date, self.language);
        let branding = self.branding;
        let footer = if branding.footer.is_empty() {
            &program
        } else {
            &branding.footer
        };
        Report {
            language: self.language,
            title: format!("{name} – {kind} {date}"),
            subject: self.subject,
            author: self.author,
            date: self.date,
            classification: self.classification.map(str::to_owned),
            running_head: RunningHead {
                mark: self.mark.to_owned(),
                name: name.to_owned(),
                document: format!("|  {kind}  |  {date}"),
            },
            running_foot: footer.clone(),
            paper: branding.paper,
            accent: branding.accent(),
            logo: branding.logo.clone(),
            front: None,
            sections,
            program,
        }
    }
}
