//! Where the window stands on the screen, remembered from one day to the next.

use iced::{Point, Size, Task, window};
use serde::{Deserialize, Serialize};

/// The size and the place of the window while it is not maximised, in logical pixels of the system.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Placement {
    width: f32,
    height: f32,
    /// The upper left corner; `None` where the system does not tell (Wayland).
    at: Option<(f32, f32)>,
    maximized: bool,
}

/// No smaller than this: beneath it the screens have no room.
pub(super) const LEAST: Size = Size::new(1024.0, 640.0);

impl Default for Placement {
    fn default() -> Self {
        // What is left of an office PC's screen differs: the window takes it all.
        Self { width: 1280.0, height: 720.0, at: None, maximized: cfg!(windows) }
    }
}

/// What the system tells about the window.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    Sized(Size),
    Moved(Point),
}

impl Change {
    /// In pixels of the system, where iced enlarges everything by `scale`.
    pub fn enlarged(self, scale: f32) -> Self {
        match self {
            Self::Sized(size) => Self::Sized(size * scale),
            Self::Moved(at) => Self::Moved(Point::new(at.x * scale, at.y * scale)),
        }
    }
}

impl Placement {
    /// The window as it stood last, where iced enlarges everything by `scale`, and the first size of
    /// the window with it.
    pub(super) fn settings(self, scale: f32) -> window::Settings {
        let sound =
            |length: f32, least: f32| if length.is_finite() { length.max(least) } else { least };
        window::Settings {
            maximized: self.maximized,
            size: Size::new(
                sound(self.width, LEAST.width) / scale,
                sound(self.height, LEAST.height) / scale,
            ),
            position: match self.at {
                Some((x, y)) if x.is_finite() && y.is_finite() => {
                    window::Position::Specific(Point::new(x, y))
                }
                _ => window::Position::Default,
            },
            min_size: Some(LEAST),
            exit_on_close_request: false,
            ..window::Settings::default()
        }
    }

    /// Follows a change; what a maximised window is told does not touch how it stands otherwise.
    pub(super) fn follow(&mut self, change: Change, maximized: bool) {
        self.maximized = maximized;
        match change {
            _ if maximized => {}
            Change::Sized(size) => (self.width, self.height) = (size.width, size.height),
            Change::Moved(at) => self.at = Some((at.x, at.y)),
        }
    }
}

/// Whether the window is maximised, to which a change belongs.
pub(super) fn maximized() -> Task<bool> {
    window::latest().and_then(window::is_maximized)
}

/// Makes a window fill the screen that did so last: on X it is not maximised before it is seen.
pub(super) fn filling<T: Send + 'static>(placement: Placement) -> Task<T> {
    let wanted = cfg!(target_os = "linux") && placement.maximized;
    let task = window::latest().and_then(|id| window::maximize(id, true));
    if wanted { task } else { Task::none() }
}

/// Makes a window smaller that does not fit on the screen, and brings one back whose place is no
/// longer there, since another screen has been connected. iced tells the size of a screen but not where
/// a second one stands: a window that stood there comes back to the first.
pub(super) fn on_screen<T: Send + 'static>(scale: f32) -> Task<T> {
    window::latest().and_then(move |id| {
        window::monitor_size(id).and_then(move |screen| {
            let sized = window::is_maximized(id).then(move |maximized| match maximized {
                true => Task::none(),
                false => window::size(id).then(move |size| made_to_fit(id, size, screen, scale)),
            });
            let placed =
                window::position(id).and_then(move |at| match brought_back(at, screen * scale) {
                    Some(to) => window::move_to(id, to),
                    None => Task::none(),
                });
            sized.chain(placed)
        })
    })
}

fn made_to_fit<T: Send + 'static>(id: window::Id, size: Size, screen: Size, scale: f32) -> Task<T> {
    let Some(size) = fitting(size * scale, screen * scale) else { return Task::none() };
    let least = Size::new(LEAST.width.min(size.width), LEAST.height.min(size.height));
    window::set_min_size::<T>(id, Some(least * (1.0 / scale)))
        .chain(window::resize(id, size * (1.0 / scale)))
        .chain(window::move_to(id, Point::ORIGIN))
}

/// The size of a window that is larger than a screen has room for; `None` where it fits. The system
/// does not tell how much of it the bar of tasks and the window's own title take.
fn fitting(size: Size, screen: Size) -> Option<Size> {
    const BARS: f32 = 72.0;
    let room = Size::new(screen.width, (screen.height - BARS).max(BARS));
    let fits = size.width <= room.width && size.height <= room.height;
    (!fits).then(|| Size::new(size.width.min(room.width), size.height.min(room.height)))
}

/// Where a window has to go to be seen; `None` where it is.
fn brought_back(at: Point, screen: Size) -> Option<Point> {
    // As much of its title as can be taken hold of. A maximised window stands a little outside.
    const HOLD: f32 = 120.0;
    const OUTSIDE: f32 = -16.0;
    let seen = (OUTSIDE..screen.width - HOLD).contains(&at.x)
        && (OUTSIDE..screen.height - HOLD).contains(&at.y);
    (!seen).then_some(Point::new(24.0, 24.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_maximised_window_remembers_how_it_stood_before() {
        let mut placement = Placement { maximized: false, ..Placement::default() };
        placement.follow(Change::Moved(Point::new(40.0, 30.0)), false);
        placement.follow(Change::Sized(Size::new(1100.0, 700.0)), false);
        placement.follow(Change::Moved(Point::new(-8.0, -8.0)), true);
        placement.follow(Change::Sized(Size::new(1920.0, 1040.0)), true);
        let stood =
            Placement { width: 1100.0, height: 700.0, at: Some((40.0, 30.0)), maximized: true };
        assert_eq!(placement, stood);
    }

    #[test]
    fn a_window_off_the_screen_is_brought_back() {
        let screen = Size::new(1366.0, 768.0);
        assert_eq!(brought_back(Point::new(40.0, 30.0), screen), None);
        assert_eq!(brought_back(Point::new(-8.0, -8.0), screen), None);
        assert!(brought_back(Point::new(1920.0, 30.0), screen).is_some());
        assert!(brought_back(Point::new(40.0, 1000.0), screen).is_some());
    }

    #[test]
    fn a_window_is_no_larger_than_its_screen_leaves_room_for() {
        let first = Size::new(1280.0, 720.0);
        let on = |width, height| fitting(first, Size::new(width, height));
        assert_eq!(on(1920.0, 1080.0), None);
        assert_eq!(on(1366.0, 768.0), Some(Size::new(1280.0, 696.0)));
        assert_eq!(on(1280.0, 720.0), Some(Size::new(1280.0, 648.0)));
        assert_eq!(on(1024.0, 640.0), Some(Size::new(1024.0, 568.0)));
        assert_eq!(on(683.0, 384.0), Some(Size::new(683.0, 312.0)), "200 % on a small screen");
    }

    #[test]
    fn what_makes_no_sense_is_not_asked_for() {
        let broken =
            Placement { width: f32::NAN, height: 3.0, at: Some((f32::NAN, 0.0)), maximized: false };
        let settings = broken.settings(1.0);
        assert_eq!(settings.size, LEAST);
        assert!(matches!(settings.position, window::Position::Default));
    }
}
