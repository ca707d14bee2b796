//! A logo of pixels. The sums in its chunks are mended, so that the fuzzer need not guess them.

use super::Kind;
use super::logo_svg::take_logo;
use psirt_report::logo::Logo;

/// Logos of pixels.
pub const KIND: Kind = Kind {
    name: "logo_png",
    seeds,
    take,
};

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// A chunk has its length and kind before it, and its sum after it.
const AROUND: usize = 12;

fn seeds() -> Vec<Vec<u8>> {
    let header = |depth: u8, color: u8, interlaced: u8| {
        let mut header = vec![0, 0, 0, 3, 0, 0, 0, 2, depth, color, 0, 0, interlaced];
        header.splice(0..0, *b"IHDR");
        header
    };
    let image = |depth: u8, color: u8, interlaced: u8, further: &[&[u8]], bytes_of_a_row: u8| {
        let mut bytes = SIGNATURE.to_vec();
        chunk(&mut bytes, &header(depth, color, interlaced));
        for one in further {
            chunk(&mut bytes, one);
        }
        let mut rows = Vec::new();
        for row in 0..2_u8 {
            rows.push(row);
            rows.extend((0..bytes_of_a_row).map(|at: u8| at.wrapping_mul(37)));
        }
        let mut data = b"IDAT".to_vec();
        data.extend(stored(&rows));
        chunk(&mut bytes, &data);
        chunk(&mut bytes, b"IEND");
        bytes
    };
    vec![
        image(8, 6, 0, &[], 12),
        image(8, 2, 0, &[b"tRNS\0\0\0\x25\0\x4a"], 9),
        image(16, 4, 0, &[b"gAMA\0\0\xb1\x8f"], 12),
        image(1, 0, 1, &[], 1),
        image(
            4,
            3,
            0,
            &[b"PLTE\0\0\0\xff\xff\xff\0\x80\xff", b"tRNS\0\x80"],
            2,
        ),
        image(
            8,
            0,
            0,
            &[
                b"acTL\0\0\0\x01\0\0\0\0",
                b"pHYs\0\0\x0b\x13\0\0\x0b\x13\x01",
            ],
            3,
        ),
    ]
}

/// The rows in the form of zlib, not made smaller.
fn stored(rows: &[u8]) -> Vec<u8> {
    let length = u16::try_from(rows.len()).expect("an example is small");
    let mut bytes = vec![0x78, 0x01, 0x01];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(rows);
    let (mut low, mut high) = (1_u32, 0_u32);
    for byte in rows {
        low = (low + u32::from(*byte)) % 65_521;
        high = (high + low) % 65_521;
    }
    bytes.extend((high << 16 | low).to_be_bytes());
    bytes
}

fn chunk(bytes: &mut Vec<u8>, kind_and_content: &[u8]) {
    let length = u32::try_from(kind_and_content.len() - 4).expect("an example is small");
    bytes.extend(length.to_be_bytes());
    bytes.extend(kind_and_content);
    bytes.extend(sum(kind_and_content).to_be_bytes());
}

/// The sum of a chunk, as PNG wants it.
fn sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xedb8_8320 & (sum & 1).wrapping_neg())
        })
    })
}

fn take(input: &[u8]) {
    // As it comes, and as somebody would send it who wants more than a wrong sum to be seen.
    let _ = Logo::parse(input);
    take_logo(&with_sums(input));
}

fn with_sums(input: &[u8]) -> Vec<u8> {
    let mut bytes = input.to_vec();
    let start = bytes.len().min(SIGNATURE.len());
    bytes[..start].copy_from_slice(&SIGNATURE[..start]);
    let mut at = SIGNATURE.len();
    while let Some(length) = bytes.get(at..at + 4) {
        let length = u32::from_be_bytes(length.try_into().expect("these are four bytes"));
        let length = usize::try_from(length).expect("a size fits");
        let end = at.saturating_add(AROUND).saturating_add(length);
        if end > bytes.len() {
            break;
        }
        let sum = sum(&bytes[at + 4..end - 4]);
        bytes[end - 4..end].copy_from_slice(&sum.to_be_bytes());
        at = end;
    }
    bytes
}
