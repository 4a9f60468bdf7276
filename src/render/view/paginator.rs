//! Long lists in pages.

use minijinja::Value;

use super::{list, map, optional};

/// Which part of a list a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) struct Pager {
    /// The number of this part, from 1.
    pub(in super::super) number: usize,
    /// How many parts there are.
    pub(in super::super) total: usize,
    /// How many entries the whole list has.
    pub(in super::super) items: usize,
    /// How many entries a part has, at most.
    pub(in super::super) size: usize,
}

impl Pager {
    /// How a list is parted; one part when it is not.
    pub(in super::super) fn parts(items: usize, size: Option<usize>) -> Vec<Self> {
        let size = size.filter(|size| *size > 0).unwrap_or(items.max(1));
        let total = items.div_ceil(size).max(1);
        (1..=total).map(|number| Self { number, total, items, size }).collect()
    }

    /// This part's entries in the list.
    pub(in super::super) fn range(self) -> std::ops::Range<usize> {
        let start = (self.number - 1) * self.size;
        start..(start + self.size).min(self.items)
    }

    /// The address of part `number` of the list at `base`.
    pub(in super::super) fn url(base: &str, word: &str, number: usize) -> String {
        if number == 1 { base.to_owned() } else { format!("{base}{word}/{number}/") }
    }

    /// What templates see; none for a list in one part.
    pub(in super::super) fn value(self, base: &str, word: &str) -> Value {
        if self.total == 1 {
            return Value::from(());
        }
        let url = |number| Self::url(base, word, number);
        map([
            ("number", Value::from(self.number)),
            ("total", Value::from(self.total)),
            ("items", Value::from(self.items)),
            ("previous_url", optional((self.number > 1).then(|| url(self.number - 1)))),
            ("next_url", optional((self.number < self.total).then(|| url(self.number + 1)))),
            (
                "pages",
                list((1..=self.total).map(|number| {
                    map([
                        ("number", Value::from(number)),
                        ("url", Value::from(url(number))),
                        ("current", Value::from(number == self.number)),
                    ])
                })),
            ),
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::Pager;

    #[test]
    fn parts_cover_the_list_once() {
        let ranges: Vec<_> = Pager::parts(25, Some(10)).into_iter().map(Pager::range).collect();
        assert_eq!(ranges, [0..10, 10..20, 20..25]);
        assert_eq!(Pager::parts(0, Some(10)).len(), 1);
        assert_eq!(Pager::parts(3, None)[0].range(), 0..3);
    }
}
