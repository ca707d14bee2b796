//! A profile: read, and its targets looked at.

use psirt_app::frameworks::shipped_text;
use psirt_core::Profile;
use psirt_core::file::Announced;

use super::rounds::library;
use super::{Kind, as_bytes, can_be_told};

/// Profiles.
pub const KIND: Kind = Kind {
    name: "profile",
    seeds,
    take,
};

fn seeds() -> Vec<Vec<u8>> {
    let all = library().profiles().into_iter();
    as_bytes(all.filter_map(|(_, profile)| shipped_text(Announced::Profile, profile.id(), "")))
}

fn take(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let library = library();
    match Profile::parse(text, |id| library.latest(id).map(AsRef::as_ref)) {
        Ok(profile) => {
            assert_eq!(
                profile.mean_target().is_none(),
                profile.targets().is_empty()
            );
        }
        Err(faults) => can_be_told(&faults),
    }
}
