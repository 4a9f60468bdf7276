//! What templates may see: views that make each value when a template asks for it.
//!
//! No template gets the model itself. Everything passes through [`View::attribute`], which is where what a page read
//! can be recorded.

mod card;
mod date;
mod page;
mod paginator;
mod portfolio;
mod record;
mod site;

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::Site;

pub(super) use card::{card, initiative_card, kind_name, link_card, page_card, record_link};
pub(super) use date::{date_value, moment_value, when_value};
pub(super) use page::{PageView, is_exact, page_value};
pub(super) use paginator::Pager;
pub(super) use portfolio::portfolio;
pub(super) use record::record_value;
pub(super) use site::SiteView;

/// Something templates can ask for attributes.
pub(super) trait View: fmt::Debug + Send + Sync + 'static {
    /// The attributes it has, for templates that list them and for the contract.
    const ATTRIBUTES: &'static [&'static str];

    /// The value of one of them.
    fn attribute(&self, name: &str) -> Option<Value>;
}

/// Makes a view a template value.
pub(super) fn value(view: impl View) -> Value {
    Value::from_object(Viewed(view))
}

#[derive(Debug)]
struct Viewed<V>(V);

impl<V: View> Object for Viewed<V> {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.0.attribute(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.0.attribute(key)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(V::ATTRIBUTES)
    }
}

/// A small fixed map.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from_pairs(pairs)
}

/// A value that may be missing: templates see `none`.
pub(super) fn optional<T: Into<Value>>(value: Option<T>) -> Value {
    value.map_or(Value::from(()), Into::into)
}

/// A list of values.
pub(super) fn list(values: impl IntoIterator<Item = Value>) -> Value {
    Value::from(values.into_iter().collect::<Vec<Value>>())
}

/// A word of the vocabulary: its id and its name.
pub(super) fn word(site: &Site, list: &str, id: &str, lang: &str) -> Value {
    let term = site.model.hub.vocabulary.term(list, id);
    map([
        ("id", Value::from(id)),
        ("name", Value::from(term.map_or(id, |term| term.name(lang)))),
        ("explanation", optional(term.and_then(|term| term.explanation(lang)))),
        ("example", Value::from(term.is_some_and(|term| term.example))),
    ])
}
