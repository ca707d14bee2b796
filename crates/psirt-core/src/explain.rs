//! Why a figure is what it is: the answers it rests on and the rule that joins them.

use std::cmp::Reverse;

use crate::assessment::Assessment;
use crate::confidence::{ServiceConfidence, confidence};
use crate::gap::{NextStep, next_step};
use crate::id::{AreaId, ServiceId};
use crate::letters;
use crate::score::{AreaScore, OverallScore, Scorecard, ServiceScore, State, score, score_states};
use crate::sheet::{Level, Sheet};
use crate::text::Language;

/// What can be explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Subject {
    /// The overall score.
    Overall,
    /// The score of an area.
    Area(AreaId),
    /// The level of a service.
    Service(ServiceId),
    /// The defensible score, of the whole or of an area.
    Defensible(Option<AreaId>),
}

impl Subject {
    /// What a word names: `overall`, `defensible` or `defensible/AREA`, an area or a service; an
    /// area before a service of the same id.
    pub fn named(sheet: &Sheet, word: &str) -> Option<Self> {
        let plain = letters::plain(word);
        if plain == "overall" {
            return Some(Self::Overall);
        }
        if plain == "defensible" {
            return Some(Self::Defensible(None));
        }
        if let Some(area) = plain.strip_prefix("defensible/") {
            let area = sheet.area_typed(area)?;
            return Some(Self::Defensible(Some(area.id.clone())));
        }
        let area = || {
            sheet
                .area_typed(word)
                .filter(|_| sheet.service(word).is_none())
        };
        if let Some(area) = sheet.area(word).or_else(area) {
            return Some(Self::Area(area.id.clone()));
        }
        let service = sheet.service_typed(word)?;
        Some(Self::Service(service.id.clone()))
    }
}

/// A figure with all it rests on.
#[derive(Clone, Debug, PartialEq)]
pub enum Explanation<'a> {
    /// The whole: the areas' scores.
    Overall {
        /// The figure.
        score: &'a OverallScore,
        /// What it is the mean of; areas without a score are listed, and left out of it.
        areas: &'a [AreaScore],
    },
    /// An area: its services' levels.
    Area {
        /// The figure.
        score: &'a AreaScore,
        /// What it is the mean of; services without a level are listed, and left out of it.
        services: Vec<&'a ServiceScore>,
    },
    /// A service: its answer.
    Service {
        /// The figure.
        score: &'a ServiceScore,
        /// Why the service does not apply, where it does not.
        reason: Option<&'a str>,
        /// How many indicators of each level are ticked, of how many, from the lowest upwards;
        /// levels without indicators are left out. They support the answer and never set it.
        indicators: Vec<TickedIndicators>,
        /// What backs its level.
        confidence: ServiceConfidence<'a>,
    },
    /// The defensible score: what backs each level.
    Defensible {
        /// The area; the whole without one.
        area: Option<AreaId>,
        /// The figure.
        score: Option<f64>,
        /// The score it stands beside.
        claimed: Option<f64>,
        /// How many levels are backed.
        backed: usize,
        /// How many levels claim something.
        levels: usize,
        /// The services it rests on, and those that have no level.
        services: Vec<ServiceConfidence<'a>>,
    },
}

/// How many indicators of a level are ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TickedIndicators {
    /// The level.
    pub level: Level,
    /// How many are ticked.
    pub ticked: usize,
    /// How many there are.
    pub all: usize,
}

/// Explains a figure; `None` where the sheet has no such subject.
pub fn explain<'a>(
    sheet: &'a Sheet,
    assessment: &'a Assessment,
    scorecard: &'a Scorecard,
    subject: &Subject,
) -> Option<Explanation<'a>> {
    Some(match subject {
        Subject::Overall => Explanation::Overall {
            score: &scorecard.overall,
            areas: &scorecard.areas,
        },
        Subject::Area(id) => Explanation::Area {
            score: scorecard.area(id.as_str())?,
            services: scorecard
                .services
                .iter()
                .filter(|service| service.area == *id)
                .collect(),
        },
        Subject::Service(id) => Explanation::Service {
            score: scorecard.service(id.as_str())?,
            reason: match assessment.answer(id.as_str()) {
                Some(crate::Answer::NotApplicable(reason)) => Some(reason),
                _ => None,
            },
            indicators: ticked(sheet, assessment, id.as_str())?,
            confidence: {
                let services = confidence(sheet, assessment).services;
                services.into_iter().find(|service| service.id == *id)?
            },
        },
        Subject::Defensible(area) => {
            let confidence = confidence(sheet, assessment);
            let figure = |card: &Scorecard| match area {
                None => Some(card.overall.score),
                Some(area) => Some(card.area(area.as_str())?.score),
            };
            Explanation::Defensible {
                score: figure(&confidence.defensible)?,
                claimed: figure(scorecard)?,
                backed: confidence.backed(area.as_ref()),
                levels: confidence.levels(area.as_ref()),
                services: confidence
                    .services
                    .into_iter()
                    .filter(|service| area.as_ref().is_none_or(|area| service.area == *area))
                    .collect(),
                area: area.clone(),
            }
        }
    })
}

/// A next step with what it makes of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Raise<'s> {
    /// The service.
    pub service: ServiceId,
    /// The step.
    pub next: NextStep<'s>,
    /// The figure with the step done.
    pub value: f64,
}

/// The next steps a figure rests on, with what each makes of it: the highest figure first, then
/// the smaller step, those of unknown size last, then sheet order.
pub fn raises<'s>(sheet: &'s Sheet, assessment: &Assessment, subject: &Subject) -> Vec<Raise<'s>> {
    let figure = |scorecard: &Scorecard| match subject {
        Subject::Overall => scorecard.overall.score,
        Subject::Area(id) => scorecard.area(id.as_str())?.score,
        Subject::Service(id) => {
            let service = scorecard.service(id.as_str())?;
            service.state.level().map(f64::from)
        }
        // Evidence raises it, not a step.
        Subject::Defensible(_) => None,
    };
    let concerns = |service: &ServiceScore| match subject {
        Subject::Overall => true,
        Subject::Area(id) => service.area == *id,
        Subject::Service(id) => service.id == *id,
        Subject::Defensible(_) => false,
    };
    let today = score(sheet, assessment);
    let mut raises: Vec<Raise<'s>> = today
        .services
        .iter()
        .filter(|service| concerns(service))
        .filter_map(|service| {
            let next = next_step(sheet, service.id.as_str(), service.state.level()?)?;
            let with_step = score_states(sheet, |id| {
                let state = if service.id == *id {
                    State::Level(next.to)
                } else {
                    State::of(assessment.answer(id))
                };
                (state, None)
            });
            Some(Raise {
                service: service.id.clone(),
                next,
                value: figure(&with_step)?,
            })
        })
        .collect();
    // Bits of finite figures that are not negative order as the figures do. The sort is stable.
    raises.sort_by_key(|raise| (Reverse(raise.value.to_bits()), raise.next.smaller_first()));
    raises
}

/// The indicators ticked for a service, level by level.
pub fn ticked(
    sheet: &Sheet,
    assessment: &Assessment,
    service: &str,
) -> Option<Vec<TickedIndicators>> {
    let entry = assessment.entry(service);
    let counts = sheet
        .service(service)?
        .levels
        .iter()
        .filter(|text| !text.indicators.is_empty())
        .map(|text| TickedIndicators {
            level: text.level,
            ticked: text
                .indicators
                .iter()
                .filter(|indicator| {
                    entry.is_some_and(|entry| entry.indicators.contains(&indicator.id))
                })
                .count(),
            all: text.indicators.len(),
        })
        .collect();
    Some(counts)
}

impl Explanation<'_> {
    /// The rule by which the figure was made, in words.
    pub fn rule(&self, language: Language) -> &'static str {
        match self {
            Self::Overall { .. } => language.pick(
                "The overall score is the mean of the areas that have a score; each area counts the same, whatever its number of services.",
                "総合スコアは、スコアのあるサービスエリアの平均である。サービス数にかかわらず、各エリアを同じ重みで数える。",
            ),
            Self::Area { .. } => language.pick(
                "An area's score is the mean level of its answered services; unanswered and don't know lower the coverage, not the score, and not applicable counts in neither.",
                "エリアのスコアは、回答済みサービスのレベルの平均である。未回答と「わからない」は回答率を下げるがスコアには影響せず、該当なしはどちらにも数えない。",
            ),
            Self::Defensible { .. } => language.pick(
                "The defensible score is the same score where a level above 0 counts as 0 unless evidence backs it: dated, not later than the assessment, and not older than its kind holds.",
                "裏付けのあるスコアは、有効な証拠 (日付があり、アセスメントより後でなく、種類ごとの有効期間を過ぎていないもの) のないレベルを0として計算したスコアである。",
            ),
            Self::Service { score, .. } => match score.state {
                State::Level(_) => language.pick(
                    "The level is the one chosen as closest; indicators support the choice and never make it. The gap is target minus level where that is positive.",
                    "レベルは最も近いものとして選ばれた値である。確認項目は選択を支えるもので、レベルを自動的に決めない。ギャップは目標からレベルを引いた値 (正の場合) である。",
                ),
                State::NotApplicable => language.pick(
                    "The service does not apply and is left out of every mean and of the coverage.",
                    "該当しないサービスであり、平均にも回答率にも数えない。",
                ),
                State::DontKnow => language.pick(
                    "Nobody asked could say: the service counts as applicable and lowers the coverage, not the score.",
                    "回答者がわからないとしたサービスであり、対象には数えるが回答済みには数えず、スコアには影響しない。",
                ),
                State::Unanswered => language.pick(
                    "The service has no answer yet: it counts as applicable and lowers the coverage, not the score.",
                    "まだ回答のないサービスであり、対象には数えるが回答済みには数えず、スコアには影響しない。",
                ),
            },
        }
    }
}
