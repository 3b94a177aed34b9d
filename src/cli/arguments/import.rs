//! `import`: a list taken in.

use super::{Allowed, Command, Usage, path, text};
use lexopt::prelude::*;
use std::path::PathBuf;

/// What to take in, and how to read it.
#[derive(Debug, PartialEq, Eq)]
pub struct ImportArguments {
    pub file: PathBuf,
    pub source: PathBuf,
    /// The sheets to read, by their names. Empty: those that are recognised.
    pub sheets: Vec<String>,
    /// What columns hold, and their letters, as typed.
    pub columns: Vec<(String, String)>,
}

pub fn parse(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut places, mut sheets, mut columns) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(argument) = parser.next()? {
        match argument {
            Long("sheet") => sheets.push(text(&mut parser)?),
            Long("columns") => {
                for said in text(&mut parser)?.split([',', '、', '，']) {
                    let parts = said.split_once(['=', '＝']);
                    let bad = || Usage::bad("--columns", said, Allowed::Columns);
                    let (field, letters) = parts.ok_or_else(bad)?;
                    columns.push((field.trim().to_owned(), letters.trim().to_owned()));
                }
            }
            Value(value) if places.len() < 2 => places.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut places = places.into_iter();
    let file = path(places.next(), "FILE.db")?;
    let source = path(places.next(), "SOURCE")?;
    Ok(Command::Import(ImportArguments { file, source, sheets, columns }))
}
