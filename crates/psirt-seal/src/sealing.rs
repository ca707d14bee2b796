//! Sealing a contribution so that only the coordinator can open it (HPKE, RFC 9180).

use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{TryCryptoRng, TryRng};
use hpke::{Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _};
use zeroize::Zeroizing;

use crate::envelope::Signed;
use crate::signature::Namespace;
use crate::{Fault, Secret};

/// What a sealed file begins with; it is authenticated along with the content.
const MAGIC: &[u8] = b"psirt-contribution 1\n";
const INFO: &[u8] = b"psirt-maturity/contribution/1";
/// Content has a multiple of this length, so that the length of a file tells next to nothing.
const BLOCK: usize = 4096;
/// The longest sealed file that is opened.
const MOST: usize = 1 << 20;
const KEY: usize = 32;

/// Opens what was sealed to its public half; overwritten when it is dropped.
pub struct SealingKey {
    private: <X25519HkdfSha256 as Kem>::PrivateKey,
    public: <X25519HkdfSha256 as Kem>::PublicKey,
}

impl SealingKey {
    /// The sealing key of a secret, always the same (`DeriveKeyPair` of RFC 9180).
    pub fn of(secret: &Secret) -> Self {
        let material = secret.derived("psirt-maturity/sealing/1");
        let (private, public) = X25519HkdfSha256::derive_keypair(&*material);
        Self { private, public }
    }

    /// What others seal to.
    pub fn public(&self) -> SealingPublicKey {
        SealingPublicKey(self.public.clone())
    }

    /// Opens a sealed contribution and verifies who signed it.
    ///
    /// # Errors
    /// [`Fault`], the first against it
    pub fn open(&self, sealed: &[u8]) -> Result<Signed, Fault> {
        if sealed.len() > MOST {
            return Err(Fault::NotSealed);
        }
        let rest = sealed.strip_prefix(MAGIC).ok_or(Fault::NotSealed)?;
        let (key, content) = rest.split_at_checked(KEY).ok_or(Fault::NotSealed)?;
        let key = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(key)
            .map_err(|_| Fault::NotSealed)?;
        let content = hpke::single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.private,
            &key,
            INFO,
            content,
            MAGIC,
        )
        .map(Zeroizing::new)
        .map_err(|_| Fault::WrongSeal)?;
        if content.len() % BLOCK != 0 {
            return Err(Fault::NotSigned);
        }
        let text = str::from_utf8(&content).map_err(|_| Fault::NotSigned)?;
        Signed::verify(text.trim_end_matches(' '), Namespace::Contribution)
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "SealingKey({})", self.public())
    }
}

/// The key that contributions are sealed to; written in base64.
#[derive(Clone, PartialEq, Eq)]
pub struct SealingPublicKey(<X25519HkdfSha256 as Kem>::PublicKey);

/// The bytes of a sealed contribution's file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Whether bytes begin as every sealed contribution does.
    pub fn is_begun_by(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// The bytes to write.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl SealingPublicKey {
    /// Seals a signed contribution; `once` is used for nothing else.
    ///
    /// # Errors
    /// [`Fault::NotAKey`] where nothing can be sealed to the key
    pub fn seal(&self, signed: &Signed, once: &Secret) -> Result<Sealed, Fault> {
        let mut content = Zeroizing::new(signed.to_json().into_bytes());
        let length = content.len().next_multiple_of(BLOCK);
        content.resize(length, b' ');
        let (key, sealed) =
            hpke::single_shot_seal_with_rng::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
                &OpModeS::Base,
                &self.0,
                INFO,
                &content,
                MAGIC,
                &mut Once(Some(once)),
            )
            .map_err(|_| Fault::NotAKey)?;
        Ok(Sealed([MAGIC, &key.to_bytes(), &sealed].concat()))
    }
}

impl FromStr for SealingPublicKey {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let bytes = STANDARD.decode(text).map_err(|_| Fault::NotAKey)?;
        let key = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&bytes);
        key.map(Self).map_err(|_| Fault::NotAKey)
    }
}

impl fmt::Display for SealingPublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&STANDARD.encode(self.0.to_bytes()))
    }
}

impl fmt::Debug for SealingPublicKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}

/// Gives the bytes of a secret, once: sealing asks for as many as a key has.
struct Once<'a>(Option<&'a Secret>);

impl TryRng for Once<'_> {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        unreachable!("sealing asks for the bytes of a key alone")
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        unreachable!("sealing asks for the bytes of a key alone")
    }

    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        let secret = self.0.take().expect("sealing makes one key");
        bytes.copy_from_slice(secret.bytes());
        Ok(())
    }
}

impl TryCryptoRng for Once<'_> {}
