//! What a reader who knows better says of a column.

use super::columns::{self, Column};
use super::departments::Brackets;
use super::layout::{Layout, are_rivals};
use super::titled::{Heading, Titled};
use super::years::years_in;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;

impl Layout {
    /// What a column, counted from 0, is taken for.
    pub fn column_at(&self, at: usize) -> Option<Column> {
        self.columns.iter().find(|titled| titled.at == at).map(|titled| titled.column)
    }

    /// The heading over a column.
    pub fn heading_at(&self, at: usize) -> Option<&str> {
        let titled = self.columns.iter().find(|titled| titled.at == at);
        let ignored = || self.ignored.iter().find(|heading| heading.at == at);
        titled.map(|it| it.heading.as_str()).or_else(|| Some(ignored()?.text.as_str()))
    }

    /// The year that the heading over a column names, where it names one.
    pub fn year_in_heading(&self, at: usize) -> Option<FiscalYear> {
        match years_in(&fold_case(self.heading_at(at)?)).as_slice() {
            [(_, year)] => Some(*year),
            _ => None,
        }
    }

    /// Takes a column for something else, or for nothing. Another column that cannot hold the same
    /// beside it is then taken for nothing.
    pub fn take_as(&mut self, at: usize, column: Option<Column>) {
        let text = self.heading_at(at).unwrap_or_default().to_owned();
        let heading = Heading { at, lowest: text.clone(), text };
        let taken = column.map(|column| Titled::new(heading, column));
        let rivals = self
            .columns
            .iter()
            .filter(|it| taken.as_ref().is_some_and(|taken| are_rivals(it, taken)));
        let rivals = rivals.map(|titled| titled.at);
        let gone: Vec<usize> = rivals.chain([at]).collect();
        let (dropped, kept) =
            std::mem::take(&mut self.columns).into_iter().partition(|it| gone.contains(&it.at));
        self.columns = kept;
        let dropped: Vec<Titled> = dropped;
        // A column without a heading leaves no trace.
        let dropped = dropped.into_iter().filter(|titled| !titled.heading.is_empty());
        self.ignored.extend(dropped.map(Heading::from));
        if let Some(column) = column {
            let known = self.ignored.iter().position(|heading| heading.at == at);
            let none = Heading { at, text: String::new(), lowest: String::new() };
            let heading = known.map_or(none, |known| self.ignored.remove(known));
            self.columns.push(Titled::new(heading, column));
        }
        self.division = self.division.filter(|division| *division != at);
        self.columns.sort_by_key(|titled| titled.at);
        self.ignored.sort_by_key(|heading| heading.at);
        self.settle_brackets();
    }

    /// Brackets in the cells of leading departments are part of a name where related ones have a
    /// column.
    fn settle_brackets(&mut self) {
        let has_related = self.columns.iter().any(|titled| titled.column == Column::Related);
        for titled in &mut self.columns {
            titled.column = match titled.column {
                Column::Lead(_) if has_related => Column::Lead(Brackets::PartOfName),
                Column::Lead(Brackets::PartOfName) => match columns::column(&titled.heading) {
                    Some(Column::Lead(brackets)) => Column::Lead(brackets),
                    _ => Column::Lead(Brackets::Perhaps),
                },
                column => column,
            };
        }
    }
}
