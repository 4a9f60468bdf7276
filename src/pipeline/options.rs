//! What one build is asked for, beyond what the settings say.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::Config;
use crate::hub::Clearance;
use crate::source::Digest;

/// The options of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Another address to publish at than the settings'.
    pub base_url: Option<String>,
    /// Whether drafts and future pages are shown.
    pub drafts: bool,
    /// The day to show the portfolio on.
    pub as_of: Option<Date>,
    /// The moment to build at instead of the present one.
    pub now: Option<Timestamp>,
    /// Whether the site is for a closed circle.
    pub clearance: Option<Clearance>,
    /// Whether nothing is made to search in, whatever the settings say.
    pub no_search: bool,
}

impl Options {
    /// Tells builds apart that must not be taken for each other. The moment is compared for itself.
    pub(super) fn digest(&self) -> Digest {
        let as_of = self.as_of.map(|day| day.to_string());
        Digest::of_encoded(&(&self.base_url, self.drafts, as_of, self.clearance.is_some(), self.no_search))
    }

    /// Asks for the site of a closed circle, or no longer. To be called only where a person wishes it.
    pub fn set_internal(&mut self, is_internal: bool) {
        self.clearance = is_internal.then(Clearance::of_internal_build);
    }

    pub(super) fn apply(&self, mut config: Config) -> Config {
        if let Some(base_url) = &self.base_url {
            base_url.trim_end_matches('/').clone_into(&mut config.base_url);
        }
        config.search.enabled &= !self.no_search;
        config
    }
}
