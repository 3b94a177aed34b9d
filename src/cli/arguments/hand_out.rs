//! `hand-out`: files for departments.

use super::{Command, Usage, output, path, text};
use crate::domain::handout::Others;
use crate::store::DATABASE;
use lexopt::prelude::*;
use std::path::PathBuf;

/// Which files to make for departments, and what to tell them.
#[derive(Debug, PartialEq, Eq)]
pub struct HandOutArguments {
    pub file: PathBuf,
    /// A file, or with `all` a folder.
    pub out: PathBuf,
    pub department: Option<String>,
    pub all: bool,
    /// As typed; the latest open one where none is named.
    pub year: Option<String>,
    /// As typed.
    pub deadline: Option<String>,
    pub message: String,
    pub return_to: String,
    pub others: Others,
    pub force: bool,
}

pub fn parse(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut file, mut out) = (None, None);
    let (mut department, mut all, mut year, mut deadline) = (None, false, None, None);
    let (mut message, mut return_to) = (String::new(), String::new());
    let (mut others, mut force) = (Others::Readable, false);
    while let Some(argument) = parser.next()? {
        match argument {
            Short('o') | Long("output") => out = Some(parser.value()?),
            Long("department") => department = Some(text(&mut parser)?),
            Long("all") => all = true,
            Long("year") => year = Some(text(&mut parser)?),
            Long("deadline") => deadline = Some(text(&mut parser)?),
            Long("message") => message = text(&mut parser)?,
            Long("return-to") => return_to = text(&mut parser)?,
            Long("only") => others = Others::LeftOut,
            Long("force") => force = true,
            Value(value) if file.is_none() => file = Some(value),
            other => return Err(other.unexpected().into()),
        }
    }
    match (&department, all) {
        (None, false) => return Err(Usage::Lacking("--department")),
        (Some(_), true) => return Err(Usage::TooMany("--all".to_owned())),
        (Some(_), false) | (None, true) => {}
    }
    let out = match all {
        true => path(out, "-o FOLDER")?,
        false => output(out, "-o OUT.db", &[DATABASE])?,
    };
    Ok(Command::HandOut(HandOutArguments {
        file: path(file, "FILE.db")?,
        out,
        department,
        all,
        year,
        deadline,
        message,
        return_to,
        others,
        force,
    }))
}
