//! What happened to the portfolio, newest first: as records of open data and as an Atom feed of the newest.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::config::slug;
use crate::export::{Author, Change, Entry, Feed, Named, atom};
use crate::hub::{self, ChangeKind};
use crate::render::Renderer;

use super::Mapper;

/// The files' name without its extension.
pub(super) const NAME: &str = "andringar";

/// Everything that happened until the day the portfolio is looked at.
pub(super) fn changes(renderer: &Renderer, folder_url: &str) -> Vec<Change> {
    let model = &renderer.site().model;
    let mut changes = model.hub.changes(Date::MIN, model.as_of);
    changes.reverse();
    changes.iter().map(|change| told(renderer, change, folder_url)).collect()
}

/// The newest as a feed.
pub(super) fn feed(renderer: &Renderer, changes: &[Change], folder_url: &str) -> Vec<u8> {
    let model = &renderer.site().model;
    let mapper = Mapper { model };
    let (config, lang) = (&model.config, &model.config.default_language);
    let newest = changes.iter().take(config.feeds.limit);
    let entries: Vec<Entry> = newest.filter_map(|change| entry(mapper, change, folder_url)).collect();
    let newest = entries.first().map(|entry| entry.updated.clone());
    let feed_url = format!("{folder_url}{NAME}.atom");
    atom(&Feed {
        id: feed_url.clone(),
        title: format!("{} – {}", renderer.text(lang, &format!("data-{NAME}")), config.title_in(lang)),
        subtitle: Some(renderer.text(lang, &format!("data-{NAME}.description"))),
        lang: lang.clone(),
        home_url: folder_url.to_owned(),
        feed_url,
        author: Author {
            name: config.feeds.author.clone().unwrap_or_else(|| config.title_in(lang).to_owned()),
            url: Some(mapper.absolute(&config.home_url(lang))),
        },
        updated: newest.unwrap_or_else(|| Timestamp::UNIX_EPOCH.to_zoned(mapper.zone().clone())),
        entries,
    })
}

/// A change known only to its year or month stands on its first day, and says in words how exactly it is known.
fn entry(mapper: Mapper<'_>, change: &Change, folder_url: &str) -> Option<Entry> {
    let day = change.when.first_day().to_zoned(mapper.zone().clone()).ok()?;
    let source = change.source.as_ref().and_then(|source| source.title.as_deref());
    let summary = [Some(change.when.to_string()), Some(change.text.clone()), source.map(ToOwned::to_owned)];
    Some(Entry {
        id: format!("{folder_url}{NAME}.json#{}", change.id),
        url: change.url.clone(),
        title: change.text.clone(),
        summary: summary.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        content_html: None,
        published: day.clone(),
        updated: day,
        tags: vec![change.what.to_owned()],
        lang: mapper.model.config.default_language.clone(),
    })
}

fn told(renderer: &Renderer, change: &hub::Change, folder_url: &str) -> Change {
    let mapper = Mapper { model: &renderer.site().model };
    let word = |list: &str, id: &String| Some(mapper.word(list, id));
    let what = change.change.word();
    let (from, to) = match &change.change {
        ChangeKind::Added(status) => (None, word("status", status)),
        ChangeKind::Status(before, after) => (word("status", before), word("status", after)),
        ChangeKind::Phase(before, after) => {
            (before.as_ref().map(|before| mapper.word("phase", before)), word("phase", after))
        }
        ChangeKind::Name(before, after) => (Some(Named::new(before, before)), Some(Named::new(after, after))),
        ChangeKind::Joined(role) => (None, word("party_role", role)),
        ChangeKind::Left(role) => (word("party_role", role), None),
        ChangeKind::Reported(colour) => (None, word("colour", colour)),
        ChangeKind::Seated => (None, holder(mapper, change)),
        ChangeKind::Unseated => (holder(mapper, change), None),
        ChangeKind::Signed | ChangeKind::Decided | ChangeKind::Stated | ChangeKind::Vacant => (None, None),
    };
    let is_unnamed = from.is_none() && to.is_none();
    let of_nobody = is_unnamed && matches!(change.change, ChangeKind::Seated | ChangeKind::Unseated);
    let when = mapper.start(change.when);
    let record = record(mapper, change);
    let name = |named: &Option<Named>| named.as_ref().map_or("", |named| named.name.as_str()).to_owned();
    let text = renderer.text_with(
        &mapper.model.config.default_language,
        &format!("data-change-{what}{}", if of_nobody { "-unnamed" } else { "" }),
        &[("name", &record.name), ("from", &name(&from)), ("to", &name(&to))],
    );
    // Two changes of one kind on one day differ in what they lead to.
    let end = to.as_ref().or(from.as_ref()).map_or(String::new(), |named| format!("/{}", slug(&named.id)));
    Change {
        id: format!("{}/{}/{what}/{when}{end}", change.kind, change.id),
        url: record.url.clone().unwrap_or_else(|| folder_url.to_owned()),
        when,
        what,
        kind: change.kind,
        record,
        from,
        to,
        text,
        source: change.source.as_ref().map(|source| mapper.source(source)),
    }
}

/// Who took or left a seat, if they are named in public.
fn holder(mapper: Mapper<'_>, change: &hub::Change) -> Option<Named> {
    let person = mapper.model.hub.seats.get(&change.id)?.person.as_ref()?;
    Some(mapper.record("person", &person.value))
}

/// The record, by what readers know it by: records without names are known by their words, or by what they are about.
fn record(mapper: Mapper<'_>, change: &hub::Change) -> Named {
    let hub = &mapper.model.hub;
    let named = mapper.record(change.kind, &change.id);
    let words = match change.kind {
        "decision" => hub.decisions.get(&change.id).map(|decision| decision.text.clone()),
        "statement" => hub.statements.get(&change.id).map(|statement| statement.text.clone()),
        "status_report" => hub.status_reports.get(&change.id).map(|report| {
            let initiative = report.initiative.iter().map(|id| mapper.record("initiative", &id.value));
            let goal = report.goal.iter().map(|id| mapper.record("societal_goal", &id.value));
            initiative.chain(goal).map(|named| named.name).collect()
        }),
        "seat" => hub.seats.get(&change.id).map(|seat| mapper.record("group", &seat.group.value).name),
        _ => None,
    };
    Named { name: words.unwrap_or(named.name), ..named }
}
