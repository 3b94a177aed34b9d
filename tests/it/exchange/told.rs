//! What a file holds that has no place in a book, and in what words that is told.

use crate::exchange::workbook::{Parts, archive, row};
use crate::exchange::{empty, import_into};
use rust_xlsxwriter::{Format as Look, Note, Workbook};
use shinchoku::domain::{Book, FiscalYear};
use shinchoku::exchange::{self, Error, Format, Import, LeftOut, Question, Source};
use shinchoku::words;

fn csv(book: &Book, rows: &str) -> (Book, Import) {
    import_into(book, Format::Csv, rows.as_bytes())
}

fn json(measure: &str, more: &str) -> (Book, Import) {
    let goals = format!(r#"[{{"directions":[{{"measures":[{measure}]}}]}}]"#);
    let text = format!(r#"{{"goals":{goals}{more}}}"#);
    import_into(&empty(), Format::Json, text.as_bytes())
}

fn asked(import: &Import) -> Vec<(Question, &str)> {
    import.doubts.iter().map(|doubt| (doubt.question, doubt.text.as_str())).collect()
}

fn directions(book: &Book) -> Vec<(u32, String, usize)> {
    let goals = book.goals().into_iter();
    let directions = goals.flat_map(|goal| book.directions(goal.id));
    let counted = directions.map(|it| (it.number, it.name.clone(), book.measures(it.id).len()));
    counted.collect()
}

const FARMS: &str = "基本目標,施策の方向,番号,名称,所管課\n\
    １ しごと,(1) 農業,1,道路の整備,農政課\n,,2,公園の整備,農政課\n";

#[test]
fn a_number_alone_renames_no_heading() {
    let (before, _) = csv(&empty(), FARMS);
    let other = "基本目標,施策の方向,番号,名称,所管課\n\
        １ しごと,(1) 観光,3,祭りの開催,農政課\n,,4,宿の誘致,農政課\n";
    let (after, import) = csv(&before, other);
    assert_eq!(directions(&after), [(1, "農業".into(), 2), (1, "観光".into(), 2)]);
    assert_eq!(asked(&import), [(Question::OtherHeading, "観光　←　農業")]);
    let (after, import) = csv(&before, &other.replace("１ しごと", "１ 文化"));
    let goals: Vec<_> = after.goals().iter().map(|goal| goal.name.clone()).collect();
    assert_eq!(goals, ["しごと", "文化"]);
    assert_eq!(asked(&import), [(Question::OtherHeading, "文化　←　しごと")]);
}

#[test]
fn a_number_and_the_same_measures_rename_a_heading() {
    let (before, _) = csv(&empty(), FARMS);
    let (after, import) = csv(&before, &FARMS.replace("農業", "一次産業"));
    assert_eq!(directions(&after), [(1, "一次産業".into(), 2)]);
    assert_eq!(asked(&import), [(Question::RenamedHeading, "一次産業　←　農業")]);
}

#[test]
fn the_cells_of_our_own_sheets_are_taken_or_told() {
    let mut workbook = Workbook::new();
    let sheets: [(&str, &[&[&str]]); 4] = [
        ("一覧", &[&["番号", "施策名", "所管課"], &["1", "道路", "農政課"]]),
        (
            "課",
            &[
                &["課名", "廃止"],
                &["農政課", "－"],
                &["林務課", "×", "三列目"],
                &["環境課", "廃止"],
                &["水道課", "たぶん"],
            ],
        ),
        (
            "計画",
            &[&["項目", "内容"], &["計画名", "総合計画"], &["不明", "値"], &["かっこの表記", "変"]],
        ),
        ("年度", &[&["年度", "締め"], &["令和五", ""], &["令和6年度", "済"]]),
    ];
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (at, cells) in (0..).zip(rows) {
            for (column, cell) in (0..).zip(*cells) {
                let _ = sheet.write_string(at, column, *cell).unwrap();
            }
        }
    }
    let sheet = workbook.worksheet_from_name("課").unwrap();
    let _ = sheet.insert_note(1, 0, &Note::new("覚書").add_author_prefix(false)).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let (book, import) = import_into(&empty(), Format::Xlsx, &bytes);
    let retired = book.departments().into_iter().filter(|it| it.retired);
    assert_eq!(retired.map(|it| it.name.as_str()).collect::<Vec<_>>(), ["環境課"]);
    assert!(book.year(FiscalYear(2024)).unwrap().closed);
    let mut told = asked(&import);
    told.sort_unstable();
    assert_eq!(
        told,
        [
            (Question::NoField, "三列目"),
            (Question::NoField, "不明"),
            (Question::NoField, "値"),
            (Question::Value, "たぶん"),
            (Question::Value, "令和五"),
            (Question::Value, "変"),
            (Question::Comment, "覚書"),
        ]
    );
}

#[test]
fn a_sheet_with_nothing_but_a_comment_is_told() {
    let mut workbook = Workbook::new();
    let list = workbook.add_worksheet();
    for (row, cells) in (0..).zip([["番号", "施策名", "所管課"], ["1", "道路", "農政課"]])
    {
        for (column, cell) in (0..).zip(cells) {
            let _ = list.write_string(row, column, cell).unwrap();
        }
    }
    let beside = workbook.add_worksheet().set_name("覚書").unwrap();
    let _ = beside.insert_note(0, 0, &Note::new("秘密")).unwrap();
    let struck = workbook.add_worksheet().set_name("消線").unwrap();
    let look = Look::new().set_font_strikethrough();
    let _ = struck.write_string_with_format(0, 0, "消えた語", &look).unwrap();
    let (_, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(
        words::doubts(&import.doubts),
        ["このシートは取り込んでいません（シート「消線」、シート「覚書」）。"]
    );
}

#[test]
fn cells_beyond_the_columns_of_a_text_file_are_told() {
    let far = ",".repeat(1_100);
    let list = format!("番号,名称,所管課\n1,道路,農政課{far}遠い\n");
    let (_, import) = csv(&empty(), &list);
    assert_eq!(
        words::doubts(&import.doubts),
        ["一覧表から遠く離れたセルは、読んでいません（APK2）。"]
    );
}

#[test]
fn a_text_like_an_error_comes_back() {
    let (book, _) = json(r##"{"name":"#N/A","description":"#REF!"}"##, "");
    let out = exchange::write(Format::Csv, &book).unwrap();
    let (again, import) = import_into(&empty(), Format::Csv, &out);
    let rows = again.listed();
    assert_eq!((rows[0].2.name.as_str(), rows[0].2.description.as_str()), ("#N/A", "#REF!"));
    assert_eq!(import.unreadable, []);
}

#[test]
fn values_of_json_that_are_not_taken_are_told() {
    let (_, import) = json(
        r#"{"name":"甲","status":"実施中","statuses_by_year":{"2023":"検討中"},
            "narratives":{"2023":"先","令和5年度":"後"}}"#,
        r#","departments":[{"name":"農政課","contact":"一"},{"name":"農政課","contact":"二"}]"#,
    );
    let mut told = asked(&import);
    told.sort_unstable();
    assert_eq!(
        told,
        [
            (Question::Untaken, "narratives：令和5年度"),
            (Question::Untaken, "status"),
            (Question::Known, "農政課"),
        ]
    );
    let (_, import) = json(r#"{"name":"甲\u0007"}"#, "");
    assert_eq!(asked(&import), [(Question::Control, "name")]);
}

#[test]
fn a_number_of_json_is_read_or_told() {
    for (number, is, told) in [
        ("3.0", 3, None),
        ("\"１２\"", 12, None),
        ("\"A-3\"", 3, Some((Question::PartOfNumber, "number：A-3"))),
        ("\"1-2\"", 2, Some((Question::PartOfNumber, "number：1-2"))),
        ("\"x\"", 1, Some((Question::Number, "number：x"))),
        ("-1", 1, Some((Question::Number, "number：-1"))),
        ("99999999999", 1, Some((Question::Number, "number：99999999999"))),
    ] {
        let (book, import) = json(&format!(r#"{{"name":"甲","number":{number}}}"#), "");
        assert_eq!(book.listed()[0].2.number, is, "{number}");
        assert_eq!(asked(&import), Vec::from_iter(told), "{number}");
    }
    let (_, import) = json(r#"{"name":"甲","departments":"農政課"},{"name":"乙"}"#, "");
    assert_eq!(
        words::unreadable(&import.unreadable[0]),
        "1件目の施策：「departments」の値の形が違います。"
    );
}

#[test]
fn all_unknown_keys_are_told() {
    let keys: String = (0..150).map(|at| format!(r#","k{at}":1"#)).collect();
    let (_, import) = json(&format!(r#"{{"name":"甲"{keys}}}"#), "");
    assert_eq!(import.unknown_keys.len(), 150);
    assert!(words::imported(&import).contains("「measures.k149」"));
}

/// A list of two rows, of which the second is given, with something before and behind its rows.
fn sheet(second: &str, before: &str) -> Vec<u8> {
    let head = row(1, &["番号", "施策名", "内容", "所管課"]);
    let sheet = format!("{before}<sheetData>{head}{second}</sheetData>");
    Parts { sheet, ..Parts::of_rows("") }.build()
}

#[test]
fn a_cell_that_stands_twice_in_the_file_is_told() {
    let cells = ["A2", "B2", "C2", "C2", "D2"].iter().zip(["1", "道路", "先", "後", "農政課"]);
    let cells: String = cells
        .map(|(at, text)| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#))
        .collect();
    let bytes = sheet(&format!("<row r=\"2\">{cells}</row>"), "");
    let (book, import) = import_into(&empty(), Format::Xlsx, &bytes);
    assert_eq!(book.listed()[0].2.description, "後");
    assert_eq!(asked(&import), [(Question::Double, "先")]);
}

#[test]
fn a_text_without_its_type_is_read() {
    let cells = r#"<c r="A2"><v>1</v></c><c r="B2"><is><t>道路</t></is></c>
        <c r="C2" t="inlineStr"><v>直す。</v></c><c r="D2" t="str"><is><t>農政課</t></is></c>"#;
    let bytes = sheet(&format!("<row r=\"2\">{cells}</row>"), "");
    let (book, _) = import_into(&empty(), Format::Xlsx, &bytes);
    let measure = book.listed()[0].2;
    assert_eq!((measure.name.as_str(), measure.description.as_str()), ("道路", "直す。"));
    assert_eq!(measure.lead.len(), 1);
}

#[test]
fn what_has_no_height_or_width_is_hidden() {
    let second = row(2, &["1", "道路", "直す。", "農政課"]).replace("r=\"2\"", "r=\"2\" ht=\"0\"");
    let columns = r#"<cols><col min="3" max="3" width="0"/></cols>"#;
    let (_, import) = import_into(&empty(), Format::Xlsx, &sheet(&second, columns));
    assert_eq!((import.hidden_rows.len(), import.hidden_columns.len()), (1, 1));
}

#[test]
fn the_texts_of_diagrams_and_of_old_shapes_are_told() {
    const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let related = |relations: &[(&str, &str, &str)]| {
        let relations = relations.iter().map(|(id, kind, target)| {
            format!(r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#)
        });
        format!("<Relationships>{}</Relationships>", relations.collect::<String>())
    };
    let part = |name: &str, text: String| (name.to_owned(), text.into_bytes());
    let list = row(1, &["番号", "施策名", "所管課"]) + &row(2, &["1", "道路", "農政課"]);
    let list = Parts {
        more: vec![
            part(
                "xl/worksheets/_rels/sheet1.xml.rels",
                related(&[
                    ("d1", "drawing", "../drawings/drawing1.xml"),
                    ("v1", "vmlDrawing", "../drawings/old.vml"),
                ]),
            ),
            part(
                "xl/drawings/drawing1.xml",
                "<w><twoCellAnchor><from><col>1</col><row>1</row></from>\
                 <relIds dm=\"m1\"/></twoCellAnchor></w>"
                    .to_owned(),
            ),
            part(
                "xl/drawings/_rels/drawing1.xml.rels",
                related(&[("m1", "diagramData", "../diagrams/data1.xml")]),
            ),
            part("xl/diagrams/data1.xml", "<m><p><t>図表の語</t></p></m>".to_owned()),
            part(
                "xl/drawings/old.vml",
                "<xml><shape><textbox><div>古い箱</div></textbox><ClientData ObjectType=\"Rect\">\
                 <Anchor>2, 0, 4, 0, 3, 0, 5, 0</Anchor></ClientData></shape>\
                 <shape><textbox><div>枠</div></textbox><ClientData ObjectType=\"Note\"/></shape>\
                 <br></xml>"
                    .to_owned(),
            ),
        ],
        ..Parts::of_rows(&list)
    };
    let (_, import) = import_into(&empty(), Format::Xlsx, &list.build());
    assert_eq!(
        words::doubts(&import.doubts),
        ["図形やテキストボックスの文字は、取り込んでいません（B2「図表の語」、C5「古い箱」）。"]
    );
}

#[test]
fn other_workbooks_are_called_by_their_forms() {
    let part = |name: &str| (name.to_owned(), b"x".to_vec());
    for (parts, form) in [
        (vec![part("mimetype"), part("content.xml")], ".ods"),
        (vec![part("xl/workbook.bin")], ".xlsb"),
    ] {
        let opened = Source::open(Format::Xlsx, &archive(&parts), "");
        assert!(matches!(opened, Err(Error::OtherWorkbook(it)) if it == form), "{form}");
    }
}

#[test]
fn all_addresses_are_told_in_ranges() {
    let rows: String = (1..=150).map(|at| format!("{at},施策{at},農政課,余り\n")).collect();
    let (_, import) = csv(&empty(), &format!("番号,名称,所管課,\n{rows}"));
    let [told] = words::doubts(&import.doubts).try_into().unwrap();
    assert!(told.ends_with("、ほか140件：D12～D151）。"), "{told}");
}

#[test]
fn a_year_without_its_era_is_told_with_the_one_that_is_read() {
    let (_, import) = csv(&empty(), "番号,名称,所管課,4年度実績\n1,道路,農政課,直した。\n");
    assert_eq!(words::doubts(&import.doubts), ["「4年度実績」は令和4年度として読みました（D1）。"]);
}

#[test]
fn a_repeated_measure_is_told() {
    let (_, import) = json(r#"{"name":"甲"},{"name":"甲"}"#, "");
    assert_eq!(
        words::import_notes(&import),
        ["2件目の施策は1件目の施策と番号・名称が同じため、取り込んでいません。"]
    );
}

#[test]
fn what_a_table_does_not_carry_is_told() {
    let measure = r#"{"name":"甲","remarks":{"2023":"後で"},"approvals":{"2023":"confirmed"}}"#;
    let (book, _) = json(measure, r#","departments":[{"name":"農政課","contact":"内線5"}]"#);
    let left = [LeftOut::Remarks, LeftOut::Approvals, LeftOut::Departments];
    assert_eq!(exchange::left_out(Format::Xlsx, &book), left);
    assert_eq!(exchange::left_out(Format::Json, &book), []);
}
