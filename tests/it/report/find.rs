//! From words to their places on the pages, and back.

use super::{sample, with};
use shinchoku::domain::{Book, FiscalYear, Implementation, MeasureId, Record};
use shinchoku::report::geometry::Point;
use shinchoku::report::{Document, Length, Options, Origin, list::lay_out};

const NARRATIVE: &str = "・直売所（ＪＡ）を整備しました。ポスターを作成し、市内の各駅と小中学校に掲示しました。あわせて、市報に3回掲載しました。";

/// The sample with a known narrative in its first measure.
fn printed() -> (Document, MeasureId) {
    let book: Book = sample();
    let measure = book.listed()[0].2.id;
    let year: FiscalYear = book.latest_year().unwrap();
    let entry = book.implementation(measure, year).unwrap().clone();
    let narrative = [NARRATIVE; 3].join("\n");
    let book = with(book, [Record::Implementation(Implementation { narrative, ..entry })]);
    (lay_out(&book, &Options::default()).unwrap(), measure)
}

#[test]
fn words_are_found_whatever_their_width_and_kana() {
    let (document, _) = printed();
    for words in [
        "（ｊａ）を整備しました。ﾎﾟｽﾀｰ",
        "(JA)を整備しました。ぽすたー",
        "（ＪＡ）を 整備しました。　ポスター",
    ] {
        assert_eq!(document.find(words).unwrap().len(), 3, "{words}");
    }
    assert_eq!(document.find("　").unwrap(), []);
    assert_eq!(document.find("どこにもない言葉").unwrap(), []);
}

#[test]
fn a_hit_covers_its_words_on_each_line_within_the_row() {
    let (document, measure) = printed();
    let rows: Vec<_> = document.rows_of(measure).collect();
    let hits = document.find(NARRATIVE).unwrap();
    assert_eq!(hits.len(), 3);
    assert!(hits.iter().any(|hit| hit.areas.len() > 1), "a line is too short for it all");
    for hit in &hits {
        let (_, row) = rows.iter().find(|(page, _)| *page == hit.page).unwrap();
        for area in &hit.areas {
            assert!(area.left() >= row.left() && area.right() <= row.right());
            assert!(area.top() >= row.top() && area.bottom() <= row.bottom());
            assert!(area.size.width > Length::ZERO);
        }
    }
}

#[test]
fn a_place_tells_what_is_printed_there() {
    let (document, measure) = printed();
    let (page, row) = document.rows_of(measure).next().unwrap();
    let middle =
        Point { x: row.left() + row.size.width.half(), y: row.top() + row.size.height.half() };
    let cell = document.cell_at(page, middle).unwrap();
    assert!(matches!(cell.of, Origin::Entry(id, _) if id == measure));
    assert_eq!(document.cell_at(page, Point { x: Length::ZERO, y: Length::ZERO }), None);
    assert_eq!(document.cell_at(document.pages.len(), middle), None);
}
