//! 様式 in a file.

use crate::store::Place;
use shinchoku::domain::{Change, Invalid, Key, Noun, Op, Record, TemplateId};
use shinchoku::store::{Access, Error};

#[test]
fn templates_are_added_changed_and_removed_but_for_the_last() {
    let place = Place::new().with_file();
    let mut store = place.open(Access::Write).unwrap();
    let mut added = store.book().templates()[0].clone();
    (added.id, added.name) = (TemplateId::new(), "委員会用".to_owned());
    added.settings.number.text = "資料１".to_owned();
    let changes = vec![Change::add(Record::Template(added.clone()))];
    store.commit(Op::Add(Noun::Template), "委員会用", changes).unwrap();
    let ids: Vec<_> = store.book().templates().iter().map(|row| row.id).collect();
    for id in ids.into_iter().filter(|id| *id != added.id) {
        let changes = store.book().remove(Key::Template(id));
        store.commit(Op::Delete(Noun::Template), "", changes).unwrap();
    }
    let last = store.book().remove(Key::Template(added.id));
    let refused = store.commit(Op::Delete(Noun::Template), "", last).unwrap_err();
    assert!(matches!(refused, Error::Invalid(Invalid::LastTemplate)), "{refused}");
    let _ = store.undo().unwrap();
    assert_eq!(store.book().templates().len(), 2);
    let _ = store.redo().unwrap();
    drop(store);
    assert_eq!(place.open(Access::Read).unwrap().book().templates(), [&added]);
}

#[test]
fn settings_that_cannot_be_printed_or_read_are_refused() {
    for settings in [
        "no JSON",
        r#"{"type_size": 65535}"#,
        r#"{"type_size": -9}"#,
        r#"{"margins": {"top": 60000, "right": 0, "bottom": 0, "left": 0}}"#,
        r#"{"page_number": {"first": 0}}"#,
        r#"{"columns": {"number": {"width": 0}}}"#,
        r#"{"columns": {"goal": {}}}"#,
        r#"{"as_of": "2026-13-45"}"#,
        r#"{"left_out": [99999999]}"#,
        r#"{"title": "一\n二"}"#,
    ] {
        let place = Place::new().with_file();
        place.meddle(&format!("UPDATE template SET settings = '{settings}'"));
        let refusal = place.refusal();
        assert!(matches!(refusal, Error::Damaged(_) | Error::Content(_)), "{settings}: {refusal}");
    }
    let place = Place::new().with_file();
    place.meddle("DELETE FROM template");
    assert!(matches!(place.refusal(), Error::Content(Invalid::LastTemplate)));
    // What a later version adds is passed over.
    let place = Place::new().with_file();
    place.meddle(r#"UPDATE template SET settings = '{"colour": "blue", "type_size": 105}'"#);
    assert_eq!(place.open(Access::Read).unwrap().book().templates()[0].settings.type_size, 105);
}
