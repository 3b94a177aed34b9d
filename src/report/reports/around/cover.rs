//! 表紙.

use super::sheet::{At, Sheet};
use crate::domain::{Book, date};
use crate::report::geometry::{Length, Point, Rect, Size};
use crate::report::page::{Page, Role};
use crate::report::{Face, Options};

/// The white space around it.
const LEFT: Length = Length::millimetres(27);
const RIGHT: Length = Length::millimetres(22);
const TOP: Length = Length::millimetres(28);
const BOTTOM: Length = Length::millimetres(30);

pub(super) fn page(sheet: &Sheet, book: &Book, options: &Options) -> Page {
    let mut page = Page::default();
    let (plan, paper) = (book.plan(), sheet.paper);
    let (right, width) = (paper.width - RIGHT, paper.width - LEFT - RIGHT);
    let small = (Face::Label, Length::thousandths(10_500));
    let mut frames = Vec::new();
    if !options.meeting.is_empty() {
        let at = (At::Left(LEFT), TOP);
        sheet.text(&mut page, Role::Body, at, small, &options.meeting);
    }
    let number = options.number.text.trim();
    if !number.is_empty() {
        let style = (Face::Bold, Length::points(11));
        let inset = Length::points(10);
        let at = (At::Right(right - inset), TOP);
        sheet.text(&mut page, Role::Body, at, style, number);
        let wide = sheet.width(style.0, style.1, number) + inset * 2;
        let origin = Point { x: right - wide, y: TOP - Length::points(14) };
        frames.push(Rect { origin, size: Size { width: wide, height: Length::points(20) } });
    }
    // Two thirds of the white stand below the title.
    let mut y = Length::thousandths(paper.height.in_thousandths() * 32 / 100);
    let rules = [y];
    let mut line = |page: &mut Page, face, size: Length, text: &str, above: Length| {
        if !text.is_empty() {
            let size = sheet.fitting(face, size, text, width);
            y += above + size;
            sheet.text(page, Role::Body, (At::Left(LEFT), y), (face, size), text);
        }
    };
    let name = if plan.name.is_empty() { &plan.municipality } else { &plan.name };
    line(&mut page, Face::Bold, Length::points(20), name, Length::points(18));
    let title = options.title.as_deref().unwrap_or(&plan.title);
    let latest = options.printed_years(book).into_iter().max();
    let year = latest.map(|year| book.year_written(year, options.year_style)).unwrap_or_default();
    let is_told = year.is_empty() || title.contains(&year);
    let title = if is_told { title.to_owned() } else { format!("{year}\u{3000}{title}") };
    line(&mut page, Face::Bold, Length::points(30), &title, Length::points(16));
    y += Length::points(24);
    let below = y;
    let as_of = options.as_of.map(|day| format!("{}現在", date::written(day, options.year_style)));
    let more = [options.subtitle.clone(), as_of.unwrap_or_default()];
    let more: Vec<String> = more.into_iter().filter(|text| !text.is_empty()).collect();
    let more = more.join("\u{3000}");
    if !more.is_empty() {
        let size = sheet.fitting(Face::Label, Length::points(12), &more, width);
        let at = (At::Left(LEFT), y + Length::points(24));
        sheet.text(&mut page, Role::Body, at, (Face::Label, size), &more);
    }
    let middle = LEFT + width.half();
    let foot = paper.height - BOTTOM;
    if let Some(day) = options.date.filter(|_| options.dated) {
        let at = (At::Middle(middle), foot - Length::points(34));
        let day = date::written(day, options.year_style);
        sheet.text(&mut page, Role::Body, at, (Face::Label, Length::points(13)), &day);
    }
    if !plan.municipality.is_empty() {
        let style = (Face::Bold, Length::points(20));
        sheet.text(&mut page, Role::Body, (At::Middle(middle), foot), style, &plan.municipality);
    }
    for y in rules {
        Sheet::rule(&mut page, LEFT, y, width, Length::thousandths(2_500));
    }
    Sheet::rule(&mut page, LEFT, below, width, Length::thousandths(600));
    for frame in frames {
        Sheet::frame(&mut page, frame, Length::thousandths(800), false);
    }
    page
}
