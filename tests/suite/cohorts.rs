//! The sample cohort: what its two benchmarks give away to somebody who is in it.

use psirt_app::cohorts::{SampleCohort, sample};
use psirt_app::frameworks::Library;
use psirt_core::Language;
use psirt_core::benchmark::{Dimension, Subject};
use psirt_core::contribution::Contribution;
use psirt_seal::SealingKey;

fn the_sample() -> SampleCohort {
    sample(&Library::shipped(), Language::En).expect("the sample can be made")
}

/// Everybody who is in any edition, by key.
fn everybody(cohort: &SampleCohort) -> Vec<&str> {
    let last = cohort.editions.last().expect("there are two");
    last.contributions
        .iter()
        .map(Contribution::member)
        .collect()
}

fn of_member<'a>(contributions: &'a [Contribution], key: &str) -> Option<&'a Contribution> {
    contributions.iter().find(|one| one.member() == key)
}

fn category(contribution: &Contribution, by: Dimension) -> String {
    let name = match by {
        Dimension::Sector => contribution.sector().map(serde_json::to_value),
        Dimension::Size => contribution.size().map(serde_json::to_value),
        Dimension::Model => contribution.model().map(serde_json::to_value),
    };
    let name = name.and_then(Result::ok);
    let name = name.as_ref().and_then(|name| name.as_str());
    name.unwrap_or("not_stated").to_owned()
}

/// For each set of members of which something is shown for a service: who is in it. An attacker
/// knows who that is, and takes the sums of all of them to be known.
fn published_sets(cohort: &SampleCohort, service: &str) -> Vec<Vec<bool>> {
    let subject = Subject::Service(service.into());
    let mut sets = Vec::new();
    for (at, edition) in cohort.editions.iter().enumerate() {
        let has = |contributions: &[Contribution], key: &str| {
            let given = of_member(contributions, key).and_then(|own| own.levels().get(service));
            given.is_some_and(|given| given.level().is_some())
        };
        let set = |asked: &dyn Fn(&str, &Contribution) -> bool| -> Vec<bool> {
            everybody(cohort)
                .into_iter()
                .map(|key| {
                    has(&edition.contributions, key)
                        && of_member(&edition.contributions, key).is_some_and(|own| asked(key, own))
                })
                .collect()
        };
        let figures = edition.benchmark.figures_of(&subject).expect("it is told");
        if figures.spread.is_some() || !figures.shares.is_empty() {
            sets.push(set(&|_, _| true));
        }
        for breakdown in edition.benchmark.breakdowns() {
            for group in &breakdown.groups {
                if group.figures.iter().any(|of| of.subject == subject) {
                    sets.push(set(&|_, own| {
                        group.categories.contains(&category(own, breakdown.by))
                    }));
                }
            }
        }
        let moved = edition.benchmark.movement().is_some_and(|movement| {
            let mut services = movement.services.iter();
            services.any(|moved| moved.service == *service)
        });
        if moved {
            let before = &cohort.editions[at - 1].contributions;
            sets.push(set(&|key, _| has(before, key)));
        }
    }
    sets
}

/// The rank of rows modulo a prime.
fn rank(mut rows: Vec<Vec<u64>>) -> usize {
    const PRIME: u64 = 1_000_003;
    let mut rank = 0;
    for column in 0..rows.first().map_or(0, Vec::len) {
        let Some(found) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else {
            continue;
        };
        rows.swap(rank, found);
        let pivot = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let factor = row[column];
            for (part, own) in row.iter_mut().zip(&pivot) {
                *part = (*part * pivot[column] + (PRIME - factor) * own) % PRIME;
            }
        }
        rank += 1;
    }
    rank
}

#[test]
fn no_member_finds_anothers_level_by_subtraction_over_both_benchmarks_of_the_sample() {
    let cohort = the_sample();
    let members = everybody(&cohort).len();
    let alone = |member: usize| (0..members).map(|at| u64::from(at == member)).collect();
    let mut looked_at = 0;
    for service in cohort.sheet.services() {
        let sets = published_sets(&cohort, service.id.as_str());
        let rows: Vec<Vec<u64>> = sets
            .iter()
            .map(|set| set.iter().map(|&is_in| u64::from(is_in)).collect())
            .collect();
        for attacker in 0..members {
            let known = [rows.clone(), vec![alone(attacker)]].concat();
            let before = rank(known.clone());
            for other in (0..members).filter(|&other| other != attacker) {
                let with = [known.clone(), vec![alone(other)]].concat();
                assert!(
                    rank(with) > before,
                    "{attacker} finds {other} in {}",
                    service.id
                );
                looked_at += 1;
            }
        }
    }
    let services = cohort.sheet.services().count();
    assert_eq!(looked_at, services * members * (members - 1));
    let moved = cohort.editions[1].benchmark.movement();
    assert!(moved.is_some(), "there is something to subtract");
}

#[test]
fn every_sealed_contribution_of_the_sample_opens_with_the_key_of_its_recovery_sheet() {
    let cohort = the_sample();
    let key = SealingKey::of(cohort.secret());
    for edition in &cohort.editions {
        let sealed = cohort.sealed(edition).expect("it can be sealed");
        for (sealed, contribution) in sealed.iter().zip(&edition.contributions) {
            let opened = key.open(sealed.bytes()).expect("it opens");
            assert_eq!(opened.text(), contribution.to_json());
            assert_eq!(opened.signer().to_string(), contribution.member());
        }
    }
    assert_eq!(cohort.editions.len(), 2);
    assert_eq!(cohort.editions[1].contributions.len(), 24);
}
