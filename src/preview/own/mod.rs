//! Pages of the preview's own, beside the site's: what they share. They work without scripts, and nothing in them comes from
//! anywhere else.

mod answer;

pub(in crate::preview) use answer::{Answer, Asked, file, in_thread};

use axum::http::StatusCode;
use minijinja::Value;

use crate::report::{self, Lang, Words};

/// What all pages stand in, for templates to extend.
const FRAME: (&str, &str) = ("own.html", include_str!("own.html"));

/// The words of the frame. Words of a page are put together with them.
pub(in crate::preview) const WORDS: [(Lang, &str); 2] =
    [(Lang::Sv, include_str!("words.sv.ftl")), (Lang::En, include_str!("words.en.ftl"))];

/// The page that one of these templates makes of some values, with these words. The values need a `title`.
pub(in crate::preview) fn page(
    words: &'static Words,
    lang: Lang,
    status: StatusCode,
    templates: &[(&'static str, &'static str)],
    template: &str,
    values: Value,
) -> Answer {
    let templates: Vec<_> = templates.iter().copied().chain([FRAME]).collect();
    let values = minijinja::context! { lang => lang.as_str(), ..values };
    let html = report::page(words, lang, &templates, template, values)
        .expect("a template of torg's own takes its own values");
    Answer::Page(status, html)
}
