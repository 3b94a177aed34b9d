//! How a measure is laid in rows, columns and sheets.

use super::{FLAT, LIST, PLAN, check, form, measures, rows, start};
use rust_xlsxwriter::{Format as Look, Workbook};

#[test]
fn a_long_text_may_go_on_in_a_merged_row() {
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
            for (column, cell) in (0..5).zip(&cells) {
                let _ = sheet.merge_range(top, column, top + 1, column, cell, &look).unwrap();
            }
            let _ = sheet.write_string(top, 5, &cells[5][..at]).unwrap();
            let _ = sheet.write_string(top + 1, 5, &cells[5][at..]).unwrap();
            row += 1;
        }
    }
    check("further row", &workbook.save_to_buffer().unwrap(), true);
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
        let form = form();
        let mut row = 0;
        form.across(sheet, &mut row, 0, form.titles[0]);
        form.across(sheet, &mut row, 0, &(form.goal)(at, name));
        form.head(sheet, &mut row);
        for (at, direction) in directions.iter().enumerate() {
            form.across(sheet, &mut row, 0, &(form.direction)(at, direction.name));
            for (number, it) in direction.measures {
                let cells = [
                    number.to_string(),
                    it.name.to_owned(),
                    it.description.to_owned(),
                    (form.departments)(it),
                    it.status.to_owned(),
                    (form.narratives)(it),
                ];
                form.put(sheet, &mut row, &cells);
            }
        }
    }
    let hidden = workbook.add_worksheet().set_hidden(true);
    form().head(hidden, &mut 0);
    form().put(hidden, &mut 1, &["9".to_owned(), "昔の施策".to_owned()]);
    check("sheets", &workbook.save_to_buffer().unwrap(), true);
}
