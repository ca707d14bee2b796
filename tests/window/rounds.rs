//! A workspace of somebody who assessed for a long time.

use std::path::Path;
use std::sync::Arc;

use jiff::{SignedDuration, Span, Timestamp};
use psirt_core::trend::Bridge;
use psirt_core::{Answer, Assessment, Date, Level, Sheet};
use psirt_store::{Deed, Holder, NewIds, NextRound, Workspace};

use crate::harness::home::repository;

/// Makes a workspace with so many finished rounds of one organization, each with every answer.
pub fn make(path: &Path, rounds: u32) -> Result<(), Box<dyn std::error::Error>> {
    let read = |name: &str| std::fs::read_to_string(repository().join(name));
    let sample = read("samples/en/2026.psirt.json")?;
    let named = psirt_core::assessment::sheet_named_in(&sample)?.ok_or("it names a sheet")?;
    let sheet = read(&format!("frameworks/sheets/{}.json", named.id))?;
    let sheet = Arc::new(Sheet::parse(&sheet)?);
    let assessment = Assessment::parse(&sample, |_| Some(&sheet))?;
    let mut workspace = Workspace::create(path, "Many rounds", None, &holder())?;
    workspace.know_sheets([Arc::clone(&sheet)]);
    let new = NewIds {
        organization: "o",
        scope: "s",
    };
    workspace.import_assessment(&assessment, &sheet, new, deed())?;
    let bridge = Bridge::between(&sheet, &sheet, &[]);
    let mut last = assessment.id().to_owned();
    for round in 0..rounds {
        let id = format!("round {}", round + 1);
        let days = Span::new().days(30 * i64::from(round));
        let date = Date::constant(2027, 1, 1).checked_add(days)?;
        let next = NextRound {
            id: &id,
            title: &id,
            date,
            sheet: &sheet,
            bridge: &bridge,
            keeps_indicators: true,
        };
        workspace.start_next_round(&last, next, deed())?;
        workspace.change_assessment(&id, deed(), |assessment, sheet| {
            for (place, service) in sheet.services().enumerate() {
                let level = (place + usize::try_from(round).unwrap_or(0)) % 6;
                let level = Level::new(u8::try_from(level).expect("it is small"));
                assessment.set_answer(sheet, service.id.as_str(), Some(Answer::Level(level)))?;
            }
            Ok(())
        })?;
        workspace.finish(&id, deed())?;
        last = id;
    }
    workspace.close(holder().since)?;
    Ok(())
}

fn deed() -> Deed<'static> {
    Deed {
        what: "bench",
        who: "assessor",
        at: holder().since + SignedDuration::from_mins(1),
    }
}

fn holder() -> Holder {
    Holder {
        user: "assessor".to_owned(),
        host: "here".to_owned(),
        process: std::process::id(),
        program: "0.1.0".to_owned(),
        since: Timestamp::UNIX_EPOCH,
    }
}
