//! Tables of indicators in the forms of cities, made up for these tests.

use crate::domain::{Book, Figure, FiscalYear, Indicator, OutlineKey, Plan};
use crate::exchange::{Format, Import, Question, import, read};

fn taken(csv: &str) -> (Book, Import) {
    let listing = read(Format::Csv, csv.as_bytes(), "指標.csv").unwrap();
    let mut book = Book::new(Plan::new("", ""));
    let import = import(&book, &listing);
    book.apply(&import.changes).unwrap();
    (book, import)
}

/// Targets and actuals of an indicator, from this year on.
fn figures(book: &Book, row: &Indicator, first: i32, count: i32) -> Vec<(String, String)> {
    let years = (first..first + count).map(FiscalYear);
    years
        .map(|year| {
            let figure = |it: &Figure| it.to_string();
            (figure(book.year_target(row.id, year)), figure(book.actual(row.id, year)))
        })
        .collect()
}

fn pairs(of: &[(&str, &str)]) -> Vec<(String, String)> {
    of.iter().map(|(target, actual)| ((*target).to_owned(), (*actual).to_owned())).collect()
}

#[test]
fn one_head_with_a_column_for_each_figure() {
    let (book, import) = taken(
        "総合戦略　KPI一覧,,,,,,,\n\
         No.,指標名,単位,基準値（R3）,令和4年度目標,令和4年度実績,目標値（R8）,担当課\n\
         1,来場者数,人,\"1,200\",\"1,300\",\"1,250\",\"1,800\",産業観光課\n\
         2,空き店舗率,％,18.4%,18.0%,17.6%,14.0%以下,産業観光課\n",
    );
    assert_eq!(import.doubts, []);
    let rows = book.indicators();
    let [visits, shops] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!(figures(&book, visits, 2022, 1), pairs(&[("1300", "1250")]));
    assert_eq!(
        (visits.base.to_string(), visits.target.to_string()),
        ("1200".into(), "1800".into())
    );
    assert_eq!(
        (visits.base_at.as_str(), visits.target_year),
        ("令和3年度", Some(FiscalYear(2026)))
    );
    assert_eq!(book.department(visits.lead[0]).unwrap().name, "産業観光課");
    assert_eq!(figures(&book, shops, 2022, 1), pairs(&[("18.0", "17.6")]));
    assert_eq!(shops.target, Figure::parse("14.0以下", ""));
}

#[test]
fn two_heads_with_years_over_targets_and_actuals() {
    let (book, import) = taken(
        "指標,単位,現状値,令和4年度,,令和5年度,,最終目標\n\
         ,,,目標,実績,目標,実績,\n\
         出生数,人,512,510,498,510,集計中,520\n\
         相談件数,件,―,100,120,110,未公表,150\n",
    );
    assert_eq!(import.doubts, []);
    let rows = book.indicators();
    assert_eq!(figures(&book, rows[0], 2022, 2), pairs(&[("510", "498"), ("510", "集計中")]));
    assert_eq!(figures(&book, rows[1], 2022, 2), pairs(&[("100", "120"), ("110", "未公表")]));
    assert_eq!(rows[1].base, Figure::NotApplicable);
}

#[test]
fn targets_and_actuals_in_pairs_of_rows() {
    let (book, import) = taken(
        "基本目標,指標,単位,区分,R4,R5,R6,達成率\n\
         基本目標１　人を呼ぶ,観光入込客数,千人,目標,430,450,480,\n\
         ,,,実績,438,471,502,104.6%\n\
         ,宿泊者数,千人,目標値,80,85,90,\n\
         ,,,実績値,78,△5,維持,100%\n",
    );
    let rows = book.indicators();
    assert_eq!(rows.len(), 2);
    assert_eq!(
        figures(&book, rows[0], 2022, 3),
        pairs(&[("430", "438"), ("450", "471"), ("480", "502")])
    );
    assert_eq!(
        figures(&book, rows[1], 2022, 3),
        pairs(&[("80", "78"), ("85", "△5"), ("90", "維持")])
    );
    assert!(import.ignored.iter().any(|it| it.heading == "達成率"), "what is reckoned is told");
    let goal = book.goals()[0].clone();
    assert_eq!((goal.number, goal.name.as_str()), (1, "人を呼ぶ"));
    assert!(rows.iter().all(|row| row.at == [OutlineKey::Goal(goal.id)]), "{rows:?}");
}

#[test]
fn goals_and_kinds_between_the_rows_and_units_in_the_cells() {
    let (book, import) = taken(
        "指標,申請時,H29.3末,H30.3末,事業終了後\n\
         数値目標,,,,\n\
         認定数,0社,0社,5社,15社\n\
         ＫＰＩ,,,,\n\
         参加者数,0人,10人,20人,60人\n\
         ※　各年度末の数値は、前年度比の増加分です。,,,,\n",
    );
    let rows = book.indicators();
    assert_eq!((rows[0].kind.as_str(), rows[1].kind.as_str()), ("数値目標", "ＫＰＩ"));
    assert_eq!((rows[0].unit.as_str(), rows[1].unit.as_str()), ("社", "人"));
    assert_eq!(rows[1].target, Figure::parse("60", ""));
    // The end of March 2017 is that of the fiscal year 2016.
    assert_eq!(*book.actual(rows[1].id, FiscalYear(2016)), Figure::parse("10", ""));
    let remarks: Vec<_> =
        import.doubts.iter().filter(|it| it.question == Question::Remark).collect();
    assert_eq!(remarks.len(), 1);
}

#[test]
fn texts_breaks_and_errors_are_as_they_stand_or_told() {
    let (book, import) = taken(
        "KPI,R5目標値,R5実績値,R6目標値,R6実績値,備考\n\
         \"子育てしやすいと\n答えた割合\",８割以上,#DIV/0!,９割以上,1月3日,隔年の調査\n\
         待機児童数,5,▲3,0,\"1,5\",\n",
    );
    let rows = book.indicators();
    assert_eq!(rows[0].name, "子育てしやすいと答えた割合");
    assert_eq!(rows[0].note, "隔年の調査");
    assert_eq!(figures(&book, rows[0], 2023, 2), pairs(&[("８割以上", ""), ("９割以上", "")]));
    assert_eq!(*book.actual(rows[1].id, FiscalYear(2023)), Figure::parse("△3", ""));
    let told: Vec<_> = import.doubts.iter().map(|it| (it.question, it.text.as_str())).collect();
    assert!(told.contains(&(Question::Error, "#DIV/0!")), "{told:?}");
    assert!(told.contains(&(Question::Value, "1月3日")), "a fraction that became a day: {told:?}");
}

/// A list of measures with a column of KPI stays one.
#[test]
fn a_list_of_measures_is_no_table_of_indicators() {
    let (book, _) = taken(
        "基本目標,施策名,所管課,令和5年度の実施状況,KPI,目標値\n\
         １ しごと,道路の整備,建設課,・整備した。,延長,10\n",
    );
    assert_eq!((book.indicators().len(), book.measure_count()), (0, 1));
}

/// Importing the same table again changes nothing.
#[test]
fn a_second_import_changes_nothing() {
    let csv = "指標名,単位,令和4年度目標,令和4年度実績\n来場者数,人,100,90\n相談件数,件,5,集計中\n";
    let (book, first) = taken(csv);
    assert_eq!(first.indicators.added, 2);
    let listing = read(Format::Csv, csv.as_bytes(), "").unwrap();
    let second = import(&book, &listing);
    assert_eq!((second.changes, second.indicators.unchanged), (Vec::new(), 2));
    assert!(book.indicators().iter().all(|row| !row.name.is_empty()));
}

/// 割 behind a figure is a word of it, in the column of units it is the unit.
#[test]
fn a_unit_of_its_own_column_is_taken_as_it_is() {
    let (book, import) = taken("指標,単位,R4実績,R5実績\n肯定的な回答,割,8,9\n");
    assert_eq!(
        (import.doubts.as_slice(), book.indicators()[0].unit.as_str()),
        ([].as_slice(), "割")
    );
}
