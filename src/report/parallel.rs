//! Work that is divided among the cores.

use std::thread;

/// The most threads: each holds the results of its share until all are done.
const MOST: usize = 8;

/// Applies a function to each item, on one thread where there are fewer than `fewest` items, for
/// which threads would cost more than they save.
pub(super) fn map<T: Sync, U: Send>(
    items: &[T],
    fewest: usize,
    function: impl Fn(&T) -> U + Sync,
) -> Vec<U> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(MOST);
    if items.len() < fewest || cores == 1 {
        return items.iter().map(function).collect();
    }
    let function = &function;
    thread::scope(|scope| {
        let threads: Vec<_> = items
            .chunks(items.len().div_ceil(cores).max(1))
            .map(|share| scope.spawn(move || share.iter().map(function).collect::<Vec<_>>()))
            .collect();
        threads
            .into_iter()
            .flat_map(|it| it.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
