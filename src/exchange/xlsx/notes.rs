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
pub fn read(container: &mut Container<'_>, part: &str) -> Result<Vec<Omitted>, Error> {
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
    let Some(part) = container.part(part)? else { return Ok(()) };
    let mut note = empty(0, 0, Question::Shape);
    let (mut is_from, mut value) = (false, None::<String>);
    walk(part, |node| {
        match node {
            Node::Start(tag) => match tag.local_name().as_ref() {
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
    })
}

/// A note at a cell, whose row is counted from 0, without its text.
fn empty(row: u32, column: u32, question: Question) -> Omitted {
    let column = usize::try_from(column).unwrap_or(usize::MAX);
    Omitted { row: row.saturating_add(1), column, text: String::new(), question }
}
