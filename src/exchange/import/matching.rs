//! Which row of a source is which record of a book, among siblings.

use crate::domain::fold::fold;
use crate::domain::{Measure, MeasureId};
use crate::exchange::listing::ListedMeasure;
use std::collections::BTreeMap;

/// A record of the book.
#[derive(Debug, Clone)]
pub(super) struct Known<'a, Id> {
    pub id: Id,
    pub number: u32,
    pub name: &'a str,
}

/// A row of the source.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a> {
    pub number: Option<u32>,
    pub name: &'a str,
}

impl<'a> From<&'a Measure> for Known<'a, MeasureId> {
    fn from(measure: &'a Measure) -> Self {
        Self { id: measure.id, number: measure.number, name: &measure.name }
    }
}

impl<'a> From<&'a ListedMeasure> for Wanted<'a> {
    fn from(row: &'a ListedMeasure) -> Self {
        Self { number: row.number, name: &row.name }
    }
}

/// Finds for each row the record that it means. No record is given to two rows.
///
/// The surest agreement is settled first, so that a list which was renumbered because a measure was
/// inserted finds its measures by name, and only what no name claims is matched by number (a measure
/// that was renamed):
/// 1. number and name agree;
/// 2. the name agrees, and it is the only one on both sides, or the row has no number;
/// 3. the name agrees but for width, case, kana, の and signs, and it is the only one on both sides;
/// 4. the number agrees, and it is the only one on both sides. Whether the names are [alike] is for
///    the caller to ask.
pub(super) fn matched<Id: Copy>(known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) -> Vec<Option<Id>> {
    let mut found = Found::none(known, wanted);
    // The first of equal rows takes the first of equal records.
    let mut exact: BTreeMap<(u32, &str), Vec<usize>> = BTreeMap::new();
    for (index, known) in known.iter().enumerate().rev() {
        exact.entry((known.number, known.name)).or_default().push(index);
    }
    for (index, wanted) in wanted.iter().enumerate() {
        let of_both = wanted.number.and_then(|number| exact.get_mut(&(number, wanted.name)));
        if let Some(of_known) = of_both.and_then(Vec::pop) {
            found.settle(index, of_known);
        }
    }
    found.by_name(known, wanted);
    found.numberless(known, wanted);
    let bare = |name: &str| Some(bare(name)).filter(|name| !name.is_empty());
    found.by(known, wanted, |it| bare(it.name), |it| bare(it.name));
    found.by(known, wanted, |it| Some(it.number), |it| it.number);
    found.records(known)
}

/// Finds for each row the record of exactly its name, where the name is the only one on both sides.
pub(super) fn named<Id: Copy>(known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) -> Vec<Option<Id>> {
    let mut found = Found::none(known, wanted);
    found.by_name(known, wanted);
    found.records(known)
}

/// Whether two names are likely those of one thing: one is the other with letters added, no more
/// than there were, and no digit. 道路の整備 and 公園の整備 are as near to each other as many an old name
/// to its new one; only a reader can tell those apart.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let (mut short, mut long) = (bare(one), bare(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let count = |text: &str| text.chars().count();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut rest = long.chars();
    let is_within = short.chars().all(|letter| rest.any(|it| it == letter));
    one == other
        || (is_within && count(&short) * 2 >= count(&long) && digits(&short) == digits(&long))
}

/// The letters and digits of a name by which it is known, folded.
fn bare(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric() && *c != 'の').collect()
}

struct Found {
    /// For each row the index of its record.
    of_wanted: Vec<Option<usize>>,
    /// For each record whether a row has it.
    taken: Vec<bool>,
}

impl Found {
    fn none<Id>(known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) -> Self {
        Self { of_wanted: vec![None; wanted.len()], taken: vec![false; known.len()] }
    }

    fn records<Id: Copy>(&self, known: &[Known<'_, Id>]) -> Vec<Option<Id>> {
        self.of_wanted.iter().map(|index| Some(known.get((*index)?)?.id)).collect()
    }

    fn by_name<Id>(&mut self, known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) {
        let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        self.by(known, wanted, |it| named(it.name), |it| named(it.name));
    }

    fn settle(&mut self, wanted: usize, known: usize) {
        if let (Some(place), Some(taken)) =
            (self.of_wanted.get_mut(wanted), self.taken.get_mut(known))
        {
            *place = Some(known);
            *taken = true;
        }
    }

    /// Gives rows without a number the first record of their name: nothing else could tell them.
    fn numberless<Id>(&mut self, known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) {
        for (index, row) in wanted.iter().enumerate() {
            let is_open = self.of_wanted.get(index).is_some_and(Option::is_none);
            if !is_open || row.number.is_some() || row.name.is_empty() {
                continue;
            }
            let mut free = known.iter().zip(&self.taken).enumerate();
            let first = free.find(|(_, (known, taken))| !**taken && known.name == row.name);
            if let Some(first) = first.map(|(first, _)| first) {
                self.settle(index, first);
            }
        }
    }

    /// Pairs what is left over and agrees in a key that is the only one of its kind on both sides.
    fn by<Id, K: Ord>(
        &mut self,
        known: &[Known<'_, Id>],
        wanted: &[Wanted<'_>],
        of_known: impl Fn(&Known<'_, Id>) -> Option<K>,
        of_wanted: impl Fn(&Wanted<'_>) -> Option<K>,
    ) {
        let mut pairs: BTreeMap<K, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
        for (index, (known, _)) in
            known.iter().zip(&self.taken).enumerate().filter(|(_, (_, taken))| !**taken)
        {
            if let Some(key) = of_known(known) {
                pairs.entry(key).or_default().0.push(index);
            }
        }
        for (index, (wanted, _)) in
            wanted.iter().zip(&self.of_wanted).enumerate().filter(|(_, (_, of))| of.is_none())
        {
            if let Some(key) = of_wanted(wanted) {
                pairs.entry(key).or_default().1.push(index);
            }
        }
        for pair in pairs.into_values() {
            if let ([known], [wanted]) = (pair.0.as_slice(), pair.1.as_slice()) {
                self.settle(*wanted, *known);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pairs(known: &[(u32, &str)], wanted: &[(u32, &str)]) -> Vec<Option<usize>> {
        let known: Vec<_> = known
            .iter()
            .enumerate()
            .map(|(id, (number, name))| Known { id, number: *number, name })
            .collect();
        let wanted: Vec<_> =
            wanted.iter().map(|(number, name)| Wanted { number: Some(*number), name }).collect();
        matched(&known, &wanted)
    }

    #[test]
    fn an_inserted_measure_leaves_the_renumbered_ones_what_they_are() {
        assert_eq!(
            pairs(
                &[(1, "直売所"), (2, "農園"), (3, "給食")],
                &[(1, "直売所"), (2, "講座"), (3, "農園"), (4, "給食")]
            ),
            [Some(0), None, Some(1), Some(2)]
        );
    }

    #[test]
    fn a_renamed_measure_is_found_by_its_number() {
        assert_eq!(
            pairs(&[(1, "直売所"), (2, "農園")], &[(1, "直売所の整備"), (2, "農園")]),
            [Some(0), Some(1)]
        );
    }

    #[test]
    fn an_exact_name_goes_before_a_number() {
        assert_eq!(
            pairs(&[(1, "直売所"), (2, "農園")], &[(2, "直売所"), (3, "講座")]),
            [Some(0), None]
        );
    }

    #[test]
    fn equal_names_are_told_apart_by_number() {
        assert_eq!(
            pairs(&[(1, "その他"), (4, "その他")], &[(4, "その他"), (1, "その他")]),
            [Some(1), Some(0)]
        );
        assert_eq!(pairs(&[(1, "ＰＲ"), (2, "広報")], &[(5, "PR")]), [Some(0)]);
    }

    #[test]
    fn a_particle_or_a_sign_makes_no_other_name() {
        assert_eq!(
            pairs(&[(1, "農家の支援"), (2, "農園")], &[(2, "農家支援"), (3, "農園")]),
            [Some(0), Some(1)]
        );
    }

    #[test]
    fn a_name_with_something_added_is_alike() {
        for (one, other, is_alike) in [
            ("直売所", "直売所の整備", true),
            ("農園", "農園の整備", true),
            ("農家支援", "市民による農家の支援", false),
            ("施設の整備", "公園施設の整備", true),
            ("子育て支援", "子育て支援センターの整備", false),
            ("道路の整備", "公園の整備", false),
            ("小学校の整備", "中学校の整備", false),
            ("第1公園の整備", "第2公園の整備", false),
            ("公園の整備", "第2公園の整備", false),
            ("ＰＲ", "pr", true),
        ] {
            assert_eq!(
                (alike(one, other), alike(other, one)),
                (is_alike, is_alike),
                "{one} {other}"
            );
        }
    }

    proptest! {
        #[test]
        fn no_record_is_given_twice(
            known in proptest::collection::vec((0u32..4, "[abＡ]{0,2}"), 0..8),
            wanted in proptest::collection::vec((proptest::option::of(0u32..4), "[abＡ]{0,2}"), 0..8),
        ) {
            let of_known: Vec<_> = known
                .iter()
                .enumerate()
                .map(|(id, (number, name))| Known { id, number: *number, name })
                .collect();
            let of_wanted: Vec<_> =
                wanted.iter().map(|(number, name)| Wanted { number: *number, name }).collect();
            let mut given: Vec<usize> =
                matched(&of_known, &of_wanted).into_iter().flatten().collect();
            let count = given.len();
            given.sort_unstable();
            given.dedup();
            prop_assert_eq!(given.len(), count);
            // What is in both as it is, is the same.
            let same: Vec<_> = of_known
                .iter()
                .map(|it| Wanted { number: Some(it.number), name: it.name })
                .collect();
            prop_assert_eq!(
                matched(&of_known, &same),
                (0..known.len()).map(Some).collect::<Vec<_>>()
            );
        }
    }
}
