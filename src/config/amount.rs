//! Sums of money. Documents disagree about them, so that a sum can carry its source, a note and what others say.

use std::fmt;

use crate::source::{Span, Spanned};

use super::shape::{Doc, Field, Shape, TableShape};
use super::source_ref::{SOURCE_REF, SourceRef};
use super::value::{Data, Table, Value};
use super::words::Precision;

/// A sum in whole kronor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// How many.
    pub kronor: i64,
    /// How exactly it is known.
    pub precision: Precision,
    /// Where it is told.
    pub source: Option<SourceRef>,
    /// What else the reader should know.
    pub note: Option<String>,
    /// What other documents say instead.
    pub other: Vec<Amount>,
    /// Where it stands.
    pub span: Span,
}

/// What a sum is written as when more than the number is known of it.
pub static AMOUNT: TableShape = TableShape {
    name: "amount",
    doc: Doc { sv: "Ett belopp i hela kronor.", en: "A sum in whole kronor." },
    fields: &[
        Field::required("amount", Shape::Amount, "Beloppet.", "The sum."),
        Field::optional(
            "precision",
            Shape::Choice(Precision::WORDS),
            "Hur säkert beloppet är; exakt, om inget sägs.",
            "How exactly it is known; exactly, unless said.",
        ),
        Field::optional("source", Shape::Table(&SOURCE_REF), "Källa.", "Source."),
        Field::optional(
            "note",
            Shape::Text,
            "Vad läsaren annars bör veta.",
            "What else readers should know.",
        ),
        Field::optional(
            "other",
            Shape::List(&Shape::Amount),
            "Vad andra dokument säger.",
            "What other documents say.",
        ),
    ],
};

impl Amount {
    /// The sum that a value names: a number, a text such as `100 000`, or a table with one of them.
    pub fn from_value(value: &Value) -> Option<Self> {
        if let Data::Table(table) = &value.data {
            return Some(Self {
                precision: table
                    .text("precision")
                    .and_then(|word| Precision::from_word(word.value))
                    .unwrap_or(Precision::Exact),
                source: table.table("source").and_then(SourceRef::from_table),
                note: table.text("note").map(|note| note.value.to_owned()),
                other: table.list("other").iter().filter_map(Self::from_value).collect(),
                ..Self::from_value(table.get("amount")?)?
            });
        }
        let kronor = match &value.data {
            Data::Integer(kronor) => *kronor,
            Data::String(text) => kronor(text)?,
            _ => return None,
        };
        let (precision, other) = (Precision::Exact, Vec::new());
        Some(Self { kronor, precision, source: None, note: None, other, span: value.span })
    }
}

impl Table {
    /// A sum of money.
    pub fn amount(&self, key: &str) -> Option<Spanned<Amount>> {
        let amount = Amount::from_value(self.get(key)?)?;
        let span = amount.span;
        Some(Spanned::new(amount, span))
    }
}

/// Digits, either together or in groups of three as Swedish writes them.
pub(super) fn kronor(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let mut groups = digits.split([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_number = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    let grouped = (rest.is_empty() || first.len() <= 3) && rest.iter().all(|group| group.len() == 3);
    let well_written = grouped && is_number(first) && rest.iter().all(|group| is_number(group));
    well_written.then(|| format!("{first}{}", rest.concat()).parse::<i64>().ok()).flatten().map(|n| sign * n)
}

/// In groups of three, with spaces that do not break.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&grouped(self.kronor))
    }
}

/// A number as Swedish writes it: `15 250 000`.
pub fn grouped(kronor: i64) -> String {
    let digits = kronor.unsigned_abs().to_string();
    let mut text = String::from(if kronor < 0 { "−" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_groups_of_three() {
        for (text, expected) in
            [("0", 0), ("100000", 100_000), ("100 000", 100_000), ("15\u{a0}250\u{a0}000", 15_250_000)]
        {
            assert_eq!(kronor(text), Some(expected), "{text}");
        }
        assert_eq!(kronor("-1 000"), Some(-1_000));
        for text in ["", "1 00 000", "1000 000", "1 0000", "100,5", "1 000 kr", " 1", "1  000", "- 1"] {
            assert_eq!(kronor(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for kronor in [0, 7, 999, 1_000, 15_250_000, -8_242_920] {
            assert_eq!(super::kronor(&grouped(kronor)), Some(kronor));
        }
        assert_eq!(grouped(15_250_000), "15\u{a0}250\u{a0}000");
    }
}
