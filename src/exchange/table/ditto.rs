//! Cells that say the same as the one above: 〃, 同上.

use super::columns::Column;
use super::layout::Layout;
use crate::domain::text::is_ditto;
use crate::exchange::grid::{Cell, Grid, Row, Value};
use std::borrow::Cow;

/// A sheet in which such cells hold what stands above them. The texts of the years are left as they
/// are: nobody can know which text is meant.
pub(super) fn filled<'a>(grid: &'a Grid, layout: &Layout) -> Cow<'a, Grid> {
    let columns = layout.columns.iter().filter(|titled| may_refer(titled.column));
    let columns: Vec<usize> = columns.map(|titled| titled.at).collect();
    let of_measure = layout.columns.iter().filter(|titled| {
        matches!(titled.column, Column::Name | Column::Number | Column::NumberPath)
    });
    let of_measure: Vec<usize> = of_measure.map(|titled| titled.at).collect();
    let mut filled = Cow::Borrowed(grid);
    let rows = grid.rows.get(layout.end()..).unwrap_or_default();
    let refer = |row: &Row| columns.iter().any(|at| is_ditto(row.cell(*at).text()));
    if !rows.iter().any(refer) {
        return filled;
    }
    // A heading that comes again is above nothing.
    let repeated: Vec<bool> = grid.rows.iter().map(|row| layout.is_repeated(grid, row)).collect();
    for at in columns.into_iter().filter(|at| !has_trends(rows, *at)) {
        let mut above: Option<usize> = None;
        for index in layout.end()..grid.rows.len() {
            let Some(row) = grid.rows.get(index) else { break };
            let cell = row.cell(at);
            if cell.is_blank() {
                continue;
            }
            match above.filter(|_| is_ditto(cell.text())) {
                Some(above) => {
                    let text = filled.rows.get(above).map(|row| row.cell(at).text().to_owned());
                    let row = filled.to_mut().rows.get_mut(index);
                    if let (Some(cell), Some(text)) =
                        (row.and_then(|it| it.cells.get_mut(at)), text)
                    {
                        // A row that names its measure so goes on with it.
                        let is_of_measure = of_measure.contains(&at);
                        let value = Value::Text(text);
                        *cell = Cell { value, carried: is_of_measure, ..cell.clone() };
                    }
                }
                // A heading across the sheet stands in no column.
                None if row.own().count() > 1
                    && !is_ditto(cell.text())
                    && repeated.get(index) == Some(&false) =>
                {
                    above = Some(index);
                }
                None => {}
            }
        }
    }
    filled
}

/// Whether arrows of several kinds stand in a column, which say how things go: ↑, →.
pub(super) fn has_trends(rows: &[Row], at: usize) -> bool {
    const ARROWS: [&str; 10] = ["→", "⇒", "↑", "↓", "↗", "↘", "⇗", "⇘", "⇧", "⇩"];
    let mut arrows = rows.iter().map(|row| row.cell(at).text().trim());
    let Some(first) = arrows.find(|text| ARROWS.contains(text)) else { return false };
    arrows.any(|text| text != first && ARROWS.contains(&text))
}

fn may_refer(column: Column) -> bool {
    column.is_of_level()
        || matches!(
            column,
            Column::Number
                | Column::NumberPath
                | Column::Name
                | Column::Description
                | Column::Lead(_)
                | Column::Related
                | Column::Status(_)
                | Column::Year
        )
}
