//! `torg explain-rebuild PATH`: why the next build would render a page again.

use crate::pipeline::{self, Reason, Verdict};
use crate::render::Reading;

use super::args::{Global, SiteArgs};
use super::failure::Failure;
use super::screen::Screen;
use super::{Outcome, project, screen};

pub(super) fn run(global: &Global, path: &str, args: &SiteArgs, screen: Screen) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let (files, options) = (project::files(&root)?, project::options(args));
    let cache = project::cache(&root, &files, args, screen);
    let reasons = pipeline::explain(&files, &cache, &options, path)?;
    if reasons.is_empty() {
        return Err(Failure::new("no-such-page", &[("path", path)]));
    }
    for reason in &reasons {
        screen::say(&text(reason, screen));
    }
    screen.problem(cache.problem());
    Ok(Outcome::Fine)
}

fn text(reason: &Reason, screen: Screen) -> String {
    let url = reason.url.as_str();
    match &reason.verdict {
        Verdict::New => format!("{}\n", screen.words("rebuild-new", &[("url", url)])),
        Verdict::Same(n) => {
            let n = n.to_string();
            format!("{}\n", screen.words("rebuild-same", &[("url", url), ("n", &n)]))
        }
        Verdict::Changed(readings) => {
            let mut readings = readings.clone();
            readings.sort();
            readings.dedup();
            let lines = readings.iter().map(|reading| format!("  {}\n", line(reading, screen)));
            let head = screen.words("rebuild-changed", &[("url", url)]);
            format!("{head}\n{}", lines.collect::<String>())
        }
    }
}

fn line(reading: &Reading, screen: Screen) -> String {
    let key = format!("read-{}", reading.kind);
    screen.words(&key, &[("what", &reading.what), ("whose", &reading.whose)])
}
