//! 課別索引: the measures of each department, with their pages.

use super::sheet::{At, Sheet};
use crate::domain::{Book, MeasureId};
use crate::report::geometry::Length;
use crate::report::page::{Document, Page, Role};
use crate::report::reports::list;
use crate::report::{Face, Options};
use std::collections::BTreeMap;

pub(super) const TITLE: &str = "課別索引";

/// What stands below the title.
const NOTE: &str = "施策番号とページ。太字は所管課、（　）は関連課としての施策";

/// A line of a column.
enum Line<'a> {
    Department(&'a str),
    Measure { number: String, name: &'a str, page: usize, leads: bool },
}

const HEIGHT: Length = Length::points(13);
const SIZE: Length = Length::points(9);
const BETWEEN: Length = Length::points(20);
const NUMBER: Length = Length::points(48);

pub(super) fn pages(
    sheet: &Sheet,
    book: &Book,
    options: &Options,
    list: &Document,
    first: usize,
) -> Vec<Page> {
    let lines = lines(book, options, list, first);
    let body = sheet.body;
    let above = Length::points(52);
    let rows = |height: Length| {
        let rows = height.in_thousandths() / HEIGHT.in_thousandths();
        usize::try_from(rows).unwrap_or(1).max(4)
    };
    let (mut pages, mut rest) = (Vec::new(), lines.as_slice());
    while !rest.is_empty() || pages.is_empty() {
        let mut page = Page::default();
        let head = if pages.is_empty() { above } else { Length::ZERO };
        let most = rows(body.size.height - head);
        // On the last page the columns are even.
        let each = if rest.len() > most * 2 { most } else { rest.len().div_ceil(2).max(1) };
        let middle = body.left() + body.size.width.half();
        if pages.is_empty() {
            let title = (Face::Bold, Length::points(14));
            let at = (At::Middle(middle), body.top() + Length::points(16));
            sheet.text(&mut page, Role::Title, at, title, TITLE);
            let at = (At::Middle(middle), body.top() + Length::points(34));
            let note = (Face::Label, Length::thousandths(8_500));
            sheet.text(&mut page, Role::Body, at, note, NOTE);
        }
        let mut drawn = Vec::new();
        for column in 0..2 {
            let mut take = rest.len().min(if column == 0 { each } else { most });
            // No department stands alone at the foot of a column.
            if take < rest.len() && take > 1 && matches!(rest[take - 1], Line::Department(_)) {
                take -= 1;
            }
            let (own, others) = rest.split_at(take);
            rest = others;
            let width = (body.size.width - BETWEEN).half();
            let left = body.left() + if column == 0 { Length::ZERO } else { width + BETWEEN };
            for (row, line) in own.iter().enumerate() {
                let down = HEIGHT * i64::try_from(row + 1).unwrap_or(1);
                let y = body.top() + head + down;
                drawn.push((draw(sheet, &mut page, line, left, y, width), y));
            }
        }
        for (leader, y) in drawn {
            match leader {
                Drawn::Leaders(from, to) => Sheet::leaders(&mut page, from, to, y),
                Drawn::Rule(left, width) => {
                    let weight = Length::thousandths(600);
                    Sheet::rule(&mut page, left, y + Length::points(3), width, weight);
                }
            }
        }
        pages.push(page);
    }
    pages
}

/// What is drawn behind all texts.
enum Drawn {
    Leaders(Length, Length),
    Rule(Length, Length),
}

fn draw(
    sheet: &Sheet,
    page: &mut Page,
    line: &Line<'_>,
    left: Length,
    y: Length,
    width: Length,
) -> Drawn {
    let right = left + width;
    match line {
        Line::Department(name) => {
            let style = (Face::Bold, Length::thousandths(9_500));
            sheet.text(page, Role::Body, (At::Left(left), y), style, name);
            Drawn::Rule(left, width)
        }
        Line::Measure { number, name, page: printed, leads } => {
            let from = left + NUMBER;
            let room = right - from - Length::points(40);
            let size = sheet.fitting(Face::Body, SIZE, name, room);
            let face = if *leads { Face::Bold } else { Face::Label };
            let number = if *leads { number.clone() } else { format!("（{number}）") };
            page.block(Role::Body, false, |page| {
                let fitting = sheet.fitting(face, SIZE, &number, NUMBER);
                sheet.draw(page, (At::Left(left), y), (face, fitting), &number);
                sheet.draw(page, (At::Left(from), y), (Face::Body, size), name);
                let style = (Face::Label, SIZE);
                sheet.draw(page, (At::Right(right), y), style, &printed.to_string());
            });
            let end = from + sheet.width(Face::Body, size, name);
            Drawn::Leaders(end + Length::points(6), right - Length::points(22))
        }
    }
}

/// A line for each department that has a measure, and one for each of these.
fn lines<'a>(book: &'a Book, options: &Options, list: &Document, first: usize) -> Vec<Line<'a>> {
    let printed = list::printed(book, options);
    let year = options.printed_years(book).into_iter().max();
    let page = |id: MeasureId| list.rows_of(id).next().map(|(page, _)| page + first);
    let pages: BTreeMap<MeasureId, usize> =
        printed.iter().filter_map(|id| Some((*id, page(*id)?))).collect();
    let mut lines = Vec::new();
    for department in book.departments() {
        let mut own = Vec::new();
        for leads in [true, false] {
            for (_, _, measure) in book.listed() {
                let departments = match leads {
                    true => book.lead_as_of(measure, year),
                    false => book.related_as_of(measure, year),
                };
                let Some(page) = pages.get(&measure.id).copied() else { continue };
                if departments.iter().any(|it| it.id == department.id) {
                    let (number, name) = (book.measure_number(measure), measure.name.as_str());
                    own.push(Line::Measure { number, name, page, leads });
                }
            }
        }
        if !own.is_empty() {
            lines.push(Line::Department(&department.name));
            lines.append(&mut own);
        }
    }
    lines
}
