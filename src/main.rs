//! 進捗帳: the program. See the library for the rooms.
#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    shinchoku::cli::run(std::env::args_os().skip(1))
}
