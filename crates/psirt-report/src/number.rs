//! Changes of figures as a reader sees them.

use psirt_core::score::one_decimal;

/// One decimal with its sign: `+0.4`, `−0.2`, `±0.0`.
pub fn change(value: f64) -> String {
    let shown = one_decimal(value.abs());
    if shown == "0.0" {
        "±0.0".to_owned()
    } else if value < 0.0 {
        format!("−{shown}")
    } else {
        format!("+{shown}")
    }
}

/// Person-days without needless decimals.
pub fn days(days: f64) -> String {
    let shown = one_decimal(days);
    shown
        .strip_suffix(".0")
        .map_or_else(|| shown.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_sign() {
        assert_eq!(
            [0.42, -0.25, 0.01, -0.01].map(change),
            ["+0.4", "−0.3", "±0.0", "±0.0"]
        );
    }
}
