//! The panel in the place of the editor, while measures are chosen together.

use super::Bulk;
use crate::domain::{Approval, DepartmentId, DirectionId, MeasureId, StatusId};
use crate::ui::measures::details::directions;
use crate::ui::measures::read_only::ReadOnlyReason;
use crate::ui::measures::selection;
use crate::ui::measures::{Message, Screen};
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::one_line::one_line;
use crate::ui::widget::{button, label, panel};
use iced::widget::{Column, column, container, row};
use iced::{Center, Element, Fill};

/// How many of the chosen ones are named.
const NAMED: usize = 12;

impl Screen {
    /// What can be done with all of the chosen measures.
    pub(in crate::ui::measures) fn bulk_view(&self, look: Look) -> Element<'_, Message> {
        let chosen = self.selection.of(self.list.measures());
        let title = label::title(look, format!("{}件を選択中", chosen.len()));
        let buttons = row![
            button::plain(look, "コピー").key("Ctrl+C").on_press(Message::Copied),
            button::plain(look, "選択を解除")
                .key("Esc")
                .on_press(Message::Selection(selection::Message::Cleared)),
        ]
        .spacing(8.0);
        let head: Element<'_, Message> = if look.is_large() {
            column![title, buttons].spacing(8.0).into()
        } else {
            row![title.width(Fill), buttons].align_y(Center).into()
        };
        let status = self.bulk.status.as_deref().map(|status| {
            panel::tinted(look.color.accent_soft, label::body(look, status)).width(Fill)
        });
        let content = column![head]
            .push(status)
            .push(self.acts(look, &chosen))
            .push(self.names(look, &chosen))
            .spacing(16.0)
            .padding([20.0, 24.0]);
        panel::page(look, content)
    }

    /// What they can be given; each choice is done at once.
    fn acts(&self, look: Look, chosen: &[MeasureId]) -> Element<'_, Message> {
        if !self.permissions.can_write() {
            let why = label::second(look, ReadOnlyReason::File.sentence());
            return panel::panel(look, why).width(Fill).into();
        }
        let year = self.year.map(|year| self.book.year_label(year)).unwrap_or_default();
        let mut shut = chosen.iter().map(|id| self.shut(*id));
        let of_year = match shut.next().flatten() {
            Some(first) if shut.all(|shut| shut.is_some()) => self.read_only(look, year, first),
            _ => self.of_year(look, year),
        };
        let of_measure = self.permissions.can_edit_structure().then(|| self.of_measure(look));
        let line = of_measure.is_some().then(|| panel::line(look));
        let acts = column![
            label::second(
                look,
                "選ぶとすぐに、選択中のすべてに入ります。まとめて1回の「元に戻す」で戻せます。"
            ),
            of_year
        ];
        let acts = acts.push(line).push(of_measure);
        panel::panel(look, acts.spacing(14.0)).width(Fill).into()
    }

    /// The entries of the year can only be read.
    fn read_only(&self, look: Look, year: String, shut: ReadOnlyReason) -> Column<'_, Message> {
        let closed = self
            .year
            .filter(|_| shut == ReadOnlyReason::Year && self.permissions.can_edit_structure());
        let open = closed
            .map(|closed| button::link(look, "締めを解除").on_press(Message::YearOpened(closed)));
        let why = row![label::second(look, shut.sentence())].push(open).spacing(10.0);
        column![label::bold(look, year), why.align_y(Center).wrap()].spacing(10.0)
    }

    fn of_year(&self, look: Look, year: String) -> Column<'_, Message> {
        let statuses = self.book.statuses().into_iter().filter(|row| !row.retired);
        let statuses: Vec<Named<StatusId>> =
            statuses.map(|row| Named::new(row.id, row.name.as_str())).collect();
        let status = choice(look, statuses, None::<Named<_>>, |named: Named<_>| {
            Message::Bulk(Bulk::Status(named.value))
        });
        let approve = |name, approval| {
            button::plain(look, name).on_press(Message::Bulk(Bulk::Approval(approval)))
        };
        let confirm = self
            .permissions
            .can_edit_structure()
            .then(|| approve("✓ 確定にする", Approval::Confirmed));
        let approvals = row![approve("◎ 課確認にする", Approval::Department)]
            .push(confirm)
            .push(approve("… 入力中に戻す", Approval::None))
            .spacing(8.0)
            .wrap();
        column![
            label::bold(look, year),
            line(look, "進捗状況", status.placeholder("選ぶ").width(260.0)),
            line(look, "入力の段階", approvals),
        ]
        .spacing(10.0)
    }

    fn of_measure(&self, look: Look) -> Column<'_, Message> {
        let departments = || -> Vec<Named<DepartmentId>> {
            let departments = self.book.departments().into_iter().filter(|row| !row.retired);
            departments.map(|row| Named::new(row.id, row.name.as_str())).collect()
        };
        let department = |bulk: fn(DepartmentId) -> Bulk| {
            choice(look, departments(), None::<Named<_>>, move |named: Named<_>| {
                Message::Bulk(bulk(named.value))
            })
            .width(210.0)
        };
        let departments = row![
            department(Bulk::LeadAdded).placeholder("課を追加"),
            department(Bulk::LeadReplaced).placeholder("この課だけにする"),
        ]
        .spacing(8.0);
        let direction = choice(look, directions(&self.book), None::<Named<_>>, to_direction);
        let retire = |name, retired| {
            button::plain(look, name).on_press(Message::Bulk(Bulk::Retired(retired)))
        };
        let retire = row![retire("廃止にする", true), retire("廃止を取り消す", false)];
        column![
            label::bold(look, "施策"),
            line(look, "所管課", departments),
            line(look, "施策の方向", direction.placeholder("別の方向へ移す").width(Fill)),
            line(look, "廃止", retire.spacing(8.0)),
        ]
        .spacing(10.0)
    }

    fn names(&self, look: Look, chosen: &[MeasureId]) -> Column<'_, Message> {
        let named = chosen.iter().take(NAMED).filter_map(|id| self.book.measure(*id));
        let rows = named.map(|measure| {
            let number = label::second(look, self.book.measure_number(measure));
            row![
                number.wrapping(iced::widget::text::Wrapping::None).width(64.0),
                one_line(look, measure.name.as_str())
            ]
            .into()
        });
        let more = chosen.len().saturating_sub(NAMED);
        let more = (more > 0).then(|| label::second(look, format!("このほか{more}件")));
        column![label::bold(look, "選択中の施策")].extend(rows).push(more).spacing(6.0)
    }
}

fn to_direction(named: Named<DirectionId>) -> Message {
    Message::Bulk(Bulk::Direction(named.value))
}

fn line<'a>(
    look: Look,
    name: &'a str,
    what: impl Into<Element<'a, Message>>,
) -> Element<'a, Message> {
    let name = container(label::second(look, name)).width(96.0);
    row![name, what.into()].spacing(8.0).align_y(Center).into()
}
