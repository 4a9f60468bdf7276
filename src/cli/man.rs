//! `torg man`: the manual page, or the pages of all commands as files.

use std::fs;
use std::path::Path;

use clap::CommandFactory;
use clap_mangen::Man;

use super::args::Cli;
use super::failure::Failure;
use super::{Outcome, screen};

pub(super) fn run(out: Option<&Path>) -> Result<Outcome, Failure> {
    let command = Cli::command();
    if let Some(folder) = out {
        fs::create_dir_all(folder)
            .and_then(|()| clap_mangen::generate_to(command, folder))
            .map_err(|error| Failure::write(folder, &error))?;
    } else {
        let mut page = Vec::new();
        Man::new(command).render(&mut page).map_err(|error| Failure::write(Path::new("-"), &error))?;
        screen::show(&page);
    }
    Ok(Outcome::Fine)
}
