use super::*;
use crate::domain::rate::Better;
use crate::domain::series::{Closing, Series, increments, running};
use crate::domain::{Direction, DirectionId, Goal, GoalId, Measure, Plan, Position, Scale, Year};

fn figure(text: &str) -> Figure {
    Figure::parse(text, "")
}

fn put(book: &mut Book, records: impl IntoIterator<Item = Record>) {
    for record in records {
        let change = book.put(record).expect("a change");
        book.apply(&[change]).unwrap();
    }
}

/// A book with one measure under one direction, and two years.
fn book() -> (Book, Measure) {
    let (goal, direction) = (GoalId::new(), DirectionId::new());
    let (label, name, position) = (String::new(), "目標".to_owned(), Position::FIRST);
    let measure = Measure::new(direction, 1, "施策", position);
    let mut book = Book::new(Plan::new("", ""));
    let years = [2016, 2017, 2018].map(|year| Year { year: FiscalYear(year), closed: false });
    put(&mut book, years.map(Record::Year));
    let goal_row = Goal { id: goal, number: 1, label, name: name.clone(), position };
    put(
        &mut book,
        [
            Record::Goal(goal_row),
            Record::Direction(Direction { id: direction, goal, number: 1, name, position }),
            Record::Measure(measure.clone()),
        ],
    );
    (book, measure)
}

fn observed(indicator: IndicatorId, year: i32, target: &str, actual: &str) -> Record {
    Record::Observation(Observation {
        target: figure(target),
        actual: figure(actual),
        ..Observation::blank(indicator, FiscalYear(year))
    })
}

/// The increments of a published table, their sums and running totals.
#[test]
fn increments_close_with_their_sum() {
    let tables: [([&str; 3], i64, [i64; 3]); 3] = [
        (["0", "5", "10"], 15, [0, 5, 15]),
        (["10", "20", "30"], 60, [10, 30, 60]),
        (["0", "0", "30"], 30, [0, 0, 30]),
    ];
    for (figures, sum, totals) in tables {
        let (mut book, measure) = book();
        let indicator = Indicator {
            series: Series::Increment,
            closing: Closing::Sum,
            ..Indicator::new("認定数", OutlineKey::Measure(measure.id), Position::FIRST)
        };
        let id = indicator.id;
        put(&mut book, [Record::Indicator(Box::new(indicator))]);
        put(&mut book, (2016..).zip(figures).map(|(year, actual)| observed(id, year, "", actual)));
        let years = [2016, 2017, 2018].map(FiscalYear);
        let indicator = book.indicator(id).unwrap();
        assert_eq!(book.closing(indicator, &years), Some(sum.into()));
        let steps: Vec<_> = years.iter().map(|year| book.actual(id, *year).number()).collect();
        assert_eq!(running(&steps), totals.map(|total| Some(total.into())));
        assert_eq!(increments(&running(&steps)), steps);
    }
}

/// What is changed midway does not judge the years before.
#[test]
fn an_amendment_leaves_the_years_before_it_as_they_were_judged() {
    let (mut book, measure) = book();
    let indicator = Indicator {
        unit: "件".to_owned(),
        target: figure("200"),
        ..Indicator::new("認定数", OutlineKey::Measure(measure.id), Position::FIRST)
    };
    let id = indicator.id;
    let amendment = Amendment {
        unit: "社".to_owned(),
        target: figure("100"),
        ..Amendment::blank(id, FiscalYear(2018))
    };
    put(&mut book, [Record::Indicator(Box::new(indicator)), Record::Amendment(amendment)]);
    put(&mut book, [2017, 2018].map(|year| observed(id, year, "", "50")));
    let indicator = book.indicator(id).unwrap();
    let of = |year| {
        let year = FiscalYear(year);
        (book.terms(indicator, year).unit, book.rate(indicator, year).unwrap().percent(0))
    };
    assert_eq!(of(2017), ("社", 50.into()));
    assert_eq!(of(2018), ("件", 25.into()));
}

#[test]
fn a_closed_year_keeps_its_grade() {
    let (mut book, measure) = book();
    let (scale, grades) = Scale::proposed().remove(0);
    let indicator = Indicator {
        target: figure("100"),
        scale: Some(scale.id),
        ..Indicator::new("来場者数", OutlineKey::Measure(measure.id), Position::FIRST)
    };
    let id = indicator.id;
    let indicator = Record::Indicator(Box::new(indicator));
    put(
        &mut book,
        std::iter::once(Record::Scale(scale)).chain(grades.into_iter().map(Record::Grade)),
    );
    put(&mut book, [indicator, observed(id, 2017, "", "99.96"), observed(id, 2018, "", "集計中")]);
    let mark = |book: &Book, year| {
        let indicator = book.indicator(id).unwrap();
        book.grade_of(indicator, FiscalYear(year)).map(|row| row.mark.clone())
    };
    // 99.96 % is printed as 100.0 %, and is none the less below.
    assert_eq!(mark(&book, 2017).as_deref(), Some("Ｂ"));
    assert_eq!(mark(&book, 2018), None);
    let changes = book.close_year(FiscalYear(2017), true);
    book.apply(&changes).unwrap();
    let lowered = Indicator { target: figure("50"), ..book.indicator(id).unwrap().clone() };
    put(&mut book, [Record::Indicator(Box::new(lowered)), observed(id, 2018, "", "99.96")]);
    assert_eq!(mark(&book, 2017).as_deref(), Some("Ｂ"));
    assert_eq!(mark(&book, 2018).as_deref(), Some("Ａ"));
}

#[test]
fn what_is_below_every_band_has_the_lowest_grade_and_what_cannot_be_judged_none() {
    let (mut book, measure) = book();
    let (scale, grades) = Scale::proposed().remove(0);
    let indicator = |better| Indicator {
        target: figure("100"),
        better,
        scale: Some(scale.id),
        ..Indicator::new("来場者数", OutlineKey::Measure(measure.id), Position::FIRST)
    };
    let (higher, neither) = (indicator(Better::Higher), indicator(Better::Neither));
    let ids = [higher.id, neither.id];
    put(
        &mut book,
        std::iter::once(Record::Scale(scale)).chain(grades.into_iter().map(Record::Grade)),
    );
    put(&mut book, [higher, neither].map(|row| Record::Indicator(Box::new(row))));
    put(&mut book, ids.map(|id| observed(id, 2017, "", "3")));
    let mark = |id| {
        let indicator = book.indicator(id).unwrap();
        book.grade_of(indicator, FiscalYear(2017)).map(|row| row.mark.as_str())
    };
    assert_eq!(ids.map(mark), [Some("Ｄ"), None]);
}

/// Nobody loses the figures of years with the measure that they were entered for.
#[test]
fn an_indicator_outlives_its_measure() {
    let (mut book, measure) = book();
    let at = OutlineKey::Measure(measure.id);
    let [alone, again] = ["一つ", "再掲"].map(|name| Indicator::new(name, at, Position::FIRST));
    let again = Indicator { at: vec![at, OutlineKey::Plan], ..again };
    let ids = [alone.id, again.id];
    put(&mut book, [alone, again].map(|row| Record::Indicator(Box::new(row))));
    put(&mut book, [observed(ids[0], 2017, "", "5")]);
    let changes = book.remove(Key::Measure(measure.id));
    book.apply(&changes).unwrap();
    let places = ids.map(|id| book.indicator(id).unwrap().at.clone());
    assert_eq!(places, [vec![OutlineKey::Direction(measure.direction)], vec![OutlineKey::Plan]]);
    assert_eq!(*book.actual(ids[0], FiscalYear(2017)), figure("5"));
    book.apply(&crate::domain::change::inverse(changes)).unwrap();
    assert_eq!(book.indicators_at(at).len(), 2);
}

#[test]
fn an_indicator_is_asked_for_in_its_years_by_those_who_lead_its_measure() {
    let (mut book, measure) = book();
    let department = crate::domain::Department::new("農政課", Position::FIRST);
    let id = department.id;
    let led = Measure { lead: vec![id], ..measure };
    let mut indicator = Indicator::new("来場者数", OutlineKey::Measure(led.id), Position::FIRST);
    indicator.period.last = Some(FiscalYear(2017));
    let of = indicator.id;
    put(
        &mut book,
        [
            Record::Department(department),
            Record::Measure(led),
            Record::Indicator(Box::new(indicator)),
        ],
    );
    let asked = |book: &Book, year| {
        let requests = crate::domain::handout::requests(book, FiscalYear(year));
        requests.get(&id).map(|asked| asked.indicators.len()).unwrap_or_default()
    };
    assert_eq!((asked(&book, 2017), asked(&book, 2018)), (1, 0));
    let lacks =
        |book: &Book, year| book.lacks_actual(book.indicator(of).unwrap(), FiscalYear(year));
    assert!(lacks(&book, 2017) && !lacks(&book, 2018));
    put(&mut book, [observed(of, 2017, "", "集計中")]);
    assert!(!lacks(&book, 2017));
}
