//! Two values of one field into one, where both changes can be kept.

use super::text::three_way;
use crate::domain::text::MAX_CHARS;
use crate::domain::{Dismissed, Field, Key, Value, template::Settings};
use serde_json::{Map, Value as Json};

/// The value with both changes; `None` where somebody has to choose. Both differ from `base` and from
/// each other. Whose is whose makes no difference.
pub(super) fn combine(field: Field, base: &Value, mine: &Value, theirs: &Value) -> Option<Value> {
    match (base, mine, theirs) {
        (Value::Text(base), Value::Text(mine), Value::Text(theirs)) if field.has_lines() => {
            let merged = three_way(base, mine, theirs)?;
            (merged.chars().count() <= MAX_CHARS).then_some(Value::Text(merged))
        }
        (
            Value::Place { parent: base, .. },
            Value::Place { parent: mine_under, position: mine_at },
            Value::Place { parent: theirs_under, position: theirs_at },
        ) => match (mine_under == base, theirs_under == base) {
            // A row that is moved elsewhere does not care for the order in its old place.
            (false, true) => Some(mine.clone()),
            (true, false) => Some(theirs.clone()),
            // The order within one place is made again by whoever cares: any rule does that does not
            // ask who came first.
            _ => (mine_under == theirs_under)
                .then(|| Value::Place { parent: *mine_under, position: *mine_at.min(theirs_at) }),
        },
        (Value::References(base), Value::References(mine), Value::References(theirs)) => {
            list(base, mine, theirs).map(Value::References)
        }
        (Value::Settings(base), Value::Settings(mine), Value::Settings(theirs)) => {
            settings(base, mine, theirs).map(|merged| Value::Settings(Box::new(merged)))
        }
        (Value::Dismissed(base), Value::Dismissed(mine), Value::Dismissed(theirs)) => {
            Some(Value::Dismissed(Dismissed::merged(base, mine, theirs)))
        }
        _ => None,
    }
}

/// Members that either took out are gone; those that both had stay in their order, those that either
/// added come after them.
fn list(base: &[Key], mine: &[Key], theirs: &[Key]) -> Option<Vec<Key>> {
    let among = |some: &[Key], all: &[Key]| -> Vec<Key> {
        some.iter().filter(|key| all.contains(key)).copied().collect()
    };
    let without = |some: &[Key], all: &[Key]| -> Vec<Key> {
        some.iter().filter(|key| !all.contains(key)).copied().collect()
    };
    let (mut added, theirs_added) = (without(mine, base), without(theirs, base));
    let replaced = without(base, mine).iter().any(|key| !theirs.contains(key));
    let differ = !added.is_empty() && !theirs_added.is_empty() && added != theirs_added;
    if replaced && differ {
        // Both put another in the place of the same.
        return None;
    }
    let stayed = among(&among(base, mine), theirs);
    let orders = [among(mine, &stayed), among(theirs, &stayed)];
    let mut merged = match orders {
        [mine, theirs] if mine == theirs || theirs == stayed => mine,
        [mine, theirs] if mine == stayed => theirs,
        _ => return None,
    };
    added.extend(theirs_added);
    added.sort_unstable();
    added.dedup();
    merged.extend(added);
    Some(merged)
}

/// Each setting by itself.
fn settings(base: &Settings, mine: &Settings, theirs: &Settings) -> Option<Settings> {
    let fields = |settings: &Settings| match serde_json::to_value(settings) {
        Ok(Json::Object(fields)) => Some(fields),
        _ => None,
    };
    let (base, mine, theirs) = (fields(base)?, fields(mine)?, fields(theirs)?);
    let mut merged = Map::new();
    for (name, mine) in mine {
        let (base, theirs) = (base.get(&name)?, theirs.get(&name)?);
        let value = if mine == *theirs || theirs == base {
            mine
        } else if mine == *base {
            theirs.clone()
        } else {
            return None;
        };
        let _ = merged.insert(name, value);
    }
    let merged: Settings = serde_json::from_value(Json::Object(merged)).ok()?;
    merged.check().is_ok().then_some(merged)
}
