//! What the clerk chooses about the paper.

use crate::domain::handout::Selection;
use crate::domain::{Book, DepartmentId, FiscalYear, YearStyle, date};
use crate::report::{self, Format, Length, Margins, Options, Orientation, Paper, Typeface};
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, check, choice};
use crate::ui::widget::field;
use chrono::NaiveDate;
use iced::widget::{column, row};
use iced::{Element, Fill};
use std::collections::BTreeSet;

/// The choices, as they stand in their fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Empty for the plan's own title.
    title: String,
    /// Years that are not printed: a year that is added later is.
    left_out: BTreeSet<FiscalYear>,
    department: Option<DepartmentId>,
    paper: Paper,
    typeface: Typeface,
    type_size: Length,
    margins: Margins,
    /// As it was typed; may be empty for none.
    date: String,
}

#[derive(Debug, Clone)]
pub enum Message {
    TitleChanged(String),
    YearToggled(FiscalYear, bool),
    DepartmentChosen(Option<DepartmentId>),
    PaperChosen(Paper),
    TypefaceChosen(Typeface),
    TypeSizeChosen(Length),
    MarginsChosen(Margins),
    DateChanged(String),
}

/// Why nothing can be printed yet; each is told beside its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lack {
    Year,
    Date,
}

impl Lack {
    const fn sentence(self) -> &'static str {
        match self {
            Self::Year => "年度を1つ以上選んでください。",
            Self::Date => "令和8年6月12日、2026/6/12 のように入力してください。空でも構いません。",
        }
    }
}

/// The sizes of type from which one is chosen.
const TYPE_SIZES: [(Length, &str); 6] = [
    (Length::points(9), "9ポイント"),
    (Length::thousandths(9500), "9.5ポイント"),
    (Length::points(10), "10ポイント"),
    (Length::thousandths(10_500), "10.5ポイント"),
    (Length::points(11), "11ポイント"),
    (Length::points(12), "12ポイント"),
];

const TYPEFACES: [(Typeface, &str); 2] =
    [(Typeface::Mincho, "明朝"), (Typeface::Gothic, "ゴシック")];

const PAPERS: [(Paper, &str); 4] = [
    (Paper { format: Format::A4, orientation: Orientation::Landscape }, "A4横"),
    (Paper { format: Format::A4, orientation: Orientation::Portrait }, "A4縦"),
    (Paper { format: Format::A3, orientation: Orientation::Landscape }, "A3横"),
    (Paper { format: Format::A3, orientation: Orientation::Portrait }, "A3縦"),
];

/// The margins from which one is chosen: the handout's own first.
fn margins() -> Vec<Named<Margins>> {
    let same = |mm: i32| Named::new(Margins::all(Length::millimetres(mm)), format!("{mm}ミリ"));
    let own = Named::new(Options::default().margins, "標準");
    std::iter::once(own).chain([10, 15, 20, 25].map(same)).collect()
}

impl Form {
    /// The handout for the council, dated.
    pub fn new(today: NaiveDate) -> Self {
        let Options { paper, margins, typeface, type_size, .. } = Options::default();
        Self {
            title: String::new(),
            left_out: BTreeSet::new(),
            department: None,
            paper,
            typeface,
            type_size,
            margins,
            date: date::written(today, YearStyle::default()),
        }
    }

    pub fn update(&mut self, message: Message) {
        match message {
            Message::TitleChanged(title) => self.title = title,
            Message::YearToggled(year, printed) => {
                let _ =
                    if printed { self.left_out.remove(&year) } else { self.left_out.insert(year) };
            }
            Message::DepartmentChosen(department) => self.department = department,
            Message::PaperChosen(paper) => self.paper = paper,
            Message::TypefaceChosen(typeface) => self.typeface = typeface,
            Message::TypeSizeChosen(size) => self.type_size = size,
            Message::MarginsChosen(margins) => self.margins = margins,
            Message::DateChanged(date) => self.date = date,
        }
    }

    /// Lets go of what is no longer in the book.
    pub fn refresh(&mut self, book: &Book) {
        self.department = self.department.filter(|id| book.department(*id).is_some());
    }

    /// The years that are printed.
    pub fn years(&self, book: &Book) -> Vec<FiscalYear> {
        book.years().map(|year| year.year).filter(|year| !self.left_out.contains(year)).collect()
    }

    /// What is to be printed.
    ///
    /// # Errors
    /// [`Lack`] where a field has to be filled in first.
    pub fn options(&self, book: &Book) -> Result<Options, Lack> {
        let years = self.years(book);
        if years.is_empty() {
            return Err(Lack::Year);
        }
        let date = match self.date.trim() {
            "" => None,
            text => Some(date::read(text).ok_or(Lack::Date)?),
        };
        let title = self.title.trim();
        Ok(Options {
            title: (!title.is_empty()).then(|| title.to_owned()),
            years: Some(years),
            selection: Selection {
                departments: self.department.into_iter().collect(),
                ..Selection::default()
            },
            paper: self.paper,
            margins: self.margins,
            typeface: self.typeface,
            type_size: self.type_size,
            date,
            ..Options::default()
        })
    }

    pub fn view<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let lack = self.options(book).err();
        let told = |of: Lack| lack.filter(|lack| *lack == of).map(Lack::sentence);
        let own_title = report::list::title(book, &Options::default());
        let title = field::line(look, &own_title, &self.title).on_input(Message::TitleChanged);
        let date = field::line(look, "なし", &self.date).on_input(Message::DateChanged);
        let pair = |left, right| row![left, right].spacing(look.px(10.0));
        column![
            field::labelled(look, "表題", title, None),
            field::labelled(look, "年度", self.year_checks(look, book), told(Lack::Year)),
            field::labelled(look, "範囲", self.departments(look, book), None),
            pair(
                picked(look, "用紙", &named(&PAPERS), self.paper, Message::PaperChosen),
                picked(look, "余白", &margins(), self.margins, Message::MarginsChosen),
            ),
            pair(
                picked(look, "書体", &named(&TYPEFACES), self.typeface, Message::TypefaceChosen),
                picked(
                    look,
                    "文字の大きさ",
                    &named(&TYPE_SIZES),
                    self.type_size,
                    Message::TypeSizeChosen
                ),
            ),
            field::labelled(look, "作成日（PDFの情報に残ります）", date, told(Lack::Date)),
        ]
        .spacing(look.px(14.0))
        .into()
    }

    fn year_checks<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let checks = book.years().map(|year| {
            let year = year.year;
            let printed = !self.left_out.contains(&year);
            check(look, book.year_label(year), printed, move |on| Message::YearToggled(year, on))
                .into()
        });
        row(checks).spacing(look.px(16.0)).wrap().vertical_spacing(look.px(8.0)).into()
    }

    fn departments<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let all = Named::new(None, "すべての課");
        let departments = book.departments().into_iter();
        let rows = departments.map(|row| Named::new(Some(row.id), row.name.as_str()));
        let rows: Vec<Named<Option<DepartmentId>>> = std::iter::once(all).chain(rows).collect();
        let chosen = rows.iter().find(|row| row.value == self.department).cloned();
        choice(look, rows, chosen, |row: Named<_>| Message::DepartmentChosen(row.value))
            .width(Fill)
            .into()
    }
}

fn named<T: Copy>(rows: &[(T, &str)]) -> Vec<Named<T>> {
    rows.iter().map(|(value, name)| Named::new(*value, *name)).collect()
}

/// One of a few, under its name.
fn picked<'a, T: Clone + PartialEq + 'a>(
    look: Look,
    name: &'a str,
    rows: &[Named<T>],
    value: T,
    on_choice: impl Fn(T) -> Message + 'a,
) -> Element<'a, Message> {
    let chosen = rows.iter().find(|row| row.value == value).cloned();
    let field = choice(look, rows.to_vec(), chosen, move |row: Named<T>| on_choice(row.value));
    field::labelled(look, name, field.width(Fill), None)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Change, Plan, Record, Year};

    fn book() -> Book {
        let mut book = Book::new(Plan::new("みずほ野市", "総合戦略"));
        let years =
            [2023, 2024].map(|year| Record::Year(Year { year: FiscalYear(year), closed: false }));
        book.apply(&years.map(Change::add)).unwrap();
        book
    }

    fn form() -> Form {
        Form::new(NaiveDate::from_ymd_opt(2026, 6, 12).unwrap())
    }

    #[test]
    fn untouched_it_is_the_handout_of_all_years() {
        let options = form().options(&book()).unwrap();
        let expected = Options {
            years: Some(vec![FiscalYear(2023), FiscalYear(2024)]),
            date: NaiveDate::from_ymd_opt(2026, 6, 12),
            ..Options::default()
        };
        assert_eq!(options, expected);
    }

    #[test]
    fn what_cannot_be_printed_is_told() {
        let mut form = form();
        form.update(Message::DateChanged("あした".into()));
        assert_eq!(form.options(&book()), Err(Lack::Date));
        form.update(Message::DateChanged(String::new()));
        assert_eq!(form.options(&book()).unwrap().date, None);
        for year in [2023, 2024] {
            form.update(Message::YearToggled(FiscalYear(year), false));
        }
        assert_eq!(form.options(&book()), Err(Lack::Year));
        form.update(Message::YearToggled(FiscalYear(2024), true));
        assert_eq!(form.options(&book()).unwrap().years, Some(vec![FiscalYear(2024)]));
    }

    #[test]
    fn every_default_can_be_seen_among_the_choices() {
        let form = form();
        assert!(margins().iter().any(|row| row.value == form.margins));
        assert!(TYPE_SIZES.iter().any(|(size, _)| *size == form.type_size));
        assert!(PAPERS.iter().any(|(paper, _)| *paper == form.paper));
    }
}
