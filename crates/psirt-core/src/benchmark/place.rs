//! A member's own place: what it reads out of a benchmark about itself, on its own machine.

use serde::Serialize;

use super::{Benchmark, Figures, Subject};
use crate::cohort::Rules;
use crate::id::ServiceId;
use crate::score::{Scorecard, tenths};
use crate::sheet::{Level, Sheet, Step};

/// Where a member stands in one subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Place<'a> {
    /// The published figures.
    pub figures: &'a Figures,
    /// The member's own score or level.
    pub own: Option<f64>,
    /// Where it lies, where both are known.
    pub position: Option<Position>,
    /// The deviation score, where the rules allow one.
    pub deviation_score: Option<i64>,
    /// The level the group wants, of services.
    pub target: Option<Level>,
}

/// Where an own figure lies beside the middle half.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Below the lower quartile.
    Below,
    /// Within the middle half.
    Within,
    /// Above the upper quartile.
    Above,
}

/// A service in which a member lies below the median, and what comes next.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind<'a> {
    /// The service.
    pub service: &'a ServiceId,
    /// The member's own level.
    pub own: Level,
    /// The median.
    pub median: f64,
    /// What to do to reach the next level, where the sheet says it.
    pub step: Option<&'a Step>,
}

/// 50 + 10 × (own - mean) / standard deviation, rounded half away from zero; the formula of the
/// 偏差値 of Japanese schools and of IPA's benchmark.
///
/// Nothing where fewer members have a level than the rules ask for, or where all have the same.
pub fn deviation_score(figures: &Figures, rules: Rules, own: f64) -> Option<i64> {
    let spread = figures.spread?;
    if figures.n? < rules.deviation || spread.deviation <= 0.0 {
        return None;
    }
    // Tenths of a tenth: the same margin for halves as every shown figure.
    Some(tenths(
        (50.0 + 10.0 * (own - spread.mean) / spread.deviation) / 10.0,
    ))
}

/// Sets a member's own scores beside the published figures, in the order of the benchmark.
pub fn places<'a>(benchmark: &'a Benchmark, card: &Scorecard) -> Vec<Place<'a>> {
    benchmark
        .figures()
        .iter()
        .map(|figures| {
            let own = own(&figures.subject, card);
            let position = own.zip(figures.quartiles).map(|(own, quartiles)| {
                // Scores are compared as they are shown.
                let (own, lower, upper) = (
                    tenths(own),
                    tenths(quartiles.lower),
                    tenths(quartiles.upper),
                );
                if own < lower {
                    Position::Below
                } else if own > upper {
                    Position::Above
                } else {
                    Position::Within
                }
            });
            let target = match &figures.subject {
                Subject::Service(service) => benchmark.targets().get(service).copied(),
                Subject::Overall | Subject::Area(_) => None,
            };
            Place {
                figures,
                own,
                position,
                deviation_score: own
                    .and_then(|own| deviation_score(figures, benchmark.rules(), own)),
                target,
            }
        })
        .collect()
}

fn own(subject: &Subject, card: &Scorecard) -> Option<f64> {
    match subject {
        Subject::Overall => card.overall.score,
        Subject::Area(id) => card.areas.iter().find(|area| area.id == *id)?.score,
        Subject::Service(id) => {
            let service = card.services.iter().find(|service| service.id == *id)?;
            service.state.level().map(f64::from)
        }
    }
}

/// The services in which a member lies below the median: the farthest below first, then in sheet
/// order.
pub fn behind<'a>(places: &[Place<'a>], sheet: &'a Sheet) -> Vec<Behind<'a>> {
    let mut behind: Vec<Behind<'a>> = places
        .iter()
        .filter_map(|place| {
            let Subject::Service(service) = &place.figures.subject else {
                return None;
            };
            let (own, median) = (place.own?, place.figures.median?);
            if own >= median {
                return None;
            }
            let described = sheet.service(service.as_str())?;
            let levels = described.levels.iter().map(|text| text.level);
            let own = levels.into_iter().find(|&level| f64::from(level) >= own)?;
            let next = described.level(own.next());
            Some(Behind {
                service,
                own,
                median,
                step: next.and_then(|next| next.step.as_ref()),
            })
        })
        .collect();
    let distance = |behind: &Behind<'_>| behind.median - f64::from(behind.own);
    behind.sort_by(|one, other| distance(other).total_cmp(&distance(one)));
    behind
}
