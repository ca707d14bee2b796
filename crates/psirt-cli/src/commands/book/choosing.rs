//! `--take` and `--keep`: what somebody has decided about services, areas or everything.
//!
//! A service goes before its area, an area before `all`. Ids may be typed in either case and with
//! full-width letters; a book is meant by its number, by who filled it in, or by its file.

use std::collections::BTreeMap;

use clap::ArgMatches;
use psirt_app::books::intake::Intake;
use psirt_core::letters::plain;
use psirt_core::{Language, ServiceId, Sheet};

use super::taking::Given;
use crate::output::Failure;

/// Every service of the sheet.
const ALL: [&str; 2] = ["all", "すべて"];

/// What is done with a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// It stays as it is.
    Keep,
    /// This book is right, by its place.
    Take(usize),
}

/// How much a choice is about; the last goes before the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    All,
    Area,
    Service,
}

/// What was typed about some services.
struct Meant {
    reach: Reach,
    services: Vec<ServiceId>,
}

/// Reads all that was typed; what contradicts itself or means nothing is refused.
pub(super) fn choices(
    language: Language,
    sheet: &Sheet,
    books: &[Given],
    intake: &Intake,
    matches: &ArgMatches,
) -> Result<BTreeMap<ServiceId, Choice>, Failure> {
    let typed = |name| matches.get_many::<String>(name).into_iter().flatten();
    let mut decided: BTreeMap<ServiceId, (Reach, Choice)> = BTreeMap::new();
    let mut decide = |meant: Meant, choice: Choice| {
        for service in meant.services {
            let before = decided.get(&service).copied();
            match before {
                Some((reach, _)) if reach > meant.reach => {}
                Some((reach, known)) if reach == meant.reach && known != choice => {
                    return Err(twice(language, &service));
                }
                _ => {
                    decided.insert(service, (meant.reach, choice));
                }
            }
        }
        Ok(())
    };
    for typed in typed("keep") {
        decide(meant(language, sheet, typed)?, Choice::Keep)?;
    }
    for typed in typed("take") {
        let Some((subject, book)) = typed.rsplit_once(['=', '＝']) else {
            return Err(no_assignment(language, typed));
        };
        let mut meant = meant(language, sheet, subject)?;
        let book = book_meant(language, books, book)?;
        let speaks = |service: &ServiceId| {
            let rows = books[book].outcome.iter().flat_map(|book| &book.rows);
            rows.into_iter().any(|row| row.service == *service)
        };
        if meant.reach == Reach::Service {
            if !meant.services.iter().all(speaks) {
                return Err(says_nothing(language, subject, book));
            }
        } else {
            // Of many services those are meant of which the book says something.
            meant
                .services
                .retain(|service| offer_of(intake, service, book).is_some());
        }
        decide(meant, Choice::Take(book))?;
    }
    let decided = decided.into_iter();
    Ok(decided
        .map(|(service, (_, choice))| (service, choice))
        .collect())
}

/// The place of the offer that a book belongs to.
pub(super) fn offer_of(intake: &Intake, service: &ServiceId, book: usize) -> Option<usize> {
    let mut services = intake.services.iter();
    let service = services.find(|it| it.service == *service)?;
    service
        .offers
        .iter()
        .position(|offer| offer.books.contains(&book))
}

fn meant(language: Language, sheet: &Sheet, typed: &str) -> Result<Meant, Failure> {
    if let Some(service) = sheet.service_typed(typed) {
        return Ok(Meant {
            reach: Reach::Service,
            services: vec![service.id.clone()],
        });
    }
    let ids = |services: &[psirt_core::sheet::Service]| {
        services.iter().map(|service| service.id.clone()).collect()
    };
    if let Some(area) = sheet.area_typed(typed) {
        return Ok(Meant {
            reach: Reach::Area,
            services: ids(&area.services),
        });
    }
    if ALL.contains(&plain(typed).as_str()) {
        return Ok(Meant {
            reach: Reach::All,
            services: sheet.services().map(|service| service.id.clone()).collect(),
        });
    }
    let like = sheet
        .services_like(typed.trim())
        .join(language.pick(", ", "、"));
    Err(Failure::usage(
        language.pick(
            format!("no service or area `{typed}` in sheet `{}`", sheet.id()),
            format!(
                "成熟度シート`{}`に`{typed}`というサービスやエリアは存在しない",
                sheet.id()
            ),
        ),
        language.pick(
            format!("write a service, an area or `all`; near are {like}"),
            format!("サービス、エリア、または`all`を書く (近いもの: {like})"),
        ),
    ))
}

fn book_meant(language: Language, books: &[Given], typed: &str) -> Result<usize, Failure> {
    let typed_plain = plain(typed);
    let number: Option<usize> = typed_plain.parse().ok();
    let by_number = number
        .and_then(|number| number.checked_sub(1))
        .filter(|&place| place < books.len());
    if let Some(place) = by_number {
        return Ok(place);
    }
    let is_named = |given: &Given| {
        let respondent = given
            .outcome
            .iter()
            .filter_map(|book| book.respondent.as_deref());
        let path = std::path::Path::new(&given.path);
        let names = [path.file_name(), path.file_stem()];
        let names = names.into_iter().flatten().filter_map(|name| name.to_str());
        let page = given.outcome.iter().map(|book| book.page.as_str());
        let mut all = respondent
            .chain(names)
            .chain(page)
            .chain([given.path.as_str()]);
        all.any(|name| plain(name) == typed_plain)
    };
    let mut named = (0..books.len()).filter(|&place| is_named(&books[place]));
    match (named.next(), named.next()) {
        (Some(place), None) => Ok(place),
        _ => Err(Failure::usage(
            language.pick(
                format!("no one book is meant by `{typed}`"),
                format!("`{typed}`では、どのブックか決まらない"),
            ),
            language.pick(
                format!(
                    "write the number of the book, 1 to {}, or who filled it in",
                    books.len()
                ),
                format!("ブックの番号 (1〜{}) か記入者の名前を書く", books.len()),
            ),
        )),
    }
}

fn no_assignment(language: Language, typed: &str) -> Failure {
    Failure::usage(
        language.pick(
            format!("`{typed}` is not SERVICE=BOOK"),
            format!("`{typed}`は「サービス=ブック」の形ではない"),
        ),
        language.pick(
            "write the service or area, an equals sign and the book, such as `1.1=2`".into(),
            "`1.1=2`のように、サービスかエリア、等号、ブックの順に書く".into(),
        ),
    )
}

fn says_nothing(language: Language, subject: &str, book: usize) -> Failure {
    let number = book + 1;
    Failure::usage(
        language.pick(
            format!("book {number} has no row for `{subject}`"),
            format!("ブック{number}に`{subject}`の行は存在しない"),
        ),
        language.pick(
            "`book in FILE BOOK --dry-run` lists what the books say".into(),
            "`book in ファイル ブック --dry-run`でブックの内容を確認する".into(),
        ),
    )
}

fn twice(language: Language, service: &ServiceId) -> Failure {
    Failure::usage(
        language.pick(
            format!("`{service}` is decided twice"),
            format!("`{service}`が二度指定されている"),
        ),
        language.pick(
            "give one `--take` or one `--keep` for it".into(),
            "`--take`と`--keep`のどちらかを一度だけ指定する".into(),
        ),
    )
}
