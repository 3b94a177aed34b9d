//! Identifiers of documents and fonts, the same for the same content.

/// FNV-1a of 128 bits: not cryptographic, but enough to tell documents apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Fingerprint(u128);

const OFFSET: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

impl Fingerprint {
    /// The fingerprint of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut fingerprint = Self(OFFSET);
        fingerprint.add(bytes);
        fingerprint
    }

    /// Adds more bytes.
    pub(super) fn add(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u128::from(*byte)).wrapping_mul(PRIME);
        }
    }

    /// As bytes.
    pub(super) const fn bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// As six capital letters, the form that the tag of a font subset has.
    pub(super) fn letters(self) -> String {
        let mut rest = self.0;
        std::iter::repeat_with(|| {
            let letter = char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0));
            rest /= 26;
            letter
        })
        .take(6)
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_published_one() {
        // draft-eastlake-fnv, appendix C: FNV-1a of "foobar".
        let known = 0x343e_1662_793c_64bf_6f0d_3597_ba44_6f18_u128;
        assert_eq!(Fingerprint::of(b"foobar").bytes(), known.to_be_bytes());
    }

    #[test]
    fn letters_are_six_capitals() {
        let letters = Fingerprint::of(b"").letters();
        assert!(letters.len() == 6 && letters.chars().all(|c| c.is_ascii_uppercase()));
    }
}
