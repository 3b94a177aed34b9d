//! Objects as bytes (ISO 32000-1, 7.3).

use lopdf::{Dictionary, Object, StringFormat};
use std::io::Write;

/// Writes an object; of a stream, its dictionary.
pub fn put_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend(b"null"),
        Object::Boolean(value) => put(out, format_args!("{value}")),
        Object::Integer(value) => put(out, format_args!("{value}")),
        // As few digits as tell the number, and never an exponent.
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
pub fn put_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend(b"<<");
    for (key, value) in dictionary {
        put_name(out, key);
        out.push(b' ');
        put_object(out, value);
    }
    out.extend(b">>");
}

/// Writes what is formatted.
pub fn put(out: &mut Vec<u8>, text: std::fmt::Arguments<'_>) {
    // Nothing can fail in memory.
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
pub fn put_literal(out: &mut Vec<u8>, byte: u8) {
    match byte {
        b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
        // Bare, it would be read as a line feed.
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
    fn objects_are_written_as_they_are_read() {
        let array: Vec<Object> = vec![0.into(), Object::Null, (7, 0).into(), 841.89_f32.into()];
        let dictionary = dictionary! { "A B#" => array, "Marked" => true };
        assert_eq!(written(dictionary), "<</A#20B#23 [0 null 7 0 R 841.89]/Marked true>>");
        assert_eq!(written(Object::string_literal("a(b)\\\r")), "(a\\(b\\)\\\\\\r)");
        let bytes = Object::String(vec![0xFE, 0x0F], StringFormat::Hexadecimal);
        assert_eq!(written(bytes), "<FE0F>");
    }
}
