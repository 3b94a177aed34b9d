//! What a careful reader of figures would stumble over: proposals only, nothing is changed by itself.

use super::{Finding, FindingKind, texts};
use crate::domain::rate::Better;
use crate::domain::series::{Closing, Series, shifted_point};
use crate::domain::{Book, Field, Figure, FiscalYear, Indicator, Key, Record};
use rust_decimal::Decimal;

/// What is odd about a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FigureFinding {
    /// The final target is not what the targets of the years make together.
    ClosingDiffers { entered: String, reckoned: String },
    /// The target is worse than the base.
    TargetBelowBase,
    /// A running total is below that of the year before.
    Falls { before: String },
    /// Apart from a power of ten it is about that of the year before.
    Shifted { before: String, times: u32 },
    /// A per cent that looks like a share of one.
    ShareOfOne,
    /// Neither a final target nor one of any year.
    NoTarget,
    /// 集計中 in a year that others have followed.
    StillPending,
    /// 速報値.
    Provisional,
    /// 「〇〇」 was left standing.
    Placeholder,
}

impl FigureFinding {
    /// The words by which marks are made never change.
    pub(super) const fn word(&self) -> &'static str {
        match self {
            Self::ClosingDiffers { .. } => "closing_differs",
            Self::TargetBelowBase => "target_below_base",
            Self::Falls { .. } => "falls",
            Self::Shifted { .. } => "shifted",
            Self::ShareOfOne => "share_of_one",
            Self::NoTarget => "no_target",
            Self::StillPending => "still_pending",
            Self::Provisional => "provisional",
            Self::Placeholder => "placeholder",
        }
    }
}

/// Everything odd about the indicators, and of their figures in these years.
pub(super) fn of_indicators(book: &Book, years: &[FiscalYear]) -> Vec<Finding> {
    let mut found = Vec::new();
    for indicator in book.indicators() {
        found.extend(of_indicator(book, indicator));
        for year in years {
            found.extend(of_year(book, indicator, *year));
        }
    }
    found
}

fn of_indicator(book: &Book, indicator: &Indicator) -> Vec<Finding> {
    let key = Key::Indicator(indicator.id);
    let record = Record::Indicator(Box::new(indicator.clone()));
    let mut found = placeholders(&record);
    found.extend(texts(record));
    let mut tell =
        |field, kind| found.push(Finding { key, field, kind: FindingKind::Figure(kind) });
    if let (Some(base), Some(target)) = (indicator.base.number(), indicator.target.number()) {
        let is_worse = match indicator.better {
            Better::Higher => target < base,
            Better::Lower => target > base,
            Better::Neither => false,
        };
        // What the years add up to is not compared with where they began.
        if is_worse && !matches!(indicator.closing, Closing::Sum) {
            tell(Field::FinalTarget, FigureFinding::TargetBelowBase);
        }
    }
    let observations = || book.observations(indicator.id);
    if indicator.target.is_blank() && observations().all(|row| row.target.is_blank()) {
        tell(Field::FinalTarget, FigureFinding::NoTarget);
    }
    let targets: Vec<Option<Decimal>> = observations()
        .filter(|row| !row.target.is_blank())
        .map(|row| row.target.number())
        .collect();
    let last = observations().filter(|row| !row.target.is_blank()).map(|row| row.year).max();
    // What the years before the last one say of the last value is nothing.
    let is_whole = match indicator.closing {
        Closing::Last => indicator.target_year.is_some() && indicator.target_year == last,
        _ => true,
    };
    if let (Some(entered), Some(reckoned), true) = (
        indicator.target.number(),
        indicator.closing.of(indicator.base.number(), &targets),
        is_whole,
    ) && entered.normalize() != reckoned.normalize()
    {
        let written = |value| crate::domain::figure::written(value, None);
        tell(
            Field::FinalTarget,
            FigureFinding::ClosingDiffers {
                entered: written(entered),
                reckoned: written(reckoned),
            },
        );
    }
    found
}

fn of_year(book: &Book, indicator: &Indicator, year: FiscalYear) -> Vec<Finding> {
    let key = Key::Observation(indicator.id, year);
    let mut found = Vec::new();
    if let Some(row) = book.observation(indicator.id, year) {
        let record = Record::Observation(row.clone());
        found.extend(placeholders(&record));
        found.extend(texts(record));
    }
    let is_open = book.year(year).is_some_and(|year| !year.closed);
    let mut tell = |kind| found.push(Finding { key, field: Field::Actual, kind });
    let odd = FindingKind::Figure;
    if is_open && book.lacks_actual(indicator, year) {
        tell(FindingKind::NoActual);
    }
    let actual = book.actual(indicator.id, year);
    if *actual == Figure::Pending && book.latest_year().is_some_and(|latest| year < latest) {
        tell(odd(FigureFinding::StillPending));
    }
    if actual.is_provisional() {
        tell(odd(FigureFinding::Provisional));
    }
    let Some(now) = actual.number() else { return found };
    let before = book.actual(indicator.id, year.previous()).number();
    if let Some(before) = before {
        let written = || crate::domain::figure::written(before, None);
        if indicator.series == Series::Running && now < before {
            tell(odd(FigureFinding::Falls { before: written() }));
        }
        if let Some(times) = shifted_point(before, now) {
            tell(odd(FigureFinding::Shifted { before: written(), times }));
        }
    }
    let is_percent = matches!(indicator.unit.as_str(), "％" | "%");
    let others = [before, indicator.base.number(), indicator.target.number()];
    let is_share = now > Decimal::ZERO && now <= Decimal::ONE;
    let others_are_not = others.into_iter().flatten().any(|other| other > Decimal::TEN);
    if is_percent && is_share && others_are_not {
        tell(odd(FigureFinding::ShareOfOne));
    }
    found
}

/// The texts of a record in which 「〇〇」 was left standing.
fn placeholders(record: &Record) -> Vec<Finding> {
    let key = record.key();
    let stands = |text: &str| ["〇〇", "○○", "◯◯"].iter().any(|it| text.contains(it));
    let texts = record.texts().into_iter().filter(|(_, text)| stands(text));
    let kind = FindingKind::Figure(FigureFinding::Placeholder);
    texts.map(|(field, _)| Finding { key, field, kind: kind.clone() }).collect()
}

#[cfg(test)]
mod tests;
