//! Radars with the band between the quartiles.

use psirt_core::benchmark::{Figures, Subject};

use crate::chart::{Axis, AxisGroup, Band, Chart, Radar, Series};
use crate::document::Figure;
use crate::group::{PlaceFindings, figure};
use crate::palette::SeriesRole;

use super::super::charts::{MOST_PRINTED_AXES, readable};
use super::super::words;
use super::GroupComposer;

impl GroupComposer<'_> {
    /// The areas of the group, with a member's own scores where it is about a member.
    pub(super) fn area_radar(
        &self,
        own: Option<&PlaceFindings<'_>>,
        proportion: f32,
    ) -> Option<Figure> {
        let subjects = self.findings.sheet.areas().iter();
        let subjects: Vec<Subject> = subjects
            .map(|area| Subject::Area(area.id.clone()))
            .collect();
        let caption = self.say("Scores by area", "エリア別のスコア");
        self.radar(&subjects, Vec::new(), own, caption, proportion)
    }

    /// The services of the group; nothing where there are too many to print.
    pub(super) fn service_radar(&self, proportion: f32) -> Option<Figure> {
        let services = self.findings.sheet.services();
        let subjects: Vec<Subject> = services
            .map(|service| Subject::Service(service.id.clone()))
            .collect();
        if subjects.len() > MOST_PRINTED_AXES {
            return None;
        }
        let areas = self.findings.sheet.areas().iter().enumerate();
        let groups = areas.map(|(number, area)| AxisGroup {
            title: format!("{} {}", area.id, area.title.get(self.language)),
            number,
            axes: area.services.len(),
        });
        let caption = self.say("Levels by service", "サービス別のレベル");
        self.radar(&subjects, groups.collect(), None, caption, proportion)
    }

    fn radar(
        &self,
        subjects: &[Subject],
        groups: Vec<AxisGroup>,
        own: Option<&PlaceFindings<'_>>,
        caption: &str,
        proportion: f32,
    ) -> Option<Figure> {
        readable(subjects.len()).ok()?;
        let figures: Vec<Option<&Figures>> = subjects
            .iter()
            .map(|subject| self.findings.benchmark.figures_of(subject))
            .collect();
        let of = |value: fn(&Figures) -> Option<f64>| -> Vec<Option<f64>> {
            figures.iter().map(|figures| value((*figures)?)).collect()
        };
        let median = of(|figures| figures.median);
        let own_values: Option<Vec<Option<f64>>> = own.map(|own| {
            let places = subjects.iter();
            places.map(|subject| own.place(subject)?.own).collect()
        });
        let targets: Vec<Option<f64>> = subjects
            .iter()
            .map(|subject| self.findings.target(subject))
            .collect();
        let mut series = Vec::new();
        let mut add = |role, en: &str, ja: &str, values: Vec<Option<f64>>| {
            if values.iter().any(Option::is_some) {
                series.push(Series {
                    role,
                    name: self.say(en, ja).to_owned(),
                    values,
                });
            }
        };
        add(
            SeriesRole::Target,
            "target of the group",
            "集団の目標",
            targets,
        );
        // The group itself is what the report is about, unless a member is.
        let role = if own.is_some() {
            SeriesRole::Median
        } else {
            SeriesRole::Overall
        };
        add(role, "median", "中央値", median);
        if let Some(values) = own_values.clone() {
            add(SeriesRole::Current, "own", "自社", values);
        }
        if series.is_empty() {
            return None;
        }
        let band = Band {
            name: self
                .say("middle half of the members", "参加者の中央の半数")
                .to_owned(),
            lower: of(|figures| Some(figures.quartiles?.lower)),
            upper: of(|figures| Some(figures.quartiles?.upper)),
        };
        let band = band.lower.iter().any(Option::is_some).then_some(band);
        let own_of = |at: usize| own_values.as_ref().and_then(|values| values[at]);
        let axes = subjects.iter().enumerate();
        let axes = axes
            .map(|(at, subject)| self.axis(subject, figures[at], own_of(at)))
            .collect();
        let told = subjects.iter().enumerate().map(|(at, subject)| {
            let name = self.findings.name(subject, self.language);
            let values = figures[at].map_or_else(String::new, |figures| {
                self.range(figures, own_of(at)).description
            });
            format!("{name}: {values}")
        });
        let head = self.say("Radar chart. ", "レーダーチャート。");
        let description = format!("{head}{}", told.collect::<Vec<_>>().join("; "));
        Some(Figure {
            chart: Chart::Radar(Radar {
                highest: self.findings.highest(),
                groups,
                axes,
                series,
                band,
            }),
            proportion,
            caption: caption.to_owned(),
            description,
        })
    }

    fn axis(&self, subject: &Subject, figures: Option<&Figures>, own: Option<f64>) -> Axis {
        let id = match subject {
            Subject::Overall => String::new(),
            Subject::Area(id) => id.to_string(),
            Subject::Service(id) => id.to_string(),
        };
        let median = figure(subject, figures.and_then(|figures| figures.median));
        let note = match (subject, own) {
            (Subject::Service(_), _) => String::new(),
            (_, Some(own)) => {
                let own = figure(subject, Some(own));
                self.say(
                    format!("{own} (median {median})"),
                    format!("{own} (中央値{median})"),
                )
            }
            (_, None) => median,
        };
        Axis {
            id,
            title: self.findings.title(subject, self.language).to_owned(),
            note,
        }
    }

    /// What the drawing in a table means.
    pub(super) fn key_to_ranges(&self, with_own: bool) -> String {
        let mut parts = vec![
            self.say(
                "grey: the middle half of the members",
                "灰色：参加者の中央の半数",
            ),
            self.say("line: median", "縦線：中央値"),
        ];
        if !self.findings.benchmark.targets().is_empty() {
            parts.push(self.say("orange tip: target of the group", "橙色の印：集団の目標"));
        }
        if with_own {
            parts.push(self.say("blue dot: own", "青い点：自社"));
        }
        let highest = self.findings.highest();
        let parts: Vec<String> = parts.into_iter().map(str::to_owned).collect();
        let parts = words::listed(&parts, self.language);
        self.say(
            format!("On the scale from 0 to {highest}: {parts}."),
            format!("0〜{highest}の尺度で、{parts}。"),
        )
    }
}
