//! 指標一覧: the indicators by goal, each with its targets over its actuals year by year.

use super::Section;
use crate::domain::figure::{grouped, written};
use crate::domain::rate::Better;
use crate::domain::template::Flush;
use crate::domain::{
    Book, Direction, Field, Figure, FiscalYear, Goal, Indicator, Key, OutlineKey, Scale,
};
use crate::report::Options;
use crate::report::geometry::Em;
use crate::report::page::{Column, Origin};
use crate::report::table::{CellText, ColumnSpec, Content, RowText, SourcedText};
use std::collections::BTreeMap;

/// The columns beside the years, from the left.
const NUMBER: Column = Column::Number;
const NAME: Column = Column::Name;
const UNIT: Column = Column::Data(0, Flush::Centre);
const BASE: Column = Column::Data(1, Flush::Right);
const WORDS: Column = Column::Data(2, Flush::Left);
const TARGET: Column = Column::Data(3, Flush::Right);
const RATE: Column = Column::Data(4, Flush::Right);
const GRADE: Column = Column::Data(5, Flush::Centre);
const FIRST_YEAR: u8 = 6;

/// The widths of the columns in thousandths of an em, without their padding.
const YEAR: Em = Em(4600);
const FIXED: [Em; 8] =
    [Em(2000), Em(2500), Em(5000), Em(2000), Em(5500), Em(4000), Em(2500), Em(7000)];

/// The least width of a name, and what each column is wider than its text.
const LEAST_NAME: Em = Em(10_000);
const PADDING: Em = Em(700);

/// The most years of one table, whatever paper there is.
const MOST_YEARS: usize = 12;

/// The mark of 速報値.
pub(super) const PROVISIONAL: &str = "※";

/// The texts of the report.
pub(super) fn content(book: &Book, options: &Options) -> Content {
    let title = titled(book, options, "指標一覧");
    let mut content = Content::without_table(book, options).titled(title);
    // The statuses of measures are not printed here.
    content.legend = SourcedText::fixed("");
    let years = years(book, options);
    content.subtitle = match content.subtitle.text.as_str() {
        "" => SourcedText::fixed("各年度の欄は、上段が目標値、下段が実績値です。"),
        _ => content.subtitle,
    };
    content.columns = columns(book, options, &years);
    let listed = listed(book, options);
    content.rows = rows(book, &listed, |number, indicator, again| {
        row(book, options, &years, (number, indicator, again))
    });
    let shown: Vec<&Indicator> = listed.iter().map(|it| it.indicator).collect();
    let notes = notes(book, &shown, &years).into_iter().map(SourcedText::fixed);
    content.notes = notes.chain(content.notes).collect();
    if content.rows.is_empty() {
        content.notes.push(SourcedText::fixed("印刷する指標はありません。"));
    }
    content
}

/// The report in parts, where there are more years than fit on the paper.
pub(super) fn sections(book: &Book, options: &Options) -> Vec<Section> {
    let years = years(book, options);
    let most = most_years(options);
    if years.len() <= most {
        return Vec::new();
    }
    // As many in each part as nearly as can be.
    let parts = years.len().div_ceil(most);
    let each = years.len().div_ceil(parts);
    let section = |years: &[FiscalYear]| {
        let label = |year: Option<&FiscalYear>| {
            year.map(|year| book.year_written(*year, options.year_style)).unwrap_or_default()
        };
        Section {
            name: format!("{}～{}", label(years.first()), label(years.last())),
            options: Options { figure_years: years.to_vec(), ..options.clone() },
        }
    };
    years.chunks(each).map(section).collect()
}

/// How many years fit on the paper beside the other columns.
fn most_years(options: &Options) -> usize {
    let width = options.paper.size().width - options.margins.left - options.margins.right;
    let fixed: Em = FIXED.into_iter().sum();
    let padding = PADDING * i32::try_from(FIXED.len() + 1).unwrap_or_default();
    let left = options.type_size.ems_in(width) - fixed - padding - LEAST_NAME;
    let fit = left.0.max(0) / (YEAR + PADDING).0;
    usize::try_from(fit).unwrap_or_default().clamp(1, MOST_YEARS)
}

/// The title of the template, else that of the plan with the name of the report.
pub(super) fn titled(book: &Book, options: &Options, name: &str) -> SourcedText {
    let own = options.title.clone();
    let plan = book.plan();
    let text = own.unwrap_or_else(|| match plan.name.as_str() {
        "" => name.to_owned(),
        plan => format!("{plan}\u{3000}{name}"),
    });
    SourcedText::of_template(text, Field::Title)
}

/// The years with columns: those of the book that are printed, and those for which there are figures
/// or a final target, with what lies between.
pub(super) fn years(book: &Book, options: &Options) -> Vec<FiscalYear> {
    if !options.figure_years.is_empty() {
        return options.figure_years.clone();
    }
    let left_out = |year: &FiscalYear| {
        options.years.as_ref().is_some_and(|years| !years.contains(year))
            && book.year(*year).is_some()
    };
    let indicators = book.indicators();
    let figures = indicators
        .iter()
        .flat_map(|row| book.observations(row.id).map(|it| it.year).chain(row.target_year));
    let all = book.years().map(|year| year.year).chain(figures);
    let (first, last) =
        all.fold((None::<FiscalYear>, None::<FiscalYear>), |(first, last), year| {
            (
                Some(first.map_or(year, |it| it.min(year))),
                Some(last.map_or(year, |it| it.max(year))),
            )
        });
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let most = usize::try_from(last.0 - first.0).unwrap_or_default() + 1;
    let years = std::iter::successors(Some(first), |year| Some(year.next())).take(most.min(100));
    let mut years: Vec<FiscalYear> = years.filter(|year| !left_out(year)).collect();
    if options.newest_first {
        years.reverse();
    }
    years
}

/// An indicator where it is printed.
pub(super) struct Listed<'b> {
    pub indicator: &'b Indicator,
    /// The goal under which it stands; `None` for the plan as a whole.
    pub goal: Option<&'b Goal>,
    /// Whether it belongs elsewhere, and is printed again here.
    pub again: bool,
}

/// The indicators in the order of the paper: those of the plan as a whole, then goal by goal.
pub(super) fn listed<'b>(book: &'b Book, options: &Options) -> Vec<Listed<'b>> {
    let goal_of = |at: &OutlineKey| match at {
        OutlineKey::Plan => None,
        OutlineKey::Goal(id) => Some(*id),
        OutlineKey::Direction(id) => book.direction(*id).map(|row| row.goal),
        OutlineKey::Measure(id) => {
            let direction = book.measure(*id).and_then(|row| book.direction(row.direction));
            direction.map(|row: &Direction| row.goal)
        }
    };
    let selected = &options.selection;
    let is_selected = |indicator: &&Indicator| {
        let mut involved = book.indicator_lead(indicator).iter().chain(&indicator.related);
        selected.departments.is_empty() || involved.any(|id| selected.departments.contains(id))
    };
    let indicators = book.indicators().into_iter().filter(|row| !row.retired);
    let indicators: Vec<&Indicator> = indicators.filter(is_selected).collect();
    let goals = book.goals().into_iter().map(Some);
    let mut listed = Vec::new();
    for goal in std::iter::once(None).chain(goals) {
        let is_printed =
            selected.goals.is_empty() || goal.is_some_and(|goal| selected.goals.contains(&goal.id));
        for indicator in indicators.iter().filter(|_| is_printed) {
            let place = indicator.at.iter().position(|at| goal_of(at) == goal.map(|goal| goal.id));
            if let Some(at) = place {
                listed.push(Listed { indicator, goal, again: at > 0 });
            }
        }
    }
    listed
}

/// The rows, with headings for goals and for the kinds of their indicators. Numbers run through the
/// paper; one that is printed again keeps its own.
fn rows(
    book: &Book,
    listed: &[Listed<'_>],
    row: impl Fn(usize, &Indicator, bool) -> RowText,
) -> Vec<RowText> {
    let kinds: Vec<&str> = book.plan().indicator_kinds.lines().collect();
    let rank = |kind: &str| kinds.iter().position(|it| *it == kind).unwrap_or(kinds.len());
    let mut numbers = BTreeMap::new();
    let mut rows = Vec::new();
    for of_goal in
        listed.chunk_by(|one, other| one.goal.map(|it| it.id) == other.goal.map(|it| it.id))
    {
        match of_goal.first().and_then(|it| it.goal) {
            Some(goal) => rows.push(RowText::goal(goal)),
            None if listed.iter().any(|it| it.goal.is_some()) => {
                rows.push(RowText::heading(Origin::Section, 0, "計画全体"));
            }
            None => {}
        }
        let mut by_kind: Vec<&Listed<'_>> = of_goal.iter().collect();
        by_kind.sort_by_key(|it| rank(&it.indicator.kind));
        let mut kind = "";
        for Listed { indicator, again, .. } in by_kind {
            if indicator.kind != kind {
                kind = &indicator.kind;
                rows.push(RowText::heading(Origin::Subsection, 1, kind));
            }
            let next = numbers.len() + 1;
            let number = *numbers.entry(indicator.id).or_insert(next);
            rows.push(row(number, indicator, *again));
        }
    }
    rows
}

fn columns(book: &Book, options: &Options, years: &[FiscalYear]) -> Vec<ColumnSpec> {
    let [number, unit, base, words, target, rate, grade, departments] = FIXED;
    let has_grades = book.indicators().iter().any(|row| row.scale.is_some());
    let mut columns = vec![
        ColumnSpec::new(NUMBER, "№", Some(number)),
        ColumnSpec::new(NAME, "指標", None),
        ColumnSpec::new(UNIT, "単位", Some(unit)),
        ColumnSpec::new(BASE, "基準値\n（時点）", Some(base)),
        ColumnSpec::new(WORDS, "", Some(words)),
    ];
    columns.extend(years.iter().enumerate().map(|(at, year)| {
        let head = year_head(book, options, *year);
        ColumnSpec::new(year_column(at), head, Some(YEAR))
    }));
    columns.push(ColumnSpec::new(TARGET, "最終目標\n（年度）", Some(target)));
    columns.push(ColumnSpec::new(RATE, "達成率\n（％）", Some(rate)));
    if has_grades {
        columns.push(ColumnSpec::new(GRADE, "評価", Some(grade)));
    }
    columns.push(ColumnSpec::new(Column::Departments, "担当課", Some(departments)));
    columns
}

pub(super) fn year_column(at: usize) -> Column {
    let at = u8::try_from(at).unwrap_or(u8::MAX).saturating_add(FIRST_YEAR);
    Column::Data(at, Flush::Right)
}

/// The head of the column of a year, in the form that the template asks for.
pub(super) fn year_head(book: &Book, options: &Options, year: FiscalYear) -> String {
    options.figures.year_form.written(year, book.plan().first_reiwa, options.year_style)
}

fn row(
    book: &Book,
    options: &Options,
    years: &[FiscalYear],
    (number, indicator, again): (usize, &Indicator, bool),
) -> RowText {
    let of = |field| (Key::Indicator(indicator.id), field);
    let name = match again {
        true => format!("{}（再掲）", indicator.heading()),
        false => indicator.heading(),
    };
    let last = last_judged(book, indicator, years);
    let mut cells = vec![
        CellText::new(NUMBER, number.to_string()),
        CellText {
            sources: vec![of(Field::IndicatorLabel), of(Field::IndicatorName)],
            ..CellText::new(NAME, name)
        },
        CellText { sources: vec![of(Field::Unit)], ..CellText::new(UNIT, indicator.unit.as_str()) },
        CellText {
            sources: vec![of(Field::Base), of(Field::BaseAt)],
            ..CellText::new(BASE, with_line(figure(indicator, &indicator.base), &indicator.base_at))
        },
        CellText { blocks: vec!["目標".into(), "実績".into()], ..CellText::new(WORDS, "") },
    ];
    cells.extend(years.iter().enumerate().map(|(at, year)| {
        let target = figure(indicator, book.year_target(indicator.id, *year));
        let actual = figure(indicator, book.actual(indicator.id, *year));
        let source = |field| (Key::Observation(indicator.id, *year), field);
        CellText {
            blocks: vec![target, actual],
            sources: vec![source(Field::YearTarget), source(Field::Actual)],
            ..CellText::new(year_column(at), "")
        }
    }));
    let target_year = indicator.target_year.map(|year| book.year_written(year, options.year_style));
    let rate = last.and_then(|year| book.rate(indicator, year));
    let rate = rate.map_or_else(|| "―".to_owned(), |rate| grouped(&written(rate.percent(1), None)));
    cells.push(CellText {
        sources: vec![of(Field::FinalTarget)],
        ..CellText::new(
            TARGET,
            with_line(figure(indicator, &indicator.target), target_year.as_deref().unwrap_or("")),
        )
    });
    cells.push(CellText::new(RATE, rate));
    if book.indicators().iter().any(|row| row.scale.is_some()) {
        let grade = last.and_then(|year| book.grade_of(indicator, year));
        cells.push(CellText {
            sources: grade.map(|row| (Key::Grade(row.id), Field::GradeMark)).into_iter().collect(),
            ..CellText::new(GRADE, grade.map_or("－", |row| row.mark.as_str()))
        });
    }
    let departments = book.indicator_lead(indicator).iter().filter_map(|id| book.department(*id));
    let departments: Vec<_> = departments.collect();
    cells.push(CellText {
        names: departments.iter().map(|row| row.name.clone()).collect(),
        sources: departments
            .iter()
            .map(|it| (Key::Department(it.id), Field::DepartmentName))
            .collect(),
        ..CellText::new(
            Column::Departments,
            departments.iter().map(|row| row.name.as_str()).collect::<Vec<_>>().join("\n"),
        )
    });
    RowText::new(Origin::Indicator(indicator.id, NUMBER), cells)
}

/// The year of which the rate is told: the last with an actual. One in which there can be none, such as
/// that between two surveys, does not count; one of which it is still awaited does.
fn last_judged(book: &Book, indicator: &Indicator, years: &[FiscalYear]) -> Option<FiscalYear> {
    let is_judged = |year: &&FiscalYear| {
        let actual = book.actual(indicator.id, **year);
        !matches!(actual, Figure::Blank | Figure::NotApplicable | Figure::NotSurveyed)
    };
    years.iter().filter(is_judged).max().copied()
}

/// A figure as it is printed, with commas and the mark of 速報値.
pub(super) fn figure(indicator: &Indicator, figure: &Figure) -> String {
    let printed = indicator.printed(figure);
    if figure.is_provisional() { format!("{PROVISIONAL}{printed}") } else { printed }
}

/// A figure with a line below it, where there is one.
fn with_line(figure: String, line: &str) -> String {
    if line.is_empty() { figure } else { format!("{figure}\n{line}") }
}

/// What the marks of the table mean.
pub(super) fn notes(book: &Book, shown: &[&Indicator], years: &[FiscalYear]) -> Vec<String> {
    let figures = || {
        shown.iter().flat_map(|row| {
            let observed = book.observations(row.id).filter(|it| years.contains(&it.year));
            observed.flat_map(|it| [&it.target, &it.actual]).chain([&row.base, &row.target])
        })
    };
    let has = |state: &Figure| figures().any(|figure| figure == state);
    let mut notes = Vec::new();
    if figures().any(Figure::is_provisional) {
        notes.push(format!("{PROVISIONAL}　速報値です。確定した値とは異なることがあります。"));
    }
    let mut states = Vec::new();
    for (state, meaning) in [
        (Figure::Pending, "まだ値が得られていないもの"),
        (Figure::Unpublished, "まだ公表されていないもの"),
        (Figure::NotApplicable, "該当する値がないもの"),
    ] {
        if has(&state) {
            states.push(format!("「{}」は、{meaning}", state.printed(None)));
        }
    }
    if !states.is_empty() {
        notes.push(format!("{}です。空欄は、未入力又は未到来の年度です。", states.join("、")));
    }
    notes.extend(grades(book, shown));
    let lower: Vec<&str> = shown
        .iter()
        .filter(|row| row.better == Better::Lower)
        .map(|row| row.name.as_str())
        .collect();
    if !lower.is_empty() {
        notes.push(format!("低いほどよい指標：{}", lower.join("、")));
    }
    notes
}

/// 評価：Ａ＝達成（100％以上）　Ｂ＝…, for each scale that is used.
fn grades(book: &Book, shown: &[&Indicator]) -> Vec<String> {
    let used = |id| shown.iter().any(|row| row.scale == Some(id));
    let scales = book.scales().into_iter().filter(|scale| used(scale.id));
    let of = |scale: &Scale| {
        let grades = book.grades(scale.id).into_iter().filter(|row| !row.retired).map(|row| {
            let from = match &row.lower {
                Figure::Blank => String::new(),
                lower => format!("（{}％以上）", lower.printed(None)),
            };
            match (row.meaning.as_str(), from.as_str()) {
                ("", "") => row.mark.clone(),
                (meaning, from) => format!("{}＝{meaning}{from}", row.mark),
            }
        });
        format!("評価：{}", grades.collect::<Vec<_>>().join("　"))
    };
    scales.map(of).collect()
}
