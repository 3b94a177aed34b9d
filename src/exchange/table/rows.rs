//! The rows of a list: headings of goals and directions, and measures.

use super::columns::Column;
use super::departments::{self, Brackets};
use super::header::{Header, Titled};
use super::headings::{self, Parsed};
use super::years::{first_reiwa, folded, years_in};
use super::{narrative, title};
use crate::domain::text::{clean, parse_number};
use crate::domain::{FirstReiwa, FiscalYear};
use crate::exchange::cell;
use crate::exchange::grid::{Cell, Grid, Row, Value};
use crate::exchange::listing::{
    Heading, ListedDirection, ListedEntry, ListedGoal, ListedMeasure, Listing, Place, Reason,
    Unreadable,
};

/// Reads the sheets of one list, one after the other. A heading holds until the next one, also onto
/// the next sheet.
pub struct Reader<'a> {
    listing: &'a mut Listing,
    /// The goal under which the next row stands, by index.
    goal: Option<usize>,
    /// The direction under which the next row stands, by index within the goal.
    direction: Option<usize>,
}

/// One sheet of the list.
struct Sheet<'a> {
    grid: &'a Grid,
    header: &'a Header,
    /// The name, where rows of several sheets must be told apart.
    name: Option<String>,
    /// The texts above the headings, which may come again at the top of a further page.
    titles: Vec<String>,
    /// Whether goals have a column, so that no rows stand for them.
    goal_column: bool,
    /// Whether directions have one.
    direction_column: bool,
}

impl<'a> Reader<'a> {
    pub fn new(listing: &'a mut Listing) -> Self {
        Self { listing, goal: None, direction: None }
    }

    /// Reads a sheet, and gives back the year that its title names.
    pub fn read(&mut self, grid: &Grid, header: &Header, several: bool) -> Option<FiscalYear> {
        let above = grid.rows.get(..header.first).unwrap_or_default();
        let has = |column| header.columns.iter().any(|titled| titled.column == column);
        let mut sheet = Sheet {
            grid,
            header,
            name: grid.name.clone().filter(|_| several),
            titles: Vec::new(),
            goal_column: has(Column::Goal),
            direction_column: has(Column::Direction),
        };
        if let Some(goal) = grid.name.as_deref().and_then(headings::goal) {
            self.enter_goal(goal, sheet.place(header.first));
        }
        let mut titles = Vec::new();
        for (index, row) in above.iter().enumerate() {
            for (_, cell) in row.own() {
                if let Some(goal) = headings::goal(cell.text()) {
                    self.enter_goal(goal, sheet.place(index));
                } else {
                    sheet.titles.push(folded(cell.text()));
                    titles.push(cell.text());
                }
            }
        }
        let title = title::parse(&titles);
        self.take_header(&title, header);
        for index in header.end()..grid.rows.len() {
            if let Some(row) = grid.rows.get(index) {
                self.read_row(&sheet, index, row);
            }
        }
        title.year
    }

    fn take_header(&mut self, title: &title::Title, header: &Header) {
        let known = &mut self.listing.header;
        known.municipality = known.municipality.take().or_else(|| title.municipality.clone());
        known.plan = known.plan.take().or_else(|| title.plan.clone());
        known.title = known.title.take().or_else(|| title.title.clone());
        for titled in &header.columns {
            let reiwa = first_reiwa(&folded(&titled.heading));
            self.listing.header.first_reiwa = self.listing.header.first_reiwa.or(reiwa);
            if let Column::Narrative(year)
            | Column::Narratives(Some(year))
            | Column::Status(Some(year)) = titled.column
            {
                self.listing.declare(year);
            }
        }
        for heading in &header.ignored {
            if !self.listing.ignored.contains(heading) {
                self.listing.ignored.push(heading.clone());
            }
        }
    }

    fn read_row(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row) {
        if row.own().next().is_none()
            || sheet.header.is_repeated(sheet.grid, row)
            || sheet.is_repeated_title(row)
        {
            return;
        }
        if let Some((level, parsed)) = sheet.heading_row(index, row) {
            match level {
                Level::Goal => self.enter_goal(self.completed(parsed), sheet.place(index)),
                Level::Direction => self.enter_direction(parsed, sheet.place(index)),
            }
            return;
        }
        self.enter_columns(sheet, index, row);
        let read = sheet.check_cells(row).and_then(|()| self.measure(sheet, index, row));
        if let Err(reason) = read {
            self.listing.unreadable.push(Unreadable { place: sheet.place(index), reason });
        }
    }

    /// Takes the goal and the direction from their columns. Blank cells mean: as in the row above.
    fn enter_columns(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row) {
        let text = |column| sheet.text(row, column);
        let goal = text(Column::Goal).map(|text| headings::goal_cell(&cell::name(&text)));
        let goal = overridden(
            goal,
            text(Column::GoalNumber),
            sheet.exact(row, Column::GoalLabel, Column::GoalNumber),
            sheet.exact(row, Column::GoalName, Column::GoalNumber),
        );
        if let Some(goal) = goal {
            self.enter_goal(goal, sheet.place(index));
        }
        let direction =
            text(Column::Direction).map(|text| headings::direction_cell(&cell::name(&text)));
        let direction = overridden(
            direction,
            text(Column::DirectionNumber),
            None,
            sheet.exact(row, Column::DirectionName, Column::DirectionNumber),
        );
        if let Some(direction) = direction {
            self.enter_direction(direction, sheet.place(index));
        }
    }

    /// A goal's heading with the name that an earlier page gave it.
    fn completed(&self, parsed: Parsed) -> Parsed {
        let headings = self.listing.goals.iter().filter_map(|goal| goal.heading.as_ref());
        let known = headings.rev().find(|known| {
            parsed.name.is_empty() && known.number == parsed.number && known.label == parsed.label
        });
        match known {
            Some(known) => Parsed { name: known.name.clone(), ..parsed },
            None => parsed,
        }
    }

    /// Goes on under a goal, the known one of that heading or a new one.
    fn enter_goal(&mut self, parsed: Parsed, place: Place) {
        let known = self.listing.goals.iter().position(|goal| {
            goal.heading.as_ref().is_some_and(|heading| is_same(heading, &parsed))
        });
        if known.is_some() && known == self.goal {
            return;
        }
        self.goal = Some(known.unwrap_or_else(|| {
            let directions = Vec::new();
            self.listing
                .goals
                .push(ListedGoal { heading: Some(heading(parsed, place)), directions });
            self.listing.goals.len() - 1
        }));
        self.direction = None;
    }

    /// Goes on under a direction of the present goal.
    fn enter_direction(&mut self, parsed: Parsed, place: Place) {
        let goal = self.present_goal();
        let Some(goal) = self.listing.goals.get_mut(goal) else { return };
        let known = goal.directions.iter().position(|direction| {
            direction.heading.as_ref().is_some_and(|heading| is_same(heading, &parsed))
        });
        self.direction = Some(known.unwrap_or_else(|| {
            let measures = Vec::new();
            goal.directions
                .push(ListedDirection { heading: Some(heading(parsed, place)), measures });
            goal.directions.len() - 1
        }));
    }

    /// The goal under which the next row stands: one without a heading where none has come.
    fn present_goal(&mut self) -> usize {
        *self.goal.get_or_insert_with(|| {
            self.listing.goals.push(ListedGoal { heading: None, directions: Vec::new() });
            self.listing.goals.len() - 1
        })
    }

    fn present_direction(&mut self) -> (usize, usize) {
        let at = self.present_goal();
        let direction = match (self.direction, self.listing.goals.get_mut(at)) {
            (Some(direction), _) => direction,
            (None, None) => 0,
            (None, Some(goal)) => {
                let unnamed = goal.directions.iter().position(|it| it.heading.is_none());
                unnamed.unwrap_or_else(|| {
                    goal.directions.push(ListedDirection { heading: None, measures: Vec::new() });
                    goal.directions.len() - 1
                })
            }
        };
        self.direction = Some(direction);
        (at, direction)
    }

    fn measure(&mut self, sheet: &Sheet<'_>, index: usize, row: &Row) -> Result<(), Reason> {
        if sheet.is_heading_only(row) {
            return Ok(());
        }
        let entries = self.entries(sheet, row);
        if sheet.continues(row) {
            return self.continue_measure(entries);
        }
        let number = sheet.text(row, Column::Number);
        let name = sheet.text(row, Column::Name).map(|text| cell::name(&text)).unwrap_or_default();
        if name.trim().is_empty() {
            return Err(match number.as_deref().and_then(number_of) {
                Some(_) => Reason::Nameless,
                None => Reason::Unknown { text: sheet.shown(row) },
            });
        }
        if is_gap(&name) && !(sheet.goal_column && sheet.direction_column) {
            return Ok(());
        }
        let (lead, related) = sheet.departments(row);
        let mut measure = ListedMeasure {
            place: sheet.place(index),
            number: number.as_deref().and_then(number_of),
            name,
            description: sheet.text(row, Column::Description).map(|text| cell::text(&text)),
            lead,
            related,
            retired: sheet.retired(row),
            entries: Vec::new(),
        };
        entries.into_iter().for_each(|entry| measure.add(entry));
        let (goal, direction) = self.present_direction();
        match self.same_measure(sheet, &measure) {
            Some(known) => measure.entries.into_iter().for_each(|entry| known.add(entry)),
            None => self.listing.push(goal, direction, measure),
        }
        Ok(())
    }

    /// The measure read before, in a list that has a row for each of its years.
    fn same_measure(
        &mut self,
        sheet: &Sheet<'_>,
        measure: &ListedMeasure,
    ) -> Option<&mut ListedMeasure> {
        let _ = sheet.column(Column::Year)?;
        let direction =
            self.listing.goals.get_mut(self.goal?)?.directions.get_mut(self.direction?)?;
        let known = direction.measures.iter_mut().find(|known| known.is_same(measure))?;
        let is_new = |entry: &ListedEntry| known.entries.iter().all(|old| old.year != entry.year);
        measure.entries.iter().all(is_new).then_some(known)
    }

    /// Adds what a further row says of a measure whose number and name are merged over both.
    fn continue_measure(&mut self, entries: Vec<ListedEntry>) -> Result<(), Reason> {
        let (goal, direction) = self.present_direction();
        let last = self
            .listing
            .goals
            .get_mut(goal)
            .and_then(|goal| goal.directions.get_mut(direction))
            .and_then(|direction| direction.measures.last_mut());
        let Some(last) = last else { return Err(Reason::Nameless) };
        for entry in entries {
            let known = last.entries.iter_mut().find(|known| known.year == entry.year);
            match (known, entry.narrative) {
                (Some(ListedEntry { narrative: Some(known), .. }), Some(more)) => {
                    known.push('\n');
                    known.push_str(&more);
                }
                (_, narrative) => last.add(ListedEntry { narrative, ..entry }),
            }
        }
        Ok(())
    }

    /// What a row says of the years.
    fn entries(&mut self, sheet: &Sheet<'_>, row: &Row) -> Vec<ListedEntry> {
        let year_of_row = sheet
            .text(row, Column::Year)
            .and_then(|text| years_in(&folded(&text)).last().map(|(_, year)| *year));
        let mut entries = Vec::new();
        for titled in sheet.header.columns.iter().filter(|titled| !row.cell(titled.at).is_blank()) {
            let raw = row.cell(titled.at);
            // A status that is merged over the rows of one measure is said once.
            if raw.carried && sheet.continues(row) {
                continue;
            }
            match titled.column {
                Column::Status(year) => entries.push(ListedEntry {
                    // One status beside the rows of several years is that of the latest.
                    year: year.or(year_of_row.filter(|_| !raw.tall)),
                    status: Some(cell::name(raw.text())).filter(|status| !status.is_empty()),
                    narrative: None,
                }),
                Column::Narrative(year) => {
                    entries.push(told(Some(year), cell::text(raw.text())));
                }
                Column::Narratives(up_to) => {
                    let text = clean(raw.text());
                    self.note_first_reiwa(&text);
                    entries.extend(parts(&text, year_of_row.or(up_to)));
                }
                _ => {}
            }
        }
        entries
    }

    /// Notes how the list calls the year 2019, for a list that says so in its cells alone.
    fn note_first_reiwa(&mut self, text: &str) {
        let known: &mut Option<FirstReiwa> = &mut self.listing.header.first_reiwa;
        if known.is_none() {
            *known = narrative::headings(text).find_map(|line| first_reiwa(&folded(line)));
        }
    }
}

/// The level of a heading that has a row of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Goal,
    Direction,
}

impl Sheet<'_> {
    fn place(&self, index: usize) -> Place {
        let row = self.grid.rows.get(index).map_or(0, |row| row.number);
        Place::Row { sheet: self.name.clone(), row }
    }

    fn column(&self, column: Column) -> Option<&Titled> {
        self.header.columns.iter().find(|titled| titled.column == column)
    }

    /// What stands under a heading, where anything does.
    fn text(&self, row: &Row, column: Column) -> Option<String> {
        let text = row.cell(self.column(column)?.at).text();
        (!text.trim().is_empty()).then(|| text.to_owned())
    }

    /// Refuses a row in which a cell that is needed shows an error.
    fn check_cells(&self, row: &Row) -> Result<(), Reason> {
        self.header.columns.iter().try_for_each(|titled| {
            let heading = titled.heading.clone();
            match &row.cell(titled.at).value {
                Value::Error(error) => Err(Reason::ErrorCell { heading, error: error.clone() }),
                Value::Uncalculated => Err(Reason::Uncalculated { heading }),
                Value::Text(_) | Value::Empty => Ok(()),
            }
        })
    }

    /// The name under a heading, which may say that there is none wherever `beside` holds something.
    fn exact(&self, row: &Row, column: Column, beside: Column) -> Option<String> {
        let _ = self.text(row, beside)?;
        Some(cell::name(row.cell(self.column(column)?.at).text()))
    }

    fn departments(&self, row: &Row) -> (Option<Vec<String>>, Option<Vec<String>>) {
        let some = |names: Vec<String>| Some(names).filter(|names| !names.is_empty());
        let related = self
            .text(row, Column::Related)
            .and_then(|text| some(departments::read(&text, Brackets::PartOfName).lead));
        let lead = self.header.columns.iter().find_map(|titled| match titled.column {
            Column::Lead(brackets) => Some((titled.at, brackets)),
            _ => None,
        });
        let Some((at, brackets)) = lead else { return (None, related) };
        let cell = row.cell(at);
        if cell.is_blank() {
            return (None, related);
        }
        let names = departments::read(cell.text(), brackets);
        match brackets {
            Brackets::PartOfName => (some(names.lead), related),
            // One cell says both, so that a missing bracket says that nothing is related.
            Brackets::Related => (some(names.lead), Some(names.related)),
            Brackets::Perhaps => (some(names.lead), some(names.related)),
        }
    }

    fn retired(&self, row: &Row) -> Option<bool> {
        let cell = row.cell(self.column(Column::Retired)?.at);
        let text = folded(cell.text());
        Some(!text.is_empty() && !matches!(text.as_str(), "-" | "×" | "false" | "0" | "無"))
    }

    /// Whether a row holds a goal or a direction in its column and nothing else.
    fn is_heading_only(&self, row: &Row) -> bool {
        (self.goal_column || self.direction_column)
            && row.own().all(|(at, _)| {
                self.header.columns.iter().any(|titled| {
                    titled.at == at
                        && matches!(
                            titled.column,
                            Column::Goal
                                | Column::GoalNumber
                                | Column::GoalLabel
                                | Column::GoalName
                                | Column::Direction
                                | Column::DirectionNumber
                                | Column::DirectionName
                        )
                })
            })
    }

    /// Whether a row goes on with the measure above, their names being one merged cell.
    fn continues(&self, row: &Row) -> bool {
        let cell = |column| self.column(column).map(|titled| row.cell(titled.at));
        cell(Column::Name).is_some_and(|name| name.carried)
            && cell(Column::Number).is_none_or(|number| number.carried || number.is_blank())
    }

    fn is_repeated_title(&self, row: &Row) -> bool {
        row.own().all(|(_, cell)| self.titles.contains(&folded(cell.text())))
    }

    /// The heading that a row consists of: a lone text, or a mark and a text beside it.
    fn heading_row(&self, index: usize, row: &Row) -> Option<(Level, Parsed)> {
        if self.goal_column && self.direction_column {
            return None;
        }
        let own: Vec<_> = row.own().collect();
        let (level, parsed) = match own.as_slice() {
            [(at, cell)] => self.lone_heading(index, *at, cell)?,
            [(_, mark), (at, text)] => self.marked_heading(mark, *at, text)?,
            _ => return None,
        };
        let has_column = match level {
            Level::Goal => self.goal_column,
            Level::Direction => self.direction_column,
        };
        (!has_column).then_some((level, parsed))
    }

    fn lone_heading(&self, index: usize, at: usize, cell: &Cell) -> Option<(Level, Parsed)> {
        let text = cell.text();
        let column = self.header.columns.iter().find(|titled| titled.at == at);
        let column = column.map(|titled| titled.column);
        let is_wide = self.is_wide(at, cell);
        if let Some(goal) = headings::goal(text) {
            return Some((Level::Goal, goal));
        }
        // A lone text further to the right is what remains of a row.
        let is_left = matches!(
            column,
            None | Some(Column::Number | Column::Name | Column::Description | Column::Direction)
        );
        if !is_wide && !is_left {
            return None;
        }
        if let Some(direction) = headings::direction(text) {
            return Some((Level::Direction, direction));
        }
        let unmarked = is_wide || (at == 0 && column != Some(Column::Name));
        let is_number = number_of(text).is_some() && text.trim().chars().count() < 4;
        if !unmarked || is_note(text) || is_number || !self.leads_on(index) {
            return None;
        }
        let is_goal = self.direction_column || self.is_lone(index + 1);
        let level = if is_goal && !self.goal_column { Level::Goal } else { Level::Direction };
        Some((level, headings::direction_cell(text)))
    }

    /// 基本目標１ | 住み続けたいまち, or ① | 農のあるまち over the whole width.
    fn marked_heading(&self, mark: &Cell, at: usize, text: &Cell) -> Option<(Level, Parsed)> {
        let whole = format!("{} {}", mark.text().trim(), text.text());
        if headings::goal(mark.text()).is_some() {
            return Some((Level::Goal, headings::goal(&whole)?));
        }
        // A number and a name with all else still to come are a measure.
        let is_heading = self.is_wide(at, text) || mark.text().contains("方向");
        let direction = headings::direction(&whole).filter(|_| is_heading)?;
        Some((Level::Direction, direction))
    }

    /// Whether a cell covers more columns than the heading above it.
    fn is_wide(&self, at: usize, cell: &Cell) -> bool {
        let heading = self.grid.rows.get(self.header.first).map_or(1, |row| row.cell(at).width);
        cell.width > heading.max(1)
    }

    /// Whether a row holds one text alone.
    fn is_lone(&self, index: usize) -> bool {
        self.grid.rows.get(index).is_some_and(|row| row.own().count() == 1)
    }

    /// Whether a measure stands somewhere below: a text below the last one is a note.
    fn leads_on(&self, index: usize) -> bool {
        let name = self.column(Column::Name).map(|titled| titled.at);
        let rows = self.grid.rows.get(index + 1..).unwrap_or_default();
        rows.iter().any(|row| name.is_some_and(|at| !row.cell(at).is_blank()))
    }

    /// The texts of a row, for telling what could not be read.
    fn shown(&self, row: &Row) -> String {
        let text: Vec<&str> = row.own().map(|(_, cell)| cell.text().trim()).collect();
        cell::one_line(&clean(&text.join(" "))).chars().take(40).collect()
    }
}

fn told(year: Option<FiscalYear>, narrative: String) -> ListedEntry {
    let narrative = Some(narrative).filter(|narrative| !narrative.is_empty());
    ListedEntry { year, status: None, narrative }
}

/// The entries of a cell that holds several years. What stands before the first year's heading
/// belongs to that year.
fn parts(text: &str, otherwise: Option<FiscalYear>) -> Vec<ListedEntry> {
    let mut parts: Vec<(Option<FiscalYear>, String)> = Vec::new();
    let mut before = None;
    for (year, text) in narrative::by_year(text) {
        match (year, parts.iter_mut().find(|(known, _)| *known == year)) {
            (None, _) => before = Some(text),
            (Some(_), Some((_, known))) => {
                known.push('\n');
                known.push_str(&text);
            }
            (Some(_), None) => parts.push((year, text)),
        }
    }
    match (before, parts.first_mut()) {
        (Some(before), Some((_, first))) => *first = format!("{before}\n{first}"),
        (Some(before), None) => parts.push((otherwise, before)),
        (None, _) => {}
    }
    parts.into_iter().map(|(year, text)| told(year, text)).collect()
}

/// A heading with what separate columns say of it.
fn overridden(
    parsed: Option<Parsed>,
    number: Option<String>,
    label: Option<String>,
    name: Option<String>,
) -> Option<Parsed> {
    let number = number.as_deref().and_then(number_of);
    if parsed.is_none() && number.is_none() && name.is_none() {
        return None;
    }
    let parsed = parsed.unwrap_or(Parsed { number: None, label: None, name: String::new() });
    Some(Parsed {
        number: number.or(parsed.number),
        label: label.or(parsed.label),
        name: name.unwrap_or(parsed.name),
    })
}

/// Whether a heading is the one known already.
fn is_same(known: &Heading, parsed: &Parsed) -> bool {
    (known.number, &known.label, &known.name) == (parsed.number, &parsed.label, &parsed.name)
}

fn heading(parsed: Parsed, place: Place) -> Heading {
    Heading { place, number: parsed.number, label: parsed.label, name: parsed.name }
}

/// The number in a cell. Where Excel made a date of 1-3, the last part of the date is the number.
fn number_of(text: &str) -> Option<u32> {
    const LONGEST: usize = 12;
    let folded = folded(text);
    if folded.chars().count() > LONGEST {
        return None;
    }
    let whole = folded.strip_suffix(".0").unwrap_or(&folded);
    parse_number(whole)
}

/// 欠番: a row that says that there is nothing, as lists made for print have it.
fn is_gap(name: &str) -> bool {
    folded(name).trim_matches(['(', ')']) == "欠番"
}

fn is_note(text: &str) -> bool {
    let text = folded(text);
    ["※", "*", "注", "(注", "備考", "＊"].iter().any(|sign| text.starts_with(sign))
}
