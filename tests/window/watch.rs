//! A screen whose memory can be looked at, and windows started on it.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::Home;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(3);

/// A picture that has not changed for so long is complete.
const QUIET: Duration = Duration::from_millis(800);

/// No window takes longer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Fewer dots than a line of text are a caret or an edge.
const A_LINE_OF_TEXT: usize = 300;

/// Pixels are four bytes; what stands before them in the file does not matter.
const PIXEL: usize = 4;

pub struct WatchedScreen {
    server: Child,
    display: String,
    memory: PathBuf,
    _folder: tempfile::TempDir,
}

/// What was seen of a start, from the start of the process on.
pub struct Start {
    /// There is something to read.
    pub painted: Duration,
    /// Nothing changes any more.
    pub complete: Duration,
    /// What all its processes take of the memory, in bytes; pages they share are counted once.
    pub memory: u64,
}

impl WatchedScreen {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24"])
            .args(["-nolisten", "tcp", "-fbdir"])
            .arg(folder.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("Xvfb can be started; it is in the package xvfb");
        let output = server.stdout.take().expect("its output is piped");
        let mut number = String::new();
        BufReader::new(output)
            .read_line(&mut number)
            .expect("Xvfb says which display it took");
        Self {
            server,
            display: format!(":{}", number.trim()),
            memory: folder.path().join("Xvfb_screen0"),
            _folder: folder,
        }
    }

    /// Starts a program, watches until its window is complete, and ends it.
    pub fn watch(&self, home: &Home, program: &Path, arguments: &[String], hello: bool) -> Start {
        let before = self.picture();
        let mut command = Command::new(program);
        if hello {
            command.env(crate::HELLO, "1");
        }
        command
            .args(arguments)
            .env("DISPLAY", &self.display)
            // There is no graphics card here; this is the faster of two ways to do without.
            .env("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1")
            .env("GSETTINGS_BACKEND", "memory")
            .env("NO_AT_BRIDGE", "1")
            .env("LANG", "C.UTF-8")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("WAYLAND_DISPLAY")
            .envs(home.environment())
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let begun = Instant::now();
        let mut process = command.spawn().expect("the program can be started");
        let mut last = before;
        let (mut painted, mut changed) = (None, begun);
        while painted.is_none() || changed.elapsed() < QUIET {
            assert!(begun.elapsed() < PATIENCE, "the window shows nothing");
            std::thread::sleep(PAUSE);
            let picture = self.picture();
            if picture == last {
                continue;
            }
            changed = Instant::now();
            if painted.is_none() && has_text(&picture) {
                painted = Some(changed - begun);
            }
            last = picture;
        }
        let memory = tree(process.id()).into_iter().map(memory_of).sum();
        let group = format!("-{}", process.id());
        let _ = Command::new("kill").args(["-KILL", "--", &group]).status();
        let _ = process.wait();
        let ended = Instant::now();
        while has_text(&self.picture()) && ended.elapsed() < PATIENCE {
            std::thread::sleep(PAUSE);
        }
        Start {
            painted: painted.expect("the loop ends when it is"),
            complete: changed - begun,
            memory,
        }
    }

    fn picture(&self) -> Vec<u8> {
        let mut picture = Vec::new();
        let file = File::open(&self.memory);
        let read = file.and_then(|mut file| file.read_to_end(&mut picture));
        read.expect("the screen's memory can be read");
        picture
    }
}

impl Drop for WatchedScreen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Whether there is more than the screen's black and the plain colour of a window.
fn has_text(picture: &[u8]) -> bool {
    let pixels = picture.chunks_exact(PIXEL).map(|pixel| &pixel[..3]);
    let mut colors: BTreeMap<&[u8], usize> = BTreeMap::new();
    for pixel in pixels {
        *colors.entry(pixel).or_default() += 1;
    }
    colors.remove(&[0, 0, 0][..]);
    let plain = colors.values().max().copied().unwrap_or_default();
    colors.values().sum::<usize>() - plain > A_LINE_OF_TEXT
}

fn tree(process: u32) -> Vec<u32> {
    let mut found = vec![process];
    let mut next = 0;
    while let Some(parent) = found.get(next).copied() {
        let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
        let children = children.unwrap_or_default();
        found.extend(
            children
                .split_whitespace()
                .filter_map(|child| child.parse::<u32>().ok()),
        );
        next += 1;
    }
    found
}

fn memory_of(process: u32) -> u64 {
    let told = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = told.lines().find_map(|line| line.strip_prefix("Pss:"));
    let kilobytes = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kilobytes.unwrap_or(0) * 1024
}
