//! 番号 as it is typed, in whatever digits.

use crate::domain::fold::fold;

/// What is told beside a field that holds no number.
pub(super) const NOT_A_NUMBER: &str = "番号は数字で入力してください。";

/// The number that a field holds; `None` where it is none (yet).
pub(super) fn typed(text: &str) -> Option<u32> {
    fold(text).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_typed_in_full_and_half_width() {
        assert_eq!([typed("12"), typed("１２")], [Some(12), Some(12)]);
        assert_eq!([typed(""), typed("新"), typed("-1")], [None, None, None]);
    }
}
