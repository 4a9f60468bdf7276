//! What a build did and when, in the format that browsers' performance tools and Perfetto show: Chrome's Trace Event
//! Format (complete events, `"ph":"X"`, times in microseconds).

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde::Serialize;

use crate::pipeline::Stats;

use super::failure::Failure;

#[derive(Serialize)]
struct Event<'a> {
    name: &'a str,
    cat: &'a str,
    ph: &'static str,
    ts: u128,
    dur: u128,
    pid: u32,
    tid: usize,
}

#[derive(Serialize)]
struct Trace<'a> {
    #[serde(rename = "traceEvents")]
    events: Vec<Event<'a>>,
    #[serde(rename = "displayTimeUnit")]
    unit: &'static str,
}

#[expect(clippy::disallowed_methods, reason = "a trace is no part of a site: it goes where it is asked for")]
/// Writes the file. The stages have a line of their own above the threads.
pub(super) fn write(path: &Path, stats: &Stats) -> Result<(), Failure> {
    let event = |name, cat, began: Duration, took: Duration, tid| Event {
        name,
        cat,
        ph: "X",
        ts: began.as_micros(),
        dur: took.as_micros(),
        pid: 1,
        tid,
    };
    let stages = stats.stages.iter().map(|stage| event(stage.name, "stage", stage.began, stage.took, 0));
    let work = stats
        .work
        .iter()
        .map(|work| event(&work.name, work.kind, work.span.began, work.span.took, work.span.thread + 1));
    let trace = Trace { events: stages.chain(work).collect(), unit: "ms" };
    let json = serde_json::to_vec(&trace).unwrap_or_default();
    fs::write(path, json).map_err(|error| Failure::write(path, &error))
}
