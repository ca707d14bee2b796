//! The anchor cases of a workshop in the window: scored in secret, shown to the room, never
//! subtracted from anything.

#![expect(missing_docs, reason = "the list of commands describes each")]

use super::gather::handing_out::look_of_forms;
use super::granted::Purpose;
use super::session::{Desktop, workshops_of};
use super::shell::{Choice, Question};
use super::view::workshop::anchors_view;
use super::wire::{
    AnchorsView, Failure, MakeForms, NamedFile, OfAssessment, OfRespondent, ScoreAnchors,
};
use psirt_app::error::Error;
use psirt_app::files;
use psirt_app::workshops::{self, Workshops};

pub fn anchor_cases(
    desktop: &Desktop,
    request: OfAssessment,
) -> Result<Option<AnchorsView>, Failure> {
    let mut state = desktop.state();
    match seen(&workshops_of(desktop, state.open()?, &request.assessment)) {
        Ok(view) => Ok(Some(view)),
        Err(Error::NoAnchors { .. } | Error::NoWorkshop { .. }) => Ok(None),
        Err(error) if workshops::is_elsewhere(&error) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

pub fn has_scored_anchors(desktop: &Desktop, request: OfRespondent) -> Result<bool, Failure> {
    let mut state = desktop.state();
    let workshops = workshops_of(desktop, state.open()?, &request.assessment);
    Ok(workshops.has_scored_anchors(request.respondent)?)
}

pub fn score_anchors(desktop: &Desktop, request: ScoreAnchors) -> Result<AnchorsView, Failure> {
    let mut state = desktop.state();
    let mut workshops = workshops_of(desktop, state.open()?, &request.assessment);
    workshops.score_anchors(request.respondent, &request.row)?;
    Ok(seen(&workshops)?)
}

pub fn show_anchors(desktop: &Desktop, request: OfAssessment) -> Result<AnchorsView, Failure> {
    let mut state = desktop.state();
    let mut workshops = workshops_of(desktop, state.open()?, &request.assessment);
    workshops.show_anchors()?;
    Ok(seen(&workshops)?)
}

pub fn make_anchor_sheet(
    desktop: &Desktop,
    request: MakeForms,
) -> Result<Option<NamedFile>, Failure> {
    let (standing, branding) = look_of_forms(desktop, &request.assessment)?;
    let bytes = workshops::anchor_sheet(&standing, request.language, &branding)?;
    let language = desktop.language();
    let name = request.language.pick("anchor-cases.pdf", "基準事例.pdf");
    let question = Question {
        title: language
            .pick("Save the anchor cases", "基準事例の保存")
            .to_owned(),
        choice: Choice::NewFile(name.to_owned()),
        kind: "PDF".to_owned(),
        endings: &["pdf"],
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    files::write(&path, &bytes)?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}

fn seen(workshops: &Workshops<'_>) -> Result<AnchorsView, Error> {
    let standing = workshops.standing()?;
    let anchors = Workshops::anchors(&standing)?;
    let scored = workshops.scored_anchors(&standing)?;
    Ok(anchors_view(&standing, anchors, scored))
}
