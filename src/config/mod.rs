//! The site's settings, and the reader of everything that authors write as TOML or YAML.
//!
//! Both syntaxes become one tree that knows where each key and value stands ([`Table`]); a [`TableShape`] says what a
//! table may hold and is the one source of its checks and its JSON Schema. This room knows no page and no record kind:
//! `content` and `hub` bring their own shapes.

pub mod abbreviation;
mod amount;
mod check;
#[cfg(test)]
mod check_tests;
mod ideas;
mod names;
pub mod personal_number;
pub mod placeholder;
#[cfg(test)]
mod property_tests;
mod read;
mod schema;
mod search;
mod shape;
mod site;
mod site_rules;
mod site_shape;
mod slug;
mod source_ref;
mod toml;
mod value;
mod when;
mod words;
mod yaml;
mod yaml_scalar;

pub use self::toml::parse_toml;
pub use amount::{AMOUNT, Amount, grouped};
pub use check::{check, check_parts, is_language, is_url};
pub use ideas::IdeaSettings;
pub use names::Names;
pub use read::{parse_file, read_source, read_sources};
pub use schema::{json_schema, json_schema_of_parts};
pub use search::SearchSettings;
pub use shape::{Doc, Field, Shape, TableShape};
pub use site::{
    Calendar, Config, FeedSettings, Language, MarkdownSettings, MenuItem, OpenData, Publisher, SITE_FILE,
    Statement, Taxonomy,
};
pub use site_shape::SITE;
pub use slug::{is_slug, slug};
pub use source_ref::{SOURCE_REF, SourceRef};
pub use value::{Data, DateValue, Entry, Table, Value};
pub use when::{NoWhen, Parts, Point, When};
pub use words::Precision;
pub(crate) use words::words;
pub use yaml::parse_yaml;
