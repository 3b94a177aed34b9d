//! What a frame of the window costs with 1,000 measures, at 1280×800, by the renderer that the
//! program uses where there is no graphics card: from an event to the last pixel painted.
//!
//! Read the figures beside `all painted anew`, the dullest frame of the same run: machines differ,
//! and the same one from hour to hour.

#[path = "../tests/support/mod.rs"]
mod support;

use iced_test::core::{Color, Point, Rectangle, Size};
use iced_test::renderer::graphics::{Viewport, damage};
use iced_tiny_skia::{Layer, Renderer};
use shinchoku::domain::{Change, FiscalYear, Record, Year};
use std::time::{Duration, Instant};
use support::window::Window;

const SIZE: Size<u32> = Size::new(1280, 800);

/// How often each is done.
const TIMES: usize = 60;

/// The pixels of a screen, of which only what changed is painted, as `iced_tiny_skia` does it in a
/// window (`window::compositor::present`).
struct Pixels {
    bytes: Vec<u8>,
    mask: tiny_skia::Mask,
    last: Option<Vec<Layer>>,
}

impl Pixels {
    fn new() -> Self {
        Self {
            bytes: vec![0; (SIZE.width * SIZE.height * 4) as usize],
            mask: tiny_skia::Mask::new(SIZE.width, SIZE.height).expect("a mask"),
            last: None,
        }
    }

    fn paint(&mut self, renderer: &mut Renderer) {
        let viewport = Viewport::with_physical_size(SIZE, 1.0);
        let whole = Rectangle::with_size(viewport.logical_size());
        let changed = match &self.last {
            Some(last) => {
                damage::diff(last, renderer.layers(), |layer| vec![layer.bounds], Layer::damage)
            }
            None => vec![whole],
        };
        self.last = Some(renderer.layers().to_vec());
        let changed = damage::group(changed, whole);
        let mut pixels = tiny_skia::PixmapMut::from_bytes(&mut self.bytes, SIZE.width, SIZE.height)
            .expect("pixels of that size");
        renderer.draw(&mut pixels, &mut self.mask, &viewport, &changed, Color::WHITE);
    }
}

/// Does something many times, paints after each, and tells the times of a frame.
fn measure(
    name: &str,
    limit: Option<u64>,
    window: &mut Window,
    pixels: &mut Pixels,
    mut act: impl FnMut(&mut Window, &mut Pixels, usize),
) {
    let mut times: Vec<Duration> = (0..TIMES)
        .map(|turn| {
            let begun = Instant::now();
            act(window, pixels, turn);
            window.draw(|renderer| pixels.paint(renderer));
            begun.elapsed()
        })
        .collect();
    times.sort();
    let [least, median, most] =
        [0, TIMES / 2, TIMES * 95 / 100].map(|at| times[at].as_secs_f64() * 1000.0);
    let limit = limit.map(|limit| format!("   (at most {limit} ms)")).unwrap_or_default();
    println!(
        "{name:36} least {least:6.2} ms   median {median:6.2} ms   95 of 100 within {most:6.2} ms{limit}"
    );
}

fn main() {
    // `cargo test --benches` asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let book = support::book(1000, 310);
    let mut window = Window::over(&book);
    window.resize(Size::new(SIZE.width as f32, SIZE.height as f32));
    let mut pixels = Pixels::new();
    window.click("施策");
    let (window, pixels) = (&mut window, &mut pixels);
    measure("all painted anew", None, window, pixels, |_, pixels, _| pixels.last = None);

    let list = Point::new(400.0, 500.0);
    measure("list scrolled by a notch", Some(16), window, pixels, |window, _, turn| {
        window.scroll(list, if turn % 60 < 30 { 120.0 } else { -120.0 });
    });
    measure("list scrolled by a page", Some(16), window, pixels, |window, _, turn| {
        window.scroll(list, if turn % 60 < 30 { 560.0 } else { -560.0 });
    });
    window.ctrl("f");
    measure("a letter of a search", Some(30), window, pixels, |window, _, turn| {
        let letters = ["施", "策", "の", "取", "組"];
        match turn % 6 {
            5 => {
                window.ctrl("a");
                window.key(iced_test::core::keyboard::key::Named::Backspace);
            }
            letter => window.confirm(letters[letter]),
        }
    });
    let name = book.listed()[3].2.name.clone();
    window.ctrl("a");
    window.confirm(&name);
    window.key(iced_test::core::keyboard::key::Named::Enter);
    measure("a letter of a narrative", Some(8), window, pixels, |window, _, _| {
        window.confirm("字");
    });
    let texts = window.texts();
    assert!(texts.iter().any(|text| text.contains("未保存")), "into the narrative: {texts:?}");
    indicators();
    for (measures, limit) in [(43, 25), (1000, 60)] {
        paper(measures, limit);
    }
}

/// 1,000 indicators of ten years: the table is scrolled, and a cell is typed in.
fn indicators() {
    let mut book = support::book(2000, 40);
    let last = book.latest_year().expect("it has years");
    for year in (last.0 - 9..last.0 - 1).map(FiscalYear) {
        let year = Change::add(Record::Year(Year { year, closed: false }));
        book.apply(&[year]).expect("a valid book");
    }
    let book = support::with_indicators(book);
    assert_eq!(book.indicators().len(), 1000);
    let mut window = Window::over(&book);
    window.resize(Size::new(SIZE.width as f32, SIZE.height as f32));
    window.click("指標");
    window.wait();
    let (window, pixels) = (&mut window, &mut Pixels::new());
    measure("all of the table painted anew", None, window, pixels, |_, pixels, _| {
        pixels.last = None;
    });
    let table = Point::new(600.0, 500.0);
    measure("table scrolled by a notch", Some(5), window, pixels, |window, _, turn| {
        window.scroll(table, if turn % 60 < 30 { 60.0 } else { -60.0 });
    });
    measure("table scrolled by a page", Some(5), window, pixels, |window, _, turn| {
        window.scroll(table, if turn % 60 < 30 { 560.0 } else { -560.0 });
    });
    measure("a digit in a cell", Some(4), window, pixels, |window, _, _| window.confirm("1"));
    assert!(window.says("と読み取りました") || window.says("文字のまま"), "{:?}", window.texts());
    window.key(iced_test::core::keyboard::key::Named::Escape);
    measure("to the next cell", Some(5), window, pixels, |window, _, _| {
        window.key(iced_test::core::keyboard::key::Named::ArrowRight);
    });
    measure("a figure stored and shown", None, window, pixels, |window, _, turn| {
        window.confirm(&turn.to_string());
        window.key(iced_test::core::keyboard::key::Named::Enter);
    });
}

/// A letter of the title until the page of the new paper is drawn and painted.
fn paper(measures: usize, limit: u64) {
    let mut window = Window::over(&support::book(measures, 310));
    window.resize(Size::new(SIZE.width as f32, SIZE.height as f32));
    window.ctrl("p");
    window.click("表題・資料番号");
    window.fill("表題", "一覧表");
    let name = format!("a letter to its page, {measures} measures");
    measure(&name, Some(limit), &mut window, &mut Pixels::new(), |window, _, _| {
        window.confirm("字");
    });
}
