//! Deserializes lists with a bound on their items: a few compressed bytes of an untrusted file could
//! otherwise expand to more items than fit into memory.

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// Reads a list.
///
/// # Errors
/// That of the deserializer where the list has more than `most` items, or is none.
pub(super) fn at_most<'de, D, T>(deserializer: D, most: usize) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(AtMost { most, item: PhantomData })
}

/// Whether reading failed because a list has too many items.
pub(super) fn is_over(error: &serde_json::Error) -> bool {
    error.to_string().contains(EXPECTED)
}

const EXPECTED: &str = "a list of at most ";

struct AtMost<T> {
    most: usize,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for AtMost<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{EXPECTED}{} items", self.most)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            if items.len() == self.most {
                return Err(A::Error::invalid_length(self.most + 1, &self));
            }
            items.push(item);
        }
        Ok(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_up_to_its_bound() {
        let read = |json: &str| {
            at_most::<_, u8>(&mut serde_json::Deserializer::from_str(json), 2)
                .map_err(|error| error.to_string())
        };
        assert_eq!(read("[]"), Ok(vec![]));
        assert_eq!(read("[1,2]"), Ok(vec![1, 2]));
        assert!(read("[1,2,3]").unwrap_err().contains("a list of at most 2 items"));
        let over = |json: &str| {
            let read = at_most::<_, u8>(&mut serde_json::Deserializer::from_str(json), 2);
            is_over(&read.unwrap_err())
        };
        assert!(over("[1,2,3]") && !over("[1,300]"));
        assert!(read("{}").is_err());
    }
}
