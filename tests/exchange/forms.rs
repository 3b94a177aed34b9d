//! One list in the many forms in which cities keep it.

use crate::{empty, import_into, json};
use rust_xlsxwriter::{Format as Look, Workbook, Worksheet};
use serde_json::{Value, json as value};
use shinchoku::exchange::Format;

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

fn expected() -> Value {
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
            let label = format!("基本目標{}", ["１", "２"][number - 1]);
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
                    let cells = [
                        (self.number)(*number),
                        measure.name.to_owned(),
                        measure.description.to_owned(),
                        (self.departments)(measure),
                        measure.status.to_owned(),
                        (self.narratives)(measure),
                    ];
                    self.put(sheet, &mut row, &cells);
                }
            }
        }
        workbook.save_to_buffer().unwrap()
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
    let (book, import) = import_into(&empty(), Format::Xlsx, bytes);
    assert_eq!(import.unreadable, [], "{name}");
    let written = json(&book);
    assert_eq!(written["goals"], expected(), "{name}");
    assert_eq!(written["title"], "進捗状況一覧表", "{name}");
    assert_eq!(written["years"], value!([{ "year": 2017 }, { "year": 2018 }]), "{name}");
    if has_title {
        assert_eq!(
            (&written["plan"], &written["municipality"]),
            (&PLAN.into(), &"みずほ野市".into())
        );
    }
}

#[test]
fn titles_stand_above_or_do_not() {
    check("one", &form().workbook(), true);
    check("none", &Form { titles: vec![], ..form() }.workbook(), false);
    let titles = vec!["資料３", PLAN, "進捗状況一覧表"];
    check("three", &Form { titles, ..form() }.workbook(), true);
    let titles = vec![
        "令和元年度　みずほ野市まち・ひと・しごと総合戦略の進捗状況一覧表",
        "（平成31年3月31日現在）",
    ];
    check("dated", &Form { titles, ..form() }.workbook(), true);
    check("further right", &Form { left: 2, heading_column: 2, ..form() }.workbook(), true);
}

#[test]
fn headings_vary() {
    for headings in [
        ["No.", "施策名", "概要", "担当課", "状況", "実施状況"],
        ["番号", "事業名", "事業　概要", "主管課\n(関係課)", "進捗", "取組状況"],
        ["№", "名　称", "内　容", "所 管 課", "進 捗 状 況", "実施等状況\n（平成30年度まで）"],
        ["施策番号", "施策", "施策の内容", "担当部署（関連部署）", "進捗", "主な取組実績"],
        ["施策番号", "名称", "内容", "所管課（関連課）", "進捗状況", "平成30年度実施状況"],
    ] {
        check(headings[0], &Form { headings, ..form() }.workbook(), true);
    }
    check("pages", &Form { page: 1, ..form() }.workbook(), true);
}

#[test]
fn goals_and_directions_vary() {
    check("lone", &Form { merged: false, ..form() }.workbook(), true);
    check("lone, second", &Form { merged: false, heading_column: 1, ..form() }.workbook(), true);
    let goal = |at: usize, name: &str| format!("【基本目標{}】{name}", ["１", "２"][at]);
    let direction = |at: usize, name: &str| format!("（{}）{name}", ["１", "２"][at]);
    check("brackets", &Form { goal, direction, ..form() }.workbook(), true);
    let goal = |at: usize, name: &str| format!("基本目標{}：{name}（続き）", ["１", "２"][at]);
    let direction = |at: usize, name: &str| format!("施策の方向{}　{name}", at + 1);
    check("words", &Form { goal, direction, ..form() }.workbook(), true);
    let direction = |at: usize, name: &str| format!("({}){name}", at + 1);
    check("half width", &Form { direction, ..form() }.workbook(), true);
    for number in [
        (|number| format!("{number}.")) as fn(u32) -> String,
        |number| ["１", "２", "３"][number as usize - 1].to_owned(),
        |number| ["①", "②", "③"][number as usize - 1].to_owned(),
        |number| format!("1-{number}"),
    ] {
        check("number", &Form { number, ..form() }.workbook(), true);
    }
}

#[test]
fn widths_and_blanks_vary() {
    let goal = |at: usize, name: &str| format!("基本目標{}｢{name}｣ ", ["１", "２"][at]);
    let departments = |it: &Measure| departments(it, "､", ("(", ") "), ", ") + "　\n";
    let narratives = |it: &Measure| {
        format!("\n{} 　\n\n", narratives(it, |year| format!("[平成{year}年度] \n"), " \n\n"))
    };
    let number = |number: u32| format!(" {number}　");
    check("widths", &Form { goal, departments, narratives, number, ..form() }.workbook(), true);
}

#[test]
fn the_column_of_numbers_may_have_no_heading() {
    let mut headings = form().headings;
    headings[0] = "";
    check("bare", &Form { headings, ..form() }.workbook(), true);
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
                let cells = [
                    number.to_string(),
                    it.name.to_owned(),
                    it.description.to_owned(),
                    (form().departments)(it),
                    it.status.to_owned(),
                    (form().narratives)(it),
                ];
                ((form().goal)(goal, goal_name), (form().direction)(at, direction.name), cells)
            })
        })
    })
}

#[test]
fn a_goal_and_a_direction_may_share_a_row() {
    let mut workbook = Workbook::new();
    let sheet = start(&mut workbook);
    let mut row = 2;
    for (goal, direction, cells) in measures() {
        form().put(sheet, &mut row, &[goal, String::new(), direction]);
        form().put(sheet, &mut row, &cells);
    }
    check("shared row", &workbook.save_to_buffer().unwrap(), true);
}

#[test]
fn a_long_text_may_go_on_in_a_merged_row() {
    let mut workbook = Workbook::new();
    let sheet = start(&mut workbook);
    let mut row = 2;
    let look = Look::new();
    for (goal, direction, cells) in measures() {
        form().across(sheet, &mut row, 0, &goal);
        form().across(sheet, &mut row, 0, &direction);
        let top = row;
        form().put(sheet, &mut row, &cells);
        if let Some(at) = cells[5].find("【平成30年度】").filter(|at| *at > 0) {
            for (column, cell) in (0..5).zip(&cells) {
                let _ = sheet.merge_range(top, column, top + 1, column, cell, &look).unwrap();
            }
            let _ = sheet.write_string(top, 5, &cells[5][..at]).unwrap();
            let _ = sheet.write_string(top + 1, 5, &cells[5][at..]).unwrap();
            row += 1;
        }
    }
    check("further row", &workbook.save_to_buffer().unwrap(), true);
}

#[test]
fn numbers_may_stand_before_the_names() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = ["施策名", "内容", "所管課（関連課）", "進捗状況", "平成29・30年度実施状況"];
    form().put(sheet, &mut 0, &headings.map(str::to_owned));
    let mut row = 1;
    for (goal, direction, [number, name, rest @ ..]) in measures() {
        form().across(sheet, &mut row, 0, &goal);
        form().across(sheet, &mut row, 0, &direction);
        let cells = [vec![format!("{number}　{name}")], rest.to_vec()].concat();
        form().put(sheet, &mut row, &cells);
    }
    check("numbered names", &workbook.save_to_buffer().unwrap(), false);
}

#[test]
fn departments_vary() {
    for departments in [
        (|it| departments(it, "、", ("(", ")"), ",")) as fn(&Measure) -> String,
        |it| departments(it, "・", ("（", "）"), "・"),
        |it| departments(it, "\n", ("（", "）"), "\n　"),
        |it| departments(it, "\n", ("関連課：", ""), "、"),
        |it| departments(it, " / ", ("（関連：", "）"), "／") + "\n",
    ] {
        check("departments", &Form { departments, ..form() }.workbook(), true);
    }
}

#[test]
fn years_in_a_cell_vary() {
    for narratives in [
        (|it| narratives(it, |year| format!("平成{year}年度\n"), "\n\n")) as fn(&Measure) -> String,
        |it| narratives(it, |year| format!("[H{year}]\n"), "\n"),
        |it| narratives(it, |year| format!("〔{}年度〕\n\n", year + 1988), "\n\n\n") + "\n\n",
        |it| narratives(it, |year| format!("【平成{year}年度】"), "\n"),
        |it| narratives(it, |year| format!("＜平成 {year} 年度＞\r\n"), "\r\n\r\n"),
    ] {
        check("narratives", &Form { narratives, ..form() }.workbook(), true);
    }
}

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

const FLAT: [&str; 10] =
    ["基本目標", "方向性", "番号", "施策名", "概要", "担当課", "関係課", "状況", "Ｈ29", "H30"];

#[test]
fn goals_may_be_merged_over_their_rows() {
    for merged in [true, false] {
        let mut workbook = Workbook::new();
        let sheet = workbook.add_worksheet();
        for (at, heading) in (0..).zip(FLAT) {
            let _ = sheet.write_string(0, at, heading).unwrap();
        }
        let rows = rows();
        for (row, cells) in rows.iter().enumerate() {
            let at = u32::try_from(row).unwrap() + 1;
            for (column, cell) in (0_u16..).zip(cells) {
                let above = row.checked_sub(1).map(|above| &rows[above][usize::from(column)]);
                if column > 1 || above != Some(cell) {
                    let _ = sheet.write_string(at, column, cell).unwrap();
                }
            }
        }
        if merged {
            let look = Look::new();
            let _ = sheet.merge_range(1, 0, 3, 0, &rows[0][0], &look).unwrap();
            let _ = sheet.merge_range(1, 1, 2, 1, &rows[0][1], &look).unwrap();
        }
        check("flat", &workbook.save_to_buffer().unwrap(), false);
    }
}

#[test]
fn headings_may_have_two_lines() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let look = Look::new();
    for (at, heading) in [(0, "施策番号"), (1, "名称"), (2, "内容"), (5, "進捗状況")] {
        let _ = sheet.merge_range(0, at, 1, at, heading, &look).unwrap();
    }
    let _ = sheet.merge_range(0, 3, 0, 4, "担当", &look).unwrap();
    let _ = sheet.merge_range(0, 6, 0, 7, "実施状況", &look).unwrap();
    for (at, heading) in [(3, "所管課"), (4, "関連課"), (6, "平成29年度"), (7, "平成30年度")]
    {
        let _ = sheet.write_string(1, at, heading).unwrap();
    }
    let (mut at, mut goal, mut direction) = (2, String::new(), String::new());
    for [of_goal, of_direction, cells @ ..] in rows() {
        for (known, heading) in [(&mut goal, of_goal), (&mut direction, of_direction)] {
            if *known != heading {
                let _ = sheet.merge_range(at, 0, at, 7, &heading, &look).unwrap();
                *known = heading;
                at += 1;
            }
        }
        for (column, cell) in (0..).zip(&cells) {
            let _ = sheet.write_string(at, column, cell).unwrap();
        }
        at += 1;
    }
    check("two lines", &workbook.save_to_buffer().unwrap(), false);
}

#[test]
fn a_list_may_fill_several_sheets() {
    let mut workbook = Workbook::new();
    let _ = workbook.add_worksheet().set_name("表紙").unwrap().write_string(3, 3, PLAN).unwrap();
    for (at, (name, directions)) in LIST.iter().enumerate() {
        let sheet = workbook.add_worksheet();
        let form = form();
        let mut row = 0;
        form.across(sheet, &mut row, 0, form.titles[0]);
        form.across(sheet, &mut row, 0, &(form.goal)(at, name));
        form.head(sheet, &mut row);
        for (at, direction) in directions.iter().enumerate() {
            form.across(sheet, &mut row, 0, &(form.direction)(at, direction.name));
            for (number, it) in direction.measures {
                let cells = [
                    number.to_string(),
                    it.name.to_owned(),
                    it.description.to_owned(),
                    (form.departments)(it),
                    it.status.to_owned(),
                    (form.narratives)(it),
                ];
                form.put(sheet, &mut row, &cells);
            }
        }
    }
    let hidden = workbook.add_worksheet().set_hidden(true);
    form().head(hidden, &mut 0);
    form().put(hidden, &mut 1, &["9".to_owned(), "昔の施策".to_owned()]);
    check("sheets", &workbook.save_to_buffer().unwrap(), true);
}

#[test]
fn a_measure_may_have_a_row_for_each_year() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let headings = [
        "基本目標",
        "施策の方向",
        "番号",
        "名称",
        "内容",
        "所管課",
        "関連課",
        "進捗状況",
        "年度",
        "実施状況",
    ];
    for (at, heading) in (0..).zip(headings) {
        let _ = sheet.write_string(0, at, heading).unwrap();
    }
    let look = Look::new();
    for (row, cells) in (0_u32..).zip(rows()) {
        let top = 2 * row + 1;
        for (column, cell) in (0..8).zip(&cells) {
            let _ = sheet.merge_range(top, column, top + 1, column, cell, &look).unwrap();
        }
        for (at, year) in [(0, "平成29年度"), (1, "平成30年度")] {
            let _ = sheet.write_string(top + at, 8, year).unwrap();
            let _ = sheet.write_string(top + at, 9, &cells[8 + at as usize]).unwrap();
        }
    }
    check("rows of years", &workbook.save_to_buffer().unwrap(), false);
}
