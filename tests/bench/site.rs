//! The benchmark's site as paths and texts: the same numbers give the same bytes.
//!
//! Torg and Hugo read the same content: TOML front matter with keys that Hugo knows or leaves alone, bodies with
//! relative `.md` links. Settings and themes are no part of it; they stand beside this file.

use crate::prose::Prose;

/// Folder, title and kind of pages: news make the start page's feed, which Hugo fills by itself.
const SECTIONS: [(&str, &str, &str); 4] = [
    ("nyheter", "Nyheter", "news"),
    ("larande", "Lärande", "page"),
    ("initiativ", "Initiativ", "page"),
    ("dokument", "Dokument", "page"),
];
const N_TAGS: usize = 60;

/// The seed of every published figure.
pub(crate) const SEED: u64 = 2026;

/// The files below `content/`, one by one: a large site need not be held at once. A folder's own page comes before its
/// others.
pub(crate) fn content(n_pages: usize, seed: u64) -> impl Iterator<Item = (String, String)> {
    let start = ("_index.md".to_owned(), section_file("Torget", "page", seed));
    let sections = (1..).zip(SECTIONS).map(move |(number, (slug, title, kind))| {
        (format!("{slug}/_index.md"), section_file(title, kind, seed + number))
    });
    let pages = (0..n_pages).map(move |index| (path_of(index), page_file(index, n_pages, seed)));
    std::iter::once(start).chain(sections).chain(pages)
}

/// Where a page lies, by its number alone, so that others can link to it.
fn path_of(index: usize) -> String {
    let (section, ..) = SECTIONS[index % SECTIONS.len()];
    format!("{section}/sida-{index:06}.md")
}

/// A sentence as short as a description should be.
fn description(prose: &mut Prose) -> String {
    loop {
        let sentence = prose.sentence();
        if sentence.chars().count() <= 160 {
            return sentence;
        }
    }
}

fn section_file(title: &str, page_kind: &str, seed: u64) -> String {
    let mut prose = Prose::new(seed);
    let description = description(&mut prose);
    let body = prose.body(80, &[]);
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"{description}\"\npage_kind = \"{page_kind}\"\nsort_by = \"date\"\npaginate = 20\nfeed = true\n+++\n\n{body}"
    )
}

fn page_file(index: usize, n_pages: usize, seed: u64) -> String {
    let mut prose = Prose::new(seed ^ (index as u64 + 1).wrapping_mul(0x5851_F42D_4C95_7F2D));
    let title = format!("{} {index}", prose.title());
    let description = description(&mut prose);
    let (year, month, day) =
        (prose.random.between(2009, 2025), prose.random.between(1, 12), prose.random.between(1, 28));
    let n_tags = prose.random.between(1, 4);
    let mut tags: Vec<String> =
        (0..n_tags).map(|_| format!("\"ämne {}\"", prose.random.below(N_TAGS))).collect();
    tags.sort();
    tags.dedup();
    let n_links = prose.random.between(2, 5);
    let links: Vec<String> =
        (0..n_links).map(|_| format!("../{}", path_of(prose.random.below(n_pages)))).collect();
    // The last part runs over by some 40 words: 400–900 come out.
    let n_words = prose.random.between(380, 840);
    let body = prose.body(n_words, &links);
    format!(
        "+++\ntitle = \"{title}\"\ndate = {year}-{month:02}-{day:02}\ndescription = \"{description}\"\ntags = [{}]\n+++\n\n{body}",
        tags.join(", ")
    )
}
