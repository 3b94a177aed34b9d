//! The rules that texts of all records are held to.

use super::{Field, Invalid};
use crate::domain::text;
use std::collections::BTreeSet;

/// A text that may have several lines.
pub(crate) fn lines(field: Field, value: &str) -> Result<(), Invalid> {
    if !text::is_clean(value) {
        return Err(Invalid::ControlCharacter(field));
    }
    // A character has at least one byte, so that short texts need no counting.
    if value.len() > text::MAX_CHARS {
        let chars = value.chars().count();
        if chars > text::MAX_CHARS {
            return Err(Invalid::TooLong { field, chars, of: String::new() });
        }
    }
    Ok(())
}

/// A text of one line.
pub(crate) fn one_line(field: Field, value: &str) -> Result<(), Invalid> {
    if value.contains('\n') {
        return Err(Invalid::LineBreak(field));
    }
    lines(field, value)
}

/// A name: one line, not blank.
pub(crate) fn named(field: Field, value: &str) -> Result<(), Invalid> {
    if value.trim().is_empty() {
        return Err(Invalid::Blank(field));
    }
    one_line(field, value)
}

/// Names of which none stands twice.
pub(crate) fn check_distinct<'a>(names: impl Iterator<Item = &'a String>) -> Result<(), Invalid> {
    let mut seen = BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(Invalid::DuplicateName(name.clone()));
        }
    }
    Ok(())
}
