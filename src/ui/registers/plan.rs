//! 計画: whose strategy it is, and what it is called.

use super::draft::Draft;
use super::names::shut;
use super::record::{Choice, Part};
use super::{Message, RowContext, name_id};
use crate::domain::rate::RateRule;
use crate::domain::{BracketStyle, Field, FirstReiwa, FiscalYear, NumberStyle, Plan, Record};
use crate::ui::refusal::Refusal;
use crate::ui::theme::{Look, PAPER};
use crate::ui::widget::choice::{Named, choice};
use crate::ui::widget::{field, label, panel};
use iced::Element;
use iced::widget::{column, container};

const NUMBER_STYLE: &str = "数字の表記";
const BRACKET_STYLE: &str = "かっこの表記";
const INDICATOR_KINDS: &str = "指標の種別";
const RATE_RULE: &str = "指標の達成率";

pub(super) fn view<'a>(look: Look, scene: RowContext<'a>) -> Element<'a, Message> {
    let form = match scene.draft.map(|draft| (draft, draft.record())) {
        Some((draft, Record::Plan(plan))) => Some(form(look, draft, plan)),
        _ => (!scene.arranged).then(|| read(look, scene.book.plan())),
    };
    let content = column![
        label::heading(look, "計画"),
        label::second(look, "市町村名・計画名・表題は、一覧表の題になります。").line_height(1.5),
    ]
    .push(form)
    .spacing(12.0);
    container(panel::panel(look, content)).max_width(640.0).into()
}

/// The same, where nothing can be edited.
fn read<'a>(look: Look, plan: &'a Plan) -> Element<'a, Message> {
    let title = if plan.title.is_empty() { Plan::DEFAULT_TITLE } else { &plan.title };
    let lines = [
        ("市町村名", plan.municipality.clone()),
        ("計画名", plan.name.clone()),
        ("表題", title.to_owned()),
        ("2019年度の呼び方", FiscalYear(2019).label(plan.first_reiwa)),
        (NUMBER_STYLE, plan.number_style.label().to_owned()),
        (BRACKET_STYLE, plan.bracket_style.label().to_owned()),
        (INDICATOR_KINDS, plan.indicator_kinds.replace('\n', "、")),
        (RATE_RULE, plan.rate_rule.label().to_owned()),
    ];
    let lines = lines.map(|(name, value)| {
        let value = label::body(look, value).font(PAPER);
        column![label::second(look, name), value].spacing(4.0).into()
    });
    column(lines).push(shut(look)).spacing(16.0).into()
}

fn form<'a>(look: Look, draft: &'a Draft, plan: &'a Plan) -> Element<'a, Message> {
    let refused = |at| Refusal::at(draft.refusal(), at);
    let line = |placeholder, value: &str, part| {
        field::line(look, placeholder, value)
            .font(PAPER)
            .on_input(move |text| Message::Written(part, text))
            .on_submit(Message::Save)
    };
    let municipality = line("例：みずほ野市", &plan.municipality, Part::Municipality);
    let name = line("例：まち・ひと・しごと創生総合戦略", &plan.name, Part::Name).id(name_id());
    let title = line(Plan::DEFAULT_TITLE, &plan.title, Part::Title);
    let first = FiscalYear(2019);
    let styles = [FirstReiwa::Gannen, FirstReiwa::Heisei31]
        .map(|style| Named::new(style, first.label(style)));
    let chosen = styles.iter().find(|named| named.value == plan.first_reiwa).cloned();
    let style = choice(look, styles, chosen, |named: Named<FirstReiwa>| {
        Message::Picked(Choice::FirstReiwa(named.value))
    })
    .width(180.0);
    let numbers = NumberStyle::ALL.map(|style| Named::new(style, style.label()));
    let chosen = numbers.iter().find(|named| named.value == plan.number_style).cloned();
    let numbers = choice(look, numbers, chosen, |named: Named<NumberStyle>| {
        Message::Picked(Choice::NumberStyle(named.value))
    });
    let brackets = BracketStyle::ALL.map(|style| Named::new(style, style.label()));
    let chosen = brackets.iter().find(|named| named.value == plan.bracket_style).cloned();
    let brackets = choice(look, brackets, chosen, |named: Named<BracketStyle>| {
        Message::Picked(Choice::BracketStyle(named.value))
    });
    let rules = RateRule::ALL.map(|rule| Named::new(rule, rule.label()));
    let chosen = rules.iter().find(|named| named.value == plan.rate_rule).cloned();
    let rules = choice(look, rules, chosen, |named: Named<RateRule>| {
        Message::Picked(Choice::RateRule(named.value))
    });
    // A line each; in the field one beside the other.
    let kinds =
        field::line(look, "例：数値目標、KPI、参考", &plan.indicator_kinds.replace('\n', "、"))
            .font(PAPER)
            .on_input(|text| Message::Written(Part::IndicatorKinds, text.replace('、', "\n")))
            .on_submit(Message::Save);
    column![
        field::labelled(look, "市町村名", municipality, refused(Field::Municipality)),
        field::labelled(look, "計画名", name, refused(Field::PlanName)),
        field::labelled(look, "表題", title, refused(Field::Title)),
        field::labelled(look, "2019年度の呼び方", style, None),
        with_help(look, NUMBER_STYLE, numbers.width(280.0), of_numbers(plan.number_style)),
        with_help(look, BRACKET_STYLE, brackets.width(280.0), of_brackets(plan.bracket_style)),
        with_help(look, INDICATOR_KINDS, kinds, "「、」で区切ります。書いた順に並べ、印刷します。"),
        with_help(look, RATE_RULE, rules.width(280.0), of_rates(plan.rate_rule)),
    ]
    .spacing(16.0)
    .into()
}

/// A field with a line beneath that tells what comes of it.
fn with_help<'a>(
    look: Look,
    name: &'a str,
    field: impl Into<Element<'a, Message>>,
    help: &'a str,
) -> Element<'a, Message> {
    // In the type of the paper, in which full and half width are told apart.
    let help = label::second(look, help).font(PAPER).line_height(1.5);
    column![field::labelled(look, name, field, None), help].spacing(4.0).into()
}

const fn of_rates(rule: RateRule) -> &'static str {
    match rule {
        RateRule::Target => "実績÷最終目標。低いほどよい指標は、2－実績÷最終目標。",
        RateRule::YearTarget => "実績÷その年度の目標。低いほどよい指標は、2－実績÷目標。",
        RateRule::Progress => "（実績－基準値）÷（最終目標－基準値）。",
    }
}

const fn of_numbers(style: NumberStyle) -> &'static str {
    match style {
        NumberStyle::AsTexts => "実施状況の文の多くが同じ書き方なら、違うものを点検で示します。",
        NumberStyle::Half => "例：3回、12回。違うものを点検で示します。",
        NumberStyle::Full => "例：３回、１２回。違うものを点検で示します。",
        NumberStyle::Single => "例：３回、12回。違うものを点検で示します。",
        NumberStyle::Unchecked => "全角・半角の違いを点検しません。",
    }
}

const fn of_brackets(style: BracketStyle) -> &'static str {
    match style {
        BracketStyle::AsTexts => "実施状況の文の多くが全角なら、半角のものを点検で示します。",
        BracketStyle::Full => "例：（市内）。半角のものを点検で示します。",
        BracketStyle::Half => "例：(市内)。全角のものを点検で示します。",
        BracketStyle::Unchecked => "全角・半角の違いを点検しません。",
    }
}
