//! How like two names are.

use crate::domain::fold::fold;

/// Whether two names are likely those of one thing: one is the other with letters added, no more
/// than there were, and no digit. 道路の整備 and 公園の整備 are as near to each other as many an old name
/// to its new one; only a reader can tell those apart.
pub(super) fn alike(one: &str, other: &str) -> bool {
    let (mut short, mut long) = (bare(one), bare(other));
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    let count = |text: &str| text.chars().count();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut rest = long.chars();
    let is_within = short.chars().all(|letter| rest.any(|it| it == letter));
    one == other
        || (is_within && count(&short) * 2 >= count(&long) && digits(&short) == digits(&long))
}

/// How many hundredths of their pairs of neighbouring letters two names have in common at least, to be
/// similar (the coefficient of Sørensen and Dice). 障害者の就労支援 and 障がい者の就労支援 have 61, 道路の整備
/// and 公園の整備 33.
pub(super) const SIMILAR: u32 = 60;

/// The most pairs of names that are compared.
pub(super) const MOST_COMPARED: usize = 1 << 20;

pub(super) fn letter_pairs(bare: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<_> = bare.chars().zip(bare.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// The share of pairs that two names have in common, in hundredths; both are in order.
pub(super) fn similarity(one: &[(char, char)], other: &[(char, char)]) -> u32 {
    let (mut at, mut common) = (0, 0_usize);
    for pair in one {
        while other.get(at).is_some_and(|it| it < pair) {
            at += 1;
        }
        if other.get(at) == Some(pair) {
            common += 1;
            at += 1;
        }
    }
    let all = one.len() + other.len();
    u32::try_from(200 * common / all.max(1)).unwrap_or_default()
}

/// The letters and digits of a name by which it is known, folded.
pub(super) fn bare(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric() && *c != 'の').collect()
}
