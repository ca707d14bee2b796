//! A screen nobody sees.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// An X server without a monitor, gone when it is dropped.
pub struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    /// Large enough for the window and everything it opens.
    pub fn new() -> Self {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1920x1080x24"])
            .args(["-nolisten", "tcp"])
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
        let display = format!(":{}", number.trim());
        Self { server, display }
    }

    /// Its name, for `DISPLAY`.
    pub fn display(&self) -> &str {
        &self.display
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // It may be gone already; either way it has to be waited for.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
