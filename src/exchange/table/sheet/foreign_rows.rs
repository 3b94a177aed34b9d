//! Tables of other things between and below the measures: what stands in their rows does not fit the
//! columns.

use super::{is_of_years, is_total};
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};
use crate::exchange::table::columns::{self, Column};
use crate::exchange::table::departments;
use crate::exchange::table::headings;
use crate::exchange::table::layout::Layout;
use crate::exchange::table::numbering::number_of;
use std::collections::BTreeSet;

/// What the cells of a column are, where nearly all are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Number,
    Word,
    Department,
    Text,
}

/// The numbers of the rows that belong to other tables. A table is what stands together behind a gap or
/// a line of its own.
pub(super) fn find(grid: &Grid, layout: &Layout) -> BTreeSet<u32> {
    let rows = grid.rows.get(layout.end()..).unwrap_or_default();
    let count = |row: &Row| row.own().take(2).count();
    let lines = grid.rows.get(layout.first..layout.end()).unwrap_or_default();
    let name = layout.columns.iter().find(|it| it.column == Column::Name).map(|it| it.at);
    // At the headings that come again the list goes on.
    let is_head = |row: &Row| {
        let text = name.map_or("", |at| row.cell(at).text());
        !text.is_empty()
            && lines.iter().any(|line| name.is_some_and(|at| line.cell(at).text() == text))
    };
    let is_together = |above: &Row, row: &Row| {
        count(above) > 1 && count(row) > 1 && above.number + 1 == row.number && !is_head(row)
    };
    let mut blocks = rows.chunk_by(is_together).peekable();
    let _ = blocks.next_if(|block| block.iter().any(|row| count(row) > 1));
    let mut found = BTreeSet::new();
    // In our own form a text may be anything.
    let is_ours = layout.columns.iter().any(|it| it.column == Column::GoalLabel);
    if is_ours || blocks.peek().is_none() {
        return found;
    }
    let forms = forms(rows, layout);
    for block in blocks.filter(|block| block.iter().any(|row| count(row) > 1)) {
        if is_foreign(block, &forms, grid, layout) {
            found.extend(block.iter().map(|row| row.number));
        }
    }
    found
}

/// What the cells of the columns are in most rows with a name.
fn forms(rows: &[Row], layout: &Layout) -> Vec<(usize, Column, Form)> {
    let name = layout.columns.iter().find(|it| it.column == Column::Name).map(|it| it.at);
    let of_measures: Vec<&Row> = rows
        .iter()
        .filter(|row| row.own().count() > 1)
        .filter(|row| name.is_some_and(|at| !row.cell(at).is_blank()))
        .collect();
    let columns = layout.columns.iter().filter_map(|titled| {
        let form = match titled.column {
            Column::Number => Form::Number,
            Column::Name | Column::Goal | Column::Direction => Form::Word,
            Column::Lead(_) => Form::Department,
            column if is_of_years(column) => Form::Text,
            _ => return None,
        };
        let texts = || {
            let cells = of_measures.iter().map(|row| row.cell(titled.at).text().trim());
            cells.filter(|text| !text.is_empty())
        };
        let fitting = texts().filter(|text| fits(form, text)).count();
        let is_certain = fitting > 0 && fitting * 2 >= texts().count();
        is_certain.then_some((titled.at, titled.column, form))
    });
    columns.collect()
}

fn fits(form: Form, text: &str) -> bool {
    const SHORTEST: usize = 7;
    match form {
        Form::Number => number_of(text).is_some(),
        Form::Word => !is_bare_number(text),
        Form::Department => departments::is_department(text),
        Form::Text => text.chars().count() >= SHORTEST,
    }
}

fn is_bare_number(text: &str) -> bool {
    fold_case(text).chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '-'))
}

/// Whether what stands in rows does not fit the columns, or their first row heads something else.
fn is_foreign(
    block: &[Row],
    forms: &[(usize, Column, Form)],
    grid: &Grid,
    layout: &Layout,
) -> bool {
    let (mut fitting, mut others) = (0_usize, 0_usize);
    // ①, 第1節 or 基本目標1 before its name.
    let is_of_goals = |row: &Row| {
        row.own().next().is_some_and(|(_, cell)| {
            let whole = format!("{} *", cell.text().trim());
            headings::goal(&whole).is_some()
                || (headings::direction(&whole).is_some() && number_of(cell.text()).is_none())
        })
    };
    let at = |is: fn(Column) -> bool| layout.columns.iter().filter(move |it| is(it.column));
    let is_named =
        |row: &Row| at(|it| it == Column::Name).any(|titled| !row.cell(titled.at).is_blank());
    for row in block {
        let is_aside = (is_of_goals(row) && !is_named(row))
            || row.own().any(|(_, cell)| is_total(cell.text()))
            || layout.is_repeated(grid, row);
        for (at, column, form) in forms.iter().filter(|_| !is_aside) {
            let cell = row.cell(*at);
            match (cell.text().trim(), column) {
                ("", _) => {}
                (text, Column::Name | Column::Goal | Column::Direction) => {
                    others += 2 * usize::from(!fits(*form, text));
                }
                (text, Column::Number) if !fits(*form, text) => others += 2,
                (text, _) if fits(*form, text) => fitting += 1,
                _ => others += 1,
            }
        }
    }
    let is_nameless = !block.iter().any(|row| is_named(row) || is_of_goals(row));
    // What stands in the columns of levels has no measures then.
    let has_levels = block.iter().any(|row| {
        let levels = at(|it| matches!(it, Column::Goal | Column::Direction));
        levels.map(|it| row.cell(it.at)).any(|cell| !cell.carried && !cell.is_blank())
    });
    let is_empty = is_nameless && (fitting + others == 0 || has_levels);
    others > fitting || is_empty || block.first().is_some_and(|row| heads_other(row, grid, layout))
}

/// Whether a row has nothing but words of headings, and is none of the headings of the list.
fn heads_other(row: &Row, grid: &Grid, layout: &Layout) -> bool {
    const LONGEST: usize = 12;
    let known = row.own().filter(|(_, cell)| columns::column(cell.text()).is_some()).count();
    known > 1
        && known * 2 >= row.own().count()
        && row.own().all(|(_, cell)| {
            let text = cell.text().trim();
            text.chars().count() <= LONGEST && number_of(text).is_none()
        })
        && !layout.is_repeated(grid, row)
}
