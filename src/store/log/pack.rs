//! What the commits changed, as JSON: of a young one by itself, of older ones packed together.
//!
//! Nearly all of a log is narratives, each of them in several versions that are much alike, weeks
//! and thousands of commits apart. A large pack holds most versions of a text and takes a tenth of
//! the room; small ones go before it, so that there is never much that is not packed.

use super::LAST;
use crate::domain::{Book, Change};
use crate::store::bounded::{at_most, is_over};
use crate::store::{Error, LARGEST, LogBound};
use brotli::CompressorWriter;
use brotli::enc::BrotliEncoderParams;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use std::io::{self, Read, Write};
use std::ops::Range;

/// The form of the JSON. It outlives the types it is made from.
const FORMAT: u32 = 1;

/// How many commits a small pack has, and how many at least are not packed yet.
const SMALL: i64 = 512;

/// How many commits a large pack has.
const LARGE: i64 = 8 * SMALL;

/// The bytes of JSON from which on a commit is a pack by itself, such as that of an import.
const HEAVY: usize = 64 << 10;

/// The bytes of JSON with which a pack takes no further commit.
const FULL: usize = 8 << 20;

/// The most bytes of JSON that one commit may have: what SQLite would take for it.
const COMMIT: u64 = LARGEST;

/// The most bytes of JSON that a pack of several commits may have: several times a full one.
const SEVERAL: u64 = 4 * FULL as u64;

/// The most bytes of JSON that are looked at to answer one question: those of a hundred thousand
/// edits of long narratives. A few bytes can stand for a whole pack, and a file can have many of them.
const ASKED: u64 = 2 * COMMIT;

/// The most changes that are read to answer one question: every record of the fullest book twice.
const CHANGES: usize = 2 * Book::MOST;

/// Appends what the commit with this number changed. Every so often older ones are packed.
pub(super) fn append(
    connection: &Connection,
    sequence: i64,
    changes: &[Change],
) -> Result<(), Error> {
    let mut sink = Sink::Plain(Vec::new());
    let written = serde_json::to_writer(&mut sink, changes);
    // More than SQLite would take for it, and than anybody would unpack.
    if sink.is_full() {
        return Err(Error::EditTooLarge);
    }
    written.map_err(|error| Error::Log(error.to_string()))?;
    let commit = sequence..sequence + 1;
    match sink {
        Sink::Plain(json) => insert(connection, &commit, &json, false)?,
        Sink::Packed { packer, .. } => insert(connection, &commit, &packer.into_inner(), true)?,
    }
    let end = sequence - SMALL + 1;
    if sequence % SMALL == 0 {
        pack(connection, end - SMALL..end)?;
    }
    if (sequence - SMALL) % LARGE == 0 {
        pack(connection, end - LARGE..end)?;
    }
    Ok(())
}

/// Leaves of every commit only that it was made.
pub(crate) fn blank(connection: &Connection) -> Result<(), Error> {
    let _ = connection.execute("DELETE FROM change_pack", [])?;
    let _ = connection.execute(
        "INSERT INTO change_pack (last, first, format, packed, changes)
         SELECT sequence, sequence, ?1, 0, CAST('[]' AS BLOB) FROM change_log",
        [FORMAT],
    )?;
    Ok(())
}

fn insert(
    connection: &Connection,
    commits: &Range<i64>,
    json: &[u8],
    is_packed: bool,
) -> Result<(), Error> {
    let _ = connection
        .prepare_cached(
            "INSERT INTO change_pack (last, first, format, packed, changes)
             VALUES (:last, :first, :format, :packed, :changes)",
        )?
        .execute(named_params! {
            ":last": commits.end - 1,
            ":first": commits.start,
            ":format": FORMAT,
            ":packed": is_packed,
            ":changes": json,
        })?;
    Ok(())
}

/// Packs these commits, into several packs where they are much. From the first on that is not kept,
/// or as nobody keeps it, all stay as they are.
fn pack(connection: &Connection, commits: Range<i64>) -> Result<(), Error> {
    let mut from = commits.start.max(0);
    while from < commits.end {
        let (run, lines) = run(connection, &commits, from)?;
        if lines.is_empty() {
            break;
        }
        from = run.end;
        let _ = connection
            .prepare_cached("DELETE FROM change_pack WHERE last >= ?1 AND last < ?2")?
            .execute((run.start, run.end))?;
        insert(connection, &run, &compress(&lines)?, true)?;
    }
    Ok(())
}

/// Of these commits from one on as many as make a pack, and what each changed as one line.
fn run(
    connection: &Connection,
    commits: &Range<i64>,
    from: i64,
) -> Result<(Range<i64>, Vec<u8>), Error> {
    let mut packs = Packs::of(connection);
    let (mut run, mut lines) = (from..from, Vec::new());
    for sequence in from..commits.end {
        let Ok(pack) = packs.holding(sequence) else { break };
        let json = pack.json(sequence)?;
        let full = lines.len() + json.len() > FULL && !lines.is_empty();
        let odd = pack.format != FORMAT || pack.commits.start < commits.start;
        if full || odd || json.contains('\n') {
            break;
        }
        lines.extend_from_slice(json.as_bytes());
        lines.push(b'\n');
        run.end = sequence + 1;
    }
    Ok((run, lines))
}

/// Reads what commits changed, to answer one question. The pack that was unpacked last is kept, as
/// the next commit that is asked for is most often its neighbour.
pub(super) struct Packs<'c> {
    connection: &'c Connection,
    held: Option<Pack>,
    /// The bytes of JSON that may still be looked at.
    bytes: u64,
    /// The changes that may still be read.
    changes: usize,
}

struct Pack {
    commits: Range<i64>,
    format: u32,
    json: String,
    /// Where in `json` each commit's is.
    lines: Vec<Range<usize>>,
}

impl<'c> Packs<'c> {
    pub(super) const fn of(connection: &'c Connection) -> Self {
        Self { connection, held: None, bytes: ASKED, changes: CHANGES }
    }

    /// What the commit with this number changed.
    pub(super) fn changes(&mut self, sequence: i64) -> Result<Vec<Change>, Error> {
        let most = self.changes;
        let pack = self.holding(sequence)?;
        if pack.format != FORMAT {
            return Err(Error::Log(format!("format {}", pack.format)));
        }
        let changes = parse(pack.json(sequence)?, most);
        let changes = changes.map_err(|error| match is_over(&error) {
            true => Error::LogTooLarge(LogBound::Changes { edit: sequence, limit: CHANGES }),
            false => Error::Log(error.to_string()),
        })?;
        self.changes -= changes.len();
        Ok(changes)
    }

    /// Whether what the commit changed tells of a record with this identity, which no text holds by
    /// chance.
    pub(super) fn mentions(&mut self, sequence: i64, id: &str) -> Result<bool, Error> {
        Ok(self.holding(sequence)?.json(sequence)?.contains(id))
    }

    fn holding(&mut self, sequence: i64) -> Result<&Pack, Error> {
        let held = self.held.take().filter(|pack| pack.commits.contains(&sequence));
        let pack = match held {
            Some(pack) => pack,
            None => {
                let pack = Pack::read(self.connection, sequence, self.bytes)?;
                self.bytes = self.bytes.saturating_sub(pack.json.len() as u64);
                pack
            }
        };
        Ok(self.held.insert(pack))
    }
}

impl Pack {
    fn json(&self, sequence: i64) -> Result<&str, Error> {
        let line = usize::try_from(sequence - self.commits.start).ok();
        let line = line.and_then(|line| self.lines.get(line)).cloned();
        line.and_then(|line| self.json.get(line)).ok_or_else(|| lost(sequence))
    }

    /// The pack that holds this commit, where it has at most so many bytes of JSON.
    fn read(connection: &Connection, sequence: i64, most: u64) -> Result<Self, Error> {
        let mut statement = connection.prepare_cached(
            "SELECT last, first, format, packed, changes FROM change_pack
             WHERE last >= ?1 ORDER BY last LIMIT 1",
        )?;
        let read = |row: &Row<'_>| {
            let (first, last): (i64, i64) = (row.get("first")?, row.get("last")?);
            let stored = row.get_ref("changes")?.as_blob()?.to_vec();
            Ok((first..last.saturating_add(1), row.get("format")?, row.get("packed")?, stored))
        };
        let (commits, format, packed, stored): (Range<i64>, u32, bool, _) = statement
            .query_row([sequence], read)
            .optional()?
            .filter(|(commits, ..)| commits.start >= 0 && commits.end <= LAST + 1)
            .filter(|(commits, ..)| commits.contains(&sequence))
            .ok_or_else(|| lost(sequence))?;
        let count = usize::try_from(commits.end - commits.start).unwrap_or(usize::MAX);
        let bound = if count == 1 { COMMIT } else { SEVERAL };
        let (left, most) = (most, most.min(bound));
        let stored = if packed { unpack(&stored, most)? } else { stored };
        if stored.len() as u64 > most {
            let edits = [commits.start, commits.end - 1];
            let limit = if left < bound { ASKED } else { bound };
            return Err(Error::LogTooLarge(LogBound::Bytes { edits, limit }));
        }
        let json = String::from_utf8(stored).map_err(|error| Error::Log(error.to_string()))?;
        let lines = if count == 1 {
            std::iter::once(0..json.len()).collect()
        } else {
            // One more than there may be tells as much as all of them.
            lines(&json).take(count.saturating_add(1).min(LARGE as usize + 1)).collect::<Vec<_>>()
        };
        if lines.len() != count {
            return Err(Error::Log(format!("the pack of {commits:?} has not as many")));
        }
        Ok(Self { commits, format, json, lines })
    }
}

fn lines(json: &str) -> impl Iterator<Item = Range<usize>> {
    let ends = json.match_indices('\n').map(|(end, _)| end);
    ends.scan(0, |start, end| {
        let line = *start..end;
        *start = end + 1;
        Some(line)
    })
}

fn parse(json: &str, most: usize) -> serde_json::Result<Vec<Change>> {
    let mut json = serde_json::Deserializer::from_str(json);
    let changes = at_most(&mut json, most)?;
    json.end()?;
    Ok(changes)
}

fn lost(sequence: i64) -> Error {
    Error::Log(format!("what the commit {sequence} changed is not kept"))
}

/// How long the compression of a pack looks for repetitions (RFC 7932 leaves that to the encoder).
#[derive(Debug, Clone, Copy)]
struct Quality(i32);

impl Quality {
    /// For a large commit, on which somebody waits: a third more bytes in a third of the time.
    const FAST: Self = Self(3);
    const SMALL: Self = Self(5);
}

fn parameters(Quality(quality): Quality, length: usize) -> BrotliEncoderParams {
    BrotliEncoderParams {
        quality,
        // Looks back over a whole pack (RFC 7932, section 9.1: the largest window there is).
        lgwin: 24,
        size_hint: length,
        ..BrotliEncoderParams::default()
    }
}

fn compress(json: &[u8]) -> Result<Vec<u8>, Error> {
    let mut packed = Vec::new();
    let parameters = parameters(Quality::SMALL, json.len());
    let written = brotli::BrotliCompress(&mut &*json, &mut packed, &parameters);
    let _ = written.map_err(|error| Error::Log(error.to_string()))?;
    Ok(packed)
}

/// Where the JSON of a commit goes: compressed as it comes where it is much, so that that of an import
/// is nowhere in memory as a whole.
enum Sink {
    Plain(Vec<u8>),
    Packed { packer: Box<CompressorWriter<Vec<u8>>>, length: u64 },
}

impl Sink {
    fn is_full(&self) -> bool {
        matches!(self, Self::Packed { length, .. } if *length >= COMMIT)
    }
}

impl Write for Sink {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if let Self::Plain(json) = self {
            json.extend_from_slice(piece);
            if json.len() >= HEAVY {
                const PIECE: usize = 64 << 10;
                let parameters = parameters(Quality::FAST, 0);
                let mut packer = CompressorWriter::with_params(Vec::new(), PIECE, &parameters);
                packer.write_all(json)?;
                *self = Self::Packed { packer: Box::new(packer), length: json.len() as u64 };
            }
            return Ok(piece.len());
        }
        if self.is_full() {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        if let Self::Packed { packer, length } = self {
            *length += piece.len() as u64;
            packer.write_all(piece)?;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Unpacks up to one byte more than `most`.
fn unpack(packed: &[u8], most: u64) -> Result<Vec<u8>, Error> {
    const PIECE: usize = 64 << 10;
    let mut json = Vec::new();
    let mut packed = brotli::Decompressor::new(packed, PIECE).take(most.saturating_add(1));
    let _ = packed.read_to_end(&mut json).map_err(|error| Error::Log(error.to_string()))?;
    Ok(json)
}

#[cfg(test)]
mod tests;
