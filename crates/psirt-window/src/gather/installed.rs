//! What is installed, and installing what was found good.

use std::collections::BTreeMap;

use psirt_app::frameworks::{Library, Origin};
use psirt_app::workspaces::deed;
use psirt_core::Sheet;
use psirt_core::assessment::SheetReference;
use psirt_store::{Framework, FrameworkKind};

use crate::session::Session;
use crate::view::sheet;
use crate::wire::{Failure, InstalledFile, InstalledKind, InstalledView, Text};

/// Installs a sheet that did not come as a file of its own; `source` says what it came from.
pub fn install_sheet(
    session: &mut Session,
    sheet: &Sheet,
    source: &str,
) -> Result<InstalledView, Failure> {
    let text = sheet.to_json();
    let mut library = session.library.clone();
    library.add_sheet(&text)?;
    let framework = Framework {
        kind: FrameworkKind::Sheet,
        id: sheet.id().to_string(),
        edition: sheet.edition().to_owned(),
        text,
        source: source.to_owned(),
    };
    install(session, library, &framework)
}

/// Keeps a file that was found good; the library knows it already.
pub fn install(
    session: &mut Session,
    library: Library,
    framework: &Framework,
) -> Result<InstalledView, Failure> {
    let who = session.who()?;
    session
        .workspace
        .install_framework(framework, deed("install_framework", &who))?;
    session.library = library;
    view(&session.library, Some(session))
}

/// What is installed, and how often each sheet is used.
pub fn view(library: &Library, session: Option<&Session>) -> Result<InstalledView, Failure> {
    let mut used: BTreeMap<SheetReference, usize> = BTreeMap::new();
    if let Some(session) = session {
        for summary in session.workspace.assessments()? {
            *used.entry(summary.sheet).or_default() += 1;
        }
    }
    let mut others: Vec<InstalledFile> = Vec::new();
    for (origin, reading) in library.readings() {
        others.push(InstalledFile {
            kind: InstalledKind::Reading,
            id: reading.id().to_owned(),
            title: reading.title().into(),
            sheet: reading.sheet().to_string(),
            shipped: origin == Origin::Shipped,
            source: Some(sheet::source(reading.source())),
            about: Some(reading.caveat().into()),
            items: reading.requirements().len(),
        });
    }
    for (origin, profile) in library.profiles() {
        others.push(InstalledFile {
            kind: InstalledKind::Profile,
            id: profile.id().to_owned(),
            title: profile.title().into(),
            sheet: profile.sheet().to_string(),
            shipped: origin == Origin::Shipped,
            source: None,
            about: Some(profile.summary().into()),
            items: profile.targets().len(),
        });
    }
    for (origin, crosswalk) in library.crosswalks() {
        others.push(InstalledFile {
            kind: InstalledKind::Crosswalk,
            id: crosswalk.id().to_owned(),
            title: Text::same(&format!("{} → {}", crosswalk.from(), crosswalk.to())),
            sheet: crosswalk.from().to_string(),
            shipped: origin == Origin::Shipped,
            source: None,
            about: None,
            items: crosswalk.links().len(),
        });
    }
    Ok(InstalledView {
        sheets: library
            .sheets()
            .into_iter()
            .map(|(origin, one)| {
                let reference = SheetReference {
                    id: one.id().clone(),
                    edition: one.edition().to_owned(),
                };
                let assessments = used.get(&reference).copied().unwrap_or_default();
                sheet::summary(one, origin, assessments)
            })
            .collect(),
        others,
    })
}
