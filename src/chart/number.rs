//! Numbers as people write them: `8 242 920` and `3,5` in Swedish, `8,242,920` and `3.5` in English.

use super::words::Words;

/// How the numbers of one chart are written: all with as many decimals as the one that needs most.
#[derive(Debug)]
pub(super) struct Numbers {
    words: &'static Words,
    unit: String,
    decimals: usize,
    /// From how many digits on a number is written with an exponent.
    most_digits: usize,
}

/// More decimals than these are noise from the computer's arithmetic.
const MAX_DECIMALS: usize = 9;
/// From here on a number is written with an exponent: nobody counts its digits.
const HUGE: f64 = 1e15;
/// What a number of three digits with an exponent saves room to.
const BRIEF: usize = 7;

impl Numbers {
    pub(super) fn new(words: &'static Words, unit: &str, values: impl Iterator<Item = f64>) -> Self {
        let decimals = values.map(decimals).max().unwrap_or(0);
        Self { words, unit: unit.trim().to_owned(), decimals, most_digits: usize::MAX }
    }

    /// The same with an exponent for every long number: for drawings that have no room for its digits.
    pub(super) fn brief(&self) -> Self {
        Self { unit: self.unit.clone(), most_digits: BRIEF, ..*self }
    }

    /// The number alone.
    pub(super) fn plain(&self, value: f64) -> String {
        self.with_decimals(value, self.decimals)
    }

    /// The number alone, with no more decimals than it needs: for the marks on an axis.
    pub(super) fn short(&self, value: f64) -> String {
        self.with_decimals(value, decimals(value))
    }

    /// The number with what it counts.
    pub(super) fn full(&self, value: f64) -> String {
        self.counted(&self.plain(value))
    }

    /// The number as it stands beside a bar: with what it counts when that takes no room.
    pub(super) fn label(&self, value: f64) -> String {
        if self.unit_is_short() { self.full(value) } else { self.plain(value) }
    }

    /// Whether the unit stands beside each number rather than once above the drawing.
    pub(super) fn unit_is_short(&self) -> bool {
        self.unit.chars().count() <= 2
    }

    fn counted(&self, number: &str) -> String {
        match self.unit.as_str() {
            "" => number.to_owned(),
            "%" if !self.words.space_before_percent => format!("{number}%"),
            unit => format!("{number}\u{a0}{unit}"),
        }
    }

    fn with_decimals(&self, value: f64, decimals: usize) -> String {
        let magnitude = value.abs();
        if value.is_infinite() {
            return sign(value) + "∞";
        }
        let digits = format!("{magnitude:.decimals$}");
        if magnitude >= HUGE || digits.len() > self.most_digits {
            let written = format!("{magnitude:.2e}").replace('.', &self.words.decimal_mark.to_string());
            return sign(value) + &written;
        }
        let (whole, fraction) = digits.split_once('.').unwrap_or((&digits, ""));
        let mut number =
            if digits.bytes().all(|b| matches!(b, b'0' | b'.')) { String::new() } else { sign(value) };
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at) % 3 == 0 {
                number.push(self.words.thousands_mark);
            }
            number.push(digit);
        }
        if !fraction.is_empty() {
            number.push(self.words.decimal_mark);
            number.push_str(fraction);
        }
        number
    }
}

/// A true minus, which is as wide as a digit.
fn sign(value: f64) -> String {
    if value < 0.0 { "\u{2212}".to_owned() } else { String::new() }
}

/// How many decimals a number needs.
fn decimals(value: f64) -> usize {
    let written = format!("{value:.MAX_DECIMALS$}");
    written.trim_end_matches('0').split_once('.').map_or(0, |(_, fraction)| fraction.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(lang: &str, unit: &str, values: &[f64]) -> Numbers {
        Numbers::new(Words::of(lang), unit, values.iter().copied())
    }

    #[test]
    fn each_language_has_its_marks() {
        let swedish = numbers("sv", "kronor", &[8_242_920.0]);
        assert_eq!(swedish.plain(8_242_920.0), "8\u{a0}242\u{a0}920");
        assert_eq!(swedish.full(-1000.0), "\u{2212}1\u{a0}000\u{a0}kronor");
        assert_eq!(numbers("en-GB", "%", &[1234.5]).full(1234.5), "1,234.5%");
        assert_eq!(numbers("sv", "%", &[4.25]).label(4.0), "4,00\u{a0}%");
    }

    #[test]
    fn arithmetic_leaves_no_noise() {
        let numbers = numbers("sv", "", &[0.1, 0.2]);
        assert_eq!(numbers.plain(0.1 + 0.2), "0,3");
        assert_eq!(numbers.plain(-0.0), "0,0");
        assert_eq!(numbers.plain(-1e-12), "0,0");
        assert_eq!(numbers.short(250_000.0), "250\u{a0}000");
        assert_eq!(numbers.plain(1.5e300), "1,50e300");
    }
}
