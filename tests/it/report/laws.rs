//! What holds for whatever is printed, however it is printed.

use super::reading::{cells, joined};
use super::{sample, with};
use crate::support::cases;
use proptest::prelude::*;
use shinchoku::domain::template::{
    self, ColumnSettings, Design, DocumentNumber, PageNumber, PageNumberForm, Rows, Settings, Side,
};
use shinchoku::domain::{
    Approval, Book, Digits, Direction, Goal, Implementation, Measure, Record, YearStyle, date, text,
};
use shinchoku::report::{
    Cell, Column, Document, Em, Error, Format, Item, Length, MissingGlyph, Options, Orientation,
    Origin, Page, Paper, Report, Typeface, list::lay_out, page::Text,
};
use std::collections::BTreeMap;

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
pub(super) fn any_book() -> impl Strategy<Value = Book> {
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
                    entries.into_iter().zip(narratives).enumerate().map(
                        |(index, (entry, narrative))| {
                            let approval =
                                if index % 2 == 0 { Approval::Confirmed } else { Approval::None };
                            Record::Implementation(Implementation { narrative, approval, ..entry })
                        },
                    ),
                );
            }
            book
        },
    )
}

/// Texts of one line that a clerk chooses for a paper; most are left empty.
fn any_line() -> impl Strategy<Value = String> {
    prop_oneof![3 => Just(String::new()), 2 => any_text().prop_map(|text| line(&text))]
}

fn any_columns() -> impl Strategy<Value = BTreeMap<Column, ColumnSettings>> {
    let settings = (prop::bool::weighted(0.2), any_line(), prop::option::weighted(0.2, 4u16..60))
        .prop_map(|(hidden, head, width)| ColumnSettings { hidden, head, width });
    let column = prop::sample::select(&Column::ALL[..]);
    prop::collection::btree_map(column, settings, 0..4)
}

pub(super) fn any_settings() -> impl Strategy<Value = Settings> {
    let flags = any::<[bool; 15]>();
    let paper = prop_oneof![Just(Format::A4), Just(Format::A3)];
    let number = prop_oneof![
        Just(PageNumberForm::Fraction),
        Just(PageNumberForm::Dashed),
        Just(PageNumberForm::None)
    ];
    let texts = prop::array::uniform6(any_line());
    let margins = (5u16..30, 5u16..30, 0u16..30, 5u16..30, 0u16..20);
    let sizes = (60u16..140, 100u16..200, 10u16..100, 1u16..200);
    (flags, paper, number, texts, margins, sizes, any_columns()).prop_map(
        |(flags, format, form, texts, (top, right, bottom, left, binding), sizes, columns)| {
            let [portrait, gothic, split, repeats, legend, framed, newest, full, gannen, rest @ ..] =
                flags;
            let [current, years, ..] = rest;
            let [.., justified, hanging, quarter_em, names] = flags;
            let [title, subtitle, number, meeting, note, unconfirmed] = texts;
            let side = if full { Side::Left } else { Side::Top };
            let digits = if full { Digits::Full } else { Digits::Half };
            Settings {
                title,
                subtitle,
                number: DocumentNumber { text: number, side, framed },
                meeting,
                as_of: legend.then(|| chrono::NaiveDate::from_ymd_opt(2024, 6, 1).unwrap()),
                legend,
                note,
                paper: Paper {
                    format,
                    orientation: if portrait {
                        Orientation::Portrait
                    } else {
                        Orientation::Landscape
                    },
                },
                margins: template::Margins { top, right, bottom, left },
                binding: template::Binding { side, width: binding },
                design: if current { Design::Current } else { Design::Original },
                typeface: if gothic { Typeface::Gothic } else { Typeface::Mincho },
                type_size: sizes.0,
                leading: sizes.1,
                rule: sizes.2,
                justified,
                hanging,
                quarter_em,
                names: if names {
                    "文化施策、市民年度、47,500人".to_owned()
                } else {
                    String::new()
                },
                rows: match (split, years) {
                    (_, true) => Rows::Years,
                    (true, _) => Rows::Split,
                    (false, _) => Rows::Whole,
                },
                repeats_headings: repeats,
                columns,
                newest_first: newest,
                years: YearStyle { gannen, digits },
                unconfirmed,
                page_number: PageNumber { form, first: sizes.3 },
                ..Settings::default()
            }
        },
    )
}

/// The paper of a book.
fn printed(book: &Book, settings: &Settings) -> Result<(Options, Document), TestCaseError> {
    assert_eq!(settings.check(), Ok(()));
    let options = Options::of(book, settings);
    let document = with_room(lay_out(book, &options))?;
    Ok((options, document))
}

/// A paper where there is room for one. A case without room proves nothing and is not counted; of
/// those there may be only so many.
fn with_room(laid_out: Result<Document, Error>) -> Result<Document, TestCaseError> {
    laid_out.map_err(|error| match error {
        Error::NoRoom => TestCaseError::reject("no room"),
        other => TestCaseError::fail(other.to_string()),
    })
}

fn config() -> ProptestConfig {
    let usual = cases::config(48);
    ProptestConfig { max_global_rejects: usual.cases / 2, ..usual }
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
            let face = document.typeface.fonts().unwrap();
            let ascent = text.size.times(face.ascent());
            let left = x + text.size.times(Em(-text.line.start.0));
            (x.max(left), left + text.size.times(text.line.end), y - ascent, y - ascent + text.size)
        }
        Item::Rule(rule) => (x, x + rule.size.width, y, y + rule.size.height),
        Item::Tint(tint) => (x, x + tint.size.width, y, y + tint.size.height),
    }
}

const NEVER_BEGINS: &str = "、。，．・：）」』】≫”ーっゃ々！？";
const NEVER_ENDS: &str = "（「『【≪“";

/// Whether a line has no place at which it could be broken rather.
fn is_one_run(line: &str) -> bool {
    let after = line.chars().skip(1);
    line.chars()
        .zip(after)
        .all(|(a, b)| NEVER_ENDS.contains(a) || !b.is_alphanumeric() || NEVER_BEGINS.contains(b))
}

/// The lines of a cell on a page.
fn texts<'a>(page: &'a Page, cell: &Cell) -> Vec<&'a Text> {
    let items = page.items[cell.items.clone()].iter();
    items
        .filter_map(|(_, item)| match item {
            Item::Text(text) => Some(text),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

/// What stands around the table, from above it to below it.
fn around(book: &Book, options: &Options) -> String {
    let plan = book.plan();
    assert!(plan.name.starts_with(&plan.municipality));
    let title =
        options.title.clone().unwrap_or_else(|| format!("{}\u{3000}{}", plan.name, plan.title));
    let as_of = options.as_of.map(|day| format!("{}現在", date::written(day, options.year_style)));
    let statuses = book.statuses().into_iter().filter(|status| !status.retired);
    let statuses: Vec<String> =
        statuses.map(|status| format!("{}{}", status.mark, status.name)).collect();
    let legend = options.legend.then(|| format!("凡例：{}", statuses.join("\u{3000}")));
    let unconfirmed = Some(&options.unconfirmed).filter(|mark| !mark.is_empty());
    let unconfirmed = unconfirmed.map(|mark| format!("{mark}：まだ確定していないもの"));
    [
        options.number.text.trim(),
        &options.meeting,
        &title,
        &options.subtitle,
        as_of.as_deref().unwrap_or_default(),
        legend.as_deref().unwrap_or_default(),
        unconfirmed.as_deref().unwrap_or_default(),
        &options.note,
    ]
    .map(|text| {
        let text = shinchoku::report::typeset::composed(text);
        text.replace(['\n', '\u{B}', '\u{C}', '\u{85}', '\u{2028}', '\u{2029}'], "")
    })
    .concat()
}

/// A hair's breadth: positions are rounded to thousandths of a point.
const HAIR: Length = Length::thousandths(3);

proptest! {
    #![proptest_config(config())]

    #[test]
    fn no_text_is_lost_or_repeated(book in any_book(), settings in any_settings()) {
        let (options, document) = printed(&book, &settings)?;
        let cells = cells(&document);
        let plain = |text: &str| text.replace(['\n', '\u{2028}', '\u{2029}'], "");
        for (goal, direction, measure) in book.listed() {
            let composed = |text: &str| plain(&shinchoku::report::typeset::composed(text));
            prop_assert_eq!(&cells[&Origin::Goal(goal.id)], &composed(&goal.heading()));
            prop_assert_eq!(&cells[&Origin::Direction(direction.id)], &composed(&direction.heading()));
            let said = |column, text: String| {
                let hidden = settings.column(column).hidden;
                let cell = cells.get(&Origin::Entry(measure.id, column));
                prop_assert_eq!(cell, (!hidden).then_some(&text), "{:?}", column);
                Ok(())
            };
            said(Column::Name, composed(&measure.name))?;
            said(Column::Description, composed(&joined(&measure.description)))?;
            let mut narratives: Vec<String> = options
                .printed_years(&book)
                .into_iter()
                .filter_map(|year| {
                    let text = joined(book.narrative(measure.id, year).trim_start_matches('\n'));
                    let open = book.year(year).is_some_and(|year| !year.closed);
                    let open = open && book.is_unconfirmed(measure, year);
                    let mark = if open { options.unconfirmed.as_str() } else { "" };
                    let label = book.year_written(year, settings.years);
                    let said = if text.is_empty() && settings.design == Design::Current {
                        format!("【{label}{mark}】（未入力）")
                    } else if text.is_empty() {
                        format!("【{label}】{mark}")
                    } else {
                        format!("【{label}{mark}】{text}")
                    };
                    (!text.is_empty() || !mark.is_empty()).then(|| composed(&said))
                })
                .collect();
            if settings.newest_first {
                narratives.reverse();
            }
            let blank = narratives.is_empty() && settings.design == Design::Current;
            let narratives = if blank { "－".to_owned() } else { narratives.concat() };
            said(Column::Implementation, narratives)?;
        }
    }

    #[test]
    fn all_stands_within_its_cell_and_its_page(
        book in any_book(),
        settings in any_settings(),
        report in prop::sample::select(&Report::ALL[..]),
    ) {
        let options = Options::of(&book, &settings);
        let document = with_room(report.lay_out(&book, &options))?;
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

    /// Kinsoku (JLREQ, 3.1.7 and 3.1.8) in whatever form is chosen. In columns of a few characters a
    /// line must be broken somewhere.
    #[test]
    fn no_line_breaks_against_kinsoku(book in any_book(), settings in any_settings()) {
        let (_, document) = printed(&book, &settings)?;
        for page in &document.pages {
            for cell in &page.cells {
                let lines = texts(page, cell);
                for pair in lines.windows(2).filter(|pair| !pair[0].line.ends) {
                    let (line, next) = (&pair[0].line.text, &pair[1].line.text);
                    if cell.area.size.width < pair[0].size * 9 || is_one_run(line) {
                        continue;
                    }
                    let (last, first) = (line.chars().last().unwrap(), next.chars().next().unwrap());
                    prop_assert!(!NEVER_BEGINS.contains(first) && !NEVER_ENDS.contains(last), "{line:?} {next:?}");
                }
            }
        }
    }

    #[test]
    fn cells_divide_the_table_up(book in any_book(), settings in any_settings()) {
        let (_, document) = printed(&book, &settings)?;
        for page in document.pages.iter().filter(|page| !page.cells.is_empty()) {
            let left = page.cells[0].area.left();
            let right = page.cells.iter().map(|cell| cell.area.right()).max().unwrap();
            for pair in page.cells.windows(2) {
                let (one, next) = (pair[0].area, pair[1].area);
                let beside = one.right() == next.left() && one.top() == next.top() && one.bottom() == next.bottom();
                let below = one.right() == right && next.left() == left && one.bottom() == next.top();
                prop_assert!(beside || below);
            }
        }
    }

    /// What stands around the table is there once and whole, and what goes on says again what it is.
    #[test]
    fn what_is_chosen_stands_on_the_paper(book in any_book(), settings in any_settings()) {
        let (options, document) = printed(&book, &settings)?;
        let mut outside = String::new();
        for (index, page) in document.pages.iter().enumerate() {
            let said = |at: &usize| match &page.items[*at].1 {
                Item::Text(text) => Some(text.line.text.as_str()),
                Item::Rule(_) | Item::Tint(_) => None,
            };
            let blocks = page.blocks.iter().flat_map(|block| block.items.clone());
            outside.extend(blocks.filter_map(|at| said(&at)));
            // What is neither of the table nor to be read is the number of the page.
            let within = |at: &usize| {
                page.cells.iter().any(|cell| cell.items.contains(at))
                    || page.blocks.iter().any(|block| block.items.contains(at))
            };
            // Or says that a row goes on.
            let others: Vec<&str> = (0..page.items.len())
                .filter(|at| !within(at))
                .filter_map(|at| said(&at))
                .filter(|text| *text != "（次頁へ続く）" && !text.ends_with("（続き）"))
                .collect();
            let first = usize::from(settings.page_number.first).max(1);
            let (number, last) = (first + index, first + document.pages.len() - 1);
            let expected = match settings.page_number.form {
                PageNumberForm::Fraction => vec![format!("{number}/{last}")],
                PageNumberForm::Dashed => vec![format!("－{number}－")],
                PageNumberForm::None => vec![],
            };
            prop_assert_eq!(others, expected);
        }
        prop_assert_eq!(outside, around(&book, &options));
        for page in &document.pages {
            for cell in page.cells.iter().filter(|cell| cell.repeated) {
                prop_assert!(cell.continued || matches!(cell.of, Origin::Head(_)));
            }
        }
    }

    /// A cell of twenty thousand characters ends, whatever the form, with all of them on paper.
    #[test]
    fn a_long_cell_is_printed_to_its_end(settings in any_settings(), kind in 0usize..3) {
        let book = sample();
        let measure = book.listed()[0].2.clone();
        let text = "市民が農にふれあえる場として、体験農園を拡充しました。".repeat(770);
        let id = measure.id;
        let mut entry = book.implementation(id, book.latest_year().unwrap()).unwrap().clone();
        entry.narrative.clone_from(&text);
        let (column, record) = match kind {
            0 => (Column::Name, Record::Measure(Measure { name: text.clone(), ..measure })),
            1 => {
                let description = text.clone();
                (Column::Description, Record::Measure(Measure { description, ..measure }))
            }
            _ => (Column::Implementation, Record::Implementation(entry)),
        };
        let book = with(book, [record]);
        let (_, document) = printed(&book, &settings)?;
        // However little room a repeated heading leaves.
        for page in document.pages.iter().filter(|page| !page.cells.is_empty()) {
            let goes_on = |cell: &Cell| !cell.repeated && !texts(page, cell).is_empty();
            prop_assert!(page.cells.iter().any(goes_on), "a page on which nothing goes on");
        }
        let cells = cells(&document);
        let cell = cells.get(&Origin::Entry(id, column));
        let times = cell.map(|cell| cell.matches(text.as_str()).count());
        prop_assert_eq!(times, (!settings.column(column).hidden).then_some(1));
    }

    #[test]
    fn what_the_font_lacks_is_told_before(book in any_book(), settings in any_settings()) {
        let (options, document) = printed(&book, &settings)?;
        let typeface = settings.typeface;
        let face = typeface.fonts().unwrap();
        let mut drawn = std::collections::BTreeSet::new();
        for (_, item) in document.pages.iter().flat_map(|page| &page.items) {
            let Item::Text(text) = item else { continue };
            for (glyph, spoken) in text.line.glyph_texts() {
                if face.is_substitute(glyph.id) && !spoken.starts_with('〓') {
                    drawn.extend(spoken.chars().next());
                }
            }
        }
        let told = Report::List.missing_glyphs(&book, &options).unwrap().into_iter();
        let told: std::collections::BTreeSet<char> =
            told.filter(MissingGlyph::is_replaced).map(|it| it.character).collect();
        prop_assert_eq!(drawn, told);
    }
}
