//! Two changed texts into one: by lines, and within lines by runs of characters, wherever the two
//! changes do not touch.

use crate::domain::difference::{common, runs};
use std::ops::Range;

/// The text with both changes, or `None` where they touch each other.
///
/// Which of the two is whose makes no difference, and a side that changed nothing gives way.
pub fn three_way(base: &str, mine: &str, theirs: &str) -> Option<String> {
    if mine == theirs || theirs == base {
        return Some(mine.to_owned());
    }
    if mine == base {
        return Some(theirs.to_owned());
    }
    let [base, mine, theirs] = [base, mine, theirs].map(|text| text.split('\n').collect());
    by_lines(&base, &mine, &theirs)
}

/// Both texts in one, for a person to mend: the lines of each in their order, without those that the
/// other took out of the base.
pub fn both(base: &str, mine: &str, theirs: &str) -> String {
    let [base, mine, theirs] =
        [base, mine, theirs].map(|text| text.split('\n').collect::<Vec<&str>>());
    let kept = common(&(0..mine.len()), &(0..theirs.len()), |i, j| mine[i] == theirs[j]);
    let own = |lines: &[&str]| -> Vec<String> {
        lines.iter().filter(|line| !base.contains(line)).map(|line| (*line).to_owned()).collect()
    };
    let (mut lines, mut i, mut j) = (Vec::new(), 0, 0);
    for (at, other) in kept {
        lines.extend(own(&mine[i..at]));
        lines.extend(own(&theirs[j..other]));
        lines.push(mine[at].to_owned());
        (i, j) = (at + 1, other + 1);
    }
    lines.extend(own(&mine[i..]));
    lines.extend(own(&theirs[j..]));
    lines.join("\n")
}

/// Lines of the base, and the lines of a changed text that stand in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Hunk {
    base: Range<usize>,
    new: Range<usize>,
}

impl Hunk {
    const fn is_insertion(&self) -> bool {
        self.base.start == self.base.end
    }

    /// Line for line: what comes before or after it has its place.
    const fn is_even(&self) -> bool {
        self.base.end - self.base.start == self.new.end - self.new.start
    }

    /// Whether `next`, of the other side and not before this one, shares lines with it, or stands
    /// beside it so that the order of the two is anybody's guess.
    const fn touches(&self, next: &Self) -> bool {
        let beside = self.base.end == next.base.start;
        let unordered =
            (self.is_insertion() || next.is_insertion()) && !(self.is_even() || next.is_even());
        next.base.start < self.base.end || (beside && unordered)
    }
}

/// What of the base was replaced by what.
fn hunks(base: &[&str], new: &[&str]) -> Vec<Hunk> {
    let kept = common(&(0..base.len()), &(0..new.len()), |old, at| base[old] == new[at]);
    let (mut hunks, mut old, mut at) = (Vec::new(), 0, 0);
    for (next_old, next) in kept.into_iter().chain([(base.len(), new.len())]) {
        if old < next_old || at < next {
            hunks.push(Hunk { base: old..next_old, new: at..next });
        }
        (old, at) = (next_old + 1, next + 1);
    }
    hunks
}

/// One side of the merge while it is walked through.
struct Walk<'a> {
    lines: &'a [&'a str],
    hunks: std::iter::Peekable<std::vec::IntoIter<Hunk>>,
    /// The line at which the part that is being put together begins.
    at: usize,
    /// The latest hunk of that part.
    last: Option<Hunk>,
}

impl<'a> Walk<'a> {
    fn new(base: &[&str], lines: &'a [&'a str]) -> Self {
        Self { lines, hunks: hunks(base, lines).into_iter().peekable(), at: 0, last: None }
    }

    /// Takes the next hunk into the part that ends at `end` if it lies in it or touches what the
    /// other side has there.
    fn join(&mut self, end: usize, other: Option<&Hunk>) -> Option<usize> {
        let hunk = self.hunks.next_if(|next| {
            next.base.start < end || other.is_some_and(|other| other.touches(next))
        })?;
        let end = end.max(hunk.base.end);
        self.last = Some(hunk);
        Some(end)
    }

    /// The lines of this side for the part of the base that ends at `end`; the next part begins
    /// behind them.
    fn part(&mut self, base: &Range<usize>) -> String {
        let behind = match &self.last {
            Some(hunk) => hunk.new.end + (base.end - hunk.base.end),
            None => self.at + base.len(),
        };
        let lines = &self.lines[self.at..behind];
        self.at = behind;
        joined(lines)
    }
}

/// Each line with its end, so that no line and an empty one are told apart.
fn joined(lines: &[&str]) -> String {
    lines.iter().flat_map(|line| [line, "\n"]).collect()
}

fn by_lines(base: &Vec<&str>, mine: &Vec<&str>, theirs: &Vec<&str>) -> Option<String> {
    let mut sides = [Walk::new(base, mine), Walk::new(base, theirs)];
    let (mut merged, mut at) = (String::new(), 0);
    loop {
        let next = sides
            .iter_mut()
            .filter_map(|side| side.hunks.peek())
            .map(|next| (next.base.start, next.base.end));
        let Some((start, _)) = next.min() else { break };
        merged += &joined(&base[at..start]);
        for side in &mut sides {
            side.at += start - at;
        }
        let end = changed_part(&mut sides, start);
        let part = start..end;
        merged += &match &mut sides {
            [one, Walk { last: None, at, .. }] | [Walk { last: None, at, .. }, one] => {
                *at += part.len();
                one.part(&part)
            }
            [mine, theirs] => {
                by_runs(&joined(&base[part.clone()]), &mine.part(&part), &theirs.part(&part))?
            }
        };
        at = end;
        for side in &mut sides {
            side.last = None;
        }
    }
    merged += &joined(&base[at..]);
    let _ = merged.pop();
    Some(merged)
}

/// Gathers the hunks that belong together from `start` on; tells where in the base they end.
fn changed_part([mine, theirs]: &mut [Walk<'_>; 2], start: usize) -> usize {
    let place =
        |walk: &mut Walk<'_>| walk.hunks.peek().map(|next| (next.base.start, next.base.end));
    let first = match (place(mine), place(theirs)) {
        (Some(one), Some(other)) if other < one => &mut *theirs,
        (None, _) => &mut *theirs,
        _ => &mut *mine,
    };
    // The first is taken whatever stands beside it.
    first.last = first.hunks.next();
    let mut end = first.last.as_ref().map_or(start, |hunk| hunk.base.end);
    while let Some(further) =
        mine.join(end, theirs.last.as_ref()).or_else(|| theirs.join(end, mine.last.as_ref()))
    {
        end = further;
    }
    end
}

/// A part that both changed: each change is taken as one stretch from its first run to its last, and
/// one run at least must stand between the two. Several small changes of one side could be told
/// apart, but then a sentence might come out that neither of the two would have written.
fn by_runs(base: &str, mine: &str, theirs: &str) -> Option<String> {
    if mine == theirs {
        return Some(mine.to_owned());
    }
    let [base, mine, theirs] = [base, mine, theirs].map(words);
    let [mine, theirs] = [&mine, &theirs].map(|text| Stretch::between(&base, text));
    let (first, second) =
        if mine.base.start <= theirs.base.start { (mine, theirs) } else { (theirs, mine) };
    if first.base.end >= second.base.start {
        return None;
    }
    let parts = [
        &base[..first.base.start],
        first.new,
        &base[first.base.end..second.base.start],
        second.new,
        &base[second.base.end..],
    ];
    let merged = parts.concat().concat();
    // Lines stay lines.
    (merged.is_empty() || merged.ends_with('\n')).then_some(merged)
}

/// From the first changed word to the last.
struct Stretch<'a> {
    base: Range<usize>,
    new: &'a [&'a str],
}

impl<'a> Stretch<'a> {
    fn between(base: &[&str], new: &'a [&'a str]) -> Self {
        let shorter = base.len().min(new.len());
        let head = base.iter().zip(new).take_while(|(old, new)| old == new).count();
        let tail = base.iter().rev().zip(new.iter().rev());
        let tail = tail.take(shorter - head).take_while(|(old, new)| old == new).count();
        Self { base: head..base.len() - tail, new: &new[head..new.len() - tail] }
    }
}

/// The runs of a text, numbers such as 1,515 or 97.6 in one piece: of two numbers no third is made.
fn words(text: &str) -> Vec<&str> {
    let numeric = |run: &Range<usize>| text[run.clone()].starts_with(char::is_numeric);
    let pieces = runs(text);
    let mut words: Vec<Range<usize>> = Vec::new();
    for (index, run) in pieces.iter().enumerate() {
        let before = words.last_mut().filter(|word| numeric(word));
        let goes_on = match &text[run.clone()] {
            "," | "." | "，" | "．" => pieces.get(index + 1).is_some_and(numeric),
            _ => numeric(run),
        };
        match before {
            Some(number) if goes_on => number.end = run.end,
            _ => words.push(run.clone()),
        }
    }
    words.into_iter().map(|word| &text[word]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BASE: &str = "・講座を5回開催した。\n・1,515人が参加した。\n・好評だった。";

    fn merged(mine: &str, theirs: &str) -> Option<String> {
        three_way(BASE, mine, theirs)
    }

    #[test]
    fn for_mending_each_line_stands_once_and_none_that_was_taken_out() {
        assert_eq!(
            both(
                BASE,
                "・講座を6回開催した。\n・1,515人が参加した。\n・好評だった。",
                "・講座を7回開催した。\n・1,515人が参加した。\n・来年度も行う。",
            ),
            "・講座を6回開催した。\n・講座を7回開催した。\n・1,515人が参加した。\n・来年度も行う。"
        );
        assert_eq!(both("", "一", "二"), "一\n二");
        assert_eq!(both(BASE, BASE, BASE), BASE);
    }

    #[test]
    fn changes_of_different_lines_are_both_kept() {
        assert_eq!(
            merged(
                "・講座を6回開催した。\n・1,515人が参加した。\n・好評だった。",
                "・講座を5回開催した。\n・1,600人が参加した。\n・好評だった。\n・来年度も行う。",
            )
            .unwrap(),
            "・講座を6回開催した。\n・1,600人が参加した。\n・好評だった。\n・来年度も行う。"
        );
    }

    #[test]
    fn changes_within_a_line_are_both_kept_where_they_do_not_touch() {
        assert_eq!(
            three_way(
                "講座を5回開催した。",
                "講座を6回開催した。",
                "講座を5回開催し、好評だった。"
            )
            .unwrap(),
            "講座を6回開催し、好評だった。"
        );
        assert_eq!(three_way("講座を5回", "講座を6回", "講座を5日"), None);
        assert_eq!(three_way("講座を5回", "講座を6回", "講座を7回"), None);
    }

    #[test]
    fn of_two_numbers_no_third_is_made() {
        assert_eq!(three_way("延べ1,515人", "延べ2,515人", "延べ1,600人"), None);
        assert_eq!(three_way("97.6％", "98.6％", "97.5％"), None);
    }

    #[test]
    fn a_line_added_below_a_changed_one_is_kept() {
        assert_eq!(three_way("一回", "二回", "一回\n三回").unwrap(), "二回\n三回");
    }

    #[test]
    fn two_lines_added_at_one_place_are_for_the_clerk_to_order() {
        assert_eq!(three_way("・一", "・一\n・二", "・一\n・三"), None);
        assert_eq!(three_way("", "・二", "・三"), None);
        assert_eq!(three_way("・一", "・一\n・二", "・一\n・二").unwrap(), "・一\n・二");
    }

    #[test]
    fn what_one_deleted_and_the_other_changed_is_for_the_clerk() {
        assert_eq!(three_way("・一\n・二", "・一", "・一\n・二、三"), None);
        assert_eq!(three_way("・一\n・二", "・一", "・二").unwrap(), "");
    }

    fn text() -> impl Strategy<Value = String> {
        "[あ漢5,。\n]{0,12}"
    }

    proptest! {
        #[test]
        fn who_changed_nothing_gives_way(base in text(), mine in text()) {
            prop_assert_eq!(three_way(&base, &mine, &base), Some(mine.clone()));
            prop_assert_eq!(three_way(&base, &base, &mine), Some(mine.clone()));
            prop_assert_eq!(three_way(&base, &mine, &mine), Some(mine));
        }

        #[test]
        fn whose_is_whose_makes_no_difference(base in text(), mine in text(), theirs in text()) {
            prop_assert_eq!(three_way(&base, &mine, &theirs), three_way(&base, &theirs, &mine));
        }

        /// Nothing comes out that nobody wrote.
        #[test]
        fn every_character_is_somebody_s(base in text(), mine in text(), theirs in text()) {
            if let Some(merged) = three_way(&base, &mine, &theirs) {
                for c in merged.chars() {
                    prop_assert!([&base, &mine, &theirs].iter().any(|text| text.contains(c)));
                }
                prop_assert!(merged.chars().count() <= mine.chars().count() + theirs.chars().count());
            }
        }

        /// Each line of the base is changed by one side at most: all changes are there.
        #[test]
        fn disjoint_changes_are_all_kept(
            lines in prop::collection::vec((0..4u8, any::<bool>()), 1..12),
        ) {
            let write = |by: Option<bool>| -> String {
                let line = |(at, (act, whose)): (usize, &(u8, bool))| match act {
                    _ if by.is_some_and(|by| by != *whose) => format!("・{at}番。\n"),
                    0 => format!("・{at}番、変更。\n"),
                    1 => String::new(),
                    _ => format!("・{at}番。\n"),
                };
                lines.iter().enumerate().map(line).collect()
            };
            let base: String = (0..lines.len()).map(|at| format!("・{at}番。\n")).collect();
            let [mine, theirs] = [true, false].map(|by| write(Some(by)));
            prop_assert_eq!(three_way(&base, &mine, &theirs), Some(write(None)));
        }

        /// Three copies that changed different lines come together in any order.
        #[test]
        fn the_order_of_disjoint_changes_does_not_matter(
            changed in prop::collection::vec((0..3usize, 0..3u8), 1..9),
        ) {
            let write = |by: &[usize]| -> String {
                let line = |(at, (whose, act)): (usize, &(usize, u8))| match act {
                    0 if by.contains(whose) => format!("{at}番を変更\n"),
                    1 if by.contains(whose) => String::new(),
                    _ => format!("{at}番\n"),
                };
                changed.iter().enumerate().map(line).collect()
            };
            let [base, one, two, three] = [&[][..], &[0], &[1], &[2]].map(write);
            let merge = |mine: &str, theirs: &str| three_way(&base, mine, theirs).unwrap();
            let expected = write(&[0, 1, 2]);
            prop_assert_eq!(&merge(&merge(&one, &two), &three), &expected);
            prop_assert_eq!(&merge(&one, &merge(&two, &three)), &expected);
            prop_assert_eq!(&merge(&merge(&three, &one), &two), &expected);
        }
    }
}
