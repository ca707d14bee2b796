//! The heat map: a cell for each service, a row of cells for each area.
//!
//! The level stands in its cell, so that nothing is told by the ground alone.

use crate::font::{Fonts, Weight, clean_line};
use crate::palette::{self, GRID, HAIRLINE, INK, MUTED, WHITE, text_on};
use crate::picture::{Align, Point, Rect, Stroke, TextLook, point};
use crate::typeset::{Stretch, wrap};

use super::canvas::Canvas;
use super::{HeatCell, HeatMap};

/// Measures are those of a map this wide; a wider one is drawn larger.
const WIDTH: f32 = 483.0;
/// The least size of letters, in points.
const SMALL: f32 = 7.0;
/// What the names of the areas take of the width.
const NAMES: f32 = 112.0;
const GAP: f32 = 2.0;
const BETWEEN_AREAS: f32 = 5.0;
const KEY: f32 = 26.0;

impl HeatMap {
    /// Its height as a share of its width.
    pub fn proportion(&self) -> f32 {
        let cell = if self.with_titles { 43.0 } else { 22.0 };
        self.height(cell) / WIDTH
    }

    fn height(&self, cell: f32) -> f32 {
        let rows: f32 = self
            .rows
            .iter()
            .map(|row| self.lines(row.cells.len()))
            .sum();
        let areas = f32::from(u16::try_from(self.rows.len()).unwrap_or(u16::MAX));
        rows * (cell + GAP) + areas * BETWEEN_AREAS + KEY
    }

    /// How many lines of cells an area takes.
    fn lines(&self, cells: usize) -> f32 {
        let lines = cells.div_ceil(self.columns.max(1)).max(1);
        f32::from(u16::try_from(lines).unwrap_or(u16::MAX))
    }
}

pub(super) fn draw(map: &HeatMap, width: f32, height: f32, canvas: &Canvas) {
    let scale = width / WIDTH;
    let rows = map.height(0.0);
    let lines: f32 = map.rows.iter().map(|row| map.lines(row.cells.len())).sum();
    let grid = Grid {
        scale,
        cell: (
            (WIDTH - NAMES) / f32::from(u16::try_from(map.columns.max(1)).unwrap_or(u16::MAX))
                - GAP,
            ((height / scale - rows) / lines.max(1.0)).max(12.0),
        ),
        highest: map.highest,
        with_titles: map.with_titles,
    };
    let mut y = 0.0;
    for row in &map.rows {
        let own = map.lines(row.cells.len()) * (grid.cell.1 + GAP);
        let band = Rect::new(0.0, y, 3.0, own - GAP);
        canvas.rectangle(grid.scaled(band), palette::area(row.number), 1.0);
        grid.name(&row.title, &row.note, y, own - GAP, canvas);
        for (number, cell) in row.cells.iter().enumerate() {
            let (line, column) = (number / map.columns.max(1), number % map.columns.max(1));
            let at = point(
                NAMES + small(column) * (grid.cell.0 + GAP),
                y + small(line) * (grid.cell.1 + GAP),
            );
            grid.draw(cell, at, canvas);
        }
        y += own + BETWEEN_AREAS;
    }
    key(map, &grid, y + 4.0, canvas);
}

fn small(number: usize) -> f32 {
    f32::from(u16::try_from(number).unwrap_or(u16::MAX))
}

struct Grid {
    scale: f32,
    cell: (f32, f32),
    highest: u8,
    with_titles: bool,
}

impl Grid {
    fn scaled(&self, rect: Rect) -> Rect {
        let s = self.scale;
        Rect::new(rect.x * s, rect.y * s, rect.width * s, rect.height * s)
    }

    fn at(&self, x: f32, y: f32) -> Point {
        point(x * self.scale, y * self.scale)
    }

    fn look(&self, size: f32, weight: Weight, color: palette::Color) -> TextLook {
        TextLook::new(size * self.scale, weight, color)
    }

    /// The lines of a text at its natural size, at most so many.
    fn lines(fonts: &Fonts, text: &str, weight: Weight, width: f32, most: usize) -> Vec<String> {
        let text = clean_line(text);
        let stretch = [Stretch {
            text: &text,
            weight,
        }];
        let mut lines: Vec<String> = wrap(fonts, &stretch, SMALL, width)
            .iter()
            .map(|line| line.text().trim_end().to_owned())
            .collect();
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                last.push('…');
                if fonts.width(last, SMALL, weight) > width {
                    let cut = last.trim_end_matches('…').to_owned() + "……";
                    *last = fonts.shorten(&cut, SMALL, weight, width);
                }
            }
        }
        lines
    }

    fn name(&self, title: &str, note: &str, y: f32, room: f32, canvas: &Canvas) {
        const LEADING: f32 = 9.0;
        let most = (room / LEADING).floor().clamp(1.0, 5.0);
        // A note that has no line of its own is left to the table beside the map.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 1 to 5"
        )]
        let most = most as usize;
        let for_title = most.saturating_sub(1).max(1);
        let lines = Self::lines(canvas.fonts, title, Weight::Bold, NAMES - 16.0, for_title);
        let mut baseline = y + 7.4;
        for line in &lines {
            let look = self.look(SMALL, Weight::Bold, INK);
            canvas.text(self.at(8.0, baseline), Align::Start, look, line);
            baseline += LEADING;
        }
        if most > lines.len() {
            let look = self.look(SMALL, Weight::Regular, MUTED);
            canvas.text(self.at(8.0, baseline), Align::Start, look, note);
        }
    }

    fn draw(&self, cell: &HeatCell, at: Point, canvas: &Canvas) {
        let (width, height) = self.cell;
        let rect = self.scaled(Rect::new(at.x, at.y, width, height));
        let ground = match cell.level {
            Some(level) => palette::level(level, self.highest),
            None => WHITE,
        };
        let ink = text_on(ground);
        canvas.rectangle(rect, ground, 1.0);
        let corners = [
            point(rect.x, rect.y),
            point(rect.x + rect.width, rect.y),
            point(rect.x + rect.width, rect.y + rect.height),
            point(rect.x, rect.y + rect.height),
        ];
        match cell.level {
            Some(0) => canvas.line(&corners, true, &Stroke::new(GRID, 0.6)),
            Some(_) => {}
            None => canvas.line(&corners, true, &Stroke::new(GRID, 0.7).dashed(&[2.4, 1.6])),
        }
        let fonts = canvas.fonts;
        let id = self.look(SMALL, Weight::Bold, ink);
        let name = fonts.shorten(&cell.id, SMALL, Weight::Bold, width * 0.5);
        canvas.text(self.at(at.x + 4.0, at.y + 9.4), Align::Start, id, &name);
        self.value(cell, at, ink, canvas);
        if self.with_titles {
            let lines = Self::lines(fonts, &cell.title, Weight::Regular, width - 7.0, 3);
            let mut baseline = at.y + 20.4;
            for line in lines {
                let look = self.look(SMALL, Weight::Regular, ink);
                canvas.text(self.at(at.x + 4.0, baseline), Align::Start, look, &line);
                baseline += 8.6;
            }
        }
    }

    /// The level at the right, with the target where it lies above.
    fn value(&self, cell: &HeatCell, at: Point, ink: palette::Color, canvas: &Canvas) {
        let fonts = canvas.fonts;
        let right = at.x + self.cell.0 - 4.0;
        let (baseline, size) = if self.with_titles {
            (at.y + 10.2, 10.0)
        } else {
            (at.y + 19.0, 8.4)
        };
        let Some(level) = cell.level else {
            let room = self.cell.0 - 8.0;
            let words = fonts.shorten(&cell.words, SMALL, Weight::Regular, room);
            let look = self.look(SMALL, Weight::Regular, MUTED);
            let y = at.y + if self.with_titles { 9.4 } else { 19.0 };
            canvas.text(self.at(right, y), Align::End, look, &words);
            return;
        };
        let mut x = right;
        if let Some(target) = cell.target.filter(|target| *target > level) {
            let words = format!(" → {target}");
            let look = self.look(SMALL, Weight::Regular, ink);
            canvas.text(self.at(x, baseline - 0.3), Align::End, look, &words);
            x -= fonts.width(&words, SMALL, Weight::Regular);
        }
        let look = self.look(size, Weight::Bold, ink);
        canvas.text(self.at(x, baseline), Align::End, look, &level.to_string());
    }
}

/// The levels with their names.
fn key(map: &HeatMap, grid: &Grid, top: f32, canvas: &Canvas) {
    const SWATCH: f32 = 11.0;
    let fonts = canvas.fonts;
    let wide = |name: &str| SWATCH + 4.0 + fonts.width(name, SMALL, Weight::Regular) + 11.0;
    let whole: f32 = map.key.iter().map(|name| wide(name)).sum();
    // Names that do not fit are cut alike.
    let share = ((WIDTH - 2.0) / whole.max(1.0)).min(1.0);
    let mut x = ((WIDTH - whole * share) / 2.0).max(0.0);
    for (level, name) in (0_u8..).zip(&map.key) {
        let own = wide(name) * share;
        let rect = Rect::new(x, top, SWATCH, SWATCH);
        let ground = palette::level(level, map.highest);
        canvas.rectangle(grid.scaled(rect), ground, 1.0);
        if level == 0 {
            let (right, bottom) = (x + SWATCH, top + SWATCH);
            let corners = [(x, top), (right, top), (right, bottom), (x, bottom)];
            let corners = corners.map(|(x, y)| grid.at(x, y));
            canvas.line(&corners, true, &Stroke::new(HAIRLINE, 0.6));
        }
        let look = grid.look(SMALL, Weight::Bold, text_on(ground));
        let middle = grid.at(x + SWATCH / 2.0, top + SWATCH / 2.0 + SMALL * 0.36);
        canvas.text(middle, Align::Middle, look, &level.to_string());
        let room = own - SWATCH - 8.0;
        let name = fonts.shorten(name, SMALL, Weight::Regular, room.max(8.0));
        let look = grid.look(SMALL, Weight::Regular, INK);
        let at = grid.at(x + SWATCH + 4.0, top + SWATCH / 2.0 + SMALL * 0.36);
        canvas.text(at, Align::Start, look, &name);
        x += own;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_is_as_high_as_its_lines_of_cells() {
        let cell = HeatCell::default();
        let row = |cells: usize| super::super::HeatRow {
            cells: vec![cell.clone(); cells],
            ..super::super::HeatRow::default()
        };
        let map = |rows| HeatMap {
            columns: 5,
            with_titles: true,
            rows,
            ..HeatMap::default()
        };
        let one = map(vec![row(5)]).proportion();
        assert!((map(vec![row(3)]).proportion() - one).abs() < f32::EPSILON);
        assert!(map(vec![row(6)]).proportion() > one, "a second line");
        assert!(
            map(vec![row(5), row(0)]).proportion() > one,
            "an empty area"
        );
    }
}
