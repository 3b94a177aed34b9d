//! The system's printing: a PDF is handed to it, or opened where nothing prints it by itself.

use super::background::single;
use super::files;
use crate::report::FileType;
use crate::store::{self, Replace};
use crate::words::{self, Notice};
use iced::Task;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// What became of a paper that was to be printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// The system prints it.
    Sent,
    /// It is open in the program for PDFs, from which it can be printed.
    Opened,
}

/// Makes a PDF and prints it beside the window, under a name by which it is known among the jobs of a
/// printer.
pub(super) fn print<M: Send + 'static>(
    pdf: impl FnOnce() -> Result<Arc<Vec<u8>>, Notice> + Send + 'static,
    name: String,
    printed: impl Fn(Result<Printed, Notice>) -> M + Send + 'static,
) -> Task<M> {
    let broken = printed(Err(words::broken()));
    single(move || printed(pdf().and_then(|bytes| print_now(&bytes, &name))), broken)
}

fn print_now(bytes: &[u8], name: &str) -> Result<Printed, Notice> {
    let path = write(bytes, name)?;
    if send(&path) {
        return Ok(Printed::Sent);
    }
    files::open_now(&path)
        .map(|()| Printed::Opened)
        .map_err(|notice| words::not_printed(&notice.detail))
}

/// Writes it where the system keeps what is needed for a while: the printer reads it later.
fn write(bytes: &[u8], name: &str) -> Result<PathBuf, Notice> {
    let folder = std::env::temp_dir().join(format!("shinchoku-print-{}", std::process::id()));
    std::fs::create_dir_all(&folder).map_err(|error| words::not_printed(&error.to_string()))?;
    let path = folder.join(name);
    let written = store::write_out(&path, FileType::Pdf.ending(), bytes, Replace::Confirmed);
    written.map(|()| path).map_err(|error| Notice::from(&error))
}

/// Hands it to the system; `false` where nothing takes it.
fn send(path: &Path) -> bool {
    let mut command = if cfg!(windows) {
        // The shell's print verb. The path goes through the environment: it is no part of a script.
        let mut shell = Command::new("powershell");
        let script = "Start-Process -FilePath $env:SHINCHOKU_PRINT -Verb Print -WindowStyle Hidden";
        let _ = shell
            .args(["-NoProfile", "-NonInteractive", "-WindowStyle", "Hidden", "-Command", script])
            .env("SHINCHOKU_PRINT", path);
        shell
    } else {
        let mut lp = Command::new("lp");
        let _ = lp.arg("--").arg(path);
        lp
    };
    let _ = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}
