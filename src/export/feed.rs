//! What a feed tells, in whichever format.

use jiff::Zoned;

/// A list of pages that readers can subscribe to.
#[derive(Clone, Debug)]
pub struct Feed {
    /// An IRI that never changes; the feed's own address will do.
    pub id: String,
    /// What the feed is called.
    pub title: String,
    /// What it holds, in a sentence.
    pub subtitle: Option<String>,
    /// The language, as in `<html lang>`.
    pub lang: String,
    /// The page it belongs to, absolute.
    pub home_url: String,
    /// Its own address in the format that is written, absolute.
    pub feed_url: String,
    /// Who stands behind it.
    pub author: Author,
    /// When anything in it last changed.
    pub updated: Zoned,
    /// Newest first.
    pub entries: Vec<Entry>,
}

/// Who stands behind a feed.
#[derive(Clone, Debug)]
pub struct Author {
    /// A person's or an organisation's name.
    pub name: String,
    /// Its site, absolute.
    pub url: Option<String>,
}

/// One page, or one thing that happened, in a feed.
#[derive(Clone, Debug)]
pub struct Entry {
    /// An IRI that never changes and tells the entry from all others; the page's own address will do.
    pub id: String,
    /// The page, absolute.
    pub url: String,
    /// The page's title.
    pub title: String,
    /// What it says, as plain text in a sentence or two.
    pub summary: String,
    /// The whole of it, every address in it absolute; left out when only the summary is offered.
    pub content_html: Option<String>,
    /// When it was first published.
    pub published: Zoned,
    /// When it last changed.
    pub updated: Zoned,
    /// Its subjects, by their names.
    pub tags: Vec<String>,
    /// Its language, as in `<html lang>`.
    pub lang: String,
}
