//! The check panel, `/_torg/check/`: everything that is worth a look, each thing with its place. A page of the preview's own,
//! made when somebody asks for it; builds know nothing of it.

mod groups;
mod places;
mod words;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use minijinja::value::Serde;
use minijinja::{Value, context};

use super::http::Context;
use super::own::{self, Answer, Asked};
use super::publish::Publisher;
use groups::Shown;
use words::{WORDS, text};

/// The templates by name.
const TEMPLATES: [(&str, &str); 2] =
    [("check.html", include_str!("check.html")), ("section.html", include_str!("section.html"))];

/// The panel's address.
pub(super) fn router() -> Router<Arc<Context>> {
    Router::new().route("/_torg/check/", get(answer))
}

async fn answer(State(context): State<Arc<Context>>, Query(pairs): Query<Vec<(String, String)>>) -> Response {
    own::in_thread(move || show(&context.publisher, &Asked::new(pairs))).await
}

/// The panel, or the part of it that `section` and `from` ask for.
fn show(publisher: &Publisher, asked: &Asked) -> Answer {
    let lang = publisher.lang;
    let Some(review) = publisher.maker.review() else {
        return nothing(publisher, StatusCode::SERVICE_UNAVAILABLE, "waiting");
    };
    let part = asked.get("section").map(|section| Shown {
        section: section.clone(),
        from: asked.text("from").parse::<usize>().unwrap_or(1).max(1),
    });
    let groups = groups::of(&review, part.as_ref(), &publisher.show_options());
    let title = match (&part, groups.first().and_then(|group| group.sections.first())) {
        (None, _) => text(lang, "title", &[]),
        (Some(part), Some(section)) => {
            text(lang, "part", &[("title", &section.title), ("from", &part.from.to_string())])
        }
        (Some(_), None) => return nothing(publisher, StatusCode::NOT_FOUND, "nothing"),
    };
    let is_part = part.is_some();
    let values = context! { title, is_part, groups => Value::from(Serde(groups)) };
    page(publisher, StatusCode::OK, values)
}

/// Why nothing is listed.
fn nothing(publisher: &Publisher, status: StatusCode, key: &str) -> Answer {
    let word = |key| text(publisher.lang, key, &[]);
    let groups: [Value; 0] = [];
    page(publisher, status, context! { title => word("title"), notice => word(key), is_part => true, groups })
}

fn page(publisher: &Publisher, status: StatusCode, values: Value) -> Answer {
    own::page(&WORDS, publisher.lang, status, &TEMPLATES, "check.html", values)
}
