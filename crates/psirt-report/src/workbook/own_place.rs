//! A member's own place beside its group as a workbook.

use psirt_core::Language;
use psirt_core::benchmark::Subject;

use super::chart::ChartData;
use super::compose::joined;
use super::group::{About, GroupBook};
use super::words::Words;
use super::write::Column;
use super::{Area, Cell, Look, Paper, Place, Workbook, Worksheet};
use crate::branding::Branding;
use crate::group::{PlaceFindings, position};

/// The column of the own level.
const OWN: u16 = 2;

/// Decides what the workbook of an own place says.
pub fn compose_place(
    findings: &PlaceFindings<'_>,
    language: Language,
    branding: &Branding,
) -> Workbook {
    let book = GroupBook {
        findings: &findings.group,
        language,
        words: Words::of(language),
    };
    let mut data = ChartData::new(book.words, findings.group.highest());
    let assessment = findings.assessment;
    let kind = language.pick("Own place in the group", "集団の中の自社の位置");
    let worksheets = vec![
        summary(&book, findings, kind, &mut data),
        services(&book, findings),
        data.into_worksheet(),
    ];
    let about = About {
        kind,
        name: &assessment.organization().name,
        detail: assessment.title(),
        author: branding
            .assessors(assessment)
            .join(book.words.list_separator),
        date: assessment.date(),
        classification: branding.classification(assessment),
    };
    book.workbook(about, branding, worksheets)
}

fn summary(
    book: &GroupBook<'_>,
    findings: &PlaceFindings<'_>,
    kind: &str,
    data: &mut ChartData,
) -> Worksheet {
    let columns = [
        Column::wide(book.words.id, 52.0),
        Column::wide(book.words.service, 260.0),
        Column::narrow(book.say("Own", "自社"), 64.0),
        Column::narrow(book.say("Median", "中央値"), 70.0),
        Column::wide(book.say("Next step", "次の一手"), 330.0),
        Column::wide(book.words.deliverable, 260.0),
    ];
    let mut writer = book.writer(book.words.tab_summary, Paper::Landscape, &columns);
    let (assessment, benchmark) = (findings.assessment, findings.group.benchmark);
    let (title, edition, members) = (benchmark.title(), benchmark.edition(), benchmark.members());
    let lines = [
        book.say(
            format!("{title}, edition {edition}: {members} members"),
            format!("{title} {edition}版: 参加者{members}者"),
        ),
        joined([
            &assessment.date().to_string(),
            assessment.title(),
            assessment.scope(),
        ]),
    ];
    GroupBook::heading(&mut writer, kind, &assessment.organization().name, &lines);
    let own = findings.group.sheet.areas().iter().map(|area| {
        let place = findings.place(&Subject::Area(area.id.clone()));
        place.and_then(|place| place.own)
    });
    let chart = book.area_radar(data, writer.at(0), Some(own.collect()));
    writer.charts(chart.into_iter().collect());
    let heading = book.say(
        "Behind most members, and the next step",
        "多くの参加者より低いサービスと次の一手",
    );
    writer.heading(heading);
    if findings.behind.is_empty() {
        let none = book.say(
            "In no service the own level is below the median.",
            "中央値を下回るサービスはない。",
        );
        writer.text(Look::Fact, none);
        return writer.worksheet;
    }
    writer.heads(&columns, None);
    let first = writer.row;
    for one in &findings.behind {
        let subject = Subject::Service(one.service.clone());
        let text = |text: Option<&str>| Cell::text(Look::Text, text.unwrap_or_default());
        let step = one.step;
        let cells = [
            GroupBook::id(&subject),
            book.title(&subject),
            Cell::number(Look::Level, Some(f64::from(one.own))),
            GroupBook::value(&subject, Some(one.median), true),
            text(step.map(|step| step.action.get(book.language))),
            text(step.map(|step| step.deliverable.get(book.language))),
        ];
        writer.cells(false, cells);
    }
    let last = writer.row - 1;
    writer.worksheet.levels.push(Area::column(OWN, first, last));
    writer.worksheet
}

fn services(book: &GroupBook<'_>, findings: &PlaceFindings<'_>) -> Worksheet {
    let columns = [
        Column::wide(book.words.id, 52.0),
        Column::wide(book.say("Subject", "項目"), 300.0),
        Column::narrow(book.say("Own", "自社"), 84.0),
        Column::narrow(book.say("Lower quartile", "下側四分位数"), 92.0),
        Column::narrow(book.say("Median", "中央値"), 76.0),
        Column::narrow(book.say("Upper quartile", "上側四分位数"), 92.0),
        Column::narrow(
            book.say("Beside the middle half", "中央の半数に対して"),
            110.0,
        ),
        Column::narrow(book.say("Deviation score", "偏差値"), 84.0),
        Column::narrow("n", 56.0),
        Column::narrow(book.say("Target of the group", "集団の目標"), 92.0),
    ];
    let name = book.say("Own place", "自社の位置");
    let mut writer = book.writer(name, Paper::Landscape, &columns);
    writer.text(Look::TabTitle, name);
    writer.space(6.0);
    let head = writer.row;
    writer.heads(&columns, Some(2));
    for place in &findings.places {
        let figures = place.figures;
        let subject = &figures.subject;
        let own = match subject {
            Subject::Service(_) => {
                Cell::state(Look::Level, findings.state_of(subject), book.language)
            }
            Subject::Overall | Subject::Area(_) => GroupBook::value(subject, place.own, true),
        };
        if matches!(subject, Subject::Service(_)) {
            let at = Place::new(writer.row, OWN);
            writer.worksheet.levels.push(at.into());
        }
        let quartiles = figures.quartiles;
        let lies = place.position.map_or("", |it| position(it, book.language));
        let score = place.deviation_score;
        let score = score.and_then(|score| i32::try_from(score).ok());
        let cells = [
            GroupBook::id(subject),
            book.title(subject),
            own,
            GroupBook::value(subject, quartiles.map(|it| it.lower), false),
            GroupBook::value(subject, figures.median, true),
            GroupBook::value(subject, quartiles.map(|it| it.upper), false),
            Cell::text(Look::Word, lies),
            Cell::number(Look::Count, score.map(f64::from)),
            Cell::number(Look::Count, figures.n.map(f64::from)),
            Cell::number(Look::Count, place.target.map(f64::from)),
        ];
        writer.cells(matches!(subject, Subject::Overall), cells);
    }
    GroupBook::table(&mut writer, book.say("OwnPlace", "自社の位置一覧"), head);
    writer.worksheet
}
