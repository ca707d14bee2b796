//! Changes JSON so that it stays JSON: the fuzzer's own changes are nearly always refused by the
//! grammar, and never reach what is said about a service.

use libfuzzer_sys::fuzzer_mutate;
use serde_json::{Value, json};

/// Changes one input in its place and returns its new length.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut lot = Lot(u64::from(seed));
    let parsed = serde_json::from_slice::<Value>(&data[..size]).ok();
    // Text that is no longer JSON is worth a try now and then.
    if let Some(mut value) = parsed.filter(|_| lot.below(5) > 0) {
        for _ in 0..=lot.below(3) {
            change(&mut value, &mut lot);
        }
        let text = value.to_string();
        if text.len() <= max_size {
            data[..text.len()].copy_from_slice(text.as_bytes());
            return text.len();
        }
    }
    fuzzer_mutate(data, size, max_size)
}

/// Numbers that look drawn by lot and are the same for the same seed.
struct Lot(u64);

impl Lot {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most.max(1)
    }
}

fn change(root: &mut Value, lot: &mut Lot) {
    let count = count(root);
    let other = {
        let mut left = lot.below(count);
        nth(root, &mut left).cloned().unwrap_or_default()
    };
    let mut left = lot.below(count);
    let Some(value) = nth(root, &mut left) else {
        return;
    };
    match (lot.below(8), value) {
        (0, Value::Object(fields)) => {
            let key = fields.keys().nth(lot.below(fields.len())).cloned();
            key.and_then(|key| fields.remove(&key));
        }
        (1, Value::Object(fields)) => {
            let key = fields.keys().nth(lot.below(fields.len())).cloned();
            if let Some(value) = key.and_then(|key| fields.remove(&key)) {
                fields.insert(odd_text(lot), value);
            }
        }
        (0 | 1, Value::Array(members)) if !members.is_empty() => {
            members.remove(lot.below(members.len()));
        }
        (2 | 3, Value::Array(members)) if !members.is_empty() => {
            let (from, to) = (lot.below(members.len()), lot.below(members.len() + 1));
            let member = members[from].clone();
            members.insert(to, member);
        }
        (0..=3, Value::String(text)) => {
            let mut letters: Vec<char> = text.chars().collect();
            let at = lot.below(letters.len() + 1);
            let end = (at + lot.below(4)).min(letters.len());
            letters.splice(at..end, odd_text(lot).chars());
            *text = letters.into_iter().collect();
        }
        (0..=3, Value::Number(number)) => {
            let by = [-1, 1, 5, 1_000_000][lot.below(4)];
            if let Some(whole) = number.as_i64() {
                *number = whole.wrapping_add(by).into();
            }
        }
        (4 | 5, value) => *value = other,
        (_, value) => *value = odd(lot),
    }
}

fn odd(lot: &mut Lot) -> Value {
    match lot.below(12) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(0),
        3 => json!(-1),
        4 => json!(1e308),
        5 => json!(u64::MAX),
        6 => json!(0.5),
        7 => json!([]),
        8 => json!({}),
        9 => json!({ "en": "a", "ja": "あ" }),
        10 => json!("2026-02-30"),
        _ => Value::String(odd_text(lot)),
    }
}

fn odd_text(lot: &mut Lot) -> String {
    const WORDS: [&str; 14] = [
        "",
        "a",
        " ",
        "1.1",
        "2026-12-31",
        "en",
        "ja",
        "level",
        "finished",
        "あ",
        "\u{0}",
        "\u{202e}\u{200b}",
        "e\u{301}",
        "/~0~1\"\\",
    ];
    WORDS[lot.below(WORDS.len())].to_owned()
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(members) => members.iter().map(count).sum(),
        Value::Object(fields) => fields.values().map(count).sum::<usize>(),
        _ => 0,
    }
}

/// The value with a number, counted through the whole.
fn nth<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(members) => members.iter_mut().find_map(|member| nth(member, left)),
        Value::Object(fields) => fields.values_mut().find_map(|field| nth(field, left)),
        _ => None,
    }
}
