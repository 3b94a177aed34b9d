//! 年度 and their labels.

use serde::{Deserialize, Serialize};
use std::fmt;
use unicode_normalization::UnicodeNormalization;

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
        if self.0 == 2019 && first_reiwa == FirstReiwa::Heisei31 {
            return "平成31年度".to_owned();
        }
        match ERAS.iter().find(|(_, _, before)| self.0 > *before) {
            Some((era, _, before)) if self.0 - before == 1 => format!("{era}元年度"),
            Some((era, _, before)) => format!("{era}{}年度", self.0 - before),
            None => format!("{}年度", self.0),
        }
    }

    /// Reads 平成30年度, 平成３０年度, 令和元年度, H30, R1年度, 2018年度, also inside brackets.
    pub fn parse(text: &str) -> Option<Self> {
        let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
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
        for style in [FirstReiwa::Gannen, FirstReiwa::Heisei31] {
            for year in 1900..2100 {
                let label = FiscalYear(year).label(style);
                assert_eq!(FiscalYear::parse(&label), Some(FiscalYear(year)), "{label}");
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
