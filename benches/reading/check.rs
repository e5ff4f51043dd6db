//! Whether the measuring itself is right.

use also_like_test_support::score::{Mean, Score};

use super::READERS;

/// A page, with the words around its text that are no part of it.
const PAGE: &str = "<!doctype html><title>Ferries</title><nav>Home About</nav><main><article>\
    <h1>Ferries</h1><p>The night ferry leaves the harbour at ten, and the crew checks the ropes, \
    the lanterns and the engine before the islands come into sight.<p>Passengers sleep on deck \
    when the wind is mild; the captain writes the weather of each crossing into a blue book.\
    </article></main><footer>Imprint</footer>";

const GOLD: &str = "The night ferry leaves the harbour at ten, and the crew checks the ropes, the \
    lanterns and the engine before the islands come into sight. Passengers sleep on deck when the \
    wind is mild; the captain writes the weather of each crossing into a blue book.";

/// Holds scores to what they are by hand, and all readers to a page.
pub fn run() {
    let score = Score::new("a b b d", "A b c");
    assert_eq!((score.precision, score.recall), (0.5, 2.0 / 3.0));
    assert!((score.f1 - 4.0 / 7.0).abs() < 1e-9);
    assert_eq!(Score::new("港湾", "湾港").f1, 1.0);
    assert_eq!(Score::new("", "").f1, 1.0);
    assert_eq!(Score::new("a", "").f1, 0.0);
    assert_eq!(Mean::new(&[Score::new("a", "a"), Score::new("b", "a")]).f1, 0.5);
    for (name, read) in READERS {
        let score = Score::new(&read(PAGE.as_bytes()), GOLD);
        assert!(score.f1 > 0.9, "{name}: {score:?}");
    }
}
