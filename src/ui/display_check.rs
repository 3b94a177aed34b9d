//! Whether there can be a window at all, asked before iced is: it panics where there cannot.

use super::Error;
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Looks for a display and for the libraries that are loaded at run time.
#[cfg(target_os = "linux")]
pub(super) fn display() -> Result<(), Error> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let wayland = set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET");
    if wayland {
        return libraries(&[XKBCOMMON]);
    }
    if !set("DISPLAY") {
        return Err(Error::NoDisplay);
    }
    libraries(&[X11, X11_XCB, XCURSOR, XINPUT, XRENDER, XKBCOMMON, XKBCOMMON_X11])
}

/// Windows has what is needed.
#[cfg(not(target_os = "linux"))]
pub const fn display() -> Result<(), Error> {
    Ok(())
}

/// The name of a Debian package, and whether its library can be loaded.
#[cfg(target_os = "linux")]
type Library = (&'static str, fn() -> bool);

#[cfg(target_os = "linux")]
const X11: Library = ("libx11-6", || x11_dl::xlib::Xlib::open().is_ok());
#[cfg(target_os = "linux")]
const X11_XCB: Library = ("libx11-xcb1", || x11_dl::xlib_xcb::Xlib_xcb::open().is_ok());
#[cfg(target_os = "linux")]
const XCURSOR: Library = ("libxcursor1", || x11_dl::xcursor::Xcursor::open().is_ok());
#[cfg(target_os = "linux")]
const XINPUT: Library = ("libxi6", || x11_dl::xinput2::XInput2::open().is_ok());
#[cfg(target_os = "linux")]
const XRENDER: Library = ("libxrender1", || x11_dl::xrender::Xrender::open().is_ok());
#[cfg(target_os = "linux")]
const XKBCOMMON: Library = ("libxkbcommon0", || xkbcommon_dl::xkbcommon_option().is_some());
#[cfg(target_os = "linux")]
const XKBCOMMON_X11: Library =
    ("libxkbcommon-x11-0", || xkbcommon_dl::x11::xkbcommon_x11_option().is_some());

#[cfg(target_os = "linux")]
fn libraries(needed: &[Library]) -> Result<(), Error> {
    let missing: Vec<_> =
        needed.iter().filter(|(_, loads)| !loads()).map(|(package, _)| *package).collect();
    if missing.is_empty() { Ok(()) } else { Err(Error::MissingLibraries(missing)) }
}

/// Runs the window. iced panics where the display that is named cannot be reached; that is a
/// refusal, and told as one. Any panic after the window has begun is a fault, and goes on its way.
pub(super) fn caught(run: impl FnOnce(HasBegun) -> iced::Result) -> Result<(), Error> {
    let begun = HasBegun::default();
    let usual: Arc<dyn Fn(&PanicHookInfo<'_>) + Send + Sync> = panic::take_hook().into();
    panic::set_hook(Box::new({
        let (begun, usual) = (begun.clone(), Arc::clone(&usual));
        move |info| {
            if begun.has_begun() {
                usual(info);
            }
        }
    }));
    let outcome = panic::catch_unwind(AssertUnwindSafe({
        let begun = begun.clone();
        || run(begun)
    }));
    panic::set_hook(Box::new(move |info| usual(info)));
    match outcome {
        Ok(ended) => Ok(ended?),
        Err(_) if !begun.has_begun() => Err(Error::NoDisplay),
        Err(fault) => panic::resume_unwind(fault),
    }
}

/// Whether the window has begun: its display was reached.
#[derive(Debug, Clone, Default)]
pub(super) struct HasBegun(Arc<AtomicBool>);

impl HasBegun {
    /// The window begins.
    pub(super) fn note(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    fn has_begun(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn missing_libraries_are_named_by_their_packages() {
        let never: Library = ("libnever0", || false);
        let always: Library = ("libalways0", || true);
        let missing = libraries(&[never, always]);
        assert!(matches!(missing, Err(Error::MissingLibraries(names)) if names == ["libnever0"]));
    }
}
