//! Making nodes without nulls.

use serde_json::{Map, Value, json};

use super::Link;

/// A node in the making: what is unknown or empty is not put in.
pub(super) struct Node(Map<String, Value>);

impl Node {
    /// A node of a type of schema.org.
    pub(super) fn new(kind: &str) -> Self {
        Self(Map::from_iter([("@type".to_owned(), kind.into())]))
    }

    /// The node with a property.
    pub(super) fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        let value = value.into();
        let says_nothing = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !says_nothing {
            self.0.insert(key.to_owned(), value);
        }
        self
    }

    /// The node with a property, if there is something to say.
    pub(super) fn maybe(self, key: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }
}

impl From<Node> for Value {
    fn from(node: Node) -> Self {
        Self::Object(node.0)
    }
}

/// An organisation by its name and page.
pub(super) fn organisation(link: &Link) -> Value {
    Node::new("Organization").with("name", &*link.name).maybe("url", link.url.as_deref()).into()
}

/// Several organisations.
pub(super) fn organisations(links: &[Link]) -> Vec<Value> {
    links.iter().map(organisation).collect()
}

/// A node that is described elsewhere on the site.
pub(super) fn reference(id: &str) -> Value {
    json!({ "@id": id })
}
