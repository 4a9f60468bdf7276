//! What changed between two days: the board's and the readers' question *what is new since*.

use jiff::civil::Date;

use crate::config::{SourceRef, When};

use super::name::Standing;
use super::time::Lasting;
use super::{Base, Dated, Hub, kinds};

/// Something that happened to a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The first day it can have happened.
    pub day: Date,
    /// When it happened, as exactly as it is known.
    pub when: When,
    /// The kind of the record it happened to.
    pub kind: &'static str,
    /// The record's id.
    pub id: String,
    /// What happened.
    pub change: ChangeKind,
    /// Where it is told.
    pub source: Option<SourceRef>,
}

/// What can happen to a record. Values are words of the vocabulary or ids.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ChangeKind {
    /// An initiative came into the portfolio with this status.
    Added(String),
    /// Its status went from one to another.
    Status(String, String),
    /// Its phase went from one, if it had one, to another.
    Phase(Option<String>, String),
    /// Its decided name went from one to another.
    Name(String, String),
    /// An organisation began to take part in this role.
    Joined(String),
    /// An organisation stopped taking part in this role.
    Left(String),
    /// An agreement was signed.
    Signed,
    /// Something was decided.
    Decided,
    /// A status report was given with this colour.
    Reported(String),
    /// A vision or mission was worded anew.
    Stated,
    /// Somebody took a seat in a group: a person, if they are public. That somebody left is not told.
    Seated(Option<String>),
    /// A seat in a group became vacant.
    Vacant,
}

impl ChangeKind {
    /// The word for it in data and as a part of messages' keys.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Added(_) => "added",
            Self::Status(..) => "status",
            Self::Phase(..) => "phase",
            Self::Name(..) => "name",
            Self::Joined(_) => "joined",
            Self::Left(_) => "left",
            Self::Signed => "signed",
            Self::Decided => "decided",
            Self::Reported(_) => "reported",
            Self::Stated => "stated",
            Self::Seated(_) => "seated",
            Self::Vacant => "vacant",
        }
    }

    /// What it led from, and to.
    pub fn sides(&self) -> [Option<Side<'_>>; 2] {
        match self {
            Self::Added(status) => [None, Some(Side::Word("status", status))],
            Self::Status(from, to) => [from, to].map(|status| Some(Side::Word("status", status))),
            Self::Phase(from, to) => [from.as_ref(), Some(to)].map(|phase| Some(Side::Word("phase", phase?))),
            Self::Name(from, to) => [from, to].map(|name| Some(Side::Name(name))),
            Self::Joined(role) => [None, Some(Side::Word("party_role", role))],
            Self::Left(role) => [Some(Side::Word("party_role", role)), None],
            Self::Reported(colour) => [None, Some(Side::Word("colour", colour))],
            Self::Seated(person) => [None, person.as_deref().map(Side::Person)],
            Self::Signed | Self::Decided | Self::Stated | Self::Vacant => [None, None],
        }
    }
}

/// What a change led from or to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side<'a> {
    /// A list of the vocabulary, and a word of it.
    Word(&'static str, &'a str),
    /// A name.
    Name(&'a str),
    /// The id of a public person.
    Person(&'a str),
}

impl Hub {
    /// Everything public that happened after the day `from` and not later than `to`, oldest first. What is known only
    /// to its year or month counts on its first day.
    pub fn changes(&self, from: Date, to: Date) -> Vec<Change> {
        let mut changes = self.names();
        for initiative in self.initiatives.values() {
            let steps = |steps: &[Dated], change: fn(Option<&Dated>, &Dated) -> ChangeKind| {
                let before = std::iter::once(None).chain(steps.iter().map(Some));
                let pairs = before.zip(steps).filter(|(before, step)| {
                    before.is_none_or(|before| before.value.value != step.value.value)
                });
                let change = |(before, step): (Option<&Dated>, &Dated)| {
                    about(
                        "initiative",
                        &initiative.base,
                        step.when.value,
                        change(before, step),
                        step.source.as_ref(),
                    )
                };
                pairs.map(change).collect::<Vec<_>>()
            };
            changes.extend(steps(&initiative.statuses, |before, step| match before {
                None => ChangeKind::Added(step.value.value.clone()),
                Some(before) => ChangeKind::Status(before.value.value.clone(), step.value.value.clone()),
            }));
            changes.extend(steps(&initiative.phases, |before, step| {
                ChangeKind::Phase(before.map(|before| before.value.value.clone()), step.value.value.clone())
            }));
        }
        for party in self.partnerships.values() {
            let role = || party.role.value.clone();
            let Some(base) = self.base("organisation", &party.organisation.value) else { continue };
            let source = party.base.source();
            changes.push(about("organisation", base, party.from.value, ChangeKind::Joined(role()), source));
            let left = party.to.and_then(|to| to.value.day_after()).map(When::from);
            changes
                .extend(left.map(|day| about("organisation", base, day, ChangeKind::Left(role()), source)));
        }
        for agreement in self.agreements.values() {
            let (base, when) = (&agreement.base, agreement.signed.value);
            changes.push(about("agreement", base, when, ChangeKind::Signed, base.source()));
        }
        for decision in self.decisions.values() {
            let (base, when) = (&decision.base, decision.when.value);
            changes.push(about("decision", base, when, ChangeKind::Decided, base.source()));
        }
        for report in self.status_reports.values() {
            let kind = ChangeKind::Reported(report.colour.value.clone());
            changes.push(about("status_report", &report.base, report.date.value, kind, report.base.source()));
        }
        for statement in self.statements.values() {
            let when = statement.from().map(|from| from.value);
            let change = when.map(|when| {
                about("statement", &statement.base, when, ChangeKind::Stated, statement.base.source())
            });
            changes.extend(change);
        }
        for seat in self.seats.values() {
            let (base, source) = (&seat.base, seat.base.source());
            let person = seat.person.as_ref().map(|person| &person.value);
            let public = || person.filter(|person| self.persons.get(person).is_some()).cloned();
            let taken =
                if seat.vacant == Some(true) { ChangeKind::Vacant } else { ChangeKind::Seated(public()) };
            changes.push(about("seat", base, seat.from.value, taken, source));
        }
        changes.retain(|change| from < change.day && change.day <= to);
        changes.sort_by(|a, b| (a.day, a.kind, &a.id, &a.change).cmp(&(b.day, b.kind, &b.id, &b.change)));
        changes
    }

    /// The record by which readers know a change: what a report is about, the group that a seat is in, else the record that it
    /// happened to.
    pub fn subject<'a>(&'a self, change: &'a Change) -> (&'static str, &'a str) {
        let own = (change.kind, change.id.as_str());
        match change.kind {
            "seat" => self.seats.get(&change.id).map_or(own, |seat| ("group", seat.group.value.as_str())),
            "status_report" => {
                let report = self.status_reports.get(&change.id);
                let initiative = report.and_then(|report| report.initiative.as_ref());
                let goal = report.and_then(|report| report.goal.as_ref());
                let initiative = initiative.map(|id| ("initiative", id.value.as_str()));
                initiative.or(goal.map(|id| ("societal_goal", id.value.as_str()))).unwrap_or(own)
            }
            _ => own,
        }
    }

    /// Decided names that began at a known time.
    fn names(&self) -> Vec<Change> {
        let mut changes = Vec::new();
        for kind in kinds().iter().filter(|kind| kind.is_named()) {
            for base in self.bases(kind.key) {
                let mut decided: Vec<_> =
                    base.names.iter().filter(|name| name.standing == Standing::Decided).collect();
                decided.sort_by_key(|name| name.from.map(|from| from.value.earliest()));
                for pair in decided.windows(2) {
                    let [before, name] = pair else { continue };
                    let Some(when) = name.from else { continue };
                    let change = ChangeKind::Name(before.text.value.clone(), name.text.value.clone());
                    changes.push(about(kind.key, base, when.value, change, name.source.as_ref()));
                }
            }
        }
        changes
    }
}

fn about(
    kind: &'static str,
    base: &Base,
    when: When,
    change: ChangeKind,
    source: Option<&SourceRef>,
) -> Change {
    Change { day: when.earliest(), when, kind, id: base.id.clone(), change, source: source.cloned() }
}
