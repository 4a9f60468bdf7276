//! Where reference definitions (`[label]: destination`) stand.

use std::collections::BTreeMap;
use std::ops::Range;

use super::destination::{destination, means};
use super::directive::prefix_len;
use super::text::Text;

/// The longest label, in bytes, as in CommonMark.
const MAX_LABEL: usize = 1_000;

/// What looks like a reference definition, by its label, in order.
#[derive(Debug, Default)]
pub(super) struct Definitions(BTreeMap<String, Vec<Range<usize>>>);

impl Definitions {
    /// Reads all of `text` once. Definitions in code blocks are found too: that they are none shows when a
    /// destination is compared.
    pub(super) fn new(text: &Text<'_>) -> Self {
        let mut definitions = Self::default();
        let mut at = 0;
        while let Some(close) = text.text[at..].find("]:").map(|close| at + close) {
            at = close + 2;
            if let Some(label) = label_before(text, close)
                && let Some((range, _)) = destination(text.text, at)
            {
                definitions.0.entry(label).or_default().push(range);
            }
        }
        definitions
    }

    /// The destination of the first definition of `label` that means `url`; of the first of all that does when the
    /// label is not known.
    pub(super) fn find(&self, text: &str, label: &str, url: &str) -> Option<Range<usize>> {
        let fits = |range: &&Range<usize>| means(&text[(*range).clone()], url);
        let named = self.0.get(&normalized(label)).and_then(|ranges| ranges.iter().find(fits));
        named.or_else(|| self.0.values().flatten().filter(fits).min_by_key(|range| range.start)).cloned()
    }
}

/// The label whose `]` is at `close`, if it starts its line.
fn label_before(text: &Text<'_>, close: usize) -> Option<String> {
    let from = text.floor(close.saturating_sub(MAX_LABEL));
    let open = from
        + text.text[from..close]
            .rmatch_indices('[')
            .find(|(at, _)| !text.text[..from + at].ends_with('\\'))?
            .0;
    let line = text.line(text.line_of(open));
    let prefix = prefix_len(&text.text[line.clone()]);
    (open == line.start + prefix && text.text.as_bytes().get(open + 1) != Some(&b'^'))
        .then(|| normalized(&text.text[open + 1..close]))
}

/// Labels match whatever their case and white space.
fn normalized(label: &str) -> String {
    label
        .split([' ', '\t', '\n', '\r', '>'])
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
        .to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::text::Base;
    use super::*;

    #[test]
    fn the_first_definition_that_fits_is_found() {
        let source = "    [a]: fel\n> [A\n> b]: <c d>\n[a]: rätt 'x'\n[^1]: not\n";
        let definitions = Definitions::new(&Text::new(source, Base::At(0)));
        let find = |label, url| definitions.find(source, label, url).map(|range| &source[range]);
        assert_eq!(find("a", "rätt"), Some("rätt"));
        assert_eq!(find("a B", "c d"), Some("c d"));
        assert_eq!(find("x", "c d"), Some("c d"));
        assert_eq!(find("1", "not"), None);
    }
}
