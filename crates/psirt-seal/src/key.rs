//! Keys: the secret from which they are made, and the public half that others know.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, STANDARD_NO_PAD};
use ed25519_dalek::{Signer as _, VerifyingKey};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::Fault;
use crate::signature::{Namespace, armored, signed_bytes, ssh_string, take_string};

/// What SSH calls keys and signatures of this kind.
pub(crate) const ALGORITHM: &[u8] = b"ssh-ed25519";

/// Thirty-two random bytes, from which the keys of a coordinator or member are made.
///
/// Overwritten when it is dropped; `Debug` hides it.
#[derive(Clone)]
pub struct Secret(Zeroizing<[u8; 32]>);

impl Secret {
    /// Makes one of the system's random numbers: the only place where this crate asks for any.
    ///
    /// # Errors
    /// [`Fault::NoRandomness`]
    pub fn random() -> Result<Self, Fault> {
        let mut bytes = Zeroizing::new([0; 32]);
        getrandom::fill(&mut *bytes).map_err(|_| Fault::NoRandomness)?;
        Ok(Self(bytes))
    }

    /// Takes one that was kept.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The bytes to keep.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Thirty-two bytes for one purpose; those for another tell nothing of them.
    pub(crate) fn derived(&self, purpose: &str) -> Zeroizing<[u8; 32]> {
        let mut bytes = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, &*self.0)
            .expand(purpose.as_bytes(), &mut *bytes)
            .expect("thirty-two bytes are few");
        bytes
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(..)")
    }
}

/// Signs; overwritten when it is dropped.
pub struct SigningKey(ed25519_dalek::SigningKey);

impl SigningKey {
    /// The signing key of a secret, always the same.
    pub fn of(secret: &Secret) -> Self {
        let seed = secret.derived("psirt-maturity/signing/1");
        Self(ed25519_dalek::SigningKey::from_bytes(&seed))
    }

    /// What others verify with.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    /// The signature over a text, as SSH writes it.
    pub fn sign(&self, namespace: Namespace, text: &[u8]) -> String {
        let signature = self.0.sign(&signed_bytes(namespace, text));
        armored(&self.public(), namespace, &signature)
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SigningKey({})", self.public())
    }
}

/// The public half of a signing key; written as SSH writes it: `ssh-ed25519 AAAA…`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(pub(crate) VerifyingKey);

impl PublicKey {
    /// What is compared by phone, as SSH shows it: `SHA256:` and the digest in base64.
    pub fn fingerprint(&self) -> String {
        let digest = STANDARD_NO_PAD.encode(Sha256::digest(self.blob()));
        format!("SHA256:{digest}")
    }

    /// As SSH writes it in binary.
    pub(crate) fn blob(&self) -> Vec<u8> {
        let mut blob = ssh_string(ALGORITHM);
        blob.extend(ssh_string(self.0.as_bytes()));
        blob
    }

    pub(crate) fn of_blob(mut blob: &[u8]) -> Option<Self> {
        let algorithm = take_string(&mut blob)?;
        let bytes: &[u8; 32] = take_string(&mut blob)?.try_into().ok()?;
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        // A weak key verifies signatures that nobody made.
        (algorithm == ALGORITHM && blob.is_empty() && !key.is_weak()).then_some(Self(key))
    }
}

impl FromStr for PublicKey {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let base64 = text.strip_prefix("ssh-ed25519 ").ok_or(Fault::NotAKey)?;
        let blob = STANDARD.decode(base64).map_err(|_| Fault::NotAKey)?;
        Self::of_blob(&blob).ok_or(Fault::NotAKey)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ssh-ed25519 {}", STANDARD.encode(self.blob()))
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
