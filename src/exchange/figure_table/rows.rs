//! The rows of a table of indicators.

use super::cells::Cells;
use super::column::FigureColumn;
use super::head::{Head, has_figure};
use super::kinds::Kinds;
use super::units::{unit_behind, unit_of};
use super::words::{bare, is_name, is_sub_head, of_word, whole, year_in, year_of};
use crate::domain::fold::fold;
use crate::domain::{Field, FiscalYear, Value};
use crate::exchange::account::{Account, Fate};
use crate::exchange::cell;
use crate::exchange::doubt::{Doubt, Question, Reason, Unreadable, excerpt};
use crate::exchange::grid::{Grid, Row};
use crate::exchange::listed_indicator::{ListedIndicator, ListedPlace};
use crate::exchange::listing::{Heading, Ignored, ListedGoal, Listing};
use crate::exchange::place::Place;
use crate::exchange::table::{Parsed, direction_cell, goal, goal_cell};
use std::borrow::Cow;

/// Reads the rows below a head into the listing.
pub(super) fn read(
    grid: &Grid,
    head: &Head,
    sheet: Option<&str>,
    listing: &mut Listing,
) -> Account {
    let mut account = Account::of(grid);
    let mut reader = Reader {
        head: Cow::Borrowed(head),
        is_over: false,
        kinds: Kinds::of(grid, head),
        sheet: sheet.map(str::to_owned),
        listing,
        account: &mut account,
        current: None,
        goal: None,
        finer: None,
        kind: String::new(),
    };
    let mut end = head.end;
    for (at, row) in grid.rows.iter().enumerate() {
        if at < head.first {
            reader.title(row);
        } else if at < end {
            reader.account.settle_row(row, Fate::Heading);
        } else if reader.is_other_head(row) {
            end = reader.change_head(grid, at);
        } else {
            if grid.hidden.rows.contains(&row.number) {
                let place = reader.place_of(row);
                reader.listing.hidden_rows.push(place);
            }
            reader.row(row, grid.rows.get(at + 1));
        }
    }
    reader.finish();
    reader.tell_columns(grid);
    for omitted in &grid.omitted {
        let place = Place::Row { sheet: sheet.map(str::to_owned), row: omitted.row };
        listing.doubts.push(Doubt {
            place,
            column: Some(omitted.column),
            text: omitted.text.clone(),
            question: omitted.question,
        });
    }
    account
}

struct Reader<'r> {
    head: Cow<'r, Head>,
    /// Whether what is below is no table of indicators any more.
    is_over: bool,
    kinds: Kinds,
    sheet: Option<String>,
    listing: &'r mut Listing,
    account: &'r mut Account,
    /// The indicator whose rows are being read.
    current: Option<Current>,
    /// The goal under which the rows stand, and what is finer than it.
    goal: Option<ListedPlace>,
    finer: Option<ListedPlace>,
    /// The kind of the indicators below: 数値目標.
    kind: String,
}

struct Current {
    listed: ListedIndicator,
    unit: String,
    number: String,
    /// How many rows it has had.
    lines: usize,
}

impl Reader<'_> {
    fn place_of(&self, row: &Row) -> Place {
        Place::Row { sheet: self.sheet.clone(), row: row.number }
    }

    /// A row above the head. A goal there is that of the whole table.
    fn title(&mut self, row: &Row) {
        for (_, cell) in row.own() {
            if goal(&cell::name(cell.text())).is_some() {
                self.stand_under(row, cell.text(), false);
            }
        }
        self.account.settle_row(row, Fate::Title);
    }

    fn row(&mut self, row: &Row, next: Option<&Row>) {
        if row.own().next().is_none() {
            return self.account.settle_row(row, Fate::Repeated);
        }
        const SUMS: [&str; 6] = ["合計", "小計", "総計", "計", "平均", "総合計"];
        let name = row.cell(self.head.name);
        if self.is_over || (!name.carried && SUMS.contains(&whole(name.text()).as_str())) {
            self.finish();
            return self.refuse(row);
        }
        if self.is_head_again(row) {
            return self.account.settle_row(row, Fate::Furniture);
        }
        if let Some(text) = alone(row).filter(|_| !name.carried) {
            return self.heading(row, &text);
        }
        let is_place = |it| matches!(it, Some(FigureColumn::Goal | FigureColumn::Finer));
        let places = self.head.columns.iter().filter(|it| is_place(it.column));
        let places: Vec<_> = places.map(|it| (it.at, it.column)).collect();
        for (at, column) in places {
            let cell = row.cell(at);
            if !cell.carried && !cell.is_blank() {
                self.stand_under(row, cell.text(), column == Some(FigureColumn::Goal));
            }
        }
        if self.goes_on(row) {
            self.account.settle(row.number, self.head.name, Fate::Repeated);
        } else if name.is_blank() || name.carried {
            self.finish();
            let place = self.place_of(row);
            self.listing.unreadable.push(Unreadable { place, reason: Reason::Nameless });
            return self.account.settle_row(row, Fate::Told(Question::Refused));
        } else {
            self.finish();
            self.begin(row);
            self.account.settle(row.number, self.head.name, Fate::Figure);
        }
        self.cells(row, next);
    }

    /// Whether a row belongs to the indicator above: its name is merged into it or said once more for
    /// another year, or it has none and says that it has other figures.
    fn goes_on(&self, row: &Row) -> bool {
        let Some(current) = &self.current else { return false };
        let name = row.cell(self.head.name);
        if name.carried {
            return true;
        }
        let of_year = self.head.at(|it| it == FigureColumn::Year);
        if name.is_blank() {
            let has_year = of_year.is_some_and(|at| !row.cell(at).is_blank());
            return has_year || self.kinds.says(row);
        }
        let says = |column: FigureColumn, known: &str| {
            self.head
                .at(|it| it == column)
                .is_none_or(|at| cell::name(row.cell(at).text()) == known)
        };
        (of_year.is_some() || self.kinds.says(row))
            && says(
                FigureColumn::Of(Field::IndicatorName),
                current.listed.text(Field::IndicatorName),
            )
            && says(
                FigureColumn::Of(Field::IndicatorLabel),
                current.listed.text(Field::IndicatorLabel),
            )
            && says(FigureColumn::Number, &current.number)
    }

    /// Whether the head of another table stands in a row.
    fn is_other_head(&self, row: &Row) -> bool {
        let texts: Vec<&str> = row.own().map(|(_, cell)| cell.text()).collect();
        let heads = texts.iter().filter(|text| is_sub_head(text) || is_name(text)).count();
        let names = is_name(row.cell(self.head.name).text())
            || of_word(&bare(row.cell(self.head.name).text())).is_some()
            || texts.iter().any(|text| is_name(text));
        heads >= 2
            && names
            && !texts.iter().any(|it| has_figure(it) && year_of(it).is_none())
            && !self.is_head_again(row)
    }

    /// Goes on with the head of another table, and gives back the index of the row below it. What is no
    /// table of indicators is told row by row.
    fn change_head(&mut self, grid: &Grid, at: usize) -> usize {
        self.finish();
        self.tell_columns(grid);
        match Head::at_row(grid, at, self.head.end) {
            Some(head) => {
                self.kinds = Kinds::of(grid, &head);
                let end = head.end;
                self.head = Cow::Owned(head);
                self.is_over = false;
                self.account.settle_row(&grid.rows[at], Fate::Heading);
                end
            }
            None => {
                self.is_over = true;
                self.refuse(&grid.rows[at]);
                at + 1
            }
        }
    }

    /// Tells that a row belongs to another table.
    fn refuse(&mut self, row: &Row) {
        let text = row.own().next().map(|(_, cell)| excerpt(&cell::name(cell.text())));
        let reason = Reason::OtherTable { text: text.unwrap_or_default() };
        self.listing.unreadable.push(Unreadable { place: self.place_of(row), reason });
        self.account.settle_row(row, Fate::Told(Question::Refused));
    }

    /// The heads come again at the top of a further page.
    fn is_head_again(&self, row: &Row) -> bool {
        let heads = self.head.columns.iter().filter(|it| !it.heading.is_empty());
        row.own().all(|(at, cell)| {
            let text = cell::name(cell.text());
            let mut heads = heads.clone().filter(|it| it.at == at);
            heads.any(|it| it.heading.split(' ').any(|part| part == text))
        })
    }

    fn heading(&mut self, row: &Row, text: &str) {
        let folded = whole(text);
        let is_note = ["※", "*", "注", "(注", "出典", "資料", "備考", "作成", "単位"]
            .iter()
            .any(|it| folded.starts_with(it));
        let kinds = ["数値目標", "kpi", "重要業績評価指標", "参考指標", "成果指標", "活動指標"];
        let marks = |c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）');
        let bare = folded.trim_matches(marks);
        let is_kind = kinds.iter().any(|it| bare.starts_with(it)) && text.chars().count() < 30;
        self.finish();
        if is_note {
            self.account.settle_row(row, Fate::Told(Question::Remark));
            let place = self.place_of(row);
            let text = excerpt(text);
            self.listing.doubts.push(Doubt {
                place,
                column: None,
                text,
                question: Question::Remark,
            });
        } else if is_kind {
            text.trim_matches(marks).clone_into(&mut self.kind);
            self.account.settle_row(row, Fate::Heading);
        } else {
            self.stand_under(row, text, self.goal.is_none());
            self.account.settle_row(row, Fate::Heading);
        }
    }

    /// The rows from here on stand under what a heading says. `may_be_goal` says whether one that does
    /// not say its level is a goal.
    fn stand_under(&mut self, row: &Row, text: &str, may_be_goal: bool) {
        let text = cell::name(text);
        let Some(parsed) = goal(&text).or_else(|| may_be_goal.then(|| goal_cell(&text))) else {
            let name = Some(direction_cell(&text).name).filter(|name| !name.is_empty());
            self.finer = Some(ListedPlace { name: name.or(Some(text)), ..ListedPlace::default() });
            return;
        };
        let Parsed { number, label, name } = parsed;
        self.finer = None;
        self.goal = Some(ListedPlace {
            goal: number,
            name: Some(name.clone()).filter(|name| !name.is_empty()),
            ..ListedPlace::default()
        });
        // A goal is made of what says its number; any other text is looked for by its name.
        let mut known = self.listing.goals.iter().filter_map(|goal| goal.heading.as_ref());
        let is_known = known.any(|it| it.number == number && fold(&it.name) == fold(&name));
        if number.is_some() && !name.is_empty() && !is_known {
            let heading = Heading { place: self.place_of(row), number, label, name };
            self.listing.goals.push(ListedGoal { heading: Some(heading), directions: Vec::new() });
        }
    }

    fn begin(&mut self, row: &Row) {
        let name = cell::name(row.cell(self.head.name).text());
        let unit = self.head.at(|it| it == FigureColumn::Of(Field::Unit));
        let unit = unit.map(|at| cell::name(row.cell(at).text())).unwrap_or_default();
        let unit = Some(unit).filter(|unit| !unit.is_empty() && !cell::stands_for_none(unit));
        let (name, of_name) = unit_of(&name);
        let unit = unit.or(of_name).unwrap_or_else(|| self.common_unit(row));
        let mut listed = ListedIndicator::at_place(self.place_of(row));
        let mut say = |field, text: &str| {
            if !text.is_empty() {
                let _ = listed.said.insert(field, Value::Text(text.to_owned()));
            }
        };
        say(Field::IndicatorName, &name);
        say(Field::IndicatorKind, &self.kind);
        say(Field::Unit, &unit);
        listed.at.extend(self.finer.clone().or_else(|| self.goal.clone()));
        listed.home.clone_from(&self.goal);
        let number = self.head.at(|it| it == FigureColumn::Number);
        let number = number.map(|at| cell::name(row.cell(at).text())).unwrap_or_default();
        self.current = Some(Current { listed, unit, number, lines: 0 });
    }

    /// What stands behind the numbers of all figures of a row: 15 件, 97.6％.
    fn common_unit(&self, row: &Row) -> String {
        let figures = self.head.columns.iter().filter(|it| {
            it.column.is_some_and(FigureColumn::has_figures) && !row.cell(it.at).carried
        });
        let mut suffixes = figures.filter_map(|it| unit_behind(row.cell(it.at).text()));
        let Some(first) = suffixes.next() else { return String::new() };
        if suffixes.all(|it| it == first) { first } else { String::new() }
    }

    fn cells(&mut self, row: &Row, next: Option<&Row>) {
        let Some(mut current) = self.current.take() else { return };
        let is_pair = current.lines > 0 || next.is_some_and(|it| it.cell(self.head.name).carried);
        let kind = self.kinds.kind(row, is_pair, current.lines);
        current.lines += 1;
        let year = self.head.at(|it| it == FigureColumn::Year);
        let year = match year.map(|at| row.cell(at)) {
            None => latest(&self.head),
            Some(cell) => year_in(cell.text()),
        };
        let mut cells = Cells { listed: &mut current.listed, unit: &current.unit, kind, year };
        for (at, cell) in row.held() {
            if cell.carried {
                self.account.settle(row.number, at, Fate::Repeated);
                continue;
            }
            let has_head = self.head.columns.iter().any(|it| it.at == at);
            let column = self.head.column(at).filter(|it| *it != FigureColumn::Derived);
            let fate = match column {
                None if has_head => Fate::Told(Question::NoPlace),
                column => match column.map_or_else(
                    || Err((Question::NoField, cell.text().to_owned())),
                    |it| cells.take(cell, it),
                ) {
                    Ok(fate) => fate,
                    Err((question, text)) => {
                        let place = Place::Row { sheet: self.sheet.clone(), row: row.number };
                        let (column, text) = (Some(at), excerpt(&text));
                        self.listing.doubts.push(Doubt { place, column, text, question });
                        Fate::Told(question)
                    }
                },
            };
            self.account.settle(row.number, at, fate);
        }
        self.current = Some(current);
    }

    fn finish(&mut self) {
        if let Some(current) = self.current.take() {
            self.listing.indicators.push(current.listed);
        }
    }

    /// Tells of the columns that are not taken, and of those that are hidden.
    fn tell_columns(&mut self, grid: &Grid) {
        for it in &self.head.columns {
            if it.column.is_none_or(|column| column == FigureColumn::Derived) {
                let ignored = Ignored { column: it.at, heading: it.heading.clone() };
                if !self.listing.ignored.contains(&ignored) {
                    self.listing.ignored.push(ignored);
                }
            } else if grid.hidden.has_column(it.at)
                && !self.listing.hidden_columns.contains(&it.heading)
            {
                self.listing.hidden_columns.push(it.heading.clone());
            }
        }
    }
}

/// The text of a row that has no other: a goal, a kind of indicators, or a note.
fn alone(row: &Row) -> Option<String> {
    let mut own = row.own();
    let (_, cell) = own.next()?;
    own.next().is_none().then(|| cell::name(cell.text()))
}

/// The last year with actuals.
fn latest(head: &Head) -> Option<FiscalYear> {
    let years = head.columns.iter().filter_map(|it| match it.column {
        Some(FigureColumn::Actual(year) | FigureColumn::OfRow(year)) => Some(year),
        _ => None,
    });
    years.max()
}
