//! 進捗状況の集計: how many measures have which status, by goal and by department.

mod bars;
mod count;
mod grid;

use super::sheet::{At, Sheet};
use crate::domain::{Book, date};
use crate::report::geometry::{Length, Point, Rect, Size};
use crate::report::page::{Page, Role};
use crate::report::{Face, Options};
use bars::Bar;
use count::{Counts, Row, Total, change, share};
use grid::{Column, Content, Grid};

pub(super) const TITLE: &str = "進捗状況の集計";

const SECTION: (Face, Length) = (Face::Bold, Length::points(11));
const SMALL: (Face, Length) = (Face::Label, Length::thousandths(8_500));
/// The least width of the names of departments.
const OFFICE: Length = Length::points(94);
/// The heights of their rows: lower ones where they spare a page.
const OFFICE_ROWS: [Length; 3] =
    [Length::points(17), Length::thousandths(15_500), Length::points(14)];
/// The least width of a cell for a measure in the bar of a department.
const UNIT: Length = Length::points(9);
/// Between the title and the head of a table of departments.
const BELOW_SECTION: Length = Length::points(6);
const GAP: Length = Length::points(16);
/// The least width of the page for bars beside the figures, and for two tables side by side.
const WIDE: Length = Length::points(600);
/// The least width of a key figure, and its height with what is below it.
const KEY_FIGURE: Length = Length::points(100);
const KEY_FIGURE_ROW: Length = Length::points(62);

pub(super) fn pages(sheet: &Sheet, book: &Book, options: &Options) -> Vec<Page> {
    let counts = Counts::of(book, options);
    let body = sheet.body;
    let mut page = Page::default();
    let middle = body.left() + body.size.width.half();
    let mut y = body.top() + Length::points(16);
    let title = (Face::Bold, Length::points(16));
    sheet.text(&mut page, Role::Title, (At::Middle(middle), y), title, TITLE);
    y += Length::points(18);
    let remark = remark(book, options, &counts);
    let size = sheet.fitting(SMALL.0, Length::thousandths(9_500), &remark, body.size.width);
    sheet.text(&mut page, Role::Body, (At::Middle(middle), y), (SMALL.0, size), &remark);
    y = key_figures(sheet, &mut page, &counts, y + Length::points(12));
    y += Length::points(24);
    let at = (At::Left(body.left()), y);
    sheet.text(&mut page, Role::Section, at, SECTION, "1\u{3000}基本目標ごとの進捗状況");
    y = goals(sheet, &counts, y + Length::points(6)).draw(sheet, &mut page);
    if !is_wide(sheet) {
        y = compositions(sheet, &counts, y + Length::points(8)).draw(sheet, &mut page);
    }
    y = legend(sheet, &mut page, &counts, y + Length::points(13));
    departments(sheet, page, &counts, y + Length::points(26))
}

fn is_wide(sheet: &Sheet) -> bool {
    sheet.body.size.width > WIDE
}

fn remark(book: &Book, options: &Options, counts: &Counts) -> String {
    let written = |day| date::written(day, options.year_style);
    let year = counts.year.map(|year| book.year_written(year, options.year_style));
    let mut text = year.unwrap_or_default();
    if let Some(day) = options.as_of {
        text.push_str(&format!("（{}現在）", written(day)));
    }
    if let Some(before) = counts.before {
        let before = book.year_written(before, options.year_style);
        text.push_str(&format!("\u{3000}増減は{before}との差"));
    }
    text
}

/// The number of measures and of each status between two rules, in one row or two. Returns where they
/// end.
fn key_figures(sheet: &Sheet, page: &mut Page, counts: &Counts, top: Length) -> Length {
    let body = sheet.body;
    let boxes: Vec<(&str, Total, bool)> = std::iter::once(("施策の数", counts.whole.all, false))
        .chain(
            counts
                .names()
                .zip(counts.whole.each.iter().map(|it| (*it, true)))
                .map(|(name, (total, shared))| (name, total, shared)),
        )
        .collect();
    let gap = Length::points(12);
    let all = i64::try_from(boxes.len()).unwrap_or(1).max(1);
    let width_of = |count: i64| {
        Length::thousandths((body.size.width - gap * (count - 1)).in_thousandths() / count)
    };
    let each = if width_of(all) < KEY_FIGURE { (all + 1) / 2 } else { all };
    let width = width_of(each);
    let mut rules = Vec::new();
    let (mut x, mut top, mut bottom) = (body.left(), top, top);
    for (at, (name, total, shared)) in (0..).zip(boxes) {
        if at == each {
            (x, top) = (body.left(), top + KEY_FIGURE_ROW);
        }
        bottom = top + Length::points(50);
        let (left, right) = (x + Length::points(6), x + width - Length::points(4));
        let half = (right - left).half();
        page.block(Role::Body, false, |page| {
            let small = |text: &str, room| (SMALL.0, sheet.fitting(SMALL.0, SMALL.1, text, room));
            let y = top + Length::points(15);
            sheet.draw(page, (At::Left(left), y), small(name, half), name);
            if let Some(text) = change(total).filter(|_| counts.before.is_some()) {
                let text = format!("増減 {text}");
                sheet.draw(page, (At::Right(right), y), small(&text, half), &text);
            }
            let y = top + Length::points(41);
            let big = (Face::Bold, Length::points(22));
            let figure = total.now.to_string();
            sheet.draw(page, (At::Left(left), y), big, &figure);
            let end = left + sheet.width(big.0, big.1, &figure) + Length::points(4);
            let share = share(total.now, counts.whole.all.now);
            let rest = if shared { format!("件　{share}％") } else { "件".to_owned() };
            sheet.draw(page, (At::Left(end), y), small(&rest, right - end), &rest);
        });
        rules.push((x, top, bottom));
        x += width + gap;
    }
    for (x, top, bottom) in rules {
        Sheet::rule(page, x, top, width, Length::thousandths(1_500));
        Sheet::rule(page, x, bottom, width, Length::thousandths(400));
    }
    bottom
}

/// The table of the goals.
fn goals(sheet: &Sheet, counts: &Counts, top: Length) -> Grid {
    let body = sheet.body;
    let wide = is_wide(sheet);
    let name = if wide { Length::points(176) } else { NARROW_GOAL };
    let (all, bar) = (Length::points(36), Length::points(if wide { 164 } else { 0 }));
    let statuses = i64::try_from(counts.statuses.len() + 1).unwrap_or(1);
    let rest = body.size.width - name - all - bar;
    let each = Length::thousandths(rest.in_thousandths() / statuses);
    let mut columns = vec![Column::new("基本目標", name), Column::new("施策数", all)];
    let units = match (wide, counts.before) {
        (true, Some(_)) => "件・％・増減",
        (false, Some(_)) => "件・増減／％",
        (true, None) => "件・％",
        (false, None) => "件／％",
    };
    columns.extend(counts.marked_names().map(|name| Column::below(name, units, each)));
    if wide {
        columns.push(Column::new("構成（件数の割合）", bar));
    }
    let row = |row: &Row| {
        let mut cells = vec![Content::Text(row.name.clone()), Content::Figure(row.all.now)];
        cells.extend(row.each.iter().map(|total| {
            let share = share(total.now, row.all.now);
            Content::Shares(total.now, share, change(*total).filter(|_| counts.before.is_some()))
        }));
        if wide {
            cells.push(Content::Bar(Bar::shares(counts, row)));
        }
        cells
    };
    let mut rows: Vec<Vec<Content>> = counts.goals.iter().map(row).collect();
    rows.push(row(&counts.whole));
    Grid {
        origin: Point { x: body.left(), y: top },
        columns,
        rows,
        height: Length::points(if wide { 27 } else { 31 }),
        total: true,
    }
}

/// The name of a goal where the page is narrow.
const NARROW_GOAL: Length = Length::points(120);

/// The shares of the goals, below their figures where these leave no room for them.
fn compositions(sheet: &Sheet, counts: &Counts, top: Length) -> Grid {
    let body = sheet.body;
    let columns = vec![
        Column::new("基本目標", NARROW_GOAL),
        Column::new("構成（件数の割合）", body.size.width - NARROW_GOAL),
    ];
    let rows = counts.goals.iter().chain([&counts.whole]);
    let row = |row: &Row| {
        vec![Content::Text(row.short_name.clone()), Content::Bar(Bar::shares(counts, row))]
    };
    Grid {
        origin: Point { x: body.left(), y: top },
        columns,
        rows: rows.map(row).collect(),
        height: Length::points(20),
        total: true,
    }
}

/// The patterns of the statuses, and how shares are rounded. Returns where they end.
fn legend(sheet: &Sheet, page: &mut Page, counts: &Counts, y: Length) -> Length {
    let body = sheet.body;
    let note = "※割合は四捨五入しているため、合計が100にならないことがあります。";
    sheet.text(page, Role::Body, (At::Left(body.left()), y), SMALL, note);
    let mut x = body.left() + sheet.width(SMALL.0, SMALL.1, note) + Length::points(14);
    let mut y = y;
    for (at, name) in counts.names().enumerate() {
        let wide = Length::points(26) + sheet.width(SMALL.0, SMALL.1, name);
        if x + wide > body.right() {
            (x, y) = (body.left(), y + Length::points(13));
        }
        let size = Size { width: Length::points(20), height: Length::points(8) };
        let origin = Point { x, y: y - Length::points(8) };
        let at_name = (At::Left(x + Length::points(24)), y);
        sheet.text(page, Role::Body, at_name, SMALL, name);
        bars::draw_pattern(page, Rect { origin, size }, counts.pattern(at));
        x += wide + Length::points(8);
    }
    y
}

/// The departments in two tables side by side, or in one, on further pages where they need them.
fn departments(sheet: &Sheet, page: Page, counts: &Counts, top: Length) -> Vec<Page> {
    let body = sheet.body;
    let tables = if is_wide(sheet) { 2 } else { 1 };
    let width = if tables == 2 { (body.size.width - GAP).half() } else { body.size.width };
    let office = office_width(sheet, counts, width);
    let heights = |rows: &[Row], height: Length| -> Vec<Length> {
        rows.iter().map(|row| grid::text_height(sheet, &row.name, office, height)).collect()
    };
    let room = |y: Length, height: Length| body.bottom() - y - BELOW_SECTION - height * 2;
    let on_one_page = |height: &Length| {
        let heights = heights(&counts.departments, *height);
        let tables = heights.chunks(heights.len().div_ceil(tables).max(1));
        tables.into_iter().all(|rows| rows.iter().copied().sum::<Length>() <= room(top, *height))
    };
    let height = OFFICE_ROWS.into_iter().find(on_one_page).unwrap_or(OFFICE_ROWS[0]);
    let (mut pages, mut page, mut y) = (Vec::new(), page, top);
    let mut rest = counts.departments.as_slice();
    let mut first = true;
    while !rest.is_empty() {
        let room = room(y, height);
        let heights = heights(rest, height);
        let fitting = |rows: &[Length]| {
            let mut left = room;
            let mut fits = |row: &Length| {
                left = left - *row;
                left >= Length::ZERO
            };
            rows.iter().take_while(|row| fits(row)).count()
        };
        let rows = fitting(&heights);
        if rows < rest.len().min(2) && (first || rows == 0) && y > body.top() + Length::points(40) {
            pages.push(std::mem::take(&mut page));
            y = body.top() + Length::points(14);
            continue;
        }
        let title = match first {
            true => "2\u{3000}所管課ごとの進捗状況（施策は、所管するすべての課で数えます）",
            false => "2\u{3000}所管課ごとの進捗状況（続き）",
        };
        let size = sheet.fitting(SECTION.0, SECTION.1, title, body.size.width);
        let at = (At::Left(body.left()), y);
        sheet.text(&mut page, Role::Section, at, (SECTION.0, size), title);
        first = false;
        let each = rest.len().div_ceil(tables).min(rows.max(1));
        let second = fitting(&heights[each..]).min(each).min(rest.len() - each) * (tables - 1);
        for (column, take) in [each, second].into_iter().enumerate() {
            let (own, others) = rest.split_at(take);
            rest = others;
            if own.is_empty() {
                continue;
            }
            let x = body.left() + if column == 0 { Length::ZERO } else { width + GAP };
            let origin = Point { x, y: y + BELOW_SECTION };
            let grid = offices(counts, own, origin, (width, office), height);
            let _ = grid.draw(sheet, &mut page);
        }
        if !rest.is_empty() {
            pages.push(std::mem::take(&mut page));
            y = body.top() + Length::points(14);
        }
    }
    pages.push(page);
    pages
}

/// The width of the names of departments: that of the longest, if it leaves room for the bars.
fn office_width(sheet: &Sheet, counts: &Counts, width: Length) -> Length {
    let names = counts.departments.iter().map(|row| grid::text_width(sheet, &row.name));
    let most = counts.departments.iter().map(|row| row.all.now).max().unwrap_or(0);
    let bars = UNIT * i64::try_from(most).unwrap_or(0) + Length::points(10);
    let room = width - OFFICE_FIGURES.into_iter().sum() - bars.max(LEAST_BARS);
    names.max().unwrap_or(OFFICE).min(room).max(OFFICE)
}

/// The widths of the figures beside the bars of the departments, and the least one of these.
const OFFICE_FIGURES: [Length; 2] = [Length::points(36), Length::points(62)];
const LEAST_BARS: Length = Length::points(70);

fn offices(
    counts: &Counts,
    rows: &[Row],
    origin: Point,
    (width, name): (Length, Length),
    height: Length,
) -> Grid {
    let [all, done] = OFFICE_FIGURES;
    let columns = vec![
        Column::new("所管課", name),
        Column::new("施策数", all),
        Column::new("内訳（1目盛＝1件）", width - name - all - done),
        Column::new("完了の割合", done),
    ];
    let most = counts.departments.iter().map(|row| row.all.now).max().unwrap_or(0);
    let row = |row: &Row| {
        vec![
            Content::Text(row.name.clone()),
            Content::Figure(row.all.now),
            Content::Bar(Bar::units(counts, row, most)),
            Content::Right(match counts.done(row) {
                Some(done) => format!("{}％", share(done, row.all.now)),
                None => "―".to_owned(),
            }),
        ]
    };
    Grid { origin, columns, rows: rows.iter().map(row).collect(), height, total: false }
}
