//! How cells look, as far as it tells what they say: their number formats, and fonts that strike their
//! text out (ECMA-376 Part 1, 18.8).

use super::tags::{Node, attribute, flag, walk};
use crate::exchange::bounds;
use crate::exchange::error::{Bound, Error};
use crate::exchange::number_format::{NumberFormat, builtin};
use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::ControlFlow;

/// The look of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// The number of its format.
    pub format: u32,
    /// Whether its font strikes the text out.
    pub struck: bool,
}

/// The looks of a workbook.
#[derive(Debug, Default)]
pub(super) struct Looks {
    looks: Vec<Look>,
    codes: BTreeMap<u32, String>,
    /// Those that a cell has asked for, taken apart.
    formats: BTreeMap<u32, NumberFormat>,
}

/// The lists of the part that are read. Formats and fonts also stand elsewhere, for cells that meet a
/// condition.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Formats,
    Fonts,
    Looks,
}

impl List {
    fn of(name: &str) -> Option<Self> {
        match name {
            "numFmts" => Some(Self::Formats),
            "fonts" => Some(Self::Fonts),
            "cellXfs" => Some(Self::Looks),
            _ => None,
        }
    }
}

impl Looks {
    /// # Errors
    /// [`Error::Damaged`], [`Error::TooLarge`].
    pub(super) fn read(part: impl BufRead) -> Result<Self, Error> {
        let mut out = Self::default();
        let mut list = None;
        let mut fonts: Vec<bool> = Vec::new();
        walk(part, |node| {
            let tag = match node {
                Node::Start(tag) => tag,
                Node::End(name) => {
                    list = list.filter(|list| List::of(name) != Some(*list));
                    return Ok(ControlFlow::Continue(()));
                }
                Node::Text(_) => return Ok(ControlFlow::Continue(())),
            };
            let name = tag.local_name();
            let number = |name| {
                attribute(tag, name).map(|value| value.and_then(|value| value.parse::<u32>().ok()))
            };
            match (list, name.as_ref()) {
                (None, name) => list = List::of(name),
                (Some(List::Formats), "numFmt") => {
                    if let (Some(id), Some(code)) =
                        (number("numFmtId")?, attribute(tag, "formatCode")?)
                    {
                        let _ = out.codes.insert(id, code);
                    }
                }
                (Some(List::Fonts), "font") => fonts.push(false),
                (Some(List::Fonts), "strike") => {
                    if let Some(font) = fonts.last_mut() {
                        *font = flag(tag, "val", true)?;
                    }
                }
                (Some(List::Looks), "xf") => {
                    let font = number("fontId")?.and_then(|font| usize::try_from(font).ok());
                    let struck = font.and_then(|font| fonts.get(font)).copied().unwrap_or(false);
                    let format = number("numFmtId")?.unwrap_or(0);
                    out.looks.push(Look { format, struck });
                    if out.looks.len() > bounds::LOOKS {
                        return Err(bounds::too_large(Bound::Styles, bounds::LOOKS as u64));
                    }
                }
                _ => {}
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(out)
    }

    /// The look of a number.
    pub(super) fn look(&self, number: usize) -> Look {
        self.looks.get(number).copied().unwrap_or_default()
    }

    /// The format of a look. A number without a code stands for none.
    pub(super) fn format(&mut self, look: Look) -> &NumberFormat {
        let code = self.codes.get(&look.format).map(String::as_str);
        self.formats.entry(look.format).or_insert_with(|| {
            let code = code.or_else(|| builtin(look.format));
            code.map_or_else(NumberFormat::general, NumberFormat::parse)
        })
    }
}
