//! What a page is called, apart from everything else that its front matter says.

use serde_json::Value;

use super::Document;

impl Document {
    /// Whether two states of a file differ in nothing but what the page is called — its title, its menu title, its description —
    /// and in its text. Places do not count: they move with every letter.
    pub fn is_called_otherwise(&self, other: &Self) -> bool {
        let facts = |document: &Self| {
            let mut facts = document.clone();
            facts.front.title.value.clear();
            (facts.front.menu_title, facts.front.description) = (None, None);
            // A document is text, numbers and lists of them.
            let mut facts = serde_json::to_value(facts).unwrap_or_default();
            forget_places(&mut facts);
            facts
        };
        facts(self) == facts(other)
    }
}

/// Takes places out: every span, that of the line that opens the front matter and that of the body. What authors name themselves
/// are values here and never keys.
fn forget_places(facts: &mut Value) {
    match facts {
        Value::Object(fields) => {
            fields.retain(|key, _| !matches!(key.as_str(), "span" | "literal" | "opening" | "body"));
            fields.values_mut().for_each(forget_places);
        }
        Value::Array(items) => items.iter_mut().for_each(forget_places),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::super::document::tests::document;

    const EVENT: &str = "title = \"Mässa\"\nmenu_title = \"M\"\ndescription = \"Om mässan.\"\ndate = 2020-01-01\n\
        tags = [\"skola\"]\naliases = [\"gammal\"]\nkind = \"event\"\nwhen = { start = 2020-04-01T09:00:00 }\nstatus = \"planned\"\n\
        form = \"physical\"\norganisers = [\"mdu\"]\nsources = [{ document = \"plan\" }]\n\
        [extra]\nfarg = { span = 1, namn = [\"röd\", 2.5] }";

    #[test]
    fn a_title_may_be_another_and_nothing_else() {
        let event = |front: &str| {
            let (event, out) = document("content/massa.md", front);
            assert_eq!(out, [], "{front}");
            event
        };
        let is_called_otherwise = |old: &str, new: &str| {
            let other = EVENT.replace(old, new);
            assert_ne!(other, EVENT);
            event(EVENT).is_called_otherwise(&event(&other))
        };
        for (old, new) in [
            ("Mässa", "En mässa för alla"),
            ("menu_title = \"M\"\n", ""),
            ("Om mässan.", "Om den."),
            ("description = \"Om mässan.\"\n", ""),
            ("\n", "\n# En rad\n\n"),
            ("\"mdu\"", "  'mdu'"),
        ] {
            assert!(is_called_otherwise(old, new), "{old} → {new}");
        }
        for (old, new) in [
            ("2020-01-01", "2020-01-02"),
            ("skola", "Skola"),
            ("gammal", "aldre"),
            ("09:00", "10:00"),
            ("planned", "held"),
            ("mdu", "kth"),
            ("\"plan\"", "\"plan-2\""),
            ("span = 1", "span = 2"),
            ("span = 1, ", ""),
            ("2.5", "2"),
        ] {
            assert!(!is_called_otherwise(old, new), "{old} → {new}");
        }
    }
}
