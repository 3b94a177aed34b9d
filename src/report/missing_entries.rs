//! 未入力一覧: what is still to be entered, by department, for whoever asks them for it.

use super::Options;
use super::geometry::Em;
use super::list::{Content, ContentRow as Row, Head, Mention, Passage, departments, printed};
use super::page::{Column, Origin};
use crate::domain::{Book, DepartmentId, FiscalYear, Measure};
use std::collections::HashMap;

/// The texts of the list. A measure that several departments lead is asked of each.
pub fn content(book: &Book, options: &Options) -> Content {
    let printed = printed(book, options);
    let years: Vec<FiscalYear> = options.printed_years(book);
    let listed = book.listed().into_iter().map(|(_, _, measure)| measure);
    let missing: Vec<Missing<'_>> = listed
        .filter(|measure| printed.contains(&measure.id))
        .map(|measure| (measure, lacks(book, options, measure, &years)))
        .filter(|(_, lacks)| !lacks.is_empty())
        .collect();
    let latest = years.iter().max().copied();
    let mut led = led(book, missing, latest);
    let asked = book.departments().into_iter().map(|department| Some(department.id));
    let rows: Vec<Row> = asked
        .chain([None])
        .flat_map(|of| part(book, &led.remove(&of).unwrap_or_default(), of, latest))
        .collect();
    let mut content = Content::inside(book, options, "未入力一覧");
    content.columns = vec![
        Head::new(Column::Number, "施策番号", Some(Em::whole(5))),
        Head::new(Column::Name, "名称", Some(Em::whole(26))),
        Head::new(Column::Departments, "所管課\n（関連課）", Some(Em::whole(11))),
        Head::new(Column::Implementation, "未入力のもの", None),
    ];
    if rows.is_empty() {
        let text = "未入力の実施状況はありません。".to_owned();
        content.notes.push(Mention { text, of: Vec::new() });
    }
    content.rows = rows;
    content
}

/// What a measure lacks, a line for each year that is still open.
fn lacks(book: &Book, options: &Options, measure: &Measure, years: &[FiscalYear]) -> Vec<String> {
    let open = years.iter().filter(|year| book.year(**year).is_some_and(|year| !year.closed));
    let of_year = |year: &FiscalYear| {
        let status = book.lacks_status(measure, *year).then_some("進捗状況");
        let narrative = book.lacks_narrative(measure, *year).then_some("実施状況");
        let lacks: Vec<&str> = status.into_iter().chain(narrative).collect();
        let label = book.year_written(*year, options.year_style);
        (!lacks.is_empty()).then(|| format!("{label}：{}", lacks.join("、")))
    };
    open.filter_map(of_year).collect()
}

/// A measure, and what it lacks.
type Missing<'a> = (&'a Measure, Vec<String>);

/// What is missing by the department that leads it; under none what no department leads. Who took over
/// by 組織改正 is asked in the place of whom it took over from.
fn led<'a>(
    book: &Book,
    missing: Vec<Missing<'a>>,
    year: Option<FiscalYear>,
) -> HashMap<Option<DepartmentId>, Vec<Missing<'a>>> {
    let mut led: HashMap<_, Vec<_>> = HashMap::new();
    for (measure, lacks) in missing {
        for department in book.lead_as_of(measure, year) {
            led.entry(Some(department.id)).or_default().push((measure, lacks.clone()));
        }
        if measure.lead.is_empty() {
            led.entry(None).or_default().push((measure, lacks));
        }
    }
    led
}

/// The measures that a department leads, below its name; with none, those that no department leads.
fn part(
    book: &Book,
    missing: &[Missing<'_>],
    of: Option<DepartmentId>,
    year: Option<FiscalYear>,
) -> Vec<Row> {
    let rows: Vec<Row> = missing
        .iter()
        .map(|(measure, lacks)| {
            let cells = vec![
                Passage::plain(Column::Number, book.measure_number(measure)),
                Passage::plain(Column::Name, measure.name.as_str()),
                departments(book, measure, year),
                Passage::plain(Column::Implementation, lacks.join("\n")),
            ];
            Row::of(measure, cells)
        })
        .collect();
    if rows.is_empty() {
        return rows;
    }
    let name = of.and_then(|id| book.department(id)).map(|row| row.name.as_str());
    let text = format!("{}　{}件", name.unwrap_or("所管課が決まっていないもの"), rows.len());
    std::iter::once(Row::heading(Origin::Department(of), 0, text)).chain(rows).collect()
}
