//! The printed list, from a book to the bytes of its PDF.

#[path = "support/json.rs"]
mod json;

use shinchoku::report::{Options, list, pdf};
use std::ops::ControlFlow;

#[test]
fn look() {
    let dir = std::env::temp_dir();
    for (name, data) in [
        ("sample", shinchoku::assets::SAMPLE.to_vec()),
        (
            "kodaira",
            std::fs::read(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/../shared/data/kodaira_goal1.json"
            ))
            .unwrap(),
        ),
    ] {
        let book = json::book(&data);
        let document = list::lay_out(&book, &Options::default()).unwrap();
        let bytes = pdf::write(&document, |_, _| ControlFlow::Continue(())).unwrap();
        std::fs::write(dir.join(format!("{name}.pdf")), bytes).unwrap();
        std::fs::write(dir.join(format!("{name}.json")), &data).unwrap();
    }
}

#[test]
fn vary() {
    use shinchoku::report::{Em, Length, Margins};
    let data = std::fs::read("/work/shared/data/kodaira_goal1.json").unwrap();
    for data in [data, shinchoku::assets::SAMPLE.to_vec()] {
        let book = json::book(&data);
        for (side, top, bottom) in
            [(15, 15, 15), (13, 13, 15), (12, 12, 14), (10, 10, 13), (10, 10, 10)]
        {
            for leading in [1200, 1220, 1250, 1300] {
                let mm = Length::millimetres;
                let options = Options {
                    margins: Margins {
                        top: mm(top),
                        bottom: mm(bottom),
                        left: mm(side),
                        right: mm(side),
                    },
                    leading: Em(leading),
                    ..Options::default()
                };
                let document = list::lay_out(&book, &options).unwrap();
                let last = document
                    .pages
                    .last()
                    .unwrap()
                    .cells
                    .iter()
                    .map(|c| c.area.bottom())
                    .max()
                    .unwrap()
                    .in_thousandths();
                if leading == 1220 {
                    for p in &document.pages {
                        let b =
                            p.cells.iter().map(|c| c.area.bottom()).max().unwrap().in_thousandths()
                                / 1000;
                        let mut hs: Vec<String> = vec![];
                        for c in &p.cells {
                            if let shinchoku::report::Origin::Entry(
                                _,
                                shinchoku::report::Column::Number,
                            ) = c.of
                            {
                                hs.push(format!("{}", c.area.size.height.in_thousandths() / 1000));
                            }
                        }
                        println!("@   {b} {hs:?}");
                    }
                }
                println!(
                    "@{side} {top} {bottom} {leading}: {} {}%",
                    document.pages.len(),
                    last * 100 / 595000
                );
            }
        }
    }
}
