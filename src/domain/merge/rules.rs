//! The rules of a book where the two sides together would break them.
//!
//! Each side by itself obeys them. So whatever is broken is mended by having one record more as one
//! of the two sides has it, which is done until nothing is broken; each step is taken once at most.

use super::merged_book::{MergedBook, Whose};
use super::view::name;
use super::{Cell, Decision, Decisions, Item, Merge, Verdict};
use crate::domain::{Field, Key, Noun, Record, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Decisions that lose nothing, for looking at what would come out: what is there on one side stays,
/// and otherwise mine.
pub(super) fn provisional(items: &[Item]) -> Decisions {
    let conflicts = items.iter().filter(|item| item.verdict == Verdict::Conflict);
    conflicts
        .map(|item| {
            let theirs = item.cell.field.is_none() && item.mine.is_none();
            (item.cell, if theirs { Decision::Theirs } else { Decision::Mine })
        })
        .collect()
}

/// Makes a conflict of whatever together would break a rule.
pub(super) fn find_conflicts(merge: &mut Merge) {
    let mut places = merge.items.iter().enumerate().map(|(at, item)| (item.cell, at)).collect();
    loop {
        let decisions = provisional(&merge.items);
        let merged = MergedBook::of(merge, &decisions);
        let mut found: Vec<(Cell, Key)> = Vec::new();
        for (user, target) in dangling(&merged).into_iter().chain(dangling_choices(&merged)) {
            found.push((Cell::existence(target), user));
        }
        for (at, others) in broken_circles(&merged, &places).chain(clashes(&merged, &places)) {
            found.extend(others.into_iter().map(|other| (at, other)));
        }
        let mut progress = false;
        for (cell, with) in found {
            progress |= merge.contest(cell, with, &mut places);
        }
        if !progress {
            return;
        }
    }
}

/// Where in the list of items a cell is.
type Places = BTreeMap<Cell, usize>;

impl Merge {
    /// Makes a cell a conflict that it was not; tells whether that is new.
    fn contest(&mut self, cell: Cell, with: Key, places: &mut Places) -> bool {
        if let Some(item) = places.get(&cell).and_then(|at| self.items.get_mut(*at)) {
            let new = item.verdict != Verdict::Conflict;
            item.verdict = Verdict::Conflict;
            let _ = item.with.insert(with);
            return new;
        }
        let [mine, theirs] =
            self.records(cell.key).map(|it| it.map(|record| Value::Record(Box::new(record))));
        if cell.field.is_some() || mine.is_some() == theirs.is_some() {
            return false;
        }
        let base = mine.clone().or_else(|| theirs.clone());
        let verdict = Verdict::Conflict;
        let _ = places.insert(cell, self.items.len());
        self.items.push(Item { cell, base, mine, theirs, verdict, with: BTreeSet::from([with]) });
        true
    }

    /// Whether a cell is one that goes by itself as yet.
    fn goes_by_itself(&self, cell: Cell, places: &Places) -> bool {
        let item = places.get(&cell).and_then(|at| self.items.get(*at));
        item.is_some_and(|item| item.verdict != Verdict::Conflict)
    }
}

/// Makes the outcome obey the rules, whatever was decided.
pub(super) fn keep(merged: &mut MergedBook<'_>) {
    loop {
        mend_references(merged);
        if !mend_succession(merged) {
            break;
        }
    }
    mend_names(merged);
    keep_a_template(merged);
}

/// Records with what they refer to and is not there.
fn dangling(merged: &MergedBook<'_>) -> Vec<(Key, Key)> {
    let mut found = Vec::new();
    for (key, row) in merged.rows() {
        let Some(record) = row else { continue };
        let lost = record.references().into_iter().filter(|target| !merged.has(*target));
        found.extend(lost.map(|target| (*key, target)));
    }
    let gone = |key: &Key| merged.rows().get(key).is_some_and(Option::is_none);
    if merged.rows().keys().any(gone) {
        let mine = merged.merge.mine().records();
        for record in mine.filter(|record| !merged.rows().contains_key(&record.key())) {
            let lost = record.references().into_iter().filter(gone);
            found.extend(lost.map(|target| (record.key(), target)));
        }
    }
    found
}

/// The same for what a conflict may yet be decided to be.
fn dangling_choices(merged: &MergedBook<'_>) -> Vec<(Key, Key)> {
    let choices = merged.merge.conflicts().filter(|item| item.cell.field.is_some());
    choices
        .flat_map(|item| {
            let targets = item.theirs.iter().flat_map(Value::references);
            targets.map(|target| (item.cell.key, target))
        })
        .filter(|(_, target)| !merged.has(*target))
        .collect()
}

/// Where somebody decided that a record goes, what refers to it is as where it went; otherwise the
/// record stays.
fn mend_references(merged: &mut MergedBook<'_>) {
    let (mut yielded, mut restored) = (BTreeSet::new(), BTreeSet::new());
    loop {
        let found = dangling(merged);
        if found.is_empty() {
            return;
        }
        for (user, target) in found {
            // What was mended before it may have mended it as well.
            let refers = |record: Record| record.references().contains(&target);
            if merged.has(target) || !merged.record(user).is_some_and(refers) {
                continue;
            }
            let goes = !restored.contains(&target)
                && merged.decisions.contains_key(&Cell::existence(target))
                && !restored.contains(&user)
                && yielded.insert((user, target));
            if goes && give_way(merged, user, target) {
                continue;
            }
            if restored.insert(target) && merged.restore(target) {
                continue;
            }
            // Neither side has it: then neither has the user with it.
            merged.remove(user);
        }
    }
}

/// Makes a record as the side has it that deleted what it refers to.
fn give_way(merged: &mut MergedBook<'_>, user: Key, target: Key) -> bool {
    let whose =
        if merged.merge.mine.book.record(target).is_none() { Whose::Mine } else { Whose::Theirs };
    if user.owner() == Some(target) || matches!(target, Key::Year(_)) && user.owner().is_some() {
        merged.remove(user);
        return true;
    }
    let [mine, theirs] = merged.merge.records(user);
    let there = match whose {
        Whose::Mine => mine,
        Whose::Theirs => theirs,
    };
    let Some(there) = there else {
        let cell = Cell::existence(user);
        let lineages = &merged.merge.lineages;
        // A record that was never handed out is not missing there because somebody deleted it.
        let added = lineages.mine.is_new(cell) || lineages.theirs.is_new(cell);
        let removable = added && !merged.decisions.contains_key(&cell);
        if removable {
            merged.remove(user);
        }
        return removable;
    };
    let Some(record) = merged.record(user) else { return true };
    for (field, value) in record.fields() {
        if value.references().contains(&target)
            && let Some(value) = there.value(field)
        {
            merged.set(user, field, value);
        }
    }
    true
}

/// The circles of successors, each by a cell of theirs that closes it.
fn broken_circles<'a>(
    merged: &'a MergedBook<'_>,
    places: &'a Places,
) -> impl Iterator<Item = (Cell, Vec<Key>)> + 'a {
    circles(merged).into_iter().filter_map(|circle| {
        let cell = |key: &Key| Cell::field(*key, Field::Successor);
        let contested = circle.iter().find(|key| merged.merge.goes_by_itself(cell(key), places))?;
        let others = circle.iter().filter(|key| *key != contested).copied().collect();
        Some((cell(contested), others))
    })
}

fn successor(merged: &MergedBook<'_>, key: Key) -> Option<Key> {
    match merged.record(key)? {
        Record::Department(row) => row.successor.map(|it| Key::Department(it.into)),
        _ => None,
    }
}

fn circles(merged: &MergedBook<'_>) -> Vec<Vec<Key>> {
    // Mine has none: one that there is leads through a department that is changed.
    let changed = merged.rows().keys().filter(|key| matches!(key, Key::Department(_)));
    let (mut circles, mut seen) = (Vec::new(), BTreeSet::new());
    for start in changed {
        let (mut way, mut places) = (Vec::new(), BTreeMap::new());
        let mut next = Some(*start);
        while let Some(key) = next.filter(|key| !seen.contains(key)) {
            if let Some(at) = places.insert(key, way.len()) {
                circles.push(way.split_off(at));
                break;
            }
            way.push(key);
            next = successor(merged, key);
        }
        seen.extend(places.into_keys());
    }
    circles
}

/// Breaks the circles of successors; tells whether there were any.
fn mend_succession(merged: &mut MergedBook<'_>) -> bool {
    let circles = circles(merged);
    let found = !circles.is_empty();
    for circle in circles {
        break_circle(merged, circle);
    }
    found
}

/// Breaks a circle on the side that was decided for, else on mine.
fn break_circle(merged: &mut MergedBook<'_>, circle: Vec<Key>) {
    let cell = |key: Key| Cell::field(key, Field::Successor);
    let theirs =
        circle.iter().any(|key| merged.decisions.get(&cell(*key)) == Some(&Decision::Theirs));
    let sides = if theirs { [Whose::Theirs, Whose::Mine] } else { [Whose::Mine, Whose::Theirs] };
    for whose in sides {
        for key in &circle {
            let there = merged.value_of(whose, cell(*key)).unwrap_or(Value::Successor(None));
            let now = merged.record(*key).and_then(|record| record.value(Field::Successor));
            if now.as_ref() != Some(&there) {
                merged.set(*key, Field::Successor, there);
                if !is_circle(merged, &circle) {
                    return;
                }
            }
        }
    }
    for key in circle {
        merged.set(key, Field::Successor, Value::Successor(None));
    }
}

/// Whether each of them still leads to the next.
fn is_circle(merged: &MergedBook<'_>, keys: &[Key]) -> bool {
    let next = keys.iter().cycle().skip(1);
    keys.iter().zip(next).all(|(key, next)| successor(merged, *key) == Some(*next))
}

/// The names that may stand once only, with the records that have them.
fn names(merged: &MergedBook<'_>) -> BTreeMap<(Noun, String), BTreeSet<Key>> {
    let mut names: BTreeMap<(Noun, String), BTreeSet<Key>> = BTreeMap::new();
    let changed = merged.rows().keys().any(|key| {
        matches!(key, Key::Department(_) | Key::Status(_) | Key::Template(_) | Key::Scale(_))
    });
    if !changed {
        return names;
    }
    let book = merged.merge.mine();
    let departments = book.departments().into_iter().map(|row| Key::Department(row.id));
    let statuses = book.statuses().into_iter().map(|row| Key::Status(row.id));
    let templates = book.templates().into_iter().map(|row| Key::Template(row.id));
    let scales = book.scales().into_iter().map(|row| Key::Scale(row.id));
    let mine = departments.chain(statuses).chain(templates).chain(scales);
    let keys: BTreeSet<Key> = mine.chain(merged.rows().keys().copied()).collect();
    for key in keys {
        let Some(record) = merged.record(key) else { continue };
        if let Some((_, name)) = name(&record) {
            let _ = names.entry((key.noun(), name.to_owned())).or_default().insert(key);
        }
    }
    names
}

/// The names that two records would have, each by the cell of theirs that brings it.
fn clashes<'a>(
    merged: &'a MergedBook<'_>,
    places: &'a Places,
) -> impl Iterator<Item = (Cell, Vec<Key>)> + 'a {
    names(merged).into_values().filter(|keys| keys.len() > 1).filter_map(|keys| {
        let cell = keys.iter().find_map(|key| {
            let (field, _) = name(&merged.record(*key)?)?;
            let cell = Cell::field(*key, field);
            merged.merge.goes_by_itself(cell, places).then_some(cell)
        })?;
        let others = keys.into_iter().filter(|key| *key != cell.key).collect();
        Some((cell, others))
    })
}

/// Numbers what would have the same name: 産業課（2）.
fn mend_names(merged: &mut MergedBook<'_>) {
    let mut names = names(merged);
    let mut twice = names.clone();
    twice.retain(|_, keys| keys.len() > 1);
    for ((noun, taken), mut keys) in twice {
        while keys.len() > 1 {
            let as_mine = |key: &Key| {
                let mine = merged.merge.mine.book.record(*key);
                mine.as_ref().and_then(name).is_some_and(|(_, name)| name == taken)
            };
            let Some(key) = keys.iter().rev().find(|key| !as_mine(key)).or(keys.last()).copied()
            else {
                return;
            };
            let free = (2..=names.len() + 2)
                .map(|number| (noun, format!("{taken}（{number}）")))
                .find(|name| !names.contains_key(name));
            let field = merged.record(key).as_ref().and_then(name).map(|(field, _)| field);
            let (Some(free), Some(field)) = (free, field) else { return };
            merged.set(key, field, Value::Text(free.1.clone()));
            let _ = names.insert(free, BTreeSet::from([key]));
            let _ = keys.remove(&key);
        }
    }
}

/// One 様式 at least stays: the first of mine.
fn keep_a_template(merged: &mut MergedBook<'_>) {
    let book = merged.merge.mine();
    let mine: Vec<Key> = book.templates().into_iter().map(|row| Key::Template(row.id)).collect();
    let added = merged.rows().keys().copied().filter(|key| matches!(key, Key::Template(_)));
    if mine.iter().copied().chain(added).any(|key| merged.has(key)) {
        return;
    }
    if let Some(first) = mine.first() {
        let _ = merged.restore(*first);
    }
}
