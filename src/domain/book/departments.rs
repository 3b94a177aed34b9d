//! Who answers for a measure in a year: its departments, and those that took over from them.

use super::Book;
use crate::domain::{Department, DepartmentId, FiscalYear, Measure};

impl Book {
    /// The department that answers in a year for what was this one's: itself, or where 組織改正
    /// ended it the one that took over.
    pub fn department_as_of(&self, id: DepartmentId, year: FiscalYear) -> Option<&Department> {
        let mut department = self.department(id)?;
        // The rules let no way from successor to successor lead back.
        while let Some(succession) = department.successor.filter(|it| it.from <= year) {
            department = self.department(succession.into)?;
        }
        Some(department)
    }

    /// 所管課 in a year, in the order of the measure. Two that have become one are named once.
    pub fn lead_as_of(&self, measure: &Measure, year: Option<FiscalYear>) -> Vec<&Department> {
        self.as_of(&measure.lead, year)
    }

    /// 関連課 in a year, in the order of the measure; none that leads it then.
    pub fn related_as_of(&self, measure: &Measure, year: Option<FiscalYear>) -> Vec<&Department> {
        let lead = self.lead_as_of(measure, year);
        let mut related = self.as_of(&measure.related, year);
        related.retain(|row| lead.iter().all(|lead| lead.id != row.id));
        related
    }

    /// Whether a department leads a measure, by itself or for one that it took over from.
    pub fn is_led_by(&self, measure: &Measure, id: DepartmentId, year: Option<FiscalYear>) -> bool {
        measure.lead.contains(&id) || self.lead_as_of(measure, year).iter().any(|row| row.id == id)
    }

    /// Whether a department is related to a measure, by itself or for one that it took over from.
    pub fn is_related_to(
        &self,
        measure: &Measure,
        id: DepartmentId,
        year: Option<FiscalYear>,
    ) -> bool {
        measure.related.contains(&id)
            || self.related_as_of(measure, year).iter().any(|row| row.id == id)
    }

    /// The departments of a year, each once; without a year, as they are entered.
    fn as_of(&self, ids: &[DepartmentId], year: Option<FiscalYear>) -> Vec<&Department> {
        let mut found: Vec<&Department> = Vec::new();
        for id in ids {
            let department = match year {
                Some(year) => self.department_as_of(*id, year),
                None => self.department(*id),
            };
            found.extend(department.filter(|new| found.iter().all(|old| old.id != new.id)));
        }
        found
    }
}
