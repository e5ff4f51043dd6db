//! Near-duplicates: articles with the text of the page or of each other.

use super::query::Query;
use crate::catalog::Catalog;
use crate::catalog::card::NEAR_DUPLICATE;
use crate::catalog::entry::{Entry, SKETCH};
use crate::weighting::TermCounts;

/// An article is the page's double when the page has these of the eight terms of its sketch …
const DOUBLE_SKETCH: usize = 7;
/// … and it is as similar as this: it makes up a good part of the page.
const DOUBLE_SIMILARITY: f32 = 0.5;

impl<D: AsRef<[u8]>> Catalog<D> {
    /// Excludes the articles that are the page under another address. A page that is an article
    /// lists its near-duplicates; any other is compared by its terms.
    pub(super) fn exclude_doubles(&self, counts: &TermCounts, query: &mut Query<'_>) {
        let mut places = vec![0_u64; 1024];
        for (term, _) in counts {
            let place = term.place() as u16;
            if let Some(bits) = places.get_mut(usize::from(place >> 6)) {
                *bits |= 1 << (place & 63);
            }
        }
        let has = |place: &&u16| {
            places
                .get(usize::from(**place >> 6))
                .is_some_and(|bits| bits >> (**place & 63) & 1 == 1)
        };
        for (article, similarity) in (0..).zip(&query.similarities) {
            let is_double = |entry: Entry| entry.sketch.iter().filter(has).count() >= DOUBLE_SKETCH;
            if *similarity > DOUBLE_SIMILARITY && self.entry(article).is_some_and(is_double) {
                query.excluded.push(article);
            }
        }
    }

    /// Excludes all near-duplicates of the articles that are excluded, which are the page itself.
    pub(super) fn exclude_near_duplicates(&self, query: &mut Query<'_>) {
        if query.weights.near_duplicates {
            for duplicate in query.excluded.clone() {
                self.each_neighbour(duplicate, &mut |other, likeness| {
                    if likeness == NEAR_DUPLICATE {
                        query.excluded.push(other);
                    }
                });
            }
            // An article lists few neighbours; more copies of a text are found by the sketch.
            let of = |article: &u32| self.entry(*article).map(|entry| entry.sketch);
            let sketches: Vec<_> = query.excluded.iter().filter_map(of).collect();
            for article in self.articles() {
                if of(&article).is_some_and(|sketch| is_duplicate_of(&sketch, &sketches)) {
                    query.excluded.push(article);
                }
            }
        }
    }
}

/// Whether one of some sketches is that of the same text; an article without terms has none.
pub fn is_duplicate_of(sketch: &[u16; SKETCH], others: &[[u16; SKETCH]]) -> bool {
    *sketch != [0; SKETCH] && others.contains(sketch)
}
