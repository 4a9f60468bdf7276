//! A report as one HTML file that needs nothing else: its style is inside, and it has no script.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};
use serde::Serialize;

use crate::report::Lang;

use super::words::words;

const FRAME: &str = include_str!("page.html");
const STYLE: &str = include_str!("print.css");

/// A struct as templates see it.
pub(super) fn value(of: impl Serialize) -> Value {
    Value::from(Serde(of))
}

/// The HTML that `template` makes of `values`, in the frame that all reports share.
pub(super) fn render(lang: Lang, template: &'static str, values: Value) -> String {
    made(lang, template, values).expect("a report's own template takes its own values")
}

fn made(lang: Lang, template: &'static str, values: Value) -> Result<String, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::Strict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.add_function("t", move |key: &str, args: Kwargs| -> Result<String, Error> {
        let mut texts = Vec::new();
        for name in args.args() {
            let value: Value = args.get(name)?;
            texts.push((name, value.to_string()));
        }
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Ok(words(lang, key, &texts))
    });
    env.add_template("page.html", FRAME)?;
    env.add_template("report", template)?;
    let frame = minijinja::context! { lang => lang.as_str(), style => Value::from_safe_string(STYLE.to_owned()), ..values };
    env.get_template("report")?.render(frame)
}
