//! The sample's three rounds with their sheets, as benchmarks and peers use them.

use std::fs;
use std::path::Path;

use psirt_core::trend::Round;
use psirt_core::{Assessment, Crosswalk, Language, Reading, Sheet};
use psirt_report::findings::Findings;

/// Everything the sample's report is made from.
pub struct Sample {
    pub older_sheet: Sheet,
    pub sheet: Sheet,
    pub crosswalk: Crosswalk,
    pub reading: Reading,
    pub assessments: [Assessment; 3],
}

impl Sample {
    pub fn load(language: Language) -> Self {
        let older_sheet = sheet("frameworks/sheets/first-psirt-1.0-draft.json");
        let sheet = sheet("frameworks/sheets/first-psirt-1.1.json");
        let crosswalk = text("frameworks/crosswalks/first-psirt-1.0-draft--1.1.json");
        let crosswalk = Crosswalk::parse(&crosswalk, |id| {
            [&older_sheet, &sheet]
                .into_iter()
                .find(|sheet| sheet.id() == id)
        });
        let reading = Reading::parse(&text("frameworks/readings/eu-cra.json"), |_| Some(&sheet));
        let assessments = [(2024, &older_sheet), (2025, &sheet), (2026, &sheet)];
        let assessments = assessments.map(|(year, sheet)| {
            let text = text(&format!("samples/{}/{year}.psirt.json", language.code()));
            Assessment::parse(&text, |_| Some(sheet)).expect("it is the sample")
        });
        Self {
            crosswalk: crosswalk.expect("it is shipped"),
            reading: reading.expect("it is shipped"),
            assessments,
            older_sheet,
            sheet,
        }
    }

    /// Oldest first.
    pub fn rounds(&self) -> [Round<'_>; 3] {
        let [first, second, third] = &self.assessments;
        [
            (&self.older_sheet, first),
            (&self.sheet, second),
            (&self.sheet, third),
        ]
        .map(|(sheet, assessment)| Round { sheet, assessment })
    }

    /// The last round with the earlier ones and a reading.
    pub fn findings(&self) -> Findings<'_> {
        let [earlier @ .., last] = self.rounds();
        Findings::new(
            last.sheet,
            last.assessment,
            &earlier,
            &[&self.reading],
            &[&self.crosswalk],
            env!("CARGO_PKG_VERSION"),
        )
    }
}

/// The text of a file of the repository.
pub fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    fs::read_to_string(root.join(path)).expect("the file is in the repository")
}

fn sheet(path: &str) -> Sheet {
    Sheet::parse(&text(path)).expect("it is shipped")
}
