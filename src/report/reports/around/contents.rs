//! 目次: the parts of the paper, goals and directions, with their pages.

use super::sheet::{At, Sheet};
use super::{index, summary};
use crate::report::Face;
use crate::report::geometry::Length;
use crate::report::page::{Document, Page, Role};

pub(super) const TITLE: &str = "目次";

/// The printed numbers of the first pages of the parts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub summary: Option<usize>,
    pub list: usize,
    pub index: Option<usize>,
}

/// A line with its page.
struct Entry<'a> {
    /// How far it is moved in, and how it is set.
    depth: usize,
    text: &'a str,
    page: usize,
}

/// The faces, sizes and indents of the depths, and the space above them.
const STYLES: [(Face, i32, i32, i32); 3] =
    [(Face::Bold, 11, 0, 6), (Face::Label, 10, 10, 3), (Face::Body, 10, 34, 0)];
const LINE: Length = Length::points(15);

pub(super) fn pages(sheet: &Sheet, list: &Document, places: Places) -> Vec<Page> {
    let entry = |depth, text, page| Entry { depth, text, page };
    let mut entries = Vec::new();
    entries.extend(places.summary.map(|page| entry(0, summary::TITLE, page)));
    entries.push(entry(0, list.title.as_str(), places.list));
    for goal in &list.outline {
        entries.push(entry(1, &goal.title, places.list + goal.page));
        let directions = goal.children.iter();
        entries.extend(directions.map(|it| entry(2, it.title.as_str(), places.list + it.page)));
    }
    entries.extend(places.index.map(|page| entry(0, index::TITLE, page)));

    let body = sheet.body;
    let mut pages = vec![Page::default()];
    let mut leaders = Vec::new();
    let mut y = body.top() + Length::points(20);
    let middle = body.left() + body.size.width.half();
    let title = (Face::Bold, Length::points(16));
    sheet.text(&mut pages[0], Role::Title, (At::Middle(middle), y), title, "目\u{3000}次");
    y += Length::points(16);
    let number_room = Length::points(30);
    for Entry { depth, text, page } in entries {
        let (face, size, indent, above) = STYLES[depth.min(2)];
        y += LINE + Length::points(above);
        if y > body.bottom() {
            draw_leaders(&mut pages, &mut leaders);
            pages.push(Page::default());
            y = body.top() + LINE;
        }
        let Some(on) = pages.last_mut() else { break };
        let left = body.left() + Length::points(indent);
        let room = body.right() - left - number_room - Length::points(16);
        let size = sheet.fitting(face, Length::points(size), text, room);
        let end = left + sheet.width(face, size, text);
        on.block(Role::Body, false, |on| {
            sheet.draw(on, (At::Left(left), y), (face, size), text);
            let style = (Face::Label, Length::points(10));
            sheet.draw(on, (At::Right(body.right()), y), style, &page.to_string());
        });
        leaders.push((end + Length::points(8), body.right() - number_room, y));
    }
    draw_leaders(&mut pages, &mut leaders);
    pages
}

/// Draws the leaders of the last page, behind its texts.
fn draw_leaders(pages: &mut [Page], leaders: &mut Vec<(Length, Length, Length)>) {
    if let Some(page) = pages.last_mut() {
        for (from, to, y) in leaders.drain(..) {
            Sheet::leaders(page, from, to, y);
        }
    }
}
