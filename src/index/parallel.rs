//! Sharing work among threads. A thread that is done takes the next piece; results are in the order
//! of the pieces.

use std::ops::Range;
use std::sync::Mutex;
use std::thread;

/// Pieces that each thread gets of a long row: the last one then is a small part of the whole.
const PIECES: usize = 64;

/// Most numbers in a piece, so that progress is reported often enough.
const LONGEST: usize = 256;

/// As many threads as the machine runs at once. In a browser, where the tests build catalogs too,
/// there is one.
pub(crate) fn threads() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Results for all pieces, in their order. Each thread has a buffer of its own.
pub(crate) fn share<P: Send, T: Send, B: Default>(
    threads: usize,
    pieces: impl ExactSizeIterator<Item = P> + Send,
    work: impl Fn(P, &mut B) -> T + Sync,
) -> Vec<T> {
    let threads = threads.min(pieces.len());
    if threads <= 1 {
        let mut buffer = B::default();
        return pieces.map(|piece| work(piece, &mut buffer)).collect();
    }
    let left = Mutex::new(pieces.enumerate());
    let run = || {
        let mut buffer = B::default();
        let next = || left.lock().expect("nobody panics while taking a piece").next();
        let answers = std::iter::from_fn(|| {
            let (place, piece) = next()?;
            Some((place, work(piece, &mut buffer)))
        });
        answers.collect::<Vec<_>>()
    };
    let mut answers: Vec<(usize, T)> = thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        running.into_iter().flat_map(|one| one.join().expect("it does not panic")).collect()
    });
    answers.sort_unstable_by_key(|(place, _)| *place);
    answers.into_iter().map(|(_, answer)| answer).collect()
}

/// Results for the numbers below `n`, in their order. `tell` is called with how many more are done.
pub(crate) fn map<T: Send, B: Default>(
    threads: usize,
    n: usize,
    work: impl Fn(usize, &mut B) -> T + Sync,
    tell: &(dyn Fn(usize) + Sync),
) -> Vec<T> {
    let answers = share(threads, pieces(threads, n), |numbers: Range<usize>, buffer: &mut B| {
        let many = numbers.len();
        let answers: Vec<T> = numbers.map(|number| work(number, buffer)).collect();
        tell(many);
        answers
    });
    flat(answers)
}

fn flat<T>(parts: Vec<Vec<T>>) -> Vec<T> {
    let mut all = Vec::with_capacity(parts.iter().map(Vec::len).sum());
    parts.into_iter().for_each(|part| all.extend(part));
    all
}

/// The length of the pieces into which a row of `n` is cut.
fn piece(threads: usize, n: usize) -> usize {
    n.div_ceil(threads.max(1) * PIECES).clamp(1, LONGEST)
}

fn pieces(threads: usize, n: usize) -> impl ExactSizeIterator<Item = Range<usize>> + Send {
    let piece = piece(threads, n);
    (0..n.div_ceil(piece)).map(move |place| place * piece..n.min((place + 1) * piece))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn answers_stand_in_the_order_of_the_work() {
        for threads in [1, 2, 7] {
            for n in [0, 1, 5, 1_000] {
                let told = AtomicUsize::new(0);
                let tell = |many| _ = told.fetch_add(many, Ordering::Relaxed);
                let work = |i: usize, calls: &mut usize| {
                    *calls += 1;
                    i * i
                };
                let squares: Vec<usize> = (0..n).map(|i| i * i).collect();
                assert_eq!(map(threads, n, work, &tell), squares);
                assert_eq!(told.into_inner(), n);
            }
        }
    }
}
