//! What is written into cells: each time one edit, which is one step back.

use super::cursor::{self, Cursor};
use super::entry::Entry;
use super::notes::Notes;
use super::state::State;
use super::{Message, Screen, Told, cell_id};
use crate::domain::{Figure, FigureCell, Noun, Op};
use crate::exchange::cells;
use crate::ui::request::{Action, Commit, Request};
use iced::widget::operation;

impl Screen {
    /// What is typed takes the place of what stands in the cell.
    pub(super) fn typed(&mut self, text: String) -> Action<Message> {
        if let Some(entry) = &mut self.entry {
            entry.text = text;
            return Action::None;
        }
        let Some(cell) = self.cell() else { return Action::None };
        if !self.can_write(cell) {
            return self.refuse(cell);
        }
        self.anchor = None;
        self.entry = Some(Entry::typed(&self.book, cell, text));
        self.reveal().into()
    }

    /// What stands in the cell is mended.
    pub(super) fn mend(&mut self) -> Action<Message> {
        let Some(cell) = self.cell() else { return Action::None };
        let focused = operation::focus(cell_id());
        if !self.can_write(cell) {
            return self.refuse(cell);
        }
        self.anchor = None;
        self.entry = Some(Entry::mending(&self.book, cell));
        self.reveal().chain(focused).chain(operation::move_cursor_to_end(cell_id())).into()
    }

    /// Tells why nothing can be written there.
    fn refuse(&mut self, cell: FigureCell) -> Action<Message> {
        let closed = cell.year().and_then(|year| self.book.year(year)).filter(|year| year.closed);
        let why = match closed {
            _ if !self.permissions.can_write() => crate::ui::permissions::READING.to_owned(),
            Some(year) => {
                format!("{}は締めてあるため、書き換えられません。", self.book.year_label(year.year))
            }
            None => "ここで書けるのは、依頼された年度の実績です。".to_owned(),
        };
        // Who writes with the eyes on a paper goes on with Enter: it is told in a place that stays, too.
        self.told = Some(Told::Why(why.clone()));
        Request::Status(why.into()).into()
    }

    /// Tells beneath the cell, where the clerk looks, why nothing was done.
    pub(super) fn tell_why(&mut self, why: impl Into<String>) -> Action<Message> {
        let why = why.into();
        if self.listed.is_empty() {
            return Request::Status(why.into()).into();
        }
        self.told = Some(Told::Why(why));
        self.focus_content().into()
    }

    pub(super) fn is_unsaved(&self) -> bool {
        self.entry_changes() || self.notes_change() || self.editor_changes()
    }

    pub(super) fn editor_changes(&self) -> bool {
        self.editor.as_ref().is_some_and(|editor| editor.is_changed(&self.book))
    }

    pub(super) fn entry_changes(&self) -> bool {
        self.entry.as_ref().is_some_and(|entry| entry.is_changed(&self.book))
    }

    pub(super) fn notes_change(&self) -> bool {
        self.notes.as_ref().is_some_and(Notes::is_changed)
    }

    /// The edit that stores what is typed.
    pub(super) fn commit(&self) -> Option<Commit> {
        if let Some(entry) = self.entry.as_ref().filter(|_| self.entry_changes()) {
            return Some(self.write([(entry.cell, entry.figure(&self.book))]));
        }
        let Some(notes) = self.notes.as_ref().filter(|notes| notes.is_changed()) else {
            return self.editor.as_ref()?.commit(&self.book);
        };
        let cell = FigureCell::Actual(notes.indicator, notes.year);
        let changes = vec![notes.change(&self.book)?];
        Some(Commit { op: Op::Edit(Noun::Observation), subject: self.subject(cell), changes })
    }

    /// One edit of these cells.
    fn write(&self, cells: impl IntoIterator<Item = (FigureCell, Figure)>) -> Commit {
        let cells: Vec<(FigureCell, Figure)> = cells.into_iter().collect();
        let first = cells.first().map(|(cell, _)| *cell);
        let count = cells.len();
        let changes = self.book.write_figures(cells);
        let noun = first.map_or(Noun::Observation, |cell| cell.key().noun());
        match first {
            Some(cell) if count == 1 => {
                Commit { op: Op::Edit(noun), subject: self.subject(cell), changes }
            }
            _ => {
                let subject = format!("指標の値{count}個の入力");
                Commit { op: Op::EditSeveral(Noun::Observation), subject, changes }
            }
        }
    }

    /// What is edited, by name.
    fn subject(&self, cell: FigureCell) -> String {
        let name = self.book.indicator(cell.indicator()).map(|row| row.name.clone());
        let name = name.unwrap_or_default();
        match cell.year() {
            Some(year) => format!("{name}（{}）", self.book.year_label(year)),
            None => name,
        }
    }

    fn store(&self, cells: impl IntoIterator<Item = (FigureCell, Figure)>) -> Action<Message> {
        let commit = self.write(cells);
        if commit.changes.is_empty() { Action::None } else { Request::Commit(commit).into() }
    }

    /// The marked cells that may be written.
    fn writable(&self) -> Vec<FigureCell> {
        let marked = self.marked().into_iter().flatten().flatten().map(Cursor::cell);
        marked.filter(|cell| self.can_write(*cell)).collect()
    }

    /// The same with every marked cell that may be written, where there is something to be done with
    /// it; else why there is not.
    fn each(
        &mut self,
        figure: impl Fn(&Self, FigureCell) -> Result<Figure, String>,
    ) -> Action<Message> {
        let cells = self.writable();
        let Some(cell) = self.cell() else { return Action::None };
        if cells.is_empty() {
            return self.refuse(cell);
        }
        let (mut written, mut why) = (Vec::new(), None);
        for cell in cells {
            match figure(self, cell) {
                Ok(figure) => written.push((cell, figure)),
                Err(reason) => why = why.or(Some(reason)),
            }
        }
        match (why, self.store(written)) {
            (Some(why), Action::None) => self.tell_why(why),
            (_, action) => action,
        }
    }

    pub(super) fn clear(&mut self) -> Action<Message> {
        self.each(|_, _| Ok(Figure::Blank))
    }

    /// The same figure, marked 速報値 where what it replaces is: a figure that is taken for final by
    /// mistake is printed as such and nobody looks at it again, while a mark that was forgotten is
    /// found by 点検. As the format of a cell in a spreadsheet, the mark stays until it is taken off.
    fn marked_as(&self, cell: FigureCell, figure: Figure) -> Figure {
        if self.figure(cell).is_provisional() { figure.with_provisional(true) } else { figure }
    }

    /// What stood there the year before: the actual for an actual, the target for a target.
    pub(super) fn fill(&mut self) -> Action<Message> {
        self.each(|screen, cell| {
            let last_year = cell.last_year().ok_or("前年度の値があるのは、年度の欄だけです。")?;
            match screen.figure(last_year) {
                Figure::Blank => Err("前年度の値が入力されていません。".to_owned()),
                // That nothing was known last year tells nothing of this one.
                state @ (Figure::Pending | Figure::Unpublished) => {
                    Err(format!("前年度は「{state}」で、値がありません。"))
                }
                figure if figure == screen.figure(cell) => {
                    Err("前年度と同じ値が入っています。".to_owned())
                }
                figure => Ok(screen.marked_as(cell, figure.clone())),
            }
        })
    }

    pub(super) fn state(&mut self, state: State) -> Action<Message> {
        if let (State::Provisional, Some(entry)) = (state, &mut self.entry) {
            if state.suits(entry.cell) {
                entry.mark(&self.book);
            }
            let focused = operation::focus(cell_id());
            return focused.chain(operation::move_cursor_to_end(cell_id())).into();
        }
        // Where some are marked and some are not, all are marked.
        let cells = self.writable();
        let can_be = |figure: &&Figure| (*figure).clone().with_provisional(true).is_provisional();
        let figures = cells.iter().map(|cell| self.figure(*cell)).filter(can_be);
        let figures: Vec<&Figure> = figures.collect();
        let provisional = figures.is_empty() || !figures.into_iter().all(Figure::is_provisional);
        self.each(|screen, cell| {
            if !state.suits(cell) {
                return Err(format!("「{}」は、実績と基準値に付けます。", state.name()));
            }
            let figure = state.of(screen.figure(cell), provisional);
            figure.ok_or_else(|| "「速報値」は、入力した値に付けます。".to_owned())
        })
    }

    /// The marked cells go to the clipboard.
    pub(super) fn copy(&self, clears: bool) -> Action<Message> {
        let marked = self.marked();
        let count = marked.iter().flatten().flatten().count();
        let text = |cursor: &Option<Cursor>| {
            let figure = cursor.map(|it| self.figure(it.cell()));
            figure.map(ToString::to_string).unwrap_or_default()
        };
        let rows = marked.iter().map(|row| row.iter().map(text).collect());
        let text = match cells::copied_block(rows) {
            Ok(text) => text,
            Err(error) => return Request::Notify((&error).into()).into(),
        };
        let status = format!("{count}個の値をコピーしました。Excelにも貼り付けられます。");
        let copied: Action<Message> = Request::Copy { text, status }.into();
        match (clears, copied) {
            // The clipboard is written first: what is cleared is in it.
            (true, Action::Request(Request::Copy { text, .. })) => {
                let cleared = iced::Task::done(Message::Cleared);
                Action::Run(iced::clipboard::write(text).chain(cleared))
            }
            (_, copied) => copied,
        }
    }

    /// What is pasted is put down from the first marked cell on; one value alone into each of them.
    pub(super) fn paste(&mut self, text: &str) -> Action<Message> {
        let rows = cells::pasted_block(text);
        let Some(cursor) = self.cursor else { return Action::None };
        let width = rows.iter().map(Vec::len).max().unwrap_or(0);
        if width == 0 {
            return Action::None;
        }
        if let ([row], Some(_)) = (rows.as_slice(), self.anchor)
            && let [only] = row.as_slice()
        {
            return self.each(|screen, cell| Ok(screen.pasted(cell, only)));
        }
        let start = self.marked().into_iter().flatten().flatten().next().unwrap_or(cursor);
        let places = cursor::spread(start, rows.len(), width, &self.listed, &self.columns);
        let mut cells = Vec::new();
        let (mut refused, mut last) = (0, start);
        for (row, places) in rows.iter().zip(&places) {
            for (text, place) in row.iter().zip(places) {
                match place {
                    Some(place) if self.can_write(place.cell()) => {
                        cells.push((place.cell(), self.pasted(place.cell(), text)));
                        last = *place;
                    }
                    None if text.trim().is_empty() => {}
                    Some(place)
                        if self.pasted(place.cell(), text) == *self.figure(place.cell()) => {}
                    _ => refused += 1,
                }
            }
        }
        if cells.is_empty() {
            return self.refuse(start.cell());
        }
        (self.anchor, self.cursor) = ((last != start).then_some(last), Some(start));
        self.mark();
        let count = cells.len();
        let marked = cells.iter().filter(|(cell, _)| self.figure(*cell).is_provisional()).count();
        let commit = self.write(cells);
        if commit.changes.is_empty() {
            return Action::None;
        }
        let mut told = format!("{count}個の値を貼り付けました。");
        if refused > 0 {
            told += &format!("書き換えられない{refused}個は元のままです。");
        }
        if marked > 0 {
            told += &format!("{marked}個は速報値のままです（確定した値なら Alt+4）。");
        }
        self.told = Some(Told::Done(told));
        Request::Commit(commit).into()
    }

    /// What a pasted text is read as in a cell.
    fn pasted(&self, cell: FigureCell, text: &str) -> Figure {
        self.marked_as(cell, Figure::parse(text, self.book.unit(cell)))
    }
}
