//! 表記: how the plan says that entries are written, in the file and in one with an older log.

use crate::store::Place;
use shinchoku::domain::{BracketStyle, Noun, NumberStyle, Op, Plan, Record};
use shinchoku::store::{Access, Store};

fn edit(store: &mut Store, of: impl FnOnce(Plan) -> Plan) {
    let plan = of(store.book().plan().clone());
    let changes = store.book().put(Record::Plan(plan)).into_iter().collect();
    store.commit(Op::Edit(Noun::Plan), "", changes).unwrap();
}

fn styles(store: &Store) -> (NumberStyle, BracketStyle) {
    (store.book().plan().number_style, store.book().plan().bracket_style)
}

#[test]
fn a_plan_keeps_each_style() {
    let place = Place::new().with_file();
    let brackets = BracketStyle::ALL.into_iter().rev().cycle();
    for (number_style, bracket_style) in NumberStyle::ALL.into_iter().rev().zip(brackets) {
        let mut store = place.open(Access::Write).unwrap();
        let before = styles(&store);
        edit(&mut store, |plan| Plan { number_style, bracket_style, ..plan });
        drop(store);
        let mut store = place.open(Access::Write).unwrap();
        assert_eq!(styles(&store), (number_style, bracket_style));
        let _ = store.undo().unwrap();
        assert_eq!(styles(&store), before);
        let _ = store.redo().unwrap();
    }
}

/// The log of the first files tells of plans that knew of no styles.
#[test]
fn a_log_without_styles_can_be_undone() {
    let place = Place::new().with_file();
    edit(&mut place.open(Access::Write).unwrap(), |plan| Plan {
        title: "報告".to_owned(), ..plan
    });
    place.meddle(
        r#"UPDATE change_pack SET changes = CAST(replace(replace(CAST(changes AS TEXT),
               ',"number_style":"as_texts"', ''), ',"bracket_style":"as_texts"', '') AS BLOB);
           "#,
    );
    let told: i64 = rusqlite::Connection::open(place.file())
        .unwrap()
        .query_row(
            "SELECT count(*) FROM change_pack WHERE packed = 0 AND changes LIKE '%\"title\":\"報告\"%'
                 AND changes NOT LIKE '%style%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(told, 1);

    let mut store = place.open(Access::Write).unwrap();
    assert_eq!(styles(&store), (NumberStyle::AsTexts, BracketStyle::AsTexts));
    assert_eq!(store.book().plan().title, "報告");
    let _ = store.undo().unwrap();
    assert_eq!(store.book().plan().title, Plan::DEFAULT_TITLE);
    let _ = store.redo().unwrap();
    edit(&mut store, |plan| Plan { number_style: NumberStyle::Single, ..plan });
    drop(store);
    let store = place.open(Access::Read).unwrap();
    assert_eq!(styles(&store), (NumberStyle::Single, BracketStyle::AsTexts));
    assert_eq!(store.book().plan().title, "報告");
}
