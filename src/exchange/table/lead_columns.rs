//! Which of several columns of departments names those that lead.

use super::columns::{Column, without_brackets};
use super::departments::is_department;
use super::layout::Layout;
use super::titled::{Heading, Titled, texts_under};
use super::years::years_in;
use crate::domain::FiscalYear;
use crate::domain::fold::fold_case;
use crate::exchange::grid::{Grid, Row};

impl Layout {
    /// 部 | 課: of several columns of leading departments the one of 課 has them, and where that is
    /// empty the one of 部. R5担当課 | R6担当課: of several years the last.
    pub(super) fn choose_departments(&mut self, grid: &Grid) {
        let rows = grid.rows.get(self.end()..).unwrap_or_default();
        self.part_persons(rows);
        let first = self.first;
        let is_wide = |at: usize| grid.rows.get(first).is_some_and(|it| it.cell(at).width == 2);
        self.part_departments(rows, is_wide);
        let is_lead = |column| matches!(column, Column::Lead(_));
        let leads = self.columns.iter().filter(|titled| is_lead(titled.column));
        let rank = |heading: &str| {
            let heading = fold_case(heading);
            ["課", "課名", "室", "係", "係名", "部署"].iter().position(|end| heading.ends_with(end))
        };
        let year = |heading: &str| -> Option<FiscalYear> {
            years_in(&fold_case(heading)).last().map(|(_, year)| *year)
        };
        let best = leads
            .map(|titled| {
                let rank = rank(&titled.lowest).unwrap_or(usize::MAX);
                (std::cmp::Reverse(year(&titled.heading)), rank, titled.at)
            })
            .min()
            .map(|(_, _, at)| at);
        let (kept, others) = std::mem::take(&mut self.columns)
            .into_iter()
            .partition(|titled| !is_lead(titled.column) || Some(titled.at) == best);
        self.columns = kept;
        let others: Vec<Titled> = others;
        let is_division = |titled: &&Titled| {
            let heading = fold_case(&titled.lowest);
            best.is_some_and(|best| titled.at < best)
                && ["部", "部名", "部局", "部局名"].iter().any(|end| heading.ends_with(end))
        };
        let division = others.iter().find(is_division).map(|titled| titled.at);
        self.division = self.division.or(division);
        self.ignored.extend(others.into_iter().map(Heading::from));
    }

    /// 担当者, 担当課長: a person is no department, unless departments stand there.
    fn part_persons(&mut self, rows: &[Row]) {
        const PERSONS: [&str; 7] = ["者", "者名", "長", "長名", "員", "職員名", "氏名"];
        let is_person = |titled: &Titled| {
            let heading = without_brackets(&fold_case(&titled.lowest));
            matches!(titled.column, Column::Lead(_) | Column::Related)
                && PERSONS.iter().any(|end| heading.ends_with(end))
                && texts_under(rows, titled).any(|text| !is_department(&text))
        };
        let (persons, kept): (Vec<Titled>, Vec<Titled>) =
            std::mem::take(&mut self.columns).into_iter().partition(is_person);
        self.columns = kept;
        self.ignored.extend(persons.into_iter().map(Heading::from));
    }

    /// One heading may stand over 部 and 課.
    fn part_departments(&mut self, rows: &[Row], is_wide: impl Fn(usize) -> bool) {
        let mut leads = self.columns.iter().filter(|it| matches!(it.column, Column::Lead(_)));
        let (Some(lead), None) = (leads.next(), leads.next()) else { return };
        let (at, beside) = (lead.at, lead.at + 1);
        let is_free = self.column_at(beside).is_none() && self.heading_at(beside).is_none();
        let texts = |at: usize| {
            let own = rows.iter().map(move |row| row.cell(at).text().trim());
            own.filter(|text| !text.is_empty()).collect::<Vec<&str>>()
        };
        let (uppers, lowers) = (texts(at), texts(beside));
        let are = |texts: &[&str], is: fn(&str) -> bool| {
            texts.iter().filter(|text| is(text)).count() * 2 > texts.len()
        };
        let is_upper = |text: &str| text.ends_with(['部', '局', '会']);
        if is_wide(at) && is_free && are(&uppers, is_upper) && are(&lowers, is_department) {
            let heading = Heading::from(lead.clone());
            self.columns.iter_mut().filter(|it| it.at == at).for_each(|it| it.at = beside);
            self.ignored.push(heading);
            self.division = Some(at);
        }
    }
}
