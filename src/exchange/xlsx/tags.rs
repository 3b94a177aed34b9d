//! The elements of a part, one after the other, without its texts.

use crate::exchange::error::Error;
use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;
use std::ops::ControlFlow;

/// Shows each element as it begins, until told to stop.
///
/// # Errors
/// [`Error::Damaged`], and those of `look`.
pub fn each(
    part: impl BufRead,
    mut look: impl FnMut(&BytesStart<'_>) -> Result<ControlFlow<()>, Error>,
) -> Result<(), Error> {
    let mut xml = Reader::from_reader(part);
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|_| Error::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) if look(&tag)?.is_break() => return Ok(()),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The attribute of a name, whatever the prefix before it: the `r:id` of a sheet is its `id`.
///
/// # Errors
/// [`Error::Damaged`].
pub fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    let mut found = None;
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Error::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = unescape(&attribute.value).map_err(|_| Error::Damaged)?;
            // The last of them, as the reader of the cells has it.
            found = Some(value.into_owned());
        }
    }
    Ok(found)
}
