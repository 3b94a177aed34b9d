//! Texts of cells: plain, or in runs with a font each (ECMA-376 Part 1, 18.4).

use super::tags::{Node, attribute, flag, walk};
use crate::exchange::error::Error;
use quick_xml::events::BytesStart;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::BufRead;
use std::ops::ControlFlow;

/// A stretch of a text with a font of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// Where it ends in the text.
    end: u32,
    /// Whether it is struck out; `None` where it has the font of its cell.
    struck: Option<bool>,
}

/// A text as it is read, from `si` or `is`. What is read above the characters (furigana) is no part
/// of it.
#[derive(Debug, Default)]
pub(super) struct RichText {
    text: String,
    runs: Vec<Run>,
    /// The font of the present run.
    struck: Option<bool>,
    /// The piece within the present `t`.
    piece: Option<String>,
    keeps_space: bool,
    is_phonetic: bool,
}

impl RichText {
    /// Takes what comes next.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub(super) fn take(&mut self, node: &Node<'_>) -> Result<(), Error> {
        match node {
            Node::Start(tag) => self.start(tag)?,
            Node::Text(text) => {
                if let Some(piece) = &mut self.piece {
                    piece.push_str(text);
                }
            }
            Node::End("t") => self.end_of_piece(),
            Node::End("rPh") => self.is_phonetic = false,
            Node::End(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Error> {
        match tag.local_name().as_ref() {
            "r" => self.struck = None,
            "rPr" => self.struck = Some(false),
            "strike" => self.struck = Some(flag(tag, "val", true)?),
            "rPh" => self.is_phonetic = true,
            "t" if !self.is_phonetic => {
                self.keeps_space = attribute(tag, "space")?.as_deref() == Some("preserve");
                self.piece = Some(String::new());
            }
            _ => {}
        }
        Ok(())
    }

    fn end_of_piece(&mut self) {
        let Some(piece) = self.piece.take() else { return };
        let space: &[char] = if self.keeps_space { &[] } else { &[' ', '\t', '\r', '\n'] };
        self.text.push_str(&unescaped(piece.trim_matches(space)));
        self.runs.push(Run { end: length(&self.text), struck: self.struck });
    }

    /// The text without what is struck out, and that. `struck` tells whether the font of the cell
    /// strikes its text out.
    pub(super) fn unstruck(&self, struck: bool) -> (Cow<'_, str>, Option<String>) {
        unstruck(&self.text, &self.runs, struck)
    }
}

fn unstruck<'a>(text: &'a str, runs: &[Run], struck: bool) -> (Cow<'a, str>, Option<String>) {
    let one = [Run { end: length(text), struck: None }];
    let runs = if runs.is_empty() { &one[..] } else { runs };
    let is_struck = |run: &Run| run.struck.unwrap_or(struck);
    if !runs.iter().any(is_struck) {
        return (Cow::Borrowed(text), None);
    }
    let (mut kept, mut lost, mut start) = (String::new(), String::new(), 0);
    for run in runs {
        let end = usize::try_from(run.end).unwrap_or(usize::MAX);
        let piece = text.get(start..end).unwrap_or_default();
        if is_struck(run) { &mut lost } else { &mut kept }.push_str(piece);
        start = end;
    }
    (Cow::Owned(kept), Some(lost).filter(|lost| !lost.trim().is_empty()))
}

/// The length of a text: a part has far less than four gigabytes.
fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}

/// The texts that cells share, by their numbers.
#[derive(Debug, Default)]
pub(super) struct SharedTexts {
    /// One after the other.
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// The runs of those that have more than one font, by number.
    runs: BTreeMap<usize, Vec<Run>>,
}

impl SharedTexts {
    /// # Errors
    /// [`Error::Damaged`].
    pub(super) fn read(part: impl BufRead) -> Result<Self, Error> {
        let mut out = Self::default();
        let mut present: Option<RichText> = None;
        walk(part, |node| {
            match &node {
                Node::Start(tag) if tag.local_name().as_ref() == "si" => {
                    present = Some(RichText::default());
                }
                Node::End("si") => {
                    if let Some(text) = present.take() {
                        out.push(text);
                    }
                }
                node => {
                    if let Some(text) = &mut present {
                        text.take(node)?;
                    }
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(out)
    }

    fn push(&mut self, RichText { text, runs, .. }: RichText) {
        if runs.iter().any(|run| run.struck.is_some()) {
            let _ = self.runs.insert(self.ends.len(), runs);
        }
        self.text.push_str(&text);
        self.ends.push(length(&self.text));
    }

    /// The text of a number as [`RichText::unstruck`] has it; `None` where there is no such number.
    pub(super) fn unstruck(
        &self,
        number: usize,
        struck: bool,
    ) -> Option<(Cow<'_, str>, Option<String>)> {
        let end = |number: usize| usize::try_from(*self.ends.get(number)?).ok();
        let start = number.checked_sub(1).and_then(end).unwrap_or(0);
        let text = self.text.get(start..end(number)?)?;
        let runs = self.runs.get(&number).map_or(&[][..], Vec::as_slice);
        Some(unstruck(text, runs, struck))
    }
}

/// A text with its escapes undone: `_x000D_` is the character of that code (18.4.14, ST_Xstring).
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let code = |at: usize| {
        let escape = text.get(at..at + 7)?;
        let digits = escape.strip_prefix("_x")?.strip_suffix('_')?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = 0;
    while let Some(found) = text.get(rest..).and_then(|tail| tail.find("_x")) {
        let at = rest + found;
        out.push_str(&text[rest..at]);
        let mut units = Vec::new();
        let mut end = at;
        while let Some(unit) = code(end) {
            units.push(unit);
            end += 7;
        }
        if units.is_empty() {
            out.push_str("_x");
            end = at + 2;
        }
        out.push_str(&String::from_utf16_lossy(&units));
        rest = end;
    }
    out.push_str(text.get(rest..).unwrap_or_default());
    Cow::Owned(out)
}
