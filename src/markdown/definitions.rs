//! Where reference definitions (`[label]: destination`) stand.

use std::collections::BTreeMap;
use std::ops::Range;

use super::destination::{destination, means};
use super::directive::prefix_len;
use super::text::Text;

/// The longest label, in bytes, as in CommonMark.
const MAX_LABEL: usize = 1_000;

/// What looks like a reference definition, by its label, in order.
#[derive(Debug)]
pub(super) struct Definitions {
    by_label: BTreeMap<String, Vec<Range<usize>>>,
    /// How many destinations may still be compared: looking stays linear whatever a text holds.
    comparisons: usize,
}

impl Definitions {
    /// Reads all of `text` once. Definitions in code blocks are found too: that they are none shows when a
    /// destination is compared.
    pub(super) fn new(text: &Text<'_>) -> Self {
        let mut definitions = Self { by_label: BTreeMap::new(), comparisons: text.str.len() + 4_096 };
        let mut at = 0;
        while let Some(close) = text.str[at..].find("]:").map(|close| at + close) {
            at = close + 2;
            if let Some(label) = label_before(text, close)
                && let Some((range, _)) = destination(text.str, at)
            {
                definitions.by_label.entry(label).or_default().push(range);
            }
        }
        definitions
    }

    /// The destination of the first definition of `label` that means `url`; of the first of all that does when the
    /// label is not known.
    pub(super) fn find(&mut self, text: &str, label: &str, url: &str) -> Option<Range<usize>> {
        let named = self.by_label.get(&normalized(label)).map(Vec::as_slice).unwrap_or_default();
        let mut fits = |range: &&Range<usize>| {
            let allowed = self.comparisons > 0;
            self.comparisons = self.comparisons.saturating_sub(1);
            allowed && means(&text[(*range).clone()], url)
        };
        if let Some(range) = named.iter().find(&mut fits) {
            return Some(range.clone());
        }
        self.by_label.values().flatten().filter(fits).min_by_key(|range| range.start).cloned()
    }
}

/// The label whose `]` is at `close`, if it starts its line.
fn label_before(text: &Text<'_>, close: usize) -> Option<String> {
    let from = text.floor(close.saturating_sub(MAX_LABEL));
    let open = from
        + text.str[from..close].rmatch_indices('[').find(|(at, _)| !text.str[..from + at].ends_with('\\'))?.0;
    let line = text.line(text.line_of(open));
    let prefix = prefix_len(&text.str[line.clone()]);
    (open == line.start + prefix && text.str.as_bytes().get(open + 1) != Some(&b'^'))
        .then(|| normalized(&text.str[open + 1..close]))
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
        let mut definitions = Definitions::new(&Text::new(source, Base::At(0)));
        let mut find = |label, url| definitions.find(source, label, url).map(|range| &source[range]);
        assert_eq!(find("a", "rätt"), Some("rätt"));
        assert_eq!(find("a B", "c d"), Some("c d"));
        assert_eq!(find("x", "c d"), Some("c d"));
        assert_eq!(find("1", "not"), None);
    }
}
