//! The pages as they will be printed: made beside the window, drawn as they are looked at.

mod pane;
mod zoom;

pub use zoom::Zoom;

use super::paper::{self, Order, Paper, Sheet};
use crate::report;
use crate::ui::background::{Cancel, background};
use iced::widget::image::Handle;
use iced::{Size, Task, window};
use pane::{Pane, THUMB_WIDTH};
use std::collections::BTreeMap;

/// The paper, as far as it is made, and what of it is looked at.
#[derive(Debug)]
pub struct Preview {
    making: Option<Making>,
    /// The order that came while another was being made; the latest takes the place of all before.
    next: Option<Order>,
    paper: Option<Paper>,
    /// Why there is no paper for the present choices.
    refused: Option<report::Error>,
    drawing: Option<Drawing>,
    sheets: BTreeMap<Sheet, Handle>,
    /// The page that was drawn last: shown until the one that is wanted is there.
    last: Option<Handle>,
    /// From 0.
    page: usize,
    zoom: Zoom,
    pane: Pane,
    /// Pixels of the screen to a pixel of the window.
    density: f32,
    runs: u64,
}

/// A paper being made.
#[derive(Debug)]
struct Making {
    run: u64,
    cancel: Cancel,
    done: (usize, usize),
}

/// Pages being drawn.
#[derive(Debug)]
struct Drawing {
    run: u64,
    cancel: Cancel,
    sheets: Vec<Sheet>,
    /// Whether any has come: what cannot be drawn is not tried again and again.
    fruitful: bool,
}

#[derive(Debug, Clone)]
pub enum Message {
    /// So many of so many pages are done.
    Progressed(u64, usize, usize),
    Made(u64, Box<Result<Paper, report::Error>>),
    MakingEnded(u64),
    Drawn(u64, Sheet, Handle),
    DrawingEnded(u64),
    Turned(isize),
    PageChosen(usize),
    Zoomed(Zoom),
    /// One step larger or smaller.
    ZoomStepped {
        larger: bool,
    },
    Resized(Size),
    ThumbsScrolled(f32),
    DensityFound(f32),
}

impl Preview {
    pub fn new() -> Self {
        Self {
            making: None,
            next: None,
            paper: None,
            refused: None,
            drawing: None,
            sheets: BTreeMap::new(),
            last: None,
            page: 0,
            zoom: Zoom::Width,
            pane: Pane::default(),
            density: 1.0,
            runs: 0,
        }
    }

    /// Makes the paper of an order. What is still being made for an earlier one is void.
    pub fn show(&mut self, order: Order) -> Task<Message> {
        match &self.making {
            Some(making) => {
                making.cancel.cancel();
                self.next = Some(order);
                Task::none()
            }
            None => self.begin(order),
        }
    }

    /// The paper, where it is the one of the latest order.
    pub fn current(&self) -> Option<&Paper> {
        self.paper.as_ref().filter(|_| self.making.is_none() && self.refused.is_none())
    }

    /// The paper that is seen, which may be of an earlier order.
    pub const fn paper(&self) -> Option<&Paper> {
        self.paper.as_ref()
    }

    /// Why there is no paper.
    pub const fn refused(&self) -> Option<&report::Error> {
        self.refused.as_ref()
    }

    /// How many of how many pages are done, while a paper is being made.
    pub fn progress(&self) -> Option<(usize, usize)> {
        self.making.as_ref().map(|making| making.done)
    }

    /// What the screen can show, asked of the system: the pages are drawn to its very pixels.
    pub fn density() -> Task<Message> {
        window::latest().and_then(window::scale_factor).map(Message::DensityFound)
    }

    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Progressed(run, done, all) => {
                if let Some(making) = self.making.as_mut().filter(|making| making.run == run) {
                    making.done = (done, all);
                }
                Task::none()
            }
            Message::Made(run, made) => {
                if self.making.as_ref().is_some_and(|making| making.run == run) {
                    self.made(*made);
                }
                Task::none()
            }
            Message::MakingEnded(run) => self.making_ended(run),
            Message::Drawn(run, sheet, handle) => {
                self.drawn(run, sheet, handle);
                Task::none()
            }
            Message::DrawingEnded(run) => self.drawing_ended(run),
            Message::Turned(by) => self.turn_to(self.page.saturating_add_signed(by)),
            Message::PageChosen(page) => self.turn_to(page),
            Message::Zoomed(zoom) => {
                self.zoom = zoom;
                self.draw()
            }
            Message::ZoomStepped { larger } => {
                if let Some(paper) = &self.paper {
                    self.zoom = self.zoom.stepped(self.pane.room(), paper.size, larger);
                }
                self.draw()
            }
            Message::Resized(size) => {
                self.pane.resize(size);
                Task::batch([self.draw(), Self::density()])
            }
            Message::ThumbsScrolled(top) => {
                self.pane.scroll(top);
                self.draw()
            }
            Message::DensityFound(density) => {
                self.density = density.clamp(0.5, 4.0);
                self.draw()
            }
        }
    }

    fn run(&mut self) -> u64 {
        self.runs += 1;
        self.runs
    }

    fn begin(&mut self, order: Order) -> Task<Message> {
        let (run, cancel) = (self.run(), Cancel::default());
        self.making = Some(Making { run, cancel: cancel.clone(), done: (0, 0) });
        background(
            move |tell| {
                let progress = |done, all| tell.tell(Message::Progressed(run, done, all));
                let made = paper::make(&order, &cancel, progress);
                tell.tell(Message::Made(run, Box::new(made)));
            },
            Message::MakingEnded(run),
        )
    }

    fn made(&mut self, made: Result<Paper, report::Error>) {
        match made {
            Ok(paper) => {
                self.page = self.page.min(paper.pages - 1);
                self.paper = Some(paper);
                self.refused = None;
                self.sheets.clear();
                // Pages of a paper that has been replaced are nobody's.
                if let Some(drawing) = &self.drawing {
                    drawing.cancel.cancel();
                }
            }
            Err(report::Error::Cancelled) => {}
            Err(error) => self.refused = Some(error),
        }
    }

    /// A paper is made, or will not be: the next order's turn.
    fn making_ended(&mut self, run: u64) -> Task<Message> {
        if self.making.as_ref().is_some_and(|making| making.run == run) {
            self.making = None;
        }
        match self.next.take() {
            Some(order) if self.making.is_none() => self.begin(order),
            next => {
                self.next = next;
                self.draw()
            }
        }
    }

    fn turn_to(&mut self, page: usize) -> Task<Message> {
        let pages = self.paper.as_ref().map_or(1, |paper| paper.pages);
        self.page = page.min(pages - 1);
        self.draw()
    }

    /// The page that is looked at, in the pixels of the screen.
    fn main_sheet(&self) -> Option<Sheet> {
        let paper = self.paper.as_ref()?;
        let width = self.zoom.width(self.pane.room(), paper.size);
        Some(Sheet { page: self.page, pixels: self.pixels(width) })
    }

    fn thumb_sheet(&self, page: usize) -> Sheet {
        Sheet { page, pixels: self.pixels(THUMB_WIDTH) }
    }

    /// Whole pixels of the screen; more than twelve thousand across no screen has.
    fn pixels(&self, width: f32) -> u16 {
        (width * self.density).round().clamp(1.0, 12_000.0) as u16
    }

    /// Draws what is looked at and not drawn yet: the page first, then the small ones beside it.
    fn draw(&mut self) -> Task<Message> {
        let (Some(paper), Some(main)) = (&self.paper, self.main_sheet()) else {
            return Task::none();
        };
        let thumbs = self.pane.thumbs(paper).map(|page| self.thumb_sheet(page));
        let mut wanted: Vec<Sheet> = std::iter::once(main).chain(thumbs).collect();
        wanted.retain(|sheet| !self.sheets.contains_key(sheet));
        if let Some(drawing) = &self.drawing {
            // Its end draws what is wanted then.
            if wanted.contains(&main) && !drawing.sheets.contains(&main) {
                drawing.cancel.cancel();
            }
            return Task::none();
        }
        if wanted.is_empty() {
            return Task::none();
        }
        // Of large pages the present one is enough: each is some megabytes.
        let small = self.thumb_sheet(0).pixels;
        self.sheets.retain(|sheet, _| sheet.pixels == small || *sheet == main);
        let bytes = std::sync::Arc::clone(&paper.bytes);
        let (run, cancel) = (self.run(), Cancel::default());
        self.drawing =
            Some(Drawing { run, cancel: cancel.clone(), sheets: wanted.clone(), fruitful: false });
        background(
            move |tell| {
                paper::draw(&bytes, &wanted, &cancel, |sheet, handle| {
                    tell.tell(Message::Drawn(run, sheet, handle));
                });
            },
            Message::DrawingEnded(run),
        )
    }

    fn drawn(&mut self, run: u64, sheet: Sheet, handle: Handle) {
        let main = self.main_sheet();
        let Some(drawing) = self.drawing.as_mut().filter(|drawing| drawing.run == run) else {
            return;
        };
        if drawing.cancel.is_cancelled() {
            return;
        }
        drawing.fruitful = true;
        if main == Some(sheet) {
            self.last = Some(handle.clone());
        }
        let _ = self.sheets.insert(sheet, handle);
    }

    fn drawing_ended(&mut self, run: u64) -> Task<Message> {
        match self.drawing.take_if(|drawing| drawing.run == run) {
            Some(ended) if ended.fruitful || ended.cancel.is_cancelled() => self.draw(),
            _ => Task::none(),
        }
    }
}
