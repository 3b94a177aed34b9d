//! What stands above the measures: titles, headings of columns, goals and directions.

use super::{Form, PLAN, check, form, measures, rows, start};
use rust_xlsxwriter::{Format as Look, Workbook};

#[test]
fn titles_stand_above_or_do_not() {
    check("one", &form().workbook(), true);
    check("none", &Form { titles: vec![], ..form() }.workbook(), false);
    let titles = vec!["資料３", PLAN, "進捗状況一覧表"];
    check("three", &Form { titles, ..form() }.workbook(), true);
    let titles = vec![
        "令和元年度　みずほ野市まち・ひと・しごと総合戦略の進捗状況一覧表",
        "（平成31年3月31日現在）",
    ];
    check("dated", &Form { titles, ..form() }.workbook(), true);
    check("further right", &Form { left: 2, heading_column: 2, ..form() }.workbook(), true);
}

#[test]
fn headings_vary() {
    for headings in [
        ["No.", "施策名", "概要", "担当課", "状況", "実施状況"],
        ["番号", "事業名", "事業　概要", "主管課\n(関係課)", "進捗", "取組状況"],
        ["№", "名　称", "内　容", "所 管 課", "進 捗 状 況", "実施等状況\n（平成30年度まで）"],
        ["施策番号", "施策", "施策の内容", "担当部署（関連部署）", "進捗", "主な取組実績"],
        ["施策番号", "名称", "内容", "所管課（関連課）", "進捗状況", "平成30年度実施状況"],
    ] {
        check(headings[0], &Form { headings, ..form() }.workbook(), true);
    }
    check("pages", &Form { page: 1, ..form() }.workbook(), true);
}

#[test]
fn headings_may_have_two_lines() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let look = Look::new();
    for (at, heading) in [(0, "施策番号"), (1, "名称"), (2, "内容"), (5, "進捗状況")] {
        let _ = sheet.merge_range(0, at, 1, at, heading, &look).unwrap();
    }
    let _ = sheet.merge_range(0, 3, 0, 4, "担当", &look).unwrap();
    let _ = sheet.merge_range(0, 6, 0, 7, "実施状況", &look).unwrap();
    for (at, heading) in [(3, "所管課"), (4, "関連課"), (6, "平成29年度"), (7, "平成30年度")]
    {
        let _ = sheet.write_string(1, at, heading).unwrap();
    }
    let (mut at, mut goal, mut direction) = (2, String::new(), String::new());
    for [of_goal, of_direction, cells @ ..] in rows() {
        for (known, heading) in [(&mut goal, of_goal), (&mut direction, of_direction)] {
            if *known != heading {
                let _ = sheet.merge_range(at, 0, at, 7, &heading, &look).unwrap();
                *known = heading;
                at += 1;
            }
        }
        for (column, cell) in (0..).zip(&cells) {
            let _ = sheet.write_string(at, column, cell).unwrap();
        }
        at += 1;
    }
    check("two lines", &workbook.save_to_buffer().unwrap(), false);
}

#[test]
fn goals_and_directions_vary() {
    check("lone", &Form { merged: false, ..form() }.workbook(), true);
    check("lone, second", &Form { merged: false, heading_column: 1, ..form() }.workbook(), true);
    let goal = |at: usize, name: &str| format!("【基本目標{}】{name}", ["１", "２"][at]);
    let direction = |at: usize, name: &str| format!("（{}）{name}", ["１", "２"][at]);
    check("brackets", &Form { goal, direction, ..form() }.workbook(), true);
    let goal = |at: usize, name: &str| format!("基本目標{}：{name}（続き）", ["１", "２"][at]);
    let direction = |at: usize, name: &str| format!("施策の方向{}　{name}", at + 1);
    check("words", &Form { goal, direction, ..form() }.workbook(), true);
    let direction = |at: usize, name: &str| format!("({}){name}", at + 1);
    check("half width", &Form { direction, ..form() }.workbook(), true);
    for number in [
        (|number| format!("{number}.")) as fn(u32) -> String,
        |number| ["１", "２", "３"][number as usize - 1].to_owned(),
        |number| ["①", "②", "③"][number as usize - 1].to_owned(),
        |number| format!("1-{number}"),
    ] {
        check("number", &Form { number, ..form() }.workbook(), true);
    }
}

#[test]
fn a_goal_and_a_direction_may_share_a_row() {
    let mut workbook = Workbook::new();
    let sheet = start(&mut workbook);
    let mut row = 2;
    for (goal, direction, cells) in measures() {
        form().put(sheet, &mut row, &[goal, String::new(), direction]);
        form().put(sheet, &mut row, &cells);
    }
    check("shared row", &workbook.save_to_buffer().unwrap(), true);
}
