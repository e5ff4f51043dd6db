//! Grouping by small numbers: a counting sort.

/// Puts fewer than 2³² values in the order of their keys, which are smaller than `keys`; those of
/// one key stay in theirs. Returns where the values of each key begin, with the end of the last,
/// and all values.
pub(crate) fn counting_sort<T: Copy + Default>(
    all: &[(u32, T)],
    keys: usize,
) -> (Vec<u32>, Vec<T>) {
    let mut begins = vec![0; keys + 1];
    for (key, _) in all {
        begins[*key as usize + 1] += 1;
    }
    for key in 0..keys {
        begins[key + 1] += begins[key];
    }
    let mut next = begins.clone();
    let mut values = vec![T::default(); all.len()];
    for (key, value) in all {
        let next = &mut next[*key as usize];
        values[*next as usize] = *value;
        *next += 1;
    }
    (begins, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_by_their_keys_in_order() {
        let all = [(3, 'a'), (0, 'b'), (3, 'c'), (1, 'd'), (3, 'b')];
        assert_eq!(counting_sort(&all, 5), (vec![0, 1, 2, 2, 5, 5], vec!['b', 'd', 'a', 'c', 'b']));
        assert_eq!(counting_sort::<u8>(&[], 0), (vec![0], vec![]));
    }
}
