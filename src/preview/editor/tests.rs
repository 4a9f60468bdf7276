//! What is written, taken back, and never written.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::journal::{Edit, Journal};
use super::trash::Trash;
use super::writer::{self, Failed, Writer};
use super::{Editor, Unmended};
use crate::edit::Change;
use crate::pipeline::Options;
use crate::preview::keys::Keys;
use crate::preview::mend::Mend;
use crate::report::{Diagnostic, Lang, codes, source_of};
use crate::source::{DiskFiles, FilePath, Location, Span};

fn project(files: &[(&str, &str)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    for (path, text) in files {
        writer::write(&root.join(path), text.as_bytes()).unwrap();
    }
    (folder, root)
}

fn read(root: &Path, path: &str) -> Option<String> {
    writer::read(&root.join(path)).unwrap().map(|bytes| String::from_utf8(bytes).unwrap())
}

fn change(path: &str, before: Option<&str>, after: Option<&str>) -> Change {
    let bytes = |text: Option<&str>| text.map(|text| text.as_bytes().to_vec());
    Change { file: FilePath::new(path), before: bytes(before), after: bytes(after) }
}

fn edit(changes: Vec<Change>) -> Edit {
    Edit { title: "en ändring".to_owned(), changes }
}

#[test]
fn all_files_are_written_or_none() {
    let (_folder, root) = project(&[("content/a.md", "a"), ("content/b.md", "b")]);
    let writer = Writer::new(&root);
    let both =
        |b: &str| [change("content/a.md", Some("a"), Some("A")), change("content/b.md", Some(b), None)];
    assert_eq!(writer.apply(&both("x")), Err(Failed::Changed(FilePath::new("content/b.md"))));
    assert_eq!(read(&root, "content/a.md").as_deref(), Some("a"));
    assert_eq!(writer.apply(&both("b")), Ok(()));
    assert_eq!((read(&root, "content/a.md").as_deref(), read(&root, "content/b.md")), (Some("A"), None));
    let left = fs::read_dir(root.join("content")).unwrap().count();
    assert_eq!(left, 1, "nothing is left beside the files");
}

#[test]
fn a_file_that_exists_is_not_made_anew() {
    let (_folder, root) = project(&[("content/a.md", "a")]);
    let new = change("content/a.md", None, Some("ny"));
    assert_eq!(Writer::new(&root).apply(&[new]), Err(Failed::Changed(FilePath::new("content/a.md"))));
}

#[test]
fn nothing_outside_is_read_or_written() {
    let (_folder, root) = project(&[("content/a.md", "a"), ("hemligt.txt", "h"), ("torg/t.html", "t")]);
    let writer = Writer::new(&root);
    for path in [
        "../a.md",
        "content/../hemligt.txt",
        "content/../../a.md",
        "/etc/passwd",
        "hemligt.txt",
        "torg/t.html",
        ".torg/edits/position",
        "content/.gitignore",
        "content//a.md",
        "content/./a.md",
        "C:/content/a.md",
        "content/a.md:stream",
        "content",
        "",
    ] {
        let outside = FilePath::new(path);
        if path == "content" {
            assert!(writer.read(&outside).is_err());
            continue;
        }
        assert_eq!(writer.read(&outside), Err(Failed::Outside(outside.clone())), "{path}");
        let new = change(path, None, Some("x"));
        assert_eq!(writer.apply(&[new]), Err(Failed::Outside(outside)), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn links_lead_nowhere_outside_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let (_outside, elsewhere) = project(&[("hemligt.md", "h")]);
    let (_folder, root) = project(&[("content/a.md", "a")]);
    symlink(elsewhere.join("hemligt.md"), root.join("content/fil.md")).unwrap();
    symlink(&elsewhere, root.join("content/mapp")).unwrap();
    symlink(elsewhere.join("ny.md"), root.join("content/ny.md")).unwrap();
    symlink(root.join("content/a.md"), root.join("content/inne.md")).unwrap();
    let writer = Writer::new(&root);
    for path in ["content/fil.md", "content/mapp/hemligt.md", "content/mapp/ny.md", "content/ny.md"] {
        let file = FilePath::new(path);
        assert_eq!(writer.read(&file), Err(Failed::Outside(file.clone())), "{path}");
    }
    fs::set_permissions(root.join("content/a.md"), fs::Permissions::from_mode(0o640)).unwrap();
    assert_eq!(writer.apply(&[change("content/inne.md", Some("a"), Some("A"))]), Ok(()));
    assert_eq!(read(&root, "content/a.md").as_deref(), Some("A"));
    assert!(root.join("content/inne.md").is_symlink());
    let mode = fs::metadata(root.join("content/a.md")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
}

#[test]
fn edits_are_undone_and_redone_after_a_restart() {
    let (_folder, root) = project(&[("content/a.md", "1"), ("content/b.md", "b")]);
    let open = || Journal::open(&root, Writer::new(&root));
    let a = || read(&root, "content/a.md").unwrap();
    let mut journal = open();
    journal.make(&edit(vec![change("content/a.md", Some("1"), Some("2"))])).unwrap();
    let both = vec![change("content/a.md", Some("2"), Some("3")), change("content/b.md", Some("b"), None)];
    journal.make(&edit(both)).unwrap();
    let mut journal = open();
    assert!(journal.undo().unwrap().is_some());
    assert_eq!((a().as_str(), read(&root, "content/b.md").as_deref()), ("2", Some("b")));
    let mut journal = open();
    assert!(journal.redo().unwrap().is_some());
    assert_eq!((a().as_str(), read(&root, "content/b.md")), ("3", None));
    assert!(journal.redo().unwrap().is_none());
    journal.undo().unwrap();
    journal.undo().unwrap();
    assert_eq!(a(), "1");
    assert!(journal.undo().unwrap().is_none());
    // A new edit takes the place of those that were taken back.
    journal.make(&edit(vec![change("content/a.md", Some("1"), Some("x"))])).unwrap();
    let mut journal = open();
    assert!(journal.redo().unwrap().is_none());
    // Somebody else has written since.
    writer::write(&root.join("content/a.md"), b"annat").unwrap();
    assert_eq!(journal.undo().unwrap_err(), Failed::Changed(FilePath::new("content/a.md")));
    assert_eq!(a(), "annat");
}

#[test]
fn a_proposal_is_an_edit_that_can_be_taken_back() {
    let (_folder, root) = project(&[("themes/t/a.html", "Till torget"), ("content/a.md", "Till torget")]);
    let keys = Arc::new(Keys::new(false).unwrap());
    let files = DiskFiles::new(&root).unwrap();
    let editor = Editor::new(files, Arc::default(), Lang::Sv, keys, Box::new(Options::default));
    for path in ["themes/t/a.html", "content/a.md"] {
        let at = Location::new(&FilePath::new(path), Span::new(5, 11));
        let diagnostic = Diagnostic::new(codes::L0108, at).suggest(Some("bron"));
        let mend = Mend::of(&diagnostic.suggestions[0], &|file| source_of(&editor.files, file)).unwrap();
        assert_eq!(editor.mend(&mend), Ok(()));
        assert_eq!(read(&root, path).as_deref(), Some("Till bron"));
        assert_eq!(editor.mend(&mend), Err(Unmended::Changed));
        editor.journal().undo().unwrap();
        assert_eq!(read(&root, path).as_deref(), Some("Till torget"));
    }
}

#[test]
fn what_is_deleted_can_be_put_back() {
    let (_folder, root) = project(&[("content/om/a.md", "a")]);
    let trash = Trash::new(&root);
    let gone = [change("content/om/a.md", Some("a"), None)];
    trash.keep(&FilePath::new("content/om/a.md"), b"a").unwrap();
    Writer::new(&root).apply(&gone).unwrap();
    let items = trash.items();
    assert_eq!(items[0].file.as_str(), "content/om/a.md");
    let back = trash.restored(&items[0]).unwrap();
    Writer::new(&root).apply(&[back]).unwrap();
    assert_eq!(read(&root, "content/om/a.md").as_deref(), Some("a"));
    trash.forget(&items[0]);
    assert_eq!(trash.items(), []);
}
