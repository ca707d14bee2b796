//! How sure the levels of an assessment are: what backs them, how old it is, where the answers
//! contradict their own indicators, what nobody knows.
//!
//! The defensible score says what of the score could be shown to somebody who asks: the same
//! score, where a level that nothing backs counts as the lowest. It stands beside the score and
//! never takes its place.

use std::collections::BTreeMap;

use jiff::ToSpan as _;

use crate::Date;
use crate::assessment::{Assessment, Evidence};
use crate::id::{AreaId, ServiceId};
use crate::score::{Scorecard, State, score_states};
use crate::sheet::{EvidenceKind, Level, Sheet};

/// How sure the levels of an assessment are.
#[derive(Clone, Debug, PartialEq)]
pub struct Confidence<'a> {
    /// Each service, in sheet order.
    pub services: Vec<ServiceConfidence<'a>>,
    /// The scores where a level that is not backed counts as the lowest.
    pub defensible: Scorecard,
}

/// What is known of the level of a service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceConfidence<'a> {
    /// The service.
    pub id: ServiceId,
    /// Its area.
    pub area: AreaId,
    /// The answer.
    pub state: State,
    /// What backs the level; `None` without a level.
    pub backing: Option<Backing>,
    /// Each piece of evidence, in its order.
    pub evidence: Vec<JudgedEvidence<'a>>,
    /// How the level agrees with the indicators; `None` without a level.
    pub indicators: Option<Indicators<'a>>,
}

/// A piece of evidence, judged at the day of the assessment.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JudgedEvidence<'a> {
    /// The evidence.
    pub evidence: &'a Evidence,
    /// What it is taken as: its kind, else the one that holds shortest.
    pub kind: &'a EvidenceKind,
    /// Whether it counts.
    pub standing: Standing,
    /// The last day on which it counts, where it has a date.
    pub until: Option<Date>,
}

/// Whether a piece of evidence counts at the day of the assessment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It does.
    Counts,
    /// Its time is over.
    TooOld,
    /// Nobody knows how old it is.
    Undated,
    /// It is dated after the day the assessment speaks of.
    DatedLater,
}

/// What backs a level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Backing {
    /// A piece of evidence that counts.
    Backed,
    /// Nothing but evidence whose time is over.
    TooOld,
    /// Nothing but evidence without a date.
    Undated,
    /// Nothing but evidence dated after the assessment.
    DatedLater,
    /// Nothing at all.
    None,
    /// The lowest level claims nothing.
    NotNeeded,
}

impl Backing {
    /// The name used in machine-readable output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Backed => "backed",
            Self::TooOld => "too_old",
            Self::Undated => "undated",
            Self::DatedLater => "dated_later",
            Self::None => "none",
            Self::NotNeeded => "not_needed",
        }
    }
}

/// How a level agrees with its indicators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Indicators<'a> {
    /// The sheet has none up to the level.
    None,
    /// None of the service is ticked: nobody looked.
    NotUsed,
    /// Every indicator up to the level is ticked.
    Agree,
    /// Indicators up to the level that are not ticked, by level and id, though others are.
    Contradict(Vec<(Level, &'a str)>),
}

impl Indicators<'_> {
    /// The name used in machine-readable output.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::None => "none",
            Self::NotUsed => "not_used",
            Self::Agree => "agree",
            Self::Contradict(_) => "contradict",
        }
    }
}

impl ServiceConfidence<'_> {
    /// The newest date of its evidence that is not later than the assessment.
    pub fn newest(&self) -> Option<Date> {
        let dated = self.evidence.iter();
        dated
            .filter(|piece| matches!(piece.standing, Standing::Counts | Standing::TooOld))
            .filter_map(|piece| piece.evidence.date)
            .max()
    }

    /// The last day on which any of its evidence counts, where any counts now.
    pub fn backed_until(&self) -> Option<Date> {
        let counting = self.evidence.iter();
        counting
            .filter(|piece| piece.standing == Standing::Counts)
            .filter_map(|piece| piece.until)
            .max()
    }

    /// Whether its level claims something that evidence could back.
    pub fn claims(&self) -> bool {
        !matches!(self.backing, None | Some(Backing::NotNeeded))
    }

    /// What is known of it as far as it is backed: what the defensible score is made from.
    pub fn defended(&self) -> State {
        match self.state {
            State::Level(_) if !self.is_backed() => State::Level(Level::LOWEST),
            state => state,
        }
    }

    /// Whether something backs its level.
    pub fn is_backed(&self) -> bool {
        self.backing == Some(Backing::Backed)
    }

    /// Indicators up to the level that are not ticked though others are.
    pub fn unticked(&self) -> &[(Level, &str)] {
        match &self.indicators {
            Some(Indicators::Contradict(unticked)) => unticked,
            _ => &[],
        }
    }
}

impl Confidence<'_> {
    /// How many levels claim something, of the whole or of an area.
    pub fn levels(&self, area: Option<&AreaId>) -> usize {
        self.of(area).filter(|service| service.claims()).count()
    }

    /// How many of them something backs.
    pub fn backed(&self, area: Option<&AreaId>) -> usize {
        self.of(area).filter(|service| service.is_backed()).count()
    }

    /// Services whose level contradicts its indicators, in sheet order.
    pub fn contradictions(&self) -> impl Iterator<Item = &ServiceConfidence<'_>> {
        let services = self.services.iter();
        services.filter(|service| !service.unticked().is_empty())
    }

    /// Services in this state, in sheet order.
    pub fn in_state(&self, state: State) -> impl Iterator<Item = &ServiceConfidence<'_>> {
        let services = self.services.iter();
        services.filter(move |service| service.state == state)
    }

    fn of(&self, area: Option<&AreaId>) -> impl Iterator<Item = &ServiceConfidence<'_>> {
        let services = self.services.iter();
        services.filter(move |service| area.is_none_or(|area| service.area == *area))
    }
}

/// Judges every level by its evidence and its indicators, at the day of the assessment.
pub fn confidence<'a>(sheet: &'a Sheet, assessment: &'a Assessment) -> Confidence<'a> {
    let services: Vec<ServiceConfidence<'a>> = sheet
        .areas()
        .iter()
        .flat_map(|area| area.services.iter().map(move |service| (&area.id, service)))
        .map(|(area, service)| {
            let id = service.id.as_str();
            let state = State::of(assessment.answer(id));
            let evidence = judged(sheet, assessment, id);
            ServiceConfidence {
                id: service.id.clone(),
                area: area.clone(),
                state,
                backing: state.level().map(|level| backing(level, &evidence)),
                evidence,
                indicators: state
                    .level()
                    .map(|level| agreement(service, assessment, level)),
            }
        })
        .collect();
    let defended: BTreeMap<&str, State> = services
        .iter()
        .map(|service| (service.id.as_str(), service.defended()))
        .collect();
    let defensible = score_states(sheet, |service| (defended[service], None));
    Confidence {
        services,
        defensible,
    }
}

fn judged<'a>(
    sheet: &'a Sheet,
    assessment: &'a Assessment,
    service: &str,
) -> Vec<JudgedEvidence<'a>> {
    let entry = assessment.entry(service);
    let evidence = entry.map_or(&[][..], |entry| entry.evidence.as_slice());
    evidence
        .iter()
        .map(|evidence| {
            let kind = sheet.evidence_kind(evidence.kind.as_deref());
            let until = evidence.date.map(|date| last_day(date, kind.months));
            JudgedEvidence {
                evidence,
                kind,
                standing: standing(evidence.date, until, assessment.date()),
                until,
            }
        })
        .collect()
}

/// The same day so many months later, or the last day of a shorter month.
fn last_day(date: Date, months: u16) -> Date {
    date.saturating_add(i64::from(months).months())
}

fn standing(date: Option<Date>, until: Option<Date>, day: Date) -> Standing {
    match date.zip(until) {
        None => Standing::Undated,
        Some((date, _)) if date > day => Standing::DatedLater,
        Some((_, until)) if until < day => Standing::TooOld,
        Some(_) => Standing::Counts,
    }
}

fn backing(level: Level, evidence: &[JudgedEvidence<'_>]) -> Backing {
    if level == Level::LOWEST {
        return Backing::NotNeeded;
    }
    // The standings are ordered by what they say most of the level.
    match evidence.iter().map(|piece| piece.standing).min() {
        Some(Standing::Counts) => Backing::Backed,
        Some(Standing::TooOld) => Backing::TooOld,
        Some(Standing::Undated) => Backing::Undated,
        Some(Standing::DatedLater) => Backing::DatedLater,
        None => Backing::None,
    }
}

fn agreement<'a>(
    service: &'a crate::sheet::Service,
    assessment: &Assessment,
    level: Level,
) -> Indicators<'a> {
    let entry = assessment.entry(service.id.as_str());
    let is_ticked = |id: &str| entry.is_some_and(|entry| entry.indicators.contains(id));
    let up_to = || service.indicators().filter(move |(of, _)| *of <= level);
    if up_to().next().is_none() {
        return Indicators::None;
    }
    if !service
        .indicators()
        .any(|(_, indicator)| is_ticked(&indicator.id))
    {
        return Indicators::NotUsed;
    }
    let unticked: Vec<(Level, &str)> = up_to()
        .filter(|(_, indicator)| !is_ticked(&indicator.id))
        .map(|(level, indicator)| (level, indicator.id.as_str()))
        .collect();
    if unticked.is_empty() {
        Indicators::Agree
    } else {
        Indicators::Contradict(unticked)
    }
}
