//! The printed list, from a book to the bytes of its PDF.

mod support;
