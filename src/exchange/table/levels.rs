//! Columns of several levels: which of them holds the names, and what the upper ones are.

use super::columns::Column;
use super::layout::{Heading, Layout};
use super::years::folded;
use crate::exchange::grid::Row;

impl Layout {
    /// 施策 | 事業: of two columns of names the first is that of the directions, where these have none.
    /// 基本方針 | 施策の方向: of two columns of directions the first is that of the goals.
    pub(super) fn part_levels(&mut self, _rows: &[Row]) {
        for (column, upper) in
            [(Column::Name, Column::Direction), (Column::Direction, Column::Goal)]
        {
            let mut same = self.columns.iter().filter(|titled| titled.column == column);
            let (Some(first), Some(second)) = (same.next(), same.next()) else { continue };
            let are_levels = column != Column::Name
                || (first.heading.contains("施策") && second.heading.contains("事業"));
            let first = first.at;
            if are_levels && self.columns.iter().all(|titled| titled.column != upper) {
                self.columns
                    .iter_mut()
                    .filter(|titled| titled.at == first)
                    .for_each(|titled| titled.column = upper);
            }
        }
    }

    /// 部 | 課: of several columns of leading departments the one of 課 has them.
    pub(super) fn choose_departments(&mut self) {
        let is_lead = |column| matches!(column, Column::Lead(_));
        let leads = self.columns.iter().filter(|titled| is_lead(titled.column));
        let rank = |heading: &str| {
            let heading = folded(heading);
            ["課", "課名", "室", "係", "係名", "部署"].iter().position(|end| heading.ends_with(end))
        };
        let best = leads
            .map(|titled| (rank(&titled.lowest).unwrap_or(usize::MAX), titled.at))
            .min()
            .map(|(_, at)| at);
        let (kept, others) = std::mem::take(&mut self.columns)
            .into_iter()
            .partition(|titled| !is_lead(titled.column) || Some(titled.at) == best);
        self.columns = kept;
        let others: Vec<super::layout::Titled> = others;
        self.ignored.extend(others.into_iter().map(Heading::from));
    }
}
