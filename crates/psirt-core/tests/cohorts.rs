//! Laws of disclosure, on cohorts nobody thought of.

mod small;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use proptest::prelude::*;
use psirt_core::benchmark::audit::exposes;
use psirt_core::benchmark::{
    Benchmark, Bound, Dimension, Member, Release, Share, Subject, Values, behind, deviation_score,
    places, publish, shares,
};
use psirt_core::cohort::{Admission, Card, CardStart, Intake, Refused, Rules, Standing, standings};
use psirt_core::contribution::{Choice, Contribution, Withheld};
use psirt_core::{Sheet, score};
use serde_json::json;
use small::{DAY, assessment, sheet};

static SHEET: LazyLock<Sheet> = LazyLock::new(|| sheet("1: 1.1 1.2 | 2: 2.1"));
const SERVICES: [&str; 3] = ["1.1", "1.2", "2.1"];

fn card(edition: &str, rules: Rules, admission: Admission) -> Card {
    let start = CardStart {
        cohort: "c".into(),
        title: "A group".into(),
        edition: edition.into(),
        sheet_sha256: "0".repeat(64),
        opens: DAY,
        closes: DAY,
        admission,
        rules,
        targets: BTreeMap::new(),
        sealing_key: "key".into(),
        signing_key: "key".into(),
    };
    Card::new(&SHEET, start).expect("the card is in order")
}

/// What one member says: a level or nothing for each service, two coarse facts, an adviser.
#[derive(Clone, Debug, PartialEq)]
struct Voice {
    member: usize,
    levels: [Option<u8>; 3],
    sector: usize,
    model: usize,
    adviser: usize,
}

const SECTORS: [&str; 3] = ["software", "medical", "energy"];
const MODELS: [&str; 2] = ["one_person", "hybrid"];

fn contribution(voice: &Voice, number: u32) -> Contribution {
    let levels: BTreeMap<&str, String> = SERVICES
        .into_iter()
        .zip(voice.levels)
        .filter_map(|(service, level)| Some((service, level?.to_string())))
        .collect();
    let mut file = json!({
        "format": 1, "kind": "contribution", "cohort": "c", "edition": "1",
        "member": format!("member {}", voice.member), "number": number, "month": "2026-04",
        "sheet": { "id": SHEET.id(), "edition": SHEET.edition(), "sha256": "0".repeat(64) },
        "sector": SECTORS[voice.sector], "model": MODELS[voice.model], "levels": levels,
    });
    if voice.adviser < 2 {
        file["prepared_by"] = json!(format!("adviser {}", voice.adviser));
    }
    Contribution::parse(&file.to_string(), &SHEET).expect("the contribution is in order")
}

fn members(voices: &[Voice]) -> Vec<Member> {
    let members = voices
        .iter()
        .map(|voice| Member::of(&contribution(voice, 1), &SHEET));
    members.collect()
}

fn published(voices: &[Voice], edition: &str, rules: Rules, earlier: &[Release]) -> Release {
    let members = members(voices);
    let card = card(edition, rules, Admission::Open);
    let benchmark = publish(&SHEET, &card, &members, earlier, DAY).benchmark;
    Release { benchmark, members }
}

fn voice(member: usize) -> impl Strategy<Value = Voice> {
    let level = prop_oneof![1 => Just(None), 12 => (0_u8..=5).prop_map(Some)];
    let adviser = prop_oneof![1 => 0_usize..2, 5 => Just(2)];
    (
        [level.clone(), level.clone(), level],
        0_usize..3,
        0_usize..2,
        adviser,
    )
        .prop_map(move |(levels, sector, model, adviser)| Voice {
            member,
            levels,
            sector,
            model,
            adviser,
        })
}

fn voices(n: impl Into<proptest::sample::SizeRange>) -> impl Strategy<Value = Vec<Voice>> {
    let n: proptest::sample::SizeRange = n.into();
    (n.start()..n.end_excl()).prop_flat_map(|n| (0..n).map(voice).collect::<Vec<_>>())
}

fn rules() -> impl Strategy<Value = Rules> {
    (
        5_u32..=8,
        16_u32..=20,
        20_u32..=24,
        5_u32..=8,
        50_u32..=60,
        1_u32..=25,
    )
        .prop_map(
            |(members, statistics, deviation, changes, table, share_end)| Rules {
                members,
                statistics,
                deviation,
                changes,
                table,
                share_end,
            },
        )
}

/// The rank of rows modulo a prime, over the columns asked for.
fn rank(rows: &[Vec<u64>], asked: impl Fn(usize) -> bool) -> usize {
    const PRIME: u128 = 1_000_000_007;
    let kept = |row: &Vec<u64>| -> Vec<u128> {
        let kept = row.iter().enumerate().filter(|(column, _)| asked(*column));
        kept.map(|(_, &part)| u128::from(part) % PRIME).collect()
    };
    let mut rows: Vec<Vec<u128>> = rows.iter().map(kept).collect();
    let width = rows.first().map_or(0, Vec::len);
    let mut rank = 0;
    for column in 0..width {
        let Some(found) = (rank..rows.len()).find(|&row| rows[row][column] != 0) else {
            continue;
        };
        rows.swap(rank, found);
        let pivot = rows[rank].clone();
        for row in &mut rows[rank + 1..] {
            let factor = row[column];
            for (part, own) in row.iter_mut().zip(&pivot) {
                *part = (*part * pivot[column] + (PRIME - factor) * own % PRIME) % PRIME;
            }
        }
        rank += 1;
    }
    rank
}

/// Whether sums shown by the rows can be combined so that only fewer than `least` members are left
/// in them: by leaving out every few and asking whether the rows then depend more on each other.
fn shows_few(rows: &[Vec<u64>], member_of: &[usize], members: usize, least: u32) -> bool {
    let whole = rank(rows, |_| true);
    (1_u32..1 << members)
        .filter(|few| few.count_ones() < least)
        .any(|few| rank(rows, |column| few >> member_of[column] & 1 == 0) < whole)
}

fn sets() -> impl Strategy<Value = (usize, Vec<Vec<bool>>)> {
    (5_usize..=12).prop_flat_map(|members| {
        let set = proptest::collection::vec(any::<bool>(), members);
        proptest::collection::vec(set, 1..7).prop_map(move |mut sets| {
            sets.push(vec![true; members]);
            (members, sets)
        })
    })
}

/// Breakdowns of a whole: each member in one part of each.
fn parted() -> impl Strategy<Value = (usize, Vec<Vec<bool>>)> {
    (8_usize..=12).prop_flat_map(|members| {
        let parts = proptest::collection::vec(0_u8..3, members);
        proptest::collection::vec(parts, 1..=3).prop_map(move |breakdowns| {
            let mut sets = vec![vec![true; members]];
            for parts in breakdowns {
                for part in 0..3 {
                    sets.push(parts.iter().map(|&own| own == part).collect());
                }
            }
            (members, sets)
        })
    })
}

/// The cells of the sets and what is published of them.
fn cells(members: usize, sets: &[Vec<bool>]) -> (Vec<u32>, Vec<Vec<bool>>) {
    let mut of: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
    for member in 0..members {
        let cell = sets.iter().map(|set| set[member]).collect();
        *of.entry(cell).or_default() += 1;
    }
    let published = (0..sets.len())
        .map(|set| of.keys().map(|cell| cell[set]).collect())
        .collect();
    (of.into_values().collect(), published)
}

fn row(set: &[bool]) -> Vec<u64> {
    set.iter().map(|&is_in| u64::from(is_in)).collect()
}

/// The members of each set of which something is shown for a service: everything a reader of the
/// benchmarks could add up or take off, in numbers of members.
fn family(releases: &[(&[Voice], &Benchmark)], service: usize, members: usize) -> Vec<Vec<u64>> {
    let subject = Subject::Service(SERVICES[service].into());
    let mut rows = Vec::new();
    let has = |voices: &[Voice], member: usize, asked: &dyn Fn(&Voice) -> bool| {
        let mut own = voices.iter().filter(|voice| voice.member == member);
        own.any(|voice| voice.levels[service].is_some() && asked(voice))
    };
    for (at, (voices, benchmark)) in releases.iter().enumerate() {
        let figures = benchmark
            .figures_of(&subject)
            .expect("every service is told");
        let set = |asked: &dyn Fn(&Voice) -> bool| -> Vec<bool> {
            (0..members)
                .map(|member| has(voices, member, asked))
                .collect()
        };
        if figures.spread.is_some() || !figures.shares.is_empty() {
            rows.push(row(&set(&|_| true)));
        }
        for breakdown in benchmark.breakdowns() {
            for group in &breakdown.groups {
                if group.figures.iter().any(|of| of.subject == subject) {
                    rows.push(row(&set(&|voice| {
                        let own = match breakdown.by {
                            Dimension::Sector => SECTORS[voice.sector],
                            Dimension::Model => MODELS[voice.model],
                            Dimension::Size => "not_stated",
                        };
                        group.categories.iter().any(|category| category == own)
                    })));
                }
            }
        }
        let moved = benchmark.movement().is_some_and(|movement| {
            movement
                .services
                .iter()
                .any(|moved| moved.service == SERVICES[service])
        });
        if moved {
            let (before, _) = releases[at - 1];
            let both = (0..members)
                .map(|member| has(voices, member, &|_| true) && has(before, member, &|_| true));
            rows.push(row(&both.collect::<Vec<_>>()));
        }
    }
    rows
}

/// The sums behind the published means of one benchmark, of services, areas and the whole: one
/// unknown for each member and service, sixty times.
fn sums(voices: &[Voice], benchmark: &Benchmark) -> Vec<Vec<u64>> {
    let areas: [&[usize]; 2] = [&[0, 1], &[2]];
    let mut rows = Vec::new();
    for figures in benchmark
        .figures()
        .iter()
        .filter(|figures| figures.spread.is_some())
    {
        let mut row = vec![0; voices.len() * 3];
        for (member, voice) in voices.iter().enumerate() {
            let answered = |area: &[usize]| {
                area.iter()
                    .filter(|&&service| voice.levels[service].is_some())
                    .count() as u64
            };
            let scored = areas.iter().filter(|area| answered(area) > 0).count() as u64;
            for area in areas {
                for &service in area
                    .iter()
                    .filter(|&&service| voice.levels[service].is_some())
                {
                    row[member * 3 + service] = match &figures.subject {
                        Subject::Overall => 60 / scored / answered(area),
                        Subject::Area(id) if (id == "1") == (area.len() == 2) => {
                            60 / answered(area)
                        }
                        Subject::Service(id) if id == SERVICES[service] => 60,
                        Subject::Area(_) | Subject::Service(_) => 0,
                    };
                }
            }
        }
        rows.push(row);
    }
    rows
}

/// Members of two editions: some are in one of them only.
fn two_editions() -> impl Strategy<Value = (Vec<Voice>, Vec<Voice>)> {
    let both = (voices(10..=12), voices(12..=12));
    (both, proptest::collection::vec(0_u8..12, 12)).prop_map(|((first, again), fates)| {
        let second = again.into_iter().zip(&fates).filter(|(_, fate)| **fate > 0);
        let second = second.map(|(voice, _)| voice).collect();
        (first, second)
    })
}

/// A share of the usual cases: each of these tries every few of a cohort's members.
fn heavy() -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: usual.cases / 4,
        ..usual
    }
}

proptest! {
    #![proptest_config(heavy())]

    #[test]
    fn the_audit_finds_what_trying_every_few_finds(
        (members, sets) in prop_oneof![sets(), parted()],
        least in 2_u32..=5,
    ) {
        let (cells, published) = cells(members, &sets);
        let rows: Vec<Vec<u64>> = sets.iter().map(|set| row(set)).collect();
        let member_of: Vec<usize> = (0..members).collect();
        prop_assert_eq!(
            exposes(&cells, &published, least),
            shows_few(&rows, &member_of, members, least)
        );
    }

    #[test]
    fn no_family_of_figures_of_two_editions_shows_fewer_than_five_members(
        (first, second) in two_editions(),
    ) {
        let one = published(&first, "1", Rules::FLOOR, &[]);
        let two = published(&second, "2", Rules::FLOOR, std::slice::from_ref(&one));
        let member_of: Vec<usize> = (0..12).collect();
        for (service, id) in SERVICES.into_iter().enumerate() {
            let releases = [(&first[..], &one.benchmark), (&second[..], &two.benchmark)];
            let rows = family(&releases, service, 12);
            prop_assert!(!shows_few(&rows, &member_of, 12, 5), "{id} {}", two.benchmark.to_json());
        }
    }

    #[test]
    fn no_quartiles_and_shares_of_a_whole_and_its_groups_tell_that_nearly_all_of_a_group_are_alike(
        (first, second) in alike(),
    ) {
        let mut voices: Vec<Voice> = Vec::new();
        for (model, levels) in [&first, &second].into_iter().enumerate() {
            for &level in levels {
                voices.push(Voice {
                    member: voices.len(),
                    levels: [Some(level); 3],
                    sector: 0,
                    model,
                    adviser: 2,
                });
            }
        }
        let benchmark = published(&voices, "1", Rules::FLOOR, &[]).benchmark;
        let subject = Subject::Service("1.1".into());
        let whole = benchmark.figures_of(&subject).expect("it is told");
        let breakdowns = benchmark.breakdowns().iter();
        let mut by_model = breakdowns.filter(|breakdown| breakdown.by == Dimension::Model);
        let by_model = by_model.next();
        let figures_of = |model: usize| {
            let group = by_model?.groups.iter().find(|group| group.categories[0] == MODELS[model])?;
            group.figures.iter().find(|figures| figures.subject == subject)
        };
        // All that the two groups could have answered, as far as their own figures say.
        let worlds = [&first, &second].map(|levels| histograms(levels.len()));
        let fits = |model: usize, world: &[u32; 6]| figures_of(model).is_none_or(|figures| {
            let values = Values::of_levels(world);
            same(values.level_at(2), figures.median)
                && figures.quartiles.is_none_or(|quartiles| {
                    same(values.level_at(1), quartiles.lower)
                        && same(values.level_at(3), quartiles.upper)
                })
        });
        let worlds: [Vec<&[u32; 6]>; 2] = std::array::from_fn(|model| {
            worlds[model].iter().filter(|world| fits(model, world)).collect()
        });
        let mut least = [[u32::MAX; 6]; 2];
        for one in &worlds[0] {
            for other in &worlds[1] {
                let both: [u32; 6] = std::array::from_fn(|level| one[level] + other[level]);
                let values = Values::of_levels(&both);
                let quartiles = whole.quartiles.expect("there are ten");
                let is_so = same(values.level_at(2), whole.median.expect("there are five"))
                    && same(values.level_at(1), quartiles.lower)
                    && same(values.level_at(3), quartiles.upper)
                    && (whole.shares.is_empty() || third_shares(&both, values.n()) == whole.shares);
                if is_so {
                    for (model, world) in [one, other].into_iter().enumerate() {
                        for level in 0..6 {
                            least[model][level] = least[model][level].min(world[level]);
                        }
                    }
                }
            }
        }
        for (levels, least) in [&first, &second].into_iter().zip(least) {
            let n = u32::try_from(levels.len()).expect("it is small");
            prop_assert!(least.iter().all(|&least| least + 1 < n), "{least:?} of {n}");
        }
    }

    #[test]
    fn a_stricter_parameter_never_shows_more(
        (first, second) in two_editions(), more in voices(30..=40), lax in rules(), strict in rules(), large in any::<bool>(),
    ) {
        let strict = Rules {
            members: strict.members.max(lax.members),
            statistics: strict.statistics.max(lax.statistics),
            deviation: strict.deviation.max(lax.deviation),
            changes: strict.changes.max(lax.changes),
            table: strict.table.max(lax.table),
            share_end: strict.share_end.max(lax.share_end),
        };
        let second = if large { more } else { second };
        let one = published(&first, "1", Rules::FLOOR, &[]);
        let shown = |rules| published(&second, "2", rules, std::slice::from_ref(&one)).benchmark;
        let (lax, strict) = (shown(lax), shown(strict));
        for (lax, strict) in lax.figures().iter().zip(strict.figures()) {
            prop_assert!(lax.n.is_some() || strict.n.is_none());
            prop_assert!(lax.median.is_some() || strict.median.is_none());
            prop_assert!(lax.quartiles.is_some() || strict.quartiles.is_none());
            prop_assert!(lax.spread.is_some() || strict.spread.is_none());
            prop_assert!(lax.shares.len() >= strict.shares.len());
        }
        let moved = |benchmark: &Benchmark| -> BTreeSet<String> {
            let all = benchmark.movement().into_iter().flat_map(|movement| &movement.services);
            all.map(|moved| moved.service.to_string()).collect()
        };
        prop_assert!(moved(&strict).is_subset(&moved(&lax)));
        for breakdown in strict.breakdowns() {
            for group in &breakdown.groups {
                for figures in &group.figures {
                    let mut of_lax = lax.breakdowns().iter().filter(|lax| lax.by == breakdown.by);
                    let parts = of_lax.next().expect("a stricter rule shows no more breakdowns");
                    let mut parts = parts.groups.iter().filter(|part| {
                        part.categories.iter().all(|one| group.categories.contains(one))
                    });
                    prop_assert!(parts.all(|part| part.figures.iter().any(|of| of.subject == figures.subject)));
                }
            }
        }
    }

    #[test]
    fn the_means_of_whole_areas_and_services_together_show_no_fewer_than_five_members(
        voices in voices(10..=12),
    ) {
        let release = published(&voices, "1", Rules::FLOOR, &[]);
        let rows = sums(&voices, &release.benchmark);
        let member_of: Vec<usize> = (0..voices.len() * 3).map(|unknown| unknown / 3).collect();
        prop_assert!(!shows_few(&rows, &member_of, voices.len(), 5), "{}", release.benchmark.to_json());
    }

}

proptest! {
    #[test]
    fn one_member_who_joins_leaves_or_changes_cannot_be_computed_back(
        voices in voices(11..=16), fate in 0_usize..3, again in voice(0), at in 0_usize..11,
    ) {
        let mut changed = voices.clone();
        let member = match fate {
            0 => { changed.remove(at); at }
            1 => { changed[at].levels = again.levels; at }
            _ => { changed.push(Voice { member: 99, ..again.clone() }); 99 }
        };
        let one = published(&voices, "1", Rules::FLOOR, &[]);
        let two = published(&changed, "1", Rules::FLOOR, std::slice::from_ref(&one));
        prop_assert_eq!(two.benchmark.release(), 2);
        let said = |voices: &[Voice], service: usize| {
            voices.iter().find(|voice| voice.member == member).and_then(|voice| voice.levels[service])
        };
        for (service, id) in SERVICES.into_iter().enumerate() {
            if said(&voices, service) == said(&changed, service) {
                continue;
            }
            let subject = Subject::Service(id.into());
            let before = one.benchmark.figures_of(&subject).expect("told");
            let after = two.benchmark.figures_of(&subject).expect("told");
            let had_sums = before.spread.is_some() || !before.shares.is_empty();
            prop_assert!(!had_sums || (after.spread.is_none() && after.shares.is_empty()));
        }
    }

    #[test]
    fn the_order_of_contributions_does_not_matter(voices in voices(10..=30), seed in any::<u64>()) {
        let mut shuffled = voices.clone();
        let length = shuffled.len();
        for at in 0..length {
            let other = seed.wrapping_mul(at as u64 + 7) >> 7;
            shuffled.swap(at, usize::try_from(other % length as u64).expect("small"));
        }
        let one = published(&voices, "1", Rules::FLOOR, &[]).benchmark;
        let two = published(&shuffled, "1", Rules::FLOOR, &[]).benchmark;
        prop_assert_eq!(one.to_json(), two.to_json());
        let counted = |numbers: &[(usize, u32, u8)]| {
            let mut intake = Intake::default();
            let card = card("1", Rules::FLOOR, Admission::Open);
            for (member, number, digest) in numbers {
                let voice = Voice { member: *member, ..voices[0].clone() };
                let digest = format!("{member} {number} {digest}");
                let _ = intake.admit(&card, &contribution(&voice, *number), &digest, DAY, &BTreeSet::new());
            }
            let taken = intake.taken();
            let standing = standings(taken, &BTreeSet::new()).into_iter().map(|(member, standing)| match standing {
                Standing::Counts(at) => (member.to_owned(), taken[at].digest.clone()),
                Standing::Withdrawn => (member.to_owned(), "withdrawn".into()),
                Standing::Conflict => (member.to_owned(), "conflict".into()),
                Standing::LeftOut => unreachable!("nobody was left out"),
            });
            standing.collect::<Vec<_>>()
        };
        let mut numbers: Vec<(usize, u32, u8)> = (0..30_u64)
            .map(|at| seed.wrapping_mul(at + 3) >> 9)
            .map(|draw| ((draw % 4) as usize, (draw / 4 % 3) as u32 + 1, (draw / 12 % 2) as u8))
            .collect();
        let forth = counted(&numbers);
        numbers.reverse();
        prop_assert_eq!(forth, counted(&numbers));
    }

    #[test]
    fn a_share_at_an_end_cannot_be_subtracted_from_the_others(
        parts in proptest::collection::vec(0_u32..60, 3), end in 1_u32..=20,
    ) {
        prop_assume!(parts.iter().sum::<u32>() >= 10);
        let shown = shares(&parts, end);
        let exact = shown.iter().filter(|share| share.bound == Bound::Exactly).count();
        prop_assert!(exact == 0 || exact == shown.len(), "either all are exact or none");
        prop_assert!(exact == 0 || shown.iter().all(|share| share.percent >= end));
        prop_assert!(exact > 0 || shown.len() <= 2);
    }
}

/// Two groups of which most members often have one level.
fn alike() -> impl Strategy<Value = (Vec<u8>, Vec<u8>)> {
    let group = || {
        let usual = prop_oneof![Just(0_u8), Just(5), 0_u8..=5];
        (usual, 5_usize..=9).prop_flat_map(|(usual, n)| {
            proptest::collection::vec(prop_oneof![4 => Just(usual), 1 => 0_u8..=5], n)
        })
    };
    (group(), group())
}

/// Every way in which so many members can have six levels.
fn histograms(n: usize) -> Vec<[u32; 6]> {
    let mut all = vec![[0_u32; 6]];
    for _ in 0..n {
        let more: BTreeSet<[u32; 6]> = all
            .iter()
            .flat_map(|world| {
                (0..6).map(move |level| {
                    let mut world = *world;
                    world[level] += 1;
                    world
                })
            })
            .collect();
        all = more.into_iter().collect();
    }
    all
}

fn third_shares(world: &[u32; 6], n: u32) -> Vec<Share> {
    let parts = [
        world[0] + world[1],
        world[2] + world[3],
        world[4] + world[5],
    ];
    let mut shares = shares(&parts, Rules::FLOOR.end_of_shares(n));
    for share in &mut shares {
        (share.first, share.last) = (share.first * 2, share.last * 2 + 1);
    }
    shares
}

fn same(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq()
}

#[test]
fn a_sector_within_a_size_band_shows_the_one_member_outside_it() {
    assert!(exposes(&[8, 1], &[vec![true, true], vec![true, false]], 5));
}

#[test]
fn one_who_left_and_two_who_joined_are_shown_together() {
    let editions = [vec![true, true, false], vec![true, false, true]];
    assert!(exposes(&[20, 1, 2], &editions, 5));
    assert!(!exposes(&[20, 1, 4], &editions, 5));
}

/// Voices that all say these levels of the three services, in sectors of these sizes.
fn crowd(levels: &[[u8; 3]], sectors: [usize; 3]) -> Vec<Voice> {
    let sector_of = |member: usize| {
        usize::from(member >= sectors[0]) + usize::from(member >= sectors[0] + sectors[1])
    };
    let voices = levels.iter().enumerate().map(|(member, levels)| Voice {
        member,
        levels: levels.map(Some),
        sector: sector_of(member),
        model: 0,
        adviser: 2,
    });
    voices.collect()
}

const TEN: [u8; 10] = [1, 1, 2, 2, 2, 3, 3, 4, 4, 5];

#[test]
fn the_quartiles_of_levels_and_scores_are_those_of_the_documentation() {
    let mut counts = [0; 6];
    for level in TEN {
        counts[usize::from(level)] += 1;
    }
    let levels = Values::of_levels(&counts);
    let shown = |figures: &[f64]| -> Vec<String> {
        figures
            .iter()
            .map(|figure| format!("{figure:.2}"))
            .collect()
    };
    let quartiles = [1, 2, 3].map(|quarter| levels.level_at(quarter));
    assert_eq!(shown(&quartiles), ["2.00", "2.00", "4.00"]);
    let spread = levels.spread();
    assert_eq!(shown(&[spread.mean, spread.deviation]), ["2.70", "1.27"]);
    let scores = vec![1.0, 4.5, 2.0, 2.0, 2.5, 3.0, 3.0, 3.5, 4.0, 1.5];
    let scores = Values::of_scores(scores);
    let quartiles = [2, 3].map(|quarter| scores.score_at(quarter));
    assert_eq!(shown(&quartiles), ["2.50", "3.50"]);
}

#[test]
fn the_shares_are_those_of_the_documentation() {
    let said = |parts: &[u32], end| -> Vec<String> {
        let shares = shares(parts, end);
        let said = shares.iter().map(|share| {
            let bound = match share.bound {
                Bound::AtMost => "at most ",
                Bound::Exactly => "",
                Bound::AtLeast => "at least ",
            };
            format!("{}-{} {bound}{}", share.first, share.last, share.percent)
        });
        said.collect()
    };
    assert_eq!(said(&[0, 8, 12], 10), ["0-1 40", "2-2 60"]);
    assert_eq!(said(&[0, 1, 19], 10), ["0-1 at most 10", "2-2 at least 90"]);
    assert_eq!(said(&[6, 6, 8], 10), ["0-0 30", "1-1 30", "2-2 40"]);
}

#[test]
fn small_categories_stand_together_and_not_stated_is_one_of_them() {
    let levels: Vec<[u8; 3]> = (0..23_u8).map(|at| [at % 6, at % 5, at % 4]).collect();
    let mut voices = crowd(&levels, [12, 6, 5]);
    voices.truncate(21);
    let release = published(&voices, "1", Rules::FLOOR, &[]);
    let groups = &release.benchmark.breakdowns()[0].groups;
    let told: Vec<_> = groups
        .iter()
        .map(|group| (group.categories.join("+"), group.members.least))
        .collect();
    // Three energy companies are too few, and the six medical are the next smallest.
    assert_eq!(
        told,
        [
            ("medical+energy".to_owned(), 5),
            ("software".to_owned(), 10)
        ]
    );
}

#[test]
fn an_adviser_whose_clients_are_nearly_all_of_a_group_is_shown_nothing_of_it() {
    let levels: Vec<[u8; 3]> = TEN.iter().map(|&level| [level; 3]).collect();
    let mut voices = crowd(&levels, [10, 0, 0]);
    for voice in &mut voices[..6] {
        voice.adviser = 0;
    }
    let release = published(&voices, "1", Rules::FLOOR, &[]);
    assert!(
        release
            .benchmark
            .figures()
            .iter()
            .all(|figures| figures.n.is_none())
    );
    voices[5].adviser = 1;
    let release = published(&voices, "1", Rules::FLOOR, &[]);
    assert!(
        release
            .benchmark
            .figures()
            .iter()
            .all(|figures| figures.quartiles.is_some())
    );
}

#[test]
fn movement_tells_of_those_in_both_editions_what_share_rose_and_fell() {
    let levels = |rise: u8| -> Vec<[u8; 3]> {
        (0..60_u8)
            .map(|at| [at % 3, at % 5, (at % 3) + u8::from(at % 2 == 0) * rise])
            .collect()
    };
    let (first, second) = (crowd(&levels(0), [60, 0, 0]), crowd(&levels(1), [60, 0, 0]));
    let one = published(&first, "1", Rules::FLOOR, &[]);
    let two = published(&second, "2", Rules::FLOOR, std::slice::from_ref(&one));
    let movement = two.benchmark.movement().expect("all are in both");
    assert_eq!(movement.since, "1");
    let of = &movement.services[2];
    assert_eq!((of.n, of.moves.len(), of.other_moves), (60, 6, 0));
    let said: Vec<_> = of
        .shares
        .iter()
        .map(|share| (share.first, share.last, share.percent))
        .collect();
    assert_eq!(
        said,
        [(0, 1, 50), (2, 2, 50)],
        "nobody fell: the share is joined with its neighbor"
    );
}

#[test]
fn an_own_place_has_a_deviation_score_from_twenty_members_on() {
    let levels: Vec<[u8; 3]> = (0..20).map(|at| [TEN[at % 10]; 3]).collect();
    let twenty = published(&crowd(&levels, [20, 0, 0]), "1", Rules::FLOOR, &[]).benchmark;
    let nineteen = published(&crowd(&levels[1..], [19, 0, 0]), "1", Rules::FLOOR, &[]).benchmark;
    let own = score(&SHEET, &assessment(&SHEET, "1.1=4 1.2=1 2.1=2"));
    let told = places(&twenty, &own);
    let place = |id: &str| {
        told.iter()
            .find(|place| place.figures.subject == Subject::Service(id.into()))
            .expect("told")
    };
    assert_eq!(place("1.1").deviation_score, Some(60));
    assert_eq!(place("1.2").deviation_score, Some(37));
    assert!(
        places(&nineteen, &own)
            .iter()
            .all(|place| place.deviation_score.is_none())
    );
    let behind = behind(&told, &SHEET);
    let told: Vec<_> = behind
        .iter()
        .map(|behind| (behind.service.as_str(), behind.own.number(), behind.median))
        .collect();
    assert_eq!(told, [("1.2", 1, 2.0)]);
    let figures = twenty
        .figures_of(&Subject::Service("1.1".into()))
        .expect("told");
    assert_eq!(deviation_score(figures, Rules::FLOOR, 2.7), Some(50));
}

#[test]
fn a_member_with_several_scopes_has_the_lower_median_as_its_one_voice() {
    let card = card("1", Rules::FLOOR, Admission::Open);
    let scopes = ["1.1=1 1.2=1 2.1=?", "1.1=2 1.2=4 2.1=n/a", "1.1=2", "1.1=4"];
    let scopes = scopes.map(|answers| assessment(&SHEET, answers));
    let rounds: Vec<_> = scopes.iter().collect();
    let choice = Choice {
        member: "m".into(),
        number: 1,
        withheld: Withheld {
            sector: true,
            ..Withheld::default()
        },
        ..Choice::default()
    };
    let contribution = Contribution::of(&card, &rounds, choice);
    let text = contribution.to_json();
    for given in ["\"1.1\": \"2\"", "\"1.2\": \"1\"", "\"2.1\": \"?\""] {
        assert!(text.contains(given), "{given} in {text}");
    }
    assert_eq!(
        Contribution::parse(&text, &SHEET).as_ref(),
        Ok(&contribution)
    );
}

#[test]
fn a_contribution_is_refused_for_the_first_reason_against_it() {
    let coded = card("1", Rules::FLOOR, Admission::Codes);
    let other = card("2", Rules::FLOOR, Admission::Open);
    let voice = Voice {
        member: 1,
        levels: [Some(1); 3],
        sector: 0,
        model: 0,
        adviser: 2,
    };
    let plain = contribution(&voice, 1);
    let mut intake = Intake::default();
    let handed_out = BTreeSet::from(["code".to_owned()]);
    let mut admit = |card: &Card, of: &Contribution, digest: &str, day| {
        intake.admit(card, of, digest, day, &handed_out)
    };
    assert_eq!(admit(&other, &plain, "a", DAY), Err(Refused::OtherEdition));
    assert_eq!(admit(&coded, &plain, "a", DAY), Err(Refused::Stranger));
    let file = plain
        .to_json()
        .replace("\"month\"", "\"code\": \"code\", \"month\"");
    let admitted = Contribution::parse(&file, &SHEET).expect("in order");
    let late = DAY.tomorrow().expect("not the last day");
    assert_eq!(admit(&coded, &admitted, "b", late), Err(Refused::Closed));
    assert_eq!(admit(&coded, &admitted, "b", DAY), Ok(()));
    assert_eq!(admit(&coded, &admitted, "b", DAY), Err(Refused::Duplicate));
    let thief =
        Contribution::parse(&file.replace("member 1", "member 2"), &SHEET).expect("in order");
    assert_eq!(
        admit(&coded, &thief, "c", DAY),
        Err(Refused::Stranger),
        "a code admits one member"
    );
    assert_eq!(
        admit(&coded, &contribution(&voice, 2), "d", DAY),
        Ok(()),
        "who is in needs no code"
    );
}
