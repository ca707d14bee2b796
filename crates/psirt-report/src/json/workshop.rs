//! The shape of a workshop's record, with the figures of `docs/workshop-en.md`.

use psirt_core::score::State;
use psirt_core::workshop::{
    Ballot, Calibration, Dissent, Moved, Parked, Promise, Record, Respondent, Settlement, Shown,
    Spread, Tally, Verdict, alpha_of_the_room, order_of_talk,
};
use psirt_core::{Answer, Date, Sheet};
use serde::Serialize;

use super::scores::StateShape;

#[derive(Serialize)]
pub(super) struct WorkshopShape<'a> {
    id: &'a str,
    date: Date,
    promise: Promise,
    minutes: u32,
    people: usize,
    respondents: &'a [Respondent],
    answered: BallotsShape<usize>,
    /// The agreement of the whole room.
    alpha: BallotsShape<Option<f64>>,
    /// Services to talk about after the first answers.
    order_of_talk: Vec<String>,
    nobody_knows: Vec<String>,
    /// How the room reads the scale.
    calibration: Option<CalibrationShape<'a>>,
    services: Vec<ServiceShape<'a>>,
}

#[derive(Serialize)]
struct CalibrationShape<'a> {
    cases: Vec<AnchorShape<'a>>,
    offsets: Vec<OffsetShape>,
    /// The mean of the offsets.
    room: f64,
}

#[derive(Serialize)]
struct AnchorShape<'a> {
    case: &'a str,
    /// The key.
    level: u8,
    levels: Vec<usize>,
}

#[derive(Serialize)]
struct OffsetShape {
    respondent: u32,
    offset: f64,
}

#[derive(Serialize)]
struct BallotsShape<T> {
    first: T,
    second: T,
}

#[derive(Serialize)]
struct ServiceShape<'a> {
    id: &'a str,
    first: AnswersShape<'a>,
    /// `null` where fewer than three answered again.
    second: Option<AnswersShape<'a>>,
    moved: Vec<MovedShape<'a>>,
    settled: Option<SettledShape<'a>>,
    parked: Option<&'a Parked>,
}

/// The answers of a ballot with their spread.
#[derive(Serialize)]
struct AnswersShape<'a> {
    verdict: Verdict,
    #[serde(flatten)]
    tally: TallyShape,
    lowest: Option<u8>,
    highest: Option<u8>,
    lower_median: Option<u8>,
    difference: Option<f64>,
    agreement: Option<f64>,
    groups: Vec<GroupShape<'a>>,
    opinions: Vec<OpinionShape<'a>>,
    notes: &'a [String],
}

#[derive(Serialize)]
struct TallyShape {
    /// How many chose each level, the lowest first.
    levels: Vec<usize>,
    not_applicable: usize,
    dont_know: usize,
}

#[derive(Serialize)]
struct GroupShape<'a> {
    group: &'a str,
    #[serde(flatten)]
    tally: TallyShape,
}

#[derive(Serialize)]
struct OpinionShape<'a> {
    respondent: u32,
    #[serde(flatten)]
    answer: StateShape,
    note: &'a str,
}

#[derive(Serialize)]
struct MovedShape<'a> {
    respondent: u32,
    from: StateShape,
    to: StateShape,
    reason: &'a str,
}

#[derive(Serialize)]
struct SettledShape<'a> {
    #[serde(flatten)]
    answer: StateShape,
    reason: &'a str,
    dissent: &'a [Dissent],
}

impl<'a> WorkshopShape<'a> {
    pub fn of(record: &'a Record, sheet: &Sheet) -> Self {
        let [first, second] = [
            record.spreads_of(sheet, Ballot::First),
            record.spreads(sheet),
        ];
        let alpha = |spreads: &[Spread]| {
            let tallies = spreads.iter().map(|spread| &spread.tally);
            alpha_of_the_room(record.people, tallies)
        };
        let unknown = second.iter();
        let unknown = unknown.filter(|spread| spread.verdict == Verdict::NobodyKnows);
        Self {
            id: &record.id,
            date: record.date,
            promise: record.promise,
            minutes: record.minutes,
            people: record.people,
            respondents: &record.respondents,
            answered: BallotsShape {
                first: record.answered(Ballot::First),
                second: record.answered(Ballot::Second),
            },
            alpha: BallotsShape {
                first: alpha(&first),
                second: alpha(&second),
            },
            order_of_talk: order_of_talk(&first)
                .into_iter()
                .map(|spread| spread.service.to_string())
                .collect(),
            calibration: record
                .calibration
                .as_ref()
                .map(|calibration| CalibrationShape::of(calibration, sheet)),
            nobody_knows: unknown.map(|spread| spread.service.to_string()).collect(),
            services: first
                .iter()
                .map(|spread| ServiceShape::of(record, spread, sheet))
                .collect(),
        }
    }
}

impl<'a> CalibrationShape<'a> {
    fn of(calibration: &'a Calibration, sheet: &Sheet) -> Self {
        let cases = calibration.cases.iter();
        let people = calibration.people.iter();
        Self {
            cases: cases
                .map(|of| AnchorShape {
                    case: &of.case,
                    level: of.level.number(),
                    levels: TallyShape::of(&of.tally, sheet).levels,
                })
                .collect(),
            offsets: people
                .map(|&(respondent, offset)| OffsetShape { respondent, offset })
                .collect(),
            room: calibration.room,
        }
    }
}

impl<'a> ServiceShape<'a> {
    fn of(record: &'a Record, first: &Spread, sheet: &Sheet) -> Self {
        let (id, state) = record
            .services
            .get_key_value(&first.service)
            .expect("a spread is of a service of the record");
        let again = Spread::new(
            id.clone(),
            state.tally_of(Ballot::Second),
            sheet.highest_level(),
        );
        let is_there = again.verdict != Verdict::TooFew;
        Self {
            id: id.as_str(),
            first: AnswersShape::of(first, state.first.as_ref(), sheet),
            second: is_there.then(|| AnswersShape::of(&again, state.second.as_ref(), sheet)),
            moved: state.moved().into_iter().map(MovedShape::of).collect(),
            settled: state.settlement.as_ref().map(SettledShape::of),
            parked: state.parked.as_ref(),
        }
    }
}

impl<'a> AnswersShape<'a> {
    fn of(spread: &Spread, shown: Option<&'a Shown>, sheet: &Sheet) -> Self {
        let groups = shown.into_iter().flat_map(|shown| &shown.groups);
        let opinions = shown.into_iter().flat_map(|shown| &shown.opinions);
        let number = |level: Option<psirt_core::Level>| level.map(psirt_core::Level::number);
        Self {
            verdict: spread.verdict,
            tally: TallyShape::of(&spread.tally, sheet),
            lowest: number(spread.tally.lowest()),
            highest: number(spread.tally.highest()),
            lower_median: number(spread.tally.lower_median()),
            difference: spread.difference,
            agreement: spread.agreement,
            groups: groups
                .map(|group| GroupShape {
                    group: &group.group,
                    tally: TallyShape::of(&group.tally, sheet),
                })
                .collect(),
            opinions: opinions
                .map(|opinion| OpinionShape {
                    respondent: opinion.respondent,
                    answer: state(&opinion.answer),
                    note: &opinion.note,
                })
                .collect(),
            notes: shown.map_or(&[], |shown| &shown.notes),
        }
    }
}

impl TallyShape {
    fn of(tally: &Tally, sheet: &Sheet) -> Self {
        let levels = (0..=sheet.highest_level().number()).map(psirt_core::Level::new);
        Self {
            levels: levels
                .map(|level| tally.levels.get(&level).copied().unwrap_or_default())
                .collect(),
            not_applicable: tally.not_applicable,
            dont_know: tally.dont_know,
        }
    }
}

impl<'a> MovedShape<'a> {
    fn of(moved: Moved<'a>) -> Self {
        Self {
            respondent: moved.respondent,
            from: state(moved.from),
            to: state(moved.to),
            reason: moved.reason,
        }
    }
}

impl<'a> SettledShape<'a> {
    fn of(settlement: &'a Settlement) -> Self {
        Self {
            answer: state(&settlement.answer),
            reason: &settlement.reason,
            dissent: &settlement.dissent,
        }
    }
}

fn state(answer: &Answer) -> StateShape {
    State::of(Some(answer)).into()
}
