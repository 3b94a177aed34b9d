//! Indicators in JSON.

use crate::exchange::{empty, import_into, json};
use shinchoku::domain::{
    Book, Figure, FiscalYear, Indicator, Measure, MeasureId, OutlineKey, Position, Record, Year,
};
use shinchoku::exchange::{Format, Import, Question};

fn taken(json: &str) -> (Book, Import) {
    import_into(&empty(), Format::Json, json.as_bytes())
}

/// A list with one measure under one direction, and with these indicators.
fn list(indicators: &str) -> String {
    format!(
        r#"{{"plan":"計画","indicator_kinds":["数値目標","KPI"],
        "scales":[{{"name":"達成度","basis":"rate","grades":[
            {{"mark":"Ａ","meaning":"達成","from":"100","counted":true}},
            {{"mark":"－","counted":false}}]}}],
        "indicators":[{indicators}],
        "goals":[{{"number":1,"name":"目標","directions":[{{"number":2,"name":"方向",
            "measures":[{{"number":3,"name":"施策"}}]}}]}}]}}"#
    )
}

const KPI: &str = r#"{"label":"目標１","name":"認定数","unit":"社","kind":"KPI","series":"increment",
    "closing":"sum","better":"higher","base":"0","base_label":"申請時","target":15,
    "target_label":"事業終了後","target_year":2018,"scale":"達成度","departments":["企画経営課"],
    "at":[{"goal":1},{"goal":1,"direction":2,"measure":3}],
    "years":{"2016":{"target":"0社","actual":"集計中"},
        "2017":{"target":"5","actual":{"figure":"△4","provisional":true},"cause":"・理由","grade":"Ａ"}},
    "amendments":{"2017":{"unit":"件","reason":"単位を改めた"}}}"#;

#[test]
fn an_indicator_is_read_with_its_figures() {
    let (book, import) = taken(&list(KPI));
    assert_eq!((import.indicators.added, import.doubts.len()), (1, 0), "{:?}", import.doubts);
    let row = book.indicators()[0].clone();
    assert_eq!((row.heading().as_str(), row.unit.as_str()), ("目標１　認定数", "社"));
    assert_eq!(row.target, Figure::parse("15", ""));
    assert_eq!(row.target_year, Some(FiscalYear(2018)));
    let goal = book.goals()[0].id;
    let measure = book.listed()[0].2.id;
    assert_eq!(row.at, [OutlineKey::Goal(goal), OutlineKey::Measure(measure)]);
    assert_eq!(book.department(row.lead[0]).unwrap().name, "企画経営課");
    assert_eq!(book.scale(row.scale.unwrap()).unwrap().name, "達成度");
    let figures: Vec<_> = book.observations(row.id).collect();
    assert_eq!(figures[0].target, Figure::parse("0", ""), "the unit is no part of the figure");
    assert_eq!(figures[0].actual, Figure::Pending);
    assert_eq!(figures[1].actual, Figure::parse("-4（速報値）", ""));
    assert_eq!(book.grade(figures[1].grade.unwrap()).unwrap().mark, "Ａ");
    assert_eq!(book.terms(&row, FiscalYear(2016)).unit, "件");
    assert_eq!(book.plan().indicator_kinds, "数値目標\nKPI");
}

#[test]
fn what_is_written_is_read_back_and_changes_nothing_the_second_time() {
    let (book, _) = taken(&list(KPI));
    let (again, _) = taken(&json(&book).to_string());
    assert_eq!(json(&again), json(&book));
    let (same, twice) = import_into(&book, Format::Json, json(&book).to_string().as_bytes());
    assert_eq!(twice.changes, []);
    assert_eq!(twice.indicators.unchanged, 1);
    assert_eq!(same, book);
}

/// Of a value that is none of its key the rest of the indicator is taken, and it is told.
#[test]
fn what_cannot_be_read_of_an_indicator_is_told() {
    let odd = r#"{"name":"来場者数","series":"sometimes","target":[1],"at":[{"goal":9}],
        "scale":"ない尺度","colour":"red","years":{"いつか":{},"2017":{"actual":"5","grade":"Ｚ"}}}"#;
    let (book, import) = taken(&list(odd));
    let row = book.indicators()[0].clone();
    assert_eq!(*book.actual(row.id, FiscalYear(2017)), Figure::parse("5", ""));
    assert_eq!(row.at, [OutlineKey::Plan]);
    let told: Vec<_> = import.doubts.iter().map(|doubt| doubt.text.as_str()).collect();
    for part in ["series：sometimes", "target：[1]", "9", "ない尺度", "years.いつか", "Ｚ"]
    {
        assert!(told.iter().any(|text| text.contains(part)), "{part}: {told:?}");
    }
    assert!(
        import
            .doubts
            .iter()
            .all(|it| matches!(it.question, Question::Value | Question::UnknownPlace))
    );
    let keys: Vec<_> = import.unknown_keys.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["indicators.colour"]);
}

#[test]
fn a_closed_year_keeps_its_figures() {
    let (mut book, _) = taken(&list(KPI));
    let closed = Year { year: FiscalYear(2017), closed: true };
    let change = book.put(Record::Year(closed)).unwrap();
    book.apply(&[change]).unwrap();
    let other = list(KPI).replace("\"actual\":{\"figure\":\"△4\"", "\"actual\":{\"figure\":\"9\"");
    let (_, outcome) = import_into(&book, Format::Json, other.as_bytes());
    assert_eq!(outcome.closed, 1);
    assert_eq!(outcome.changes, []);
}

/// A table of the same figures in another unit is told, once, and changes nothing.
#[test]
fn another_unit_is_told_and_not_taken() {
    let (book, _) = taken(&list(KPI));
    let other = list(KPI).replace("\"unit\":\"社\"", "\"unit\":\"件\"");
    let other = other.replace("0社", "0");
    let (same, import) = import_into(&book, Format::Json, other.as_bytes());
    let told: Vec<_> =
        import.doubts.iter().map(|doubt| (doubt.question, doubt.text.as_str())).collect();
    assert_eq!(told, [(Question::OtherUnit, "件　←　社")]);
    assert_eq!(same, book);
}

/// A book whose outline has the same numbers twice goes there and back.
#[test]
fn places_of_the_same_numbers_are_told_apart_by_their_names() {
    let (mut book, _) = taken(&list(KPI));
    let measure = book.listed()[0].2.clone();
    let twin = Measure { id: MeasureId::new(), name: "別の施策".to_owned(), ..measure.clone() };
    let at = OutlineKey::Measure(twin.id);
    let indicator = Indicator::new("別の指標", at, Position::FIRST);
    let changes = [Record::Measure(twin), Record::Indicator(Box::new(indicator))];
    let changes: Vec<_> = changes.into_iter().filter_map(|row| book.put(row)).collect();
    book.apply(&changes).unwrap();
    let (again, _) = taken(&json(&book).to_string());
    let row = again.indicators().into_iter().find(|row| row.name == "別の指標").unwrap();
    let OutlineKey::Measure(id) = row.at[0] else { panic!("{:?}", row.at) };
    assert_eq!(again.measure(id).unwrap().name, "別の施策");
}
