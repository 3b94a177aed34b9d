//! Excel workbooks (.xlsx, .xlsm).

mod appendix;
mod container;
mod looks;
mod merges;
mod notes;
mod read;
mod sheet;
mod strings;
mod tags;
mod workbook;
mod write;

pub(super) use appendix::read as append;
pub(super) use read::{Sheets, open};
pub(super) use write::write;

/// Whether bytes are those of a workbook, whatever its file is called: the new form (a ZIP archive)
/// or the old one (a compound file, in which protected workbooks of the new form are kept as well).
pub(super) fn is_workbook(bytes: &[u8]) -> bool {
    container::is_archive(bytes) || container::is_compound(bytes)
}
