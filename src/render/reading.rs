//! What a page read, for people.

use super::read::{Call, Read, Subject};
use super::{Name, Renderer};

/// What a page read, in words.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reading {
    /// What kind of thing it is: the key of a text.
    pub kind: &'static str,
    /// What of it: an attribute, a function, a template; may be empty.
    pub what: String,
    /// Whose it is: an address, a record; may be empty.
    pub whose: String,
}

impl Renderer {
    /// A question of a page in words.
    pub fn reading(&self, read: &Read) -> Reading {
        let name = |name: Name| self.names().get(name).to_string();
        let reading = |kind, what: String, whose: String| Reading { kind, what, whose };
        match *read {
            Read::Attribute(subject, number) => {
                let attribute = self.attribute_name(subject, number);
                let (kind, whose) = match subject {
                    Subject::Root(file) => ("list", file),
                    Subject::Site(file) => ("site", file),
                    Subject::Page(file) | Subject::Card(file, _) => ("page", file),
                    Subject::Record(file) => ("record", file),
                    Subject::Initiative(id, _) => ("initiative", id),
                };
                reading(kind, attribute, name(whose))
            }
            Read::Call(call) => {
                let (function, given) = match call {
                    Call::Portfolio(_) => ("portfolio", None),
                    Call::Latest(section, ..) => ("latest", Some(section)),
                    Call::Upcoming(..) => ("upcoming", None),
                    Call::PastEvents(..) => ("past_events", None),
                    Call::Page(path, _) => ("get_page", Some(path)),
                    Call::Register(_) => ("index", None),
                    Call::Asset(path) => ("asset", Some(path)),
                };
                reading("function", function.to_owned(), given.map(name).unwrap_or_default())
            }
            Read::Body(page, text) => reading("text", name(text), name(page)),
            Read::Links(page) => reading("links", String::new(), name(page)),
            Read::Plan(file) => reading("plan", String::new(), name(file)),
            Read::Template(template) => reading("template", name(template), String::new()),
            Read::Component(component) => reading("component", name(component), String::new()),
            Read::Organisation(id) => reading("organisation", String::new(), name(id)),
            Read::Picture(address) => reading("picture", String::new(), name(address)),
            Read::Words => reading("words", String::new(), String::new()),
            Read::BaseUrl => reading("base-url", String::new(), String::new()),
            Read::Facts => reading("facts", String::new(), String::new()),
        }
    }
}
