//! Records and what their fields hold, in words.

use super::field;
use crate::domain::{Book, Change, Code, Direction, Field, Goal, Key, Noun, Record, Value};

/// What stands in the place of the name of a record that can no longer be found.
pub const GONE: &str = "（削除済み）";

/// Where there is nothing.
pub(super) const NONE: &str = "（なし）";

/// Where records are looked up by what refers to them.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    pub book: &'a Book,
    changes: &'a [Change],
    gone: &'static str,
}

impl<'a> Names<'a> {
    /// Records by their names in a book; those that are not there have none.
    pub const fn of(book: &'a Book) -> Self {
        Self { book, changes: &[], gone: "" }
    }

    /// The same, and where they are no longer there, as a commit knew them.
    pub const fn with_changes(book: &'a Book, changes: &'a [Change]) -> Self {
        Self { book, changes, gone: GONE }
    }

    fn record(&self, key: Key) -> Option<Record> {
        self.book.record(key).or_else(|| {
            let records = self.changes.iter().flat_map(|change| [&change.after, &change.before]);
            records.flatten().find(|record| record.key() == key).cloned()
        })
    }

    /// By what a record is known.
    pub fn name(&self, key: Key) -> String {
        self.record(key).map_or_else(|| self.gone.to_owned(), |record| self.title(&record))
    }

    /// By what this record is known: 1-①-2 施策の名称, 産業振興課, …
    pub fn title(&self, record: &Record) -> String {
        match record {
            Record::Goal(row) => Goal::heading(row),
            Record::Direction(row) => Direction::heading(row),
            Record::Measure(row) => format!("{} {}", self.book.measure_number(row), row.name),
            Record::Year(row) => self.book.year_label(row.year),
            Record::Indicator(row) => row.heading(),
            record => match (record.key().owner(), record.key().year()) {
                (Some(owner), Some(year)) => {
                    format!("{}（{}）", self.name(owner), self.book.year_label(year))
                }
                _ => record.name().unwrap_or_default().to_owned(),
            },
        }
    }

    /// What a field holds, for reading; empty where it holds nothing.
    pub fn value(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Flag(true) => "はい".to_owned(),
            Value::Flag(false) => "いいえ".to_owned(),
            Value::Place { parent: Some(key), .. } => format!("「{}」の中", self.name(*key)),
            Value::Place { parent: None, position } => position.stored().to_string(),
            Value::Reference(key) => key.map(|key| self.name(key)).unwrap_or_default(),
            Value::References(keys) => {
                let names: Vec<String> = keys.iter().map(|key| self.name(*key)).collect();
                names.join("、")
            }
            Value::Successor(succession) => succession.map_or_else(String::new, |it| {
                let into = self.name(Key::Department(it.into));
                format!("{into}（{}から）", self.book.year_label(it.from))
            }),
            Value::Period(period) => period.label(|year| self.book.year_label(year)),
            Value::Code(code) => code.label().to_owned(),
            Value::Figure(figure) => figure.to_string(),
            Value::Year(year) => year.map(|year| self.book.year_label(year)).unwrap_or_default(),
            Value::Dismissed(dismissed) if dismissed.is_empty() => String::new(),
            Value::Dismissed(dismissed) => format!("{}か所", dismissed.count()),
            Value::Settings(held) => super::settings(self.book, held)
                .into_iter()
                .filter(|(_, text)| !text.is_empty())
                .map(|(name, text)| format!("{name}：{text}"))
                .collect::<Vec<_>>()
                .join("\n"),
            Value::Record(record) => self.title(record),
        }
    }
}

/// What a field holds, for reading, （なし） where it holds nothing.
pub fn value(book: &Book, value: &Value) -> String {
    match Names::of(book).value(value) {
        text if text.is_empty() => NONE.to_owned(),
        text => text,
    }
}

/// All that is filled in of a record, a line each; of a measure or an indicator with what was
/// written for its years.
pub fn record(book: &Book, record: &Record) -> String {
    let lines = |record: &Record| -> Vec<String> {
        let shown = record.fields().into_iter().filter(|(at, _)| *at != Field::Place);
        let lines = shown.filter_map(|(at, held)| {
            let text = value(book, &held);
            let is_plain =
                text == NONE || matches!(held, Value::Flag(false) | Value::Code(Code::Hue(_)));
            (!is_plain).then(|| format!("{}：{text}", field(at)))
        });
        lines.collect()
    };
    let mut all = lines(record);
    for entry in book.owned(record.key()) {
        let year = entry.key().year().map(|year| book.year_label(year)).unwrap_or_default();
        all.push(format!("【{year}】\n{}", lines(&entry).join("\n")));
    }
    all.join("\n")
}

/// The word for a field where it is known of what kind of record it is.
pub const fn field_of(noun: Noun, at: Field) -> &'static str {
    match (at, noun) {
        (
            Field::GoalName
            | Field::DirectionName
            | Field::MeasureName
            | Field::DepartmentName
            | Field::StatusName
            | Field::TemplateName
            | Field::IndicatorName
            | Field::ScaleName,
            _,
        ) => "名称",
        (Field::GoalLabel | Field::IndicatorLabel, _) => "見出し",
        (Field::StatusMark | Field::GradeMark, _) => "記号",
        (Field::StatusMeaning | Field::GradeMeaning, _) => "意味",
        (Field::Retired, _) => "扱い",
        (Field::Done, _) => "数え方",
        (Field::Closed, _) => "入力",
        (Field::Place, Noun::Direction) => "基本目標",
        (Field::Place, Noun::Measure) => "施策の方向",
        _ => field(at),
    }
}

/// What a flag says.
pub const fn flag(at: Field, is_set: bool) -> &'static str {
    match (at, is_set) {
        (Field::Retired, true) => "廃止",
        (Field::Retired, false) => "使用中",
        (Field::Done, true) => "完了",
        (Field::Closed, true) => "締めた",
        (Field::Closed, false) => "受け付ける",
        _ => "",
    }
}
