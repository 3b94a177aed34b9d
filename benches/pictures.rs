//! Pictures of every screen over the sample, into `target/pictures`, drawn without a screen by the
//! renderer that the program uses where there is no graphics card.

#[path = "../tests/support/mod.rs"]
mod support;

use iced_test::core::renderer::Headless;
use iced_test::core::{Point, Size};
use shinchoku::exchange::sample;
use std::fs;
use std::path::Path;
use support::window::Window;

const SIZES: [Size<u32>; 2] = [Size::new(1366, 768), Size::new(1920, 1080)];
const SCHEMES: [(&str, &str); 2] = [("light", "明るい"), ("dark", "暗い")];
const PERCENTS: [(f32, &str); 2] = [(1.0, "標準"), (1.5, "150％")];

/// What is shown: the name of its picture, and what a clerk presses to come there from 設定.
const SCREENS: [(&str, &[&str]); 13] = [
    ("settings", &[]),
    ("home", &["ホーム"]),
    ("measures", &["施策"]),
    ("measure", &["施策", "茜染め・茜野もめんの後継者の育成"]),
    ("indicators", &["指標"]),
    ("indicator", &["指標", "指標の内容を編集"]),
    ("check", &["点検"]),
    ("registers", &["台帳"]),
    ("print", &["印刷"]),
    ("collect", &["配布・回収"]),
    ("editions", &["保存版"]),
    ("history", &["変更履歴"]),
    ("storage", &["ファイルと控え"]),
];

fn main() {
    // `cargo test --benches` asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures");
    fs::create_dir_all(&folder).expect("a folder for the pictures");
    for size in SIZES {
        for (scheme, colours) in SCHEMES {
            for (scale, text) in PERCENTS {
                let mut window = Window::over(&sample());
                window.resize(Size::new(size.width as f32, size.height as f32));
                for label in ["設定", colours, text] {
                    // What is chosen already has a tick before its name.
                    if window.shows(label) {
                        window.click(label);
                    }
                }
                let take = |window: &mut Window, name: &str| {
                    // What depends on the room that it has is told of it by the frame before.
                    window.move_to(Point::ORIGIN);
                    let percent = (scale * 100.0) as u32;
                    let file = format!("{name}_{scheme}_{percent}_{}.png", size.width);
                    let ground = window.app.style(&window.app.theme()).background_color;
                    let pixels = window.draw(|renderer| renderer.screenshot(size, scale, ground));
                    image::save_buffer(
                        folder.join(file),
                        &pixels,
                        size.width,
                        size.height,
                        image::ColorType::Rgba8,
                    )
                    .expect("a picture");
                };
                for (name, steps) in SCREENS {
                    steps.iter().for_each(|label| window.click(label));
                    take(&mut window, name);
                }
                window.ctrl("h");
                window.fill("検索する文字", "体験");
                take(&mut window, "replace");
            }
        }
    }
    println!("{}", folder.display());
}
