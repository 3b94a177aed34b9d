//! From the plan to pages, and from pages to PDF bytes.
//!
//! **Architecture invariant:** nothing here knows of SQL; only `report/pdf.rs` and what is below it
//! name printpdf. Up to there all is pure, and in integers: the same list is the same bytes on
//! every PC.

mod by_department;
mod comparison;
mod error;
mod face;
mod find;
mod flow;
pub mod geometry;
pub mod list;
mod marking;
mod missing;
mod missing_entries;
mod options;
pub mod page;
pub mod pdf;
pub mod reminder;
mod reports;
pub mod revisions;
pub mod typeset;

pub use by_department::in_files;
pub use error::Error;
pub use face::{Face, Font, GlyphId, Metrics, Part, Typeface, Variant};
pub use find::Hit;
pub use geometry::{Em, Length};
pub use missing::{MissingGlyph, missing_glyphs};
pub use options::{Format, Margins, Options, Orientation, Paper};
pub use page::{Block, Bookmark, Cell, Column, Document, Item, Origin, Page, Role};
pub use reports::Report;
