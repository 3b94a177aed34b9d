//! From the plan to pages, and from pages to PDF bytes.
//!
//! **Architecture invariant:** nothing here knows of SQL; only `report/pdf.rs` and what is below it
//! name printpdf. Up to there all is pure, and in integers: the same list is the same bytes on
//! every PC.

mod error;
mod face;
pub mod geometry;
mod options;
pub mod typeset;

pub use error::Error;
pub use face::{Face, GlyphId, Metrics, Typeface};
pub use geometry::{Em, Length};
pub use options::{Format, Margins, Options, Orientation, Paper};
