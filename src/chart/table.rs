//! The chart's numbers as a table.

use super::Chart;
use super::number::Numbers;
use super::words::Words;

/// The heads and the rows.
pub(super) fn table(chart: &Chart, words: &Words, numbers: &Numbers) -> (Vec<String>, Vec<Vec<String>>) {
    let first =
        if chart.category_name.trim().is_empty() { words.category } else { chart.category_name.trim() };
    let heads = chart.series.iter().map(|series| head(&series.name, &chart.unit));
    let columns = std::iter::once(first.to_owned()).chain(heads).collect();
    let row = |(at, category): (usize, &String)| {
        let cells = (0..chart.series.len()).map(|series| match chart.value(series, at) {
            Some(value) => numbers.plain(value),
            None => words.missing.to_owned(),
        });
        std::iter::once(category.clone()).chain(cells).collect()
    };
    (columns, chart.categories.iter().enumerate().map(row).collect())
}

/// The rows with their numbers as a file has them: no spaces between thousands, nothing where a number is not known.
pub(super) fn raw(chart: &Chart, words: &Words) -> Vec<Vec<String>> {
    let cell = |value: Option<f64>| {
        value.map_or_else(String::new, |value| {
            format!("{value}").replace('.', words.decimal_mark.encode_utf8(&mut [0; 4]))
        })
    };
    let row = |(at, category): (usize, &String)| {
        let cells = (0..chart.series.len()).map(|series| cell(chart.value(series, at)));
        std::iter::once(category.clone()).chain(cells).collect()
    };
    chart.categories.iter().enumerate().map(row).collect()
}

/// A column's head says what its numbers count.
fn head(name: &str, unit: &str) -> String {
    match (name.trim(), unit.trim()) {
        (name, "") => name.to_owned(),
        ("", unit) => unit.to_owned(),
        (name, unit) => format!("{name} ({unit})"),
    }
}
