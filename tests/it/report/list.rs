//! The form of the list.

use super::reading::{cells, foot, joined, lines, title};
use super::{sample, with};
use shinchoku::domain::template::Selection;
use shinchoku::domain::{
    Book, Department, DepartmentId, FiscalYear, Goal, GoalId, Implementation, Measure, Plan,
    Position, Record, Year,
};
use shinchoku::report::{
    Column, Document, Error, Format, Length, Margins, Options, Orientation, Origin, Paper,
    list::lay_out,
};

fn printed(book: &Book) -> Document {
    lay_out(book, &Options::default()).unwrap()
}

fn first_measure(book: &Book) -> Measure {
    book.listed()[0].2.clone()
}

fn entry(book: &Book, measure: &Measure, year: i32, narrative: &str) -> Record {
    let blank = Implementation::blank(measure.id, FiscalYear(year));
    let entry = book.implementation(measure.id, FiscalYear(year)).cloned().unwrap_or(blank);
    Record::Implementation(Implementation { narrative: narrative.to_owned(), ..entry })
}

#[test]
fn two_years_of_the_sample_take_no_more_pages_than_the_published_list() {
    let book = sample();
    let years: Vec<FiscalYear> = book.years().rev().take(2).map(|year| year.year).collect();
    assert_eq!(book.measure_count(), 43);
    let options = Options { years: Some(years), ..Options::default() };
    assert!(options.type_size >= Length::points(9) && options.leading.0 >= 1200);
    let pages = lay_out(&book, &options).unwrap().pages.len();
    assert!(pages <= 13, "{pages} pages");
}

#[test]
fn every_text_stands_whole_in_its_cell() {
    let book = sample();
    let cells = cells(&printed(&book));
    for (goal, direction, measure) in book.listed() {
        assert_eq!(cells[&Origin::Goal(goal.id)], goal.heading());
        assert_eq!(cells[&Origin::Direction(direction.id)], direction.heading());
        let cell = |column| &cells[&Origin::Entry(measure.id, column)];
        assert_eq!(*cell(Column::Number), measure.number.to_string());
        assert_eq!(*cell(Column::Name), measure.name);
        assert_eq!(*cell(Column::Description), joined(&measure.description));
        let written = book.implementations(measure.id).filter(|it| !it.narrative.is_empty());
        let narratives = written.map(|entry| {
            format!("【{}】{}", book.year_label(entry.year), joined(&entry.narrative))
        });
        assert_eq!(*cell(Column::Implementation), narratives.collect::<String>());
    }
    assert_eq!(
        cells.len(),
        book.goals().len()
            + book.goals().iter().map(|goal| book.directions(goal.id).len()).sum::<usize>()
            + book.measure_count() * Column::ALL.len()
    );
}

#[test]
fn departments_stand_one_a_line_and_related_ones_in_brackets() {
    let mut book = sample();
    let departments: Vec<Department> = ["教育課", "学務課", "文化財課", "広報課"]
        .into_iter()
        .map(|name| Department {
            retired: name == "広報課",
            ..Department::new(name, Position::FIRST)
        })
        .collect();
    let ids: Vec<DepartmentId> = departments.iter().map(|it| it.id).collect();
    let measure =
        Measure { lead: ids[..2].to_vec(), related: ids[2..].to_vec(), ..first_measure(&book) };
    let of = Origin::Entry(measure.id, Column::Departments);
    book = with(book, departments.into_iter().map(Record::Department));
    book = with(book, [Record::Measure(measure)]);
    let document = printed(&book);
    let page = &document.pages[0];
    let cell = page.cells.iter().find(|cell| cell.of == of).unwrap();
    assert_eq!(lines(page, cell), ["教育課", "学務課", "（文化財課、", "広報課）"]);
}

#[test]
fn each_page_has_the_heads_of_the_columns_and_its_number() {
    let document = printed(&sample());
    let count = document.pages.len();
    assert!(count > 2);
    for (index, page) in document.pages.iter().enumerate() {
        let heads: Vec<String> =
            page.cells.iter().take(6).map(|cell| lines(page, cell).concat()).collect();
        assert_eq!(
            heads,
            [
                "施策番号",
                "名称",
                "内容",
                "所管課（関連課）",
                "進捗状況",
                "令和6年度までの実施等状況"
            ]
        );
        assert_eq!(foot(page), format!("{}/{count}", index + 1));
    }
}

#[test]
fn the_title_is_the_plans_with_the_municipality() {
    let titled = |municipality, name| title(&printed(&Book::new(Plan::new(municipality, name))));
    assert_eq!(titled("茜野市", "茜野市総合戦略"), "茜野市総合戦略　進捗状況一覧表");
    assert_eq!(titled("茜野市", "総合戦略"), "茜野市総合戦略　進捗状況一覧表");
    assert_eq!(titled("", ""), "進捗状況一覧表");
    let options = Options { title: Some("中間報告".to_owned()), ..Options::default() };
    let document = lay_out(&sample(), &options).unwrap();
    assert_eq!((title(&document), document.title), ("中間報告".to_owned(), "中間報告".to_owned()));
}

#[test]
fn the_status_is_that_of_the_latest_year_that_has_one() {
    let book = sample();
    let measure = first_measure(&book);
    let statuses: Vec<_> = book.statuses().into_iter().cloned().collect();
    let set = |year, status| {
        let entry = book.implementation(measure.id, FiscalYear(year)).unwrap().clone();
        Record::Implementation(Implementation { status, ..entry })
    };
    let book = with(
        book.clone(),
        [set(2022, Some(statuses[1].id)), set(2023, Some(statuses[0].id)), set(2024, None)],
    );
    let of = Origin::Entry(measure.id, Column::Status);
    assert_eq!(cells(&printed(&book))[&of], "", "last year's is not this year's");
    let year = Year { year: FiscalYear(2024), closed: true };
    let closed = with(book.clone(), [Record::Year(year)]);
    assert_eq!(cells(&printed(&closed))[&of], statuses[0].name);
    let options = Options { years: Some(vec![FiscalYear(2022)]), ..Options::default() };
    assert_eq!(cells(&lay_out(&book, &options).unwrap())[&of], statuses[1].name);
}

#[test]
fn only_the_years_asked_for_are_printed() {
    let book = sample();
    let measure = first_measure(&book);
    let years = Some(vec![FiscalYear(2023), FiscalYear(2022), FiscalYear(1999)]);
    let document = lay_out(&book, &Options { years, ..Options::default() }).unwrap();
    let page = &document.pages[0];
    assert_eq!(lines(page, &page.cells[5]).concat(), "令和5年度までの実施等状況");
    let cell = &cells(&document)[&Origin::Entry(measure.id, Column::Implementation)];
    assert!(cell.starts_with("【令和4年度】") && cell.contains("【令和5年度】"));
    assert!(!cell.contains("令和6年度】"));
}

#[test]
fn a_year_without_a_text_is_left_out() {
    let book = sample();
    let measure = first_measure(&book);
    let entry = entry(&book, &measure, 2023, "  \n");
    let document = printed(&with(book, [entry]));
    let cell = &cells(&document)[&Origin::Entry(measure.id, Column::Implementation)];
    assert!(cell.contains("【令和4年度】") && !cell.contains("令和5年度】"));
}

#[test]
fn a_plan_can_be_printed_before_it_is_filled() {
    let empty = printed(&Book::new(Plan::new("茜野市", "総合戦略")));
    assert_eq!((empty.pages.len(), empty.pages[0].cells.len()), (1, 6));
    let goal = Goal {
        id: GoalId::new(),
        number: 1,
        label: Goal::default_label(1),
        name: "まち".to_owned(),
        position: Position::FIRST,
    };
    let year = Year { year: FiscalYear(2018), closed: false };
    let book =
        with(Book::new(Plan::new("茜野市", "総合戦略")), [Record::Goal(goal), Record::Year(year)]);
    let document = printed(&book);
    let page = &document.pages[0];
    assert_eq!(lines(page, &page.cells[5]).concat(), "平成30年度までの実施等状況");
    assert_eq!(lines(page, &page.cells[6]).concat(), "基本目標１「まち」");
}

#[test]
fn a_retired_measure_is_printed() {
    let book = sample();
    let measure = Measure { retired: true, ..first_measure(&book) };
    let name = measure.name.clone();
    let of = Origin::Entry(measure.id, Column::Name);
    assert_eq!(cells(&printed(&with(book, [Record::Measure(measure)])))[&of], name);
}

#[test]
fn a_department_sees_its_measures_alone() {
    let book = sample();
    let department = book.department_named("農政課").unwrap();
    let options = Options {
        selection: Selection { departments: [department.id].into(), ..Selection::default() },
        ..Options::default()
    };
    let document = lay_out(&book, &options).unwrap();
    let cells = cells(&document);
    for (goal, direction, measure) in book.listed() {
        let shown = cells.contains_key(&Origin::Entry(measure.id, Column::Name));
        assert_eq!(shown, measure.involves(department.id), "{}", measure.name);
        // No heading stands above nothing.
        let below = |of: &dyn Fn(&Measure) -> bool| {
            book.listed().iter().any(|(_, _, it)| of(it) && it.involves(department.id))
        };
        let goals_below = |it: &Measure| {
            book.direction(it.direction).is_some_and(|direction| direction.goal == goal.id)
        };
        assert_eq!(cells.contains_key(&Origin::Goal(goal.id)), below(&goals_below));
        assert_eq!(
            cells.contains_key(&Origin::Direction(direction.id)),
            below(&|it| it.direction == direction.id)
        );
    }
    assert!(title(&document).ends_with("所管課又は関連課：農政課"));
}

#[test]
fn rows_and_headings_stand_as_the_council_knows_them() {
    let document = printed(&sample());
    let last = document.pages.len() - 1;
    for (index, page) in document.pages.iter().enumerate() {
        assert!(page.cells.iter().all(|cell| !cell.continued), "a row was cut on page {index}");
        let end = page.cells.last().unwrap().of;
        assert!(index == last || matches!(end, Origin::Entry(..)), "a heading alone on {index}");
    }
}

/// The numbers of its measures begin anew: under the heading above they would be another's.
#[test]
fn a_direction_without_a_name_is_told_from_the_one_above_by_its_number() {
    let book = sample();
    let goal = book.goals()[0].id;
    let nameless = |row: &shinchoku::domain::Direction| {
        Record::Direction(shinchoku::domain::Direction { name: String::new(), ..row.clone() })
    };
    let [first, second] = [0, 1].map(|at| book.directions(goal)[at].clone());
    let texts = cells(&printed(&with(book, [nameless(&first), nameless(&second)])));
    assert!(!texts.contains_key(&Origin::Direction(first.id)));
    assert_eq!(texts[&Origin::Direction(second.id)], "②");
}

#[test]
fn bookmarks_are_goals_with_their_directions() {
    let book = sample();
    let document = printed(&book);
    let goals = book.goals();
    let titles: Vec<_> = document.outline.iter().map(|it| it.title.clone()).collect();
    assert_eq!(titles, goals.iter().map(|goal| goal.heading()).collect::<Vec<_>>());
    for (bookmark, goal) in document.outline.iter().zip(goals) {
        let directions = book.directions(goal.id);
        assert_eq!(bookmark.children.len(), directions.len());
        for (child, direction) in bookmark.children.iter().zip(directions) {
            let page = &document.pages[child.page];
            let of = Origin::Direction(direction.id);
            let cell = page.cells.iter().find(|cell| cell.of == of).unwrap();
            assert_eq!((&child.title, child.top), (&direction.heading(), cell.area.top()));
        }
    }
}

#[test]
fn a_cell_of_twenty_thousand_characters_is_cut_between_lines() {
    let book = sample();
    let measure = first_measure(&book);
    let text =
        format!("・{}", "市民が農にふれあえる場として、体験農園を拡充しました。".repeat(770));
    assert!(text.chars().count() > 20_000);
    let record = entry(&book, &measure, 2024, &text);
    let document = printed(&with(book, [record]));
    let cell = &cells(&document)[&Origin::Entry(measure.id, Column::Implementation)];
    assert!(cell.ends_with(&text));
    let parts: Vec<usize> = document
        .pages
        .iter()
        .flat_map(|page| page.cells.iter().map(move |cell| (page, cell)))
        .filter(|(_, cell)| cell.of == Origin::Entry(measure.id, Column::Implementation))
        .map(|(page, cell)| lines(page, cell).len())
        .collect();
    assert!(parts.len() > 7);
    // No part is a single line.
    assert!(parts.iter().all(|lines| *lines > 1), "{parts:?}");
}

#[test]
fn a_title_of_any_length_is_printed() {
    for repeats in [1, 40, 4_000] {
        let text = "茜野市総合戦略".repeat(repeats);
        let options = Options { title: Some(text.clone()), ..Options::default() };
        let document = lay_out(&sample(), &options).unwrap();
        let before = document.pages.iter().take_while(|page| page.cells.is_empty()).count();
        let says = |page: &shinchoku::report::Page| {
            let page = Document { pages: vec![page.clone()], ..document.clone() };
            title(&page)
        };
        let shown: String = document.pages[..=before].iter().map(says).collect();
        // A page of nothing but title ends with its number.
        let numbers: usize =
            (1..=before).map(|n| format!("{n}/{}", document.pages.len()).len()).sum();
        assert_eq!(shown.len(), text.len() + numbers);
        let bookmark = &document.outline[0];
        assert!(!document.pages[bookmark.page].cells.is_empty());
    }
}

#[test]
fn what_leaves_no_room_is_refused() {
    let refused = |options: Options| lay_out(&sample(), &options).err();
    let margins = Margins::all(Length::millimetres(95));
    assert!(matches!(refused(Options { margins, ..Options::default() }), Some(Error::NoRoom)));
    let type_size = Length::points(-9);
    assert!(matches!(
        refused(Options { type_size, ..Options::default() }),
        Some(Error::TypeSize(_))
    ));
    let paper = Paper { format: Format::A3, orientation: Orientation::Portrait };
    assert!(refused(Options { paper, ..Options::default() }).is_none());
}
