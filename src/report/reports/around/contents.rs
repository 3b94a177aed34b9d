//! 目次: the parts of the paper, goals and directions, with their pages.

use super::sheet::{At, Sheet};
use super::{Numbering, index, summary};
use crate::report::Face;
use crate::report::geometry::Length;
use crate::report::page::{Bookmark, Destination, Document, Page, Role};

pub(super) const TITLE: &str = "目次";

/// The first pages of the parts, from 0.
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
    to: Destination,
}

/// The faces, sizes and indents of the depths, and the space above them.
const STYLES: [(Face, i32, i32, i32); 3] =
    [(Face::Bold, 11, 0, 6), (Face::Label, 10, 10, 3), (Face::Body, 10, 34, 0)];
const LINE: Length = Length::points(15);

pub(super) fn pages(
    sheet: &Sheet,
    list: &Document,
    places: Places,
    numbering: Numbering,
) -> Vec<Page> {
    let top = sheet.body.top();
    let part = |text, page| Entry { depth: 0, text, to: Destination { page, top } };
    let within = |depth, bookmark: &'_ Bookmark| {
        let Bookmark { page, top, .. } = *bookmark;
        (depth, Destination { page: places.list + page, top })
    };
    let mut entries = Vec::new();
    entries.extend(places.summary.map(|page| part(summary::TITLE, page)));
    entries.push(part(list.title.as_str(), places.list));
    for goal in &list.outline {
        let (depth, to) = within(1, goal);
        entries.push(Entry { depth, text: &goal.title, to });
        entries.extend(goal.children.iter().map(|it| {
            let (depth, to) = within(2, it);
            Entry { depth, text: &it.title, to }
        }));
    }
    entries.extend(places.index.map(|page| part(index::TITLE, page)));

    let body = sheet.body;
    let mut pages = vec![Page::default()];
    let mut leaders = Vec::new();
    let mut y = body.top() + Length::points(20);
    let middle = body.left() + body.size.width.half();
    let title = (Face::Bold, Length::points(16));
    sheet.text(&mut pages[0], Role::Title, (At::Middle(middle), y), title, "目\u{3000}次");
    y += Length::points(16);
    let number_room = Length::points(30);
    for Entry { depth, text, to } in entries {
        let (face, size, indent, above) = STYLES[depth.min(2)];
        let style = (face, Length::points(size));
        let left = body.left() + Length::points(indent);
        let room = body.right() - left - number_room - Length::points(16);
        let lines = sheet.wrapped(style, text, room);
        let height = LINE * i64::try_from(lines.len()).unwrap_or(1);
        if y + Length::points(above) + height > body.bottom() && y > body.top() + LINE {
            draw_leaders(&mut pages, &mut leaders);
            pages.push(Page::default());
            y = body.top();
        }
        y += Length::points(above);
        let Some(on) = pages.last_mut() else { break };
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.iter().enumerate() {
            y += LINE;
            on.block(Role::Entry, at > 0, |on| {
                sheet.draw(on, (At::Left(left), y), style, line);
                if at == last {
                    let style = (Face::Label, Length::points(10));
                    let number = numbering.of(to.page).to_string();
                    sheet.draw(on, (At::Right(body.right()), y), style, &number);
                }
            });
            Sheet::link(on, (left, body.right()), y, (to, numbering.of(to.page)), text);
        }
        let end = left + sheet.width(style.0, style.1, lines.last().map_or("", String::as_str));
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
