//! What stands in the cells of tables in practice.

use crate::exchange::workbook::{Parts, row, text};
use crate::exchange::{empty, import_into, json};
use encoding_rs::SHIFT_JIS;
use shinchoku::domain::{Book, FiscalYear};
use shinchoku::exchange::{self, Format, Place, Question, Reason, Unreadable};

const HEADINGS: [&str; 6] = ["施策番号", "名称", "内容", "所管課", "進捗状況", "平成30年度"];

/// The book from rows below the headings, and what could not be read.
fn read(rows: &str) -> (Book, Vec<Unreadable>) {
    read_parts(&Parts::of_rows(&format!("{}{rows}", row(1, &HEADINGS))))
}

fn read_parts(parts: &Parts) -> (Book, Vec<Unreadable>) {
    let (book, import) = import_into(&empty(), Format::Xlsx, &parts.build());
    (book, import.unreadable)
}

fn names(book: &Book) -> Vec<(u32, String)> {
    book.listed().iter().map(|(_, _, it)| (it.number, it.name.clone())).collect()
}

fn at(row: u32) -> Place {
    Place::Row { sheet: None, row }
}

#[test]
fn furigana_and_formatting_are_no_part_of_a_text() {
    let strings = r#"<si><r><t>直売</t><rPh sb="0" eb="2"><t>チョクバイ</t></rPh></r><r><rPr><b/></rPr><t xml:space="preserve">所 </t></r><rPh sb="0" eb="3"><t>チョクバイジョ</t></rPh><phoneticPr fontId="1"/></si><si><t>産業課</t><rPh sb="0" eb="3"><t>サンギョウカ</t></rPh></si>"#;
    let rows = format!(
        r#"{}<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="D2" t="s"><v>1</v></c></row>"#,
        row(1, &HEADINGS)
    );
    let parts = Parts { strings: strings.to_owned(), ..Parts::of_rows(&rows) };
    let (book, unreadable) = read_parts(&parts);
    assert_eq!(unreadable, []);
    assert_eq!(names(&book), [(1, "直売所".to_owned())]);
    assert_eq!(book.departments()[0].name, "産業課");
}

#[test]
fn what_is_hidden_is_read_and_told() {
    let hide = |row: String| row.replace("<row ", r#"<row hidden="1" "#);
    let rows = row(2, &HEADINGS)
        + &hide(row(3, &["1", "直売所"]))
        + &row(4, &["2", "農園"])
        + &hide(row(5, &["3", "給食"]))
        + &hide(String::from(r#"<row r="6"/>"#));
    let mut parts = Parts::of_rows(&(hide(row(1, &["一覧"])) + &rows));
    let columns =
        r#"<cols><col min="3" max="4" hidden="1"/><col min="9" max="12" hidden="1"/></cols>"#;
    parts.sheet = format!("{columns}{}", parts.sheet);
    let (book, import) = import_into(&empty(), Format::Xlsx, &parts.build());
    assert_eq!(names(&book).len(), 3);
    assert_eq!(import.hidden_rows, [at(3), at(5)]);
    assert_eq!(import.hidden_columns, ["内容", "所管課"]);
    let told = shinchoku::words::imported(&import);
    assert!(told.contains("非表示の行（3行目、5行目）も読み込みました。"), "{told}");
    assert!(told.contains("非表示の列（「内容」「所管課」）も読み込みました。"), "{told}");
}

#[test]
fn each_sheet_hides_its_own() {
    let mut workbook = rust_xlsxwriter::Workbook::new();
    for (name, hidden) in [("一", 2), ("二 & 三", 1)] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (at, heading) in (0..).zip(HEADINGS) {
            let _ = sheet.write_string(0, at, heading).unwrap();
        }
        for row in 1..4 {
            let _ = sheet.write_string(row, 1, format!("{name}の{row}")).unwrap();
        }
        let _ = sheet.set_row_hidden(hidden).unwrap();
    }
    let (_, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    let at = |sheet: &str, row| Place::Row { sheet: Some(sheet.to_owned()), row };
    assert_eq!(import.hidden_rows, [at("一", 3), at("二 & 三", 2)]);
}

#[test]
fn numbers_come_in_every_dress() {
    let cells = [
        (2, r#"<c><v>1</v></c>"#.to_owned(), 1),
        (3, r#"<c t="n"><v>2.0</v></c>"#.to_owned(), 2),
        (4, text("３"), 3),
        (5, text("(4)"), 4),
        // 1-5, which became the fifth of January.
        (6, r#"<c s="1"><v>43105</v></c>"#.to_owned(), 5),
        (7, r#"<c t="str"><f>A6+1</f><v>6</v></c>"#.to_owned(), 6),
        (8, String::from("<c/>"), 7),
    ];
    let rows: String = cells
        .iter()
        .map(|(at, cell, _)| format!(r#"<row r="{at}">{cell}{}</row>"#, text(&format!("施策{at}"))))
        .collect();
    let (book, unreadable) = read(&rows);
    assert_eq!(unreadable, []);
    let numbers: Vec<u32> = names(&book).into_iter().map(|(number, _)| number).collect();
    assert_eq!(numbers, cells.map(|(.., number)| number));
}

#[test]
fn a_row_that_cannot_be_read_is_told_and_left_out_whole() {
    let error = r##"<row r="2"><c><v>1</v></c><c t="e"><v>#REF!</v></c></row>"##;
    let formula = format!(
        r#"<row r="3"><c><v>2</v></c><c><f>VLOOKUP(1,A1,1)</f><v/></c>{}</row>"#,
        text("農園を整備します。")
    );
    let nameless = row(4, &["3", "", "内容"]);
    let twice = row(5, &["4", "給食"]) + &row(6, &["4", "給食", "別の内容"]);
    let note = row(8, &["※ 平成31年3月31日現在の状況です。"]);
    let too_long = row(7, &["5", "講座", &"長".repeat(100_001), "新設課"]);
    let (book, unreadable) = read(&[error, &formula, &nameless, &twice, &too_long, &note].concat());
    assert_eq!(names(&book), [(4, "給食".to_owned())]);
    assert_eq!(book.departments(), [] as [&shinchoku::domain::Department; 0]);
    let reasons: Vec<_> = unreadable.iter().map(|it| (&it.place, &it.reason)).collect();
    assert_eq!(reasons.len(), 6);
    let heading = || "名称".to_owned();
    assert_eq!(
        unreadable[0].reason,
        Reason::ErrorCell { heading: heading(), error: "#REF!".to_owned() }
    );
    assert_eq!(unreadable[1].reason, Reason::Uncalculated { heading: heading() });
    assert_eq!(unreadable[2].reason, Reason::Nameless);
    assert_eq!(unreadable[3].reason, Reason::Duplicate { first: at(5) });
    assert!(matches!(unreadable[4].reason, Reason::Refused(_)));
    assert!(matches!(unreadable[5].reason, Reason::Unknown { .. }));
    let places: Vec<Place> = unreadable.into_iter().map(|it| it.place).collect();
    assert_eq!(places, [2, 3, 4, 6, 7, 8].map(at));
}

#[test]
fn escapes_of_excel_are_undone() {
    let (book, _) =
        read(&row(2, &["1", "直売所", "一つ_x000D_\n二つ_x005F_x0041_", "", "", "\n\n・三つ\n "]));
    let measure = book.listed()[0].2;
    assert_eq!(measure.description, "一つ\n二つ_x0041_");
    assert_eq!(
        json(&book)["goals"][0]["directions"][0]["measures"][0]["narratives"]["2018"],
        "・三つ"
    );
}

#[test]
fn a_status_belongs_to_the_latest_year_of_the_list() {
    let headings = ["番号", "名称", "進捗状況", "平成29年度", "平成30年度"];
    let rows = row(1, &headings) + &row(2, &["1", "直売所", "実施中", "・一つ", ""]);
    let (book, _) = read_parts(&Parts::of_rows(&rows));
    let written = json(&book);
    let measure = &written["goals"][0]["directions"][0]["measures"][0];
    assert_eq!((&measure["status"], measure.get("statuses_by_year")), (&"実施中".into(), None));
}

#[test]
fn a_column_may_hold_statuses_or_texts_under_one_heading() {
    let headings = ["番号", "名称", "所管課", "平成29年度進捗状況", "平成30年度進捗状況"];
    let long = "・直売所を2か所整備し、延べ4,500人が利用しました。";
    for (cells, status) in
        [(["実施中", "実施済"], true), ([long, "実施済"], true), ([long, long], false)]
    {
        let rows = row(1, &headings) + &row(2, &["1", "直売所", "産業課", cells[0], cells[1]]);
        let (book, _) = read_parts(&Parts::of_rows(&rows));
        let written = json(&book);
        let measure = &written["goals"][0]["directions"][0]["measures"][0];
        assert_eq!(measure["status"] == "実施済", status, "{cells:?}");
    }
}

#[test]
fn a_short_sentence_is_no_status() {
    let headings = ["番号", "名称", "進捗", "令和5年度の実施状況", "令和6年度の実施状況"];
    let rows = row(1, &headings) + &row(2, &["1", "直売所", "実施中", "3件を支援した。", "2件。"]);
    let (book, _) = read_parts(&Parts::of_rows(&rows));
    let measure = book.listed()[0].2.id;
    assert_eq!(book.narrative(measure, FiscalYear(2023)), "3件を支援した。");
    assert_eq!(book.progress(measure, FiscalYear(2024)).map(|it| it.name.as_str()), Some("実施中"));
}

#[test]
fn the_year_may_stand_in_the_title_or_the_name_of_the_file() {
    let table = row(2, &["番号", "名称", "所管課", "実施状況"])
        + &row(3, &["1", "直売所", "産業課", "・二か所整備しました。"]);
    let titled = Parts::of_rows(&(row(1, &["令和4年度　実施状況報告書"]) + &table)).build();
    let untitled = Parts::of_rows(&table).build();
    for (bytes, name, year) in [(&titled, "list.xlsx", 2022), (&untitled, "R5一覧.xlsx", 2023)] {
        let listing = exchange::read(Format::Xlsx, bytes, name).unwrap();
        let mut book = empty();
        let import = exchange::import(&book, &listing);
        book.apply(&import.changes).unwrap();
        assert_eq!(book.latest_year().map(|year| year.0), Some(year));
    }
    let (_, import) = import_into(&empty(), Format::Xlsx, &untitled);
    assert_eq!((import.added, import.unreadable.len()), (1, 0));
    let asked: Vec<_> = import.doubts.iter().map(|it| (&it.place, it.question)).collect();
    assert_eq!(asked, [(&at(3), Question::Undated)]);
}

#[test]
fn how_a_list_calls_2019_is_taken_over() {
    for (heading, reiwa) in [("平成31年度", Some("heisei31")), ("令和元年度", None)] {
        let rows = row(1, &["番号", "名称", "所管課", heading])
            + &row(2, &["1", "直売所", "産業課", "・"]);
        let of_columns = json(&read_parts(&Parts::of_rows(&rows)).0);
        let rows = row(1, &["番号", "名称", "所管課", "実施状況"])
            + &row(2, &["1", "直売所", "産業課", &format!("【{heading}】\n・令和元年度から")]);
        let of_cells = json(&read_parts(&Parts::of_rows(&rows)).0);
        for written in [of_columns, of_cells] {
            assert_eq!(written.get("first_reiwa").and_then(|it| it.as_str()), reiwa);
            assert_eq!(written["years"][0]["year"], 2019);
        }
    }
}

const CSV: &str = "施策番号,名称,内容,所管課,平成30年度\n1,直売所,\"①～④の\n整備\",\"産業課、学務課\",\"・\"\"一つ\"\"\"\n";

#[test]
fn csv_comes_in_every_dress() {
    let utf16: Vec<u8> = format!("\u{FEFF}{}", CSV.replace(',', "\t"))
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let expected = json(&import_into(&empty(), Format::Csv, CSV.as_bytes()).0);
    assert_eq!(expected["goals"][0]["directions"][0]["measures"][0]["description"], "①～④の\n整備");
    for bytes in [
        format!("\u{FEFF}{CSV}").into_bytes(),
        SHIFT_JIS.encode(CSV).0.into_owned(),
        CSV.replace('\n', "\r\n").into_bytes(),
        CSV.replace('\n', "\r").into_bytes(),
        CSV.replace(',', ";").into_bytes(),
        format!("sep=;\n{}", CSV.replace(',', ";")).into_bytes(),
        utf16,
        format!("\n\n{}\n,,,,,,\n", CSV.replace("平成30年度\n", "平成30年度,,\n")).into_bytes(),
    ] {
        let (book, import) = import_into(&empty(), Format::Csv, &bytes);
        assert_eq!(import.unreadable, []);
        assert_eq!(json(&book), expected, "{}", String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn rows_of_csv_are_numbered_as_a_spreadsheet_does() {
    for end in ["\n", "\r\n", "\r"] {
        let csv =
            "一覧表\n\n施策番号,名称,所管課\n1,\"直\n\n売所\",産業課\n\n\n2,,産業課\n3,農園\n4\n";
        let csv = csv.replace('\n', end);
        let listing = exchange::read(Format::Csv, csv.as_bytes(), "list.csv").unwrap();
        let places: Vec<Place> = listing.unreadable.into_iter().map(|it| it.place).collect();
        assert_eq!(places, [at(7), at(9)], "{end:?}");
    }
}

#[test]
fn json_is_read_leniently() {
    let source = r#"{"plan":"総合戦略","unknown":[1],"goals":[{"number":"１","name":"まち","directions":[
        {"number":1,"name":"農","measures":[
            {"number":"③","name":"直売所","description":null,"narratives":{"平成30年度":"・","2017":null}},
            {"name":7}, 5,
            {"number":3,"name":"直売所"},
            {"name":"農園","status":null,"narratives":{"いつか":"・"}}]}]}],
        "statuses":["実施中",{"name":"未実施","retired":true}],"years":[2016,{"year":2017,"closed":true}]}"#;
    let (book, import) = import_into(&empty(), Format::Json, source.as_bytes());
    assert_eq!(names(&book), [(3, "直売所".to_owned())]);
    let reasons: Vec<(Place, Reason)> =
        import.unreadable.into_iter().map(|it| (it.place, it.reason)).collect();
    let shape = |key| Reason::Shape { key };
    assert_eq!(
        reasons,
        [
            (Place::Item(2), shape("name")),
            (Place::Item(3), shape("measures")),
            (Place::Item(4), Reason::Duplicate { first: Place::Item(1) }),
            (Place::Item(5), shape("narratives")),
        ]
    );
    assert_eq!(book.goals()[0].label, "基本目標１");
    assert_eq!(
        book.years().map(|it| (it.year.0, it.closed)).collect::<Vec<_>>(),
        [(2016, false), (2017, true), (2018, false)]
    );
    assert_eq!(book.statuses().iter().map(|it| it.retired).collect::<Vec<_>>(), [false, true]);
}
