//! Steps with a heading and a time, and the programs they start.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Nothing to tell, or one sentence that says what failed and the way out.
pub type Outcome = Result<(), String>;

/// Prints the heading, does the work, prints the time it took.
pub fn step(heading: &str, work: impl FnOnce() -> Outcome) -> Outcome {
    println!("\n==> {heading}");
    let begun = Instant::now();
    work().map_err(|reason| format!("{heading}: {reason}"))?;
    println!("    {:.1} s", begun.elapsed().as_secs_f64());
    Ok(())
}

/// A program with its arguments, shown before it is started.
pub struct Program {
    name: String,
    arguments: Vec<String>,
    folder: PathBuf,
    variables: Vec<(&'static str, &'static str)>,
}

impl Program {
    pub fn new(name: &str, arguments: &[&str], folder: &Path) -> Self {
        Self {
            name: name.to_owned(),
            arguments: arguments.iter().map(|&a| a.to_owned()).collect(),
            folder: folder.to_owned(),
            variables: Vec::new(),
        }
    }

    /// The cargo that started this program, so that a chosen toolchain stays chosen.
    pub fn cargo(arguments: &[&str], root: &Path) -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        Self::new(&cargo, arguments, root)
    }

    pub fn with_variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    /// Runs it to its end; its output goes where ours goes.
    pub fn run(&self) -> Outcome {
        println!("    $ {self}");
        let status = self.command().status();
        self.judge(status)
    }

    /// As [`Self::run`], and every line of its standard output is shown to `reader` too.
    pub fn run_read(&self, mut reader: impl FnMut(&str)) -> Outcome {
        println!("    $ {self}");
        let mut child = self
            .command()
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| self.not_started(&error))?;
        let output = child.stdout.take().expect("standard output is piped");
        let mut shown = std::io::stdout().lock();
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(|error| format!("reading from `{self}`: {error}"))?;
            reader(&String::from_utf8_lossy(&line));
            // Somebody who stopped listening does not stop the tests.
            let _ = shown.write_all(&line).and_then(|()| shown.write_all(b"\n"));
        }
        drop(shown);
        self.judge(child.wait())
    }

    /// What it prints on standard output, or `None` when it is not there or fails.
    pub fn answer(&self) -> Option<String> {
        let output = self.command().stderr(Stdio::null()).output().ok()?;
        let answer = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        output.status.success().then_some(answer)
    }

    /// What it prints on standard output whatever its exit status, or `None` when it is not there.
    pub fn answer_even_if_failed(&self) -> Option<String> {
        let output = self.command().stderr(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.name);
        command
            .args(&self.arguments)
            .current_dir(&self.folder)
            .envs(self.variables.iter().copied())
            .stdin(Stdio::null());
        command
    }

    fn judge(&self, status: std::io::Result<std::process::ExitStatus>) -> Outcome {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{self}` ended with {status}")),
            Err(error) => Err(self.not_started(&error)),
        }
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        format!("`{self}` could not be started: {error}")
    }
}

impl fmt::Display for Program {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = Path::new(&self.name);
        write!(
            formatter,
            "{}",
            name.file_stem().unwrap_or(name.as_os_str()).display()
        )?;
        for argument in &self.arguments {
            write!(formatter, " {argument}")?;
        }
        Ok(())
    }
}
