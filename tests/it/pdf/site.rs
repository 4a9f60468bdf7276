//! From a document that offers a file to a reader who finds it by the words in the file.

use torg::output::MemoryFolder;
use torg::pipeline::Cache;

use super::file::{LATIN, page, pdf};
use crate::site::SiteTest;

const PLAN: &str = "content/plan.md";
const FILE: &str = "content/plan.pdf";

fn document(more: &str) -> String {
    format!(
        "+++\ntitle = \"Planen\"\ndescription = \"En plan.\"\nkind = \"document\"\ntype = \"plan\"\ndate = 2023-01-01\n\
         accessibility = \"tagged\"\n{more}+++\nPlanens sida.\n"
    )
}

fn site() -> SiteTest {
    SiteTest::new()
        .file(PLAN, document("file = \"plan.pdf\"\n"))
        .file(FILE, page(&["Vi provar själv-", "körande bussar."]))
}

#[test]
fn a_document_is_found_by_what_its_file_says() {
    let built = site().build();
    built.clean().lacks("/plan/", "bussar");
    for text in ["bussar", "självkörande", "\"självkörande bussar\"", "buss"] {
        assert_eq!(built.found(text), ["/plan/"], "{text}");
    }
    assert!(built.found("\"sida provar\"").is_empty());
}

#[test]
fn attachments_are_read_wherever_they_lie() {
    let more = "attachments = [{ title = \"A\", file = \"bilagor/A.PDF\" }, { title = \"B\", file = \"../bilaga%20b.pdf\" }]\nurl = \"https://example.org/\"\n";
    let built = SiteTest::new()
        .file("content/dokument/plan.md", document(more))
        .file("content/dokument/bilagor/A.PDF", page(&["Kostnader"]))
        .file("content/bilaga b.pdf", page(&["Tidplan"]))
        .build();
    built.clean();
    assert_eq!(built.found("kostnader"), ["/dokument/plan/"]);
    assert_eq!(built.found("tidplan"), ["/dokument/plan/"]);
}

#[test]
fn a_page_that_says_it_itself_comes_first() {
    let built =
        site().file("content/a.md", "+++\ntitle = \"Ö\"\ndescription = \"Ö.\"\n+++\nBussar.\n").build();
    assert_eq!(built.found("bussar"), ["/a/", "/plan/"]);
}

#[test]
fn only_what_is_published_is_read() {
    let secret = || page(&["Kanariefågeln sjunger."]);
    let built = site()
        .file("content/utkast.md", document("file = \"utkast.pdf\"\ndraft = true\n"))
        .file("content/utkast.pdf", secret())
        .file("content/senare.md", document("file = \"senare.pdf\"\n").replace("2023", "2033"))
        .file("content/senare.pdf", secret())
        .file("content/ingens.pdf", secret())
        .build();
    built.clean().nowhere("Kanariefågeln").nowhere("kanariefageln");
}

#[test]
fn a_site_that_is_not_searched_reads_no_file() {
    let mut site = site().file(FILE, "Ingen PDF.");
    site.options.no_search = true;
    site.build().clean();
}

#[test]
fn files_without_text_are_told_unless_the_page_says_so() {
    let mut site = site().file(FILE, pdf(LATIN, &[], &["0 0 595 842 re f"]));
    let told = "content/plan.md:8:9: warning A0302: `plan.pdf` has no text, only pictures of text";
    site.build().reports(told);
    let exempt = site.text(PLAN).replace("\"tagged\"", "\"exempt\"\naccessibility_note = \"Skannad 1998.\"");
    site.write(PLAN, exempt);
    site.build().clean();
    site.write(FILE, "Ingen PDF.");
    site.build().reports("content/plan.md:9:9: warning A0301: `plan.pdf` cannot be read as PDF");
}

#[test]
fn a_file_is_told_once_however_many_pages_offer_it() {
    let site = site().file(FILE, "Ingen PDF.").file("content/zz.md", document("file = \"plan.pdf\"\n"));
    site.build().reports("content/plan.md:8:9: warning A0301: `plan.pdf` cannot be read as PDF");
}

#[test]
fn a_file_that_changes_changes_what_is_found() {
    let mut site = site();
    let (cache, mut last) = (Cache::kept(), MemoryFolder::default());
    assert_eq!(site.build_after(&cache, &mut last).found("bussar"), ["/plan/"]);
    site.write("content/annan.md", "+++\ntitle = \"Annan\"\ndescription = \"Annan.\"\n+++\nText.\n");
    assert_eq!(site.build_after(&cache, &mut last).found("bussar"), ["/plan/"]);
    site.write(FILE, page(&["Vi provar tåg."]));
    let built = site.build_after(&cache, &mut last);
    assert_eq!((built.found("tåg"), built.found("bussar")), (vec!["/plan/".to_owned()], Vec::new()));
    assert_eq!(built.outputs, site.build().outputs);
    site.write(FILE, "Ingen PDF.");
    let built = site.build_after(&cache, &mut last);
    built.reports("content/plan.md:8:9: warning A0301: `plan.pdf` cannot be read as PDF");
    assert!(built.found("tåg").is_empty());
    // What was told is told again while nothing changes.
    built_again(&site, &cache, &mut last);
}

fn built_again(site: &SiteTest, cache: &Cache, last: &mut MemoryFolder) {
    site.build_after(cache, last)
        .reports("content/plan.md:8:9: warning A0301: `plan.pdf` cannot be read as PDF");
}
