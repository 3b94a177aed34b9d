//! 点検 of a whole book: what is found, where, and what a proposal does to it.

use crate::support;
use crate::support::skip::data;
use shinchoku::domain::check::{Finding, FindingKind, Review, dismissals, findings};
use shinchoku::domain::field::Kind;
use shinchoku::domain::proofread::{SlipKind, slips};
use shinchoku::domain::{
    Book, BracketStyle, Change, Field, FiscalYear, Implementation, Key, NumberStyle, Period, Plan,
    Record, Value,
};
use shinchoku::exchange::{self, Format};
use shinchoku::words;

fn all(book: &Book) -> Vec<Finding> {
    let years: Vec<FiscalYear> = book.years().map(|year| year.year).collect();
    findings(book, &years)
}

fn is_slip(finding: &&Finding) -> bool {
    matches!(finding.kind, FindingKind::Slip(_))
}

fn put(book: &mut Book, record: Record) {
    let change = book.put(record).unwrap();
    book.apply(&[change]).unwrap();
}

/// A book whose every text has something wrong, and the fields in which it has.
fn faulty() -> (Book, Vec<(Key, Field)>) {
    let mut book = support::book(1, 60);
    let year = book.latest_year().unwrap();
    let (goal, direction, measure) = book.listed()[0];
    let keys = [
        Key::Plan,
        Key::Goal(goal.id),
        Key::Direction(direction.id),
        Key::Measure(measure.id),
        Key::Implementation(measure.id, year),
        Key::Department(measure.lead[0]),
        Key::Status(book.statuses()[0].id),
        Key::Template(book.templates()[0].id),
    ];
    let mut places = Vec::new();
    for key in keys {
        let mut record = book.record(key).unwrap();
        let fields: Vec<Field> = record.texts().into_iter().map(|(field, _)| field).collect();
        for field in fields {
            record.text_mut(field).unwrap().push('尐');
            places.push((key, field));
        }
        put(&mut book, record);
    }
    (book, places)
}

#[test]
fn every_text_is_looked_at_in_the_order_of_the_list() {
    let (book, places) = faulty();
    let all = all(&book);
    let found: Vec<(Key, Field)> =
        all.iter().filter(is_slip).map(|finding| (finding.key, finding.field)).collect();
    assert_eq!(found, places);
}

#[test]
fn accepting_every_proposal_leaves_nothing_to_accept() {
    let (mut book, places) = faulty();
    for left in (0..places.len()).rev() {
        let all = all(&book);
        let record = all.iter().find_map(|finding| finding.corrected(&book)).unwrap();
        put(&mut book, record);
        assert_eq!(self::all(&book).iter().filter(is_slip).count(), left);
    }
}

#[test]
fn a_proposal_is_for_the_text_that_it_was_made_for() {
    let (book, _) = faulty();
    let before = all(&book);
    let found = before.iter().find(is_slip).unwrap();
    let mut changed = book.clone();
    let mut record = book.record(found.key).unwrap();
    *record.text_mut(found.field).unwrap() = "直した".to_owned();
    put(&mut changed, record);
    assert!(found.corrected(&book).is_some() && found.corrected(&changed).is_none());
}

#[test]
fn the_text_of_the_year_before_is_told_until_the_year_is_closed() {
    let mut book = support::book(1, 60);
    let year = book.latest_year().unwrap();
    let measure = book.listed()[0].2.id;
    let entry = |year, text: &str| {
        let blank = Implementation::blank(measure, year);
        Record::Implementation(Implementation { narrative: text.to_owned(), ..blank })
    };
    let told = |book: &Book| all(book).iter().any(|it| it.kind == FindingKind::AsLastYear);
    if book.year(year.previous()).is_none() {
        let row = book.year(year).unwrap().clone();
        put(&mut book, Record::Year(shinchoku::domain::Year { year: year.previous(), ..row }));
    }
    put(&mut book, entry(year.previous(), "・直売所を整備しました。"));
    put(&mut book, entry(year, "・直売所を2か所整備しました。"));
    assert!(!told(&book));
    put(&mut book, entry(year, "・直売所を整備しました。\n"));
    assert!(told(&book));
    let row = book.year(year).unwrap().clone();
    put(&mut book, Record::Year(shinchoku::domain::Year { closed: true, ..row }));
    assert!(!told(&book));
}

#[test]
fn clean_prose_gives_no_false_alarm() {
    let sample = exchange::sample();
    assert_eq!(all(&sample).iter().find(is_slip), None);
    for name in
        ["kodaira_goal1.json", "mitaka_kpi.json", "omitama_schedule.json", "nishitokyo_brief.json"]
    {
        let Some(bytes) = data(name) else { continue };
        let value: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
        let mut texts = Vec::new();
        gather(&value, &mut texts);
        for text in texts {
            // One of them writes readings in half width, and is told so.
            let found = slips(text).into_iter().find(|slip| slip.kind != SlipKind::HalfWidthKana);
            assert_eq!(found, None, "{name}: {text}");
        }
        if let Ok(listing) = exchange::read(Format::Json, &bytes, name) {
            let mut book = Book::new(shinchoku::domain::Plan::new("", ""));
            let import = exchange::import(&book, &listing);
            book.apply(&import.changes).unwrap();
            // One digit is written otherwise than all others of the list, and is told so.
            let found = all(&book);
            let digits = |it: &&Finding| matches!(&it.kind, FindingKind::Slip(slip) if matches!(slip.kind, SlipKind::Digits(..)));
            assert_eq!(found.iter().filter(is_slip).find(|it| !digits(it)), None, "{name}");
            assert!(found.iter().filter(digits).count() <= 1, "{name}");
        }
    }
}

fn gather<'a>(value: &'a serde_json::Value, texts: &mut Vec<&'a str>) {
    match value {
        serde_json::Value::String(text) => texts.push(text),
        serde_json::Value::Array(values) => values.iter().for_each(|it| gather(it, texts)),
        serde_json::Value::Object(values) => values.values().for_each(|it| gather(it, texts)),
        serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_) => {}
    }
}

#[test]
fn every_slip_has_its_sentence() {
    let text = "尐⺌ｶﾞか\u{3099}か\u{309A}茜\u{200B}野\u{A0}\u{E000}\u{FFFD}（一)』";
    let found = slips(text);
    let kinds: Vec<SlipKind> = found.iter().map(|slip| slip.kind).collect();
    assert_eq!(
        kinds,
        [
            SlipKind::Lookalike,
            SlipKind::Lookalike,
            SlipKind::HalfWidthKana,
            SlipKind::Decomposed,
            SlipKind::Mark,
            SlipKind::Invisible,
            SlipKind::Space,
            SlipKind::PrivateUse,
            SlipKind::Unreadable,
            SlipKind::MixedBrackets,
            SlipKind::Unpaired,
        ]
    );
    for slip in found {
        let sentence = words::slip(&slip);
        assert!(sentence.ends_with('。') && !sentence.contains("「」"), "{sentence}");
    }
}

/// What is proposed in a book of one entry, and what is told of it.
fn of_notation(numbers: NumberStyle, brackets: BracketStyle) -> Vec<(String, String)> {
    let mut book = support::book(1, 0);
    let year = book.latest_year().unwrap();
    let entry = Implementation {
        narrative: "・講座（3回）と相談(１２回)、催し（5日)".to_owned(),
        ..Implementation::blank(book.listed()[0].2.id, year)
    };
    put(&mut book, Record::Implementation(entry));
    let plan = book.plan().clone();
    let plan = Plan { number_style: numbers, bracket_style: brackets, ..plan };
    let changes: Vec<Change> = book.put(Record::Plan(plan)).into_iter().collect();
    book.apply(&changes).unwrap();
    let slips = all(&book).into_iter().filter_map(|finding| match finding.kind {
        FindingKind::Slip(slip) => Some(slip),
        _ => None,
    });
    slips.map(|slip| (slip.proposed.clone().unwrap_or_default(), words::slip(&slip))).collect()
}

/// A department with three measures has too few texts to tell a rule by.
#[test]
fn a_plan_says_how_numbers_and_brackets_are_written() {
    let said = |proposed: &str, told: &str| (proposed.to_owned(), told.to_owned());
    let single = of_notation(NumberStyle::Single, BracketStyle::Unchecked);
    let single_by =
        |width: &str| format!("この計画では{width}（1桁は全角、2桁以上は半角）で書きます。");
    let mixed = said(
        "）",
        "半角の「)」が、全角と半角の違うかっこと組になっています。全角の「）」と思われます。",
    );
    assert_eq!(
        single,
        [
            said("３", &format!("数字「3」は半角です。{}", single_by("全角"))),
            said("12", &format!("数字「１２」は全角です。{}", single_by("半角"))),
            said("５", &format!("数字「5」は半角です。{}", single_by("全角"))),
            mixed.clone(),
        ]
    );
    let narrow = of_notation(NumberStyle::Unchecked, BracketStyle::Half);
    let told = |found: &str| format!("かっこ「{found}」は全角です。この計画では半角で書きます。");
    let narrowed = [("(", "（"), (")", "）"), ("(", "（")];
    assert_eq!(narrow, narrowed.map(|(proposed, found)| said(proposed, &told(found))));
    let as_texts = of_notation(NumberStyle::AsTexts, BracketStyle::AsTexts);
    assert_eq!(as_texts, [mixed], "one text tells no rule");
}

/// A member of a record that its table does not name would be neither stored nor merged.
#[test]
fn the_table_of_a_record_names_all_of_its_members() {
    let book = exchange::sample();
    let plan = Record::Plan(book.plan().clone());
    for mut record in book.records().chain([plan]) {
        let texts: Vec<Field> = record.all_texts().iter().map(|(about, _)| about.field).collect();
        for field in texts {
            // An empty one may be left out.
            record.text_mut(field).unwrap().push('字');
        }
        let dismissed = Value::Dismissed("0000000000000001".parse().unwrap());
        let _ = record.set(Field::Dismissed, dismissed);
        let period = Period { first: Some(FiscalYear(2024)), last: None };
        let _ = record.set(Field::Period, Value::Period(period));
        let json = serde_json::to_value(&record).unwrap();
        let fields = record.key().noun().fields();
        let parents = fields.iter().filter_map(|about| match about.kind {
            Kind::Place { parent } => parent.map(|under| under.column),
            _ => None,
        });
        let identity: &[&str] = match record {
            Record::Year(_) => &["year"],
            Record::Implementation(_) => &["measure", "year"],
            Record::Observation(_) | Record::Amendment(_) => &["indicator", "year"],
            _ => &["id"],
        };
        let mut named: Vec<&str> = fields.iter().map(|about| about.column).chain(parents).collect();
        named.extend(identity);
        named.sort_unstable();
        let members: Vec<&String> = json["row"].as_object().unwrap().keys().collect();
        assert_eq!(members, named, "{:?}", record.key());
    }
}

/// What is got of a field can be put in its place.
#[test]
fn a_record_is_made_of_its_fields() {
    for record in exchange::sample().records() {
        let mut other = Record::empty(record.key());
        for (field, value) in record.fields() {
            assert!(other.set(field, value), "{field:?} of {:?}", record.key());
        }
        assert_eq!(other, record);
    }
}

/// Whatever is left as it is stays found, and is told apart from what is to be looked at.
#[test]
fn what_is_left_as_it_is_is_not_found_and_can_be_listed_again() {
    let (mut book, places) = faulty();
    let years: Vec<FiscalYear> = book.years().map(|year| year.year).collect();
    let before = Review::of(&book, &years);
    for finding in before.open.iter().filter(is_slip) {
        let changes = dismissals(&book, std::slice::from_ref(finding), true);
        book.apply(&changes).unwrap();
        assert!(!all(&book).contains(finding), "{finding:?}");
    }
    let after = Review::of(&book, &years);
    assert_eq!(after.dismissed.len(), places.len());
    assert!(!after.open.iter().any(|finding| is_slip(&finding)));
    assert_eq!(after.open.len() + after.dismissed.len(), before.open.len());
    book.apply(&dismissals(&book, &after.dismissed, false)).unwrap();
    assert_eq!(Review::of(&book, &years), before);
}

/// The same characters twice in a text are two findings.
#[test]
fn one_of_two_alike_is_left_as_it_is() {
    let mut book = support::book(1, 0);
    let year = book.latest_year().unwrap();
    let line = "・ﾎﾟｽﾀｰを貼りました。";
    let entry = Implementation {
        narrative: format!("{line}\n{line}\n・市のﾎﾟｽﾀｰを見直した。"),
        ..Implementation::blank(book.listed()[0].2.id, year)
    };
    put(&mut book, Record::Implementation(entry));
    let open = |book: &Book| {
        Review::of(book, &[year]).open.into_iter().filter(|it| is_slip(&it)).collect::<Vec<_>>()
    };
    let three = open(&book);
    assert_eq!(three.len(), 3, "{three:?}");
    for left in [1, 0] {
        let mut rest = open(&book);
        let finding = rest.remove(left);
        book.apply(&dismissals(&book, &[finding], true)).unwrap();
        assert_eq!(open(&book), rest);
    }
    assert_eq!(open(&book), three[2..]);
}

/// A name that is left as it is in one record is not left in another.
#[test]
fn what_is_left_in_one_register_is_found_in_another() {
    let (mut book, _) = faulty();
    let of = |book: &Book, key: fn(&Key) -> bool| {
        all(book).into_iter().filter(is_slip_of).filter(|it| key(&it.key)).collect::<Vec<_>>()
    };
    let goals = of(&book, |key| matches!(key, Key::Goal(_)));
    book.apply(&dismissals(&book, &goals, true)).unwrap();
    assert!(of(&book, |key| matches!(key, Key::Goal(_))).is_empty());
    assert!(!of(&book, |key| matches!(key, Key::Direction(_))).is_empty());
    assert!(!of(&book, |key| matches!(key, Key::Plan)).is_empty());
}

fn is_slip_of(finding: &Finding) -> bool {
    is_slip(&finding)
}
