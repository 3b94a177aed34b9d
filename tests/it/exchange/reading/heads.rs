//! The headings of a list, and what is no list.

use super::{asked, ignored, leads, names, read, statuses, texts, told, workbook};
use shinchoku::exchange::{self, Error, Format, Question};

#[test]
fn the_first_measure_is_no_second_row_of_headings() {
    for csv in [
        "番号,施策名,担当課,令和6年度実績\n1,道路,建設課,直した。,済\n2,公園,公園課,替えた。,済\n",
        "番号,施策名,担当課,令和6年度実績\n1,道路,建設課,直した。,済\n2,公園,公園課,替えた。\n",
        "番号,施策名,,担当課,令和6年度実績\n1,道路,旧国道,建設課,直した。\n2,公園,,公園課,替えた。\n",
    ] {
        let (book, import) = read(csv);
        assert_eq!(names(&book), ["道路", "公園"], "{csv}");
        assert_eq!(texts(&book, 2024), ["直した。", "替えた。"], "{csv}");
        assert!(asked(&import).iter().all(|(question, _)| *question == Question::Unheaded));
        assert!(!import.doubts.is_empty(), "{csv}");
    }
    let (_, import) = read(
        "番号,施策名,担当課,令和6年度実績\n1,道路,建設課,直した。,済\n2,公園,公園課,替えた。,了\n",
    );
    assert_eq!(told(&import), "見出しのない列の値は、取り込んでいません（E2「済」、E3「了」）。");
}

#[test]
fn columns_under_one_merged_heading_are_one_text() {
    let (book, import) = workbook(
        &[
            &["番号", "施策名", "担当課", "令和6年度実績"],
            &["1", "道路", "建設課", "10か所を直した。", "3か所も直した。"],
            &["2", "公園", "公園課", "遊具を替えた。", ""],
        ],
        &[((0, 3), (0, 4))],
    );
    assert_eq!(texts(&book, 2024), ["10か所を直した。\n3か所も直した。", "遊具を替えた。"]);
    assert_eq!(asked(&import), []);
}

#[test]
fn headings_may_have_two_rows_or_three() {
    let (book, import) = workbook(
        &[
            &["番号", "施策名", "担当", "", "令和6年度", ""],
            &["", "", "部", "課", "上半期", "下半期"],
            &["1", "道路", "建設部", "道路課", "4か所を直した。", "6か所を直した。"],
            &["2", "公園", "建設部", "公園課", "", "2基を替えた。"],
        ],
        &[((0, 0), (1, 0)), ((0, 1), (1, 1)), ((0, 2), (0, 3)), ((0, 4), (0, 5))],
    );
    let first = "【上半期】\n4か所を直した。\n【下半期】\n6か所を直した。";
    assert_eq!(texts(&book, 2024), [first, "【下半期】\n2基を替えた。"]);
    assert_eq!(leads(&book), [["道路課"], ["公園課"]]);
    assert_eq!(ignored(&import), ["担当部"]);

    let (book, import) = read(
        "番号,施策名,令和5年度,令和5年度,令和6年度,令和6年度\n,,進捗,実績,進捗,実績\n1,甲,A,一,B,二\n",
    );
    assert_eq!((statuses(&book, 2023), texts(&book, 2024)), (vec!["A".into()], vec!["二".into()]));
    assert_eq!((import.unreadable.len(), import.ignored.len()), (0, 0));

    let merges = [
        ((0, 0), (2, 0)),
        ((0, 1), (0, 2)),
        ((1, 1), (2, 1)),
        ((1, 2), (2, 2)),
        ((0, 3), (0, 5)),
        ((1, 4), (1, 5)),
        ((0, 6), (2, 6)),
    ];
    let rows: [&[&str]; 4] = [
        &["番号", "施策", "", "実施状況", "", "", "備考"],
        &["", "名称", "内容", "令和5年度", "令和6年度", "", ""],
        &["", "", "", "実績", "上半期", "下半期", ""],
        &["1", "道路", "直す", "8か所。", "4か所。", "6か所。", ""],
    ];
    for merges in [&merges[..], &[]] {
        let (book, import) = workbook(&rows, merges);
        assert_eq!(names(&book), ["道路"]);
        assert_eq!(book.listed()[0].2.description, "直す");
        assert_eq!(texts(&book, 2023), ["8か所。"]);
        assert_eq!(texts(&book, 2024), ["【上半期】\n4か所。\n【下半期】\n6か所。"]);
        assert_eq!((import.unreadable.len(), asked(&import).len()), (0, 0), "{import:?}");
    }
}

#[test]
fn a_list_of_another_trade_is_refused() {
    for csv in [
        "NO,名称,住所,電話番号,内線番号,法人番号\n1,市役所,本町1,000,12,123\n",
        "施設名称１,施設名称２,施設郵便番号,施設所在地,業種,許可番号,許可開始日\n食堂,,0,本町,飲食店,1,R2\n",
        "番号,名称,所管課,所在地,電話番号,開館時間,内容\n1,図書館,社会教育課,本町,000,9時,本\n",
        "契約番号,契約名称,担当課,契約金額,業者名,契約日\n1,清掃,管財課,1000,甲社,R6\n",
        "番号,イベント名称,開催日,会場,内容,担当課,電話番号\n1,祭,6/1,公園,踊り,観光課,000\n",
    ] {
        let refused = exchange::read(Format::Csv, csv.as_bytes(), "list.csv");
        assert!(matches!(refused, Err(Error::NotAList)), "{csv}");
    }
    let csv =
        "番号,事業名,事業概要,担当課,電話番号,内線,令和6年度実績\n1,道路,直す,建設課,0,1,済\n";
    assert_eq!(names(&read(csv).0), ["道路"]);
}
