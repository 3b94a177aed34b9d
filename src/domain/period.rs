//! 実施期間: the years in which a measure is carried out.

use super::fold::fold_width;
use super::{FiscalYear, Invalid};
use serde::{Deserialize, Serialize};

/// The first and the last year of a measure, where they are known. One value, so that no merge of two
/// copies can bring a first year behind the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Period {
    /// 開始年度.
    pub first: Option<FiscalYear>,
    /// 終了年度.
    pub last: Option<FiscalYear>,
}

impl Period {
    /// Whether neither year is known: the measure is carried out in every year.
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// Whether the measure is carried out in a year.
    pub fn contains(self, year: FiscalYear) -> bool {
        !self.begins_after(year) && !self.ended_before(year)
    }

    /// Whether it begins in a later year.
    pub fn begins_after(self, year: FiscalYear) -> bool {
        self.first.is_some_and(|first| year < first)
    }

    /// Whether it ended in an earlier year.
    pub fn ended_before(self, year: FiscalYear) -> bool {
        self.last.is_some_and(|last| last < year)
    }

    /// Checks the years.
    ///
    /// # Errors
    /// [`Invalid::YearOutOfRange`], [`Invalid::EndsBeforeItBegins`].
    pub fn check(self) -> Result<(), Invalid> {
        let mut years = self.first.into_iter().chain(self.last);
        if let Some(year) = years.find(|year| !FiscalYear::RANGE.contains(&year.0)) {
            return Err(Invalid::YearOutOfRange(year.0));
        }
        match (self.first, self.last) {
            (Some(first), Some(last)) if last < first => Err(Invalid::EndsBeforeItBegins),
            _ => Ok(()),
        }
    }

    /// 令和4年度～令和6年度, 令和4年度～, ～令和6年度; empty where neither is known. `label` is how
    /// the plan calls a year.
    pub fn label(self, label: impl Fn(FiscalYear) -> String) -> String {
        if self.is_open() {
            return String::new();
        }
        let [first, last] = [self.first, self.last].map(|year| year.map(&label));
        format!("{}～{}", first.unwrap_or_default(), last.unwrap_or_default())
    }

    /// Reads 令和4年度～令和6年度, R4～R6, R4～6, 令和4年度から令和6年度まで, 令和4年度～, ～R6; a year alone
    /// is the first and the last.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold_width(text);
        let text = folded.strip_suffix("まで").unwrap_or(&folded);
        let is_dash = |c: char| "~〜-‐–—―−ー→".contains(c);
        let Some((first, last)) = text.split_once("から").or_else(|| text.split_once(is_dash))
        else {
            let year = FiscalYear::parse(text)?;
            let first = Some(year).filter(|_| text == folded);
            return Some(Self { first, last: Some(year) });
        };
        let year = |text: &str| match text {
            "" => Some(None),
            text => FiscalYear::parse(text).map(Some),
        };
        let first = year(first)?;
        // The second year goes without its era: R4～6.
        let of_era = |first: FiscalYear| {
            let number: i32 = last.trim_end_matches("年度").trim_end_matches('年').parse().ok()?;
            let year = FiscalYear::parse(&format!("{}{number}", first.era()?))?;
            (number < 100).then_some(Some(year))
        };
        let last = year(last).or_else(|| of_era(first?))?;
        let period = Self { first, last };
        (!period.is_open()).then_some(period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FirstReiwa;

    fn period(first: Option<i32>, last: Option<i32>) -> Period {
        Period { first: first.map(FiscalYear), last: last.map(FiscalYear) }
    }

    #[test]
    fn periods_are_read_as_offices_write_them() {
        let both = Some(period(Some(2022), Some(2024)));
        for text in [
            "令和4年度～令和6年度",
            "令和４年度から令和６年度まで",
            "R4～R6",
            "R4-6",
            "Ｒ４～Ｒ６",
            "令和4～6年度",
            "令和4年度 ～ 6年度",
            "2022～2024",
            "2022年度－2024年度",
        ] {
            assert_eq!(Period::parse(text), both, "{text}");
        }
        for (text, first, last) in [
            ("令和4年度～", Some(2022), None),
            ("令和4年度から", Some(2022), None),
            ("～R6", None, Some(2024)),
            ("令和6年度まで", None, Some(2024)),
            ("令和6年度", Some(2024), Some(2024)),
            ("H30～R2", Some(2018), Some(2020)),
            ("平成30年度～令和元年度", Some(2018), Some(2019)),
        ] {
            assert_eq!(Period::parse(text), Some(period(first, last)), "{text}");
        }
        for text in ["", "～", "通年", "4～6", "令和4年度～未定", "4月～6月"] {
            assert_eq!(Period::parse(text), None, "{text}");
        }
    }

    #[test]
    fn labels_are_read_back() {
        let years = [None, Some(1999), Some(2018), Some(2019), Some(2020), Some(2024)];
        for first_reiwa in [FirstReiwa::Gannen, FirstReiwa::Heisei31] {
            for (first, last) in years.iter().flat_map(|first| years.map(|last| (*first, last))) {
                let period = period(first, last);
                let label = period.label(|year| year.label(first_reiwa));
                let read = Some(period).filter(|_| !period.is_open());
                assert_eq!(Period::parse(&label), read, "{label}");
            }
        }
    }

    #[test]
    fn a_measure_does_not_end_before_it_begins() {
        assert_eq!(period(Some(2024), Some(2024)).check(), Ok(()));
        assert_eq!(period(Some(2024), Some(2023)).check(), Err(Invalid::EndsBeforeItBegins));
        assert_eq!(period(None, Some(30)).check(), Err(Invalid::YearOutOfRange(30)));
    }
}
