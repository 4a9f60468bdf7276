//! What two lists have in common at their beginning and at their end.

/// How many items are the same at the beginning, and how many of the rest at the end.
pub fn common_ends<T>(one: &[T], other: &[T], same: impl Fn(&T, &T) -> bool) -> (usize, usize) {
    let before = one.iter().zip(other).take_while(|(a, b)| same(a, b)).count();
    let rest = one[before..].iter().rev().zip(other[before..].iter().rev());
    (before, rest.take_while(|(a, b)| same(a, b)).count())
}
