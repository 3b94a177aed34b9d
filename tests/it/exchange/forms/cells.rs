//! What stands in the cells of a measure.

use super::{Form, Measure, check, departments, form, measures, narratives};
use rust_xlsxwriter::Workbook;

#[test]
fn widths_and_blanks_vary() {
    let goal = |at: usize, name: &str| format!("基本目標{}｢{name}｣ ", ["１", "２"][at]);
    let departments = |it: &Measure| departments(it, "､", ("(", ") "), ", ") + "　\n";
    let narratives = |it: &Measure| {
        format!("\n{} 　\n\n", narratives(it, |year| format!("[平成{year}年度] \n"), " \n\n"))
    };
    let number = |number: u32| format!(" {number}　");
    check("widths", &Form { goal, departments, narratives, number, ..form() }.workbook(), true);
}

#[test]
fn the_column_of_numbers_may_have_no_heading() {
    let mut headings = form().headings;
    headings[0] = "";
    check("bare", &Form { headings, ..form() }.workbook(), true);
}

#[test]
fn numbers_may_stand_before_the_names() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = ["施策名", "内容", "所管課（関連課）", "進捗状況", "平成29・30年度実施状況"];
    form().put(sheet, &mut 0, &headings.map(str::to_owned));
    let mut row = 1;
    for (goal, direction, [number, name, rest @ ..]) in measures() {
        form().across(sheet, &mut row, 0, &goal);
        form().across(sheet, &mut row, 0, &direction);
        let cells = [vec![format!("{number}　{name}")], rest.to_vec()].concat();
        form().put(sheet, &mut row, &cells);
    }
    check("numbered names", &workbook.save_to_buffer().unwrap(), false);
}

#[test]
fn departments_vary() {
    for departments in [
        (|it| departments(it, "、", ("(", ")"), ",")) as fn(&Measure) -> String,
        |it| departments(it, "・", ("（", "）"), "・"),
        |it| departments(it, "\n", ("（", "）"), "\n　"),
        |it| departments(it, "\n", ("関連課：", ""), "、"),
        |it| departments(it, " / ", ("（関連：", "）"), "／") + "\n",
        |it| departments(it, "\n", ("［", "］"), "・"),
        |it| departments(it, "\n", ("【関連課】\n", ""), "\n"),
        |it| departments(it, "、", ("関連課\n・", ""), "\n・"),
        |it| format!("主：{}", departments(it, "、", ("関：", ""), "、")),
        |it| format!("◎{}", departments(it, "\n◎", ("○", ""), "\n○")),
    ] {
        check("departments", &Form { departments, ..form() }.workbook(), true);
    }
}

#[test]
fn years_in_a_cell_vary() {
    for narratives in [
        (|it| narratives(it, |year| format!("平成{year}年度\n"), "\n\n")) as fn(&Measure) -> String,
        |it| narratives(it, |year| format!("[H{year}]\n"), "\n"),
        |it| narratives(it, |year| format!("〔{}年度〕\n\n", year + 1988), "\n\n\n") + "\n\n",
        |it| narratives(it, |year| format!("【平成{year}年度】"), "\n"),
        |it| narratives(it, |year| format!("＜平成 {year} 年度＞\r\n"), "\r\n\r\n"),
        |it| narratives(it, |year| format!("【平成{year}年度（{}年度）】\n", year + 1988), "\n"),
        |it| narratives(it, |year| format!("【{}（平成{year}）年度末現在】", year + 1988), "\n"),
        |it| narratives(it, |year| format!("平成{year}年度："), "\n\n"),
    ] {
        check("narratives", &Form { narratives, ..form() }.workbook(), true);
    }
}
