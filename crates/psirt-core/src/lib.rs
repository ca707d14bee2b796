//! Maturity sheets, assessments and the arithmetic on them.
