//! A signed text and its signature in one JSON text.

use serde::{Deserialize, Serialize};

use crate::Fault;
use crate::key::{PublicKey, SigningKey};
use crate::signature::{Namespace, verified};

/// The format of the envelope.
const FORMAT: u32 = 1;

/// A text whose signature was verified, with who signed it; comes from [`Signed::sign`] or
/// [`Signed::verify`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    text: String,
    signature: String,
    namespace: Namespace,
    signer: PublicKey,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    format: u32,
    kind: Kind,
    signed: String,
    signature: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
enum Kind {
    #[serde(rename = "signed_contribution")]
    Contribution,
    #[serde(rename = "signed_cohort")]
    Cohort,
    #[serde(rename = "signed_benchmark")]
    Benchmark,
}

impl From<Namespace> for Kind {
    fn from(namespace: Namespace) -> Self {
        match namespace {
            Namespace::Contribution => Self::Contribution,
            Namespace::Cohort => Self::Cohort,
            Namespace::Benchmark => Self::Benchmark,
        }
    }
}

impl Signed {
    /// Signs a text.
    pub fn sign(text: String, namespace: Namespace, key: &SigningKey) -> Self {
        Self {
            signature: key.sign(namespace, text.as_bytes()),
            text,
            namespace,
            signer: key.public(),
        }
    }

    /// Reads an envelope and verifies its signature.
    ///
    /// # Errors
    /// [`Fault::NotSigned`], [`Fault::BadSignature`]
    pub fn verify(json: &str, namespace: Namespace) -> Result<Self, Fault> {
        let file: File = serde_json::from_str(json).map_err(|_| Fault::NotSigned)?;
        if file.format != FORMAT || file.kind != namespace.into() {
            return Err(Fault::NotSigned);
        }
        let signer = verified(namespace, file.signed.as_bytes(), &file.signature)?;
        Ok(Self {
            text: file.signed,
            signature: file.signature,
            namespace,
            signer,
        })
    }

    /// What a text says it is signed for, whether or not anything is wrong with it.
    pub fn announced(json: &str) -> Option<Namespace> {
        #[derive(Deserialize)]
        struct Head {
            kind: Kind,
        }
        let head: Head = serde_json::from_str(json).ok()?;
        Some(match head.kind {
            Kind::Contribution => Namespace::Contribution,
            Kind::Cohort => Namespace::Cohort,
            Kind::Benchmark => Namespace::Benchmark,
        })
    }

    /// The envelope as a file holds it.
    pub fn to_json(&self) -> String {
        let file = File {
            format: FORMAT,
            kind: self.namespace.into(),
            signed: self.text.clone(),
            signature: self.signature.clone(),
        };
        let mut json = serde_json::to_string_pretty(&file).expect("it has text keys only");
        json.push('\n');
        json
    }

    /// The text that was signed, to the letter.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The signature as SSH writes it.
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// Who signed it.
    pub fn signer(&self) -> &PublicKey {
        &self.signer
    }
}
