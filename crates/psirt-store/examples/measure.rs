//! Measures what a person waits for: one answer to disk, opening a workspace with many rounds,
//! a backup, a change of passphrase.
//!
//! `cargo run --release -p psirt-store --example measure`

use std::error::Error;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use psirt_core::trend::Bridge;
use psirt_core::{Answer, Assessment, Date, Level, Sheet};
use psirt_store::{BackupKind, Deed, Holder, NewIds, NextRound, Passphrase, Workspace};

const ANSWERS: usize = 500;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let sample = std::fs::read_to_string(root.join("samples/ja/2026.psirt.json"))?;
    let named = psirt_core::assessment::sheet_named_in(&sample)?.ok_or("it names a sheet")?;
    let folder = root.join("frameworks/sheets");
    let text = std::fs::read_to_string(folder.join(format!("{}.json", named.id)))?;
    let (sheet, parsing) = timed(|| Sheet::parse(&text));
    let sheet = Arc::new(sheet?);
    let assessment = Assessment::parse(&sample, |_| Some(&sheet))?;
    println!("sheet of {} kB parsed in {parsing:.1?}", text.len() / 1000);
    for rounds in [3, 200] {
        for protected in [false, true] {
            measure(&sheet, &assessment, rounds, protected)?;
        }
    }
    Ok(())
}

fn measure(
    sheet: &Arc<Sheet>,
    sample: &Assessment,
    rounds: usize,
    protected: bool,
) -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir_in(env!("CARGO_MANIFEST_DIR"))?;
    let path = folder.path().join("measured.psirtws");
    let phrase = || {
        protected
            .then(|| Passphrase::new("correct horse battery staple".to_owned()))
            .transpose()
    };
    let how = if protected { "with" } else { "without" };
    println!("{rounds} rounds, {how} passphrase");
    let mut workspace = Workspace::create(&path, "Measured", phrase()?, &holder())?;
    workspace.know_sheets([Arc::clone(sheet)]);
    let new = NewIds {
        organization: "o",
        scope: "s",
    };
    workspace.import_assessment(sample, sheet, new, deed("import"))?;
    let bridge = Bridge::between(sheet, sheet, &[]);
    let services: Vec<String> = sheet
        .services()
        .map(|service| service.id.to_string())
        .collect();

    let mut last = sample.id().to_owned();
    let mut times = Vec::new();
    for round in 0..rounds {
        let id = format!("round {round}");
        let next = NextRound {
            id: &id,
            title: &id,
            date: Date::constant(2027, 1, 1),
            sheet,
            bridge: &bridge,
            keeps_indicators: true,
        };
        workspace.start_next_round(&last, next, deed("start"))?;
        workspace.change_assessment(&id, deed("import"), |assessment, sheet| {
            for service in &services {
                let level = Level::new(u8::try_from(round % 6).expect("it is small"));
                assessment.set_answer(sheet, service, Some(Answer::Level(level)))?;
            }
            Ok(())
        })?;
        if round + 1 == rounds {
            for index in 0..ANSWERS {
                let service = &services[index % services.len()];
                let level = Level::new(u8::try_from(index * 7 % 6).expect("it is small"));
                let (stored, time) = timed(|| {
                    workspace.set_answer(&id, service, Some(Answer::Level(level)), deed("answer"))
                });
                stored?;
                times.push(time);
            }
        }
        workspace.finish(&id, deed("finish"))?;
        last = id;
    }
    times.sort_unstable();
    println!(
        "  one answer to disk: median {:.2?}, 95 % below {:.2?}",
        times[ANSWERS / 2],
        times[ANSWERS * 95 / 100]
    );
    let (backup, time) = timed(|| workspace.back_up(BackupKind::Manual, holder().since));
    println!(
        "  backup of {} kB made and checked in {time:.1?}",
        backup?.bytes / 1000
    );
    workspace.close(holder().since)?;

    let (opened, time) = timed(|| Workspace::open(&path, phrase().ok().flatten(), &holder()));
    let mut workspace = opened?;
    println!("  opened and read through in {time:.1?}");
    let (summaries, time) = timed(|| workspace.assessments());
    println!("  {} assessments listed in {time:.1?}", summaries?.len());
    let (milestones, time) = timed(|| workspace.milestones("s"));
    println!(
        "  {} milestones read, sheet parsed, in {time:.1?}",
        milestones?.len()
    );
    let (milestones, time) = timed(|| workspace.milestones("s"));
    println!(
        "  {} milestones read again in {time:.1?}",
        milestones?.len()
    );
    let (changed, time) = timed(|| {
        workspace.protect(&Passphrase::new("another".to_owned())?, &mut |_| {
            ControlFlow::Continue(())
        })
    });
    changed?;
    println!("  passphrase set, with one backup, in {time:.1?}");
    Ok(())
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = work();
    (value, start.elapsed())
}

fn deed(what: &str) -> Deed<'_> {
    let at = holder().since + SignedDuration::from_mins(1);
    Deed {
        what,
        who: "sato",
        at,
    }
}

fn holder() -> Holder {
    Holder {
        user: "sato".to_owned(),
        host: "here".to_owned(),
        process: std::process::id(),
        program: "0.1.0".to_owned(),
        since: Timestamp::UNIX_EPOCH,
    }
}
