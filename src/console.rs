//! What the program was started from: the console of Windows, and standard output.
//!
//! On Windows a release build opens no console window of its own, so that the clerk sees the program's
//! window alone. Started from a console with a subcommand, it prints to that console all the same.

use std::io::{self, StdoutLock, Write};

/// Standard output. What cannot be written there stops no work: it is told at the end.
#[derive(Debug)]
pub(crate) struct Output {
    stream: StdoutLock<'static>,
    failure: Option<io::Error>,
}

impl Output {
    pub(crate) fn open() -> Self {
        Self { stream: io::stdout().lock(), failure: None }
    }

    /// Why not everything could be written. That the reader is gone is no failure: `| head -1` has
    /// what it wants.
    pub(crate) fn close(mut self) -> io::Result<()> {
        self.flush()?;
        match self.failure {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error),
            Some(_) | None => Ok(()),
        }
    }

    fn attempt(&mut self, write: impl FnOnce(&mut StdoutLock<'static>) -> io::Result<()>) {
        if self.failure.is_none() {
            self.failure = write(&mut self.stream).err();
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.attempt(|stream| stream.write_all(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.attempt(Write::flush);
        Ok(())
    }
}

/// Takes part in the console from which the program was started, where there is one.
#[cfg(windows)]
#[allow(unsafe_code)] // a call of the operating system without arguments in memory; it has no safe form
pub fn attach() {
    use windows_sys::Win32::System::Console::{
        ATTACH_PARENT_PROCESS, AttachConsole, SetConsoleOutputCP,
    };
    const UTF_8: u32 = 65001;
    // SAFETY: both calls take plain numbers and touch no memory of ours. Their failure (no console,
    // output redirected) leaves the streams as they are, which is what is wanted then.
    unsafe {
        let _ = AttachConsole(ATTACH_PARENT_PROCESS);
        let _ = SetConsoleOutputCP(UTF_8);
    }
}

/// ExternalChange a program always has the streams it was started with.
#[cfg(not(windows))]
pub(crate) const fn attach() {}
