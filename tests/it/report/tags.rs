//! The structure of the document: what a reader that speaks it is told (ISO 32000-1, 14.7 and 14.8).

use super::pdf::{Reader, bytes, printed};
use super::reading::{cells, lines};
use super::structure::{Element, read};
use super::{sample, with};
use lopdf::Document as Pdf;
use shinchoku::domain::template::Selection;
use shinchoku::domain::template::{DocumentNumber, Rows, Settings, Side};
use shinchoku::domain::{Book, Direction, Implementation, Record};
use shinchoku::report::{Document, Item, Options, Origin, Report};

/// The sample with a narrative that no page holds.
fn long() -> Book {
    let book = sample();
    let (_, _, measure) = book.listed()[1];
    let entry = book.implementations(measure.id).next().unwrap().clone();
    let narrative = "・体験農園を拡充しました。\n".repeat(60);
    let entry = Implementation { narrative: narrative.trim_end().to_owned(), ..entry };
    with(book, [Record::Implementation(entry)])
}

fn structure(book: &Book, options: &Options) -> (Document, Element) {
    let (document, pdf) = printed(book, options);
    let element = read(&pdf);
    (document, element)
}

/// The measures of one department.
fn of_department(book: &Book, name: &str) -> Options {
    let departments = book.department_named(name).map(|department| department.id);
    let departments = departments.into_iter().collect();
    Options { selection: Selection { departments, ..Selection::default() }, ..Options::default() }
}

#[test]
fn all_that_is_drawn_is_in_the_tree_or_decoration() {
    // ISO 32000-1, 14.8.2.2; ISO 14289-1, 7.1. What `read` looks at as it goes is the test.
    let selected = of_department(&sample(), "農政課");
    for (book, options) in [(sample(), Options::default()), (long(), selected)] {
        let (document, root) = structure(&book, &options);
        assert_eq!(root.tag, "Document");
        let mut told = String::new();
        for page in &document.pages {
            let blocks = page.blocks.iter().map(|block| block.items.clone());
            let cells = page.cells.iter().filter(|cell| !cell.repeated && !cell.continued);
            for items in blocks.chain(cells.map(|cell| cell.items.clone())) {
                told.extend(page.items[items].iter().map(|(_, item)| match item {
                    Item::Text(text) => text.line.text.as_str(),
                    Item::Rule(_) | Item::Tint(_) => "",
                }));
            }
        }
        // Cells that go on stand behind their beginning in the tree, and later on the pages.
        assert!(root.all().len() >= told.len());
        let cut = document.pages.iter().flat_map(|page| &page.cells).any(|cell| cell.continued);
        assert!(cut || root.all() == told);
    }
}

#[test]
fn all_papers_are_tagged() {
    for report in Report::ALL {
        let document = report.lay_out(&sample(), &Options::default()).unwrap();
        let pdf = Pdf::load_mem(&bytes(&document)).unwrap();
        let root = read(&pdf);
        // Each list has its heading, and the heading comes before the table.
        let order: Vec<&str> = root.tags().into_iter().filter(|tag| *tag != "P").collect();
        assert!(order.chunks(2).all(|pair| pair == ["H1", "Table"]), "{report:?}: {order:?}");
        let tables = if report == Report::ByDepartment { sample().departments().len() } else { 1 };
        assert!((1..=tables).contains(&(order.len() / 2)), "{report:?}");
    }
}

#[test]
fn what_is_underlined_is_told() {
    // ISO 32000-1, 14.8.5.4: a text decoration of a span.
    let document = Report::Comparison.lay_out(&sample(), &Options::default()).unwrap();
    let pdf = Pdf::load_mem(&bytes(&document)).unwrap();
    let root = read(&pdf);
    let mut expected = String::new();
    for page in &document.pages {
        for underlined in &page.underlined {
            let (_, Item::Text(text)) = &page.items[underlined.item] else { panic!("no text") };
            let glyphs = text.line.glyph_texts().skip(underlined.glyphs.start);
            expected.extend(glyphs.take(underlined.glyphs.len()).map(|(_, spoken)| spoken));
        }
    }
    let mut spans = Vec::new();
    root.find("Span", &mut spans);
    assert!(spans.len() > 100 && spans.iter().all(|span| span.kids.is_empty()));
    assert_eq!(spans.iter().map(|span| span.text.as_str()).collect::<String>(), expected);
    // What goes on over the end of a line is one stretch.
    let runs: usize = document.pages.iter().map(|page| page.underlined.len()).sum();
    assert!(spans.len() < runs);
    // The text around them is still in its order.
    let mut rows = Vec::new();
    root.find("TR", &mut rows);
    let row = rows.iter().find(|row| row.all().contains("茜染め・茜野")).unwrap();
    assert!(row.kids[4].all().starts_with("・3年間の課程を修了した"));
    // With nothing underlined, all is as it is in a list.
    let mut spans = Vec::new();
    let (_, root) = structure(&sample(), &Options::default());
    root.find("Span", &mut spans);
    assert_eq!(spans, Vec::<&Element>::new());
}

#[test]
fn a_list_is_a_title_and_a_table() {
    let book = sample();
    let (document, root) = structure(&book, &Options::default());
    assert_eq!(root.tags(), ["H1", "Table"]);
    assert_eq!(root.kids[0].text, document.title);
    let table = &root.kids[1];
    // A part for each goal.
    let parts: Vec<&str> =
        ["THead"].into_iter().chain(book.goals().iter().map(|_| "TBody")).collect();
    assert_eq!(table.tags(), parts);
    let heads = &table.kids[0].kids[0];
    assert_eq!((heads.tag.as_str(), heads.kids.len()), ("TR", 6));
    for head in &heads.kids {
        assert_eq!((head.tag.as_str(), head.scope.as_deref()), ("TH", Some("Column")));
    }
    let (_, root) = structure(&book, &of_department(&book, "農政課"));
    assert_eq!(root.tags(), ["H1", "P", "Table"]);
}

#[test]
fn what_stands_around_the_table_is_read_in_its_order() {
    let settings = Settings {
        subtitle: "令和6年度末の状況".to_owned(),
        number: DocumentNumber { text: "資料１".to_owned(), side: Side::Left, framed: true },
        meeting: "総務委員会".to_owned(),
        legend: true,
        note: "注１　金額は千円とする。\n注２　人数は延べとする。".to_owned(),
        ..Settings::default()
    };
    let book = sample();
    let (document, root) = structure(&book, &Options::of(&book, &settings));
    let told: Vec<(&str, String)> =
        root.kids.iter().map(|kid| (kid.tag.as_str(), kid.text.clone())).collect();
    let told: Vec<(&str, &str)> = told.iter().map(|(tag, text)| (*tag, text.as_str())).collect();
    assert_eq!(
        told[..4],
        [("P", "資料１"), ("P", "総務委員会"), ("H1", &document.title), ("P", "令和6年度末の状況")]
    );
    assert!(told[4].1.starts_with("凡例"));
    assert_eq!(told[5].0, "Table");
    assert_eq!(told[6..], [("P", "注１　金額は千円とする。"), ("P", "注２　人数は延べとする。")]);
}

#[test]
fn what_is_said_again_on_a_later_page_is_read_once() {
    let settings = Settings { rows: Rows::Split, repeats_headings: true, ..Settings::default() };
    let book = sample();
    let (document, root) = structure(&book, &Options::of(&book, &settings));
    let again = document.pages.iter().flat_map(|page| &page.cells);
    assert!(again.filter(|cell| cell.repeated && !matches!(cell.of, Origin::Head(_))).count() > 0);
    assert!(!root.all().contains("（続き）"));
    let mut rows = Vec::new();
    root.find("TR", &mut rows);
    let headings = book.goals().into_iter().map(|goal| 1 + book.directions(goal.id).len());
    assert_eq!(rows.len(), 1 + headings.sum::<usize>() + book.measure_count());
}

#[test]
fn headings_and_names_are_the_heads_of_their_rows() {
    // ISO 32000-1, table 349; ISO 14289-1, 7.5.
    let book = sample();
    let (_, root) = structure(&book, &Options::default());
    let mut rows = Vec::new();
    root.find("TR", &mut rows);
    let rows = &rows[1..];
    let (headings, entries): (Vec<&Element>, Vec<&Element>) =
        rows.iter().partition(|row| row.kids.len() == 1);
    let told: Vec<String> = headings.iter().map(|row| row.kids[0].all()).collect();
    // Below the title, the goals and then the directions: levels that follow one another.
    let levels: Vec<&str> = headings.iter().flat_map(|row| row.kids[0].tags()).collect();
    let goals = book.goals().into_iter().flat_map(|goal| {
        ["H2"].into_iter().chain(book.directions(goal.id).into_iter().map(|_| "H3"))
    });
    assert_eq!(levels, goals.collect::<Vec<_>>());
    let mut expected = Vec::new();
    for goal in book.goals() {
        expected.push(goal.heading());
        expected.extend(book.directions(goal.id).into_iter().map(Direction::heading));
    }
    assert_eq!(told, expected);
    for row in headings {
        let head = &row.kids[0];
        assert_eq!(
            (head.tag.as_str(), head.scope.as_deref(), head.columns),
            ("TH", Some("Row"), 6)
        );
    }
    assert_eq!(entries.len(), book.measure_count());
    for (row, (_, _, measure)) in entries.iter().zip(book.listed()) {
        assert_eq!(row.tags(), ["TD", "TH", "TD", "TD", "TD", "TD"]);
        assert_eq!(row.kids[1].scope.as_deref(), Some("Row"));
        assert_eq!(row.kids[1].text, measure.name);
    }
}

#[test]
fn paragraphs_of_a_cell_are_told_apart() {
    let book = sample();
    let (_, _, measure) = book.listed()[0];
    let (document, root) = structure(&book, &Options::default());
    let mut rows = Vec::new();
    root.find("TR", &mut rows);
    let row = rows.into_iter().find(|row| row.kids.len() == 6 && row.kids[1].text == measure.name);
    let narratives = row.unwrap().kids.last().unwrap();
    let of = Origin::Entry(measure.id, shinchoku::report::Column::Implementation);
    assert_eq!(narratives.all(), cells(&document)[&of]);
    let expected = book.implementations(measure.id).flat_map(|entry| {
        let label = format!("【{}】", book.year_label(entry.year));
        let lines: Vec<String> = entry.narrative.lines().map(str::to_owned).collect();
        std::iter::once(label).chain(lines)
    });
    let mut told = Vec::new();
    for kid in &narratives.kids {
        match kid.tag.as_str() {
            "P" => told.push(kid.all()),
            "L" => {
                // ISO 14289-1, 7.6: a list with labels says how it is labelled.
                assert_eq!(kid.numbering, "Disc");
                for item in &kid.kids {
                    assert_eq!((item.tag.as_str(), item.tags()), ("LI", vec!["Lbl", "LBody"]));
                    assert_eq!(item.kids[0].all(), "・");
                    told.push(item.all());
                }
            }
            tag => panic!("{tag}"),
        }
    }
    assert_eq!(told, expected.collect::<Vec<_>>());
    assert!(narratives.text.is_empty());
}

#[test]
fn a_list_within_an_item_is_told_as_such() {
    let book = sample();
    let (_, _, measure) = book.listed()[1];
    let entry = book.implementations(measure.id).next().unwrap().clone();
    let narrative = "①周知\n・講座\n・園芸\n②相談\n　(1) 窓口\n結びました。";
    let entry = Implementation { narrative: narrative.to_owned(), ..entry };
    let (_, root) = structure(&with(book, [Record::Implementation(entry)]), &Options::default());
    let mut lists = Vec::new();
    root.find("L", &mut lists);
    let list = lists.iter().find(|list| list.all().starts_with("①周知")).unwrap();
    assert_eq!(list.numbering, "Decimal");
    let said: Vec<String> = list.kids.iter().map(Element::all).collect();
    assert_eq!(said, ["①周知・講座・園芸", "②相談", "　(1) 窓口"]);
    let inner = &list.kids[0].kids[1].kids[0];
    assert_eq!((inner.numbering.as_str(), inner.tags()), ("Disc", vec!["LI", "LI"]));
}

#[test]
fn a_row_on_two_pages_is_one_row() {
    let book = long();
    let (_, _, measure) = book.listed()[1];
    let (document, root) = structure(&book, &Options::default());
    let mut rows = Vec::new();
    root.find("TR", &mut rows);
    let named: Vec<&&Element> =
        rows.iter().filter(|row| row.kids.len() == 6 && row.kids[1].text == measure.name).collect();
    assert_eq!(named.len(), 1);
    let narratives = named[0].kids.last().unwrap();
    let of = Origin::Entry(measure.id, shinchoku::report::Column::Implementation);
    assert_eq!(narratives.all(), cells(&document)[&of]);
    let mut pages: Vec<usize> = narratives.kids.iter().flat_map(|kid| kid.pages.clone()).collect();
    assert!(pages.is_sorted());
    pages.dedup();
    let parts = document.pages.iter().enumerate().filter(|(_, page)| {
        page.cells.iter().any(|cell| cell.of == of && !lines(page, cell).is_empty())
    });
    assert_eq!(pages, parts.map(|(index, _)| index).collect::<Vec<_>>());
    assert!(pages.len() > 1);
}

#[test]
fn a_title_over_several_pages_is_one_heading() {
    let title = "茜野市総合戦略".repeat(4_000);
    let (_, root) =
        structure(&sample(), &Options { title: Some(title.clone()), ..Options::default() });
    assert_eq!(root.tags(), ["H1", "Table"]);
    assert!(root.kids[0].text == title && root.kids[0].pages.len() > 1);
}

#[test]
fn heads_and_numbers_of_pages_are_read_once_or_not_at_all() {
    // ISO 14289-1, 7.8: what stands on each page is decoration, and of its kind.
    let (document, pdf) = printed(&sample(), &Options::default());
    let reader = Reader::new(&pdf);
    let last = pdf.page_iter().last().unwrap();
    let text = String::from_utf8_lossy(&pdf.get_page_content(last)).into_owned();
    assert!(text.contains("/Artifact<</Type/Pagination/Subtype/Header>>BDC"));
    assert!(text.contains("/Artifact<</Type/Pagination/Subtype/Footer>>BDC"));
    assert!(text.contains("/Artifact<</Type/Layout>>BDC"));
    let decoration: String = reader
        .shown(last)
        .into_iter()
        .filter(|shown| shown.marked.as_ref().is_some_and(|(_, id)| id.is_none()))
        .filter_map(|shown| shown.text)
        .collect();
    let page = document.pages.last().unwrap();
    let heads: String = page.cells[..6].iter().flat_map(|cell| lines(page, cell)).collect();
    assert_eq!(decoration, format!("{heads}{0}/{0}", document.pages.len()));
}
