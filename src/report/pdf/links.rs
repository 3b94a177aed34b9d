//! The links of a document (ISO 32000-1, 12.5.6.5), each of which is told by its structure element as
//! well (ISO 14289-1, 7.18.5).

use super::object::{failed, number, text};
use crate::report::error::Error;
use crate::report::geometry::Size;
use crate::report::page::Link;
use lopdf::{Object, ObjectId, dictionary};

/// Writes the links, each with the index of its page. Their keys in the structure are those behind the
/// pages.
pub(super) fn set_links(
    pdf: &mut lopdf::Document,
    links: &[(usize, Link)],
    pages: &[ObjectId],
    paper: Size,
) -> Result<(), Error> {
    for (key, (on, link)) in (pages.len()..).zip(links) {
        let (Some(page), Some(to)) = (pages.get(*on), pages.get(link.to.page)) else { continue };
        let Link { area, said, .. } = link;
        let [bottom, top, destination] =
            [area.bottom(), area.top(), link.to.top].map(|y| number(paper.height - y));
        let annotation = pdf.add_object(dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => vec![number(area.left()), bottom, number(area.right()), top],
            "Border" => vec![0.into(), 0.into(), 0.into()],
            // To be printed, as all annotations of a PDF/A (ISO 19005-2, 6.3.2).
            "F" => 4,
            "Contents" => text(said),
            "Dest" => vec![(*to).into(), "XYZ".into(), Object::Null, destination, Object::Null],
            "StructParent" => i64::try_from(key).unwrap_or(0),
        });
        let page = pdf.get_dictionary_mut(*page).map_err(failed)?;
        match page.get_mut(b"Annots").and_then(Object::as_array_mut) {
            Ok(all) => all.push(annotation.into()),
            Err(_) => page.set("Annots", vec![annotation.into()]),
        }
    }
    Ok(())
}

/// The annotations of all pages, in their order.
pub(super) fn annotations(
    pdf: &lopdf::Document,
    pages: &[ObjectId],
) -> Result<Vec<ObjectId>, Error> {
    let mut all = Vec::new();
    for page in pages {
        let page = pdf.get_dictionary(*page).map_err(failed)?;
        let annotations = page.get(b"Annots").and_then(Object::as_array).into_iter().flatten();
        for annotation in annotations {
            all.push(annotation.as_reference().map_err(failed)?);
        }
    }
    Ok(all)
}
