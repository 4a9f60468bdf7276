//! `[ideas]`: where people send ideas.

use super::shape::{Doc, Field, Shape, TableShape};
use super::value::Table;

/// Where people send ideas. Where neither is given, they are offered a letter to send as they like.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdeaSettings {
    /// The address that the form is posted to.
    pub action: Option<String>,
    /// Who takes ideas by e-mail.
    pub email: Option<String>,
}

pub(super) static IDEAS: TableShape = TableShape {
    name: "ideas",
    doc: Doc { sv: "Dit människor lämnar idéer.", en: "Where people send ideas." },
    fields: &[
        Field::optional(
            "action",
            Shape::Url,
            "Adressen som formuläret skickas till, till exempel en formulärtjänst.",
            "The address the form is posted to, for instance a form service.",
        ),
        Field::optional(
            "email",
            Shape::Text,
            "E-postadressen som tar emot idéer.",
            "The e-mail address that takes ideas.",
        ),
    ],
};

impl IdeaSettings {
    pub(super) fn read(table: &Table) -> Self {
        let text = |key: &str| table.text(key).map(|text| text.value.to_owned());
        Self { action: text("action"), email: text("email") }
    }

    /// The scheme and host of the form's address, which pages must allow forms to be sent to.
    pub fn origin(&self) -> Option<String> {
        let (scheme, rest) = self.action.as_deref()?.split_once("://")?;
        let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
        let is_plain = host.chars().all(|c| c.is_ascii_alphanumeric() || "-.:".contains(c));
        is_plain.then(|| format!("{scheme}://{host}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_allowed_to_go_to_the_host_alone() {
        let origin = |action: &str| IdeaSettings { action: Some(action.to_owned()), email: None }.origin();
        assert_eq!(
            origin("https://form.example.org:8443/ideer?a=b"),
            Some("https://form.example.org:8443".to_owned())
        );
        assert_eq!(origin("https://form.example.org; script-src *"), None);
        assert_eq!(origin("https:///x"), None);
    }
}
