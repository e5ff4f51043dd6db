//! Chance that is the same on every machine: whole numbers, and floats by operations that round the
//! same everywhere.

/// A generator of numbers: SplitMix64, which takes any seed.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// At least 0, less than 1.
    pub fn share(&mut self) -> f64 {
        f64::from((self.next() >> 32) as u32) / 4_294_967_296.0
    }

    /// Any of the numbers below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.share() * end as f64) as usize
    }

    /// One of the numbers below `end`, the small ones more often: the first tenth of them a third
    /// of the time.
    pub fn low(&mut self, end: usize) -> usize {
        let share = self.share();
        (share * share * end as f64) as usize
    }

    pub fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most + 1 - least)
    }

    pub fn chance(&mut self, share: f64) -> bool {
        self.share() < share
    }
}

/// Ranks by the law of Zipf and Mandelbrot: the frequency of rank n, from 0, goes with
/// 1 / (n + 3.7)^1.15.
///
/// By the alias method, which draws in two steps however many ranks there are: each cell belongs to
/// a rank for a share of its time, and to another one for the rest.
pub struct Zipf(Vec<(f64, u32)>);

impl Zipf {
    pub fn new(ranks: u32) -> Zipf {
        // The standard library's power differs from machine to machine.
        let mut left: Vec<f64> =
            (0..ranks).map(|rank| libm::pow(f64::from(rank) + 3.7, -1.15)).collect();
        let mean = left.iter().sum::<f64>() / f64::from(ranks);
        left.iter_mut().for_each(|share| *share /= mean);
        let mut cells: Vec<(f64, u32)> = (0..ranks).map(|rank| (1.0, rank)).collect();
        // Those below the mean, from the last, are filled up by those above it, from the first.
        let mut above = 0;
        let mut below: Vec<u32> = (0..ranks).filter(|rank| left[*rank as usize] < 1.0).collect();
        while let Some(rank) = below.pop() {
            if above >= left.len() || left[above] < 1.0 {
                break; // What is left is the mean, but for rounding.
            }
            cells[rank as usize] = (left[rank as usize], above as u32);
            left[above] -= 1.0 - left[rank as usize];
            if left[above] < 1.0 {
                below.push(above as u32);
                above += 1;
            }
        }
        Zipf(cells)
    }

    pub fn draw(&self, random: &mut Random) -> usize {
        let rank = random.below(self.0.len());
        let (share, other) = self.0[rank];
        if random.chance(share) { rank } else { other as usize }
    }
}
