//! Closed sets of values: the words by which they are stored, which never change, and those by which a
//! clerk knows them.

use super::indicator::{Decimals, RateChoice};
use super::rate::{Better, RateRule};
use super::scale::Basis;
use super::series::{Closing, Series};
use super::{Approval, BracketStyle, FirstReiwa, Hue, Noun, NumberStyle};
use serde::Serialize;

macro_rules! codes {
    ($($set:ident { $($variant:ident = $code:literal $label:literal),+ $(,)? })+) => {$(
        impl $set {
            /// All of them, in the order in which they are offered.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// The word by which it is stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// What a clerk calls it.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$variant => $label,)+
                }
            }

            /// What is stored by this word.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.into_iter().find(|it| it.code() == code)
            }
        }
    )+};
}

codes! {
    FirstReiwa { Gannen = "gannen" "令和元年度", Heisei31 = "heisei31" "平成31年度" }
    NumberStyle {
        AsTexts = "as_texts" "文章に合わせる",
        Half = "half" "すべて半角",
        Full = "full" "すべて全角",
        Single = "single" "1桁は全角・2桁以上は半角",
        Unchecked = "unchecked" "点検しない",
    }
    BracketStyle {
        AsTexts = "as_texts" "文章に合わせる",
        Full = "full" "全角",
        Half = "half" "半角",
        Unchecked = "unchecked" "点検しない",
    }
    Hue {
        Gray = "gray" "灰",
        Indigo = "indigo" "青",
        Green = "green" "緑",
        Amber = "amber" "黄",
        Red = "red" "赤",
    }
    Approval {
        None = "none" "",
        Department = "department" "課確認",
        Confirmed = "confirmed" "確定",
    }
    Noun {
        Plan = "plan" "計画",
        Goal = "goal" "基本目標",
        Direction = "direction" "施策の方向",
        Measure = "measure" "施策",
        Department = "department" "課",
        Status = "status" "進捗状況",
        Year = "year" "年度",
        Implementation = "implementation" "実施状況",
        Template = "template" "様式",
        Indicator = "indicator" "指標",
        Observation = "observation" "指標の値",
        Amendment = "amendment" "指標の改定",
        Scale = "scale" "評価尺度",
        Grade = "grade" "評価の区分",
    }
    Series {
        Level = "level" "その時点の値",
        Annual = "annual" "単年度の値",
        Running = "running" "累計",
        Increment = "increment" "前年度からの増加分",
    }
    Closing {
        Last = "last" "最後の値",
        Sum = "sum" "合計",
        BasePlusSum = "base_plus_sum" "基準値＋合計",
        Mean = "mean" "平均",
        Entered = "entered" "記入",
    }
    Better {
        Higher = "higher" "高いほどよい",
        Lower = "lower" "低いほどよい",
        Neither = "neither" "どちらでもない",
    }
    RateRule {
        Target = "target" "最終目標に対する割合",
        YearTarget = "year_target" "年度目標に対する割合",
        Progress = "progress" "進捗率（基準値から目標まで）",
    }
    RateChoice {
        AsPlan = "as_plan" "計画の設定に合わせる",
        Target = "target" "最終目標に対する割合",
        YearTarget = "year_target" "年度目標に対する割合",
        Progress = "progress" "進捗率（基準値から目標まで）",
    }
    Decimals {
        AsTyped = "as_typed" "入力のまま",
        None = "none" "整数",
        One = "one" "小数第1位まで",
        Two = "two" "小数第2位まで",
        Three = "three" "小数第3位まで",
    }
    Basis {
        Hand = "hand" "選ぶ",
        Rate = "rate" "達成率から決める",
    }
}

macro_rules! values {
    ($($set:ident),+) => {
        /// The value of a field that holds one of a closed set.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Code {
            $($set($set),)+
        }

        impl Code {
            /// The word by which it is stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$set(it) => it.code(),)+
                }
            }

            /// What a clerk calls it.
            pub const fn label(self) -> &'static str {
                match self {
                    $(Self::$set(it) => it.label(),)+
                }
            }

            /// All of the set that it is one of.
            pub fn alternatives(self) -> Vec<Self> {
                match self {
                    $(Self::$set(_) => $set::ALL.into_iter().map(Self::$set).collect(),)+
                }
            }

            /// Whether it is what a new record has.
            pub fn is_default(self) -> bool {
                match self {
                    $(Self::$set(it) => it == $set::default(),)+
                }
            }
        }
    };
}

values!(
    Approval,
    Hue,
    FirstReiwa,
    NumberStyle,
    BracketStyle,
    Series,
    Closing,
    Better,
    RateRule,
    RateChoice,
    Decimals,
    Basis
);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Value;

    /// What is stored in a table and what is stored in the log are one word.
    #[test]
    fn a_set_has_one_word_for_each_of_its_values() {
        macro_rules! check {
            ($($set:ident),+) => {$(
                for it in $set::ALL {
                    assert_eq!(serde_json::to_value(it).unwrap(), it.code());
                    assert_eq!($set::from_code(it.code()), Some(it));
                }
                assert_eq!($set::from_code("bewitched"), None);
            )+};
        }
        check!(
            Approval,
            Hue,
            FirstReiwa,
            NumberStyle,
            BracketStyle,
            Series,
            Closing,
            Better,
            RateRule,
            RateChoice,
            Decimals,
            Basis
        );
    }

    #[test]
    fn the_label_of_2019_is_that_of_the_year() {
        for it in FirstReiwa::ALL {
            assert_eq!(it.label(), crate::domain::FiscalYear(2019).label(it));
        }
    }

    #[test]
    fn a_value_of_a_set_is_reported_under_the_name_of_the_set() {
        let value = Value::Code(Code::Approval(Approval::Department));
        let json = serde_json::json!({ "approval": "department" });
        assert_eq!(serde_json::to_value(value).unwrap(), json);
    }
}
