//! The elements of a part, one after the other.

use crate::exchange::error::Error;
use quick_xml::Reader;
use quick_xml::escape::{resolve_xml_entity, unescape};
use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;
use std::ops::ControlFlow;

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Node<'a> {
    Start(&'a BytesStart<'a>),
    /// The end of the element of this name, without a prefix.
    End(&'a str),
    /// A piece of text: one text may come in several.
    Text(&'a str),
}

/// Shows each element as it begins and ends, and the texts between, until told to stop.
///
/// # Errors
/// [`Error::Damaged`], also where the part breaks off, and those of `look`.
pub(super) fn walk(
    part: impl BufRead,
    mut look: impl FnMut(Node<'_>) -> Result<ControlFlow<()>, Error>,
) -> Result<(), Error> {
    let mut xml = Reader::from_reader(part);
    xml.config_mut().expand_empty_elements = true;
    let (mut buffer, mut depth) = (Vec::new(), 0_usize);
    loop {
        buffer.clear();
        let flow = match xml.read_event_into(&mut buffer).map_err(|_| Error::Damaged)? {
            Event::Start(tag) => {
                depth += 1;
                look(Node::Start(&tag))?
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                look(Node::End(tag.local_name().as_ref()))?
            }
            Event::Text(text) => look(Node::Text(&text.xml10_content()))?,
            Event::CData(text) => look(Node::Text(&text.xml10_content()))?,
            Event::GeneralRef(entity) => {
                let character = entity.resolve_char_ref().map_err(|_| Error::Damaged)?;
                match (character, resolve_xml_entity(&entity)) {
                    (Some(character), _) => look(Node::Text(character.encode_utf8(&mut [0; 4])))?,
                    (None, Some(text)) => look(Node::Text(text))?,
                    (None, None) => return Err(Error::Damaged),
                }
            }
            Event::Eof if depth > 0 => return Err(Error::Damaged),
            Event::Eof => return Ok(()),
            _ => ControlFlow::Continue(()),
        };
        if flow.is_break() {
            return Ok(());
        }
    }
}

/// Shows each element as it begins.
///
/// # Errors
/// Those of [`walk`].
pub(super) fn each(
    part: impl BufRead,
    mut look: impl FnMut(&BytesStart<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    walk(part, |node| {
        if let Node::Start(tag) = node {
            look(tag)?;
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The attribute of a name, whatever the prefix before it: the `r:id` of a sheet is its `id`.
///
/// # Errors
/// [`Error::Damaged`].
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Result<Option<String>, Error> {
    let mut found = None;
    for attribute in tag.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Error::Damaged)?;
        if attribute.key.local_name().as_ref() == name {
            let value = unescape(&attribute.value).map_err(|_| Error::Damaged)?;
            found = Some(value.into_owned());
        }
    }
    Ok(found)
}

/// Whether an attribute that says yes or no says yes; `otherwise` where it is not there.
///
/// # Errors
/// [`Error::Damaged`].
pub(super) fn flag(tag: &BytesStart<'_>, name: &str, otherwise: bool) -> Result<bool, Error> {
    let value = attribute(tag, name)?;
    Ok(value.map_or(otherwise, |value| matches!(value.as_str(), "1" | "true" | "on")))
}
