//! Cohorts as the screens show them.

use psirt_app::cohorts::{self, CardFile, Prepared, Published, Standing};
use psirt_app::words;
use psirt_core::assessment::{OrganizationalModel, Sector, SizeBand};
use psirt_core::benchmark::{
    Behind, Benchmark, Breakdown, Dimension, Figures, Group, Movement, Place, Share,
    Subject as Core,
};
use psirt_core::cohort::Card;
use psirt_core::{Language, Level, Sheet};
use serde::de::DeserializeOwned;

use super::{service_reference, sheet::step};
use crate::wire::{
    AdmissionCodeView, BehindView, BenchmarkFacts, BenchmarkView, BreakdownView, CardFacts,
    CohortMemberView, CohortStandingView, ContributionField, ContributionView, Day, DroppedView,
    FiguresView, GivenAnswer, GroupFiguresView, GroupView, MemberState, Moment, MovementView,
    PlaceView, ReleaseView, ServiceMovementView, ShareView, SheetReference, Subject, Text,
};

/// What a card says.
pub fn card_facts(card: &Card, sheet: &Sheet) -> CardFacts {
    let (opens, closes) = card.days();
    CardFacts {
        cohort: card.cohort().to_owned(),
        title: card.title().to_owned(),
        edition: card.edition().to_owned(),
        sheet: SheetReference {
            id: card.sheet().id.to_string(),
            edition: card.sheet().edition.clone(),
        },
        sheet_title: sheet.title().into(),
        opens: Day(opens),
        closes: Day(closes),
        admission: card.admission(),
        rules: card.rules().into(),
        targets: card.targets().len(),
        fingerprint: cohorts::fingerprint(card.signing_key()),
    }
}

/// Everything that would leave, under a name.
pub fn contribution_view(id: String, card: &CardFile, prepared: &Prepared) -> ContributionView {
    let contribution = &prepared.contribution;
    let [en, ja] = Language::ALL.map(|language| cohorts::fields(contribution, language));
    let fields = en.into_iter().zip(ja).map(|(en, ja)| ContributionField {
        name: Text::both(en.0, ja.0),
        value: Text::both(en.1, ja.1),
    });
    let answers = card.sheet.services().filter_map(|service| {
        let given = *contribution.levels().get(service.id.as_str())?;
        Some(GivenAnswer {
            service: service_reference(&card.sheet, service.id.as_str()),
            given: Text::of(|language| cohorts::given(given, language)),
        })
    });
    let [en, ja] = Language::ALL.map(|language| cohorts::doubts(prepared, language));
    let doubts = en.into_iter().zip(ja);
    ContributionView {
        id,
        fields: fields.collect(),
        answers: answers.collect(),
        services: card.sheet.services().count(),
        stays: Text::of(|language| cohorts::what_stays(language).to_owned()),
        doubts: doubts.map(|(en, ja)| Text::both(en.1, ja.1)).collect(),
        withdrawn: contribution.is_withdrawn(),
    }
}

/// What a benchmark is of.
pub fn benchmark_facts(benchmark: &Benchmark) -> BenchmarkFacts {
    BenchmarkFacts {
        cohort: benchmark.cohort().to_owned(),
        title: benchmark.title().to_owned(),
        edition: benchmark.edition().to_owned(),
        release: benchmark.release(),
        published: Day(benchmark.published()),
        members: benchmark.members(),
        rules: benchmark.rules().into(),
    }
}

/// Where a member stands in one subject.
pub fn place_view(place: &Place<'_>, sheet: &Sheet) -> PlaceView {
    PlaceView {
        figures: figures_view(place.figures, place.target, sheet),
        own: place.own,
        position: place.position,
        deviation_score: place.deviation_score,
    }
}

/// A service in which a member lies below the median.
pub fn behind_view(behind: &Behind<'_>, sheet: &Sheet) -> BehindView {
    BehindView {
        service: service_reference(sheet, behind.service.as_str()),
        own: behind.own.number(),
        median: behind.median,
        step: behind.step.map(step),
    }
}

fn figures_view(figures: &Figures, target: Option<Level>, sheet: &Sheet) -> FiguresView {
    let title = |language| cohorts::subject(&figures.subject, sheet, language).1;
    let quartiles = figures.quartiles;
    FiguresView {
        subject: subject(&figures.subject),
        title: Text::of(title),
        area: match &figures.subject {
            Core::Service(id) => sheet.area_of(id.as_str()).map(|area| area.id.to_string()),
            Core::Overall | Core::Area(_) => None,
        },
        n: figures.n,
        lower: quartiles.map(|quartiles| quartiles.lower),
        median: figures.median,
        upper: quartiles.map(|quartiles| quartiles.upper),
        mean: figures.spread.map(|spread| spread.mean),
        deviation: figures.spread.map(|spread| spread.deviation),
        shares: shares(&figures.shares),
        target: target.map(Level::number),
        withheld: figures.withheld,
    }
}

fn subject(subject: &Core) -> Subject {
    match subject {
        Core::Overall => Subject::Overall,
        Core::Area(id) => Subject::Area { id: id.to_string() },
        Core::Service(id) => Subject::Service { id: id.to_string() },
    }
}

fn shares(shares: &[Share]) -> Vec<ShareView> {
    let view = |share: &Share| ShareView {
        first: share.first,
        last: share.last,
        percent: share.percent,
        bound: share.bound,
    };
    shares.iter().map(view).collect()
}

/// A benchmark with what was left out of it.
pub fn benchmark_view(published: &Published) -> BenchmarkView {
    let Published {
        benchmark,
        sheet,
        dropped,
    } = published;
    let mut left_out: Vec<DroppedView> = Vec::new();
    for drop in dropped {
        let what = Text::of(|language| cohorts::dropped(drop.drop, drop.few_changes, language));
        let subject = Text::of(|language| {
            let (id, title) = cohorts::subject(&drop.subject, sheet, language);
            format!("{id} {title}").trim().to_owned()
        });
        match left_out.iter_mut().find(|known| known.what == what) {
            Some(known) => known.subjects.push(subject),
            None => left_out.push(DroppedView {
                what,
                subjects: vec![subject],
            }),
        }
    }
    let figures = benchmark.figures().iter().map(|figures| {
        let target = match &figures.subject {
            Core::Service(id) => benchmark.targets().get(id).copied(),
            Core::Overall | Core::Area(_) => None,
        };
        figures_view(figures, target, sheet)
    });
    BenchmarkView {
        of: benchmark_facts(benchmark),
        figures: figures.collect(),
        breakdowns: benchmark.breakdowns().iter().map(breakdown).collect(),
        movement: benchmark
            .movement()
            .map(|movement| movement_view(movement, sheet)),
        dropped: left_out,
        highest_level: sheet.highest_level().number(),
    }
}

fn breakdown(breakdown: &Breakdown) -> BreakdownView {
    let group = |group: &Group| GroupView {
        title: Text::of(|language| {
            let names = group.categories.iter();
            let names = names.map(|name| category(breakdown.by, name, language));
            let names: Vec<String> = names.collect();
            names.join(language.pick(", ", "、"))
        }),
        least: group.members.least,
        most: group.members.most,
        figures: group
            .figures
            .iter()
            .map(|figures| GroupFiguresView {
                subject: subject(&figures.subject),
                lower: figures.quartiles.map(|quartiles| quartiles.lower),
                median: figures.median,
                upper: figures.quartiles.map(|quartiles| quartiles.upper),
            })
            .collect(),
    };
    BreakdownView {
        by: breakdown.by,
        groups: breakdown.groups.iter().map(group).collect(),
    }
}

/// A category by the name a reader knows.
fn category(by: Dimension, name: &str, language: Language) -> String {
    fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
        serde_json::from_value(name.into()).ok()
    }
    let known = match by {
        Dimension::Sector => read::<Sector>(name).map(|sector| words::sector(sector, language)),
        Dimension::Size => read::<SizeBand>(name).map(|size| words::size_band(size, language)),
        Dimension::Model => read::<OrganizationalModel>(name)
            .map(|model| words::organizational_model(model, language)),
    };
    known
        .unwrap_or(language.pick("not stated", "記載なし"))
        .to_owned()
}

fn movement_view(movement: &Movement, sheet: &Sheet) -> MovementView {
    let services = movement.services.iter().map(|moved| ServiceMovementView {
        service: service_reference(sheet, moved.service.as_str()),
        n: moved.n,
        shares: shares(&moved.shares),
    });
    MovementView {
        since: movement.since.clone(),
        services: services.collect(),
    }
}

/// An edition as its coordinator sees it.
pub fn standing_view(standing: &Standing) -> CohortStandingView {
    let members = standing.members.iter().map(|member| CohortMemberView {
        fingerprint: member.fingerprint.clone(),
        name: member.name.clone(),
        number: member.number,
        state: match member.state {
            cohorts::MemberState::Counts => MemberState::Counts,
            cohorts::MemberState::Conflict => MemberState::Conflict,
            cohorts::MemberState::Withdrawn => MemberState::Withdrawn,
            cohorts::MemberState::LeftOut => MemberState::LeftOut,
        },
    });
    let editions = standing.cohort.editions.iter();
    CohortStandingView {
        card: card_facts(&standing.card, &standing.sheet),
        closed_at: standing.closed_at.map(Moment::from),
        editions: editions
            .map(|edition| edition.card.edition().to_owned())
            .collect(),
        taken: standing.taken,
        counting: standing
            .members
            .iter()
            .filter(|member| member.state == cohorts::MemberState::Counts)
            .count(),
        members: members.collect(),
        even: standing.even,
        codes: standing
            .codes
            .iter()
            .map(|code| AdmissionCodeView {
                code: code.code.clone(),
                name: code.name.clone(),
                used: code.used,
            })
            .collect(),
        releases: standing
            .releases
            .iter()
            .map(|benchmark| ReleaseView {
                release: benchmark.release(),
                published: Day(benchmark.published()),
                members: benchmark.members(),
            })
            .collect(),
    }
}
