//! A document: the sections one after the other, each with its table, on the page of the paper.
//!
//! The parts are written as XML here: docx-rs 0.4, the crate that is best kept, has no repeated heads
//! of tables, and both the archive and the escaping are there for workbooks already.

mod body;
mod package;
mod paragraph;
mod table;

use super::Part;
use crate::report::error::Error;
use crate::report::table as layout;
use body::Body;

/// Writes the sections. The same texts are the same bytes: no clock is asked.
///
/// # Errors
/// As for [`layout::lay_out`]; [`Error::Write`] where the library fails.
pub(in crate::report) fn write(parts: &[Part]) -> Result<Vec<u8>, Error> {
    let Some(first) = parts.first() else { return Err(Error::NoRoom) };
    let mut body = Body::default();
    for part in parts {
        body.add(part, &layout::dimensions(&part.content, &part.options)?);
    }
    let dimensions = layout::dimensions(&first.content, &first.options)?;
    package::write(first, &dimensions, &body.finish(first, &dimensions))
}
