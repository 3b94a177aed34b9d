use super::*;
use proptest::prelude::*;

const METRICS: RowMetrics =
    RowMetrics { size: Length::points(8), line: Length::points(10), padding: Length::points(4) };

fn line(text: &str) -> Arc<Line> {
    let heading = text.starts_with('【');
    Arc::new(Line { text: text.to_owned(), heading, ..Line::default() })
}

fn row(heading: bool, cells: &[usize]) -> Row<()> {
    let cells: Vec<Vec<Arc<Line>>> = cells.iter().map(|lines| vec![line("文"); *lines]).collect();
    let continuation = cells.iter().map(|_| vec![line("続")]).collect();
    let blocks = Vec::new();
    Row { of: (), cells, continuation, heading: heading.then_some(0), blocks, note: None }
}

fn options(rows: Rows, repeats: bool) -> Options {
    Options {
        metrics: METRICS,
        headings: [METRICS; 2],
        rows,
        tidy: false,
        repeats_headings: repeats,
    }
}

/// Rows on pages, as `row:lines` of the first cell.
fn pages(rows: &[Row<()>], room: i32) -> Vec<Vec<String>> {
    laid(rows, options(Rows::Whole, false), room)
}

fn flowed(rows: &[Row<()>], options: Options, first: Length, others: Length) -> Vec<Vec<Fragment>> {
    flow(&rows.iter().collect::<Vec<_>>(), options, first, others)
}

fn laid(rows: &[Row<()>], options: Options, room: i32) -> Vec<Vec<String>> {
    let room = Length::points(room);
    let part = |part: Fragment| format!("{}:{}", part.row, part.lines[0].len());
    let page = |page: Vec<Fragment>| page.into_iter().map(part).collect();
    flowed(rows, options, room, room).into_iter().map(page).collect()
}

#[test]
fn rows_move_whole() {
    let rows = [row(false, &[5]), row(false, &[5]), row(false, &[2])];
    assert_eq!(pages(&rows, 100), [vec!["0:5"], vec!["1:5", "2:2"]]);
    assert_eq!(pages(&rows, 108), [vec!["0:5", "1:5"], vec!["2:2"]]);
}

#[test]
fn headings_are_kept_with_the_next_row() {
    let rows = [row(false, &[5]), row(true, &[1]), row(true, &[1]), row(false, &[3])];
    assert_eq!(pages(&rows, 115), [vec!["0:5"], vec!["1:1", "2:1", "3:3"]]);
    // The last row may be a heading.
    assert_eq!(pages(&rows[..2], 115), [vec!["0:5", "1:1"]]);
}

#[test]
fn a_row_taller_than_a_page_is_cut_between_lines() {
    assert_eq!(pages(&[row(false, &[25])], 100), [["0:9"], ["0:9"], ["0:7"]]);
    // A single line is not left for the next page.
    assert_eq!(pages(&[row(false, &[10])], 100), [["0:8"], ["0:2"]]);
    // It begins where it stands, with its heading, if there is room to begin.
    let rows = [row(false, &[3]), row(true, &[1]), row(false, &[12])];
    assert_eq!(pages(&rows, 100), [vec!["0:3", "1:1", "2:4"], vec!["2:8"]]);
    let rows = [row(false, &[5]), row(true, &[1]), row(false, &[12])];
    assert_eq!(pages(&rows, 100), [vec!["0:5"], vec!["1:1", "2:8"], vec!["2:4"]]);
}

#[test]
fn the_first_page_is_not_left_empty() {
    let (first, others) = (Length::points(60), Length::points(100));
    let pages = flowed(&[row(false, &[8])], options(Rows::Whole, false), first, others);
    assert_eq!((pages.len(), pages[0][0].lines[0].clone()), (2, 0..5));
}

#[test]
fn a_heading_in_a_text_is_kept_with_its_text() {
    let mut texts = vec!["文"; 7];
    texts.extend(["", "【年度】", "文", "文", "文"]);
    let cells = vec![texts.into_iter().map(line).collect()];
    let rows = [Row { cells, ..row(false, &[1]) }];
    let room = Length::points(100);
    let pages = flowed(&rows, options(Rows::Whole, false), room, room);
    // The blank line between the years is where the page ends.
    assert_eq!(pages[0][0].lines[0], 0..7);
    assert_eq!(pages[1][0].lines[0], 8..12);
}

#[test]
fn a_cut_leaves_three_lines_on_both_sides() {
    let cut = |rows: &[Row<()>]| laid(rows, options(Rows::Split, false), 100);
    let below = |lines: usize, cells: &[usize]| cut(&[row(false, &[lines]), row(false, cells)]);
    assert_eq!(below(3, &[8]), [vec!["0:3", "1:5"], vec!["1:3"]]);
    // Five lines would go here, but one would be left.
    assert_eq!(below(4, &[6]), [vec!["0:4", "1:3"], vec!["1:3"]]);
    // Five lines cannot be cut so, nor can a row with a cell of five that must be cut.
    assert_eq!(below(5, &[5]), [vec!["0:5"], vec!["1:5"]]);
    assert_eq!(below(5, &[8, 5]), [vec!["0:5"], vec!["1:8"]]);
    assert_eq!(below(4, &[8, 5]), [vec!["0:4", "1:5"], vec!["1:3"]]);
    // A heading is kept with a row that can begin under it.
    let under = |cells: &[usize]| cut(&[row(false, &[4]), row(true, &[1]), row(false, cells)]);
    assert_eq!(under(&[6]), [vec!["0:4", "1:1", "2:3"], vec!["2:3"]]);
    assert_eq!(under(&[5]), [vec!["0:4"], vec!["1:1", "2:5"]]);
}

#[test]
fn the_last_line_of_a_paragraph_takes_another_along() {
    let ends =
        |at: usize| Arc::new(Line { ends: matches!(at, 5 | 9), ..line("文").as_ref().clone() });
    let rows =
        [row(false, &[4]), Row { cells: vec![(0..10).map(ends).collect()], ..row(false, &[1]) }];
    assert_eq!(laid(&rows, options(Rows::Split, false), 110), [vec!["0:4", "1:6"], vec!["1:4"]]);
    assert_eq!(laid(&rows, options(Rows::Split, false), 100), [vec!["0:4", "1:4"], vec!["1:6"]]);
}

#[test]
fn the_rest_of_a_cut_row_has_the_continuation() {
    let rows = [row(false, &[2, 25])];
    let room = Length::points(100);
    let pages = flowed(&rows, options(Rows::Whole, false), room, room);
    let texts = |page: usize, cell| -> Vec<&str> {
        let lines = rows[0].lines(&pages[page][0], cell);
        lines.iter().map(|line| line.text.as_str()).collect()
    };
    assert_eq!(texts(0, 0), ["文", "文"]);
    assert_eq!((texts(1, 0), texts(1, 1).len()), (vec!["続"], 9));
}

#[test]
fn headings_are_repeated_above_what_continues() {
    let low = |cells: &[usize]| Row { heading: Some(1), ..row(true, cells) };
    let rows = [
        row(true, &[1]),
        low(&[1]),
        row(false, &[3]),
        row(false, &[5]),
        low(&[1]),
        row(false, &[5]),
        row(true, &[1]),
        row(false, &[4]),
    ];
    let pages = laid(&rows, options(Rows::Whole, true), 110);
    let expected = [
        vec!["0:1", "1:1", "2:3"],
        vec!["0:0", "1:0", "3:5"],
        vec!["0:0", "4:1", "5:5"],
        // Nothing continues under another goal.
        vec!["6:1", "7:4"],
    ];
    assert_eq!(pages, expected);
}

fn any_options() -> impl Strategy<Value = Options> {
    let rows = prop_oneof![Just(Rows::Whole), Just(Rows::Split), Just(Rows::Years)];
    (rows, any::<bool>(), any::<bool>())
        .prop_map(|(rows, repeats, tidy)| Options { tidy, ..options(rows, repeats) })
}

fn any_rows() -> impl Strategy<Value = Vec<Row<()>>> {
    let cells = prop::collection::vec(prop_oneof![8 => 0usize..8, 1 => 8usize..90], 2);
    let row = (prop::bool::weighted(0.2), cells).prop_map(|(heading, cells)| row(heading, &cells));
    prop::collection::vec(row, 0..20)
}

#[test]
fn a_long_text_beside_the_years_is_torn_where_much_of_the_page_would_be_empty() {
    let pages = |above: usize| {
        let mut next = measure(12, &[3, 12]);
        next.cells[0] = (0..12).map(|_| line("文")).collect();
        by_year(&[measure(1, &[above]), next], 154)
    };
    // There is room for ten lines and for four.
    assert_eq!(pages(4)[0].len(), 2);
    assert_eq!(pages(10)[0].len(), 1);
}

#[test]
fn a_row_that_no_page_holds_fills_its_pages_but_for_a_sixth() {
    let text = |at: usize| match (at % 10, at % 4) {
        (0, _) => "≪講座≫",
        (_, 3) => "文。",
        _ => "文",
    };
    let line = |at: usize| {
        let heading = text(at).starts_with('≪');
        Line { text: text(at).to_owned(), heading, begins: heading, ..Line::default() }
    };
    let lines = (0..80).map(|at| Arc::new(line(at)));
    let blocks = vec![vec![Block { start: 0, label: None }]];
    let tall = Row { cells: vec![lines.collect()], blocks, ..row(false, &[1]) };
    let options = Options { tidy: true, ..options(Rows::Years, false) };
    // Nineteen lines fit: the tenth ends before a heading, the sixteenth with a sentence.
    let taken = laid(std::slice::from_ref(&tall), options, 194);
    assert_eq!(taken[0], ["0:16"], "{taken:?}");
}

proptest! {
    #[test]
    fn every_line_is_placed_once_and_in_order(rows in any_rows(), room in 54i32..300, options in any_options()) {
        let room = Length::points(room);
        let pages = flowed(&rows, options, room, room);
        for (index, row) in rows.iter().enumerate() {
            for (cell, lines) in row.cells.iter().enumerate() {
                let parts = pages.iter().flatten().filter(|part| part.row == index);
                let shown: Vec<usize> = parts.flat_map(|part| part.lines[cell].clone()).collect();
                prop_assert_eq!(shown, (0..lines.len()).collect::<Vec<_>>());
            }
        }
        let said = |part: &&Fragment| (0..2).any(|cell| !part.is_repeated(cell));
        let order: Vec<usize> = pages.iter().flatten().filter(said).map(|part| part.row).collect();
        prop_assert!(order.is_sorted());
    }

    #[test]
    fn no_page_is_too_full(rows in any_rows(), first in 34i32..300, room in 54i32..300, options in any_options()) {
        let (first, room) = (Length::points(first), Length::points(room));
        for (index, page) in flowed(&rows, options, first, room).iter().enumerate() {
            let height: Length = page.iter().map(|part| rows[part.row].fragment_height(part, METRICS)).sum();
            let limit = if index == 0 { first } else { room };
            prop_assert!(height <= limit);
            prop_assert!(index == 0 || !page.is_empty());
        }
    }

    #[test]
    fn a_row_that_fits_a_page_stays_whole(rows in any_rows(), room in 54i32..300) {
        let room = Length::points(room);
        let pages = flowed(&rows, options(Rows::Whole, false), room, room);
        for (index, row) in rows.iter().enumerate() {
            let parts = pages.iter().flatten().filter(|part| part.row == index).count();
            prop_assert!(parts == 1 || row.height(METRICS) > room || index > 0 && rows[index - 1].heading.is_some());
        }
    }

    #[test]
    fn an_avoidable_cut_leaves_three_lines(rows in any_rows(), room in 54i32..300, repeats in any::<bool>()) {
        let room = Length::points(room);
        let pages = flowed(&rows, options(Rows::Split, repeats), room, room);
        for part in pages.iter().flatten() {
            let row = &rows[part.row];
            let group = part.row.saturating_sub(1)..=part.row;
            let height: Length = rows[group].iter().map(|row| row.height(METRICS)).sum();
            if row.heading.is_some() || height * 3 > room * 2 {
                continue;
            }
            for (lines, shown) in row.cells.iter().zip(&part.lines) {
                let cut = !shown.is_empty() && shown.len() < lines.len();
                prop_assert!(!cut || shown.len() >= FEWEST, "{part:?}");
            }
        }
    }

    #[test]
    fn no_heading_is_the_last_on_a_page(rows in any_rows(), room in 120i32..300) {
        let room = Length::points(room);
        let pages = flowed(&rows, options(Rows::Whole, false), room, room);
        let last = pages.len() - 1;
        for page in &pages[..last] {
            let last = page.last().unwrap().row;
            // Headings that together leave no room for a row's beginning are another matter.
            let heads = rows[..=last].iter().rev().take_while(|row| row.heading.is_some()).count();
            let more = rows[last + 1..].iter().take_while(|row| row.heading.is_some()).count();
            let group = &rows[last + 1 - heads..last + 1 + more];
            let height: Length = group.iter().map(|row| row.height(METRICS)).sum();
            let begins = height + METRICS.fewest() + METRICS.padding <= room;
            prop_assert!(heads == 0 || !begins);
        }
    }
}

/// A row of a description and a narrative, whose years have these numbers of lines.
fn measure(description: usize, years: &[usize]) -> Row<()> {
    let mut start = 0;
    let blocks = years.iter().map(|lines| {
        let block = Block { start, label: Some(line("【続】")) };
        start += lines;
        block
    });
    let blocks = vec![Vec::new(), blocks.collect()];
    let note = Some(Note { cell: 1, line: line("次") });
    Row { blocks, note, ..row(false, &[description, start]) }
}

/// The fragments of rows that are cut between years, as the lines of both cells.
fn by_year(rows: &[Row<()>], room: i32) -> Vec<Vec<(usize, usize)>> {
    let options = Options { tidy: true, ..options(Rows::Years, false) };
    let part = |part: Fragment| (part.lines[0].len(), part.lines[1].len());
    let page = |page: Vec<Fragment>| page.into_iter().map(part).collect();
    flowed(rows, options, Length::points(room), Length::points(room))
        .into_iter()
        .map(page)
        .collect()
}

#[test]
fn rows_are_cut_between_years() {
    // Of ten lines on a page the first row takes four.
    let rows = [measure(1, &[4]), measure(2, &[4, 4])];
    assert_eq!(by_year(&rows, 108), [vec![(1, 4), (2, 4)], vec![(0, 4)]]);
    // No room for what says that the row goes on.
    assert_eq!(by_year(&rows, 96), [vec![(1, 4)], vec![(2, 8)]]);
    // No year is cut.
    let rows = [measure(1, &[6]), measure(2, &[4, 4])];
    assert_eq!(by_year(&rows, 108), [vec![(1, 6)], vec![(2, 8)]]);
    // A long description goes on beside the next year.
    let rows = [measure(1, &[2]), measure(9, &[2, 6])];
    assert_eq!(by_year(&rows, 108), [vec![(1, 2), (6, 2)], vec![(3, 6)]]);
}

#[test]
fn a_year_that_no_page_holds_is_cut_between_paragraphs() {
    let mut tall = measure(1, &[24]);
    for at in [0, 7, 8, 15, 16] {
        Arc::make_mut(&mut tall.cells[1][at]).begins = true;
        if at > 0 {
            Arc::make_mut(&mut tall.cells[1][at - 1]).ends = true;
        }
    }
    // Beside the lines stand the label of the year and that the row goes on.
    assert_eq!(by_year(&[tall], 104), [[(1, 8)], [(0, 8)], [(0, 8)]]);
}

#[test]
fn a_tall_year_begins_below_a_short_one() {
    // Of 27 lines of the second year those up to a paragraph stand below the first.
    let mut row = measure(1, &[3, 27]);
    for at in (0..30).step_by(3) {
        Arc::make_mut(&mut row.cells[1][at]).begins = true;
    }
    for at in (0..30).skip(2).step_by(3) {
        Arc::make_mut(&mut row.cells[1][at]).ends = true;
    }
    let pages = by_year(&[row], 124);
    assert_eq!(pages[0], [(1, 9)]);
    assert_eq!(pages.iter().flatten().map(|(_, lines)| lines).sum::<usize>(), 30);
}

#[test]
fn a_whole_row_that_no_page_holds_is_cut_behind_a_sentence() {
    let text = |at: usize| line(if at % 5 == 4 { "文。" } else { "文" });
    let lines: Vec<Arc<Line>> = (0..20).map(text).collect();
    let blocks = vec![vec![Block { start: 0, label: None }]];
    let tall = Row { cells: vec![lines], blocks, ..row(false, &[1]) };
    let options = Options { tidy: true, ..options(Rows::Whole, false) };
    let below = |lines: usize| laid(&[row(false, &[lines]), tall.clone()], options, 124);
    // Twelve lines fit: ten end with a sentence.
    assert_eq!(laid(std::slice::from_ref(&tall), options, 124)[0], ["0:10"]);
    // Where no sentence ends in what is left of a page, the row begins on the next one.
    assert_eq!(below(8)[..2], [["0:8"], ["1:10"]]);
    // But a third of a page would look forgotten.
    assert_eq!(below(7)[0], ["0:7", "1:4"]);
}

#[test]
fn a_short_text_beside_the_years_is_cut_behind_a_sentence_alone() {
    let pages = |text: &dyn Fn(usize) -> &'static str| {
        let mut next = measure(7, &[4, 4]);
        next.cells[0] = (0..7).map(|at| line(text(at))).collect();
        by_year(&[measure(1, &[3]), next], 94)
    };
    // Of the room for five lines the first year takes four.
    assert_eq!(pages(&|at| if at == 2 { "文。" } else { "文" })[0], [(1, 3), (3, 4)]);
    assert_eq!(pages(&|_| "文")[..2], [[(1, 3)], [(7, 8)]]);
}

proptest! {
    #[test]
    fn no_year_is_cut_that_a_page_holds(rows in prop::collection::vec((1usize..7, prop::collection::vec(1usize..7, 1..5)), 1..9)) {
        let rows: Vec<Row<()>> = rows.iter().map(|(lines, years)| measure(*lines, years)).collect();
        let options = Options { tidy: true, ..options(Rows::Years, false) };
        let pages = flowed(&rows, options, Length::points(96), Length::points(96));
        for fragment in pages.iter().flatten() {
            let row = &rows[fragment.row];
            let lines = &fragment.lines[1];
            let ends = lines.end == row.cells[1].len();
            let between = row.blocks[1].iter().any(|block| block.start == lines.end);
            prop_assert!(ends || between, "{fragment:?}");
        }
        // And nothing is lost.
        for (at, row) in rows.iter().enumerate() {
            let parts = pages.iter().flatten().filter(|fragment| fragment.row == at);
            let lines: usize = parts.map(|fragment| fragment.lines[1].len()).sum();
            prop_assert_eq!(lines, row.cells[1].len());
        }
    }
}
