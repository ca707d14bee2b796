//! A secret as it stands on a printed sheet: letters that are not mistaken for each other, in
//! groups, with a check that finds a typing error.

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::{Fault, Secret};

/// Digits and letters without I, L, O and U (Crockford).
const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Bytes of the check.
const CHECK: usize = 3;
/// Letters: five bits each of the secret and its check.
const LENGTH: usize = (32 + CHECK) * 8 / 5;
/// Letters of a group.
const GROUP: usize = 4;

impl Secret {
    /// The secret as fourteen groups of four letters and digits, to be printed.
    pub fn to_recovery_key(&self) -> Zeroizing<String> {
        let mut bytes = Zeroizing::new(self.bytes().to_vec());
        bytes.extend(check(self.bytes()));
        let mut text = Zeroizing::new(String::with_capacity(LENGTH + LENGTH / GROUP));
        let (mut held, mut bits, mut written) = (0_u32, 0, 0);
        for &byte in bytes.iter() {
            held = (held << 8) | u32::from(byte);
            bits += 8;
            while bits >= 5 {
                bits -= 5;
                if written > 0 && written % GROUP == 0 {
                    text.push('-');
                }
                text.push(char::from(LETTERS[(held >> bits & 31) as usize]));
                written += 1;
            }
            held &= (1 << bits) - 1;
        }
        text
    }

    /// Understands what was typed or copied from a printed sheet: capital or small, grouped in any
    /// way; `I` and `L` are read as 1, `O` as 0.
    ///
    /// # Errors
    /// [`Fault::NotARecoveryKey`]
    pub fn from_recovery_key(typed: &str) -> Result<Self, Fault> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(32 + CHECK));
        let (mut held, mut bits) = (0_u32, 0);
        let mut letters = 0;
        for letter in typed.chars() {
            if letter == '-' || letter.is_whitespace() {
                continue;
            }
            let letter = match letter.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                letter => letter,
            };
            let value = (0_u32..)
                .zip(LETTERS)
                .find(|&(_, &known)| char::from(known) == letter);
            let (value, _) = value.ok_or(Fault::NotARecoveryKey)?;
            letters += 1;
            if letters > LENGTH {
                return Err(Fault::NotARecoveryKey);
            }
            held = (held << 5) | value;
            bits += 5;
            if bits >= 8 {
                bits -= 8;
                bytes.push(u8::try_from(held >> bits).expect("eight bits are left"));
                held &= (1 << bits) - 1;
            }
        }
        let (secret, found) = bytes
            .split_first_chunk::<32>()
            .ok_or(Fault::NotARecoveryKey)?;
        if letters != LENGTH || found != check(secret) {
            return Err(Fault::NotARecoveryKey);
        }
        Ok(Self::from_bytes(*secret))
    }
}

fn check(secret: &[u8; 32]) -> [u8; CHECK] {
    let mut hash = Sha256::new();
    hash.update(b"psirt-maturity/recovery/1");
    hash.update(secret);
    let digest = hash.finalize();
    [digest[0], digest[1], digest[2]]
}
