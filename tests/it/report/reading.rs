//! Reading a laid-out document back.

use shinchoku::report::{Cell, Document, Item, Origin, Page};
use std::collections::BTreeMap;

/// The lines of a cell.
pub(super) fn lines<'a>(page: &'a Page, cell: &Cell) -> Vec<&'a str> {
    page.items[cell.items.clone()]
        .iter()
        .filter_map(|(_, item)| match item {
            Item::Text(text) => Some(text.line.text.as_str()),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

/// What each cell of the document says, its parts on several pages joined.
pub(super) fn cells(document: &Document) -> BTreeMap<Origin, String> {
    let mut cells: BTreeMap<Origin, String> = BTreeMap::new();
    for page in &document.pages {
        for cell in &page.cells {
            if !cell.repeated && !matches!(cell.of, Origin::Head(_)) {
                cells.entry(cell.of).or_default().push_str(&lines(page, cell).concat());
            }
        }
    }
    cells
}

/// A text as a cell without line breaks shows it.
pub(super) fn joined(text: &str) -> String {
    text.trim_end().replace('\n', "")
}

/// What the first page says above the table.
pub(super) fn title(document: &Document) -> String {
    document.pages[0]
        .items
        .iter()
        .map_while(|(_, item)| match item {
            Item::Text(text) => Some(text.line.text.as_str()),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

/// What the last line of a page says.
pub(super) fn foot(page: &Page) -> &str {
    page.items
        .iter()
        .rev()
        .find_map(|(_, item)| match item {
            Item::Text(text) => Some(text.line.text.as_str()),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .unwrap_or_default()
}

/// All texts of a page.
pub(super) fn texts(page: &Page) -> Vec<&str> {
    let mut all = Vec::new();
    for item in &page.items {
        if let (_, Item::Text(text)) = item {
            all.push(text.line.text.as_str());
        }
    }
    all
}
