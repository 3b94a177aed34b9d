//! The console of Windows.
//!
//! A release build opens no console window of its own, so that the clerk sees the program's window
//! alone. Started from a console with a subcommand, it prints to that console all the same.

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

/// Elsewhere a program always has the streams it was started with.
#[cfg(not(windows))]
pub const fn attach() {}
