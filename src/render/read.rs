//! What a page read of the site while it was rendered, so that the next build can tell whether it would look the same.
//!
//! Nothing is declared by hand. Templates see the site only through views and functions, and each attribute and call is
//! noted here with a fingerprint of the answer; so is every text, picture and template that goes into a page. A page is
//! as it was if every question it asked has the same answer now.

use std::cell::RefCell;
use std::collections::hash_map::Entry;
use std::hash::Hasher;
use std::ops::Range;

use minijinja::Value;
use minijinja::value::ValueKind;
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};

use crate::source::Digest;

use super::names::Name;
use super::view::{DateView, Fixed, Viewed};

/// Something a page read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Read {
    /// Attributes of a view: a bit for each by its place among those the view has.
    Attributes(Subject, u64),
    /// What a function gave.
    Call(Call),
    /// A text of a page: the page's address and the text's name.
    Body(Name, Name),
    /// Where the texts of a page lead, with the pictures and charts in them. By the page's address.
    Links(Name),
    /// How a file is made: its template, the part of a list it shows, the texts it has. By its address.
    Plan(Name),
    /// A template's source.
    Template(Name),
    /// What the theme declares about a component.
    Component(Name),
    /// The link to an organisation that a component shows.
    Organisation(Name),
    /// The picture at an address.
    Picture(Name),
    /// The theme's words.
    Words,
    /// The address the site is published at.
    BaseUrl,
    /// Anything at all that pages can see of each other: asked by what reads the site as a whole.
    Facts,
}

/// What a view is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Subject {
    /// What a file's template sees first. By the file's address.
    Root(Name),
    /// The site as a file sees it.
    Site(Name),
    /// The page itself on its own address.
    Page(Name),
    /// The record that a page shows.
    Record(Name),
    /// A page in a list, by its address, and the language of the page that shows it.
    Card(Name, Name),
    /// An initiative in a list, likewise.
    Initiative(Name, Name),
    /// A record of any kind, by its kind and id (`seat/styrelsen-1`), likewise.
    Entry(Name, Name),
}

/// A function that templates call, with what it was given; the last name is the language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Call {
    /// `portfolio()`
    Portfolio(Name),
    /// `latest(section=, limit=)`
    Latest(Name, u32, Name),
    /// `upcoming(limit=)`
    Upcoming(u32, Name),
    /// `past_events(limit=)`
    PastEvents(u32, Name),
    /// `records(kind)` with its conditions, as one text.
    Records(Name, Name),
    /// `assessed(set)`
    Assessed(Name, Name),
    /// `changes(from=, to=)`, both days as one text.
    Changes(Name, Name),
    /// `get_page(path)`
    Page(Name, Name),
    /// `index()`
    Register(Name),
    /// `csp()`
    Csp,
    /// `asset(path)`
    Asset(Name),
}

impl Read {
    /// The same with other numbers for its names.
    #[must_use]
    pub fn renamed(self, mut name: impl FnMut(Name) -> Name) -> Self {
        let n = &mut name;
        match self {
            Self::Attributes(subject, which) => Self::Attributes(subject.renamed(n), which),
            Self::Call(call) => Self::Call(call.renamed(n)),
            Self::Body(page, text) => Self::Body(n(page), n(text)),
            Self::Links(page) => Self::Links(n(page)),
            Self::Plan(file) => Self::Plan(n(file)),
            Self::Template(template) => Self::Template(n(template)),
            Self::Component(component) => Self::Component(n(component)),
            Self::Organisation(id) => Self::Organisation(n(id)),
            Self::Picture(address) => Self::Picture(n(address)),
            Self::Words => Self::Words,
            Self::BaseUrl => Self::BaseUrl,
            Self::Facts => Self::Facts,
        }
    }

    /// The names it is about.
    pub fn names(self) -> impl Iterator<Item = Name> {
        let mut names = [None; 2];
        let mut count = 0;
        let _ = self.renamed(|name| {
            // No question is about more than two names, or the array would be longer.
            if let Some(slot) = names.get_mut(count) {
                *slot = Some(name);
            }
            count += 1;
            name
        });
        names.into_iter().flatten()
    }
}

impl Subject {
    fn renamed(self, name: &mut impl FnMut(Name) -> Name) -> Self {
        match self {
            Self::Root(file) => Self::Root(name(file)),
            Self::Site(file) => Self::Site(name(file)),
            Self::Page(file) => Self::Page(name(file)),
            Self::Record(file) => Self::Record(name(file)),
            Self::Card(page, lang) => Self::Card(name(page), name(lang)),
            Self::Initiative(id, lang) => Self::Initiative(name(id), name(lang)),
            Self::Entry(id, lang) => Self::Entry(name(id), name(lang)),
        }
    }
}

impl Call {
    fn renamed(self, name: &mut impl FnMut(Name) -> Name) -> Self {
        match self {
            Self::Portfolio(lang) => Self::Portfolio(name(lang)),
            Self::Latest(section, limit, lang) => Self::Latest(name(section), limit, name(lang)),
            Self::Upcoming(limit, lang) => Self::Upcoming(limit, name(lang)),
            Self::PastEvents(limit, lang) => Self::PastEvents(limit, name(lang)),
            Self::Records(asked, lang) => Self::Records(name(asked), name(lang)),
            Self::Assessed(set, lang) => Self::Assessed(name(set), name(lang)),
            Self::Changes(days, lang) => Self::Changes(name(days), name(lang)),
            Self::Page(path, lang) => Self::Page(name(path), name(lang)),
            Self::Register(lang) => Self::Register(name(lang)),
            Self::Csp => Self::Csp,
            Self::Asset(path) => Self::Asset(name(path)),
        }
    }
}

/// What was answered, in 128 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fingerprint([u8; 16]);

/// A question with its answer.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Answer {
    /// What was asked.
    pub read: Read,
    /// What was answered, to all of it.
    pub fingerprint: Fingerprint,
    /// Eight bits of the answer for each attribute that was asked for: enough to tell people which of them changed.
    pub parts: Box<[u8]>,
}

/// What was read while something was made: each question once, with its answer.
pub type Reads = Vec<Answer>;

/// What somebody read so far.
#[derive(Default)]
struct Notes {
    views: FxHashMap<Subject, Asked>,
    others: FxHashMap<Read, Fingerprint>,
}

thread_local! {
    /// What the page that this thread is rendering has read. A page is rendered from start to end by one thread, and
    /// nothing that renders waits for other work of the pool in between.
    static NOTES: RefCell<Option<Notes>> = const { RefCell::new(None) };
}

/// Runs `work` and notes what it reads, in the order of [`Read`].
pub(super) fn recorded<T>(work: impl FnOnce() -> T) -> (T, Reads) {
    let outer = NOTES.replace(Some(Notes::default()));
    let result = work();
    let notes = NOTES.replace(outer).unwrap_or_default();
    let mut reads: Reads = notes.others.into_iter().map(Answer::from).collect();
    reads.extend(notes.views.into_iter().map(|(subject, asked)| asked.answer(subject)));
    reads.sort_unstable();
    (result, reads)
}

/// Notes that something was read, if anybody takes notes. The fingerprint is made only the first time.
pub(super) fn note(read: impl FnOnce() -> Read, answer: impl FnOnce() -> Fingerprint) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes
            && let Entry::Vacant(entry) = notes.others.entry(read())
        {
            entry.insert(answer());
        }
    });
}

/// The same for an attribute of a view.
pub(super) fn note_attribute(subject: impl FnOnce() -> Subject, number: u8, value: Option<&Value>) {
    NOTES.with_borrow_mut(|notes| {
        if let Some(notes) = notes {
            notes.views.entry(subject()).or_default().add(number, value);
        }
    });
}

/// Attributes of a view that were asked for, with what was answered.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// A bit for each.
    which: u64,
    /// The answers one after the other, in a form that no other answers have.
    bytes: Vec<u8>,
    /// Where each begins, by the number of its attribute.
    starts: Vec<(u8, usize)>,
}

impl Asked {
    /// Takes an attribute's value, unless it has it. Views have at most 64 attributes.
    pub(super) fn add(&mut self, number: u8, value: Option<&Value>) {
        let bit = 1_u64 << number;
        if self.which & bit != 0 {
            return;
        }
        self.which |= bit;
        self.starts.push((number, self.bytes.len()));
        match value {
            Some(value) => encode(value, &mut self.bytes),
            None => self.bytes.push(b'-'),
        }
    }

    /// All of it as one answer, in whatever order it was asked.
    pub(super) fn answer(mut self, subject: Subject) -> Answer {
        let ends = self.starts.iter().skip(1).map(|(_, start)| *start).chain([self.bytes.len()]);
        let mut ranges: Vec<(u8, Range<usize>)> =
            self.starts.iter().zip(ends).map(|((number, start), end)| (*number, *start..end)).collect();
        ranges.sort_unstable_by_key(|(number, _)| *number);
        let ordered = self.bytes.len();
        let mut parts = Vec::with_capacity(ranges.len());
        for (number, range) in ranges {
            let mut hasher = FxHasher::default();
            hasher.write(&self.bytes[range.clone()]);
            parts.push((hasher.finish() >> 56) as u8);
            self.bytes.push(number);
            self.bytes.extend_from_within(range);
        }
        let fingerprint = Fingerprint::of(&self.bytes[ordered..]);
        Answer { read: Read::Attributes(subject, self.which), fingerprint, parts: parts.into() }
    }
}

impl From<(Read, Fingerprint)> for Answer {
    fn from((read, fingerprint): (Read, Fingerprint)) -> Self {
        Self { read, fingerprint, parts: Box::default() }
    }
}

impl Answer {
    /// How many things were asked.
    pub fn n_asked(&self) -> usize {
        self.parts.len().max(1)
    }
}

impl Fingerprint {
    /// Of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self::from(Digest::of(bytes))
    }

    /// Of anything that can be encoded.
    pub(super) fn of_encoded(value: &impl Serialize) -> Self {
        Self::from(Digest::of_encoded(value))
    }

    /// Of what a template was given. A view counts as what it is about: what is asked of it further is noted by itself.
    pub(super) fn of_value(value: &Value) -> Self {
        let mut bytes = Vec::with_capacity(64);
        encode(value, &mut bytes);
        Self::of(&bytes)
    }
}

impl From<Digest> for Fingerprint {
    fn from(digest: Digest) -> Self {
        let mut half = [0; 16];
        half.copy_from_slice(&digest.as_bytes()[..16]);
        Self(half)
    }
}

/// Appends a form of the value that no other value has. What torg's own views are made of is taken as it is; anything
/// else is asked through the engine.
fn encode(value: &Value, out: &mut Vec<u8>) {
    if let Some(text) = value.as_str() {
        return encode_text(if value.is_safe() { b'H' } else { b'S' }, text, out);
    }
    if let Some(object) = value.as_object() {
        if let Some(viewed) = object.downcast_ref::<Viewed>() {
            out.push(b'V');
            return viewed.identify(out);
        }
        if let Some(date) = object.downcast_ref::<DateView>() {
            out.push(b'D');
            for text in date.texts() {
                encode_text(b'S', text, out);
            }
            return out.push(b'.');
        }
        if let Some(fixed) = object.downcast_ref::<Fixed>() {
            out.push(b'F');
            for (name, value) in fixed.pairs() {
                out.extend(name.as_bytes());
                out.push(b'=');
                encode(value, out);
            }
            return out.push(b'.');
        }
        if let Some(list) = object.downcast_ref::<Vec<Value>>() {
            out.push(b'L');
            for item in list {
                encode(item, out);
            }
            return out.push(b'.');
        }
    }
    match value.kind() {
        ValueKind::Undefined => out.push(b'U'),
        ValueKind::None => out.push(b'N'),
        ValueKind::Bool => out.extend([b'B', u8::from(value.is_true())]),
        ValueKind::Map => {
            out.push(b'M');
            for key in value.try_iter().into_iter().flatten() {
                encode(&key, out);
                encode(&value.get_item(&key).unwrap_or_default(), out);
            }
            out.push(b'.');
        }
        ValueKind::Seq | ValueKind::Iterable => {
            out.push(b'L');
            value.try_iter().into_iter().flatten().for_each(|item| encode(&item, out));
            out.push(b'.');
        }
        _ => encode_text(b'X', &value.to_string(), out),
    }
}

fn encode_text(tag: u8, text: &str, out: &mut Vec<u8>) {
    out.push(tag);
    out.extend((text.len() as u64).to_le_bytes());
    out.extend(text.as_bytes());
}
