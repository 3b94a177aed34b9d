//! 課確認 and 確定 hold for the words to which they were given, and for no others.

use super::{Cell, Lineages, View};
use crate::domain::{Approval, Book, Field, FieldValue, Record};

/// Who has agreed to these words of an entry, of which the two sides may have had others.
pub(super) fn of(merged: &Record, mine: &Book, theirs: &View, lineages: &Lineages) -> Approval {
    let key = merged.key();
    let version = |record: Option<Record>| {
        let record = record.or_else(|| Record::blank(key));
        let same = record.as_ref().is_some_and(|record| merged.has_words_of(record));
        (same, record.and_then(|record| record.approval()).unwrap_or_default())
    };
    let ((as_mine, mine), (as_theirs, theirs)) =
        (version(mine.record(key)), version(theirs.record(key)));
    match (as_mine, as_theirs) {
        (false, false) => Approval::None,
        (true, false) => mine,
        (false, true) => theirs,
        (true, true) => {
            let cell = Cell::field(key, Field::Approval);
            let base = lineages.theirs.base(&lineages.mine, cell);
            let unchanged = |it: Approval| base == Some(Some(it.to_value()));
            match (lineages.mine.is_new(cell), lineages.theirs.is_new(cell)) {
                (_, false) => mine,
                (false, true) => theirs,
                (true, true) if unchanged(mine) => theirs,
                (true, true) if unchanged(theirs) => mine,
                // 差し戻し counts for more than any consent.
                (true, true) if [mine, theirs].contains(&Approval::None) => Approval::None,
                (true, true) => mine.max(theirs),
            }
        }
    }
}
