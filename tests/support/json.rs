//! A book from the JSON of a published list.

use serde_json::Value;
use shinchoku::domain::{
    Book, Change, Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId,
    Implementation, Measure, MeasureId, Plan, Position, ProgressStatus, Record, StatusId, Year,
};

fn text(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}

fn number(value: &Value) -> u32 {
    value["number"].as_u64().and_then(|number| number.try_into().ok()).unwrap_or(0)
}

fn list<'a>(value: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    value[key].as_array().into_iter().flatten()
}

fn names(value: &Value, key: &str) -> Vec<String> {
    list(value, key).filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The book of a plan in JSON. Statuses are those of the latest year.
pub fn book(json: &[u8]) -> Book {
    let plan: Value = serde_json::from_slice(json).expect("JSON");
    let mut book = Book::new(Plan::new(text(&plan, "municipality"), text(&plan, "plan")));
    let mut put = |record: Record| {
        let changes: Vec<Change> = book.put(record).into_iter().collect();
        if !changes.is_empty() {
            book.apply(&changes).expect("a valid record");
        }
        book.clone()
    };
    let mut departments: Vec<Department> = Vec::new();
    let mut statuses: Vec<ProgressStatus> = Vec::new();
    for (goal_at, goal) in list(&plan, "goals").enumerate() {
        let goal_row = Goal {
            id: GoalId::new(),
            number: number(goal),
            label: text(goal, "label"),
            name: text(goal, "name"),
            position: Position::nth(goal_at),
        };
        let _ = put(Record::Goal(goal_row.clone()));
        for (direction_at, direction) in list(goal, "directions").enumerate() {
            let direction_row = Direction {
                id: DirectionId::new(),
                goal: goal_row.id,
                number: number(direction),
                name: text(direction, "name"),
                position: Position::nth(direction_at),
            };
            let _ = put(Record::Direction(direction_row.clone()));
            for (measure_at, measure) in list(direction, "measures").enumerate() {
                let mut ids = |key| -> Vec<DepartmentId> {
                    let known = |name: String| {
                        let found = departments.iter().find(|it| it.name == name).map(|it| it.id);
                        found.unwrap_or_else(|| {
                            let position = Position::nth(departments.len());
                            let row = Department {
                                id: DepartmentId::new(),
                                name,
                                position,
                                retired: false,
                            };
                            let _ = put(Record::Department(row.clone()));
                            departments.push(row.clone());
                            row.id
                        })
                    };
                    names(measure, key).into_iter().map(known).collect()
                };
                let (lead, related) = (ids("departments"), ids("related_departments"));
                let row = Measure {
                    id: MeasureId::new(),
                    direction: direction_row.id,
                    number: number(measure),
                    name: text(measure, "name"),
                    description: text(measure, "description"),
                    lead,
                    related,
                    position: Position::nth(measure_at),
                    retired: false,
                };
                let _ = put(Record::Measure(row.clone()));
                let name = text(measure, "status");
                let known = statuses.iter().find(|it| it.name == name).map(|it| it.id);
                let status = (!name.is_empty()).then(|| {
                    known.unwrap_or_else(|| {
                        let position = Position::nth(statuses.len());
                        let row = ProgressStatus {
                            id: StatusId::new(),
                            name: name.clone(),
                            position,
                            retired: false,
                        };
                        let _ = put(Record::Status(row.clone()));
                        statuses.push(row.clone());
                        row.id
                    })
                });
                for (year, narrative) in measure["narratives"].as_object().into_iter().flatten() {
                    let year = FiscalYear(year.parse().expect("a year"));
                    let _ = put(Record::Year(Year { year, closed: false }));
                    let _ = put(Record::Implementation(Implementation {
                        measure: row.id,
                        year,
                        status,
                        narrative: narrative.as_str().unwrap_or_default().to_owned(),
                    }));
                }
            }
        }
    }
    book
}
