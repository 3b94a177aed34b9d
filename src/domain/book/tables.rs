//! The tables of a book.

use crate::domain::indicator::{Amendment, Indicator};
use crate::domain::observation::Observation;
use crate::domain::scale::{Grade, Scale};
use crate::domain::{
    Department, DepartmentId, Direction, DirectionId, FiscalYear, Goal, GoalId, GradeId,
    Implementation, IndicatorId, Key, Measure, MeasureId, Noun, ProgressStatus, Record, ScaleId,
    StatusId, Template, TemplateId, Year,
};
use std::collections::BTreeMap;

macro_rules! tables {
    ($($table:ident: $kind:ident($($part:ident),+) by $id:ty = $row:ty, most $most:literal;)+) => {
        /// Every record but the plan, by what identifies it.
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub(super) struct Tables {
            $(pub(super) $table: BTreeMap<$id, $row>,)+
        }

        impl Tables {
            /// The kinds of records but the plan, each after those that it refers to.
            pub(super) const NOUNS: [Noun; [$($most),+].len()] = [$(Noun::$kind),+];

            /// No rows.
            pub(super) const fn new() -> Self {
                Self { $($table: BTreeMap::new(),)+ }
            }

            /// The most rows of a table.
            pub(super) const fn most(noun: Noun) -> usize {
                match noun {
                    Noun::Plan => 1,
                    $(Noun::$kind => $most,)+
                }
            }

            /// A table with more rows than that.
            pub(super) fn overfull(&self) -> Option<Noun> {
                $(if self.$table.len() > $most {
                    return Some(Noun::$kind);
                })+
                None
            }

            pub(super) fn record(&self, key: Key) -> Option<Record> {
                match key {
                    Key::Plan => None,
                    $(Key::$kind($($part),+) => {
                        self.$table.get(&($($part),+)).cloned().map(Record::$kind)
                    })+
                }
            }

            pub(super) fn has(&self, key: Key) -> bool {
                match key {
                    Key::Plan => false,
                    $(Key::$kind($($part),+) => self.$table.contains_key(&($($part),+)),)+
                }
            }

            /// Stores a record but the plan in place of the one of its key.
            pub(super) fn insert(&mut self, record: Record) {
                match (record.key(), record) {
                    $((Key::$kind($($part),+), Record::$kind(row)) => {
                        let _ = self.$table.insert(($($part),+), row);
                    })+
                    _ => {}
                }
            }

            pub(super) fn remove(&mut self, key: Key) {
                match key {
                    Key::Plan => {}
                    $(Key::$kind($($part),+) => drop(self.$table.remove(&($($part),+))),)+
                }
            }

            /// Every record, each after those that it refers to.
            pub(super) fn records(&self) -> impl Iterator<Item = Record> {
                std::iter::empty()
                    $(.chain(self.$table.values().cloned().map(Record::$kind)))+
            }

            /// Those of one kind.
            pub(super) fn records_of(&self, noun: Noun) -> Vec<Record> {
                match noun {
                    Noun::Plan => Vec::new(),
                    $(Noun::$kind => {
                        self.$table.values().cloned().map(Record::$kind).collect()
                    })+
                }
            }

            /// The same, without a copy.
            pub(super) fn into_records(self) -> impl Iterator<Item = Record> {
                std::iter::empty()
                    $(.chain(self.$table.into_values().map(Record::$kind)))+
            }
        }
    };
}

// The most rows are many times what the plan of any city has, and few enough that everything that goes
// through a book comes to its end.
tables! {
    departments: Department(id) by DepartmentId = Department, most 5_000;
    statuses: Status(id) by StatusId = ProgressStatus, most 1_000;
    years: Year(year) by FiscalYear = Year, most 1_000;
    scales: Scale(id) by ScaleId = Scale, most 1_000;
    grades: Grade(id) by GradeId = Grade, most 5_000;
    goals: Goal(id) by GoalId = Goal, most 1_000;
    directions: Direction(id) by DirectionId = Direction, most 5_000;
    measures: Measure(id) by MeasureId = Measure, most 20_000;
    implementations: Implementation(measure, year) by (MeasureId, FiscalYear) = Implementation,
        most 400_000;
    indicators: Indicator(id) by IndicatorId = Box<Indicator>, most 20_000;
    observations: Observation(indicator, year) by (IndicatorId, FiscalYear) = Observation,
        most 400_000;
    amendments: Amendment(indicator, year) by (IndicatorId, FiscalYear) = Amendment,
        most 50_000;
    templates: Template(id) by TemplateId = Template, most 1_000;
}
