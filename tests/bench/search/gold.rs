//! Measures the splitter on judged words: `gold.txt` says how they were judged.

use std::collections::BTreeSet;
use std::error::Error;
use std::io::{self, Write};

use torg::search::{Document, Splitter, stem};

/// A judged word: its parts, none when it is whole.
struct Judged<'a> {
    word: &'a str,
    parts: Vec<&'a str>,
}

/// Learns from documents and prints how many heads and first parts of the judged words are found, and what is split wrongly.
pub(crate) fn measure(documents: &[Document], gold: &str) -> Result<(), Box<dyn Error>> {
    let judged: Vec<Judged<'_>> = gold
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .filter_map(|line| line.split_once('\t'))
        .map(|(word, parts)| Judged {
            word,
            parts: parts.split_whitespace().filter(|part| *part != "-").collect(),
        })
        .collect();
    let splitter = learn(documents);
    let (mut n_compounds, mut n_heads, mut n_first, mut n_split, mut n_false) = (0, 0, 0, 0, 0);
    let mut out = io::stdout().lock();
    for Judged { word, parts } in &judged {
        let found = splitter.split(word);
        let stems: BTreeSet<String> = found.iter().map(|part| stem("sv", part)).collect();
        let has = |part: &&str| stems.contains(&stem("sv", part));
        n_split += usize::from(!found.is_empty());
        if let (Some(first), Some(head)) = (parts.first(), parts.last()) {
            n_compounds += 1;
            n_heads += usize::from(has(head));
            n_first += usize::from(has(first));
            if !has(head) {
                writeln!(out, "head missed: {word}\t{}\tfound {}", parts.join(" "), found.join(" "))?;
            }
        }
        // A split is wrong when it gives a last part that the word does not have.
        let is_wrong = !found.is_empty() && !parts.iter().any(|part| stems.contains(&stem("sv", part)));
        if is_wrong || (parts.is_empty() && !found.is_empty()) {
            n_false += 1;
            writeln!(out, "false: {word}\t{}\tfound {}", parts.join(" "), found.join(" "))?;
        }
    }
    let of = |n: usize, all: usize| {
        format!("{n}/{all} = {:.3}", f64::from(n as u32) / f64::from(all.max(1) as u32))
    };
    writeln!(out, "words {}, compounds {n_compounds}", judged.len())?;
    writeln!(out, "recall of heads {}", of(n_heads, n_compounds))?;
    writeln!(out, "recall of first parts {}", of(n_first, n_compounds))?;
    writeln!(out, "false splits of all splits {}", of(n_false, n_split))?;
    Ok(())
}

fn learn(documents: &[Document]) -> Splitter {
    // What a build learns from is what its bundle's splitter knew: the words of the documents with their pages.
    let mut words: std::collections::BTreeMap<String, u32> = std::collections::BTreeMap::new();
    for document in documents.iter().filter(|document| document.lang == "sv") {
        let analysed = torg::search::analyse(document);
        for word in analysed.texts() {
            *words.entry(word.to_owned()).or_default() += 1;
        }
    }
    Splitter::learn(words.iter().map(|(word, n)| (word.as_str(), *n)), &[])
}
