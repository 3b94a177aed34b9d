//! The fields of an indicator and of its amendments as the clerk left them, until they are saved.

use crate::domain::field::Fields;
use crate::domain::{
    Amendment, Book, Change, Field, Figure, FiscalYear, Indicator, IndicatorId, Key, Record, Value,
    text,
};
use crate::ui::draft::{DraftFields, StaleEdit};
use crate::words;
use serde::{Deserialize, Serialize};

/// Where a text is typed: into the indicator, or into one of its amendments.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    Indicator(Field),
    Amendment(usize, Field),
}

/// The figures of an indicator that are typed in its form.
const FIGURES: [Field; 3] = [Field::Base, Field::FinalTarget, Field::ClosingFigure];

/// An amendment, and its target as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Amended {
    pub row: Amendment,
    pub target: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Form {
    indicator: Indicator,
    /// As they are typed, in the order of [`FIGURES`].
    figures: [String; 3],
    /// By year.
    pub amendments: Vec<Amended>,
}

impl Form {
    pub(super) fn of(book: &Book, indicator: &Indicator) -> Self {
        let figures = FIGURES.map(|field| match indicator.value(field) {
            Some(Value::Figure(figure)) => figure.to_string(),
            _ => String::new(),
        });
        let amended =
            |row: &Amendment| Amended { row: row.clone(), target: row.target.to_string() };
        let amendments = book.amendments(indicator.id).map(amended).collect();
        Self { indicator: indicator.clone(), figures, amendments }
    }

    /// What is chosen or typed, except the figures, which may not be read yet.
    pub(super) const fn indicator(&self) -> &Indicator {
        &self.indicator
    }

    pub(super) fn value(&self, field: Field) -> Option<Value> {
        self.indicator.value(field)
    }

    pub(super) fn choose(&mut self, field: Field, value: Value) {
        let _ = self.indicator.set(field, value);
    }

    /// A text as it is typed.
    pub(super) fn text(&self, place: Place) -> String {
        match place {
            Place::Indicator(field) => match FIGURES.iter().position(|it| *it == field) {
                Some(at) => self.figures.get(at).cloned().unwrap_or_default(),
                None => match self.indicator.value(field) {
                    Some(Value::Text(text)) => text,
                    _ => String::new(),
                },
            },
            Place::Amendment(at, field) => {
                let Some(Amended { row, target }) = self.amendments.get(at) else {
                    return String::new();
                };
                match field {
                    Field::Unit => row.unit.clone(),
                    Field::Definition => row.definition.clone(),
                    Field::FinalTarget => target.clone(),
                    _ => row.reason.clone(),
                }
            }
        }
    }

    pub(super) fn write(&mut self, place: Place, text: String) {
        match place {
            Place::Indicator(field) => match FIGURES.iter().position(|it| *it == field) {
                Some(at) => self.figures[at] = text,
                None => self.choose(field, Value::Text(text)),
            },
            Place::Amendment(at, field) => {
                let Some(Amended { row, target }) = self.amendments.get_mut(at) else { return };
                match field {
                    Field::Unit => row.unit = text,
                    Field::Definition => row.definition = text,
                    Field::FinalTarget => *target = text,
                    _ => row.reason = text,
                }
            }
        }
    }

    /// What a figure is read as, with its unit.
    pub(super) fn figure(&self, place: Place) -> (Figure, &str) {
        let unit = match place {
            Place::Indicator(_) => &self.indicator.unit,
            Place::Amendment(at, _) => {
                self.amendments.get(at).map_or(&self.indicator.unit, |it| &it.row.unit)
            }
        };
        (Figure::parse(&self.text(place), unit), unit)
    }

    /// Keeps what holds until now as what held before a year.
    pub(super) fn amend(&mut self, year: FiscalYear) {
        if self.amendments.iter().any(|it| it.row.year == year) {
            return;
        }
        let at = self.amendments.partition_point(|it| it.row.year < year);
        let indicator = &self.indicator;
        let amended = match self.amendments.get(at) {
            Some(next) => Amended {
                row: Amendment { year, reason: String::new(), ..next.row.clone() },
                target: next.target.clone(),
            },
            None => Amended {
                row: Amendment {
                    unit: indicator.unit.clone(),
                    definition: indicator.definition.clone(),
                    ..Amendment::blank(indicator.id, year)
                },
                target: self.text(Place::Indicator(Field::FinalTarget)),
            },
        };
        self.amendments.insert(at, amended);
    }

    /// What is to be stored of the indicator.
    fn cleaned(&self) -> Record {
        let mut row = self.indicator.clone();
        let texts = self.indicator.texts().into_iter();
        let texts: Vec<(Field, String)> =
            texts.map(|(about, text)| (about.field, text::clean(text).trim().to_owned())).collect();
        for (field, text) in texts {
            let _ = row.set(field, Value::Text(text));
        }
        for field in FIGURES {
            let (figure, _) = self.figure(Place::Indicator(field));
            let _ = row.set(field, Value::Figure(figure));
        }
        Record::Indicator(Box::new(row))
    }

    fn amendment(&self, at: usize) -> Option<Record> {
        let row = &self.amendments.get(at)?.row;
        let clean = |text: &str| text::clean(text).trim().to_owned();
        Some(Record::Amendment(Amendment {
            unit: clean(&row.unit),
            definition: clean(&row.definition),
            reason: clean(&row.reason),
            target: self.figure(Place::Amendment(at, Field::FinalTarget)).0,
            ..row.clone()
        }))
    }

    /// The changes that store it; none where it is what is stored.
    pub(super) fn changes(&self, book: &Book) -> Vec<Change> {
        let id = self.id();
        let is_kept = |row: &Amendment| self.amendments.iter().any(|it| it.row.year == row.year);
        let dropped = book.amendments(id).filter(|row| !is_kept(row));
        let dropped = dropped.flat_map(|row| book.remove(Key::Amendment(id, row.year)));
        let amended = (0..self.amendments.len()).filter_map(|at| book.put(self.amendment(at)?));
        book.put(self.cleaned()).into_iter().chain(dropped).chain(amended).collect()
    }

    pub(super) fn id(&self) -> IndicatorId {
        self.indicator.id
    }

    /// A field that others have overtaken, told with what they have stored.
    pub(super) fn stale_edit(&self, book: &Book, field: Field) -> StaleEdit {
        let theirs = match self.indicator.value(field) {
            _ if field == Field::Reason => {
                let years = self.amendments.iter().map(|it| book.year_label(it.row.year));
                return StaleEdit::new("改定", years.collect::<Vec<_>>().join("、"));
            }
            Some(Value::Text(text)) => text,
            Some(value) => words::value(book, &value),
            None => String::new(),
        };
        StaleEdit::new(words::field(field), theirs)
    }
}

/// [`Field::Reason`] is all the amendments.
impl DraftFields for Form {
    type Name = Field;

    fn names(&self) -> Vec<Field> {
        let fields = self.indicator.values().into_iter().map(|(field, _)| field);
        fields.chain([Field::Reason]).collect()
    }

    fn differs(&self, other: &Self, field: &Field) -> bool {
        match field {
            Field::Reason => self.amendments != other.amendments,
            field if FIGURES.contains(field) => {
                let place = Place::Indicator(*field);
                self.text(place) != other.text(place)
            }
            field => self.indicator.value(*field) != other.indicator.value(*field),
        }
    }

    fn take(&mut self, other: &Self, field: &Field) {
        if *field == Field::Reason {
            self.amendments.clone_from(&other.amendments);
        }
        if FIGURES.contains(field) {
            let place = Place::Indicator(*field);
            self.write(place, other.text(place));
        }
        if let Some(value) = other.indicator.value(*field) {
            self.choose(*field, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{OutlineKey, Plan, Position};

    const FROM: FiscalYear = FiscalYear(2024);

    fn book() -> (Book, Indicator) {
        let mut row = Indicator::new("来場者数", OutlineKey::Plan, Position::nth(0));
        row.unit = "人".to_owned();
        row.target = Figure::parse("500", "人");
        let mut book = Book::new(Plan::new("市", "計画"));
        book.apply(&[Change::add(Record::Indicator(Box::new(row.clone())))]).unwrap();
        (book, row)
    }

    #[test]
    fn a_target_that_is_changed_midway_still_holds_for_the_years_before() {
        let (mut book, row) = book();
        let mut form = Form::of(&book, &row);
        assert_eq!(form.changes(&book), []);
        form.amend(FROM);
        form.write(Place::Indicator(Field::FinalTarget), "６００人".to_owned());
        form.write(Place::Amendment(0, Field::Reason), " 計画の見直し ".to_owned());
        book.apply(&form.changes(&book)).unwrap();
        let row = book.indicator(row.id).unwrap().clone();
        let target = |year| book.terms(&row, year).target.to_string();
        assert_eq!((target(FROM.previous()), target(FROM)), ("500".to_owned(), "600".to_owned()));
        assert_eq!(book.amendments(row.id).next().unwrap().reason, "計画の見直し");
        // An earlier one begins with what held until then.
        let mut form = Form::of(&book, &row);
        form.amend(FROM.previous());
        assert_eq!(form.text(Place::Amendment(0, Field::FinalTarget)), "500");
        form.amendments.clear();
        book.apply(&form.changes(&book)).unwrap();
        assert_eq!(book.amendments(row.id).count(), 0);
    }

    #[test]
    fn what_others_change_comes_in_beside_what_is_typed() {
        let (book, row) = book();
        let mut draft = crate::ui::draft::Draft::of(Form::of(&book, &row));
        draft.write(Place::Indicator(Field::Base), "12".to_owned());
        let theirs = Indicator { unit: "件".to_owned(), ..row.clone() };
        draft.rebase(Form::of(&book, &theirs));
        assert!(draft.stale().is_empty());
        assert_eq!(draft.indicator().unit, "件");
        assert_eq!(draft.text(Place::Indicator(Field::Base)), "12");
        let theirs = Indicator { base: Figure::parse("15", ""), ..theirs };
        draft.rebase(Form::of(&book, &theirs));
        assert_eq!(draft.stale(), [Field::Base]);
    }
}
