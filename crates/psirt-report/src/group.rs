//! All that is known of a group's benchmark, and of a member's own place in it, before a word is
//! said about it; and the words for its figures, which paper and workbook share.
//!
//! Every figure comes from `psirt_core`; nothing is computed here.

use psirt_core::assessment::{OrganizationalModel, Sector, SizeBand};
use psirt_core::benchmark::{
    Band, Behind, Benchmark, Bound, Dimension, Figures, Overview, Place, Position, Quartiles,
    Reason, Share, Subject, behind, overview, places,
};
use psirt_core::cohort::Rules;
use psirt_core::score::{State, one_decimal};
use psirt_core::{Assessment, Language, Scorecard, Sheet, score};
use serde::de::DeserializeOwned;

use crate::names;

/// What stands where there is no figure.
pub const NOTHING: &str = "–";

/// What every report of a group's benchmark is made from.
#[derive(Clone, Debug)]
pub struct GroupFindings<'a> {
    /// The published figures.
    pub benchmark: &'a Benchmark,
    /// The sheet everybody answered.
    pub sheet: &'a Sheet,
    /// The benchmark at a glance.
    pub overview: Overview<'a>,
    /// The fingerprint of the key that signed the benchmark.
    pub fingerprint: &'a str,
    /// The version of the program, which a report names.
    pub program_version: &'a str,
}

/// What the sheet of a member's own place is made from.
#[derive(Clone, Debug)]
pub struct PlaceFindings<'a> {
    /// The group.
    pub group: GroupFindings<'a>,
    /// The member's own round.
    pub assessment: &'a Assessment,
    /// Its scores.
    pub scorecard: Scorecard,
    /// The own figures beside the published ones, in the order of the benchmark.
    pub places: Vec<Place<'a>>,
    /// Where it lies below the median, with the next step.
    pub behind: Vec<Behind<'a>>,
}

impl<'a> GroupFindings<'a> {
    /// Computes everything.
    pub fn new(
        benchmark: &'a Benchmark,
        sheet: &'a Sheet,
        fingerprint: &'a str,
        program_version: &'a str,
    ) -> Self {
        Self {
            benchmark,
            sheet,
            overview: overview(benchmark),
            fingerprint,
            program_version,
        }
    }

    /// The figures of the whole.
    pub fn overall(&self) -> Option<&'a Figures> {
        self.benchmark.figures_of(&Subject::Overall)
    }

    /// Whether it can be told of at least half of the services with a movement which way they went:
    /// what holds for a few would be taken for all.
    pub fn direction_is_told(&self) -> bool {
        let movement = self.benchmark.movement();
        let shown = movement.map_or(0, |movement| movement.services.len());
        shown > 0 && 2 * self.overview.moved >= shown
    }

    /// The end of the scale.
    pub fn highest(&self) -> u8 {
        self.sheet.highest_level().number()
    }

    /// The level the group wants of a service.
    pub fn target(&self, subject: &Subject) -> Option<f64> {
        match subject {
            Subject::Service(service) => self
                .benchmark
                .targets()
                .get(service)
                .copied()
                .map(f64::from),
            Subject::Overall | Subject::Area(_) => None,
        }
    }

    /// What a figure is about: id and title.
    pub fn name(&self, subject: &Subject, language: Language) -> String {
        let title = self.title(subject, language);
        match subject {
            Subject::Overall => title.to_owned(),
            Subject::Area(area) => format!("{area} {title}"),
            Subject::Service(service) => format!("{service} {title}"),
        }
    }

    /// What a figure is about: the title alone.
    pub fn title(&self, subject: &Subject, language: Language) -> &'a str {
        match subject {
            Subject::Overall => language.pick("Overall", "総合"),
            Subject::Area(id) => self
                .sheet
                .area(id.as_str())
                .map_or("", |area| area.title.get(language)),
            Subject::Service(id) => self
                .sheet
                .service(id.as_str())
                .map_or("", |service| service.title.get(language)),
        }
    }
}

impl<'a> PlaceFindings<'a> {
    /// Computes everything; the round must be of the benchmark's sheet.
    pub fn new(group: GroupFindings<'a>, assessment: &'a Assessment) -> Self {
        let scorecard = score(group.sheet, assessment);
        let places = places(group.benchmark, &scorecard);
        Self {
            behind: behind(&places, group.sheet),
            places,
            scorecard,
            assessment,
            group,
        }
    }

    /// The place in one subject.
    pub fn place(&self, subject: &Subject) -> Option<&Place<'a>> {
        self.places
            .iter()
            .find(|place| place.figures.subject == *subject)
    }
}

impl PlaceFindings<'_> {
    /// How many services lie below the median, of those with a level and a median.
    pub fn below_median(&self) -> (usize, usize) {
        let compared = self.services().filter(|place| {
            let (own, median) = (place.own, place.figures.median);
            own.is_some() && median.is_some()
        });
        (self.behind.len(), compared.count())
    }

    /// How many services reach the group's target, of those with a level and a target.
    pub fn at_target(&self) -> (usize, usize) {
        let targeted = self.services().filter_map(|place| {
            let target = f64::from(place.target?);
            Some(place.own? >= target)
        });
        let reached: Vec<bool> = targeted.collect();
        let count = reached.iter().filter(|&&reached| reached).count();
        (count, reached.len())
    }

    /// What was answered to a service.
    pub fn state_of(&self, subject: &Subject) -> State {
        let Subject::Service(service) = subject else {
            return State::Unanswered;
        };
        let known = self.scorecard.service(service.as_str());
        known.map_or(State::Unanswered, |service| service.state)
    }

    fn services(&self) -> impl Iterator<Item = &Place<'_>> {
        let is_service = |place: &&Place<'_>| matches!(place.figures.subject, Subject::Service(_));
        self.places.iter().filter(is_service)
    }
}

/// A level as a whole number, a score with one decimal, a dash where there is none.
pub fn figure(subject: &Subject, value: Option<f64>) -> String {
    value.map_or_else(
        || NOTHING.to_owned(),
        |value| match subject {
            Subject::Service(_) => format!("{value:.0}"),
            Subject::Overall | Subject::Area(_) => one_decimal(value),
        },
    )
}

/// The middle half, `1–3`.
pub fn middle_half(subject: &Subject, quartiles: Option<Quartiles>) -> String {
    quartiles.map_or_else(
        || NOTHING.to_owned(),
        |Quartiles { lower, upper }| {
            let (lower, upper) = (figure(subject, Some(lower)), figure(subject, Some(upper)));
            format!("{lower}–{upper}")
        },
    )
}

/// A percentage as it is meant: exact, at most or at least.
pub fn percent(share: &Share, language: Language) -> String {
    let percent = share.percent;
    match share.bound {
        Bound::Exactly => format!("{percent}%"),
        Bound::AtMost => language.pick(format!("at most {percent}%"), format!("{percent}%以下")),
        Bound::AtLeast => language.pick(format!("at least {percent}%"), format!("{percent}%以上")),
    }
}

/// The levels of a share, `0–1`.
pub fn levels_of(share: &Share) -> String {
    if share.first == share.last {
        share.first.to_string()
    } else {
        format!("{}–{}", share.first, share.last)
    }
}

/// The directions of a share of movement.
pub fn directions_of(share: &Share, language: Language) -> &'static str {
    match (share.first, share.last) {
        (0, 0) => language.pick("lower", "低下"),
        (0, 1) => language.pick("lower or the same", "低下または同じ"),
        (1, 1) => language.pick("the same", "同じ"),
        (1, _) => language.pick("the same or higher", "同じまたは上昇"),
        (2, _) => language.pick("higher", "上昇"),
        _ => language.pick("all", "全体"),
    }
}

/// A number of members, roughly.
pub fn band(band: Band, language: Language) -> String {
    let Band { least, most } = band;
    language.pick(
        format!("{least}–{most} members"),
        format!("{least}〜{most}者"),
    )
}

/// What members are grouped by.
pub fn dimension(dimension: Dimension, language: Language) -> &'static str {
    match dimension {
        Dimension::Sector => language.pick("Sector", "業種"),
        Dimension::Size => language.pick("Size", "規模"),
        Dimension::Model => language.pick("Organizational model", "組織モデル"),
    }
}

/// The categories of a group, small ones together.
pub fn categories(by: Dimension, categories: &[String], language: Language) -> String {
    fn read<T: DeserializeOwned>(name: &str) -> Option<T> {
        serde_json::from_value(name.into()).ok()
    }
    let name = |category: &String| -> String {
        let known = match by {
            Dimension::Sector => read::<Sector>(category).map(|it| names::sector(it, language)),
            Dimension::Size => read::<SizeBand>(category).map(|it| names::size_band(it, language)),
            Dimension::Model => read::<OrganizationalModel>(category)
                .map(|it| names::organizational_model(it, language)),
        };
        match known {
            Some(known) => known.to_owned(),
            None if category == "not_stated" => language.pick("not stated", "不明").to_owned(),
            None => category.clone(),
        }
    };
    let names: Vec<String> = categories.iter().map(name).collect();
    names.join(language.pick(", ", "、"))
}

/// Where an own figure lies beside the middle half.
pub fn position(position: Position, language: Language) -> &'static str {
    match position {
        Position::Below => language.pick("below", "下"),
        Position::Within => language.pick("within", "中"),
        Position::Above => language.pick("above", "上"),
    }
}

/// Why a figure is not shown, in a cell.
pub fn withheld(reason: Reason, language: Language) -> &'static str {
    match reason {
        Reason::TooFew => language.pick("too few", "少数"),
        Reason::Subtraction => language.pick("subtraction", "差し引き"),
    }
}

/// The same in a sentence.
pub fn why_withheld(reason: Reason, language: Language) -> &'static str {
    match reason {
        Reason::TooFew => language.pick(
            "Too few members have a level there, or too few of them differ: the figure would tell on single members.",
            "レベルのある参加者が少ないか、異なる回答が少ないため、示すと個々の回答が推測できる。",
        ),
        Reason::Subtraction => language.pick(
            "Subtracted from another published figure, it would show the answers of fewer members than the rules allow.",
            "公表したほかの数値から差し引くと、開示規則の下限より少ない参加者の回答が分かる。",
        ),
    }
}

/// What is said of a figure that is not shown, or not in full; nothing where all is shown.
pub fn withheld_of(figures: &Figures, language: Language) -> String {
    figures
        .withheld
        .map_or_else(String::new, |reason| withheld(reason, language).to_owned())
}

/// The parameters of disclosure with what each is for.
pub fn parameters(rules: Rules, language: Language) -> Vec<(&'static str, String)> {
    let members = |least: u32| language.pick(format!("{least} members"), format!("{least}者"));
    let name = |en, ja| language.pick(en, ja);
    vec![
        (
            name(
                "Any figure, whichever adviser’s clients are left out",
                "すべての数値 (どの助言者の顧客を除いても)",
            ),
            members(rules.members),
        ),
        (
            name(
                "Quartiles, mean, standard deviation, shares and movement",
                "四分位数、平均、標準偏差、割合、前の版からの変化",
            ),
            members(rules.statistics),
        ),
        (name("Deviation score", "偏差値"), members(rules.deviation)),
        (
            name(
                "Members who joined, left or changed before sums are published again",
                "同じ版で合計できる数値を再び公表するために必要な変更",
            ),
            members(rules.changes),
        ),
        (
            name("Table of levels before and after", "前後のレベルの対応表"),
            members(rules.table),
        ),
        (
            name(
                "Least share that is told exactly (higher for smaller groups)",
                "正確に示す割合の下限 (参加者が少ないほど高い)",
            ),
            language.pick(
                format!("more than {}%", rules.share_end),
                format!("{}%超", rules.share_end),
            ),
        ),
    ]
}
