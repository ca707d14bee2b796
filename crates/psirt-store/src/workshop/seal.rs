//! Sealing an opinion so that a workspace alone, its backups included, does not show it.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chacha20poly1305::aead::{Aead as _, Payload};
use chacha20poly1305::{Key, KeyInit as _, XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use psirt_core::workshop::{AnchorScores, Ballot, Opinion};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::error::{Error, Result};
use crate::place;
use crate::workshop::WorkshopFault;

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 24;
/// Sealed texts have a multiple of this length, so that a short one does not tell a bare level
/// from a reason.
const BLOCK: usize = 1024;

/// The key of one workshop: one half seals, the other makes ids.
pub(super) struct SessionKey(Zeroizing<[u8; 2 * KEY_BYTES]>);

/// What is sealed; from outside the kinds look alike.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Sealed {
    /// An answer.
    Opinion(Cast),
    /// The digest of a respondent's PIN.
    Pin { pin: Vec<u8> },
    /// What a respondent scored of the anchor cases.
    Scored(Scored),
}

/// The scores of a respondent.
#[derive(Serialize, Deserialize)]
pub(super) struct Scored {
    pub respondent: u32,
    pub scores: AnchorScores,
}

/// An opinion with the ballot it belongs to.
#[derive(Serialize, Deserialize)]
pub(super) struct Cast {
    pub ballot: Ballot,
    pub opinion: Opinion,
}

/// Where the key of a workshop lies.
pub(super) fn path_of(keys: &Path, workshop: &str) -> PathBuf {
    // An id comes from whoever calls, and is no path.
    let mut name = String::with_capacity(workshop.len() * 2 + ".key".len());
    for byte in workshop.bytes() {
        write!(name, "{byte:02x}").expect("a string takes any text");
    }
    keys.join(name + ".key")
}

impl SessionKey {
    /// Makes the key of a workshop and writes it where it stays until the end; it is on the
    /// medium when this returns.
    pub fn make(keys: &Path, workshop: &str) -> Result<Self> {
        use std::io::Write as _;
        place::make_private_folder(keys)?;
        let mut bytes = Zeroizing::new([0; 2 * KEY_BYTES]);
        random(&mut *bytes)?;
        let path = path_of(keys, workshop);
        let mut file = place::create(&path, None)?;
        file.write_all(&*bytes)
            .and_then(|()| file.sync_all())
            .map_err(Error::io("write", &path))?;
        place::sync_folder_of(&path)?;
        Ok(Self(bytes))
    }

    /// The key of a workshop.
    ///
    /// # Errors
    /// [`WorkshopFault::KeyMissing`] where it is not on this machine, or is none.
    pub fn read(keys: &Path, workshop: &str) -> Result<Self> {
        let path = path_of(keys, workshop);
        match fs::read(&path).map(Zeroizing::new) {
            Ok(found) => match <[u8; 2 * KEY_BYTES]>::try_from(found.as_slice()) {
                Ok(bytes) => Ok(Self(Zeroizing::new(bytes))),
                Err(_) => Err(WorkshopFault::KeyMissing.into()),
            },
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(WorkshopFault::KeyMissing.into())
            }
            Err(error) => Err(Error::io("read", &path)(error)),
        }
    }

    /// Overwrites and removes the key of a workshop; it may be gone already.
    pub fn remove(keys: &Path, workshop: &str) -> Result<()> {
        let path = path_of(keys, workshop);
        if !path.exists() {
            return Ok(());
        }
        fs::write(&path, [0; 2 * KEY_BYTES]).map_err(Error::io("write", &path))?;
        place::sync(&path)?;
        place::remove(&path)?;
        place::sync_folder_of(&path)
    }

    /// The id under which a respondent's opinion on a service lies: always the same, and without
    /// the key nobody's.
    pub fn id(&self, workshop: &str, ballot: Ballot, respondent: u32, service: &str) -> Vec<u8> {
        self.digest(&(workshop, ballot, respondent, service))
    }

    /// The id under which the digest of a respondent's PIN lies.
    pub fn id_of_pin(&self, workshop: &str, respondent: u32) -> Vec<u8> {
        self.digest(&(workshop, "pin", respondent))
    }

    /// What is kept of a PIN: nothing that could be compared with another's.
    pub fn digest_of_pin(&self, workshop: &str, respondent: u32, pin: &str) -> Vec<u8> {
        self.digest(&(workshop, "pin is", respondent, pin))
    }

    fn digest(&self, of: &impl Serialize) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[KEY_BYTES..])
            .expect("a key of any length will do");
        let text = serde_json::to_vec(of).expect("it has text and numbers only");
        mac.update(&Zeroizing::new(text));
        mac.finalize().into_bytes().to_vec()
    }

    /// The id under which what a respondent scored of the anchor cases lies.
    pub fn anchors_id(&self, workshop: &str, respondent: u32) -> Vec<u8> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0[KEY_BYTES..])
            .expect("a key of any length will do");
        let whose = serde_json::to_vec(&("anchors", workshop, respondent))
            .expect("it has text and numbers only");
        mac.update(&whose);
        mac.finalize().into_bytes().to_vec()
    }

    /// Seals something for the place with this id.
    pub fn seal(&self, id: &[u8], what: &Sealed) -> Result<Vec<u8>> {
        let mut text =
            Zeroizing::new(serde_json::to_vec(what).expect("an opinion has text keys only"));
        // Spaces after the end are nothing in JSON.
        let length = text.len().next_multiple_of(BLOCK);
        text.resize(length, b' ');
        let mut nonce = [0; NONCE_BYTES];
        random(&mut nonce)?;
        let payload = Payload {
            msg: &text,
            aad: id,
        };
        let sealed = self
            .cipher()
            .encrypt(&XNonce::from(nonce), payload)
            .expect("an opinion is far shorter than the cipher's limit");
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what was sealed for the place with this id.
    ///
    /// # Errors
    /// [`Error::Damaged`] where it was sealed with another key, for another place, or changed
    pub fn open(&self, id: &[u8], sealed: &[u8]) -> Result<Sealed> {
        let damaged = || Error::damaged("a sealed answer cannot be opened");
        let (nonce, sealed) = sealed.split_at_checked(NONCE_BYTES).ok_or_else(damaged)?;
        let nonce: [u8; NONCE_BYTES] = nonce.try_into().map_err(|_| damaged())?;
        let payload = Payload {
            msg: sealed,
            aad: id,
        };
        let text = self
            .cipher()
            .decrypt(&XNonce::from(nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| damaged())?;
        serde_json::from_slice(&text).map_err(|_| damaged())
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        let key: [u8; KEY_BYTES] = self.0[..KEY_BYTES]
            .try_into()
            .expect("it is half of the key");
        XChaCha20Poly1305::new(&Key::from(key))
    }
}

fn random(bytes: &mut [u8]) -> Result<()> {
    getrandom::fill(bytes).map_err(|error| Error::Medium {
        detail: format!("the system gives no random numbers: {error}"),
    })
}

#[cfg(test)]
mod tests {
    use super::{Ballot, Cast, Opinion, Sealed, SessionKey};
    use psirt_core::{Answer, Level};

    fn cast(note: &str) -> Sealed {
        Sealed::Opinion(opinion(note))
    }

    fn opinion(note: &str) -> Cast {
        Cast {
            ballot: Ballot::First,
            opinion: Opinion {
                respondent: 3,
                service: "A.1".into(),
                answer: Answer::Level(Level::new(2)),
                note: note.to_owned(),
            },
        }
    }

    fn key(folder: &tempfile::TempDir, workshop: &str) -> SessionKey {
        SessionKey::make(folder.path(), workshop).expect("there is room for a key")
    }

    #[test]
    fn a_sealed_answer_opens_at_its_place_with_its_key_and_nowhere_else() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let (own, other) = (key(&folder, "w1"), key(&folder, "w2"));
        let sealed = own.seal(b"here", &cast("note")).expect("it can be sealed");
        let Sealed::Opinion(opened) = own.open(b"here", &sealed).expect("it opens") else {
            panic!("it is an opinion");
        };
        assert_eq!(opened.opinion, opinion("note").opinion);
        assert!(
            own.open(b"there", &sealed).is_err(),
            "rows cannot be exchanged"
        );
        assert!(other.open(b"here", &sealed).is_err());
        let mut changed = sealed.clone();
        *changed.last_mut().expect("it is long") ^= 1;
        assert!(own.open(b"here", &changed).is_err());
        assert!(own.open(b"here", b"short").is_err());
    }

    #[test]
    fn a_level_one_with_a_reason_and_a_pin_are_equally_long_when_sealed() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let key = key(&folder, "w1");
        let length = |note: &str| {
            key.seal(b"id", &cast(note))
                .expect("it can be sealed")
                .len()
        };
        assert_eq!(length(""), length("we write it down since May"));
        let pin = key.digest_of_pin("w1", 3, "2580");
        let pin = key.seal(b"id", &Sealed::Pin { pin });
        assert_eq!(length(""), pin.expect("it can be sealed").len());
    }

    #[test]
    fn an_id_is_the_same_each_time_and_differs_by_person_ballot_and_service() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        let key = key(&folder, "w1");
        let id = |ballot, respondent, service| key.id("w1", ballot, respondent, service);
        let one = id(Ballot::First, 1, "A.1");
        assert_eq!(one, id(Ballot::First, 1, "A.1"));
        for other in [
            id(Ballot::Second, 1, "A.1"),
            id(Ballot::First, 2, "A.1"),
            id(Ballot::First, 1, "A.2"),
            self::key(&folder, "w2").id("w1", Ballot::First, 1, "A.1"),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_removed_key_is_gone_and_may_be_removed_again() {
        let folder = tempfile::tempdir().expect("there is room for a folder");
        drop(key(&folder, "w1"));
        for _ in 0..2 {
            SessionKey::remove(folder.path(), "w1").expect("it can be removed");
            assert!(SessionKey::read(folder.path(), "w1").is_err());
        }
        let left = std::fs::read_dir(folder.path())
            .expect("it is there")
            .count();
        assert_eq!(left, 0);
    }
}
