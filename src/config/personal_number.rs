//! Swedish personal identity numbers, which may stand in nothing that is published.
//!
//! Found are `YYMMDD-NNNC`, `YYYYMMDD-NNNC` and `YYYYMMDDNNNC` whose date exists and whose last digit is right, and the
//! same for co-ordination numbers (the day plus 60). Ten digits without a hyphen are not looked for: they are mostly
//! something else. Organisations' numbers are not found, since their third digit is never that of a month.

use jiff::civil::Date;

use crate::source::Span;

/// Where in a text the numbers stand.
pub fn find(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = digits_end(bytes, at);
        let tail = match bytes.get(end) {
            Some(b'-' | b'+') => digits_end(bytes, end + 1),
            _ => end,
        };
        let date_and_number = match (end - at, tail - end) {
            (6 | 8, 5) => Some((&bytes[at..end], &bytes[end + 1..tail])),
            (12, 0) => Some((&bytes[at..at + 8], &bytes[at + 8..end])),
            _ => None,
        };
        if date_and_number.is_some_and(|(date, number)| is_personal(date, number))
            && stands_alone(bytes, at, tail)
        {
            found.push(Span::new(at, tail));
        }
        at = end;
    }
    found
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count()
}

/// Whether it is no part of a longer run of letters, digits and hyphens, such as an identifier.
fn stands_alone(bytes: &[u8], from: usize, to: usize) -> bool {
    let joins = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
    let before = from.checked_sub(1).and_then(|before| bytes.get(before));
    !joins(before) && before != Some(&b'-') && !joins(bytes.get(to)) && bytes.get(to) != Some(&b'-')
}

fn is_personal(date: &[u8], number: &[u8]) -> bool {
    let value = |digits: &[u8]| digits.iter().fold(0_i16, |sum, digit| sum * 10 + i16::from(digit - b'0'));
    let short = &date[date.len() - 6..];
    let year = if date.len() == 8 { value(&date[..4]) } else { 2000 + value(&short[..2]) };
    let (month, day) = (value(&short[2..4]), value(&short[4..]));
    let day = if day > 60 { day - 60 } else { day };
    let real = |year: i16| Date::new(year, month as i8, day as i8).is_ok();
    // Of a year in two digits the century is not known: 29 February may be of 1900 or of 2000.
    let exists = if date.len() == 8 {
        (1850..=2150).contains(&year) && real(year)
    } else {
        real(year) || real(year - 100)
    };
    exists && checks(short.iter().chain(number))
}

/// Luhn's sum over ten digits.
fn checks<'a>(digits: impl Iterator<Item = &'a u8>) -> bool {
    let sum: u32 = digits
        .enumerate()
        .map(|(index, digit)| {
            let product = u32::from(digit - b'0') * if index % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
mod tests {
    use super::*;

    // Numbers that the Swedish Tax Agency gives as examples or for tests.
    const REAL: [&str; 4] = ["811218-9876", "19811218-9876", "198112189876", "701063-2391"];

    #[test]
    fn numbers_are_found_wherever_they_stand() {
        for number in REAL {
            let text = format!("Åsa ({number}), kommunen.");
            let found = find(&text);
            assert_eq!(found.len(), 1, "{number}");
            assert_eq!(&text[found[0].range()], number);
        }
        assert_eq!(find("811218+9876").len(), 1, "a person over a hundred");
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "811218-9877",     // the last digit is wrong
            "811318-9876",     // no such month
            "556703-7485",     // an organisation
            "8112189876",      // ten digits without a hyphen
            "2022-06-29",      // a date
            "15 250 000 kr",   // money
            "a811218-9876",    // a part of an identifier
            "12811218-9876-1", // the same
            "070-123 45 67",   // a telephone
            "",
        ] {
            assert_eq!(find(text), [], "{text}");
        }
    }
}
