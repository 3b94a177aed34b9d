//! 正誤表 and 新旧対照表 between two states of a plan.

use super::papers::underlined;
use super::reading::{lines, title};
use super::{sample, with};
use crate::support::cases::config;
use proptest::prelude::*;
use shinchoku::domain::revision::{Heading, Part, Revision, revisions};
use shinchoku::domain::template::Comparison;
use shinchoku::domain::{
    Book, Change, Department, Implementation, Key, Measure, Plan, Record, Template,
};
use shinchoku::report::revisions::{State, Wording, count, lay_out, missing_glyphs};
use shinchoku::report::{
    Column, Document, Em, Item, Options, Origin, Report, pdf, revisions::Revised,
};
use std::ops::ControlFlow;

fn revised<'a>(before: &'a Book, after: &'a Book) -> Revised<'a> {
    Revised {
        before: State { name: "6月議会提出版", book: before },
        after: State { name: "現在", book: after },
        wording: Wording::Errata,
        printed: None,
    }
}

fn paper(before: &Book, after: &Book) -> Document {
    lay_out(revised(before, after), &Options::default()).unwrap()
}

/// The 正誤表 of a figure under the 様式 that is built in, with pages and explanations.
pub(super) fn errata(before: &Book) -> Document {
    let (_, _, measure) = before.listed()[0];
    let year = before.latest_year().unwrap();
    let entry = before.implementation(measure.id, year).unwrap().clone();
    let narrative = format!("{}\n（延べ12人が参加しました。）", entry.narrative);
    let renamed = Measure { name: format!("{}など", measure.name), ..measure.clone() };
    let entry = Implementation { narrative, ..entry };
    let after = with(before.clone(), [Record::Implementation(entry), Record::Measure(renamed)]);
    let [council, ..] = Template::built_in();
    let options = Options::of(before, &council.settings);
    let printed = Report::List.lay_out(before, &options).unwrap();
    let comparison = Comparison { after_first: true, explained: true };
    let options = Options { comparison, ..Options::for_comparison(before, &council.name) };
    let revised = Revised { printed: Some(&printed), ..revised(before, &after) };
    lay_out(revised, &options).unwrap()
}

#[test]
fn a_comparison_is_set_as_the_paper_that_it_is_of() {
    let document = errata(&sample());
    let page = &document.pages[0];
    let row = page.cells.iter().filter(|cell| matches!(cell.of, Origin::Entry(..)));
    let row: Vec<(Option<Column>, String)> = row
        .map(|cell| match cell.of {
            Origin::Entry(_, column) => (Some(column), lines(page, cell).concat()),
            _ => (None, String::new()),
        })
        .collect();
    let columns: Vec<Column> = row.iter().take(5).filter_map(|(column, _)| *column).collect();
    let expected = [
        Column::Place,
        Column::Name,
        Column::Implementation,
        Column::Previous,
        Column::Explanation,
    ];
    assert_eq!(columns, expected);
    let said = |at: usize| row.iter().skip(at).step_by(5).map(|(_, text)| text.as_str());
    assert!(said(4).any(|text| text == "名称を改めます。"), "{row:?}");
    assert!(said(4).any(|text| text == "記述を加えます。"), "{row:?}");
    assert!(said(3).any(|text| text.starts_with("【令和6年度")), "{row:?}");
    // Both columns hold as many whole ems, and no line of both begins left of its text.
    let width = |column| {
        let cell = page.cells.iter().find(|it| matches!(it.of, Origin::Head(of) if of == column));
        cell.unwrap().area.size.width
    };
    assert_eq!(width(Column::Previous), width(Column::Implementation));
    for underlined in &page.underlined {
        let Item::Text(text) = &page.items[underlined.item].1 else { panic!("{underlined:?}") };
        if text.line.text.starts_with('（') && underlined.glyphs.start == 0 {
            let pen = page.items[underlined.item].0;
            let half = text.size.times(Em::HALF);
            let (rule, _) = page
                .items
                .iter()
                .filter(|(at, _)| at.x >= pen.x && at.y > pen.y && at.y < pen.y + half)
                .find(|(_, item)| matches!(item, Item::Rule(_)))
                .unwrap();
            assert_eq!(rule.x, pen.x + half);
        }
    }
}

/// The rows of a paper: what stands in each column, a row cut over pages joined.
fn table(document: &Document) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for page in &document.pages {
        for cell in &page.cells {
            let (Origin::Entry(_, column) | Origin::Other(column)) = cell.of else { continue };
            if column == Column::Number && !cell.continued {
                rows.push(Vec::new());
            }
            if cell.repeated {
                continue;
            }
            let row = rows.last_mut().unwrap();
            let text = lines(page, cell).concat();
            match column {
                _ if !cell.continued => row.push(text),
                Column::Previous => row[3].push_str(&text),
                Column::Implementation => row[4].push_str(&text),
                _ => {}
            }
        }
    }
    rows
}

fn told(before: &Book, after: &Book) -> Vec<Revision> {
    revisions(before, after).into_iter().flat_map(|section| section.revisions).collect()
}

#[test]
fn a_book_and_itself_have_nothing_to_tell() {
    let book = sample();
    assert_eq!(revisions(&book, &book), []);
    let document = paper(&book, &book);
    assert_eq!(document.pages.len(), 1);
    let texts: Vec<&str> =
        document.pages[0].cells.iter().flat_map(|it| lines(&document.pages[0], it)).collect();
    assert_eq!(texts.concat(), "施策番号名称箇所誤正");
}

#[test]
fn a_changed_figure_stands_in_one_row_with_both_sides() {
    let before = sample();
    let (_, _, measure) = before.listed()[0];
    let year = before.latest_year().unwrap();
    let entry = before.implementation(measure.id, year).unwrap().clone();
    let narrative = format!("{}\n・延べ12人が参加しました。", entry.narrative);
    let after = with(
        before.clone(),
        [Record::Implementation(Implementation { narrative: narrative.clone(), ..entry.clone() })],
    );
    let rows = table(&paper(&before, &after));
    let expected = [
        before.measure_number(measure),
        measure.name.clone(),
        format!("実施状況（{}）", before.year_label(year)),
        entry.narrative.replace('\n', ""),
        narrative.replace('\n', ""),
    ];
    assert_eq!(rows, [expected]);
    let document = paper(&before, &after);
    assert!(document.title.ends_with("正誤表"));
    let above = title(&document);
    assert!(above.contains("誤：6月議会提出版　正：現在"), "{above}");
    let under = |column| {
        underlined(&document.pages[0], Origin::Entry(measure.id, column), document.typeface)
    };
    assert_eq!(under(Column::Previous), "");
    assert_eq!(under(Column::Implementation), "・延べ12人が参加しました。");
}

#[test]
fn what_came_and_what_went_is_told_whole() {
    let before = sample();
    let (_, _, gone) = before.listed()[0];
    let (_, direction, like) = before.listed()[1];
    let added = Measure {
        id: shinchoku::domain::MeasureId::new(),
        name: "新しい施策".into(),
        ..like.clone()
    };
    let mut after = with(before.clone(), [Record::Measure(added.clone())]);
    let changes = after.remove(Key::Measure(gone.id));
    after.apply(&changes).unwrap();
    let found = told(&before, &after);
    assert!(found.iter().all(|it| it.part == Part::Whole));
    let [new, old] = &found[..] else { panic!("{found:?}") };
    assert_eq!((new.of, &new.before), (Key::Measure(added.id), &None));
    assert_eq!((old.of, &old.after), (Key::Measure(gone.id), &None));
    let year = before.latest_year().unwrap();
    assert!(old.before.as_ref().unwrap().contains(before.narrative(gone.id, year)));
    assert_eq!(revisions(&before, &after)[0].of, Heading::Direction(direction.id));
    let places: Vec<String> =
        table(&paper(&before, &after)).into_iter().map(|row| row[2].clone()).collect();
    assert_eq!(places, ["追加", "削除"]);
}

#[test]
fn a_renamed_department_is_told_once() {
    let before = sample();
    let row = before.departments()[0].clone();
    let renamed = Department { name: "農業振興推進課".into(), ..row.clone() };
    let after = with(before.clone(), [Record::Department(renamed)]);
    assert!(before.uses(Key::Department(row.id)) > 0);
    let found = told(&before, &after);
    let expected = Revision {
        of: Key::Department(row.id),
        part: Part::Name,
        before: Some(row.name),
        after: Some("農業振興推進課".into()),
    };
    assert_eq!(found, [expected]);
}

#[test]
fn what_is_never_on_the_paper_is_not_told() {
    let before = sample();
    let (_, _, measure) = before.listed()[0];
    let entry = before.implementation(measure.id, before.latest_year().unwrap()).unwrap().clone();
    let department =
        Department { contact: "内線 9999".into(), ..before.departments()[0].clone() };
    let remarked = entry.sent_back("人数を確認してください。".into());
    let after =
        with(before.clone(), [Record::Implementation(remarked), Record::Department(department)]);
    assert_eq!(told(&before, &after), []);
}

#[test]
fn a_character_that_the_font_lacks_is_told() {
    let before = sample();
    let plan = Plan { name: "総合戦略\u{E000}".into(), ..before.plan().clone() };
    let after = with(before.clone(), [Record::Plan(plan)]);
    let missing = missing_glyphs(revised(&before, &after), &Options::default()).unwrap();
    assert_eq!(missing.len(), 1);
    assert_eq!((missing[0].key, missing[0].character), (Key::Plan, '\u{E000}'));
}

/// One edit to a field that the paper shows: which, and to what.
fn edit() -> impl Strategy<Value = (usize, usize, String)> {
    (0usize..8, 0usize..7, "[あいう漢字・、。０1\n]{1,400}")
}

fn edited(book: &Book, (field, index, word): &(usize, usize, String)) -> Option<Record> {
    let line = word.replace('\n', "");
    let line = if line.is_empty() { "一".to_owned() } else { line };
    let listed = book.listed();
    let (goal, direction, measure) = listed[index * 3 % listed.len()];
    let measure = measure.clone();
    let year = book.latest_year()?;
    let blank = Implementation::blank(measure.id, year);
    let entry = book.implementation(measure.id, year).cloned().unwrap_or(blank);
    Some(match field {
        0 => Record::Measure(Measure { name: line, ..measure }),
        1 => Record::Measure(Measure { description: word.clone(), ..measure }),
        2 => Record::Measure(Measure { number: measure.number + 1, ..measure }),
        3 => Record::Measure(Measure { retired: !measure.retired, ..measure }),
        4 => Record::Implementation(Implementation { narrative: word.clone(), ..entry }),
        5 => Record::Goal(shinchoku::domain::Goal { name: line, ..goal.clone() }),
        6 => Record::Direction(shinchoku::domain::Direction { name: line, ..direction.clone() }),
        _ => Record::Measure(Measure { related: Vec::new(), ..measure }),
    })
}

proptest! {
    #![proptest_config(config(32))]

    /// Every field that differs is in the paper once with both its texts, and nothing else is; and
    /// read the other way round it tells the same with the sides changed.
    #[test]
    fn what_differs_is_in_the_paper_once(edits in prop::collection::vec(edit(), 0..6)) {
        let before = sample();
        let mut after = before.clone();
        for one in &edits {
            let changes: Vec<Change> =
                edited(&after, one).and_then(|record| after.put(record)).into_iter().collect();
            if !changes.is_empty() {
                let _ = after.apply(&changes);
            }
        }
        let found = told(&before, &after);
        let mut places: Vec<(Key, Part)> = found.iter().map(|it| (it.of, it.part)).collect();
        places.sort();
        places.dedup();
        prop_assert_eq!(places.len(), found.len(), "twice");
        prop_assert_eq!(count(revised(&before, &after)), found.len());

        let document = paper(&before, &after);
        let rows = table(&document);
        prop_assert_eq!(rows.len(), found.len());
        let said = |text: &Option<String>| match text {
            Some(text) => text.replace('\n', ""),
            None => "（なし）".to_owned(),
        };
        for (row, revision) in rows.iter().zip(&found) {
            prop_assert_eq!(&row[3], &said(&revision.before));
            prop_assert_eq!(&row[4], &said(&revision.after));
        }
        let mut back: Vec<_> = told(&after, &before)
            .into_iter()
            .map(|it| (it.of, it.part, it.after, it.before))
            .collect();
        let mut forth: Vec<_> =
            found.into_iter().map(|it| (it.of, it.part, it.before, it.after)).collect();
        back.sort();
        forth.sort();
        prop_assert_eq!(back, forth);
        let bytes = pdf::write(&document, |_, _| ControlFlow::Continue(())).unwrap();
        prop_assert!(bytes.starts_with(b"%PDF"));
    }
}

#[test]
fn whole_figures_are_underlined_in_columns_of_one_width() {
    let before = sample();
    let (_, _, measure) = before.listed()[0];
    let year = before.latest_year().unwrap();
    let entry = before.implementation(measure.id, year).unwrap().clone();
    let of = |narrative: &str| {
        let entry = Implementation { narrative: narrative.to_owned(), ..entry.clone() };
        with(before.clone(), [Record::Implementation(entry)])
    };
    let before = of("・来館者は2,000人でした。\n・令和6年度に3回、計12か所で開きました。");
    let after = of("・来館者は2,100人でした。\n・令和6年度に4回、計13か所で開きました。");
    for after_first in [false, true] {
        let comparison = Comparison { after_first, explained: true };
        let council = Options::of(&before, &Template::built_in()[0].settings);
        let options = Options { comparison, ..council };
        let document = lay_out(revised(&before, &after), &options).unwrap();
        let page = &document.pages[0];
        let under = |column| underlined(page, Origin::Entry(measure.id, column), document.typeface);
        assert_eq!(under(Column::Previous), "2,000人3回12か所");
        assert_eq!(under(Column::Implementation), "2,100人4回13か所");
        let cell = |column| {
            let of = Origin::Entry(measure.id, column);
            page.cells.iter().find(|cell| cell.of == of).unwrap().area
        };
        let (old, new) = (cell(Column::Previous), cell(Column::Implementation));
        let difference = old.size.width - new.size.width;
        assert!(difference.in_thousandths().abs() <= 1, "{difference:?}");
        assert_eq!(new.left() < old.left(), after_first);
        assert!(cell(Column::Explanation).left() > old.left().max(new.left()));
    }
}

#[test]
fn lines_that_stay_are_left_out_but_their_headings() {
    let measure = sample().listed()[0].2.id;
    let year = sample().latest_year().unwrap();
    let entry = sample().implementation(measure, year).unwrap().clone();
    let of = |narrative: &str| {
        let entry = Implementation { narrative: narrative.to_owned(), ..entry.clone() };
        with(sample(), [Record::Implementation(entry)])
    };
    let before =
        of("・冊子を作りました。\n・配りました。\n≪講座≫\n・3回開きました。\n・続けます。");
    let after = of("・冊子を作りました。\n・配りました。\n≪講座≫\n・4回開きました。\n・続けます。");
    let options = Options::of(&before, &Template::built_in()[0].settings);
    let document = lay_out(revised(&before, &after), &options).unwrap();
    let page = &document.pages[0];
    let said = |column| {
        let of = Origin::Entry(measure, column);
        let cell = page.cells.iter().find(|cell| cell.of == of).unwrap();
        lines(page, cell)[1..].join("/")
    };
    assert_eq!(said(Column::Previous), "（略）/≪講座≫/・3回開きました。/（略）");
    assert_eq!(said(Column::Implementation), "（略）/≪講座≫/・4回開きました。/（略）");
    let omitted = page.items.iter().filter_map(|(_, item)| match item {
        Item::Text(text) if text.line.text == "（略）" => Some(&text.line),
        _ => None,
    });
    // They stand in the middle of the column.
    assert!(omitted.clone().count() == 4 && omitted.clone().all(|line| line.start > Em::whole(6)));
}

#[test]
fn a_correction_tells_the_page_and_the_line_of_the_printed_paper() {
    let before = sample();
    let printed = Report::List.lay_out(&before, &Options::default()).unwrap();
    let (_, _, measure) = *before.listed().last().unwrap();
    let year = before.latest_year().unwrap();
    let blank = Implementation::blank(measure.id, year);
    let entry = before.implementation(measure.id, year).cloned().unwrap_or(blank);
    let narrative = entry.narrative.trim_end().to_owned();
    let after = with(
        before.clone(),
        [Record::Implementation(Implementation {
            narrative: format!("{narrative}改めました。"),
            ..entry
        })],
    );
    let revised = Revised { printed: Some(&printed), ..revised(&before, &after) };
    let document = lay_out(revised, &Options::default()).unwrap();
    let places = document.pages[0]
        .cells
        .iter()
        .filter(|cell| matches!(cell.of, Origin::Entry(_, Column::Place)));
    let places: Vec<String> = places.map(|it| lines(&document.pages[0], it).concat()).collect();
    // The last line of the narrative, where it stands on the printed paper.
    let (page, cell) = printed
        .pages
        .iter()
        .enumerate()
        .flat_map(|(at, page)| page.cells.iter().map(move |cell| (at, cell)))
        .rfind(|(_, cell)| cell.of == Origin::Entry(measure.id, Column::Implementation))
        .unwrap();
    let count = lines(&printed.pages[page], cell).len();
    assert_eq!(places, [format!("{}頁{count}行", page + 1)]);
}

#[test]
fn what_stands_in_a_register_alone_is_not_told() {
    let before = sample();
    let office = Department::new("新しい課", shinchoku::domain::Position::nth(99));
    let after = with(before.clone(), [Record::Department(office)]);
    assert_eq!(count(revised(&before, &after)), 0);
}
