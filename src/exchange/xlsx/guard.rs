//! What the reader of the cells must not be given: a few bytes for which it would take memory without
//! measure. Where there is not enough, the program would end at once, and no error could tell why.

use crate::exchange::bounds;
use crate::exchange::error::{Bound, Error};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// Room is made for as many shared texts as there are said to be, before any is read.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Damaged`].
pub fn shared_texts(part: impl BufRead) -> Result<(), Error> {
    let mut xml = Reader::from_reader(part);
    let mut buffer = Vec::new();
    while let Some(tag) = next(&mut xml, &mut buffer)? {
        if tag.local_name().as_ref() == "sst" {
            let count = attribute(&tag, "uniqueCount")?.and_then(|count| count.parse().ok());
            let is_within = count.is_none_or(|count: usize| count <= bounds::CELLS);
            return if is_within { Ok(()) } else { Err(bounds::rows()) };
        }
    }
    Ok(())
}

/// Each look of a cell is given its own copy of the name of its font and of the form of its numbers.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Damaged`].
pub fn styles(part: impl BufRead) -> Result<(), Error> {
    let mut xml = Reader::from_reader(part);
    let (mut elements, mut looks, mut longest) = (0, 0, 0);
    let mut buffer = Vec::new();
    while let Some(tag) = next(&mut xml, &mut buffer)? {
        elements += 1;
        match tag.local_name().as_ref() {
            "xf" => looks += 1,
            "name" | "numFmt" => longest = longest.max(tag.attributes_raw().len()),
            _ => {}
        }
        if elements > bounds::STYLES || looks > bounds::LOOKS || looks * longest > bounds::TEXT {
            return Err(Error::TooLarge { what: Bound::Styles, limit: bounds::LOOKS as u64 });
        }
    }
    Ok(())
}

/// The next element.
fn next<'a>(
    xml: &mut Reader<impl BufRead>,
    buffer: &'a mut Vec<u8>,
) -> Result<Option<BytesStart<'a>>, Error> {
    loop {
        buffer.clear();
        match xml.read_event_into(buffer).map_err(|_| Error::Damaged)? {
            Event::Start(tag) | Event::Empty(tag) => return Ok(Some(tag.into_owned())),
            Event::Eof => return Ok(None),
            _ => {}
        }
    }
}

/// An attribute as it is written.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Error::Damaged)?;
        if attribute.key.as_ref() == name {
            return Ok(Some(attribute.value.into_owned()));
        }
    }
    Ok(None)
}
