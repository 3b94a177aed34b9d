//! 行の調整処理: reduces or expands the spaces of a line so that it ends at the right edge (JLREQ §3.8).

use super::atom::Atom;
use super::break_rank::Break;
use super::class::{Class, can_be_spaced, is_japanese, is_western};
use super::ruler::Slack;
use super::style::Style;
use crate::report::geometry::Em;

/// The stages in which spaces are reduced (JLREQ §3.8.3, a and d to f). Those at the end of a line
/// have been removed before (b and c).
const REDUCTIONS: usize = 4;

/// The stages in which spaces are expanded (JLREQ §3.8.4, b and c). Word spaces (a) are half an em
/// wide in the fonts, which is the most they may be.
const EXPANSIONS: usize = 2;

/// The most that is added where there was no space. JLREQ §3.8.4 allows a quarter em; but in the narrow
/// columns of a table that looks like letterspacing, and is done only where it saves a last line of one
/// or two characters.
const MOST: Em = Em(125);

/// The spaces between the atoms of a paragraph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spaces<'a> {
    pub atoms: &'a [Atom],
    pub breaks: &'a [Break],
    pub style: Style,
    /// The number of atoms of the mark, whose spaces stay: the text behind it is aligned with the
    /// next lines.
    pub mark: usize,
}

impl Spaces<'_> {
    /// The space between an atom and the next before any adjustment: negative between two punctuation
    /// marks (JLREQ §3.1.4).
    pub(super) fn natural(&self, at: usize) -> Em {
        let (Some(atom), Some(next)) = (self.atoms.get(at), self.atoms.get(at + 1)) else {
            return Em::ZERO;
        };
        // A bracket behind a mark begins where other text does: 「③　“」 as 「①　農」.
        if self.style.revised && at + 1 == self.mark && next.class == Class::Opening {
            return -next.class.space_before();
        }
        if self.is_mixed(at) { Em::QUARTER } else { -atom.class.space_between(next.class) }
    }

    /// What the space behind an atom can be reduced by, in all stages.
    pub(super) fn give(&self, at: usize, slack: Slack) -> Em {
        self.gives(at, slack).into_iter().sum()
    }

    /// What the space behind an atom can be reduced by, stage by stage.
    fn gives(&self, at: usize, slack: Slack) -> [Em; REDUCTIONS] {
        let (Some(atom), Some(next)) = (self.atoms.get(at), self.atoms.get(at + 1)) else {
            return [Em::ZERO; REDUCTIONS];
        };
        if matches!(slack, Slack::None | Slack::Loose) || at < self.mark {
            return [Em::ZERO; REDUCTIONS];
        }
        // a: no less than a quarter em is left between words.
        let word = if atom.char == ' ' { atom.advance - Em::QUARTER } else { Em::ZERO };
        // d: the quarter em on either side of a middle dot.
        let solid = atom.class.space_between(next.class) == Em::ZERO;
        let dots = [atom.class, next.class].into_iter().filter(|it| *it == Class::MiddleDot);
        let dots = if solid { dots.map(|_| Em::QUARTER).sum() } else { Em::ZERO };
        // e: the half em of brackets and commas. That of a full stop always stays.
        let marks = if self.has_half(atom, next) { Em::HALF } else { Em::ZERO };
        // So far by JIS X 4051 (JLREQ, table 4). Books leave dots alone, and half of the space of e
        // (JLREQ, table 5).
        let (dots, marks) = match slack {
            // Not to nothing: 、 and 」 would touch what follows.
            Slack::Saving if self.style.revised => {
                (Em(dots.0.min(Em::EIGHTH.0 * 2)), marks.min(Em::QUARTER))
            }
            Slack::Saving => (dots, marks),
            Slack::Even | Slack::None | Slack::Loose => (Em::ZERO, marks.min(Em::QUARTER)),
        };
        // f: no less than an eighth is left.
        let mixed = if self.is_mixed(at) { Em::EIGHTH } else { Em::ZERO };
        [word.max(Em::ZERO), dots, marks, mixed]
    }

    /// Whether there is half an em between two atoms that belongs to a bracket or a comma.
    fn has_half(&self, atom: &Atom, next: &Atom) -> bool {
        let after = match atom.class {
            Class::Closing => Em::HALF,
            Class::Stop if matches!(atom.char, '、' | '，') => Em::HALF,
            Class::Stop => return false,
            _ => Em::ZERO,
        };
        after + next.class.space_before() - atom.class.space_between(next.class) >= Em::HALF
    }

    /// What can be added behind an atom, stage by stage.
    fn takes(&self, at: usize, slack: Slack) -> [Em; EXPANSIONS] {
        let (Some(atom), Some(next)) = (self.atoms.get(at), self.atoms.get(at + 1)) else {
            return [Em::ZERO; EXPANSIONS];
        };
        // A word or a figure stays solid (JLREQ §3.1.11), and so do characters with a space of their
        // class (JLREQ, table 6).
        let torn = matches!(self.breaks.get(at), None | Some(Break::Word | Break::Joined));
        if torn || at < self.mark || !can_be_spaced(atom.char) || !can_be_spaced(next.char) {
            return [Em::ZERO; EXPANSIONS];
        }
        let most = if slack == Slack::Loose { Em::QUARTER } else { MOST };
        [if self.is_mixed(at) { Em::QUARTER } else { Em::ZERO }, most]
    }

    /// Whether there is a quarter em between a Japanese and a Western character (JLREQ §3.2.6).
    fn is_mixed(&self, at: usize) -> bool {
        let (Some(atom), Some(next)) = (self.atoms.get(at), self.atoms.get(at + 1)) else {
            return false;
        };
        self.style.quarter_em
            && (is_japanese(atom.char) && is_western(next.char)
                || is_western(atom.char) && is_japanese(next.char))
    }
}

/// The adjustment of a line, which is asked for at each of its atoms in turn.
#[derive(Debug)]
pub(super) enum Adjustment {
    Nothing,
    Reduced([Share; REDUCTIONS], Slack),
    Expanded([Share; EXPANSIONS], Slack),
}

impl Adjustment {
    /// The adjustment of a line whose ink ends `spare` before the right edge, or beyond it where that
    /// is negative.
    pub(super) fn new(
        spaces: Spaces<'_>,
        places: std::ops::Range<usize>,
        spare: Em,
        slack: Slack,
    ) -> Self {
        if spare < Em::ZERO {
            let gives = places.map(|at| spaces.gives(at, slack));
            Self::Reduced(shares(gives, -spare).0, slack)
        } else if spare > Em::ZERO {
            // A line that cannot be filled is left as it is.
            match shares(places.map(|at| spaces.takes(at, slack)), spare) {
                (shares, Em::ZERO) => Self::Expanded(shares, slack),
                _ => Self::Nothing,
            }
        } else {
            Self::Nothing
        }
    }

    /// What is added to the space behind an atom. To be called for each atom in turn.
    pub(super) fn of(&mut self, spaces: Spaces<'_>, at: usize) -> Em {
        match self {
            Self::Nothing => Em::ZERO,
            Self::Reduced(all, slack) => -take(all, spaces.gives(at, *slack)),
            Self::Expanded(all, slack) => take(all, spaces.takes(at, *slack)),
        }
    }
}

/// The rest of the adjustment in a stage, and of what the spaces of the stage allow.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Share {
    left: Em,
    most: Em,
}

/// Divides an amount among stages, each of which is used up before the next. Returns the remainder
/// as well.
fn shares<const N: usize>(places: impl Iterator<Item = [Em; N]>, amount: Em) -> ([Share; N], Em) {
    let mut all = [Share::default(); N];
    for place in places {
        for (share, most) in all.iter_mut().zip(place) {
            share.most += most;
        }
    }
    let mut rest = amount;
    for share in &mut all {
        share.left = rest.min(share.most);
        rest = rest - share.left;
    }
    (all, rest)
}

/// The part of one space, in proportion to what it allows.
fn take<const N: usize>(all: &mut [Share; N], place: [Em; N]) -> Em {
    all.iter_mut().zip(place).map(|(share, most)| share.take(most)).sum()
}

impl Share {
    fn take(&mut self, most: Em) -> Em {
        if most <= Em::ZERO || self.most <= Em::ZERO {
            return Em::ZERO;
        }
        let (left, of) = (i64::from(self.left.0), i64::from(self.most.0));
        let part = (left * i64::from(most.0) + of - 1) / of;
        let part = Em(i32::try_from(part).unwrap_or(0));
        self.left = self.left - part;
        self.most = self.most - most;
        part
    }
}
