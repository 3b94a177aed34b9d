//! What a workbook holds beside the cells of its list is told.

use crate::exchange::{empty, import_into};
use rust_xlsxwriter::{Format as Look, Note, Shape, Workbook, Worksheet};
use shinchoku::domain::Book;
use shinchoku::exchange::{Format, Import, Question};
use shinchoku::words;

const ROWS: [[&str; 4]; 3] = [
    ["番号", "施策名", "担当課", "令和6年度実績"],
    ["1", "道路", "建設課", "直した。"],
    ["2", "公園", "公園課", "替えた。"],
];

fn fill(sheet: &mut Worksheet) {
    for (row, cells) in (0..).zip(ROWS) {
        for (column, cell) in (0..).zip(cells) {
            let _ = sheet.write_string(row, column, cell).unwrap();
        }
    }
}

/// A list to which something is added.
fn list(add: impl Fn(&mut Workbook)) -> (Book, Import) {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    add(&mut workbook);
    import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap())
}

fn first(workbook: &mut Workbook) -> &mut Worksheet {
    workbook.worksheet_from_index(0).unwrap()
}

fn told(import: &Import) -> String {
    words::doubts(&import.doubts).concat()
}

#[test]
fn comments_and_shapes_are_told() {
    let (book, import) = list(|workbook| {
        let sheet = first(workbook);
        let note = Note::new("速報値").add_author_prefix(false);
        let _ = sheet.insert_note(1, 3, &note).unwrap();
        let shape = Shape::textbox().set_text("★R7は拡充");
        let _ = sheet.insert_shape(2, 4, &shape).unwrap();
    });
    assert_eq!(book.listed().len(), 2);
    assert_eq!(
        told(&import),
        "コメント（メモ）は、取り込んでいません（D2「速報値」）。\
         図形やテキストボックスの文字は、取り込んでいません（E3「★R7は拡充」）。"
    );
}

#[test]
fn other_sheets_are_told_by_their_names() {
    let (_, import) = list(|workbook| {
        let _ =
            workbook.add_worksheet().set_name("集計").unwrap().write_string(0, 0, "計").unwrap();
        let hidden = workbook.add_worksheet().set_name("選択肢").unwrap();
        let _ = hidden.set_hidden(true).write_string(0, 0, "済").unwrap();
        let _ = workbook.add_worksheet().set_name("白紙").unwrap();
    });
    assert_eq!(
        told(&import),
        "このシートは取り込んでいません（シート「集計」）。\
         非表示のシートは、取り込んでいません（シート「選択肢」）。"
    );
}

#[test]
fn what_is_not_printed_is_taken_and_told() {
    let (book, import) = list(|workbook| {
        let _ = first(workbook).set_print_area(0, 0, 1, 2).unwrap();
    });
    assert_eq!(book.listed().len(), 2);
    let said = "印刷範囲の外にありますが、取り込みました（D1「令和6年度実績」、3行目）。";
    assert_eq!(told(&import), said);
    let (_, import) = list(|workbook| {
        let _ = first(workbook).set_print_area(0, 0, 2, 3).unwrap();
    });
    assert_eq!(told(&import), "");
}

#[test]
fn what_a_merged_cell_covers_is_told() {
    let (book, import) = list(|workbook| {
        let sheet = first(workbook);
        let _ = sheet.merge_range(1, 3, 2, 3, "直した。", &Look::new()).unwrap();
        let _ = sheet.write_string(2, 3, "隠れた文").unwrap();
    });
    assert_eq!(book.listed().len(), 2);
    let asked: Vec<_> = import.doubts.iter().map(|it| (it.question, it.text.as_str())).collect();
    assert_eq!(asked, [(Question::Covered, "隠れた文")]);
}

#[test]
fn what_stands_far_away_is_told() {
    let (_, import) = list(|workbook| {
        let _ = first(workbook).write_string(1, 2000, "遠い").unwrap();
    });
    assert_eq!(told(&import), "一覧表から遠く離れたセルは、読んでいません（BXY2）。");
}

#[test]
fn a_text_above_the_list_that_is_no_title_is_told() {
    let csv = "道路課の分,,,\n番号,施策名,担当課,令和6年度実績\n1,道路,建設課,直した。\n";
    let (book, import) = import_into(&empty(), Format::Csv, csv.as_bytes());
    assert_eq!(book.plan().name, "");
    assert_eq!(
        told(&import),
        "一覧表の上にある文字は、表題のほかは取り込んでいません（A1「道路課の分」）。"
    );
}
