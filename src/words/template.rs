//! The choices of a 様式, in words.

use crate::domain::template::{
    Binding, Column, Design, Format, Margins, Orientation, PageNumberForm, Paper, Rows, Settings,
    Side, Typeface, YearForm,
};
use crate::domain::{Book, Digits, date};

/// The choices of a 様式 under their names, always all of them and in the same order.
pub fn settings(book: &Book, settings: &Settings) -> Vec<(&'static str, String)> {
    let Settings { paper: sheet, margins, binding, number, selection, .. } = settings;
    let goal = |id| book.goal(id).map(|row| row.label.clone());
    let department = |id| book.department(id).map(|row| row.name.clone());
    let status = |id| book.status(id).map(|row| row.name.clone());
    let years = settings.left_out.iter().map(|year| book.year_label(*year));
    let as_of = settings.as_of.map(|day| date::written(day, settings.years));
    vec![
        ("表題", settings.title.clone()),
        ("副題", settings.subtitle.clone()),
        ("資料番号", number.text.clone()),
        ("資料番号の位置", side(number.side).to_owned()),
        ("資料番号の枠", yes(number.framed)),
        ("会議名", settings.meeting.clone()),
        ("基準日", as_of.unwrap_or_default()),
        ("作成日の印刷", yes(settings.dated)),
        ("進捗状況の凡例", yes(settings.legend)),
        ("文末の注", settings.note.clone()),
        ("用紙", paper(*sheet).to_owned()),
        ("余白", margins_in_words(*margins)),
        ("綴じ代", binding_in_words(*binding)),
        ("体裁", design(settings.design).to_owned()),
        ("書体", typeface(settings.typeface).to_owned()),
        ("文字の大きさ", points(settings.type_size)),
        ("行送り", format!("{}％", settings.leading)),
        ("両端揃え", yes(settings.justified)),
        ("ぶら下げ", yes(settings.hanging)),
        ("四分アキ", yes(settings.quarter_em)),
        ("分けない語", settings.names.clone()),
        ("罫線の太さ", format!("{}.{:02}ポイント", settings.rule / 100, settings.rule % 100)),
        ("行の分割", rows(settings.rows).to_owned()),
        ("見出しの繰り返し", yes(settings.repeats_headings)),
        ("列", columns(settings)),
        (
            "課",
            selection
                .departments
                .iter()
                .filter_map(|id| department(*id))
                .collect::<Vec<_>>()
                .join("、"),
        ),
        (
            "基本目標",
            selection.goals.iter().filter_map(|id| goal(*id)).collect::<Vec<_>>().join("、"),
        ),
        (
            "進捗状況",
            selection.statuses.iter().filter_map(|id| status(*id)).collect::<Vec<_>>().join("、"),
        ),
        ("印刷しない年度", years.collect::<Vec<_>>().join("、")),
        ("年度の順", if settings.newest_first { "新しい順" } else { "古い順" }.to_owned()),
        ("元年", if settings.years.gannen { "元年" } else { "1年" }.to_owned()),
        ("数字", if settings.years.digits == Digits::Half { "半角" } else { "全角" }.to_owned()),
        ("未確定の欄に付ける文字", settings.unconfirmed.clone()),
        ("ページ番号", page_number(settings.page_number.form).to_owned()),
        ("最初のページの番号", settings.page_number.first.to_string()),
        ("表紙", yes(settings.surroundings.cover)),
        ("目次", yes(settings.surroundings.contents)),
        ("集計", yes(settings.surroundings.summary)),
        ("課別索引", yes(settings.surroundings.index)),
        ("2ページ目からの表題", yes(settings.surroundings.running_head)),
        ("凡例の意味", yes(settings.surroundings.meanings)),
        ("新旧対照の左", sides(settings.comparison.after_first).to_owned()),
        ("新旧対照の説明", yes(settings.comparison.explained)),
        ("指標の年度の見出し", year_form(settings.figures.year_form).to_owned()),
        ("関連する施策の欄", yes(settings.figures.related)),
    ]
}

/// A 様式 with what of it is edited: 議会配布用（余白、書体）.
pub fn edited_settings(book: &Book, name: &str, before: &Settings, after: &Settings) -> String {
    const NAMED: usize = 3;
    let both = settings(book, before).into_iter().zip(settings(book, after));
    let changed: Vec<&str> =
        both.filter(|(before, after)| before != after).map(|((name, _), _)| name).collect();
    let named = changed.iter().take(NAMED).copied().collect::<Vec<_>>().join("、");
    match changed.len() {
        0 => name.to_owned(),
        1..=NAMED => format!("{name}（{named}）"),
        _ => format!("{name}（{named}ほか）"),
    }
}

/// A column by the name that it has of itself.
pub const fn column(column: Column) -> &'static str {
    match column {
        Column::Number => "施策番号",
        Column::Name => "名称",
        Column::Description => "内容",
        Column::Departments => "所管課（関連課）",
        Column::Status => "進捗状況",
        Column::Implementation => "実施等状況",
        Column::Previous => "前年度の実施状況",
        Column::Place => "頁・行",
        Column::Explanation => "説明",
        Column::Data(..) => "値",
    }
}

pub const fn paper(paper: Paper) -> &'static str {
    match (paper.format, paper.orientation) {
        (Format::A4, Orientation::Landscape) => "A4横",
        (Format::A4, Orientation::Portrait) => "A4縦",
        (Format::A3, Orientation::Landscape) => "A3横",
        (Format::A3, Orientation::Portrait) => "A3縦",
    }
}

/// The head of a year in tables of figures, by an example.
pub const fn year_form(form: YearForm) -> &'static str {
    match form {
        YearForm::Year => "令和6年度",
        YearForm::End => "令和7年3月末",
        YearForm::ShortEnd => "R7.3末",
    }
}

pub const fn design(design: Design) -> &'static str {
    match design {
        Design::Original => "これまでの体裁",
        Design::Current => "新しい体裁（太字の見出し）",
    }
}

pub const fn typeface(typeface: Typeface) -> &'static str {
    match typeface {
        Typeface::Mincho => "明朝",
        Typeface::Gothic => "ゴシック",
    }
}

pub const fn rows(rows: Rows) -> &'static str {
    match rows {
        Rows::Whole => "施策を分けない",
        Rows::Split => "ページの終わりで分ける",
        Rows::Years => "年度の間で分ける",
    }
}

/// A page number, as the first of thirteen.
pub const fn page_number(form: PageNumberForm) -> &'static str {
    match form {
        PageNumberForm::Fraction => "番号/総数",
        PageNumberForm::Dashed => "－番号－",
        PageNumberForm::None => "なし",
    }
}

/// Which text stands at the left of a comparison.
pub const fn sides(after_first: bool) -> &'static str {
    if after_first { "変更後" } else { "変更前" }
}

const fn side(side: Side) -> &'static str {
    match side {
        Side::Left => "左",
        Side::Right => "右",
        Side::Top => "上",
    }
}

fn yes(yes: bool) -> String {
    if yes { "あり" } else { "なし" }.to_owned()
}

fn points(tenths: u16) -> String {
    match tenths % 10 {
        0 => format!("{}ポイント", tenths / 10),
        part => format!("{}.{part}ポイント", tenths / 10),
    }
}

fn margins_in_words(Margins { top, right, bottom, left }: Margins) -> String {
    format!("上{top}・下{bottom}・左{left}・右{right}ミリ")
}

fn binding_in_words(Binding { side: at, width }: Binding) -> String {
    match width {
        0 => "なし".to_owned(),
        width => format!("{}{width}ミリ", side(at)),
    }
}

/// The columns that are printed, those that differ from what they are of themselves with how.
fn columns(settings: &Settings) -> String {
    let shown = settings.shown().map(|at| {
        let own = settings.column(at);
        let name = if own.head.is_empty() { column(at) } else { own.head.as_str() };
        match own.width {
            Some(width) => format!("{name}（{}字）", halves(width)),
            None => name.to_owned(),
        }
    });
    shown.collect::<Vec<_>>().join("、")
}

/// Halves as a number with a decimal: 8 or 8.5.
fn halves(count: u16) -> String {
    if count.is_multiple_of(2) { (count / 2).to_string() } else { format!("{}.5", count / 2) }
}
