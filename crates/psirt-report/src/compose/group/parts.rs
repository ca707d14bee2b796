//! How the members moved since the last edition, and the groups within the group.

use psirt_core::Level;
use psirt_core::benchmark::{Breakdown, Dimension, Group, GroupFigures, ServiceMovement, Subject};

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table};
use crate::group::{self, NOTHING, directions_of, figure, middle_half, percent};

use super::super::words;
use super::GroupComposer;

/// Groups beside each other in one table.
const MOST_BESIDE: usize = 4;

impl GroupComposer<'_> {
    pub(super) fn movement(&self) -> Section {
        let blocks = match self.findings.benchmark.movement() {
            Some(movement) if !movement.services.is_empty() => {
                let since = &movement.since;
                let mut blocks = vec![
                    Block::Paragraph(RichText::from(self.say(
                        format!(
                            "Members with a level in edition {since} and in this one, service by service: how many are lower, the same and higher. Small shares are joined or told as a bound."
                        ),
                        format!(
                            "{since}版と今回の両方でレベルのある参加者について、サービスごとに、下がった参加者、同じ参加者、上がった参加者の割合を示す。小さい割合はまとめるか、上限・下限で示す。"
                        ),
                    ))),
                    Block::Table(self.movement_table(&movement.services)),
                ];
                blocks.extend(self.not_moved(movement.services.len()));
                blocks
            }
            _ => vec![Block::Paragraph(RichText::from(self.say(
                "No movement is shown: there is no earlier edition with the same sheet, too few members took part in both, or the figures could be subtracted from others.",
                "変化は示さない。同じ成熟度シートによる前の版がないか、両方に参加した者が少ないか、ほかの数値からの差し引きで個々の回答が分かるためである。",
            )))],
        };
        self.section(
            "Movement since the last edition",
            "前の版からの変化",
            Start::Fresh,
            blocks,
        )
    }

    fn movement_table(&self, services: &[ServiceMovement]) -> Table {
        let with_moves = services.iter().any(|moved| !moved.moves.is_empty());
        let mut columns = vec![
            Column::share(self.say("Service", "サービス"), 1.0).naming(),
            Column::fixed("n", 34.0).right(),
            Column::fixed(self.say("Shares of members", "参加者の割合"), 190.0),
        ];
        if with_moves {
            let head = self.say("Moves (members)", "レベルの動き (者)");
            columns.push(Column::fixed(head, 130.0));
        }
        let mut rows = Vec::new();
        for (number, area) in self.findings.sheet.areas().iter().enumerate() {
            let own: Vec<&ServiceMovement> = services
                .iter()
                .filter(|moved| {
                    area.services
                        .iter()
                        .any(|service| service.id == moved.service)
                })
                .collect();
            if own.is_empty() {
                continue;
            }
            rows.push(Row::Group {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                remark: String::new(),
                area: Some(number),
            });
            for moved in own {
                let subject = Subject::Service(moved.service.clone());
                let mut cells = vec![
                    Cell::text(self.findings.name(&subject, self.language)),
                    Cell::quiet(moved.n.to_string()),
                    Cell::text(self.moved_shares(moved)),
                ];
                if with_moves {
                    cells.push(Cell::Small(RichText::from(self.moves(moved))));
                }
                rows.push(Row::Cells(cells));
            }
        }
        Table {
            columns,
            rows,
            ..Table::default()
        }
    }

    fn moved_shares(&self, moved: &ServiceMovement) -> String {
        let shares = moved.shares.iter().map(|share| {
            let (name, percent) = (
                directions_of(share, self.language),
                percent(share, self.language),
            );
            format!("{name} {percent}")
        });
        shares.collect::<Vec<_>>().join(self.say(", ", "、"))
    }

    fn moves(&self, moved: &ServiceMovement) -> String {
        let number = |level: Level| level.number();
        let mut told: Vec<String> = moved
            .moves
            .iter()
            .map(|one| format!("{}→{}: {}", number(one.from), number(one.to), one.members))
            .collect();
        if moved.other_moves > 0 {
            let others = moved.other_moves;
            told.push(self.say(format!("others: {others}"), format!("その他：{others}")));
        }
        if told.is_empty() {
            return NOTHING.to_owned();
        }
        told.join(self.say(", ", "、"))
    }

    fn not_moved(&self, shown: usize) -> Option<Block> {
        let all = self.findings.sheet.services().count();
        let missing = all.checked_sub(shown).filter(|&missing| missing > 0)?;
        Some(Block::Small(RichText::from(self.say(
            format!(
                "{missing} of {all} services are not in the table: too few members have a level in both editions, or the figures could be subtracted from others."
            ),
            format!(
                "{all}サービスのうち{missing}サービスは表にない。両方の版でレベルのある参加者が少ないか、ほかの数値からの差し引きで個々の回答が分かるためである。"
            ),
        ))))
    }

    /// By sector, size and model.
    pub(super) fn parts(&self) -> Section {
        let mut section = self.section(
            "By sector, size and organizational model",
            "業種別・規模別・組織モデル別",
            Start::Page,
            vec![Block::Paragraph(RichText::from(self.say(
                "Median, and in brackets the middle half. Categories with too few members stand together. A dash is a figure that is not shown: too few members of the group have a level there, all or all but one of them have the same, or it could be subtracted from others. How many members a group has is told as a band for the same reason.",
                "中央値を示し、括弧内に中央の半数を示す。参加者の少ない区分はまとめている。「–」は示さない数値で、レベルのある参加者が少ないか、全員または1者を除く全員が同じレベルであるか、ほかの数値からの差し引きで個々の回答が分かる場合である。同じ理由で、区分の参加者数は幅で示す。",
            )))],
        );
        let sections = Dimension::ALL.into_iter().map(|by| {
            let breakdowns = self.findings.benchmark.breakdowns();
            let breakdown = breakdowns.iter().find(|breakdown| breakdown.by == by);
            self.breakdown(by, breakdown)
        });
        section.sections = sections.collect();
        section
    }

    fn breakdown(&self, by: Dimension, breakdown: Option<&Breakdown>) -> Section {
        let mut blocks = Vec::new();
        match breakdown {
            Some(breakdown) => {
                for groups in breakdown.groups.chunks(MOST_BESIDE) {
                    blocks.push(Block::Table(self.groups_table(by, groups)));
                }
                blocks.extend(self.not_by_group(breakdown));
            }
            None => blocks.push(Block::Paragraph(RichText::from(self.say(
                "Not shown: there are not two groups with enough members, or their figures could be subtracted from others.",
                "示さない。十分な参加者のいる区分が2つないか、ほかの数値からの差し引きで個々の回答が分かるためである。",
            )))),
        }
        Section {
            heading: group::dimension(by, self.language).to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        }
    }

    /// Services that no group of a breakdown has a figure of.
    fn not_by_group(&self, breakdown: &Breakdown) -> Option<Block> {
        let services = self.findings.sheet.services();
        let missing: Vec<String> = services
            .filter(|service| {
                let subject = Subject::Service(service.id.clone());
                !is_in(&breakdown.groups, &subject)
            })
            .map(|service| service.id.to_string())
            .collect();
        let names = words::listed(&missing, self.language);
        (!missing.is_empty()).then(|| {
            Block::Small(RichText::from(self.say(
                format!("Not shown for any of these groups: {names}."),
                format!("どの区分についても示さないサービス：{names}。"),
            )))
        })
    }

    fn groups_table(&self, by: Dimension, groups: &[Group]) -> Table {
        let mut columns = vec![Column::share(self.say("Subject", "項目"), 1.5).naming()];
        columns.extend(groups.iter().map(|group| {
            let categories = group::categories(by, &group.categories, self.language);
            let members = group::band(group.members, self.language);
            Column::share(format!("{categories} ({members})"), 1.0).centered()
        }));
        let row = |subject: &Subject, name: Cell| {
            let mut cells = vec![name];
            cells.extend(groups.iter().map(|group| {
                let figures = group.figures.iter().find(|it| it.subject == *subject);
                figures.map_or_else(|| Cell::quiet(NOTHING), Self::group_cell)
            }));
            is_in(groups, subject).then_some(Row::Cells(cells))
        };
        let overall = Cell::strong(self.findings.title(&Subject::Overall, self.language));
        let mut rows: Vec<Row> = row(&Subject::Overall, overall).into_iter().collect();
        for (number, area) in self.findings.sheet.areas().iter().enumerate() {
            let whole = Cell::strong(self.say("Whole area", "エリア全体"));
            let whole = row(&Subject::Area(area.id.clone()), whole);
            let services = area.services.iter().filter_map(|service| {
                let subject = Subject::Service(service.id.clone());
                row(
                    &subject,
                    Cell::text(self.findings.name(&subject, self.language)),
                )
            });
            let of_area: Vec<Row> = whole.into_iter().chain(services).collect();
            if of_area.is_empty() {
                continue;
            }
            rows.push(Row::Group {
                title: format!("{} {}", area.id, area.title.get(self.language)),
                remark: String::new(),
                area: Some(number),
            });
            rows.extend(of_area);
        }
        Table {
            columns,
            rows,
            ..Table::default()
        }
    }

    fn group_cell(figures: &GroupFigures) -> Cell {
        let subject = &figures.subject;
        let text = RichText::default().strong(figure(subject, Some(figures.median)));
        Cell::Text(match figures.quartiles {
            Some(quartiles) => text.quiet(format!(" ({})", middle_half(subject, Some(quartiles)))),
            None => text,
        })
    }
}

/// Whether any group shows a subject.
fn is_in(groups: &[Group], subject: &Subject) -> bool {
    let mut figures = groups.iter().flat_map(|group| &group.figures);
    figures.any(|figures| figures.subject == *subject)
}
