//! What the clerk chooses about a template, on paper.

use super::reading::{cells, foot, lines, title};
use super::{sample, with};
use chrono::NaiveDate;
use shinchoku::domain::template::{
    Binding, Column, ColumnSettings, PageNumber, PageNumberForm, Rows, Settings, Side,
};
use shinchoku::domain::{
    Approval, Book, Digits, FiscalYear, Goal, Implementation, Record, Template, Year,
};
use shinchoku::report::{Document, Em, Item, Length, Options, Origin, Page, Report, list::lay_out};

/// The sample with a 様式.
fn printed(change: impl FnOnce(&mut Settings)) -> Document {
    of(&sample(), change)
}

fn of(book: &Book, change: impl FnOnce(&mut Settings)) -> Document {
    let mut settings = Settings::default();
    change(&mut settings);
    assert_eq!(settings.check(), Ok(()));
    let date = NaiveDate::from_ymd_opt(2024, 6, 12);
    lay_out(book, &Options { date, ..Options::of(book, &settings) }).unwrap()
}

fn texts(page: &Page) -> Vec<(Length, &str)> {
    page.items
        .iter()
        .filter_map(|(point, item)| match item {
            Item::Text(text) => Some((point.x, text.line.text.as_str())),
            Item::Rule(_) | Item::Tint(_) => None,
        })
        .collect()
}

fn place(page: &Page, text: &str) -> Length {
    let found = texts(page).into_iter().find(|(_, other)| *other == text);
    found.unwrap_or_else(|| panic!("「{text}」 is not on the page")).0
}

fn heads(document: &Document) -> Vec<String> {
    let page = &document.pages[0];
    let heads = page.cells.iter().filter(|cell| matches!(cell.of, Origin::Head(_)));
    heads.map(|cell| lines(page, cell).concat()).collect()
}

#[test]
fn an_untouched_template_is_the_default() {
    let book = sample();
    assert_eq!(Options::of(&book, &Settings::default()), Options::default());
    assert_eq!(book.templates()[0].settings, Template::built_in()[0].settings);
}

#[test]
fn the_head_of_the_paper_bears_what_was_asked_for() {
    let document = printed(|it| {
        it.number.text = "資料１".to_owned();
        it.meeting = "令和6年6月　総務委員会".to_owned();
        it.subtitle = "（令和6年度末）".to_owned();
        it.as_of = NaiveDate::from_ymd_opt(2024, 6, 1);
        it.dated = true;
        it.legend = true;
    });
    let page = &document.pages[0];
    let above: Vec<&str> = texts(page).into_iter().map(|(_, text)| text).take(6).collect();
    let statuses: Vec<_> =
        sample().statuses().iter().map(|row| format!("{}{}", row.mark, row.name)).collect();
    let expected = [
        "資料１",
        "令和6年6月　総務委員会",
        &title_of(&sample()),
        "（令和6年度末）",
        "令和6年6月1日現在　令和6年6月12日作成",
        &format!("凡例：{}", statuses.join("　")),
    ];
    assert_eq!(above, expected);
    assert!(place(page, "資料１") > document.paper.width.half());
    assert!(place(page, expected[1]) < document.paper.width.half());
    // A frame of four rules stands around the number, and on no other page.
    let rules = |page: &Page| {
        let frame = |item: &Item| matches!(item, Item::Rule(rule) if rule.weight == Length::thousandths(800));
        page.items.iter().filter(|(_, item)| frame(item)).count()
    };
    assert_eq!((rules(page), rules(&document.pages[1])), (8, 4));
    let left = printed(|it| {
        it.number.text = "資料１".to_owned();
        (it.number.side, it.number.framed) = (Side::Left, false);
    });
    assert!(place(&left.pages[0], "資料１") < left.paper.width.half());
    assert_eq!(rules(&left.pages[0]), 4);
}

fn title_of(book: &Book) -> String {
    shinchoku::report::list::title(book, &Options::default())
}

#[test]
fn page_numbers_have_the_form_and_the_start_that_were_asked_for() {
    let feet = |form, first| -> Vec<String> {
        let document = printed(|it| it.page_number = PageNumber { form, first });
        document.pages.iter().map(|page| foot(page).to_owned()).collect()
    };
    let fractions = feet(PageNumberForm::Fraction, 5);
    let last = 4 + fractions.len();
    assert_eq!(fractions[0], format!("5/{last}"));
    assert_eq!(fractions.last(), Some(&format!("{last}/{last}")));
    assert_eq!(feet(PageNumberForm::Dashed, 1)[..2], ["－1－", "－2－"]);
    assert!(!feet(PageNumberForm::None, 1)[0].contains('1'));
}

#[test]
fn columns_are_left_out_renamed_and_set_to_a_width() {
    let document = printed(|it| {
        let hidden = ColumnSettings { hidden: true, ..ColumnSettings::default() };
        it.set_column(Column::Description, hidden.clone());
        it.set_column(Column::Status, hidden);
        let head = ColumnSettings { head: "担当".to_owned(), ..ColumnSettings::default() };
        it.set_column(Column::Departments, head);
        let width = ColumnSettings { width: Some(30), ..ColumnSettings::default() };
        it.set_column(Column::Name, width);
    });
    assert_eq!(heads(&document), ["施策番号", "名称", "担当", "令和6年度までの実施等状況"]);
    let page = &document.pages[0];
    let name = page.cells[1].area.size.width;
    assert_eq!(name, Length::points(9).times(Em::whole(15) + Em(640)));
    assert_eq!(page.cells[3].area.right(), document.pages[1].cells[3].area.right());
    let gone = cells(&document).keys().any(|of| matches!(of, Origin::Entry(_, Column::Status)));
    assert!(!gone);
}

#[test]
fn one_column_is_a_table_too() {
    for column in Column::ALL {
        let document = printed(|it| {
            for other in Column::ALL.into_iter().filter(|other| *other != column) {
                let hidden = ColumnSettings { hidden: true, ..ColumnSettings::default() };
                it.set_column(other, hidden);
            }
        });
        assert_eq!(heads(&document).len(), 1);
        let entries = cells(&document);
        let entries = entries.keys().filter(|of| matches!(of, Origin::Entry(..))).count();
        assert_eq!(entries, sample().measure_count());
    }
}

#[test]
fn years_are_written_in_the_style_and_the_order_that_were_asked_for() {
    let document = printed(|it| {
        it.newest_first = true;
        it.years.digits = Digits::Full;
        let _ = it.left_out.insert(FiscalYear(2023));
    });
    assert_eq!(heads(&document)[5], "令和６年度までの実施等状況");
    let measure = sample().listed()[0].2.id;
    let cell = &cells(&document)[&Origin::Entry(measure, Column::Implementation)];
    let at = |year: &str| cell.find(year).unwrap_or_else(|| panic!("no {year} in {cell}"));
    assert!(at("【令和６年度】") < at("【令和４年度】"));
    assert!(!cell.contains("令和５年度】"));
}

#[test]
fn what_is_not_confirmed_is_marked_and_the_mark_explained() {
    let book = sample();
    let measure = book.listed()[0].2.clone();
    let year = book.latest_year().unwrap();
    let blank = Implementation::blank(measure.id, year);
    let before = book.implementation(measure.id, year).cloned().unwrap();
    let mut book = book;
    let change =
        shinchoku::domain::Change { before: Some(Record::Implementation(before)), after: None };
    assert!(blank.is_blank());
    book.apply(&[change]).unwrap();
    let cell = |book: &Book, column| {
        let document = of(book, |it| it.unconfirmed = "※".to_owned());
        cells(&document)[&Origin::Entry(measure.id, column)].clone()
    };
    assert!(cell(&book, Column::Implementation).ends_with("【令和6年度】※"));
    // What is written but not agreed to yet bears it in its heading, so does not what is 確定.
    let written = blank.clone().rewritten(None, "・実施した。".to_owned());
    let with_entry = |entry| with(book.clone(), [Record::Implementation(entry)]);
    let unconfirmed = cell(&with_entry(written.clone()), Column::Implementation);
    assert!(unconfirmed.ends_with("【令和6年度※】・実施した。"), "{unconfirmed}");
    let confirmed =
        cell(&with_entry(written.approved(Approval::Confirmed)), Column::Implementation);
    assert!(confirmed.ends_with("【令和6年度】・実施した。"), "{confirmed}");
    let document = of(&book, |it| it.unconfirmed = "※".to_owned());
    let last = document.pages.last().unwrap();
    assert!(texts(last).iter().any(|(_, text)| text.starts_with("※：")));
    // A closed year is no longer asked for.
    let closed = with(book, [Record::Year(Year { year, closed: true })]);
    assert!(!cell(&closed, Column::Implementation).contains('※'));
}

#[test]
fn a_note_stands_below_the_table_and_on_more_pages_where_it_must() {
    let document = printed(|it| it.note = "一行目\n二行目".to_owned());
    let last = document.pages.last().unwrap();
    let table = last.cells.last().map(|cell| cell.area.bottom()).unwrap();
    let below = |(point, item): &&(shinchoku::report::geometry::Point, Item)| {
        point.y > table && matches!(item, Item::Text(_))
    };
    assert_eq!(last.items.iter().filter(below).count(), 3, "two lines and the page number");
    let long = printed(|it| it.note = "注\n".repeat(300));
    assert!(long.pages.len() > document.pages.len() + 2);
}

#[test]
fn binding_takes_its_room_from_the_table() {
    let left = |width| {
        let document = printed(|it| it.binding = Binding { side: Side::Left, width });
        document.pages[0].cells[0].area.left()
    };
    assert_eq!(left(15), left(0) + Length::millimetres(15));
}

#[test]
fn a_selection_by_goal_and_by_status_leaves_the_others_out() {
    let book = sample();
    let goal: Goal = book.goals()[1].clone();
    let status = book.statuses()[1].clone();
    let document = of(&book, |it| {
        let _ = it.selection.goals.insert(goal.id);
        let _ = it.selection.statuses.insert(status.id);
    });
    let said = title(&document);
    assert!(said.contains(&format!("基本目標：{}", goal.label)), "{said}");
    for (of, text) in cells(&document) {
        match of {
            Origin::Goal(id) => assert_eq!(id, goal.id),
            Origin::Entry(_, Column::Status) => assert_eq!(text, status.name),
            _ => {}
        }
    }
}

#[test]
fn headings_are_said_again_where_that_was_asked_for() {
    let document = printed(|it| (it.rows, it.repeats_headings) = (Rows::Split, true));
    let page = &document.pages[1];
    let first = page.cells.iter().find(|cell| !matches!(cell.of, Origin::Head(_))).unwrap();
    assert!(first.repeated && lines(page, first).concat().ends_with("（続き）"));
}

#[test]
fn characters_that_the_font_lacks_are_told_wherever_they_stand() {
    let book = sample();
    let count = |change: fn(&mut Settings)| {
        let mut settings = Settings::default();
        change(&mut settings);
        Report::List.missing_glyphs(&book, &Options::of(&book, &settings)).unwrap().len()
    };
    let rare = || "한".to_owned();
    assert_eq!(count(|_| ()), 0);
    assert_eq!(count(|it| it.subtitle = "한".to_owned()), 1);
    assert_eq!(count(|it| it.number.text = "한".to_owned()), 1);
    assert_eq!(count(|it| it.note = "한".to_owned()), 1);
    assert_eq!(count(|it| it.unconfirmed = "한".to_owned()), 1);
    let mut settings = Settings::default();
    settings.set_column(Column::Name, ColumnSettings { head: rare(), ..ColumnSettings::default() });
    assert_eq!(
        Report::List.missing_glyphs(&book, &Options::of(&book, &settings)).unwrap().len(),
        1
    );
}

#[test]
fn what_hangs_takes_no_room_from_names() {
    let document = printed(|it| it.hanging = true);
    for page in &document.pages {
        for cell in &page.cells {
            if matches!(cell.of, Origin::Entry(_, Column::Status)) {
                assert!(lines(page, cell).len() < 2, "{:?}", lines(page, cell));
            }
        }
    }
}

#[test]
fn a_variation_that_no_font_has_is_told_and_drawn_in_its_plain_form() {
    let told = |subtitle: &str| {
        let settings = Settings { subtitle: subtitle.to_owned(), ..Settings::default() };
        let book = sample();
        Report::List.missing_glyphs(&book, &Options::of(&book, &settings)).unwrap()
    };
    assert_eq!(told("葛\u{E0100}と邊\u{E0103}"), []);
    let [unknown] = told("葛\u{E01EF}").try_into().unwrap();
    assert_eq!((unknown.character, unknown.selector), ('葛', Some('\u{E01EF}')));
    assert!(!unknown.is_replaced());
    let [missing] = told("한\u{E01EF}").try_into().unwrap();
    assert!(missing.is_replaced(), "its character is missing as well");
}
