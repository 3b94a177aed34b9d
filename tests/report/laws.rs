//! What holds for whatever is printed, however it is printed.

use super::reading::{cells, joined};
use super::{sample, with};
use proptest::prelude::*;
use shinchoku::domain::handout::Rows;
use shinchoku::domain::{Book, Direction, Goal, Implementation, Measure, Record, text};
use shinchoku::report::{
    Column, Document, Em, Format, Item, Length, Margins, Options, Orientation, Origin, Paper,
    Typeface, list::lay_out, missing_glyphs,
};

/// Texts as they are met, and texts as they are not.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[文化施策推進市民年度人課の及びをがでしたカメラ]{1,30}",
        3 => "[0-9]{1,3}(,[0-9]{3})?[人回％年円]?|平成[0-9]{1,2}年度|ＰＲ|https://ab.jp/cd-ef",
        4 => "[、。，．・：（）「」『』【】≪≫“”～…ーっゃ々！？ 　\t]{1,3}",
        2 => "\n|\n・|①|（1）|　",
        1 => "か\u{309A}|葛\u{E0100}|𠮷|\u{200B}|ｶﾞ|é",
        1 => "\\PC{1,4}",
    ];
    let short = prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat());
    (short, prop_oneof![12 => Just(1usize), 1 => 20usize..60])
        .prop_map(|(text, times)| text::clean(&text.repeat(times)))
}

fn line(text: &str) -> String {
    let text = text.replace('\n', "・");
    if text.trim().is_empty() { "文".to_owned() } else { text }
}

/// The sample's first measures with other texts.
fn any_book() -> impl Strategy<Value = Book> {
    prop::collection::vec((any_text(), any_text(), any_text(), any_text()), 1..4).prop_map(
        |texts| {
            let mut book = sample();
            let rows: Vec<(Goal, Direction, Measure)> = book
                .listed()
                .into_iter()
                .map(|(goal, direction, measure)| {
                    (goal.clone(), direction.clone(), measure.clone())
                })
                .collect();
            for ((goal, direction, measure), (name, description, one, other)) in
                rows.into_iter().zip(texts)
            {
                let entries: Vec<Implementation> =
                    book.implementations(measure.id).cloned().collect();
                book = with(
                    book,
                    [
                        Record::Goal(Goal { name: line(&one), ..goal }),
                        Record::Direction(Direction { name: line(&other), ..direction }),
                        Record::Measure(Measure { name: line(&name), description, ..measure }),
                    ],
                );
                let narratives = [one, other].into_iter().cycle();
                book = with(
                    book,
                    entries.into_iter().zip(narratives).map(|(entry, narrative)| {
                        Record::Implementation(Implementation { narrative, ..entry })
                    }),
                );
            }
            book
        },
    )
}

fn any_options() -> impl Strategy<Value = Options> {
    let paper = (
        prop_oneof![Just(Format::A4), Just(Format::A3)],
        prop_oneof![Just(Orientation::Portrait), Just(Orientation::Landscape)],
    );
    let margins = (5i32..30, 5i32..30, 0i32..30, 5i32..30);
    let typeface = prop_oneof![Just(Typeface::Mincho), Just(Typeface::Gothic)];
    let numbers = (6_000i64..14_000, 1_000i32..2_000);
    let rows = (prop_oneof![Just(Rows::Whole), Just(Rows::Split)], any::<bool>());
    (paper, margins, typeface, numbers, rows).prop_map(
        |((format, orientation), (top, right, bottom, left), typeface, (size, leading), rows)| {
            let mm = Length::millimetres;
            Options {
                paper: Paper { format, orientation },
                margins: Margins {
                    top: mm(top),
                    right: mm(right),
                    bottom: mm(bottom),
                    left: mm(left),
                },
                typeface,
                type_size: Length::thousandths(size),
                leading: Em(leading),
                rows: rows.0,
                repeats_headings: rows.1,
                ..Options::default()
            }
        },
    )
}

/// The part of a page that an item covers: for a line of type, what is between its pen's start and
/// its ink's end, in its em box.
fn extent(
    document: &Document,
    x: Length,
    y: Length,
    item: &Item,
) -> (Length, Length, Length, Length) {
    match item {
        Item::Text(text) => {
            let face = document.typeface.face().unwrap();
            let ascent = text.size.times(face.ascent());
            let left = x + text.size.times(Em(-text.line.start.0));
            (x.max(left), left + text.size.times(text.line.end), y - ascent, y - ascent + text.size)
        }
        Item::Rule(rule) => (x, x + rule.size.width, y, y + rule.size.height),
        Item::Tint(tint) => (x, x + tint.size.width, y, y + tint.size.height),
    }
}

/// A hair's breadth: positions are rounded to thousandths of a point.
const HAIR: Length = Length::thousandths(3);

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_is_lost_or_repeated(book in any_book(), options in any_options()) {
        let Ok(document) = lay_out(&book, &options) else { return Ok(()) };
        let cells = cells(&document);
        let plain = |text: &str| text.replace(['\n', '\u{2028}', '\u{2029}'], "");
        for (goal, direction, measure) in book.listed() {
            let composed = |text: &str| plain(&shinchoku::report::typeset::composed(text));
            prop_assert_eq!(&cells[&Origin::Goal(goal.id)], &composed(&goal.heading()));
            prop_assert_eq!(&cells[&Origin::Direction(direction.id)], &composed(&direction.heading()));
            let cell = |column| &cells[&Origin::Entry(measure.id, column)];
            prop_assert_eq!(cell(Column::Name), &composed(&measure.name));
            prop_assert_eq!(cell(Column::Description), &composed(&joined(&measure.description)));
            let written = book.implementations(measure.id).filter(|it| !it.narrative.trim().is_empty());
            let narratives: String = written
                .map(|entry| format!("【{}】{}", book.year_label(entry.year), composed(&joined(&entry.narrative))))
                .collect();
            prop_assert_eq!(cell(Column::Implementation), &narratives);
        }
    }

    #[test]
    fn all_stands_within_its_cell_and_its_page(book in any_book(), options in any_options()) {
        let Ok(document) = lay_out(&book, &options) else { return Ok(()) };
        for page in &document.pages {
            for (point, item) in &page.items {
                let (left, right, top, bottom) = extent(&document, point.x, point.y, item);
                prop_assert!(left >= Length::ZERO && top >= Length::ZERO);
                prop_assert!(right <= document.paper.width && bottom <= document.paper.height);
            }
            for cell in &page.cells {
                for (point, item) in &page.items[cell.items.clone()] {
                    let (left, right, top, bottom) = extent(&document, point.x, point.y, item);
                    prop_assert!(left + HAIR >= cell.area.left() && right <= cell.area.right() + HAIR, "{item:?} in {cell:?}");
                    prop_assert!(top + HAIR >= cell.area.top() && bottom <= cell.area.bottom() + HAIR, "{item:?} in {cell:?}");
                }
            }
        }
    }

    #[test]
    fn cells_divide_the_table_up(book in any_book(), options in any_options()) {
        let Ok(document) = lay_out(&book, &options) else { return Ok(()) };
        for page in document.pages.iter().filter(|page| !page.cells.is_empty()) {
            let left = page.cells[0].area.left();
            let right = page.cells[5].area.right();
            for pair in page.cells.windows(2) {
                let (one, next) = (pair[0].area, pair[1].area);
                let beside = one.right() == next.left() && one.top() == next.top() && one.bottom() == next.bottom();
                let below = one.right() == right && next.left() == left && one.bottom() == next.top();
                prop_assert!(beside || below);
            }
        }
    }

    #[test]
    fn what_the_font_lacks_is_told_before(book in any_book(), typeface in prop_oneof![Just(Typeface::Mincho), Just(Typeface::Gothic)]) {
        let options = Options { typeface, ..Options::default() };
        let face = typeface.face().unwrap();
        let document = lay_out(&book, &options).unwrap();
        let mut drawn = std::collections::BTreeSet::new();
        for (_, item) in document.pages.iter().flat_map(|page| &page.items) {
            let Item::Text(text) = item else { continue };
            for (glyph, spoken) in text.line.spoken() {
                if glyph.id == face.substitute() && !spoken.starts_with('〓') {
                    drawn.extend(spoken.chars().next());
                }
            }
        }
        let told: std::collections::BTreeSet<char> =
            missing_glyphs(&book, &options).unwrap().into_iter().map(|it| it.character).collect();
        prop_assert_eq!(drawn, told);
    }
}
