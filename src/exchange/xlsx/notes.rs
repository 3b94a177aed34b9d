//! What stands on a sheet beside its cells: comments and the texts of shapes (ECMA-376 Part 1, 18.7
//! and 20.5).

use super::container::Container;
use super::sheet::address;
use super::tags::{Node, attribute, walk};
use super::workbook::{Relation, from, relations_of};
use crate::exchange::bounds;
use crate::exchange::doubt::Question;
use crate::exchange::error::Error;
use crate::exchange::grid::Omitted;
use std::collections::BTreeSet;
use std::ops::ControlFlow;

/// Reads the comments and the texts of shapes of a sheet, up to as many as a sheet may have rows.
///
/// # Errors
/// [`Error::Damaged`].
pub(super) fn read(container: &mut Container<'_>, part: &str) -> Result<Vec<Omitted>, Error> {
    let relations = relations_of(container, part)?;
    let of_kind = |kind: &str| -> Vec<String> {
        let of_kind = |relation: &&Relation| relation.kind.ends_with(kind);
        relations.iter().filter(of_kind).map(|relation| from(part, &relation.target)).collect()
    };
    let mut notes = Vec::new();
    for part in of_kind("/threadedComment") {
        read_comments(container, &part, "threadedComment", &mut notes)?;
    }
    // Beside a thread stands a comment that says that the reader's Excel is too old for it.
    let threads: BTreeSet<(u32, usize)> = notes.iter().map(|it| (it.row, it.column)).collect();
    let mut comments = Vec::new();
    for part in of_kind("/comments") {
        read_comments(container, &part, "comment", &mut comments)?;
    }
    notes.extend(comments.into_iter().filter(|it| !threads.contains(&(it.row, it.column))));
    for part in of_kind("/drawing") {
        read_shapes(container, &part, &mut notes)?;
    }
    for part in of_kind("/vmlDrawing") {
        read_old_shapes(container, &part, &mut notes)?;
    }
    notes.retain(|note| !note.text.trim().is_empty());
    notes.truncate(bounds::ROWS);
    Ok(notes)
}

fn read_comments(
    container: &mut Container<'_>,
    part: &str,
    element: &str,
    notes: &mut Vec<Omitted>,
) -> Result<(), Error> {
    let Some(part) = container.part(part)? else { return Ok(()) };
    let mut note: Option<Omitted> = None;
    let mut is_text = false;
    walk(part, |node| {
        match (node, &mut note) {
            (Node::Start(tag), _) if tag.local_name().as_ref() == element => {
                let at = attribute(tag, "ref")?.as_deref().and_then(address);
                note = at.map(|(row, column)| empty(row, column, Question::Comment));
            }
            // What is read above the characters (rPh) is in a `t` as well; comments have none.
            (Node::Start(tag), _) => {
                is_text = matches!(tag.local_name().as_ref(), "t" | "text");
            }
            (Node::Text(text), Some(note)) if is_text => note.text.push_str(text),
            (Node::End("t" | "text"), _) => is_text = false,
            (Node::End(name), _) if name == element => notes.extend(note.take()),
            _ => {}
        }
        Ok(ControlFlow::Continue(()))
    })
}

/// The texts of shapes, each at the cell over which its shape begins.
fn read_shapes(
    container: &mut Container<'_>,
    part: &str,
    notes: &mut Vec<Omitted>,
) -> Result<(), Error> {
    let relations = relations_of(container, part)?;
    let Some(drawing) = container.part(part)? else { return Ok(()) };
    let mut note = empty(0, 0, Question::Shape);
    let (mut is_from, mut value) = (false, None::<String>);
    // The texts of these stand in parts of their own.
    let mut figures: Vec<(Omitted, String)> = Vec::new();
    walk(drawing, |node| {
        match node {
            Node::Start(tag) => match tag.local_name().as_ref() {
                name @ ("relIds" | "chart") => {
                    let id = attribute(tag, if name == "chart" { "id" } else { "dm" })?;
                    figures.extend(id.map(|id| (empty_beside(&note), id)));
                }
                "twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor" => {
                    note = empty(0, 0, Question::Shape);
                }
                "from" => is_from = true,
                "t" | "row" | "col" => value = Some(String::new()),
                _ => {}
            },
            Node::Text(text) => {
                if let Some(value) = &mut value {
                    value.push_str(text);
                }
            }
            Node::End("t") => note.text.push_str(&value.take().unwrap_or_default()),
            Node::End(name @ ("row" | "col")) => {
                let number = value.take().and_then(|value| value.trim().parse::<u32>().ok());
                match (number.filter(|_| is_from), name) {
                    (Some(number), "row") => note.row = number.saturating_add(1),
                    (Some(number), _) => note.column = usize::try_from(number).unwrap_or(0),
                    (None, _) => {}
                }
            }
            Node::End("from") => is_from = false,
            Node::End("p") => note.text.push('\n'),
            Node::End("twoCellAnchor" | "oneCellAnchor" | "absoluteAnchor") => {
                notes.push(Omitted { text: note.text.trim().to_owned(), ..note.clone() });
            }
            Node::End(_) => {}
        }
        Ok(ControlFlow::Continue(()))
    })?;
    for (note, id) in figures {
        let relation = relations.iter().find(|relation| relation.id == id);
        let Some(target) = relation.map(|relation| from(part, &relation.target)) else { continue };
        notes.push(Omitted { text: texts(container, &target)?, ..note });
    }
    Ok(())
}

/// The texts of a diagram or a chart.
fn texts(container: &mut Container<'_>, part: &str) -> Result<String, Error> {
    let (mut text, mut is_text) = (String::new(), false);
    let Some(part) = container.part(part)? else { return Ok(text) };
    walk(part, |node| {
        match node {
            Node::Start(tag) => is_text = tag.local_name().as_ref() == "t",
            Node::Text(piece) if is_text => text.push_str(piece),
            Node::End("p") => text.push('\n'),
            _ => is_text = false,
        }
        let is_long = text.len() > bounds::CELL;
        Ok(if is_long { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    Ok(text.trim().to_owned())
}

/// The texts of shapes in the form of old (VML), which frames comments as well. It need not be
/// well-formed XML: what can be read of it is told.
fn read_old_shapes(
    container: &mut Container<'_>,
    part: &str,
    notes: &mut Vec<Omitted>,
) -> Result<(), Error> {
    let Some(part) = container.part(part)? else { return Ok(()) };
    let mut note = empty(0, 0, Question::Shape);
    let (mut is_text, mut is_comment, mut anchor) = (false, false, None::<String>);
    let read = walk(part, |node| {
        match node {
            Node::Start(tag) => match tag.local_name().as_ref() {
                "shape" | "rect" | "roundrect" | "oval" => {
                    note = empty(0, 0, Question::Shape);
                    is_comment = false;
                }
                "textbox" => is_text = true,
                "ClientData" => {
                    is_comment = attribute(tag, "ObjectType")?.as_deref() == Some("Note");
                }
                "Anchor" => anchor = Some(String::new()),
                _ => {}
            },
            Node::Text(text) => match &mut anchor {
                Some(anchor) => anchor.push_str(text),
                None if is_text => note.text.push_str(text),
                None => {}
            },
            Node::End("textbox") => is_text = false,
            // The column, the distance from it, the row, the distance from it, and the same again.
            Node::End("Anchor") => {
                let anchor = anchor.take().unwrap_or_default();
                let mut numbers = anchor.split(',').map(|it| it.trim().parse::<u32>().ok());
                let (column, row) = (numbers.next().flatten(), numbers.nth(1).flatten());
                let at = empty(row.unwrap_or(0), column.unwrap_or(0), Question::Shape);
                note = Omitted { text: std::mem::take(&mut note.text), ..at };
            }
            Node::End("shape" | "rect" | "roundrect" | "oval") if !is_comment => {
                notes.push(Omitted { text: note.text.trim().to_owned(), ..note.clone() });
                note.text.clear();
            }
            Node::End(_) => {}
        }
        Ok(ControlFlow::Continue(()))
    });
    match read {
        Err(Error::Damaged) | Ok(()) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A note without a text where another one is.
const fn empty_beside(note: &Omitted) -> Omitted {
    Omitted { row: note.row, column: note.column, text: String::new(), question: note.question }
}

/// A note at a cell, whose row is counted from 0, without its text.
fn empty(row: u32, column: u32, question: Question) -> Omitted {
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    Omitted { row: row.saturating_add(1), column, text: String::new(), question }
}
