//! What leaves the site for machines: feeds, sitemap, calendars, open data and the descriptions that search engines
//! read.
//!
//! Each format is one file, and each is a pure function from plain structs to bytes. This room knows neither the site's
//! model nor the hub, and never a clock: the pipeline maps what it has to the structs here, times included. What is
//! not to be public must not be mapped.

mod atom;
mod calendar;
mod change;
pub mod dcat;
mod event;
mod feed;
mod focus_area;
mod initiative;
mod json_feed;
pub mod json_ld;
mod moment;
mod named;
pub mod open_data;
mod organisation;
mod redirect;
pub mod report;
mod robots;
mod sitemap;
mod text;
mod xml;

#[cfg(test)]
mod testing;

pub use atom::atom;
pub use calendar::{Calendar, calendar, event_calendar, uid};
pub use change::Change;
pub use event::{Count, Event, EventStatus, Form, ProgrammeItem};
pub use feed::{Author, Entry, Feed};
pub use focus_area::{Challenge, FocusArea};
pub use initiative::{Initiative, Step};
pub use json_feed::json_feed;
pub use moment::Moment;
pub use named::{Alias, DatedName, Named, SourceRef, Sum};
pub use organisation::{Organisation, PartyPeriod};
pub use redirect::{Redirect, redirects};
pub use robots::{Robots, robots};
pub use sitemap::{Alternate, MAX_SITEMAP_BYTES, MAX_SITEMAP_URLS, SitemapUrl, sitemap};

/// A file to publish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Below the site's root, without a leading `/`.
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}
