//! A report as one HTML file that needs nothing else: its style is inside, and it has no script.

use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use crate::report::{self, Lang};

use super::words::WORDS;

const FRAME: &str = include_str!("page.html");
const STYLE: &str = include_str!("print.css");

/// A struct as templates see it.
pub(super) fn value(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}

/// The HTML that `template` makes of `values`, in the frame that all reports share.
pub(super) fn render(lang: Lang, template: &'static str, values: Value) -> String {
    let style = Value::from_safe_string(STYLE.to_owned());
    let values = context! { lang => lang.as_str(), style, ..values };
    report::page(&WORDS, lang, &[("page.html", FRAME), ("report", template)], "report", values)
        .expect("a report's own template takes its own values")
}
