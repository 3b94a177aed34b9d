//! What cells say is what the clerk sees in them; what is not taken of them is told.

use crate::exchange::workbook::{Parts, row, text};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::{Format as Look, Workbook};
use shinchoku::domain::{Book, FiscalYear};
use shinchoku::exchange::{Format, Import, Question};
use shinchoku::words;

const HEADINGS: [&str; 5] = ["番号", "施策名", "内容", "担当課", "令和6年度実績"];

/// The texts of 令和6年度, in the order of the measures.
fn texts(book: &Book) -> Vec<&str> {
    book.listed().iter().map(|(_, _, it)| book.narrative(it.id, FiscalYear(2024))).collect()
}

/// What is asked, with the cell and what is told of it.
fn asked(import: &Import) -> Vec<(Question, u32, usize, &str)> {
    let of = |doubt: &'_ shinchoku::exchange::Doubt| match doubt.place {
        shinchoku::exchange::Place::Row { row, .. } => row,
        _ => 0,
    };
    let doubts = import.doubts.iter();
    doubts.map(|it| (it.question, of(it), it.column.unwrap_or(99), it.text.as_str())).collect()
}

/// A list with a measure for each row of `cells`, which stand under 令和6年度実績.
fn list(cells: &[String]) -> String {
    let measure = |(at, cell): (usize, &String)| {
        let before: String = [format!("施策{at}"), String::new(), "総務課".to_owned()]
            .iter()
            .map(|it| text(it))
            .collect();
        format!(r#"<row r="{}"><c><v>{at}</v></c>{before}{cell}</row>"#, at + 1)
    };
    row(1, &HEADINGS) + &(1..).zip(cells).map(measure).collect::<String>()
}

/// A workbook of such a list, with what stands in its `cellXfs` and before.
fn workbook(cells: &[String], styles: &str) -> (Book, Import) {
    let mut parts = Parts::of_rows(&list(cells)).parts();
    for (name, content) in &mut parts {
        if name == "xl/styles.xml" {
            *content = format!("<styleSheet>{styles}</styleSheet>").into_bytes();
        }
    }
    import_into(&empty(), Format::Xlsx, &crate::exchange::workbook::archive(&parts))
}

#[test]
fn numbers_are_read_in_their_formats() {
    let cells = [
        (0.976, "0.0%", "97.6%"),
        (20140.0, "#,##0\"人\"", "20,140人"),
        (45455.0, "[$-411]ggge\"年\"m\"月\"d\"日\";@", "令和6年6月12日"),
        (0.395_833_333_333_333_3, "h:mm", "9:30"),
        (-12.5, "0.0;\"▲\"0.0", "▲12.5"),
        (12_000_000.0, "#,##0,\"千円\"", "12,000千円"),
        (86.0, "0000", "0086"),
        (0.125, "# ?/?", "1/8"),
        (0.1 + 0.2, "General", "0.3"),
        (0.0, "0;;\"－\"", "－"),
    ];
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, heading) in (0..).zip(HEADINGS) {
        let _ = sheet.write_string(0, at, heading).unwrap();
    }
    for (row, (value, format, _)) in (1..).zip(cells) {
        let _ = sheet.write_number(row, 0, row).unwrap();
        let _ = sheet.write_string(row, 1, format!("施策{row}")).unwrap();
        let _ = sheet.write_string(row, 3, "総務課").unwrap();
        let look = Look::new().set_num_format(format);
        let _ = sheet.write_number_with_format(row, 4, value, &look).unwrap();
    }
    let (book, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(texts(&book), cells.map(|(_, _, shown)| shown));
    assert_eq!(asked(&import), []);
}

#[test]
fn formats_are_known_by_number_too() {
    let cell = |look: u32| format!(r#"<c s="{look}"><v>45455</v></c>"#);
    let looks: String = [0, 14, 31, 57, 58, 56].map(|id| format!("<xf numFmtId='{id}'/>")).concat();
    let styles = format!("<cellXfs>{looks}</cellXfs>");
    let (book, _) = workbook(&(1..6).map(cell).collect::<Vec<_>>(), &styles);
    let shown = ["2024/6/12", "2024年6月12日", "R6.6.12", "令和6年6月12日", "6月12日"];
    assert_eq!(texts(&book), shown);
}

#[test]
fn years_may_be_counted_from_1904() {
    let mut parts = Parts::of_rows(&list(&[r#"<c s="1"><v>43993</v></c>"#.to_owned()])).parts();
    for (_, content) in &mut parts {
        let text = String::from_utf8(content.clone()).unwrap();
        *content = text.replace("<sheets>", "<workbookPr date1904='1'/><sheets>").into_bytes();
    }
    let (book, _) =
        import_into(&empty(), Format::Xlsx, &crate::exchange::workbook::archive(&parts));
    assert_eq!(texts(&book), ["2024/6/12"]);
}

#[test]
fn a_date_may_be_written_as_a_text() {
    let cell = |look: u32, date: &str| format!(r#"<c s="{look}" t="d"><v>{date}</v></c>"#);
    let cells = [
        cell(0, "2024-06-12T00:00:00"),
        cell(0, "2024-06-12T09:30:00"),
        cell(1, "2024-06-12T00:00:00"),
        cell(0, "いつか"),
    ];
    let styles = "<cellXfs><xf numFmtId='0'/><xf numFmtId='58'/></cellXfs>";
    let (book, _) = workbook(&cells, styles);
    assert_eq!(texts(&book), ["2024/6/12", "2024/6/12 9:30", "令和6年6月12日", "いつか"]);
}

#[test]
fn what_is_struck_out_is_left_out_and_told() {
    let run = |font: &str, text: &str| format!("<r>{font}<t>{text}</t></r>");
    let struck = "<rPr><strike/></rPr>";
    let rich = |look: u32, runs: &[String]| {
        format!(r#"<c s="{look}" t="inlineStr"><is>{}</is></c>"#, runs.concat())
    };
    let cells = [
        rich(0, &[run("", "橋を"), run(struck, "12"), run("<rPr><b/></rPr>", "15橋、点検した。")]),
        rich(1, &[run("", "この文は全部取り消した。")]),
        rich(1, &[run("", "一つ"), run("<rPr><b/></rPr>", "二つ")]),
        rich(0, &[run("<rPr><strike val='0'/></rPr>", "残す文")]),
        r#"<c s="1"><v>12</v></c>"#.to_owned(),
    ];
    let styles = "<fonts><font/><font><strike/></font></fonts>\
                  <cellXfs><xf numFmtId='0' fontId='0'/><xf numFmtId='0' fontId='1'/></cellXfs>\
                  <dxfs><dxf><font><strike/></font></dxf></dxfs>";
    let (book, import) = workbook(&cells, styles);
    assert_eq!(texts(&book), ["橋を15橋、点検した。", "", "二つ", "残す文", ""]);
    let told: Vec<_> =
        asked(&import).into_iter().map(|(_, row, column, text)| (row, column, text)).collect();
    assert_eq!(
        told,
        [(2, 4, "12"), (3, 4, "この文は全部取り消した。"), (4, 4, "一つ"), (6, 4, "12")]
    );
    let words = words::doubts(&import.doubts).concat();
    assert!(
        words.contains("取り消し線を引いた文字は、取り込んでいません（E2「12」、E3「"),
        "{words}"
    );
}

#[test]
fn a_struck_row_is_no_measure() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let struck = Look::new().set_font_strikethrough();
    for (at, heading) in (0..).zip(HEADINGS) {
        let _ = sheet.write_string(0, at, heading).unwrap();
    }
    for (row, look) in [(1, Look::new()), (2, struck), (3, Look::new())] {
        let _ = sheet.write_number_with_format(row, 0, row, &look).unwrap();
        for (at, cell) in [(1, format!("施策{row}")), (3, "総務課".to_owned())] {
            let _ = sheet.write_string_with_format(row, at, cell, &look).unwrap();
        }
    }
    let (book, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    let names: Vec<&str> = book.listed().iter().map(|(_, _, it)| it.name.as_str()).collect();
    assert_eq!(names, ["施策1", "施策3"]);
    let told: Vec<_> = asked(&import).into_iter().map(|(.., text)| text).collect();
    assert_eq!(told, ["2", "施策2", "総務課"]);
}

#[test]
fn an_error_is_left_out_and_told_and_the_measure_comes_in() {
    let cells = [
        r#"<c t="e"><v>#N/A</v></c>"#.to_owned(),
        r#"<c t="e"><f>1/0</f><v>#DIV/0!</v></c>"#.to_owned(),
        r#"<c t="e"><v>#BUSY!</v></c>"#.to_owned(),
        r#"<c><f>SUM(A1)</f></c>"#.to_owned(),
        r#"<c t="str"><f>IF(A1="","",A1)</f><v></v></c>"#.to_owned(),
        r#"<c t="b"><v>1</v></c>"#.to_owned(),
    ];
    let (book, import) = workbook(&cells, "");
    assert_eq!(texts(&book), ["", "", "", "", "", "TRUE"]);
    assert_eq!(import.unreadable, []);
    assert_eq!(
        asked(&import),
        [
            (Question::Error, 2, 4, "#N/A"),
            (Question::Error, 3, 4, "#DIV/0!"),
            (Question::Error, 4, 4, "#BUSY!"),
            (Question::Uncalculated, 5, 4, ""),
        ]
    );
    let csv = "番号,施策名,担当課,令和6年度実績\n1,甲,総務課,#N/A\n2,#REF!,総務課,実施した。\n";
    let (book, import) = import_into(&empty(), Format::Csv, csv.as_bytes());
    assert_eq!(texts(&book), [""]);
    assert_eq!(asked(&import), [(Question::Error, 2, 3, "#N/A")]);
    assert_eq!(import.unreadable.len(), 1);
}

#[test]
fn what_a_format_does_not_show_is_told() {
    let cells = [
        r#"<c s="1"><v>5</v></c>"#.to_owned(),
        r#"<c s="1"><v>0</v></c>"#.to_owned(),
        r#"<c s="2" t="inlineStr"><is><t>山田</t></is></c>"#.to_owned(),
    ];
    let styles = "<numFmts><numFmt numFmtId='170' formatCode=';;;'/>\
                  <numFmt numFmtId='171' formatCode='0;-0;0;@\"様\"'/></numFmts>\
                  <cellXfs><xf/><xf numFmtId='170'/><xf numFmtId='171'/></cellXfs>";
    let (book, import) = workbook(&cells, &styles.replace("@\"様\"", "@&quot;様&quot;"));
    assert_eq!(texts(&book), ["", "", "山田様"]);
    assert_eq!(asked(&import), [(Question::Unshown, 2, 4, "5")]);
}

#[test]
fn csv_may_write_texts_as_formulas() {
    let csv = "番号,施策名,内容,担当課,令和6年度\n\
               =\"001\",道路の維持,\"=\"\"0123-45\"\"\",総務課,\"=\"\"a\"\"&\"\"b\"\"\"\n";
    let (book, _) = import_into(&empty(), Format::Csv, csv.as_bytes());
    let measure = book.listed()[0].2;
    assert_eq!((measure.number, measure.description.as_str()), (1, "0123-45"));
    assert_eq!(texts(&book), ["=\"a\"&\"b\""]);
}

#[test]
fn csv_may_end_in_a_control_character() {
    for end in ["\u{1A}", "\r\n\u{1A}", "\r\n\u{1A}\u{1A}\r\n"] {
        let csv = format!("番号,施策名,担当課\r\n1,道路の維持,総務課{end}");
        let (book, import) = import_into(&empty(), Format::Csv, csv.as_bytes());
        assert_eq!(import.unreadable, []);
        assert_eq!(book.departments()[0].name, "総務課");
    }
}

#[test]
fn unknown_keys_of_json_are_told() {
    let measure =
        |name: &str| format!(r#"{{"name":"{name}","budget":[1,{{"x":2}}],"narratives":{{}}}}"#);
    let source = format!(
        r#"{{"version":1,"departments":[{{"name":"総務課","tel":"1"}},"課"],"goals":[{{"name":"ま","color":1,
        "directions":[{{"name":"農","note":"","measures":[{{"name":"零"}},{},{}]}}]}}]}}"#,
        measure("一"),
        measure("二")
    );
    let (book, import) = import_into(&empty(), Format::Json, source.as_bytes());
    assert_eq!(book.listed().len(), 3);
    let keys: Vec<(&str, usize)> =
        import.unknown_keys.iter().map(|it| (it.key.as_str(), it.count)).collect();
    let known = [
        ("departments.tel", 1),
        ("directions.note", 1),
        ("goals.color", 1),
        ("measures.budget", 2),
        ("version", 1),
    ];
    assert_eq!(keys, known);
    let told = words::imported(&import);
    assert!(told.contains("「measures.budget」2件（2件目の施策から）"), "{told}");
}
