//! Rows and records that have been paired.

use crate::domain::{Book, DepartmentId, Measure, MeasureId};
use crate::exchange::import::likeness::{MOST_COMPARED, SIMILAR, bare, letter_pairs, similarity};
use crate::exchange::listing::ListedMeasure;
use std::collections::BTreeMap;

/// A record of the book.
#[derive(Debug, Clone)]
pub(crate) struct Known<'a, Id> {
    pub id: Id,
    pub number: u32,
    pub name: &'a str,
    /// The names of the departments that are responsible for it.
    pub lead: Vec<&'a str>,
}

/// A row of the source.
#[derive(Debug, Clone)]
pub(crate) struct Wanted<'a> {
    pub number: Option<u32>,
    pub name: &'a str,
    /// The names of its departments, where the source tells them.
    pub lead: Option<&'a [String]>,
}

impl<'a> Known<'a, MeasureId> {
    pub(crate) fn measure(book: &'a Book, measure: &'a Measure) -> Self {
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

pub(super) struct Found {
    /// For each row the index of its record.
    pub of_wanted: Vec<Option<usize>>,
    /// For each record whether a row has it.
    taken: Vec<bool>,
}

impl Found {
    pub(super) fn none<Id>(known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) -> Self {
        Self { of_wanted: vec![None; wanted.len()], taken: vec![false; known.len()] }
    }

    pub(super) fn records<Id: Copy>(&self, known: &[Known<'_, Id>]) -> Vec<Option<Id>> {
        self.of_wanted.iter().map(|index| Some(known.get((*index)?)?.id)).collect()
    }

    pub(super) fn by_name<Id>(&mut self, known: &[Known<'_, Id>], wanted: &[Wanted<'_>]) {
        let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
        self.by(known, wanted, |it| named(it.name), |it| named(it.name));
    }

    pub(super) fn settle(&mut self, wanted: usize, known: usize) {
        if let (Some(place), Some(taken)) =
            (self.of_wanted.get_mut(wanted), self.taken.get_mut(known))
        {
            *place = Some(known);
            *taken = true;
        }
    }

    /// Pairs what is left over and agrees in a key: the first of equal rows with the first of equal
    /// records.
    pub(super) fn in_order<'k, Id, K: Ord>(
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
    pub(super) fn numberless<Id, L: Ord>(
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
    pub(super) fn by_similarity<Id>(
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
    pub(super) fn by<'k, Id, K: Ord>(
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
