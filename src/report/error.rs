//! Why a report cannot be made.

use super::geometry::Length;
use crate::domain::template::Typeface;
use std::sync::Arc;

/// Why a report cannot be made. Nothing has been written when one of these is returned.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The type size is outside [`Options::TYPE_SIZES`](super::Options::TYPE_SIZES).
    #[error("a type size of {0:?} cannot be set")]
    TypeSize(Length),
    /// The margins and the type size leave no room for the columns and a few lines.
    #[error("the paper has no room for the table at this type size")]
    NoRoom,
    /// A bundled font cannot be read.
    #[error("the bundled font {0:?} cannot be read")]
    Font(Typeface),
    /// The font could not be reduced to the characters that are used.
    #[error("the font {typeface:?} cannot be reduced to what is used")]
    Subset { typeface: Typeface, source: Arc<dyn std::error::Error + Send + Sync> },
    /// The document could not be put into a file.
    #[error("the document cannot be written")]
    Write(#[source] Arc<dyn std::error::Error + Send + Sync>),
    /// A text is longer than a cell of Excel holds.
    #[error("a text of {units} UTF-16 units in {head:?} of {row:?}, a cell holds {limit}")]
    CellTooLong {
        /// The number and name of the measure, or the text of the heading; may be empty.
        row: String,
        /// The head of the column; empty for a text over the whole width.
        head: String,
        units: usize,
        limit: usize,
    },
    /// The caller asked to stop.
    #[error("stopped on request")]
    Cancelled,
}
