//! The anchor cases of a workshop: shipped with the sheet, scored in secret, shown to the room.

use std::sync::OnceLock;

use psirt_core::workshop::{AnchorScores, Anchors};
use psirt_core::{Language, Level, Sheet, SheetId, letters};
use psirt_report::branding::Branding;
use psirt_report::compose;

use super::{Standing, Workshops, pdf_of};
use crate::error::{AssignmentFault, AssignmentProblem, Error};
use crate::frameworks::{latest_shipped, texts};

/// The anchor cases that are shipped for a sheet.
pub fn anchors(sheet: &SheetId) -> Option<&'static Anchors> {
    static ALL: OnceLock<Vec<Anchors>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let texts = texts::ANCHORS.iter();
        texts
            .map(|&(name, text)| {
                Anchors::parse(text, latest_shipped)
                    .unwrap_or_else(|faults| unreachable!("a test reads {name}: {faults}"))
            })
            .collect()
    });
    all.iter().find(|anchors| anchors.sheet() == sheet)
}

/// The anchor cases on paper, the same sheet for everybody, as PDF.
///
/// # Errors
/// [`Error::NoAnchors`], [`Error::Report`]
pub fn anchor_sheet(
    standing: &Standing,
    language: Language,
    branding: &Branding,
) -> Result<Vec<u8>, Error> {
    let report = compose::anchor_sheet(
        &standing.assessment,
        &standing.sheet,
        Workshops::anchors(standing)?,
        env!("CARGO_PKG_VERSION"),
        language,
        branding,
    );
    pdf_of(&report)
}

impl Workshops<'_> {
    /// The anchor cases of the sheet a workshop is about.
    ///
    /// # Errors
    /// [`Error::NoAnchors`] where none are shipped for it
    pub fn anchors(standing: &Standing) -> Result<&'static Anchors, Error> {
        let sheet = standing.sheet.id();
        anchors(sheet).ok_or_else(|| Error::NoAnchors {
            sheet: sheet.clone(),
        })
    }

    /// Takes what a respondent scored: a row with the level of each case in order, `-` for none.
    /// Tells how many have scored.
    ///
    /// # Errors
    /// [`Error::Assignments`], [`Error::NoAnchors`], [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn score_anchors(&mut self, respondent: u32, row: &str) -> Result<usize, Error> {
        let standing = self.standing()?;
        let anchors = Self::anchors(&standing)?;
        let scores =
            scores_of_row(anchors, &standing.sheet, row).map_err(|problem| Error::Assignments {
                path: self.workspace.path().to_owned(),
                faults: vec![AssignmentFault {
                    typed: letters::seen(row),
                    problem,
                }],
            })?;
        let id = &standing.workshop.id;
        let taken = self
            .workspace
            .score_anchors(self.keys, id, respondent, &scores);
        self.done(taken)
    }

    /// How many have scored.
    ///
    /// # Errors
    /// [`Error::Workspace`]
    pub fn scored_anchors(&self, standing: &Standing) -> Result<usize, Error> {
        self.done(self.workspace.scored_anchors(&standing.workshop.id))
    }

    /// Whether a respondent has scored; never what.
    ///
    /// # Errors
    /// [`Error::NoWorkshop`], [`Error::Workspace`]
    pub fn has_scored_anchors(&self, respondent: u32) -> Result<bool, Error> {
        let id = self.newest()?;
        let has = self
            .workspace
            .has_scored_anchors(self.keys, &id, respondent);
        self.done(has)
    }

    /// Shows the room how it reads the scale; no score is taken afterwards.
    ///
    /// # Errors
    /// [`Error::NoAnchors`], [`Error::NoWorkshop`], [`Error::Workspace`] before three have scored
    pub fn show_anchors(&mut self) -> Result<Standing, Error> {
        let standing = self.standing()?;
        let anchors = Self::anchors(&standing)?;
        let id = &standing.workshop.id;
        let shown = self.workspace.show_anchors(self.keys, id, anchors);
        self.done(shown)?;
        self.standing()
    }
}

fn scores_of_row(
    anchors: &Anchors,
    sheet: &Sheet,
    row: &str,
) -> Result<AnchorScores, AssignmentProblem> {
    let plain = letters::plain(row);
    let letters: Vec<char> = plain.chars().filter(|it| !it.is_whitespace()).collect();
    let cases = anchors.cases();
    if letters.len() != cases.len() {
        return Err(AssignmentProblem::RowLength {
            found: letters.len(),
            expected: cases.len(),
        });
    }
    let mut scores = AnchorScores::new();
    for (case, letter) in cases
        .iter()
        .zip(letters)
        .filter(|(_, letter)| *letter != '-')
    {
        let digit = letter.to_digit(10).and_then(|it| u8::try_from(it).ok());
        let level = digit
            .map(Level::new)
            .filter(|level| *level <= sheet.highest_level());
        let level = level.ok_or(AssignmentProblem::NotALevel)?;
        scores.insert(case.id.clone(), level);
    }
    Ok(scores)
}
