//! Addresses: what a file, a record or a term is called on the web, and who owns which address.

use std::collections::BTreeMap;

use crate::report::{Diagnostic, codes};
use crate::source::Location;

/// Every address that something will be published at, and where its author wrote it.
#[derive(Debug, Default)]
pub struct Routes {
    owners: BTreeMap<String, Owner>,
}

#[derive(Debug)]
struct Owner {
    at: Location,
    url: String,
}

impl Routes {
    /// Takes an address for the one who wrote `at`; whether it was free. Two that differ in case only are the same
    /// address, because they would be one file on Windows and macOS.
    pub fn take(&mut self, url: &str, at: &Location, out: &mut Vec<Diagnostic>) -> bool {
        let key = url.to_lowercase();
        if let Some(owner) = self.owners.get(&key) {
            out.push(
                Diagnostic::new(codes::P0101, at.clone())
                    .arg("url", url)
                    .arg("other", &owner.at.file)
                    .label(owner.at.clone(), "first"),
            );
            return false;
        }
        self.owners.insert(key, Owner { at: at.clone(), url: url.to_owned() });
        true
    }

    /// Whether something is published at exactly this address.
    pub fn has(&self, url: &str) -> bool {
        self.owners.get(&url.to_lowercase()).is_some_and(|owner| owner.url == url)
    }
}
