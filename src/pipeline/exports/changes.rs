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
    let lang = &mapper.model.config.default_language;
    let what = change.change.word();
    let [from, to] = change.change.sides().map(|side| Some(mapper.side(side?, lang)));
    let (kind, id) = mapper.model.hub.subject(change);
    let (record, when) = (mapper.record(kind, id), mapper.start(change.when));
    let name = |named: &Option<Named>| named.as_ref().map_or("", |named| named.name.as_str()).to_owned();
    let of_nobody = change.change == ChangeKind::Seated(None);
    let text = renderer.text_with(
        lang,
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
        kind,
        record,
        from,
        to,
        text,
        source: change.source.as_ref().map(|source| mapper.source(source)),
    }
}
