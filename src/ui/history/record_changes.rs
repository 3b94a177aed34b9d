//! What one commit changed, record by record and field by field, in words.

use crate::domain::{
    Book, Change, Department, DepartmentId, Direction, Field, FirstReiwa, FiscalYear, Goal,
    Implementation, Key, Measure, MeasureId, Noun, Position, Record,
};
use crate::words;

/// One record that appeared, changed or went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
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
pub enum Act {
    Added,
    Changed,
    Deleted,
}

/// A field with its value before and after; empty where there was none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    pub name: &'static str,
    pub before: String,
    pub after: String,
    /// Which it is, where it now differs from what it was before and can be brought back by itself.
    pub restorable: Option<Field>,
}

/// A field of a record.
struct Value {
    /// `None` where it is a part of a field.
    field: Option<Field>,
    name: &'static str,
    text: String,
}

/// The details of a commit, in the order in which it made them. Names of other records are those of
/// the book, or of the commit itself where they are no longer there.
pub fn details(book: &Book, changes: &[Change]) -> Vec<Detail> {
    let names = Names { book, changes };
    changes.iter().filter_map(|change| names.detail(change)).collect()
}

/// Where records are looked up by what refers to them.
struct Names<'a> {
    book: &'a Book,
    changes: &'a [Change],
}

/// The name of what can no longer be found.
const GONE: &str = "（削除済み）";

impl Names<'_> {
    fn detail(&self, change: &Change) -> Option<Detail> {
        let (before, after) = (change.before.as_ref(), change.after.as_ref());
        let shown = after.or(before)?;
        let act = match (before, after) {
            (None, _) => Act::Added,
            (_, None) => Act::Deleted,
            (Some(_), Some(_)) => Act::Changed,
        };
        let now = self.book.record(shown.key());
        let values = |record: Option<&Record>| record.map(|row| self.fields(row));
        let (old, new, present) = (values(before), values(after), values(now.as_ref()));
        let all = new.as_ref().or(old.as_ref())?;
        let text = |of: &Option<Vec<Value>>, at: usize| {
            let value = of.as_ref().and_then(|fields| fields.get(at));
            value.map(|value| value.text.clone()).unwrap_or_default()
        };
        // A consent does not come back to other words.
        let consent_fits = match (before, &now) {
            (Some(Record::Implementation(then)), Some(Record::Implementation(now))) => {
                now.may_have_consent_of(then)
            }
            (then, now) => then.is_none() || now.is_some(),
        };
        let fields = all.iter().enumerate().map(|(at, value)| {
            let (before, after) = (text(&old, at), text(&new, at));
            // What was added has no earlier value, but for an entry, which was blank.
            let was = act == Act::Changed || matches!(shown, Record::Implementation(_));
            let entry_of = |row: &Record| match row {
                Record::Implementation(entry) => self.book.measure(entry.measure).is_some(),
                _ => false,
            };
            let stays = now.is_some() || entry_of(shown);
            let differs = was && stays && text(&present, at) != before;
            let other_words = value.field == Some(Field::Approval) && !consent_fits;
            let restorable = value.field.filter(|_| differs && !other_words);
            Differing { name: value.name, before, after, restorable }
        });
        let place = |record: Option<&Record>| record.and_then(position);
        Some(Detail {
            act,
            key: shown.key(),
            name: self.name(shown),
            fields: fields.filter(|field| field.before != field.after).collect(),
            moved: act == Act::Changed && place(before) != place(after),
            restorable: now.as_ref() != before,
        })
    }

    /// The record as it is now, else as this commit knew it.
    fn record(&self, key: Key) -> Option<Record> {
        self.book.record(key).or_else(|| {
            let records = self.changes.iter().flat_map(|change| [&change.after, &change.before]);
            records.flatten().find(|record| record.key() == key).cloned()
        })
    }

    /// Which record it is.
    fn name(&self, record: &Record) -> String {
        match record {
            Record::Plan(plan) => plan.name.clone(),
            Record::Goal(goal) => goal.heading(),
            Record::Direction(direction) => direction.heading(),
            Record::Measure(measure) => self.measure(measure),
            Record::Department(department) => department.name.clone(),
            Record::Status(status) => status.name.clone(),
            Record::Year(year) => self.book.year_label(year.year),
            Record::Implementation(entry) => {
                format!("{}（{}）", self.measure_of(entry.measure), self.year(entry.year))
            }
            Record::Template(template) => template.name.clone(),
        }
    }

    fn year(&self, year: FiscalYear) -> String {
        self.book.year_label(year)
    }

    fn measure(&self, measure: &Measure) -> String {
        format!("{} {}", self.book.measure_number(measure), measure.name)
    }

    fn measure_of(&self, id: MeasureId) -> String {
        match self.record(Key::Measure(id)) {
            Some(Record::Measure(measure)) => self.measure(&measure),
            _ => GONE.to_owned(),
        }
    }

    fn departments(&self, ids: &[DepartmentId]) -> String {
        let name = |id: &DepartmentId| match self.record(Key::Department(*id)) {
            Some(Record::Department(department)) => department.name,
            _ => GONE.to_owned(),
        };
        ids.iter().map(name).collect::<Vec<_>>().join("、")
    }

    /// The fields of a record, always in the same order for one kind of record.
    fn fields(&self, record: &Record) -> Vec<Value> {
        let value = |(field, name, text)| Value { field: Some(field), name, text };
        let fields = match record {
            Record::Plan(plan) => vec![
                (Field::Municipality, "市町村名", plan.municipality.clone()),
                (Field::PlanName, "計画名", plan.name.clone()),
                (Field::Title, "表題", plan.title.clone()),
                (Field::FirstReiwa, "2019年度の呼び方", first_reiwa(plan.first_reiwa)),
                (Field::NumberStyle, "数字の表記", plan.number_style.label().to_owned()),
                (Field::BracketStyle, "かっこの表記", plan.bracket_style.label().to_owned()),
            ],
            Record::Goal(goal) => vec![
                (Field::Number, "番号", goal.number.to_string()),
                (Field::GoalLabel, "見出し", goal.label.clone()),
                (Field::GoalName, "名称", goal.name.clone()),
            ],
            Record::Direction(direction) => vec![
                (Field::Place, "基本目標", self.heading(Key::Goal(direction.goal))),
                (Field::Number, "番号", direction.number.to_string()),
                (Field::DirectionName, "名称", direction.name.clone()),
            ],
            Record::Measure(measure) => vec![
                (Field::Place, "施策の方向", self.heading(Key::Direction(measure.direction))),
                (Field::Number, "番号", measure.number.to_string()),
                (Field::MeasureName, "名称", measure.name.clone()),
                (Field::Description, "内容", measure.description.clone()),
                (Field::Lead, "所管課", self.departments(&measure.lead)),
                (Field::Related, "関連課", self.departments(&measure.related)),
                (Field::Retired, "扱い", retired(measure.retired)),
            ],
            Record::Department(department) => vec![
                (Field::DepartmentName, "名称", department.name.clone()),
                (Field::Contact, "連絡先", department.contact.clone()),
                (Field::Successor, "統合先", self.successor(department)),
                (Field::Retired, "扱い", retired(department.retired)),
            ],
            Record::Status(status) => vec![
                (Field::StatusName, "名称", status.name.clone()),
                (Field::StatusMark, "記号", status.mark.clone()),
                (Field::Hue, "色", words::hue(status.hue).to_owned()),
                (Field::Done, "数え方", if status.done { "完了" } else { "" }.to_owned()),
                (Field::Retired, "扱い", retired(status.retired)),
            ],
            Record::Year(year) => {
                let input = if year.closed { "締めた" } else { "受け付ける" };
                vec![(Field::Closed, "入力", input.to_owned())]
            }
            Record::Implementation(entry) => vec![
                (Field::Status, words::noun(Noun::Status), self.status(entry)),
                (Field::Narrative, words::noun(Noun::Implementation), entry.narrative.clone()),
                (Field::Approval, "確認", words::approval(entry.approval).to_owned()),
                (Field::Remark, words::field(Field::Remark), entry.remark.clone()),
            ],
            Record::Template(template) => {
                let settings = words::settings(self.book, &template.settings).into_iter();
                let settings = settings.map(|(name, text)| Value { field: None, name, text });
                let name = value((Field::TemplateName, "名称", template.name.clone()));
                return std::iter::once(name).chain(settings).collect();
            }
        };
        fields.into_iter().map(value).collect()
    }

    fn status(&self, entry: &Implementation) -> String {
        entry.status.map_or_else(String::new, |id| match self.record(Key::Status(id)) {
            Some(Record::Status(status)) => status.name,
            _ => GONE.to_owned(),
        })
    }

    fn successor(&self, department: &Department) -> String {
        department.successor.map_or_else(String::new, |succession| {
            let into = self.departments(&[succession.into]);
            format!("{into}（{}から）", self.year(succession.from))
        })
    }

    fn heading(&self, key: Key) -> String {
        match self.record(key) {
            Some(Record::Goal(goal)) => Goal::heading(&goal),
            Some(Record::Direction(direction)) => Direction::heading(&direction),
            _ => GONE.to_owned(),
        }
    }
}

fn retired(retired: bool) -> String {
    if retired { "廃止" } else { "使用中" }.to_owned()
}

fn first_reiwa(style: FirstReiwa) -> String {
    FiscalYear(2019).label(style)
}

/// 並び順. Its number says nothing to a reader; that it changed does.
const fn position(record: &Record) -> Option<Position> {
    match record {
        Record::Goal(row) => Some(row.position),
        Record::Direction(row) => Some(row.position),
        Record::Measure(row) => Some(row.position),
        Record::Department(row) => Some(row.position),
        Record::Status(row) => Some(row.position),
        Record::Template(row) => Some(row.position),
        Record::Plan(_) | Record::Year(_) | Record::Implementation(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, DirectionId, GoalId, Implementation, Plan, ProgressStatus};

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
            id: MeasureId::new(),
            direction: direction.id,
            number: 2,
            name: "直売所の整備".into(),
            description: String::new(),
            lead: vec![departments[0].id],
            related: Vec::new(),
            position: Position::FIRST,
            retired: false,
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
        let told = details(&book, &changes);
        assert_eq!(told[0].name, "1-①-2 直売所の整備（令和6年度）");
        // Nothing of an entry can be brought back alone where its measure is gone as well.
        assert_eq!(
            told[0].fields,
            [differing("進捗状況", "実施中", ""), differing("実施状況", "・開きました。", "")]
        );
        assert!(told[1].fields.contains(&differing("所管課", "農政課", "")));
        assert!(told.iter().all(|detail| detail.act == Act::Deleted));
    }

    #[test]
    fn whatever_is_offered_to_be_brought_back_is_a_field_of_its_record() {
        let book = crate::exchange::sample();
        let names = Names { book: &book, changes: &[] };
        let plan = Record::Plan(book.plan().clone());
        for record in book.records().chain([plan]) {
            let values = names.fields(&record);
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
        let told = details(&book, &[Change::add(Record::Measure(lost))]);
        assert!(told[0].fields.contains(&differing("所管課", "", GONE)));
        assert_eq!(told[0].act, Act::Added);
    }
}
