//! Lines of a label and a figure, one below the other, as official texts have them. The figures are
//! aligned on the right, as at a right-aligned tab stop (JLREQ §3.6.2).
//!
//! ```text
//! 利用者数　10,656人
//! 相談件数　 1,621件
//! ```

use super::atom::Atom;

/// The most characters of a counter.
const LONGEST_COUNTER: usize = 4;

/// The last spaces before each of the figures at the end of a line that is nothing but a label, spaces
/// and figures with their counters: of all figures, or as the first version of the program did it, of
/// the last alone.
pub(super) fn gaps(atoms: &[Atom], all: bool) -> Vec<usize> {
    let mut gaps: Vec<usize> = gap(atoms).into_iter().collect();
    while let Some(before) = gaps.last().copied().filter(|_| all) {
        let spaces = atoms[..before].iter().rev().take_while(|atom| atom.class.is_space()).count();
        match gap(&atoms[..before - spaces]) {
            Some(gap) => gaps.push(gap),
            None => break,
        }
    }
    gaps.reverse();
    gaps
}

/// The last space before the figure at the end.
fn gap(atoms: &[Atom]) -> Option<usize> {
    let gap = atoms.iter().rposition(|atom| atom.class.is_space())?;
    let is_label = |atom: &Atom| !atom.class.is_space() && !is_stop(atom.char);
    let label = atoms[..gap].iter().rev().skip_while(|atom| atom.class.is_space());
    let mut label = label.take_while(|atom| is_label(atom));
    let has_label = label.any(|atom| !is_figure(atom.char));
    let sentence = atoms.iter().any(|atom| is_stop(atom.char));
    (has_label && !sentence && is_counted(&atoms[gap + 1..])).then_some(gap)
}

/// Whether these are a figure with its counter: 10,656人, 97.6％, 約3千円.
fn is_counted(atoms: &[Atom]) -> bool {
    let about = usize::from(matches!(atoms.first().map(|it| it.char), Some('約' | '延' | '計')));
    let digits = atoms.get(about).is_some_and(|atom| is_digit(atom.char));
    let figure = atoms.iter().skip(about).take_while(|atom| is_figure(atom.char)).count();
    let counter = atoms.get(about + figure..).unwrap_or(&[]);
    digits && counter.len() <= LONGEST_COUNTER && !counter.iter().any(|it| is_digit(it.char))
}

const fn is_digit(c: char) -> bool {
    matches!(c, '0'..='9' | '０'..='９')
}

const fn is_figure(c: char) -> bool {
    is_digit(c) || matches!(c, ',' | '.' | '，' | '．')
}

const fn is_stop(c: char) -> bool {
    matches!(c, '。' | '、')
}
