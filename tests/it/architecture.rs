//! The house is built as `ARCHITECTURE.md` draws it: which room may import which, and how files look.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::project::{Project, project};

/// Every room and the rooms it may import. An arrow points upwards only: a room imports what stands above it.
const ROOMS: &[(&str, &str)] = &[
    ("source", ""),
    ("html", ""),
    ("report", "source"),
    ("cache", "source"),
    ("output", "source cache"),
    ("config", "source report"),
    ("content", "source report config"),
    ("markdown", "source report config"),
    ("hub", "source report config"),
    ("model", "source report output config content markdown hub"),
    ("chart", "source report"),
    ("theme", "source report config markdown"),
    ("asset", "source report config cache output"),
    ("render", "source html report cache config content markdown hub model chart theme asset"),
    ("search", "source html report output cache"),
    ("pdf", ""),
    ("export", "source report output model"),
    ("check", "html hub model"),
    (
        "pipeline",
        "source html report cache output config content markdown hub model chart theme asset render search pdf export check",
    ),
    ("edit", "source report config content hub"),
    ("preview", "source report output config pipeline edit"),
    (
        "cli",
        "source html report cache output config content markdown hub model chart theme asset render search pdf export check \
         pipeline edit preview",
    ),
];

/// The longest a file may be. One that comes near it has more than one reason to be.
const MAX_LINES: usize = 500;

#[test]
fn rooms_import_only_what_the_plan_allows() {
    let mut wrong = String::new();
    for Project { path, text } in project("src", "rs") {
        let Some((room, _)) = path["src/".len()..].split_once('/') else { continue };
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            let _ = writeln!(wrong, "{path}:1: the room `{room}` is not in the plan");
            continue;
        };
        for (line, imported) in imports(&text) {
            if imported != room && !allowed.split_whitespace().any(|name| name == imported) {
                let _ = writeln!(wrong, "{path}:{line}: `{room}` must not know `{imported}`");
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn arrows_point_upwards_only() {
    let mut above = BTreeSet::new();
    for (room, allowed) in ROOMS {
        for name in allowed.split_whitespace() {
            assert!(above.contains(name), "`{room}` imports `{name}`, which does not stand above it");
        }
        above.insert(*room);
    }
}

#[test]
fn files_have_a_head_and_an_end() {
    let mut wrong = String::new();
    for Project { path, text } in project("src", "rs").into_iter().chain(project("tests/it", "rs")) {
        if !text.starts_with("//!") {
            let _ = writeln!(wrong, "{path}:1: does not begin with `//!` and what the file is for");
        }
        let lines = text.lines().count();
        if lines > MAX_LINES {
            let _ = writeln!(wrong, "{path}:{lines}: is longer than {MAX_LINES} lines");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn imports_are_found_in_every_form() {
    let text = "//! crate::a\nuse crate::b::C;\nuse crate::{d::{E, F}, g};\nfn f(x: &crate::h::I) {}\n\
                pub(crate) fn j() {}\n#[cfg(test)]\nmod tests {\n    use crate::k;\n}\n";
    let found: Vec<(usize, String)> = imports(text);
    let expected = [(2, "b"), (3, "d"), (3, "g"), (4, "h")];
    assert_eq!(found, expected.map(|(line, room)| (line, room.to_owned())));
}

/// The rooms a file names after `crate::`, with their lines. Comments do not count, nor do unit tests, which stand last.
fn imports(text: &str) -> Vec<(usize, String)> {
    let code = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let code: String = code
        .split_inclusive('\n')
        .map(|line| if line.trim_start().starts_with("//") { "\n" } else { line })
        .collect();
    let mut found = Vec::new();
    for (at, prefix) in code.match_indices("crate::") {
        let line = code[..at].matches('\n').count() + 1;
        let rest = &code[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => found.extend(first_names(group).into_iter().map(|name| (line, name))),
            None => found.push((line, name(rest))),
        }
    }
    found
}

/// The first name of each path in a group such as `d::{E, F}, g}`.
fn first_names(group: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut fresh) = (0, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                names.push(name(&group[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}
