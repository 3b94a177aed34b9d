//! 様式 in a file, and how an older one came by them.

use crate::store::Place;
use shinchoku::domain::{Change, Invalid, Key, Noun, Op, Record, Template, TemplateId};
use shinchoku::store::{Access, Error};
use std::fs;
use std::path::Path;

/// A file as the first version of the program made it.
pub fn of_version_1(file: &Path) {
    let connection = rusqlite::Connection::open(file).unwrap();
    let tables = include_str!("../../../src/store/migrations/0001.sql");
    connection
        .execute_batch(&format!(
            "PRAGMA application_id = 0x534E434B; PRAGMA user_version = 1; {tables}
             INSERT INTO plan VALUES
                (1, '0b0e6c3e-54a8-4f7e-9d0c-3a1f6f2d9b11', '茜野市', '総合戦略', '一覧表', 'gannen');
             INSERT INTO department VALUES
                ('9f1f64f5-7f5c-4f0a-8d1a-2f0e5c1b7a22', '農政課', 0, 0);
             INSERT INTO change_log VALUES
                (1, '5c1d7a0e-2b53-4c8e-9a55-6f0d3e9b8c44', NULL, '2026-04-01T09:00:00+09:00', '',
                'create', '', NULL, 1, '[]')"
        ))
        .unwrap();
}

#[test]
fn an_older_file_gains_the_templates_after_a_backup() {
    let place = Place::new();
    of_version_1(&place.file());
    let before = fs::read(place.file()).unwrap();

    let mut reading = place.open(Access::Read).unwrap();
    assert_eq!(reading.book().templates().len(), 3);
    let removed = reading.book().remove(Key::Template(reading.book().templates()[0].id));
    let refused = reading.commit(Op::Delete(Noun::Template), "", removed);
    assert!(
        matches!(refused, Err(Error::ReadOnly)),
        "nothing goes into a copy that is thrown away"
    );
    assert_eq!(fs::read(place.file()).unwrap(), before, "reading leaves the file as it is");

    let store = place.open(Access::Write).unwrap();
    assert_eq!(store.book().department_named("農政課").map(|row| row.retired), Some(false));
    let names: Vec<_> = store.book().templates().iter().map(|row| row.name.clone()).collect();
    assert_eq!(names, ["議会配布用", "内部確認用", "課別確認用"]);
    drop(store);
    let backups: Vec<_> = fs::read_dir(place.backups().folder().unwrap()).unwrap().collect();
    let [backup] = backups.as_slice() else { panic!("one backup, not {backups:?}") };
    assert_eq!(fs::read(backup.as_ref().unwrap().path()).unwrap(), before);

    // It is a file like any other now.
    let mut store = place.open(Access::Write).unwrap();
    let template =
        Template { name: "委員会用".to_owned(), ..store.book().templates()[1].clone() };
    let changes = store.book().put(Record::Template(template)).into_iter().collect();
    store.commit(Op::Edit(Noun::Template), "委員会用", changes).unwrap();
    drop(store);
    assert!(place.open(Access::Read).unwrap().book().template_named("委員会用").is_some());
}

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
