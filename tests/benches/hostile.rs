//! How long each hostile file keeps the program busy, and how much memory it takes:
//! `cargo bench -p psirt-tests --bench hostile`, or with a part of a name.
//!
//! Each file is opened by a process of its own, as the window opens it, up to the first view of
//! it. The budget is 5 seconds and 512 MB; whatever is over is said at the end. Memory is measured
//! on Linux alone.

#[path = "../hostile.rs"]
mod hostile;

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use hostile::{FILES, Hostile, Pretended, holder};
use psirt_app::books::sheet::GivenBook;
use psirt_app::checking::check;
use psirt_app::frameworks::Library;
use psirt_core::Language;
use psirt_report::logo::{self, Logo};
use psirt_report::pixels::paths;
use psirt_store::{HistoryFilter, Workspace};

/// The longest a file may keep the program busy.
const MOST_TIME: Duration = Duration::from_secs(5);
/// The most memory it may take, in bytes.
const MOST_MEMORY: u64 = 512_000_000;
/// When a measurement is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// Tells a process of ours which file it opens.
const OPENS: &str = "PSIRT_HOSTILE_OPENS";

fn main() -> ExitCode {
    let wanted = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with("--"));
    if let (Ok(path), Some(name)) = (env::var(OPENS), &wanted) {
        let file = FILES.iter().find(|file| file.name == name.as_str());
        let outcome = open(file.expect("it was named").pretended, Path::new(&path));
        println!("{}\t{outcome}", most_memory());
        return ExitCode::SUCCESS;
    }
    let mut over = false;
    println!("{:>7} {:>7}  file", "s", "MB");
    for file in FILES {
        let full = format!("{:?}: {}", file.pretended, file.name);
        if wanted
            .as_ref()
            .is_none_or(|wanted| full.contains(wanted.as_str()))
        {
            over |= measure(file, &full);
        }
    }
    if over {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

/// Measures one file; whether it is over the budget.
fn measure(file: &Hostile, full: &str) -> bool {
    let folder = tempfile::tempdir().expect("there is room for a folder");
    let path = file.make(folder.path());
    let mut child = Command::new(env::current_exe().expect("it runs"))
        .arg(file.name)
        .env(OPENS, &path)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it can be started");
    let started = Instant::now();
    let is_over = loop {
        if child.try_wait().expect("it can be asked").is_some() {
            break false;
        }
        if started.elapsed() > PATIENCE {
            child.kill().expect("it can be ended");
            break true;
        }
        std::thread::sleep(Duration::from_millis(5));
    };
    let took = started.elapsed();
    let output = child.wait_with_output().expect("it can be asked");
    let told = String::from_utf8_lossy(&output.stdout);
    let Some((memory, outcome)) = told.trim().split_once('\t').filter(|_| !is_over) else {
        println!(
            "{:>7.2} {:>7}  {full}: did not end well ({})",
            took.as_secs_f64(),
            "?",
            output.status
        );
        return true;
    };
    let memory: u64 = memory.parse().expect("it is a number");
    let outcome: String = outcome.chars().take(90).collect();
    let is_over = took > MOST_TIME || memory > MOST_MEMORY;
    let mark = if is_over { "  OVER" } else { "" };
    println!(
        "{:>7.2} {:>7}  {full}: {outcome}{mark}",
        took.as_secs_f64(),
        memory / 1_000_000
    );
    is_over
}

/// Opens a file as the window does, and says in a line what became of it.
fn open(pretended: Pretended, path: &Path) -> String {
    match pretended {
        Pretended::Json => {
            let checked = check(&Library::shipped(), &[path.to_owned()]);
            let checked = checked.into_iter().next().expect("one file was given");
            checked
                .outcome
                .map_or_else(|error| error.to_string(), |id| format!("taken: {id}"))
        }
        Pretended::Book => match GivenBook::open(path) {
            Err(error) => error.to_string(),
            Ok(Err(unreadable)) => unreadable.message(Language::En),
            Ok(Ok(book)) => {
                let mapping = book.propose("a.xlsx", Language::En);
                let converted = mapping.map(|mapping| book.convert_table(&mapping));
                let is_sheet = converted.is_some_and(|converted| converted.sheet.is_ok());
                format!(
                    "read, {} worksheets, a sheet: {is_sheet}",
                    book.pages().len()
                )
            }
        },
        Pretended::Logo => {
            let bytes = psirt_app::files::read_bytes(path, logo::MOST_BYTES);
            let parsed = bytes.map(|bytes| Logo::parse(&bytes));
            match parsed {
                Err(error) => error.to_string(),
                Ok(Err(error)) => error.to_string(),
                Ok(Ok(Logo::Vector(picture))) => {
                    let drawn = paths(&picture, 1.0).is_ok();
                    format!("taken, {} shapes, drawn: {drawn}", picture.shapes.len())
                }
                Ok(Ok(Logo::Raster(raster))) => format!("taken, {raster:?}"),
            }
        }
        Pretended::Workspace => {
            let read = Workspace::open_read_only(path, None, "here").map(drop);
            let opened = Workspace::open(path, None, &holder()).and_then(|workspace| {
                workspace.about()?;
                workspace.assessments()?;
                workspace.frameworks()?;
                workspace.history(HistoryFilter::default(), 100)?;
                workspace.setting::<String>("author")?;
                workspace.close(holder().since)
            });
            let word = |outcome: psirt_store::Result<()>| {
                outcome.map_or_else(|error| error.to_string(), |()| "opened".to_owned())
            };
            format!("read: {}; opened: {}", word(read), word(opened))
        }
    }
}

/// The most memory this process ever had, in bytes; 0 where the system does not say.
fn most_memory() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().strip_suffix(" kB"));
    number
        .and_then(|number| number.trim().parse::<u64>().ok())
        .unwrap_or(0)
        * 1024
}
