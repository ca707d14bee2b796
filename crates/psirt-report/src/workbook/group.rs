//! The benchmark of a group as a workbook: the summary, then every figure in a row of its own.

use psirt_core::benchmark::{Breakdown, Figures, Movement, Subject};
use psirt_core::{Date, Language};

use super::chart::{ChartData, Values};
use super::compose::{in_lines, joined};
use super::words::{Words, fill};
use super::write::{Column, Writer};
use super::{Area, Cell, ChartKind, Look, NamedTable, Paper, Place, Workbook, Worksheet};
use crate::branding::Branding;
use crate::group::{
    self, GroupFindings, directions_of, levels_of, parameters, percent, why_withheld,
};
use crate::palette::SeriesRole;

/// Width and height of the radar, in pixels of a screen.
const RADAR: (u32, u32) = (620, 460);

/// Decides what the workbook of a benchmark says.
pub fn compose_benchmark(
    findings: &GroupFindings<'_>,
    language: Language,
    branding: &Branding,
) -> Workbook {
    let book = GroupBook {
        findings,
        language,
        words: Words::of(language),
    };
    let mut data = ChartData::new(book.words, findings.highest());
    let mut worksheets = vec![book.summary(branding, &mut data), book.figures()];
    worksheets.extend(book.parts(findings.benchmark.breakdowns()));
    worksheets.extend(
        findings
            .benchmark
            .movement()
            .and_then(|it| book.movement(it)),
    );
    worksheets.push(book.method());
    worksheets.push(data.into_worksheet());
    let benchmark = findings.benchmark;
    let about = About {
        kind: language.pick("Benchmark of a group", "集団のベンチマーク"),
        name: benchmark.title(),
        detail: benchmark.edition(),
        author: branding.assessors.join(book.words.list_separator),
        date: benchmark.published(),
        classification: branding.classification.as_deref(),
    };
    book.workbook(about, branding, worksheets)
}

/// What a workbook of a group bears.
pub(super) struct About<'a> {
    pub kind: &'a str,
    pub name: &'a str,
    pub detail: &'a str,
    pub author: String,
    pub date: Date,
    pub classification: Option<&'a str>,
}

/// What the worksheets of a group are made from.
#[derive(Clone, Copy)]
pub(super) struct GroupBook<'a> {
    pub findings: &'a GroupFindings<'a>,
    pub language: Language,
    pub words: &'static Words,
}

impl GroupBook<'_> {
    pub fn say<T>(&self, en: T, ja: T) -> T {
        self.language.pick(en, ja)
    }

    pub fn workbook(
        &self,
        about: About<'_>,
        branding: &Branding,
        worksheets: Vec<Worksheet>,
    ) -> Workbook {
        let named = joined([about.name, about.detail]);
        Workbook {
            language: self.language,
            title: fill(self.words.document_title, &[&named]),
            subject: about.kind.to_owned(),
            author: about.author,
            company: about.name.to_owned(),
            date: about.date,
            program: fill(self.words.program, &[self.findings.program_version]),
            classification: about
                .classification
                .filter(|line| !line.trim().is_empty())
                .map(str::to_owned),
            running_head: joined([about.name, about.kind, about.detail]),
            running_foot: branding.footer.clone(),
            accent: branding.accent(),
            logo: branding.logo.clone(),
            page_of_pages: self.words.page_of_pages,
            worksheets,
        }
    }

    /// An empty worksheet with columns of these widths.
    pub fn writer(&self, name: &str, paper: Paper, columns: &[Column]) -> Writer {
        Writer::new(Worksheet {
            name: name.to_owned(),
            paper,
            widths: columns.iter().map(|column| column.width).collect(),
            highest: self.findings.highest(),
            ..Worksheet::default()
        })
    }

    /// A level as a whole number, a score with one decimal, or nothing.
    pub fn value(subject: &Subject, value: Option<f64>, is_strong: bool) -> Cell {
        let look = match (subject, is_strong) {
            (Subject::Service(_), false) => Look::Count,
            (Subject::Service(_), true) => Look::StrongCount,
            (_, false) => Look::Figure,
            (_, true) => Look::StrongFigure,
        };
        Cell::number(look, value)
    }

    /// The id of a subject, where it has one.
    pub fn id(subject: &Subject) -> Cell {
        let id = match subject {
            Subject::Overall => "",
            Subject::Area(id) => id.as_str(),
            Subject::Service(id) => id.as_str(),
        };
        Cell::text(Look::Id, id)
    }

    pub fn title(&self, subject: &Subject) -> Cell {
        let look = match subject {
            Subject::Service(_) => Look::Text,
            Subject::Overall | Subject::Area(_) => Look::Strong,
        };
        Cell::text(look, self.findings.title(subject, self.language))
    }

    /// Makes what was written since `head` a table that a person sorts and filters.
    pub fn table(writer: &mut Writer, name: &'static str, head: u32) {
        if writer.row <= head + 1 {
            return;
        }
        let last = Place::new(writer.row - 1, writer.last_column());
        writer.worksheet.table = Some(NamedTable {
            name,
            area: Area::new(Place::new(head, 0), last),
        });
    }

    /// The heading of the first worksheet.
    pub fn heading(writer: &mut Writer, kind: &str, name: &str, lines: &[String]) {
        writer.text(Look::Kind, kind);
        writer.text(Look::Title, name);
        for (number, line) in lines.iter().enumerate() {
            let look = if number == 0 {
                Look::Subtitle
            } else {
                Look::Note
            };
            writer.text(look, line);
        }
        writer.space(6.0);
    }

    /// The areas as a radar: the quartiles, the median and, where given, a member's own scores.
    pub fn area_radar(
        &self,
        data: &mut ChartData,
        place: Place,
        own: Option<Vec<Option<f64>>>,
    ) -> Option<super::PlacedChart> {
        let areas = self.findings.sheet.areas();
        if areas.len() < 3 {
            return None;
        }
        let subjects: Vec<Subject> = areas
            .iter()
            .map(|area| Subject::Area(area.id.clone()))
            .collect();
        let figures = |value: fn(&Figures) -> Option<f64>| -> Vec<Option<f64>> {
            let of = subjects.iter();
            of.map(|subject| value(self.findings.benchmark.figures_of(subject)?))
                .collect()
        };
        let most = self.say(18, 9);
        let names: Vec<String> = subjects
            .iter()
            .map(|subject| in_lines(&self.findings.name(subject, self.language), most))
            .collect();
        let (lower, upper) = (
            self.say("lower quartile", "下側四分位数"),
            self.say("upper quartile", "上側四分位数"),
        );
        let mut series = vec![
            Values::fixed(
                SeriesRole::Earlier(3),
                lower,
                figures(|figures| Some(figures.quartiles?.lower)),
            ),
            Values::fixed(
                SeriesRole::Earlier(2),
                upper,
                figures(|figures| Some(figures.quartiles?.upper)),
            ),
            Values::fixed(
                SeriesRole::Overall,
                self.say("median", "中央値"),
                figures(|figures| figures.median),
            ),
        ];
        if let Some(own) = own {
            let name = self.say("own", "自社");
            series.push(Values::fixed(SeriesRole::Current, name, own));
        }
        if !series.iter().any(Values::any) {
            return None;
        }
        let told = subjects.iter().map(|subject| {
            let median = self
                .findings
                .benchmark
                .figures_of(subject)
                .and_then(|figures| figures.median);
            let name = self.findings.name(subject, self.language);
            fill(
                self.words.name_and_value,
                &[&name, &group::figure(subject, median)],
            )
        });
        let told = told.collect::<Vec<_>>().join(self.words.list_separator);
        let title = self.say("Scores by area", "エリア別のスコア");
        let description = self.say(
            format!("Radar chart of the scores by area, medians: {told}"),
            format!("エリア別スコアのレーダーチャート。中央値は{told}"),
        );
        let block = data.block(title, &names, series);
        let highest = self.findings.highest();
        Some(block.chart(
            ChartKind::Radar,
            title,
            description,
            highest,
            (place, RADAR),
        ))
    }

    fn summary(&self, branding: &Branding, data: &mut ChartData) -> Worksheet {
        let findings = self.findings;
        let (benchmark, overview) = (findings.benchmark, &findings.overview);
        let columns = [
            Column::wide("", 260.0),
            Column::narrow("", 110.0),
            Column::wide("", 330.0),
        ];
        let mut writer = self.writer(self.words.tab_summary, Paper::PortraitOnePage, &columns);
        let (edition, release) = (benchmark.edition(), benchmark.release());
        let classification = branding.classification.as_deref().unwrap_or_default();
        let lines = [
            self.say(
                format!("Edition {edition}, release {release}"),
                format!("{edition}版 (公表{release}回目)"),
            ),
            joined([&benchmark.published().to_string(), classification]),
        ];
        let kind = self.say("Benchmark of a group", "集団のベンチマーク");
        Self::heading(&mut writer, kind, benchmark.title(), &lines);
        let overall = findings.overall();
        let quartiles = overall.and_then(|figures| figures.quartiles);
        let score = |value| Self::value(&Subject::Overall, value, true);
        let mut fact = |name: &str, cell: Cell, note: String| {
            writer.put(0, Cell::text(Look::FactName, name));
            writer.put(1, cell);
            writer.put(2, Cell::text(Look::Fact, note));
            writer.next();
        };
        let members = usize::try_from(benchmark.members()).unwrap_or(usize::MAX);
        fact(
            self.say("Members", "参加者"),
            Cell::count(Look::StrongCount, members),
            String::new(),
        );
        fact(
            self.say("Overall score, median", "総合スコア (中央値)"),
            score(overall.and_then(|figures| figures.median)),
            self.say(
                format!("on the scale from 0 to {}", findings.highest()),
                format!("0〜{}の尺度", findings.highest()),
            ),
        );
        fact(
            self.say("Overall score, lower quartile", "総合スコア (下側四分位数)"),
            score(quartiles.map(|it| it.lower)),
            String::new(),
        );
        fact(
            self.say("Overall score, upper quartile", "総合スコア (上側四分位数)"),
            score(quartiles.map(|it| it.upper)),
            String::new(),
        );
        if overview.with_target > 0 {
            fact(
                self.say(
                    "Services at the group’s target",
                    "集団の目標に到達したサービス",
                ),
                Cell::count(Look::StrongCount, overview.at_target),
                self.say(
                    format!("of {}, by their median", overview.with_target),
                    format!("{}サービス中、中央値による", overview.with_target),
                ),
            );
        }
        if findings.direction_is_told() {
            let of = self.say(
                format!("of {} where it can be told", overview.moved),
                format!("増減が分かる{}サービス中", overview.moved),
            );
            fact(
                self.say(
                    "Services with more members higher than lower",
                    "上がった参加者の方が多いサービス",
                ),
                Cell::count(Look::StrongCount, overview.risen),
                of.clone(),
            );
            fact(
                self.say(
                    "Services with more members lower than higher",
                    "下がった参加者の方が多いサービス",
                ),
                Cell::count(Look::StrongCount, overview.fallen),
                of,
            );
        }
        writer.space(6.0);
        let chart = self.area_radar(data, writer.at(0), None);
        writer.charts(chart.into_iter().collect());
        writer.worksheet
    }

    fn figures(&self) -> Worksheet {
        let columns = [
            Column::wide(self.words.id, 52.0),
            Column::wide(self.say("Subject", "項目"), 300.0),
            Column::narrow("n", 56.0),
            Column::narrow(self.say("Lower quartile", "下側四分位数"), 92.0),
            Column::narrow(self.say("Median", "中央値"), 76.0),
            Column::narrow(self.say("Upper quartile", "上側四分位数"), 92.0),
            Column::narrow(self.say("Mean", "平均"), 70.0),
            Column::narrow(self.say("Standard deviation", "標準偏差"), 92.0),
            Column::narrow(self.say("Target of the group", "集団の目標"), 92.0),
            Column::wide(self.say("Shares of members", "参加者の割合"), 260.0),
            Column::wide(
                self.say("Not shown in full because", "一部を示さない理由"),
                150.0,
            ),
        ];
        let mut writer = self.writer(self.say("Figures", "数値"), Paper::Landscape, &columns);
        writer.text(
            Look::TabTitle,
            self.say(
                "Figures by area and service",
                "サービスエリア別・サービス別の数値",
            ),
        );
        writer.space(6.0);
        let head = writer.row;
        writer.heads(&columns, Some(2));
        for figures in self.findings.benchmark.figures() {
            let subject = &figures.subject;
            let quartiles = figures.quartiles;
            let n = figures.n.map(f64::from);
            let shares = figures.shares.iter().map(|share| {
                let (levels, percent) = (levels_of(share), percent(share, self.language));
                fill(self.words.name_and_value, &[&levels, &percent])
            });
            let shares = shares.collect::<Vec<_>>().join(self.words.list_separator);
            let cells = [
                Self::id(subject),
                self.title(subject),
                Cell::number(Look::Count, n),
                Self::value(subject, quartiles.map(|it| it.lower), false),
                Self::value(subject, figures.median, true),
                Self::value(subject, quartiles.map(|it| it.upper), false),
                Cell::number(Look::Hundredths, figures.spread.map(|it| it.mean)),
                Cell::number(Look::Hundredths, figures.spread.map(|it| it.deviation)),
                Self::value(subject, self.findings.target(subject), false),
                Cell::text(Look::Quiet, shares),
                Cell::text(Look::Word, group::withheld_of(figures, self.language)),
            ];
            writer.cells(matches!(subject, Subject::Overall), cells);
        }
        Self::table(&mut writer, self.say("Benchmark", "ベンチマーク"), head);
        writer.worksheet
    }

    fn parts(&self, breakdowns: &[Breakdown]) -> Option<Worksheet> {
        if breakdowns.is_empty() {
            return None;
        }
        let columns = [
            Column::wide(self.say("By", "区分の種類"), 130.0),
            Column::wide(self.say("Group", "区分"), 240.0),
            Column::narrow(self.say("Members", "参加者"), 120.0),
            Column::wide(self.words.id, 52.0),
            Column::wide(self.say("Subject", "項目"), 300.0),
            Column::narrow(self.say("Lower quartile", "下側四分位数"), 92.0),
            Column::narrow(self.say("Median", "中央値"), 76.0),
            Column::narrow(self.say("Upper quartile", "上側四分位数"), 92.0),
        ];
        let mut writer = self.writer(
            self.say("Groups within", "区分別"),
            Paper::Landscape,
            &columns,
        );
        writer.text(
            Look::TabTitle,
            self.say(
                "By sector, size and organizational model",
                "業種別・規模別・組織モデル別",
            ),
        );
        writer.text(Look::Note, self.say(
            "A row that is missing is not shown: too few members of the group have a level there, all or all but one of them have the same, or it could be subtracted from others.",
            "ない行は示さない数値である。レベルのある参加者が少ないか、全員または1者を除く全員が同じレベルであるか、ほかの数値からの差し引きで個々の回答が分かる場合である。",
        ));
        writer.space(6.0);
        let head = writer.row;
        writer.heads(&columns, Some(2));
        for breakdown in breakdowns {
            for part in &breakdown.groups {
                for (number, figures) in part.figures.iter().enumerate() {
                    let subject = &figures.subject;
                    let quartiles = figures.quartiles;
                    let categories =
                        group::categories(breakdown.by, &part.categories, self.language);
                    let cells = [
                        Cell::text(Look::Text, group::dimension(breakdown.by, self.language)),
                        Cell::text(Look::Text, categories),
                        Cell::text(Look::Word, group::band(part.members, self.language)),
                        Self::id(subject),
                        self.title(subject),
                        Self::value(subject, quartiles.map(|it| it.lower), false),
                        Self::value(subject, Some(figures.median), true),
                        Self::value(subject, quartiles.map(|it| it.upper), false),
                    ];
                    writer.cells(number == 0, cells);
                }
            }
        }
        Self::table(&mut writer, self.say("GroupsWithin", "区分別数値"), head);
        Some(writer.worksheet)
    }

    fn movement(&self, movement: &Movement) -> Option<Worksheet> {
        if movement.services.is_empty() {
            return None;
        }
        let columns = [
            Column::wide(self.words.id, 52.0),
            Column::wide(self.words.service, 300.0),
            Column::narrow("n", 56.0),
            Column::wide(self.say("Shares of members", "参加者の割合"), 340.0),
            Column::wide(self.say("Moves (members)", "レベルの動き (者)"), 260.0),
        ];
        let mut writer = self.writer(self.say("Movement", "変化"), Paper::Landscape, &columns);
        let since = &movement.since;
        writer.text(
            Look::TabTitle,
            self.say(
                format!("Movement since edition {since}"),
                format!("{since}版からの変化"),
            ),
        );
        writer.space(6.0);
        let head = writer.row;
        writer.heads(&columns, Some(2));
        for moved in &movement.services {
            let subject = Subject::Service(moved.service.clone());
            let shares = moved.shares.iter().map(|share| {
                let name = directions_of(share, self.language);
                fill(
                    self.words.name_and_value,
                    &[name, &percent(share, self.language)],
                )
            });
            let mut moves: Vec<String> = moved
                .moves
                .iter()
                .map(|one| format!("{}→{}: {}", one.from, one.to, one.members))
                .collect();
            if moved.other_moves > 0 {
                let others = moved.other_moves;
                moves.push(self.say(format!("others: {others}"), format!("その他: {others}")));
            }
            let cells = [
                Self::id(&subject),
                self.title(&subject),
                Cell::number(Look::Count, Some(f64::from(moved.n))),
                Cell::text(
                    Look::Text,
                    shares.collect::<Vec<_>>().join(self.words.list_separator),
                ),
                Cell::text(Look::Quiet, moves.join(self.words.list_separator)),
            ];
            writer.cells(false, cells);
        }
        Self::table(&mut writer, self.say("Movement", "変化一覧"), head);
        Some(writer.worksheet)
    }

    fn method(&self) -> Worksheet {
        let columns = [Column::wide("", 300.0), Column::wide("", 560.0)];
        let mut writer = self.writer(self.say("Method", "方法"), Paper::Portrait, &columns);
        writer.text(Look::TabTitle, self.say("Method", "方法"));
        let fact = |writer: &mut Writer, name: &str, text: &str| {
            writer.put(0, Cell::text(Look::FactName, name));
            writer.put(1, Cell::text(Look::Fact, text));
            writer.next();
        };
        writer.heading(self.say("Rules of disclosure: shown from", "開示規則 (示す下限)"));
        for (name, value) in parameters(self.findings.benchmark.rules(), self.language) {
            fact(&mut writer, name, &value);
        }
        writer.heading(self.say("What is not shown, and why", "示していない数値と理由"));
        if self.findings.overview.withheld.is_empty() {
            let all = self.say(
                "Every figure of the whole group is shown.",
                "集団全体の数値はすべて示している。",
            );
            writer.text(Look::Fact, all);
        }
        for (reason, subjects) in &self.findings.overview.withheld {
            let names: Vec<String> = subjects
                .iter()
                .map(|subject| self.findings.name(subject, self.language))
                .collect();
            let why = why_withheld(*reason, self.language);
            let names = names.join(self.words.list_separator);
            fact(
                &mut writer,
                group::withheld(*reason, self.language),
                &format!("{why}\n{names}"),
            );
        }
        writer.heading(self.say("Sources", "出典"));
        let (sheet, benchmark) = (self.findings.sheet, self.findings.benchmark);
        fact(
            &mut writer,
            self.words.sheet_and_edition,
            &joined([sheet.title().get(self.language), sheet.edition()]),
        );
        fact(&mut writer, self.words.sheet_id, sheet.id().as_str());
        fact(
            &mut writer,
            self.say("Benchmark", "ベンチマーク"),
            &joined([benchmark.title(), benchmark.cohort(), benchmark.edition()]),
        );
        fact(
            &mut writer,
            self.say("Signed with", "署名の鍵"),
            self.findings.fingerprint,
        );
        fact(
            &mut writer,
            self.words.made_by,
            &fill(self.words.program, &[self.findings.program_version]),
        );
        writer.worksheet
    }
}
