//! What an indicator can refer to, found by words: where it belongs, and what took its place.

use super::form::Form;
use crate::domain::fold::fold;
use crate::domain::{Book, Field, IndicatorId, Key, OutlineKey};
use crate::words::Names;

/// How many are offered at once.
const MOST: usize = 8;

/// What the words find for a field; without words nothing, so that Enter alone chooses nothing.
pub(super) fn found(book: &Book, form: &Form, field: Field, words: &str) -> Vec<Key> {
    let words: Vec<String> = words.split_whitespace().map(fold).collect();
    match field {
        _ if words.is_empty() => Vec::new(),
        Field::NextIndicator => successors(book, form, &words),
        _ => places(book, form, &words),
    }
}

/// The other indicators that the words find, except those that it has succeeded.
fn successors(book: &Book, form: &Form, words: &[String]) -> Vec<Key> {
    let leads_here = |id: IndicatorId| {
        let next = |id: &IndicatorId| book.indicator(*id)?.successor;
        // A file that was written elsewhere may hold a circle.
        std::iter::successors(Some(id), next).take(MOST_STEPS).any(|id| id == form.id())
    };
    let all = book.indicators().into_iter();
    let meant = all.filter(|row| {
        let name = fold(&row.heading());
        words.iter().all(|word| name.contains(word.as_str()))
    });
    let open = meant.filter(|row| !leads_here(row.id));
    open.map(|row| Key::Indicator(row.id)).take(MOST).collect()
}

/// How many successions are followed.
const MOST_STEPS: usize = 100;

/// The places that the words find, in the order of the outline.
fn places(book: &Book, form: &Form, words: &[String]) -> Vec<Key> {
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
    let is_meant = |at: &OutlineKey| {
        let name = fold(&name(&names, (*at).into()));
        words.iter().all(|word| name.contains(word.as_str()))
    };
    let all = [OutlineKey::Plan].into_iter().chain(below);
    let open = all.filter(|at| !form.indicator().at.contains(at));
    open.filter(is_meant).map(Key::from).take(MOST).collect()
}

/// By what it is known.
pub(super) fn name(names: &Names<'_>, key: Key) -> String {
    match key {
        Key::Plan => "計画全体".to_owned(),
        key => names.name(key),
    }
}
