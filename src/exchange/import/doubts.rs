//! What a careful reader asks about a list before it is brought in.

use super::{Import, Outcome, Place, Taken};
use crate::domain::fold::fold;
use crate::domain::{Book, Change, FiscalYear, Record};
use crate::exchange::doubt::Question;
use std::collections::{BTreeMap, BTreeSet};

/// A department that the list brings along.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewDepartment {
    pub name: String,
    /// The department that is likely meant: one whose name differs by a single character.
    pub meant: Option<String>,
}

/// What an import puts something else in the place of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replaced {
    /// The names of measures, and the new ones.
    pub names: Vec<(String, String)>,
    /// The names of the measures of which a narrative is replaced, by its year.
    pub narratives: BTreeMap<FiscalYear, Vec<String>>,
}

/// From so many measures on that a list has in common with a book, their names tell whether it is one
/// of the same plan.
const TELLING: usize = 3;

impl Import {
    /// Where the measures stand of which the number alone says what they are. Nobody who has not looked
    /// at them should take them over.
    pub fn doubtful(&self) -> BTreeSet<Place> {
        let named = self.doubts.iter().filter(|doubt| doubt.question == Question::OtherName);
        named.map(|doubt| doubt.place.clone()).collect()
    }

    /// How many measures would get another name, where fewer than half of those that the list was
    /// matched with keep theirs: only their numbers agree, and the list may be one of another plan. A
    /// name in other widths, cases or kana is kept.
    pub fn strangers(&self) -> Option<usize> {
        let matched = |row: &&Taken| matches!(row.outcome, Outcome::Changed | Outcome::Unchanged);
        let matched: BTreeSet<_> =
            self.rows.iter().filter(matched).map(|row| row.measure).collect();
        let renamed = |change: &&Change| match (&change.before, &change.after) {
            (Some(Record::Measure(before)), Some(Record::Measure(after))) => {
                matched.contains(&after.id) && fold(&before.name) != fold(&after.name)
            }
            _ => false,
        };
        let renamed = self.changes.iter().filter(renamed).count();
        let kept = matched.len().saturating_sub(renamed);
        (matched.len() >= TELLING && kept * 2 < matched.len()).then_some(renamed)
    }
    /// The departments that were not there; none where nothing was, so that all are new.
    pub fn new_departments(&self, after: &Book) -> Vec<NewDepartment> {
        let added =
            self.changes.iter().filter_map(|change| match (&change.before, &change.after) {
                (None, Some(Record::Department(department))) => Some(department),
                _ => None,
            });
        let added: Vec<_> = added.collect();
        let is_new = |id| added.iter().any(|new| new.id == id);
        let known = after.departments().into_iter();
        let known: Vec<_> = known.filter(|row| !is_new(row.id)).collect();
        if known.is_empty() {
            return Vec::new();
        }
        let meant = |name: &str| {
            let meant = known.iter().find(|row| differ_by_one(&fold(&row.name), &fold(name)));
            meant.map(|row| row.name.clone())
        };
        let names = added.iter();
        names.map(|new| NewDepartment { name: new.name.clone(), meant: meant(&new.name) }).collect()
    }

    /// The names of the measures in force that the list says nothing of: they stay as they are. A row
    /// in one of these places says nothing of the measure that was found for it. A table of indicators
    /// alone says nothing of measures at all.
    pub fn absent<'b>(&self, after: &'b Book, except: &BTreeSet<Place>) -> Vec<&'b str> {
        if self.rows.is_empty() && self.indicators.count() > 0 {
            return Vec::new();
        }
        let rows = self.rows.iter().filter(|row| !except.contains(&row.place));
        let listed: BTreeSet<_> = rows.map(|row| row.measure).collect();
        let measures = after.listed().into_iter().map(|(_, _, measure)| measure);
        let absent = measures.filter(|it| !it.retired && !listed.contains(&it.id));
        absent.map(|it| it.name.as_str()).collect()
    }

    /// What was there and is not any more, in the order of the list.
    pub fn replaced(&self, after: &Book) -> Replaced {
        let listed = after.listed().into_iter().zip(0..);
        let places: BTreeMap<_, usize> = listed.map(|((.., row), at)| (row.id, at)).collect();
        let place = |change: &&Change| change.key()?.measure().map(|id| places.get(&id));
        let mut changes: Vec<_> = self.changes.iter().collect();
        changes.sort_by_key(place);
        let mut replaced = Replaced::default();
        for change in changes {
            match (&change.before, &change.after) {
                (Some(Record::Measure(before)), Some(Record::Measure(after)))
                    if before.name != after.name =>
                {
                    replaced.names.push((before.name.clone(), after.name.clone()));
                }
                (Some(Record::Implementation(before)), Some(Record::Implementation(entry)))
                    if !before.narrative.is_empty() && before.narrative != entry.narrative =>
                {
                    let name = after.measure(entry.measure).map(|it| it.name.clone());
                    let names = replaced.narratives.entry(entry.year).or_default();
                    names.push(name.unwrap_or_default());
                }
                _ => {}
            }
        }
        replaced
    }
}

/// Whether one character is another, too much or missing. Numbers tell departments apart.
fn differ_by_one(one: &str, other: &str) -> bool {
    let alike = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let rest = |text: &str| text.chars().skip(alike).collect::<Vec<char>>();
    let (mut one, mut other) = (rest(one), rest(other));
    while one.last().is_some() && one.last() == other.last() {
        let _ = (one.pop(), other.pop());
    }
    let single = one.len() <= 1 && other.len() <= 1 && one != other;
    single && !one.iter().chain(&other).any(char::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::differ_by_one;

    #[test]
    fn a_slip_of_the_pen_is_one_character() {
        for (one, other) in
            [("学校教育課", "学校教育科"), ("農政課", "農林政課"), ("総務課", "総務")]
        {
            assert!(differ_by_one(one, other) && differ_by_one(other, one), "{one} {other}");
        }
        for (one, other) in [("農政課", "農政課"), ("第1課", "第2課"), ("総務課", "福祉課")]
        {
            assert!(!differ_by_one(one, other), "{one} {other}");
        }
    }
}
