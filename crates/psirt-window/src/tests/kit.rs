//! Documents to begin with, in the window.

use std::fs;

use super::super::use_cases as ask;
use super::super::wire::SaveKitDocument;
use super::Computer;

#[test]
fn a_document_is_saved_with_the_organization_in_the_form_asked_for() {
    let computer = Computer::with_workspace();
    let draft = computer.draft();
    let kit = ask::kit(&computer.desktop).expect("there is a kit");
    assert_eq!(kit.sheet, draft.sheet.id);
    let folder = computer.folder.path().to_owned();
    let name = &draft.heading.organization_name;
    let mut named = 0;
    for document in &kit.documents {
        for (plain, assessment) in [(false, Some(&draft.id)), (true, None)] {
            computer.answer_dialog(&[&folder]);
            let request = SaveKitDocument {
                id: document.id.clone(),
                assessment: assessment.cloned(),
                plain,
            };
            let saved = ask::save_kit_document(&computer.desktop, request);
            let saved = saved.expect("it is written").expect("a place was chosen");
            let text = fs::read_to_string(&saved.path).expect("it is there");
            assert!(!text.contains("{{"), "{} has an open place", saved.path);
            let is_named = text.contains(name.as_str());
            assert!(
                assessment.is_some() || !is_named,
                "{} names an organization",
                saved.path
            );
            named += usize::from(is_named);
            let has_headings = text.lines().any(|line| line.starts_with("# "));
            assert!(!(plain && document.is_prose && has_headings), "{text}");
        }
    }
    assert!(named > 3, "only {named} documents name the organization");
}

#[test]
fn a_document_that_is_not_in_the_kit_is_refused() {
    let computer = Computer::with_workspace();
    let request = SaveKitDocument {
        id: "nonsense".to_owned(),
        assessment: None,
        plain: false,
    };
    assert!(ask::save_kit_document(&computer.desktop, request).is_err());
}
