//! Numbers as Swedes write them: `8 242 920`, `-3,5`, also `3.5`.

/// The number in a cell: `None` for an empty cell and for `..`, which statisticians write for what is not known. What is
/// no number is an error, with what was perhaps meant.
pub(super) fn read(cell: &str) -> Result<Option<f64>, Option<String>> {
    let cell = cell.trim();
    if matches!(cell, "" | ".." | "…") {
        return Ok(None);
    }
    match parse(cell) {
        Some(number) => Ok(Some(number)),
        None => Err(meant(cell)),
    }
}

fn parse(cell: &str) -> Option<f64> {
    let (sign, digits) = match cell.strip_prefix(['-', '\u{2212}', '+']) {
        Some(digits) => (if cell.starts_with('+') { "" } else { "-" }, digits),
        None => ("", cell),
    };
    let (whole, fraction) = match digits.split_once([',', '.']) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (digits, None),
    };
    let whole = ungrouped(whole)?;
    if fraction.is_some_and(|fraction| !all_digits(fraction)) {
        return None;
    }
    let number: f64 = format!("{sign}{whole}.{}", fraction.unwrap_or("0")).parse().ok()?;
    number.is_finite().then_some(number)
}

/// The digits without the spaces between thousands. `1 00 000` has spaces, but not there, and is no number.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<_> = whole.split(is_space).collect();
    let (first, rest) = groups.split_first()?;
    let grouped = rest.is_empty() || first.len() <= 3;
    let valid =
        grouped && rest.iter().all(|group| group.len() == 3) && groups.iter().all(|group| all_digits(group));
    valid.then(|| groups.concat())
}

/// Spaces as they stand between thousands: plain, hard, narrow, thin.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// What was perhaps meant: the digits in groups of three, without a unit behind them.
fn meant(cell: &str) -> Option<String> {
    let number = cell.trim_end_matches(|c: char| !c.is_ascii_digit()).trim();
    if number != cell && parse(number).is_some() {
        return Some(number.to_owned());
    }
    let sign = if number.starts_with(['-', '\u{2212}']) { "-" } else { "" };
    let digits: String =
        number.trim_start_matches(['-', '\u{2212}', '+']).split(|c| is_space(c) || c == '.').collect();
    if !all_digits(&digits) || digits.len() > 15 {
        return None;
    }
    let grouped = digits.as_bytes().rchunks(3).rev().map(String::from_utf8_lossy).collect::<Vec<_>>();
    Some(format!("{sign}{}", grouped.join(" ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn swedish_numbers_are_read() {
        let number = |cell: &str| read(cell).unwrap().unwrap();
        let read = [
            "8 242 920",
            "8\u{a0}242\u{202f}920",
            "8242920",
            "0,5",
            "3.25",
            "-12",
            "\u{2212}1 000,5",
            "+7",
            "007",
        ]
        .map(number);
        let expected = [8_242_920.0, 8_242_920.0, 8_242_920.0, 0.5, 3.25, -12.0, -1000.5, 7.0, 7.0_f64];
        assert_eq!(read.map(f64::to_bits), expected.map(f64::to_bits));
        assert_eq!(super::read("12,345"), Ok(Some(12.345)));
        for missing in ["", "  ", "..", "…"] {
            assert_eq!(super::read(missing), Ok(None));
        }
    }

    #[test]
    fn what_is_uncertain_is_no_number() {
        let cases = [
            ("1 00 000", Some("100 000")),
            ("1000 000", Some("1 000 000")),
            ("1.000.000", Some("1 000 000")),
            ("12 %", Some("12")),
            ("3,5 kr", Some("3,5")),
            ("- 5", Some("-5")),
            ("1,2,3", None),
            (",5", None),
            ("5,", Some("5")),
            ("-", None),
            ("okänt", None),
            ("NaN", None),
            ("1e5", None),
            ("٣", None),
        ];
        for (cell, suggestion) in cases {
            assert_eq!(read(cell), Err(suggestion.map(str::to_owned)), "{cell}");
        }
        assert!(read(&"9".repeat(400)).is_err());
    }
}
