//! What templates may see: views that make each value when a template asks for it.
//!
//! No template gets the model itself. Everything passes through [`View::attribute`], and what a page asked there is
//! noted with a fingerprint of the answer.

mod assessed;
mod card;
mod changes;
mod date;
mod entry;
mod feedback;
mod field;
mod fixed;
mod page;
mod paginator;
mod portfolio;
mod record;
mod records;
mod root;
mod site;

use std::fmt;
use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object};

use super::Site;
use super::names::Names;
use super::read::{self, Answer, Asked, Subject};

pub(super) use assessed::assessed;
pub(super) use card::{
    card, card_view, initiative_card, initiative_view, kind_name, link_card, page_card, record_link,
};
pub(super) use changes::changes;
pub(super) use date::{DateView, date_value, moment_value, when_value};
pub(super) use entry::{entry, entry_view, name_value, other_names};
pub(super) use fixed::Fixed;
pub(super) use page::{PageView, is_exact};
pub(super) use paginator::Pager;
pub(super) use portfolio::{choice, portfolio};
pub(super) use record::{record_parts, record_view};
pub(super) use records::{Mentioning, SEPARATOR, is_askable, question, records};
pub(super) use root::Root;
pub(super) use site::SiteView;

/// Something templates can ask for attributes.
pub(super) trait View: fmt::Debug + Send + Sync + 'static {
    /// What it is about.
    fn subject(&self) -> Subject;

    /// The names behind the numbers in its subject.
    fn names(&self) -> &Names;

    /// The attributes it has: for templates that list them, and to know them by number.
    fn attributes(&self) -> &'static [&'static str];

    /// The value of one of them.
    fn attribute(&self, name: &str) -> Option<Value>;

    /// Whether the value was handed to the view ready-made, by code that itself notes what it read.
    fn is_given(&self, name: &str) -> bool {
        let _ = name;
        false
    }
}

/// Makes a view a template value.
pub(super) fn value(view: impl View) -> Value {
    boxed(Box::new(view))
}

/// The same of a view whose kind is not known here.
pub(super) fn boxed(view: Box<dyn View>) -> Value {
    Value::from_object(Viewed(view))
}

/// A view as templates hold it.
#[derive(Debug)]
pub(super) struct Viewed(Box<dyn View>);

impl Viewed {
    fn ask(&self, name: &str) -> Option<Value> {
        let view = &*self.0;
        let value = view.attribute(name);
        if !view.is_given(name)
            && let Some(number) = view.attributes().iter().position(|attribute| *attribute == name)
        {
            read::note_attribute(|| view.subject(), number as u8, value.as_ref());
        }
        value
    }

    /// Appends what the view is about in words, which mean the same in every build.
    pub(super) fn identify(&self, out: &mut Vec<u8>) {
        let names = self.0.names();
        let (tag, name, other) = match self.0.subject() {
            Subject::Root(file) => (b'r', file, None),
            Subject::Site(file) => (b's', file, None),
            Subject::Page(file) => (b'p', file, None),
            Subject::Record(file) => (b'o', file, None),
            Subject::Card(page, lang) => (b'c', page, Some(lang)),
            Subject::Initiative(id, lang) => (b'i', id, Some(lang)),
            Subject::Entry(id, lang) => (b'e', id, Some(lang)),
        };
        out.push(tag);
        for name in [Some(name), other].into_iter().flatten() {
            out.extend(names.get(name).as_bytes());
            out.push(0);
        }
    }
}

/// What a view answers now to the question for some of its attributes, a bit for each.
pub(super) fn answer_of(view: &dyn View, which: u64) -> Answer {
    let mut asked = Asked::default();
    for (number, name) in view.attributes().iter().enumerate().take(64) {
        if which & 1 << number != 0 {
            asked.add(number as u8, view.attribute(name).as_ref());
        }
    }
    asked.answer(view.subject())
}

impl Object for Viewed {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.ask(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        self.ask(key)
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(self.0.attributes())
    }
}

/// A small fixed map.
pub(super) fn map<const N: usize>(pairs: [(&'static str, Value); N]) -> Value {
    Value::from_object(Fixed::new(pairs))
}

/// A value that may be missing: templates see `none`.
pub(super) fn optional<T: Into<Value>>(value: Option<T>) -> Value {
    value.map_or(Value::from(()), Into::into)
}

/// A list of values.
pub(super) fn list(values: impl IntoIterator<Item = Value>) -> Value {
    Value::from(values.into_iter().collect::<Vec<Value>>())
}

/// A word of the vocabulary: its id, its name, and its place in the list, from 1.
pub(super) fn word(site: &Site, list: &str, id: &str, lang: &str) -> Value {
    let vocabulary = &site.model.hub.vocabulary;
    let term = vocabulary.term(list, id);
    let number =
        vocabulary.ids(list).into_iter().position(|other| other == id).map_or(0, |before| before + 1);
    map([
        ("id", Value::from(id)),
        ("number", Value::from(number)),
        ("name", Value::from(term.map_or(id, |term| term.name(lang)))),
        ("explanation", optional(term.and_then(|term| term.explanation(lang)))),
        ("example", Value::from(term.is_some_and(|term| term.example))),
    ])
}
