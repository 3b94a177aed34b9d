//! Where an indicator can belong, found by words.

use super::form::Form;
use crate::domain::fold::fold;
use crate::domain::{Book, Key, OutlineKey};
use crate::words::Names;

/// How many places are offered at once.
const MOST: usize = 8;

/// The places that the words find, in the order of the outline; without words the highest ones.
pub(super) fn found(book: &Book, form: &Form, words: &str) -> Vec<Key> {
    let words: Vec<String> = words.split_whitespace().map(fold).collect();
    let goals = book.goals().into_iter();
    let below = goals.flat_map(|goal| {
        let directions = book.directions(goal.id).into_iter().flat_map(|direction| {
            let measures = book.measures(direction.id).into_iter();
            let measures = measures.map(|it| OutlineKey::Measure(it.id));
            [OutlineKey::Direction(direction.id)].into_iter().chain(measures)
        });
        [OutlineKey::Goal(goal.id)].into_iter().chain(directions)
    });
    let names = Names::of(book);
    let is_meant = |at: &OutlineKey| match words.is_empty() {
        true => matches!(at, OutlineKey::Plan | OutlineKey::Goal(_)),
        false => {
            let name = fold(&name(&names, (*at).into()));
            words.iter().all(|word| name.contains(word.as_str()))
        }
    };
    let all = [OutlineKey::Plan].into_iter().chain(below);
    let open = all.filter(|at| !form.indicator().at.contains(at));
    open.filter(is_meant).map(Key::from).take(MOST).collect()
}

/// By what a place is known.
pub(super) fn name(names: &Names<'_>, key: Key) -> String {
    match key {
        Key::Plan => "計画全体".to_owned(),
        key => names.name(key),
    }
}
