//! Round numbers to draw a grid at.

/// About `count` round numbers, the first not above `low` and the last not below `high`. At least two.
pub(super) fn ticks(low: f64, high: f64, count: u8) -> Vec<f64> {
    let (low, high) = if low < high { (low, high) } else { around(low) };
    // Halved first: the distance between the two largest numbers there are is no number.
    let distance = (high / 2.0 - low / 2.0) / f64::from(count) * 2.0;
    let magnitude = 10f64.powf(distance.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].map(|round| round * magnitude);
    let step = round.into_iter().find(|step| *step >= distance * 0.999).unwrap_or(distance);
    let (first, last) = ((low / step).floor(), (high / step).ceil());
    let steps = (0..=100_u8).map(|at| first + f64::from(at)).take_while(|at| *at <= last);
    let ticks: Vec<f64> = steps.map(|at| at * step).collect();
    if is_grid(&ticks, low, high) { ticks } else { vec![low, high] }
}

/// Whether rounding has left a grid: not where numbers are so large or so close that the computer cannot tell them apart.
fn is_grid(ticks: &[f64], low: f64, high: f64) -> bool {
    let rises = ticks.windows(2).all(|pair| pair[0] < pair[1]);
    let holds_all = ticks.len() > 1 && ticks[0] <= low && ticks[ticks.len() - 1] >= high;
    rises && holds_all && ticks.iter().all(|tick| tick.is_finite())
}

/// Room around a single number.
fn around(value: f64) -> (f64, f64) {
    let room = if value == 0.0 { 1.0 } else { value.abs() / 2.0 };
    (value - room, value + room)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grids_are_round() {
        assert_eq!(ticks(0.0, 4_100_000.0, 4), [0.0, 2e6, 4e6, 6e6]);
        assert_eq!(ticks(-3.0, 9.0, 4), [-5.0, 0.0, 5.0, 10.0]);
        assert_eq!(ticks(0.0, 1.0, 4), [0.0, 0.5, 1.0]);
    }

    #[test]
    fn strange_numbers_have_a_grid_too() {
        for (low, high) in
            [(7.0, 7.0), (0.0, 0.0), (-1e308, 1e308), (1e-300, 2e-300), (1e15, 1e15 + 1.0), (0.0, 5e-324)]
        {
            let ticks = ticks(low, high, 4);
            assert!(
                ticks.len() >= 2 && ticks.windows(2).all(|pair| pair[0] < pair[1]),
                "{low} {high}: {ticks:?}"
            );
            assert!(ticks[0] <= low && *ticks.last().unwrap() >= high, "{low} {high}: {ticks:?}");
        }
    }
}
