//! Which merges stand: one is taken back by itself, or with all that was done since an earlier moment.

use super::{Error, column, optional};
use crate::domain::Op;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// A commit that makes a merge, takes some back, or makes some again.
struct MergeEvent {
    sequence: i64,
    id: Uuid,
    op: Option<Op>,
    reverts: Option<(Uuid, i64)>,
}

/// The merges that have been taken back and not made again since.
pub(crate) fn taken_back(connection: &Connection) -> Result<HashSet<Uuid>, Error> {
    let events = events(connection)?;
    let standing = standing(&events);
    let merges = events.iter().filter(|event| event.op == Some(Op::Merge)).map(|event| event.id);
    Ok(merges.filter(|id| !standing.contains(id)).collect())
}

/// Whether any merge took this commit in, also one that was taken back: it is in the history then.
pub(crate) fn has_taken(connection: &Connection, commit: Uuid) -> Result<bool, Error> {
    // No text holds an identity by chance.
    let sql = "SELECT EXISTS (SELECT 1 FROM taken WHERE instr(commits, ?1))";
    Ok(connection.query_row(sql, [super::text(commit)], |row| row.get(0))?)
}

fn events(connection: &Connection) -> Result<Vec<MergeEvent>, Error> {
    let mut statement = connection.prepare_cached(
        "SELECT log.sequence, log.id, log.op, log.reverts, target.sequence AS target
         FROM change_log AS log LEFT JOIN change_log AS target ON target.id = log.reverts
         WHERE log.op IN ('merge', 'undo', 'redo', 'restore') ORDER BY log.sequence",
    )?;
    let mut rows = statement.query([])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        let op: String = row.get("op")?;
        events.push(MergeEvent {
            sequence: row.get("sequence")?,
            id: column(row, "id")?,
            op: op.parse().ok(),
            reverts: optional(row, "reverts")?.zip(row.get("target")?),
        });
    }
    Ok(events)
}

fn standing(events: &[MergeEvent]) -> BTreeSet<Uuid> {
    // What stood at the moments that were brought back.
    let mut moments: BTreeMap<i64, BTreeSet<Uuid>> = BTreeMap::new();
    for event in events.iter().filter(|event| event.op == Some(Op::Restore)) {
        moments.extend(event.reverts.map(|(_, moment)| (moment, BTreeSet::new())));
    }
    // What stood before and after each commit that did so.
    let mut sides: HashMap<Uuid, [BTreeSet<Uuid>; 2]> = HashMap::new();
    let (mut standing, mut last) = (BTreeSet::new(), i64::MIN);
    for event in events {
        for (_, stood) in moments.range_mut(last..event.sequence) {
            stood.clone_from(&standing);
        }
        last = event.sequence;
        match (event.op, event.reverts) {
            (Some(Op::Merge), _) => {
                let _ = standing.insert(event.id);
            }
            (Some(Op::Restore), Some((_, moment))) if moment < event.sequence => {
                let after = moments.get(&moment).cloned().unwrap_or_default();
                let before = std::mem::replace(&mut standing, after.clone());
                let _ = sides.insert(event.id, [before, after]);
            }
            (Some(op @ (Op::Undo | Op::Redo)), Some((reverts, _))) => {
                if let Some([before, after]) = sides.get(&reverts) {
                    standing.clone_from(if op == Op::Undo { before } else { after });
                } else if op == Op::Undo {
                    let _ = standing.remove(&reverts);
                } else {
                    let _ = standing.insert(reverts);
                }
            }
            _ => {}
        }
    }
    standing
}
