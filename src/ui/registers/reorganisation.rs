//! 組織改正: what one department did becomes another's. Either the measures are handed over now, or the
//! records stay as they are and are read as the other's on paper.

use super::{RowContext, Screen};
use crate::domain::{
    Change, Department, DepartmentId, FiscalYear, Key, Noun, Op, Record, Succession,
};
use crate::ui::request::Action;
use crate::ui::theme::Look;
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{button, label, panel};
use iced::widget::{column, row};
use iced::{Center, Element, Fill};

/// Into which department, and from which year on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reorganisation {
    into: Option<DepartmentId>,
    from: FiscalYear,
}

#[derive(Debug, Clone)]
pub enum Message {
    Unfolded,
    Folded,
    IntoChosen(DepartmentId),
    FromChosen(FiscalYear),
    /// The measures are the other's from now on, in every year.
    HandedOver,
    /// The measures stay; papers of the year and later name the other.
    ReadAcross,
    /// Papers name this one again.
    TakenBack,
}

impl Message {
    /// Whether it stores an edit, rather than preparing one.
    pub const fn stores(&self) -> bool {
        match self {
            Self::HandedOver | Self::ReadAcross | Self::TakenBack => true,
            Self::Unfolded | Self::Folded | Self::IntoChosen(_) | Self::FromChosen(_) => false,
        }
    }
}

impl Screen {
    pub(super) fn reorganise(&mut self, message: Message) -> Action<super::Message> {
        let from = self.year.or_else(|| self.book.latest_year());
        let chosen = self.reorganisation.as_mut();
        match (message, chosen) {
            (Message::Unfolded, _) => {
                self.reorganisation = from.map(|from| Reorganisation { into: None, from });
            }
            (Message::Folded, _) => self.reorganisation = None,
            (Message::IntoChosen(into), Some(chosen)) => chosen.into = Some(into),
            (Message::FromChosen(from), Some(chosen)) => chosen.from = from,
            (Message::HandedOver, Some(chosen)) => {
                let chosen = *chosen;
                return self.hand_over(chosen);
            }
            (Message::ReadAcross, Some(chosen)) => {
                let Reorganisation { into: Some(into), from } = *chosen else {
                    return Action::None;
                };
                return self.succeed(Some(Succession { into, from }));
            }
            (Message::TakenBack, _) => return self.succeed(None),
            (_, None) => {}
        }
        Action::None
    }

    /// The department of the open row, as it is stored.
    fn ending(&self) -> Option<Department> {
        match self.book.record(self.draft.as_ref()?.key())? {
            Record::Department(department) => Some(department),
            _ => None,
        }
    }

    /// Puts the other department in the place of this one, which is no longer chosen.
    fn hand_over(&self, chosen: Reorganisation) -> Action<super::Message> {
        let ends = self.ending().zip(chosen.into);
        let Some((ending, into)) = ends else { return Action::None };
        let changes = self.book.reassign(ending.id, into);
        self.end(Department { retired: true, successor: None, ..ending }, into, changes)
    }

    /// Notes which department is printed in the place of this one, and from which year on.
    fn succeed(&self, successor: Option<Succession>) -> Action<super::Message> {
        let Some(ending) = self.ending() else { return Action::None };
        let after = Department { successor, ..ending };
        match successor {
            Some(Succession { into, .. }) => self.end(after, into, Vec::new()),
            None => self.edit(Op::Edit(Noun::Department), Record::Department(after)),
        }
    }

    fn end(
        &self,
        ended: Department,
        into: DepartmentId,
        mut changes: Vec<Change>,
    ) -> Action<super::Message> {
        let into = self.book.department(into).map_or("", |row| row.name.as_str());
        let subject = format!("{}→{into}", ended.name);
        changes.extend(self.book.put(Record::Department(ended)));
        Action::commit(Op::Reorganise, subject, changes)
    }
}

/// What is noted of a department, in a word beside its name.
pub(super) fn note(scene: RowContext<'_>, department: &Department) -> Option<String> {
    let Succession { into, from } = department.successor?;
    let into = scene.book.department(into)?;
    Some(format!("→ {}（{}から）", into.name, scene.book.year_label(from)))
}

/// From when the successor's name is printed instead.
fn printed_name(scene: RowContext<'_>, department: &Department) -> Option<String> {
    let Succession { into, from } = department.successor?;
    let into = scene.book.department(into)?;
    Some(format!("{}からは「{}」と印刷します。", scene.book.year_label(from), into.name))
}

/// The part of the open row.
pub(super) fn view<'a>(
    look: Look,
    scene: RowContext<'a>,
    department: &'a Department,
) -> Element<'a, super::Message> {
    let content: Element<'a, Message> =
        match (scene.reorganisation, printed_name(scene, department)) {
            (Some(chosen), _) => choices(look, scene, department.id, *chosen),
            (None, Some(printed)) => row![
                label::second(look, "統合"),
                label::body(look, printed).width(Fill),
                button::plain(look, "統合を取り消す").on_press(Message::TakenBack),
            ]
            .spacing(10.0)
            .align_y(Center)
            .into(),
            (None, None) => {
                button::link(look, "ほかの課に統合…（組織改正）").on_press(Message::Unfolded).into()
            }
        };
    content.map(super::Message::Reorganisation)
}

fn choices<'a>(
    look: Look,
    scene: RowContext<'a>,
    of: DepartmentId,
    chosen: Reorganisation,
) -> Element<'a, Message> {
    let others = scene.book.departments().into_iter().filter(|row| row.id != of && !row.retired);
    let others: Vec<_> = others.map(|row| Named::new(row.id, row.name.as_str())).collect();
    let into = chosen.into.and_then(|id| others.iter().find(|row| row.value == id).cloned());
    let into = choice(look, others, into, |row: Named<_>| Message::IntoChosen(row.value))
        .placeholder("統合先の課を選ぶ")
        .width(220.0);
    let year = |year| Named::new(year, scene.book.year_label(year));
    let known = scene.book.years().map(|row| row.year);
    let years: Vec<_> =
        known.chain(scene.book.latest_year().map(FiscalYear::next)).map(year).collect();
    let from = choice(look, years, Some(year(chosen.from)), |row: Named<_>| {
        Message::FromChosen(row.value)
    });
    let pick = row![into, label::body(look, "へ"), from, label::body(look, "から統合")];
    let able = |message: Message| chosen.into.is_some().then_some(message);
    let across = row![
        button::plain(look, "記録は残し、印刷で読み替える")
            .on_press_maybe(able(Message::ReadAcross)),
        label::second(
            look,
            "施策の担当はそのまま残ります。選んだ年度からは、統合先の名称で印刷します。"
        )
        .width(Fill),
    ];
    let over = row![
        button::plain(look, "担当を付け替える").on_press_maybe(able(Message::HandedOver)),
        label::second(
            look,
            "すべての施策の担当を、今すぐ統合先に移し、この課は廃止にします。前の年度も、統合先の名称で印刷します。"
        )
        .width(Fill),
    ];
    let [pick, across, over] = [pick, across, over].map(|line| line.spacing(10.0).align_y(Center));
    let close = button::link(look, "やめる").on_press(Message::Folded);
    let content = column![pick, across, over, close].spacing(10.0);
    panel::tinted(look.color.surface, content).width(Fill).into()
}

/// Why a department cannot be deleted, and what can be done instead.
pub(super) fn kept(scene: RowContext<'_>, department: &Department) -> Option<String> {
    let ended = scene.book.ended_into(department.id);
    if let [first, rest @ ..] = ended.as_slice() {
        let others = if rest.is_empty() { "" } else { "など" };
        return Some(format!("「{}」{others}の統合先です。削除できません。", first.name));
    }
    super::names::kept(scene.book, Key::Department(department.id), "施策", department.retired)
}
