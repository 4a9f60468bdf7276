//! What an unquoted YAML scalar is: the core schema of YAML 1.2 (so `no` is a word), with dates as in TOML.

use super::toml::looks_dated;
use super::value::{Data, DateValue};

/// How an unquoted scalar reads.
#[derive(Debug, PartialEq)]
pub(super) enum Plain {
    /// A value.
    Data(Data),
    /// No value at all: empty, `~` or `null`.
    Nothing,
    /// A number that cannot be held.
    OutOfRange,
    /// Written as a date, but there is no such day.
    NoSuchDate,
}

/// Reads an unquoted scalar. A number with leading zeros is a text: a postal code, not an amount.
pub(super) fn plain(text: &str) -> Plain {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Plain::Nothing,
        "true" | "True" | "TRUE" => return Plain::Data(Data::Bool(true)),
        "false" | "False" | "FALSE" => return Plain::Data(Data::Bool(false)),
        ".inf" | "-.inf" | "+.inf" | ".nan" | ".NaN" | ".NAN" => return Plain::OutOfRange,
        _ => {}
    }
    if looks_dated(text) {
        return dated(text);
    }
    number(text).unwrap_or_else(|| Plain::Data(Data::String(text.to_owned())))
}

fn dated(text: &str) -> Plain {
    let rest = &text.as_bytes()[10..];
    let with_time = rest.len() > 1 && matches!(rest[0], b'T' | b't' | b' ') && rest[1].is_ascii_digit();
    match DateValue::parse(text) {
        Some(date) => Plain::Data(Data::Date(date)),
        None if rest.is_empty() || with_time => Plain::NoSuchDate,
        None => Plain::Data(Data::String(text.to_owned())),
    }
}

fn number(text: &str) -> Option<Plain> {
    for (prefix, radix) in [("0x", 16), ("0o", 8)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let fits = digits.chars().all(|digit| digit.is_digit(radix)) && !digits.is_empty();
            return fits.then(|| integer(i64::from_str_radix(digits, radix).ok()));
        }
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let leading_zero =
        digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") && !digits.starts_with("0e");
    if leading_zero || !digits.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    if digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(integer(text.parse().ok()));
    }
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    let float = plain.then(|| text.parse::<f64>().ok()).flatten()?;
    Some(if float.is_finite() { Plain::Data(Data::Float(float)) } else { Plain::OutOfRange })
}

fn integer(number: Option<i64>) -> Plain {
    number.map_or(Plain::OutOfRange, |number| Plain::Data(Data::Integer(number)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_are_what_they_look_like() {
        for (text, data) in [
            ("12", Data::Integer(12)),
            ("-3", Data::Integer(-3)),
            ("0x1f", Data::Integer(31)),
            ("1.5", Data::Float(1.5)),
            ("1e3", Data::Float(1000.0)),
            ("true", Data::Bool(true)),
        ] {
            assert_eq!(plain(text), Plain::Data(data), "{text}");
        }
        for text in [
            "no",
            "ja",
            "0123",
            "1.2.3",
            "0x",
            "12 kr",
            "2022-H2",
            "2022-06-29 var en onsdag",
            ".",
            "-",
            "1_000",
        ] {
            assert_eq!(plain(text), Plain::Data(Data::String(text.to_owned())), "{text}");
        }
        assert!(matches!(plain("2022-06-29"), Plain::Data(Data::Date(_))));
        assert_eq!(plain("2022-02-30"), Plain::NoSuchDate);
        assert_eq!(plain("1e999"), Plain::OutOfRange);
        assert_eq!(plain("~"), Plain::Nothing);
    }
}
