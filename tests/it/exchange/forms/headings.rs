//! What stands above the measures: titles, headings of columns, goals and directions.

use super::{Form, LIST, PLAN, check, expected, form, measures, read, rows, start, usual_label};
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
    let titles = vec![PLAN, "進捗状況一覧表", "【凡例】実施済：完了した施策　実施中：継続中の施策"];
    check("legend", &Form { titles, ..form() }.workbook(), true);
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

#[test]
fn goals_and_directions_have_other_words() {
    type Words = (fn(usize) -> String, fn(usize) -> String);
    let words: [Words; 5] = [
        (|at| format!("第{}章", ["１", "２"][at]), |at| format!("第{}節", ["１", "２"][at])),
        (|at| format!("政策{}", at + 1), |at| format!("基本施策1-{}", at + 1)),
        (|at| format!("政策{}", ["１", "２"][at]), |at| format!("施策１－{}：", at + 1)),
        (|at| format!("柱{}", at + 1), |at| format!("基本方針（{}）", at + 1)),
        (|at| format!("基本方針{}", at + 1), |at| format!("（{}）", at + 1)),
    ];
    for merged in [true, false] {
        for (label, mark) in words {
            let mut workbook = Workbook::new();
            let sheet = start(&mut workbook);
            let mut row = 2;
            let form = Form { merged, ..form() };
            for (at, (name, directions)) in LIST.iter().enumerate() {
                form.across(sheet, &mut row, 0, &format!("{}　{name}", label(at)));
                for (at, direction) in directions.iter().enumerate() {
                    form.across(sheet, &mut row, 0, &format!("{} {}", mark(at), direction.name));
                    for (number, measure) in direction.measures {
                        form.put(sheet, &mut row, &form.cells(*number, measure));
                    }
                }
            }
            let written = read(&label(0), &workbook.save_to_buffer().unwrap(), &[]);
            assert_eq!(written["goals"], expected(label), "{}", label(0));
        }
    }
}

#[test]
fn numbers_alone_tell_goals_from_directions() {
    let goal = |at: usize, name: &str| format!("{}　{name}", at + 1);
    let direction = |at: usize, name: &str| format!("1－{}　{name}", at + 1);
    check("1 and 1-1", &Form { goal, direction, ..form() }.workbook(), true);
    let direction = |at: usize, name: &str| format!("（{}）{name}", at + 1);
    check("1 and (1)", &Form { goal, direction, ..form() }.workbook(), true);
}

#[test]
fn a_mark_may_stand_in_a_cell_of_its_own() {
    for merged in [true, false] {
        let mut workbook = Workbook::new();
        let sheet = start(&mut workbook);
        let mut row = 2;
        let form = Form { merged, ..form() };
        for (at, (name, directions)) in LIST.iter().enumerate() {
            let _ = sheet.write_string(row, 0, usual_label(at)).unwrap();
            form.across(sheet, &mut row, 1, name);
            for (at, direction) in directions.iter().enumerate() {
                let _ = sheet.write_string(row, 0, ["①", "②"][at]).unwrap();
                form.across(sheet, &mut row, 1, direction.name);
                for (number, measure) in direction.measures {
                    form.put(sheet, &mut row, &form.cells(*number, measure));
                }
            }
        }
        check("marks", &workbook.save_to_buffer().unwrap(), true);
    }
}

#[test]
fn what_explains_a_heading_is_none() {
    let mut workbook = Workbook::new();
    let sheet = start(&mut workbook);
    let mut row = 2;
    let mut told = Vec::new();
    let form = form();
    for (at, (name, directions)) in LIST.iter().enumerate() {
        form.across(sheet, &mut row, 0, &(form.goal)(at, name));
        form.across(sheet, &mut row, 0, "【数値目標】社会増減　基準値：620人　目標値：700人");
        told.push(row);
        for (at, direction) in directions.iter().enumerate() {
            form.across(sheet, &mut row, 0, &(form.direction)(at, direction.name));
            form.across(sheet, &mut row, 0, "地域の資源を生かし、誇りを持てるまちをつくります。");
            told.push(row);
            for (number, measure) in direction.measures {
                form.put(sheet, &mut row, &form.cells(*number, measure));
            }
        }
    }
    let written = read("explained", &workbook.save_to_buffer().unwrap(), &told);
    assert_eq!(written["goals"], expected(usual_label));
}

#[test]
fn the_headings_of_columns_may_stand_below_those_of_each_direction() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (mut row, form) = (0, form());
    form.across(sheet, &mut row, 0, form.titles[0]);
    for (at, (name, directions)) in LIST.iter().enumerate() {
        form.across(sheet, &mut row, 0, &(form.goal)(at, name));
        for (at, direction) in directions.iter().enumerate() {
            form.across(sheet, &mut row, 0, &(form.direction)(at, direction.name));
            form.head(sheet, &mut row);
            for (number, measure) in direction.measures {
                form.put(sheet, &mut row, &form.cells(*number, measure));
            }
            row += 1;
        }
    }
    check("below", &workbook.save_to_buffer().unwrap(), true);
}

#[test]
fn one_heading_may_stand_over_the_number_and_the_name_of_a_level() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let look = Look::new();
    for (at, heading) in [(0, "基本目標"), (2, "施策の方向")] {
        let _ = sheet.merge_range(0, at, 0, at + 1, heading, &look).unwrap();
    }
    for (at, heading) in (4..).zip(form().headings) {
        let _ = sheet.write_string(0, at, heading).unwrap();
    }
    let mut row = 1;
    for (goal, (goal_name, directions)) in (1..).zip(LIST) {
        for (number, direction) in (1..).zip(directions) {
            for (measure, it) in direction.measures {
                for (at, number) in [(0, goal), (2, number)] {
                    let _ = sheet.write_number(row, at, f64::from(number)).unwrap();
                }
                for (at, name) in [(1, goal_name), (3, direction.name)] {
                    let _ = sheet.write_string(row, at, name).unwrap();
                }
                for (at, cell) in (4..).zip(form().cells(*measure, it)) {
                    let _ = sheet.write_string(row, at, cell).unwrap();
                }
                row += 1;
            }
        }
    }
    check("numbers and names", &workbook.save_to_buffer().unwrap(), false);
}

#[test]
fn pages_may_bear_numbers_and_headings_bullets() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (mut row, mut page, form) = (0, 0, form());
    for (goal, (name, directions)) in LIST.iter().enumerate() {
        for (at, direction) in directions.iter().enumerate() {
            page += 1;
            let number = [format!("{page}/3"), format!("- {page} -"), format!("{page}ページ")];
            let _ = sheet.write_string(row, 5, &number[at]).unwrap();
            row += 1;
            form.across(sheet, &mut row, 0, form.titles[0]);
            form.head(sheet, &mut row);
            form.across(sheet, &mut row, 0, &(form.goal)(goal, name));
            form.across(sheet, &mut row, 0, &format!("■ {}", direction.name));
            for (number, measure) in direction.measures {
                form.put(sheet, &mut row, &form.cells(*number, measure));
            }
        }
    }
    check("pages", &workbook.save_to_buffer().unwrap(), true);
}
