//! Groups of articles whose boxes show each other.
//!
//! By modularity, as V. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, "Fast unfolding of
//! communities in large networks", J. Stat. Mech. (2008), in whole numbers: the same on every
//! machine.

use std::collections::BTreeMap;

use crate::AnswerKind;

use crate::command::cmd::inspect::view::CatalogView;

/// How often all articles are looked at on a level: far fewer do as a rule.
const PASSES: usize = 30;

/// Groups of articles, the largest first, and what connects them.
pub struct Communities {
    /// Articles by their numbers, the most shown first. None has fewer than two.
    pub groups: Vec<Vec<u32>>,
    /// Pairs of articles, one in the other's box as a related one.
    pub edges: Vec<(u32, u32)>,
}

/// What a node is connected to, and how often.
type Graph = Vec<Vec<(u32, i64)>>;

/// The groups of a site.
pub fn find(view: &CatalogView) -> Communities {
    let mut edges: Vec<(u32, u32)> = (0..)
        .zip(&view.boxes)
        .filter(|(_, (kind, _))| *kind == AnswerKind::Related)
        .flat_map(|(from, (_, cards))| cards.iter().map(move |to| (from.min(*to), from.max(*to))))
        .filter(|(a, b)| a != b)
        .collect();
    edges.sort_unstable();
    let number = groups(view.articles.len(), &edges);
    edges.dedup();
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (article, group) in (0..).zip(number) {
        groups.entry(group).or_default().push(article);
    }
    let mut groups: Vec<Vec<u32>> = groups.into_values().filter(|all| all.len() > 1).collect();
    let times = view.times();
    for group in &mut groups {
        group.sort_by_key(|article| std::cmp::Reverse(times[*article as usize]));
    }
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    Communities { groups, edges }
}

/// The group of each node. An edge counts as often as it occurs.
fn groups(nodes: usize, edges: &[(u32, u32)]) -> Vec<u32> {
    let mut graph: Graph = vec![Vec::new(); nodes];
    for (a, b) in edges {
        graph[*a as usize].push((*b, 1));
        graph[*b as usize].push((*a, 1));
    }
    let mut number: Vec<u32> = (0..nodes as u32).collect();
    loop {
        let (moved, groups) = settle(&graph);
        for one in &mut number {
            *one = moved[*one as usize];
        }
        if groups == graph.len() {
            return number;
        }
        graph = joined(&graph, &moved, groups);
    }
}

/// Moves each node to the group that it is most connected to, beyond chance, until none moves.
/// Returns the group of each, and how many groups there are.
fn settle(graph: &Graph) -> (Vec<u32>, usize) {
    let degrees: Vec<i64> = graph.iter().map(|near| near.iter().map(|(_, n)| n).sum()).collect();
    let all: i64 = degrees.iter().sum();
    let mut group: Vec<u32> = (0..graph.len() as u32).collect();
    let mut totals = degrees.clone();
    let mut links = vec![0_i64; graph.len()];
    for _ in 0..PASSES {
        let mut moves = false;
        for (node, near) in graph.iter().enumerate() {
            let own = group[node];
            totals[own as usize] -= degrees[node];
            for (other, n) in near.iter().filter(|(other, _)| *other as usize != node) {
                links[group[*other as usize] as usize] += n;
            }
            let gain = |group: u32, links: &[i64]| {
                let (links, total) = (links[group as usize], totals[group as usize]);
                i128::from(links) * i128::from(all) - i128::from(total) * i128::from(degrees[node])
            };
            let mut best = (gain(own, &links), own);
            for (other, _) in near {
                let one = group[*other as usize];
                let its = gain(one, &links);
                if its > best.0 || its == best.0 && best.1 != own && one < best.1 {
                    best = (its, one);
                }
            }
            near.iter().for_each(|(other, _)| links[group[*other as usize] as usize] = 0);
            links[own as usize] = 0;
            totals[best.1 as usize] += degrees[node];
            group[node] = best.1;
            moves |= best.1 != own;
        }
        if !moves {
            break;
        }
    }
    let mut names: BTreeMap<u32, u32> = BTreeMap::new();
    for one in &mut group {
        let next = names.len() as u32;
        *one = *names.entry(*one).or_insert(next);
    }
    (group, names.len())
}

/// The graph whose nodes are groups. What is inside a group connects it to itself.
fn joined(graph: &Graph, group: &[u32], groups: usize) -> Graph {
    let mut sums: Vec<BTreeMap<u32, i64>> = vec![BTreeMap::new(); groups];
    for (node, near) in graph.iter().enumerate() {
        for (other, n) in near {
            *sums[group[node] as usize].entry(group[*other as usize]).or_default() += n;
        }
    }
    sums.into_iter().map(|near| near.into_iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_connected_closely_comes_together() {
        // Three rings of five, each with all its chords, in a row with one edge between two.
        let mut edges = Vec::new();
        for ring in 0..3_u32 {
            let nodes: Vec<u32> = (5 * ring..5 * ring + 5).collect();
            for (place, a) in nodes.iter().enumerate() {
                edges.extend(nodes[place + 1..].iter().map(|b| (*a, *b)));
            }
        }
        edges.extend([(0, 5), (5, 10)]);
        let found = groups(16, &edges);
        for ring in 0..3 {
            assert!(found[5 * ring..5 * ring + 5].iter().all(|one| *one == found[5 * ring]));
        }
        let mut names = vec![found[0], found[5], found[10], found[15]];
        names.dedup();
        assert_eq!(names.len(), 4, "{found:?}");
        assert!(groups(0, &[]).is_empty());
    }
}
