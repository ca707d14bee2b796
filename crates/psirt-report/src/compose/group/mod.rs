//! The benchmark of a group as a report: a first page for a board, then the figures, the movement,
//! the groups within it, and how all of it was made and what is not shown.

mod charts;
mod figures;
mod method;
mod own_place;
mod parts;
#[cfg(test)]
mod tests;

use psirt_core::Language;
use psirt_core::benchmark::{Figures, Quartiles, Subject};

use crate::branding::Branding;
use crate::document::{
    Block, Cover, Front, KeyFigure, Note, Range, Report, RichText, Section, Start, Tone,
};
use crate::group::{self, GroupFindings, figure, middle_half};

use super::imprint::Imprint;
use super::{number, words};

pub use own_place::compose_place;

/// Services named as the highest and as the lowest.
const NAMED: usize = 5;
/// Height over width of the radar on the first page.
const FIRST_RADAR: f32 = 0.46;

/// Composes the report of a group's benchmark.
pub fn compose_benchmark(
    findings: &GroupFindings<'_>,
    language: Language,
    branding: &Branding,
) -> Report {
    let composer = GroupComposer { findings, language };
    let kind = language.pick("Benchmark of a group", "集団のベンチマーク");
    let benchmark = findings.benchmark;
    let imprint = Imprint {
        language,
        branding,
        program_version: findings.program_version,
        kind,
        name: benchmark.title(),
        subject: findings.sheet.title().get(language).to_owned(),
        author: words::listed(&branding.assessors, language),
        date: benchmark.published(),
        mark: "",
        classification: classification(branding),
    };
    let mut report = imprint.report(composer.sections());
    report.front = Some(Front {
        cover: composer.cover(branding, kind),
        contents_heading: language.pick("Contents", "目次").to_owned(),
    });
    report
}

/// A group says nothing of how its report may be passed on: whoever makes it does.
fn classification(branding: &Branding) -> Option<&str> {
    let line = branding.classification.as_deref();
    line.filter(|line| !line.trim().is_empty())
}

/// What the parts of a report of a group are composed from.
#[derive(Clone, Copy)]
struct GroupComposer<'a> {
    findings: &'a GroupFindings<'a>,
    language: Language,
}

impl GroupComposer<'_> {
    /// Picks the words of the report's language.
    fn say<T>(&self, en: T, ja: T) -> T {
        self.language.pick(en, ja)
    }

    fn sections(&self) -> Vec<Section> {
        let mut sections = vec![
            self.summary(),
            self.all_figures(),
            self.movement(),
            self.parts(),
            self.method(),
        ];
        number(&mut sections, "");
        sections
    }

    fn edition(&self) -> String {
        let (edition, release) = (
            self.findings.benchmark.edition(),
            self.findings.benchmark.release(),
        );
        self.say(
            format!("Edition {edition}, release {release}"),
            format!("{edition}版 (公表{release}回目)"),
        )
    }

    fn cover(&self, branding: &Branding, kind: &str) -> Cover {
        let benchmark = self.findings.benchmark;
        let sheet = self.findings.sheet;
        let title = sheet.title().get(self.language);
        let fact = |en: &str, ja: &str, value: String| (self.say(en, ja).to_owned(), value);
        let members = benchmark.members();
        Cover {
            kind: kind.to_owned(),
            title: benchmark.title().to_owned(),
            subtitle: self.edition(),
            facts: vec![
                fact(
                    "Published",
                    "公表日",
                    words::date(benchmark.published(), self.language),
                ),
                fact(
                    "Members",
                    "参加者",
                    self.say(members.to_string(), format!("{members}者")),
                ),
                fact(
                    "Maturity sheet",
                    "成熟度シート",
                    self.say(
                        format!("{title}, edition {}", sheet.edition()),
                        format!("{title} ({}版)", sheet.edition()),
                    ),
                ),
                fact(
                    "Signed with",
                    "署名の鍵",
                    self.findings.fingerprint.to_owned(),
                ),
                fact(
                    "Handling",
                    "取扱区分",
                    classification(branding).unwrap_or_default().to_owned(),
                ),
            ],
            small_print: self
                .say(
                    "This report shows figures of a group whose members assessed themselves. It shows no member’s answers and no ranking, and it is neither a certification nor legal advice.",
                    "本報告書は、自己評価を行った参加者の集団としての数値を示す。個々の参加者の回答や順位は示さない。認証でも法的助言でもない。",
                )
                .to_owned(),
        }
    }

    /// A section.
    fn section(&self, en: &str, ja: &str, start: Start, blocks: Vec<Block>) -> Section {
        Section {
            heading: self.say(en, ja).to_owned(),
            start,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// The first page: what a board reads.
    fn summary(&self) -> Section {
        let mut blocks = vec![
            Block::Paragraph(RichText::from(self.in_short())),
            Block::KeyFigures(self.key_figures()),
        ];
        blocks.extend(self.area_radar(None, FIRST_RADAR).map(Block::Chart));
        blocks.extend(self.highest_and_lowest());
        blocks.extend(self.not_shown_in_short());
        self.section("Summary", "概要", Start::Page, blocks)
    }

    fn in_short(&self) -> String {
        let benchmark = self.findings.benchmark;
        let members = benchmark.members();
        let highest = self.findings.highest();
        let mut told = self.say(
            format!(
                "{members} members assessed their PSIRTs against the same sheet, on a scale from 0 to {highest}."
            ),
            format!("参加者{members}者が、同じ成熟度シートにより0〜{highest}の尺度で自社のPSIRTを評価した。"),
        );
        let overall = self.findings.overall();
        match overall.and_then(|figures| Some((figures, figures.median?))) {
            Some((figures, median)) => {
                let subject = &Subject::Overall;
                let shown = figure(subject, Some(median));
                told += &self.say(
                    format!(" Half of them have an overall score of {shown} or less"),
                    format!("総合スコアの中央値は{shown}"),
                );
                told += &match figures.quartiles {
                    Some(quartiles) => {
                        let half = middle_half(subject, Some(quartiles));
                        self.say(
                            format!(", and the middle half lies at {half}."),
                            format!("で、中央の半数は{half}にある。"),
                        )
                    }
                    None => self.say(".".to_owned(), "である。".to_owned()),
                };
            }
            None => {
                told += self.say(
                    " There are too few of them for an overall figure.",
                    "参加者が少ないため、総合スコアは示さない。",
                );
            }
        }
        told + &self.direction()
    }

    /// How the group moved, in a sentence.
    fn direction(&self) -> String {
        let overview = &self.findings.overview;
        let Some(movement) = self.findings.benchmark.movement() else {
            return String::new();
        };
        let (since, shown) = (&movement.since, movement.services.len());
        let (risen, fallen, moved) = (overview.risen, overview.fallen, overview.moved);
        let mut told = self.say(
            format!(" The movement since edition {since} is shown for {shown} services."),
            format!("{since}版からの変化は{shown}サービスについて示す。"),
        );
        if self.findings.direction_is_told() {
            told += &self.say(
                format!(
                    " Of the {moved} of them where it can be told, more members rose than fell in {risen}, and more fell in {fallen}."
                ),
                format!(
                    "増減が分かる{moved}サービスのうち、上がった参加者の方が多いものは{risen}、下がった参加者の方が多いものは{fallen}である。"
                ),
            );
        }
        told
    }

    fn key_figures(&self) -> Vec<KeyFigure> {
        let benchmark = self.findings.benchmark;
        let overview = &self.findings.overview;
        let overall = self.findings.overall();
        let median = overall.and_then(|figures| figures.median);
        let quartiles = overall.and_then(|figures| figures.quartiles);
        let services = |number: usize| self.say(format!("/ {number}"), format!("/ {number}"));
        let mut figures = vec![
            KeyFigure {
                name: self.say("Members", "参加者").to_owned(),
                value: benchmark.members().to_string(),
                unit: self.say("", "者").to_owned(),
                basis: self.edition(),
                tone: Tone::Plain,
            },
            KeyFigure {
                name: self
                    .say("Overall score, median", "総合スコア (中央値)")
                    .to_owned(),
                value: figure(&Subject::Overall, median),
                unit: format!("/ {}", self.findings.highest()),
                basis: quartiles.map_or_else(String::new, |quartiles| {
                    let half = middle_half(&Subject::Overall, Some(quartiles));
                    self.say(format!("middle half {half}"), format!("中央の半数 {half}"))
                }),
                tone: Tone::Plain,
            },
        ];
        if overview.with_target > 0 {
            figures.push(KeyFigure {
                name: self
                    .say("At the group’s target", "集団の目標に到達")
                    .to_owned(),
                value: overview.at_target.to_string(),
                unit: services(overview.with_target),
                basis: self
                    .say(
                        "services whose median reaches it",
                        "中央値が目標以上のサービス",
                    )
                    .to_owned(),
                tone: Tone::Plain,
            });
        }
        let movement = benchmark.movement();
        if let Some(movement) = movement.filter(|_| self.findings.direction_is_told()) {
            let since = &movement.since;
            figures.push(KeyFigure {
                name: self.say(
                    format!("▲ Risen since {since}"),
                    format!("▲ {since}版から上昇"),
                ),
                value: overview.risen.to_string(),
                unit: services(overview.moved),
                basis: self
                    .say(
                        "services with more members higher than lower",
                        "上がった参加者の方が多いサービス",
                    )
                    .to_owned(),
                tone: Tone::Plain,
            });
        }
        figures
    }

    fn highest_and_lowest(&self) -> Option<Block> {
        let ranked = &self.findings.overview.ranked;
        if ranked.len() < 2 * NAMED {
            return None;
        }
        let point = |figures: &&Figures| -> RichText {
            let subject = &figures.subject;
            let median = figure(subject, figures.median);
            let name = self.findings.name(subject, self.language);
            let half = figures.quartiles.map(|quartiles| {
                let half = middle_half(subject, Some(quartiles));
                self.say(
                    format!(" (middle half {half})"),
                    format!(" (中央の半数 {half})"),
                )
            });
            RichText::default()
                .plain(name)
                .plain(self.say(": ", "："))
                .strong(median)
                .quiet(half.unwrap_or_default())
        };
        let list = |en: &str, ja: &str, points: Vec<RichText>| {
            vec![
                Block::Heading(self.say(en, ja).to_owned()),
                Block::List(points),
            ]
        };
        let highest = ranked.iter().take(NAMED).map(point).collect();
        let lowest = ranked.iter().rev().take(NAMED).map(point).collect();
        Some(Block::Columns(vec![
            (
                1.0,
                list(
                    "Where the group is most advanced",
                    "最も進んでいるサービス",
                    highest,
                ),
            ),
            (
                1.0,
                list(
                    "Where it is least advanced",
                    "最も進んでいないサービス",
                    lowest,
                ),
            ),
        ]))
    }

    fn not_shown_in_short(&self) -> Option<Block> {
        let withheld = &self.findings.overview.withheld;
        let subjects: usize = withheld.iter().map(|(_, subjects)| subjects.len()).sum();
        (subjects > 0).then(|| {
            let all = self.findings.benchmark.figures().len();
            Block::Note(Note {
                heading: self.say("What is not shown", "示していない数値").to_owned(),
                text: RichText::from(self.say(
                    format!(
                        "For {subjects} of the {all} subjects (the whole, areas and services) not every figure is shown, because it would tell on single members. Section 5 lists them with the reason."
                    ),
                    format!(
                        "全体・サービスエリア・サービスの{all}項目のうち{subjects}項目は、個々の参加者の回答が分かるおそれがあるため、一部の数値を示していない。第5節に理由とともに示す。"
                    ),
                )),
            })
        })
    }

    /// Where the group lies in one subject.
    fn range(&self, figures: &Figures, own: Option<f64>) -> Range {
        let subject = &figures.subject;
        let target = self.findings.target(subject);
        let mut told = Vec::new();
        for (value, en, ja) in [
            (own, "own", "自社"),
            (figures.median, "median", "中央値"),
            (target, "target", "目標"),
        ] {
            if value.is_some() {
                told.push(format!("{} {}", self.say(en, ja), figure(subject, value)));
            }
        }
        if let Some(quartiles) = figures.quartiles {
            let half = middle_half(subject, Some(quartiles));
            told.push(self.say(format!("middle half {half}"), format!("中央の半数 {half}")));
        }
        if told.is_empty() {
            told.push(self.say("not shown", "示さない").to_owned());
        }
        Range {
            highest: self.findings.highest(),
            band: figures
                .quartiles
                .map(|Quartiles { lower, upper }| (lower, upper)),
            median: figures.median,
            own,
            target,
            description: words::listed(&told, self.language),
        }
    }

    /// Why something is missing in a cell.
    fn withheld(&self, figures: &Figures) -> String {
        group::withheld_of(figures, self.language)
    }
}
