//! What participants said after an event. Feedback of too few answers never comes here: the hub keeps it.

use minijinja::Value;

use crate::hub::Feedback;
use crate::model::Page;

use super::super::Site;
use super::assessed::number;
use super::{list, map, optional, word};

/// What participants of the event that a page tells of said, in the order of the records' ids.
pub(in super::super) fn feedback(site: &Site, page: &Page) -> Value {
    let slug = page.url.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let is_event = page.document().is_some_and(|document| document.event().is_some());
    let about = site.model.hub.feedback.values().filter(|one| is_event && one.event.value == slug);
    list(about.map(|one| given(site, one, &page.lang)))
}

fn given(site: &Site, feedback: &Feedback, lang: &str) -> Value {
    let results = feedback.results.iter().map(|result| {
        map([
            ("dimension", word(site, "dimension", &result.dimension.value, lang)),
            ("mean", number(result.mean.value, lang)),
            ("distribution", list(result.distribution.iter().map(|count| Value::from(count.value)))),
        ])
    });
    let learned = feedback
        .learned_something
        .as_ref()
        .map(|learned| map([("yes", Value::from(learned.yes.value)), ("no", Value::from(learned.no.value))]));
    map([
        ("n", Value::from(feedback.n.value)),
        ("results", list(results)),
        ("learned", optional(learned)),
        ("themes", list(feedback.themes.iter().map(|theme| Value::from(theme.as_str())))),
        ("sources", list(feedback.base.sources.iter().map(|source| site.source(source)))),
    ])
}
