//! `merge`: another copy of the file taken in.

use super::{Allowed, Command, Usage, output, path, text};
use lexopt::prelude::*;
use std::path::PathBuf;

/// What to take in, and how.
#[derive(Debug, PartialEq, Eq)]
pub struct MergeArguments {
    pub file: PathBuf,
    pub other: PathBuf,
    /// Only tell what would come of it.
    pub dry_run: bool,
    pub conflicts: Conflicts,
    /// Where to write all differences, for programs.
    pub json: Option<PathBuf>,
}

/// What becomes of what both have changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conflicts {
    Mine,
    Theirs,
    /// Nothing is taken in where there is any.
    Stop,
}

impl Conflicts {
    /// The words by which they are asked for.
    const WORDS: [(&str, Self); 3] =
        [("mine", Self::Mine), ("theirs", Self::Theirs), ("stop", Self::Stop)];
}

pub fn parse(mut parser: lexopt::Parser) -> Result<Command, Usage> {
    let (mut places, mut dry_run, mut json) = (Vec::new(), false, None);
    let mut conflicts = Conflicts::Stop;
    while let Some(argument) = parser.next()? {
        match argument {
            Long("dry-run") => dry_run = true,
            Long("conflicts") => {
                let value = text(&mut parser)?;
                let found = Conflicts::WORDS.into_iter().find(|(word, _)| *word == value);
                conflicts = found.map(|(_, conflicts)| conflicts).ok_or_else(|| {
                    let words = Conflicts::WORDS.map(|(word, _)| word.to_owned());
                    Usage::bad("--conflicts", &value, Allowed::Words(words.into()))
                })?;
            }
            Long("json") => json = Some(output(Some(parser.value()?), "--json", &["json"])?),
            Value(value) if places.len() < 2 => places.push(value),
            other => return Err(other.unexpected().into()),
        }
    }
    let mut places = places.into_iter();
    let file = path(places.next(), "FILE.db")?;
    let other = path(places.next(), "OTHER.db")?;
    Ok(Command::Merge(MergeArguments { file, other, dry_run, conflicts, json }))
}
