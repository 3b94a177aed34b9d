//! Going to a place on the pages: by turning, scrolling, searching, or from a measure.

use super::roll::{MARGIN, Paging, Roll};
use super::{Message, Preview};
use crate::domain::MeasureId;
use crate::report::Origin;
use crate::report::geometry::{Length, Point, Rect};
use iced::widget::Id;
use iced::widget::operation::{self, AbsoluteOffset};
use iced::{Size, Task};

impl Preview {
    /// Shows where a measure stands, as soon as the paper is there.
    pub(crate) fn seek(&mut self, measure: MeasureId) -> Task<Message> {
        self.sought = Some(measure);
        if self.current().is_some() {
            return self.go_to_row(measure);
        }
        self.awaited = Some(measure);
        Task::none()
    }

    /// Turns to the next or the previous page.
    pub(crate) fn turn(&mut self, forward: bool) -> Task<Message> {
        self.update(Message::Turned(if forward { 1 } else { -1 }))
    }

    pub(super) fn go_to_row(&mut self, measure: MeasureId) -> Task<Message> {
        let paper = self.paper.as_ref();
        match paper.and_then(|paper| paper.document.rows_of(measure).next()) {
            Some((page, area)) => self.go_to(page, area),
            None => self.draw(),
        }
    }

    /// The measure whose row is under the pointer.
    pub(crate) fn pointed(&self) -> Option<MeasureId> {
        let (page, point) = self.pointer?;
        match self.paper.as_ref()?.document.cell_at(page, point)?.of {
            Origin::Entry(measure, _) => Some(measure),
            Origin::Head(_)
            | Origin::Goal(_)
            | Origin::Direction(_)
            | Origin::Department(_)
            | Origin::Section
            | Origin::Subsection
            | Origin::Indicator(..)
            | Origin::Other(_) => None,
        }
    }

    pub(super) fn step_search(&mut self, forward: bool) -> Task<Message> {
        let hit = self.search.step(forward, self.page);
        let place = hit.and_then(|hit| Some((hit.page, *hit.areas.first()?)));
        match place {
            Some((page, area)) => self.go_to(page, area),
            None => self.draw(),
        }
    }

    pub(super) fn turn_to(&mut self, page: usize) -> Task<Message> {
        let Some(roll) = self.roll() else { return Task::none() };
        self.page = page.min(roll.pages - 1);
        let top = match self.paging {
            Paging::Continuous => roll.top_of(self.page),
            Paging::Single => 0.0,
        };
        self.scroll_to(top)
    }

    /// Goes to where an area of a page stands at ease.
    pub(super) fn go_to(&mut self, page: usize, area: Rect) -> Task<Message> {
        let (Some(roll), Some(scale)) = (self.roll(), self.scale()) else { return Task::none() };
        self.page = page.min(roll.pages - 1);
        let down = pixels(area.top(), scale) - roll.seen / 3.0;
        let top = match self.paging {
            Paging::Continuous => (roll.unbounded_top_of(self.page) + down).min(roll.reach()),
            Paging::Single => down.min(roll.page.height + 2.0 * MARGIN - roll.seen),
        };
        self.scroll_to(top.max(0.0))
    }

    pub(super) fn scroll_to(&mut self, top: f32) -> Task<Message> {
        self.top = top;
        let offset = AbsoluteOffset { x: None, y: Some(top) };
        Task::batch([operation::scroll_to(pages_id(), offset), self.draw()])
    }

    pub(super) fn scrolled(&mut self, top: f32) -> Task<Message> {
        // What we scrolled to ourselves is the page that was asked for, wherever it ends up.
        if (top - self.top).abs() > 1.0 {
            self.top = top;
            if let (Paging::Continuous, Some(roll)) = (self.paging, self.roll()) {
                self.page = roll.page_at(top);
            }
        }
        self.draw()
    }

    /// How the pages stand, one below the other.
    pub(super) fn roll(&self) -> Option<Roll> {
        let paper = self.paper.as_ref()?;
        let width = self.zoom.width(self.pane.room(), self.pane.scale(), paper.size);
        let height = (width * paper.size.1 / paper.size.0).floor();
        // The edge around a page is a pixel wide.
        let page = Size::new(width + 2.0, height + 2.0);
        Some(Roll { page, pages: paper.pages, seen: self.pane.height() })
    }

    /// Pixels of the window to a point of the paper.
    pub(super) fn scale(&self) -> Option<f32> {
        let paper = self.paper.as_ref()?;
        Some(self.zoom.width(self.pane.room(), self.pane.scale(), paper.size) / paper.size.0)
    }

    /// A place on a page, from pixels of the window.
    pub(super) fn in_points(&self, at: iced::Point) -> Option<Point> {
        let scale = self.scale()?;
        let points = |pixels: f32| Length::thousandths((pixels / scale * 1000.0) as i64);
        Some(Point { x: points(at.x), y: points(at.y) })
    }
}

/// The place of the pages, for scrolling.
pub(super) fn pages_id() -> Id {
    Id::new("pages")
}

/// Puts the focus where words are looked for on the pages.
pub(crate) fn find<M: Send + 'static>() -> Task<M> {
    Task::batch([operation::focus(search_id()), operation::select_all(search_id())])
}

/// The field of the words that are looked for.
pub(super) fn search_id() -> Id {
    Id::new("search in pages")
}

fn pixels(length: Length, scale: f32) -> f32 {
    length.in_thousandths() as f32 / 1000.0 * scale
}
