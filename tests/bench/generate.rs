//! Writes the benchmark's site: `bench-site FOLDER PAGES [SEED]`. The same numbers give the same bytes.
//!
//! Torg and Hugo read the same content: TOML front matter with keys that both know, bodies with relative `.md` links.
//! Nothing else is written here; settings and themes stand beside this file and are copied by `run`.

#![expect(clippy::disallowed_methods, reason = "a tool of its own: it writes files and reads its arguments")]

mod prose;
mod random;

use std::error::Error;
use std::fs;
use std::path::Path;

use prose::Prose;

const SECTIONS: [(&str, &str); 4] =
    [("nyheter", "Nyheter"), ("larande", "Lärande"), ("initiativ", "Initiativ"), ("dokument", "Dokument")];
const N_TAGS: usize = 60;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, n_pages, rest @ ..] = arguments.as_slice() else {
        return Err("usage: bench-site FOLDER PAGES [SEED]".into());
    };
    let seed = rest.first().map_or(Ok(2026), |seed| seed.parse())?;
    write_site(Path::new(folder), n_pages.parse()?, seed)
}

fn write_site(folder: &Path, n_pages: usize, seed: u64) -> Result<(), Box<dyn Error>> {
    let content = folder.join("content");
    fs::create_dir_all(&content)?;
    fs::write(content.join("_index.md"), section_file("Torget", seed))?;
    for (index, (slug, title)) in (0..).zip(SECTIONS) {
        fs::create_dir_all(content.join(slug))?;
        fs::write(content.join(slug).join("_index.md"), section_file(title, seed + 1 + index))?;
    }
    for index in 0..n_pages {
        fs::write(content.join(path_of(index)), page_file(index, n_pages, seed))?;
    }
    Ok(())
}

/// Where a page lies, by its number alone, so that others can link to it.
fn path_of(index: usize) -> String {
    let (section, _) = SECTIONS[index % SECTIONS.len()];
    format!("{section}/sida-{index:06}.md")
}

fn section_file(title: &str, seed: u64) -> String {
    let mut prose = Prose::new(seed);
    let description = prose.sentence();
    format!(
        "+++\ntitle = \"{title}\"\ndescription = \"{description}\"\nsort_by = \"date\"\npaginate = 20\nfeed = true\n+++\n\n{}",
        prose.body(80, &[])
    )
}

fn page_file(index: usize, n_pages: usize, seed: u64) -> String {
    let mut prose = Prose::new(seed ^ (index as u64 + 1).wrapping_mul(0x5851_F42D_4C95_7F2D));
    let title = format!("{} {index}", prose.title());
    let description = prose.sentence();
    let day = prose.random.below(28) + 1;
    let month = prose.random.below(12) + 1;
    let year = prose.random.between(2009, 2025);
    let tags: Vec<String> =
        (0..prose.random.between(1, 4)).map(|_| tag(prose.random.below(N_TAGS))).collect();
    let links: Vec<String> = (0..prose.random.between(2, 5))
        .map(|_| format!("../{}", path_of(prose.random.below(n_pages))))
        .collect();
    // The last part runs over by some 40 words: 400–900 come out.
    let n_words = prose.random.between(380, 840);
    let body = prose.body(n_words, &links);
    let tags = deduplicated(tags);
    format!(
        "+++\ntitle = \"{title}\"\ndate = {year}-{month:02}-{day:02}\ndescription = \"{description}\"\ntags = [{}]\n+++\n\n{body}",
        tags.iter().map(|tag| format!("\"{tag}\"")).collect::<Vec<_>>().join(", ")
    )
}

fn tag(number: usize) -> String {
    format!("ämne {number}")
}

fn deduplicated(mut tags: Vec<String>) -> Vec<String> {
    tags.sort();
    tags.dedup();
    tags
}
