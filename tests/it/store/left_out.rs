//! A file handed out without what belongs to others: nothing of theirs is in it, in no table, in no
//! history and on no free page.

use super::handout::{Office, YEAR, entry, incoming, scope, write};
use shinchoku::domain::edition::Making;
use shinchoku::domain::handout::{Others, Scope};
use shinchoku::domain::merge::{Decision, Decisions};
use shinchoku::domain::{Book, Change, Department, Key, Measure, MeasureId, Noun, Op, Record};
use shinchoku::store::{EditionContent, Store};
use std::fs;
use std::path::Path;

/// Stands in everything that is not the department's.
const SECRET: &str = "秘密";

fn holds(file: &Path, text: &str) -> bool {
    let bytes = fs::read(file).unwrap();
    bytes.windows(text.len()).any(|found| found == text.as_bytes())
}

fn commit(store: &mut Store, changes: Vec<Change>) {
    store.commit(Op::Edit(Noun::Measure), "秘密の件名", changes).unwrap();
}

/// The measures that a department is asked for, and the others.
fn measures(book: &Book, scope: &Scope) -> (Vec<MeasureId>, Vec<MeasureId>) {
    let all = book.listed().into_iter().map(|row| row.2.id);
    all.partition(|id| scope.measures.contains(id))
}

/// Marks every record that the first department, which the sixth is related to, has no part in.
fn mark_others(master: &mut Store, scope: &Scope) {
    let (own, others) = measures(master.book(), scope);
    let book = Book::clone(master.book());
    let mut changes = Vec::new();
    for (index, row) in book.departments().into_iter().enumerate() {
        let name =
            if [0, 5].contains(&index) { row.name.clone() } else { format!("秘密{index}課") };
        let contact = if index == 0 { "内線1" } else { "秘密の内線" }.to_owned();
        changes.extend(book.put(Record::Department(Department { name, contact, ..row.clone() })));
    }
    for id in others {
        let measure = book.measure(id).unwrap();
        let (name, description) = (format!("秘密の{}", measure.name), "秘密の内容".to_owned());
        let measure = Measure { name, description, ..measure.clone() };
        changes.extend(book.put(Record::Measure(measure)));
        let text = format!("・秘密の実施状況{id}。");
        let entry = entry(master, id).rewritten(None, text).sent_back("秘密の連絡".to_owned());
        changes.extend(book.put(Record::Implementation(entry)));
    }
    let listed = book.listed();
    let stays = |test: &dyn Fn(&Measure) -> bool| {
        listed.iter().any(|row| own.contains(&row.2.id) && test(row.2))
    };
    for goal in book.goals() {
        for direction in book.directions(goal.id) {
            if !stays(&|measure| measure.direction == direction.id) {
                let mut direction = direction.clone();
                direction.name = "秘密の方向".to_owned();
                changes.extend(book.put(Record::Direction(direction)));
            }
        }
        let directions: Vec<_> = book.directions(goal.id).iter().map(|row| row.id).collect();
        if !stays(&|measure| directions.contains(&measure.direction)) {
            let mut goal = goal.clone();
            (goal.label, goal.name) = ("秘密の見出し".to_owned(), "秘密の目標".to_owned());
            changes.extend(book.put(Record::Goal(goal)));
        }
    }
    commit(master, changes);
}

/// An edition, a line of the ledger, and a merge of which something was declined.
fn do_with_others(office: &Office, master: &mut Store) {
    let book = Book::clone(master.book());
    let made = Making {
        paper: "list".to_owned(),
        template: "秘密の様式".to_owned(),
        settings: None,
        date: None,
    };
    let day = "2026-06-12".parse().unwrap();
    let (name, pdf) = ("秘密の保存版", "秘密の紙面".as_bytes());
    let _ = master
        .keep_edition(&EditionContent { name, day, made, pages: 1, pdf, book: &book })
        .unwrap();
    let second = Scope {
        message: "秘密のお願い".to_owned(),
        return_to: "秘密の提出先".to_owned(),
        ..scope(master, 1, Others::Readable)
    };
    let mut second = office.hand_out_for(master, "秘密の課.db", second);
    second.set_who("秘密の人".to_owned());
    let theirs = *second.scope().unwrap().measures.first().unwrap();
    write(&mut second, theirs, "・秘密の取り下げた文。").unwrap();
    write(master, theirs, "・秘密の選んだ文。").unwrap();
    let incoming = incoming(master, &second);
    let mine = incoming.merge().conflicts().map(|item| (item.cell, Decision::Mine));
    let decisions: Decisions = mine.collect();
    master.merge(&incoming, &decisions).unwrap();
    assert_eq!(master.declined(master.head().unwrap()).unwrap().len(), 1);
}

#[test]
fn nothing_of_others_is_in_the_file() {
    let office = Office::new();
    drop(office.master(60));
    let mut master = office.open("総合戦略.db");
    master.set_who("秘密の人".to_owned());
    let scope_of_own = scope(&master, 0, Others::LeftOut);
    // What is overwritten is what stays longest on free pages and in packs of the history.
    let (own, others) = measures(master.book(), &scope_of_own);
    for id in own.iter().chain(&others) {
        write(&mut master, *id, &format!("・秘密の下書き{id}。")).unwrap();
    }
    for id in &own {
        write(&mut master, *id, &format!("・公開の文{id}。")).unwrap();
    }
    mark_others(&mut master, &scope_of_own);
    do_with_others(&office, &mut master);
    drop(office.hand_out_for(&mut master, "農政課.db", scope_of_own));
    assert!(holds(&office.path("総合戦略.db"), SECRET));
    let file = office.path("農政課.db");
    for id in &own {
        assert!(holds(&file, &format!("・公開の文{id}。")));
    }
    let bytes = fs::read(&file).unwrap();
    let found = bytes.windows(SECRET.len()).position(|found| found == SECRET.as_bytes());
    let around = found.map(|at| String::from_utf8_lossy(&bytes[at.saturating_sub(60)..at + 60]));
    assert_eq!(around, None);
}

/// That departments and contacts are left out is no change when the file comes back.
#[test]
fn what_is_left_out_of_the_departments_stays_in_the_master() {
    let office = Office::new();
    let mut master = office.master(60);
    let book = Book::clone(master.book());
    let contacts = book.departments().into_iter().filter_map(|row| {
        let row = Department { contact: "内線1".to_owned(), ..row.clone() };
        book.put(Record::Department(row))
    });
    commit(&mut master, contacts.collect());
    let own_scope = scope(&master, 0, Others::LeftOut);
    let mut file = office.hand_out_for(&mut master, "農政課.db", own_scope);
    let names: Vec<_> = file.book().departments().iter().map(|row| row.name.clone()).collect();
    assert_eq!(names, ["第1課", "第6課"], "those that its measures name");
    let before: Vec<Department> = master.book().departments().into_iter().cloned().collect();
    let measure = *file.scope().unwrap().measures.first().unwrap();
    write(&mut file, measure, "・書いた。").unwrap();
    file.submit().unwrap();
    let incoming = incoming(&master, &file);
    let cells = incoming.merge().items().iter().map(|item| item.cell.key);
    assert_eq!(cells.collect::<Vec<_>>(), [Key::Implementation(measure, YEAR)]);
    assert_eq!(*incoming.merge().outside(), [].into());
    master.merge(&incoming, &Decisions::new()).unwrap();
    let after: Vec<Department> = master.book().departments().into_iter().cloned().collect();
    assert_eq!(after, before);
    assert_eq!(master.book().narrative(measure, YEAR), "・書いた。");
}
