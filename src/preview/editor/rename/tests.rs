//! A section's folder with all that is in it gets another name, and everything still leads where it led.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use crate::output::{MemorySink, OutputPath};
use crate::pipeline::{self, Cache, Options};
use crate::preview::editor::{Editor, writer};
use crate::preview::keys::Keys;
use crate::preview::own::{Answer, Asked};
use crate::report::Lang;
use crate::source::{Digest, DiskFiles, FilePath, Files};

/// A project on disk, and its editor.
struct Project {
    editor: Editor,
    _folder: tempfile::TempDir,
}

/// Every file of a project.
type Tree = BTreeMap<FilePath, Vec<u8>>;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\xff\xfe\0";

impl Project {
    fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let own = DiskFiles::new(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        for (from, to) in [("tests/sites/minimal", ""), ("tests/themes", "themes/")] {
            for path in own.list(from).files {
                let there = root.join(format!("{to}{}", path.below(from).unwrap()));
                writer::write(&there, &own.read(&path).unwrap()).unwrap();
            }
        }
        for (path, text) in files {
            writer::write(&root.join(path), text.as_bytes()).unwrap();
        }
        let keys = Arc::new(Keys::new(false).unwrap());
        let files = DiskFiles::new(&root).unwrap();
        let editor = Editor::new(files, Arc::default(), Lang::Sv, keys, Box::new(Options::default));
        Self { editor, _folder: folder }
    }

    fn files(&self) -> &DiskFiles {
        &self.editor.files
    }

    fn tree(&self) -> Tree {
        let folders = ["content", "site", "themes"].into_iter();
        let paths = folders.flat_map(|folder| self.files().list(folder).files);
        paths.map(|path| (path.clone(), self.files().read(&path).unwrap())).collect()
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.files().read(&FilePath::new(path)).unwrap()).unwrap()
    }

    fn rename(&self, file: &str, name: &str) -> Answer {
        let digest = Digest::of(&self.files().read(&FilePath::new(file)).unwrap()).to_string();
        let pairs = [("file", file), ("name", name), ("digest", &digest)];
        let asked = pairs.map(|(key, value)| (key.to_owned(), value.to_owned()));
        super::rename(&self.editor, &Asked::new(asked.to_vec()))
    }

    #[track_caller]
    fn renamed(&self, file: &str, name: &str) {
        let answer = self.rename(file, name);
        assert!(matches!(&answer, Answer::Go(to) if to.contains("&done=renamed")), "{answer:?}");
    }

    /// That it is refused with these words, and that nothing is changed.
    #[track_caller]
    fn refuses(&self, file: &str, name: &str, words: &str) {
        let before = self.tree();
        let answer = self.rename(file, name);
        assert!(matches!(&answer, Answer::Page(_, html) if html.contains(words)), "{answer:?}");
        assert_eq!(self.tree(), before);
    }

    /// The site's pages by their addresses, and the codes of all that is wrong.
    fn built(&self) -> (BTreeMap<OutputPath, Vec<u8>>, Vec<&'static str>) {
        let sink = MemorySink::default();
        let build = pipeline::build(self.files(), &Cache::none(), &Options::default(), &sink).unwrap();
        let pages = sink.into_files().iter().map(|(path, bytes)| (path.clone(), bytes.to_vec())).collect();
        (pages, build.diagnostics.iter().map(|diagnostic| diagnostic.code.as_str()).collect())
    }
}

fn page(title: &str, more: &str, body: &str) -> String {
    format!("+++\ntitle = \"{title}\"\ndescription = \"{title}.\"\n{more}+++\n{body}\n")
}

fn project() -> Project {
    let start = "[a](nyheter/forsta.md#x) [b](@/nyheter/_index.md) [c](/nyheter/forsta/) ![Bild](nyheter/bild.png)\n\
                 [d][d] Vi skriver nyheter/forsta.md, inte `nyheter/`. [e](@/nyheter-arkiv.md)\n\n[d]: ./nyheter/sub/djup.md \"Djup\"";
    let yaml = "---\r\n# Andra\r\ntitle: Andra   # k\r\ndescription: 'Andra.'\r\naliases:\r\n  - /gammal/\r\ndate: 2024-01-02\r\n---\r\n\r\n[a](forsta.md)";
    let english = "[News](/en/news/) [Second](andra.md) [Home](@/_index.md)";
    let files = [
        ("content/_index.md", page("Start", "", start)),
        ("content/_index.en.md", page("Start", "", "[n](nyheter/_index.md)")),
        ("content/nyheter-arkiv.md", page("Arkiv", "", "[a](nyheter/andra.md)")),
        (
            "content/nyheter/_index.md",
            page("Nyheter", "page_kind = \"news\" # k\n", "Text.").replace('\n', "\r\n"),
        ),
        ("content/nyheter/_index.en.md", page("News", "slug = \"news\"\n", english)),
        (
            "content/nyheter/forsta.md",
            page(
                "F\u{f6}rsta",
                "date = 2024-01-01\n",
                "## X {#x}\n\n[a](andra.md) [b](../nyheter/andra.md) [c](../nyheter-arkiv.md) ![Bild](bild.png)",
            ),
        ),
        ("content/nyheter/andra.md", format!("\u{feff}{yaml}")),
        ("content/nyheter/andra.en.md", page("Second", "date = 2024-01-02\n", "[f](forsta.md)")),
        (
            "content/nyheter/fast.md",
            page("Fast", "path = \"/fast/\"\ndate = 2024-01-03\n", "[s](sub/_index.md)"),
        ),
        ("content/nyheter/utkast.md", page("Utkast", "draft = true\n", "[a](@/nyheter/andra.md)")),
        ("content/nyheter/sub/_index.md", page("Under", "", "[upp](../_index.md)")),
        (
            "content/nyheter/sub/djup.md",
            page("Djup", "", "[a](../../nyheter/andra.md) [b](@/nyheter/sub/_index.md)"),
        ),
    ];
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let project = Project::new(&files);
    let root = project.files().root().to_owned();
    writer::write(&root.join("content/nyheter/bild.png"), PICTURE).unwrap();
    let menu = "\n[[menu.sv]]\ntarget = \"@/nyheter/_index.md\" # k\n[[menu.sv]]\ntitle = \"F\u{f6}rsta\"\ntarget = '/nyheter/forsta/'\n";
    let settings = format!("{}{menu}", project.text("site/site.toml"));
    writer::write(&root.join("site/site.toml"), settings.as_bytes()).unwrap();
    project
}

#[test]
fn a_section_moves_with_all_that_is_in_it() {
    let project = project();
    let before = project.tree();
    let (pages, codes) = project.built();
    project.renamed("content/nyheter/_index.md", "aktuellt");
    let after = project.tree();
    assert_eq!(after.len(), before.len());
    assert!(!project.files().root().join("content/nyheter").exists());
    // Byte for byte what it was, but for links and the line of former addresses.
    for (path, bytes) in &before {
        let moved =
            path.below("content/nyheter").map(|rest| FilePath::new(&format!("content/aktuellt/{rest}")));
        let now = &after[moved.as_ref().unwrap_or(path)];
        let Ok(text) = String::from_utf8(bytes.clone()) else {
            assert_eq!(now, bytes);
            continue;
        };
        let mut expected = text;
        for (old, new) in [
            ("(nyheter/", "(aktuellt/"),
            ("./nyheter/", "./aktuellt/"),
            ("../nyheter/", "../aktuellt/"),
            ("@/nyheter/", "@/aktuellt/"),
            ("(/nyheter/", "(/aktuellt/"),
            ("'/nyheter/", "'/aktuellt/"),
        ] {
            expected = expected.replace(old, new);
        }
        let now = String::from_utf8(now.clone()).unwrap();
        let without: String = now
            .split_inclusive('\n')
            .filter(|line| !line.contains("/nyheter/") || line.contains('`'))
            .collect();
        let had = without != now;
        assert_eq!(without, expected, "{path}");
        // The English section has a name of its own, and a page its own path.
        let keeps = ["_index.en.md", "andra.en.md", "fast.md"].contains(&path.file_name());
        assert_eq!(had, moved.is_some() && !keeps, "{path}");
    }
    assert!(project.text("content/aktuellt/andra.md").contains("  - /gammal/\r\n  - /nyheter/andra/\r\n"));
    // What was published is there, at its address or by a way to the new one, and nothing more is wrong.
    let (now, codes_now) = project.built();
    assert_eq!(codes_now, codes);
    for path in pages.keys().filter(|path| path.as_str().ends_with("index.html")) {
        let html = String::from_utf8(now[path].clone()).unwrap();
        let leads = html.contains("http-equiv=\"refresh\"");
        assert_eq!(
            leads,
            path.as_str().starts_with("nyheter/") || path.as_str().starts_with("gammal/"),
            "{path:?}"
        );
        assert!(!leads || html.contains("/aktuellt/"), "{html}");
    }
    // One step takes all of it back, and makes it again.
    project.editor.journal().undo().unwrap();
    assert_eq!(project.tree(), before);
    assert!(!project.files().root().join("content/aktuellt").exists());
    project.editor.journal().redo().unwrap();
    assert_eq!(project.tree(), after);
    // Back by another name change: no page is its own former address.
    project.renamed("content/aktuellt/_index.md", "nyheter");
    let (_, codes_back) = project.built();
    assert_eq!(codes_back, codes);
    assert!(project.text("content/nyheter/forsta.md").contains("aliases = [\"/aktuellt/forsta/\"]"));
}

#[test]
fn a_section_inside_another_moves_alone() {
    let project = project();
    let (_, codes) = project.built();
    project.renamed("content/nyheter/sub/_index.md", "djupare");
    assert!(project.text("content/_index.md").contains("[d]: ./nyheter/djupare/djup.md \"Djup\""));
    assert!(project.text("content/nyheter/djupare/djup.md").contains("aliases = [\"/nyheter/sub/djup/\"]"));
    assert!(project.text("content/nyheter/fast.md").ends_with("[s](djupare/_index.md)\n"));
    assert_eq!(project.built().1, codes);
}

#[test]
fn a_section_that_says_its_name_itself_stays_in_its_folder() {
    let project = project();
    let (before, (_, codes)) = (project.tree(), project.built());
    project.renamed("content/nyheter/_index.en.md", "latest");
    assert_eq!(project.tree().keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let english = project.text("content/nyheter/_index.en.md");
    assert!(english.contains("slug = \"latest\"\naliases = [\"/en/news/\"]\n"), "{english}");
    assert!(english.contains("[News](/en/latest/)"), "{english}");
    assert!(project.text("content/nyheter/andra.en.md").contains("aliases = [\"/en/news/andra/\"]"));
    assert_eq!(
        project.tree()[&FilePath::new("content/nyheter/_index.md")],
        before[&FilePath::new("content/nyheter/_index.md")]
    );
    assert_eq!(project.built().1, codes);
}

#[test]
fn a_page_takes_links_along_that_are_written_from_beside_it() {
    let project = project();
    let (_, codes) = project.built();
    project.renamed("content/nyheter/andra.md", "tva");
    assert!(project.text("content/nyheter/forsta.md").contains("[a](tva.md) [b](../nyheter/tva.md)"));
    assert!(project.text("content/nyheter/_index.en.md").contains("[Second](tva.md)"));
    assert!(project.text("content/nyheter/tva.en.md").contains("aliases = [\"/en/news/andra/\"]"));
    assert_eq!(project.built().1, codes);
}

#[test]
fn records_are_where_their_section_is() {
    let initiatives = page("Initiativ", "records = \"initiatives\"\n", "Text.");
    let project = Project::new(&[
        ("content/initiativ/_index.md", &initiatives),
        ("content/om.md", &page("Om", "", "[p](hub:initiativ/pilot) [q](/initiativ/pilot/)")),
    ]);
    let (pages, codes) = project.built();
    let pilot = OutputPath::new("initiativ/pilot/index.html").unwrap();
    assert!(pages.contains_key(&pilot));
    project.renamed("content/initiativ/_index.md", "projekt");
    assert!(project.text("content/om.md").ends_with("[p](hub:projekt/pilot) [q](/projekt/pilot/)\n"));
    let (now, codes_now) = project.built();
    assert_eq!(codes_now, codes);
    let led = String::from_utf8(now[&pilot].clone()).unwrap();
    assert!(led.contains("url=") && led.contains("/projekt/pilot/"), "{led}");
}

#[test]
fn what_cannot_have_the_name_keeps_its_own() {
    let project = project();
    let index = "content/nyheter/_index.md";
    project.refuses("content/_index.md", "start", "Startsidan har inget namn att byta");
    project.refuses(index, "nyheter-arkiv", "Det finns redan något med namnet nyheter-arkiv.");
    for name in ["nyheter/sub", "../nyheter", "sub/", "", "Nyheter"] {
        project.refuses(index, name, "kan inte vara ett namn i en adress");
    }
    let root = project.files().root().to_owned();
    writer::write(&root.join("content/tom/bild.png"), PICTURE).unwrap();
    project.refuses(index, "tom", "Det finns redan något med namnet tom.");
    let answer = project.rename(index, "nyheter");
    assert!(matches!(&answer, Answer::Go(to) if to.ends_with("&done=nothing")), "{answer:?}");
    writer::write(&root.join("content/nyheter/trasig.md"), b"+++\ntitle = \n+++\n").unwrap();
    project.refuses(index, "aktuellt", "trasig.md har fel som måste rättas först.");
}

#[cfg(unix)]
#[test]
fn links_on_the_disk_are_not_followed() {
    let project = project();
    let root = project.files().root().to_owned();
    writer::write(&root.join("content/annat/a.md"), page("Annat", "", "Text.").as_bytes()).unwrap();
    std::os::unix::fs::symlink(root.join("content/annat"), root.join("content/nyheter/lank")).unwrap();
    project.refuses("content/nyheter/_index.md", "aktuellt", "är en länk till något annat på disken");
}
