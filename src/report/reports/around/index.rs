//! 課別索引: the measures of each department, with their pages.

use super::Numbering;
use super::sheet::{At, Sheet};
use crate::domain::{Book, MeasureId};
use crate::report::geometry::Length;
use crate::report::page::{Destination, Document, Page, Role};
use crate::report::reports::list;
use crate::report::{Face, Options};
use std::collections::BTreeMap;

pub(super) const TITLE: &str = "課別索引";

/// What stands below the title.
const NOTE: &str = "施策番号とページ。太字は所管課、（　）は関連課としての施策";

/// A line of a column.
enum Line {
    Department(String),
    Measure(Measure),
}

/// A line of a measure: its first bears the number, its last the page.
struct Measure {
    number: Option<String>,
    text: String,
    page: Option<usize>,
    leads: bool,
    /// The whole name, and where its row begins.
    name: String,
    to: Destination,
}

const HEIGHT: Length = Length::points(13);
const SIZE: Length = Length::points(9);
const BETWEEN: Length = Length::points(20);
const NUMBER: Length = Length::points(48);
/// Between a name and the right edge, for the page.
const PAGE: Length = Length::points(40);
const DEPARTMENT: (Face, Length) = (Face::Bold, Length::thousandths(9_500));

pub(super) fn pages(
    sheet: &Sheet,
    book: &Book,
    options: &Options,
    list: &Document,
    first: usize,
    numbering: Numbering,
) -> Vec<Page> {
    let body = sheet.body;
    let width = (body.size.width - BETWEEN).half();
    let wrap = |name: &str| sheet.wrapped((Face::Body, SIZE), name, width - NUMBER - PAGE);
    let lines = lines(book, options, list, first, numbering, wrap);
    let head = Length::points(52);
    let rows = |height: Length| {
        let rows = height.in_thousandths() / HEIGHT.in_thousandths();
        usize::try_from(rows).unwrap_or(1).max(4)
    };
    let (mut pages, mut rest) = (Vec::new(), lines.as_slice());
    // The department of the last line.
    let mut above: Option<&str> = None;
    while !rest.is_empty() || pages.is_empty() {
        let mut page = Page::default();
        let head = if pages.is_empty() { head } else { Length::ZERO };
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
            let left = body.left() + if column == 0 { Length::ZERO } else { width + BETWEEN };
            let goes_on = matches!(rest.first(), Some(Line::Measure(_)));
            let again = above.filter(|_| goes_on);
            let room = if column == 0 { each } else { most } - usize::from(again.is_some());
            let (own, others) = rest.split_at(fitting(rest, room));
            rest = others;
            let line_at =
                |row: usize| body.top() + head + HEIGHT * i64::try_from(row + 1).unwrap_or(1);
            if let Some(name) = again {
                // For those who see this column alone.
                let name = format!("{name}（続き）");
                sheet.draw(&mut page, (At::Left(left), line_at(0)), DEPARTMENT, &name);
                drawn.push((Drawn::Rule(left, width), line_at(0)));
            }
            for (row, line) in (usize::from(again.is_some())..).zip(own) {
                let y = line_at(row);
                if let Line::Department(name) = line {
                    above = Some(name);
                }
                drawn.extend(draw(sheet, &mut page, line, left, y, width).map(|it| (it, y)));
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

/// How many of these lines, at most so many, a column takes: neither a department nor a part of a name
/// stands alone at its foot.
fn fitting(lines: &[Line], most: usize) -> usize {
    let mut take = lines.len().min(most);
    let is_torn = |take: usize| match &lines[take - 1] {
        Line::Department(_) => true,
        Line::Measure(measure) => measure.page.is_none(),
    };
    while take < lines.len() && take > 1 && is_torn(take) {
        take -= 1;
    }
    take
}

fn draw(
    sheet: &Sheet,
    page: &mut Page,
    line: &Line,
    left: Length,
    y: Length,
    width: Length,
) -> Option<Drawn> {
    let right = left + width;
    match line {
        Line::Department(name) => {
            sheet.text(page, Role::Section, (At::Left(left), y), DEPARTMENT, name);
            Some(Drawn::Rule(left, width))
        }
        Line::Measure(Measure { number, text, page: printed, leads, name, to }) => {
            let from = left + NUMBER;
            page.block(Role::Entry, number.is_none(), |page| {
                if let Some(number) = number {
                    let face = if *leads { Face::Bold } else { Face::Label };
                    let number = if *leads { number.clone() } else { format!("（{number}）") };
                    let fitting = sheet.fitting(face, SIZE, &number, NUMBER);
                    sheet.draw(page, (At::Left(left), y), (face, fitting), &number);
                }
                sheet.draw(page, (At::Left(from), y), (Face::Body, SIZE), text);
                if let Some(printed) = printed {
                    let style = (Face::Label, SIZE);
                    sheet.draw(page, (At::Right(right), y), style, &printed.to_string());
                }
            });
            let printed = (*printed)?;
            Sheet::link(page, (left, right), y, (*to, printed), name);
            let end = from + sheet.width(Face::Body, SIZE, text);
            Some(Drawn::Leaders(end + Length::points(6), right - Length::points(22)))
        }
    }
}

/// A line for each department that has a measure, and as many as its name needs for each of these.
fn lines(
    book: &Book,
    options: &Options,
    list: &Document,
    first: usize,
    numbering: Numbering,
    wrap: impl Fn(&str) -> Vec<String>,
) -> Vec<Line> {
    let printed = list::printed(book, options);
    let year = options.printed_years(book).into_iter().max();
    let place = |id: MeasureId| {
        let (page, area) = list.rows_of(id).next()?;
        Some(Destination { page: page + first, top: area.top() })
    };
    let places: BTreeMap<MeasureId, Destination> =
        printed.iter().filter_map(|id| Some((*id, place(*id)?))).collect();
    let mut lines = Vec::new();
    for department in book.departments() {
        let mut own = Vec::new();
        for leads in [true, false] {
            for (_, _, measure) in book.listed() {
                let departments = match leads {
                    true => book.lead_as_of(measure, year),
                    false => book.related_as_of(measure, year),
                };
                let Some(to) = places.get(&measure.id).copied() else { continue };
                if !departments.iter().any(|it| it.id == department.id) {
                    continue;
                }
                let texts = wrap(&measure.name);
                let last = texts.len().saturating_sub(1);
                own.extend(texts.into_iter().enumerate().map(|(at, text)| {
                    Line::Measure(Measure {
                        number: (at == 0).then(|| book.measure_number(measure)),
                        text,
                        page: (at == last).then(|| numbering.of(to.page)),
                        leads,
                        name: measure.name.clone(),
                        to,
                    })
                }));
            }
        }
        if !own.is_empty() {
            lines.push(Line::Department(department.name.clone()));
            lines.append(&mut own);
        }
    }
    lines
}
