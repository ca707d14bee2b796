//! Signatures and seals of the files that the members of a cohort hand each other.
//!
//! - **Signed** is a text with an SSH signature (Ed25519), as `ssh-keygen -Y verify` checks it.
//!   What a signature is good for stands in its [`Namespace`], so that none can be used as another.
//! - **Sealed** is a signed text that only the coordinator can open: HPKE (RFC 9180), base mode,
//!   DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20-Poly1305.
//!
//! `docs/cohort-en.md` describes both so that others can write and read them. What the texts mean
//! is deliberately not here, nor any file: bytes come in, bytes go out. Randomness comes from the
//! system, in [`Secret::random`] alone; everything else is a function of its arguments.

mod envelope;
mod key;
mod recovery;
mod sealing;
mod signature;

pub use envelope::Signed;
pub use key::{PublicKey, Secret, SigningKey};
pub use sealing::{Sealed, SealingKey, SealingPublicKey};
pub use signature::Namespace;

use sha2::{Digest as _, Sha256};

/// Why something cannot be opened, verified or read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Fault {
    /// It is no sealed contribution, or cut off.
    #[error("this is no sealed contribution")]
    NotSealed,
    /// It was sealed to another key, or changed afterwards.
    #[error("this key does not open it: sealed to another key, or changed since")]
    WrongSeal,
    /// It has not the form of a signed text.
    #[error("this is no signed text")]
    NotSigned,
    /// The signature is of another text, another purpose or another key.
    #[error("the signature does not fit the text")]
    BadSignature,
    /// A text is no public key.
    #[error("this is no public key")]
    NotAKey,
    /// A text is no key of a recovery sheet, or has a typing error.
    #[error("this is no key of a recovery sheet, or it has a typing error")]
    NotARecoveryKey,
    /// The system gave no random numbers.
    #[error("the system gives no random numbers")]
    NoRandomness,
}

/// SHA-256 in hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        write!(text, "{byte:02x}").expect("a string takes any text");
    }
    text
}
