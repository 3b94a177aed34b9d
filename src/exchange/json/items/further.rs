//! A measure with its further texts, each under the name of its field.

use super::MeasureItem;
use crate::domain::{Field, Measure};
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeSeed, Error, IntoDeserializer, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;

/// A measure with its further texts.
#[derive(Debug)]
pub(crate) struct WithFurther {
    pub measure: MeasureItem,
    pub further: BTreeMap<Field, String>,
}

impl Serialize for WithFurther {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Keys<'a> {
            #[serde(flatten)]
            measure: &'a MeasureItem,
            #[serde(flatten)]
            further: BTreeMap<&'static str, &'a String>,
        }
        let key = |about: crate::domain::field::About| {
            Some((about.column, self.further.get(&about.field)?))
        };
        let further = Measure::further_texts().filter_map(key).collect();
        Keys { measure: &self.measure, further }.serialize(serializer)
    }
}

/// `#[serde(flatten)]` would swallow the unknown keys, which are told.
impl<'de> Deserialize<'de> for WithFurther {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MeasureVisitor)
    }
}

struct MeasureVisitor;

impl<'de> Visitor<'de> for MeasureVisitor {
    type Value = WithFurther;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a measure")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<WithFurther, A::Error> {
        let mut further = BTreeMap::new();
        let keys = Keys { map, further: &mut further };
        let measure = MeasureItem::deserialize(MapAccessDeserializer::new(keys))?;
        Ok(WithFurther { measure, further })
    }
}

/// The keys of a measure but those of its further texts, which are taken out.
struct Keys<'f, A> {
    map: A,
    further: &'f mut BTreeMap<Field, String>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Keys<'_, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        while let Some(key) = self.map.next_key::<String>()? {
            let Some(about) = Measure::further_texts().find(|about| about.column == key) else {
                let key = IntoDeserializer::<A::Error>::into_deserializer(key);
                return seed.deserialize(key).map(Some);
            };
            let text = self.map.next_value::<Option<String>>()?.unwrap_or_default();
            if self.further.insert(about.field, text).is_some() {
                return Err(A::Error::duplicate_field(about.column));
            }
        }
        Ok(None)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
