use super::*;
use crate::domain::MeasureId;
use crate::report::Options;
use crate::report::page::Origin;
use crate::report::table::{Cache, CellText, RowText};

fn rows(texts: &[(Column, String)], count: usize) -> Vec<RowText> {
    let of = Origin::Entry(MeasureId::new(), Column::Number);
    let cells = || texts.iter().map(|(column, text)| CellText::new(*column, text)).collect();
    (0..count).map(|_| RowText::new(of, cells())).collect()
}

fn columns() -> Vec<ColumnWidth> {
    Column::ALL.map(|column| ColumnWidth { column, width: None }).into()
}

fn chosen(rows: Vec<RowText>, space: Space) -> Option<Widths> {
    choose(&rows, &columns(), space)
}

fn choose(rows: &[RowText], columns: &[ColumnWidth], space: Space) -> Option<Widths> {
    let options = Options::default();
    let mut rows = Cache::default().rows(rows);
    choose_widths(&mut sample(&mut rows), Setting::new(&options).unwrap(), columns, space)
}

const SPACE: Space = Space {
    columns: Em::whole(82),
    headings: [(Em::whole(86), METRICS); 2],
    pages: (Length::points(480), Length::points(500)),
    metrics: METRICS,
    design: Design::Original,
    rows: Rows::Whole,
};

const METRICS: RowMetrics =
    RowMetrics { size: Length::points(9), line: Length::points(11), padding: Length::points(4) };

#[test]
fn the_widths_fill_the_table() {
    let widths = chosen(rows(&[(Column::Name, "推進".to_owned())], 5), SPACE).unwrap();
    assert_eq!(widths.into_iter().sum::<Em>(), SPACE.columns);
}

#[test]
fn a_column_with_more_text_is_wider() {
    let long = |column| (column, "文化施策の推進".repeat(30));
    let described = chosen(rows(&[long(Column::Description)], 9), SPACE).unwrap();
    let done = chosen(rows(&[long(Column::Implementation)], 9), SPACE).unwrap();
    assert!(described[2] >= Em::whole(25), "{:?}", described[2]);
    assert!(done[5] > described[5] && done[2] < described[2]);
}

#[test]
fn no_department_is_broken_that_a_column_can_hold() {
    let name = |name: &str| chosen(rows(&[(Column::Departments, name.to_owned())], 1), SPACE);
    assert_eq!(name("学務課").unwrap()[3], Em::whole(5));
    // No lines end within figures and Latin words.
    assert_eq!(name("123456789012345").unwrap()[3], Em(7500));
    assert_eq!(name("1234567890123456789").unwrap()[3], Em::whole(8));
}

#[test]
fn a_given_width_is_kept_and_another_column_has_the_rest() {
    let rows = rows(&[(Column::Description, "文化施策の推進".repeat(30))], 9);
    let mut columns = columns();
    columns[1].width = Some(Em::whole(9));
    columns[5].width = Some(Em::whole(20));
    let widths = choose(&rows, &columns, SPACE).unwrap();
    assert_eq!((widths[1], widths[5]), (Em::whole(9), Em::whole(20)));
    assert_eq!(widths.iter().copied().sum::<Em>(), SPACE.columns);
    // Without it, 内容 has the rest.
    let _ = columns.pop();
    let widths = choose(&rows, &columns, SPACE).unwrap();
    assert!(widths[2] > Em::whole(50), "{widths:?}");
    assert_eq!(widths.iter().copied().sum::<Em>(), SPACE.columns);
    // All were given: the last has the rest.
    let all = Column::ALL.map(|column| ColumnWidth { column, width: Some(Em::whole(5)) });
    let widths = choose(&rows, &all, SPACE).unwrap();
    assert_eq!(widths[..5], [Em::whole(5); 5]);
    assert_eq!(widths[5], SPACE.columns - Em::whole(25));
}

#[test]
fn narrow_paper_leaves_no_choice() {
    let narrow = Space { columns: Em::whole(30), ..SPACE };
    assert_eq!(chosen(rows(&[], 1), narrow), None);
}

#[test]
fn rows_move_whole_when_pages_are_counted() {
    let count = |heights: &[(i32, bool)]| {
        let rows = heights.iter().map(|(height, heading)| (Length::points(*height), *heading));
        count_pages(rows, (Length::points(90), Length::points(100)))
    };
    assert_eq!(count(&[]), 1);
    assert_eq!(count(&[(50, false), (40, false)]), 1);
    assert_eq!(count(&[(50, false), (41, false)]), 2);
    // A heading is kept with the next row.
    assert_eq!(count(&[(80, false), (10, true), (80, false), (20, false)]), 3);
    assert_eq!(count(&[(250, false), (50, false)]), 4);
}
