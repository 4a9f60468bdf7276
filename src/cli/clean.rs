//! `torg clean`: removes what earlier builds left for later ones. The site itself stays.

use std::path::Path;

use crate::cache;
use crate::output;

use super::args::Global;
use super::failure::Failure;
use super::screen::Screen;
use super::{Outcome, project};

/// Bytes in what people call a megabyte.
const MEGABYTE: u64 = 1024 * 1024;

pub(super) fn run(global: &Global, out: Option<&Path>, screen: Screen) -> Result<Outcome, Failure> {
    let root = project::find_root(global)?;
    let folder = project::cache_folder(&root);
    let freed = cache::clean(&folder).map_err(|problem| {
        Failure::new("cannot-clean", &[("reason", &problem.text(screen.lang.as_str()))])
    })?;
    output::clean(&project::out_folder(&root, out, project::PUBLIC)?)?;
    let size = (freed.div_ceil(MEGABYTE)).to_string();
    screen.note(&screen.words("cleaned", &[("path", &folder.to_string_lossy()), ("size", &size)]));
    Ok(Outcome::Fine)
}
