//! How a measure is laid in rows, columns and sheets.

use super::{FLAT, LIST, PLAN, check, expected, form, measures, read, rows, start, usual_label};
use rust_xlsxwriter::{Format as Look, Workbook};

/// A list in which a second year has a row of its own, the cells before it merged or blank.
fn further_rows(merged: bool) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = start(&mut workbook);
    let mut row = 2;
    let look = Look::new();
    for (goal, direction, cells) in measures() {
        form().across(sheet, &mut row, 0, &goal);
        form().across(sheet, &mut row, 0, &direction);
        let top = row;
        form().put(sheet, &mut row, &cells);
        if let Some(at) = cells[5].find("【平成30年度】").filter(|at| *at > 0) {
            for (column, cell) in (0..5).zip(&cells).filter(|_| merged) {
                let _ = sheet.merge_range(top, column, top + 1, column, cell, &look).unwrap();
            }
            let _ = sheet.write_string(top, 5, &cells[5][..at]).unwrap();
            let _ = sheet.write_string(top + 1, 5, &cells[5][at..]).unwrap();
            row += 1;
        }
    }
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_long_text_may_go_on_in_a_further_row() {
    for merged in [true, false] {
        check("further row", &further_rows(merged), true);
    }
}

#[test]
fn goals_may_be_merged_over_their_rows() {
    for merged in [true, false] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (at, heading) in (0..).zip(FLAT) {
            let _ = sheet.write_string(0, at, heading).unwrap();
        }
        let rows = rows();
        for (row, cells) in rows.iter().enumerate() {
            let at = u32::try_from(row).unwrap() + 1;
            for (column, cell) in (0_u16..).zip(cells) {
                let above = row.checked_sub(1).map(|above| &rows[above][usize::from(column)]);
                if column > 1 || above != Some(cell) {
                    let _ = sheet.write_string(at, column, cell).unwrap();
                }
            }
        }
        if merged {
            let look = Look::new();
            let _ = sheet.merge_range(1, 0, 3, 0, &rows[0][0], &look).unwrap();
            let _ = sheet.merge_range(1, 1, 2, 1, &rows[0][1], &look).unwrap();
        }
        check("flat", &workbook.save_to_buffer().unwrap(), false);
    }
}

#[test]
fn a_measure_may_have_a_row_for_each_year() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = [
        "基本目標",
        "施策の方向",
        "番号",
        "名称",
        "内容",
        "所管課",
        "関連課",
        "進捗状況",
        "年度",
        "実施状況",
    ];
    for (at, heading) in (0..).zip(headings) {
        let _ = sheet.write_string(0, at, heading).unwrap();
    }
    let look = Look::new();
    for (row, cells) in (0_u32..).zip(rows()) {
        let top = 2 * row + 1;
        for (column, cell) in (0..8).zip(&cells) {
            let _ = sheet.merge_range(top, column, top + 1, column, cell, &look).unwrap();
        }
        for (at, year) in [(0, "平成29年度"), (1, "平成30年度")] {
            let _ = sheet.write_string(top + at, 8, year).unwrap();
            let _ = sheet.write_string(top + at, 9, &cells[8 + at as usize]).unwrap();
        }
    }
    check("rows of years", &workbook.save_to_buffer().unwrap(), false);
}

#[test]
fn a_list_may_fill_several_sheets() {
    let mut workbook = Workbook::new();
    let _ = workbook.add_worksheet().set_name("表紙").unwrap().write_string(3, 3, PLAN).unwrap();
    for (at, (name, directions)) in LIST.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        // The tab tells the goal, in other digits than the heading.
        let sheet = sheet.set_name(format!("基本目標{}", at + 1)).unwrap();
        let form = form();
        let mut row = 0;
        form.across(sheet, &mut row, 0, form.titles[0]);
        form.across(sheet, &mut row, 0, &(form.goal)(at, name));
        form.head(sheet, &mut row);
        for (at, direction) in directions.iter().enumerate() {
            form.across(sheet, &mut row, 0, &(form.direction)(at, direction.name));
            for (number, it) in direction.measures {
                form.put(sheet, &mut row, &form.cells(*number, it));
            }
        }
    }
    let hidden = workbook.add_worksheet().set_hidden(true);
    form().head(hidden, &mut 0);
    form().put(hidden, &mut 1, &["9".to_owned(), "昔の施策".to_owned()]);
    check("sheets", &workbook.save_to_buffer().unwrap(), true);
}

#[test]
fn rows_that_count_the_others_are_no_measures() {
    let mut workbook = Workbook::new();
    let sheet = start(&mut workbook);
    let (mut row, mut told) = (2, Vec::new());
    for (goal, direction, cells) in measures() {
        form().across(sheet, &mut row, 0, &goal);
        form().across(sheet, &mut row, 0, &direction);
        form().put(sheet, &mut row, &cells);
        let count = [String::new(), "小　計".to_owned(), "1施策".to_owned()];
        form().put(sheet, &mut row, &count);
        told.push(row);
    }
    form().put(sheet, &mut row, &["合計".to_owned(), "4施策".to_owned(), "実施済 1".to_owned()]);
    told.push(row);
    let written = read("totals", &workbook.save_to_buffer().unwrap(), &told);
    assert_eq!(written["goals"], expected(usual_label));
}

#[test]
fn a_status_may_have_a_column_for_each_year() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = [
        "政策",
        "基本施策",
        "No.",
        "取組名",
        "取組概要",
        "所管部署",
        "関連部署",
        "平成29年度\n状況",
        "平成29年度\n実施状況",
        "平成30年度\n状況",
        "平成30年度\n実施状況",
    ];
    for (at, heading) in (0..).zip(headings) {
        let _ = sheet.write_string(0, at, heading).unwrap();
    }
    for (row, cells) in (1..).zip(rows()) {
        let [goal, direction, number, name, about, lead, related, status, first, second] = cells;
        let none = String::new();
        let cells =
            [goal, direction, number, name, about, lead, related, none, first, status, second];
        for (at, cell) in (0..).zip(cells) {
            let _ = sheet.write_string(row, at, cell).unwrap();
        }
    }
    check("columns of years", &workbook.save_to_buffer().unwrap(), false);
}
