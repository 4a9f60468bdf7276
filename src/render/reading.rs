//! What a page read, for people.

use super::read::{Answer, Call, Read, Subject};
use super::view::SEPARATOR;
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
    /// What of a page's questions is answered otherwise now, in words.
    pub fn readings(&self, answer: &Answer) -> Vec<Reading> {
        let now = self.answer(&answer.read);
        let Read::Attributes(subject, which) = answer.read else {
            return Vec::from([self.reading(&answer.read, "")]);
        };
        let asked =
            self.attribute_names(subject).iter().enumerate().filter(|(number, _)| which & 1 << number != 0);
        let parts =
            answer.parts.iter().zip(&now.parts).map(|(old, new)| old == new).chain(std::iter::repeat(false));
        let changed: Vec<&str> =
            asked.clone().zip(parts).filter(|(_, same)| !same).map(|((_, name), _)| *name).collect();
        // Eight bits may be the same by chance: then it could be any of them.
        let all = || asked.map(|(_, name)| *name).collect();
        let names: Vec<&str> = if changed.is_empty() { all() } else { changed };
        if names.is_empty() {
            return Vec::from([self.reading(&answer.read, "")]);
        }
        names.into_iter().map(|name| self.reading(&answer.read, name)).collect()
    }

    fn reading(&self, read: &Read, attribute: &str) -> Reading {
        let name = |name: Name| self.names().get(name).to_string();
        let reading = |kind, what: String, whose: String| Reading { kind, what, whose };
        match *read {
            Read::Attributes(subject, _) => {
                let (kind, whose) = match subject {
                    Subject::Root(file) => ("list", file),
                    Subject::Site(file) => ("site", file),
                    Subject::Page(file) | Subject::Card(file, _) => ("page", file),
                    Subject::Record(file) | Subject::Entry(file, _) => ("record", file),
                    Subject::Initiative(id, _) => ("initiative", id),
                };
                reading(kind, attribute.to_owned(), name(whose))
            }
            Read::Call(call) => {
                let (function, given) = match call {
                    Call::Portfolio(_) => ("portfolio", None),
                    Call::Latest(section, ..) => ("latest", Some(section)),
                    Call::Upcoming(..) => ("upcoming", None),
                    Call::PastEvents(..) => ("past_events", None),
                    Call::Records(asked, _) => ("records", Some(asked)),
                    Call::Assessed(set, _) => ("assessed", Some(set)),
                    Call::Changes(days, _) => ("changes", Some(days)),
                    Call::Page(path, _) => ("get_page", Some(path)),
                    Call::Register(_) => ("index", None),
                    Call::Csp => ("csp", None),
                    Call::Asset(path) => ("asset", Some(path)),
                };
                let given = given.map(name).unwrap_or_default();
                reading("function", function.to_owned(), given.replace(SEPARATOR, ", "))
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
