//! What happened between two days, in words.

use jiff::civil::Date;

use crate::export::report::{Changes, Movement};
use crate::hub::{Change, ChangeKind};
use crate::pipeline::exports::Mapper;
use crate::report::Lang;

pub(super) fn changes(mapper: Mapper<'_>, from: Date, to: Date, lang: Lang) -> Changes {
    let found = mapper.model.hub.changes(from, to);
    let changes = found.iter().map(|change| movement(mapper, change, lang)).collect();
    Changes { lang, from, to, changes }
}

fn movement(mapper: Mapper<'_>, change: &Change, lang: Lang) -> Movement {
    let model = mapper.model;
    let [before, after] = change.change.sides().map(|side| Some(mapper.side(side?, lang.as_str())));
    let (about, id) = model.hub.subject(change);
    let record = mapper.record(about, id);
    let (then, now) = match model.hub.base(about, id) {
        Some(base) if !base.names.is_empty() => base.name_then_and_now(change.day, model.today),
        _ => (record.name.trim_end_matches('.'), None),
    };
    Movement {
        when: mapper.start(change.when),
        kind: change.kind,
        id: change.id.clone(),
        name: then.to_owned(),
        // A change of name says both names itself.
        name_now: now.filter(|_| !matches!(change.change, ChangeKind::Name(..))).map(ToOwned::to_owned),
        url: record.url.clone(),
        change: change.change.word(),
        before,
        after,
        source: change.source.as_ref().map(|source| mapper.source(source)),
    }
}
