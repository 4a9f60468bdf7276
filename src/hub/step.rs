//! Dated steps: a status or a phase from a day on.

use std::marker::PhantomData;
use std::ops::Deref;

use jiff::civil::Date;

use crate::config::{Doc, Field, SOURCE_REF, Shape, SourceRef, Table, TableShape, When};
use crate::source::Spanned;

use super::field::{FieldType, Target};
use super::field_value::FieldValue;

/// A status or phase from a day on.
#[derive(Clone, Debug)]
pub struct Dated {
    /// A word of the vocabulary.
    pub value: Spanned<String>,
    /// From when.
    pub when: Spanned<When>,
    /// Where it is told.
    pub source: Option<SourceRef>,
    /// Why it changed, in plain text.
    pub reason: Option<String>,
}

/// Steps of one list of words, oldest first.
#[derive(Debug)]
pub struct Steps<W, const REQUIRED: bool> {
    steps: Vec<Dated>,
    list: PhantomData<fn() -> W>,
}

impl<W, const REQUIRED: bool> Clone for Steps<W, REQUIRED> {
    fn clone(&self) -> Self {
        Self { steps: self.steps.clone(), list: PhantomData }
    }
}

impl<W, const REQUIRED: bool> Deref for Steps<W, REQUIRED> {
    type Target = Vec<Dated>;

    fn deref(&self) -> &Vec<Dated> {
        &self.steps
    }
}

impl<'a, W, const REQUIRED: bool> IntoIterator for &'a Steps<W, REQUIRED> {
    type Item = &'a Dated;
    type IntoIter = std::slice::Iter<'a, Dated>;

    fn into_iter(self) -> Self::IntoIter {
        self.steps.iter()
    }
}

impl<W, const REQUIRED: bool> Steps<W, REQUIRED> {
    /// The step on `day`: the last one that had begun.
    pub fn on(&self, day: Date) -> Option<&Dated> {
        self.steps.iter().rev().find(|step| step.when.value.earliest() <= day)
    }
}

impl<W: Target, const REQUIRED: bool> Steps<W, REQUIRED> {
    const STEP: &'static TableShape = &TableShape {
        name: W::KEY,
        doc: Doc { sv: "Ett daterat steg", en: "A dated step" },
        fields: &[
            Field::required("value", W::SHAPE, "Ordet ur vokabulären", "The word of the vocabulary"),
            Field::required("when", Shape::When, "Från när", "From when"),
            Field::optional("source", Shape::Table(&SOURCE_REF), "Källa", "Source"),
            Field::optional("reason", Shape::Text, "Skäl", "Reason"),
        ],
    };
}

impl<W: Target, const REQUIRED: bool> FieldType for Steps<W, REQUIRED> {
    const SHAPE: Shape = Shape::List(&Shape::Table(Self::STEP));
    const REQUIRED: bool = REQUIRED;

    fn take(table: &Table, key: &str) -> Option<Self> {
        let mut steps: Vec<Dated> = table.tables(key).into_iter().filter_map(step).collect();
        steps.sort_by_key(|step| step.when.value.earliest());
        Some(Self { steps, list: PhantomData })
    }

    fn value(&self) -> FieldValue<'_> {
        FieldValue::List(self.steps.iter().map(Dated::value::<W>).collect())
    }
}

impl Dated {
    fn value<W: Target>(&self) -> FieldValue<'_> {
        FieldValue::Table(vec![
            ("value", FieldValue::Reference(W::KEY, &self.value.value)),
            ("when", FieldType::value(&self.when)),
            ("source", FieldType::value(&self.source)),
            ("reason", FieldType::value(&self.reason)),
        ])
    }
}

fn step(table: &Table) -> Option<Dated> {
    Some(Dated {
        value: table.string("value")?,
        when: table.when("when")?,
        source: table.table("source").and_then(SourceRef::from_table),
        reason: table.text("reason").map(|text| text.value.to_owned()),
    })
}
