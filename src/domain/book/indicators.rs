//! The indicators of a plan, and what follows from their figures.

use super::{Book, in_order};
use crate::domain::indicator::{Amendment, Indicator, OutlineKey};
use crate::domain::observation::Observation;
use crate::domain::rate::{Rate, RateInput, RateRule};
use crate::domain::scale::{Basis, Grade, Scale};
use crate::domain::{
    Change, DepartmentId, EntryState, Figure, FiscalYear, GradeId, IndicatorId, Key, Record,
    ScaleId,
};
use rust_decimal::Decimal;

/// By what the figures of a year are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms<'b> {
    pub unit: &'b str,
    pub definition: &'b str,
    /// 最終目標.
    pub target: &'b Figure,
}

impl Book {
    /// 指標 in their order, retired ones included.
    pub fn indicators(&self) -> Vec<&Indicator> {
        let rows = self.tables.indicators.values().map(|row| &**row);
        in_order(rows, |row| (row.position, row.id))
    }

    /// Those that belong to a place of the outline, or are printed again there.
    pub fn indicators_at(&self, at: OutlineKey) -> Vec<&Indicator> {
        let rows = self.tables.indicators.values().map(|row| &**row);
        in_order(rows.filter(|row| row.at.contains(&at)), |row| (row.position, row.id))
    }

    pub fn indicator(&self, id: IndicatorId) -> Option<&Indicator> {
        self.tables.indicators.get(&id).map(|row| &**row)
    }

    /// What is entered for an indicator in a year.
    pub fn observation(&self, indicator: IndicatorId, year: FiscalYear) -> Option<&Observation> {
        self.tables.observations.get(&(indicator, year))
    }

    /// All that is entered for an indicator, earliest year first.
    pub fn observations(&self, indicator: IndicatorId) -> impl Iterator<Item = &Observation> {
        let years = (indicator, FiscalYear(i32::MIN))..=(indicator, FiscalYear(i32::MAX));
        self.tables.observations.range(years).map(|(_, row)| row)
    }

    /// 改定 of an indicator, earliest first.
    pub fn amendments(&self, indicator: IndicatorId) -> impl Iterator<Item = &Amendment> {
        let years = (indicator, FiscalYear(i32::MIN))..=(indicator, FiscalYear(i32::MAX));
        self.tables.amendments.range(years).map(|(_, row)| row)
    }

    /// 評価尺度 in their order, retired ones included.
    pub fn scales(&self) -> Vec<&Scale> {
        in_order(self.tables.scales.values(), |row| (row.position, row.id))
    }

    pub fn scale(&self, id: ScaleId) -> Option<&Scale> {
        self.tables.scales.get(&id)
    }

    /// The scale of that name.
    pub fn scale_named(&self, name: &str) -> Option<&Scale> {
        self.tables.scales.values().find(|row| row.name == name)
    }

    /// The grades of a scale in their order, retired ones included.
    pub fn grades(&self, scale: ScaleId) -> Vec<&Grade> {
        let grades = self.tables.grades.values().filter(|row| row.scale == scale);
        in_order(grades, |row| (row.position, row.id))
    }

    pub fn grade(&self, id: GradeId) -> Option<&Grade> {
        self.tables.grades.get(&id)
    }

    /// The target of a year; blank where none is entered.
    pub fn year_target(&self, indicator: IndicatorId, year: FiscalYear) -> &Figure {
        self.observation(indicator, year).map_or(&Figure::Blank, |row| &row.target)
    }

    /// The actual of a year; blank where none is entered.
    pub fn actual(&self, indicator: IndicatorId, year: FiscalYear) -> &Figure {
        self.observation(indicator, year).map_or(&Figure::Blank, |row| &row.actual)
    }

    /// The departments that enter the figures of an indicator: its own, or those that lead the measure to
    /// which it belongs.
    pub fn indicator_lead<'b>(&'b self, indicator: &'b Indicator) -> &'b [DepartmentId] {
        match indicator.at.first() {
            Some(OutlineKey::Measure(id)) if indicator.lead.is_empty() => {
                self.measure(*id).map_or(&[], |row| &row.lead)
            }
            _ => &indicator.lead,
        }
    }

    /// By what the figures of a year are judged: what was changed since does not count for it.
    pub fn terms<'b>(&'b self, indicator: &'b Indicator, year: FiscalYear) -> Terms<'b> {
        let Indicator { unit, definition, target, .. } = indicator;
        let before = self.amendments(indicator.id).find(|row| year < row.year);
        match before {
            Some(Amendment { unit, definition, target, .. }) => Terms { unit, definition, target },
            None => Terms { unit, definition, target },
        }
    }

    /// By which rule 達成率 of an indicator is reckoned.
    pub const fn rate_rule(&self, indicator: &Indicator) -> RateRule {
        indicator.rate.rule(self.plan.rate_rule)
    }

    /// 達成率 of an indicator in a year; `None` where it has no meaning.
    pub fn rate(&self, indicator: &Indicator, year: FiscalYear) -> Option<Rate> {
        let input = RateInput {
            base: indicator.base.number(),
            target: self.terms(indicator, year).target.number(),
            year_target: self.year_target(indicator.id, year).number(),
            actual: self.actual(indicator.id, year).number(),
        };
        Rate::of(self.rate_rule(indicator), indicator.better, input)
    }

    /// 評価 of an indicator in a year: as it was given, or by the band of its scale.
    pub fn grade_of(&self, indicator: &Indicator, year: FiscalYear) -> Option<&Grade> {
        let given = self.observation(indicator.id, year).and_then(|row| row.grade);
        given.and_then(|id| self.grade(id)).or_else(|| self.grade_by_rate(indicator, year))
    }

    /// The grade that follows from 達成率 of a year: of those whose band it has reached, the one that
    /// begins highest; below all, the first that has no bound and counts.
    pub fn grade_by_rate(&self, indicator: &Indicator, year: FiscalYear) -> Option<&Grade> {
        let scale = self.scale(indicator.scale?)?;
        if scale.basis != Basis::Rate {
            return None;
        }
        let rate = self.rate(indicator, year)?;
        let grades = || self.grades(scale.id).into_iter().filter(|row| !row.retired);
        let reached = grades().filter_map(|row| Some((row.lower.number()?, row)));
        let reached = reached.filter(|(from, _)| rate.has_reached(*from));
        let best = reached.max_by_key(|(from, row)| (*from, std::cmp::Reverse(row.position)));
        best.map(|(_, row)| row)
            .or_else(|| grades().find(|row| row.lower.is_blank() && row.counted))
    }

    /// What the last column says of an indicator by the actuals of these years, in their order.
    pub fn closing(&self, indicator: &Indicator, years: &[FiscalYear]) -> Option<Decimal> {
        let actuals: Vec<Option<Decimal>> =
            years.iter().map(|year| self.actual(indicator.id, *year).number()).collect();
        indicator.closing.of(indicator.base.number(), &actuals)
    }

    /// Whether the actual of a year is still to be entered.
    pub fn lacks_actual(&self, indicator: &Indicator, year: FiscalYear) -> bool {
        indicator.is_asked_for(year) && self.actual(indicator.id, year).is_blank()
    }

    /// How far the figures of a year have come.
    pub fn observation_state(&self, indicator: IndicatorId, year: FiscalYear) -> EntryState {
        self.observation(indicator, year).map_or(EntryState::Missing, Observation::state)
    }

    /// The changes that close a year or open it again, with the grades that follow from the rates as
    /// they are at that moment: later changes of targets and bands do not count for it.
    pub fn close_year(&self, year: FiscalYear, closed: bool) -> Vec<Change> {
        let Some(row) = self.year(year) else { return Vec::new() };
        let grades = self.indicators().into_iter().filter(|_| closed).filter_map(|indicator| {
            let observation = self.observation(indicator.id, year)?.clone();
            let grade = observation.grade.or(Some(self.grade_by_rate(indicator, year)?.id));
            self.put(Record::Observation(Observation { grade, ..observation }))
        });
        let year = crate::domain::Year { closed, ..row.clone() };
        grades.chain(self.put(Record::Year(year))).collect()
    }

    /// The changes that take indicators away from a place that goes: what belongs nowhere else belongs
    /// to the place above.
    pub(super) fn leave(&self, key: Key) -> Vec<Change> {
        let Some(at) = OutlineKey::of(key) else { return Vec::new() };
        let above = match at {
            OutlineKey::Measure(id) => {
                self.measure(id).map(|row| OutlineKey::Direction(row.direction))
            }
            OutlineKey::Direction(id) => self.direction(id).map(|row| OutlineKey::Goal(row.goal)),
            OutlineKey::Goal(_) | OutlineKey::Plan => Some(OutlineKey::Plan),
        };
        let here = self.indicators_at(at).into_iter().cloned();
        let moved = here.filter_map(|mut row| {
            row.at.retain(|other| *other != at);
            if row.at.is_empty() {
                row.at.extend(above);
            }
            self.put(Record::Indicator(Box::new(row)))
        });
        moved.collect()
    }
}

#[cfg(test)]
mod tests;
