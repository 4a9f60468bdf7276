//! The tables of `--timings`: how long each stage took, what it could keep, and what was slowest.

use std::fmt::Write;
use std::time::Duration;

use crate::pipeline::Stats;

use super::screen::Screen;

/// How many of the slowest are shown.
const SLOWEST: usize = 10;

/// All tables; those of the slowest only where something was made.
pub(super) fn text(stats: &Stats, screen: Screen) -> String {
    let mut text = stages(stats, screen);
    let templates = stats.slowest_templates(SLOWEST);
    if !templates.is_empty() {
        let _ = writeln!(text, "\n{}", screen.words("slowest-templates", &[]));
        for (name, count, took) in templates {
            let _ = writeln!(text, "{}  {count:>7}  {name}", milliseconds(took));
        }
    }
    let work = stats.slowest_work(SLOWEST);
    if !work.is_empty() {
        let _ = writeln!(text, "\n{}", screen.words("slowest-files", &[]));
        for work in work {
            let _ = writeln!(text, "{}  {:7}  {}", milliseconds(work.span.took), work.kind, work.name);
        }
    }
    text.trim_end().to_owned()
}

fn stages(stats: &Stats, screen: Screen) -> String {
    let word = |key| screen.words(key, &[]);
    let total = word("total");
    let heads = ["stage-count", "stage-made", "stage-kept"].map(word);
    let names = stats.stages.iter().map(|stage| stage.name).chain([total.as_str()]);
    let width = names.map(|name| name.chars().count()).max().unwrap_or_default();
    let mut table = format!("{:width$}  {:>8}  {:>8}  {:>8}\n", "", heads[0], heads[1], heads[2]);
    for stage in &stats.stages {
        let (count, made) = (stage.count, stage.made);
        let kept = count.saturating_sub(made);
        let time = milliseconds(stage.took);
        let _ = writeln!(table, "{:width$}  {count:>8}  {made:>8}  {kept:>8}  {time}", stage.name);
    }
    let _ = writeln!(table, "{total:width$}  {:30}{}", "", milliseconds(stats.took()));
    table
}

fn milliseconds(time: Duration) -> String {
    format!("{:9.1} ms", time.as_secs_f64() * 1000.0)
}
