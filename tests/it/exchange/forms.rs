//! One list in the many forms in which cities keep it.

mod cells;
mod headings;
mod rows;

use crate::exchange::{empty, import_into, json};
use rust_xlsxwriter::{Format as Look, Workbook, Worksheet};
use serde_json::{Value, json as value};
use shinchoku::exchange::{Format, Place};

const PLAN: &str = "みずほ野市まち・ひと・しごと総合戦略";

struct Measure {
    name: &'static str,
    description: &'static str,
    lead: &'static [&'static str],
    related: &'static [&'static str],
    status: &'static str,
    narratives: [&'static str; 2],
}

struct Direction {
    name: &'static str,
    measures: &'static [(u32, Measure)],
}

const LIST: [(&str, &[Direction]); 2] = [
    (
        "住み続けたいまちをつくる",
        &[
            Direction {
                name: "農のあるまちづくりの推進",
                measures: &[
                    (
                        1,
                        Measure {
                            name: "直売所の整備",
                            description: "地場産の野菜を扱う直売所を整備します。\nまた、情報を発信します。",
                            lead: &["産業振興課"],
                            related: &[],
                            status: "実施中",
                            narratives: [
                                "・直売所を2か所整備しました。",
                                "・直売所を1か所整備しました（97.6％）。\n\n≪新規≫\n　マップを配りました。",
                            ],
                        },
                    ),
                    (
                        3,
                        Measure {
                            name: "体験農園の拡充",
                            description: "市民が農にふれあえる場をつくります。",
                            lead: &["産業振興課", "文化スポーツ課", "スポーツ振興担当"],
                            related: &["学務課"],
                            status: "実施済",
                            narratives: ["・農園を開きました。", ""],
                        },
                    ),
                ],
            },
            Direction {
                name: "“住んでみたい”まちづくり",
                measures: &[(
                    1,
                    Measure {
                        name: "魅力の発信",
                        description: "ＳＮＳで魅力を発信します。",
                        lead: &["秘書広報課"],
                        related: &["地域整備支援課", "水と緑と公園課"],
                        status: "未実施",
                        narratives: ["", ""],
                    },
                )],
            },
        ],
    ),
    (
        "子どもを育てる",
        &[Direction {
            name: "切れ目のない支援",
            measures: &[(
                1,
                Measure {
                    name: "産後ケアの充実",
                    description: "",
                    lead: &["健康推進課"],
                    related: &[],
                    status: "",
                    narratives: ["平成29年度に始めました。", "・延べ25人が利用しました。"],
                },
            )],
        }],
    ),
];

fn expected(label: fn(usize) -> String) -> Value {
    let goals: Vec<Value> = (1..)
        .zip(LIST)
        .map(|(number, (name, directions))| {
            let directions: Vec<Value> = (1..)
                .zip(directions)
                .map(|(number, direction)| {
                    let measures: Vec<Value> = direction
                        .measures
                        .iter()
                        .map(|(number, it)| {
                            let years = ["2017", "2018"].into_iter().zip(it.narratives);
                            let narratives: serde_json::Map<String, Value> = years
                                .filter(|(_, text)| !text.is_empty())
                                .map(|(year, text)| (year.to_owned(), text.into()))
                                .collect();
                            value!({
                                "number": number, "name": it.name, "description": it.description,
                                "departments": it.lead, "related_departments": it.related,
                                "status": it.status, "narratives": narratives,
                            })
                        })
                        .collect();
                    value!({ "number": number, "name": direction.name, "measures": measures })
                })
                .collect();
            let label = label(number - 1);
            value!({ "number": number, "label": label, "name": name, "directions": directions })
        })
        .collect();
    Value::from(goals)
}

/// How a city writes the list.
struct Form {
    titles: Vec<&'static str>,
    headings: [&'static str; 6],
    left: u16,
    /// Whether headings of goals and directions reach over all columns.
    merged: bool,
    /// In which column they stand.
    heading_column: u16,
    /// After how many measures the headings come again.
    page: usize,
    goal: fn(usize, &str) -> String,
    direction: fn(usize, &str) -> String,
    number: fn(u32) -> String,
    departments: fn(&Measure) -> String,
    narratives: fn(&Measure) -> String,
}

fn form() -> Form {
    Form {
        titles: vec!["みずほ野市まち・ひと・しごと総合戦略　進捗状況一覧表"],
        headings: [
            "施策\n番号",
            "名称",
            "内容",
            "所管課\n（関連課）",
            "進捗状況",
            "平成30年度までの実施等状況",
        ],
        left: 0,
        merged: true,
        heading_column: 0,
        page: usize::MAX,
        goal: |at, name| format!("基本目標{}「{name}」", ["１", "２"][at]),
        direction: |at, name| format!("{} {name}", ["①", "②"][at]),
        number: |number| number.to_string(),
        departments: |it| departments(it, "\n", ("（", "）"), "、"),
        narratives: |it| narratives(it, |year| format!("【平成{year}年度】\n"), "\n\n"),
    }
}

fn departments(it: &Measure, parted: &str, (open, close): (&str, &str), also: &str) -> String {
    let lead = it.lead.join(parted);
    match it.related {
        [] => lead,
        related => format!("{lead}\n{open}{}{close}", related.join(also)),
    }
}

fn narratives(it: &Measure, heading: impl Fn(u32) -> String, parted: &str) -> String {
    let years = [29, 30].into_iter().zip(it.narratives).filter(|(_, text)| !text.is_empty());
    let parts: Vec<String> = years.map(|(year, text)| format!("{}{text}", heading(year))).collect();
    parts.join(parted)
}

impl Form {
    fn workbook(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        let mut row = 0;
        for title in &self.titles {
            self.across(sheet, &mut row, self.left, title);
        }
        self.head(sheet, &mut row);
        let mut count = 0;
        for (at, (name, directions)) in LIST.iter().enumerate() {
            self.across(sheet, &mut row, self.heading_column, &(self.goal)(at, name));
            for (at, direction) in directions.iter().enumerate() {
                let heading = (self.direction)(at, direction.name);
                self.across(sheet, &mut row, self.heading_column, &heading);
                for (number, measure) in direction.measures {
                    if count > 0 && count % self.page == 0 {
                        self.head(sheet, &mut row);
                    }
                    count += 1;
                    self.put(sheet, &mut row, &self.cells(*number, measure));
                }
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    fn cells(&self, number: u32, it: &Measure) -> [String; 6] {
        [
            (self.number)(number),
            it.name.to_owned(),
            it.description.to_owned(),
            (self.departments)(it),
            it.status.to_owned(),
            (self.narratives)(it),
        ]
    }

    fn head(&self, sheet: &mut Worksheet, row: &mut u32) {
        self.put(sheet, row, &self.headings.map(str::to_owned));
    }

    fn put(&self, sheet: &mut Worksheet, row: &mut u32, cells: &[String]) {
        for (at, cell) in (self.left..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            let _ = match cell.parse::<f64>() {
                Ok(number) => sheet.write_number(*row, at, number).unwrap(),
                Err(_) => sheet.write_string(*row, at, cell).unwrap(),
            };
        }
        *row += 1;
    }

    fn across(&self, sheet: &mut Worksheet, row: &mut u32, column: u16, text: &str) {
        let (last, look) = (self.left + 5, Look::new());
        let _ = if self.merged {
            sheet.merge_range(*row, column.max(self.left), *row, last, text, &look).unwrap()
        } else {
            sheet.write_string(*row, column, text).unwrap()
        };
        *row += 1;
    }
}

#[track_caller]
fn check(name: &str, bytes: &[u8], has_title: bool) {
    let written = read(name, bytes, &[]);
    assert_eq!(written["goals"], expected(usual_label), "{name}");
    if has_title {
        assert_eq!(
            (&written["plan"], &written["municipality"]),
            (&PLAN.into(), &"みずほ野市".into())
        );
    }
}

/// What was read, all but the rows given.
#[track_caller]
fn read(name: &str, bytes: &[u8], unreadable: &[u32]) -> Value {
    let (book, import) = import_into(&empty(), Format::Xlsx, bytes);
    let rows: Vec<u32> = import
        .unreadable
        .iter()
        .map(|it| if let Place::Row { row, .. } = it.place { row } else { 0 })
        .collect();
    assert_eq!(rows, unreadable, "{name}: {:?}", import.unreadable);
    let written = json(&book);
    assert_eq!(written["title"], "進捗状況一覧表", "{name}");
    assert_eq!(written["years"], value!([{ "year": 2017 }, { "year": 2018 }]), "{name}");
    written
}

fn usual_label(at: usize) -> String {
    format!("基本目標{}", ["１", "２"][at])
}

/// A sheet with the title and the headings.
fn start(workbook: &mut Workbook) -> &mut Worksheet {
    let sheet = workbook.add_worksheet();
    form().across(sheet, &mut 0, 0, form().titles[0]);
    form().head(sheet, &mut 1);
    sheet
}

/// The rows of the list with the headings above each of them.
fn measures() -> impl Iterator<Item = (String, String, [String; 6])> {
    LIST.iter().enumerate().flat_map(|(goal, (goal_name, directions))| {
        directions.iter().enumerate().flat_map(move |(at, direction)| {
            direction.measures.iter().map(move |(number, it)| {
                let cells = form().cells(*number, it);
                ((form().goal)(goal, goal_name), (form().direction)(at, direction.name), cells)
            })
        })
    })
}

const FLAT: [&str; 10] =
    ["基本目標", "方向性", "番号", "施策名", "概要", "担当課", "関係課", "状況", "Ｈ29", "H30"];

/// A row of a table with columns for all that the list says.
fn rows() -> Vec<[String; 10]> {
    let mut rows = Vec::new();
    for (goal, (name, directions)) in LIST.iter().enumerate() {
        let goal = (form().goal)(goal, name);
        for (at, direction) in directions.iter().enumerate() {
            for (number, it) in direction.measures {
                rows.push([
                    goal.clone(),
                    (form().direction)(at, direction.name),
                    number.to_string(),
                    it.name.to_owned(),
                    it.description.to_owned(),
                    it.lead.join("、"),
                    it.related.join("\n"),
                    it.status.to_owned(),
                    it.narratives[0].to_owned(),
                    it.narratives[1].to_owned(),
                ]);
            }
        }
    }
    rows
}
