//! Whole-product test suite; see `suite/`.
