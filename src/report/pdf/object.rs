//! Objects of a PDF (ISO 32000-1, 7.3): made of our values, found in a document, written as bytes.

use crate::report::error::Error;
use crate::report::geometry::Length;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat};
use std::io::Write;
use std::sync::Arc;

/// A text string (ISO 32000-1, 7.9.2.2).
pub(super) fn text(text: &str) -> Object {
    let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
    let bytes = units.flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// A length as a number. The nearest single-precision number prints as the digits that it was made
/// from, as long as these are few, as on a page.
pub(super) fn number(length: Length) -> Object {
    let thousandths = length.in_thousandths();
    if thousandths % 1000 == 0 {
        Object::Integer(thousandths / 1000)
    } else {
        Object::Real((thousandths as f64 / 1000.0) as f32)
    }
}

/// The object that a dictionary of the document refers to.
pub(super) fn reference(pdf: &Document, of: ObjectId, key: &[u8]) -> Result<ObjectId, Error> {
    reference_in(pdf.get_dictionary(of).map_err(failed)?, key)
}

/// The object that a dictionary refers to.
pub(super) fn reference_in(dictionary: &Dictionary, key: &[u8]) -> Result<ObjectId, Error> {
    dictionary.get(key).and_then(Object::as_reference).map_err(failed)
}

/// The error for a document that is not as expected.
pub(super) fn failed(error: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::Write(Arc::new(error))
}

/// Writes an object; of a stream, its dictionary.
pub(super) fn put_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => put(out, format_args!("{value}")),
        Object::Integer(value) => put(out, format_args!("{value}")),
        // The fewest digits that identify the number, and never an exponent.
        Object::Real(value) => put(out, format_args!("{value}")),
        Object::Name(name) => put_name(out, name),
        Object::String(bytes, format) => put_string(out, bytes, *format),
        Object::Array(items) => {
            out.push(b'[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(b' ');
                }
                put_object(out, item);
            }
            out.push(b']');
        }
        Object::Dictionary(dictionary) => put_dictionary(out, dictionary),
        Object::Stream(stream) => put_dictionary(out, &stream.dict),
        Object::Reference((number, generation)) => {
            put(out, format_args!("{number} {generation} R"));
        }
    }
}

/// Writes a dictionary.
pub(super) fn put_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        put_name(out, key);
        out.push(b' ');
        put_object(out, value);
    }
    out.extend(b">>");
}

/// Writes formatted text.
pub(super) fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Writing to memory cannot fail.
    let _ = out.write_fmt(text);
}

fn put_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for byte in name {
        if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
            out.push(*byte);
        } else {
            put(out, format_args!("#{byte:02X}"));
        }
    }
}

fn put_string(out: &mut Vec<u8>, bytes: &[u8], format: StringFormat) {
    match format {
        StringFormat::Literal => {
            out.push(b'(');
            for byte in bytes {
                put_literal(out, *byte);
            }
            out.push(b')');
        }
        StringFormat::Hexadecimal => {
            out.push(b'<');
            for byte in bytes {
                put(out, format_args!("{byte:02X}"));
            }
            out.push(b'>');
        }
    }
}

/// Writes a byte within a literal string (ISO 32000-1, 7.3.4.2).
pub(super) fn put_literal(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        // Unescaped, it would be read as a line feed.
        b'\r' => out.extend(b"\\r"),
        byte => out.push(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::dictionary;

    fn written(object: impl Into<Object>) -> String {
        let mut out = Vec::new();
        put_object(&mut out, &object.into());
        out.into_iter().map(char::from).collect()
    }

    #[test]
    fn objects_are_written_by_the_standard() {
        let array: Vec<Object> = vec![0.into(), Object::Null, (7, 0).into(), 841.89_f32.into()];
        let dictionary = dictionary! { "A B#" => array, "Marked" => true };
        assert_eq!(written(dictionary), "<</A#20B#23 [0 null 7 0 R 841.89]/Marked true>>");
        assert_eq!(written(Object::string_literal("a(b)\\\r")), "(a\\(b\\)\\\\\\r)");
        let bytes = Object::String(vec![0xFE, 0x0F], StringFormat::Hexadecimal);
        assert_eq!(written(bytes), "<FE0F>");
    }
}
