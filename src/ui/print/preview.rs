//! The pages as they will be printed: made beside the window, drawn as they are looked at.

mod column_handles;
mod highlights;
mod navigation;
mod pane;
mod renderer;
mod roll;
mod search;
mod zoom;

pub(crate) use column_handles::Dragged;
pub(crate) use navigation::find;
pub(crate) use zoom::Zoom;

use super::order::Order;
use super::paper::{self, Paper, Sheet};
use crate::domain::MeasureId;
use crate::report;
use crate::report::geometry::Point;
use crate::ui::background::{Cancel, heard};
use iced::widget::image::Handle;
use iced::{Size, Task, window};
use pane::Pane;
use renderer::Renderer;
use roll::Paging;
use search::Search;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// The paper, as far as it is made, and what of it is looked at.
#[derive(Debug)]
pub(crate) struct Preview {
    making: Option<PaperJob>,
    /// The order that came while another was being made; the latest takes the place of all before.
    next: Option<Order>,
    paper: Option<Paper>,
    /// Why there is no paper for the present choices.
    refused: Option<report::Error>,
    drawing: Option<Renderer>,
    sheets: BTreeMap<Sheet, Handle>,
    /// How each page near by, and each small one, was drawn last: shown until it is drawn as it is
    /// wanted.
    last: BTreeMap<(PageSize, usize), Handle>,
    /// The page that is looked at, from 0.
    page: usize,
    /// How far the pages are scrolled.
    top: f32,
    paging: Paging,
    zoom: Zoom,
    pane: Pane,
    search: Search,
    /// The page under the pointer, and where on it, in points.
    pointer: Option<(usize, Point)>,
    /// The measure whose row is to be seen.
    sought: Option<MeasureId>,
    /// The same, until there is a paper.
    awaited: Option<MeasureId>,
    /// Pixels of the screen to a pixel of the window.
    density: f32,
    runs: u64,
    /// What the next paper can take from the last one; one at a time is made.
    known: Arc<Mutex<paper::Known>>,
}

/// How a page is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum PageSize {
    /// To be looked at.
    Large,
    /// Beside those.
    Thumb,
}

/// A paper being made.
#[derive(Debug)]
struct PaperJob {
    run: u64,
    order: Order,
    cancel: Cancel,
}

#[derive(Debug, Clone)]
pub enum Message {
    Made(u64, Box<Result<Paper, report::Error>>),
    MakingEnded(u64),
    Drawn(u64, Sheet, Handle),
    DrawingEnded(u64),
    Turned(isize),
    PageChosen(usize),
    Scrolled(f32),
    PagingChosen(Paging),
    Zoomed(Zoom),
    /// One step larger or smaller.
    ZoomStepped {
        larger: bool,
    },
    /// The room for the pages, and by how much everything in it is enlarged.
    Resized(Size, f32),
    ThumbsScrolled(f32),
    DensityFound(f32),
    SearchChanged(String),
    SearchStepped {
        forward: bool,
    },
    /// The pointer is over a page.
    Pointed(usize, iced::Point),
    PointerLeft,
    /// What the pointer is over was pressed.
    Pressed,
    /// The screen makes columns wider and narrower.
    ColumnDragged(Dragged),
}

impl Preview {
    pub(crate) fn new() -> Self {
        Self {
            making: None,
            next: None,
            paper: None,
            refused: None,
            drawing: None,
            sheets: BTreeMap::new(),
            last: BTreeMap::new(),
            page: 0,
            top: 0.0,
            paging: Paging::Continuous,
            zoom: Zoom::Width,
            pane: Pane::default(),
            search: Search::default(),
            pointer: None,
            sought: None,
            awaited: None,
            density: 1.0,
            runs: 0,
            known: Arc::default(),
        }
    }

    /// Makes the paper of an order. What is still being made for an earlier one is void.
    pub(crate) fn show(&mut self, order: Order) -> Task<Message> {
        match &self.making {
            Some(making) if !making.cancel.is_unheard() => {
                making.cancel.cancel();
                self.next = Some(order);
                Task::none()
            }
            _ => self.begin(order),
        }
    }

    /// Begins again what nobody will hear the end of, since its task was dropped.
    pub(crate) fn resume(&mut self) -> Task<Message> {
        match self.making.take_if(|making| making.cancel.is_unheard()) {
            Some(making) => {
                let order = self.next.take().unwrap_or(making.order);
                self.begin(order)
            }
            None => self.draw(),
        }
    }

    /// The paper, where it is the one of the latest order.
    pub(crate) fn current(&self) -> Option<&Paper> {
        self.paper.as_ref().filter(|_| self.making.is_none() && self.refused.is_none())
    }

    /// The paper that is seen, which may be of an earlier order.
    pub(crate) const fn paper(&self) -> Option<&Paper> {
        self.paper.as_ref()
    }

    /// Why there is no paper.
    pub(crate) const fn refused(&self) -> Option<&report::Error> {
        self.refused.as_ref()
    }

    /// Whether a paper is being made.
    pub(crate) const fn is_making(&self) -> bool {
        self.making.is_some()
    }

    /// What the screen can show, asked of the system: the pages are drawn to its very pixels.
    pub(crate) fn density() -> Task<Message> {
        window::latest().and_then(window::scale_factor).map(Message::DensityFound)
    }

    pub(crate) fn update(&mut self, message: Message) -> Task<Message> {
        match message {
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
            Message::Scrolled(top) => self.scrolled(top),
            Message::PagingChosen(paging) => {
                self.paging = paging;
                self.turn_to(self.page)
            }
            Message::Zoomed(zoom) => {
                self.zoom = zoom;
                self.turn_to(self.page)
            }
            Message::ZoomStepped { larger } => {
                if let Some(paper) = &self.paper {
                    self.zoom =
                        self.zoom.stepped(self.pane.room(), self.pane.scale(), paper.size, larger);
                }
                self.turn_to(self.page)
            }
            Message::Resized(size, scale) => {
                self.pane.resize(size, scale);
                Task::batch([self.turn_to(self.page), Self::density()])
            }
            Message::ThumbsScrolled(top) => {
                self.pane.scroll(top);
                self.draw()
            }
            Message::DensityFound(density) => {
                self.density = (density * self.pane.scale()).clamp(0.5, 4.0);
                self.draw()
            }
            Message::SearchChanged(words) => {
                let document = self.paper.as_ref().map(|paper| &*paper.document);
                self.search.set(words, document);
                self.step_search(true)
            }
            Message::SearchStepped { forward } => self.step_search(forward),
            Message::Pointed(page, at) => {
                self.pointer = self.in_points(at).map(|point| (page, point));
                Task::none()
            }
            Message::PointerLeft => {
                self.pointer = None;
                Task::none()
            }
            // What was pressed is the affair of the screen.
            Message::Pressed | Message::ColumnDragged(_) => Task::none(),
        }
    }

    fn run(&mut self) -> u64 {
        self.runs += 1;
        self.runs
    }

    fn begin(&mut self, order: Order) -> Task<Message> {
        let (run, cancel) = (self.run(), Cancel::default());
        let job = PaperJob { run, order: order.clone(), cancel: cancel.clone() };
        self.making = Some(job);
        let (cancelled, known) = (cancel.clone(), Arc::clone(&self.known));
        heard(
            move |tell| {
                // Work that broke off left nothing in it that is not whole.
                let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                let made = paper::make(&order, &cancelled, &mut known);
                tell.tell(Message::Made(run, Box::new(made)));
            },
            Message::MakingEnded(run),
            cancel,
        )
    }

    fn made(&mut self, made: Result<Paper, report::Error>) {
        match made {
            Ok(paper) => {
                self.page = self.page.min(paper.pages - 1);
                self.search.refresh(Some(&paper.document));
                let last = self.paper.replace(paper);
                let same = |page| match (&self.paper, &last) {
                    (Some(paper), Some(last)) => paper.has_page_of(last, page),
                    _ => false,
                };
                self.sheets.retain(|sheet, _| same(sheet.page));
                self.pointer = None;
                self.refused = None;
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
                match self.awaited.take_if(|_| self.paper.is_some()) {
                    Some(measure) => self.go_to_row(measure),
                    None => self.draw(),
                }
            }
        }
    }
}
