//! What a table may hold: the one source of checks, of JSON Schemas, and of the forms that edit it.

/// What a table may hold.
#[derive(Debug)]
pub struct TableShape {
    /// Its name in JSON Schemas, in English, `kebab-case`; unique among all shapes.
    pub name: &'static str,
    /// Its keys, in the order in which people would fill them in.
    pub fields: &'static [Field],
    /// What it is.
    pub doc: Doc,
}

/// One key of a table.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What its value may be.
    pub shape: Shape,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub doc: Doc,
}

/// A sentence or two for people who write, in both languages.
#[derive(Clone, Copy, Debug)]
pub struct Doc {
    /// In Swedish.
    pub sv: &'static str,
    /// In English.
    pub en: &'static str,
}

/// What a value may be.
#[derive(Debug)]
pub enum Shape {
    /// Plain text.
    Text,
    /// Text in Markdown.
    Markdown,
    /// A whole number between two bounds, both allowed.
    Integer {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// A number, whole or not.
    Float,
    /// True or false.
    Bool,
    /// A date or a date with a time.
    Date,
    /// A date with its precision: a date, `"2022-06"`, `"2022-H2"`, `"2022"` or `"2022-05/2022-06"`.
    When,
    /// The same, or one of these words where no time is known.
    WhenOr(&'static [&'static str]),
    /// Lower case letters, digits and hyphens.
    Slug,
    /// An absolute address with its scheme.
    Url,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The id of a record of this kind or of an entry in this list of the vocabulary; that it exists is checked later.
    Reference(&'static str),
    /// The same for a list of the vocabulary whose entries are numbered.
    Numbered(&'static str),
    /// A sum in whole kronor: `100000`, `"100 000"`, or a table that also tells its precision and source.
    Amount,
    /// A text or a number, taken as text: page and version numbers.
    TextOrNumber,
    /// Values of one shape.
    List(&'static Shape),
    /// A table of its own.
    Table(&'static TableShape),
    /// A text, or a table with one text for each language.
    Names,
    /// A table with keys of the author's choice.
    Map(&'static Shape),
    /// Whatever the author likes.
    Any,
}

impl Field {
    /// A key that must be there.
    pub const fn required(key: &'static str, shape: Shape, sv: &'static str, en: &'static str) -> Self {
        Self { key, shape, required: true, doc: Doc { sv, en } }
    }

    /// A key that may be left out.
    pub const fn optional(key: &'static str, shape: Shape, sv: &'static str, en: &'static str) -> Self {
        Self { key, shape, required: false, doc: Doc { sv, en } }
    }
}

impl TableShape {
    /// The field with this key.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.key == key)
    }
}

impl Shape {
    /// The word by which messages name what is expected; the messages translate it.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Text | Self::Markdown | Self::Url | Self::Slug | Self::Choice(_) | Self::Reference(_) => {
                "text"
            }
            Self::TextOrNumber | Self::Numbered(_) => "text-or-number",
            Self::Amount => "amount",
            Self::Integer { .. } => "integer",
            Self::Float => "number",
            Self::Bool => "boolean",
            Self::Date => "date",
            Self::WhenOr(_) => "when-or-word",
            Self::When => "when",
            Self::List(_) => "list",
            Self::Table(_) | Self::Map(_) => "table",
            Self::Names => "names",
            Self::Any => "anything",
        }
    }
}
