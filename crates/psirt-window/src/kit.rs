//! The starter kit in the window: its documents and tasks, and one document saved.

#![expect(missing_docs, reason = "the list of commands describes each")]

use psirt_core::kit::Form;

use super::granted::Purpose;
use super::session::Desktop;
use super::shell::{Choice, Question};
use super::view::service_reference;
use super::wire::{
    Failure, FailureCode, KitDocumentView, KitTaskView, KitView, NamedFile, SaveKitDocument,
    ServedStepView,
};
use psirt_app::assessments::today;
use psirt_app::files;
use psirt_app::kit::{self, Filling, Writing};

pub fn kit(_: &Desktop) -> Result<KitView, Failure> {
    let kit = kit::kit();
    let documents = kit.documents().iter().map(|document| KitDocumentView {
        id: document.id.clone(),
        title: (&document.title).into(),
        purpose: (&document.purpose).into(),
        serves: document
            .serves
            .iter()
            .map(|step| ServedStepView {
                service: step.service.to_string(),
                level: step.level.number(),
            })
            .collect(),
        is_prose: document.form == Form::Markdown,
    });
    Ok(KitView {
        sheet: kit.sheet().to_string(),
        documents: documents.collect(),
        profile: kit::profile().title().into(),
        tasks: kit
            .tasks()
            .iter()
            .map(|task| KitTaskView {
                id: task.id.clone(),
                week: task.week,
                task: (&task.task).into(),
                service: service_reference(kit::sheet(), task.service.as_str()),
                document: task.document.clone(),
            })
            .collect(),
    })
}

pub fn save_kit_document(
    desktop: &Desktop,
    request: SaveKitDocument,
) -> Result<Option<NamedFile>, Failure> {
    let language = desktop.language();
    let document = kit::kit().document(&request.id).ok_or_else(|| {
        let id = &request.id;
        Failure::new(FailureCode::NotFound, format!("no document `{id}`"))
    })?;
    let organization = match &request.assessment {
        Some(id) => {
            let mut state = desktop.state();
            let stored = state.open()?.workspace.assessment(id)?;
            Some(stored.assessment.organization().name.clone())
        }
        None => None,
    };
    let writing = if request.plain {
        Writing::Plain
    } else {
        Writing::Markdown
    };
    let name = kit::file_name(document, writing);
    let endings: &[&str] = match (document.form, writing) {
        (Form::Json, _) => &["json"],
        (Form::Markdown, Writing::Markdown) => &["md"],
        (Form::Markdown, Writing::Plain) | (Form::Text, _) => &["txt"],
    };
    let question = Question {
        title: language.pick("Save the document", "文書を保存").to_owned(),
        choice: Choice::NewFile(name),
        kind: language.pick("Documents", "文書").to_owned(),
        endings,
        folder: desktop.places.documents.clone(),
    };
    let Some(path) = desktop.shell.choose(&question).into_iter().next() else {
        return Ok(None);
    };
    let filling = Filling {
        organization: organization.as_deref(),
        today: today(),
        language,
    };
    let text = kit::text(document, writing, filling);
    files::write(&path, text.as_bytes())?;
    Ok(Some(desktop.grant(Purpose::Written, &path)))
}
