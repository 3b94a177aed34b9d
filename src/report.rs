//! From the book to pages, and from pages to the bytes of a PDF.
//!
//! [`reports`] puts the texts of a report into a table, [`table`] lays tables out with the lines of
//! [`typeset`] and the page breaks of [`flow`], and [`pdf`] writes the pages. [`office`] writes the same
//! texts for Excel and Word, which lay them out themselves.
//!
//! **Architecture invariant:** nothing here knows of SQL, and only `report/pdf.rs` and the modules
//! below it name printpdf. Up to there all is pure, and in integers: the same report is the same
//! bytes on every PC.

mod error;
mod file_type;
mod find;
mod flow;
mod fonts;
pub mod geometry;
mod missing_glyphs;
mod office;
mod options;
pub mod page;
mod parallel;
pub mod pdf;
mod reports;
mod table;
pub mod typeset;

pub use error::Error;
pub use file_type::FileType;
pub use find::Hit;
pub use fonts::{Face, Font, FontSet, FontSlot, GlyphId, Metrics, Typeface, Variant};
pub use geometry::{Em, Length};
pub use missing_glyphs::MissingGlyph;
pub use options::{Format, Margins, Options, Orientation, Paper};
pub use page::{Block, Bookmark, Cell, Column, Document, Item, Origin, Page, Role};
pub use reports::{Report, in_files, list, reminder, revisions};
pub use table::Cache;
pub(crate) use table::page_number_near_edge;
