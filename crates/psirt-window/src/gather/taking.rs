//! Assessments taken into the open workspace.

use std::path::PathBuf;
use std::sync::Arc;

use psirt_app::assessments::{self, new_id};
use psirt_app::frameworks::{Library, Sample};
use psirt_app::workspaces::deed;
use psirt_core::{Assessment, Sheet};
use psirt_store::{NewIds, StoredAssessment};

use crate::session::Session;
use crate::wire::{Failure, FailureCode};

/// Reads a sample of the program's.
pub fn parse_sample(
    library: &Library,
    sample: Sample,
) -> Result<(Arc<Sheet>, Assessment), Failure> {
    let path = PathBuf::from(sample.name);
    Ok(assessments::parse(library, &path, sample.text)?)
}

/// Takes an assessment into the workspace. Where one of its id is there already, it becomes
/// another one: nothing that is there is replaced.
pub fn take_in(
    session: &mut Session,
    assessment: &Assessment,
    sheet: &Sheet,
    what: &str,
    who: &str,
) -> Result<StoredAssessment, Failure> {
    let there = session.workspace.assessment(assessment.id());
    if let Ok(there) = &there
        && there.assessment == *assessment
        && there.removed_at.is_none()
    {
        return Ok(there.clone());
    }
    let copy = match there {
        Ok(_) => Some(with_id(assessment, sheet, &new_id())?),
        Err(_) => None,
    };
    let (organization, scope) = (new_id(), new_id());
    let new = NewIds {
        organization: &organization,
        scope: &scope,
    };
    let assessment = copy.as_ref().unwrap_or(assessment);
    Ok(session
        .workspace
        .import_assessment(assessment, sheet, new, deed(what, who))?)
}

/// The same assessment under another id.
fn with_id(assessment: &Assessment, sheet: &Sheet, id: &str) -> Result<Assessment, Failure> {
    let internal =
        |error: serde_json::Error| Failure::new(FailureCode::Internal, error.to_string());
    let mut file: serde_json::Value =
        serde_json::from_str(&assessment.to_json()).map_err(internal)?;
    file["id"] = id.into();
    Ok(Assessment::parse(&file.to_string(), |_| Some(sheet))?)
}
