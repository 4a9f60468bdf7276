//! The one way in which kinds of records, and tables inside them, are told: a field's name, type, and what it means in
//! English and Swedish give the struct, its shape (and with it checks, JSON Schema and open data), and how it is read.

/// A kind of record.
///
/// ```text
/// record! {
///     /// In English.
///     "På svenska."
///     Seat = "seat" in "seats", plain, public, sheet {
///         /// In English.
///         group: Ref<Group> = "På svenska.",
///         /// A key that is not the field's name.
///         kind["type"]: Ref<GroupType> = "På svenska.",
///     }
/// }
/// ```
///
/// `named` records have names and aliases, `plain` ones have none. `public` or `internal` says who may see a record that
/// does not say so itself; `closed, secret` ones are never public and cannot say so. Open data shows a `sheet` as it is written; for a `typed` one the export room has a struct.
/// Records without names may be `titled` by one of their fields.
macro_rules! record {
    (
        $(#[doc = $en:literal])+
        $sv:literal
        $name:ident = $key:literal in $folder:literal, $form:ident, $visibility:ident, $export:ident
        $(, titled $title:ident)? {
            $($(#[doc = $field_en:literal])+ $field:ident $([$written:literal])?: $type:ty = $field_sv:literal,)*
        }
    ) => {
        $(#[doc = $en])+
        #[derive(Clone, Debug)]
        pub struct $name {
            /// What all records have.
            pub base: $crate::hub::record::Base,
            $($(#[doc = $field_en])+ pub $field: $type,)*
        }

        static SHAPE: $crate::config::TableShape = $crate::config::TableShape {
            name: $key,
            doc: $crate::config::Doc { sv: $sv, en: concat!($($en),+).trim_ascii() },
            fields: &[$($crate::config::Field {
                key: $crate::hub::record_macro::key!($field $($written)?),
                shape: <$type as $crate::hub::field::FieldType>::SHAPE,
                required: <$type as $crate::hub::field::FieldType>::REQUIRED,
                doc: $crate::config::Doc { sv: $field_sv, en: concat!($($field_en),+).trim_ascii() },
            }),*],
        };

        impl $crate::hub::field::Target for $name {
            const KEY: &'static str = $key;
        }

        impl $crate::hub::record::Record for $name {
            const KIND: $crate::hub::record::RecordKind = $crate::hub::record::RecordKind {
                folder: $folder,
                key: $key,
                parts: &[$crate::hub::record_macro::form!($form), &SHAPE],
                openness: $crate::hub::record_macro::openness!($visibility),
                is_sheet: $crate::hub::record_macro::is_sheet!($export),
                title: $crate::hub::record_macro::title!($($title)?),
            };

            fn read(raw: &$crate::hub::record::Raw<'_>) -> Option<Self> {
                Some(Self {
                    base: raw.base(&Self::KIND),
                    $($field: $crate::hub::field::FieldType::take(
                        raw.table,
                        $crate::hub::record_macro::key!($field $($written)?),
                    )?,)*
                })
            }

            fn base(&self) -> &$crate::hub::record::Base {
                &self.base
            }

            fn field(&self, key: &str) -> Option<$crate::hub::FieldValue<'_>> {
                $(if key == $crate::hub::record_macro::key!($field $($written)?) {
                    return Some($crate::hub::field::FieldType::value(&self.$field));
                })*
                None
            }

            fn prose(&self) -> Vec<(&'static str, &$crate::hub::field::Prose)> {
                let fields: Vec<(&'static str, Option<&$crate::hub::field::Prose>)> = vec![$((
                    $crate::hub::record_macro::key!($field $($written)?),
                    $crate::hub::field::FieldType::prose(&self.$field),
                )),*];
                fields.into_iter().filter_map(|(key, prose)| Some((key, prose?))).collect()
            }
        }
    };
}

/// A table inside a record, told in the same way. Its shape has a name of its own.
macro_rules! part {
    (
        $(#[doc = $en:literal])+
        $sv:literal
        $name:ident = $key:literal {
            $($(#[doc = $field_en:literal])+ $field:ident $([$written:literal])?: $type:ty = $field_sv:literal,)*
        }
    ) => {
        $(#[doc = $en])+
        #[derive(Clone, Debug)]
        pub struct $name {
            $($(#[doc = $field_en])+ pub $field: $type,)*
            /// Where it stands.
            pub span: $crate::source::Span,
        }

        impl $name {
            /// What it is written as.
            pub(in $crate::hub) const SHAPE: &'static $crate::config::TableShape = &$crate::config::TableShape {
                name: $key,
                doc: $crate::config::Doc { sv: $sv, en: concat!($($en),+).trim_ascii() },
                fields: &[$($crate::config::Field {
                    key: $crate::hub::record_macro::key!($field $($written)?),
                    shape: <$type as $crate::hub::field::FieldType>::SHAPE,
                    required: <$type as $crate::hub::field::FieldType>::REQUIRED,
                    doc: $crate::config::Doc { sv: $field_sv, en: concat!($($field_en),+).trim_ascii() },
                }),*],
            };
        }

        impl $crate::hub::field::Item for $name {
            const SHAPE: $crate::config::Shape = $crate::config::Shape::Table($name::SHAPE);

            fn read(value: &$crate::config::Value) -> Option<Self> {
                let table = value.as_table()?;
                Some(Self {
                    $($field: $crate::hub::field::FieldType::take(
                        table,
                        $crate::hub::record_macro::key!($field $($written)?),
                    )?,)*
                    span: value.span,
                })
            }

            fn value(&self) -> $crate::hub::FieldValue<'_> {
                $crate::hub::FieldValue::Table(vec![$((
                    $crate::hub::record_macro::key!($field $($written)?),
                    $crate::hub::field::FieldType::value(&self.$field),
                )),*])
            }
        }
    };
}

/// The key a field is written under: its own name unless another is given.
macro_rules! key {
    ($field:ident) => {
        stringify!($field)
    };
    ($field:ident $written:literal) => {
        $written
    };
}

macro_rules! form {
    (named) => {
        &$crate::hub::record::NAMED
    };
    (plain) => {
        &$crate::hub::record::PLAIN
    };
    (closed) => {
        &$crate::hub::record::CLOSED
    };
}

macro_rules! openness {
    (public) => {
        $crate::hub::record::Openness::Public
    };
    (internal) => {
        $crate::hub::record::Openness::Internal
    };
    (secret) => {
        $crate::hub::record::Openness::Secret
    };
}

macro_rules! title {
    () => {
        None
    };
    ($title:ident) => {
        Some(stringify!($title))
    };
}

macro_rules! is_sheet {
    (sheet) => {
        true
    };
    (typed) => {
        false
    };
}

pub(super) use {form, is_sheet, key, openness, part, record, title};
