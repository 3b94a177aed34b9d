//! What a list means for a book that is there already.

use crate::exchange::{empty, import_into};
use crate::support::cases::config;
use proptest::prelude::*;
use shinchoku::domain::{Book, FiscalYear, Measure, Record};
use shinchoku::exchange::{self, Decisions, Format, Import, Outcome, Question, Reason};
use shinchoku::words;
use std::collections::BTreeMap;

const LIST: &str = "\
基本目標,施策の方向,施策番号,名称,内容,所管課,関連課,進捗状況,平成29年度,平成30年度
基本目標１「まち」,① 農,1,直売所,整備します。,産業課,学務課,実施中,・一つ,・二つ
基本目標１「まち」,① 農,2,農園,開きます。,産業課,,実施中,・三つ,・四つ
基本目標１「まち」,① 農,3,給食,使います。,学務課,産業課,実施済,・五つ,・六つ
基本目標１「まち」,② 水,1,用水路,直します。,水路課,,,,
";

fn list() -> Book {
    let (book, import) = import_into(&empty(), Format::Csv, LIST.as_bytes());
    assert_eq!((import.added, import.unreadable.len()), (4, 0));
    book
}

fn import(book: &Book, rows: &str) -> (Book, Import) {
    import_into(book, Format::Csv, rows.as_bytes())
}

fn measure<'a>(book: &'a Book, name: &str) -> &'a Measure {
    book.listed().into_iter().map(|(_, _, it)| it).find(|it| it.name == name).unwrap()
}

fn printed(book: &Book) -> Vec<String> {
    book.listed().iter().map(|(_, _, it)| format!("{}{}", it.number, it.name)).collect()
}

fn counts(import: &Import) -> (usize, usize, usize) {
    (import.added, import.changed, import.unchanged)
}

#[test]
fn what_differs_is_changed_and_told() {
    let before = list();
    let (after, outcome) = import(&before, &LIST.replace("・四つ", "・四つ半"));
    assert_eq!(counts(&outcome), (0, 1, 3));
    assert_eq!(outcome.changes.len(), 1);
    let id = measure(&before, "農園").id;
    assert_eq!(after.narrative(id, FiscalYear(2018)), "・四つ半");
    assert_eq!(words::imported(&outcome), "追加0件、変更1件、変更なし3件。");
    let mut back = after.clone();
    back.apply(&shinchoku::domain::change::inverse(outcome.changes)).unwrap();
    assert_eq!(back, before);
}

#[test]
fn an_empty_cell_and_an_absent_column_leave_what_is_there() {
    let before = list();
    let bare = "施策の方向,番号,名称,内容,所管課,平成30年度\n① 農,1,直売所,,,\n① 農,2,農園,,産業課,・四つ\n";
    let (after, outcome) = import(&before, bare);
    assert_eq!(counts(&outcome), (0, 0, 2));
    assert_eq!(after, before);
}

#[test]
fn a_department_that_now_leads_is_no_longer_related() {
    let rows = "施策の方向,番号,名称,所管課,平成30年度\n① 農,1,直売所,学務課,\n";
    let (after, outcome) = import(&list(), rows);
    assert_eq!(counts(&outcome), (0, 1, 0));
    let measure = measure(&after, "直売所");
    assert_eq!((measure.lead.len(), measure.related.len()), (1, 0));
}

/// A cell for both kinds of departments that names one kind leaves the other as it is; one that names
/// both says all.
#[test]
fn a_cell_without_a_bracket_takes_no_related_department_away() {
    let before = list();
    let related = measure(&before, "直売所").related.clone();
    assert_eq!(related.len(), 1);
    let rows = "施策の方向,番号,名称,所管課（関連課）,平成30年度\n① 農,1,直売所,産業課,\n";
    assert_eq!(measure(&import(&before, rows).0, "直売所").related, related);
    let rows =
        "施策の方向,番号,名称,所管課（関連課）,平成30年度\n① 農,1,直売所,産業課（広報課）,\n";
    let after = import(&before, rows).0;
    let names: Vec<&str> = measure(&after, "直売所")
        .related
        .iter()
        .map(|id| after.department(*id).unwrap().name.as_str())
        .collect();
    assert_eq!(names, ["広報課"]);
}

/// A list that went out before a measure was 廃止 has an empty cell for it, which says nothing; what
/// takes 廃止 back is a sign.
#[test]
fn an_empty_cell_reinstates_no_measure() {
    let retire = |book: &Book, name: &str| {
        let mut book = book.clone();
        let retired = Measure { retired: true, ..measure(&book, name).clone() };
        let changes: Vec<_> = book.put(Record::Measure(retired)).into_iter().collect();
        book.apply(&changes).unwrap();
        book
    };
    let first = retire(&list(), "直売所");
    let out = exchange::write(Format::Csv, &first).unwrap();
    let out = std::str::from_utf8(&out).unwrap();
    let both = retire(&first, "農園");
    let (after, outcome) = import(&both, out);
    assert_eq!((counts(&outcome).1, after), (0, both.clone()));
    let rows = "施策の方向,番号,名称,所管課,廃止\n① 農,1,直売所,,無\n① 農,2,農園,,\n";
    let (after, _) = import(&both, rows);
    assert!(!measure(&after, "直売所").retired && measure(&after, "農園").retired);
}

#[test]
fn an_inserted_measure_renumbers_the_others_and_stands_between_them() {
    let rows = "\
施策の方向,番号,名称,所管課,平成30年度
① 農,1,直売所,,
① 農,2,講座,産業課,・
① 農,3,農園,,
① 農,4,給食,,
";
    let before = list();
    let (after, outcome) = import(&before, rows);
    assert_eq!(counts(&outcome), (1, 2, 1));
    assert_eq!(printed(&after), ["1直売所", "2講座", "3農園", "4給食", "1用水路"]);
    assert_eq!(measure(&after, "給食").id, measure(&before, "給食").id);
    assert_eq!(after.narrative(measure(&after, "給食").id, FiscalYear(2018)), "・六つ");
}

#[test]
fn exchanged_numbers_exchange_places() {
    let rows = "施策の方向,番号,名称,所管課\n① 農,2,直売所,\n① 農,1,農園,\n";
    assert_eq!(printed(&import(&list(), rows).0), ["1農園", "2直売所", "3給食", "1用水路"]);
}

#[test]
fn a_sorted_list_leaves_the_order_alone() {
    let rows = "施策の方向,番号,名称,所管課\n① 農,3,給食,\n① 農,1,直売所,\n① 農,5,講座,産業課\n";
    let (after, outcome) = import(&list(), rows);
    assert_eq!(counts(&outcome), (1, 0, 2));
    assert_eq!(printed(&after)[0], "1直売所");
}

#[test]
fn a_new_measure_alone_goes_where_its_number_belongs() {
    let (after, _) = import(&list(), "施策の方向,番号,名称,所管課\n① 農,9,講座,\n");
    assert_eq!(printed(&after), ["1直売所", "2農園", "3給食", "9講座", "1用水路"]);
    let (after, _) = import(&list(), "施策の方向,番号,名称,所管課\n① 農,0,講座,\n");
    assert_eq!(printed(&after)[0], "0講座");
}

#[test]
fn a_renamed_measure_keeps_its_history() {
    let before = list();
    let (after, outcome) = import(&before, "施策の方向,番号,名称,所管課\n① 農,1,直売所の整備,\n");
    assert_eq!(counts(&outcome), (0, 1, 0));
    assert_eq!(measure(&after, "直売所の整備").id, measure(&before, "直売所").id);
}

fn questions(import: &Import) -> Vec<(Question, &str)> {
    import.doubts.iter().map(|doubt| (doubt.question, doubt.text.as_str())).collect()
}

/// A measure was moved, and another one got its number: the list from before means the one moved.
#[test]
fn an_exact_name_is_found_wherever_it_stands() {
    let moved = LIST.replace("① 農,2,農園", "② 水,2,農園")
        + "基本目標１「まち」,① 農,2,講座,開きます。,,,,,\n";
    let (before, outcome) = import(&empty(), &moved);
    assert_eq!(counts(&outcome), (5, 0, 0));
    let (after, outcome) = import(&before, LIST);
    assert_eq!(
        (counts(&outcome), questions(&outcome)),
        ((0, 0, 4), vec![(Question::Elsewhere, "農園")])
    );
    assert_eq!(after, before);
    let (after, outcome) =
        import(&before, &LIST.replace("・四つ", "・四つ半").replace("農,2,", "農,7,"));
    assert_eq!((counts(&outcome), outcome.changes.len()), ((0, 1, 3), 1));
    assert_eq!(after.narrative(measure(&before, "農園").id, FiscalYear(2018)), "・四つ半");
}

#[test]
fn a_name_that_several_have_is_sought_where_the_list_says() {
    let before = import(&list(), "施策の方向,番号,名称,内容\n② 水,2,その他,水\n").0;
    let rows = "施策の方向,番号,名称,内容\n① 農,9,その他,農\n② 水,2,その他,水\n";
    let (after, outcome) = import(&before, rows);
    assert_eq!((counts(&outcome), questions(&outcome)), ((1, 0, 1), vec![]));
    assert_eq!(printed(&after), ["1直売所", "2農園", "3給食", "9その他", "1用水路", "2その他"]);
}

#[test]
fn no_heading_is_made_for_measures_that_stand_elsewhere() {
    let before = list();
    let rows = "基本目標,施策の方向,番号,名称,内容\n基本目標５「ほか」,⑤ ほか,1,農園,\n";
    let (after, outcome) = import(&before, rows);
    assert_eq!(questions(&outcome), [(Question::Elsewhere, "農園")]);
    assert_eq!(after, before);
}

#[test]
fn a_number_under_another_name_is_for_the_clerk_to_judge() {
    for (name, is_doubtful) in [("農園の整備", false), ("講座", true), ("農 園", false)] {
        let rows = format!("施策の方向,番号,名称,内容\n① 農,2,{name},別の内容\n");
        let outcome = import(&list(), &rows).1;
        let told = (Question::OtherName, name);
        assert_eq!(questions(&outcome), Vec::from_iter(is_doubtful.then_some(told)), "{name}");
        assert_eq!((outcome.doubtful().len(), outcome.changed), (usize::from(is_doubtful), 1));
    }
}

proptest! {
    #![proptest_config(config(256))]

    /// Where what is doubtful is left out, no measure gets the texts of one with an altogether other
    /// name; and whatever the list says besides, a name that is there once is found.
    #[test]
    fn no_measure_gets_the_texts_of_another(rows in [drawn(), drawn()]) {
        let [before, listed] = rows.map(|rows| {
            let row = |(direction, number, name): (u32, u32, &str)| format!("{direction},{number},{name},{name}を\n");
            "方向,番号,名称,内容\n".to_owned() + &rows.into_iter().map(row).collect::<String>()
        });
        let before = import(&empty(), &before).0;
        let listing = exchange::read(Format::Csv, listed.as_bytes(), "一覧.csv").unwrap();
        let doubtful = exchange::import(&before, &listing).doubtful();
        let outcome = exchange::import_with(
            &before,
            &listing,
            &Decisions { left: doubtful, ..Decisions::default() },
        );
        let mut after = before.clone();
        after.apply(&outcome.changes).unwrap();
        for (_, _, old) in before.listed() {
            let new = after.measure(old.id).unwrap();
            let [kept, said] = [&old.name, &new.name].map(|name| name.chars().next());
            prop_assert_eq!(kept, said, "{} {}", old.name, new.name);
        }
        let mut once: BTreeMap<&str, Vec<_>> = BTreeMap::new();
        before.listed().iter().for_each(|row| once.entry(&row.2.name).or_default().push(row.2.id));
        let names: Vec<_> = listing.measures().map(|row| row.name.as_str()).collect();
        for row in listing.measures() {
            let is_one = names.iter().filter(|name| **name == row.name).count() == 1;
            if let (true, Some([id])) = (is_one, once.get(row.name.as_str()).map(Vec::as_slice)) {
                let taken = outcome.rows.iter().find(|taken| taken.place == row.place);
                prop_assert_eq!(taken.map(|it| (it.measure, it.outcome == Outcome::Left)), Some((*id, false)));
            }
        }
    }
}

/// Directions, numbers and names, of which those with the same first letter are alike.
fn drawn() -> impl Strategy<Value = Vec<(u32, u32, &'static str)>> {
    let names =
        proptest::sample::select(vec!["道路", "道路の整備", "公園", "公 園", "橋の架替え", "川"]);
    proptest::collection::vec((1u32..4, 1u32..5, names), 1..8)
}

#[test]
fn headings_are_found_by_number_and_by_name() {
    let rows = "\
基本目標,施策の方向,番号,名称,所管課
基本目標１「まちづくり」,① 水,1,用水路,
基本目標１「まちづくり」,② 農,1,直売所,
基本目標２「ひと」,① 学び,1,講座,
";
    let (after, outcome) = import(&list(), rows);
    assert_eq!(counts(&outcome), (1, 0, 2));
    let names: Vec<String> = after.goals().iter().map(|goal| goal.heading()).collect();
    assert_eq!(names, ["基本目標１「まちづくり」", "基本目標２「ひと」"]);
}

#[test]
fn a_list_without_headings_finds_its_measures_by_name() {
    let before = list();
    let rows = "番号,名称,所管課,平成30年度\n1,用水路,水路課,・直しました\n8,講座,産業課,\n";
    let (after, outcome) = import(&before, rows);
    assert_eq!(counts(&outcome), (0, 1, 0));
    assert_eq!(after.narrative(measure(&after, "用水路").id, FiscalYear(2018)), "・直しました");
    assert_eq!(outcome.unreadable[0].reason, Reason::Homeless);
    assert_eq!(
        words::unreadable(&outcome.unreadable[0]),
        "3行目：どの基本目標・施策の方向の施策か分からないため、取り込んでいません。見出し行を追加するか、「列の内容」で指定してください。"
    );
}

#[test]
fn names_of_departments_match_in_any_width_and_case() {
    let (book, _) = import(&empty(), "番号,名称,所管課\n1,直売所,ＰＲ課\n");
    let (after, outcome) = import(&book, "番号,名称,所管課\n1,直売所,PR課\n");
    assert_eq!((counts(&outcome), after.departments().len()), ((0, 0, 1), 1));
    let both = "番号,名称,所管課\n1,直売所,PR課\n2,農園,ＰＲ課\n3,給食,ｐｒ課、総務課\n";
    let (after, outcome) = import(&book, both);
    assert_eq!((counts(&outcome), after.departments().len()), ((2, 0, 1), 2));
    let (after, _) = import(&empty(), both);
    assert_eq!(after.departments().len(), 2);
    // A file that has both keeps them.
    let declared = r#"{"plan":"総合戦略","goals":[],"departments":["ＰＲ課","PR課"]}"#;
    let (book, _) = import_into(&empty(), Format::Json, declared.as_bytes());
    let (after, _) = import(&book, "番号,名称,所管課\n1,直売所,PR課\n2,農園,ＰＲ課\n");
    assert_eq!(after.departments().len(), 2);
    let lead = |name| after.department(measure(&after, name).lead[0]).unwrap().name.clone();
    assert_eq!((lead("直売所"), lead("農園")), ("PR課".to_owned(), "ＰＲ課".to_owned()));
}

#[test]
fn a_closed_year_stays_as_it_is() {
    let mut before = list();
    let mut year = before.year(FiscalYear(2017)).unwrap().clone();
    year.closed = true;
    let close = before.put(shinchoku::domain::Record::Year(year)).unwrap();
    before.apply(&[close]).unwrap();
    let rows = LIST.replace("・一つ", "・別").replace("・二つ", "・別");
    let (after, outcome) = import(&before, &rows);
    assert_eq!((counts(&outcome), outcome.closed), ((0, 1, 3), 1));
    let id = measure(&after, "直売所").id;
    assert_eq!(after.narrative(id, FiscalYear(2017)), "・一つ");
    assert_eq!(after.narrative(id, FiscalYear(2018)), "・別");
}

#[test]
fn a_file_keeps_its_plan() {
    let titled = |title: &str| format!("{title}\n{LIST}");
    let (book, _) = import(&empty(), &titled("みずほ野市総合戦略　実施状況報告書"));
    let plan = book.plan().clone();
    assert_eq!(
        (plan.municipality.as_str(), plan.name.as_str(), plan.title.as_str()),
        ("みずほ野市", "みずほ野市総合戦略", "実施状況報告書")
    );
    let (after, outcome) = import(&book, &titled("ほかの町総合計画　進捗状況一覧表"));
    assert_eq!((after.plan(), outcome.changes.len()), (&plan, 0));
    let (unnamed, _) = import(&empty(), LIST);
    let (named, _) = import(&unnamed, &titled("みずほ野市総合戦略　実施状況報告書"));
    assert_eq!(named.plan().name, "みずほ野市総合戦略");
    assert_eq!(named.plan().title, "進捗状況一覧表");
}

#[test]
fn columns_without_a_place_are_told() {
    let (_, outcome) = import(&empty(), "番号,名称,所管課,今後の課題\n1,直売所,産業課,あり\n");
    assert_eq!(outcome.ignored[0].heading, "今後の課題");
    assert_eq!(
        words::imported(&outcome),
        "追加1件、変更0件、変更なし0件。D列「今後の課題」は取り込んでいません。"
    );
}
