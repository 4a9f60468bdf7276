//! Draws the charts that pages ask for from the CSV files beside them.

use std::collections::BTreeMap;

use crate::chart::{self, Kind};
use crate::config::read_source;
use crate::markdown::{Arg, ArgValue, Asked};
use crate::model::{LinkTarget, Model, Page, Prose};
use crate::render::{Chart, ChartKey};
use crate::report::Diagnostic;
use crate::source::{FilePath, Files};
use crate::theme::ChartShape;

/// Every chart of the site, by the place of its component.
pub(super) fn draw(
    files: &dyn Files,
    model: &Model,
    shapes: &BTreeMap<String, ChartShape>,
    out: &mut Vec<Diagnostic>,
) -> BTreeMap<ChartKey, Chart> {
    let mut charts = BTreeMap::new();
    let mut data: BTreeMap<FilePath, chart::Data> = BTreeMap::new();
    for page in model.pages.iter() {
        for prose in page.prose.values() {
            for (index, component) in prose.mentions.components.iter().enumerate() {
                let Some(shape) = shapes.get(&component.name) else { continue };
                let Some((path, url)) = csv(prose, index, &shape.data) else { continue };
                if !data.contains_key(&path) {
                    let source = files.read(&path).ok().and_then(|bytes| read_source(&path, bytes, out));
                    let read = source.map(|source| chart::read_csv(&source).into(out));
                    data.insert(path.clone(), read.unwrap_or_default());
                }
                let key = (prose.file.clone(), component.span.start);
                let drawn = chart::draw(&chart(page, component, shape, &data[&path]), &prefix(page, index));
                charts.insert(key, Chart::new(drawn, url));
            }
        }
    }
    charts
}

/// The CSV file that a component names, and its address.
fn csv(prose: &Prose, index: usize, argument: &str) -> Option<(FilePath, String)> {
    let resolved = prose.args.get(&(index, argument.to_owned()))?;
    match &resolved.target {
        LinkTarget::File(path) | LinkTarget::Static(path) => Some((path.clone(), resolved.href.clone())),
        _ => None,
    }
}

/// Ids in the drawing begin with this: unlike for every chart of the site, since lists may show several pages.
fn prefix(page: &Page, index: usize) -> String {
    format!("{}-{index}", page.url.trim_matches('/').replace('/', "-"))
}

fn chart(page: &Page, component: &Asked, shape: &ChartShape, data: &chart::Data) -> chart::Chart {
    let text = |name: &Option<String>| {
        let arg: Option<&Arg> = component.arg(name.as_ref()?);
        arg.and_then(|arg| match &arg.value {
            ArgValue::Text(text) | ArgValue::Choice(text) => Some(text.clone()),
            _ => None,
        })
    };
    let number = |name: &Option<String>| match component.arg(name.as_ref()?)?.value {
        ArgValue::Integer(number) => number.to_string().parse().ok(),
        _ => None,
    };
    let kind = text(&shape.kind).and_then(|word| shape.kinds.get(&word).cloned());
    chart::Chart {
        kind: match kind.as_deref() {
            Some("grouped") => Kind::GroupedBars,
            Some("line") => Kind::Line,
            Some("radar") => Kind::Radar,
            Some("funnel") => Kind::Funnel,
            _ => Kind::Bars,
        },
        title: component.label_text.clone(),
        summary: text(&shape.summary),
        category_name: data.category_name.clone(),
        categories: data.categories.clone(),
        series: data.series.clone(),
        unit: text(&shape.unit).unwrap_or_default(),
        source: text(&shape.source),
        baseline: number(&shape.baseline),
        target: number(&shape.target),
        most: number(&shape.most),
        lang: page.lang.clone(),
    }
}
