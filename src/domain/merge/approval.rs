//! 課確認 and 確定 hold for the words to which they were given, and for no others.

use super::{Cell, Lineages, View};
use crate::domain::{Approval, Book, Field, FieldValue, Implementation, Key, Record};

/// Who has agreed to these words of an entry, of which the two sides may have had others.
pub(super) fn of(
    merged: &Implementation,
    mine: &Book,
    theirs: &View,
    lineages: &Lineages,
) -> Approval {
    let key = Key::Implementation(merged.measure, merged.year);
    let entry = |record: Option<Record>| match record {
        Some(Record::Implementation(entry)) => entry,
        _ => Implementation::blank(merged.measure, merged.year),
    };
    let (mine, theirs) = (entry(mine.record(key)), entry(theirs.record(key)));
    match (merged.has_words_of(&mine), merged.has_words_of(&theirs)) {
        (false, false) => Approval::None,
        (true, false) => mine.approval,
        (false, true) => theirs.approval,
        (true, true) => {
            let cell = Cell::field(key, Field::Approval);
            let base = lineages.theirs.base(&lineages.mine, cell);
            let unchanged = |it: Approval| base == Some(Some(it.to_value()));
            match (lineages.mine.is_new(cell), lineages.theirs.is_new(cell)) {
                (_, false) => mine.approval,
                (false, true) => theirs.approval,
                (true, true) if unchanged(mine.approval) => theirs.approval,
                (true, true) if unchanged(theirs.approval) => mine.approval,
                // 差し戻し counts for more than any consent.
                (true, true) if [mine.approval, theirs.approval].contains(&Approval::None) => {
                    Approval::None
                }
                (true, true) => mine.approval.max(theirs.approval),
            }
        }
    }
}
