//! Why a paper cannot be made.

use super::Typeface;
use super::geometry::Length;
use std::sync::Arc;

/// Why there is no paper. Nothing has been written anywhere when one of these is returned.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The type is outside the sizes that can be read and laid out.
    #[error("a type size of {0:?} cannot be set")]
    TypeSize(Length),
    /// The margins and the type leave no room for the columns and a few lines.
    #[error("the paper has no room for the table at this type size")]
    NoRoom,
    /// A bundled font cannot be read.
    #[error("the bundled font {0:?} cannot be read")]
    Font(Typeface),
    /// The font could not be reduced to the characters that are used.
    #[error("the font {typeface:?} cannot be reduced to what is used")]
    Subset { typeface: Typeface, source: Arc<dyn std::error::Error + Send + Sync> },
    /// The document could not be put into PDF.
    #[error("the document cannot be written as PDF")]
    Write(#[source] Arc<dyn std::error::Error + Send + Sync>),
    /// The caller asked to stop.
    #[error("stopped on request")]
    Cancelled,
}
