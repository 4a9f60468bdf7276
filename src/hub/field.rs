//! What a record's field may be: each Rust type says its shape and how it is read, so that a field is told once.

use std::marker::PhantomData;
use std::ops::Deref;

use crate::config::{Amount, Data, Names, SOURCE_REF, Shape, SourceRef, Table, Value, When};
use crate::source::{Span, Spanned};

use super::field_value::FieldValue;

/// Something that can be referred to by id: a kind of record, a list of the vocabulary, a kind of page.
pub trait Target {
    /// Its name in shapes and messages.
    const KEY: &'static str;
    /// What a reference to it is written as.
    const SHAPE: Shape = Shape::Reference(Self::KEY);
}

/// One value.
pub(super) trait Item: Sized {
    /// What it is written as.
    const SHAPE: Shape;

    /// The value, if it is one.
    fn read(value: &Value) -> Option<Self>;

    /// What it holds.
    fn value(&self) -> FieldValue<'_>;

    /// Its Markdown, if it has some.
    fn prose(&self) -> Option<&Prose> {
        None
    }
}

/// A field: a value that must be there, one that may, or a list.
pub(super) trait FieldType: Sized {
    /// What it is written as.
    const SHAPE: Shape;
    /// Whether it must be there.
    const REQUIRED: bool;

    /// The field's value; `None` only when the record cannot be read without it.
    fn take(table: &Table, key: &str) -> Option<Self>;

    /// What it holds.
    fn value(&self) -> FieldValue<'_>;

    /// Its Markdown, if it has some.
    fn prose(&self) -> Option<&Prose> {
        None
    }
}

impl<T: Item> FieldType for T {
    const SHAPE: Shape = <T as Item>::SHAPE;
    const REQUIRED: bool = true;

    fn take(table: &Table, key: &str) -> Option<Self> {
        table.get(key).and_then(Item::read)
    }

    fn value(&self) -> FieldValue<'_> {
        Item::value(self)
    }

    fn prose(&self) -> Option<&Prose> {
        Item::prose(self)
    }
}

impl<T: Item> FieldType for Option<T> {
    const SHAPE: Shape = <T as Item>::SHAPE;
    const REQUIRED: bool = false;

    fn take(table: &Table, key: &str) -> Option<Self> {
        Some(table.get(key).and_then(Item::read))
    }

    fn value(&self) -> FieldValue<'_> {
        self.as_ref().map_or(FieldValue::Nothing, Item::value)
    }

    fn prose(&self) -> Option<&Prose> {
        self.as_ref().and_then(Item::prose)
    }
}

impl<T: Item> FieldType for Vec<T> {
    const SHAPE: Shape = Shape::List(&<T as Item>::SHAPE);
    const REQUIRED: bool = false;

    fn take(table: &Table, key: &str) -> Option<Self> {
        Some(table.list(key).iter().filter_map(Item::read).collect())
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::List(self.iter().map(Item::value).collect())
    }
}

/// A list that must be written, though it may be empty: that there is none was then thought of.
#[derive(Clone, Debug)]
pub struct Stated<T>(Vec<T>);

impl<T> Deref for Stated<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<'a, T> IntoIterator for &'a Stated<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl<T: Item> FieldType for Stated<T> {
    const SHAPE: Shape = <Vec<T> as FieldType>::SHAPE;
    const REQUIRED: bool = true;

    fn take(table: &Table, key: &str) -> Option<Self> {
        FieldType::take(table, key).map(Self)
    }

    fn value(&self) -> FieldValue<'_> {
        FieldType::value(&self.0)
    }
}

/// The id of something, and where it stands. That it exists is checked by the rules.
#[derive(Debug)]
pub struct Ref<T> {
    id: Spanned<String>,
    target: PhantomData<fn() -> T>,
}

impl<T> Clone for Ref<T> {
    fn clone(&self) -> Self {
        Self { id: self.id.clone(), target: PhantomData }
    }
}

impl<T> Deref for Ref<T> {
    type Target = Spanned<String>;

    fn deref(&self) -> &Spanned<String> {
        &self.id
    }
}

impl<T: Target> Item for Ref<T> {
    const SHAPE: Shape = <T as Target>::SHAPE;

    fn read(value: &Value) -> Option<Self> {
        let id = match (&value.data, &T::SHAPE) {
            (Data::String(id), _) => id.clone(),
            (Data::Integer(number), Shape::Numbered(_)) => number.to_string(),
            _ => return None,
        };
        Some(Self { id: Spanned::new(id, value.span), target: PhantomData })
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Reference(T::KEY, &self.id.value)
    }
}

/// Markdown as it stands in a record's field.
#[derive(Clone, Debug)]
pub struct Prose {
    /// The text.
    pub text: String,
    /// Where it stands in the record's file.
    pub span: Span,
    /// Whether the bytes at `span` are the text itself, without escapes.
    pub raw: bool,
}

impl Item for Prose {
    const SHAPE: Shape = Shape::Markdown;

    fn read(value: &Value) -> Option<Self> {
        let text = value.as_text()?;
        Some(Self { text: text.value.to_owned(), span: text.span, raw: value.raw })
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Prose(self)
    }

    fn prose(&self) -> Option<&Prose> {
        Some(self)
    }
}

/// An absolute address with its scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url(pub String);

impl Item for Url {
    const SHAPE: Shape = Shape::Url;

    fn read(value: &Value) -> Option<Self> {
        value.as_text().map(|text| Self(text.value.to_owned()))
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Url(&self.0)
    }
}

/// A whole number between two bounds, both allowed, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number<const MIN: i64, const MAX: i64> {
    /// The number.
    pub value: i64,
    /// Where it stands.
    pub span: Span,
}

impl<const MIN: i64, const MAX: i64> Item for Number<MIN, MAX> {
    const SHAPE: Shape = Shape::Integer { min: MIN, max: MAX };

    fn read(value: &Value) -> Option<Self> {
        value.as_integer().map(|number| Self { value: number.value, span: number.span })
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::Integer(self.value)
    }
}

/// A calendar year.
pub type Year = Number<1000, 9998>;

/// How many of something.
pub type HowMany = Number<0, 1_000_000_000>;

macro_rules! items {
    ($($type:ty: $shape:expr, |$written:ident| $read:expr, |$item:ident| $value:expr;)*) => {$(
        impl Item for $type {
            const SHAPE: Shape = $shape;

            fn read($written: &Value) -> Option<Self> {
                $read
            }

            fn value(&self) -> FieldValue<'_> {
                let $item = self;
                $value
            }
        }
    )*};
}

items! {
    String: Shape::Text,
        |value| value.as_text().map(|text| text.value.to_owned()),
        |text| FieldValue::Text(text);
    Spanned<String>: Shape::Text,
        |value| value.as_text().map(|text| text.map(str::to_owned)),
        |text| FieldValue::Text(&text.value);
    Spanned<f64>: Shape::Float, |value| value.as_float(), |number| FieldValue::Float(number.value);
    bool: Shape::Bool, |value| value.as_bool().map(|truth| truth.value), |truth| FieldValue::Bool(*truth);
    Spanned<When>: Shape::When,
        |value| When::from_value(value).map(|when| Spanned::new(when, value.span)),
        |when| FieldValue::When(when.value);
    Names: Shape::Names, |value| Names::from_value(value), |names| FieldValue::Names(names);
    Amount: Shape::Amount, |value| Amount::from_value(value), |amount| FieldValue::Amount(amount);
    SourceRef: Shape::Table(&SOURCE_REF),
        |value| value.as_table().and_then(SourceRef::from_table),
        |source| FieldValue::Source(source);
}

/// A fixed word of the generator is written as text. Each list of them has a name, by which themes word it.
macro_rules! word_items {
    ($($type:ty = $list:literal)*) => {$(
        impl $crate::hub::field::Item for $type {
            const SHAPE: $crate::config::Shape = $crate::config::Shape::Choice(Self::WORDS);

            fn read(value: &$crate::config::Value) -> Option<Self> {
                Self::from_word(value.as_text()?.value)
            }

            fn value(&self) -> $crate::hub::FieldValue<'_> {
                $crate::hub::FieldValue::Word($list, self.word())
            }
        }
    )*};
}

pub(super) use word_items;
