//! What can be told of a file before SQLite touches it: its header, and the files beside it.
//!
//! Offsets are those of SQLite's documentation "Database File Format", §1.3 and §3.

use super::disk::open_regular;
use super::{Error, schema};
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

const MAGIC: &[u8; 16] = b"SQLite format 3\0";
const JOURNAL_MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];

/// What a look from outside found.
#[derive(Debug, PartialEq, Eq)]
pub struct Header {
    /// The version of the schema.
    pub version: u32,
    /// Whether a rollback journal lies beside the file that a killed program left, and that SQLite
    /// will play back when it opens the file for writing.
    pub hot_journal: bool,
}

/// Refuses what is not a file of ours, or has files of something else beside it.
pub fn inspect(path: &Path) -> Result<Header, Error> {
    let mut file = open_regular(path)?;
    let mut page = [0; 100];
    match file.read_exact(&mut page) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            return Err(if file.metadata()?.len() == 0 { Error::Empty } else { Error::NotSqlite });
        }
        Err(error) => return Err(error.into()),
    }
    if page[..16] != *MAGIC {
        return Err(Error::NotSqlite);
    }
    let application_id = be32(&page, 68);
    if application_id != schema::APPLICATION_ID {
        return Err(Error::OtherProgram(application_id));
    }
    let version = be32(&page, 60);
    if version > schema::current_version() {
        return Err(Error::Newer { found: version, known: schema::current_version() });
    }
    if version == 0 {
        return Err(Error::Damaged("no version".to_owned()));
    }
    let beside_wal = beside(path, "-wal");
    if exists(&beside_wal) {
        return Err(Error::ForeignSidecar(beside_wal));
    }
    if page[18] != 1 || page[19] != 1 {
        return Err(Error::WalMode);
    }
    let pages = be32(&page, 28);
    let hot_journal = inspect_journal(&beside(path, "-journal"), be32(&page, 24), pages)?;
    // SQLite would read a last page that lacks its end as if zeros stood there.
    let whole = u64::from(pages) * page_size(&page);
    if !hot_journal && file.metadata()?.len() < whole {
        return Err(Error::Damaged("the end of the file is missing".to_owned()));
    }
    Ok(Header { version, hot_journal })
}

/// The ends of the names of files that SQLite takes for a part of the database beside them.
pub const SIDECARS: [&str; 2] = ["-journal", "-wal"];

/// Refuses a name for a new file beside which something lies that SQLite would play back into it and
/// so destroy it.
pub fn refuse_sidecar(path: &Path) -> Result<(), Error> {
    match SIDECARS.iter().map(|end| beside(path, end)).find(|path| exists(path)) {
        Some(sidecar) => Err(Error::ForeignSidecar(sidecar)),
        None => Ok(()),
    }
}

/// The name of a file that SQLite would keep beside a database.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}

fn exists(path: &Path) -> bool {
    path.symlink_metadata().is_ok()
}

/// Whether a hot journal lies there.
///
/// A file that was carried here can meet the journal of another file of the same name; SQLite
/// would play it back and destroy the file. Ours always change the first page (it holds the change
/// counter), so that a journal of ours holds that page as it was: its counter must be the file's,
/// or one less where the new page had been written already.
fn inspect_journal(path: &Path, counter: u32, pages: u32) -> Result<bool, Error> {
    let mut journal = match File::open(path) {
        Ok(journal) => journal,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let mut header = [0; 28];
    match journal.read_exact(&mut header) {
        Ok(()) => {}
        // Shorter than a header, or a header not yet written: SQLite takes no notice of it.
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(false),
        Err(error) => return Err(error.into()),
    }
    // The magic is written last, when all before it is on the disk: until then nothing has been
    // written to the file, and SQLite takes no notice of the journal.
    if header[..12] == [0; 12] {
        return Ok(false);
    }
    if header[..8] != JOURNAL_MAGIC {
        return Err(Error::ForeignSidecar(path.to_owned()));
    }
    let sector = u64::from(be32(&header, 20));
    let page_size = be32(&header, 24) as usize;
    if !(512..=65536).contains(&page_size) || !(512..=65536).contains(&sector) {
        return Err(Error::ForeignSidecar(path.to_owned()));
    }
    let _ = journal.seek(SeekFrom::Start(sector))?;
    let mut record = vec![0; page_size + 8];
    loop {
        match journal.read_exact(&mut record) {
            Ok(()) if be32(&record, 0) == 1 => break,
            Ok(()) => {}
            // A large commit was killed before it came to the first page: then the file's header is
            // still the old one, and its length in pages must be the one that the journal names.
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                return if be32(&header, 16) == pages {
                    Ok(true)
                } else {
                    Err(Error::ForeignSidecar(path.to_owned()))
                };
            }
            Err(error) => return Err(error.into()),
        }
    }
    let page = &record[4..];
    let (old, ours) = (be32(page, 24), be32(page, 68) == schema::APPLICATION_ID);
    if ours && (counter == old || counter == old.wrapping_add(1)) {
        Ok(true)
    } else {
        Err(Error::ForeignSidecar(path.to_owned()))
    }
}

/// The two bytes at offset 16; 1 stands for 65536.
fn page_size(header: &[u8; 100]) -> u64 {
    match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65536,
        size => size.into(),
    }
}

fn be32(bytes: &[u8], at: usize) -> u32 {
    let mut word = [0; 4];
    word.copy_from_slice(&bytes[at..at + 4]);
    u32::from_be_bytes(word)
}
