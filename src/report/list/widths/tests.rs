use super::*;
use crate::domain::MeasureId;
use crate::report::list::content::{self, Passage};
use crate::report::page::Origin;
use crate::report::{Options, Typeface};

fn passage(column: Column, text: &str) -> Passage {
    Passage { column: Some(column), blocks: vec![text.to_owned()], names: Vec::new() }
}

fn rows(texts: &[(Column, String)], count: usize) -> Vec<Row<'static>> {
    let cells = texts.iter().map(|(column, text)| passage(*column, text)).collect();
    let of = Origin::Entry(MeasureId::new(), Column::Number);
    let row = content::Row { of, cells, heading: None };
    let face = Typeface::Mincho.face().unwrap();
    (0..count).map(|_| Row::new(face, &row, &Options::default())).collect()
}

fn columns() -> Vec<Wanted> {
    Column::ALL.map(|column| Wanted { column, width: None }).into()
}

fn proposed(rows: Vec<Row<'static>>, room: Room) -> Option<Widths> {
    propose(&rows, &columns(), room)
}

const ROOM: Room = Room {
    width: Em::whole(82),
    whole: Em::whole(86),
    pages: (Length::points(480), Length::points(500)),
    heights: Heights {
        size: Length::points(9),
        line: Length::points(11),
        padding: Length::points(4),
    },
};

#[test]
fn the_widths_fill_the_table() {
    let widths = proposed(rows(&[(Column::Name, "推進".to_owned())], 5), ROOM).unwrap();
    assert_eq!(widths.into_iter().sum::<Em>(), ROOM.width);
}

#[test]
fn a_column_with_more_text_is_wider() {
    let long = |column| (column, "文化施策の推進".repeat(30));
    let told = proposed(rows(&[long(Column::Description)], 9), ROOM).unwrap();
    let done = proposed(rows(&[long(Column::Implementation)], 9), ROOM).unwrap();
    assert!(told[2] >= Em::whole(25), "{:?}", told[2]);
    assert!(done[5] > told[5] && done[2] < told[2]);
}

#[test]
fn no_department_is_torn_that_a_column_can_hold() {
    let name = |name: &str| proposed(rows(&[(Column::Departments, name.to_owned())], 1), ROOM);
    assert_eq!(name("学務課").unwrap()[3], Em::whole(5));
    // No lines end within figures and Latin words.
    assert_eq!(name("123456789012345").unwrap()[3], Em(7500));
    assert_eq!(name("1234567890123456789").unwrap()[3], Em::whole(8));
}

#[test]
fn a_width_that_was_given_is_kept_and_another_column_has_the_rest() {
    let rows = rows(&[(Column::Description, "文化施策の推進".repeat(30))], 9);
    let mut columns = columns();
    columns[1].width = Some(Em::whole(9));
    columns[5].width = Some(Em::whole(20));
    let widths = propose(&rows, &columns, ROOM).unwrap();
    assert_eq!((widths[1], widths[5]), (Em::whole(9), Em::whole(20)));
    assert_eq!(widths.iter().copied().sum::<Em>(), ROOM.width);
    // Without it, 内容 has the rest.
    let _ = columns.pop();
    let widths = propose(&rows, &columns, ROOM).unwrap();
    assert!(widths[2] > Em::whole(50), "{widths:?}");
    assert_eq!(widths.iter().copied().sum::<Em>(), ROOM.width);
    // All were given: the last has the rest.
    let all = Column::ALL.map(|column| Wanted { column, width: Some(Em::whole(5)) });
    let widths = propose(&rows, &all, ROOM).unwrap();
    assert_eq!(widths[..5], [Em::whole(5); 5]);
    assert_eq!(widths[5], ROOM.width - Em::whole(25));
}

#[test]
fn narrow_paper_leaves_no_choice() {
    let narrow = Room { width: Em::whole(30), ..ROOM };
    assert_eq!(proposed(rows(&[], 1), narrow), None);
}

#[test]
fn pages_are_counted_as_rows_go_onto_them() {
    let count = |heights: &[(i32, bool)]| {
        let rows = heights.iter().map(|(height, heading)| (Length::points(*height), *heading));
        pages(rows, (Length::points(90), Length::points(100)))
    };
    assert_eq!(count(&[]), 1);
    assert_eq!(count(&[(50, false), (40, false)]), 1);
    assert_eq!(count(&[(50, false), (41, false)]), 2);
    // A heading goes with what follows it.
    assert_eq!(count(&[(80, false), (10, true), (80, false), (20, false)]), 3);
    assert_eq!(count(&[(250, false), (50, false)]), 4);
}
