//! Escapes control characters in output: a terminal would act upon those in a name from an untrusted
//! file.

use crate::domain::text::visible;
use std::io::{self, Write};

/// A writer that prints control characters visibly.
#[derive(Debug)]
pub(super) struct Escaped<W>(pub W);

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // `write!` hands on whole pieces of text.
        match std::str::from_utf8(bytes) {
            Ok(text) => self.0.write_all(visible(text).as_bytes())?,
            Err(_) => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
