//! 統合 on the command line.

use super::arguments::{Conflicts, MergeArguments};
use super::{Refusal, open};
use crate::domain::merge::{Decision, Decisions, Item, Merge, Verdict};
use crate::store::{Access, Comparison, Error, Replace, write_out};
use crate::words;
use serde_json::{Value as Json, json};
use std::io::Write;

/// Merges another copy, or prints what would be merged.
pub(super) fn merge(out: &mut impl Write, arguments: &MergeArguments) -> Result<(), Refusal> {
    let MergeArguments { file, other, dry_run, conflicts, json } = arguments;
    let access = if *dry_run { Access::Read } else { Access::Write };
    let mut store = open(file, access)?;
    // Both of a name in a folder of their own: what is refused must be told of the right one.
    let theirs = open(other, Access::Read).map_err(|error| Error::Theirs(Box::new(error)))?;
    let incoming = match store.compare(&theirs, None)? {
        Comparison::Nothing(nothing) => {
            return Ok(writeln!(out, "{}", words::nothing_new(nothing))?);
        }
        Comparison::Incoming(incoming) => incoming,
    };
    drop(theirs);
    let merge = incoming.merge();
    if let Some(path) = json {
        let report = serde_json::to_vec_pretty(&report(merge, *conflicts)).unwrap_or_default();
        write_out(path, "json", &report, Replace::Never)?;
        writeln!(out, "「{}」を作りました。", words::path(path))?;
    }
    writeln!(out, "「{}」：{}", incoming.name(), words::merge_counts(merge))?;
    for union in merge.unions() {
        writeln!(out, "{}", words::union(union))?;
    }
    for item in merge.conflicts() {
        writeln!(out, "{}", words::conflict(merge, item))?;
    }
    if *dry_run {
        writeln!(out, "試しに比べただけで、何も変えていません。")?;
        return Ok(());
    }
    store.merge(&incoming, &decisions(merge, *conflicts))?;
    writeln!(out, "「{}」に統合しました。", words::path(file))?;
    Ok(())
}

fn decisions(merge: &Merge, conflicts: Conflicts) -> Decisions {
    let decision = match conflicts {
        Conflicts::Stop => return Decisions::new(),
        Conflicts::Mine => Decision::Mine,
        Conflicts::Theirs => Decision::Theirs,
    };
    merge.conflicts().map(|item| (item.cell, decision.clone())).collect()
}

/// All differences, for programs.
fn report(merge: &Merge, conflicts: Conflicts) -> Json {
    let items: Vec<Json> = merge.items().iter().map(|item| entry(merge, item, conflicts)).collect();
    let unions: Vec<Json> = merge
        .unions()
        .iter()
        .map(|union| json!({ "mine": union.mine, "theirs": union.theirs, "name": union.name }))
        .collect();
    json!({ "items": items, "unions": unions, "outside": merge.outside() })
}

fn entry(merge: &Merge, item: &Item, conflicts: Conflicts) -> Json {
    let book = if item.mine.is_some() { merge.mine() } else { merge.theirs() };
    let (verdict, combined) = match &item.verdict {
        Verdict::Taken => ("taken", None),
        Verdict::Agreed => ("agreed", None),
        Verdict::Combined(value) => ("combined", Some(value)),
        Verdict::Conflict => ("conflict", None),
    };
    let decision = match (&item.verdict, conflicts) {
        (Verdict::Conflict, Conflicts::Mine) => Some("mine"),
        (Verdict::Conflict, Conflicts::Theirs) => Some("theirs"),
        _ => None,
    };
    json!({
        "place": words::cell(book, item.cell),
        "key": item.cell.key,
        "field": item.cell.field,
        "verdict": verdict,
        "base": item.base,
        "mine": item.mine,
        "theirs": item.theirs,
        "combined": combined,
        "decision": decision,
        "with": item.with,
    })
}
