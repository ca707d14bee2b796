//! How a worksheet is seen and printed: what stays in sight, paper, head and foot of the page.

use rust_xlsxwriter::{Worksheet as Tab, XlsxError};

use super::look::{Looks, color};
use crate::classification;
use crate::palette::GRID;
use crate::workbook::{Paper, Workbook, Worksheet};

/// Excel's number for A4.
const A4: u8 = 9;
/// The most characters of the head or foot of a page; Excel's limit is 255.
const MOST_CHARACTERS: usize = 250;
/// The room of the left and the right text, in Latin letters, so that they don't meet.
const LEFT: usize = 56;
const RIGHT: usize = 30;

pub(super) fn set_up(
    tab: &mut Tab,
    worksheet: &Worksheet,
    workbook: &Workbook,
    looks: &Looks,
) -> Result<(), XlsxError> {
    tab.set_screen_gridlines(worksheet.is_data);
    tab.set_paper_size(A4);
    tab.set_margins(0.5, 0.5, 0.75, 0.75, 0.35, 0.35);
    match worksheet.paper {
        Paper::Portrait => tab.set_portrait().set_print_fit_to_pages(1, 0),
        Paper::PortraitOnePage => tab
            .set_portrait()
            .set_print_fit_to_pages(1, 1)
            .set_print_center_horizontally(true),
        Paper::Landscape => tab.set_landscape().set_print_fit_to_pages(1, 0),
        Paper::LandscapeWide(pages) => tab.set_landscape().set_print_fit_to_pages(pages, 0),
    };
    if let Some((rows, columns)) = worksheet.frozen {
        tab.set_freeze_panes(rows, columns)?;
    }
    if let Some((first, last)) = worksheet.repeated_rows {
        tab.set_repeat_rows(first, last)?;
    }
    if !worksheet.page_breaks.is_empty() {
        tab.set_page_breaks(&worksheet.page_breaks)?;
    }
    if worksheet.is_data {
        tab.set_tab_color(color(GRID));
        tab.set_hidden(true);
    }
    let classification = workbook.classification.as_deref().unwrap_or_default();
    let (classification, _) = classification::printed(classification);
    // At the right of head and foot, 12 points.
    let label = |share: usize| {
        let words = plain(&classification, RIGHT * share / 10);
        if words.is_empty() {
            words
        } else {
            format!("&12&B{words}")
        }
    };
    let head = band(looks.font(), |share| {
        let left = plain(&workbook.running_head, LEFT * share / 10);
        [left, String::new(), label(share)]
    });
    let (page, of, pages) = workbook.page_of_pages;
    let foot = band(looks.font(), |share| {
        let parts = [&workbook.running_foot, &worksheet.name, &workbook.program];
        let parts: Vec<&str> = parts
            .into_iter()
            .map(|part| part.trim())
            .filter(|part| !part.is_empty())
            .collect();
        let left = plain(&parts.join(" · "), LEFT * share / 10);
        [left, format!("{page}&P{of}&N{pages}"), label(share)]
    });
    tab.set_header(head);
    tab.set_footer(foot);
    Ok(())
}

/// The head or foot of a page in the font. Where it would be too long for Excel, its texts are
/// asked for once more with fewer tenths of their room.
fn band(font: &str, texts: impl Fn(usize) -> [String; 3]) -> String {
    let style = format!("&8&\"{font},Regular\"");
    (1..=10)
        .rev()
        .map(|share| {
            let mut band = String::new();
            for (side, text) in ["&L", "&C", "&R"].into_iter().zip(texts(share)) {
                if !text.is_empty() {
                    band.extend([side, &style, &text]);
                }
            }
            band
        })
        .find(|band| band.encode_utf16().count() <= MOST_CHARACTERS)
        .unwrap_or_default()
}

/// Text without meaning to Excel, in one line, cut to the room of so many Latin letters.
fn plain(text: &str, room: usize) -> String {
    let mut line = String::new();
    let mut used = 0;
    for letter in text.trim().chars() {
        used += if letter < '\u{1100}' { 1 } else { 2 };
        if used > room {
            line.truncate(line.trim_end().len());
            line.push('…');
            break;
        }
        match letter {
            '&' => line.push_str("&&"),
            letter if letter.is_control() => line.push(' '),
            letter => line.push(letter),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ampersand_in_a_name_stays_one() {
        assert_eq!(plain("R&D &L", 100), "R&&D &&L");
    }

    #[test]
    fn the_head_of_a_page_is_never_too_long() {
        let name = "&".repeat(400);
        let head = band("Yu Gothic", |share| {
            let text = plain(&name, 100 * share / 10);
            [text.clone(), String::new(), text]
        });
        assert!(head.encode_utf16().count() <= MOST_CHARACTERS, "{head}");
        assert!(head.contains('…'), "it says that it is cut");
    }
}
