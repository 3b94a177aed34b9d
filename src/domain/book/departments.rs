//! Who answers for a measure in a year: its departments, and those that took over from them.

use super::Book;
use crate::domain::{Change, Department, DepartmentId, FiscalYear, Measure, Record};
use std::collections::BTreeMap;

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

    /// [`department_as_of`](Self::department_as_of) for each department that there is or was: for who
    /// asks it of every measure.
    pub fn departments_as_of(&self, year: FiscalYear) -> BTreeMap<DepartmentId, &Department> {
        let ids = self.tables.departments.keys().copied();
        ids.filter_map(|id| Some((id, self.department_as_of(id, year)?))).collect()
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

    /// The departments that this one has taken over from, directly.
    pub fn ended_into(&self, id: DepartmentId) -> Vec<&Department> {
        let ended = |row: &&Department| row.successor.is_some_and(|it| it.into == id);
        self.departments().into_iter().filter(ended).collect()
    }

    /// The changes that put one department in the place of another in every measure. One that was
    /// there already is named once, and leads where either did.
    pub fn reassign(&self, from: DepartmentId, into: DepartmentId) -> Vec<Change> {
        let listed = self.listed().into_iter().map(|(_, _, measure)| measure.clone());
        let moved = listed.filter(|measure| measure.involves(from)).map(|mut measure| {
            for ids in [&mut measure.lead, &mut measure.related] {
                let there = ids.contains(&into);
                ids.retain(|id| !(there && *id == from));
                ids.iter_mut().filter(|id| **id == from).for_each(|id| *id = into);
            }
            if measure.lead.contains(&into) {
                measure.related.retain(|id| *id != into);
            }
            measure
        });
        moved.filter_map(|measure| self.put(Record::Measure(measure))).collect()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Direction, DirectionId, Goal, GoalId, MeasureId, Plan, Position, Succession,
    };

    const YEAR: FiscalYear = FiscalYear(2024);

    /// A book with departments and a measure that some of them lead and others are related to, by
    /// number.
    fn book(lead: &[usize], related: &[usize]) -> (Book, Vec<Department>, MeasureId) {
        let names = ["農政課", "商工課", "観光課"];
        let rows = names.map(|name| Department::new(name, Position::FIRST)).to_vec();
        let ids = |of: &[usize]| of.iter().map(|at| rows[*at].id).collect();
        let (goal, direction, id) = (GoalId::new(), DirectionId::new(), MeasureId::new());
        let (number, position, name) = (1, Position::FIRST, String::new());
        let heading =
            Goal { id: goal, number, label: String::new(), name: "まち".into(), position };
        let measure = Measure {
            id,
            lead: ids(lead),
            related: ids(related),
            ..Measure::new(direction, number, "直売所", position)
        };
        let records = rows.clone().into_iter().map(Record::Department).chain([
            Record::Goal(heading),
            Record::Direction(Direction { id: direction, goal, number, name, position }),
            Record::Measure(measure),
        ]);
        let mut book = Book::new(Plan::new("", "計画"));
        book.apply(&records.map(Change::add).collect::<Vec<_>>()).unwrap();
        (book, rows, id)
    }

    /// The departments of the measure, by number.
    fn of(book: &Book, rows: &[Department], id: MeasureId) -> [Vec<usize>; 2] {
        let measure = book.measure(id).unwrap();
        [&measure.lead, &measure.related].map(|ids| {
            ids.iter().map(|id| rows.iter().position(|row| row.id == *id).unwrap()).collect()
        })
    }

    #[test]
    fn who_takes_over_is_named_once_and_leads_where_either_did() {
        for (lead, related, expected) in [
            (vec![0, 2], vec![], [vec![1, 2], vec![]]),
            (vec![0, 1], vec![2], [vec![1], vec![2]]),
            (vec![2], vec![0, 1], [vec![2], vec![1]]),
            (vec![1], vec![0, 2], [vec![1], vec![2]]),
            (vec![0], vec![2, 1], [vec![1], vec![2]]),
        ] {
            let (mut book, rows, id) = book(&lead, &related);
            let changes = book.reassign(rows[0].id, rows[1].id);
            book.apply(&changes).unwrap();
            assert_eq!(of(&book, &rows, id), expected, "{lead:?} {related:?}");
            assert_eq!(book.uses(crate::domain::Key::Department(rows[0].id)), 0);
        }
    }

    #[test]
    fn departments_are_named_as_of_a_year() {
        let (mut book, rows, id) = book(&[0, 1], &[2]);
        let change = |row: &Department, into: &Department, from| {
            let successor = Some(Succession { into: into.id, from });
            Record::Department(Department { successor, ..row.clone() })
        };
        // 農政課 became 商工課 in 2024, and 商工課 became 観光課 in 2025.
        for record in [change(&rows[0], &rows[1], YEAR), change(&rows[1], &rows[2], YEAR.next())] {
            let change = book.put(record);
            book.apply(&change.into_iter().collect::<Vec<_>>()).unwrap();
        }
        let measure = book.measure(id).unwrap();
        let names =
            |of: Vec<&Department>| of.iter().map(|row| row.name.clone()).collect::<Vec<_>>();
        let named = |year| {
            (names(book.lead_as_of(measure, year)), names(book.related_as_of(measure, year)))
        };
        let both = vec!["農政課".to_owned(), "商工課".to_owned()];
        let one = |name: &str| vec![name.to_owned()];
        assert_eq!(named(None), (both.clone(), one("観光課")));
        assert_eq!(named(Some(YEAR.previous())), (both, one("観光課")));
        assert_eq!(named(Some(YEAR)), (one("商工課"), one("観光課")));
        assert_eq!(named(Some(YEAR.next())), (one("観光課"), Vec::new()));
        assert!(book.is_led_by(measure, rows[2].id, Some(YEAR.next())));
        assert!(!book.is_led_by(measure, rows[2].id, Some(YEAR)));
        assert_eq!(names(book.ended_into(rows[1].id)), one("農政課"));
    }
}
