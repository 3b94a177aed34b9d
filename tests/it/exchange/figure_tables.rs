//! Tables of indicators as cities keep them in Excel. The numbers and names are made up.

use crate::exchange::{empty, import_into};
use rust_xlsxwriter::{Format as Look, Workbook, Worksheet};
use shinchoku::domain::{Book, Figure, FiscalYear, Indicator, OutlineKey};
use shinchoku::exchange::{Format, Import, Question};

/// The first and the last cell of a merged range, each `(row, column)` from 0.
type Merge = ((u32, u16), (u32, u16));

/// A sheet of texts and numbers. A number may have its format behind a bar: `0.979|0.0%`.
fn fill(sheet: &mut Worksheet, rows: &[&[&str]], merges: &[Merge]) {
    for ((top, left), (bottom, right)) in merges {
        let _ = sheet.merge_range(*top, *left, *bottom, *right, "", &Look::new()).unwrap();
    }
    for (row, cells) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
            let (text, look) = cell.split_once('|').unwrap_or((cell, "General"));
            let look = Look::new().set_num_format(look);
            let _ = match text.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, &look).unwrap(),
                Err(_) => sheet.write_string(row, column, text).unwrap(),
            };
        }
    }
}

fn sheet(rows: &[&[&str]], merges: &[Merge]) -> (Book, Import) {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet(), rows, merges);
    import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap())
}

/// An indicator of a name as one line: unit, base, targets/actuals of the years, final target, leading
/// departments.
fn line(book: &Book, name: &str) -> String {
    let known: Vec<String> = book.indicators().iter().map(|row| row.name.clone()).collect();
    let row = book.indicators().into_iter().find(|row| row.name == name);
    let row = row.unwrap_or_else(|| panic!("no {name} in {known:?}"));
    let years = book.observations(row.id);
    let years = years.map(|it| format!("{}:{}/{}", it.year, it.target, it.actual));
    let lead = row.lead.iter().map(|id| book.department(*id).unwrap().name.as_str());
    format!(
        "{} | {} | {} | {} | {}",
        row.unit,
        row.base,
        years.collect::<Vec<_>>().join(" "),
        row.target,
        lead.collect::<Vec<_>>().join("・")
    )
}

fn goals(book: &Book) -> Vec<(u32, String)> {
    book.goals().iter().map(|goal| (goal.number, goal.name.clone())).collect()
}

/// The name of the goal under which an indicator stands.
fn goal_of(book: &Book, row: &Indicator) -> String {
    match row.at[0] {
        OutlineKey::Goal(id) => book.goal(id).unwrap().name.clone(),
        other => format!("{other:?}"),
    }
}

#[test]
fn years_merged_over_targets_and_actuals_with_goals_merged_downwards() {
    let (book, import) = sheet(
        &[
            &["第２期総合戦略　KPI一覧"],
            &[
                "基本目標",
                "№",
                "指標名",
                "単位",
                "基準値",
                "令和５年度",
                "",
                "令和６年度",
                "",
                "目標値\n（R8年度）",
                "担当課",
            ],
            &["", "", "", "", "（R3）", "目標", "実績", "目標", "実績", "", ""],
            &[
                "基本目標１　働く場をつくる",
                "1",
                "新規\n就農者数",
                "人",
                "12",
                "14",
                "15",
                "16",
                "集計中",
                "20",
                "農政課",
            ],
            &[
                "",
                "2",
                "製造品\u{3000}出荷額等",
                "億円",
                "1234|#,##0",
                "1250",
                "1301",
                "1300",
                "未公表",
                "1500",
                "産業振興課\n農政課",
            ],
            &[
                "基本目標２　人の流れをつくる",
                "3",
                "転入超過数",
                "人",
                "-85|#,##0;\"▲ \"#,##0",
                "-60",
                "-92|#,##0;\"△ \"#,##0",
                "-40",
                "-71|#,##0;[Red]#,##0",
                "0",
                "企画課",
            ],
        ],
        &[
            ((0, 0), (0, 10)),
            ((1, 0), (2, 0)),
            ((1, 1), (2, 1)),
            ((1, 2), (2, 2)),
            ((1, 3), (2, 3)),
            ((1, 5), (1, 6)),
            ((1, 7), (1, 8)),
            ((1, 9), (2, 9)),
            ((1, 10), (2, 10)),
            ((3, 0), (4, 0)),
        ],
    );
    assert_eq!(import.doubts, []);
    assert_eq!(line(&book, "新規就農者数"), "人 | 12 | 2023:14/15 2024:16/集計中 | 20 | 農政課");
    assert_eq!(
        line(&book, "製造品\u{3000}出荷額等"),
        "億円 | 1234 | 2023:1250/1301 2024:1300/未公表 | 1500 | 産業振興課・農政課"
    );
    // Red is how a negative number may be shown.
    assert_eq!(line(&book, "転入超過数"), "人 | △85 | 2023:△60/△92 2024:△40/△71 | 0 | 企画課");
    assert_eq!(
        goals(&book),
        [(1, "働く場をつくる".to_owned()), (2, "人の流れをつくる".to_owned())]
    );
    let rows = book.indicators();
    assert_eq!(goal_of(&book, rows[1]), "働く場をつくる");
    assert_eq!(goal_of(&book, rows[2]), "人の流れをつくる");
    assert_eq!(
        (rows[0].base_at.as_str(), rows[0].target_year),
        ("令和3年度", Some(FiscalYear(2026)))
    );
}

#[test]
fn pairs_of_rows_under_merged_names() {
    let (book, import) = sheet(
        &[
            &["施策", "KPI（重要業績評価指標）", "", "R4年度", "R5年度", "R6年度", "備考"],
            &["子育て", "待機児童数（人）", "目標", "0", "0", "0", "各年４月１日現在"],
            &["", "", "実績", "3", "1", "―", ""],
            &["", "保育士の確保数（人）", "目標", "5", "5", "5", ""],
            &["", "", "実績", "4", "6", "調査中", ""],
        ],
        &[((1, 0), (4, 0)), ((1, 1), (2, 1)), ((3, 1), (4, 1)), ((1, 6), (2, 6)), ((3, 6), (4, 6))],
    );
    // The measure is not in the file: it is told, for each of its indicators.
    let told: Vec<_> = import.doubts.iter().map(|it| (it.question, it.text.as_str())).collect();
    assert_eq!(told, [(Question::UnknownPlace, "子育て"); 2]);
    assert_eq!(line(&book, "待機児童数"), "人 |  | 2022:0/3 2023:0/1 2024:0/― |  | ");
    assert_eq!(line(&book, "保育士の確保数"), "人 |  | 2022:5/4 2023:5/6 2024:5/調査中 |  | ");
    assert_eq!(book.indicators()[0].note, "各年４月１日現在");
}

#[test]
fn pairs_of_rows_that_a_legend_explains_and_pairs_that_nothing_explains() {
    let rows = |title: &'static str| -> (Book, Import) {
        sheet(
            &[
                &[title],
                &["指標", "単位", "Ｈ28", "Ｈ29"],
                &["図書の貸出冊数", "冊", "100", "110"],
                &["", "", "98", "121"],
            ],
            &[((2, 0), (3, 0)), ((2, 1), (3, 1))],
        )
    };
    let (book, import) = rows("指標の推移（上段：目標値、下段：実績値）");
    assert_eq!(import.doubts, []);
    assert_eq!(line(&book, "図書の貸出冊数"), "冊 |  | 2016:100/98 2017:110/121 |  | ");
    let (book, import) = rows("指標の推移");
    assert_eq!(line(&book, "図書の貸出冊数"), "冊 |  |  |  | ");
    let told: Vec<&str> = import.doubts.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(told, ["100", "110", "98", "121"], "which are targets nobody knows");
}

#[test]
fn percentages_are_as_excel_shows_them() {
    let (book, import) = sheet(
        &[
            &[
                "成果指標",
                "策定時\n（2019年度）",
                "2023年度実績",
                "2024年度実績",
                "最終目標（2025年度）",
                "達成率",
            ],
            &["健診の受診率", "0.414|0.0%", "0.4791|0.0%", "0.979|0.0%", "0.6|0%", "0.8|0%"],
            &[
                "公共交通の利用者数",
                "10150|#,##0\"人\"",
                "9800|#,##0\"人\"",
                "9650.4|#,##0\"人\"",
                "11000|#,##0\"人\"",
                "0.88|0%",
            ],
        ],
        &[],
    );
    assert_eq!(import.doubts, []);
    assert_eq!(line(&book, "健診の受診率"), "% | 41.4 | 2023:/47.9 2024:/97.9 | 60 | ");
    assert_eq!(line(&book, "公共交通の利用者数"), "人 | 10150 | 2023:/9800 2024:/9650 | 11000 | ");
    assert_eq!(import.ignored[0].heading, "達成率");
}

#[test]
fn targets_in_words() {
    let (book, _) = sheet(
        &[
            &["No", "数値目標", "現状値(R2)", "R5目標", "R5実績", "R6目標", "R6実績", "方向性"],
            &["1", "市民満足度", "―", "現状維持", "67.2%", "70%以上", "68.0%（速報値）", "↑"],
            &[
                "2",
                "交通事故件数",
                "毎年500件以下",
                "500件以下",
                "481件",
                "20～30件",
                "約450件",
                "↓",
            ],
        ],
        &[],
    );
    assert_eq!(
        line(&book, "市民満足度"),
        "% | ― | 2023:現状維持/67.2 2024:70以上/68.0（速報値） |  | "
    );
    let crimes = book.indicators()[1].clone();
    assert_eq!((crimes.unit.as_str(), crimes.better.code()), ("件", "lower"));
    assert_eq!(crimes.base, Figure::parse("500以下", ""));
    assert_eq!(*book.year_target(crimes.id, FiscalYear(2023)), Figure::parse("500以下", ""));
    assert_eq!(*book.actual(crimes.id, FiscalYear(2024)), Figure::parse("約450件", ""));
}

#[test]
fn a_target_changed_midway() {
    let (book, import) = sheet(
        &[
            &["指標", "単位", "目標値（変更前）", "目標値（R6変更後）", "R5実績", "R6実績"],
            &["空き家の活用件数", "件", "30", "45", "28", "40"],
            &["移住相談件数", "件", "100", "100", "90", "95"],
            &["関係人口", "人", "500", "", "300", "410"],
        ],
        &[],
    );
    assert_eq!(import.doubts, []);
    assert_eq!(line(&book, "空き家の活用件数"), "件 |  | 2023:/28 2024:/40 | 45 | ");
    let rows = book.indicators();
    assert_eq!(*book.terms(rows[0], FiscalYear(2023)).target, Figure::parse("30", ""));
    assert_eq!(*book.terms(rows[0], FiscalYear(2024)).target, Figure::parse("45", ""));
    assert_eq!(book.amendments(rows[1].id).count(), 0);
    assert_eq!(rows[2].target, Figure::parse("500", ""));
}

#[test]
fn a_sheet_for_each_goal() {
    let mut workbook = Workbook::new();
    for (name, goal, indicator) in
        [("目標1", "基本目標１　しごと", "求人倍率"), ("目標2", "基本目標２　暮らし", "公園の数")]
    {
        let sheet = workbook.add_worksheet();
        let _ = sheet.set_name(name).unwrap();
        fill(
            sheet,
            &[
                &[goal],
                &[],
                &["指標", "単位", "R4実績", "R5実績", "目標値"],
                &[indicator, "", "1.2", "1.25", "1.5"],
            ],
            &[],
        );
    }
    let cover = workbook.add_worksheet();
    let _ = cover.set_name("表紙").unwrap();
    fill(cover, &[&["総合戦略の進捗"], &["令和６年６月"]], &[]);
    let (book, import) = import_into(&empty(), Format::Xlsx, &workbook.save_to_buffer().unwrap());
    assert_eq!(line(&book, "求人倍率"), " |  | 2022:/1.2 2023:/1.25 | 1.5 | ");
    let rows = book.indicators();
    assert_eq!(
        (goal_of(&book, rows[0]), goal_of(&book, rows[1])),
        ("しごと".into(), "暮らし".into())
    );
    let told: Vec<Question> = import.doubts.iter().map(|it| it.question).collect();
    assert_eq!(told, [Question::UnreadSheet], "the cover is told");
}

#[test]
fn kinds_and_goals_between_the_rows_and_heads_on_each_page() {
    let head: &[&str] = &["番号", "指標名", "単位", "年度末の値", "", "担当課"];
    let years: &[&str] = &["", "", "", "H29.3末", "H30.3末", ""];
    let (book, import) = sheet(
        &[
            head,
            years,
            &["基本目標１　まち"],
            &["【数値目標】"],
            &["ア", "人口", "人", "50000|#,##0", "49500|#,##0", "企画課"],
            &["【KPI】"],
            &["①", "公園の数", "か所", "10", "11", "公園課（都市計画課）"],
            head,
            years,
            &["基本目標２　ひと"],
            &["②", "講座の数", "講座", "", "#DIV/0!", "学習課"],
            &["※人口は住民基本台帳による。"],
        ],
        &[((0, 3), (0, 4)), ((2, 0), (2, 5)), ((7, 3), (7, 4)), ((9, 0), (9, 5))],
    );
    assert_eq!(line(&book, "人口"), "人 |  | 2016:/50000 2017:/49500 |  | 企画課");
    let rows = book.indicators();
    assert_eq!((rows[0].label.as_str(), rows[0].kind.as_str()), ("ア", "数値目標"));
    assert_eq!(rows[1].related.len(), 1);
    assert_eq!((goal_of(&book, rows[2]), book.goals().len()), ("ひと".into(), 2));
    let told: Vec<(Question, &str)> =
        import.doubts.iter().map(|it| (it.question, it.text.as_str())).collect();
    assert_eq!(
        told,
        [(Question::Error, "#DIV/0!"), (Question::Remark, "※人口は住民基本台帳による。")]
    );
}

#[test]
fn a_row_for_each_year() {
    let (book, import) = sheet(
        &[
            &["指標名", "単位", "年度", "目標値", "実績値", "区分"],
            &["搬入量", "トン", "令和４年度", "900", "912", "累計"],
            &["搬入量", "トン", "令和５年度", "880", "871", "累計"],
            &["再資源化率", "％", "令和４年度", "25|0.0", "24.8", "単年度"],
            &["", "", "令和５年度", "26|0.0", "未公表", ""],
        ],
        &[],
    );
    assert_eq!(import.doubts, []);
    assert_eq!(line(&book, "搬入量"), "トン |  | 2022:900/912 2023:880/871 |  | ");
    assert_eq!(line(&book, "再資源化率"), "％ |  | 2022:25.0/24.8 2023:26.0/未公表 |  | ");
    assert_eq!(book.indicators()[0].series.code(), "running");
}

#[test]
fn heads_that_say_something_else_than_figures_of_a_year_are_told() {
    let (book, import) = sheet(
        &[
            &[
                "KPI",
                "単位",
                "基準値",
                "現状値（R5）",
                "R6見込",
                "R2～R6累計",
                "前年度実績",
                "目標値（令和８年度）",
                "今後の見通し",
            ],
            &["来館者数", "人", "100", "120", "130", "600", "110", "150", "増える見込み"],
        ],
        &[],
    );
    assert_eq!(line(&book, "来館者数"), "人 | 100 | 2023:/120 | 150 | ");
    let told: Vec<&str> = import.ignored.iter().map(|it| it.heading.as_str()).collect();
    assert_eq!(told, ["R6見込", "R2～R6累計", "前年度実績", "今後の見通し"]);
}

/// A list of measures beside which indicators stand is read as a list.
#[test]
fn indicators_beside_measures() {
    let (book, import) = sheet(
        &[
            &[
                "基本目標",
                "事業名",
                "事業概要",
                "担当課",
                "KPI",
                "目標値",
                "R5実績値",
                "今後の方針",
            ],
            &[
                "１　まち",
                "道路の整備",
                "市道を広げます。",
                "建設課",
                "延長",
                "10",
                "8",
                "続けます。",
            ],
            &["１　まち", "橋の修繕", "橋を直します。", "建設課", "橋の数", "5", "4", "続けます。"],
        ],
        &[],
    );
    assert_eq!((book.measure_count(), book.indicators().len()), (2, 0));
    let told: Vec<&str> = import.ignored.iter().map(|it| it.heading.as_str()).collect();
    assert!(told.contains(&"KPI") && told.contains(&"目標値"), "{told:?}");
}

/// What a workbook of ours says of indicators is read back as it was.
#[test]
fn a_workbook_carries_indicators() {
    let json = r#"{"plan":"計画","indicator_kinds":["数値目標","KPI"],"goals":[{"number":1,"name":"目標","directions":[
        {"number":2,"name":"方向","measures":[{"number":3,"name":"施策"}]}]}],
        "indicators":[
        {"label":"目標１","name":"認定数","unit":"社","kind":"数値目標","series":"increment","closing":"sum",
         "better":"lower","decimals":"one","base":"0","base_label":"申請時","target":"15以上","target_year":2018,
         "definition":"・一つ\n・二つ","note":"-印","departments":["企画課"],"related_departments":["農政課"],
         "at":[{"goal":1},{"goal":1,"direction":2,"measure":3}],"first_year":2016,"last_year":2018,
         "years":{"2016":{"target":"△0.50","actual":"集計中","as_of":"3月末"},
           "2017":{"actual":{"figure":"4","provisional":true},"cause":"・理由\n　続き","note":"注"}}},
        {"name":"認定数","unit":"件","retired":true},
        {"name":"率","unit":"％","rate":"progress","years":{"2016":{"target":"―","actual":"20～30"}}}]}"#;
    let (book, import) = import_into(&empty(), Format::Json, json.as_bytes());
    assert_eq!((import.doubts.as_slice(), book.indicators().len()), ([].as_slice(), 3));
    let bytes = shinchoku::exchange::write(Format::Xlsx, &book).unwrap();
    let (back, import) = import_into(&empty(), Format::Xlsx, &bytes);
    assert_eq!(
        (import.doubts.as_slice(), import.ignored.as_slice()),
        ([].as_slice(), [].as_slice())
    );
    assert_eq!(crate::exchange::json(&back), crate::exchange::json(&book));
    let (_, again) = import_into(&book, Format::Xlsx, &bytes);
    assert_eq!(again.changes, []);
}

/// A head with a word more means something else: its column is told.
#[test]
fn a_head_counts_as_a_whole() {
    let heads = [
        "R6上半期実績",
        "R6実績見込",
        "R6実績（1月末）",
        "R6目標未達の理由",
        "R6下限目標",
        "R6全国実績",
        "R6第1四半期実績",
        "R6目標実績",
        "今年度目標",
        "R6実績の累計",
    ];
    for head in heads {
        let (book, import) = sheet(
            &[&["指標", "単位", head, "R5目標", "R5実績"], &["来館者数", "人", "77", "100", "90"]],
            &[],
        );
        assert_eq!(line(&book, "来館者数"), "人 |  | 2023:100/90 |  | ", "{head}");
        assert_eq!(import.ignored[0].heading, head);
    }
}

#[test]
fn an_unknown_word_below_a_year_leaves_the_others_as_they_are() {
    for other in ["累計", "実績見込", "合計", "変更後目標", "差", "B/A"] {
        let (book, import) = sheet(
            &[
                &["指標", "R5", "", "", "R6", "", ""],
                &["", "目標(A)", "実績(B)", other, "目標(A)", "実績(B)", other],
                &["来館者数", "10", "4", "30", "12", "5", "40"],
            ],
            &[((0, 1), (0, 3)), ((0, 4), (0, 6))],
        );
        assert_eq!(line(&book, "来館者数"), " |  | 2023:10/4 2024:12/5 |  | ", "{other}");
        assert_eq!(import.ignored.len(), 2, "{other}");
    }
}

/// A further table in the sheet has a head of its own; what is no table of indicators is told.
#[test]
fn another_head_below() {
    let (book, import) = sheet(
        &[
            &["指標", "単位", "R5目標", "R5実績"],
            &["来館者数", "人", "10", "4"],
            &[],
            &["指標", "単位", "R3実績", "R3目標"],
            &["貸出冊数", "冊", "200", "190"],
            &["合計", "", "300", "200"],
            &["施策名", "担当課", "内容", "進捗状況"],
            &["道路の整備", "建設課", "広げます。", "順調"],
        ],
        &[],
    );
    assert_eq!(line(&book, "来館者数"), "人 |  | 2023:10/4 |  | ");
    assert_eq!(line(&book, "貸出冊数"), "冊 |  | 2021:190/200 |  | ");
    assert_eq!((book.indicators().len(), import.unreadable.len()), (2, 3));
}

#[test]
fn two_numbers_in_a_cell_are_not_one() {
    let (book, _) = sheet(
        &[
            &["指標", "基準年度", "基準値", "R5実績", "2030年目標"],
            &["件数", "H27", "6", "5\n7", "8"],
        ],
        &[],
    );
    assert_eq!(line(&book, "件数"), " | 6 | 2023:/5 7 | 8 | ");
    let row = book.indicators()[0].clone();
    assert_eq!((row.base_at.as_str(), row.target_year), ("H27", Some(FiscalYear(2030))));
}

/// A row of a text file with more cells than heads: what has no head is told.
#[test]
fn cells_without_a_head_are_told() {
    let csv = "指標,単位,R5目標,R5実績,担当課\n来館者数,人,1,234,2,総務課\n";
    let (_, import) = import_into(&empty(), Format::Csv, csv.as_bytes());
    let told: Vec<_> = import.doubts.iter().map(|it| (it.question, it.text.as_str())).collect();
    assert_eq!(told, [(Question::NoField, "総務課")]);
}
