//! What the rows of a sheet say of departments.

use super::Sheet;
use crate::exchange::cell;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::table::columns::Column;
use crate::exchange::table::departments::{self, Brackets, Said};
use crate::exchange::table::layout::Layout;
use crate::exchange::table::titled::Titled;

impl Sheet<'_> {
    /// Whether its tab names a department.
    pub(crate) fn is_of_department(&self) -> bool {
        self.name.as_deref().is_some_and(|name| departments::is_department(name.trim()))
    }

    /// The leading and the related departments.
    pub(crate) fn departments(&self, row: &Row) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let some = |names: &[String]| Some(names.to_vec()).filter(|names| !names.is_empty());
        let named = |at: usize, brackets: Brackets| {
            let cell = Some(row.cell(at)).filter(|cell| !cell.is_blank());
            Some(&self.departments.said(cell?.text(), brackets)?.names)
        };
        let related = self
            .column(Column::Related)
            .and_then(|titled| some(&named(titled.at, Brackets::PartOfName)?.lead));
        let lead = self.layout.columns.iter().find_map(|titled| match titled.column {
            Column::Lead(brackets) => Some((titled.at, brackets)),
            _ => None,
        });
        let Some((at, brackets)) = lead else { return (None, related) };
        if let Some(at) = self.division(row) {
            let names = named(at, Brackets::PartOfName);
            return (names.and_then(|names| some(&names.lead)), related);
        }
        let Some(names) = named(at, brackets) else { return (None, related) };
        match brackets {
            Brackets::PartOfName => (some(&names.lead), related),
            // A cell without a bracket is as one that is empty: it takes nothing away.
            Brackets::Related | Brackets::Perhaps => (some(&names.lead), some(&names.related)),
        }
    }

    /// What a cell says of departments; `None` for one of another column.
    pub(crate) fn said_of_departments<'s>(
        &'s self,
        row: &'s Row,
        titled: &Titled,
    ) -> Option<&'s Said> {
        let brackets = match titled.column {
            Column::Lead(brackets) => brackets,
            Column::Related => Brackets::PartOfName,
            _ => return None,
        };
        self.departments.said(row.cell(titled.at).text(), brackets)
    }

    /// The column of the 部 that leads a measure because no 課 stands beside it.
    pub(crate) fn division(&self, row: &Row) -> Option<usize> {
        let at = self.layout.division?;
        let lead = self.layout.columns.iter().find(|it| matches!(it.column, Column::Lead(_)))?.at;
        let is_none = |row: &Row| {
            let cell = row.cell(lead);
            cell.is_blank() || cell::stands_for_none(cell.text())
        };
        // One that reaches down over several rows leads those below where it leads the first.
        let up_to = self.grid.rows.partition_point(|it| it.number <= row.number);
        let mut above = self.grid.rows.get(..up_to).unwrap_or_default().iter().rev();
        let first = above.find(|it| !it.cell(at).carried)?;
        (!row.cell(at).is_blank() && is_none(row) && is_none(first)).then_some(at)
    }

    /// Whether nothing stands in a row where its leading departments would.
    pub(crate) fn lacks_departments(&self, row: &Row) -> bool {
        let mut columns = self.layout.columns.iter();
        columns.all(|it| !matches!(it.column, Column::Lead(_)) || row.cell(it.at).is_blank())
    }

    /// The departments of a row, but those of a cell that is merged with one above.
    pub(crate) fn own_departments(&self, row: &Row) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let is_carried = |is: fn(Column) -> bool| {
            let mut columns = self.layout.columns.iter().filter(|titled| is(titled.column));
            columns.any(|titled| row.cell(titled.at).carried)
        };
        let (lead, related) = self.departments(row);
        let lead_carried = is_carried(|column| matches!(column, Column::Lead(_)));
        let has_related = self.column(Column::Related).is_some();
        let related_carried = match has_related {
            true => is_carried(|column| column == Column::Related),
            false => lead_carried,
        };
        (lead.filter(|_| !lead_carried), related.filter(|_| !related_carried))
    }
}

/// The departments that the tab of a sheet names, which has no column for them.
pub(super) fn tab_departments(grid: &Grid, layout: &Layout) -> Vec<String> {
    const ENDINGS: [&str; 9] = ["課", "室", "局", "部", "署", "館", "係", "センター", "事務所"];
    let has_column = layout.columns.iter().any(|it| matches!(it.column, Column::Lead(_)));
    let name = grid.name.as_deref().filter(|_| !has_column).unwrap_or_default();
    let names = departments::read(name, Brackets::PartOfName).lead;
    let are = names.iter().all(|name| ENDINGS.iter().any(|end| name.ends_with(end)));
    if are { names } else { Vec::new() }
}

/// Where departments stand, and how those that are related do.
pub(super) fn columns_of_departments(layout: &Layout) -> Vec<(usize, Brackets)> {
    let columns = layout.columns.iter().filter_map(|titled| match titled.column {
        Column::Lead(brackets) => Some((titled.at, brackets)),
        Column::Related => Some((titled.at, Brackets::PartOfName)),
        _ => None,
    });
    columns.chain(layout.division.map(|at| (at, Brackets::PartOfName))).collect()
}
