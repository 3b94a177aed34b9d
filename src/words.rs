//! Every Japanese sentence for an error or a notice, by exhaustive match: an error without its
//! sentence does not compile.
//!
//! **Architecture invariant:** nothing is decided here, and only the edges ask.

mod edition;
mod exchange;
mod finding;
mod handout;
mod invalid;
mod merge;
mod op;
mod place;
mod report;
mod restore;
mod state;
mod store;
mod template;
mod ui;
mod usage;
mod writing;

pub use edition::{EditionNames, PRESENT, edition, edition_day, edition_paper};
pub use exchange::{
    absent, imported, new_departments, passed_over, place as place_in_list, reason as not_taken,
    strangers, strangers_taken, unreadable,
};
pub use finding::{finding, numbers_met, slip};
pub use handout::{
    collection, deadline, handout_file, nobody_asked, not_submitted, own_file, reminder, short_day,
};
pub use invalid::{field, noun};
pub use merge::{Merging, cell, conflict, merge_counts, merged, nothing_new, union, value, ways};
pub use op::{entry, step};
pub use place::place;
pub use report::{missing_glyph, missing_glyphs, report};
pub use restore::not_restored;
pub use state::{approval, hue, state};
pub use store::{backed_up, backup, kept_aside, not_brought_back, owner, reason, size};
pub use template::{column, page_number, paper, rows, settings, typeface};
pub use ui::{broken, not_opened};
pub use usage::HELP;
pub use writing::{approve, gone, nothing_to_approve, overtaken, overtaken_draft, pasted};

/// What the clerk is told: what happened and what was kept, what to do next, and the detail for
/// whoever is asked for help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What happened, and what was kept.
    pub what: String,
    /// What to do next.
    pub remedy: String,
    /// The technical detail, folded away on the screen.
    pub detail: String,
}

impl Notice {
    fn new(what: impl Into<String>, remedy: impl Into<String>, detail: impl ToString) -> Self {
        Self { what: what.into(), remedy: remedy.into(), detail: detail.to_string() }
    }
}

/// The program had to end.
pub fn crash(detail: &str) -> Notice {
    Notice::new(
        "申し訳ありません。思わぬ不具合のため、進捗帳を終了します。保存済みの内容はそのまま残っています。",
        "もう一度起動してください。繰り返す場合は、次の詳細を担当者に伝えてください。",
        detail,
    )
}
