//! Draws the charts that pages ask for from the CSV files beside them.

use std::collections::BTreeMap;

use crate::model::Model;
use crate::render::{Chart, ChartKey};
use crate::report::Diagnostic;
use crate::source::Files;

/// Every chart of the site, by the place of its component.
pub(super) fn draw(files: &dyn Files, model: &Model, out: &mut Vec<Diagnostic>) -> BTreeMap<ChartKey, Chart> {
    let _ = (files, model, out);
    BTreeMap::new()
}
