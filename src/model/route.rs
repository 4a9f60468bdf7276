//! Addresses: what a file, a record or a term is called on the web, and who owns which address.

use rustc_hash::FxHashMap;

use crate::report::{Diagnostic, codes};
use crate::source::Location;

/// Every address that something will be published at, and where its author wrote it.
#[derive(Debug, Default)]
pub(super) struct Routes {
    owners: FxHashMap<String, Location>,
}

impl Routes {
    /// Takes an address for the one who wrote `at`; whether it was free. Two that differ in case only are the same
    /// address, because they would be one file on Windows and macOS.
    pub(super) fn take(&mut self, url: &str, at: &Location, out: &mut Vec<Diagnostic>) -> bool {
        let key = url.to_lowercase();
        if let Some(owner) = self.owners.get(&key) {
            out.push(
                Diagnostic::new(codes::P0101, at.clone())
                    .arg("url", url)
                    .arg("other", &owner.file)
                    .label(owner.clone(), "first"),
            );
            return false;
        }
        self.owners.insert(key, at.clone());
        true
    }
}
