//! The plan of the last round beside what this one found.

use psirt_core::review::{PlannedFigure, Review, StepOutcome, Verdict};
use psirt_core::round::Outcome;
use psirt_core::score::State;

use crate::document::{Block, Cell, Column, RichText, Row, Section, Start, Table, Tag, TagTone};
use crate::names;

use super::since::Room;
use super::{Composer, words};

impl Composer<'_> {
    /// Nothing where there was no plan.
    pub(super) fn plan_and_outcome(&self) -> Option<Section> {
        let review = self.findings.review.as_ref()?;
        if !review.has_plan() {
            return None;
        }
        let mut blocks = vec![Block::Paragraph(self.plan_in_words(review))];
        blocks.extend(self.planned_figures(review, true).map(Block::Table));
        if !review.actions.is_empty() {
            let all: Vec<&Outcome<'_>> = review.actions.iter().collect();
            blocks.push(Block::Table(self.outcomes(&all)));
        }
        if !review.steps.is_empty() {
            blocks.push(Block::Table(self.step_outcomes(&review.steps)));
        }
        blocks.extend(self.unplanned(review).map(Block::Small));
        Some(Section {
            heading: self.say("Plan and outcome", "計画と実績").to_owned(),
            start: Start::Below,
            in_contents: true,
            blocks,
            sections: Vec::new(),
        })
    }

    /// The same, as short as one page needs it.
    pub(super) fn plan_and_outcome_in_short(&self, review: &Review<'_>, room: Room) -> Vec<Block> {
        if !review.has_plan() {
            return vec![Block::Small(RichText::from(
                self.say("The last round had no plan.", "前回の計画はない。"),
            ))];
        }
        let mut blocks = vec![Block::Paragraph(self.plan_in_words(review))];
        blocks.extend(self.planned_figures(review, false).map(Block::Table));
        let (reached, open): (Vec<&Outcome<'_>>, Vec<_>) = review
            .actions
            .iter()
            .partition(|outcome| outcome.verdict() == Verdict::Reached);
        let shown = open.len().min(room.actions);
        if shown > 0 {
            blocks.push(Block::Table(self.outcomes(&open[..shown])));
        }
        let lists: [(&str, Vec<String>); 2] = [
            (
                self.say("Not reached as well: ", "ほかの未達："),
                open[shown..]
                    .iter()
                    .map(|of| self.action_in_short(of))
                    .collect(),
            ),
            (
                self.say("Reached: ", "達成："),
                // What they are called stands beside what they raised.
                reached
                    .iter()
                    .map(|of| format!("{} ({})", of.action.service, of.action.to_level))
                    .collect(),
            ),
        ];
        for (head, names) in lists {
            if !names.is_empty() {
                let names = words::listed(&names, self.language);
                blocks.push(Block::Small(RichText::default().strong(head).plain(names)));
            }
        }
        blocks.extend(self.unplanned(review).map(Block::Small));
        blocks
    }

    fn plan_in_words(&self, review: &Review<'_>) -> RichText {
        let (reached, all) = review.actions_reached();
        let mut text = RichText::default();
        if all > 0 {
            text = text.plain(self.say(
                format!(
                    "Of {} of the last round, {reached} {} reached the level they lead to.",
                    words::counted(all, "action", "actions"),
                    if reached == 1 { "has" } else { "have" },
                ),
                format!("前回の施策{all}件のうち、{reached}件が到達レベルに達した。"),
            ));
        }
        let Some(plan) = self
            .findings
            .last_round()
            .and_then(|round| round.assessment.plan())
        else {
            return text;
        };
        let (reached, all) = review.steps_reached();
        let budget = words::days(plan.budget_days);
        text = text.plain(self.say(
            format!(
                " The plan for {budget} person-days chose {}; {reached} of them {} reached.",
                words::counted(all, "step", "steps"),
                if reached == 1 { "is" } else { "are" },
            ),
            format!("{budget}人日の計画で選んだ次の一手{all}件のうち、{reached}件を達成した。"),
        ));
        let surprises = review
            .steps
            .iter()
            .filter(|step| !step.chosen && step.verdict() == Verdict::Reached)
            .count();
        if surprises > 0 {
            text = text.plain(self.say(
                format!(
                    " Of those left out, {surprises} {} reached all the same.",
                    if surprises == 1 { "is" } else { "are" },
                ),
                format!("見送ったもののうち{surprises}件も達成している。"),
            ));
        }
        text
    }

    /// Then, as planned, as the actions had it, and now; nothing across a change of sheet.
    fn planned_figures(&self, review: &Review<'_>, with_areas: bool) -> Option<Table> {
        review.overall.before?;
        let has_plan = review.overall.planned.is_some();
        let row = |name: Cell, before, planned, projected, actual| {
            let mut cells = vec![name, Cell::quiet(words::score(before))];
            if has_plan {
                cells.push(Cell::text(words::score(planned)));
            }
            cells.push(Cell::text(words::score(projected)));
            cells.push(Cell::strong(words::score(actual)));
            Row::Cells(cells)
        };
        let mut rows = Vec::new();
        if with_areas {
            rows.extend(review.areas.iter().map(|figure| {
                let title = self
                    .findings
                    .sheet
                    .area(figure.id.as_str())
                    .map_or("", |area| area.title.get(self.language));
                let PlannedFigure {
                    before,
                    planned,
                    projected,
                    actual,
                    ..
                } = *figure;
                let name = Cell::text(format!("{} {title}", figure.id));
                row(name, before, planned, projected, actual)
            }));
        }
        let PlannedFigure {
            before,
            planned,
            projected,
            actual,
            ..
        } = review.overall;
        let overall = Cell::strong(self.say("Overall", "総合"));
        rows.push(row(overall, before, planned, projected, actual));
        let mut columns = vec![
            Column::share(self.say("Planned and found", "計画と実績の比較"), 1.0).naming(),
            Column::fixed(self.say("Then", "前回"), 46.0).right(),
        ];
        if has_plan {
            let head = self.say("Plan under budget", "予算内の計画");
            columns.push(Column::fixed(head, 84.0).right());
        }
        let head = self.say("Actions due by now", "期日到来分の施策");
        columns.push(Column::fixed(head, 84.0).right());
        columns.push(Column::fixed(self.say("Found", "今回の実績"), 54.0).right());
        Some(Table {
            columns,
            rows,
            ..Table::default()
        })
    }

    fn outcomes(&self, outcomes: &[&Outcome<'_>]) -> Table {
        let rows = outcomes.iter().map(|outcome| {
            let action = outcome.action;
            let service = self.older_service(action.service.as_str());
            let planned = State::Level(action.to_level);
            Row::Cells(vec![
                Cell::Stack(vec![
                    Cell::text(action.title.clone()),
                    Cell::Small(RichText::default().quiet(service)),
                ]),
                Cell::quiet(action.due.map_or_else(String::new, |due| due.to_string())),
                Cell::quiet(names::action_state(outcome.state, self.language)),
                self.step(outcome.before, planned),
                self.found(outcome.after, outcome.verdict()),
                self.verdict_tag(outcome.verdict()),
            ])
        });
        Table {
            caption: String::new(),
            columns: vec![
                Column::share(self.say("Action", "施策"), 1.0).naming(),
                Column::fixed(self.say("Due", "期日"), 58.0),
                Column::fixed(self.say("State", "状態"), 56.0),
                Column::fixed(self.say("Planned", "計画"), 58.0).centered(),
                Column::fixed(self.say("Found", "実績"), 52.0).centered(),
                Column::fixed(self.say("Outcome", "達成状況"), 74.0).centered(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    fn step_outcomes(&self, steps: &[StepOutcome<'_>]) -> Table {
        let rows = [true, false].into_iter().flat_map(|chosen| {
            let of_kind: Vec<&StepOutcome<'_>> =
                steps.iter().filter(|step| step.chosen == chosen).collect();
            let heading = (!of_kind.is_empty()).then(|| Row::Group {
                title: if chosen {
                    self.say("Chosen under the budget", "予算内で選んだ次の一手")
                } else {
                    self.say("Left out", "見送った次の一手")
                }
                .to_owned(),
                remark: of_kind.len().to_string(),
                area: None,
            });
            let rows = of_kind.into_iter().map(|outcome| {
                let step = outcome.step;
                Row::Cells(vec![
                    Cell::text(self.older_service(step.service.as_str())),
                    self.step(outcome.before, State::Level(step.to_level)),
                    Cell::quiet(words::days(step.days)),
                    self.found(outcome.after, outcome.verdict()),
                    self.verdict_tag(outcome.verdict()),
                ])
            });
            heading.into_iter().chain(rows).collect::<Vec<_>>()
        });
        Table {
            caption: self
                .say("The plan under the budget", "予算内の計画")
                .to_owned(),
            columns: vec![
                Column::share(self.say("Service", "サービス"), 1.0).naming(),
                Column::fixed(self.say("Planned", "計画"), 58.0).centered(),
                Column::fixed(self.say("Person-days", "人日"), 56.0).right(),
                Column::fixed(self.say("Found", "実績"), 52.0).centered(),
                Column::fixed(self.say("Outcome", "達成状況"), 74.0).centered(),
            ],
            rows: rows.collect(),
            ..Table::default()
        }
    }

    /// A service of the last round's sheet, by id and title.
    fn older_service(&self, id: &str) -> String {
        let sheet = self
            .findings
            .last_round()
            .map_or(self.findings.sheet, |round| round.sheet);
        words::service_named(sheet, id, self.language)
    }

    fn found(&self, after: State, verdict: Verdict) -> Cell {
        match verdict {
            Verdict::Gone => Cell::quiet("–"),
            _ => Cell::Level(words::mark(after, self.findings.sheet, self.language)),
        }
    }

    fn verdict_tag(&self, verdict: Verdict) -> Cell {
        Cell::Tag(Tag {
            text: names::verdict(verdict, self.language).to_owned(),
            tone: match verdict {
                Verdict::Reached => TagTone::Good,
                Verdict::NotReached => TagTone::Bad,
                Verdict::CannotTell | Verdict::Gone => TagTone::Hollow,
            },
        })
    }

    fn action_in_short(&self, outcome: &Outcome<'_>) -> String {
        let action = outcome.action;
        let title = words::beginning(&action.title, self.say(60, 30));
        format!("{} {title} ({})", action.service, action.to_level)
    }

    /// What rose though nobody had planned it.
    fn unplanned(&self, review: &Review<'_>) -> Option<RichText> {
        if review.unplanned.is_empty() {
            return None;
        }
        let names: Vec<String> = review.unplanned.iter().map(ToString::to_string).collect();
        let head = self.say("Risen without a plan: ", "計画になかった上昇：");
        Some(
            RichText::default()
                .strong(head)
                .plain(words::listed(&names, self.language)),
        )
    }
}
