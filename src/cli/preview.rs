//! `torg preview`: builds in memory, serves, and builds again when a file changes.

use std::env;

use crate::preview::{self, Notice, SiteMaker};

use super::args::{Global, PreviewArgs};
use super::failure::Failure;
use super::screen::{self, Screen};
use super::{Outcome, project};

pub(super) fn run(global: &Global, args: &PreviewArgs, screen: Screen) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let files = project::files(&root)?;
    let site = project::options(&args.site);
    let options = preview::Options {
        ignored: vec![root.join("public"), root.join(".torg")],
        host: args.host.clone(),
        port: args.port,
        open: args.open,
        lang: screen.lang,
        editor: editor(args),
        ..preview::Options::new(files.clone())
    };
    let sources = files.clone();
    let cache = project::cache(&root, &files, &args.site, screen);
    let maker = SiteMaker::new(files, cache, site, screen.lang);
    let say = move |notice: Notice<'_>| match notice {
        Notice::Line(line) => screen.note(line),
        Notice::Warning(line) => screen::aside(line),
        Notice::Diagnostics(diagnostics) => screen.diagnostics(diagnostics, &sources),
    };
    preview::run(options, maker, say).map_err(Failure::Preview)?;
    Ok(Outcome::Fine)
}

/// The address that opens a file in the author's editor.
fn editor(args: &PreviewArgs) -> String {
    let own = || env::var_os("TORG_EDITOR")?.into_string().ok();
    args.editor.clone().or_else(own).unwrap_or_else(|| preview::Options::EDITOR.to_owned())
}
