//! Names from elsewhere, in which something turns the direction of writing or is of no width.

use crate::screens::window::Window;
use crate::support;
use shinchoku::domain::{Book, Change, Department, Plan, Record};

const ODD: &str = "\u{202E}\u{200B}";
const SHOWN: &str = "[U+202E][U+200B]";

fn book() -> Book {
    let mut book = support::book(3, 20);
    let department = Department {
        name: format!("農{ODD}政課"),
        ..(*book.departments().first().unwrap()).clone()
    };
    let plan = Plan { name: format!("総合{ODD}戦略"), ..book.plan().clone() };
    let records = [Record::Department(department), Record::Plan(plan)];
    let changes: Vec<Change> = records.into_iter().filter_map(|record| book.put(record)).collect();
    book.apply(&changes).unwrap();
    book
}

#[test]
fn what_cannot_be_seen_in_a_name_is_shown() {
    let mut window = Window::over(&book());
    assert!(window.shows(&format!("総合{SHOWN}戦略")), "{:?}", window.texts());
    for (place, shown) in [
        ("施策", format!("農{SHOWN}政課（第6課）")),
        ("台帳", format!("農{SHOWN}政課")),
        ("配布・回収", format!("農{SHOWN}政課")),
    ] {
        window.click(place);
        let texts = window.texts();
        assert!(texts.contains(&shown), "{texts:?}");
        assert!(!texts.iter().any(|text| text.contains('\u{202E}')), "{texts:?}");
    }
}
