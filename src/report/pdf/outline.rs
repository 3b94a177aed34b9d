//! The bookmarks of a document.

use super::object::{failed, number, text};
use crate::report::error::Error;
use crate::report::geometry::Size;
use crate::report::page::Bookmark;
use lopdf::{Dictionary, Object, ObjectId, dictionary};

/// Writes the bookmarks, nested as they are (ISO 32000-1, 12.3.3).
pub(super) fn set_outline(
    pdf: &mut lopdf::Document,
    outline: &[Bookmark],
    pages: &[ObjectId],
    paper: Size,
) -> Result<(), Error> {
    if outline.is_empty() {
        return Ok(());
    }
    let root = pdf.new_object_id();
    let (ends, count) = add_bookmarks(pdf, outline, root, pages, paper);
    let mut dictionary = dictionary! { "Type" => "Outlines", "Count" => count };
    set_ends(&mut dictionary, ends);
    let _ = pdf.objects.insert(root, Object::Dictionary(dictionary));
    pdf.catalog_mut().map_err(failed)?.set("Outlines", root);
    Ok(())
}

/// Adds bookmarks below a parent. Returns the first and the last of them, and how many there are on
/// all levels.
fn add_bookmarks(
    pdf: &mut lopdf::Document,
    bookmarks: &[Bookmark],
    parent: ObjectId,
    pages: &[ObjectId],
    paper: Size,
) -> (Option<(ObjectId, ObjectId)>, i64) {
    let ids: Vec<ObjectId> = bookmarks.iter().map(|_| pdf.new_object_id()).collect();
    let mut shown = 0;
    for (index, (bookmark, id)) in bookmarks.iter().zip(&ids).enumerate() {
        let (ends, below) = add_bookmarks(pdf, &bookmark.children, *id, pages, paper);
        shown += 1 + below;
        let mut dictionary = dictionary! { "Title" => text(&bookmark.title), "Parent" => parent };
        if let Some(page) = pages.get(bookmark.page) {
            let top = number(paper.height - bookmark.top);
            let place = vec![(*page).into(), "XYZ".into(), Object::Null, top, Object::Null];
            dictionary.set("Dest", place);
        }
        if let Some(before) = index.checked_sub(1).and_then(|before| ids.get(before)) {
            dictionary.set("Prev", *before);
        }
        if let Some(after) = ids.get(index + 1) {
            dictionary.set("Next", *after);
        }
        if below > 0 {
            dictionary.set("Count", below);
        }
        set_ends(&mut dictionary, ends);
        let _ = pdf.objects.insert(*id, Object::Dictionary(dictionary));
    }
    (ids.first().copied().zip(ids.last().copied()), shown)
}

fn set_ends(dictionary: &mut Dictionary, ends: Option<(ObjectId, ObjectId)>) {
    if let Some((first, last)) = ends {
        dictionary.set("First", first);
        dictionary.set("Last", last);
    }
}
