//! `torg completions SHELL`: what a shell needs to complete torg's commands.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::args::Cli;
use super::{Outcome, screen};

pub(super) fn run(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "torg", &mut script);
    screen::show(&script);
    Outcome::Fine
}
