//! Builds that use what earlier builds left: whatever is edited, they give what a clean build gives, and they render no
//! more than must be.

mod counts;
mod edits;
mod equal;
mod leaks;
mod look;
mod machines;
mod quick;
mod reads;

use torg::output::MemoryFolder;
use torg::pipeline::Cache;

use crate::site::{Built, SiteTest};

/// Builds a site again and again with what the builds before left.
struct Incremental {
    cache: Cache,
    last: MemoryFolder,
}

impl Incremental {
    fn new() -> Self {
        Self { cache: Cache::kept(), last: MemoryFolder::default() }
    }

    fn build(&mut self, site: &SiteTest) -> Built {
        site.build_after(&self.cache, &mut self.last)
    }
}
