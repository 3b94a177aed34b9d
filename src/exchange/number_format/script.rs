//! Digits of other scripts: `[DBNum1]` 一二, `[DBNum2]` 壱弐, `[DBNum3]` １２.

use super::tokens::Script;

impl Script {
    const fn digits(self) -> [char; 10] {
        match self {
            Self::Kanji => ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'],
            Self::Formal => ['〇', '壱', '弐', '参', '四', '伍', '六', '七', '八', '九'],
            Self::Wide => ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'],
        }
    }

    /// The names of ten, a hundred and a thousand.
    const fn tens(self) -> [&'static str; 3] {
        match self {
            Self::Kanji | Self::Wide => ["十", "百", "千"],
            Self::Formal => ["拾", "百", "阡"],
        }
    }

    /// A text with each of its digits in this script.
    pub(super) fn by_digit(self, text: &str) -> String {
        let digits = self.digits();
        let digit = |c: char| {
            let value = c.to_digit(10).and_then(|value| usize::try_from(value).ok());
            value.and_then(|value| digits.get(value).copied()).unwrap_or(c)
        };
        text.chars().map(digit).collect()
    }

    /// A text with each of its whole numbers as it is read: 二千二十四.
    pub(super) fn by_number(self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
            let (before, from) = rest.split_at(start);
            let end = from.find(|c: char| !c.is_ascii_digit()).unwrap_or(from.len());
            let (digits, after) = from.split_at(end);
            out.push_str(before);
            // What stands behind a point is told digit by digit.
            match before.ends_with('.') || digits.len() > 16 {
                true => out.push_str(&self.by_digit(digits)),
                false => out.push_str(&self.number(digits)),
            }
            rest = after;
        }
        out.push_str(rest);
        out
    }

    fn number(self, digits: &str) -> String {
        let formal = self == Self::Formal;
        let myriads = if formal { ["", "萬", "億", "兆"] } else { ["", "万", "億", "兆"] };
        let mut out = String::new();
        let groups: Vec<&[u8]> = digits.as_bytes().rchunks(4).collect();
        for (group, myriad) in groups.iter().zip(myriads).rev() {
            let mut said = String::new();
            for (at, digit) in group.iter().rev().enumerate().rev() {
                let value = digit.saturating_sub(b'0');
                let unit = at.checked_sub(1).and_then(|at| self.tens().get(at).copied());
                let is_left_out = value == 1 && unit.is_some() && !formal;
                if value != 0 && !is_left_out {
                    said.push_str(&self.by_digit(&value.to_string()));
                }
                said.push_str(unit.filter(|_| value != 0).unwrap_or_default());
            }
            if !said.is_empty() {
                out.push_str(&said);
                out.push_str(myriad);
            }
        }
        if out.is_empty() { self.by_digit("0") } else { out }
    }
}
