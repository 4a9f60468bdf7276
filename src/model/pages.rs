//! The pages of a site in their order. Sites that differ in a few pages share all others.

use std::collections::BTreeMap;
use std::ops::Index;
use std::sync::Arc;

use rayon::prelude::*;

use super::page::{Page, PageId};

/// Every page, each at the place that its id tells.
#[derive(Clone, Debug)]
pub struct Pages {
    linked: Arc<Vec<Page>>,
    /// Those that stand in for linked ones.
    revised: BTreeMap<PageId, Arc<Page>>,
}

impl Pages {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.linked.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.linked.is_empty()
    }

    /// The pages in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Page> + DoubleEndedIterator {
        self.linked.iter().map(|page| self.newest(page))
    }

    /// The same, for all threads.
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &Page> {
        self.linked.par_iter().map(|page| self.newest(page))
    }

    /// A page, to be changed here and nowhere else.
    pub(super) fn revise(&mut self, id: PageId) -> &mut Page {
        let page = self.revised.entry(id).or_insert_with(|| Arc::new(self.linked[id.0 as usize].clone()));
        Arc::make_mut(page)
    }

    fn newest<'a>(&'a self, page: &'a Page) -> &'a Page {
        self.revised.get(&page.id).map_or(page, |page| page)
    }
}

impl From<Vec<Page>> for Pages {
    /// Pages that are numbered as they stand.
    fn from(linked: Vec<Page>) -> Self {
        Self { linked: Arc::new(linked), revised: BTreeMap::new() }
    }
}

impl Index<PageId> for Pages {
    type Output = Page;

    fn index(&self, id: PageId) -> &Page {
        self.newest(&self.linked[id.0 as usize])
    }
}
