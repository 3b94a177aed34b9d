//! Random edits of all kinds, as a clerk could make them.

use super::*;
use proptest::prelude::*;
use shinchoku::domain::{
    Amendment, Approval, Department, Direction, DirectionId, Figure, FiscalYear, Goal, GoalId, Hue,
    Indicator, MeasureId, NumberStyle, Observation, OutlineKey, Period, Position, ProgressStatus,
    Year,
};

/// One edit; the numbers choose among what there is.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    kind: u8,
    at: usize,
    to: usize,
    text: String,
}

/// Adds a department that others add under the same name, and has it lead a measure.
const ADDS_A_COMMON_ONE: u8 = 29;

fn edit_of(kinds: impl Strategy<Value = u8>) -> impl Strategy<Value = Edit> {
    (kinds, any::<usize>(), any::<usize>(), "[あ-お]{1,3}").prop_map(|(kind, at, to, text)| Edit {
        kind,
        at,
        to,
        text,
    })
}

pub(super) fn edits() -> impl Strategy<Value = Vec<Edit>> {
    prop::collection::vec(edit_of(0..ADDS_A_COMMON_ONE), 0..8)
}

/// Edits among which others may add the same.
pub(super) fn edits_in_common() -> impl Strategy<Value = Vec<Edit>> {
    let kinds = prop_oneof![3 => 0..ADDS_A_COMMON_ONE, 1 => Just(ADDS_A_COMMON_ONE)];
    prop::collection::vec(edit_of(kinds), 0..8)
}

/// How the names begin that several add.
pub(super) const COMMON: &str = "共通の課";

/// Of which rows an editor may change the fields: those whose place in the first book is theirs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Share {
    pub editor: usize,
    pub of: usize,
}

impl Share {
    /// A row that is the editor's own.
    fn pick<T: Clone>(self, rows: &[T], at: usize) -> Option<T> {
        let own: Vec<&T> = rows.iter().skip(self.editor).step_by(self.of).collect();
        own.get(at % own.len().max(1)).map(|row| (*row).clone())
    }
}

/// What was there before anybody began: the shares are of these.
pub(super) struct Start(Book);

impl Start {
    pub(super) fn of(book: &Book) -> Self {
        Self(book.clone())
    }
}

/// Makes an edit where it can be made.
pub(super) fn make(store: &mut Store, start: &Start, share: Share, edit: &Edit) {
    let book = Book::clone(store.book());
    let Edit { kind, at, to, text } = edit;
    if *kind == 23 {
        let _ = store.undo().unwrap();
        return;
    }
    let records = records(&book, &start.0, share, *kind, *at, *to, text);
    let mut trial = book.clone();
    let mut changes = Vec::new();
    match records {
        Wish::Put(records) => {
            for change in records.into_iter().filter_map(|record| book.put(record)) {
                changes.push(change);
            }
        }
        Wish::Delete(key) => changes = book.remove(key),
        Wish::Nothing => {}
    }
    if !changes.is_empty() && trial.apply(&changes).is_ok() {
        commit(store, changes);
    }
}

enum Wish {
    Put(Vec<Record>),
    Delete(Key),
    Nothing,
}

fn records(
    book: &Book,
    start: &Book,
    share: Share,
    kind: u8,
    at: usize,
    to: usize,
    text: &str,
) -> Wish {
    let put = |record: Option<Record>| Wish::Put(record.into_iter().collect());
    let measures: Vec<MeasureId> = start.listed().iter().map(|(.., row)| row.id).collect();
    let measure = share.pick(&measures, at).and_then(|id| book.measure(id)).cloned();
    let departments: Vec<_> = start.departments().iter().map(|row| row.id).collect();
    let department = share.pick(&departments, at).and_then(|id| book.department(id)).cloned();
    let statuses: Vec<_> = start.statuses().iter().map(|row| row.id).collect();
    let status = share.pick(&statuses, at).and_then(|id| book.status(id)).cloned();
    let indicators: Vec<_> = start.indicators().iter().map(|row| row.id).collect();
    let indicator = share.pick(&indicators, at).and_then(|id| book.indicator(id)).cloned();
    let goals: Vec<_> = start.goals().iter().map(|row| row.id).collect();
    let goal = share.pick(&goals, at).and_then(|id| book.goal(id)).cloned();
    let directions: Vec<_> =
        goals.iter().flat_map(|id| start.directions(*id)).map(|row| row.id).collect();
    let direction = share.pick(&directions, at).and_then(|id| book.direction(id)).cloned();
    let any_direction = directions.get(to % directions.len().max(1)).copied();
    // What others refer to is never deleted here: a share has nothing that others need.
    let any_department = departments.get(to % departments.len().max(1)).copied();
    let year = start.years().map(|row| row.year).nth(to % 2).unwrap_or(FiscalYear(2023));
    let entry = measure.as_ref().map(|row| {
        let blank = || Implementation::blank(row.id, year);
        book.implementation(row.id, year).cloned().unwrap_or_else(blank)
    });
    let any_status = statuses.get(to % statuses.len().max(1)).copied();
    match kind {
        0..=3 => put(entry.map(|it| {
            let status = it.status;
            Record::Implementation(it.rewritten(status, format!("・{text}。\n・{to}")))
        })),
        4 => put(entry.map(|it| {
            let narrative = it.narrative.clone();
            Record::Implementation(it.rewritten(any_status, narrative))
        })),
        5 => put(entry.map(|it| Record::Implementation(it.approved(Approval::Department)))),
        6 => put(entry.map(|it| Record::Implementation(it.sent_back(text.to_owned())))),
        7 => put(measure.map(|it| Record::Measure(Measure { name: text.to_owned(), ..it }))),
        8 => put(measure.map(|it| Record::Measure(Measure { description: text.to_owned(), ..it }))),
        9 => put(measure.map(|it| {
            let number = u32::try_from(to % 100).unwrap_or_default();
            let year = |at: usize| FiscalYear(2010 + i32::try_from(at % 10).unwrap_or_default());
            let period = Period { first: Some(year(to)), last: Some(year(to / 10)) };
            let period = if period.check().is_ok() { period } else { Period::default() };
            Record::Measure(Measure { number, retired: !it.retired, period, ..it })
        })),
        10 => put(measure.zip(any_direction).map(|(it, direction)| {
            Record::Measure(Measure { direction, position: Position::nth(to % 50), ..it })
        })),
        11 => put(measure.zip(any_department).map(|(mut it, department)| {
            it.lead = vec![department];
            it.related.retain(|id| *id != department);
            Record::Measure(it)
        })),
        12 => measure.map_or(Wish::Nothing, |it| Wish::Delete(Key::Measure(it.id))),
        13 => put(measure
            .or_else(|| book.listed().first().map(|(.., it)| (*it).clone()))
            .zip(any_direction)
            .map(|(it, direction)| {
                let (id, name) = (MeasureId::new(), text.to_owned());
                Record::Measure(Measure { id, name, direction, ..it })
            })),
        14 => put(department.map(|it| {
            Record::Department(Department { contact: text.to_owned(), retired: !it.retired, ..it })
        })),
        15 => {
            // Names of their own: those that two add are further below.
            let name = format!("{}{text}{to}課", share.editor);
            put(Some(Record::Department(Department::new(name, Position::nth(to % 50)))))
        }
        16 => put(status.map(|it| {
            let hue = Hue::ALL[to % Hue::ALL.len()];
            let [mark, meaning] = [text.to_owned(), text.repeat(2)];
            Record::Status(ProgressStatus { hue, done: !it.done, mark, meaning, ..it })
        })),
        17 => {
            let year = FiscalYear(2030 + i32::try_from(to % 3).unwrap_or_default());
            put(Some(Record::Year(Year { year, closed: false })))
        }
        18 => put(goal.map(|it| Record::Goal(Goal { name: text.to_owned(), ..it }))),
        19 => put(direction.map(|it| {
            Record::Direction(Direction {
                name: text.to_owned(),
                position: Position::nth(to % 9),
                ..it
            })
        })),
        20 => {
            let goal = GoalId::new();
            let direction = DirectionId::new();
            let (name, position) = (text.to_owned(), Position::nth(to % 9));
            Wish::Put(vec![
                Record::Goal(Goal {
                    id: goal,
                    number: 9,
                    label: String::new(),
                    name: name.clone(),
                    position,
                }),
                Record::Direction(Direction { id: direction, goal, number: 1, name, position }),
            ])
        }
        21 if share.editor == 0 => {
            let plan = book.plan().clone();
            Wish::Put(vec![Record::Plan(if to.is_multiple_of(2) {
                Plan { title: text.to_owned(), ..plan }
            } else {
                Plan { number_style: NumberStyle::ALL[to % NumberStyle::ALL.len()], ..plan }
            })])
        }
        22 => {
            let template = share.pick(&start.templates(), at).and_then(|it| book.template(it.id));
            put(template.cloned().map(|mut it| {
                it.settings.note = text.to_owned();
                Record::Template(it)
            }))
        }
        24 | 25 => put(indicator.map(|it| {
            let blank = || Observation::blank(it.id, year);
            let row = book.observation(it.id, year).cloned().unwrap_or_else(blank);
            let figure = Figure::parse(&(to % 10_000).to_string(), "");
            Record::Observation(match to % 4 {
                0 => Observation { target: figure, ..row },
                1 => Observation { cause: text.to_owned(), approval: Approval::None, ..row },
                2 => Observation { approval: Approval::Department, ..row },
                _ => Observation { actual: figure, approval: Approval::None, ..row },
            })
        })),
        26 => put(indicator.zip(any_direction).map(|(it, direction)| {
            Record::Indicator(Box::new(match to % 3 {
                0 => Indicator { name: text.to_owned(), ..it },
                1 => Indicator { at: vec![OutlineKey::Direction(direction)], ..it },
                _ => Indicator { target: Figure::parse(&to.to_string(), ""), ..it },
            }))
        })),
        27 => match (to % 3, indicator) {
            (0, Some(it)) => Wish::Delete(Key::Indicator(it.id)),
            (_, Some(it)) => put(Some(Record::Amendment(Amendment {
                unit: text.to_owned(),
                ..Amendment::blank(it.id, year)
            }))),
            (_, None) => Wish::Nothing,
        },
        28 => put(measure.map(|it| {
            let at = OutlineKey::Measure(it.id);
            Record::Indicator(Box::new(Indicator::new(text, at, Position::nth(to % 50))))
        })),
        ADDS_A_COMMON_ONE => {
            let name = format!("{COMMON}{}", to % 2);
            let known = book.department_named(&name).cloned();
            let department = known.unwrap_or_else(|| Department::new(name, Position::nth(to % 50)));
            let led = measure.map(|it| {
                let related = it.related.iter().copied().filter(|id| *id != department.id);
                let (lead, related) = (vec![department.id], related.collect());
                Record::Measure(Measure { lead, related, ..it })
            });
            Wish::Put(std::iter::once(Record::Department(department)).chain(led).collect())
        }
        _ => Wish::Nothing,
    }
}
