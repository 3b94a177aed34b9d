//! 年度 and their labels.

use super::fold::fold_width;
use super::text;
use serde::{Deserialize, Serialize};
use std::fmt;

/// 年度, named by the calendar year in which it starts (on 1 April).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FiscalYear(pub i32);

/// How the fiscal year 2019 is called: it began in the last month of 平成.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstReiwa {
    /// 令和元年度.
    #[default]
    Gannen,
    /// 平成31年度.
    Heisei31,
}

/// How years and days are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct YearStyle {
    /// Whether the first year of an era is 元年, not 1年.
    pub gannen: bool,
    pub digits: Digits,
}

/// The width of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Digits {
    /// 半角.
    #[default]
    Half,
    /// 全角.
    Full,
}

impl Default for YearStyle {
    fn default() -> Self {
        Self { gannen: true, digits: Digits::default() }
    }
}

impl YearStyle {
    /// A year within its era: 元 or 6.
    pub fn year_of_era(self, year: i32) -> String {
        if year == 1 && self.gannen { "元".to_owned() } else { self.number(year.unsigned_abs()) }
    }

    /// A number in digits of this style.
    pub fn number(self, number: u32) -> String {
        match self.digits {
            Digits::Half => number.to_string(),
            Digits::Full => text::full_width_digits(number),
        }
    }
}

/// A year for which entries are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    pub year: FiscalYear,
    /// A closed year is kept and printed, but no longer edited.
    pub closed: bool,
}

/// Eras with the year before their first, latest first.
const ERAS: [(&str, &str, i32); 5] = [
    ("令和", "R", 2018),
    ("平成", "H", 1988),
    ("昭和", "S", 1925),
    ("大正", "T", 1911),
    ("明治", "M", 1867),
];

impl FiscalYear {
    /// The years that a file may hold.
    pub const RANGE: std::ops::RangeInclusive<i32> = 1868..=2999;

    /// The fiscal year in which a day of a month lies.
    pub const fn containing(calendar_year: i32, month: u32) -> Self {
        Self(if month < 4 { calendar_year - 1 } else { calendar_year })
    }

    /// The year before.
    pub const fn previous(self) -> Self {
        Self(self.0 - 1)
    }

    /// The year after.
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// 平成30年度, 令和元年度 or 平成31年度, 令和2年度.
    pub fn label(self, first_reiwa: FirstReiwa) -> String {
        self.written(first_reiwa, YearStyle::default())
    }

    /// The label in another style: 令和1年度, 令和６年度.
    pub fn written(self, first_reiwa: FirstReiwa, style: YearStyle) -> String {
        let in_heisei = self.0 == 2019 && first_reiwa == FirstReiwa::Heisei31;
        let began = |before: i32| self.0 > before && !(in_heisei && before == 2018);
        match ERAS.iter().find(|(_, _, before)| began(*before)) {
            Some((era, _, before)) => format!("{era}{}年度", style.year_of_era(self.0 - before)),
            None => format!("{}年度", style.number(self.0.unsigned_abs())),
        }
    }

    /// The era in which the year began, as it is written before its number.
    pub fn era(self) -> Option<&'static str> {
        ERAS.iter().find(|(_, _, before)| self.0 > *before).map(|(era, ..)| *era)
    }

    /// The end of the year, 31 March: 平成29年3月末 of the fiscal year 2016.
    pub fn end(self, style: YearStyle) -> String {
        let (era, _, before) = self.era_at_end();
        format!("{era}{}年{}月末", style.year_of_era(self.0 + 1 - before), style.number(3))
    }

    /// The same in short: H29.3末.
    pub fn short_end(self) -> String {
        let (_, letter, before) = self.era_at_end();
        format!("{letter}{}.3末", self.0 + 1 - before)
    }

    /// The era in which 31 March of the year lies: that of 2019 is still 平成.
    fn era_at_end(self) -> (&'static str, &'static str, i32) {
        // 平成 alone began before the end of March of its first year.
        let begins = |era: &str, before: i32| if era == "平成" { before + 1 } else { before + 2 };
        let era = ERAS.iter().find(|(era, _, before)| self.0 + 1 >= begins(era, *before));
        era.copied().unwrap_or(("", "", 0))
    }

    /// Reads 平成30年度, 平成３０年度, 令和元年度, H30, R1年度, 2018年度, also inside brackets.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold_width(text);
        let inner = folded
            .trim_start_matches(['【', '[', '(', '〔', '<'])
            .trim_end_matches(['】', ']', ')', '〕', '>']);
        let inner =
            inner.strip_suffix("年度").or_else(|| inner.strip_suffix('年')).unwrap_or(inner);
        for (era, letter, before) in ERAS {
            let Some(rest) = inner.strip_prefix(era).or_else(|| inner.strip_prefix(letter)) else {
                continue;
            };
            let number = match rest.trim_start_matches('.') {
                "元" => 1,
                digits => digits.parse().ok().filter(|n| (1..=99).contains(n))?,
            };
            return Some(Self(before + number));
        }
        let year = inner.parse().ok()?;
        (inner.len() == 4 && Self::RANGE.contains(&year)).then_some(Self(year))
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_read_back() {
        let styles = [true, false]
            .map(|gannen| [Digits::Half, Digits::Full].map(|digits| YearStyle { gannen, digits }));
        for style in styles.into_iter().flatten() {
            for year in 1868..2100 {
                for first in [FirstReiwa::Gannen, FirstReiwa::Heisei31] {
                    let label = FiscalYear(year).written(first, style);
                    assert_eq!(FiscalYear::parse(&label), Some(FiscalYear(year)), "{label}");
                }
            }
        }
    }

    #[test]
    fn the_year_of_two_eras_is_a_setting() {
        assert_eq!(FiscalYear(2019).label(FirstReiwa::Gannen), "令和元年度");
        assert_eq!(FiscalYear(2019).label(FirstReiwa::Heisei31), "平成31年度");
        assert_eq!(FiscalYear(2020).label(FirstReiwa::Heisei31), "令和2年度");
    }

    #[test]
    fn years_are_written_in_the_style_of_the_house() {
        let written = |year, gannen, digits| {
            FiscalYear(year).written(FirstReiwa::Gannen, YearStyle { gannen, digits })
        };
        assert_eq!(written(2019, false, Digits::Half), "令和1年度");
        assert_eq!(written(2019, true, Digits::Full), "令和元年度");
        assert_eq!(written(2018, true, Digits::Full), "平成３０年度");
    }

    #[test]
    fn labels_are_met_in_every_dress() {
        for text in [
            "平成30年度",
            "平成３０年度",
            "【平成30年度】",
            "H30",
            "Ｈ30年度",
            "2018",
            "2018年度",
            "平成 30 年度",
            "（平成30年度）",
        ] {
            assert_eq!(FiscalYear::parse(text), Some(FiscalYear(2018)), "{text}");
        }
        assert_eq!(FiscalYear::parse("R元"), Some(FiscalYear(2019)));
        for text in ["", "30", "平成", "平成年度", "平成30年4月", "名称"] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_fiscal_year_starts_in_april() {
        assert_eq!(FiscalYear::containing(2026, 3), FiscalYear(2025));
        assert_eq!(FiscalYear::containing(2026, 4), FiscalYear(2026));
    }
}
