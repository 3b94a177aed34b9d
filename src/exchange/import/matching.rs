//! Which row of a source is which record of a book, among siblings.

use crate::domain::fold::fold;
use crate::domain::{Book, DepartmentId, Measure, MeasureId};
use crate::exchange::listing::ListedMeasure;
use std::collections::{BTreeMap, BTreeSet};

/// A record of the book.
#[derive(Debug, Clone)]
pub(super) struct Known<'a, Id> {
    pub id: Id,
    pub number: u32,
    pub name: &'a str,
    /// The names of the departments that are responsible for it.
    pub lead: Vec<&'a str>,
}

/// A row of the source.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a> {
    pub number: Option<u32>,
    pub name: &'a str,
    /// The names of its departments, where the source tells them.
    pub lead: Option<&'a [String]>,
}

impl<'a> Known<'a, MeasureId> {
    pub(super) fn measure(book: &'a Book, measure: &'a Measure) -> Self {
        let department = |id: &DepartmentId| book.department(*id).map(|it| it.name.as_str());
        Self {
            id: measure.id,
            number: measure.number,
            name: &measure.name,
            lead: measure.lead.iter().filter_map(department).collect(),
        }
    }
}

impl<'a> From<&'a ListedMeasure> for Wanted<'a> {
    fn from(row: &'a ListedMeasure) -> Self {
        Self { number: row.number, name: &row.name, lead: row.lead.as_deref() }
    }
}

/// The record that a row means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match<Id> {
    None,
    One(Id),
    /// One of several of its name, of which this is the first: nothing tells which.
    Several(Id),
}

impl<Id> Match<Id> {
    pub(super) fn first(self) -> Option<Id> {
        match self {
            Self::None => None,
            Self::One(id) | Self::Several(id) => Some(id),
        }
    }
}

/// Finds for each row the record that it means. No record is given to two rows.
///
/// The surest agreement is settled first, so that a list which was renumbered because a measure was
/// inserted finds its measures by name, and only what no name claims is matched by number (a measure
/// that was renamed):
/// 1. number, name and departments agree, then name and departments where these are the only ones on
///    both sides, then number and name;
/// 2. the name agrees, and it is the only one on both sides, or there are as many rows without a number
///    as records;
/// 3. the name agrees but for width, case, kana, の and signs, and it is the only one on both sides;
/// 4. each of two names is the most [similar] one to the other;
/// 5. the number agrees, and it is the only one on both sides. Whether the names are [alike] is for
///    the caller to ask.
pub(super) fn matched<Id: Copy>(known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) -> Vec<Match<Id>> {
    let mut found = Found::none(known, wanted);
    let lead = |names: &[&str]| names.iter().map(|it| fold(it)).collect::<BTreeSet<String>>();
    let of_known = |it: &Known<'_, Id>| lead(&it.lead);
    let of_wanted = |it: &Wanted<'_>| {
        it.lead.map(|names| lead(&names.iter().map(String::as_str).collect::<Vec<_>>()))
    };
    found.in_order(
        known,
        wanted,
        |it| (it.number, it.name, of_known(it)),
        |it| Some((it.number?, it.name, of_wanted(it)?)),
    );
    found.by(
        known,
        wanted,
        |it| Some((it.name, of_known(it))).filter(|(_, lead)| !lead.is_empty()),
        |it| Some((it.name, of_wanted(it)?)),
    );
    found.in_order(known, wanted, |it| (it.number, it.name), |it| Some((it.number?, it.name)));
    found.by_name(known, wanted);
    let several = found.numberless(known, wanted, of_known, of_wanted);
    let bare = |name: &str| Some(bare(name)).filter(|name| !name.is_empty());
    found.by(known, wanted, |it| bare(it.name), |it| bare(it.name));
    found.by_similarity(known, wanted, &several);
    found.by(known, wanted, |it| Some(it.number), |it| it.number);
    let id = |index: usize| known.get(index).map(|it| it.id);
    let rows = found.of_wanted.iter().enumerate();
    rows.map(|(row, of)| match (of.and_then(id), several.get(&row).and_then(|it| id(*it))) {
        (Some(id), _) => Match::One(id),
        (None, Some(first)) => Match::Several(first),
        (None, None) => Match::None,
    })
    .collect()
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

/// How many hundredths of their pairs of neighbouring letters two names have in common at least, to be
/// similar (the coefficient of Sørensen and Dice). 障害者の就労支援 and 障がい者の就労支援 have 61, 道路の整備
/// and 公園の整備 33.
const SIMILAR: u32 = 60;

/// The most pairs of names that are compared.
const MOST_COMPARED: usize = 1 << 20;

fn letter_pairs(bare: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<_> = bare.chars().zip(bare.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// The share of pairs that two names have in common, in hundredths; both are in order.
fn similarity(one: &[(char, char)], other: &[(char, char)]) -> u32 {
    let (mut at, mut common) = (0, 0_usize);
    for pair in one {
        while other.get(at).is_some_and(|it| it < pair) {
            at += 1;
        }
        if other.get(at) == Some(pair) {
            common += 1;
            at += 1;
        }
    }
    let all = one.len() + other.len();
    u32::try_from(200 * common / all.max(1)).unwrap_or_default()
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

    /// Pairs what is left over and agrees in a key: the first of equal rows with the first of equal
    /// records.
    fn in_order<'k, Id, K: Ord>(
        &mut self,
        known: &'k [Known<'_, Id>],
        wanted: &'k [Wanted<'_>],
        of_known: impl Fn(&'k Known<'_, Id>) -> K,
        of_wanted: impl Fn(&'k Wanted<'_>) -> Option<K>,
    ) {
        let mut free: BTreeMap<K, Vec<usize>> = BTreeMap::new();
        for (index, known) in known.iter().enumerate().rev() {
            if self.taken.get(index) == Some(&false) {
                free.entry(of_known(known)).or_default().push(index);
            }
        }
        for (index, wanted) in wanted.iter().enumerate() {
            let is_open = self.of_wanted.get(index) == Some(&None);
            let of_both = of_wanted(wanted).filter(|_| is_open);
            if let Some(first) = of_both.and_then(|key| free.get_mut(&key)?.pop()) {
                self.settle(index, first);
            }
        }
    }

    /// Gives rows without a number the records of their name: by their departments, else in order where
    /// there are as many of one as of the other. Tells which rows are left that may mean any of several
    /// records, and the first of those.
    fn numberless<Id, L: Ord>(
        &mut self,
        known: &[Known<'_, Id>],
        wanted: &[Wanted<'_>],
        of_known: impl Fn(&Known<'_, Id>) -> L,
        of_wanted: impl Fn(&Wanted<'_>) -> Option<L>,
    ) -> BTreeMap<usize, usize> {
        let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (index, row) in wanted.iter().enumerate() {
            let is_open = self.of_wanted.get(index) == Some(&None);
            if is_open && row.number.is_none() && !row.name.is_empty() {
                groups.entry(row.name).or_default().push(index);
            }
        }
        let mut several = BTreeMap::new();
        for (name, rows) in groups {
            let free = known.iter().zip(&self.taken).enumerate();
            let free = free.filter(|(_, (known, taken))| !**taken && known.name == name);
            let free: Vec<usize> = free.map(|(index, _)| index).collect();
            if rows.len() == free.len() {
                rows.iter().zip(&free).for_each(|(row, known)| self.settle(*row, *known));
                continue;
            }
            let Some(first) = free.first() else { continue };
            for row in rows {
                // One of another department than all of these is none of them.
                let lead = wanted.get(row).and_then(&of_wanted);
                let is_of = |lead: &L| {
                    let mut of = free.iter().filter_map(|it| known.get(*it)).map(&of_known);
                    of.any(|of| of == *lead)
                };
                if lead.is_none_or(|lead| is_of(&lead)) {
                    let _ = several.insert(row, *first);
                }
            }
        }
        several
    }

    /// Pairs what is left over and has a name that is the most similar one to the other's, both ways.
    fn by_similarity<Id>(
        &mut self,
        known: &[Known<'_, Id>],
        wanted: &[Wanted<'_>],
        except: &BTreeMap<usize, usize>,
    ) {
        let pairs_of = |name: &str| letter_pairs(&bare(name));
        let open = wanted.iter().zip(&self.of_wanted).enumerate();
        let open = open.filter(|(row, (_, of))| of.is_none() && !except.contains_key(row));
        let open: Vec<_> = open.map(|(row, (it, _))| (row, pairs_of(it.name))).collect();
        let free = known.iter().zip(&self.taken).enumerate();
        let free = free.filter(|(_, (_, taken))| !**taken);
        let free: Vec<_> = free.map(|(index, (it, _))| (index, pairs_of(it.name))).collect();
        // All are compared with all: more than these are another list.
        if open.len() * free.len() > MOST_COMPARED {
            return;
        }
        let mut best: Vec<(u32, usize, usize)> = Vec::new();
        for (row, name) in &open {
            let similar = free.iter().map(|(known, other)| (similarity(name, other), *row, *known));
            best.extend(similar.filter(|(share, ..)| *share >= SIMILAR));
        }
        best.sort_unstable_by(|one, other| other.cmp(one));
        let is_only = |(share, row, known): &(u32, usize, usize)| {
            best.iter().all(|(other, of_row, of_known)| {
                other < share || (of_row == row) == (of_known == known)
            })
        };
        let only: Vec<_> = best.iter().filter(|it| is_only(it)).copied().collect();
        for (_, row, known) in only {
            let is_open = self.of_wanted.get(row) == Some(&None);
            if is_open && self.taken.get(known) == Some(&false) {
                self.settle(row, known);
            }
        }
    }

    /// Pairs what is left over and agrees in a key that is the only one of its kind on both sides.
    fn by<'k, Id, K: Ord>(
        &mut self,
        known: &'k [Known<'_, Id>],
        wanted: &'k [Wanted<'_>],
        of_known: impl Fn(&'k Known<'_, Id>) -> Option<K>,
        of_wanted: impl Fn(&'k Wanted<'_>) -> Option<K>,
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

    fn row(number: Option<u32>, name: &str) -> Wanted<'_> {
        Wanted { number, name, lead: None }
    }

    fn pairs(known: &[(u32, &str)], wanted: &[(u32, &str)]) -> Vec<Option<usize>> {
        let known: Vec<_> = known
            .iter()
            .enumerate()
            .map(|(id, (number, name))| Known { id, number: *number, name, lead: vec![] })
            .collect();
        let wanted: Vec<_> = wanted.iter().map(|(number, name)| row(Some(*number), name)).collect();
        matched(&known, &wanted).into_iter().map(Match::first).collect()
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
    fn equal_names_are_told_apart_by_department() {
        let known = ["高齢課", "障害課", "児童課"].into_iter().enumerate();
        let known: Vec<_> = known
            .map(|(id, lead)| Known { id, number: 0, name: "相談", lead: vec![lead] })
            .collect();
        let of = |leads: &[Option<&str>]| {
            let leads: Vec<_> = leads.iter().map(|it| it.map(|it| vec![it.to_owned()])).collect();
            let rows = leads.iter().map(|it| Wanted { lead: it.as_deref(), ..row(None, "相談") });
            matched(&known, &rows.collect::<Vec<_>>())
        };
        assert_eq!(of(&[Some("障害課")]), [Match::One(1)]);
        assert_eq!(of(&[Some("児童課"), Some("高齢課")]), [Match::One(2), Match::One(0)]);
        assert_eq!(of(&[Some("市民課")]), [Match::None]);
        assert_eq!(of(&[None]), [Match::Several(0)]);
        assert_eq!(of(&[None, None, None]), [0, 1, 2].map(Match::One));
    }

    #[test]
    fn departments_go_before_numbers_among_equal_names() {
        let known = [(1, "高齢課"), (2, "障害課")].into_iter().enumerate();
        let known: Vec<_> = known
            .map(|(id, (number, lead))| Known { id, number, name: "相談", lead: vec![lead] })
            .collect();
        let leads = [vec!["障害課".to_owned()], vec!["高齢課".to_owned()]];
        let rows = leads.iter().zip([Some(1), Some(2)]);
        let rows = rows.map(|(lead, number)| Wanted { lead: Some(lead), ..row(number, "相談") });
        assert_eq!(matched(&known, &rows.collect::<Vec<_>>()), [Match::One(1), Match::One(0)]);
    }

    #[test]
    fn a_similar_name_goes_before_a_number() {
        assert_eq!(
            pairs(
                &[(1, "障がい者の就労支援"), (2, "配食サービス")],
                &[(2, "障害者の就労支援"), (3, "道路の整備")]
            ),
            [Some(0), None]
        );
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
                .map(|(id, (number, name))| Known { id, number: *number, name, lead: vec![] })
                .collect();
            let of_wanted: Vec<_> =
                wanted.iter().map(|(number, name)| row(*number, name)).collect();
            let one = |it: Match<usize>| if let Match::One(id) = it { Some(id) } else { None };
            let mut given: Vec<usize> =
                matched(&of_known, &of_wanted).into_iter().filter_map(one).collect();
            let count = given.len();
            given.sort_unstable();
            given.dedup();
            prop_assert_eq!(given.len(), count);
            // What is in both as it is, is the same.
            let same: Vec<_> = of_known
                .iter()
                .map(|it| row(Some(it.number), it.name))
                .collect();
            prop_assert_eq!(
                matched(&of_known, &same),
                (0..known.len()).map(Match::One).collect::<Vec<_>>()
            );
        }
    }
}
