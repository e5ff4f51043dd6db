//! Work on all cores.

use std::num::NonZero;
use std::thread;

/// What a function makes of each of some items, in their order.
pub fn map<T: Sync, R: Send>(items: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    let share = items.len().div_ceil(threads).max(1);
    let make = &make;
    thread::scope(|scope| {
        let start = |items| scope.spawn(move || Iterator::map(<[T]>::iter(items), make).collect());
        let workers: Vec<thread::ScopedJoinHandle<'_, Vec<R>>> =
            items.chunks(share).map(start).collect();
        let finish = |worker: thread::ScopedJoinHandle<'_, Vec<R>>| {
            worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        workers.into_iter().flat_map(finish).collect()
    })
}
