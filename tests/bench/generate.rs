//! Writes the benchmark's content: `bench-site FOLDER PAGES [SEED]`. `run` copies settings and themes to it.

#![expect(clippy::disallowed_methods, reason = "a tool of its own: it writes files")]

mod prose;
mod random;
mod site;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, n_pages, rest @ ..] = arguments.as_slice() else {
        return Err("usage: bench-site FOLDER PAGES [SEED]".into());
    };
    let seed = rest.first().map_or(Ok(site::SEED), |seed| seed.parse())?;
    let content = Path::new(folder).join("content");
    for (path, text) in site::content(n_pages.parse()?, seed) {
        let file = content.join(path);
        if let (true, Some(folder)) = (file.ends_with("_index.md"), file.parent()) {
            fs::create_dir_all(folder)?;
        }
        fs::write(file, text)?;
    }
    Ok(())
}
