//! The choices in their groups, one of which is unfolded.

use super::{Form, Message, MissingInput, Text};
use crate::domain::template::{
    Binding, Column, ColumnSettings, Comparison, Design, DocumentNumber, Format, Margins,
    Orientation, PageNumber, PageNumberForm, Paper, Rows, Side, Surroundings, Typeface, YearForm,
};
use crate::domain::{Book, Digits, TemplateId, YearStyle};
use crate::report::{self, Options, Report};
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, check, choice};
use crate::ui::widget::composing::composing;
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, field, focus, label, panel};
use crate::words;
use iced::widget::{Id, column, container, row, text_editor};
use iced::{Center, Element, Fill, Task};

/// Choices that belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    Titles,
    Paper,
    Type,
    Table,
    Around,
    Foot,
}

impl Group {
    const ALL: [Self; 6] =
        [Self::Titles, Self::Paper, Self::Type, Self::Table, Self::Around, Self::Foot];

    const fn name(self) -> &'static str {
        match self {
            Self::Titles => "表題・資料番号",
            Self::Paper => "用紙と余白",
            Self::Type => "文字",
            Self::Table => "年度・列・絞り込み",
            Self::Around => "表紙・目次・新旧対照",
            Self::Foot => "ページ番号・注",
        }
    }
}

fn unfolded_id() -> Id {
    Id::new("unfolded-group")
}

/// Scrolls the group that is unfolded into sight.
pub(super) fn reveal<M: Send + 'static>() -> Task<M> {
    focus::reveal_container(unfolded_id())
}

/// Told where the 様式 may not be edited.
const FOR_NOW: &str = "ここで変えたことは、この画面の紙面だけに使い、様式には残しません。";

impl Form {
    pub(crate) fn view<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let lack = self.options(book).err();
        let refused = match lack {
            Some(MissingInput::Refused(sentence)) => Some(label::wrong(look, sentence)),
            _ => None,
        };
        let groups = Group::ALL.into_iter().map(|group| self.group(look, book, group));
        let reports = Report::ALL.map(|it| Named::new(it, words::report(it)));
        let report = reports.iter().find(|row| row.value == self.report).cloned();
        let reports =
            choice(look, reports, report, |row: Named<Report>| Message::ReportChosen(row.value));
        let each = (self.report == Report::ByDepartment)
            .then(|| check(look, "課ごとに1つのファイルにする", self.each, Message::EachToggled));
        let report = field::labelled(look, "帳票", reports.width(Fill), None);
        column![column![report].push(each).spacing(8.0), self.templates(look, book)]
            .push(refused)
            .push(column(groups).spacing(4.0))
            .spacing(14.0)
            .into()
    }

    /// Which 様式, and what can be done to it.
    fn templates<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let rows = book.templates().into_iter().map(|row| Named::new(row.id, row.name.as_str()));
        let rows: Vec<Named<TemplateId>> = rows.collect();
        let several = rows.len() > 1;
        let chosen = rows.iter().find(|row| row.value == self.draft.saved().id).cloned();
        let choice =
            choice(look, rows, chosen, |row: Named<TemplateId>| Message::TemplateChosen(row.value));
        let links = row![
            button::link(look, "別の様式として保存").on_press(Message::CopyAsked),
            button::link(look, "名称変更").on_press(Message::RenameAsked),
            button::link(look, "削除").on_press_maybe(several.then_some(Message::RemoveAsked)),
        ];
        let below: Element<'a, Message> = match &self.naming {
            _ if !self.stores => label::second(look, FOR_NOW).into(),
            Some(naming) => naming.view(look),
            None => links.spacing(8.0).into(),
        };
        column![field::labelled(look, "様式", choice.width(Fill), None), below].spacing(6.0).into()
    }

    fn group<'a>(&'a self, look: Look, book: &'a Book, group: Group) -> Element<'a, Message> {
        let open = self.open == Some(group);
        let head = button::fold(look, group.name(), open).on_press(Message::GroupToggled(group));
        let value = (!open).then(|| self.summary(book, group));
        let value = value.map(|value| one_line(look, value).color(look.color.second));
        let head = row![head].push(value).spacing(8.0).align_y(Center);
        let body = open.then(|| match group {
            Group::Titles => self.titles(look, book),
            Group::Paper => self.paper(look, book),
            Group::Type => self.typography(look),
            Group::Table => self.table(look, book),
            Group::Around => self.around(look),
            Group::Foot => self.foot(look),
        });
        let group = column![panel::line(look), Element::from(head)].push(body).spacing(8.0);
        container(group).id(if open { unfolded_id() } else { Id::unique() }).into()
    }

    fn titles<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let settings = &self.draft.settings;
        let own = report::list::title(book, &Options::default());
        let wrong = self.options(book).err() == Some(MissingInput::Date);
        let wrong = wrong.then(|| Text::AsOf.remedy());
        let date = field::line(look, "なし", &self.date).on_input(Message::DateTyped);
        let number = &settings.number;
        let sides = [Named::new(Side::Right, "右上"), Named::new(Side::Left, "左上")];
        let side = self.picked(look, "位置", &sides, number.side, |settings, side| {
            settings.number.side = side;
        });
        fields()
            .push(self.labelled(look, "表題", Text::Title, "自動"))
            .push(label::second(look, format!("空のときは「{own}」と印刷します。")))
            .push(self.labelled(look, "副題", Text::Subtitle, "なし"))
            .push(label::second(
                look,
                "{年度}、{最初の年度}、{表題}、{計画名}、{市町村名} と書くと、その言葉に置き換えて印刷します。",
            ))
            .push(row![self.labelled(look, "資料番号", Text::Number, "なし"), side].spacing(10.0))
            .push(self.toggled(look, "資料番号を枠で囲む", number.framed, |it, framed| {
                it.number = DocumentNumber { framed, ..it.number.clone() };
            }))
            .push(self.labelled(look, "会議名", Text::Meeting, "なし"))
            .push(field::labelled(look, "作成日（PDFの情報に残ります）", date, wrong))
            .push(self.labelled(look, "基準日", Text::AsOf, "なし"))
            .push(self.toggled(look, "作成日を印刷する", settings.dated, |it, on| {
                it.dated = on;
            }))
            .push(self.toggled(
                look,
                "進捗状況の凡例を付ける",
                settings.legend,
                |it, on| {
                    it.legend = on;
                },
            ))
            .into()
    }

    fn paper<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let settings = &self.draft.settings;
        let orientations = [Orientation::Landscape, Orientation::Portrait];
        let papers = [Format::A4, Format::A3]
            .into_iter()
            .flat_map(|format| orientations.map(|orientation| Paper { format, orientation }));
        let papers: Vec<_> = papers.map(|it| Named::new(it, words::paper(it))).collect();
        let binding = |side, width, name: &str| Named::new(Binding { side, width }, name);
        let bindings = [
            Named::new(Binding::default(), "なし"),
            binding(Side::Left, 10, "左 10ミリ"),
            binding(Side::Left, 15, "左 15ミリ"),
            binding(Side::Top, 10, "上 10ミリ"),
            binding(Side::Top, 15, "上 15ミリ"),
        ];
        let near = report::page_number_near_edge(&Options::of(book, settings));
        let near = near.map(|left| {
            let tenths = left.in_thousandths() * 254 / 72_000;
            let (mm, tenth) = (tenths / 10, tenths % 10);
            label::second(
                look,
                format!(
                    "ページ番号が用紙の端から{mm}.{tenth}ミリになります。印刷機によっては欠けるため、下の余白を広くしてください。"
                ),
            )
        });
        fields()
            .push(self.picked(look, "用紙", &papers, settings.paper, |it, to| it.paper = to))
            .push(self.picked(look, "余白", &margins(), settings.margins, |it, to| {
                it.margins = to;
            }))
            .push(self.picked(look, "綴じ代", &bindings, settings.binding, |it, to| {
                it.binding = to;
            }))
            .push(near)
            .into()
    }

    fn typography<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let settings = &self.draft.settings;
        let designs = [Design::Current, Design::Original];
        let designs = designs.map(|it| Named::new(it, words::design(it)));
        let faces = [Typeface::Mincho, Typeface::Gothic];
        let faces = faces.map(|face| Named::new(face, words::typeface(face)));
        let sizes = numbered(&[80, 85, 90, 95, 100, 105, 110, 120], |size| match size % 10 {
            0 => format!("{}ポイント", size / 10),
            part => format!("{}.{part}ポイント", size / 10),
        });
        let leadings = numbered(&[110, 120, 125, 130, 140, 150, 170, 200], |it| format!("{it}％"));
        let rules = [(20, "細い"), (40, "標準"), (80, "太い")];
        let rules = rules.map(|(weight, name)| Named::new(weight, name));
        fields()
            .push(self.picked(look, "体裁", &designs, settings.design, |it, to| it.design = to))
            .push(self.picked(look, "書体", &faces, settings.typeface, |it, to| it.typeface = to))
            .push(self.picked(look, "文字の大きさ", &sizes, settings.type_size, |it, to| {
                it.type_size = to;
            }))
            .push(self.picked(look, "行送り", &leadings, settings.leading, |it, to| {
                it.leading = to;
            }))
            .push(self.picked(look, "罫線", &rules, settings.rule, |it, to| it.rule = to))
            .push(self.toggled(look, "両端揃え", settings.justified, |it, on| {
                it.justified = on;
            }))
            .push(self.toggled(look, "句読点のぶら下げ", settings.hanging, |it, on| {
                it.hanging = on;
            }))
            .push(self.toggled(
                look,
                "和文と英数字の間をあける",
                settings.quarter_em,
                |it, on| {
                    it.quarter_em = on;
                },
            ))
            .push(self.labelled(look, "分けない語（「、」で区切る）", Text::Names, "なし"))
            .into()
    }

    fn table<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let settings = &self.draft.settings;
        let lack = self.options(book).err() == Some(MissingInput::Year);
        let no_year = lack.then_some("年度を1つ以上選んでください。");
        let years = book.years().map(|year| year.year).map(|year| {
            let printed = !settings.left_out.contains(&year);
            let name = book.year_written(year, settings.years);
            self.toggled(look, name, printed, move |it, on| {
                let _ = if on { it.left_out.remove(&year) } else { it.left_out.insert(year) };
            })
        });
        let years = row(years).spacing(16.0).wrap().vertical_spacing(8.0);
        let orders = [Named::new(false, "古い順"), Named::new(true, "新しい順")];
        let styles = year_styles();
        let rows =
            [Rows::Years, Rows::Whole, Rows::Split].map(|it| Named::new(it, words::rows(it)));
        fields()
            .push(field::labelled(look, "年度", years, no_year))
            .push(
                row![
                    self.picked(look, "年度の順", &orders, settings.newest_first, |it, to| {
                        it.newest_first = to;
                    }),
                    self.picked(look, "年度の書き方", &styles, settings.years, |it, to| it
                        .years =
                        to),
                ]
                .spacing(10.0),
            )
            .push(field::labelled(look, "列（見出しと幅）", self.columns(look), None))
            .push(self.picked(look, "行", &rows, settings.rows, |it, to| it.rows = to))
            .push(self.toggled(
                look,
                "次のページにも見出しを付ける",
                settings.repeats_headings,
                |it, on| it.repeats_headings = on,
            ))
            .push(self.selection(look, book))
            .push(self.labelled(look, "未確定の欄に付ける文字", Text::Unconfirmed, "なし"))
            .into()
    }

    fn columns<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let settings = &self.draft.settings;
        let rows = Column::ALL.into_iter().map(|at| {
            let own = settings.column(at);
            let shown = !own.hidden;
            let name = words::column(at);
            let toggled = self.toggled(look, name, shown, move |it, on| {
                it.set_column(at, ColumnSettings { hidden: !on, ..it.column(at) });
            });
            let wrong = Text::Width(at);
            let wrong = self.unreadable(wrong).then(|| label::wrong(look, wrong.remedy()));
            let fields = shown.then(|| {
                row![
                    self.line(look, Text::Head(at), name),
                    self.line(look, Text::Width(at), "自動").width(64.0),
                ]
                .spacing(6.0)
            });
            column![toggled].push(fields).push(wrong).spacing(4.0).into()
        });
        column(rows).spacing(8.0).into()
    }

    /// Which departments, goals and statuses.
    fn selection<'a>(&'a self, look: Look, book: &'a Book) -> Element<'a, Message> {
        let selection = &self.draft.settings.selection;
        let departments = book.departments().into_iter();
        let departments = departments.map(|row| Named::new(row.id, row.name.as_str()));
        let goals = book.goals().into_iter().map(|row| Named::new(row.id, row.heading()));
        let statuses = book.statuses().into_iter().map(|row| Named::new(row.id, row.name.as_str()));
        fields()
            .push(self.chosen(look, "課", departments.collect(), &selection.departments, |it| {
                &mut it.selection.departments
            }))
            .push(self.chosen(look, "基本目標", goals.collect(), &selection.goals, |it| {
                &mut it.selection.goals
            }))
            .push(self.chosen(look, "進捗状況", statuses.collect(), &selection.statuses, |it| {
                &mut it.selection.statuses
            }))
            .into()
    }

    /// What is printed around the table, and how a comparison is laid out.
    fn around<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let settings = &self.draft.settings;
        let on = |name, on, set: fn(&mut Surroundings, bool)| {
            self.toggled(look, name, on, move |it, on| set(&mut it.surroundings, on))
        };
        let Surroundings { cover, contents, summary, index, running_head, meanings } =
            settings.surroundings;
        let Comparison { after_first, explained } = settings.comparison;
        let sides = [false, true].map(|side| Named::new(side, words::sides(side)));
        let figures = settings.figures;
        let forms = YearForm::ALL.map(|form| Named::new(form, words::year_form(form)));
        fields()
            .push(on("表紙を付ける", cover, |it, on| it.cover = on))
            .push(on("目次を付ける", contents, |it, on| it.contents = on))
            .push(on("進捗状況の集計を付ける", summary, |it, on| it.summary = on))
            .push(on("課別索引を付ける", index, |it, on| it.index = on))
            .push(on("2ページ目から、上に表題を入れる", running_head, |it, on| {
                it.running_head = on;
            }))
            .push(words::only_in_pdf(&settings.surroundings).map(|note| label::second(look, note)))
            .push(on("凡例に進捗状況の意味を入れる", meanings, |it, on| {
                it.meanings = on;
            }))
            .push(self.picked(
                look,
                "新旧対照・正誤表の左",
                &sides,
                after_first,
                |it, to| {
                    it.comparison.after_first = to;
                },
            ))
            .push(self.toggled(
                look,
                "新旧対照・正誤表に説明の欄を付ける",
                explained,
                |it, on| {
                    it.comparison.explained = on;
                },
            ))
            .push(self.picked(
                look,
                "指標の年度の見出し",
                &forms,
                figures.year_form,
                |it, to| {
                    it.figures.year_form = to;
                },
            ))
            .push(self.toggled(
                look,
                "目標値の表に、関連する施策の欄を付ける",
                figures.related,
                |it, on| {
                    it.figures.related = on;
                },
            ))
            .into()
    }

    fn foot<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let PageNumber { form, .. } = self.draft.settings.page_number;
        let forms = [PageNumberForm::Fraction, PageNumberForm::Dashed, PageNumberForm::None];
        let forms = forms.map(|form| Named::new(form, words::page_number(form)));
        let note = text_editor(self.note.content())
            .on_action(Message::NoteEdited)
            .size(look.body())
            .line_height(NOTE_LINE)
            // Whole lines: one that is cut off is painted beyond the field.
            .height(4.0 * NOTE_LINE * look.body() + 2.0 * 9.0)
            .padding([9.0, 12.0])
            .style(field::written(look));
        fields()
            .push(
                row![
                    self.picked(look, "ページ番号", &forms, form, |it, form| {
                        it.page_number.form = form;
                    }),
                    self.labelled(look, "最初の番号", Text::FirstPage, "1"),
                ]
                .spacing(10.0),
            )
            .push(field::labelled(look, "文末の注", composing(note, Message::NoteComposed), None))
            .into()
    }
}

/// The distance of the lines of the note.
const NOTE_LINE: f32 = 1.4;

fn fields<'a>() -> iced::widget::Column<'a, Message> {
    column![].spacing(12.0)
}

fn numbered(values: &[u16], name: impl Fn(u16) -> String) -> Vec<Named<u16>> {
    values.iter().map(|value| Named::new(*value, name(*value))).collect()
}

/// The margins from which one is chosen: those of the built-in templates first.
pub(super) fn margins() -> Vec<Named<Margins>> {
    let same = |mm: u16| Named::new(Margins::all(mm), format!("{mm}ミリ"));
    let own = Named::new(Margins { top: 12, right: 11, bottom: 13, left: 10 }, "標準");
    let narrow = Named::new(Margins::default(), "狭い（上左右10・下11ミリ）");
    [own, narrow].into_iter().chain([10, 15, 20, 25].map(same)).collect()
}

fn year_styles() -> Vec<Named<YearStyle>> {
    let style = |gannen, digits, name| Named::new(YearStyle { gannen, digits }, name);
    vec![
        style(true, Digits::Half, "元年・6年"),
        style(true, Digits::Full, "元年・６年"),
        style(false, Digits::Half, "1年・6年"),
        style(false, Digits::Full, "１年・６年"),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Template;
    use crate::domain::template::Settings;

    #[test]
    fn every_default_can_be_seen_among_the_choices() {
        let built_in = Template::built_in().map(|template| *template.settings);
        for settings in built_in.iter().chain([&Settings::default()]) {
            assert!(margins().iter().any(|row| row.value == settings.margins));
            assert!(year_styles().iter().any(|row| row.value == settings.years));
        }
    }
}
