//! The command line: arguments, exit status, progress. One file per command.
//!
//! Together with `source`, `output`, `cache` and `preview` this is where the outside world enters, and the only room that
//! reads the environment. Authors' mistakes are shown as diagnostics and give exit status 1; what fails outside the
//! site is a `Failure`, one line, and gives 2.

mod args;
mod build;
mod check;
mod clean;
mod completions;
mod explain;
mod explain_rebuild;
mod failure;
mod import;
mod init;
mod man;
mod new;
mod next_change;
mod preview;
mod progress;
mod project;
mod report;
mod schema;
mod screen;
mod search;
mod summary;
mod timings;
mod trace;

use std::panic;
use std::process::ExitCode;
use std::thread;

use clap::Parser;

use crate::pdf;

use args::{Cli, Command, FormatArg, ImportCommand};
use failure::Failure;
use screen::Screen;

/// How a command that could do its work ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All is well.
    Fine,
    /// The site has errors.
    Errors,
}

/// Runs the command line.
pub fn main() -> ExitCode {
    tell_own_panics();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version are no mistakes, but come this way too; clap knows which stream each belongs to.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let screen = Screen::new(&cli.global);
    match run(&cli, screen) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Errors) => ExitCode::from(1),
        Err(failure) => {
            screen.fail(&failure);
            ExitCode::from(2)
        }
    }
}

/// Says nothing of a panic while a PDF file is read: it is caught there, and the file's author is told.
fn tell_own_panics() {
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(pdf::THREAD) {
            tell(panic);
        }
    }));
}

fn run(cli: &Cli, screen: Screen) -> Result<Outcome, Failure> {
    let global = &cli.global;
    if global.format == FormatArg::Markdown && !matches!(cli.command, Command::Report { .. }) {
        return Err(Failure::new("markdown-is-for-reports", &[]));
    }
    match &cli.command {
        Command::Build(args) => build::run(global, args, screen),
        Command::Check(args) => check::run(global, args, screen),
        Command::Clean { out } => clean::run(global, out.as_deref(), screen),
        Command::Explain { code } => explain::run(code.as_deref(), screen),
        Command::Completions { shell } => Ok(completions::run(*shell)),
        Command::Man { out } => man::run(out.as_deref()),
        Command::Preview(args) => preview::run(global, args, screen),
        Command::New(args) => new::run(global, args, screen),
        Command::Init { dir } => init::run(dir, screen),
        Command::Schema(args) => schema::run(args),
        Command::ExplainRebuild { path, site } => explain_rebuild::run(global, path, site, screen),
        Command::Import { import: ImportCommand::Ideas(args) } => import::run(global, args, screen),
        Command::Report { report } => report::run(global, report, screen),
        Command::Search(args) => search::run(global, args, screen),
        Command::NextChange(args) => next_change::run(global, args, screen),
    }
}
