//! Edits change what they are asked to change and not one byte besides.

mod corpus;
mod generated;

use crate::source::{FilePath, Source};

use super::{Draft, Path, Plain, Refused};

fn draft(path: &str, text: &str) -> Draft {
    Draft::new(Source::new(FilePath::new(path), text.as_bytes().to_vec()).unwrap())
}

fn list(items: &[&str]) -> Plain {
    Plain::List(items.iter().map(|item| Plain::text(item)).collect())
}

/// The file after `key` was given a value.
fn set(file: &str, text: &str, path: &str, value: &Plain) -> String {
    let mut draft = draft(file, text);
    draft.set(&Path::new(path), value, &["title", "date", "tags"]).unwrap();
    draft.source().text.to_string()
}

fn remove(file: &str, text: &str, path: &str) -> String {
    let mut draft = draft(file, text);
    draft.remove(&Path::new(path)).unwrap();
    draft.source().text.to_string()
}

#[test]
fn a_text_keeps_its_quotes_where_they_can_hold_it() {
    for (old, new, expected) in [
        ("a = 'x' # k", "y", "a = 'y' # k"),
        ("a = 'x'", "it's", "a = \"it's\""),
        ("a = \"x\"", "y \"z\" \\", "a = \"y \\\"z\\\" \\\\\""),
        ("a = '''\nx\n'''", "y\nz\n", "a = '''\ny\nz\n'''"),
        ("a = '''x'''", "it'''s", "a = \"\"\"it'''s\"\"\""),
        ("a = \"\"\"\r\nx\r\n\"\"\"\r\n", "y\n\"\n", "a = \"\"\"\r\ny\r\n\\\"\r\n\"\"\"\r\n"),
        ("a = \"x\"\r\n", "y\nz\n", "a = '''\r\ny\r\nz\r\n'''\r\n"),
    ] {
        assert_eq!(set("a.toml", old, "a", &Plain::text(new)), expected);
    }
    for (old, new, expected) in [
        ("a: x # k", "z", "a: z # k"),
        ("a: x", "y: z", "a: \"y: z\""),
        ("a: 'x'", "it's", "a: 'it''s'"),
        ("a: x", "true", "a: \"true\""),
        ("a: |\n  x\n  y\nb: 1", "z\nw\n", "a: |\n  z\n  w\nb: 1"),
        ("a: >-\n  x\nb: 1", "z\nw\n", "a: \"z\\nw\\n\"\nb: 1"),
    ] {
        assert_eq!(set("a.yaml", old, "a", &Plain::text(new)), expected);
    }
}

#[test]
fn a_new_key_stands_where_people_would_write_it() {
    let tags = list(&["a"]);
    for (old, expected) in [
        (
            "+++\ntitle = 'x' # k\ndraft = true\n+++\n",
            "+++\ntitle = 'x' # k\ntags = [\"a\"]\ndraft = true\n+++\n",
        ),
        ("+++\r\ndraft = true\r\n+++\r\n", "+++\r\ndraft = true\r\ntags = [\"a\"]\r\n+++\r\n"),
        ("+++\n+++\nx", "+++\ntags = [\"a\"]\n+++\nx"),
        ("+++\n[extra]\nx = 1\n+++\n", "+++\ntags = [\"a\"]\n[extra]\nx = 1\n+++\n"),
        ("---\ntitle: x\nb: 1\n---\n", "---\ntitle: x\ntags: [a]\nb: 1\n---\n"),
    ] {
        assert_eq!(set("content/a.md", old, "tags", &tags), expected);
    }
    assert_eq!(set("a.toml", "title = 1", "tags", &tags), "title = 1\ntags = [\"a\"]");
    assert_eq!(
        set("a.toml", "\u{feff}[x]\r\ny = 1", "x.z", &Plain::Bool(true)),
        "\u{feff}[x]\r\ny = 1\r\nz = true"
    );
    assert_eq!(set("a.toml", "x = { y = 1 }", "x.z", &Plain::Integer(2)), "x = { y = 1, z = 2 }");
    assert_eq!(set("a.toml", "x.y = 1\nz = 2", "x.w", &Plain::Integer(2)), "x.y = 1\nx.w = 2\nz = 2");
    assert_eq!(set("a.yaml", "x:\n  y: 1\nz: 2", "x.w", &Plain::Integer(2)), "x:\n  y: 1\n  w: 2\nz: 2");
}

#[test]
fn a_key_goes_with_its_line_and_no_more() {
    for (old, path, expected) in [
        ("a = 1\n# om b\nb = 2 # k\nc = 3", "b", "a = 1\n# om b\nc = 3"),
        ("a = { b = 1, c.d = 2, e = 3 }", "a.c", "a = { b = 1, e = 3 }"),
        ("a = { b = 1 }", "a.b", "a = {}"),
        ("[[s]]\nv = 1\n\n[[s]]\nv = 2\n\n[[t]]\n", "s.0", "[[s]]\nv = 2\n\n[[t]]\n"),
        ("x = 1\n\n[[s]]\nv = 1\n\n# sist\n", "s.0", "x = 1\n\n# sist\n"),
        ("x = 1\n\n[s]\nv = 1", "s", "x = 1"),
        ("x = 1\n\n[s]\nv = 1\n", "s", "x = 1\n"),
    ] {
        assert_eq!(remove("a.toml", old, path), expected);
    }
    assert_eq!(remove("a.yaml", "a:\n  - b: 1\n    c: 2\n  - d", "a.0.b"), "a:\n  - c: 2\n  - d");
    assert_eq!(remove("a.yaml", "a:\n  - b: 1\n    c: 2\n  - d", "a.0"), "a:\n  - d");
}

#[test]
fn items_come_and_go_in_the_lists_own_way() {
    let old = "tags = [\n  \"a\", # ett\n  \"b\", # två\n]\n";
    let longer = set("a.toml", old, "tags", &list(&["a", "b", "c"]));
    assert_eq!(longer, "tags = [\n  \"a\", # ett\n  \"b\",\n  \"c\", # två\n]\n");
    assert_eq!(set("a.toml", old, "tags", &list(&["a"])), "tags = [\n  \"a\", # två\n]\n");
    assert_eq!(set("a.toml", "t = [ 'a', 'b' ]", "t", &list(&["b"])), "t = [ 'b' ]");
    assert_eq!(set("a.toml", "t = []", "t", &list(&["b", "c"])), "t = [\"b\", \"c\"]");
    assert_eq!(set("a.yaml", "t:\n- a\n- b\nx: 1", "t", &list(&["a", "c", "b"])), "t:\n- a\n- c\n- b\nx: 1");
    let step = Plain::Table([("v".to_owned(), Plain::Integer(3))].into_iter().collect());
    let mut steps = draft("a.toml", "[[s]]\r\nv = 1\r\n\r\n[[s]]\r\nv = 2\r\n");
    steps.set(&Path::new("s.2"), &step, &[]).unwrap();
    assert!(steps.source().text.ends_with("v = 2\r\n\r\n[[s]]\r\nv = 3\r\n"));
}

#[test]
fn a_body_keeps_the_bytes_of_the_lines_it_keeps() {
    for (old, new, expected) in [
        ("a\r\nb\r\n\r\nc", "a\nx\n\nc", "a\r\nx\r\n\r\nc"),
        ("a\r\nb\nc\r\n", "a\nb\nd\n", "a\r\nb\nd\r\n"),
        ("| a  |\n|--|\n", "| a  |\n|--|\n| b |\n", "| a  |\n|--|\n| b |\n"),
        ("a\n", "a", "a"),
        ("", "a\n", "a\n"),
        ("\n\na", "\n\na", "\n\na"),
    ] {
        let head = "\u{feff}+++\r\ntitle = 'x'\r\n+++\r\n";
        let mut page = draft("content/a.md", &format!("{head}{old}"));
        page.set_body(new);
        assert_eq!(&*page.source().text, format!("{head}{expected}"));
        assert_eq!(page.body().unwrap(), new);
    }
}

#[test]
fn what_cannot_be_read_is_not_written() {
    let mut broken = draft("a.toml", "a = \nb = 1\n");
    assert_eq!(broken.set(&Path::new("b"), &Plain::Integer(2), &[]), Err(Refused::Unreadable));
    let mut page = draft("content/a.md", "+++\na = 1\n");
    assert_eq!(page.set(&Path::new("a"), &Plain::Integer(2), &[]), Err(Refused::Unreadable));
    let mut scalar = draft("a.toml", "a = 1\n");
    let path = Path::new("a.b");
    assert_eq!(scalar.set(&path, &Plain::Integer(2), &[]), Err(Refused::Unsafe(path)));
    assert_eq!(&*scalar.source().text, "a = 1\n");
}

#[test]
fn a_value_of_which_a_part_is_refused_changes_nothing() {
    let text = "t = { a = 1, b = 2 }\nl = [1, 2]\n";
    // A number that is none is not what is read back.
    let (one, none) = (Plain::Integer(9), Plain::Float(f64::NAN));
    let table = Plain::Table([("a".to_owned(), one.clone()), ("b".to_owned(), none.clone())].into());
    for (path, value) in [("t", table), ("l", Plain::List(vec![one, none]))] {
        let mut draft = draft("a.toml", text);
        assert!(draft.set(&Path::new(path), &value, &[]).is_err());
        assert_eq!(&*draft.source().text, text);
    }
}
