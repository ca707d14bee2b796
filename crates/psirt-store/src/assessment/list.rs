//! Assessments as a list shows them, without reading them whole.

use std::collections::BTreeMap;

use jiff::Timestamp;
use psirt_core::assessment::{AssessmentState, SheetReference};
use psirt_core::{Date, ServiceId, SheetId};
use rusqlite::Row;

use crate::error::Result;
use crate::milestone::Figures;
use crate::row::Columns as _;
use crate::workspace::Workspace;

/// One line of a list of assessments.
#[derive(Clone, Debug, PartialEq)]
pub struct AssessmentSummary {
    /// Names the assessment.
    pub id: String,
    /// The organization it belongs to.
    pub organization: String,
    /// What that is called today.
    pub organization_name: String,
    /// The scope it belongs to.
    pub scope: String,
    /// What that is called today.
    pub scope_name: String,
    /// The sheet it was made with.
    pub sheet: SheetReference,
    /// What this round is called.
    pub title: String,
    /// The day it speaks of.
    pub date: Date,
    /// Whether it can be changed.
    pub state: AssessmentState,
    /// Services with any answer, *not applicable* and *don't know* included.
    pub answered: usize,
    /// Services of its sheet.
    pub services: usize,
    /// The round it continues.
    pub follows: Option<String>,
    /// The finished assessment whose mistake it corrects.
    pub corrects: Option<String>,
    /// When it was changed last.
    pub changed_at: Timestamp,
    /// Since when it is in the bin.
    pub removed_at: Option<Timestamp>,
    /// The figures of a finished one, as they were frozen.
    pub figures: Option<Figures>,
}

/// Who changed a service last, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastChange {
    /// Who.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

impl Workspace {
    /// Every assessment that is not in the bin; by organization, scope and date, newest first.
    pub fn assessments(&self) -> Result<Vec<AssessmentSummary>> {
        self.summaries("WHERE removed_at IS NULL")
    }

    /// Every assessment in the bin.
    pub fn removed_assessments(&self) -> Result<Vec<AssessmentSummary>> {
        self.summaries("WHERE removed_at IS NOT NULL")
    }

    /// Who changed each service of an assessment last.
    pub fn last_changes(&self, assessment: &str) -> Result<BTreeMap<ServiceId, LastChange>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT subject, who, at, max(step.number)
             FROM step JOIN change ON change.step = step.number
             WHERE assessment = ?1 AND slot IN
                 ('answer', 'indicators', 'note', 'owner', 'target', 'evidence')
             GROUP BY subject",
        )?;
        let changes = statement
            .query_map((assessment,), |row| {
                let service: String = row.get(0)?;
                let last = LastChange {
                    who: row.get(1)?,
                    at: row.time(2)?,
                };
                Ok((service.into(), last))
            })?
            .collect::<rusqlite::Result<_>>()?;
        Ok(changes)
    }

    fn summaries(&self, condition: &str) -> Result<Vec<AssessmentSummary>> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT assessment.id, organization.id, organization.name, scope.id, scope.name,
                    sheet_copy.sheet, sheet_copy.edition, title, date, state,
                    (SELECT count(*) FROM answer
                     WHERE answer.assessment = assessment.id AND answer.state IS NOT NULL),
                    sheet_copy.services, follows, corrects, changed_at, removed_at, figures
             FROM assessment
             JOIN scope ON scope.id = assessment.scope
             JOIN organization ON organization.id = scope.organization
             JOIN sheet_copy ON sheet_copy.number = assessment.sheet_copy
             LEFT JOIN milestone ON milestone.assessment = assessment.id
             {condition}
             ORDER BY organization.name, organization.id, scope.name, scope.id,
                      date DESC, assessment.created_at DESC, assessment.id"
        ))?;
        let summaries = statement
            .query_map((), summary_of)?
            .collect::<rusqlite::Result<_>>()?;
        Ok(summaries)
    }
}

fn summary_of(row: &Row<'_>) -> rusqlite::Result<AssessmentSummary> {
    Ok(AssessmentSummary {
        id: row.get(0)?,
        organization: row.get(1)?,
        organization_name: row.get(2)?,
        scope: row.get(3)?,
        scope_name: row.get(4)?,
        sheet: SheetReference {
            id: SheetId::from(row.get::<_, String>(5)?),
            edition: row.get(6)?,
        },
        title: row.get(7)?,
        date: row.day(8)?,
        state: row.name(9)?,
        answered: row.get(10)?,
        services: row.get(11)?,
        follows: row.get(12)?,
        corrects: row.get(13)?,
        changed_at: row.time(14)?,
        removed_at: row.optional_time(15)?,
        figures: row.optional_json(16)?,
    })
}
