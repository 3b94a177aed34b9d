//! The page of the built-in templates: what a reader has before the eyes.

use super::sample;
use shinchoku::domain::{Book, Template};
use shinchoku::report::page::{Rule, Text};
use shinchoku::report::{
    Column, Document, Item, Length, Options, Origin, Page, list::lay_out, typeset::Line,
};

/// The list of a book under a built-in template.
fn printed(book: &Book, template: usize) -> Document {
    lay_out(book, &Options::of(book, &Template::built_in()[template].settings)).unwrap()
}

/// The ink of a line of type: left, right, top and bottom.
fn ink(document: &Document, (x, y): (Length, Length), text: &Text) -> Option<[f64; 4]> {
    let fonts = document.typeface.fonts().unwrap();
    let size = text.size.in_thousandths() as f64 / 1000.0;
    let (mut pen, y) = (x.in_thousandths() as f64 / 1000.0, y.in_thousandths() as f64 / 1000.0);
    let mut all: Option<[f64; 4]> = None;
    for (glyph, _) in text.line.glyph_texts() {
        let font = fonts.font(glyph.id.slot);
        let face = ttf_parser::Face::parse(font.data, 0).unwrap();
        let em = f64::from(face.units_per_em());
        if let Some(bounds) = face.glyph_bounding_box(ttf_parser::GlyphId(glyph.id.index)) {
            let at = |units: i16| f64::from(units) / em * size;
            let [left, right] = [bounds.x_min, bounds.x_max].map(|x| pen + at(x));
            let [top, bottom] = [bounds.y_max, bounds.y_min].map(|it| y - at(it));
            all = Some(match all {
                None => [left, right, top, bottom],
                Some(ink) => {
                    [ink[0].min(left), ink[1].max(right), ink[2].min(top), ink[3].max(bottom)]
                }
            });
        }
        pen += f64::from(fonts.width(glyph.id).0 + i32::from(glyph.kern)) / 1000.0 * size;
    }
    all
}

/// The least distances of ink from the rules beside it, and from those above and below it.
fn distances(document: &Document, page: &Page) -> (f64, f64) {
    let points = |length: Length| length.in_thousandths() as f64 / 1000.0;
    let (mut beside, mut over) = (f64::MAX, f64::MAX);
    let rules: Vec<(f64, f64, f64, f64)> = page
        .items
        .iter()
        .filter_map(|(at, item)| match item {
            Item::Rule(Rule { size, dotted: false, .. }) => {
                Some((points(at.x), points(at.y), points(size.width), points(size.height)))
            }
            _ => None,
        })
        .collect();
    let cells = page.cells.iter().flat_map(|cell| cell.items.clone());
    for (at, item) in cells.filter_map(|at| page.items.get(at)) {
        let Item::Text(text) = item else { continue };
        let Some([left, right, top, bottom]) = ink(document, (at.x, at.y), text) else { continue };
        for (x, y, width, height) in &rules {
            if *width == 0.0 && *y < bottom && y + height > top {
                beside = beside.min(if *x < left { left - x } else { x - right });
            }
            if *height == 0.0 && *x < right && x + width > left {
                over = over.min(if *y < top { top - y } else { y - bottom });
            }
        }
    }
    (beside, over)
}

#[test]
fn ink_keeps_clear_of_the_rules() {
    for template in [0, 3] {
        let document = printed(&sample(), template);
        let all = document.pages.iter().map(|page| distances(&document, page));
        let (beside, over) = all.fold((f64::MAX, f64::MAX), |(a, b), (c, d)| (a.min(c), b.min(d)));
        assert!(beside >= 3.5 && over >= 3.0, "{template}: {beside} beside, {over} above or below");
    }
}

/// The lines of a column.
fn lines(document: &Document, column: Column) -> Vec<&Line> {
    let pages = document.pages.iter();
    let cells = pages.flat_map(|page| page.cells.iter().map(move |cell| (page, cell)));
    cells
        .filter(|(_, cell)| !cell.repeated)
        .filter(|(_, cell)| matches!(cell.of, Origin::Entry(_, of) if of == column))
        .flat_map(|(page, cell)| &page.items[cell.items.clone()])
        .filter_map(|(_, item)| match item {
            Item::Text(text) => Some(&*text.line),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

/// Where a column of some fifteen ems can be mended at all.
#[test]
fn hardly_a_paragraph_ends_in_a_line_of_few_characters() {
    for template in [0, 3] {
        let document = printed(&sample(), template);
        for column in [Column::Description, Column::Implementation] {
            let lines = lines(&document, column);
            let last = lines.iter().filter(|line| line.ends && !line.begins);
            let lone = last.clone().filter(|line| line.text.chars().count() < 3);
            assert_eq!(lone.map(|line| &line.text).collect::<Vec<_>>(), Vec::<&String>::new());
            let widows = last.clone().filter(|line| line.text.chars().count() < 4).count();
            assert!(widows * 10 <= last.count(), "{column:?}: {widows}");
        }
    }
}

#[test]
fn pages_are_filled() {
    let document = printed(&sample(), 0);
    let bottom = |page: &Page| page.cells.iter().map(|cell| cell.area.bottom()).max().unwrap();
    let lowest = document.pages.iter().map(bottom).max().unwrap();
    let top = document.pages[1].cells[0].area.top();
    let height = (lowest - top).in_thousandths();
    let feet: Vec<i64> = document
        .pages
        .iter()
        .map(|page| (lowest - bottom(page)).in_thousandths() * 100 / height)
        .collect();
    let empty: i64 = feet[..feet.len() - 1].iter().sum();
    let mean = empty / i64::try_from(feet.len() - 1).unwrap();
    assert!(mean < 12, "{feet:?}");
}

#[test]
fn two_years_of_the_sample_take_hardly_more_pages_than_the_published_list() {
    let book = sample();
    let years = book.years().rev().take(2).map(|year| year.year).collect();
    let options = Options::of(&book, &Template::built_in()[0].settings);
    let pages = lay_out(&book, &Options { years: Some(years), ..options }).unwrap().pages.len();
    assert!(pages <= 19, "{pages} pages");
}
