//! What stands above the rows of a list: titles, and the headings of its columns.

use super::Reader;
use crate::domain::fold::fold_case;
use crate::domain::{self, Field, FieldValue};
use crate::exchange::account::Fate;
use crate::exchange::doubt::Question;
use crate::exchange::listing::Ignored;
use crate::exchange::table::columns::{self, Column};
use crate::exchange::table::headings;
use crate::exchange::table::sheet::{Part, Sheet};
use crate::exchange::table::title;
use crate::exchange::table::years::first_reiwa;

impl Reader<'_> {
    /// Takes the goals, the directions and the title that stand above the headings.
    pub(super) fn read_above(&mut self, sheet: &mut Sheet<'_>) -> title::Title {
        let (grid, layout) = (sheet.grid, sheet.layout);
        let is_first = self.listing.accounts.len() <= sheet.index;
        if let Some(goal) = grid.name.as_deref().and_then(headings::goal).filter(|_| is_first) {
            self.enter_goal(goal, sheet.place(layout.first));
            self.tab = self.goal;
        }
        let mut titles = Vec::new();
        for (index, row) in sheet.above().iter().enumerate() {
            if Part::begun_by(row).is_some_and(|part| part.year.is_some()) {
                let is_hidden = grid.hidden.rows.contains(&row.number);
                let is_title = |text: &str| {
                    title::year_alone(text).is_some() && headings::direction(text).is_none()
                };
                let texts = row.own().map(|(_, cell)| cell.text());
                titles.extend(texts.filter(|text| !is_hidden && is_title(text)));
                let hidden = Fate::Told(Question::AboveList);
                self.account.settle_row(row, if is_hidden { hidden } else { Fate::Title });
                continue;
            }
            // In a row of several cells they are those of another table.
            let is_table = row.own().count() > 2;
            for (at, cell) in row.own() {
                if let Some(goal) = headings::goal(cell.text()).filter(|_| !is_table) {
                    self.enter_goal(goal, sheet.place(index));
                } else if let Some(direction) = headings::direction(cell.text())
                    .filter(|_| !is_table)
                    .filter(|_| self.goal.is_some() || sheet.marks.has_kind(cell.text()))
                {
                    self.enter_direction(direction, sheet.place(index));
                } else {
                    if !grid.hidden.rows.contains(&row.number) {
                        titles.push(cell.text());
                    }
                    continue;
                }
                self.account.settle(row.number, at, Fate::Heading);
            }
        }
        let repeatable = titles.iter().filter(|text| !columns::tells_figure(text));
        let title = title::parse(&titles);
        let of_title = repeatable.map(|text| (fold_case(text), title::is_of(text, &title)));
        sheet.titles.extend(of_title);
        self.take_header(&title, sheet);
        for row in sheet.above() {
            for (at, cell) in row.own() {
                let is_hidden = grid.hidden.rows.contains(&row.number);
                // In a row of several cells a number or a year is one of a table.
                let is_value = row.own().count() > 1
                    && (title::year_alone(cell.text()).is_some() || title::is_value(cell.text()));
                let is_title = !is_hidden && !is_value && title::is_of(cell.text(), &title);
                let fate = if is_title { Fate::Title } else { Fate::Told(Question::AboveList) };
                self.account.settle(row.number, at, fate);
            }
        }
        title
    }

    /// Notes what the title and the headings say.
    fn take_header(&mut self, title: &title::Title, sheet: &Sheet<'_>) {
        let layout = sheet.layout;
        for (field, text) in [
            (Field::Municipality, &title.municipality),
            (Field::PlanName, &title.plan),
            (Field::Title, &title.title),
        ] {
            self.note_of_plan(field, text.clone().map(domain::Value::Text));
        }
        for titled in &layout.columns {
            let reiwa = first_reiwa(&fold_case(&titled.heading));
            self.note_of_plan(Field::FirstReiwa, reiwa.map(|it| it.to_value()));
            if let Column::Narrative(year)
            | Column::Narratives(Some(year))
            | Column::Status(Some(year))
            | Column::Mark(Some(year)) = titled.column
            {
                self.listing.declare(year);
            }
        }
        let hidden = &sheet.grid.hidden;
        let hidden_columns = layout.columns.iter().filter(|titled| hidden.has_column(titled.at));
        let guessed = layout
            .columns
            .iter()
            .filter(|titled| columns::is_guessed(&titled.heading, &titled.lowest));
        let last = layout.end().saturating_sub(1);
        self.listing.doubts.extend(guessed.map(|titled| {
            sheet.doubt(last, Some(titled.at), &titled.heading, Question::GuessedYear)
        }));
        for titled in hidden_columns {
            if !self.listing.hidden_columns.contains(&titled.heading) {
                self.listing.hidden_columns.push(titled.heading.clone());
            }
        }
        let name = sheet.column(Column::Name);
        for heading in &layout.ignored {
            let is_of_names = name.is_some_and(|name| {
                name.at < heading.at && fold_case(&name.heading) == fold_case(&heading.text)
            });
            if is_of_names {
                let question = Question::TableBeside;
                let doubt = sheet.doubt(last, Some(heading.at), &heading.text, question);
                self.listing.doubts.push(doubt);
            }
            let ignored = Ignored { column: heading.at, heading: heading.text.clone() };
            if !self.listing.ignored.contains(&ignored) {
                self.listing.ignored.push(ignored);
            }
        }
    }
}
