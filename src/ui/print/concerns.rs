//! 印刷の前に: what a careful clerk mends before the list is printed, each leading to its place.

use super::order::PrintOrder;
use crate::domain::check::{Finding, FindingKind, Kind, Review, findings};
use crate::domain::{Book, Field, FiscalYear, Key, MeasureId};
use crate::report::{self, MissingGlyph, Options, Report};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// All of them for one list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Concerns {
    pub rows: Vec<Concern>,
    /// How many characters the font lacks: 〓 would stand for each.
    pub glyphs: usize,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concern {
    /// What is the matter.
    pub what: String,
    /// Where; empty where `what` says it.
    pub place: String,
    pub lead: Lead,
}

/// What was last found in a book: it does not hang on how the book is printed.
#[derive(Debug, Default)]
pub(super) struct KnownFindings(Option<Found>);

#[derive(Debug)]
struct Found {
    book: Arc<Book>,
    years: Vec<FiscalYear>,
    all: Vec<Finding>,
    /// What of it is to be looked at.
    open: Vec<Finding>,
}

impl KnownFindings {
    fn of(&mut self, book: &Arc<Book>, years: &[FiscalYear]) -> &Found {
        let same = |it: &Found| Arc::ptr_eq(&it.book, book) && it.years == years;
        self.0 = self.0.take().filter(same);
        self.0.get_or_insert_with(|| Found {
            book: Arc::clone(book),
            years: years.to_vec(),
            all: findings(book, years),
            open: Review::of(book, years).open,
        })
    }
}

/// Where it is mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// The measures whose entries are missing in a year.
    Missing(FiscalYear),
    /// The measures whose entries of a year are not 確定.
    Unconfirmed(FiscalYear),
    /// A measure, in a year where it is about one.
    Measure(MeasureId, Option<FiscalYear>),
    /// What is set about a measure: its number, name and 内容.
    Details(MeasureId),
    /// What 点検 found, of every year where the paper has several.
    Findings { all_years: bool },
    /// One field of another record.
    Field(Key, Field),
    /// The title, which is typed on this screen.
    Here,
}

/// What there is to mend in what is to be printed.
///
/// # Errors
/// [`report::Error::Font`] where the bundled font cannot be read.
pub(super) fn concerns(
    order: &PrintOrder,
    known: &mut KnownFindings,
) -> Result<Concerns, report::Error> {
    let (book, options) = (order.book.as_ref(), &order.options);
    let glyphs = order.report.missing_glyphs(book, options)?;
    let (years, printed) = (options.printed_years(book), report::list::printed(book, options));
    let of_figures = matches!(order.report, Report::Indicators | Report::Targets);
    let is_printed = |finding: &&Finding| match finding.key {
        Key::Indicator(_) | Key::Observation(..) | Key::Scale(_) | Key::Grade(_) => of_figures,
        key => key.measure().is_none_or(|measure| !of_figures && printed.contains(&measure)),
    };
    let Found { all, open, .. } = known.of(&order.book, &years);
    let unfinished: Vec<Finding> = all.iter().filter(is_printed).cloned().collect();
    let is_told = |finding: &&Finding| {
        // What is missing is told by itself; the texts of a 様式 are seen on this screen.
        let is_missing = finding.about() == Some(Kind::Missing) && !of_figures;
        !is_missing && !matches!(finding.key, Key::Template(_))
    };
    let found = open.iter().filter(is_printed).filter(is_told);
    let unknown = options.unknown_placeholders.iter().map(|name| Concern {
        what: words::unknown_placeholder(name),
        place: String::new(),
        lead: Lead::Here,
    });
    let rows = self::unfinished(book, &unfinished)
        .chain(unknown)
        .chain(glyphs.iter().map(|glyph| lacking(book, options, glyph)))
        .chain(counted(found.count(), years.len() > 1))
        .collect();
    let replaced = glyphs.iter().filter(|glyph| glyph.is_replaced()).count();
    Ok(Concerns { rows, glyphs: replaced })
}

/// Missing entries and unconfirmed ones, counted by year: a measure that lacks both text and status counts once.
fn unfinished<'a>(book: &'a Book, found: &[Finding]) -> impl Iterator<Item = Concern> + use<'a> {
    let mut by_year: BTreeMap<FiscalYear, [BTreeSet<MeasureId>; 2]> = BTreeMap::new();
    for finding in found {
        let Some(year) = finding.year() else { continue };
        let [missing, unconfirmed] = by_year.entry(year).or_default();
        match finding.kind {
            FindingKind::NoNarrative | FindingKind::NoStatus => missing.extend(finding.measure()),
            FindingKind::Unconfirmed => unconfirmed.extend(finding.measure()),
            FindingKind::NoLead
            | FindingKind::NumberTwice(_)
            | FindingKind::AsLastYear
            | FindingKind::Ditto
            | FindingKind::OutsidePeriod
            | FindingKind::NoActual
            | FindingKind::Figure(_)
            | FindingKind::Slip(_) => {}
        }
    }
    by_year.into_iter().flat_map(|(year, [missing, unconfirmed])| {
        let concern = |what, count, lead| Concern {
            what: format!("{what} {count}件"),
            place: book.year_label(year),
            lead,
        };
        let counts = [
            ("未入力の欄がある施策", missing.len(), Lead::Missing(year)),
            ("入力済みで確定していない施策", unconfirmed.len(), Lead::Unconfirmed(year)),
        ];
        let counts = counts.into_iter().filter(|(_, count, _)| *count > 0);
        counts.map(|(what, count, lead)| concern(what, count, lead)).collect::<Vec<_>>()
    })
}

fn lacking(book: &Book, options: &Options, glyph: &MissingGlyph) -> Concern {
    Concern {
        what: words::missing_glyph(glyph),
        place: words::place(book, glyph.key, glyph.field),
        lead: lead(glyph.key, glyph.field, options),
    }
}

/// Where a text of a record is mended.
fn lead(key: Key, field: Field, options: &Options) -> Lead {
    match key {
        Key::Measure(id) if field == Field::DepartmentName => Lead::Measure(id, None),
        Key::Measure(id) => Lead::Details(id),
        Key::Implementation(id, year) => Lead::Measure(id, Some(year)),
        Key::Plan if options.title.is_some() => Lead::Here,
        Key::Plan
        | Key::Goal(_)
        | Key::Direction(_)
        | Key::Department(_)
        | Key::Status(_)
        | Key::Year(_)
        | Key::Scale(_)
        | Key::Grade(_)
        | Key::Indicator(_)
        | Key::Observation(..)
        | Key::Amendment(..) => Lead::Field(key, field),
        Key::Template(_) => Lead::Here,
    }
}

/// How much else was found in what is printed.
fn counted(found: usize, all_years: bool) -> Option<Concern> {
    (found > 0).then(|| Concern {
        what: format!("点検で見つかったもの {found}件"),
        place: "印刷する年度と施策".to_owned(),
        lead: Lead::Findings { all_years },
    })
}
