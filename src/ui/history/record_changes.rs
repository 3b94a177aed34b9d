//! What one commit changed, record by record and field by field, in words.

use crate::domain::{Book, Change, Field, Key, Position, Record, Value};
use crate::words::{self, Names};

/// One record that appeared, changed or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Detail {
    pub act: Act,
    pub key: Key,
    /// Which one: 1-①-2 施策の名称, 産業振興課, …
    pub name: String,
    /// Only those that differ.
    pub fields: Vec<Differing>,
    /// Whether its place among the others changed.
    pub moved: bool,
    /// Whether the record now differs from what it was before.
    pub restorable: bool,
}

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Act {
    Added,
    Changed,
    Deleted,
}

/// A field with its value before and after; empty where there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Differing {
    pub name: &'static str,
    pub before: String,
    pub after: String,
    /// Which it is, where it now differs from what it was before and can be brought back by itself.
    pub restorable: Option<Field>,
}

/// A field of a record, in words.
struct FieldText {
    /// `None` where it is a part of a field.
    field: Option<Field>,
    name: &'static str,
    text: String,
}

/// The details of a commit, in the order in which it made them. Names of other records are those of
/// the book, or of the commit itself where they are no longer there.
pub(crate) fn details(book: &Book, changes: &[Change]) -> Vec<Detail> {
    let reader = Reader(Names::with_changes(book, changes));
    changes.iter().filter_map(|change| reader.detail(change)).collect()
}

struct Reader<'a>(Names<'a>);

impl Reader<'_> {
    fn detail(&self, change: &Change) -> Option<Detail> {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let shown = after.or(before)?;
        let act = match (before, after) {
            (None, _) => Act::Added,
            (_, None) => Act::Deleted,
            (Some(_), Some(_)) => Act::Changed,
        };
        let now = self.0.book.record(shown.key());
        let values = |record: Option<&Record>| record.map(|row| self.fields(row));
        let (old, new, present) = (values(before), values(after), values(now.as_ref()));
        let all = new.as_ref().or(old.as_ref())?;
        let text = |of: &Option<Vec<FieldText>>, at: usize| {
            let value = of.as_ref().and_then(|fields| fields.get(at));
            value.map(|value| value.text.clone()).unwrap_or_default()
        };
        // A consent does not come back to other words.
        let consent_fits = match (before, &now) {
            (Some(then), Some(now)) => now.may_have_consent_of(then),
            (then, now) => then.is_none() || now.is_some(),
        };
        let fields = all.iter().enumerate().map(|(at, value)| {
            let (before, after) = (text(&old, at), text(&new, at));
            // What was added has no earlier value, but for an entry, which was blank.
            let owner = shown.key().owner();
            let was = act == Act::Changed || owner.is_some();
            let stays = now.is_some() || owner.is_some_and(|owner| self.0.book.has(owner));
            let differs = was && stays && text(&present, at) != before;
            let other_words = value.field == Some(Field::Approval) && !consent_fits;
            let restorable = value.field.filter(|_| differs && !other_words);
            Differing { name: value.name, before, after, restorable }
        });
        let place = |record: Option<&Record>| record.and_then(position);
        Some(Detail {
            act,
            key: shown.key(),
            name: self.0.title(shown),
            fields: fields.filter(|field| field.before != field.after).collect(),
            moved: act == Act::Changed && place(before) != place(after),
            restorable: now.as_ref() != before,
        })
    }

    /// The fields of a record, always in the same order for one kind of record.
    fn fields(&self, record: &Record) -> Vec<FieldText> {
        let noun = record.key().noun();
        let mut all = Vec::new();
        for (field, value) in record.fields() {
            let text = match &value {
                // That a record moved among its siblings is listed apart: its number says nothing.
                Value::Place { parent: None, .. } => continue,
                Value::Place { parent: Some(key), .. } => self.0.name(*key),
                Value::Flag(is_set) => words::flag(field, *is_set).to_owned(),
                Value::Settings(settings) => {
                    let parts = words::settings(self.0.book, settings).into_iter();
                    all.extend(parts.map(|(name, text)| FieldText { field: None, name, text }));
                    continue;
                }
                value => self.0.value(value),
            };
            all.push(FieldText { field: Some(field), name: words::field_of(noun, field), text });
        }
        all
    }
}

/// 並び順. Its number says nothing to a reader; that it changed does.
fn position(record: &Record) -> Option<Position> {
    match record.value(Field::Place)? {
        Value::Place { position, .. } => Some(position),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId, Implementation,
        Measure, Plan, ProgressStatus,
    };
    use crate::words::GONE;

    fn department(name: &str) -> Department {
        Department::new(name, Position::FIRST)
    }

    /// A book with one measure that the first of two departments leads.
    fn book() -> (Book, Measure, [Department; 2]) {
        let departments = [department("農政課"), department("商工課")];
        let goal = Goal {
            id: GoalId::new(),
            number: 1,
            label: Goal::default_label(1),
            name: "まち".into(),
            position: Position::FIRST,
        };
        let direction = Direction {
            id: DirectionId::new(),
            goal: goal.id,
            number: 1,
            name: "農".into(),
            position: Position::FIRST,
        };
        let measure = Measure {
            lead: vec![departments[0].id],
            ..Measure::new(direction.id, 2, "直売所の整備", Position::FIRST)
        };
        let rows = [Record::Goal(goal), Record::Direction(direction)]
            .into_iter()
            .chain(departments.clone().map(Record::Department))
            .chain([Record::Measure(measure.clone())]);
        let mut book = Book::new(Plan::new("", "計画"));
        book.apply(&rows.map(Change::add).collect::<Vec<_>>()).unwrap();
        (book, measure, departments)
    }

    fn differing(name: &'static str, before: &str, after: &str) -> Differing {
        Differing { name, before: before.into(), after: after.into(), restorable: None }
    }

    #[test]
    fn a_changed_measure_tells_its_fields_by_name() {
        let (book, before, departments) = book();
        let measure = before.id;
        let after = Measure {
            name: "直売所の拡充".into(),
            lead: departments.iter().map(|row| row.id).collect(),
            position: Position::nth(5),
            ..before
        };
        let change = book.put(Record::Measure(after)).unwrap();
        let expected = Detail {
            act: Act::Changed,
            key: Key::Measure(measure),
            name: "1-①-2 直売所の拡充".into(),
            fields: vec![
                differing("名称", "直売所の整備", "直売所の拡充"),
                differing("所管課", "農政課", "農政課、商工課"),
            ],
            moved: true,
            restorable: false,
        };
        assert_eq!(details(&book, &[change]), [expected]);
    }

    #[test]
    fn what_a_commit_deleted_is_still_called_by_its_name() {
        let (mut book, measure, [lead, _]) = book();
        let status = ProgressStatus::new("実施中", Position::FIRST);
        let entry = Implementation {
            status: Some(status.id),
            narrative: "・開きました。".into(),
            ..Implementation::blank(measure.id, FiscalYear(2024))
        };
        let changes = [
            Change::delete(Record::Implementation(entry)),
            Change::delete(Record::Measure(measure.clone())),
            Change::delete(Record::Status(status)),
            Change::delete(Record::Department(lead)),
        ];
        book.apply(&changes[1..2]).unwrap();
        book.apply(&changes[3..]).unwrap();
        let details_of = details(&book, &changes);
        assert_eq!(details_of[0].name, "1-①-2 直売所の整備（令和6年度）");
        // Nothing of an entry can be brought back alone where its measure is gone as well.
        assert_eq!(
            details_of[0].fields,
            [differing("進捗状況", "実施中", ""), differing("実施状況", "・開きました。", "")]
        );
        assert!(details_of[1].fields.contains(&differing("所管課", "農政課", "")));
        assert!(details_of.iter().all(|detail| detail.act == Act::Deleted));
    }

    #[test]
    fn whatever_is_offered_to_be_brought_back_is_a_field_of_its_record() {
        let book = crate::exchange::sample();
        let reader = Reader(Names::of(&book));
        let plan = Record::Plan(book.plan().clone());
        for record in book.records().chain([plan]) {
            let values = reader.fields(&record);
            assert!(!values.is_empty());
            for field in values.into_iter().filter_map(|value| value.field) {
                assert!(record.value(field).is_some(), "{field:?} of {:?}", record.key());
            }
        }
    }

    #[test]
    fn what_is_nowhere_is_told_as_gone() {
        let (book, measure, _) = book();
        let lost = Measure { lead: vec![DepartmentId::new()], ..measure };
        let details_of = details(&book, &[Change::add(Record::Measure(lost))]);
        assert!(details_of[0].fields.contains(&differing("所管課", "", GONE)));
        assert_eq!(details_of[0].act, Act::Added);
    }
}
