//! Rows that go on with the measure above.

use super::{Sheet, is_note, is_of_years, is_total};
use crate::exchange::doubt::Question;
use crate::exchange::grid::{Cell, Row};
use crate::exchange::table::columns::Column;
use crate::exchange::table::{departments, narrative, title};

impl Sheet<'_> {
    /// Whether a row goes on with the measure above: their names are one merged cell, or it has none
    /// and tells of a further year or another department.
    pub(crate) fn continues(&self, row: &Row) -> bool {
        let cell = |column| self.column(column).map(|titled| row.cell(titled.at));
        let goes_on = |row| {
            self.tells_of_a_year(row)
                || self.text(row, Column::Kind).is_some()
                || self.names_departments(row)
                || self.is_further_text(row)
        };
        let is_open = |row| !self.is_struck(row) && !self.is_whole(row) && goes_on(row);
        if self.name_of_level(row).is_some() {
            return false;
        }
        cell(Column::Name).is_some_and(|name| name.carried || (name.is_blank() && is_open(row)))
            && [Column::Number, Column::NumberPath]
                .into_iter()
                .filter_map(cell)
                .all(|number| number.carried || number.is_blank())
    }

    /// Whether the name of a row is struck out, so that the row is one of its own.
    pub(crate) fn is_struck(&self, row: &Row) -> bool {
        let at = self.column(Column::Name).map(|titled| titled.at);
        self.grid.omitted.iter().any(|omitted| {
            omitted.row == row.number
                && Some(omitted.column) == at
                && omitted.question == Question::Struck
        })
    }

    /// Whether a row says all that a measure has but its name: departments and a status of its own.
    fn is_whole(&self, row: &Row) -> bool {
        let columns = self.layout.columns.iter();
        let mut statuses = columns.filter(|it| matches!(it.column, Column::Status(_)));
        let is_own = |at: usize| !row.cell(at).carried && !row.cell(at).is_blank();
        self.names_departments(row) && statuses.any(|titled| is_own(titled.at))
    }

    /// Whether a row right below another holds nothing but more of its texts.
    fn is_further_text(&self, row: &Row) -> bool {
        let above = row.number.saturating_sub(1);
        let has_above = self.grid.rows.binary_search_by_key(&above, |it| it.number).is_ok();
        let column = |at: usize| self.layout.columns.iter().find(|it| it.at == at);
        let is_text = |at: usize| column(at).is_some_and(|it| is_of_years(it.column));
        let mut own = row.own();
        let is_fitting = |(at, cell): (usize, &Cell)| {
            let is_aside = is_note(cell.text())
                || title::is_furniture(cell.text())
                || is_total(cell.text())
                || ["担当", "作成", "事務局"]
                    .iter()
                    .any(|it| cell.text().trim_start().starts_with(it));
            !is_aside
                && match column(at) {
                    Some(it) => is_of_years(it.column) || it.column == Column::Description,
                    None => true,
                }
        };
        row.own().any(|(at, _)| is_text(at)) && own.all(is_fitting) && has_above
    }

    /// Whether a row has leading departments of its own.
    fn names_departments(&self, row: &Row) -> bool {
        let (lead, _) = self.own_departments(row);
        lead.is_some_and(|names| names.iter().all(|name| departments::is_department(name)))
    }

    fn tells_of_a_year(&self, row: &Row) -> bool {
        self.layout.columns.iter().any(|titled| match titled.column {
            Column::Year => !row.cell(titled.at).is_blank(),
            Column::Narratives(_) => narrative::begins_with_year(row.cell(titled.at).text()),
            _ => false,
        })
    }
}
