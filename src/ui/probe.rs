//! Whether there can be a window at all, asked before iced is: it panics where there cannot.

use super::Error;

/// Looks for a display and for the libraries that are loaded at run time.
#[cfg(target_os = "linux")]
pub fn display() -> Result<(), Error> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let wayland = set("WAYLAND_DISPLAY") || set("WAYLAND_SOCKET");
    let Some(display) = std::env::var("DISPLAY").ok().filter(|display| !display.is_empty()) else {
        return if wayland { libraries(&[XKBCOMMON]) } else { Err(Error::NoDisplay) };
    };
    if wayland {
        return libraries(&[XKBCOMMON]);
    }
    libraries(&[X11, X11_XCB, XCURSOR, XINPUT, XRENDER, XKBCOMMON, XKBCOMMON_X11])?;
    if answers(&display) { Ok(()) } else { Err(Error::NoDisplay) }
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

/// Whether an X server of this machine listens where `DISPLAY` says: `:0`, `unix:0`. Of another
/// machine nothing is asked: the program opens no connection to a network.
#[cfg(target_os = "linux")]
fn answers(display: &str) -> bool {
    use std::os::linux::net::SocketAddrExt;
    use std::os::unix::net::{SocketAddr, UnixStream};

    let Some((host, number)) = display.rsplit_once(':') else { return true };
    if !(host.is_empty() || host == "unix") {
        return true;
    }
    let number = number.split('.').next().unwrap_or_default();
    let path = format!("/tmp/.X11-unix/X{number}");
    let abstracted = SocketAddr::from_abstract_name(path.as_bytes())
        .and_then(|address| UnixStream::connect_addr(&address));
    abstracted.is_ok() || UnixStream::connect(path).is_ok()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn nobody_answers_where_nothing_listens() {
        assert!(!answers(":59999"));
        assert!(!answers("unix:59999.0"));
        assert!(!answers(":not-a-number"));
    }

    #[test]
    fn missing_libraries_are_named_by_their_packages() {
        let never: Library = ("libnever0", || false);
        let always: Library = ("libalways0", || true);
        let missing = libraries(&[never, always]);
        assert!(matches!(missing, Err(Error::MissingLibraries(names)) if names == ["libnever0"]));
    }
}
