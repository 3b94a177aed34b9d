//! The open measure as it is seen: which it is, what is set about it, and the texts beside one another.

use super::narratives::SIDE_BY_SIDE;
use super::{Editor, Message, Panel, narratives};
use crate::domain::{Book, DepartmentId, FiscalYear, StatusId};
use crate::ui::measures::{details, figures};
use crate::ui::permissions;
use crate::ui::theme::{BOLD, Look, PAPER};
use crate::ui::widget::badge::{self, tag};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use iced::widget::text::Wrapping;
use iced::widget::{Stack, column, container, opaque, responsive, row, space, stack};
use iced::{Center, Element, Fill, Length};

/// The width below which what is about the measure takes more lines.
const NARROW: f32 = 560.0;

/// The height below which the page is scrolled: where the texts stand beside one another, and where one
/// stands above the other; and the height of the texts then.
const LOW: f32 = 520.0;
const LOW_WHERE_STACKED: f32 = 640.0;
const TEXTS: f32 = 290.0;

/// What the page has at both sides.
const SIDES: f32 = 24.0;

/// What an unfolded panel has around its fields, and beside them for their bar.
const AROUND: f32 = 78.0;
const BAR: f32 = 10.0;

impl Editor {
    /// The page; with a button to the list where that is out of sight.
    pub(crate) fn view<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        alone: bool,
    ) -> Element<'a, Message> {
        responsive(move |room| {
            let narrow = room.width < NARROW;
            let head = self.head(look, book, narrow, alone);
            let meta = self.meta(look, book);
            let remark = self.remark(look, book);
            let foot = self.year.map(|_| self.foot(look, book, narrow));
            let texts = |height| self.over_texts(look, book, height, foot);
            let page = column![head].spacing(12.0).padding([16.0, SIDES]);
            let stacked = room.width - 2.0 * SIDES < SIDE_BY_SIDE;
            if room.height >= if stacked { LOW_WHERE_STACKED } else { LOW } {
                return page.push(meta).push(remark).push(texts(Fill).height(Fill)).into();
            }
            // The texts keep their room and come first: the page is scrolled.
            let page = page.push(remark).push(texts(TEXTS.into())).push(meta);
            panel::scrolled(look, page).height(Fill).into()
        })
        .into()
    }

    /// The texts and the foot beneath them, and what is unfolded over both.
    fn over_texts<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        height: Length,
        foot: Option<Element<'a, Message>>,
    ) -> Stack<'a, Message> {
        let texts: Element<'a, Message> = match self.year {
            Some(year) => self.texts(look, book, year),
            None => {
                let how = "「台帳」の「年度」で追加してください。";
                label::body(
                    look,
                    permissions::none(self.permissions.can_edit_structure(), "年度", how),
                )
                .into()
            }
        };
        let over = self.unfolded.filter(|panel| *panel != Panel::Remark);
        let unfolded = over.map(|panel| {
            responsive(move |room| opaque(self.panel(look, book, panel, room.height)))
        });
        let below = column![container(texts).height(height)].push(foot).spacing(12.0);
        stack![below].push(unfolded).width(Fill)
    }

    /// Which measure this is, and the buttons to its neighbours.
    fn head<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        narrow: bool,
        alone: bool,
    ) -> Element<'a, Message> {
        let list = alone.then(|| button::plain(look, "← 一覧へ").on_press(Message::ListAsked));
        let retired = self.measure.retired.then(|| badge::retired(look));
        let number = label::second(look, book.measure_number(&self.measure))
            .size(look.heading())
            .wrapping(Wrapping::None);
        let name = one_line(look, self.draft.name.as_str()).size(look.name()).font(BOLD);
        let (back, forth) = if narrow { ("↑", "↓") } else { ("↑ 前へ", "次へ ↓") };
        let step = |label, hint, forward| {
            button::plain(look, label).hint(hint).on_press(Message::Step { forward })
        };
        row![]
            .push(list)
            .push(number)
            .push(name)
            .push(retired)
            .push(step(back, "前の施策へ（Alt+↑）", false))
            .push(step(forth, "次の施策へ（Alt+↓）", true))
            .spacing(12.0)
            .align_y(Center)
            .into()
    }

    /// Departments, status and 内容.
    fn meta<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let details = self.permissions.can_edit_structure().then(|| {
            button::link(look, "内容・番号を編集").on_press(Message::PanelToggled(Panel::Details))
        });
        let buttons = row![]
            .push(details)
            .push(self.figures_link(look, book))
            .push(button::link(look, "紙面で見る").on_press(Message::PaperAsked))
            .push(button::link(look, "変更の履歴").on_press(Message::HistoryAsked))
            .spacing(10.0);
        // All in one line where there is room, and broken anywhere where there is not.
        let first = row![]
            .extend(tags(look, book, "所管課", &self.draft.lead))
            .extend(tags(look, book, "関連課", &self.draft.related))
            .push(self.permissions.can_edit_structure().then(|| {
                button::link(look, "＋ 課を選ぶ")
                    .on_press(Message::PanelToggled(Panel::Departments))
            }))
            .push(self.year.map(|_| self.status(look, book)))
            .push(buttons)
            .spacing(10.0)
            .align_y(Center)
            .wrap()
            .vertical_spacing(4.0);
        let description = label::second(look, self.draft.description.as_str())
            .font(PAPER)
            .line_height(1.5)
            .width(Fill);
        let beside_the_bar = iced::Padding::ZERO.right(14.0);
        let description = panel::scrolled(look, container(description).padding(beside_the_bar));
        column![first]
            .push(
                (!self.draft.description.is_empty())
                    .then(|| container(description).max_height(92.0).width(Fill)),
            )
            .spacing(8.0)
            .into()
    }

    /// The way to the indicators of the measure, with how many there are, and how many lack an actual.
    fn figures_link<'a>(&'a self, look: Look, book: &'a Book) -> Option<Element<'a, Message>> {
        let year = self.year.filter(|_| !self.draft.figures.is_empty())?;
        let missing = match figures::missing(book, self.measure.id, year) {
            0 => String::new(),
            missing => format!("（未入力{missing}）"),
        };
        let name = format!("指標 {}件{missing}", self.draft.figures.len());
        Some(button::link(look, name).on_press(Message::PanelToggled(Panel::Figures)).into())
    }

    fn status<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let none = Named::new(None, "（未選択）");
        let statuses = book
            .statuses()
            .into_iter()
            .filter(|status| !status.retired || self.draft.status == Some(status.id));
        let options: Vec<_> = std::iter::once(none)
            .chain(statuses.map(|status| Named::new(Some(status.id), status.name.as_str())))
            .collect();
        let chosen = options.iter().find(|named| named.value == self.draft.status).cloned();
        let name = label::second(look, "進捗状況");
        if self.is_closed(book) {
            let word = chosen.map(|named| named.name).unwrap_or_default();
            return row![name, tag(look, word)].spacing(8.0).align_y(Center).into();
        }
        let status = choice(look, options, chosen, |named: Named<Option<StatusId>>| {
            Message::StatusChosen(named.value)
        })
        .padding([4.0, 10.0]);
        row![name, status].spacing(8.0).align_y(Center).into()
    }

    fn texts<'a>(&'a self, look: Look, book: &'a Book, year: FiscalYear) -> Element<'a, Message> {
        let closed = self.is_closed(book);
        let previous = self.previous_year(book).map(|year| narratives::Previous {
            label: book.year_label(year),
            status: book.progress(self.measure.id, year).map(|status| status.name.as_str()),
            text: &self.previous,
            written: &self.before,
            compares: self.compares,
        });
        let state = if self.falls_back(book) { self.stored_state(book) } else { self.state(book) };
        let present = narratives::Present {
            label: book.year_label(year),
            state: self.draft.period.contains(year).then_some(state),
            written: &self.draft.narrative,
            text: &self.narrative,
            closed,
            slips: (self.slips.places(), self.slips.stamp()),
        };
        narratives::view(look, previous, present)
    }

    /// What lies over the texts while it is unfolded.
    fn panel<'a>(
        &'a self,
        look: Look,
        book: &'a Book,
        which: Panel,
        height: f32,
    ) -> Element<'a, Message> {
        let content = match which {
            Panel::Departments => {
                self.finder.view(look, book, &self.draft).map(Message::Departments)
            }
            Panel::Figures => match self.year {
                Some(year) => {
                    figures::view(look, book, &self.permissions, &self.draft.figures, year)
                        .map(Message::Figures)
                }
                None => space().into(),
            },
            // Not over the texts, but between them and what is about the measure.
            Panel::Remark => space().into(),
            Panel::Details => {
                details::view(look, book, &self.draft, &self.description, self.refusal.as_ref())
                    .map(Message::Details)
            }
        };
        let retire_and_delete = (which == Panel::Details)
            .then(|| details::retire_and_delete(look, &self.measure).map(Message::Details));
        let foot = row![
            container(row![].push(retire_and_delete)).width(Fill),
            button::plain(look, "閉じる").key("Esc").on_press(Message::PanelToggled(which)),
        ];
        // What it ends with stays in sight where there is no room for all of it.
        let content = container(content).padding(iced::Padding::ZERO.right(BAR));
        let content =
            container(panel::scrolled(look, content)).max_height((height - AROUND).max(0.0));
        panel::raised(look, column![content, foot].spacing(8.0)).into()
    }
}

/// Departments under their name, which a line never ends with.
fn tags<'a>(
    look: Look,
    book: &'a Book,
    name: &'a str,
    ids: &'a [DepartmentId],
) -> impl Iterator<Item = Element<'a, Message>> {
    let departments = ids.iter().filter_map(|id| book.department(*id)).enumerate();
    departments.map(move |(at, department)| {
        let name = (at == 0).then(|| label::second(look, name));
        let tag = tag(look, department.name.as_str());
        row![].push(name).push(tag).spacing(8.0).align_y(Center).into()
    })
}
