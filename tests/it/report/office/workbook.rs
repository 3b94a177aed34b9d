//! The workbook.

use super::{import, narrated, part, write};
use crate::report::{sample, with};
use shinchoku::domain::{Book, FiscalYear, Implementation, Measure, Plan, Record, Template};
use shinchoku::exchange::{self, Cell, Format, Grid};
use shinchoku::report::{FileType, Options, Report};

/// The rows of the first sheet.
fn grid(bytes: &[u8]) -> Vec<Vec<String>> {
    let source = exchange::Source::open(Format::Xlsx, bytes, "一覧表.xlsx").unwrap();
    let grids: &[Grid] = source.sheets();
    let text = |cell: &Cell| cell.text().to_owned();
    grids[0].rows.iter().map(|row| row.cells.iter().map(text).collect()).collect()
}

#[test]
fn the_sample_comes_in_again() {
    let book = sample();
    let bytes = write(Report::List, FileType::Excel, &book);
    let (back, done) = import(&Book::new(Plan::new("", "")), &bytes);
    assert_eq!((done.added, done.unreadable.len()), (book.measure_count(), 0));
    assert_eq!(back.goals().iter().map(|it| it.heading()).collect::<Vec<_>>(), goals(&book));
    let latest = book.latest_year();
    for ((goal, direction, was), (its_goal, its_direction, is)) in
        book.listed().iter().zip(back.listed())
    {
        assert_eq!(goal.heading(), its_goal.heading());
        assert_eq!(direction.heading(), its_direction.heading());
        assert_eq!((was.number, &was.name), (is.number, &is.name));
        assert_eq!(was.description.trim_end(), is.description);
        assert_eq!(departments(&book, was), departments(&back, is), "{}", was.name);
        for year in book.years() {
            let [was, is] = [(&book, was.id), (&back, is.id)]
                .map(|(book, id)| book.narrative(id, year.year).trim_end().to_owned());
            assert_eq!(was, is);
        }
        // The paper goes on showing the last status of a retired measure.
        if let (Some(year), false) = (latest, was.retired) {
            let [was, is] = [(&book, was.id), (&back, is.id)]
                .map(|(book, id)| book.progress(id, year).map(|it| it.name.clone()));
            assert_eq!(was, is);
        }
    }
}

fn goals(book: &Book) -> Vec<String> {
    book.goals().iter().map(|it| it.heading()).collect()
}

/// The departments that are printed for a measure.
fn departments(book: &Book, measure: &Measure) -> [Vec<String>; 2] {
    let latest = book.latest_year();
    [book.lead_as_of(measure, latest), book.related_as_of(measure, latest)]
        .map(|rows| rows.iter().map(|row| row.name.clone()).collect())
}

#[test]
fn into_the_same_file_it_brings_no_change() {
    let book = sample();
    // One department of the sample has a successor, which is printed for its retired measure.
    assert!(book.listed().iter().any(|(_, _, it)| it.retired));
    let [council, ..] = Template::built_in();
    // Under the second one the statuses have their marks.
    for options in [Options::default(), Options::of(&book, &council.settings)] {
        let bytes = Report::List.write(FileType::Excel, &book, &options).unwrap();
        let (after, done) = import(&book, &bytes);
        assert_eq!(done.changes, []);
        assert_eq!(after, book);
    }
}

#[test]
fn what_is_edited_in_the_workbook_is_all_that_changes() {
    let year = FiscalYear(2024);
    let edited = with(sample(), [narrated(&sample(), 3, year, "・直しました。")]);
    let (after, done) = import(&sample(), &write(Report::List, FileType::Excel, &edited));
    assert_eq!(done.changes.len(), 1);
    assert_eq!(after, edited);
}

#[test]
fn rows_taller_than_excel_has_are_divided_between_years() {
    let text = |year: i32| format!("{year}{}", "・長い文章を繰り返します。".repeat(120));
    let records: Vec<Record> =
        (2022..=2024).map(|year| narrated(&sample(), 0, FiscalYear(year), &text(year))).collect();
    let book = with(sample(), records);
    let bytes = write(Report::List, FileType::Excel, &book);
    for height in heights(&bytes) {
        assert!(height <= 409.5, "{height}");
    }
    let rows = grid(&bytes);
    let years = ["【令和4年度】", "【令和5年度】", "【令和6年度】"];
    let divided = |year: &str| {
        rows.iter()
            .any(|row| row.last().is_some_and(|it| it.starts_with(year) && it.contains("202")))
    };
    assert!(years.into_iter().all(divided));
    let (after, done) = import(&book, &bytes);
    assert_eq!(done.changes, []);
    assert_eq!(after, book);
}

#[test]
fn a_text_that_no_row_holds_stands_in_merged_ones() {
    let text = "・一つの年度だけで、行の高さの上限を超える文章です。\n".repeat(200);
    let book = with(sample(), [narrated(&sample(), 0, FiscalYear(2024), text.trim_end())]);
    let bytes = write(Report::List, FileType::Excel, &book);
    assert!(heights(&bytes).iter().all(|height| *height <= 409.5));
    let (_, done) = import(&book, &bytes);
    assert_eq!(done.changes, []);
}

/// The heights of all rows of the first sheet, in points.
fn heights(bytes: &[u8]) -> Vec<f64> {
    let sheet = part(bytes, "xl/worksheets/sheet1.xml");
    let heights = sheet.split(" ht=\"").skip(1);
    heights.map(|rest| rest.split('"').next().unwrap().parse().unwrap()).collect()
}

#[test]
fn nothing_is_evaluated() {
    let year = FiscalYear(2024);
    let texts = ["=1+1", "+1", "@SUM(A1)", "-1", "<r>一</r>", "_x0041_", "'90年代"];
    let records: Vec<Record> =
        texts.iter().enumerate().map(|(at, text)| narrated(&sample(), at, year, text)).collect();
    let mut records: Vec<Record> = records;
    records.extend(texts.iter().enumerate().map(|(at, text)| {
        let measure = sample().listed()[at + 10].2.clone();
        Record::Measure(Measure { description: (*text).to_owned(), ..measure })
    }));
    let book = with(sample(), records);
    let bytes = write(Report::List, FileType::Excel, &book);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "a formula");
    let cells: Vec<String> = grid(&bytes).concat();
    for text in texts {
        assert!(cells.iter().any(|cell| cell == text), "{text}");
        assert!(cells.iter().any(|cell| cell.ends_with(&format!("】\n{text}"))), "{text}");
    }
}

#[test]
fn the_page_is_that_of_the_paper() {
    let bytes = write(Report::List, FileType::Excel, &sample());
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for setting in [
        r#"paperSize="9""#,
        r#"orientation="landscape""#,
        r#"fitToHeight="0""#,
        r#"horizontalCentered="1""#,
        "&amp;P/&amp;N",
    ] {
        assert!(sheet.contains(setting), "{setting} in {sheet}");
    }
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(workbook.contains("_xlnm.Print_Titles"), "{workbook}");
}

#[test]
fn each_department_has_a_sheet() {
    let book = sample();
    let workbook = part(&write(Report::ByDepartment, FileType::Excel, &book), "xl/workbook.xml");
    let sheets = workbook.matches("<sheet ").count();
    assert!(sheets > 5 && workbook.contains(r#"name="農政課""#), "{workbook}");
}

#[test]
fn what_differs_is_underlined() {
    let options = Options::default();
    let bytes = Report::Comparison.write(FileType::Excel, &sample(), &options).unwrap();
    let strings = part(&bytes, "xl/sharedStrings.xml");
    assert!(strings.matches("<u/>").count() > 20);
}

#[test]
fn a_figure_that_differs_is_underlined_as_a_whole() {
    let mut book = sample();
    let year = book.latest_year().unwrap();
    let measure = book.listed()[0].2.id;
    let changes: Vec<_> = [(year.previous(), "2,000"), (year, "2,100")]
        .into_iter()
        .filter_map(|(year, count)| {
            let entry = book.implementation(measure, year).unwrap().clone();
            let narrative = format!("来館者は{count}人でした。");
            book.put(Record::Implementation(Implementation { narrative, ..entry }))
        })
        .collect();
    book.apply(&changes).unwrap();
    let bytes = Report::Comparison.write(FileType::Excel, &book, &Options::default()).unwrap();
    let strings = part(&bytes, "xl/sharedStrings.xml");
    for run in [">2,000人</t>", ">2,100人</t>", "でした。</t>"] {
        assert!(strings.contains(run), "{run}");
    }
}
