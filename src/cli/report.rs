//! `torg report board` and `torg report changes`: what those who steer want to read, as a document.

use std::fs;

use crate::output::Error;
use crate::pipeline::{Cache, Options, reports};
use crate::report::{Lang, Reported};
use crate::source::DiskFiles;

use super::args::{BoardArgs, ChangesArgs, FormatArg, Global, LangArg, ReportArgs, ReportCommand, SiteArgs};
use super::failure::Failure;
use super::screen::Screen;
use super::summary::Verdict;
use super::{Outcome, project, screen};

pub(super) fn run(global: &Global, report: &ReportCommand, screen: Screen) -> Result<Outcome, Failure> {
    match report {
        ReportCommand::Board(args) => board(global, args, screen),
        ReportCommand::Changes(args) => changes(global, args, screen),
    }
}

fn board(global: &Global, args: &BoardArgs, screen: Screen) -> Result<Outcome, Failure> {
    let site = SiteArgs { as_of: args.as_of, now: args.report.now, ..SiteArgs::default() };
    let report = |files: &DiskFiles, cache: &Cache, options: &Options| {
        reports::board(files, cache, options, language(global))
    };
    give(global, &site, &args.report, screen, report, |board| match form(global, &args.report) {
        FormatArg::Json => board.json(),
        FormatArg::Markdown => board.markdown().into_bytes(),
        FormatArg::Human | FormatArg::Short | FormatArg::Github => board.html().into_bytes(),
    })
}

fn changes(global: &Global, args: &ChangesArgs, screen: Screen) -> Result<Outcome, Failure> {
    if let Some(to) = args.to.filter(|to| *to < args.from) {
        let (from, to) = (args.from.to_string(), to.to_string());
        return Err(Failure::new("reversed-period", &[("from", &from), ("to", &to)]));
    }
    let site = SiteArgs { now: args.report.now, ..SiteArgs::default() };
    let report = |files: &DiskFiles, cache: &Cache, options: &Options| {
        reports::changes(files, cache, options, [Some(args.from), args.to], language(global))
    };
    give(global, &site, &args.report, screen, report, |changes| match form(global, &args.report) {
        FormatArg::Json => changes.json(),
        FormatArg::Markdown => changes.markdown().into_bytes(),
        FormatArg::Human | FormatArg::Short | FormatArg::Github => changes.text().into_bytes(),
    })
}

/// Makes a report and writes it where it was asked for. Where the site has errors they are told instead.
fn give<T>(
    global: &Global,
    site: &SiteArgs,
    args: &ReportArgs,
    screen: Screen,
    report: impl FnOnce(&DiskFiles, &Cache, &Options) -> Result<Reported<T>, Error>,
    bytes: impl FnOnce(&T) -> Vec<u8>,
) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    let cache = project::cache(&root, &files, site, screen);
    let Reported { value, diagnostics } = report(&files, &cache, &project::options(site))?;
    let verdict = Verdict::of(&diagnostics, global.deny_warnings);
    if verdict.stops() {
        screen.diagnostics(&diagnostics, &files);
        return Ok(verdict.outcome());
    }
    match &args.out {
        Some(path) => write(path, &bytes(&value))?,
        None => screen::show(&bytes(&value)),
    }
    Ok(Outcome::Fine)
}

#[expect(clippy::disallowed_methods, reason = "a report is no part of a site: it goes where it is asked for")]
fn write(path: &std::path::Path, bytes: &[u8]) -> Result<(), Failure> {
    fs::write(path, bytes).map_err(|error| Failure::write(path, &error))
}

fn form(global: &Global, args: &ReportArgs) -> FormatArg {
    if args.json { FormatArg::Json } else { global.format }
}

/// The language that was asked for; a report is otherwise in the site's.
fn language(global: &Global) -> Option<Lang> {
    global.lang.map(|lang| match lang {
        LangArg::Sv => Lang::Sv,
        LangArg::En => Lang::En,
    })
}
