//! The theme's words for buttons, headings and labels, in Fluent.

use std::collections::BTreeMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// UI texts in every language the theme has.
pub(super) struct Texts {
    bundles: BTreeMap<String, FluentBundle<FluentResource>>,
}

impl Texts {
    /// The texts of a theme: for each language, its resources, the most basic theme's first so that a theme's own
    /// words win. Faulty resources were reported when the theme was read; what can be used of them is.
    pub(super) fn new(resources: &BTreeMap<String, Vec<String>>) -> Self {
        let bundles = resources.iter().filter_map(|(lang, texts)| {
            let id: LanguageIdentifier = lang.parse().ok()?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            bundle.set_use_isolating(false);
            for text in texts {
                let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(text.clone());
                bundle.add_resource_overriding(resource);
            }
            Some((lang.clone(), bundle))
        });
        Self { bundles: bundles.collect() }
    }

    /// The text `key` in a language, with its variables filled in; `None` when the language lacks it.
    pub(super) fn get(&self, lang: &str, key: &str, args: &[(String, FluentValue<'_>)]) -> Option<String> {
        let bundle = self.bundles.get(lang)?;
        let (id, attribute) = key.split_once('.').map_or((key, None), |(id, name)| (id, Some(name)));
        let message = bundle.get_message(id)?;
        let pattern = match attribute {
            Some(name) => message.get_attribute(name)?.value(),
            None => message.value()?,
        };
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            fluent.set(name.clone(), value.clone());
        }
        let mut errors = Vec::new();
        Some(bundle.format_pattern(pattern, Some(&fluent), &mut errors).into_owned())
    }

    /// The text for a word from data, such as `event-status-held`; the word itself when the theme has none.
    pub(super) fn named(&self, lang: &str, prefix: &str, word: &str) -> String {
        self.get(lang, &format!("{prefix}-{}", word.replace('_', "-")), &[])
            .unwrap_or_else(|| word.to_owned())
    }
}
