//! What open data and search engines are told about an organisation.

use schemars::JsonSchema;
use serde::Serialize;

use super::{Alias, DatedName, Moment, Named, SourceRef};

/// An organisation.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Organisation {
    /// Stays the same for as long as the organisation has a page.
    pub id: String,
    /// The decided name of the day.
    pub name: String,
    /// What kind of organisation it is.
    #[serde(rename = "type")]
    pub kind: Named,
    /// The organisation it belongs to.
    pub parent: Option<Named>,
    /// Its number in the national register.
    pub org_number: Option<String>,
    /// When it was a party of the agreement, oldest first.
    pub party: Vec<PartyPeriod>,
    /// What it is, as plain text in a sentence or two.
    pub summary: Option<String>,
    /// Its own site.
    pub website: Option<String>,
    /// All it has been called, oldest first.
    pub names: Vec<DatedName>,
    /// Other spellings of them.
    pub aliases: Vec<Alias>,
    /// Where all this is told.
    pub sources: Vec<SourceRef>,
    /// Its page on this site.
    pub url: String,
}

/// A time during which an organisation was a party.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PartyPeriod {
    /// Its first day.
    pub from: Moment,
    /// Its last day; still a party when null.
    pub to: Option<Moment>,
    /// Where it is told.
    pub source: Option<SourceRef>,
}
