//! Which pieces of evidence the page can offer to open.

use std::path::Path;

use psirt_core::Assessment;

use crate::session::Session;
use crate::wire::{Failure, OpenablePlace, Opening};

/// What an address has at most, in bytes.
const LONGEST_LINK: usize = 2_000;

/// Places of an assessment's evidence that can be opened, each once.
pub fn openable(session: &Session, assessment: &Assessment) -> Result<Vec<OpenablePlace>, Failure> {
    let copies = session.workspace.kept_files()?;
    let entries = assessment.entries().values();
    let mut places: Vec<&str> = entries
        .flat_map(|entry| &entry.evidence)
        .map(|evidence| evidence.place.as_str())
        .collect();
    places.sort_unstable();
    places.dedup();
    let found = places.into_iter().filter_map(|place| {
        let is_copy = copies
            .binary_search_by(|name| name.as_str().cmp(place))
            .is_ok();
        let how = if is_copy {
            Opening::Copy
        } else if is_link(place) {
            Opening::Link
        } else if is_of_this_computer(place) {
            Opening::Folder
        } else {
            return None;
        };
        let place = place.to_owned();
        Some(OpenablePlace { place, how })
    });
    Ok(found.collect())
}

/// Whether a place is an address for a browser, and nothing hidden in it.
pub fn is_link(place: &str) -> bool {
    let lower = place.get(..8).unwrap_or(place).to_lowercase();
    let host = lower
        .strip_prefix("https://")
        .or_else(|| lower.strip_prefix("http://"));
    let is_whole = place
        .chars()
        .all(|sign| !sign.is_whitespace() && !sign.is_control());
    host.is_some() && is_whole && place.len() <= LONGEST_LINK
}

/// Whether a place is a path on this computer: looking at one on another would open a connection.
pub fn is_of_this_computer(place: &str) -> bool {
    let bytes = place.as_bytes();
    let is_remote = place.starts_with("//") || place.starts_with("\\\\");
    let has_drive =
        matches!(bytes, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    !is_remote && Path::new(place).is_absolute() && (has_drive || place.starts_with('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_run_or_reach_out_by_itself_is_opened() {
        for link in ["https://wiki.example/a?b=c#d", "HTTP://intranet/x"] {
            assert!(is_link(link), "{link}");
        }
        for other in [
            "javascript:alert(1)",
            "file:///etc/passwd",
            "https://a b",
            "https://a\nb",
            " https://a",
            "ftp://a",
            "wiki",
            "",
        ] {
            assert!(!is_link(other), "{other}");
        }
        for remote in [
            "//host/share/a.pdf",
            "\\\\host\\share\\a.pdf",
            "a.pdf",
            "share/a.pdf",
        ] {
            assert!(!is_of_this_computer(remote), "{remote}");
        }
        #[cfg(unix)]
        assert!(is_of_this_computer("/home/me/policy.pdf"));
        #[cfg(windows)]
        assert!(is_of_this_computer("C:\\Users\\me\\policy.pdf"));
    }
}
