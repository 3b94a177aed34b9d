//! The room for the pages: the small ones at the left, the one that is looked at beside them.

use super::column_handles::handles;
use super::highlights::{Mark, marks};
use super::navigation::{pages_id, search_id};
use super::roll::{GAP, MARGIN, Paging};
use super::{Message, PageSize, Preview, Zoom};
use crate::report::Length;
use crate::ui::print::paper::Paper;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, field, label, panel, tab_stop};
use iced::mouse::Interaction;
use iced::widget::image::{FilterMethod, Handle, Image};
use iced::widget::text::Wrapping;
use iced::widget::{
    Space, center, column, container, mouse_area, row, scrollable, sensor, space, stack,
};
use iced::{Center, Color, ContentFit, Element, Fill, Size, border};
use std::ops::Range;

/// The width of a small page, in pixels of the window.
pub(super) const THUMB_WIDTH: f32 = 92.0;

/// Between small pages.
const THUMB_GAP: f32 = 10.0;

/// Around the small pages, at both sides.
const THUMB_MARGIN: f32 = 14.0;

/// Where there is less room than this, in pixels of the system, it is left to the page alone.
const LEAST_WITH_THUMBS: f32 = 560.0;

/// The size of the room, and how far the small pages are scrolled.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pane {
    size: Size,
    /// By how much everything in it is enlarged.
    scale: f32,
    top: f32,
}

impl Default for Pane {
    fn default() -> Self {
        // The room is not known before the first frame.
        Self { size: Size::new(840.0, 640.0), scale: 1.0, top: 0.0 }
    }
}

impl Pane {
    pub(super) fn resize(&mut self, size: Size, scale: f32) {
        self.size = size;
        self.scale = scale;
    }

    pub(super) fn scroll(&mut self, top: f32) {
        self.top = top;
    }

    fn has_thumbs(&self) -> bool {
        self.size.width * self.scale >= LEAST_WITH_THUMBS
    }

    pub(super) const fn scale(&self) -> f32 {
        self.scale
    }

    /// The height of what is seen of the pages.
    pub(super) const fn height(&self) -> f32 {
        self.size.height
    }

    /// What the page can take, beside the small ones and the bars.
    pub(super) fn room(&self) -> Size {
        let thumbs = if self.has_thumbs() { THUMB_WIDTH + 2.0 * THUMB_MARGIN } else { 0.0 };
        let around = 2.0 * MARGIN + 10.0;
        Size::new(
            (self.size.width - thumbs - around).max(80.0),
            (self.size.height - around).max(80.0),
        )
    }

    /// The small pages that are seen.
    pub(super) fn thumbs(&self, paper: &Paper) -> Range<usize> {
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
    /// With the borders of the columns to be dragged where the paper keeps their widths: `type_size` is
    /// that of its table.
    pub(crate) fn view(&self, look: Look, type_size: Option<Length>) -> Element<'_, Message> {
        let pages: Element<'_, Message> = match &self.paper {
            Some(paper) => row![]
                .push(self.pane.has_thumbs().then(|| self.thumbs(look, paper)))
                .push(self.pages(look, paper, type_size))
                .into(),
            None => center(label::second(look, "一覧表を作っています…")).into(),
        };
        let watched = sensor(container(pages).width(Fill).height(Fill))
            .on_show(move |room| Message::Resized(room, look.scale()))
            .on_resize(move |room| Message::Resized(room, look.scale()));
        let workspace = panel::filled(look.color.rest, watched).width(Fill).height(Fill);
        column![self.strip(look), panel::line(look), workspace].into()
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
                .width(140.0)
                .into(),
            button::plain(look, "＋")
                .hint("大きくする")
                .on_press(Message::ZoomStepped { larger: true })
                .into(),
        ];
        let pagings = Paging::ALL.map(|paging| Named::new(paging, paging.name().to_owned()));
        let paging = Named::new(self.paging, self.paging.name().to_owned());
        let paging = choice(look, pagings.to_vec(), Some(paging), |paging: Named<Paging>| {
            Message::PagingChosen(paging.value)
        })
        .width(130.0);
        let group = |parts: [Element<'a, Message>; 3]| row(parts).spacing(8.0).align_y(Center);
        let (turn, zoom) = (group(turn), group(zoom));
        let width = self.pane.size.width;
        let strip: Element<'a, Message> = if width < 580.0 {
            let first = row![turn, space::horizontal(), paging].align_y(Center);
            column![first, zoom, self.search_field(look)].spacing(8.0).into()
        } else if width < 900.0 {
            let size = row![paging, zoom].spacing(12.0).align_y(Center);
            let first = row![turn, space::horizontal(), size].align_y(Center);
            column![first, self.search_field(look)].spacing(8.0).into()
        } else {
            let size = row![paging, zoom].spacing(12.0).align_y(Center);
            row![turn, self.search_field(look), size].spacing(20.0).align_y(Center).into()
        };
        let padded = container(strip).padding([8.0, 16.0]);
        panel::filled(look.color.surface, padded).width(Fill).into()
    }

    /// What is looked for on the pages, and the way from hit to hit.
    fn search_field<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let words = field::line(look, "紙面の文字を検索", self.search.words())
            .id(search_id())
            .on_input(Message::SearchChanged)
            .on_submit(Message::SearchStepped { forward: true });
        let step = |name, hint, forward| {
            let able = self.search.is_found().then_some(Message::SearchStepped { forward });
            button::plain(look, name).hint(hint).on_press_maybe(able)
        };
        let status =
            self.search.status().map(|status| label::second(look, status).wrapping(Wrapping::None));
        row![words]
            .push(status)
            .push(step("▲", "前に見つかった所へ", false))
            .push(step("▼", "次に見つかった所へ（Enter）", true))
            .spacing(8.0)
            .align_y(Center)
            .into()
    }

    /// The small pages. Only those that are seen are built.
    fn thumbs<'a>(&'a self, look: Look, paper: &'a Paper) -> Element<'a, Message> {
        let (seen, height) = (self.pane.thumbs(paper), thumb_height(paper));
        let above = seen.start as f32 * (height + THUMB_GAP);
        let below = (paper.pages - seen.end) as f32 * (height + THUMB_GAP);
        let thumbs = seen.map(|page| {
            let handle = self.sheets.get(&self.thumb_sheet(page));
            let handle = handle.or(self.last.get(&(PageSize::Thumb, page)));
            let here = page == self.page;
            let color = if here { look.color.accent } else { look.color.line };
            let sheet = container(sheet(handle, THUMB_WIDTH - 4.0, height - 4.0))
                .center(Fill)
                .style(move |_| {
                    container::Style::default()
                        .background(look.color.surface)
                        .border(border::width(if here { 2 } else { 1 }).color(color))
                });
            let pressable = button::bare(look, sheet, Message::PageChosen(page))
                .width(THUMB_WIDTH)
                .height(height)
                .style(|_, _| iced::widget::button::Style::default())
                .of_a_list();
            column![pressable, Space::new().height(THUMB_GAP)].into()
        });
        let all = column![Space::new().height(above)]
            .extend(thumbs)
            .push(Space::new().height(below))
            .padding(iced::Padding::from([MARGIN, THUMB_MARGIN]).bottom(MARGIN - THUMB_GAP));
        let list = panel::scrolled(look, all)
            .on_scroll(|seen| Message::ThumbsScrolled(seen.absolute_offset().y))
            .height(Fill);
        let page = self.page;
        let pages = paper.pages;
        tab_stop::list(look, list, move |key| key.leads(Some(page), pages).map(Message::PageChosen))
            .into()
    }

    /// The pages that are looked at, as large as was asked for. Only those that are seen are built.
    fn pages<'a>(
        &'a self,
        look: Look,
        paper: &'a Paper,
        type_size: Option<Length>,
    ) -> Element<'a, Message> {
        let (Some(roll), Some(scale)) = (self.roll(), self.scale()) else {
            return Space::new().into();
        };
        let seen = self.seen();
        let (above, below) = match self.paging {
            Paging::Continuous => (seen.start, paper.pages - seen.end),
            Paging::Single => (0, 0),
        };
        let gap = |pages: usize| Space::new().height(roll.unbounded_top_of(pages));
        let last = seen.end;
        let pages = seen.map(|page| {
            let below = if page + 1 < last || below > 0 { GAP } else { 0.0 };
            let page = self.page(look, paper, page, roll.page, scale, type_size);
            column![page, Space::new().height(below)].into()
        });
        let bar = scrollable::Scrollbar::new().width(8.0).scroller_width(8.0);
        // Centred where they are smaller than the room.
        let left = MARGIN + ((self.pane.room().width - roll.page.width) / 2.0).max(0.0).floor();
        let below = below
            .checked_sub(1)
            .map(|others| Space::new().height(roll.unbounded_top_of(others) + roll.page.height));
        let pages = column![gap(above)].extend(pages).push(below);
        scrollable(container(pages).padding(iced::Padding::from([MARGIN, MARGIN]).left(left)))
            .id(pages_id())
            .direction(scrollable::Direction::Both { vertical: bar, horizontal: bar })
            .style(panel::scroll(look))
            .on_scroll(|seen| Message::Scrolled(seen.absolute_offset().y))
            .width(Fill)
            .height(Fill)
            .into()
    }

    /// One page, and what is marked on it.
    fn page<'a>(
        &'a self,
        look: Look,
        paper: &'a Paper,
        page: usize,
        size: Size,
        scale: f32,
        type_size: Option<Length>,
    ) -> Element<'a, Message> {
        let handle = self.main_sheet(page).and_then(|sheet| self.sheets.get(&sheet));
        let size = Size::new(size.width - 2.0, size.height - 2.0);
        let drawn =
            sheet(handle.or(self.last.get(&(PageSize::Large, page))), size.width, size.height);
        let drawn = panel::filled(look.color.surface, drawn);
        let cells = paper.document.pages.get(page).map(|page| page.cells.as_slice());
        let handles = cells.zip(type_size).and_then(|(cells, type_size)| {
            handles(look, cells, type_size, size, scale, Message::ColumnDragged)
        });
        let marked =
            stack![drawn, marks(self.marked(look, paper, page), size, scale)].push(handles);
        // A line rather than a shadow: the software renderer draws shadows beyond what it repaints,
        // so that they would lie over dialogs.
        let edged = panel::filled(look.color.edge, marked).padding(1);
        let pointed = self.pointer.is_some_and(|(at, _)| at == page) && self.pointed().is_some();
        mouse_area(edged)
            .on_move(move |at| Message::Pointed(page, at))
            .on_exit(Message::PointerLeft)
            .on_press(Message::Pressed)
            .interaction(if pointed { Interaction::Pointer } else { Interaction::None })
            .into()
    }

    /// The row that is sought or under the pointer, and the words that were found.
    fn marked(&self, look: Look, paper: &Paper, page: usize) -> Vec<Mark> {
        let c = look.color;
        let row = |measure| paper.document.row_on(page, measure);
        let here = self.pointer.filter(|(at, _)| *at == page);
        let pointed = here.and_then(|_| self.pointed()).and_then(row);
        let pointed =
            pointed.map(|area| Mark { area, fill: c.accent.scale_alpha(0.06), edge: None });
        let sought = self.sought.and_then(row).map(|area| Mark {
            area,
            fill: Color::TRANSPARENT,
            edge: Some(c.accent),
        });
        let found = self.search.on(page).flat_map(|(hit, here)| {
            let edge = here.then_some(c.attention);
            let fill = c.attention_fill.scale_alpha(0.35);
            hit.areas.iter().map(move |area| Mark { area: *area, fill, edge })
        });
        pointed.into_iter().chain(sought).chain(found).collect()
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
