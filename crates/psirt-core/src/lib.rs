//! Maturity sheets, assessments and the arithmetic on them: values and pure functions.
//!
//! Text comes in, values and faults go out. Nothing here reads a file, a clock or a random
//! number, knows SQL or a window, or rounds a figure: that is left to whoever shows it.
//!
//! ```text
//! sheet file ─▶ Sheet ─┬─▶ Scorecard ─▶ Gaps, Projection, Readiness, Trend
//! assessment file ─────┘
//! ```

pub mod agenda;
pub mod assessment;
pub mod benchmark;
pub mod cohort;
pub mod confidence;
pub mod contribution;
pub mod crosswalk;
pub mod explain;
pub mod fault;
pub mod file;
pub mod gap;
pub mod id;
pub mod kit;
pub mod letters;
pub mod limits;
pub mod plan;
pub mod profile;
pub mod reading;
pub mod review;
pub mod roadmap;
pub mod round;
pub mod schedule;
pub mod score;
pub mod sheet;
pub mod text;
pub mod trend;
pub mod workshop;

pub use assessment::{Answer, Assessment};
pub use crosswalk::Crosswalk;
pub use fault::{Fault, Faults, Problem};
pub use id::{AreaId, ServiceId, SheetId};
pub use jiff::civil::{Date, DateTime};
pub use kit::Kit;
pub use profile::Profile;
pub use reading::Reading;
pub use score::{Scorecard, score};
pub use sheet::{Level, Sheet};
pub use text::{Language, Text};
