//! The archive that a workbook is, looked at before it is unpacked.
//!
//! The unpacked sizes that an archive declares bound what unpacking it can yield (the reader stops at
//! a part that turns out larger), so that a bomb is known by its directory alone.

use crate::exchange::bounds;
use crate::exchange::error::{Bound, Error};

/// What a ZIP archive begins with: a part, or the end of an archive without parts.
const ARCHIVE: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// What a compound file begins with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream that holds a workbook under a password, as compound files write names.
const ENCRYPTED: &str = "EncryptedPackage";

/// More parts than any workbook has.
const PARTS: usize = 20_000;

pub fn is_archive(bytes: &[u8]) -> bool {
    ARCHIVE.iter().any(|start| bytes.starts_with(start))
}

pub fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND)
}

/// Checks that bytes are an archive which can be unpacked within the bounds.
///
/// # Errors
/// [`Error::NotXlsx`], [`Error::OldExcel`], [`Error::Password`], [`Error::Damaged`],
/// [`Error::TooLarge`].
pub fn check(bytes: &[u8]) -> Result<(), Error> {
    if is_compound(bytes) {
        let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let protected = bytes.windows(name.len()).any(|window| window == name);
        return Err(if protected { Error::Password } else { Error::OldExcel });
    }
    if !is_archive(bytes) {
        return Err(Error::NotXlsx);
    }
    let parts = directory(bytes).ok_or(Error::Damaged)?;
    let limit = match parts.iter().find(|part| part.size > part.limit()) {
        Some(part) => part.limit(),
        None if parts.len() > PARTS => PARTS as u64,
        None => return Ok(()),
    };
    Err(Error::TooLarge { what: Bound::Unpacked, limit })
}

/// A part of the archive as its directory declares it.
struct Part<'a> {
    name: &'a [u8],
    /// In unpacked bytes.
    size: u64,
}

impl Part<'_> {
    fn limit(&self) -> u64 {
        let name = self.name.to_ascii_lowercase();
        if !name.ends_with(b".xml") && !name.ends_with(b".rels") {
            // Pictures and the like are not unpacked.
            u64::MAX
        } else if name.windows(11).any(|window| window == b"worksheets/") {
            bounds::SHEET
        } else {
            bounds::PART
        }
    }
}

/// The parts that the directory at the end of an archive lists; `None` where it is cut off or does
/// not add up. (APPNOTE.TXT of PKWARE, 4.3.12 central directory, 4.3.14 and 4.3.16 its ends.)
fn directory(bytes: &[u8]) -> Option<Vec<Part<'_>>> {
    const LONGEST_COMMENT: usize = 22 + 65_535;
    let tail = bytes.len().saturating_sub(LONGEST_COMMENT);
    let end = tail + bytes.get(tail..)?.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let (mut size, mut offset) =
        (u64::from(u32_at(bytes, end + 12)?), u64::from(u32_at(bytes, end + 16)?));
    if size == u64::from(u32::MAX) || offset == u64::from(u32::MAX) {
        let locator = end.checked_sub(20)?;
        let wide = bytes.get(locator..).filter(|locator| locator.starts_with(b"PK\x06\x07"))?;
        let wide = usize::try_from(u64_at(wide, 8)?).ok()?;
        size = u64_at(bytes, wide.checked_add(40)?)?;
        offset = u64_at(bytes, wide.checked_add(48)?)?;
    }
    let start = usize::try_from(offset).ok()?;
    let length = usize::try_from(size).ok()?;
    let mut rest = bytes.get(start..start.checked_add(length)?)?;
    let mut parts = Vec::new();
    while rest.starts_with(b"PK\x01\x02") {
        let name_length = usize::from(u16_at(rest, 28)?);
        let extra_length = usize::from(u16_at(rest, 30)?);
        let comment_length = usize::from(u16_at(rest, 32)?);
        let name = rest.get(46..46 + name_length)?;
        let extra = rest.get(46 + name_length..46 + name_length + extra_length)?;
        let size = match u32_at(rest, 24)? {
            u32::MAX => wide_size(extra)?,
            size => u64::from(size),
        };
        parts.push(Part { name, size });
        rest = rest.get(46 + name_length + extra_length + comment_length..)?;
    }
    (!parts.is_empty()).then_some(parts)
}

/// The unpacked size in the field of an archive of more than 4 GiB (4.5.3).
fn wide_size(mut extra: &[u8]) -> Option<u64> {
    loop {
        let (id, length) = (u16_at(extra, 0)?, usize::from(u16_at(extra, 2)?));
        if id == 1 {
            return u64_at(extra, 4);
        }
        extra = extra.get(4 + length..)?;
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|bytes| u16::from_le_bytes(*bytes))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|bytes| u32::from_le_bytes(*bytes))
}

fn u64_at(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk().map(|bytes| u64::from_le_bytes(*bytes))
}
