//! Which encoding a text is in. A wrong guess would store mojibake, so that bytes which are valid in
//! none of the encodings met in city offices are refused.

use super::Error;
use encoding_rs::{SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use std::borrow::Cow;

/// Decodes UTF-8 and UTF-16 by their byte order mark, UTF-8 without one, and CP932 (Shift_JIS with
/// the extensions of NEC and IBM: ①, ㈱, ～).
///
/// # Errors
/// [`Error::Encoding`].
pub(super) fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Error> {
    let marked =
        [(&b"\xEF\xBB\xBF"[..], UTF_8), (&b"\xFF\xFE"[..], UTF_16LE), (&b"\xFE\xFF"[..], UTF_16BE)];
    let by_mark = marked.iter().find_map(|(mark, encoding)| {
        let rest = bytes.strip_prefix(*mark)?;
        Some(encoding.decode_without_bom_handling_and_without_replacement(rest))
    });
    let text = by_mark.unwrap_or_else(|| {
        let utf8 = UTF_8.decode_without_bom_handling_and_without_replacement(bytes);
        utf8.or_else(|| {
            let cp932 = SHIFT_JIS.decode_without_bom_handling_and_without_replacement(bytes);
            cp932.filter(|text| !is_mojibake(text))
        })
    });
    // NUL stands in UTF-16 without its mark, escape in ISO-2022-JP; in no list does either.
    text.filter(|text| !text.contains(['\0', '\u{1B}'])).ok_or(Error::Encoding)
}

/// Whether a text is EUC-JP that was read as CP932: most of its bytes are half-width kana there.
fn is_mojibake(text: &str) -> bool {
    let is_half = |c: &char| matches!(c, '\u{FF61}'..='\u{FF9F}' | '\u{80}');
    let is_wide = |c: &char| matches!(c, '\u{3000}'..='\u{9FFF}' | '\u{FF00}'..='\u{FF60}');
    let (half, wide) = (text.chars().filter(is_half).count(), text.chars().filter(is_wide).count());
    half > wide
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::EUC_JP;

    const TEXT: &str = "施策番号,名称,内容,所管課\n1,①～④㈱≪ＰＲ≫の支援,髙﨑,産業振興課\n";

    #[test]
    fn encodings_are_told_apart() {
        let utf16 = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| {
            mark.into_iter().chain(TEXT.encode_utf16().flat_map(unit)).collect::<Vec<u8>>()
        };
        let (cp932, _, lossy) = SHIFT_JIS.encode(TEXT);
        assert!(!lossy);
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", TEXT.as_bytes()].concat(),
            cp932.into_owned(),
            utf16([0xFF, 0xFE], u16::to_le_bytes),
            utf16([0xFE, 0xFF], u16::to_be_bytes),
        ] {
            assert_eq!(decode(&bytes).unwrap(), TEXT);
        }
    }

    #[test]
    fn what_is_valid_in_none_is_refused() {
        let (euc, ..) = EUC_JP.encode(TEXT);
        let bare: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let broken = [&b"\xEF\xBB\xBF"[..], b"\xE5\x9F"].concat();
        let cut = SHIFT_JIS.encode(TEXT).0[..1].to_vec();
        let mail = b"\x1B$B;\\:vHV9f\x1B(B,".to_vec();
        for bytes in [euc.into_owned(), bare, broken, cut, mail] {
            assert!(matches!(decode(&bytes), Err(Error::Encoding)));
        }
    }
}
