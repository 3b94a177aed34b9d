//! Texts longer than what is seen of them at once.

use super::{Office, narrate};
use crate::screens::window::Window;
use iced_test::core::keyboard::key::Named;
use iced_test::core::{Point, Transformation};
use std::fs;

/// A narrative of many lines, with other words in the lines named.
fn long(differs: &[usize], word: &str) -> String {
    let line = |at: usize| {
        let word = if differs.contains(&at) { word } else { "事業を進めました" };
        format!("・第{at}回の取組として{word}。\n")
    };
    (1..=60).map(line).collect()
}

#[test]
fn long_texts_are_scrolled_to_their_differences() {
    let office = Office::new();
    office.mine(|mine| narrate(mine, 0, &long(&[], "")));
    let _ = fs::copy(&office.master, &office.copy).unwrap();
    office.mine(|mine| narrate(mine, 0, &long(&[30], "相談会を開きました")));
    office.theirs(|theirs| narrate(theirs, 0, &long(&[30, 58], "講座を設けました")));
    let mut window = office.collected();
    let first = window.scrolled();
    let moved = |scrolled: &[f32]| scrolled.iter().filter(|down| **down > 0.0).count();
    assert!(moved(&first) >= 2, "both are at the first difference: {first:?}");
    window.key(Named::ArrowRight);
    let next = window.scrolled();
    let further = |(before, now): (&f32, &f32)| now > before;
    assert!(first.iter().zip(&next).any(further), "{first:?} {next:?}");
    assert!(!next.iter().zip(&first).any(further), "nothing goes back: {first:?} {next:?}");
    window.key(Named::ArrowRight);
    assert_eq!(window.scrolled(), first, "after the last the first again");
    window.key(Named::ArrowRight);
    window.key(Named::ArrowLeft);
    assert!(window.scrolled() != next, "back");
}

/// By how much the window is enlarged.
const SCALE: f32 = 2.0;

/// The rows of pixels of what is seen.
fn rows(window: &mut Window) -> Vec<Vec<u8>> {
    use iced_test::core::renderer::Headless as _;
    use iced_test::core::{Color, Size};
    let size = Size::new(1366_u32, 768);
    let pixels = window.draw(|renderer| renderer.screenshot(size, SCALE, Color::WHITE));
    pixels.chunks(size.width as usize * 4).map(<[u8]>::to_vec).collect()
}

#[test]
fn whose_text_it_is_stays_in_sight_however_far_it_is_scrolled() {
    let office = Office::new();
    let large = office.folder.path().join("preferences.json");
    fs::write(large, r#"{"text_percent": 200}"#).unwrap();
    office.mine(|mine| narrate(mine, 0, &long(&[], "")));
    let _ = fs::copy(&office.master, &office.copy).unwrap();
    office.mine(|mine| narrate(mine, 0, &long(&[30], "相談会を開きました")));
    office.theirs(|theirs| narrate(theirs, 0, &long(&[30], "講座を設けました")));
    let mut window = office.collected();
    window.scroll(Point::new(450.0, 200.0), -100_000.0);
    let at = window.place("こちら（戦略.db）") * Transformation::scale(SCALE);
    // In which columns of pixels there is ink, right of the list, where the name begins.
    let ink = |rows: &[Vec<u8>], middle: usize| -> Vec<bool> {
        let strip = &rows[middle - 20..middle + 20];
        (580..at.x as usize).map(|x| strip.iter().any(|row| row[x * 4] < 100)).collect()
    };
    let heading = ink(&rows(&mut window), at.y as usize);
    assert!(heading.contains(&true) && heading.contains(&false), "it is read there");
    window.key(Named::ArrowRight);
    assert!(window.scrolled().iter().any(|down| *down > 200.0), "{:?}", window.scrolled());
    let rows = rows(&mut window);
    let alike = |middle: usize| {
        let seen = ink(&rows, middle);
        seen.iter().zip(&heading).filter(|(seen, name)| seen == name).count()
    };
    let best = (20..at.y as usize).map(alike).max().unwrap_or_default();
    assert!(best * 100 > heading.len() * 97, "{best} of {}", heading.len());
}
