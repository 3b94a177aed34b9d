//! What is done with whole indicators: opened to be edited, added, moved, retired, deleted; and what the
//! office says of a year.

use super::editor::{self, Editor};
use super::{Message, Screen, list};
use crate::domain::{
    Approval, Change, FigureCell, GradeId, Indicator, IndicatorId, Key, Noun, Observation, Op,
    OutlineKey, Position, Record,
};
use crate::ui::positions;
use crate::ui::request::Action;
use crate::ui::widget::dialog::{Question, Weight};

impl Screen {
    fn chosen(&self) -> Option<&Indicator> {
        self.book.indicator(self.cursor?.indicator)
    }

    /// Opens the editor of the indicator of the cell, where there is one.
    pub(super) fn open_editor(&mut self) {
        let editor = self.chosen().map(|row| Editor::of(&self.book, row));
        self.editor = editor;
    }

    pub(super) fn edit(&mut self) -> Action<Message> {
        if !self.permissions.can_edit_structure() {
            return Action::None;
        }
        self.open_editor();
        self.reveal().chain(iced::widget::operation::focus(editor::name_id())).into()
    }

    /// A new indicator behind the others, where the chosen one belongs and of its kind. It is stored
    /// once something is typed in it.
    pub(super) fn add(&mut self) -> Action<Message> {
        if !self.permissions.can_edit_structure() {
            return Action::None;
        }
        let all = self.book.indicators();
        let position = Position::after_all(all.iter().map(|row| row.position));
        let first_goal = self.book.goals().first().map(|goal| OutlineKey::Goal(goal.id));
        let beside = self.chosen().and_then(|row| row.at.first()).copied();
        let at = beside.or(first_goal).unwrap_or(OutlineKey::Plan);
        let kind = match self.chosen() {
            Some(row) => row.kind.clone(),
            None => list::kinds(&self.book).into_iter().next().unwrap_or_default(),
        };
        let row = Indicator { kind, ..Indicator::new("", at, position) };
        self.editor = Some(Editor::of_new(&self.book, &row));
        iced::widget::operation::focus(editor::name_id()).into()
    }

    /// One place earlier or later among those with which it is listed.
    pub(super) fn shift(&self, later: bool) -> Action<Message> {
        let Some(chosen) = self.chosen() else { return Action::None };
        let group = |row: &Indicator| (list::goal(&self.book, row), row.kind.clone(), row.retired);
        let beside = self.book.indicators().into_iter().filter(|row| group(row) == group(chosen));
        let beside: Vec<(IndicatorId, Position)> =
            beside.map(|row| (row.id, row.position)).collect();
        let moved = positions::shift(&beside, chosen.id, later).into_iter();
        let changes = moved.filter_map(|(id, position)| {
            let row = self.book.indicator(id)?.clone();
            self.book.put(Record::Indicator(Box::new(Indicator { position, ..row })))
        });
        Action::commit(Op::Move(Noun::Indicator), &chosen.name, changes.collect())
    }

    pub(super) fn retire(&self, retired: bool) -> Action<Message> {
        let Some(row) = self.chosen() else { return Action::None };
        let op = if retired { Op::Retire(Noun::Indicator) } else { Op::Reinstate(Noun::Indicator) };
        let after = Indicator { retired, ..row.clone() };
        let change = self.book.put(Record::Indicator(Box::new(after)));
        Action::commit(op, &row.name, change.into_iter().collect())
    }

    /// Asks before an indicator and its figures are deleted.
    pub(super) fn ask_deletion(&self) -> Action<Message> {
        let Some(row) = self.chosen() else { return Action::None };
        let years: Vec<String> =
            self.book.observations(row.id).map(|it| self.book.year_label(it.year)).collect();
        let lost = match years.as_slice() {
            [] => "指標の内容が失われます。値はまだ入力されていません。".to_owned(),
            [only] => format!("指標の内容と、{only}の値が失われます。"),
            [first, .., last] => format!("指標の内容と、{first}から{last}までの値が失われます。"),
        };
        let question = Question::new(format!("「{}」を削除しますか", row.name))
            .line(lost)
            .line("印刷に残す場合は、削除せずに「廃止」にしてください。削除しても、元に戻す（Ctrl+Z）で戻せます。")
            .answer("削除する", Weight::Danger, Some(Message::Deleted(row.id)));
        let question = if row.retired {
            question
        } else {
            question.answer("廃止にする", Weight::Other, Some(Message::Retired(true)))
        };
        Action::Ask(question.or_back())
    }

    pub(super) fn delete(&mut self, id: IndicatorId) -> Action<Message> {
        (self.entry, self.notes, self.editor) = (None, None, None);
        let Some(row) = self.book.indicator(id) else { return Action::None };
        let name = row.name.clone();
        // The next one is looked at then, or the last.
        if let Some(cursor) = self.cursor
            && let Some(at) = self.listed.iter().position(|it| *it == id)
        {
            let beside = self.listed.get(at + 1).or(self.listed.get(at.wrapping_sub(1)));
            self.cursor = beside.map(|beside| super::Cursor { indicator: *beside, ..cursor });
        }
        Action::commit(Op::Delete(Noun::Indicator), name, self.book.remove(Key::Indicator(id)))
    }

    /// 評価 of the year, which is the office's to give.
    pub(super) fn grade(&self, grade: Option<GradeId>) -> Action<Message> {
        let Some((row, year)) = self.chosen().zip(self.of_year()) else { return Action::None };
        if !self.permissions.can_write_figure(&self.book, FigureCell::YearTarget(row.id, year)) {
            return Action::None;
        }
        let stored = self.book.observation(row.id, year).cloned();
        let entry = stored.unwrap_or_else(|| Observation::blank(row.id, year));
        let change = self.book.put(Record::Observation(Observation { grade, ..entry }));
        let subject = format!("{}（{}）", row.name, self.book.year_label(year));
        Action::commit(Op::Edit(Noun::Observation), subject, change.into_iter().collect())
    }

    /// The state that comes after one, as far as it is given here.
    pub(super) const fn next_approval(&self, approval: Approval) -> Option<Approval> {
        match approval {
            Approval::None => Some(Approval::Department),
            Approval::Department if self.permissions.can_edit_structure() => {
                Some(Approval::Confirmed)
            }
            Approval::Department | Approval::Confirmed => None,
        }
    }

    /// The entries of the marked actuals, each a step on.
    fn advanced(&self) -> Vec<(Approval, Change)> {
        let cells = self.marked().into_iter().flatten().flatten().map(super::Cursor::cell);
        let entries = cells.filter_map(|cell| match cell {
            FigureCell::Actual(id, year) if self.can_write(cell) => self.book.observation(id, year),
            _ => None,
        });
        let entered = entries.filter(|entry| !entry.actual.is_blank());
        let advanced = entered.filter_map(|entry| {
            let approval = self.next_approval(entry.approval)?;
            let remark = if approval == Approval::Confirmed { "" } else { entry.remark.as_str() };
            let after = Observation { approval, remark: remark.to_owned(), ..entry.clone() };
            Some((approval, self.book.put(Record::Observation(after))?))
        });
        advanced.collect()
    }

    pub(super) fn can_advance(&self) -> bool {
        !self.advanced().is_empty()
    }

    /// 課確認, then 確定.
    pub(super) fn advance(&mut self) -> Action<Message> {
        let advanced = self.advanced();
        let Some(approval) = advanced.iter().map(|(approval, _)| *approval).min() else {
            return self.tell_why(match self.permissions.can_edit_structure() {
                true => "ここに、確認や確定を待っている実績はありません。",
                false => "ここに、確認を待っている実績はありません。",
            });
        };
        // Those that are behind come first: after one step all are alike.
        let changes = advanced.into_iter().filter(|(to, _)| *to == approval);
        let changes: Vec<Change> = changes.map(|(_, change)| change).collect();
        let subject = match (changes.len(), self.chosen(), self.of_year()) {
            (1, Some(row), Some(year)) => format!("{}（{}）", row.name, self.book.year_label(year)),
            (count, ..) => format!("指標の値{count}個"),
        };
        Action::commit(Op::Approve(approval), subject, changes)
    }
}
