//! Which row of a source is which record of a book, among siblings.

mod pairs;

use super::likeness::bare;
use crate::domain::fold::fold;
use pairs::Found;
pub(super) use pairs::{Known, Wanted};
use std::collections::BTreeSet;

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
/// 4. each of two names is the most [similar](super::likeness::similarity) one to the other;
/// 5. the number agrees, and it is the only one on both sides. Whether the names are [alike](super::likeness::alike) is for
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::import::likeness::alike;
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
