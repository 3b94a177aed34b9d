//! Which rows of a table have targets, and which have actuals.

use super::column::FigureColumn;
use super::head::Head;
use super::words::whole;
use crate::exchange::grid::{Grid, Row};

/// Whether a row has targets or actuals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowKind {
    Target,
    Actual,
    /// It may have either.
    Unknown,
}

/// How a table tells its rows apart.
#[derive(Debug)]
pub(super) struct Kinds {
    /// The column that says it.
    column: Option<usize>,
    /// What the two rows of an indicator have, where a legend says it: 上段：目標 下段：実績.
    legend: Option<[RowKind; 2]>,
}

impl Kinds {
    pub(super) fn of(grid: &Grid, head: &Head) -> Self {
        let says = |at: &usize| {
            let rows = grid.rows.get(head.end..).unwrap_or_default();
            rows.iter().any(|row| row_kind(row.cell(*at).text()).is_some())
        };
        let columns = head.columns.iter().filter(|it| it.column == Some(FigureColumn::RowKind));
        let column = columns.map(|it| it.at).find(says);
        let texts = grid.rows.iter().flat_map(|row| row.own().map(|(_, cell)| cell.text()));
        let legend = texts.filter(|text| text.contains("上段")).find_map(legend);
        Self { column, legend }
    }

    /// Whether a row without a name says which figures it has.
    pub(super) fn says(&self, row: &Row) -> bool {
        match self.column {
            Some(at) => row_kind(row.cell(at).text()).is_some(),
            None => self.legend.is_some(),
        }
    }

    /// What a row has, the first (0) or a further one of its indicator; `None` where nothing tells rows
    /// apart and it is the only one.
    pub(super) fn kind(&self, row: &Row, is_one_of_several: bool, line: usize) -> Option<RowKind> {
        if let Some(at) = self.column {
            return Some(row_kind(row.cell(at).text()).unwrap_or(RowKind::Unknown));
        }
        if !is_one_of_several {
            return None;
        }
        let of_line = self.legend.and_then(|legend| legend.get(line).copied());
        Some(of_line.unwrap_or(RowKind::Unknown))
    }
}

fn row_kind(text: &str) -> Option<RowKind> {
    match whole(text).as_str() {
        "目標" | "目標値" | "計画" | "計画値" | "年度目標" | "(目標)" | "目標(計画)"
        | "計画(目標)" | "【目標】" => Some(RowKind::Target),
        "実績" | "実績値" | "(実績)" | "【実績】" | "結果" => Some(RowKind::Actual),
        _ => None,
    }
}

fn legend(text: &str) -> Option<[RowKind; 2]> {
    let text = whole(text);
    let upper = text.split("上段").nth(1)?.split("下段").next()?;
    match (upper.contains("目標") || upper.contains("計画"), upper.contains("実績")) {
        (true, false) => Some([RowKind::Target, RowKind::Actual]),
        (false, true) => Some([RowKind::Actual, RowKind::Target]),
        _ => None,
    }
}
