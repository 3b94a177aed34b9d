use super::*;
use crate::domain::{
    Department, Direction, DirectionId, EntryState, Goal, GoalId, Implementation, Measure, Plan,
    Position, Year,
};
use proptest::prelude::*;

const YEAR: FiscalYear = FiscalYear(2018);

/// A book with one measure under one goal, whose name and entries of two years are these.
fn book(name: &str, entries: [&str; 2], closed: bool) -> Book {
    let (goal, direction) = (GoalId::new(), DirectionId::new());
    let measure = Measure::new(direction, 1, name, Position::FIRST);
    let mut rows = vec![
        Record::Year(Year { year: YEAR.previous(), closed }),
        Record::Year(Year { year: YEAR, closed: false }),
        Record::Department(Department::new("ホームページ課", Position::FIRST)),
        Record::Goal(Goal {
            id: goal,
            number: 1,
            label: String::new(),
            name: "まち".into(),
            position: Position::FIRST,
        }),
        Record::Direction(Direction {
            id: direction,
            goal,
            number: 1,
            name: "農".into(),
            position: Position::FIRST,
        }),
    ];
    let entry = |year, text: &str| {
        let blank = Implementation::blank(measure.id, year);
        Record::Implementation(Implementation { narrative: text.to_owned(), ..blank })
    };
    let entries = [entry(YEAR.previous(), entries[0]), entry(YEAR, entries[1])];
    rows.push(Record::Measure(measure.clone()));
    let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
    let changes = rows.into_iter().map(Change::add).collect::<Vec<_>>();
    book.apply(&changes).expect("a valid book");
    let entries: Vec<Change> = entries.into_iter().filter_map(|entry| book.put(entry)).collect();
    book.apply(&entries).expect("valid entries");
    book
}

fn query(phrase: &str, replacement: &str) -> Query {
    Query { phrase: phrase.to_owned(), replacement: replacement.to_owned(), ..Query::default() }
}

fn narratives(book: &Book) -> [String; 2] {
    let measure = book.listed()[0].2.id;
    [YEAR.previous(), YEAR].map(|year| book.narrative(measure, year).to_owned())
}

fn after(book: &Book, replacement: &Replacement) -> Book {
    let mut after = book.clone();
    after.apply(&replacement.changes).expect("what can be stored");
    after
}

#[test]
fn what_is_found_folded_is_replaced_by_what_was_typed() {
    let book = book("ホームページの運営", ["市のﾎｰﾑﾍﾟｰｼﾞ", "・ホーム ページ、ほーむぺーじ"], false);
    let found = find(&book, None, &query("ﾎｰﾑページ", "公式サイト"));
    let texts: Vec<&str> = found.hits.iter().map(|hit| hit.found.as_str()).collect();
    assert_eq!(texts, ["ホームページ", "ﾎｰﾑﾍﾟｰｼﾞ", "ホーム ページ", "ほーむぺーじ"]);
    let done = replace(&book, &found.hits, "公式サイト");
    assert_eq!(done.count, 4);
    let after = after(&book, &done);
    assert_eq!(narratives(&after), ["市の公式サイト", "・公式サイト、公式サイト"]);
    assert_eq!(after.listed()[0].2.name, "公式サイトの運営");
    assert_eq!(after.departments()[0].name, "ホームページ課", "not asked for");
}

#[test]
fn width_and_case_can_be_told_apart() {
    let book = book("PR", ["ＰＲ、Pr", "PR①"], false);
    let count = |by_width, by_case| {
        let query = Query { by_width, by_case, ..query("PR", "") };
        find(&book, None, &query).hits.len()
    };
    assert_eq!(
        [count(false, false), count(true, false), count(false, true), count(true, true)],
        [4, 3, 3, 2]
    );
}

#[test]
fn closed_years_are_told_of_and_left_alone() {
    let book = book("運営", ["農協", "農協と農協"], true);
    let found = find(&book, None, &Query { year: Some(YEAR), ..query("農協", "ＪＡ") });
    assert_eq!((found.hits.len(), found.closed.len()), (2, 1));
    let after = after(&book, &replace(&book, &found.hits, "ＪＡ"));
    assert_eq!(narratives(&after), ["農協", "ＪＡとＪＡ"]);
}

#[test]
fn whoever_agreed_had_agreed_to_the_words_before() {
    let mut book = book("運営", ["", "農協"], false);
    let measure = book.listed()[0].2.id;
    let entry = book.implementation(measure, YEAR).cloned().expect("an entry");
    let change = book.put(Record::Implementation(entry.approved(Approval::Confirmed)));
    book.apply(&Vec::from_iter(change)).expect("a valid entry");
    let done = replace(&book, &find(&book, None, &query("農協", "ＪＡ")).hits, "ＪＡ");
    assert_eq!((done.count, done.reopened), (1, 1));
    assert_eq!(after(&book, &done).entry_state(measure, YEAR), EntryState::InProgress);
}

#[test]
fn a_word_is_not_found_across_lines_nor_within_a_character() {
    let book = book("㍻30", ["朝\n市", "平成30"], false);
    let found = |phrase: &str| find(&book, None, &query(phrase, "")).hits.len();
    assert_eq!([found("朝市"), found("平成30"), found("成30"), found(" 　")], [0, 2, 1, 0]);
}

proptest! {
    /// What is replaced is what was ticked, and as many places as are told.
    #[test]
    fn only_what_is_ticked_changes(
        texts in proptest::array::uniform2("[かカｶﾞaＡあ\n ]{0,12}"),
        phrase in "[かカｶａA]{1,2}",
        replacement in "[かい]{0,3}",
        ticks in proptest::collection::vec(any::<bool>(), 16),
    ) {
        let book = book("施策", [&texts[0], &texts[1]], false);
        let hits = find(&book, None, &query(&phrase, &replacement)).hits;
        let ticked: Vec<&Hit> =
            hits.iter().zip(ticks.iter().cycle()).filter(|(_, tick)| **tick).map(|(it, _)| it).collect();
        let done = replace(&book, ticked.iter().copied(), &replacement);
        prop_assert_eq!(done.count, ticked.len());
        prop_assert_eq!(done.changes.is_empty(), ticked.is_empty());
        // Made by hand: the text from one ticked place to the next.
        let expected = [YEAR.previous(), YEAR].map(|year| {
            let measure = book.listed()[0].2.id;
            let (text, key) = (book.narrative(measure, year), Key::Implementation(measure, year));
            let (mut made, mut at) = (String::new(), 0);
            for hit in ticked.iter().filter(|hit| hit.key == key) {
                made.push_str(&text[at..hit.range.start]);
                made.push_str(&replacement);
                at = hit.range.end;
            }
            made + &text[at..]
        });
        prop_assert_eq!(narratives(&after(&book, &done)), expected);
    }

    /// What has been replaced by something else is found no more.
    #[test]
    fn all_that_is_found_can_be_replaced(text in "[かカｶﾞaＡあ\n ]{0,12}", phrase in "[かカｶａA]{1,2}") {
        let book = book("施策", ["", &text], false);
        let query = query(&phrase, "〇");
        let done = replace(&book, &find(&book, None, &query).hits, "〇");
        prop_assert!(find(&after(&book, &done), None, &query).hits.is_empty());
    }
}
