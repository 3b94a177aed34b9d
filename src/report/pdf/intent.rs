//! The output intent (ISO 32000-1, 14.11.5; ISO 19005-2, 6.2.3), by which `DeviceGray` is the same grey
//! on every device.
//!
//! The colour profile is made here, of the few numbers that it has.

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

/// The name of the intent and its profile. The curve of IEC 61966-2-1 for the greys of a screen hardly
/// differs from this power, which takes one number.
const CONDITION: &str = "Gray, gamma 2.2, D50";

/// Adds the intent, and returns its entry in the catalog.
pub(super) fn add(pdf: &mut Document) -> Object {
    let profile = pdf.add_object(Stream::new(dictionary! { "N" => 1 }, profile()));
    let intent: Dictionary = dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal(CONDITION),
        "Info" => Object::string_literal(CONDITION),
        "DestOutputProfile" => profile,
    };
    Object::Array(vec![intent.into()])
}

/// The white of the profile connection space (ICC.1:2001-04, header): D50, X 0.9642, Y 1,
/// Z 0.8249, in 65536ths.
const D50: [u32; 3] = [0xF6D6, 0x1_0000, 0xD32D];

/// 2.2 in 256ths.
const GAMMA: u16 = 0x0233;

/// Where the tags begin: behind the header of 128 bytes, their number, and 12 bytes for each.
const FIRST: usize = 128 + 4 + 4 * 12;

/// A profile of a monochrome display by ICC.1:2001-04 (version 2.4), with the four tags that such a
/// one must have, each of a multiple of four bytes.
fn profile() -> Vec<u8> {
    let tags =
        [(b"desc", description()), (b"cprt", copyright()), (b"wtpt", white()), (b"kTRC", curve())];
    let (mut table, mut data) = (long(tags.len()).to_vec(), Vec::new());
    for (name, tag) in tags {
        table.extend(name);
        table.extend([long(FIRST + data.len()), long(tag.len())].concat());
        data.extend(tag);
        data.resize(data.len().next_multiple_of(4), 0);
    }
    let mut out = header(FIRST + data.len());
    out.extend(table);
    out.extend(data);
    out
}

fn header(size: usize) -> Vec<u8> {
    let mut out = long(size).to_vec();
    // No preferred module, the version, and what the profile is of.
    out.extend(b"\0\0\0\0\x02\x40\0\0mntrGRAYXYZ ");
    // 2001-04-01: a day that is the same for all, that of the standard.
    out.extend([2001, 4, 1, 0, 0, 0].map(u16::to_be_bytes).concat());
    out.extend(b"acsp");
    // No platform, flags, maker, model or attributes.
    out.resize(64, 0);
    // Relative colorimetric.
    out.extend(1u32.to_be_bytes());
    out.extend(D50.map(u32::to_be_bytes).concat());
    out.resize(128, 0);
    out
}

/// `textDescriptionType`, in ASCII alone.
fn description() -> Vec<u8> {
    let mut out = b"desc\0\0\0\0".to_vec();
    out.extend(long(CONDITION.len() + 1));
    out.extend(CONDITION.as_bytes());
    out.push(0);
    // No text in Unicode (language and length), none in a script's code (code, length, 67 bytes).
    out.resize(out.len() + 4 + 4 + 2 + 1 + 67, 0);
    out
}

/// `textType`.
fn copyright() -> Vec<u8> {
    b"text\0\0\0\0No copyright, use freely\0".to_vec()
}

/// `XYZType`: white is the white of the paper.
fn white() -> Vec<u8> {
    [b"XYZ \0\0\0\0".to_vec(), D50.map(u32::to_be_bytes).concat()].concat()
}

/// `curveType` of one number: a power.
fn curve() -> Vec<u8> {
    [b"curv\0\0\0\0\0\0\0\x01".as_slice(), &GAMMA.to_be_bytes()].concat()
}

/// `uInt32Number`.
fn long(number: usize) -> [u8; 4] {
    u32::try_from(number).unwrap_or(0).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8], at: usize) -> usize {
        let bytes = bytes[at..at + 4].try_into().unwrap();
        usize::try_from(u32::from_be_bytes(bytes)).unwrap()
    }

    #[test]
    fn the_profile_locates_its_tags() {
        let profile = profile();
        assert_eq!(number(&profile, 0), profile.len());
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(number(&profile, 128), 4);
        for (at, kind) in (132..FIRST).step_by(12).zip([b"desc", b"text", b"XYZ ", b"curv"]) {
            let (start, len) = (number(&profile, at + 4), number(&profile, at + 8));
            assert_eq!(&profile[start..start + 4], kind);
            assert!(start % 4 == 0 && start + len <= profile.len());
        }
    }

    #[test]
    fn the_constants_are_the_published_ones() {
        let rounded = |value: f64, unit: f64| (value * unit).round();
        let white = [0.9642, 1.0, 0.8249].map(|it| rounded(it, 65536.0));
        assert_eq!(D50.map(f64::from), white);
        assert_eq!(f64::from(GAMMA), rounded(2.2, 256.0));
    }
}
