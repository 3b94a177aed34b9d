//! Every Japanese sentence for an error or a notice, by exhaustive match: an error without its
//! sentence does not compile.
//!
//! **Architecture invariant:** nothing is decided here, and only the edges ask.

mod doubt;
mod edition;
mod exchange;
mod figure;
mod finding;
mod handout;
mod invalid;
mod list_place;
mod merge;
mod op;
mod path;
mod place;
mod record;
mod report;
mod restore;
mod role;
mod state;
mod store;
mod template;
mod writing;

pub use doubt::{doubts, question};
pub use edition::{EditionNames, PRESENT, edition, edition_day, edition_paper};
pub use exchange::{
    absent, at_large, counts, departments_made, departments_to_come, import_notes, imported,
    left_out, nothing_taken, reason as not_taken, replaced, strangers, strangers_taken, to_come,
    unreadable,
};
pub use figure::{read_as, read_over};
pub use finding::{finding, in_width, numbers_met, slip};
pub use handout::{
    broken_off, collection, deadline, handout_file, in_the_way, nobody_asked, not_handed_out,
    not_submitted, own_file, reminder, requested, short_day,
};
pub use invalid::{field, noun};
pub use list_place::{column_name, place_in_list};
pub use merge::{
    MergeWords, cell, conflict, merge_counts, merged, nothing_new, side_labels, union,
};
pub use op::{entry, step};
pub use path::{file_name, path};
pub use place::{place, place_and_field};
pub use record::{GONE, Names, field_of, flag, record, value};
pub use report::{missing_glyph, missing_glyphs, only_in_pdf, report, unknown_placeholder};
pub use restore::not_restored;
pub use role::Role;
pub use state::{OUTSIDE_PERIOD, state};
pub use store::{
    backed_up, backup, called, kept_aside, missing, not_brought_back, owner, reason, sidecar, size,
    theirs,
};
pub use template::{
    column, design, edited_settings, page_number, paper, rows, settings, sides, typeface, year_form,
};
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
    /// A notice of these three parts.
    pub(crate) fn new(
        what: impl Into<String>,
        remedy: impl Into<String>,
        detail: impl ToString,
    ) -> Self {
        Self { what: what.into(), remedy: remedy.into(), detail: detail.to_string() }
    }
}

/// What was asked for could not be written to standard output.
pub fn no_output(error: &std::io::Error) -> Notice {
    Notice::new(
        "結果を出力できませんでした。ファイルは何も変えていません。",
        "出力先に空きがあるか、書き込めるかを確かめて、もう一度お試しください。",
        error,
    )
}

/// What was asked for is done, but what was to be said of it could not be written to standard output.
pub fn done_without_output(error: &std::io::Error) -> Notice {
    Notice::new("作業は終わりましたが、結果の表示を出力できませんでした。", "", error)
}

/// The program had to end.
pub fn crash(detail: &str) -> Notice {
    Notice::new(
        "申し訳ありません。思わぬ不具合のため、進捗帳を終了します。保存済みの内容はそのまま残っています。",
        "もう一度起動してください。繰り返す場合は、次の詳細を担当者に伝えてください。",
        detail,
    )
}

/// A file that was written cannot be shown by another program.
pub fn not_opened(path: &std::path::Path, error: &dyn std::error::Error) -> Notice {
    Notice::new(
        format!("「{}」を開けませんでした。開くプログラムがありません。", self::path(path)),
        "ファイルは保存してあります。ファイルの管理画面で、この場所を開いてください。",
        error,
    )
}

/// A paper could not be handed to the system's printing.
pub fn not_printed(detail: &str) -> Notice {
    Notice::new(
        "印刷できませんでした。プリンターにも、PDFを開くプログラムにも渡せません。",
        "「PDFに保存」で保存し、そのファイルを開いて印刷してください。",
        detail,
    )
}

/// Work beside the window broke off.
pub fn broken() -> Notice {
    Notice::new(
        "思わぬ不具合のため、処理が途中で止まりました。開いているファイルは元のままです。",
        "もう一度行ってください。書き出す先にファイルができている場合は、開いて確かめてください。繰り返す場合は、次の詳細を担当者に伝えてください。",
        "work in the background came to no result",
    )
}
