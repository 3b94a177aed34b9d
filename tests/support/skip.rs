//! Tests that need what not every machine has.

use std::path::Path;

/// What a test may need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Means {
    /// A C compiler, on Linux.
    Compiler,
    /// The right to mount a file system.
    Mount,
    /// The published lists beside the repository.
    Data,
    /// veraPDF's engine, and Java to run it.
    Verapdf,
    /// LibreOffice, which opens what is written for Excel and Word.
    Office,
}

/// Says that a test, or a part of one, is left out for want of something. It fails where
/// `SHINCHOKU_EXPECT` (`compiler,mount,data,verapdf,office`) says that this machine has it.
pub(crate) fn skip(means: Means, why: &str) {
    let expected = std::env::var("SHINCHOKU_EXPECT").unwrap_or_default();
    let name = format!("{means:?}").to_lowercase();
    assert!(!expected.split(',').any(|it| it == name), "{name} is expected here: {why}");
    eprintln!("skipped: {why}");
}

/// One of the published lists; `None`, said aloud, where there is none.
pub(crate) fn data(name: &str) -> Option<Vec<u8>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let bytes = std::fs::read(&path).ok();
    if bytes.is_none() {
        skip(Means::Data, &format!("{} is not there", path.display()));
    }
    bytes
}
