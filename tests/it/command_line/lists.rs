//! Lists that come in and go out on the command line.

use crate::command_line::{Desk, names, support, told};
use shinchoku::domain::check::Review;
use shinchoku::domain::{Approval, Implementation, Record};
use std::fs;

#[test]
fn a_list_of_another_plan_is_told_of() {
    let desk = Desk::new();
    let list = |town: &str| {
        let rows = (1..=3).map(|n| format!("基本目標１「まち」,① 農,{n},{town}の施策{n},・実施\n"));
        "基本目標,施策の方向,施策番号,名称,令和6年度\n".to_owned() + &rows.collect::<String>()
    };
    fs::write(desk.folder.path().join("一覧.csv"), list("みずほ野")).unwrap();
    let first = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert!(first.status.success() && first.stderr.is_empty());
    // Measures that only their numbers make the same are left as they are.
    fs::write(desk.folder.path().join("一覧.csv"), list("となり町")).unwrap();
    let other = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert_eq!(other.status.code(), Some(1), "nothing else is in it");
    let told = String::from_utf8(other.stdout).unwrap();
    assert!(told.contains("外したもの3件") && told.contains("2行目「となり町の施策1」"), "{told}");
    assert!(!desk.names_measure("となり町"));
    // With something added to each name they may be the same.
    fs::write(desk.folder.path().join("一覧.csv"), list("新みずほ野")).unwrap();
    let other = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert!(other.status.success());
    let told = String::from_utf8(other.stderr).unwrap();
    assert!(told.starts_with("番号は同じでも、名称の違う施策が3件あります。"), "{told}");
    assert!(desk.names_measure("新みずほ野の施策2"));
}

#[test]
fn an_import_that_takes_nothing_is_no_success_and_leaves_nothing() {
    let desk = Desk::new();
    let long = "あ".repeat(shinchoku::domain::text::MAX_CHARS + 1);
    let list = format!("施策番号,名称,所管課,令和6年度\n1,直売所の整備,農政課,{long}\n");
    fs::write(desk.path("一覧.csv"), list).unwrap();
    let before = fs::read(desk.path("戦略.db")).unwrap();
    for (file, left) in [("新規.db", None), ("戦略.db", Some(before))] {
        let output = desk.run(&["import", file, "一覧.csv"]);
        assert_eq!(output.status.code(), Some(1), "{file}");
        let told = String::from_utf8(output.stdout).unwrap();
        assert!(told.contains("取り込めなかったもの1件") && told.contains("2行目："), "{told}");
        let told = String::from_utf8(output.stderr).unwrap();
        assert!(told.contains("取り込める施策がありませんでした"), "{told}");
        assert_eq!(fs::read(desk.folder.path().join(file)).ok(), left, "{file}");
    }
    assert!(!names(desk.folder.path()).iter().any(|name| name.contains("新規")));
    // What is in the file as the list has it has been taken, if before.
    desk.import(&[("直売所の整備", "")]);
    let again = desk.runs(&["import", "戦略.db", "一覧.csv"]);
    assert!(again.contains("変更なし1件"), "{again}");
}

#[test]
fn an_unclosed_quotation_mark_is_told_with_its_line() {
    let desk = Desk::new();
    let list = "基本目標,施策の方向,施策番号,名称,令和6年度\n1,1,1,直売所,\"二行\nある\"\n\
                1,1,2,\"消防団,・実施\n1,1,3,学校,・実施\n";
    fs::write(desk.path("一覧.csv"), list).unwrap();
    let output = desk.run(&["import", "戦略.db", "一覧.csv"]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("4行目で始まる引用符（\"）が、閉じられていません"), "{told}");
}

#[test]
fn the_programs_own_list_of_very_many_lines_comes_in_again() {
    let mut book = support::book(300, 40);
    let year = book.latest_year().unwrap();
    let lines = "・支所で開催しました。\n".repeat(80);
    let entries: Vec<_> = book
        .listed()
        .iter()
        .map(|row| Implementation {
            narrative: lines.trim_end().to_owned(),
            ..Implementation::blank(row.2.id, year)
        })
        .collect();
    for entry in entries {
        let change = book.put(Record::Implementation(entry)).unwrap();
        book.apply(&[change]).unwrap();
    }
    let desk = Desk::with(&book);
    let _ = desk.runs(&["export", "戦略.db", "一.csv"]);
    let bytes = fs::read(desk.path("一.csv")).unwrap();
    assert!(bytes.iter().filter(|byte| **byte == b'\n').count() > 20_000);
    let _ = desk.runs(&["import", "新規.db", "一.csv"]);
    let _ = desk.runs(&["export", "新規.db", "二.csv"]);
    assert_eq!(fs::read(desk.path("二.csv")).unwrap(), bytes);
}

/// A list whose headings say nothing to the program.
const STRANGE: &str = "提出用,,,\n項,事項,報告,状態\n1,直売所の整備,・開いた,実施中\n";

#[test]
fn what_columns_hold_can_be_said() {
    let desk = Desk::new();
    fs::write(desk.folder.path().join("報告.csv"), STRANGE).unwrap();
    assert_eq!(desk.run(&["import", "戦略.db", "報告.csv"]).status.code(), Some(1));
    let before = fs::read(desk.folder.path().join("戦略.db")).unwrap();
    for (columns, sentence) in [
        ("呼び方=B", "「使わない」「番号」「名称」「内容」"),
        ("名称=E", "「E」は使えません。何も変えていません。\n「A～D」"),
        ("名称=2", "「2」は使えません。何も変えていません。\n「A～D」"),
        ("名称=B,R6=B", "「R6=B」は、ほかの指定と重なっています"),
        ("名称=B,R6=B,R5=B", "重なっています"),
        ("名称=B,名称=C", "「名称=B」は、ほかの指定と重なっています"),
        ("R6=C,R6=C", "「R6=C」は、ほかの指定と重なっています"),
        ("名称", "--columns に「名称」は使えません"),
    ] {
        let output = desk.run(&["import", "戦略.db", "報告.csv", "--columns", columns]);
        assert_eq!(output.status.code(), Some(2), "{columns}");
        assert!(told(&output).contains(sentence), "{columns}: {}", told(&output));
    }
    assert_eq!(fs::read(desk.folder.path().join("戦略.db")).unwrap(), before);
    let columns = "番号=A,名称=b,R6=Ｃ,R6進捗状況=D";
    let told = desk.runs(&["import", "戦略.db", "報告.csv", "--columns", columns]);
    assert!(told.contains("追加1件、変更0件、変更なし0件。\n"), "{told}");
    for word in ["\"直売所の整備\"", "\"・開いた\"", "\"実施中\"", "2024"] {
        assert!(desk.names_measure(word), "{word}");
    }
    // JSON says by itself what is what.
    let json = desk.run(&["import", "戦略.db", "書出.json", "--columns", "名称=B"]);
    assert_eq!(json.status.code(), Some(2), "{}", self::told(&json));
}

#[test]
fn the_sheets_to_be_read_can_be_said() {
    let desk = Desk::new();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (sheet, name) in [("北", "直売所の整備"), ("南", "図書館の充実"), ("表紙", "")]
    {
        let sheet = workbook.add_worksheet().set_name(sheet).unwrap();
        let rows = [["番号", "名称", "令和6年度", "メモ"], ["1", name, "・実施", "・追加"]];
        for (at, row) in rows.iter().enumerate().filter(|_| !name.is_empty()) {
            let _ = sheet.write_row(at as u32, 0, *row).unwrap();
        }
    }
    workbook.save(desk.folder.path().join("一覧.xlsx")).unwrap();
    let unknown = desk.run(&["import", "戦略.db", "一覧.xlsx", "--sheet", "西"]);
    assert_eq!(unknown.status.code(), Some(2));
    let sentence = "--sheet に「西」は使えません。何も変えていません。\n「北」「南」「表紙」";
    assert!(told(&unknown).contains(sentence), "{}", told(&unknown));
    let one = ["import", "戦略.db", "一覧.xlsx", "--sheet", "南", "--columns", "R7=D"];
    assert!(desk.runs(&one).contains("追加1件"));
    assert!(desk.names_measure("図書館の充実") && !desk.names_measure("直売所の整備"));
    assert!(desk.names_measure("・追加"));
    let both = ["import", "新.db", "一覧.xlsx", "--sheet", "南", "--sheet", "北"];
    assert!(desk.runs(&both).contains("追加2件"));
    let csv = desk.run(&["import", "戦略.db", "一覧.csv", "--sheet", "南"]);
    assert_ne!(csv.status.code(), Some(0));
}

#[test]
fn a_list_of_another_trade_is_refused() {
    let desk = Desk::new();
    let list = "NO,名称,住所,電話番号,法人番号\n1,市役所本館,本町1,000,123\n";
    fs::write(desk.path("施設.csv"), list).unwrap();
    let before = fs::read(desk.path("戦略.db")).unwrap();
    for arguments in [&["import", "戦略.db", "施設.csv"][..], &["import", "新.db", "施設.csv"]]
    {
        let refused = desk.run(arguments);
        assert_eq!(refused.status.code(), Some(1));
        assert!(
            told(&refused).starts_with("一覧表の見出しが見つかりません。"),
            "{}",
            told(&refused)
        );
    }
    assert_eq!(fs::read(desk.path("戦略.db")).unwrap(), before);
    assert!(!desk.path("新.db").exists());
}

#[test]
fn a_new_department_is_told_with_the_one_that_may_be_meant() {
    let desk = Desk::new();
    desk.import(&[("直売所の整備", "農政課")]);
    fs::write(desk.path("新.csv"), "番号,名称,所管課\n1,直売所の整備,農政科\n").unwrap();
    let done = desk.run(&["import", "戦略.db", "新.csv"]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.contains("「農政科」（「農政課」の誤りではありませんか）"), "{said}");
}

#[test]
fn each_command_tells_its_part_of_the_help() {
    let desk = Desk::new();
    for (command, part) in
        [("import", "--columns"), ("check", "check FILE.db"), ("merge", "--json")]
    {
        let done = desk.run(&[command, "--help"]);
        let said = String::from_utf8(done.stdout).unwrap();
        assert!(done.status.success() && said.contains(part), "{said}");
        assert!(!said.contains("shinchoku demo"), "{said}");
    }
}

/// What is only not 確定 yet is counted by itself, as in the window.
#[test]
fn the_check_counts_what_the_window_counts() {
    let mut book = shinchoku::exchange::sample();
    let year = book.latest_year().unwrap();
    let confirmed = book.listed().iter().find_map(|row| book.implementation(row.2.id, year));
    let confirmed = confirmed.unwrap().clone().approved(Approval::Confirmed);
    let change = book.put(Record::Implementation(confirmed));
    book.apply(&Vec::from_iter(change)).unwrap();
    let desk = Desk::with(&book);
    let years: Vec<_> = book.years().map(|year| year.year).collect();
    let count = Review::of(&book, &years).open.len();
    let said = String::from_utf8(desk.run(&["check", "戦略.db"]).stdout).unwrap();
    assert!(said.contains(&format!("点検で見つかったものは{count}件です。")), "{said}");
    assert!(said.contains("の入力済みで確定していない施策は"), "{said}");
    assert_eq!(said.lines().count(), count + 2, "{said}");
}

#[test]
fn a_file_that_is_not_there_is_named() {
    let desk = Desk::new();
    let told = told(&desk.run(&["import", "戦略.db", "ない.xlsx"]));
    assert!(told.starts_with("ファイル「ない.xlsx」が見つかりません。"), "{told}");
}

#[test]
fn what_is_replaced_is_told_in_the_order_of_the_list() {
    let desk = Desk::new();
    let names = ["市民相談", "農園", "図書館", "公園", "道路", "消防"];
    let write = |text: &str| {
        let rows = names.iter().map(|name| format!("{name},農政課,{text}\n"));
        let list = format!("名称,所管課,R6\n{}", rows.collect::<String>());
        fs::write(desk.folder.path().join("一覧.csv"), list).unwrap();
        desk.runs(&["import", "新.db", "一覧.csv"])
    };
    let _ = write("・開いた");
    let told = write("・閉じた");
    let quoted: Vec<String> = names.iter().map(|name| format!("「{name}」")).collect();
    assert!(told.contains(&format!("施策6件：{}。", quoted.join("、"))), "{told}");
}

#[test]
fn what_a_list_puts_in_the_place_of_what_was_there_is_told() {
    let desk = Desk::new();
    let write = |text: &str| fs::write(desk.folder.path().join("翌年.csv"), text).unwrap();
    write(
        "番号,名称,所管課,R6\n1,市民相談,高齢課,・開いた\n2,市民相談,児童課,・配った\n3,農園,農政課,・耕した\n",
    );
    let _ = desk.runs(&["import", "新.db", "翌年.csv"]);
    write("名称,所管課,R6\n市民相談,児童課,・閉じた\n保健相談,福祉課,・回った\n");
    let told = desk.runs(&["import", "新.db", "翌年.csv"]);
    for sentence in [
        "追加1件、変更1件",
        "令和6年度の実施状況を置き換えた施策1件：「市民相談」。前の文章には、変更履歴から戻せます。",
        "一覧にない施策2件は、そのまま残ります（「市民相談」、「農園」）。",
    ] {
        assert!(told.contains(sentence), "{sentence}: {told}");
    }
    // Nothing tells which of three it is.
    write("名称,内容,R6\n市民相談,走る,・走った\n");
    let output = desk.run(&["import", "新.db", "翌年.csv"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("同じ名称の施策がいくつもあり、どれか分からないため"), "{told}");
}
