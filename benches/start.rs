//! How long it takes from the start of the program to the first frame of its window over a file of
//! 1,000 measures, and how much memory it holds then: the real program on a screen of its own.
//!
//! The screen is Xvfb (Debian's package `xvfb`), whose pixels are a file. Where it is not installed
//! there is nothing to measure, and this says so.

#[path = "../tests/support/mod.rs"]
mod support;

use shinchoku::store::Store;
use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often the program is started.
const TIMES: usize = 9;

const WIDTH: u64 = 1280;
const HEIGHT: u64 = 800;

/// A screen whose pixels can be read from a file.
struct Screen {
    server: Child,
    display: String,
    pixels: File,
    /// Where in the file the pixels begin.
    begin: u64,
}

impl Screen {
    fn new(place: &Path) -> Option<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-noreset", "-nolisten", "tcp", "-fbdir"])
            .arg(place)
            .args(["-screen", "0", &format!("{WIDTH}x{HEIGHT}x24")])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        // The number of the display is told once the server listens.
        let mut number = Vec::new();
        let mut told = server.stdout.take()?;
        let mut byte = [0];
        while told.read_exact(&mut byte).is_ok() && byte != *b"\n" {
            number.extend(byte);
        }
        let display = format!(":{}", String::from_utf8(number).ok()?);
        let mut pixels = File::open(place.join("Xvfb_screen0")).ok()?;
        // The header of an X window dump: its length first, the number of colours as the 20th word,
        // of twelve bytes each (X11/XWDFile.h).
        let mut header = [0; 80];
        pixels.read_exact(&mut header).ok()?;
        let word = |at: usize| u32::from_be_bytes([0, 1, 2, 3].map(|byte| header[at * 4 + byte]));
        let begin = u64::from(word(0)) + 12 * u64::from(word(19));
        Some(Self { server, display, pixels, begin })
    }

    /// Some pixels of the middle row.
    fn row(&mut self) -> Vec<u8> {
        let mut row = vec![0; WIDTH as usize * 4];
        let at = self.begin + HEIGHT / 2 * WIDTH * 4;
        let _ = self.pixels.seek(SeekFrom::Start(at)).expect("the row");
        self.pixels.read_exact(&mut row).expect("the row");
        row
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// From `/proc`, in megabytes: what is resident, and what of it is the program's own.
fn resident(program: &Child) -> Option<[f64; 2]> {
    let status = fs::read_to_string(format!("/proc/{}/status", program.id())).ok()?;
    let field = |name: &str| -> Option<f64> {
        let line = status.lines().find(|line| line.starts_with(name))?;
        Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0 / 1e6)
    };
    Some([field("VmRSS:")?, field("RssAnon:")?])
}

/// Starts the program, and tells when its first frame is there and what it holds then.
fn started(screen: &mut Screen, file: &Path, home: &Path) -> (Duration, [f64; 2]) {
    let empty = screen.row();
    let begun = Instant::now();
    let mut program = Command::new(env!("CARGO_BIN_EXE_shinchoku"))
        .arg(file)
        .env("DISPLAY", &screen.display)
        .env("HOME", home)
        .env_remove("WAYLAND_DISPLAY")
        .spawn()
        .expect("the program");
    while screen.row() == empty && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_micros(200));
    }
    let took = begun.elapsed();
    let held = resident(&program).unwrap_or_default();
    program.kill().expect("its end");
    let _ = program.wait();
    while screen.row() != empty && begun.elapsed() < Duration::from_secs(40) {
        std::thread::sleep(Duration::from_millis(1));
    }
    (took, held)
}

fn main() {
    // `cargo test --benches` asks whether it builds.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    let place = tempfile::tempdir().expect("a folder");
    let Some(mut screen) = Screen::new(place.path()) else {
        println!("not measured: Xvfb is not installed");
        return;
    };
    for measures in [43, 1000] {
        let file = place.path().join(format!("{measures}.db"));
        drop(
            Store::create(&file, &support::book(measures, 310), support::session())
                .expect("a file"),
        );
        let runs = (0..TIMES).map(|_| started(&mut screen, &file, place.path()));
        let (mut times, held): (Vec<Duration>, Vec<[f64; 2]>) = runs.unzip();
        times.sort();
        let [median, most] = [TIMES / 2, TIMES - 1].map(|at| times[at].as_secs_f64() * 1000.0);
        let [all, own] = held.last().copied().unwrap_or_default();
        println!("{measures} measures");
        println!(
            "  first frame   median {median:6.1} ms   slowest {most:6.1} ms   (at most 150 ms)"
        );
        println!("  resident      {all:6.1} MB, its own {own:6.1} MB          (at most 120 MB)");
    }
}
