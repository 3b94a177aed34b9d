//! The list as it is narrowed and arranged, and what stands around it.

use super::editor::Editor;
use super::rows::Scene;
use super::{Message, Screen, row_actions, selection};
use crate::domain::search::{self, Filter, Index, Words, state_of};
use crate::domain::{EntryState, MeasureId};
use crate::ui::theme::Look;
use crate::ui::widget::{button, label, panel, tab_stop};
use iced::widget::{Container, Id, column, container, operation, row, scrollable};
use iced::{Center, Element, Fill, Task};

impl Screen {
    pub(super) fn lay(&mut self) {
        self.words = Words::of(&self.filter.words);
        let index = match self.index.take() {
            Some(index) => Some(index),
            None if self.words.is_empty() => None,
            None => Some(Index::new(&self.book, self.year)),
        };
        let unsearched = Index::default();
        let searched = index.as_ref().unwrap_or(&unsearched);
        let mut found = searched.find(&self.book, &self.filter, self.year);
        search::arrange(&self.book, self.year, self.order, &mut found);
        self.list.lay(&self.book, self.year, self.order, &found);
        self.count_states(searched);
        self.index = index;
        self.selection.keep(self.list.measures());
    }

    /// Narrows the list to what a number elsewhere counted.
    pub(crate) fn narrow<M: 'static>(&mut self, filter: Filter) -> Task<M> {
        self.filter = filter;
        self.listing = true;
        self.selection.clear();
        self.lay();
        operation::snap_to(Id::new("measures"), scrollable::RelativeOffset::START)
    }

    /// The next measure in the list for which nothing is written yet, after its end from its beginning.
    pub(super) fn next_missing(&self) -> Option<MeasureId> {
        let year = self.year?;
        let all: Vec<MeasureId> = self.list.measures().collect();
        let open = self.editor.as_ref().map(Editor::id);
        let at = open.and_then(|open| all.iter().position(|id| *id == open));
        let (before, after) = all.split_at(at.map_or(0, |at| at + 1));
        let is_missing = |id: &&MeasureId| {
            let measure = self.book.measure(**id);
            let state = measure.and_then(|measure| state_of(&self.book, measure, Some(year)));
            state == Some(EntryState::Missing)
        };
        after.iter().chain(before).find(is_missing).copied()
    }

    pub(super) fn listed(&self, look: Look, alone: bool) -> Container<'_, Message> {
        let scene = Scene {
            book: &self.book,
            year: self.year,
            open: self.editor.as_ref().map(Editor::id),
            selection: &self.selection,
            words: &self.words,
            order: self.order,
            terse: look.is_large() && !alone,
            arranged: self.permissions.can_edit_structure(),
        };
        let in_menu = self.row_interaction.is_menu();
        let on_key = move |key| match in_menu {
            true => Some(Message::Rows(row_actions::Message::MenuKey(key))),
            false => selection::of_list(key),
        };
        let rows: Element<'_, Message> = match self.list.measures().next() {
            None if !self.filter.is_open() => self.none_found(look),
            _ => {
                let rows = self.list.view(look, scene);
                tab_stop::list(look, rows, on_key).id(row_actions::list_id()).into()
            }
        };
        let list = column![
            self.filters(look, alone),
            panel::line(look),
            self.handled(look, rows),
            panel::line(look),
            self.foot(look),
        ];
        panel::filled(look.color.surface, list)
    }

    /// What stands in the place of the rows where there are none.
    fn none_found(&self, look: Look) -> Element<'_, Message> {
        let all = button::link(look, "すべて表示").on_press(Message::FilterCleared);
        container(column![label::second(look, "該当する施策はありません。"), all].spacing(8.0))
            .padding([16.0, 18.0])
            .width(Fill)
            .height(Fill)
            .into()
    }

    /// The line above the editor where its measure is not among those listed, with the way to the
    /// first that is.
    pub(super) fn beyond(&self, look: Look) -> Option<Element<'_, Message>> {
        let open = self.editor.as_ref()?.id();
        if self.list.measures().any(|listed| listed == open) {
            return None;
        }
        let first = self.list.measures().next().map(|_| {
            button::link(look, "一覧の最初の施策を開く").on_press(Message::FirstFoundChosen)
        });
        let line = row![label::second(look, "一覧にない施策を表示しています")]
            .push(first)
            .spacing(10.0)
            .align_y(Center)
            .wrap();
        let ground = look.color.quiet;
        let line = panel::filled(ground, container(line).padding([8.0, 24.0]));
        Some(line.width(Fill).into())
    }

    fn foot(&self, look: Look) -> Element<'_, Message> {
        let (all, shown) = (self.book.measure_count(), self.list.measures().count());
        let count = if self.filter.is_open() {
            format!("{all}件")
        } else {
            format!("{all}件中 {shown}件を表示")
        };
        let add = if look.is_large() { "＋ 追加" } else { "＋ 施策を追加" };
        let line = row![container(label::second(look, count)).width(Fill),]
            .push(
                self.permissions
                    .can_edit_structure()
                    .then(|| button::link(look, add).on_press(Message::Add)),
            )
            .align_y(Center);
        container(line).center_y(44.0).padding([0.0, 18.0]).into()
    }
}
