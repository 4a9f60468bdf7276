//! What is too much: nesting that no reader could follow and that would cost the parser more than it is worth.

use super::directive::prefix;
use super::text::Text;

/// Quote marks, list markers or containers inside each other.
pub(super) const MAX_NESTING: usize = 100;
/// Elements inside each other in the result, where a list counts twice and a paragraph once.
pub(super) const MAX_DEPTH: usize = 300;
/// Labels inside labels.
pub(super) const MAX_LABELS: usize = 4;
/// A bound on the parser's work: the deepest nesting a text could have times its lines.
const MAX_WORK: usize = 400_000_000;
/// How often the parser may ask whether to go on, for each byte of text. It asks once every 256 steps, and a
/// step for each byte is already unusual.
const ASKS_PER_KIB: usize = 256;

/// What the text alone tells about the work of parsing it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    /// The first thing that is too deep.
    pub(super) too_deep: Option<usize>,
    /// Marks that must not reach the parser, in order.
    pub(super) blunted: Vec<usize>,
    /// The text cannot be parsed in reasonable time at all.
    pub(super) hopeless: bool,
}

/// How often the parser may ask for a text of this length.
pub(super) fn asks(len: usize) -> usize {
    1_000 + (len / 1024 + 1) * ASKS_PER_KIB
}

/// Looks at the start of each line.
pub(super) fn limits(text: &Text<'_>) -> Limits {
    let mut limits = Limits::default();
    let mut deepest = 0;
    let mut containers = 0_usize;
    for line in 0..text.lines() {
        let range = text.line(line);
        let content = &text.str[range.clone()];
        if !content.starts_with([' ', '\t', '>', '-', '+', '*', ':', '['])
            && !content.starts_with(|c: char| c.is_ascii_digit())
        {
            continue;
        }
        let mut markers = 0;
        let mut excess = None;
        let prefix = prefix(content, |at| {
            markers += 1;
            if markers > MAX_NESTING {
                excess.get_or_insert(at);
            }
        });
        let columns: usize = content[..prefix].bytes().map(|byte| if byte == b'\t' { 4 } else { 1 }).sum();
        let levels = markers.min(MAX_NESTING) + columns / 2;
        deepest = deepest.max(levels);
        if let Some(excess) = excess {
            limits.blunt(range.start + excess);
        }
        let rest = content[prefix..].trim_end();
        if rest.starts_with(":::") {
            if rest.bytes().all(|byte| byte == b':') {
                containers = containers.saturating_sub(1);
            } else {
                containers += 1;
                deepest = deepest.max(levels + containers);
                if containers > MAX_NESTING {
                    containers -= 1;
                    limits.blunt(range.start + prefix);
                }
            }
        }
    }
    limits.hopeless = deepest.saturating_mul(text.lines()) > MAX_WORK;
    if limits.hopeless {
        limits.too_deep = limits.too_deep.or(Some(0));
    }
    limits
}

impl Limits {
    fn blunt(&mut self, byte: usize) {
        self.too_deep.get_or_insert(byte);
        self.blunted.push(byte);
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::Base;
    use super::*;

    #[test]
    fn deep_nesting_is_cut_off() {
        let quotes = format!("a\n{}b\n", ">".repeat(10_000));
        let limits = limits(&Text::new(&quotes, Base::At(0)));
        assert_eq!(limits.too_deep, Some(2 + MAX_NESTING));
        assert_eq!(limits.blunted.len(), 1);
        assert!(!limits.hopeless);
    }

    #[test]
    fn containers_that_never_close_are_cut_off() {
        let text = ":::a\n".repeat(MAX_NESTING + 2);
        assert_eq!(limits(&Text::new(&text, Base::At(0))).blunted.len(), 2);
        let text = ":::a\n:::\n".repeat(1_000);
        assert_eq!(limits(&Text::new(&text, Base::At(0))), Limits::default());
    }

    #[test]
    fn deep_lists_with_many_lines_are_hopeless() {
        let mut text: String = (0..4_000).map(|level| "  ".repeat(level) + "- a\n").collect();
        text.push_str(&"\n".repeat(200_000));
        assert!(limits(&Text::new(&text, Base::At(0))).hopeless);
    }
}
