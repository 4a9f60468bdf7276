//! Records of one kind. What is internal cannot be reached from outside this room: no view of it can be made.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Index;

use super::record::{Base, Record};

/// Records of one kind by id, so that every walk over them has the same order. All that other rooms can reach is public.
#[derive(Clone, Debug)]
pub struct Records<T> {
    public: BTreeMap<String, Box<T>>,
    internal: BTreeMap<String, Box<T>>,
    /// Records that lack something without which they are none. They are known, so that what refers to them is not wrong.
    unread: BTreeSet<String>,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self { public: BTreeMap::new(), internal: BTreeMap::new(), unread: BTreeSet::new() }
    }
}

impl<T> Records<T> {
    /// The record with this id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.public.get(id).map(Box::as_ref)
    }

    /// All of them.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &T> + Clone {
        self.public.values().map(Box::as_ref)
    }

    /// The ids of all of them.
    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.public.keys()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.public.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.public.is_empty()
    }
}

impl<T: Record> Records<T> {
    pub(super) fn insert(&mut self, record: Box<T>) {
        let id = record.base().id.clone();
        let records = if record.base().is_public() { &mut self.public } else { &mut self.internal };
        records.insert(id, record);
    }

    /// Makes internal what must not be shown whatever it says of itself.
    pub(super) fn withhold(&mut self, may_show: impl Fn(&T) -> bool) {
        let (shown, withheld): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.public).into_iter().partition(|(_, record)| may_show(record));
        self.public = shown;
        self.internal.extend(withheld);
    }

    pub(super) fn insert_unread(&mut self, id: String) {
        self.unread.insert(id);
    }

    /// All of them, internal ones last: for rules, never for views.
    pub(super) fn all(&self) -> impl Iterator<Item = &T> {
        self.public.values().chain(self.internal.values()).map(Box::as_ref)
    }

    /// What all records share, internal ones last.
    pub(super) fn bases(&self) -> impl Iterator<Item = &Base> {
        self.all().map(Record::base)
    }

    /// The record with this id, whoever may see it: for rules, never for views.
    pub(super) fn any(&self, id: &str) -> Option<&T> {
        self.public.get(id).or_else(|| self.internal.get(id)).map(Box::as_ref)
    }

    pub(super) fn is_unread(&self, id: &str) -> bool {
        self.unread.contains(id)
    }
}

impl<T> Index<&str> for Records<T> {
    type Output = T;

    /// The record with this id, which must be there and public.
    fn index(&self, id: &str) -> &T {
        &self.public[id]
    }
}
