//! Circles in a graph.

use std::collections::{BTreeMap, BTreeSet};

/// Sets of two and more that reach each other.
pub fn circles<T: Ord + Clone>(arrows: &BTreeMap<T, BTreeSet<T>>) -> Vec<Vec<T>> {
    let reached = |from: &T| {
        let mut reached = BTreeSet::new();
        let mut open = vec![from];
        while let Some(next) = open.pop() {
            let new = arrows.get(next).into_iter().flatten();
            open.extend(new.filter(|to| reached.insert((*to).clone())));
        }
        reached
    };
    let all: BTreeMap<&T, BTreeSet<T>> = arrows.keys().map(|from| (from, reached(from))).collect();
    let mut circles = BTreeSet::new();
    for (from, reached) in &all {
        let returns = |to: &&T| all.get(to).is_some_and(|back| back.contains(*from));
        let circle: Vec<T> = reached.iter().filter(returns).cloned().collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn circles_are_found_once() {
        let arrows = [("a", "b"), ("b", "c"), ("c", "b"), ("c", "d"), ("d", "d")];
        let mut graph: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (from, to) in arrows {
            graph.entry(from).or_default().insert(to);
        }
        assert_eq!(circles(&graph), [["b", "c"]]);
    }
}
