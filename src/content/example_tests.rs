//! The examples in the files of this room's and `config`'s codes give what the files say.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::config::{Config, read_source};
use crate::report::{Diagnostic, Example, Format, Lang, codes, render, source_of};
use crate::source::{FilePath, Files, MemoryFiles};

use super::words::Kind;
use super::{classify, split};

/// The site that examples are laid over, as far as these rooms read it.
const SITE: &str = include_str!("../../tests/sites/minimal/site/site.toml");

#[test]
fn examples_give_what_their_files_say() {
    let mut wrong = String::new();
    for (code, _) in codes::ALL {
        let own = code.as_str().starts_with(['C', 'F']) || code.as_str() == "S0101";
        let of_records =
            |example: &&Example| example.files.iter().any(|(path, _)| path.starts_with("site/hub/"));
        for example in code.file().examples.iter().filter(|example| own && !of_records(example)) {
            let actual = diagnostics(example);
            if actual != example.diagnostics {
                let _ = writeln!(wrong, "{code}: expected\n{}but got\n{actual}@@", example.diagnostics);
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

fn diagnostics(example: &Example) -> String {
    let mut files = MemoryFiles::new(jiff::Timestamp::UNIX_EPOCH);
    files.write("site/site.toml", SITE);
    for (path, bytes) in &example.files {
        files.write(path, bytes.clone());
    }
    let mut out = Vec::new();
    let config = Config::load(&files, &mut out);
    pages(&files, &config, &mut out);
    out.sort();
    render(&out, Format::Short, Lang::En, false, &|path| source_of(&files, path))
}

fn pages(files: &MemoryFiles, config: &Config, out: &mut Vec<Diagnostic>) {
    let read = |path: &FilePath, out: &mut Vec<Diagnostic>| {
        let source = read_source(path, files.read(path).ok()?, out)?;
        Some(split(source, config).into(out))
    };
    let paths = files.list("content").files;
    let raws: Vec<_> = paths.iter().filter_map(|path| read(path, out)).collect();
    let kinds: BTreeMap<String, Kind> =
        raws.iter().filter_map(|raw| Some((raw.name.folder.clone(), raw.page_kind()?))).collect();
    for raw in raws {
        let kind = kinds.get(&raw.name.folder).copied();
        classify(raw, kind).into(out);
    }
}
