//! Closed sets of values that are stored as words, each word declared once. The words never change.

use super::{Approval, BracketStyle, FirstReiwa, Held, Hue, Noun, NumberStyle, Value};
use serde::Serialize;

macro_rules! codes {
    ($($set:ident { $($variant:ident = $code:literal),+ $(,)? })+) => {$(
        impl $set {
            /// All of them, in the order in which they are offered.
            pub const ALL: [Self; [$($code),+].len()] = [$(Self::$variant),+];

            /// The word by which it is stored.
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
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
    FirstReiwa { Gannen = "gannen", Heisei31 = "heisei31" }
    NumberStyle {
        AsTexts = "as_texts",
        Half = "half",
        Full = "full",
        Single = "single",
        Unchecked = "unchecked",
    }
    BracketStyle {
        AsTexts = "as_texts",
        Full = "full",
        Half = "half",
        Unchecked = "unchecked",
    }
    Hue {
        Gray = "gray",
        Indigo = "indigo",
        Green = "green",
        Amber = "amber",
        Red = "red",
    }
    Approval { None = "none", Department = "department", Confirmed = "confirmed" }
    Noun {
        Plan = "plan",
        Goal = "goal",
        Direction = "direction",
        Measure = "measure",
        Department = "department",
        Status = "status",
        Year = "year",
        Implementation = "implementation",
        Template = "template",
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

            /// Whether it is what a new record has.
            pub fn is_default(self) -> bool {
                match self {
                    $(Self::$set(it) => it == $set::default(),)+
                }
            }
        }

        $(
            impl Held for $set {
                fn to_value(&self) -> Value {
                    Value::Code(Code::$set(*self))
                }

                fn from_value(value: Value) -> Option<Self> {
                    match value {
                        Value::Code(Code::$set(it)) => Some(it),
                        _ => None,
                    }
                }
            }
        )+
    };
}

values!(Approval, Hue, FirstReiwa, NumberStyle, BracketStyle);

#[cfg(test)]
mod tests {
    use super::*;

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
        check!(Approval, Hue, FirstReiwa, NumberStyle, BracketStyle);
    }

    #[test]
    fn a_value_of_a_set_is_reported_under_the_name_of_the_set() {
        let value = Value::Code(Code::Approval(Approval::Department));
        let json = serde_json::json!({ "approval": "department" });
        assert_eq!(serde_json::to_value(value).unwrap(), json);
    }
}
