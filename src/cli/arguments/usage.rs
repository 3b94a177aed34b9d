//! What the command line could not be understood for.

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
