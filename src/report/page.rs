//! HTML of torg's own making, from templates that stand in the program: reports, and the preview's own pages. The site's pages
//! are made by `render`, from its theme.

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Kwargs;
use minijinja::{AutoEscape, Environment, Error, UndefinedBehavior, Value};

use super::{Lang, Words};

/// The HTML that a template makes of some values. `t(key, name=value…)` says a message. An error is a mistake in the template.
pub fn page(
    words: &'static Words,
    lang: Lang,
    templates: &[(&'static str, &'static str)],
    template: &str,
    values: Value,
) -> Result<String, Error> {
    let mut env = Environment::new();
    env.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    env.set_auto_escape_callback(|_| AutoEscape::Html);
    env.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    env.add_function("t", move |key: &str, args: Kwargs| -> Result<String, Error> {
        let mut texts = Vec::new();
        for name in args.args() {
            let value: Value = args.get(name)?;
            texts.push((name, value.to_string()));
        }
        let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Ok(words.text(lang, key, &texts))
    });
    for (name, source) in templates {
        env.add_template(name, source)?;
    }
    env.get_template(template)?.render(values)
}
