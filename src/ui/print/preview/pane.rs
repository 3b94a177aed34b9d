//! The room for the pages: the small ones at the left, the one that is looked at beside them.

use super::{Message, Preview, Zoom};
use crate::ui::print::paper::Paper;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, label, panel};
use iced::widget::image::{FilterMethod, Handle, Image};
use iced::widget::text::Wrapping;
use iced::widget::{Space, center, column, container, row, scrollable, sensor, space};
use iced::{Center, ContentFit, Element, Fill, Size, border};
use std::ops::Range;

/// The width of a small page, in pixels of the window.
pub const THUMB_WIDTH: f32 = 92.0;

/// Between small pages.
const THUMB_GAP: f32 = 10.0;

/// Around the small pages, at both sides.
const THUMB_MARGIN: f32 = 14.0;

/// Around the page that is looked at.
const MARGIN: f32 = 18.0;

/// Where there is less room than this, it is left to the page alone.
const LEAST_WITH_THUMBS: f32 = 560.0;

/// The size of the room, and how far the small pages are scrolled.
#[derive(Debug, Clone, Copy)]
pub struct Pane {
    size: Size,
    top: f32,
}

impl Default for Pane {
    fn default() -> Self {
        // The room is not known before the first frame.
        Self { size: Size::new(840.0, 640.0), top: 0.0 }
    }
}

impl Pane {
    pub fn resize(&mut self, size: Size) {
        self.size = size;
    }

    pub fn scroll(&mut self, top: f32) {
        self.top = top;
    }

    fn has_thumbs(&self) -> bool {
        self.size.width >= LEAST_WITH_THUMBS
    }

    /// What the page can take, beside the small ones and the bars.
    pub fn room(&self) -> Size {
        let thumbs = if self.has_thumbs() { THUMB_WIDTH + 2.0 * THUMB_MARGIN } else { 0.0 };
        let around = 2.0 * MARGIN + 10.0;
        Size::new(
            (self.size.width - thumbs - around).max(80.0),
            (self.size.height - around).max(80.0),
        )
    }

    /// The small pages that are seen.
    pub fn thumbs(&self, paper: &Paper) -> Range<usize> {
        if !self.has_thumbs() {
            return 0..0;
        }
        let row = thumb_height(paper) + THUMB_GAP;
        let first = (self.top / row).floor() as usize;
        let count = (self.size.height / row).ceil() as usize + 1;
        first.min(paper.pages)..first.saturating_add(count).min(paper.pages)
    }
}

fn thumb_height(paper: &Paper) -> f32 {
    (THUMB_WIDTH * paper.size.1 / paper.size.0).round()
}

impl Preview {
    pub fn view(&self, look: Look) -> Element<'_, Message> {
        let pages: Element<'_, Message> = match &self.paper {
            Some(paper) => row![]
                .push(self.pane.has_thumbs().then(|| self.thumbs(look, paper)))
                .push(self.page(look, paper))
                .into(),
            None => center(label::second(look, "一覧表を作っています…")).into(),
        };
        let watched = sensor(container(pages).width(Fill).height(Fill))
            .on_show(Message::Resized)
            .on_resize(Message::Resized);
        let desk = panel::filled(look.color.rest, watched).width(Fill).height(Fill);
        column![self.strip(look), panel::line(look), desk].into()
    }

    /// Which page, and how large.
    fn strip<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let pages = self.paper.as_ref().map_or(1, |paper| paper.pages);
        let (first, last) = (self.page == 0, self.page + 1 >= pages);
        let turn = [
            button::plain(look, "前")
                .hint("前のページ（Alt+↑）")
                .on_press_maybe((!first).then_some(Message::Turned(-1)))
                .into(),
            label::body(look, format!("{}／{pages}", self.page + 1))
                .wrapping(Wrapping::None)
                .into(),
            button::plain(look, "次")
                .hint("次のページ（Alt+↓）")
                .on_press_maybe((!last).then_some(Message::Turned(1)))
                .into(),
        ];
        let zooms: Vec<_> = Zoom::ALL.iter().map(|zoom| Named::new(*zoom, zoom.name())).collect();
        let chosen = Named::new(self.zoom, self.zoom.name());
        let zoom = [
            button::plain(look, "－")
                .hint("小さくする")
                .on_press(Message::ZoomStepped { larger: false })
                .into(),
            choice(look, zooms, Some(chosen), |zoom: Named<Zoom>| Message::Zoomed(zoom.value))
                .width(look.px(140.0))
                .into(),
            button::plain(look, "＋")
                .hint("大きくする")
                .on_press(Message::ZoomStepped { larger: true })
                .into(),
        ];
        let group =
            |parts: [Element<'a, Message>; 3]| row(parts).spacing(look.px(8.0)).align_y(Center);
        let (turn, zoom) = (group(turn), group(zoom));
        let strip: Element<'a, Message> = if self.pane.size.width < look.px(480.0) {
            column![turn, zoom].spacing(look.px(8.0)).into()
        } else {
            row![turn, space::horizontal(), zoom].into()
        };
        let padded = container(strip).padding([look.px(8.0), look.px(16.0)]);
        panel::filled(look.color.surface, padded).width(Fill).into()
    }

    /// The small pages. Only those that are seen are built.
    fn thumbs<'a>(&'a self, look: Look, paper: &'a Paper) -> Element<'a, Message> {
        let (seen, height) = (self.pane.thumbs(paper), thumb_height(paper));
        let above = seen.start as f32 * (height + THUMB_GAP);
        let below = (paper.pages - seen.end) as f32 * (height + THUMB_GAP);
        let thumbs = seen.map(|page| {
            let handle = self.sheets.get(&self.thumb_sheet(page));
            let here = page == self.page;
            let color = if here { look.color.accent } else { look.color.line };
            let sheet = container(sheet(handle, THUMB_WIDTH - 4.0, height - 4.0))
                .center(Fill)
                .style(move |_| {
                    container::Style::default()
                        .background(look.color.surface)
                        .border(border::width(if here { 2 } else { 1 }).color(color))
                });
            let pressable = button::bare(sheet, Message::PageChosen(page))
                .width(THUMB_WIDTH)
                .height(height)
                .style(|_, _| iced::widget::button::Style::default());
            column![pressable, Space::new().height(THUMB_GAP)].into()
        });
        let all = column![Space::new().height(above)]
            .extend(thumbs)
            .push(Space::new().height(below))
            .padding(iced::Padding::from([MARGIN, THUMB_MARGIN]).bottom(MARGIN - THUMB_GAP));
        scrollable(all)
            .direction(panel::thin(look))
            .style(panel::scroll(look))
            .on_scroll(|seen| Message::ThumbsScrolled(seen.absolute_offset().y))
            .height(Fill)
            .into()
    }

    /// The page that is looked at, as large as it was asked for.
    fn page<'a>(&'a self, look: Look, paper: &'a Paper) -> Element<'a, Message> {
        let handle = self.main_sheet().and_then(|sheet| self.sheets.get(&sheet));
        let width = self.zoom.width(self.pane.room(), paper.size);
        let height = (width * paper.size.1 / paper.size.0).floor();
        let page = sheet(handle.or(self.last.as_ref()), width, height);
        let page = panel::filled(look.color.surface, page);
        // A line rather than a shadow: the software renderer draws shadows beyond what it repaints,
        // so that they would lie over dialogs.
        let page = panel::filled(look.color.edge, page).padding(1);
        let bar = scrollable::Scrollbar::new().width(look.px(8.0)).scroller_width(look.px(8.0));
        let room = self.pane.room();
        // Centred where it is smaller than the room.
        let left = MARGIN + ((room.width - width) / 2.0).max(0.0).floor();
        scrollable(container(page).padding(iced::Padding::from([MARGIN, MARGIN]).left(left)))
            .direction(scrollable::Direction::Both { vertical: bar, horizontal: bar })
            .style(panel::scroll(look))
            .width(Fill)
            .height(Fill)
            .into()
    }
}

/// A drawn page; blank paper until it is there.
fn sheet<'a>(handle: Option<&Handle>, width: f32, height: f32) -> Element<'a, Message> {
    match handle {
        // Drawn to the very pixels: nothing is to be smoothed.
        Some(handle) => Image::new(handle.clone())
            .width(width)
            .height(height)
            .content_fit(ContentFit::Fill)
            .filter_method(FilterMethod::Nearest)
            .into(),
        None => Space::new().width(width).height(height).into(),
    }
}
