//! Whether a file fits where it is to go, asked before the first byte is written.

use super::Error;
use super::disk::folder;
use super::medium::Medium;
use std::path::Path;

/// The free space that must remain beside the file: its folder grows, and others write as well.
const SPARE: u64 = 64 << 10;

/// FAT32 keeps the length of a file in 32 bits.
const FAT_LIMIT: u64 = u32::MAX as u64;

/// Refuses a file of `needed` bytes that has no room in the folder of `path`.
///
/// # Errors
/// [`Error::NoRoom`], [`Error::TooLarge`]. What cannot be found out is no reason to refuse: writing
/// will tell.
pub(super) fn check(path: &Path, needed: u64) -> Result<(), Error> {
    let folder = folder(path);
    if needed > FAT_LIMIT && Medium::is_fat(folder) {
        return Err(Error::TooLarge);
    }
    match fs4::available_space(folder) {
        Ok(free) if free < needed.saturating_add(SPARE) => Err(Error::NoRoom { needed, free }),
        Ok(_) | Err(_) => Ok(()),
    }
}
