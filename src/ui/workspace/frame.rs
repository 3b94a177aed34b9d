//! What is around every screen: the rail, the bar, and the status.

use super::commands::content_id;
use super::{Message, STOPPED, Workspace};
use crate::domain::FiscalYear;
use crate::ui::editable_screen::EditableScreen;
use crate::ui::relative_time;
use crate::ui::screen_id::ScreenId;
use crate::ui::storage;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::icon::Icon;
use crate::ui::widget::key_owner::key_owner;
use crate::ui::widget::{banner, bar, button, rail, status_line};
use crate::words;
use iced::widget::{column, container, responsive, row};
use iced::{Center, Element, Fill};

impl Workspace {
    pub(crate) fn view(&self, look: Look) -> Element<'_, Message> {
        responsive(move |room| self.within(look.within(room.width), room.height)).into()
    }

    /// All of it in a window of this height, in pixels.
    fn within(&self, look: Look, height: f32) -> Element<'_, Message> {
        let plan = self.book().plan();
        let entries = ScreenId::ALL.into_iter().filter(|screen| self.offers(*screen));
        let entries = entries.map(|screen| rail::Entry {
            name: self.name_of(screen),
            count: match screen {
                ScreenId::Measures => self.book().measure_count().to_string(),
                ScreenId::Indicators => self.indicators.count(),
                ScreenId::Editions => match self.editions.count(&self.context) {
                    0 => String::new(),
                    count => count.to_string(),
                },
                ScreenId::Collect => self.collect.count(&self.context),
                ScreenId::Check => self.check.count(),
                ScreenId::Home
                | ScreenId::Replace
                | ScreenId::Print
                | ScreenId::History
                | ScreenId::Registers
                | ScreenId::Storage
                | ScreenId::Settings => String::new(),
            },
            here: screen == self.place() && self.review.is_none(),
            on_press: Message::GoTo(screen),
        });
        let stopped = || self.editable().is_some_and(EditableScreen::is_at_undo_boundary);
        let status = self.status_message.as_ref();
        let status = status.filter(|status| status.sentence != STOPPED || stopped());
        let told = status.map(|status| status_line::Told {
            sentence: &status.sentence,
            on_folder: status.made.clone().map(Message::FolderAsked),
            on_close: Message::NoticeClosed,
        });
        let (rail, above, below) = if look.is_tight() {
            let line = status_line::above(look, self.file(), told);
            (rail::folded(look, entries), Some(line), None)
        } else {
            let (city, name) = (&plan.municipality, &plan.name);
            let low = rail::is_low(look, height);
            let line = status_line::below(look, self.file(), told);
            (rail::rail(look, city, name, entries, low), None, Some(line))
        };
        let screen: Element<'_, Message> = match self.screen {
            _ if self.review.is_some() => iced::widget::space().into(),
            ScreenId::Home => self.home.view(&self.context, look).map(Message::Home),
            ScreenId::Measures => self.measures.view(look).map(Message::Measures),
            ScreenId::Indicators => self.indicators.view(look).map(Message::Indicators),
            ScreenId::Check => self.check.view(&self.context, look).map(Message::Check),
            ScreenId::Replace => self.replace.view(&self.context, look).map(Message::Replace),
            ScreenId::Registers => self.registers.view(look).map(Message::Registers),
            ScreenId::Print => self.print.view(look).map(Message::Print),
            ScreenId::Collect => self.collect.view(&self.context, look).map(Message::Collect),
            ScreenId::Editions => self.editions.view(&self.context, look).map(Message::Editions),
            ScreenId::History => self.history.view(&self.context, look).map(Message::History),
            ScreenId::Storage => self.storage.view(&self.context, look).map(Message::Storage),
            ScreenId::Settings => self.settings.view(look).map(Message::Settings),
        };
        let body = match &self.review {
            Some(review) => review.view(look).map(Message::Merge),
            None => screen,
        };
        let body = key_owner(body);
        let notice = self.notice.as_ref().map(|notice| {
            let closed = Message::NoticeClosed;
            banner::banner(look, notice, self.unfolded, Message::DetailToggled, None, closed)
        });
        let held =
            storage::open_mode_line(look, &self.open_mode).map(|line| line.map(Message::Storage));
        let carried = self.storage.carried(look).map(|carried| carried.map(Message::Storage));
        let read = self.reading.as_ref().map(|reading| reading.view(look).map(Message::Merging));
        let own = self.collect.banner(&self.context, look).map(|own| own.map(Message::Collect));
        let waiting = self.retry_queue.view(look);
        let lines = [own, held, carried, read, waiting, notice];
        // It is there also where it holds nothing: what is below would lose the focus otherwise, when a
        // line comes or goes.
        let padding = if lines.iter().any(Option::is_some) { [12.0, 24.0] } else { [0.0; 2] };
        let lines = column(lines.into_iter().flatten()).spacing(8.0);
        let notice = container(lines).padding(padding);
        let screen = column![self.bar(look), notice, container(body).id(content_id()).height(Fill)];
        let screen = row![rail, screen.width(Fill)].height(Fill);
        column![].push(above).push(screen).push(below).into()
    }

    /// The place of the rail where the clerk is, or was before 検索と置換.
    fn place(&self) -> ScreenId {
        match self.screen {
            ScreenId::Replace => self.replace.from(),
            screen => screen,
        }
    }

    fn file(&self) -> status_line::File {
        let saved = self.unsaved_draft().is_none();
        let state = match self.context.latest.first() {
            _ if !saved => "未保存の変更あり".to_owned(),
            _ if !self.context.permissions.can_write() => "読み取り専用".to_owned(),
            Some(entry) => format!(
                "保存済み {}",
                relative_time::relative_short(entry.at, relative_time::now())
            ),
            None => "保存済み".to_owned(),
        };
        status_line::File { name: self.file_name(), saved, state }
    }

    fn bar<'a>(&'a self, look: Look) -> Element<'a, Message> {
        if let Some(review) = &self.review {
            let about = review.about(look).map(Message::Merge);
            let actions = review.actions(look).map(|action| action.map(Message::Merge));
            return bar::bar(look, "統合の確認", about, actions);
        }
        let (tools, next): (Option<Element<'a, Message>>, Option<Element<'a, Message>>) = match self
            .screen
        {
            ScreenId::Home | ScreenId::History | ScreenId::Storage | ScreenId::Settings => {
                (None, None)
            }
            ScreenId::Registers => {
                (None, self.registers.next_step(look).map(|next| next.map(Message::Registers)))
            }
            ScreenId::Print => (None, Some(self.print.next_step(look).map(Message::Print))),
            ScreenId::Collect => (
                None,
                self.collect.next_step(&self.context, look).map(|next| next.map(Message::Collect)),
            ),
            ScreenId::Editions => {
                (None, Some(self.editions.next_step(&self.context, look).map(Message::Editions)))
            }
            ScreenId::Check => (
                Some(self.check.tools(&self.context, look).map(Message::Check)),
                self.check.next_step(&self.context, look).map(|next| next.map(Message::Check)),
            ),
            ScreenId::Replace => (
                Some(self.replace.way_back(look).map(Message::Replace)),
                Some(self.replace.next_step(&self.context, look).map(Message::Replace)),
            ),
            ScreenId::Indicators => (
                Some(self.indicators.tools(look).map(Message::Indicators)),
                self.indicators.next_step(look).map(|next| next.map(Message::Indicators)),
            ),
            ScreenId::Measures => (
                Some(self.measures.tools(look).map(Message::Measures)),
                self.measures.next_step(look).map(|next| next.map(Message::Measures)),
            ),
        };
        let tools = row![].push(self.years(look)).push(tools).spacing(12.0).align_y(Center);
        // Where there is no room for both, やり直す is left to its key and the menu.
        let redo = (!look.is_tight()).then(|| self.redo(look));
        let actions = [self.undo(look)].into_iter().chain(redo).chain(next);
        bar::bar(look, self.name_of(self.screen), tools, actions)
    }

    /// The year that is looked at.
    fn years(&self, look: Look) -> Option<Element<'_, Message>> {
        let name = |year: FiscalYear| Named::new(year, self.book().year_label(year));
        let years: Vec<_> = self.book().years().rev().map(|year| name(year.year)).collect();
        // The others are not about the year that is looked at.
        let about = match self.screen {
            ScreenId::Home | ScreenId::Measures | ScreenId::Indicators => true,
            // What a department is asked for is of one year.
            ScreenId::Collect => self.store.scope().is_none(),
            _ => false,
        };
        let chosen = name(self.context.year.filter(|_| about)?);
        Some(
            choice(look, years, Some(chosen), |named: Named<FiscalYear>| {
                Message::YearChosen(named.value)
            })
            .into(),
        )
    }

    fn undo(&self, look: Look) -> Element<'_, Message> {
        let typing = self.editable().is_some_and(EditableScreen::can_undo);
        let step = self.undoable().map(|step| words::step(step.op, &step.subject));
        let hint = if typing { Some("入力を1つ元に戻す".to_owned()) } else { step };
        let able = typing || self.undoable().is_some();
        let button = button::plain(look, worded(look, "元に戻す"))
            .icon(Icon::Undo)
            .key(worded(look, "Ctrl+Z"))
            .on_press_maybe(able.then_some(Message::Undo));
        match hint {
            Some(hint) => button.hint(hint).into(),
            None => button.into(),
        }
    }

    fn redo(&self, look: Look) -> Element<'_, Message> {
        let typing = self.editable().is_some_and(EditableScreen::can_redo);
        let step = self.redoable().map(|step| words::step(step.op, &step.subject));
        let hint = if typing { Some("入力を1つやり直す".to_owned()) } else { step };
        let able = typing || self.redoable().is_some();
        let button = button::plain(look, worded(look, "やり直す"))
            .icon(Icon::Redo)
            .on_press_maybe(able.then_some(Message::Redo));
        match hint {
            Some(hint) => button.hint(format!("{hint}（Ctrl+Y）")).into(),
            None => button.into(),
        }
    }
}

/// A word that is left out where there is no room: the sign says it, and the menu names it.
const fn worded(look: Look, word: &'static str) -> &'static str {
    if look.percent() < 150 && !look.is_narrow() { word } else { "" }
}
