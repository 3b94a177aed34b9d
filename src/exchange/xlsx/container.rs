//! The archive that a workbook is, looked at before its cells are read.
//!
//! The unpacked sizes that an archive declares bound what unpacking it can yield (unpacking stops at
//! a part that turns out larger), so that a bomb is known by its directory alone.

use crate::exchange::bounds;
use crate::exchange::error::{Bound, Error};
use crate::exchange::place::Spot;
use std::io::{BufRead, BufReader, Cursor};
use zip::ZipArchive;

/// What a ZIP archive begins with: a part, or the end of an archive without parts.
const ARCHIVE: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// What a compound file begins with.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// The stream that holds a workbook under a password, as compound files write names.
const ENCRYPTED: &str = "EncryptedPackage";

/// More parts than any workbook has.
const PARTS: usize = 20_000;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// An archive that can be unpacked and read within the bounds.
#[derive(Debug)]
pub(super) struct Container<'a> {
    archive: Archive<'a>,
}

pub(super) fn is_archive(bytes: &[u8]) -> bool {
    ARCHIVE.iter().any(|start| bytes.starts_with(start))
}

pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(COMPOUND)
}

impl<'a> Container<'a> {
    /// Opens an archive and checks that it keeps within the bounds.
    ///
    /// # Errors
    /// [`Error::NotXlsx`], [`Error::OldExcel`], [`Error::OtherWorkbook`], [`Error::Password`], [`Error::Damaged`],
    /// [`Error::TooLarge`].
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Error> {
        if is_compound(bytes) {
            let name: Vec<u8> = ENCRYPTED.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let protected = bytes.windows(name.len()).any(|window| window == name);
            return Err(if protected { Error::Password } else { Error::OldExcel });
        }
        if !is_archive(bytes) {
            return Err(Error::NotXlsx);
        }
        let archive = Archive::new(Cursor::new(bytes)).map_err(|_| Error::Damaged)?;
        let mut container = Self { archive };
        container.check()?;
        let has = |name: &str| container.archive.index_for_name(name).is_some();
        if has("xl/workbook.bin") {
            return Err(Error::OtherWorkbook(".xlsb"));
        }
        if has("mimetype") && has("content.xml") {
            return Err(Error::OtherWorkbook(".ods"));
        }
        Ok(container)
    }

    fn check(&mut self) -> Result<(), Error> {
        let count = self.archive.len();
        match count {
            0 => return Err(Error::Damaged),
            count if count > PARTS => {
                return Err(bounds::too_large(Bound::Parts, PARTS as u64));
            }
            _ => {}
        }
        let mut unpacked = 0_u64;
        for index in 0..count {
            let part = self.archive.by_index_data(index).map_err(|_| Error::Damaged)?;
            let decoded = part.name().map_err(|_| Error::Damaged)?.to_ascii_lowercase();
            // A part may be asked for by either of its names.
            let names = [String::from_utf8_lossy(part.name_raw()).to_ascii_lowercase(), decoded];
            let limit = names.iter().map(|name| limit(name)).min().unwrap_or_default();
            if part.size() > limit {
                let [name, _] = names;
                let error = bounds::too_large(Bound::Unpacked, limit);
                return Err(error.at(Spot::Part(name)));
            }
            unpacked = unpacked.saturating_add(part.size());
            if unpacked > bounds::UNPACKED {
                return Err(bounds::too_large(Bound::Unpacked, bounds::UNPACKED));
            }
        }
        Ok(())
    }

    /// A part by its name, unpacked as it is read. Names are the same in capital and small letters.
    ///
    /// # Errors
    /// [`Error::Damaged`].
    pub(super) fn part(&mut self, name: &str) -> Result<Option<impl BufRead>, Error> {
        let is_it = |raw: &[u8]| raw.eq_ignore_ascii_case(name.as_bytes());
        let index = self.archive.file_names_raw().position(is_it);
        index.map(|index| self.unpacked(index)).transpose()
    }

    fn unpacked(&mut self, index: usize) -> Result<impl BufRead, Error> {
        self.archive.by_index(index).map(BufReader::new).map_err(|_| Error::Damaged)
    }
}

/// The most that a part may have, in unpacked bytes, by its name in small letters.
fn limit(name: &str) -> u64 {
    let is_kept = name.ends_with(".xml") || name.ends_with(".rels");
    if is_kept && !name.contains("worksheets/") { bounds::PART } else { bounds::SHEET }
}
