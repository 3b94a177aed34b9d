//! What the command line could not be understood for.

use crate::domain::text::label;
use crate::domain::{YearStyle, date};
use crate::words::Notice;
use chrono::NaiveDate;

/// Why the command line could not be understood.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Usage {
    #[error("unknown command {0}")]
    UnknownCommand(String),
    #[error("unknown option {0}")]
    UnknownOption(String),
    #[error("{0} is missing")]
    Lacking(&'static str),
    #[error("{0} needs a value")]
    NoValue(String),
    #[error("too many arguments: {0}")]
    TooMany(String),
    #[error("{option} does not take {value}")]
    BadValue { option: &'static str, value: String, allowed: Allowed },
    #[error("{option} says something else beside {value}")]
    Twice { option: &'static str, value: String },
    #[error("{option} goes only with {with}")]
    Alone { option: &'static str, with: &'static str },
    /// The name of a file to be written does not tell what it will be.
    #[error("{file} does not end in one of {endings:?}")]
    Ending { file: String, endings: &'static [&'static str] },
}

impl Usage {
    pub fn bad(option: &'static str, value: &str, allowed: Allowed) -> Self {
        Self::BadValue { option, value: value.to_owned(), allowed }
    }
}

/// What an option takes.
#[derive(Debug, PartialEq, Eq)]
pub enum Allowed {
    /// Nothing: there is nothing that it could say of this file.
    Nothing,
    /// What columns hold, each with its letter.
    Columns,
    /// One of these words.
    Words(Vec<String>),
    /// The name of one of the 様式 of the file.
    Templates(Vec<String>),
    /// The name of one of the departments of the file.
    Departments(Vec<String>),
    /// The name of a department that is asked for something in a year.
    Asked { year: String, departments: Vec<String> },
    /// One of the years of the file.
    Years(Vec<String>),
    /// Whole points, or parts of them, from one size to another.
    Points(i64, i64),
    /// Whole millimetres from one width to another.
    Millimetres(i32, i32),
    /// A whole number.
    Count,
    /// A day of the calendar.
    Day,
    /// That day or a later one.
    NotBefore(NaiveDate),
}

impl From<lexopt::Error> for Usage {
    fn from(error: lexopt::Error) -> Self {
        match error {
            lexopt::Error::MissingValue { option } => Self::NoValue(option.unwrap_or_default()),
            lexopt::Error::UnexpectedOption(option) => Self::UnknownOption(option),
            lexopt::Error::UnexpectedArgument(value)
            | lexopt::Error::NonUnicodeValue(value)
            | lexopt::Error::UnexpectedValue { value, .. } => {
                Self::TooMany(value.to_string_lossy().into_owned())
            }
            lexopt::Error::ParsingFailed { value, .. } => Self::TooMany(value),
            lexopt::Error::Custom(error) => Self::TooMany(error.to_string()),
        }
    }
}

impl From<&Usage> for Notice {
    fn from(usage: &Usage) -> Self {
        let what = match usage {
            Usage::UnknownCommand(command) => format!("「{command}」という命令はありません。"),
            Usage::UnknownOption(option) => format!("「{option}」という選択肢はありません。"),
            Usage::Lacking(what) => format!("{what} を指定してください。"),
            Usage::NoValue(option) => format!("「{option}」の値がありません。"),
            Usage::TooMany(value) => format!("「{value}」が余分です。"),
            Usage::Twice { option, value } => format!(
                "{option} の「{value}」は、ほかの指定と重なっています。1つの列には1つのもの、1つのものには1つの列を指定してください。"
            ),
            Usage::BadValue { option, value, allowed } => {
                format!("{option} に「{}」は使えません。何も変えていません。", label(value))
                    + "\n"
                    + &takes(allowed)
            }
            Usage::Alone { option, with } => {
                format!("{option} は、{with} と一緒に指定してください。")
            }
            Usage::Ending { file, endings } => {
                let endings: Vec<String> =
                    endings.iter().map(|ending| format!("「.{ending}」")).collect();
                format!(
                    "「{file}」には書き出せません。名前の終わりを{}にしてください。",
                    endings.join("か")
                )
            }
        };
        Self::new(what, "使い方は shinchoku --help で見られます。", usage)
    }
}

/// What an option takes.
fn takes(allowed: &Allowed) -> String {
    match allowed {
        Allowed::Nothing => "このファイルでは指定できません。".to_owned(),
        Allowed::Columns => "「名称=C,内容=E」の形で指定してください。".to_owned(),
        Allowed::Words(words) => format!("{}のどれかを指定してください。", quoted(words)),
        Allowed::Templates(names) if names.is_empty() => {
            "このファイルに様式はありません。".to_owned()
        }
        Allowed::Templates(names) => {
            format!("このファイルにある様式（{}）の名前を指定してください。", quoted(names))
        }
        Allowed::Departments(names) if names.is_empty() => {
            "このファイルに課はありません。".to_owned()
        }
        Allowed::Departments(names) => {
            format!("このファイルにある課（{}）の名前を指定してください。", some(names))
        }
        Allowed::Asked { year, departments } if departments.is_empty() => {
            format!("{year}に入力をお願いする課はありません。施策に所管課を付けてください。")
        }
        Allowed::Asked { year, departments } => {
            format!("{year}に入力をお願いする課（{}）の名前を指定してください。", some(departments))
        }
        Allowed::Years(years) => {
            format!("このファイルにある年度（{}）を指定してください。", years.join("、"))
        }
        Allowed::Points(least, most) => format!(
            "{least}から{most}までのポイント数を、小数点以下3桁までの半角数字で指定してください（例：9.5）。"
        ),
        Allowed::Millimetres(least, most) => {
            format!(
                "{least}から{most}までのミリメートル数を、半角の整数で指定してください（例：10）。"
            )
        }
        Allowed::Count => "件数を、0以上の半角の整数で指定してください（例：20）。".to_owned(),
        Allowed::Day => {
            "暦にある日付を、2026-06-12 や 令和8年6月12日 のように指定してください。".to_owned()
        }
        Allowed::NotBefore(today) => format!(
            "過ぎた日を提出期限にはできません。きょう（{}）か、そのあとの日付を指定してください。",
            date::written(*today, YearStyle::default())
        ),
    }
}

/// 「明朝」「ゴシック」.
fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("「{}」", label(name))).collect()
}

/// Names of which there may be a hundred.
fn some(names: &[String]) -> String {
    const MOST: usize = 30;
    match names.len().checked_sub(MOST) {
        None | Some(0) => quoted(names),
        Some(more) => format!("{}ほか{more}課", quoted(&names[..MOST])),
    }
}
