//! Members of groups beside each other: a counting sort, which a search index needs wherever what was found page by page is
//! told word by word.

/// For each group its members, told by their places, in order.
pub(super) struct Groups {
    /// Where each group begins among the members, and where the last one ends.
    starts: Vec<usize>,
    members: Vec<u32>,
}

impl Groups {
    /// Groups what belongs to the groups `of`, each below `n_groups`; others are left out.
    pub(super) fn new(n_groups: usize, of: impl Iterator<Item = u32> + Clone) -> Self {
        let mut starts = vec![0; n_groups + 1];
        for group in of.clone() {
            if let Some(start) = starts.get_mut(group as usize + 1) {
                *start += 1;
            }
        }
        let mut n_before = 0;
        for start in &mut starts {
            n_before += *start;
            *start = n_before;
        }
        let (mut next, mut members) = (starts.clone(), vec![0; n_before]);
        for (place, group) in (0..).zip(of) {
            let Some(next) = next.get_mut(group as usize) else { continue };
            if let Some(member) = members.get_mut(*next) {
                *member = place;
            }
            *next += 1;
        }
        Self { starts, members }
    }

    /// The members of a group.
    pub(super) fn of(&self, group: u32) -> &[u32] {
        let group = group as usize;
        let range = self.starts.get(group).zip(self.starts.get(group + 1)).map(|(start, end)| *start..*end);
        range.and_then(|range| self.members.get(range)).unwrap_or_default()
    }

    /// The groups' members.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        let ends = self.starts.iter().skip(1);
        self.starts.iter().zip(ends).map(|(start, end)| self.members.get(*start..*end).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_stand_in_order() {
        let groups = Groups::new(4, [2, 0, 2, 9, 3, 2].into_iter());
        assert_eq!(groups.iter().collect::<Vec<_>>(), [&[1][..], &[], &[0, 2, 5], &[4]]);
        assert_eq!((groups.of(2), groups.of(9)), (&[0, 2, 5][..], &[][..]));
        assert_eq!(Groups::new(0, [].into_iter()).iter().count(), 0);
    }
}
