//! What happened between two days, in words.

use jiff::civil::Date;

use crate::export::Named;
use crate::export::report::{Changes, Movement};
use crate::hub::{Change, ChangeKind, Seat};
use crate::pipeline::exports::Mapper;
use crate::report::Lang;

use super::{url, word};

pub(super) fn changes(mapper: Mapper<'_>, from: Date, to: Date, lang: Lang) -> Changes {
    let found = mapper.model.hub.changes(from, to);
    let changes = found.iter().map(|change| movement(mapper, change, lang)).collect();
    Changes { lang, from, to, changes }
}

fn movement(mapper: Mapper<'_>, change: &Change, lang: Lang) -> Movement {
    let model = mapper.model;
    let word = |list: &str, id: &str| Some(word(model, lang, list, id));
    let name = |text: &str| Some(Named::new(text, text));
    let (before, after) = match &change.change {
        ChangeKind::Added(status) => (None, word("status", status)),
        ChangeKind::Status(before, after) => (word("status", before), word("status", after)),
        ChangeKind::Phase(before, after) => {
            (before.as_ref().and_then(|before| word("phase", before)), word("phase", after))
        }
        ChangeKind::Name(before, after) => (name(before), name(after)),
        ChangeKind::Joined(role) => (None, word("party_role", role)),
        ChangeKind::Left(role) => (word("party_role", role), None),
        ChangeKind::Reported(colour) => (None, word("colour", colour)),
        ChangeKind::Seated => (None, holder(mapper, &change.id, lang)),
        ChangeKind::Unseated => (holder(mapper, &change.id, lang), None),
        ChangeKind::Signed | ChangeKind::Decided | ChangeKind::Stated | ChangeKind::Vacant => (None, None),
    };
    let (about, id) = subject(mapper, change);
    let (then, now) = match model.hub.base(about, &id) {
        Some(base) if !base.names.is_empty() => {
            let (then, now) = base.name_then_and_now(change.day, model.today);
            (then.to_owned(), now.map(ToOwned::to_owned))
        }
        _ => (wording(mapper, about, &id, lang), None),
    };
    Movement {
        when: mapper.start(change.when),
        kind: change.kind,
        id: change.id.clone(),
        name: then,
        // A change of name says both names itself.
        name_now: now.filter(|_| !matches!(change.change, ChangeKind::Name(..))),
        url: url(mapper, about, &id),
        change: change.change.word(),
        before,
        after,
        source: change.source.as_ref().map(|source| mapper.source(source)),
    }
}

/// The record a change is told of: what a report is about, the group that a seat is in, else the record itself.
fn subject(mapper: Mapper<'_>, change: &Change) -> (&'static str, String) {
    let hub = &mapper.model.hub;
    if let Some(seat) = seat(mapper, change.kind, &change.id) {
        return ("group", seat.group.value.clone());
    }
    let report = hub.status_reports.get(&change.id).filter(|_| change.kind == "status_report");
    let initiative =
        report.and_then(|report| report.initiative.as_ref()).map(|id| ("initiative", id.value.clone()));
    let goal =
        || report.and_then(|report| report.goal.as_ref()).map(|id| ("societal_goal", id.value.clone()));
    initiative.or_else(goal).unwrap_or_else(|| (change.kind, change.id.clone()))
}

fn seat<'a>(mapper: Mapper<'a>, kind: &str, id: &str) -> Option<&'a Seat> {
    mapper.model.hub.seats.get(id).filter(|_| kind == "seat")
}

/// Who holds a seat, by the name they had, or somebody who is not named.
fn holder(mapper: Mapper<'_>, id: &str, lang: Lang) -> Option<Named> {
    let seat = mapper.model.hub.seats.get(id)?;
    let person = seat.person.as_ref().map(|person| mapper.record("person", &person.value));
    Some(person.unwrap_or_else(|| Named::new("", &Changes::somebody(lang))))
}

/// What a record without a name is told by.
fn wording(mapper: Mapper<'_>, kind: &str, id: &str, lang: Lang) -> String {
    let hub = &mapper.model.hub;
    let text = match kind {
        "decision" => hub.decisions.get(id).map(|decision| decision.text.clone()),
        "societal_goal" => hub.societal_goals.get(id).map(|goal| goal.wording.value.clone()),
        "statement" => {
            hub.statements.get(id).map(|statement| Changes::statement(lang, statement.kind.word()))
        }
        _ => None,
    };
    text.map_or_else(|| id.to_owned(), |text| text.trim_end_matches('.').to_owned())
}
