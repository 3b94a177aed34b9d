//! What the editor holds of one measure and one year, until it is saved.

use super::figures::{self, Line, Typed};
use crate::domain::{
    Approval, Book, Change, DepartmentId, Direction, DirectionId, Dismissed, Field, FiscalYear,
    Implementation, IndicatorId, Key, Measure, MeasureId, Noun, Op, Period, Position, Record,
    StatusId, Value, text,
};
use crate::ui::draft::{DraftFields, StaleEdit};
use crate::ui::number;
use crate::ui::request::Commit;

use crate::words;
use serde::{Deserialize, Serialize};

/// The fields as the clerk left them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// As it is typed: it may not be a number yet.
    pub number: String,
    pub name: String,
    pub description: String,
    /// 交付金の名称.
    #[serde(default)]
    pub grant: String,
    /// 実施期間.
    #[serde(default)]
    pub period: Period,
    pub direction: DirectionId,
    pub lead: Vec<DepartmentId>,
    pub related: Vec<DepartmentId>,
    pub status: Option<StatusId>,
    pub narrative: String,
    /// 連絡事項.
    #[serde(default)]
    pub remark: String,
    /// What 点検 found in the text and is left as it is.
    #[serde(default)]
    pub dismissed: Dismissed,
    /// Of the indicators of the measure in the year.
    #[serde(default)]
    pub figures: Vec<Typed>,
}

/// What of the form others may overtake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// [`Field::Place`] is the direction.
    Field(Field),
    /// The figures of an indicator.
    Figures(IndicatorId),
}

/// What becomes of an entry as its draft is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Only what is written is stored.
    Save,
    /// 課確認 or 確定; with [`Approval::None`] back to 入力中.
    Approve(Approval),
    /// 差し戻し.
    SendBack,
}

/// What was typed about a measure in a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unfinished {
    pub measure: MeasureId,
    pub year: Option<FiscalYear>,
    pub draft: Form,
    /// What was stored when it was typed, each field by itself.
    pub saved: Form,
}

impl Unfinished {
    /// Whether what is stored is another by now than what it was typed upon.
    pub fn is_stale(&self, book: &Book) -> bool {
        book.measure(self.measure)
            .is_none_or(|measure| Form::of(book, measure, self.year) != self.saved)
    }
}

impl Form {
    /// A field that others have overtaken, told with what they have stored.
    pub fn stale_edit(&self, book: &Book, part: Part) -> StaleEdit {
        let field = match part {
            Part::Field(field) => field,
            Part::Figures(id) => {
                let theirs = self.figures_of(id).map(|it| [&it.target, &it.actual]);
                let theirs = theirs.map(|[target, actual]| format!("目標 {target}　実績 {actual}"));
                return StaleEdit::new("指標の値", theirs.unwrap_or_default());
            }
        };
        let departments = |ids: &[DepartmentId]| {
            Value::References(ids.iter().copied().map(Key::Department).collect())
        };
        let theirs = match field {
            Field::Number => Value::Text(self.number.clone()),
            Field::MeasureName => Value::Text(self.name.clone()),
            Field::Description => Value::Text(self.description.clone()),
            Field::Grant => Value::Text(self.grant.clone()),
            Field::Period => Value::Period(self.period),
            Field::Lead => departments(&self.lead),
            Field::Related => departments(&self.related),
            Field::Status => Value::Reference(self.status.map(Key::Status)),
            Field::Narrative => Value::Text(self.narrative.clone()),
            Field::Remark => Value::Text(self.remark.clone()),
            Field::Dismissed => Value::Dismissed(self.dismissed.clone()),
            _ => {
                let direction = book.direction(self.direction).map(Direction::heading);
                return StaleEdit::new("施策の方向", direction.unwrap_or_default());
            }
        };
        let theirs = match theirs {
            Value::Text(text) => text,
            value => words::value(book, &value),
        };
        StaleEdit::new(words::field(field), theirs)
    }

    /// What is stored.
    pub fn of(book: &Book, measure: &Measure, year: Option<FiscalYear>) -> Self {
        let entry = year.and_then(|year| book.implementation(measure.id, year));
        Self {
            number: measure.number.to_string(),
            name: measure.name.clone(),
            description: measure.description.clone(),
            grant: measure.grant.clone(),
            period: measure.period,
            direction: measure.direction,
            lead: measure.lead.clone(),
            related: measure.related.clone(),
            status: entry.and_then(|entry| entry.status),
            narrative: entry.map(|entry| entry.narrative.clone()).unwrap_or_default(),
            remark: entry.map(|entry| entry.remark.clone()).unwrap_or_default(),
            dismissed: entry.map(|entry| entry.dismissed.clone()).unwrap_or_default(),
            figures: year.map(|it| figures::stored(book, measure.id, it)).unwrap_or_default(),
        }
    }

    fn figures_of(&self, id: IndicatorId) -> Option<&Typed> {
        self.figures.iter().find(|it| it.indicator == id)
    }

    /// A figure of an indicator is typed.
    pub(super) fn write_figure(&mut self, id: IndicatorId, line: Line, text: String) {
        if let Some(typed) = self.figures.iter_mut().find(|it| it.indicator == id) {
            typed.write(line, text);
        }
    }

    /// The number, written in whatever digits.
    pub fn number(&self) -> Option<u32> {
        number::typed(&self.number)
    }

    /// The edit that stores the draft and takes its entry a step on; `None` where that is what is
    /// stored already, or where the number must be mended first.
    pub fn commit(
        &self,
        book: &Book,
        measure: &Measure,
        year: Option<FiscalYear>,
        step: Step,
    ) -> Option<Commit> {
        let moved = self.direction != measure.direction;
        let after = Measure {
            direction: self.direction,
            number: self.number()?,
            name: text::clean(&self.name),
            description: text::clean(&self.description),
            grant: text::clean(&self.grant),
            period: self.period,
            lead: self.lead.clone(),
            related: self.related.clone(),
            position: if moved { end_of(book, self.direction) } else { measure.position },
            ..measure.clone()
        };
        let subject = after.name.clone();
        let edited = book.put(Record::Measure(after));
        let entry = year.map(|year| step.take(self.entry(book, measure.id, year)));
        let written = entry.and_then(|entry| book.put(Record::Implementation(entry)));
        let figures = year.map(|year| figures::changes(book, &self.figures, year));
        let op = match step {
            Step::Save if edited.is_some() => Op::Edit(Noun::Measure),
            Step::Save if written.is_none() => Op::Edit(Noun::Observation),
            Step::Save => Op::Edit(Noun::Implementation),
            Step::Approve(approval) => Op::Approve(approval),
            Step::SendBack => Op::SendBack,
        };
        let figures = figures.into_iter().flatten();
        let changes: Vec<Change> = edited.into_iter().chain(written).chain(figures).collect();
        (!changes.is_empty()).then_some(Commit { op, subject, changes })
    }

    /// The entry as saving would leave it.
    pub fn entry(&self, book: &Book, measure: MeasureId, year: FiscalYear) -> Implementation {
        let stored = book.implementation(measure, year).cloned();
        let entry = stored.unwrap_or_else(|| Implementation::blank(measure, year));
        let remark = text::clean(&self.remark);
        let entry = entry.rewritten(self.status, text::clean(&self.narrative));
        Implementation { remark, dismissed: self.dismissed.clone(), ..entry }
    }
}

impl DraftFields for Form {
    type Name = Part;

    fn names(&self) -> Vec<Part> {
        let fields = [
            Field::Number,
            Field::MeasureName,
            Field::Description,
            Field::Grant,
            Field::Period,
            Field::Place,
            Field::Lead,
            Field::Related,
            Field::Status,
            Field::Narrative,
            Field::Remark,
            Field::Dismissed,
        ];
        let figures = self.figures.iter().map(|it| Part::Figures(it.indicator));
        fields.into_iter().map(Part::Field).chain(figures).collect()
    }

    fn differs(&self, other: &Self, part: &Part) -> bool {
        let mut taken = self.clone();
        taken.take(other, part);
        taken != *self
    }

    fn take(&mut self, other: &Self, part: &Part) {
        let other = other.clone();
        let field = match part {
            Part::Field(field) => field,
            Part::Figures(id) => {
                let theirs = other.figures.into_iter().find(|it| it.indicator == *id);
                match (self.figures.iter_mut().find(|it| it.indicator == *id), theirs) {
                    (Some(own), Some(theirs)) => *own = theirs,
                    (None, Some(theirs)) => self.figures.push(theirs),
                    (_, None) => self.figures.retain(|it| it.indicator != *id),
                }
                return;
            }
        };
        match field {
            Field::Number => self.number = other.number,
            Field::MeasureName => self.name = other.name,
            Field::Description => self.description = other.description,
            Field::Grant => self.grant = other.grant,
            Field::Period => self.period = other.period,
            Field::Place => self.direction = other.direction,
            Field::Lead => self.lead = other.lead,
            Field::Related => self.related = other.related,
            Field::Status => self.status = other.status,
            Field::Narrative => self.narrative = other.narrative,
            Field::Remark => self.remark = other.remark,
            Field::Dismissed => self.dismissed = other.dismissed,
            _ => {}
        }
    }
}

impl Step {
    fn take(self, entry: Implementation) -> Implementation {
        match self {
            Self::Save => entry,
            Self::Approve(approval) => entry.approved(approval),
            Self::SendBack => {
                let remark = entry.remark.clone();
                entry.sent_back(remark)
            }
        }
    }
}

/// The place behind the last measure of a direction.
pub(super) fn end_of(book: &Book, direction: DirectionId) -> Position {
    Position::after_all(book.measures(direction).into_iter().map(|measure| measure.position))
}

/// A new measure at the end of a direction, with the next number.
pub(super) fn new_measure(book: &Book, direction: &Direction) -> Measure {
    let siblings = book.measures(direction.id);
    let number = siblings.iter().map(|measure| measure.number).max().unwrap_or(0).saturating_add(1);
    Measure::new(direction.id, number, "新しい施策", end_of(book, direction.id))
}
