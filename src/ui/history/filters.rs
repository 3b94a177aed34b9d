//! What narrows the history: words, a measure, a person, a time, a kind of record.

use super::Message;
use crate::domain::fold::fold;
use crate::domain::{Book, MeasureId, Noun, date};
use crate::store::Query;
use crate::ui::relative_time;
use crate::ui::theme::Look;
use crate::ui::widget::badge::chip;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, field, label};
use crate::words;
use chrono::{DateTime, Days, FixedOffset, NaiveDate, NaiveTime};
use iced::widget::{Id, column, container, row};
use iced::{Center, Element, Fill};

/// How many measures are proposed for what is typed.
const PROPOSED: usize = 4;

/// What the clerk asks for. The default asks for everything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Filters {
    pub words: String,
    pub measure: Option<MeasureId>,
    pub who: Option<String>,
    pub span: Option<Span>,
    pub noun: Option<Noun>,
}

/// A time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Today,
    /// Today and the six days before.
    Week,
    /// From one day to another, as they are typed; what is no day bounds nothing.
    Days(String, String),
}

impl Span {
    const fn name(&self) -> &'static str {
        match self {
            Self::Today => "今日",
            Self::Week => "この7日間",
            Self::Days(..) => "期間を指定",
        }
    }

    /// The first day and the last.
    fn days(&self, today: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
        match self {
            Self::Today => (Some(today), None),
            Self::Week => (today.checked_sub_days(Days::new(6)), None),
            Self::Days(from, until) => (day_of(from, today), day_of(until, today)),
        }
    }
}

impl Filters {
    /// Whether nothing is left out.
    pub(crate) fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// What the file is asked for.
    pub(crate) fn query(&self, now: DateTime<FixedOffset>) -> Query {
        let (from, until) =
            self.span.as_ref().map_or((None, None), |span| span.days(now.date_naive()));
        let midnight = |day: NaiveDate| {
            day.and_time(NaiveTime::MIN).and_local_timezone(*now.offset()).single()
        };
        Query {
            measure: self.measure,
            who: self.who.clone(),
            from: from.and_then(midnight),
            until: until.and_then(|day| day.succ_opt()).and_then(midnight),
            noun: self.noun,
            words: self.words.clone(),
        }
    }
}

/// The kinds of records that are looked for.
const NOUNS: [Noun; 14] = [
    Noun::Implementation,
    Noun::Measure,
    Noun::Indicator,
    Noun::Observation,
    Noun::Amendment,
    Noun::Department,
    Noun::Status,
    Noun::Year,
    Noun::Goal,
    Noun::Direction,
    Noun::Plan,
    Noun::Template,
    Noun::Scale,
    Noun::Grade,
];

pub(crate) fn view<'a>(
    look: Look,
    filters: &'a Filters,
    book: &Book,
    people: &[String],
) -> Element<'a, Message> {
    let search = field::line(look, "施策の名称などで探す", &filters.words)
        .id(search_id())
        .on_input(Message::WordsChanged);
    let padding = [5.0, 10.0];
    let people = people.iter().map(|who| Named::new(who.clone(), person(who)));
    let who = choice(look, people.collect::<Vec<_>>(), None::<Named<String>>, |who| {
        Message::WhoChosen(Some(who.value))
    })
    .placeholder("人")
    .padding(padding)
    .width(Fill);
    let spans = [Span::Today, Span::Week, Span::Days(String::new(), String::new())];
    let spans = spans.map(|span| Named::new(span.clone(), span.name()));
    let span = choice(look, spans, None::<Named<Span>>, |span: Named<Span>| {
        Message::SpanChosen(Some(span.value))
    })
    .placeholder("時期")
    .padding(padding)
    .width(Fill);
    let nouns = NOUNS.map(|noun| Named::new(noun, words::noun(noun)));
    let noun = choice(look, nouns, None::<Named<Noun>>, |noun: Named<Noun>| {
        Message::NounChosen(Some(noun.value))
    })
    .placeholder("種類")
    .padding(padding)
    .width(Fill);
    column![search]
        .push(proposals(look, filters, book))
        .push(row![who, span, noun].spacing(8.0))
        .push(days(look, filters))
        .push(chips(look, filters, book))
        .spacing(8.0)
        .padding([12.0, 18.0])
        .into()
}

/// The measures that may be meant by what is typed, to see the changes of one alone.
fn proposals<'a>(look: Look, filters: &Filters, book: &Book) -> Option<Element<'a, Message>> {
    let wanted = fold(&filters.words);
    if wanted.is_empty() || filters.measure.is_some() {
        return None;
    }
    let meant = book.listed().into_iter().map(|(_, _, measure)| measure);
    let meant = meant.filter(|measure| fold(&measure.name).contains(&wanted));
    let links: Vec<_> = meant
        .take(PROPOSED)
        .map(|measure| {
            let name = format!("{} {} だけを見る", book.measure_number(measure), measure.name);
            button::link(look, name).on_press(Message::MeasureChosen(Some(measure.id))).into()
        })
        .collect();
    (!links.is_empty()).then(|| column(links).spacing(2.0).clip(true).into())
}

/// The two days of a time that the clerk decides.
fn days<'a>(look: Look, filters: &Filters) -> Option<Element<'a, Message>> {
    let Some(Span::Days(from, until)) = &filters.span else { return None };
    let day = |value: &str| field::line(look, "例：6/1、R8.6.1", value).width(Fill);
    let (begin, end) = (until.clone(), from.clone());
    let first =
        day(from).on_input(move |day| Message::SpanChosen(Some(Span::Days(day, begin.clone()))));
    let last =
        day(until).on_input(move |day| Message::SpanChosen(Some(Span::Days(end.clone(), day))));
    let today = relative_time::now().date_naive();
    let wrong = |day: &str| !day.is_empty() && day_of(day, today).is_none();
    let wrong = wrong(from) || wrong(until);
    let wrong =
        wrong.then(|| label::wrong(look, "日付は、6/1、令和8年6月1日のように入力してください。"));
    let line = row![first, label::second(look, "から"), last, label::second(look, "まで")];
    let line = line.spacing(6.0).align_y(Center);
    Some(column![line].push(wrong).spacing(4.0).into())
}

/// A day as typed; without a year it is one that has been.
fn day_of(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    date::read_near(text, today, date::Without::Future)
}

/// What narrows the history, each taken back by a press.
fn chips<'a>(look: Look, filters: &Filters, book: &Book) -> Option<Element<'a, Message>> {
    if filters.is_open() {
        return None;
    }
    let measure = filters.measure.map(|id| {
        let name =
            book.measure(id).map_or("（削除済みの施策）", |measure| measure.name.as_str());
        chip(look, name.to_owned(), Message::MeasureChosen(None))
    });
    let who = filters.who.as_ref().map(|who| chip(look, person(who), Message::WhoChosen(None)));
    let span = filters.span.as_ref().map(|span| chip(look, span.name(), Message::SpanChosen(None)));
    let noun = filters.noun.map(|noun| chip(look, words::noun(noun), Message::NounChosen(None)));
    let chips = row![]
        .push(measure)
        .push(who)
        .push(span)
        .push(noun)
        .push(button::link(look, "すべて表示").on_press(Message::FiltersCleared))
        .spacing(8.0)
        .align_y(Center)
        .wrap();
    Some(container(chips).width(Fill).into())
}

/// A person, also one who gave no name.
fn person(who: &str) -> String {
    if who.is_empty() { "（名前なし）".to_owned() } else { who.to_owned() }
}

/// The field that Ctrl+F leads to.
pub(crate) fn search_id() -> Id {
    Id::new("history-search")
}
