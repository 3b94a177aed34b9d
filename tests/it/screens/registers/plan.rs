//! 表記 of the plan: said in the registers, told in the editor.

use super::at;
use crate::screens::{Window, narrative};
use iced_test::core::keyboard::key::Named;
use iced_test::core::{Size, Vector};
use shinchoku::domain::{BracketStyle, NumberStyle};

/// Picks the option of a choice by its number.
fn pick(window: &mut Window, name: &str, number: usize) {
    let choice = window.place(name) + Vector::new(0.0, 36.0);
    window.press(choice);
    (0..number).for_each(|_| window.key(Named::ArrowDown));
    window.key(Named::Enter);
}

#[test]
fn how_numbers_are_written_is_said_in_the_plan_and_told_in_the_editor() {
    let mut window = at("計画");
    let helps = "実施状況の文の多くが同じ書き方なら、違うものを点検で示します。";
    assert!(window.shows(helps), "{:?}", window.texts());
    pick(&mut window, "数字の表記", 3);
    assert!(window.shows("例：３回、12回。違うものを点検で示します。"), "{:?}", window.texts());
    window.ctrl("s");
    assert_eq!(window.book().plan().number_style, NumberStyle::Single);
    assert_eq!(window.book().plan().bracket_style, BracketStyle::AsTexts);

    window.click("施策");
    window.click("施策1の取組の支援");
    window.ctrl("a");
    window.key(Named::Backspace);
    window.write("・講座を１２回開いた。");
    let told = "数字「１２」は全角です。この計画では半角（1桁は全角、2桁以上は半角）で書きます。";
    assert!(window.shows(told), "{:?}", window.texts());
    window.ctrl("k");
    window.lacks(told);
    window.ctrl("s");
    assert_eq!(narrative(&window), "・講座を12回開いた。");

    // The entry, then the plan.
    window.ctrl("z");
    window.ctrl("z");
    assert_eq!(window.book().plan().number_style, NumberStyle::AsTexts);
    window.click("施策");
    let text = window.place("令和6年度") + iced_test::core::Vector::new(60.0, 60.0);
    window.press(text);
    window.write("１２");
    let told = "数字「１２」は全角です。ほかの文では半角で書かれています。";
    assert!(window.shows(told), "{:?}", window.texts());
    window.ctrl("s");
    assert!(narrative(&window).contains("１２"));
}

#[test]
fn how_brackets_are_written_is_said_in_the_plan() {
    let mut window = at("計画");
    for style in BracketStyle::ALL.into_iter().skip(1) {
        pick(&mut window, "かっこの表記", 1);
        window.ctrl("s");
        assert_eq!(window.book().plan().bracket_style, style);
    }
    window.click("変更履歴");
    assert!(
        window.shows("計画「みずほ野市まち・ひと・しごと総合戦略」の編集"),
        "{:?}",
        window.texts()
    );
}

/// The form is higher than a low window, or one with large letters.
#[test]
fn all_of_the_plan_is_reached_in_a_low_window() {
    let mut window = at("計画");
    window.resize(Size::new(1280.0, 560.0));
    let last = "実施状況の文の多くが全角なら、半角のものを点検で示します。";
    window.lacks(last);
    let form = window.place("表題");
    window.scroll(form, 1000.0);
    assert!(window.shows(last), "{:?}", window.texts());
}
