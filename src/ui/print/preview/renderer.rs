//! The pages that are seen, drawn beside the window.

use super::pane::THUMB_WIDTH;
use super::roll::Paging;
use super::{Message, PageSize, Preview};
use crate::ui::background::{Cancel, heard};
use crate::ui::print::paper::{self, Sheet};
use iced::Task;
use iced::widget::image::Handle;
use std::ops::Range;

/// Pages being drawn.
#[derive(Debug)]
pub(super) struct Renderer {
    pub(super) run: u64,
    pub(super) cancel: Cancel,
    pub(super) sheets: Vec<Sheet>,
    /// Whether any has come: what cannot be drawn is not tried again and again.
    pub(super) fruitful: bool,
}

impl Preview {
    /// The pages that are seen.
    pub(super) fn seen(&self) -> Range<usize> {
        match (self.paging, self.roll()) {
            (Paging::Continuous, Some(roll)) => roll.pages_at(self.top),
            (Paging::Single, _) | (_, None) => self.page..self.page + 1,
        }
    }

    /// A page that is looked at, in the pixels of the screen.
    pub(super) fn main_sheet(&self, page: usize) -> Option<Sheet> {
        let paper = self.paper.as_ref()?;
        let width = self.zoom.width(self.pane.room(), self.pane.scale(), paper.size);
        Some(Sheet { page, pixels: self.pixels(width) })
    }

    pub(super) fn thumb_sheet(&self, page: usize) -> Sheet {
        Sheet { page, pixels: self.pixels(THUMB_WIDTH) }
    }

    /// Whole pixels of the screen; more than twelve thousand across no screen has.
    pub(super) fn pixels(&self, width: f32) -> u16 {
        (width * self.density).round().clamp(1.0, 12_000.0) as u16
    }

    /// Draws what is looked at and not drawn yet: the pages first, then the small ones beside them.
    pub(super) fn draw(&mut self) -> Task<Message> {
        let Some(paper) = &self.paper else { return Task::none() };
        let large: Vec<Sheet> = self.seen().filter_map(|page| self.main_sheet(page)).collect();
        let thumbs = self.pane.thumbs(paper).map(|page| self.thumb_sheet(page));
        let mut wanted: Vec<Sheet> = large.iter().copied().chain(thumbs).collect();
        wanted.retain(|sheet| !self.sheets.contains_key(sheet));
        drop(self.drawing.take_if(|drawing| drawing.cancel.is_unheard()));
        if let Some(drawing) = &self.drawing {
            // Its end draws what is wanted then.
            let late = |sheet: &Sheet| large.contains(sheet) && !drawing.sheets.contains(sheet);
            if wanted.iter().any(late) {
                drawing.cancel.cancel();
            }
            return Task::none();
        }
        if wanted.is_empty() {
            return Task::none();
        }
        // Of large pages the present ones are enough: each is some megabytes.
        let small = self.thumb_sheet(0).pixels;
        self.sheets.retain(|sheet, _| sheet.pixels == small || large.contains(sheet));
        self.last.retain(|(size, page), _| match size {
            PageSize::Large => large.iter().any(|sheet| sheet.page == *page),
            PageSize::Thumb => *page < paper.pages,
        });
        let paper = paper.clone();
        let (run, cancel) = (self.run(), Cancel::default());
        self.drawing =
            Some(Renderer { run, cancel: cancel.clone(), sheets: wanted.clone(), fruitful: false });
        let cancelled = cancel.clone();
        heard(
            move |tell| {
                paper::draw(&paper, &wanted, &cancelled, |sheet, handle| {
                    tell.tell(Message::Drawn(run, sheet, handle));
                });
            },
            Message::DrawingEnded(run),
            cancel,
        )
    }

    pub(super) fn drawn(&mut self, run: u64, sheet: Sheet, handle: Handle) {
        let is_thumb = self.thumb_sheet(sheet.page) == sheet;
        let size = if is_thumb { PageSize::Thumb } else { PageSize::Large };
        let Some(drawing) = self.drawing.as_mut().filter(|drawing| drawing.run == run) else {
            return;
        };
        if drawing.cancel.is_cancelled() {
            return;
        }
        drawing.fruitful = true;
        let _ = self.last.insert((size, sheet.page), handle.clone());
        let _ = self.sheets.insert(sheet, handle);
    }

    pub(super) fn drawing_ended(&mut self, run: u64) -> Task<Message> {
        match self.drawing.take_if(|drawing| drawing.run == run) {
            Some(ended) if ended.fruitful || ended.cancel.is_cancelled() => self.draw(),
            _ => Task::none(),
        }
    }
}
