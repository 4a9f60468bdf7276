//! Which brackets of a line belong together.

use std::collections::BTreeMap;
use std::ops::Range;

/// The pairs of square brackets in one line. Brackets in code spans and after a backslash count for nothing.
pub(super) struct Brackets {
    /// From each `[` to its `]`.
    pairs: BTreeMap<usize, usize>,
}

impl Brackets {
    /// Reads the line once, so that asking for many brackets of one long line stays cheap.
    pub(super) fn new(text: &str, line: Range<usize>) -> Self {
        let bytes = text.as_bytes();
        let ticks = ticks(bytes, &line);
        let mut pairs = BTreeMap::new();
        let mut open = Vec::new();
        let mut at = line.start;
        while at < line.end {
            match bytes[at] {
                b'\\' => at += 1,
                b'`' => {
                    let run = run(bytes, at, line.end);
                    let later = ticks.get(&run).and_then(|starts| {
                        starts.get(starts.partition_point(|start| *start < at + run)).copied()
                    });
                    at = later.unwrap_or(at) + run - 1;
                }
                b'[' => open.push(at),
                b']' => {
                    if let Some(open) = open.pop() {
                        pairs.insert(open, at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Self { pairs }
    }

    /// The `]` that closes the `[` at `open`.
    pub(super) fn closing(&self, open: usize) -> Option<usize> {
        self.pairs.get(&open).copied()
    }
}

/// Where runs of backticks start, by their length.
fn ticks(bytes: &[u8], line: &Range<usize>) -> BTreeMap<usize, Vec<usize>> {
    let mut ticks: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut at = line.start;
    while at < line.end {
        if bytes[at] == b'`' {
            let run = run(bytes, at, line.end);
            ticks.entry(run).or_default().push(at);
            at += run;
        } else {
            at += 1;
        }
    }
    ticks
}

fn run(bytes: &[u8], at: usize, end: usize) -> usize {
    bytes[at..end].iter().take_while(|byte| **byte == b'`').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_and_escapes_hide_brackets() {
        let text = r"[a [b] `]` \] ``x` c] ]";
        let brackets = Brackets::new(text, 0..text.len());
        assert_eq!(brackets.closing(3), Some(5));
        assert_eq!(brackets.closing(0), Some(20));
        assert_eq!(brackets.closing(1), None);
    }
}
