//! The bytes of a PDF file: its objects, in object streams unless they are streams themselves, and the
//! cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8).
//!
//! lopdf writes such files too, but only of objects that it holds, all at once. This takes objects
//! one by one, and those of the structure tree as bytes.

use super::object::{put, put_dictionary, put_object};
use lopdf::{Dictionary, Object, Stream, dictionary};
use std::cmp::Reverse;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// A file that is being written.
#[derive(Debug)]
pub(super) struct File {
    out: Vec<u8>,
    /// The places of the objects, by their numbers.
    places: Vec<Place>,
    packed: Packed,
    /// The next free object number.
    next: u32,
}

/// The place of an object.
#[derive(Debug, Clone, Copy)]
enum Place {
    Nowhere,
    /// The offset in the file.
    At(usize),
    /// The index of an object stream, and the index of the object in it.
    Within(u32, u16),
}

/// The objects that are packed into object streams.
#[derive(Debug, Default)]
struct Packed {
    numbers: Vec<u32>,
    /// The start of each in `bytes`.
    starts: Vec<usize>,
    bytes: Vec<u8>,
    /// The object streams that are full. A long list has many, so that they are compressed now and
    /// then.
    full: Vec<Stream>,
    /// The number of these that are compressed.
    compressed: usize,
}

/// The number of objects in an object stream: readers unpack all to get at one.
const TOGETHER: usize = 500;

/// The number of object streams that are compressed at a time, divided among the cores.
const AT_ONCE: usize = 32;

/// The widths in bytes of an entry of the cross-reference stream: its kind, and two numbers.
const ENTRY: [usize; 3] = [1, 4, 2];

impl File {
    /// A file whose object numbers up to `last` are in use.
    pub(super) fn new(last: u32) -> Self {
        // The second line marks the file as binary (ISO 32000-1, 7.5.2).
        let out = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        Self { out, places: Vec::new(), packed: Packed::default(), next: last + 1 }
    }

    /// Reserves object numbers, and returns the first of them.
    pub(super) fn reserve(&mut self, count: usize) -> u32 {
        let first = self.next;
        self.next += u32::try_from(count).unwrap_or(0);
        first
    }

    /// Adds an object.
    pub(super) fn add(&mut self, number: u32, object: &Object) {
        if let Object::Stream(stream) = object {
            self.add_stream(number, stream);
        } else {
            self.pack(number, |out| put_object(out, object));
        }
    }

    fn add_stream(&mut self, number: u32, stream: &Stream) {
        self.set_place(number, Place::At(self.out.len()));
        put(&mut self.out, format_args!("{number} 0 obj\n"));
        put_dictionary(&mut self.out, &stream.dict);
        self.out.extend(b"\nstream\n");
        self.out.extend(&stream.content);
        self.out.extend(b"\nendstream\nendobj\n");
    }

    /// Adds an object other than a stream, written by `write`.
    pub(super) fn pack(&mut self, number: u32, write: impl FnOnce(&mut Vec<u8>)) {
        let packed = &mut self.packed;
        packed.numbers.push(number);
        packed.starts.push(packed.bytes.len());
        write(&mut packed.bytes);
        packed.bytes.push(b'\n');
        if packed.numbers.len() == TOGETHER {
            self.make_stream();
            if self.packed.full.len() - self.packed.compressed == AT_ONCE {
                self.packed.compress();
            }
        }
    }

    /// Makes an object stream of the objects packed so far.
    fn make_stream(&mut self) {
        let Packed { numbers, starts, bytes, full, .. } = &mut self.packed;
        let (mut head, container) = (Vec::new(), u32::try_from(full.len()).unwrap_or(0));
        let mut within = Vec::with_capacity(numbers.len());
        for ((number, at), index) in numbers.drain(..).zip(starts.drain(..)).zip(0..) {
            put(&mut head, format_args!("{number} {at} "));
            within.push((number, Place::Within(container, index)));
        }
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => i64::try_from(within.len()).unwrap_or(0),
            "First" => i64::try_from(head.len()).unwrap_or(0),
        };
        full.push(Stream::new(dictionary, [head.as_slice(), bytes].concat()));
        bytes.clear();
        for (number, place) in within {
            self.set_place(number, place);
        }
    }

    /// The bytes of the file, with this trailer.
    pub(super) fn finish(mut self, trailer: &Dictionary) -> Vec<u8> {
        let containers = self.write_streams();
        let number = self.reserve(1);
        let start = self.out.len();
        self.set_place(number, Place::At(start));
        let mut dictionary = trailer.clone();
        dictionary.set("Type", "XRef");
        dictionary.set("Size", i64::from(self.next));
        let widths = ENTRY.map(|width| Object::Integer(i64::try_from(width).unwrap_or(0)));
        dictionary.set("W", widths.to_vec());
        let columns = i64::try_from(ENTRY.iter().sum::<usize>()).unwrap_or(0);
        // Entries differ little from one to the next (ISO 32000-1, 7.4.4.4).
        dictionary.set("DecodeParms", dictionary! { "Predictor" => 12, "Columns" => columns });
        let mut stream = Stream::new(dictionary, predicted(&self.entries(containers)));
        compress(&mut stream);
        if !stream.dict.has(b"Filter") {
            let removed = stream.dict.remove(b"DecodeParms");
            drop(removed);
            stream.set_content(self.entries(containers).concat());
        }
        self.add_stream(number, &stream);
        put(&mut self.out, format_args!("startxref\n{start}\n%%EOF\n"));
        self.out
    }

    /// Writes the object streams, and returns the number of the first of them.
    fn write_streams(&mut self) -> u32 {
        if !self.packed.numbers.is_empty() {
            self.make_stream();
        }
        self.packed.compress();
        let streams = std::mem::take(&mut self.packed.full);
        let first = self.reserve(streams.len());
        for (container, stream) in (first..).zip(streams) {
            self.add_stream(container, &stream);
        }
        first
    }

    fn set_place(&mut self, number: u32, place: Place) {
        let at = usize::try_from(number).unwrap_or(0);
        if self.places.len() <= at {
            self.places.resize(at + 1, Place::Nowhere);
        }
        self.places[at] = place;
    }

    /// The entries of the cross-reference stream. The object streams have the numbers from `containers`
    /// on.
    fn entries(&self, containers: u32) -> Vec<[u8; 7]> {
        let entry = |place: &Place| {
            let (kind, one, other) = match *place {
                Place::Nowhere => (0, 0, u16::MAX),
                Place::At(offset) => (1, u32::try_from(offset).unwrap_or(0), 0),
                Place::Within(stream, index) => (2, containers + stream, index),
            };
            let ([a, b, c, d], [e, f]) = (one.to_be_bytes(), other.to_be_bytes());
            [kind, a, b, c, d, e, f]
        };
        self.places.iter().map(entry).collect()
    }
}

/// Compresses a stream where that makes it shorter.
pub(super) fn compress(stream: &mut Stream) {
    // Where that fails the stream stays valid as it is.
    let _ = stream.compress();
}

impl Packed {
    /// Compresses the object streams that are full.
    fn compress(&mut self) {
        compress_all(&mut self.full[self.compressed..]);
        self.compressed = self.full.len();
    }
}

/// Compresses streams, each core taking the next one, the longest first.
pub(super) fn compress_all<'a>(streams: impl IntoIterator<Item = &'a mut Stream>) {
    let mut streams: Vec<&mut Stream> = streams.into_iter().collect();
    streams.sort_by_key(|stream| Reverse(stream.content.len()));
    let cores = thread::available_parallelism().map_or(1, usize::from).min(streams.len());
    let streams = Mutex::new(streams.into_iter());
    let next = || streams.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(stream) = next() {
            compress(stream);
        }
    };
    thread::scope(|scope| {
        for _ in 1..cores {
            let _ = scope.spawn(work);
        }
        work();
    });
}

/// The entries after the PNG filter `Up`: each byte less the one above it.
fn predicted(entries: &[[u8; 7]]) -> Vec<u8> {
    let mut above = [0; 7];
    let mut out = Vec::with_capacity(entries.len() * 8);
    for entry in entries {
        out.push(2);
        out.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = *entry;
    }
    out
}
