//! 書きかけ: what is typed and not saved yet, kept beside this PC's settings, so that a program that is
//! torn away loses a moment's typing at most. Kept for one editor at a time, taken up or thrown away
//! when the file is opened again.

use super::unfinished::Unfinished;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread::{self, JoinHandle};
use uuid::Uuid;

/// A draft that was not saved, as it is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AutosavedDraft {
    /// The plan's file.
    file: PathBuf,
    pub at: DateTime<FixedOffset>,
    pub unfinished: Unfinished,
    /// Where it is kept.
    #[serde(skip)]
    place: PathBuf,
}

/// Keeps what is unfinished.
#[derive(Debug)]
pub(super) struct Autosave {
    /// `None` keeps nothing.
    folder: Option<PathBuf>,
    writer: Option<Writer>,
    /// What is kept now, and where.
    now: Option<(Unfinished, PathBuf)>,
}

impl Autosave {
    pub(super) const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, writer: None, now: None }
    }

    /// Keeps what is unfinished now, in the place of what was before; nothing where all is saved.
    pub(super) fn follow(
        &mut self,
        file: &Path,
        at: DateTime<FixedOffset>,
        now: Option<&Unfinished>,
    ) {
        let Some(folder) = &self.folder else { return };
        if self.now.as_ref().map(|(kept, _)| kept) == now {
            return;
        }
        let before = self.now.take();
        let same =
            before.as_ref().zip(now).filter(|((one, _), other)| one.about() == other.about());
        let place = match (&before, same) {
            (Some((_, place)), Some(_)) => place.clone(),
            _ => folder.join(format!("{}.json", Uuid::new_v4())),
        };
        if let Some((_, old)) = before.filter(|(_, old)| *old != place || now.is_none()) {
            self.order(Order::Drop(old));
        }
        let Some(now) = now else { return };
        let left = AutosavedDraft {
            file: file.to_owned(),
            at,
            unfinished: now.clone(),
            place: place.clone(),
        };
        self.order(Order::Keep(Box::new(left)));
        self.now = Some((now.clone(), place));
    }

    /// What was left unfinished in a file, the oldest first.
    pub(super) fn left_in(&self, file: &Path) -> Vec<AutosavedDraft> {
        let Some(Ok(entries)) = self.folder.as_ref().map(fs::read_dir) else { return Vec::new() };
        let read = |place: PathBuf| {
            let left: AutosavedDraft = serde_json::from_slice(&fs::read(&place).ok()?).ok()?;
            Some(AutosavedDraft { place, ..left })
        };
        // What a torn program was still writing has another name, and is not whole.
        let is_whole = |place: &PathBuf| place.extension().is_some_and(|it| it == "json");
        let entries = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_whole);
        let mut left: Vec<AutosavedDraft> =
            entries.filter_map(read).filter(|left| left.file == file).collect();
        left.sort_by_key(|left| left.at);
        left
    }

    /// Goes on from what was left.
    pub(super) fn take_up(&mut self, left: AutosavedDraft) -> Unfinished {
        self.now = Some((left.unfinished.clone(), left.place));
        left.unfinished
    }

    /// Throws away what was left.
    pub(super) fn forget(&mut self, left: AutosavedDraft) {
        self.order(Order::Drop(left.place));
    }

    /// Kept beside the window: a slow disk must not hold up typing.
    fn order(&mut self, order: Order) {
        if self.writer.is_none() {
            self.writer = Writer::start();
        }
        if let Some(writer) = &self.writer {
            let _ = writer.orders.as_ref().map(|orders| orders.send(order));
        }
    }
}

enum Order {
    Keep(Box<AutosavedDraft>),
    Drop(PathBuf),
}

/// The thread that writes. It ends when all is written that it was told.
#[derive(Debug)]
struct Writer {
    orders: Option<Sender<Order>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    fn start() -> Option<Self> {
        let (orders, received) = mpsc::channel();
        let thread = thread::Builder::new().spawn(move || write(&received)).ok()?;
        Some(Self { orders: Some(orders), thread: Some(thread) })
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.orders = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn write(orders: &Receiver<Order>) {
    while let Ok(mut order) = orders.recv() {
        // While the disk was slow more was typed: only the latest of one place matters.
        while let Ok(next) = orders.try_recv() {
            if order.place() != next.place() {
                order.execute();
            }
            order = next;
        }
        order.execute();
    }
}

impl Order {
    fn place(&self) -> &Path {
        match self {
            Self::Keep(left) => &left.place,
            Self::Drop(place) => place,
        }
    }

    /// What cannot be kept is not: it is on the screen, and saving it is another matter.
    fn execute(&self) {
        match self {
            Self::Keep(left) => {
                if let (Some(folder), Ok(json)) = (left.place.parent(), serde_json::to_vec(left)) {
                    let _ = fs::create_dir_all(folder);
                    let replace = crate::store::Replace::Confirmed;
                    let _ = crate::store::write_out(&left.place, "json", &json, replace);
                }
            }
            Self::Drop(place) => {
                let _ = fs::remove_file(place);
            }
        }
    }
}
