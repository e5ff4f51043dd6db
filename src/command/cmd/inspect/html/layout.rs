//! The layout of a map: each group is an island of dots, near the islands that it has edges to.
//!
//! Force-directed, after T. Fruchterman, E. Reingold, "Graph drawing by force-directed placement",
//! Software: Practice and Experience 21 (1991). Only operations with the same bits on every machine
//! are used: arithmetic, square roots and `libm`.

/// A place on the map.
#[derive(Clone, Copy)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// A group as it is drawn.
pub struct Island {
    pub middle: Point,
    pub radius: f64,
}

/// The distance that two dots keep, and that connected ones have.
const APART: f64 = 13.0;
const SPRING: f64 = 18.0;

/// Room around the dots of an island, and between islands, for their names.
const SHORE: f64 = 10.0;
const SEA: f64 = 26.0;

/// Steps of the layout, of dots and of islands.
const DOT_STEPS: usize = 120;
const STEPS: usize = 400;

/// Lays the dots of some groups out. `dots` has how many each group has, `edges` pairs of dots,
/// counted through all groups. Returns the islands and the places of all dots.
pub fn lay_out(dots: &[usize], edges: &[(usize, usize)]) -> (Vec<Island>, Vec<Point>) {
    let mut places = Vec::new();
    let mut groups = Vec::new();
    let mut radii = Vec::new();
    for (group, count) in dots.iter().enumerate() {
        let start = places.len();
        let is_own = |dot: &usize| (start..start + count).contains(dot);
        let own = edges.iter().filter(|(a, b)| is_own(a) && is_own(b));
        let own: Vec<(usize, usize)> = own.map(|(a, b)| (a - start, b - start)).collect();
        let laid = island(*count, &own);
        let far = laid.iter().map(|at| (at.x * at.x + at.y * at.y).sqrt()).fold(0.0, f64::max);
        radii.push(far + SHORE);
        places.extend(laid);
        groups.extend(std::iter::repeat_n(group, *count));
    }
    let bridges = edges.iter().map(|(a, b)| (groups[*a], groups[*b])).filter(|(a, b)| a != b);
    let islands = sea(&radii, &bridges.collect::<Vec<_>>());
    for (place, group) in places.iter_mut().zip(groups) {
        place.x += islands[group].middle.x;
        place.y += islands[group].middle.y;
    }
    (islands, places)
}

/// `count` points arranged like the seeds of a sunflower, the first in the middle.
fn sunflower(count: usize, step: f64) -> Vec<Point> {
    let seed = |number: usize| {
        let (angle, far) = (2.399_963_229_728_653 * number as f64, step * (number as f64).sqrt());
        Point { x: far * libm::cos(angle), y: far * libm::sin(angle) }
    };
    (0..count).map(seed).collect()
}

/// From one place to another: direction and distance.
fn way(from: Point, to: Point) -> (f64, f64, f64) {
    let (x, y) = (to.x - from.x, to.y - from.y);
    let far = (x * x + y * y).sqrt().max(0.01);
    (x / far, y / far, far)
}

fn shift(place: &mut Point, (x, y, _): (f64, f64, f64), by: f64) {
    place.x += x * by;
    place.y += y * by;
}

/// The dots of an island around its middle.
fn island(count: usize, edges: &[(usize, usize)]) -> Vec<Point> {
    let mut places = sunflower(count, APART * 0.62);
    for _ in 0..DOT_STEPS {
        for (a, b) in edges {
            let way = way(places[*a], places[*b]);
            let pull = 0.06 * (way.2 - SPRING).max(0.0);
            shift(&mut places[*a], way, pull);
            shift(&mut places[*b], way, -pull);
        }
        for place in &mut places {
            place.x *= 0.99;
            place.y *= 0.99;
        }
        spread(&mut places, |_, _| APART);
    }
    let middle = |of: fn(&Point) -> f64| {
        let ends =
            places.iter().map(of).fold((f64::MAX, f64::MIN), |(a, b), x| (a.min(x), b.max(x)));
        if count == 0 { 0.0 } else { (ends.0 + ends.1) / 2.0 }
    };
    let (x, y) = (middle(|place| place.x), middle(|place| place.y));
    places.iter().map(|place| Point { x: place.x - x, y: place.y - y }).collect()
}

/// Pushes places apart that are nearer to each other than they should be.
fn spread(places: &mut [Point], apart: impl Fn(usize, usize) -> f64) {
    for a in 0..places.len() {
        for b in 0..a {
            let way = way(places[a], places[b]);
            let push = (apart(a, b) - way.2).max(0.0) / 2.0;
            if push > 0.0 {
                shift(&mut places[a], way, -push);
                shift(&mut places[b], way, push);
            }
        }
    }
}

/// Islands of these sizes on a sea that is wider than high.
fn sea(radii: &[f64], bridges: &[(usize, usize)]) -> Vec<Island> {
    let mean = radii.iter().sum::<f64>() / radii.len().max(1) as f64;
    let mut middles = sunflower(radii.len(), mean + SEA);
    let apart = |a: usize, b: usize| radii[a] + radii[b] + SEA;
    for step in 0..STEPS {
        // At last nothing but room is made.
        if step < STEPS * 3 / 4 {
            for (a, b) in bridges {
                let way = way(middles[*a], middles[*b]);
                let pull = (0.01 * (way.2 - apart(*a, *b)).max(0.0)).min(4.0);
                shift(&mut middles[*a], way, pull);
                shift(&mut middles[*b], way, -pull);
            }
            for place in &mut middles {
                place.x *= 0.995;
                place.y *= 0.985;
            }
        }
        spread(&mut middles, apart);
    }
    radii.iter().zip(middles).map(|(radius, middle)| Island { middle, radius: *radius }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn islands_and_dots_keep_apart() {
        let edges = [(0, 1), (1, 2), (0, 30), (30, 31), (31, 40)];
        let (islands, places) = lay_out(&[30, 8, 5, 1, 0], &edges);
        assert_eq!((islands.len(), places.len()), (5, 44));
        for a in 0..islands.len() {
            for b in 0..a {
                let far = way(islands[a].middle, islands[b].middle).2;
                assert!(far > islands[a].radius + islands[b].radius, "{a} and {b}");
            }
        }
        for a in 0..places.len() {
            assert!((0..a).all(|b| way(places[a], places[b]).2 > APART / 3.0), "{a}");
        }
        let first = &islands[0];
        assert!(places[..30].iter().all(|place| way(*place, first.middle).2 < first.radius));
        assert!(lay_out(&[], &[]).0.is_empty());
    }
}
