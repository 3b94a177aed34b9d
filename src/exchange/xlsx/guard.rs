//! What the reader of the cells must not be given: a few bytes for which it would take memory without
//! measure. Where there is not enough, the program would end at once, and no error could tell why.

use super::tags::{attribute, each};
use crate::exchange::bounds;
use crate::exchange::error::{Bound, Error};
use std::io::BufRead;
use std::ops::ControlFlow;

/// Room is made for as many shared texts as there are said to be, before any is read.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Damaged`].
pub fn shared_texts(part: impl BufRead) -> Result<(), Error> {
    each(part, |tag| {
        if tag.local_name().as_ref() != "sst" {
            return Ok(ControlFlow::Continue(()));
        }
        let count = attribute(tag, "uniqueCount")?.and_then(|count| count.parse().ok());
        let is_within = count.is_none_or(|count: usize| count <= bounds::CELLS);
        if is_within { Ok(ControlFlow::Break(())) } else { Err(bounds::cells()) }
    })
}

/// Each look of a cell is given its own copy of the name of its font and of the form of its numbers.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::Damaged`].
pub fn styles(part: impl BufRead) -> Result<(), Error> {
    let (mut elements, mut looks, mut longest) = (0, 0, 0);
    each(part, |tag| {
        elements += 1;
        match tag.local_name().as_ref() {
            "xf" => looks += 1,
            "name" | "numFmt" => longest = longest.max(tag.attributes_raw().len()),
            _ => {}
        }
        if elements > bounds::STYLES || looks > bounds::LOOKS || looks * longest > bounds::TEXT {
            return Err(bounds::too_large(Bound::Styles, bounds::LOOKS as u64));
        }
        Ok(ControlFlow::Continue(()))
    })
}
