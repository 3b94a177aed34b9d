//! Lists and maps that are read only as far as a book could hold them.

use crate::domain::{Book, Noun};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

/// A list, of which at most so many items are kept.
#[derive(Debug)]
pub(crate) struct Limited<T, const MOST: usize> {
    items: Vec<T>,
    /// Whether the source has more items.
    over: bool,
}

impl<T, const MOST: usize> Limited<T, MOST> {
    pub(crate) const fn is_empty(&self) -> bool {
        self.items.is_empty() && !self.over
    }

    /// The items, unless the source has more than may be.
    pub(crate) fn all(self) -> Option<Vec<T>> {
        (!self.over).then_some(self.items)
    }
}

impl<T, const MOST: usize> Default for Limited<T, MOST> {
    fn default() -> Self {
        Self { items: Vec::new(), over: false }
    }
}

impl<T, const MOST: usize> FromIterator<T> for Limited<T, MOST> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self { items: items.into_iter().collect(), over: false }
    }
}

impl<T: Serialize, const MOST: usize> Serialize for Limited<T, MOST> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>, const MOST: usize> Deserialize<'de> for Limited<T, MOST> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(ListVisitor(PhantomData))
    }
}

struct ListVisitor<T, const MOST: usize>(PhantomData<T>);

impl<'de, T: Deserialize<'de>, const MOST: usize> Visitor<'de> for ListVisitor<T, MOST> {
    type Value = Limited<T, MOST>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while items.len() < MOST {
            let Some(item) = list.next_element()? else {
                return Ok(Limited { items, over: false });
            };
            items.push(item);
        }
        let mut over = false;
        while list.next_element::<IgnoredAny>()?.is_some() {
            over = true;
        }
        Ok(Limited { items, over })
    }
}

/// What is said of years, each of which is a key.
#[derive(Debug)]
pub(crate) struct ByYear<T> {
    years: BTreeMap<String, T>,
    /// Whether the source has more years than may be, or says one of them twice.
    odd: bool,
}

impl<T> ByYear<T> {
    pub(crate) fn is_empty(&self) -> bool {
        self.years.is_empty()
    }

    /// What is said, unless the source has more years than may be, or says one of them twice.
    pub(crate) fn all(self) -> Option<BTreeMap<String, T>> {
        (!self.odd).then_some(self.years)
    }
}

impl<T> Default for ByYear<T> {
    fn default() -> Self {
        Self { years: BTreeMap::new(), odd: false }
    }
}

impl<T> FromIterator<(String, T)> for ByYear<T> {
    fn from_iter<I: IntoIterator<Item = (String, T)>>(years: I) -> Self {
        Self { years: years.into_iter().collect(), odd: false }
    }
}

impl<T: Serialize> Serialize for ByYear<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.years.serialize(serializer)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for ByYear<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(YearsVisitor(PhantomData))
    }
}

struct YearsVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for YearsVisitor<T> {
    type Value = ByYear<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a key for each year")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = ByYear::default();
        while found.years.len() < Book::most(Noun::Year) {
            let Some((year, said)) = map.next_entry()? else { return Ok(found) };
            found.odd |= found.years.insert(year, said).is_some();
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {
            found.odd = true;
        }
        Ok(found)
    }
}
