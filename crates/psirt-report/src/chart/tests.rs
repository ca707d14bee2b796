use super::*;
use crate::picture::{Picture, Rect, Shape};

const TITLES: [&str; 6] = [
    "Executive Sponsorship",
    "脆弱性情報の公開とステークホルダーへの通知",
    "Vulnerability Remediation Validation and Release Coordination with Downstream Vendors",
    "報奨金制度",
    "Secure Development Lifecycle Feedback",
    "非常に長い名前のサービスであって二行にも三行にも収まりそうにない名前のサービス",
];

fn radar(axes: usize, groups: usize) -> Radar {
    let values = |shift: usize| {
        (0..axes)
            .map(|axis| {
                (axis % 7 != shift)
                    .then(|| f64::from(u8::try_from((axis + shift) % 6).expect("small")))
            })
            .collect()
    };
    Radar {
        highest: 5,
        groups: (0..groups)
            .map(|number| AxisGroup {
                title: format!("{number} {}", TITLES[number % TITLES.len()]),
                number,
                axes: axes / groups + usize::from(number < axes % groups),
            })
            .collect(),
        axes: (0..axes)
            .map(|number| Axis {
                id: format!("{}.{}", number / 6, number % 6),
                title: TITLES[number % TITLES.len()].to_owned(),
                note: if groups == 0 {
                    "2.4 → 4.0".to_owned()
                } else {
                    String::new()
                },
            })
            .collect(),
        series: vec![
            Series {
                role: SeriesRole::Target,
                name: "Target".into(),
                values: values(9),
            },
            Series {
                role: SeriesRole::Earlier(0),
                name: "2025".into(),
                values: values(1),
            },
            Series {
                role: SeriesRole::Current,
                name: "2026".into(),
                values: values(2),
            },
        ],
        band: None,
    }
}

fn texts(picture: &Picture) -> Vec<(Rect, String)> {
    picture
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Text(text) => Some((text.bounds(), text.text.clone())),
            Shape::Path(_) => None,
        })
        .collect()
}

fn check_texts_keep_apart(picture: &Picture, what: &str) {
    let texts = texts(picture);
    for (number, (bounds, text)) in texts.iter().enumerate() {
        assert!(
            bounds.x >= -0.5
                && bounds.y >= -2.0
                && bounds.x + bounds.width <= picture.width + 0.5
                && bounds.y + bounds.height <= picture.height + 2.0,
            "{what}: `{text}` leaves the picture at {bounds:?}"
        );
        let inner = Rect::new(
            bounds.x + 0.05,
            bounds.y,
            (bounds.width - 0.1).max(0.0),
            bounds.height,
        );
        for (other, other_text) in &texts[number + 1..] {
            assert!(
                !inner.overlaps(other),
                "{what}: `{text}` and `{other_text}` overlap"
            );
        }
    }
}

#[test]
fn labels_of_a_radar_never_overlap() {
    let fonts = Fonts::new();
    for axes in [3, 4, 5, 6, 7, 8, 9, 12, 13, 20, 29, 38, 39, 60, 75] {
        for groups in [0, 7] {
            let chart = Chart::Radar(radar(axes, groups));
            for (width, height) in [(483.0, 460.0), (483.0, 300.0), (700.0, 620.0)] {
                let picture = draw(&chart, width, height, &fonts);
                check_texts_keep_apart(&picture, &format!("{axes} axes, {width} × {height}"));
            }
        }
    }
}

#[test]
fn every_axis_of_a_large_radar_has_its_label() {
    let picture = draw(&Chart::Radar(radar(38, 7)), 483.0, 460.0, &Fonts::new());
    let all: String = texts(&picture)
        .into_iter()
        .map(|(_, text)| text + "|")
        .collect();
    for axis in 0..38 {
        let id = format!("{}.{} ", axis / 6, axis % 6);
        assert!(all.contains(&id), "{id} in {all}");
    }
}

#[test]
fn an_absent_value_breaks_the_line() {
    let mut chart = radar(5, 0);
    let closed_lines = |radar: &Radar| {
        let picture = draw(&Chart::Radar(radar.clone()), 400.0, 300.0, &Fonts::new());
        let color = crate::palette::look(SeriesRole::Current).color;
        let is_line = |shape: &&Shape| match shape {
            Shape::Path(path) => path.stroke.as_ref().is_some_and(|stroke| {
                stroke.color == color && stroke.width > 1.5 && path.steps.len() > 2
            }),
            Shape::Text(_) => false,
        };
        let lines: Vec<(usize, bool)> = picture
            .shapes
            .iter()
            .filter(is_line)
            .filter_map(|shape| match shape {
                Shape::Path(path) => Some((
                    path.steps.len(),
                    path.steps.contains(&crate::picture::Step::Close),
                )),
                Shape::Text(_) => None,
            })
            .collect();
        lines
    };
    chart.series = vec![Series {
        role: SeriesRole::Current,
        name: "now".into(),
        values: vec![Some(1.0), Some(2.0), Some(0.0), Some(3.0), Some(4.0)],
    }];
    assert_eq!(
        closed_lines(&chart),
        [(6, true)],
        "five points and the way back"
    );
    chart.series[0].values[2] = None;
    assert_eq!(
        closed_lines(&chart),
        [(4, false)],
        "four points, open at the gap"
    );
}

#[test]
fn small_multiples_keep_their_texts_apart() {
    for panels in [1, 4, 8, 12] {
        let panel = |number: usize| Panel {
            title: TITLES[number % TITLES.len()].to_owned(),
            scores: vec![Some(1.0), None, Some(5.0), Some(0.0), Some(3.25)],
            targets: vec![None, Some(3.0), Some(3.0), Some(5.0), Some(4.0)],
        };
        let chart = Multiples {
            highest: 5,
            points: (0..5)
                .map(|year| TimePoint {
                    label: format!("{}-03-31", 2022 + year),
                    broken_before: (year == 2).then(|| "sheet changed".to_owned()),
                })
                .collect(),
            panels: (0..panels).map(panel).collect(),
        };
        let height = chart.height();
        let picture = draw(&Chart::Multiples(chart), 483.0, height, &Fonts::new());
        check_texts_keep_apart(&picture, &format!("{panels} small charts"));
    }
}

#[test]
fn a_heat_map_names_every_service_and_keeps_its_texts_apart() {
    for (with_titles, columns, areas, services) in [(true, 5, 7, 8), (false, 9, 20, 12)] {
        let cell = |number: usize| HeatCell {
            id: format!("{number}.1"),
            title: TITLES[number % TITLES.len()].to_owned(),
            level: u8::try_from(number % 7).ok().filter(|level| *level < 6),
            words: "unanswered".into(),
            target: Some(4),
        };
        let map = HeatMap {
            highest: 5,
            columns,
            with_titles,
            rows: (0..areas)
                .map(|number| HeatRow {
                    title: TITLES[number % TITLES.len()].to_owned(),
                    note: "3.0 (5 / 7)".into(),
                    number,
                    cells: (0..services).map(cell).collect(),
                })
                .collect(),
            key: [
                "None",
                "Ad hoc",
                "Repeatable",
                "Defined",
                "Measured",
                "Optimized",
            ]
            .map(str::to_owned)
            .to_vec(),
        };
        for width in [483.0, 720.0] {
            let height = width * map.proportion();
            let picture = draw(&Chart::Heat(map.clone()), width, height, &Fonts::new());
            check_texts_keep_apart(&picture, &format!("{columns} columns, {width}"));
            let texts = texts(&picture);
            for number in 0..services {
                let id = format!("{number}.1");
                assert_eq!(texts.iter().filter(|(_, text)| *text == id).count(), areas);
            }
            let least = picture.shapes.iter().filter_map(|shape| match shape {
                Shape::Text(text) => Some(text.size),
                Shape::Path(_) => None,
            });
            assert!(
                least.fold(f32::MAX, f32::min) > 6.99,
                "no letter under 7 points"
            );
        }
    }
}

#[test]
fn no_label_of_a_radar_is_under_seven_points() {
    let picture = draw(&Chart::Radar(radar(38, 7)), 483.0, 460.0, &Fonts::new());
    for shape in &picture.shapes {
        if let Shape::Text(text) = shape {
            assert!(text.size > 6.99, "{} at {}", text.text, text.size);
        }
    }
}
