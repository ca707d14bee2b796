//! The signature that OpenSSH makes over a file (`PROTOCOL.sshsig`), for Ed25519 alone.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::Signature;
use sha2::{Digest as _, Sha512};

use crate::Fault;
use crate::key::{ALGORITHM, PublicKey};

const MAGIC: &[u8] = b"SSHSIG";
const VERSION: u32 = 1;
const HASH: &[u8] = b"sha512";
const BEGIN: &str = "-----BEGIN SSH SIGNATURE-----\n";
const END: &str = "-----END SSH SIGNATURE-----\n";
/// Letters of a line, as OpenSSH breaks them.
const LINE: usize = 70;

/// What a signature is good for; one of one purpose is none of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Namespace {
    /// A member's contribution.
    Contribution,
    /// A coordinator's cohort card.
    Cohort,
    /// A coordinator's benchmark.
    Benchmark,
}

impl Namespace {
    /// Every purpose.
    pub const ALL: [Self; 3] = [Self::Contribution, Self::Cohort, Self::Benchmark];

    /// As it stands in the signature.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contribution => "psirt-maturity/contribution",
            Self::Cohort => "psirt-maturity/cohort",
            Self::Benchmark => "psirt-maturity/benchmark",
        }
    }
}

/// What is signed of a text.
pub(crate) fn signed_bytes(namespace: Namespace, text: &[u8]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(ssh_string(namespace.as_str().as_bytes()));
    bytes.extend(ssh_string(b""));
    bytes.extend(ssh_string(HASH));
    bytes.extend(ssh_string(&Sha512::digest(text)));
    bytes
}

/// A signature in lines of text.
pub(crate) fn armored(signer: &PublicKey, namespace: Namespace, signature: &Signature) -> String {
    let mut blob = MAGIC.to_vec();
    blob.extend(VERSION.to_be_bytes());
    blob.extend(ssh_string(&signer.blob()));
    blob.extend(ssh_string(namespace.as_str().as_bytes()));
    blob.extend(ssh_string(b""));
    blob.extend(ssh_string(HASH));
    let mut own = ssh_string(ALGORITHM);
    own.extend(ssh_string(&signature.to_bytes()));
    blob.extend(ssh_string(&own));
    let mut text = BEGIN.to_owned();
    let base64 = STANDARD.encode(blob);
    let mut rest = base64.as_str();
    while !rest.is_empty() {
        let (line, more) = rest.split_at(rest.len().min(LINE));
        text += line;
        text.push('\n');
        rest = more;
    }
    text + END
}

/// Who signed a text for a purpose.
///
/// # Errors
/// [`Fault::NotSigned`] where the signature has not the form of one of this kind,
/// [`Fault::BadSignature`] where it is of another text, purpose or key.
pub(crate) fn verified(
    namespace: Namespace,
    text: &[u8],
    signature: &str,
) -> Result<PublicKey, Fault> {
    let base64: String = signature
        .strip_prefix(BEGIN)
        .and_then(|rest| rest.strip_suffix(END))
        .ok_or(Fault::NotSigned)?
        .split('\n')
        .collect();
    let blob = STANDARD.decode(base64).map_err(|_| Fault::NotSigned)?;
    let (signer, found, signature) = parts(&blob).ok_or(Fault::NotSigned)?;
    if found != namespace.as_str().as_bytes() {
        return Err(Fault::BadSignature);
    }
    signer
        .0
        .verify_strict(&signed_bytes(namespace, text), &signature)
        .map_err(|_| Fault::BadSignature)?;
    Ok(signer)
}

/// Key, namespace and signature of a blob; nothing may be left over.
fn parts(blob: &[u8]) -> Option<(PublicKey, &[u8], Signature)> {
    let rest = blob.strip_prefix(MAGIC)?;
    let mut rest = rest.strip_prefix(&VERSION.to_be_bytes())?;
    let signer = PublicKey::of_blob(take_string(&mut rest)?)?;
    let namespace = take_string(&mut rest)?;
    let reserved = take_string(&mut rest)?;
    let hash = take_string(&mut rest)?;
    let mut own = take_string(&mut rest)?;
    let algorithm = take_string(&mut own)?;
    let signature: &[u8; 64] = take_string(&mut own)?.try_into().ok()?;
    let is_ours = reserved.is_empty() && hash == HASH && algorithm == ALGORITHM;
    let is_whole = rest.is_empty() && own.is_empty();
    (is_ours && is_whole).then(|| (signer, namespace, Signature::from_bytes(signature)))
}

/// Bytes with their length before them.
pub(crate) fn ssh_string(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("what is written here is short");
    let mut string = length.to_be_bytes().to_vec();
    string.extend(bytes);
    string
}

/// Takes bytes with their length before them off the front.
pub(crate) fn take_string<'a>(from: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, rest) = from.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    let (string, rest) = rest.split_at_checked(length)?;
    *from = rest;
    Some(string)
}
