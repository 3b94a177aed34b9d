//! The eyes of a clerk: which texts are seen, and where.

use super::Window;
use crate::support::labels::{is_label, is_part_of_label};
use iced_test::core::widget::operation::{self, Operation, Outcome};
use iced_test::core::{Point, Rectangle, Size};
use iced_test::selector::{Candidate, Selector};
use std::cell::RefCell;
use std::collections::BTreeSet;

thread_local! {
    /// What a test has looked for and seen.
    static SEEN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

fn remember(text: &str) {
    let _ = SEEN.with_borrow_mut(|seen| seen.insert(text.to_owned()));
}

fn was_seen(text: &str) -> bool {
    SEEN.with_borrow(|seen| seen.contains(text))
}

impl Window {
    /// The bounds of a text that is seen.
    fn find(&mut self, text: &str) -> Option<Rectangle> {
        let mut found = text.find_all();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut found));
        });
        let Outcome::Some(all) = found.finish() else { return None };
        let bounds = all.into_iter().rev().find_map(|text| text.visible_bounds());
        if bounds.is_some() {
            remember(text);
        }
        bounds
    }

    /// Where a text is seen.
    pub(crate) fn place(&mut self, text: &str) -> Point {
        match self.find(text) {
            Some(bounds) => bounds.center(),
            None => panic!("「{text}」 is not seen among {:?}", self.texts()),
        }
    }

    /// Whether a text is seen, whole as it was given to the screen.
    pub(crate) fn shows(&mut self, text: &str) -> bool {
        self.find(text).is_some()
    }

    /// Whether a text with this part is seen.
    pub(crate) fn says(&mut self, part: &str) -> bool {
        let says = self.texts().iter().any(|text| text.contains(part));
        if says {
            remember(part);
        }
        says
    }

    /// Asserts that a label is not seen, and that there is such a label.
    #[track_caller]
    pub(crate) fn lacks(&mut self, label: &str) {
        assert!(was_seen(label) || is_label(label), "there is no label 「{label}」");
        assert!(!self.shows(label), "「{label}」 is seen among {:?}", self.texts());
    }

    /// Asserts that no text with this part is seen, and that there are such texts.
    #[track_caller]
    pub(crate) fn lacks_part(&mut self, part: &str) {
        assert!(was_seen(part) || is_part_of_label(part), "no label has 「{part}」");
        assert!(!self.says(part), "「{part}」 is seen among {:?}", self.texts());
    }

    /// Every text that is seen, for telling why something was not found.
    pub(crate) fn texts(&mut self) -> Vec<String> {
        self.all(|candidate| match candidate {
            Candidate::Text { content, .. } => Some(content.to_owned()),
            _ => None,
        })
    }

    /// What stands in the fields of one line.
    #[allow(dead_code)] // The benchmark looks at no field.
    pub(crate) fn fields(&mut self) -> Vec<String> {
        self.all(|candidate| match candidate {
            Candidate::TextInput { state, .. } => Some(state.text().to_owned()),
            _ => None,
        })
    }

    fn all(&mut self, of: fn(Candidate<'_>) -> Option<String>) -> Vec<String> {
        let mut found = of.find_all();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut found));
        });
        match found.finish() {
            Outcome::Some(all) => all,
            _ => Vec::new(),
        }
    }

    /// How many dark pixels there are in a part of the screen.
    #[allow(dead_code)] // The benchmark does not look.
    pub(crate) fn ink(&mut self, part: Rectangle) -> usize {
        use iced_test::core::renderer::Headless;
        let size = Size::new(self.size.width as u32, self.size.height as u32);
        let (scale, ground) = (self.app.scale_factor(), iced_test::core::Color::WHITE);
        let pixels = self.draw(|renderer| renderer.screenshot(size, scale, ground));
        let dark = pixels.chunks_exact(4).enumerate().filter(|(at, pixel)| {
            let at =
                Point::new((at % size.width as usize) as f32, (at / size.width as usize) as f32);
            part.contains(at) && pixel[..3].iter().all(|part| *part < 128)
        });
        dark.count()
    }

    /// How far everything that scrolls is scrolled down, in the order of the screen.
    #[allow(dead_code)] // The benchmark does not look.
    pub(crate) fn scrolled(&mut self) -> Vec<f32> {
        let mut found = (|candidate: iced_test::selector::Candidate<'_>| match candidate {
            iced_test::selector::Candidate::Scrollable { translation, .. } => Some(translation.y),
            _ => None,
        })
        .find_all();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut found));
        });
        match found.finish() {
            Outcome::Some(all) => all,
            _ => Vec::new(),
        }
    }

    /// The texts within what has the focus; none where nothing has it.
    pub(crate) fn focused(&mut self) -> Vec<String> {
        let mut seen = Focused::default();
        self.interface(|interface, renderer, _| {
            interface.operate(renderer, &mut operation::black_box(&mut seen));
        });
        let Focused { at, texts } = seen;
        let Some(at) = at else { return Vec::new() };
        let within = texts.into_iter().filter(|(bounds, _)| at.contains(bounds.center()));
        within.map(|(_, text)| text).collect()
    }
}

/// What has the focus, and every text.
#[derive(Default)]
struct Focused {
    at: Option<Rectangle>,
    texts: Vec<(Rectangle, String)>,
}

impl Operation for Focused {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(
        &mut self,
        _id: Option<&iced_test::core::widget::Id>,
        bounds: Rectangle,
        state: &mut dyn operation::Focusable,
    ) {
        if state.is_focused() {
            self.at = Some(bounds);
        }
    }

    fn text(&mut self, _id: Option<&iced_test::core::widget::Id>, bounds: Rectangle, text: &str) {
        self.texts.push((bounds, text.to_owned()));
    }
}
