//! The findings, what narrows them above, and what was done last beneath.

use super::{Listed, Message, Screen, list_id, search_id};
use crate::domain::FiscalYear;
use crate::ui::context::Context;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::tab_stop::{self, ListKey};
use crate::ui::widget::{button, field, label, panel};
use crate::words;
use iced::widget::text::Wrapping;
use iced::widget::{column, container, responsive, row as line, space};
use iced::{Center, Element, Fill};

/// The width of the screen from which the kinds stand beside the list.
const BESIDE: f32 = 900.0;

impl Screen {
    /// Which findings are looked at, for the bar.
    pub(crate) fn tools<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        let year = |year: FiscalYear| Named::new(Some(year), ctx.book.year_label(year));
        let all = Named::new(None, "すべての年度");
        let years = ctx.book.years().rev().map(|it| year(it.year));
        let years: Vec<_> = years.chain([all.clone()]).collect();
        let chosen = ctx.year.filter(|_| !self.all_years).map_or(all, year);
        let years = choice(look, years, Some(chosen), |named: Named<Option<FiscalYear>>| {
            Message::YearChosen(named.value)
        });
        let departments = (!look.is_tight()).then(|| self.departments(ctx, look));
        let departments = departments.flatten();
        line![years].push(departments).spacing(12.0).align_y(Center).into()
    }

    /// Whose findings are looked at; a department's file has its own alone.
    fn departments<'a>(&'a self, ctx: &'a Context, look: Look) -> Option<Element<'a, Message>> {
        let all = Named::new(None, "すべての課");
        let of = ctx.book.departments().into_iter().filter(|row| !row.retired);
        let of = of.map(|row| Named::new(Some(row.id), row.name.as_str()));
        let departments: Vec<_> = [all.clone()].into_iter().chain(of).collect();
        let chosen = departments.iter().find(|named| named.value == self.department);
        let chosen = chosen.cloned().unwrap_or(all);
        let chosen = choice(look, departments, Some(chosen), |named: Named<Option<_>>| {
            Message::DepartmentChosen(named.value)
        });
        ctx.permissions.department_copy().is_none().then(|| chosen.into())
    }

    /// All proposals at once, for the bar.
    pub(crate) fn next_step(&self, ctx: &Context, look: Look) -> Option<Element<'_, Message>> {
        let count = self.all_correctable(ctx).len();
        (ctx.permissions.can_write() && self.listed != Listed::Dismissed).then(|| {
            button::filled(look, format!("すべて直す（{count}件）"))
                .key(if look.percent() > 125 { "" } else { "Ctrl+Shift+K" })
                .on_press_maybe((count > 0).then_some(Message::AllCorrected))
                .into()
        })
    }

    pub(crate) fn view<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        responsive(move |room| {
            let beside = room.width >= BESIDE;
            let found =
                column![self.head(ctx, look, beside), self.findings(ctx, look), self.foot(look)];
            if beside {
                let kinds = panel::filled(look.color.surface, self.kinds(ctx, look));
                line![kinds.width(248.0).height(Fill), panel::upright(look), found.width(Fill)]
                    .into()
            } else {
                found.into()
            }
        })
        .into()
    }

    /// How many there are, and where there is no room beside the list, of which kind.
    fn head<'a>(&'a self, ctx: &'a Context, look: Look, beside: bool) -> Element<'a, Message> {
        let count = label::bold(look, format!("{}件", self.rows.len()));
        let count = count.wrapping(Wrapping::None);
        let search = field::line(look, "点検の結果を検索", &self.words)
            .id(search_id())
            .on_input(Message::WordsTyped);
        // Where there is no room for both, whose they are is chosen here.
        let search = match look.is_tight() {
            true => self.departments(ctx, look),
            false => Some(container(search).width(Fill).max_width(280.0).into()),
        };
        let kinds = (!beside).then(|| self.kind_choice(ctx, look));
        let all = self.all_correctable(ctx).len();
        let all =
            (all > 0 && beside).then(|| label::second(look, format!("まとめて直せるもの {all}件")));
        let head = line![count].push(kinds).push(search).push(space::horizontal()).push(all);
        let head = head.spacing(12.0).align_y(Center);
        container(head).padding([0.0, 20.0]).center_y(54.0).width(Fill).into()
    }

    fn findings<'a>(&'a self, ctx: &'a Context, look: Look) -> Element<'a, Message> {
        if self.rows.is_empty() {
            let narrowed = !self.words.is_empty() || self.department.is_some();
            let hint = match self.listed {
                Listed::Dismissed => label::second(look, "このままにしたものはありません。"),
                Listed::All if !narrowed => {
                    label::body(look, "✓ 気になるところはありません。").color(look.color.done)
                }
                _ => label::second(look, "当てはまるものはありません。"),
            };
            return container(hint).padding([8.0, 20.0]).height(Fill).into();
        }
        let row = |at| match self.rows.get::<usize>(at) {
            Some(finding) => self.row(ctx, look, at, finding),
            None => space().into(),
        };
        let list = self.list.view(look, row, None, Message::List);
        let list = panel::filled(look.color.surface, list).width(Fill).height(Fill);
        let keys = move |key| match key {
            ListKey::Enter => Some(Message::Opened(self.at)),
            ListKey::Remove => Some(Message::Dismissed(self.at)),
            ListKey::Mark => None,
            key => key.leads(Some(self.at), self.rows.len()).map(Message::Chosen),
        };
        tab_stop::list(look, list, keys).id(list_id()).into()
    }

    /// What was done last; its room is always there.
    fn foot<'a>(&'a self, look: Look) -> Element<'a, Message> {
        let content = match &self.done {
            Some(done) => {
                let change = done.change.as_ref().map(|(from, to)| {
                    label::body(
                        look,
                        match to.as_str() {
                            "" => format!("「{from}」を取り除きました"),
                            to => {
                                let (was, is) =
                                    (words::in_width(from, to), words::in_width(to, from));
                                format!("{was}→{is}")
                            }
                        },
                    )
                });
                let what = label::body(look, done.what.as_str()).color(look.color.done);
                let undo = button::plain(look, "元に戻す").key("Ctrl+Z");
                line![what]
                    .push(change)
                    .push(space::horizontal())
                    .push(undo.on_press(Message::UndoAsked))
            }
            None => line![label::second(
                look,
                "↑↓で移動し、Ctrl+Kで直し、Deleteでこのままにします。Enterでその欄を開きます。"
            )],
        };
        let content = container(content.spacing(16.0).align_y(Center));
        let content = content.padding([0.0, 20.0]).center_y(54.0).clip(true);
        column![panel::line(look), panel::filled(look.color.surface, content).width(Fill)].into()
    }
}
