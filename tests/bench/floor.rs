//! The floor under every figure: `bench-floor CONTENT OUT` reads each Markdown file, lets comrak turn its body into
//! HTML and writes it, on all cores, and does nothing else. No generator that uses comrak can be faster.

#![expect(clippy::disallowed_methods, reason = "a tool of its own: it reads and writes files")]

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use comrak::{Options, markdown_to_html};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [content, out] = arguments.as_slice() else {
        return Err("usage: bench-floor CONTENT OUT".into());
    };
    let mut files = Vec::new();
    list(content, &mut files)?;
    let options = options();
    files.par_iter().try_for_each(|file| convert(file, content, out, &options)).map_err(Into::into)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            list(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}

fn convert(file: &Path, content: &Path, out: &Path, options: &Options<'_>) -> std::io::Result<()> {
    let source = fs::read_to_string(file)?;
    let body = source.splitn(3, "+++\n").nth(2).unwrap_or(&source);
    let page = out.join(file.strip_prefix(content).expect("listed below it")).with_extension("");
    fs::create_dir_all(&page)?;
    fs::write(page.join("index.html"), markdown_to_html(body, options))
}

/// The extensions torg itself turns on.
fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.extension.autolink = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.description_lists = true;
    options.extension.alerts = true;
    options.parse.smart = true;
    options
}
