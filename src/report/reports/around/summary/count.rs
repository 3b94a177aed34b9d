//! The measures counted by status.

use crate::domain::{Book, FiscalYear, Hue, Key, Measure, ProgressStatus};
use crate::report::Options;
use crate::report::reports::list;

/// What is counted of a year, and of the one before it.
pub(super) struct Counts<'a> {
    pub year: Option<FiscalYear>,
    /// `None` where the book does not have it.
    pub before: Option<FiscalYear>,
    pub statuses: Vec<&'a ProgressStatus>,
    pub goals: Vec<Row>,
    pub whole: Row,
    pub departments: Vec<Row>,
    /// How each status is drawn.
    patterns: Vec<Pattern>,
}

/// The measures of a goal or a department.
pub(super) struct Row {
    pub name: String,
    /// The same in few characters.
    pub short_name: String,
    pub all: Total,
    /// Of each status, and last without one.
    pub each: Vec<Total>,
}

/// How a part of a bar is filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pattern {
    /// Black.
    Done,
    /// Hatched.
    UnderWay,
    /// Dotted lines.
    Considered,
    /// White.
    NotBegun,
    /// White in a dotted frame.
    Missing,
}

/// How many there are now, and how many there were the year before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Total {
    pub now: usize,
    pub before: usize,
}

const MISSING: &str = "未入力";

impl<'a> Counts<'a> {
    pub(super) fn of(book: &'a Book, options: &'a Options) -> Self {
        let year = options.printed_years(book).into_iter().max();
        let printed = list::statuses(book, options);
        let listed: Vec<_> =
            book.listed().into_iter().filter(|(.., it)| printed.contains_key(&it.id)).collect();
        // A year of which no status is kept says nothing of what has changed since.
        let is_kept =
            |year: &FiscalYear| listed.iter().any(|(.., it)| book.progress(it.id, *year).is_some());
        let before = year.map(FiscalYear::previous).filter(is_kept);
        let is_used =
            |status: &&ProgressStatus| !status.retired || book.uses(Key::Status(status.id)) > 0;
        let statuses: Vec<_> = book.statuses().into_iter().filter(is_used).collect();
        let row = |names: [&str; 2], measures: &mut dyn Iterator<Item = &Measure>| {
            let [name, short_name] = names.map(str::to_owned);
            let mut row = Row {
                name,
                short_name,
                all: Total::default(),
                each: vec![Total::default(); statuses.len() + 1],
            };
            let place = |status: Option<&ProgressStatus>| {
                let at = statuses.iter().position(|it| status.is_some_and(|own| own.id == it.id));
                at.unwrap_or(statuses.len())
            };
            for measure in measures {
                row.all.now += 1;
                let now = printed.get(&measure.id).copied().flatten();
                row.each[place(now)].now += 1;
                if before.is_some_and(|before| measure.period.begins_after(before)) {
                    continue;
                }
                row.all.before += 1;
                if let Some(before) = before {
                    // What is asked for no more keeps the status that it had last.
                    let own = book.progress(measure.id, before);
                    let is_over = measure.retired || measure.period.ended_before(before);
                    let own = own.or_else(|| now.filter(|_| is_over));
                    row.each[place(own)].before += 1;
                }
            }
            row
        };
        let goals = book.goals().into_iter().map(|goal| {
            let mut own = listed.iter().filter(|(it, ..)| it.id == goal.id).map(|(.., it)| *it);
            let heading = goal.heading();
            let label = if goal.label.is_empty() { &heading } else { &goal.label };
            row([&heading, label], &mut own)
        });
        let departments = book.departments().into_iter().map(|department| {
            let leads = |measure: &&Measure| {
                book.lead_as_of(measure, year).iter().any(|it| it.id == department.id)
            };
            row([&department.name; 2], &mut listed.iter().map(|(.., it)| *it).filter(leads))
        });
        let has_measures = |row: &Row| row.all.now > 0;
        let goals = goals.filter(has_measures).collect();
        let departments = departments.filter(has_measures).collect();
        let whole = row(["合計"; 2], &mut listed.iter().map(|(.., it)| *it));
        let patterns = patterns(&statuses);
        Self { year, before, goals, whole, departments, statuses, patterns }
    }

    /// The names of the statuses, and that of none.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.statuses.iter().map(|status| status.name.as_str()).chain([MISSING])
    }

    /// The same behind their marks.
    pub(super) fn marked_names(&self) -> impl Iterator<Item = String> {
        let marked = |status: &&ProgressStatus| format!("{}{}", status.mark, status.name);
        self.statuses.iter().map(marked).chain([MISSING.to_owned()])
    }

    /// How many measures of a row are done; `None` where no status says that one is.
    pub(super) fn done(&self, row: &Row) -> Option<usize> {
        let each = self.statuses.iter().zip(&row.each);
        let mut done =
            each.filter(|(status, _)| status.done).map(|(_, total)| total.now).peekable();
        done.peek().is_some().then(|| done.sum())
    }

    /// The pattern of a status; behind the last one that of none.
    pub(super) fn pattern(&self, at: usize) -> Pattern {
        self.patterns.get(at).copied().unwrap_or(Pattern::Missing)
    }
}

/// The patterns of statuses in black: what is done is black, and so is nothing else. Statuses of one
/// colour, such as those that an import brought along, are told apart by their order.
fn patterns(statuses: &[&ProgressStatus]) -> Vec<Pattern> {
    const OPEN: [Pattern; 3] = [Pattern::UnderWay, Pattern::Considered, Pattern::NotBegun];
    let of_hue = |status: &&ProgressStatus| match status.hue {
        _ if status.done => Pattern::Done,
        Hue::Indigo | Hue::Green => Pattern::UnderWay,
        Hue::Amber => Pattern::Considered,
        Hue::Gray | Hue::Red => Pattern::NotBegun,
    };
    let patterns: Vec<Pattern> = statuses.iter().map(of_hue).collect();
    let open: Vec<&ProgressStatus> = statuses.iter().filter(|it| !it.done).copied().collect();
    let is_of_one_hue = open.len() > 1 && open.iter().all(|it| it.hue == open[0].hue);
    if !is_of_one_hue {
        return patterns;
    }
    let mut next = OPEN.into_iter();
    let in_order = |it: &&ProgressStatus| match it.done {
        true => Pattern::Done,
        false => next.next().unwrap_or(Pattern::NotBegun),
    };
    statuses.iter().map(in_order).collect()
}

/// A share in per cent with one decimal.
pub(super) fn share(part: usize, whole: usize) -> String {
    let tenths = (part * 2000 + whole).checked_div(whole * 2).unwrap_or(0);
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// The change from the year before: +3, △1, ±0.
pub(super) fn change(total: Total) -> Option<String> {
    let sign = match total.now.cmp(&total.before) {
        std::cmp::Ordering::Greater => "+",
        std::cmp::Ordering::Less => "△",
        std::cmp::Ordering::Equal => "±",
    };
    Some(format!("{sign}{}", total.now.abs_diff(total.before)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_rounded_to_one_decimal() {
        assert_eq!([share(4, 43), share(33, 43), share(1, 3)], ["9.3", "76.7", "33.3"]);
        assert_eq!([share(2, 3), share(5, 5), share(0, 0)], ["66.7", "100.0", "0.0"]);
    }

    #[test]
    fn statuses_of_one_colour_are_told_apart_by_their_order() {
        let status = |name: &str, hue, done| ProgressStatus {
            hue,
            done,
            ..ProgressStatus::new(name, crate::domain::Position::nth(0))
        };
        let of = |all: &[ProgressStatus]| patterns(&all.iter().collect::<Vec<_>>());
        use Pattern::{Considered, Done, NotBegun, UnderWay};
        let alike = ["実施済", "実施中", "検討中"].map(|name| status(name, Hue::Gray, false));
        assert_eq!(of(&alike), [UnderWay, Considered, NotBegun]);
        let own = [
            status("済", Hue::Gray, true),
            status("中", Hue::Amber, false),
            status("未", Hue::Gray, false),
        ];
        assert_eq!(of(&own), [Done, Considered, NotBegun]);
    }

    #[test]
    fn changes_are_signed_as_offices_write_them() {
        let of = |now, before| change(Total { now, before }).unwrap();
        assert_eq!([of(4, 1), of(33, 39), of(2, 2)], ["+3", "△6", "±0"]);
    }
}
