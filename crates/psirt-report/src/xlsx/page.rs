//! How a worksheet is seen and printed: what stays in sight, paper, head and foot of the page.

use rust_xlsxwriter::{Worksheet as Tab, XlsxError};

use super::look::{Looks, color};
use crate::palette::GRID;
use crate::workbook::{Paper, Workbook, Worksheet};

/// Excel's number for A4.
const A4: u8 = 9;
/// The most characters of the head or foot of a page; Excel's limit is 255.
const MOST_CHARACTERS: usize = 250;

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
        Paper::PortraitOnePage => tab.set_portrait().set_print_fit_to_pages(1, 1),
        Paper::Landscape => tab.set_landscape().set_print_fit_to_pages(1, 0),
    };
    if let Some((rows, columns)) = worksheet.frozen {
        tab.set_freeze_panes(rows, columns)?;
    }
    if let Some((first, last)) = worksheet.repeated_rows {
        tab.set_repeat_rows(first, last)?;
    }
    if let Some(area) = worksheet.filter {
        let (first, last) = (area.first, area.last);
        tab.autofilter(first.row, first.column, last.row, last.column)?;
    }
    if !worksheet.page_breaks.is_empty() {
        tab.set_page_breaks(&worksheet.page_breaks)?;
    }
    if worksheet.is_data {
        tab.set_tab_color(color(GRID));
    }
    let classification = workbook.classification.as_deref().unwrap_or_default();
    let head = band(looks.font(), |most| {
        let left = plain(&workbook.running_head, most);
        (left, format!("&B{}", plain(classification, most)))
    });
    let (page, of, pages) = workbook.page_of_pages;
    let foot = band(looks.font(), |most| {
        let left = [&workbook.running_foot, &worksheet.name, &workbook.program]
            .map(|part| plain(part, most));
        let left: Vec<String> = left.into_iter().filter(|part| !part.is_empty()).collect();
        (left.join(" · "), format!("{page}&P{of}&N{pages}"))
    });
    tab.set_header(head);
    tab.set_footer(foot);
    Ok(())
}

/// The head or foot of a page, its left and right text cut until Excel takes it.
fn band(font: &str, texts: impl Fn(usize) -> (String, String)) -> String {
    let style = format!("&8&\"{font},Regular\"");
    let mut most = 100;
    loop {
        let (left, right) = texts(most);
        let band = format!("&L{style}{left}&R{style}{right}");
        if band.encode_utf16().count() <= MOST_CHARACTERS || most == 0 {
            return band;
        }
        most -= 5;
    }
}

/// Text without meaning to Excel, in one line, cut to so many characters.
fn plain(text: &str, most: usize) -> String {
    let line: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    let line = line.trim();
    let cut = match line.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line.to_owned(),
    };
    cut.replace('&', "&&")
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
        let head = band("Yu Gothic", |most| (plain(&name, most), plain(&name, most)));
        assert!(head.encode_utf16().count() <= MOST_CHARACTERS, "{head}");
        assert!(head.contains('…'), "it says that it is cut");
    }
}
