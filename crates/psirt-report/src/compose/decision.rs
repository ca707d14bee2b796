//! The lower half of the executive's page: what fell, which duties are open, what is under way,
//! what nobody has taken on, and what is asked.

use psirt_core::agenda::{InForce, is_overdue};
use psirt_core::reading::Readable;
use psirt_core::score::{State, one_decimal};
use psirt_core::trend::ServiceChange;

use crate::document::{Cell, Column, RichText, Row, Table, Tone};
use crate::findings::ReadingFindings;

use super::{Composer, words};

/// How many readings the page tells the duties of.
const READINGS: usize = 3;

impl Composer<'_> {
    /// A row for each question that somebody who decides will ask.
    pub(super) fn for_the_decision(&self) -> Option<Table> {
        let rows: Vec<Row> = [
            (self.say("What fell", "低下したもの"), self.what_fell()),
            (
                self.say("Duties in force", "適用中の義務"),
                self.duties_at_a_glance(),
            ),
            (
                self.say("Under way", "進めていること"),
                self.under_way_at_a_glance(),
            ),
            (
                self.say("Without an owner", "引き受け手のないもの"),
                self.not_taken_on_at_a_glance(),
            ),
            (
                self.say("Asked of the board", "経営層への依頼"),
                self.asked(),
            ),
        ]
        .into_iter()
        .filter_map(|(name, told)| {
            let told = told?;
            Some(Row::Cells(vec![Cell::strong(name), told]))
        })
        .collect();
        (!rows.is_empty()).then(|| Table {
            columns: vec![
                Column::fixed(self.say("For the decision", "判断のために"), 92.0).naming(),
                Column::share(self.say("What to know", "要点"), 1.0),
            ],
            rows,
            ..Table::default()
        })
    }

    /// What has fallen, and what is no longer answered: a mean that rose hides both.
    fn what_fell(&self) -> Option<Cell> {
        let comparison = self.findings.comparison.as_ref()?;
        let fallen: Vec<String> = comparison
            .falls()
            .into_iter()
            .map(|change| {
                let name = self.short_name(&change.service);
                let state = |state| words::state(state, self.language);
                format!("{name} ({}→{})", state(change.before), state(change.after))
            })
            .collect();
        let gone: Vec<String> = comparison
            .no_longer_answered()
            .map(|change: &ServiceChange<'_>| self.short_name(&change.service))
            .collect();
        let mut text = RichText::default();
        if fallen.is_empty() {
            text = text.plain(self.say(
                "No service that compares has fallen.",
                "比較できるサービスに、下がったものはない。",
            ));
        } else {
            let count = fallen.len();
            text = text
                .toned(
                    self.say(
                        format!(
                            "▼ {} fallen: ",
                            words::counted(count, "service has", "services have")
                        ),
                        format!("▼ 下がった{count}サービス："),
                    ),
                    Tone::Bad,
                )
                .plain(words::first_few(&fallen, self.brevity.named, self.language))
                .plain(self.say(".", "。"));
        }
        if !gone.is_empty() {
            let count = gone.len();
            text = text
                .plain(self.say(
                    format!(" No longer answered ({count}): "),
                    format!("前回は回答があり今回はないもの ({count})："),
                ))
                .plain(words::first_few(&gone, self.brevity.named, self.language))
                .plain(self.say(".", "。"));
        }
        Some(Cell::Text(text))
    }

    /// The duties in force on the day of the assessment that are not evidenced in full.
    fn duties_at_a_glance(&self) -> Option<Cell> {
        let readings = &self.findings.readings;
        if readings.is_empty() {
            return None;
        }
        let mut cells: Vec<Cell> = readings
            .iter()
            .take(READINGS)
            .map(|chosen| Cell::Text(self.duties_of(chosen)))
            .collect();
        if readings.len() > READINGS {
            let rest = readings.len() - READINGS;
            cells.push(Cell::quiet(self.say(
                format!("{rest} more under “Readings of laws and standards”"),
                format!("ほか{rest}件は「法令・規格の対応表」に示す"),
            )));
        }
        Some(Cell::Stack(cells))
    }

    fn duties_of(&self, chosen: &ReadingFindings<'_>) -> RichText {
        let in_force: InForce<'_> = self.findings.in_force(chosen);
        let name = chosen.reading.short().get(self.language);
        let name = words::beginning(name, 40);
        let all = chosen.readiness.requirements.len();
        let evidenced = chosen.readiness.count(Readable::Evidenced);
        let text = RichText::default().strong(format!("{name}{}", self.say(": ", "：")));
        if in_force.requirements.is_empty() {
            return text.plain(self.say(
                format!("none in force by date; {evidenced} of {all} requirements evidenced."),
                format!(
                    "日付により適用中のものはない。要求事項{all}件中{evidenced}件に裏付けあり。"
                ),
            ));
        }
        let count = |state| in_force.count(state);
        let (partly, not, unknown) = (
            count(Readable::Partly),
            count(Readable::NotEvidenced),
            count(Readable::CannotTell),
        );
        let number = in_force.requirements.len();
        let open: Vec<String> = in_force
            .open()
            .map(|(requirement, _)| requirement.cited(self.language).to_owned())
            .collect();
        let mut parts = vec![self.say(
            format!("{} evidenced", count(Readable::Evidenced)),
            format!("裏付けあり{}", count(Readable::Evidenced)),
        )];
        for (count, english, japanese) in [
            (partly, "partly", "一部裏付けあり"),
            (not, "not", "裏付けなし"),
            (unknown, "cannot tell", "判定できない"),
        ] {
            if count > 0 {
                parts.push(self.say(format!("{count} {english}"), format!("{japanese}{count}")));
            }
        }
        let parts = words::listed(&parts, self.language);
        let text = text.plain(self.say(
            format!("{number} in force: {parts}."),
            format!("適用中{number}件：{parts}。"),
        ));
        if open.is_empty() {
            return text;
        }
        let open: Vec<String> = open.iter().map(|id| words::beginning(id, 24)).collect();
        let ids = words::first_few(&open, self.brevity.named, self.language);
        text.toned(
            self.say(format!(" Open: {ids}."), format!("対応が必要：{ids}。")),
            Tone::Bad,
        )
    }

    /// What is under way: by whom, until when, where it leads and what it takes.
    fn under_way_at_a_glance(&self) -> Option<Cell> {
        let agenda = &self.findings.agenda;
        if agenda.open.is_empty() {
            return None;
        }
        let count = agenda.open.len();
        let mut text = RichText::default().plain(self.say(
            format!("{} open", words::counted(count, "action is", "actions are")),
            format!("予定・進行中の施策は{count}件"),
        ));
        let days = self.findings.roadmap.open_days();
        if days.without < count {
            let known = words::days(days.known);
            text = text.plain(self.say(
                format!(", about {known} person-days"),
                format!("、約{known}人日"),
            ));
        }
        if days.without > 0 {
            text = text.plain(self.say(
                format!(" ({} not estimated)", days.without),
                format!(" (見積もりなし{}件)", days.without),
            ));
        }
        let (now, then) = (
            self.findings.scorecard.overall.headline(),
            self.findings.projection.overall.score,
        );
        if let (Some(now), Some(then)) = (now, then) {
            let (now, then) = (one_decimal(now), one_decimal(then));
            text = text.plain(self.say(
                format!(
                    "; with all accepted actions done the overall score goes from {now} to {then}"
                ),
                format!("。引き受けた施策がすべて完了すると、総合スコアは{now}から{then}になる"),
            ));
        }
        text = text.plain(self.say(".", "。"));
        if agenda.overdue > 0 {
            text = text.toned(
                self.say(
                    format!(
                        " {} overdue.",
                        words::counted(agenda.overdue, "action is", "actions are")
                    ),
                    format!("期日を過ぎた施策が{}件ある。", agenda.overdue),
                ),
                Tone::Bad,
            );
        }
        let mut cells = vec![Cell::Text(text)];
        let date = self.findings.assessment.date();
        // What is late is late; after that the next due.
        let mut first: Vec<_> = agenda.open.iter().collect();
        first.sort_by_key(|action| !is_overdue(action, date));
        cells.extend(first.iter().take(self.brevity.actions).map(|action| {
            let title = words::beginning(
                &action.title,
                self.say(self.brevity.name.0, self.brevity.name.1),
            );
            let mut told = RichText::default().plain(format!("{title}{}", self.say(": ", "：")));
            told.0.extend(self.owner_and_day(action).0);
            Cell::Small(told)
        }));
        if count > self.brevity.actions {
            let rest = count - self.brevity.actions;
            cells.push(Cell::Small(RichText::default().quiet(self.say(
                format!("and {rest} more under “Roadmap”"),
                format!("ほか{rest}件は「ロードマップ」に示す"),
            ))));
        }
        Some(Cell::Stack(cells))
    }

    /// The gaps that no action narrows, and the actions that nobody owns.
    fn not_taken_on_at_a_glance(&self) -> Option<Cell> {
        let (agenda, gaps) = (&self.findings.agenda, &self.findings.gaps);
        if gaps.targeted() == 0 {
            return None;
        }
        let left = agenda.not_taken_on(gaps);
        let all = gaps.ranked.len();
        let mut text = RichText::default();
        if all == 0 {
            text = text.plain(self.no_gaps());
        } else if left.is_empty() {
            text = text.plain(self.say(
                "An action narrows each of the gaps.",
                "どのギャップにも、予定または進行中の施策がある。",
            ));
        } else {
            let names: Vec<String> = left
                .iter()
                .map(|gap| {
                    format!(
                        "{} ({}→{})",
                        self.short_name(&gap.service),
                        gap.level,
                        gap.target
                    )
                })
                .collect();
            text = text
                .toned(
                    self.say(
                        format!(
                            "{} of {} no action: ",
                            left.len(),
                            words::counted(all, "gap has", "gaps have")
                        ),
                        format!("ギャップ{all}件のうち{}件に施策がない：", left.len()),
                    ),
                    Tone::Bad,
                )
                .plain(words::first_few(&names, self.brevity.named, self.language))
                .plain(self.say(".", "。"));
        }
        if agenda.without_owner > 0 {
            text = text.plain(self.say(
                format!(
                    " {} no owner.",
                    words::counted(agenda.without_owner, "open action has", "open actions have")
                ),
                format!("担当の決まっていない施策が{}件ある。", agenda.without_owner),
            ));
        }
        Some(Cell::Text(text))
    }

    /// What those who read this page are asked to decide.
    fn asked(&self) -> Option<Cell> {
        let (agenda, gaps, confidence) = (
            &self.findings.agenda,
            &self.findings.gaps,
            &self.findings.confidence,
        );
        let mut asks = Vec::new();
        let open_duties: usize = self
            .findings
            .readings
            .iter()
            .map(|chosen| self.findings.in_force(chosen).open().count())
            .sum();
        if open_duties > 0 {
            asks.push(self.say(
                format!(
                    "Decide who answers for the {} in force that {} not evidenced in full, and by when.",
                    words::counted(open_duties, "duty", "duties"),
                    if open_duties == 1 { "is" } else { "are" },
                ),
                format!("適用中で裏付けが十分でない義務{open_duties}件について、責任者と期限を決める。"),
            ));
        }
        let left = agenda.not_taken_on(gaps);
        if let Some(first) = left.first() {
            let name = self.short_name(&first.service);
            asks.push(self.say(
                format!(
                    "Name an owner and a date for the {} without an action, beginning with {name}.",
                    words::counted(left.len(), "gap", "gaps")
                ),
                format!(
                    "施策のないギャップ{}件の担当と期日を決める。最初は{name}。",
                    left.len()
                ),
            ));
        }
        let days = self.findings.roadmap.open_days();
        if !agenda.open.is_empty() && days.without < agenda.open.len() {
            let known = words::days(days.known);
            asks.push(self.say(
                format!("Confirm the {known} person-days that the open actions take."),
                format!("予定・進行中の施策に必要な{known}人日を確保する。"),
            ));
        }
        if agenda.overdue > 0 {
            asks.push(self.say(
                format!(
                    "Renew or drop the {}.",
                    words::counted(agenda.overdue, "overdue action", "overdue actions")
                ),
                format!(
                    "期日を過ぎた施策{}件について、期日の見直しか取りやめを決める。",
                    agenda.overdue
                ),
            ));
        }
        let unbacked = confidence.levels(None) - confidence.backed(None);
        if unbacked > 0 {
            asks.push(self.say(
                format!(
                    "Have evidence gathered or renewed for {} that nothing backs.",
                    words::counted(unbacked, "level", "levels")
                ),
                format!(
                    "証拠の裏付けがないレベル{unbacked}件について、証拠の収集・更新を指示する。"
                ),
            ));
        }
        let open = [State::Unanswered, State::DontKnow]
            .map(|state| confidence.in_state(state).count())
            .into_iter()
            .sum::<usize>();
        if open > 0 {
            asks.push(self.say(
                format!(
                    "Have a level found for the {} without one.",
                    words::counted(open, "service", "services")
                ),
                format!("レベルのない{open}サービスについて、実態の確認を指示する。"),
            ));
        }
        if gaps.targeted() == 0 {
            asks.push(
                self.say(
                    "Agree on targets: without them there are no gaps to plan by.",
                    "目標を定める。目標がなければ、計画の基になるギャップも定まらない。",
                )
                .to_owned(),
            );
        }
        if asks.is_empty() {
            return None;
        }
        let cells = (1..).zip(asks).map(|(number, ask): (usize, String)| {
            Cell::Text(RichText::default().plain(format!("{number}. {ask}")))
        });
        Some(Cell::Stack(cells.collect()))
    }
}
