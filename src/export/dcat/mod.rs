//! The catalogue of the open data after DCAT-AP-SE 3 (<https://docs.dataportal.se/dcat/3.0.1/en/>), by which Sweden's
//! data portal finds it.
//!
//! [`Catalogue`] says what there is, `describe` makes nodes of it, and two files write the same nodes: `rdf_xml` and
//! `json_ld`. Dates come from what is catalogued, never from a clock.

mod describe;
mod graph;
mod json_ld;
mod rdf_xml;
#[cfg(test)]
mod tests;

use jiff::civil::Date;

pub use json_ld::json_ld;
pub use rdf_xml::rdf_xml;

/// What there is to fetch, and from whom.
#[derive(Clone, Debug)]
pub struct Catalogue {
    /// The folder of the open data, absolute and with a final `/`. It is also the page people read about it on, and the
    /// start of the IRIs of all that has no address of its own.
    pub folder_url: String,
    /// What the catalogue is called.
    pub title: Vec<Text>,
    /// What it holds.
    pub description: Vec<Text>,
    /// The site's first page, absolute.
    pub homepage: String,
    /// The languages it is written in, as in `<html lang>`.
    pub languages: Vec<String>,
    /// The day the data was first published.
    pub issued: Option<Date>,
    /// The day it last changed.
    pub modified: Option<Date>,
    /// IRIs of the places the data is about, such as `http://sws.geonames.org/2715946`.
    pub places: Vec<String>,
    /// Who publishes it.
    pub publisher: Publisher,
    /// Who answers questions about it.
    pub contact: Contact,
    /// What one may do with the data, an address. The catalogue itself is always CC0, as the profile demands.
    pub licence: String,
    /// What is catalogued.
    pub datasets: Vec<Dataset>,
}

/// A text in a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, on one line.
    pub text: String,
    /// Its language, as in `<html lang>`.
    pub lang: String,
}

impl Text {
    /// The same with what tells it apart behind it.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        Self { text: format!("{} – {}", self.text, other.text), lang: self.lang.clone() }
    }
}

/// Who publishes the data.
#[derive(Clone, Debug)]
pub struct Publisher {
    /// What tells it from all others, absolute.
    pub iri: String,
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: Vec<Text>,
    /// What kind of publisher it is: a word of ADMS, such as `LocalAuthority`. The profile demands one.
    pub kind: Option<String>,
    /// Its number in the Swedish register of organisations.
    pub org_number: Option<String>,
    /// Its own site.
    pub homepage: Option<String>,
}

/// Who answers questions about the data.
#[derive(Clone, Debug)]
pub struct Contact {
    /// Its name.
    pub name: String,
    /// Its e-mail address. The profile demands one: without it the catalogue names no contact.
    pub email: Option<String>,
}

/// Data of one kind, in one or several formats.
#[derive(Clone, Debug)]
pub struct Dataset {
    /// The files' name without its extension, such as `portfolj`.
    pub name: String,
    /// What it is called.
    pub title: Vec<Text>,
    /// What it holds.
    pub description: Vec<Text>,
    /// Words to find it by.
    pub keywords: Vec<Text>,
    /// The themes it belongs to: codes of the EU's list of data themes, such as `GOVE`.
    pub themes: Vec<&'static str>,
    /// The language of its names and texts, as in `<html lang>`.
    pub lang: String,
    /// The day of the newest fact in it.
    pub modified: Option<Date>,
    /// The first and last day that it tells of.
    pub period: Option<(Date, Date)>,
    /// Its JSON Schema, absolute.
    pub schema: String,
    /// Its files.
    pub files: Vec<Distribution>,
}

/// A file.
#[derive(Clone, Debug)]
pub struct Distribution {
    /// What tells it from the dataset's other files: its extension.
    pub extension: String,
    /// Its address, absolute.
    pub url: String,
    /// Its media type, such as `text/csv`.
    pub media_type: &'static str,
    /// What it is called.
    pub title: Vec<Text>,
    /// What it holds.
    pub description: Vec<Text>,
    /// Its size in bytes.
    pub n_bytes: usize,
    /// Whether the dataset's schema describes it.
    pub follows_schema: bool,
}
