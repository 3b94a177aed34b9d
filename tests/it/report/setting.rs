//! How the texts of a list are set: what `Options::style` and `Options::names` come to on paper.

use super::sample;
use shinchoku::report::{
    Column, Document, Item, Options, Origin, list::lay_out, typeset::Line, typeset::Style,
};

fn printed(style: Style) -> Document {
    lay_out(&sample(), &Options { style, ..Options::default() }).unwrap()
}

/// The lines of a column, each with the width of its cell in ems of the type.
fn lines(document: &Document, column: Column) -> Vec<&Line> {
    let pages = document.pages.iter();
    let cells = pages.flat_map(|page| page.cells.iter().map(move |cell| (page, cell)));
    cells
        .filter(|(_, cell)| matches!(cell.of, Origin::Entry(_, of) if of == column))
        .flat_map(|(page, cell)| &page.items[cell.items.clone()])
        .filter_map(|(_, item)| match item {
            Item::Text(text) => Some(&*text.line),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

/// How many lines do not end where the widest of their column does, of those that are not the last of
/// their paragraph.
fn ragged(document: &Document, column: Column) -> (usize, usize) {
    let lines = lines(document, column);
    let widest = lines.iter().map(|line| line.end).max().unwrap();
    let full: Vec<_> = lines.into_iter().filter(|line| !line.ends).collect();
    (full.iter().filter(|line| line.end < widest).count(), full.len())
}

#[test]
fn running_text_is_even_and_names_are_not_stretched() {
    let even = printed(Style { justify: true, ..Style::default() });
    let plain = printed(Style::default());
    assert_eq!(Options::default().style, Style { justify: true, ..Style::default() });
    for column in [Column::Description, Column::Implementation] {
        let (ragged_even, all) = ragged(&even, column);
        let (ragged_plain, _) = ragged(&plain, column);
        assert!(ragged_even * 4 < all, "{column:?}: {ragged_even} of {all}");
        assert!(ragged_even < ragged_plain);
    }
    for column in [Column::Name, Column::Departments] {
        let stretched = lines(&even, column)
            .into_iter()
            .filter(|line| line.glyphs.iter().any(|glyph| glyph.kern > 0));
        assert_eq!(stretched.count(), 0, "{column:?}");
    }
    assert!(even.pages.len() <= plain.pages.len());
}

/// The pairs of lines of the narratives between which a paragraph goes on, and where it does.
fn breaks(document: &Document) -> Vec<(String, usize)> {
    let lines = lines(document, Column::Implementation);
    let pairs = lines.windows(2).filter(|pair| !pair[0].ends);
    pairs.map(|pair| (format!("{}{}", pair[0].text, pair[1].text), pair[0].text.len())).collect()
}

#[test]
fn names_are_not_torn() {
    let torn = |name: &str, breaks: &[(String, usize)]| {
        breaks.iter().any(|(text, end)| {
            text.match_indices(name).any(|(at, _)| at < *end && *end < at + name.len())
        })
    };
    let plain = breaks(&printed(Options::default().style));
    // Four characters around the end of a line, as if they were a name.
    let names: Vec<String> = plain
        .iter()
        .map(|(text, end)| {
            let before = text[..*end].chars().rev().take(2).collect::<Vec<_>>();
            before.into_iter().rev().chain(text[*end..].chars().take(2)).collect::<String>()
        })
        .filter(|name| name.chars().all(char::is_alphabetic))
        .take(8)
        .collect();
    assert!(names.len() == 8 && names.iter().all(|name| torn(name, &plain)));
    let options = Options { names: names.clone(), ..Options::default() };
    let kept = breaks(&lay_out(&sample(), &options).unwrap());
    assert_eq!(names.iter().find(|name| torn(name, &kept)), None);
}
